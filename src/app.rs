//! The state of the program and what keys do to it. No I/O: what must be done outside is answered as an [`Effect`].
//!
//! A key becomes an [`Action`] through the keymap, [`App::input`] changes the state by it, and `prepare` computes from it
//! everything that the panes draw ([`prepare::Prepared`]), so that drawing needs nothing but `&App`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use ratatui::layout::Size;

mod again;
pub mod ahead;
mod asked;
mod assign;
pub mod bar;
mod browse;
pub mod chart;
pub mod compare;
pub mod export;
pub mod flow;
mod history;
pub mod input;
pub mod inspections;
pub mod listing;
mod marking;
mod marks;
pub mod mouse;
pub mod notice;
pub mod original;
pub mod overlay;
mod overlays;
mod place;
pub mod prepare;
pub mod quote;
mod reader;
pub mod reading;
mod recent;
pub mod safe;
pub mod screen;
pub mod seek;
mod setup;
pub mod sought;
pub mod status;
pub mod study;
pub mod summary;
pub mod text;
pub mod themes;
mod told;
mod travel;
mod unread;
pub mod view;
pub mod wrap;

use crate::authority::Register;
use crate::keymap::{Action, Context, Key, Keymap};
use crate::library::Library;
use crate::list::{Base, List, Read};
use crate::marks::{Change as MarkChange, Mark, Places};
use crate::query::concordance::Concordance;
use crate::saved::{self, Saved};
use crate::session::Place;
use crate::sidecar::{Change, What};
use crate::theme::Theme;
use again::{Again, Reloading};
use ahead::Stays;
use asked::Asked;
use export::Save;
use history::History;
use notice::Notice;
use original::Original;
use overlay::Overlay;
use prepare::Prepared;
use quote::Copied;
use reading::Reading;
use recent::Recent;
use seek::Asking;
use sought::Sought;
use themes::Themes;
use view::{Listing, View};

pub use setup::{Setup, Today};

/// The years in which an authority's earlier reports said the same as a finding, by file and finding.
pub type Before = std::collections::HashMap<(String, crate::report::FindingId), Vec<i16>>;

/// The command that shows the built-in reports, as the empty screen names it.
pub const SAMPLE: &str = "findings --sample";

/// What must be done outside of the state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Leave the program.
    Quit,
    /// Draw every cell again.
    Redraw,
    /// Give the terminal back and stop until the shell continues the program.
    Suspend,
    /// Read the folder again. What is told of it from now on is of that reading.
    Reload,
    /// Change the lists that are kept under names; [`App::kept_lists`] is told what became of it.
    Lists(saved::Change),
    /// Write this into the user's own sidecar of the folder; [`App::wrote`] is told what became of it.
    Write(Change),
    /// Change the marks on the disk; [`App::kept`] is told how they stand then.
    Keep(MarkChange),
    /// Send a text to the terminal's clipboard; [`App::copied`] is told how that went.
    Copy(Copied),
    /// Write a file; [`App::saved`] is told what became of it.
    Save(Save),
    /// Open the file behind a report in another program; [`App::came_back`] is told when that is closed.
    Original(Original),
}

/// The state.
#[derive(Debug, Clone)]
pub struct App {
    root: PathBuf,
    keymap: Keymap,
    measure: usize,
    ascii: bool,
    themes: Themes,
    register: Arc<Register>,
    reading: Reading,
    reloading: Reloading,
    again: Again,
    library: Arc<Library>,
    asking: Asking,
    recent: Recent,
    concordance: Option<Arc<Concordance>>,
    bases: [Option<Arc<Base>>; List::ALL.len()],
    before: Option<Arc<Before>>,
    generation: usize,
    /// How often the marks changed.
    marked: usize,
    learning: study::Learning,
    size: Size,
    /// The view as the last change of the window's size left it, and as it was before the window became too small for it.
    resized: Option<(View, View)>,
    view: View,
    history: History,
    overlay: Option<Overlay>,
    words: String,
    sought: Option<Sought>,
    searched: Option<Listing>,
    saved: Vec<Saved>,
    notices: Vec<Notice>,
    /// That something is being written, for as long as nothing else is to be said.
    writing: Option<Notice>,
    wanted: Option<Place>,
    folder: PathBuf,
    marks: Vec<Mark>,
    places: Places,
    /// The mark that the key before would have taken off, had it no note.
    doomed: Option<String>,
    asked: Asked,
    exports: String,
    settings: String,
    today: Today,
    read: BTreeMap<String, Read>,
    /// The file of the first of two reports that are to be compared.
    chosen: Option<String>,
    /// What stays as it was for a moment.
    stays: Option<Stays>,
    prepared: Prepared,
}

impl App {
    /// A key was pressed.
    pub fn input(&mut self, key: Key) -> Option<Effect> {
        if !self.heard() {
            self.notices.pop();
        }
        self.pin();
        self.leap_now();
        let context = self.context();
        let doomed = self.doomed.clone();
        let effect = self.stay_unless_moved(|app| app.press(context, key));
        if self.doomed == doomed {
            self.doomed = None;
        }
        self.take_in();
        self.prepare();
        effect
    }

    /// Does what a key means in a context.
    fn press(&mut self, context: Context, key: Key) -> Option<Effect> {
        match (self.keymap.action(context, key), key) {
            (Some(Action::Paragraph), Key::Char(digit)) => {
                self.overlay = Some(Overlay::Commands(self.palette(&digit.to_string())));
            }
            (Some(action), _) => return self.act(action),
            (None, Key::Char(c)) if context.takes_text() => self.typed(c.encode_utf8(&mut [0; 4])),
            (None, key) => self.unbound(context, key),
        }
        None
    }

