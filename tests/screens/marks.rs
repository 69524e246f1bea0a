//! Marks, notes, quotations and what is written into files.

use super::*;
use findings::app::Effect;
use findings::app::export::{Save, Saved};

/// The text of the last of Netherby's inspections but one, in which every kind of passage stands.
const READING: &str = "R/netherby 2022<enter><enter>";

/// A reader with three marks, two of them with notes.
fn marked(size: ratatui::layout::Size) -> typing::Typing {
    let keys = format!("{READING}J:note late in the list #neglect #budget<enter>}}}}m}}m:note ask the board<enter>");
    typing::typed(size, &keys)
}

fn copied(keys: &str) -> String {
    match typing::typed(SMALL, &format!("{READING}{keys}")).effect {
        Some(Effect::Copy(copied)) => copied.text,
        other => panic!("{keys}: {other:?}"),
    }
}

#[test]
fn a_marked_passage_has_a_sign() {
    screen!(SMALL, &format!("{READING}}}}}m"));
    insta::assert_snapshot!(typing::ascii(SMALL, &format!("{READING}}}}}m")).shown());
}

#[test]
fn marking_again_takes_it_off() {
    let typing = typing::typed(SMALL, &format!("{READING}}}}}m"));
    assert_eq!(typing.app.marks().len(), 1);
    let typing = typing.keys("m");
    assert_eq!((typing.app.marks().len(), typing.kept.removed.len()), (0, 1));
    assert!(typing.shown().contains("\n the mark is taken off  "), "{}", typing.shown());
}

#[test]
fn a_note_is_not_lost_by_one_key() {
    let typing = typing::typed(SMALL, &format!("{READING}}}}}:note important<enter>m"));
    assert_eq!(typing.app.marks().len(), 1);
    assert!(typing.shown().contains("this mark has a note; m again takes both off"));
    assert_eq!(typing.clone().keys("jkm").app.marks().len(), 1, "another key between begins anew");
    assert_eq!(typing.keys("m").app.marks().len(), 0);
}

#[test]
fn marks_are_listed_across_folders() {
    for size in [SMALL, WIDE, NARROW] {
        insta::assert_snapshot!(marked(size).keys("'").shown());
    }
    insta::assert_snapshot!(typing::ascii(SMALL, "'").shown());
}

#[test]
fn marks_are_filtered_by_words_and_tags() {
    insta::assert_snapshot!(marked(SMALL).keys("'/#budget").shown());
}

#[test]
fn a_note_is_edited_in_the_list() {
    insta::assert_snapshot!(marked(SMALL).keys("'Ga<c-a>now ").shown());
    let typing = marked(SMALL).keys("'/late<enter>a<c-u>gone #x<enter>");
    let notes: Vec<&str> = typing.app.marks().iter().map(|m| m.note.as_str()).collect();
    assert!(notes.contains(&"gone #x") && !notes.iter().any(|n| n.contains("late")), "{notes:?}");
}

#[test]
fn a_mark_opens_where_it_was_made() {
    let there = typing::typed(SMALL, &format!("{READING}}}}}}}m")).app.place();
    let typing = typing::typed(SMALL, &format!("{READING}}}}}}}mqq'<enter>"));
    assert_eq!((typing.app.place().report, typing.app.place().block), (there.report, there.block));
    let back = typing.keys("<bs>");
    assert!(back.shown().starts_with(" Marks"), "{}", back.shown());
}

#[test]
fn a_mark_of_another_folder_says_where_it_is() {
    let kept = marked(SMALL).kept;
    let marks: Vec<_> = kept
        .marks
        .iter()
        .cloned()
        .map(|mut mark| {
            mark.anchor.folder = "/home/ann/older".to_owned();
            mark.passage.authority = Some("Wenlow".to_owned());
            mark.passage.text = "No report here says this, and none of its words in this order.".to_owned();
            mark
        })
        .collect();
    let typing = typing::Typing::with(WIDE, |setup| setup.marks = marks).told(library::news()).finished();
    let typing = typing.keys("'<enter>");
    let screen = typing.shown();
    assert!(screen.contains("its report is not in this folder; it is netherby-ilacs-2022-11-18.pdf in"), "{screen}");
    assert!(typing.app.place().report.is_none());
}

