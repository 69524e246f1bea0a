//! Every view at every size, and the same without colours.

use findings::app::themes::Themes;
use findings::theme::Depth;
use ratatui::layout::Size;

use super::*;
use crate::typing::Typing;

/// The views, by name, and the keys that open them.
pub const VIEWS: &[(&str, &str)] = &[
    ("browse", "/nether<enter><esc>"),
    ("grid", "/nether<enter><enter>"),
    ("reader", "/nether<enter><enter><enter>]"),
    ("compare", "/nether<enter><enter>cc"),
    ("national", "W"),
    ("near", "W\\near:netherby<enter>"),
    ("findings", "F"),
    ("counts", "FllC"),
    ("reports", "R"),
    ("results", "smeetings<enter>"),
    ("marks", "/nether<enter><enter><enter>]]m'"),
    ("problems", "P"),
];

const SIZES: &[(&str, Size)] = &[("80x24", SMALL), ("120x40", WIDE), ("50x16", NARROW)];

#[test]
fn every_view_at_every_size() {
    for (view, keys) in VIEWS {
        for &(name, size) in SIZES {
            insta::assert_snapshot!(format!("{view}_{name}"), typing::typed(size, keys).shown());
        }
    }
}

#[test]
fn no_view_says_less_without_colours() {
    for (view, keys) in VIEWS {
        for &(name, size) in SIZES {
            let mono = Typing::with(size, |setup| setup.themes = Themes::load(None, Depth::Mono, None).0);
            let mono = mono.told(library::news()).finished().keys(keys);
            assert_eq!(mono.shown(), typing::typed(size, keys).shown(), "{view} at {name}");
        }
    }
}

#[test]
fn help_and_the_way_out_work_in_every_view() {
    for (view, keys) in VIEWS {
        for &(name, size) in SIZES {
            let start = typing::typed(size, keys);
            let helped = start.clone().keys("?");
            assert!(helped.shown().contains("Help"), "{view} at {name}");
            assert!(start.app.view().is_like(helped.keys("<esc>").app.view()), "{view} at {name}");
            let left = start.clone().keys("<esc><esc><esc><esc>qqqqqq");
            assert!(left.app.view().is_like(typing::typed(size, "").app.view()), "{view} at {name}");
        }
    }
}