    /// Text was pasted: it goes into the input that is open, and nowhere else.
    pub fn paste(&mut self, text: &str) {
        if self.context().takes_text() {
            // What is typed into is one line: where a line or a column of the text ends, a word ends.
            let lines: Vec<&str> = text.split(['\n', '\r', '\t']).filter(|line| !line.is_empty()).collect();
            self.typed(&lines.join(" "));
        } else {
            self.say(Notice::info("nothing here takes text"));
        }
        self.prepare();
    }

    /// Does an action where one is.
    fn act(&mut self, action: Action) -> Option<Effect> {
        match action {
            Action::Redraw => return Some(Effect::Redraw),
            Action::Suspend => return Some(Effect::Suspend),
            Action::Interrupt if self.overlay.is_some() => self.cancel(),
            Action::Quit | Action::Interrupt => return Some(Effect::Quit),
            _ if self.overlay.is_some() => return self.overlay_act(action),
            _ if !self.keymap.works_in(self.context(), action) => {
                self.say(Notice::info(format!("“{}” does not work in {}", action.words(), self.context().words())));
            }
            Action::Close if matches!(self.view, View::Browse(_)) => return Some(Effect::Quit),
            Action::Reload => {
                self.reload(Reloading::Asked);
                return Some(Effect::Reload);
            }
            Action::Assign => self.ask_authority(),
            Action::Ignore => return self.say_of_file(What::Ignore),
            Action::Unassign => return self.say_of_file(What::Unassign),
            Action::Mark => return self.toggle_mark(),
            Action::Note => self.ask_note(),
            Action::Copy | Action::CopyCitation => return self.copy(action),
            Action::Export => self.ask_export(),
            Action::Original => return self.original(),
            Action::Cancel => self.cancel(),
            Action::Compare => self.compare_here(),
            Action::Open if self.chosen.is_some() && matches!(self.context(), Context::Grid | Context::List) => {
                self.compare_here();
            }
            Action::Back | Action::Forward | Action::Close => self.travel(action),
            Action::ShowAuthorities
            | Action::ShowGrid
            | Action::ShowText
            | Action::ShowReports
            | Action::ShowFindings
            | Action::ShowNational
            | Action::ShowProblems
            | Action::ShowMarks => {
                self.show(action);
            }
            Action::Search => self.search(),
            Action::Results => self.results(),
            Action::Save | Action::Forget => self.ask_name(action),
            Action::GoTo
            | Action::Commands
            | Action::Help
            | Action::Views
            | Action::Theme
            | Action::Outline
            | Action::HowWeKnow
            | Action::Paragraph => self.open_overlay(action),
            _ => match self.context() {
                Context::Authorities => self.authorities_act(action),
                Context::Grid => self.grid_act(action),
                Context::Text => self.text_act(action),
                Context::Compare => self.compare_act(action),
                _ => self.listing_act(action),
            },
        }
        None
    }

    /// The terminal has this size.
    pub fn resize(&mut self, size: Size) {
        if self.size == size {
            return;
        }
        self.leap_now();
        self.stays = None;
        self.size = size;
        // What a smaller window moved comes back with a larger one, unless something was done in between.
        let wished = self.resized.take().filter(|(left, _)| *left == self.view).map(|(_, wished)| wished);
        let wished = wished.unwrap_or_else(|| self.view.clone());
        self.view = wished.clone();
        self.prepare();
        self.resized = (self.view != wished).then(|| (self.view.clone(), wished));
    }

    /// Shows news on the bottom line until the next key.
    pub fn say(&mut self, notice: Notice) {
        self.notices.push(notice);
    }

    /// Where a key goes.
    #[must_use]
    pub fn context(&self) -> Context {
        self.overlay.as_ref().map_or_else(|| self.view.context(), Overlay::context)
    }

    /// A key that does nothing says so.
    fn unbound(&mut self, context: Context, key: Key) {
        let help = self.keymap.keys(context, Action::Help).first().map(|k| format!(" · {} help", k.words()));
        self.say(Notice::info(format!("{} is no key here{}", key.words(), help.unwrap_or_default())));
    }

    /// The key that does something in this view, as a sentence names it.
    #[must_use]
    pub fn key(&self, action: Action) -> String {
        let key = self.keymap.keys(self.view.context(), action).first().map(|k| k.words());
        key.unwrap_or_else(|| format!(":{}", action.key()))
    }

    /// The folder.
    #[must_use]
    pub fn root(&self) -> &std::path::Path {
        &self.root
    }

    /// What is known of the folder.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// How far the folder is read.
    #[must_use]
    pub const fn reading(&self) -> &Reading {
        &self.reading
    }

    /// The view that is open.
    #[must_use]
    pub const fn view(&self) -> &View {
        &self.view
    }

    /// The overlay that is open.
    #[must_use]
    pub const fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
    }

    /// The keys in force.
    #[must_use]
    pub const fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The theme in force.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        self.themes.theme()
    }

    /// All themes.
    #[must_use]
    pub const fn themes(&self) -> &Themes {
        &self.themes
    }

    /// Whether the screen is plain ASCII.
    #[must_use]
    pub const fn is_ascii(&self) -> bool {
        self.ascii
    }

    /// The words that are looked for.
    #[must_use]
    pub fn words(&self) -> &str {
        &self.words
    }

    /// The news to show.
    #[must_use]
    pub fn notice(&self) -> Option<&Notice> {
        self.told_again().or(self.notices.last()).or(self.writing.as_ref())
    }

    /// What the panes draw.
    #[must_use]
    pub const fn prepared(&self) -> &Prepared {
        &self.prepared
    }
}
