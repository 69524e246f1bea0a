//! What is typed into go-to is looked for outside of the state, and the answer comes back as news.
//!
//! The first index of a large folder takes longer than a key may; so what is asked carries all that the answer needs, each
//! question has a number, and only the answer to the newest one is shown.

use std::sync::Arc;

use ratatui::layout::Position;

use super::bar;
use super::mouse::Did;
use super::overlay::{GoTo, Overlay, Palette, Run};
use super::recent::Visited;
use super::{App, Effect};
use crate::authority::Register;
use crate::keymap::{Action, Key};
use crate::library::Library;
use crate::query::jump::{Found, Given, Index, Question, Search, Target};

/// How many hits are listed.
const LISTED: usize = 100;

/// A question to what can be gone to. It is asked where it holds up no key and no frame.
#[derive(Debug, Clone)]
pub struct Seek {
    /// The number of the question.
    pub number: usize,
    library: Arc<Library>,
    register: Arc<Register>,
    question: Question,
}

impl Seek {
    /// The answer. The index is built where there is none yet of this library, and kept for the next question. `None`
    /// where `stop` said that nobody waits for it any more.
    pub fn answer(&self, search: &mut Option<Search>, stop: &dyn Fn() -> bool) -> Option<Found> {
        let fresh = || Search::new(Arc::new(Index::build(&self.library, &self.register)));
        if search.as_ref().is_none_or(|search| !search.index().is_of(&self.library)) {
            *search = None;
        }
        search.get_or_insert_with(fresh).ask(&self.question, stop)
    }
}

/// What is asked, and what is still waited for.
#[derive(Debug, Clone, Default)]
pub(super) struct Asking {
    number: usize,
    asked: Option<Seek>,
    waiting: bool,
}

/// When that is done which comes from the terminal while go-to looks for what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Behind what came before it: it types.
    Now,
    /// Behind what is found: it moves there, or came behind an `Enter` that opens that.
    Later,
    /// At once, whatever waits: it has nothing to do with that.
    Aside,
    /// At once, and nothing that waits for what is found is wanted any more; but where it came as fast as that, behind it.
    Instead,
}

impl App {
    /// When a key is pressed. Keys that come faster than what they are about do what they do to somebody who waits for it.
    #[must_use]
    pub fn when(&self, key: Key) -> When {
        let Some(goto) = self.sought_by_goto() else { return When::Now };
        match self.keymap.action(self.context(), key) {
            Some(Action::Cancel | Action::Interrupt) => When::Instead,
            Some(Action::Suspend | Action::Redraw) => When::Aside,
            Some(action) if bar::is_movement(action) => When::Later,
            _ if goto.is_to_open() => When::Later,
            _ => When::Now,
        }
    }

    /// When a pasted text is typed.
    #[must_use]
    pub fn when_pasted(&self) -> When {
        if self.is_to_open() { When::Later } else { When::Now }
    }

    /// Whether `Enter` waits for what go-to finds.
    #[must_use]
    pub fn is_to_open(&self) -> bool {
        self.sought_by_goto().is_some_and(GoTo::is_to_open)
    }

    /// When something is done that the mouse did in a cell.
    #[must_use]
    pub fn when_pointed(&self, did: Did, column: u16, row: u16) -> When {
        match self.sought_by_goto() {
            None => When::Now,
            Some(_) if self.closes(did, Position::new(column, row)) => When::Instead,
            Some(_) => When::Later,
        }
    }

    /// Go-to, while it looks for what was typed.
    fn sought_by_goto(&self) -> Option<&GoTo> {
        let Some(Overlay::GoTo(goto)) = self.overlay.as_ref().filter(|_| self.asking.waiting) else { return None };
        Some(goto)
    }

    /// Nobody answers what was asked: who should has failed. What is typed next is asked anew.
    pub fn unanswered(&mut self) {
        self.asking.waiting = false;
        if let Some(Overlay::GoTo(goto)) = &mut self.overlay {
            goto.waiting = false;
        }
    }

