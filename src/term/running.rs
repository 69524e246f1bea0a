//! A run under way: the state, the terminal that shows it, those who work beside the two, and the loop between them.

use std::collections::VecDeque;
use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGCONT, SIGTSTP};

use super::clipboard::Clipboard;
use super::gate::Gate;
use super::has_shell;
use super::keeper::Keeper;
use super::keys::Input;
use super::listen::{Ears, News};
use super::loader::Loader;
use super::next::{self, Next, Taken};
use super::outside::Outside;
use super::print;
use super::screen::Screen;
use super::seeker::Seeker;
use super::student::Student;
use super::watcher::Watcher;
use crate::app::notice::Notice;
use crate::app::seek::When;
use crate::app::{App, Effect};
use crate::keymap::Key;
use crate::load::Progress;
use crate::load::watch::Change;

/// How long a frame waits for the answer to what is typed: what is there then is drawn.
const PATIENCE: Duration = Duration::from_millis(8);
/// How long something must wait for what go-to finds before a key gives that up. Keys that come together mean what they mean
/// one by one.
const TOGETHER: Duration = Duration::from_millis(100);
/// How long it waits for the disk to have what a key asked to be written, so that most disks are never said to be busy.
const DISK: Duration = Duration::from_millis(40);

/// A run under way.
pub struct Running<'a> {
    pub app: App,
    /// Keys that are pressed when everything is read; `None` once they are.
    pub keys: Option<&'a [Key]>,
    /// What was read and the state was not told yet.
    pub told: Vec<Progress>,
    pub next: Next,
    /// What was done at the terminal and waits for what go-to finds, the first thing first, and when it came.
    pub later: VecDeque<(Input, Instant)>,
    /// Since when something waits for that.
    pub waits: Option<Instant>,
    pub screen: Screen,
    pub gate: Gate,
    /// Who listens to the terminal and to signals, until they do.
    pub ears: Option<Ears>,
    pub loader: Loader,
    pub watcher: Watcher,
    pub seeker: Seeker,
    pub student: Student,
    pub keeper: Keeper,
    pub outside: Arc<dyn Outside>,
    pub clipboard: Clipboard,
    /// Where all of them tell their news.
    pub sender: Sender<News>,
}

/// What became of a piece of news.
enum Dealt {
    /// It is taken in, and asks for these.
    Effects(Vec<Effect>),
    /// It is this, done at the terminal then, one thing after another.
    Typed(Vec<Input>, Instant),
    /// It waits with others like it.
    Kept,
    /// What an earlier run kept waits with it, and is shown before anything behind it.
    Ahead,
    /// This signal ends the program.
    Ends(i32),
}

