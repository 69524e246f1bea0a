//! Going to anything: what is listed, where one was, and answers that come late.

use super::*;
use findings::app::Effect;
use findings::app::mouse::Did;
use findings::app::overlay::Overlay;
use findings::app::seek::When;
use findings::keymap::Key;

fn press(typing: &mut typing::Typing, keys: &str) {
    for key in Key::row(keys).expect("keys") {
        typing.app.input(key);
    }
}

#[test]
fn the_words_in_all_reports_are_the_last_row() {
    screen!(WIDE, "fcare leav");
}

#[test]
fn a_narrow_screen_has_the_last_row_too() {
    screen!(NARROW, "fcare leav");
}

#[test]
fn where_one_was_stands_first_while_nothing_is_typed() {
    screen!(SMALL, "fnetherby 22<enter>fashcombe<enter>f");
}

#[test]
fn one_kind_is_kept_by_a_sign() {
    screen!(SMALL, "f@ne");
}

#[test]
fn commands_stand_beside_places_with_their_keys() {
    let typing = typing::typed(SMALL, "freload");
    assert!(typing.shown().contains("command     reload · read the folder again  Ctrl-r"), "{}", typing.shown());
    assert_eq!(typing::typed(SMALL, "fquit<enter>").effect, Some(Effect::Quit));
}

#[test]
fn tab_looks_for_the_words_in_all_reports_and_keeps_kinds_where_there_are_none() {
    let typing = typing::typed(SMALL, "f@ashcombe<tab>");
    assert!(typing.shown().contains("[ashcombe]") && typing.app.overlay().is_none(), "{}", typing.shown());
    let typing = typing::typed(SMALL, "fxyzzy<enter>");
    assert!(typing.shown().contains("[xyzzy]"), "Enter on the only row: {}", typing.shown());
    let typing = typing::typed(SMALL, "f<tab><tab>");
    assert!(typing.shown().contains("› r:"), "{}", typing.shown());
    let typing = typing::typed(SMALL, "fm:<tab>");
    assert!(typing.shown().contains("› @ "), "one sign stands at a time: {}", typing.shown());
}

/// Answers what was asked last.
fn answer(typing: &mut typing::Typing) {
    let seek = typing.app.seek().expect("it was asked");
    let found = seek.answer(&mut None, &|| false).expect("nothing stops it");
    typing.app.found(seek.number, found);
}

#[test]
fn enter_while_the_folder_is_being_read_opens_what_is_read_later() {
    let (first, rest): (Vec<_>, Vec<_>) =
        library::news().into_iter().partition(|news| !format!("{news:?}").contains("Netherby"));
    let mut typing = typing::Typing::started(SMALL).told(first);
    press(&mut typing, "fnetherby<enter>");
    answer(&mut typing);
    assert!(matches!(typing.app.overlay(), Some(Overlay::GoTo(_))), "it may yet come");
    let typing = typing.told(rest).finished();
    assert!(typing.app.overlay().is_none() && typing.shown().contains("▌ Netherby"), "{}", typing.shown());
    let mut typing = typing::typed(SMALL, "");
    press(&mut typing, "fxyzzy<enter>");
    answer(&mut typing);
    assert!(typing.shown().contains("[xyzzy]"), "the words are looked for where nothing fits: {}", typing.shown());
}

#[test]
fn enter_before_the_answer_opens_what_the_answer_says() {
    let mut typing = typing::typed(SMALL, "f");
    press(&mut typing, "netherby<enter>");
    assert!(matches!(typing.app.overlay(), Some(Overlay::GoTo(_))), "what was listed before is not opened");
    let seek = typing.app.seek().expect("it was asked");
    let found = seek.answer(&mut None, &|| false).expect("nothing stops it");
    typing.app.found(seek.number, found);
    assert!(typing.app.overlay().is_none());
    assert!(typing.shown().contains("▌ Netherby"), "{}", typing.shown());
}

#[test]
fn an_answer_that_comes_too_late_is_passed_over() {
    let mut typing = typing::typed(SMALL, "f");
    press(&mut typing, "netherby");
    let old = typing.app.seek().expect("it was asked");
    press(&mut typing, "<c-u>ashcombe");
    let new = typing.app.seek().expect("it was asked");
    let [first, second] = [&new, &old].map(|seek| (seek.number, seek.answer(&mut None, &|| false)));
    for (number, found) in [first, second] {
        typing.app.found(number, found.expect("nothing stops it"));
    }
    assert!(!typing.app.is_seeking());
    assert!(typing.shown().contains("authority   Ashcombe"), "{}", typing.shown());
}

#[test]
fn what_is_for_what_is_found_waits_for_it() {
    let key = |keys: &str| Key::row(keys).expect("a key")[0];
    let mut goto = typing::typed(SMALL, "");
    assert_eq!(goto.app.when(key("j")), When::Now);
    press(&mut goto, "fcare");
    for (keys, when) in [
        ("<down>", When::Later),
        ("<pgdn>", When::Later),
        ("<end>", When::Now),
        ("s", When::Now),
        ("<bs>", When::Now),
        ("<enter>", When::Now),
        ("<esc>", When::Instead),
        ("<c-c>", When::Instead),
        ("<c-z>", When::Aside),
    ] {
        assert_eq!(goto.app.when(key(keys)), when, "{keys}");
    }
    assert_eq!(goto.app.when_pasted(), When::Now);
    assert_eq!(goto.app.when_pointed(Did::Press, 5, 6), When::Later);
    assert_eq!(goto.app.when_pointed(Did::Press, 5, 23), When::Instead, "it is beside the box");
    press(&mut goto, "<enter>");
    for (keys, when) in [("j", When::Later), ("<bs>", When::Later), ("<esc>", When::Instead), ("<c-z>", When::Aside)] {
        assert_eq!(goto.app.when(key(keys)), when, "{keys} behind Enter");
    }
    assert_eq!(goto.app.when_pasted(), When::Later);
    let mut failed = goto.clone();
    failed.app.unanswered();
    assert_eq!(failed.app.when(key("<down>")), When::Now, "nothing comes that it could wait for");
    answer(&mut goto);
    assert_eq!(goto.app.when(key("j")), When::Now, "it is open");
}