    /// The question that came up since this was last called. [`App::found`] wants the answer.
    pub fn seek(&mut self) -> Option<Seek> {
        self.asking.asked.take()
    }

    /// Whether an answer is waited for that the screen would show.
    #[must_use]
    pub const fn is_seeking(&self) -> bool {
        self.asking.waiting
    }

    /// The answer to a question. One that is not the newest is passed over.
    pub fn found(&mut self, number: usize, found: Found) -> Option<Effect> {
        if number != self.asking.number {
            return None;
        }
        self.asking.waiting = false;
        let all = self.reading.is_done() || self.reading.is_kept();
        let Some(Overlay::GoTo(goto)) = &mut self.overlay else { return None };
        let effect = if goto.found(found, all) { self.choose() } else { None };
        self.prepare();
        effect
    }

    /// Asks for what is typed; without the overlay, only that the index be there when the first key comes.
    pub(super) fn ask(&mut self) {
        let typed = match &mut self.overlay {
            Some(Overlay::GoTo(goto)) => Some(goto.ask()),
            _ => None,
        };
        let limit = if typed.is_some() { LISTED } else { 0 };
        let authority = self.authority_under_bar().and_then(|name| self.library.authority_named(&name));
        let question = Question {
            authority,
            report: self.report_under_bar().filter(|_| self.shown_reader().is_some()),
            recent: self.recent.iter().filter_map(|place| place.target(&self.library)).collect(),
            given: self.commands().into_iter().chain(self.marked()).collect(),
            ..Question::new(typed.clone().unwrap_or_default(), limit)
        };
        self.asking.number += 1;
        self.asking.waiting = typed.is_some();
        self.asking.asked = Some(Seek {
            number: self.asking.number,
            library: Arc::clone(&self.library),
            register: Arc::clone(&self.register),
            question,
        });
    }

    /// The go-to overlay with nothing typed.
    pub(super) fn open_goto(&mut self) {
        self.overlay = Some(Overlay::GoTo(GoTo::default()));
        self.ask();
    }

    /// The commands that work here, as go-to offers them.
    fn commands(&self) -> Vec<Given> {
        let palette = Palette::of(&self.keymap, self.view.context(), "");
        let given = palette.lines.iter().filter(|entry| entry.here).filter_map(|entry| {
            let Run::Action(action) = entry.run else { return None };
            let keys = if entry.keys.is_empty() { String::new() } else { format!("  {}", entry.keys) };
            let label = format!("{} · {}{keys}", entry.name, entry.words);
            Some(Given { target: jump_to(action), name: entry.name.replace('-', " "), label })
        });
        given.collect()
    }

    /// The marks, as go-to offers them: where they stand, the note, the words.
    fn marked(&self) -> impl Iterator<Item = Given> {
        self.marks.iter().enumerate().rev().map(|(at, mark)| {
            let parts =
                [mark.passage.authority.as_deref().unwrap_or_default(), &mark.place(), &mark.note, &mark.passage.text];
            let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            let label = parts.join(" · ").replace('\n', " ");
            Given { target: Target::Mark(at), name: String::new(), label }
        })
    }

    /// Looks for words in all reports.
    pub(super) fn search_all(&mut self, words: &str) {
        self.search_for(words);
    }

    /// Keeps where one is among the recent places.
    pub(super) fn remember(&mut self, place: Option<Visited>) {
        self.recent.visit(place);
    }

    /// The recent places with the one that is open, to be kept until the next run.
    #[must_use]
    pub fn recent(&self) -> Vec<Visited> {
        let mut recent = self.recent.clone();
        recent.visit(Visited::of(&self.view));
        recent.into_places()
    }
}

/// The target of a command.
fn jump_to(action: Action) -> Target {
    Target::Command(Action::ALL.iter().position(|&a| a == action).unwrap_or_default())
}
