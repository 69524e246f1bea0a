//! How many bytes a key takes on the line: the bar that moves in each list, a line of text, a page, a flood.
//!
//! Counted where the bytes are made, key by key, so that no clock has a part in it.

use std::sync::Arc;

use findings::app::themes::Themes;
use findings::load::{self, Folder, Progress};
use findings::term::abilities::Abilities;
use findings::term::shown::Shown;
use findings::theme::{self, Depth};
use ratatui::layout::Size;

use crate::typing::{SMALL, Typing, WIDE};

/// The most bytes for a bar that moves, for a line of text, and for a page of 120×40, with the marks of their frames.
const BAR: usize = 200;
const LINE: usize = 150;
/// The same for the bar of go-to, where a name of up to a hundred letters comes in sight.
const GOTO: usize = 220;
const PAGE: usize = 3700;
/// The most bytes for a bar that moves where each colour is told in red, green and blue: what 64 kbit/s carry in 40 ms.
const COLOURED: usize = 320;
/// The keys that lead to each list.
const LISTS: &[&str] = &["", "F", "R", "W", "schildren<enter>"];

/// The sample library in a browser, and what its terminal shows.
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
        let sample = load::load_all(&Folder::Sample, None);
        let read = sample.reports().iter().map(|report| Progress::Report(Arc::clone(report)));
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

    /// Presses a key and answers the bytes of the frame with the bar, and of those that follow it.
    fn press(&mut self, key: &str) -> (usize, usize) {
        self.typing = self.typing.clone().keys(key);
        let (first, follows) = self.shown.bar(&self.typing.app);
        let mut rest = 0;
        if follows {
            let (near, far) = self.shown.near(&self.typing.app);
            rest = near.len() + if far { self.shown.all(&self.typing.app).len() } else { 0 };
        }
        (first.len(), rest)
    }
}

#[test]
fn a_bar_that_moves_takes_few_bytes_in_every_list() {
    for size in [SMALL, WIDE] {
        for keys in LISTS {
            let mut line = Line::after(size, keys);
            let frames: Vec<usize> = "j".repeat(60).chars().map(|key| line.press(&key.to_string()).0).collect();
            let most = frames.iter().max().copied().unwrap_or_default();
            assert!(most <= BAR && most > 0, "{keys} {size}: {frames:?}");
        }
    }
}

#[test]
fn a_bar_that_moves_takes_few_bytes_in_every_box() {
    for size in [SMALL, WIDE] {
        for keys in ["fcare", "R<enter>fcare", "Wfcare", ":", "?", "v", "R<enter>o", "R<enter>e"] {
            let mut line = Line::after(size, keys);
            let frames: Vec<usize> =
                (0..if keys.ends_with("fcare") { 40 } else { 12 }).map(|_| line.press("<down>").0).collect();
            let most = frames.iter().max().copied().unwrap_or_default();
            let may = if keys.ends_with("fcare") { GOTO } else { BAR };
            assert!(most <= may && most > 0, "{keys} {size}: {frames:?}");
        }
    }
}

#[test]
fn a_bar_that_moves_takes_few_bytes_in_all_colours() {
    for theme in theme::bundled() {
        for keys in LISTS {
            let themes = Themes::load(None, Depth::Rgb, Some(&theme)).0;
            let mut line = Line::painted(WIDE, keys, themes);
            let frames: Vec<usize> = "j".repeat(60).chars().map(|key| line.press(&key.to_string()).0).collect();
            let most = frames.iter().max().copied().unwrap_or_default();
            assert!(most <= COLOURED && most > 0, "{theme} {keys}: {frames:?}");
        }
    }
}

#[test]
fn a_line_of_text_takes_few_bytes() {
    for size in [SMALL, WIDE] {
        let mut line = Line::after(size, "R<enter>");
        let frames: Vec<(usize, usize)> = (0..120).map(|_| line.press("j")).collect();
        let most = frames.iter().map(|frame| frame.0).max().unwrap_or_default();
        assert!(most <= LINE && most > 100, "{size}: {frames:?}");
        let followed = frames.iter().filter(|frame| frame.1 > 0).count();
        assert!(followed < 24, "what stands around the text seldom changes: {frames:?}");
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
    assert!(!follows && page.len() > 1000 && page.len() + all <= PAGE, "{} and {all}", page.len());
}
