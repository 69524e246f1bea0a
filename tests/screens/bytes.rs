//! How many bytes a key takes on the line: the bar that moves in each list, a line of text, a page, a flood.
//!
//! Counted where the bytes are made, key by key, so that no clock has a part in it.

use std::num::NonZeroU16;
use std::sync::{Arc, LazyLock};

use findings::app::themes::Themes;
use findings::keymap::Key;
use findings::library::Library;
use findings::load::{self, Folder, Progress};
use findings::report::{Area, FindingKind, Framework, Grade};
use findings::term::abilities::Abilities;
use findings::term::shown::{Left, Shown};
use findings::theme::{self, Depth};
use ratatui::layout::Size;

use crate::library::Draft;
use crate::typing::{LARGE, SMALL, Typing, WIDE};

/// The most bytes for a bar that moves, for a line of text, and for a page of 120×40, with the marks of their frames.
const BAR: usize = 200;
const LINE: usize = 150;
const PAGE: usize = 3700;
/// The keys that lead to each list.
const LISTS: &[&str] = &[
    "",
    "z",
    "F",
    "R",
    "W",
    "Fc",
    "schildren<enter>",
    "<tab>",
    "<tab>z",
    "<tab><tab>",
    "<enter>",
    "<enter>c",
    "R<enter>c",
];

/// The keys that lead to each box with a list.
const BOXES: &[&str] = &["fcare", "R<enter>fcare", "Wfcare", ":", "?", "v", "R<enter>o", "R<enter>e"];

/// A library in a browser, and what its terminal shows.
struct Line {
    typing: Typing,
    shown: Shown,
}

impl Line {
    /// The browser after these keys, with all of it shown.
    fn after(size: Size, keys: &str) -> Self {
        Self::painted(size, keys, Themes::default())
    }

    /// The same in other colours.
    fn painted(size: Size, keys: &str, themes: Themes) -> Self {
        static SAMPLE: LazyLock<Library> = LazyLock::new(|| load::load_all(&Folder::Sample, None));
        Self::over(size, keys, themes, SAMPLE.reports().iter().map(|report| Progress::Report(Arc::clone(report))))
    }

    /// The same over other reports.
    fn over(size: Size, keys: &str, themes: Themes, read: impl Iterator<Item = Progress>) -> Self {
        let typing = Typing::with(size, |setup| {
            setup.register = Arc::new(Folder::Sample.known(None).register);
            setup.themes = themes;
        })
        .told(read);
        let mut line =
            Self { typing: typing.finished().keys(keys), shown: Shown::new(Abilities::of(Some("xterm-256color"))) };
        line.shown.all(&line.typing.app);
        line
    }

    /// Eighty councils, each with a report.
    fn of_many(size: Size, themes: Themes) -> Self {
        let news = (0..80).map(|number| {
            let (name, days) = (format!("Council {number}"), ("2022-11-07", "2022-11-18"));
            Progress::Report(Arc::new(Draft::new(&name, Framework::Ilacs, days.0, days.1).build()))
        });
        Self::over(size, "", themes, news)
    }

    /// A council with items to improve of one line to many.
    fn of_long_items(size: Size, themes: Themes) -> Self {
        let draft = Draft::new("Council", Framework::Ilacs, "2022-11-07", "2022-11-18");
        let draft = draft.grade(Area::Overall, "Overall effectiveness", Grade::Good);
        let item = |number: usize| format!("Oversight {number} of plans. ").repeat(1 + number * number % 23 * 4);
        let draft = (0..20).fold(draft, |draft, number| draft.finding(FindingKind::Improvement, &item(number), None));
        Self::over(size, "", themes, [Progress::Report(Arc::new(draft.build()))].into_iter())
    }

    /// The same after further keys.
    fn then(mut self, keys: &str) -> Self {
        self.typing = self.typing.keys(keys);
        self.shown.all(&self.typing.app);
        self
    }