impl Running<'_> {
    /// The loop. Answers the signal that ended it.
    pub fn follow(&mut self, news: &Receiver<News>) -> io::Result<Option<i32>> {
        loop {
            self.screen.line.watch(&self.sender)?;
            if let Some(ears) = self.ears.take_if(|_| self.next.has_begun()) {
                ears.listen(&self.sender, &self.gate)?;
            }
            let waited = self.next.early.is_some();
            let patience = next::patience(self.app.reading());
            let told = (!self.told.is_empty()).then_some(patience);
            let stalled = self.ears.is_none() && self.screen.line.is_behind();
            let Ok(first) = self.next.wait(news, told, stalled) else { return Ok(None) };
            let taken = match self.take_in(first, news)? {
                ControlFlow::Break(signal) => return Ok(signal),
                ControlFlow::Continue(taken) => taken,
            };
            if taken.is_reading() && self.next.drawn.elapsed() < patience {
                continue;
            }
            self.tell();
            if !self.next.pace.rest(Instant::now()).is_zero() {
                self.next.held = Some(taken.is_keys());
                continue;
            }
            if self.app.is_seeking() || taken.wrote {
                self.seek();
                if !waited {
                    self.next.early = news.recv_timeout(if taken.wrote { DISK } else { PATIENCE }).ok();
                    if self.next.early.is_some() {
                        self.next.held = Some(taken.is_keys());
                        continue;
                    }
                }
            }
            // What the terminal has not taken yet comes first, and one frame of all that happened until then behind it.
            if self.screen.line.is_behind() {
                self.next.follows = None;
                continue;
            }
            if !taken.is_keys() {
                self.app.leap_now();
            }
            self.next.draw(&mut self.screen, &self.app, &taken)?;
            self.behind_frame(&taken);
        }
    }

    /// Takes in a piece of news and all that queued behind it, or breaks with the signal where the program is left.
    fn take_in(&mut self, first: Option<News>, news: &Receiver<News>) -> io::Result<ControlFlow<Option<i32>, Taken>> {
        let mut taken = Taken::begin(first.as_ref(), self.next.held.take());
        for news in first.into_iter().chain(news.try_iter()) {
            taken.add(&news);
            let acted = match self.deal(news)? {
                Dealt::Effects(effects) => match self.act(effects)? {
                    // What was found may be what others waited for.
                    ControlFlow::Continue(wrote) => self.catch_up()?.map_continue(|more| wrote || more),
                    ended @ ControlFlow::Break(()) => ended,
                },
                Dealt::Typed(inputs, at) => self.typed(inputs, at)?,
                Dealt::Kept => continue,
                Dealt::Ahead => break,
                Dealt::Ends(signal) => return Ok(ControlFlow::Break(Some(signal))),
            };
            match acted {
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(None)),
                ControlFlow::Continue(wrote) => taken.wrote |= wrote,
            }
        }
        Ok(ControlFlow::Continue(taken))
    }

    /// Takes in one piece of news.
    fn deal(&mut self, news: News) -> io::Result<Dealt> {
        Ok(Dealt::Effects(match news {
            News::Progress(run, progress) => {
                let ahead = matches!(progress, Progress::Kept(..));
                if self.loader.is_now(run) {
                    self.told.push(progress);
                }
                return Ok(if ahead { Dealt::Ahead } else { Dealt::Kept });
            }
            News::Read(run) if !self.loader.is_now(run) => return Ok(Dealt::Kept),
            News::Read(_) => {
                self.app.told_all(self.told.drain(..));
                self.watcher.begin(|| self.loader.turn());
                self.press_given()
            }
            News::Typed(inputs, at) => return Ok(Dealt::Typed(inputs, at)),
            News::Done => self.keeper.tell(&mut self.app),
            News::Found(number, found) => self.app.found(number, found).into_iter().collect(),
            News::Learnt(generation, piece) => {
                self.app.learnt(generation, piece);
                Vec::new()
            }
            News::Changed(change) => {
                self.changed(change);
                Vec::new()
            }
            News::Failed(told) => {
                self.app.unanswered();
                self.app.say(Notice::error(format!("{told}; what is shown may not be all")));
                Vec::new()
            }
            News::Room => {
                self.screen.line.has_room()?;
                Vec::new()
            }
            News::Size => {
                // The same again is drawn as well: what the terminal lost in between is not known.
                self.app.resize(self.screen.size()?);
                vec![Effect::Redraw]
            }
            News::Signal(SIGTSTP) => vec![Effect::Suspend],
            News::Signal(SIGCONT) => {
                self.screen.enter()?;
                self.app.resize(self.screen.size()?);
                Vec::new()
            }
            News::Signal(signal) => return Ok(Dealt::Ends(signal)),
        }))
    }

    /// Tells the state what was read.
    fn tell(&mut self) {
        if !self.told.is_empty() {
            self.app.told(self.told.drain(..));
        }
    }

    /// Tells the state what became of the folder that is watched.
    fn changed(&mut self, change: Change) {
        match change {
            Change::Again(news) => self.app.read_again(news),
            Change::Gone(reason) => self.app.lost(&reason),
            Change::Unheard => self.app.unheard(),
        }
    }

    /// Presses the keys that were given beforehand, which find what they ask for; from then on no key waits for that.
    fn press_given(&mut self) -> Vec<Effect> {
        let mut search = None;
        let keys = self.keys.take().unwrap_or_default();
        let effects = keys.iter().filter_map(|&key| print::press(&mut self.app, key, &mut search)).collect();
        self.app.has_student();
        effects
    }

    /// Takes in what was done at the terminal.
    fn typed(&mut self, inputs: Vec<Input>, at: Instant) -> io::Result<ControlFlow<(), bool>> {
        let mut wrote = false;
        for input in inputs {
            let when = self.when(&input);
            let is_late = self.waits.is_none_or(|since| at.saturating_duration_since(since) >= TOGETHER);
            let gives_up = when == When::Instead && is_late;
            if gives_up {
                self.later.clear();
            }
            let acted = if gives_up || when == When::Aside {
                let effect = self.input(input, at);
                self.act(effect)?
            } else {
                self.later.push_back((input, at));
                self.catch_up()?
            };
            let waits = !self.later.is_empty() || self.app.is_to_open();
            self.waits = waits.then(|| self.waits.unwrap_or(at));
            match acted {
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(())),
                ControlFlow::Continue(writes) => wrote |= writes,
            }
        }
        self.gate.dealt();
        Ok(ControlFlow::Continue(wrote))
    }

    /// Does what was done at the terminal and need not wait any more, and what one thing asks for before the next.
    fn catch_up(&mut self) -> io::Result<ControlFlow<(), bool>> {
        let mut wrote = false;
        while let Some((input, at)) = self.later.pop_front() {
            if matches!(self.when(&input), When::Later | When::Instead) {
                self.later.push_front((input, at));
                break;
            }
            let effect = self.input(input, at);
            match self.act(effect)? {
                ControlFlow::Break(()) => return Ok(ControlFlow::Break(())),
                ControlFlow::Continue(writes) => wrote |= writes,
            }
        }
        Ok(ControlFlow::Continue(wrote))
    }

    /// When something is done that was done at the terminal.
    fn when(&self, input: &Input) -> When {
        match input {
            Input::Key(key) => self.app.when(*key),
            Input::Paste(_) => self.app.when_pasted(),
            Input::Mouse(did, column, row) if self.screen.mouse => self.app.when_pointed(*did, *column, *row),
            Input::Mouse(..) | Input::Focus => When::Aside,
        }
    }

    /// Takes in one thing that was done there.
    fn input(&mut self, input: Input, at: Instant) -> Option<Effect> {
        self.tell();
        match input {
            Input::Key(key) => {
                self.next.pace.typed(at);
                self.app.input(key)
            }
            Input::Paste(text) => {
                self.app.paste(&text);
                None
            }
            // One that was left on by another program, or is answered late.
            Input::Mouse(did, column, row) if self.screen.mouse => self.app.mouse(did, column, row),
            Input::Mouse(..) => None,
            Input::Focus => {
                self.watcher.focus();
                None
            }
        }
    }

    /// Does what keys and news asked for. Answers whether something was given to be written, or breaks where the program is
    /// left.
    fn act(&mut self, effects: impl IntoIterator<Item = Effect>) -> io::Result<ControlFlow<(), bool>> {
        let mut wrote = false;
        for effect in effects {
            match self.keeper.ask(&mut self.app, effect) {
                None => wrote = true,
                Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
                Some(Effect::Reload) => self.loader.start(),
                Some(effect) => {
                    // Who is stopped in the middle of writing keeps other sessions out.
                    if matches!(effect, Effect::Suspend | Effect::Original(_))
                        && self.keeper.settle(&mut self.app, &mut |_| {}).contains(&Effect::Reload)
                    {
                        self.loader.start();
                    }
                    self.perform(effect)?;
                }
            }
        }
        Ok(ControlFlow::Continue(wrote))
    }

    /// Does what a key asked for and only the terminal can do.
    fn perform(&mut self, effect: Effect) -> io::Result<()> {
        let Self { app, screen, clipboard, .. } = self;
        match effect {
            Effect::Redraw => screen.forget(),
            Effect::Suspend if !has_shell() => app.say(Notice::info("no shell would continue the program; it stays")),
            Effect::Suspend => {
                screen.suspend(&self.gate)?;
                app.resize(screen.size()?);
            }
            Effect::Copy(copied) => {
                let sent = clipboard.copy(&copied.text, |bytes| screen.send(bytes))?;
                app.copied(&copied, sent);
            }
            Effect::Original(original) => {
                let shown = self.outside.viewer(&original).and_then(|viewer| screen.lend(&self.gate, &viewer));
                app.resize(screen.size()?);
                app.came_back(shown.map(|()| format!("back from {}", original.file)));
            }
            // The loop does these itself, or they are answered before.
            Effect::Quit | Effect::Reload | Effect::Write(_) | Effect::Keep(_) | Effect::Save(_) | Effect::Lists(_) => {
            }
        }
        Ok(())
    }

    /// Begins, once a frame is out, what nobody waits for yet.
    fn behind_frame(&mut self, taken: &Taken) {
        // The look at the files comes before what is learnt of them, and keys that are given wait for what they find.
        if self.app.reading().is_kept() && !taken.ahead && self.keys.is_none_or(<[Key]>::is_empty) {
            self.app.has_student();
        }
        self.seek();
        if let Some(study) = self.app.study() {
            self.student.learn(study);
        }
    }

    /// Passes on what the state asks of go-to.
    fn seek(&mut self) {
        if let Some(seek) = self.app.seek() {
            self.seeker.ask(seek);
        }
    }
}
