//! The next frame: what it waits for, and how long.

use std::io;
use std::sync::mpsc::{Receiver, RecvError};
use std::time::{Duration, Instant};

use super::keys::Input;
use super::listen::News;
use super::pace::Pace;
use super::screen::Screen;
use super::shown::Left;
use crate::app::App;
use crate::app::reading::Reading;
use crate::load::Progress;

/// How long news of what is read wait for more before they are shown.
const NEWS: Duration = Duration::from_millis(100);
/// The same while the screen shows already what an earlier run kept: a look at the files that is over sooner is not told.
const LOOKS: Duration = Duration::from_secs(1);
/// How long the keys must be quiet before the rest of the rows follows in which the bar moves: a moment, in which a key that
/// waits already is taken in first.
const SOON: Duration = Duration::from_millis(5);
/// How long the keys must be quiet before the panes follow that stand beside the one with the bar. Longer than a held key
/// takes to come again (30 or 33 ms), shorter than what a person sees as waiting.
const QUIET: Duration = Duration::from_millis(45);

/// How long they must be quiet after that before the pane follows that is furthest from the bar. A person who goes down a
/// list to see where something is presses a key about that often.
const FAR: Duration = Duration::from_millis(150);

/// How long news of what is read wait for more.
pub fn patience(reading: &Reading) -> Duration {
    if reading.is_kept() { LOOKS } else { NEWS }
}

/// What was taken in since the last frame was drawn or put off.
pub struct Taken {
    /// Nothing came within its time.
    pub quiet: bool,
    /// What came, all of it together; a frame that was held back counts in.
    came: Option<Came>,
    /// What an earlier run kept is to be shown.
    pub ahead: bool,
    /// Something was given to be written.
    pub wrote: bool,
}

/// What makes a frame.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Came {
    /// Keys and nothing else.
    Keys,
    /// Nothing but news of what is read, which wait for more.
    Read,
    /// Anything else, or some of each.
    Mixed,
}

impl Taken {
    /// Before anything is taken in. `held` says, where a frame was held back, whether only keys made it.
    pub fn begin(first: Option<&News>, held: Option<bool>) -> Self {
        let came = held.map(|only_keys| if only_keys { Came::Keys } else { Came::Mixed });
        Self { quiet: first.is_none(), came, ahead: false, wrote: false }
    }

    /// This piece of news is taken in.
    pub fn add(&mut self, news: &News) {
        let came = match news {
            News::Typed(inputs, _) if inputs.iter().all(|input| matches!(input, Input::Key(_))) => Came::Keys,
            // What an earlier run kept is shown at once.
            News::Progress(_, Progress::Kept(..)) => {
                self.ahead = true;
                Came::Mixed
            }
            News::Progress(..) => Came::Read,
            _ => Came::Mixed,
        };
        self.came = Some(if self.came.is_none_or(|before| before == came) { came } else { Came::Mixed });
    }

    /// Whether only keys make the frame.
    pub fn is_keys(&self) -> bool {
        self.came == Some(Came::Keys)
    }

    /// Whether only news of what is read make it.
    pub fn is_reading(&self) -> bool {
        self.came == Some(Came::Read)
    }
}

/// What is to follow a frame with the bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follow {
    /// The rest of its rows, and the list that leaps under it.
    Rows,
    /// The panes that stand beside it.
    Near,
    /// The one that is furthest from it.
    Far,
}

impl Follow {
    /// How long the keys must be quiet before that.
    const fn quiet(self) -> Duration {
        match self {
            Self::Rows => SOON,
            Self::Near => QUIET,
            Self::Far => FAR,
        }
    }
}

/// What the next frame waits for.
pub struct Next {
    /// What came while an answer was waited for.
    pub early: Option<News>,
    /// A frame is held back, while keys come too fast or for what came in the meantime; whether only keys made it.
    pub held: Option<bool>,
    /// This is to follow when the keys are quiet.
    pub follows: Option<Follow>,
    /// Whether a frame was drawn. The first one waits a moment for what an earlier run kept: one without a report in it says
    /// nothing, and takes its time on a slow link.
    pub shown: bool,
    /// When the last frame was drawn, or the program began.
    pub drawn: Instant,
    /// How fast keys come.
    pub pace: Pace,
}

impl Default for Next {
    fn default() -> Self {
        Self { early: None, held: None, follows: None, shown: false, drawn: Instant::now(), pace: Pace::default() }
    }
}

impl Next {
    /// Waits for news, for good where nothing is to be drawn before some come. `told` says that news of what is read wait, and
    /// how long they do; `stalled`, that the terminal takes nothing and news come when it does.
    ///
    /// # Errors
    ///
    /// When nobody can tell any more.
    pub fn wait(
        &mut self,
        news: &Receiver<News>,
        told: Option<Duration>,
        stalled: bool,
    ) -> Result<Option<News>, RecvError> {
        match (self.early.take(), self.most(told, stalled)) {
            (Some(early), _) => Ok(Some(early)),
            (None, Some(most)) => Ok(news.recv_timeout(most).ok()),
            (None, None) => news.recv().map(Some),
        }
    }

    /// Whether the first frame was drawn, or its time is over.
    pub fn has_begun(&self) -> bool {
        self.shown || self.drawn.elapsed() >= NEWS
    }

    /// How long to wait for news at most; `None` where nothing is to be drawn before some come. What is read comes in
    /// hundreds of small pieces: only a few of them in a second are shown.
    fn most(&self, told: Option<Duration>, stalled: bool) -> Option<Duration> {
        match self {
            Self { held: Some(_), pace, .. } => Some(pace.rest(Instant::now())),
            Self { follows: Some(follow), drawn, .. } => Some(follow.quiet().saturating_sub(drawn.elapsed())),
            Self { shown: false, drawn, .. } if !stalled => Some(NEWS.saturating_sub(drawn.elapsed())),
            Self { drawn, .. } => told.map(|wait| wait.saturating_sub(drawn.elapsed())),
        }
    }

    /// Draws it: what a key moved first, what is to follow when nothing came within its time, or all.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn draw(&mut self, screen: &mut Screen, app: &App, taken: &Taken) -> io::Result<()> {
        let only_keys = taken.is_keys() && self.shown;
        if only_keys && self.pace.glimpses(Instant::now()) {
            screen.glimpse(app)?;
            (self.held, self.follows) = (Some(true), None);
        } else if only_keys || taken.quiet && self.follows == Some(Follow::Rows) {
            let left = if only_keys { screen.draw_bar(app)? } else { screen.draw_rows(app)? };
            self.follows = match left {
                Left::Rows => Some(Follow::Rows),
                _ if app.is_to_leap() => Some(Follow::Rows),
                Left::Panes => Some(Follow::Near),
                Left::Nothing => None,
            };
        } else if taken.quiet && self.follows == Some(Follow::Near) {
            self.follows = screen.draw_near(app)?.then_some(Follow::Far);
        } else {
            screen.draw(app)?;
            self.follows = None;
        }
        (self.shown, self.drawn) = (true, Instant::now());
        self.pace.drew(self.drawn);
        Ok(())
    }
}
