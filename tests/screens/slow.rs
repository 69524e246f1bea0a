//! A disk that takes its time: what is asked of it is answered some keys later.

use super::*;
use findings::app::Effect;
use findings::app::export::{Save, Saved};
use findings::keymap::Key;
use findings::marks::{Change, Kept};
use typing::Typing;

/// A text with the bar on a passage that can be marked.
fn reading() -> Typing {
    typing::typed(SMALL, "R/netherby 2022<enter><enter>}}")
}

/// Presses keys and answers what they ask for; nothing is done yet.
fn press(typing: &mut Typing, keys: &str) -> Vec<Effect> {
    let keys = Key::row(keys).expect("the test's keys are keys");
    let effects: Vec<Effect> = keys.into_iter().filter_map(|key| typing.app.input(key)).collect();
    typing.app.set_writing(true);
    effects
}

fn change(effect: &Effect) -> Change {
    match effect {
        Effect::Keep(change) => change.clone(),
        other => panic!("{other:?}"),
    }
}

/// The disk has done what an effect asked for. Answers what waited for that.
fn done(typing: &mut Typing, effect: &Effect) -> Vec<Effect> {
    let change = change(effect);
    typing.kept.change(&change, typing::NOW.parse().expect("a moment")).expect("it can be kept");
    typing.app.set_writing(false);
    typing.app.kept(&change, Ok(Kept { marks: typing.kept.marks.clone(), told: None }))
}

fn failed(typing: &mut Typing, effect: &Effect) -> Vec<Effect> {
    typing.app.set_writing(false);
    typing.app.kept(&change(effect), Err("the disk is full".to_owned()))
}

#[test]
fn nothing_is_shown_as_marked_before_the_disk_has_it() {
    let mut typing = reading();
    let before = typing.shown();
    let asked = press(&mut typing, "m");
    let waiting = typing.shown();
    assert!(waiting.contains("\n being written to the disk; you can go on meanwhile "), "{waiting}");
    let but_last = |screen: &str| screen.lines().take(23).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(but_last(&before), but_last(&waiting), "no sign of a mark");
    assert_eq!(press(&mut typing, "jj"), []);
    assert_eq!(done(&mut typing, &asked[0]), []);
    let marked = typing.keys("kk").shown();
    let all_at_once = reading().keys("mjjkk").shown();
    assert_eq!(marked, all_at_once);
    let mut typing = reading();
    let asked = press(&mut typing, "mjj");
    done(&mut typing, &asked[0]);
    assert!(typing.shown().contains("\n marked · m again takes it off"), "{}", typing.shown());
}

#[test]
fn passages_are_marked_one_behind_the_other_and_one_key_takes_the_news_away() {
    let mut typing = reading();
    let asked = press(&mut typing, "m}}m");
    assert_eq!(asked.len(), 2, "the second waits for nothing");
    for effect in &asked {
        assert_eq!(done(&mut typing, effect), []);
    }
    assert_eq!(typing.app.marks().len(), 2);
    assert!(!typing.keys("j").shown().contains("again takes it off"));
}

#[test]
fn the_same_passage_waits_for_what_became_of_it() {
    let mut typing = reading();
    let asked = press(&mut typing, "mm");
    assert_eq!(asked.len(), 1);
    let next = done(&mut typing, &asked[0]);
    assert!(matches!(&next[..], [Effect::Keep(Change::Remove { id })] if *id == typing.app.marks()[0].id), "{next:?}");
    assert_eq!(done(&mut typing, &next[0]), []);
    assert_eq!(typing.app.marks(), []);

    let asked = press(&mut typing, "mmm");
    assert_eq!(failed(&mut typing, &asked[0]), [], "nobody wished it marked after all");
    assert!(typing.shown().contains("\n the disk is full "), "{}", typing.shown());
}

#[test]
fn a_note_is_kept_whatever_becomes_of_the_mark_before_it() {
    for works in [true, false] {
        let mut typing = reading();
        let asked = press(&mut typing, "m:note ask the board<enter>");
        assert_eq!(asked.len(), 1);
        assert_eq!(press(&mut typing, ":note<enter>"), []);
        assert!(typing.shown().contains("note: ask the board"), "it can be changed: {}", typing.shown());
        press(&mut typing, "<esc>");
        let next = if works { done(&mut typing, &asked[0]) } else { failed(&mut typing, &asked[0]) };
        assert_eq!(done(&mut typing, &next[0]), []);
        let notes: Vec<&str> = typing.app.marks().iter().map(|mark| mark.note.as_str()).collect();
        assert_eq!(notes, ["ask the board"], "{works}");
    }
}

#[test]
fn a_note_is_not_lost_by_keys_that_were_pressed_before_the_question_was_asked() {
    let mut typing = reading().keys("m");
    let asked = press(&mut typing, ":note important<enter>mm");
    assert_eq!(done(&mut typing, &asked[0]), []);
    assert!(typing.shown().contains("this mark has a note; m again takes both off"), "{}", typing.shown());
    assert_eq!(typing.app.marks().len(), 1);
    assert!(matches!(press(&mut typing, "m")[..], [Effect::Keep(Change::Remove { .. })]));
}

#[test]
fn a_file_that_is_written_at_last_closes_its_own_menu_and_no_other() {
    let save = |effects: Vec<Effect>| -> Save {
        match <[Effect; 1]>::try_from(effects) {
            Ok([Effect::Save(save)]) => save,
            other => panic!("{other:?}"),
        }
    };
    let written = || Saved::Written("written: 3 lines into netherby-2022-para-2.md".to_owned());
    let mut typing = reading();
    let asked = save(press(&mut typing, "e<enter><enter><enter>"));
    typing.app.saved(&asked, written());
    assert!(typing.app.overlay().is_none());

    let asked = save(press(&mut typing, "e<enter><esc>f"));
    typing.app.saved(&asked, written());
    assert!(typing.shown().contains("Go to"), "{}", typing.shown());
    assert!(typing.keys("<esc>").app.overlay().is_none());
}
