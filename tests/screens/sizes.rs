//! Terminals of every size, in any order: nothing panics, and one is where one was.

use std::collections::BTreeSet;

use findings::app::mouse::Did;
use findings::app::overlay::Overlay;
use findings::app::view::View;
use findings::keymap::Key;
use findings::list::List;
use findings::session::Shown;
use proptest::prelude::*;
use ratatui::layout::Size;
use unicode_width::UnicodeWidthStr;

use crate::every::VIEWS;
use crate::typing::{SMALL, Typing, typed};

/// The overlays, by name, and the keys that open them.
const OVERLAYS: &[(&str, &str)] = &[
    ("go to", "fnether"),
    ("commands", ":gr"),
    ("help", "?"),
    ("outline", "/nether<enter><enter><enter>o"),
    ("themes", ":theme<enter>"),
    ("views", "v"),
    ("evidence", "<tab>i"),
    ("filter", "R\\wex"),
    ("note", "/nether<enter><enter><enter>]]:note<enter>ask"),
    ("export", "/nether<enter><enter><enter>e"),
    ("find", "/nether<enter><enter><enter>/the"),
];

/// More places where sizes matter: panes, a pane alone, inputs with nothing typed, a bar far down.
const PLACES: &[&str] =
    &["", "<tab>", "<tab><tab>", "z", "WD", "Rjj", "jj<enter>", "<tab><enter>}}jjj", "f", "i", "/a", "F<pgdn>"];

/// Keys that lead to every view and every overlay.
fn ways() -> impl Iterator<Item = &'static str> + Clone {
    VIEWS.iter().chain(OVERLAYS).map(|(_, keys)| *keys).chain(PLACES.iter().copied())
}

/// What kind of view this is. A new one has no way here yet: the match does not compile without it, nor does the test below.
const fn view(view: &View) -> &'static str {
    match view {
        View::Browse(_) => "browse",
        View::Grid(_) => "grid",
        View::Reader(_) => "reader",
        View::Compare(_) => "compare",
        View::List(listing) => listing.list.key(),
    }
}

/// The same of overlays.
const fn overlay(overlay: &Overlay) -> &'static str {
    match overlay {
        Overlay::GoTo(_) => "go to",
        Overlay::Commands(_) => "commands",
        Overlay::Help(_) => "help",
        Overlay::Outline(_) => "outline",
        Overlay::Themes(_) => "themes",
        Overlay::Views(_) => "views",
        Overlay::Evidence(_) => "evidence",
        Overlay::Filter { .. } => "filter",
        Overlay::Note(_) => "note",
        Overlay::Export(_) => "export",
        Overlay::Find { .. } => "find",
    }
}

#[test]
fn the_ways_lead_to_every_view_and_every_overlay() {
    let views: BTreeSet<&str> = VIEWS.iter().map(|(_, keys)| view(typed(SMALL, keys).app.view())).collect();
    let lists = List::ALL.iter().map(|list| list.key());
    assert_eq!(views, ["browse", "grid", "reader", "compare"].into_iter().chain(lists).collect());
    for (name, keys) in OVERLAYS {
        assert_eq!(typed(SMALL, keys).app.overlay().map(overlay), Some(*name), "{keys}");
    }
}

#[test]
fn no_view_or_overlay_is_lost_at_the_oddest_sizes() {
    let odd = [(1, 1), (2, 60), (500, 2), (5, 5), (19, 7), (59, 10), (60, 4), (121, 3), (500, 200)];
    for keys in ways() {
        let mut typing = typed(SMALL, keys);
        let place = whereabouts(&typing);
        for (width, height) in odd {
            let size = Size { width, height };
            typing.size = size;
            typing.app.resize(size);
            let screen = typing.shown();
            let fits = |line: &str| UnicodeWidthStr::width(line) <= usize::from(width);
            assert!(screen.lines().all(fits), "{keys} at {width}x{height}:\n{screen}");
        }
        typing.size = SMALL;
        typing.app.resize(SMALL);
        assert_eq!(whereabouts(&typing), place, "{keys}");
    }
}

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
    fn no_size_is_too_small_and_none_loses_the_place(way in proptest::sample::select(ways().collect::<Vec<_>>()), sizes in proptest::collection::vec(size(), 1..6)) {
        let mut typing = typed(SMALL, way);
        let (before, place) = (typing.shown(), whereabouts(&typing));
        for &size in &sizes {
            typing.size = size;
            typing.app.resize(size);
            let screen = typing.shown();
            prop_assert!(screen.lines().all(|line| UnicodeWidthStr::width(line) <= usize::from(size.width)));
        }
        typing.size = SMALL;
        typing.app.resize(SMALL);
        prop_assert_eq!(whereabouts(&typing), place, "after {:?} and {:?}, was {}", way, sizes, before);
    }

    #[test]
    fn keys_and_the_mouse_at_any_size_do_not_panic(
        way in proptest::sample::select(ways().collect::<Vec<_>>()),
        size in size(),
        keys in "[a-zA-Z{}/:<\\[\\]]{0,12}",
        points in proptest::collection::vec((0..3_u8, 0..500_u16, 0..200_u16), 0..8),
    ) {
        let mut typing = typed(SMALL, way);
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
