//! What must hold in every view.

use super::*;
use findings::app::Effect;
use findings::keymap::{Key, Keymap};
use findings::session::{Place, Shown};
use ratatui::layout::Size;

/// Every view and overlay, and the keys that open it.
const PLACES: &[&str] = &[
    "",
    "/nether<enter><tab>",
    "/nether<enter><tab>G",
    "<tab><tab>",
    "z",
    "/nether<enter><enter>",
    "/nether<enter><enter><enter>",
    "/nether<enter><enter><enter>/meetings<enter>",
    "R",
    "P",
    "f",
    "fneth",
    ":",
    "?",
    "v",
    "o",
    "i",
    ":theme<enter>",
    "/",
    "/xyzzy<enter>",
    "R/2022<enter><enter>",
    "/nether<enter><enter><enter>m}}}m'",
    "/nether<enter><enter><enter>m'a",
    "/nether<enter><enter><enter>e",
    "/nether<enter><enter>c",
    "/nether<enter><enter>cc",
    "/nether<enter><enter><enter>/meet",
    "W",
    "W\\near:netherby<enter>",
    "F",
    "F\\kind:improvement<enter>",
    "FllC",
    "s",
    "smeetings",
    "smeetings<enter>",
    "smeetings<enter>C",
    "smeetings<enter><enter>",
    "smeetings<enter>e",
    "'",
];

/// Every key of the table, and some that no view binds.
fn keys() -> Vec<Key> {
    let bound = findings::keymap::table::TABLE.iter().flat_map(|row| row.keys).map(|name| Key::one(name));
    let mut keys: Vec<Key> = bound.map(|key| key.expect("default keys have names")).collect();
    keys.extend("axs0@é".chars().map(Key::Char));
    keys.sort_unstable();
    keys.dedup();
    keys
}

#[test]
fn no_key_in_any_view_is_without_a_way_back() {
    for size in [WIDE, NARROW, Size::new(9, 4)] {
        for place in PLACES {
            let start = typing::typed(size, place);
            for &key in &keys() {
                let mut typing = start.clone();
                typing.effect = typing.app.input(key);
                typing.shown();
                if typing.effect == Some(Effect::Reload) {
                    typing = typing.told(library::news()).finished();
                }
                let pressed = ["<esc>", "<esc>", "<esc>", "<esc>", "q", "q", "q", "q", "q", "q"];
                let left = pressed.iter().any(|back| {
                    let quit = typing.effect == Some(Effect::Quit);
                    assert!(
                        !quit
                            || !back.contains("esc")
                            || matches!(key, Key::Char('q' | 'Q') | Key::Ctrl('c') | Key::Enter)
                    );
                    if !quit {
                        typing = typing.clone().keys(back);
                    }
                    quit
                });
                assert!(left || typing.effect == Some(Effect::Quit), "{key} in {place:?} at {size} has no way out");
            }
        }
    }
}

#[test]
fn escape_never_leaves_a_view() {
    for place in ["", "R", "P", "/nether<enter><enter>", "/nether<enter><enter><enter>", "/nether<enter><enter>cc"] {
        let typing = typing::typed(SMALL, place);
        let again = typing.clone().keys("<esc><esc><esc><esc>");
        assert!(typing.app.view().is_like(again.app.view()), "{place}");
        assert_eq!(again.effect, None);
    }
}

#[test]
fn the_way_to_help_is_at_the_right_at_every_width() {
    for width in 12..200 {
        for place in
            ["", "R", "P", "v", "i", "/nether<enter><enter>", "/nether<enter><enter><enter>", "/nether<enter><enter>cc"]
        {
            let screen = typing::typed(Size::new(width, 24), place).shown();
            let last = screen.lines().last().unwrap_or_default();
            assert!(last.ends_with("? help"), "{place:?} at {width}: {last:?}");
        }
    }
}

#[test]
fn reports_that_arrive_never_move_the_bar() {
    let news = library::news();
    let chosen = |typing: &typing::Typing| typing.app.shown_authority().map(|a| a.name.clone());
    let mut typing = typing::Typing::started(SMALL).told(news.iter().take(9).cloned()).keys("jj");
    let before = chosen(&typing);
    assert!(before.is_some());
    for one in news.into_iter().skip(9) {
        typing = typing.told([one]);
        assert_eq!(chosen(&typing), before);
    }
    assert_eq!(chosen(&typing.finished()), before);
}

#[test]
fn until_the_first_key_the_first_authority_is_shown() {
    let typing = typing::Typing::started(SMALL).told(library::news().into_iter().rev()).finished();
    assert_eq!(typing.app.shown_authority().map(|a| a.name.as_str()), Some("Ashcombe"));
}

