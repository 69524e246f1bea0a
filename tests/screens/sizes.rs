//! Terminals of every size, in any order: nothing panics, and one is where one was.

use findings::app::mouse::Did;
use findings::keymap::Key;
use findings::session::Shown;
use proptest::prelude::*;
use ratatui::layout::Size;

use crate::typing::{SMALL, Typing, typed};

/// Keys that lead to every view and every overlay.
const WAYS: &[&str] = &[
    "",
    "<tab>",
    "<tab><tab>",
    "z",
    "W",
    "WD",
    "R",
    "Rjj",
    "P",
    "jj<enter>",
    "<tab><enter>",
    "<tab><enter>}}jjj",
    "fnether",
    "f",
    ":gr",
    "?",
    "v",
    "o",
    "<tab><enter>o",
    "i",
    "<tab>i",
    "/a",
    "<tab><enter>/the",
    "R/wex",
];

fn size() -> impl Strategy<Value = Size> {
    let cells = |most: u16| prop_oneof![1..6_u16, 1..most, Just(most), Just(80), Just(59), Just(60), Just(120)];
    (cells(500), cells(200)).prop_map(|(width, height)| Size { width, height })
}

/// Where one is, but for the row of the screen on which the bar stands: that follows the size.
fn whereabouts(typing: &Typing) -> (Shown, Option<String>, Option<String>, u32) {
    let place = typing.app.place();
    (place.view, place.authority, place.report, place.block)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_size_is_too_small_and_none_loses_the_place(way in 0..WAYS.len(), sizes in proptest::collection::vec(size(), 1..6)) {
        let mut typing = typed(SMALL, WAYS[way]);
        let (before, place) = (typing.shown(), whereabouts(&typing));
        for &size in &sizes {
            typing.size = size;
            typing.app.resize(size);
            let screen = typing.shown();
            prop_assert!(screen.lines().all(|line| unicode_width::UnicodeWidthStr::width(line) <= usize::from(size.width)));
        }
        typing.size = SMALL;
        typing.app.resize(SMALL);
        prop_assert_eq!(whereabouts(&typing), place, "after {:?} and {:?}, was {}", WAYS[way], sizes, before);
    }

    #[test]
    fn keys_and_the_mouse_at_any_size_do_not_panic(
        way in 0..WAYS.len(),
        size in size(),
        keys in "[a-zA-Z{}/:<\\[\\]]{0,12}",
        points in proptest::collection::vec((0..3_u8, 0..500_u16, 0..200_u16), 0..8),
    ) {
        let mut typing = typed(SMALL, WAYS[way]);
        typing.size = size;
        typing.app.resize(size);
        for c in keys.chars() {
            typing.app.input(Key::Char(c));
            typing.shown();
        }
        for (did, column, row) in points {
            let did = [Did::Press, Did::WheelDown, Did::WheelUp][usize::from(did)];
            typing.app.mouse(did, column % size.width, row % size.height);
            typing.shown();
        }
    }
}

#[test]
fn the_bar_is_on_its_row_again_when_a_window_is_as_large_as_before() {
    for keys in ["", "jj", "Rjjj", "F<pgdn>", "<tab><enter>}}jjj"] {
        let mut browser = typed(SMALL, keys);
        let before = browser.shown();
        for size in [Size::new(80, 7), Size::new(30, 4), SMALL] {
            browser.size = size;
            browser.app.resize(size);
        }
        assert_eq!(browser.shown(), before, "{keys}");
    }
}