    /// Presses a key and answers the frame with the bar, and those that follow it.
    fn frames(&mut self, key: &str) -> (Vec<u8>, Vec<Vec<u8>>) {
        let app = &mut self.typing.app;
        for key in Key::row(key).expect("the test's keys are keys") {
            app.input(key);
        }
        let (first, mut left) = self.shown.bar(app);
        let mut rest = Vec::new();
        if left == Left::Rows || app.is_to_leap() {
            app.leap_now();
            let (rows, then) = self.shown.rows(app);
            rest.push(rows);
            left = then;
        }
        assert_ne!(left, Left::Rows, "the rows of the bar are there now");
        if left == Left::Panes {
            let (near, far) = self.shown.near(app);
            rest.push(near);
            if far {
                rest.push(self.shown.all(app));
            }
        }
        assert_eq!(self.shown.all(app), b"", "nothing is left out");
        (first, rest)
    }

    /// The same in bytes.
    fn press(&mut self, key: &str) -> (usize, usize) {
        let (first, rest) = self.frames(key);
        (first.len(), rest.iter().map(Vec::len).sum())
    }

    /// The most bytes of the frame with the bar, of those behind a key that is pressed so many times.
    fn most(&mut self, key: &str, times: usize) -> (usize, Vec<usize>) {
        let frames: Vec<usize> = (0..times).map(|_| self.press(key).0).collect();
        (frames.iter().max().copied().unwrap_or_default(), frames)
    }
}

/// The colours of each theme, where each is told in red, green and blue.
fn colours() -> impl Iterator<Item = (String, Themes)> {
    theme::bundled().map(|theme| {
        let themes = Themes::load(None, Depth::Rgb, Some(&theme)).0;
        (theme, themes)
    })
}

