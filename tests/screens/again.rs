//! Picking up again: where one was, what one has read.

use super::*;
use findings::session::Place;

/// The browser as it opens the next time, everything read.
fn again(size: ratatui::layout::Size, place: &Place) -> typing::Typing {
    let text = serde_json::to_string(place).expect("a place is written");
    let place = serde_json::from_str(&text).expect("and read");
    typing::at(size, place).told(library::news()).finished()
}

#[test]
fn every_view_opens_as_it_was_left() {
    let places = [
        "/kel<enter>",
        "/nether<enter><tab>jjj",
        "/nether<enter><enter>jjj<left><left>",
        "/nether<enter><enter><enter>}}",
        "R/ilacs<enter>jjj",
        "Pj",
        "'",
        "/nether<enter><tab><tab>jjj",
        "/nether<enter><tab>z",
    ];
    for keys in places {
        let left = typing::typed(WIDE, keys);
        let opened = again(WIDE, &left.app.place());
        // What was looked for is not kept, and neither is the news.
        assert_eq!(opened.shown(), left.keys("<c-l>").shown(), "{keys}");
    }
}

#[test]
fn the_way_back_is_kept() {
    let left = typing::typed(SMALL, "/nether<enter><enter><enter>");
    let opened = again(SMALL, &left.app.place());
    assert_eq!(opened.clone().keys("<bs>").shown(), left.clone().keys("<bs>").shown());
    assert_eq!(opened.keys("<bs><bs>").shown(), left.keys("<bs><bs>").shown());
}

#[test]
fn a_place_whose_state_is_not_understood_is_still_come_near_to() {
    let mut place = typing::typed(SMALL, "/nether<enter><enter><enter>}}").app.place();
    let (report, block) = (place.report.clone(), place.block);
    place.state = serde_json::json!({"Hologram": {"depth": 3}});
    place.back = vec![serde_json::json!(7)];
    let opened = again(SMALL, &place).app.place();
    assert_eq!((opened.report, opened.block), (report, block));
}

#[test]
fn a_place_of_numbers_that_no_version_wrote_opens_all_the_same() {
    for (keys, numbers) in
        [("R", &["column"][..]), ("R/netherby 2022<enter><enter>c", &["side", "part", "line", "row"])]
    {
        let mut place = typing::typed(SMALL, keys).app.place();
        for number in numbers {
            let view = place.state.as_object_mut().and_then(|view| view.values_mut().next()).expect("a view's state");
            assert!(view.get(number).is_some(), "{number} in {view}");
            view[number] = serde_json::json!(u64::MAX);
        }
        let opened = again(SMALL, &place).keys("SCjk<tab><enter>");
        assert!(!opened.shown().is_empty());
    }
}

#[test]
fn what_was_read_has_a_sign() {
    let keys = "R/netherby 2022<enter><enter>}}qq/nether<enter><enter><left><left><enter>Gq";
    screen!(WIDE, &format!("{keys}g"));
    let place = typing::typed(SMALL, keys).app.place();
    insta::assert_snapshot!(again(SMALL, &place).keys("R<esc>g").shown());
}

#[test]
fn a_report_opens_where_it_was_left() {
    let keys = "R/netherby 2022<enter><enter>}}}q<enter>";
    let typing = typing::typed(SMALL, keys);
    assert!(typing.shown().contains("where you left it · g goes to the top"), "{}", typing.shown());
    let there = typing::typed(SMALL, "R/netherby 2022<enter><enter>}}}").app.place();
    assert_eq!(typing.app.place().block, there.block);
    let whole = typing::typed(SMALL, "R/netherby 2022<enter><enter>Gq<enter>");
    assert_eq!(whole.app.place().block, 0, "what was read to its end begins anew");
}