#[test]
fn quotations_and_citations_are_copied() {
    let title = "Netherby, “Inspection of Netherby children’s services”, inspected 7–18 Nov 2022, \
                 18 Nov 2022 (date from the file name)";
    assert_eq!(
        copied("JJy"),
        format!(
            "“How neglect is recognised early, and what is done about it when a family has many needs.” \
             ({title}, under “What needs to improve?”, page 2)"
        )
    );
    assert_eq!(copied("}}Y"), format!("{title}, paragraph 2, pages 2 to 3"));
    assert_eq!(copied("}}m'Y"), copied("}}Y"), "the list of marks gives the same");
    let of_report = typing::typed(SMALL, "R/netherby 2022<enter>Y").effect;
    assert!(matches!(of_report, Some(Effect::Copy(c)) if c.text == title && c.what == "Netherby 2022"));
    let item = typing::typed(SMALL, "/nether<enter><tab>GY").effect;
    assert!(matches!(item, Some(Effect::Copy(c)) if c.what == "Netherby 2025 p. 1"));
}

#[test]
fn what_is_copied_is_told_with_the_sure_way() {
    let typing = typing::typed(WIDE, &format!("{READING}}}}}Y"));
    let screen = typing.shown();
    let count = copied("}}Y").chars().count();
    let told = format!("sent to the terminal: {count} characters, Netherby 2022 para 2 · e saves it to a file");
    assert!(screen.contains(&told), "{screen}");
    let nothing = typing::typed(SMALL, "/nether<enter><tab>y").shown();
    assert!(nothing.contains("no passage is under the bar; Enter opens the text"), "{nothing}");
}

/// What would be written after these keys.
fn saved(typing: typing::Typing) -> Save {
    match typing.effect {
        Some(Effect::Save(save)) => save,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_menu_of_files() {
    screen!(SMALL, &format!("{READING}}}}}e"));
    screen!(NARROW, "/nether<enter><enter>e");
    screen!(WIDE, "Re<down>");
}

#[test]
fn a_file_is_written_over_only_when_asked_twice() {
    let mut typing = typing::typed(SMALL, &format!("{READING}}}}}e<enter>"));
    let save = saved(typing.clone());
    assert_eq!((save.path.as_str(), save.over), ("netherby-2022-para-2.md", false));
    typing.app.saved(&save, Saved::IsThere);
    insta::assert_snapshot!(typing.shown());
    assert!(saved(typing.clone().keys("<enter>")).over);
    let other = saved(typing.clone().keys("x<enter>"));
    assert_eq!(
        (other.path.as_str(), other.over),
        ("netherby-2022-para-2.mdx", false),
        "another name is another question"
    );
    let mut again = typing.clone().keys("<enter>");
    again.app.saved(&save, Saved::Written("written: 3 lines into netherby-2022-para-2.md".to_owned()));
    assert!(again.app.overlay().is_none() && again.shown().contains("written: 3 lines"));
    let mut typing = typing.keys("<enter>");
    typing.app.saved(&save, Saved::Failed("the disk is full".to_owned()));
    assert!(typing.shown().contains("the disk is full"));
}

#[test]
fn what_is_written() {
    let text = |keys: &str| saved(typing::typed(SMALL, keys)).text;
    insta::assert_snapshot!(text(&format!("{READING}}}}}e<enter>")));
    insta::assert_snapshot!(text(&format!("{READING}}}}}e<down><enter>")));
    insta::assert_snapshot!(text(&format!("{READING}}}}}e<down><down><enter>")));
    insta::assert_snapshot!(text(&format!("{READING}ge<down><down><enter>")));
    insta::assert_snapshot!(text("/nether<enter><enter>e<enter>"));
    insta::assert_snapshot!(text("/nether<enter><enter>e<down><enter>"));
    insta::assert_snapshot!(text("R/netherby<enter>e<enter>"));
    insta::assert_snapshot!(text("Pe<down><enter>"));
    insta::assert_snapshot!(saved(marked(SMALL).keys("'e<enter>")).text);
}

#[test]
fn the_file_behind_a_report_is_opened() {
    let typing = typing::typed(SMALL, &format!("{READING}O"));
    let Some(Effect::Original(original)) = &typing.effect else { panic!("{:?}", typing.effect) };
    assert_eq!(original.file, "netherby-ilacs-2022-11-18.pdf");
    assert!(original.text.contains("   2  Strategy meetings are held in good time."), "{}", original.text);
    assert!(original.text.lines().all(|line| line.chars().count() <= 80 || line.contains(" · ")));
    let mut typing = typing;
    let before = typing.shown();
    typing.app.came_back(Err("zathura cannot be started: no such file".to_owned()));
    let after = typing.shown();
    assert!(after.contains("zathura cannot be started"));
    let body = |screen: &str| screen.lines().take(22).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&before), body(&after), "the same screen afterwards");
}

#[test]
fn an_item_to_improve_is_marked_where_it_is_listed() {
    screen!(SMALL, "/nether<enter><tab>Gm");
}