/// A browser in these colours after each of these keys at each size, and what to call it; the largest in the colours of the
/// terminal and in those that take most bytes.
fn lines(all_keys: &[&'static str]) -> impl Iterator<Item = (&'static str, Line, String)> {
    colours().flat_map(move |(theme, themes)| {
        let sizes = [SMALL, WIDE, LARGE].into_iter();
        let sizes = sizes.filter(|&size| size != LARGE || matches!(theme.as_str(), "terminal" | "contrast"));
        let all: Vec<_> = sizes.flat_map(|size| all_keys.iter().map(move |&keys| (size, keys))).collect();
        all.into_iter().map(move |(size, keys)| {
            (keys, Line::painted(size, keys, themes.clone()), format!("{theme} {keys} {size}"))
        })
    })
}

#[test]
fn a_bar_that_moves_takes_few_bytes_in_every_list() {
    for (_, mut line, name) in lines(LISTS) {
        let (most, frames) = line.most("j", 60);
        assert!(most <= BAR && most > 0, "{name}: {frames:?}");
    }
}

#[test]
fn a_bar_that_moves_takes_few_bytes_in_every_box() {
    for (keys, mut line, name) in lines(BOXES) {
        let (most, frames) = line.most("<down>", if keys.ends_with("fcare") { 40 } else { 12 });
        assert!(most <= BAR && most > 0, "{name}: {frames:?}");
    }
}

#[test]
fn a_list_beside_other_panes_leaps_behind_the_bar() {
    for (theme, themes) in colours() {
        for size in [SMALL, WIDE, LARGE] {
            let mut line = Line::of_many(size, themes.clone());
            let tops = |key: &str, line: &mut Line| {
                let tops = (0..79).map(|_| {
                    let (first, rest) = line.press(key);
                    assert!(first <= BAR && first > 0, "{theme} {size}: {first} and {rest}");
                    line.typing.app.prepared().top
                });
                let mut tops: Vec<usize> = tops.collect();
                tops.dedup();
                tops
            };
            let (down, up) = (tops("j", &mut line), tops("k", &mut line));
            assert!((2..12).contains(&down.len()) && (2..12).contains(&up.len()), "{theme} {size}: {down:?} {up:?}");
        }
    }
}

#[test]
fn an_item_that_is_out_of_sight_comes_behind_the_bar() {
    for (theme, themes) in colours() {
        for (size, keys) in
            [SMALL, WIDE, LARGE].into_iter().flat_map(|size| ["<tab>", "<tab>z"].map(|keys| (size, keys)))
        {
            let mut line = Line::of_long_items(size, themes.clone()).then(keys);
            let mut waited = 0;
            for (key, at) in (0..20).flat_map(|at| [("j", at)]).chain((0..20).map(|at| ("k", at))) {
                let (first, rest) = line.press(key);
                assert!(first <= BAR && first > 0, "{theme} {size} {keys}{key} {at}: {first} and {rest}");
                waited += usize::from(rest > 0);
                let summary = &line.typing.app.prepared().summary;
                assert!(summary.top <= summary.bar, "{theme} {size} {keys}{key} {at}");
            }
            assert!(waited > 2, "{theme} {size} {keys}: {waited}");
            assert_eq!(line.typing.app.prepared().summary.top, 0, "what is said of the authority is in sight again");
        }
    }
}

#[test]
fn another_column_and_another_pane_come_behind_the_bar() {
    for (keys, row) in [
        ("W", ["<right>"; 12]),
        ("F", ["<right>"; 12]),
        ("R", ["<right>"; 12]),
        ("W", ["<left>"; 12]),
        ("<enter>", ["<left>"; 12]),
        ("", ["<tab>"; 12]),
        ("<tab>", ["<left>"; 12]),
        ("/nether<enter><esc><tab>", ["<left>"; 12]),
        ("/nether<enter><esc><tab><down><down>", ["<left>"; 12]),
    ] {
        for (_, mut line, name) in lines(&[keys]) {
            if row[0] == "<left>" {
                line = line.then(&"<right>".repeat(if keys == "W" { 12 } else { 0 }));
            }
            let frames = row.map(|key| line.press(key).0);
            assert!(frames.iter().all(|&first| first <= BAR) && frames[0] > 0, "{name} {}: {frames:?}", row[0]);
        }
    }
}

#[test]
fn a_text_near_its_end_stays_while_its_bar_moves_in_sight() {
    let mut line = Line::after(Size::new(120, 50), "j<tab>j<tab>");
    let text = line.typing.app.prepared().text.as_ref().expect("there is a text");
    let (top, last) = (text.top, text.flow.lines.len() - text.height());
    assert!(text.begins(top) && top <= last, "it begins above its last page: {}", line.typing.shown());
    assert!((top + 1..=last).all(|at| !text.begins(at)) && text.line > last, "it nearly ends: {}", line.typing.shown());
    for key in ["j", "j", "k", "X", "j", "m"] {
        let (first, rest) = line.press(key);
        assert!(!"jk".contains(key) || first > 0 && first + rest <= BAR, "{key}: {first} and {rest}");
        assert_eq!(line.typing.app.prepared().text.as_ref().map(|text| text.top), Some(top), "{key}");
    }
}

#[test]
fn a_list_leaps_in_the_same_way_however_fast_the_keys_are() {
    for keys in ["jjk", "j<tab>", "jz", "j<enter>q", "jj", "j/<esc>", "jfa<esc>"] {
        let mut line = Line::of_many(SMALL, Themes::default());
        while !line.typing.app.is_to_leap() {
            line.typing.app.input(Key::row("j").expect("a key")[0]);
        }
        let mut slow = line.typing.clone();
        slow.app.leap_now();
        let (slow, mut fast) = (slow.keys(keys), line.typing);
        for key in Key::row(keys).expect("the test's keys are keys") {
            fast.app.input(key);
        }
        fast.app.leap_now();
        assert_eq!(fast.app.prepared().top, slow.app.prepared().top, "{keys}");
        assert!(fast.app.prepared().top > 1, "{keys}: it leapt");
    }
}

#[test]
fn what_is_shown_in_steps_is_what_is_shown_at_once() {
    let parser = |size: Size| {
        let cells = |cells| NonZeroU16::new(cells).expect("a screen has cells");
        vt100::Parser::new(cells(size.height), cells(size.width), 0)
    };
    // Of a blank only the colour behind it is seen, and what lines it has.
    let seen = |parser: &vt100::Parser, size: Size| -> Vec<(String, vt100::Color, vt100::Color, [bool; 3])> {
        let cells = (0..size.height).flat_map(|row| (0..size.width).map(move |column| (row, column)));
        let cells = cells.filter_map(|(row, column)| parser.screen().cell(row, column));
        let look = |cell: &vt100::Cell| match cell.contents() {
            "" | " " => {
                (" ".to_owned(), vt100::Color::Default, cell.bgcolor(), [false, cell.underline(), cell.inverse()])
            }
            letter => {
                (letter.to_owned(), cell.fgcolor(), cell.bgcolor(), [cell.bold(), cell.underline(), cell.inverse()])
            }
        };
        cells.map(look).collect()
    };
    for (theme, themes) in colours() {
        for (size, keys) in [
            (SMALL, "F"),
            (SMALL, "<tab>"),
            (SMALL, "<tab>z"),
            (WIDE, "<tab><tab>"),
            (LARGE, "<enter>"),
            (WIDE, "R"),
            (SMALL, "R<enter>c"),
            (WIDE, "Wfcare"),
            (LARGE, "schildren<enter>"),
            (SMALL, ""),
        ] {
            let mut line = match keys {
                "" => Line::of_many(size, themes.clone()),
                "<tab>" | "<tab>z" => Line::of_long_items(size, themes.clone()).then(keys),
                _ => Line::painted(size, keys, themes.clone()),
            };
            let mut terminal = parser(size);
            line.shown.forget();
            terminal.process(&line.shown.all(&line.typing.app));
            for key in [
                "<down>", "<pgdn>", "<down>", "<up>", "<down>", "<left>", "<right>", "<right>", "<tab>", "<right>",
                "<right>",
            ]
            .into_iter()
            .chain(["<down>"; 8])
            .chain(["<up>"; 8])
            .chain(["<right>", "<right>", "<right>", "<tab>", "<tab>"])
            {
                let (first, rest) = line.frames(key);
                terminal.process(&first);
                let bars = seen(&terminal, size).iter().filter(|cell| cell.0 == "▌").count();
                assert_eq!(bars, 1, "{theme} {keys} {size} {key}");
                for frame in &rest {
                    terminal.process(frame);
                }
                let mut whole = parser(size);
                whole.process(&Shown::new(Abilities::of(Some("xterm-256color"))).all(&line.typing.app));
                assert!(seen(&terminal, size) == seen(&whole, size), "{theme} {keys} {size} {key}");
            }
        }
    }
}

#[test]
fn a_line_of_text_takes_few_bytes() {
    for (_, mut line, name) in lines(&["R<enter>"]) {
        let frames: Vec<(usize, usize)> = (0..120).map(|_| line.press("j")).collect();
        let most = frames.iter().map(|frame| frame.0).max().unwrap_or_default();
        assert!(most <= LINE && most > 100, "{name}: {frames:?}");
        let followed = frames.iter().filter(|frame| frame.1 > 0).count();
        let in_few_bytes = name.starts_with("terminal") || name.starts_with("mono");
        assert!(followed < 24 || !in_few_bytes, "what stands around the text seldom changes: {name} {frames:?}");
    }
}

#[test]
fn a_page_takes_no_more_than_a_pager_sends() {
    for keys in LISTS.iter().chain(&["R<enter>"]) {
        let mut line = Line::after(WIDE, keys);
        for _ in 0..4 {
            let (first, rest) = line.press("<pgdn>");
            assert!(first + rest <= PAGE, "{keys}: {first} and {rest}");
        }
    }
}

#[test]
fn while_keys_flood_in_only_the_foot_is_shown_and_then_all() {
    let mut line = Line::after(WIDE, "R<enter>");
    let mut all = 0;
    for _ in 0..4 {
        line.typing = line.typing.clone().keys(&"j".repeat(40));
        let bytes = line.shown.glimpse(&line.typing.app).len();
        assert!((20..=BAR).contains(&bytes), "{bytes}");
        all += bytes;
    }
    let (page, follows) = line.shown.bar(&line.typing.app);
    assert!(follows == Left::Nothing && page.len() > 1000 && page.len() + all <= PAGE, "{} and {all}", page.len());
}
