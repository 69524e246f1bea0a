//! Typing into a browser without a terminal.

use std::sync::Arc;

use findings::app::themes::Themes;
use findings::app::{App, Effect, Setup, Today};
use findings::keymap::{Key, Keymap};
use findings::load::Progress;
use findings::marks::Kept;
use findings::marks::lines::Lines;
use findings::query::jump::{Index, Search};
use findings::session::Place;
use findings::theme::Depth;
use findings::ui;
use ratatui::layout::Size;

use crate::library;

/// The sizes at which screens are shown.
pub const SMALL: Size = Size::new(80, 24);
pub const WIDE: Size = Size::new(120, 40);
pub const LARGE: Size = Size::new(200, 60);
pub const NARROW: Size = Size::new(50, 16);

/// A browser that is typed into.
#[derive(Clone)]
pub struct Typing {
    pub app: App,
    pub size: Size,
    /// What the last key asked for.
    pub effect: Option<Effect>,
    /// The marks as a disk would hold them.
    pub kept: Lines,
    index: Option<Arc<Index>>,
}

/// The moment at which every mark of the tests is made.
pub const NOW: &str = "2026-11-22T09:30:00Z";

impl Typing {
    /// A browser before anything is read.
    pub fn started(size: Size) -> Self {
        Self::with(size, |_| {})
    }

    /// A browser that begins with something else.
    pub fn with(size: Size, change: impl FnOnce(&mut Setup)) -> Self {
        let (themes, _) = Themes::load(None, Depth::Ansi, None);
        let register = Arc::new(library::register());
        let today = Today(|| jiff::civil::date(2026, 11, 22));
        let folder = "/home/ann/reports".into();
        let mut setup = Setup { root: "~/reports".into(), folder, register, themes, today, ..Setup::default() };
        change(&mut setup);
        Self { app: App::new(setup, size), size, effect: None, kept: Lines::default(), index: None }
    }

    /// Tells what is read.
    pub fn told(mut self, news: impl IntoIterator<Item = Progress>) -> Self {
        self.app.told(news);
        self
    }

    /// All is read.
    pub fn finished(mut self) -> Self {
        self.app.finish();
        self.answered();
        self
    }

    /// Presses keys.
    pub fn keys(mut self, keys: &str) -> Self {
        for key in Key::row(keys).expect("the test's keys are keys") {
            self.effect = self.app.input(key);
            self.app.leap_now();
            self.answer();
            self.answered();
        }
        self
    }

    /// Keeps marks as the disk would, and sends texts as a terminal would.
    fn answer(&mut self) {
        match &self.effect {
            Some(Effect::Keep(change)) => {
                let change = change.clone();
                let done = self.kept.change(&change, NOW.parse().expect("a moment"));
                let kept = done.map(|_| Kept { marks: self.kept.marks.clone(), told: None });
                assert_eq!(self.app.kept(&change, kept), [], "nothing waits where every key is answered at once");
            }
            Some(Effect::Copy(copied)) => self.app.copied(&copied.clone(), Ok("sent to the terminal".to_owned())),
            _ => {}
        }
    }

    /// What was asked of go-to is answered, as the terminal does it in the background.
    fn answered(&mut self) {
        if let Some(seek) = self.app.seek() {
            let mut search = self.index.take().map(Search::new);
            if let Some(found) = seek.answer(&mut search, &|| false) {
                self.app.found(seek.number, found);
            }
            self.index = search.map(|search| Arc::clone(search.index()));
        }
    }

    /// The screen.
    pub fn shown(&self) -> String {
        ui::screen(&self.app, self.size)
    }
}

/// A browser with everything read and these keys pressed.
pub fn typed(size: Size, keys: &str) -> Typing {
    Typing::started(size).told(library::news()).finished().keys(keys)
}

/// The same on a terminal that prints only ASCII.
pub fn ascii(size: Size, keys: &str) -> Typing {
    Typing::with(size, |setup| setup.ascii = true).told(library::news()).finished().keys(keys)
}

/// The same with other keys.
pub fn with_keys(size: Size, keymap: Keymap) -> Typing {
    Typing::with(size, |setup| setup.config.keymap = keymap).told(library::news()).finished()
}

/// A browser that was left at this place, before anything is read.
pub fn at(size: Size, place: Place) -> Typing {
    Typing::with(size, |setup| setup.place = Some(place))
}
