//! A key and the frame that it makes, in every view: 200 by 60 cells, on a report of sixty pages beside those of the sample.
//!
//! What is timed is what a key costs the program: the key is taken in, what it changed is laid out and wrapped, the screen is
//! drawn, and the bytes that make it of the one before are found. Each view is left and come back to in turns by two keys, so
//! that something changes in every frame.

use std::cell::RefCell;
use std::fmt::{self, Write as _};
use std::sync::Arc;

use divan::Bencher;
use findings::app::{App, Setup};
use findings::document::Block;
use findings::keymap::Key;
use findings::library::Library;
use findings::load::{self, Folder, Progress};
use findings::query::jump::Search;
use findings::sample::SIDECAR;
use findings::term::abilities::Abilities;
use findings::term::shown::Shown;
use findings::ui;
use ratatui::layout::Size;

/// Memory is handed out as in the program.
#[global_allocator]
static HEAP: findings::heap::Allocator = findings::heap::Allocator;

const SIZE: Size = Size::new(200, 60);
/// So many letters stand on a page of a report.
const PAGE: usize = 3000;
const PAGES: usize = 60;

/// A view: the keys that lead to it, what is read there, and two keys that undo each other.
struct View {
    name: &'static str,
    keys: &'static str,
    sees: &'static str,
    there: &'static str,
    back: &'static str,
}

const VIEWS: &[View] = &[
    View { name: "authorities", keys: "", sees: "┌ Authorities", there: "j", back: "k" },
    View { name: "summary", keys: "<tab>", sees: "▏ Ashcombe", there: "j", back: "k" },
    View { name: "preview", keys: "<tab><tab>", sees: "▏ Ashcombe", there: "<pgdn>", back: "<pgup>" },
    View { name: "grid", keys: "<enter>", sees: "judgements over time", there: "j", back: "k" },
    View {
        name: "report, a line",
        keys: "fashcombe 2026<enter>z<pgdn>",
        sees: "› What is said in part 1",
        there: "j",
        back: "k",
    },
    View {
        name: "report, a page",
        keys: "fashcombe 2026<enter>z<pgdn>",
        sees: "› What is said in part 1",
        there: "<pgdn>",
        back: "<pgup>",
    },
    View {
        name: "report, its two ends",
        keys: "fashcombe 2026<enter>z",
        sees: "› ILACS inspection 1–12 Jun 2026",
        there: "G",
        back: "g",
    },
    View {
        name: "report, a match",
        keys: "fashcombe 2026<enter>z/the<enter>",
        sees: "› What is said in part 1",
        there: "n",
        back: "N",
    },
    View { name: "national grid", keys: "W", sees: " National grid", there: "j", back: "k" },
    View { name: "findings", keys: "F", sees: " Findings", there: "j", back: "k" },
    View { name: "reports", keys: "R", sees: " Reports by date", there: "j", back: "k" },
    View { name: "search results", keys: "sthe<enter>", sees: "Search all reports [the]", there: "j", back: "k" },
    View { name: "go to", keys: "f", sees: "┌ Go to", there: "l", back: "<bs>" },
    View { name: "outline", keys: "fashcombe 2026<enter>o", sees: "┌ Outline", there: "<down>", back: "<up>" },
    View { name: "help", keys: "?", sees: "┌ Help", there: "<down>", back: "<up>" },
];

impl fmt::Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name)
    }
}

fn main() {
    divan::main();
}

/// What is told of the sample, and of a long report in its words.
fn news() -> Vec<Progress> {
    let sample = load::load_all(&Folder::Sample, None);
    let place = tempfile::tempdir().expect("there is room for a report");
    for (name, text) in [("long.md", long(&sample)), ("findings.toml", SIDECAR.to_owned())] {
        std::fs::write(place.path().join(name), text).expect("there is room for a report");
    }
    let read = load::load_all(&Folder::Disk(place.path().to_owned()), None);
    assert_eq!(read.reports().len(), 1, "{:?}", read.problems());
    sample.reports().iter().chain(read.reports()).map(|report| Progress::Report(Arc::clone(report))).collect()
}

/// A report of many pages, made of the sentences of others.
fn long(sample: &Library) -> String {
    let mut text =
        "# Inspection of Ashcombe children’s services\n\nInspection dates: 1 June 2026 to 12 June 2026\n".to_owned();
    let is_long = |block: &&Block| block.text.len() > 200;
    let texts: Vec<&str> =
        sample.reports().iter().flat_map(|r| r.blocks.iter()).filter(is_long).map(|b| &*b.text).collect();
    for (number, words) in (1..).zip(texts.iter().cycle()) {
        if number % 12 == 1 {
            write!(text, "\n## What is said in part {}\n", number / 12 + 1).expect("a text takes everything");
        }
        write!(text, "\n{number}. {words}\n").expect("a text takes everything");
        if text.len() > PAGE * PAGES {
            break;
        }
    }
    text
}

/// A browser in a view, and what its terminal shows.
struct Seen {
    app: App,
    search: Option<Search>,
    shown: Shown,
}

impl Seen {
    fn of(view: &View) -> Self {
        let folder = Folder::Sample;
        let register = Arc::new(folder.known(None).register);
        let mut app = App::new(Setup { register, ..Setup::default() }, SIZE);
        app.told(news());
        app.finish();
        let shown = Shown::new(Abilities::of(Some("xterm-256color")));
        let mut seen = Self { app, search: None, shown };
        seen.press(view.keys);
        seen.shown.all(&seen.app);
        assert!(ui::screen(&seen.app, SIZE).contains(view.sees), "the keys do not lead to this view");
        seen
    }

    /// Presses keys, and answers what is asked of go-to as the program does it behind the screen.
    fn press(&mut self, keys: &str) {
        for key in Key::row(keys).expect("the keys of the table are keys") {
            self.key(key);
            if let Some(seek) = self.app.seek()
                && let Some(found) = seek.answer(&mut self.search, &|| false)
            {
                self.app.found(seek.number, found);
            }
        }
    }

    fn key(&mut self, key: Key) {
        self.app.input(key);
    }

    /// A key, and the bytes of its frame.
    fn frame(&mut self, key: Key) -> usize {
        self.key(key);
        self.shown.all(&self.app).len()
    }
}

#[divan::bench(args = VIEWS)]
fn frame(bencher: Bencher, view: &View) {
    let seen = RefCell::new(Seen::of(view));
    let [there, back] = [view.there, view.back].map(|keys| Key::row(keys).expect("it is a key")[0]);
    for key in [there, back] {
        assert!(seen.borrow_mut().frame(key) > 0, "nothing changes in this view");
    }
    let mut turn = [there, back].into_iter().cycle();
    bencher
        .with_inputs(|| turn.next().expect("there is always one more"))
        .bench_local_values(|key| seen.borrow_mut().frame(key));
}