#[test]
fn a_filter_keeps_what_was_chosen() {
    let name = |keys: &str| typing::typed(SMALL, keys).app.shown_authority().map(|a| a.name.clone());
    assert_eq!(name("/east"), Some("Dunmarsh upon Wey".into()));
    assert_eq!(name("jjjj/east"), Some("Eastholme".into()), "what was chosen stays when the filter lets it through");
    assert_eq!(name("jjj/east<esc>"), name("jjj"), "an abandoned filter changes nothing");
    assert_eq!(name("/kell<enter><esc>"), Some("Kelling".into()), "what was chosen stays when the filter goes");
}

#[test]
fn the_place_is_kept_between_runs() {
    let keys = "/nether<enter><enter><left><left><enter>]]jj";
    let typing = typing::typed(SMALL, keys);
    let place = typing.app.place();
    assert_eq!((place.view, place.authority.as_deref()), (Shown::Reader, Some("Netherby")));
    let again = typing::at(SMALL, place.clone()).told(library::news()).finished();
    assert_eq!(again.app.place(), place);
    let closed = again.keys("q");
    assert_eq!(closed.app.shown_authority().map(|a| a.name.as_str()), Some("Netherby"));
}

#[test]
fn a_place_that_is_gone_is_passed_over() {
    let place = Place {
        view: Shown::Reader,
        authority: Some("Atlantis".into()),
        report: Some("gone.pdf".into()),
        block: 7,
        state: serde_json::Value::Null,
        back: Vec::new(),
        searched: serde_json::Value::Null,
        words: String::new(),
        read: std::collections::BTreeMap::new(),
    };
    let typing = typing::at(SMALL, place).told(library::news()).finished();
    assert_eq!(typing.shown(), typing::typed(SMALL, "").shown());
}

#[test]
fn a_key_gives_up_the_place_of_the_last_run() {
    let place = typing::typed(SMALL, "/nether<enter><enter><enter>").app.place();
    let typing = typing::at(SMALL, place)
        .told(library::news().into_iter().take(3))
        .keys("<esc>")
        .told(library::news().into_iter().skip(3));
    assert_eq!(typing.finished().app.place().view, Shown::Browse);
}

#[test]
fn closing_goes_back_and_quits_at_the_first() {
    let typing = typing::typed(SMALL, "/nether<enter><enter><enter>q");
    assert_eq!((typing.app.place().view, &typing.effect), (Shown::Grid, &None));
    let typing = typing.keys("q");
    assert_eq!((typing.app.place().view, &typing.effect), (Shown::Browse, &None));
    assert_eq!(typing.keys("q").effect, Some(Effect::Quit));
}

#[test]
fn help_runs_the_line_under_the_bar() {
    assert_eq!(typing::typed(SMALL, "?reports by<enter>").app.place().view, Shown::Reports);
    assert_eq!(typing::typed(SMALL, ":show-problems<enter>").app.place().view, Shown::Problems);
    assert_eq!(typing::typed(SMALL, ":q<enter>").effect, Some(Effect::Quit));
}

#[test]
fn a_theme_is_tried_and_put_back() {
    let theme = |keys: &str| typing::typed(SMALL, keys).app.themes().now();
    assert_eq!(theme(":theme<enter><down>"), 1);
    assert_eq!(theme(":theme<enter><down><esc>"), 0);
    assert_eq!(theme(":theme<enter><down><enter>"), 1);
    assert_eq!(
        theme(":theme mono<enter>"),
        typing::typed(SMALL, "").app.themes().names().iter().position(|n| n == "mono").expect("it is bundled")
    );
}

#[test]
fn a_key_without_a_meaning_says_so() {
    let typing = typing::typed(SMALL, "x");
    assert_eq!(typing.app.notice().map(|n| n.text.as_str()), Some("x is no key here · ? help"));
    assert_eq!(typing.keys("j").app.notice(), None);
}

#[test]
fn hints_name_the_keys_that_are_bound() {
    let (keymap, _) = Keymap::with(&std::collections::BTreeMap::from([("go-to".to_owned(), vec!["t".to_owned()])]));
    let screen = typing::with_keys(SMALL, keymap).shown();
    assert!(screen.lines().last().is_some_and(|l| l.contains("t go to…")), "{screen}");
}

#[test]
fn reading_again_keeps_the_place() {
    let typing = typing::typed(SMALL, "/nether<enter><enter><enter>]<c-r>");
    assert_eq!(typing.effect, Some(Effect::Reload));
    let (before, place) = (typing.shown(), typing.app.place());
    let again = typing.told(library::news());
    assert_eq!(again.app.place(), place, "what is known stays on the screen while the folder is read again");
    let again = again.finished();
    assert_eq!(again.app.place(), place);
    assert_eq!(again.shown().lines().nth(2), before.lines().nth(2));
}
