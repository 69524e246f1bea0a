//! What the program begins with, and the state before anything is read.

use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;
use ratatui::layout::Size;

use super::App;
use super::again::{Again, Reloading};
use super::asked::Asked;
use super::history::History;
use super::notice::Notice;
use super::prepare::Prepared;
use super::reading::Reading;
use super::recent::Recent;
use super::seek::Asking;
use super::study::Learning;
use super::themes::Themes;
use super::view::{Browse, View};
use crate::authority::Register;
use crate::config::{Config, NAME};
use crate::library::Library;
use crate::marks::{Mark, Places};
use crate::saved::Saved;
use crate::session::{Place, Visited};

/// What a program begins with.
#[derive(Debug, Clone, Default)]
pub struct Setup {
    /// The folder that is read.
    pub root: PathBuf,
    /// The settings.
    pub config: Config,
    /// Whether the screen is plain ASCII.
    pub ascii: bool,
    /// The themes.
    pub themes: Themes,
    /// The authorities that names resolve to.
    pub register: Arc<Register>,
    /// What was told while all this was read; the first is shown, the others follow key by key.
    pub told: Vec<String>,
    /// Where one was in this folder.
    pub place: Option<Place>,
    /// The folder's absolute path, by which marks know it.
    pub folder: PathBuf,
    /// The marks in all folders.
    pub marks: Vec<Mark>,
    /// The lists that are kept under names.
    pub saved: Vec<Saved>,
    /// What stands before the name of a file that is written and that nobody chose, as [`beside`](super::export::beside)
    /// has it.
    pub exports: String,
    /// Where the settings stand, as a person says it; the file's bare name where that is not known.
    pub settings: String,
    /// The day that stands in the head of what is written.
    pub today: Today,
    /// The places that one went to in this folder, the last one first.
    pub recent: Vec<Visited>,
}

/// Tells the day, when it is asked: to find out in which time zone that is takes longer than a first frame.
#[derive(Debug, Clone, Copy)]
pub struct Today(pub fn() -> Date);

impl Default for Today {
    fn default() -> Self {
        Self(|| jiff::Zoned::now().date())
    }
}

impl App {
    /// The state before anything is read.
    #[must_use]
    pub fn new(setup: Setup, size: Size) -> Self {
        let mut app = Self {
            library: Arc::new(Library::build(setup.root.clone(), &setup.register, Vec::new(), Vec::new())),
            root: setup.root,
            keymap: setup.config.keymap,
            measure: usize::from(setup.config.measure),
            ascii: setup.ascii,
            themes: setup.themes,
            register: setup.register,
            reading: Reading::default(),
            reloading: Reloading::No,
            again: Again::default(),
            asking: Asking::default(),
            recent: Recent::of(setup.recent),
            concordance: None,
            bases: Default::default(),
            before: None,
            generation: 0,
            marked: 0,
            learning: Learning::default(),
            size,
            resized: None,
            view: View::Browse(Browse::default()),
            history: History::default(),
            overlay: None,
            words: setup.place.as_ref().map(|place| place.words.clone()).unwrap_or_default(),
            sought: None,
            searched: setup.place.as_ref().and_then(|place| serde_json::from_value(place.searched.clone()).ok()),
            saved: setup.saved,
            notices: setup.told.into_iter().rev().map(Notice::warn).collect(),
            writing: None,
            read: setup.place.as_ref().map(|place| place.read.clone()).unwrap_or_default(),
            wanted: setup.place,
            folder: setup.folder,
            marks: setup.marks,
            places: Places::default(),
            doomed: None,
            asked: Asked::default(),
            exports: setup.exports,
            settings: if setup.settings.is_empty() { NAME.to_owned() } else { setup.settings },
            today: setup.today,
            chosen: None,
            stays: None,
            prepared: Prepared::default(),
        };
        let words = app.words.clone();
        app.look_for_query();
        if app.words != words {
            // Something else was looked for last, in a text.
            (app.words, app.sought) = (words, None);
        }
        app.prepare();
        app
    }
}
