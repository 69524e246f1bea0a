//! What is asked of texts and lists: one rule for words while they are typed and when they are kept, and a bar that only keys move.

use super::*;

/// What the head of a list counts.
fn counted(keys: &str) -> String {
    let screen = typing::typed(WIDE, keys).shown();
    let head = screen.lines().next().unwrap_or_default();
    head.rsplit("  ").next().unwrap_or_default().trim().to_owned()
}

/// The line with the bar.
fn under_bar(screen: &str) -> usize {
    screen.lines().position(|line| line.starts_with('▌')).expect("there is a bar")
}

#[test]
fn as_many_are_found_before_enter_as_after_it() {
    for keys in
        ["smeeting", "smeetings", "sstrateg", "s\"strategy meetings\"", "scare leaver", "F\\care", "F\\hom", "R\\net"]
    {
        let kept = counted(&format!("{keys}<enter>"));
        assert_eq!(counted(keys), kept, "{keys}");
        assert!(kept.starts_with(|c: char| ('1'..='9').contains(&c)), "{keys}: {kept}");
    }
    assert_eq!(counted("smeeting"), counted("smeetings"));
    assert_ne!(counted("s\"strategy meeting\""), counted("s\"strategy meetings\""), "a phrase is as it stands");
}

#[test]
fn a_word_that_nobody_wrote_gets_its_star() {
    let head = |keys: &str| typing::typed(WIDE, keys).shown().lines().next().unwrap_or_default().to_owned();
    assert!(head("sstrateg<enter>").contains("[strateg*]"), "{}", head("sstrateg<enter>"));
    assert!(head("F\\hom<enter>").contains("[hom*]"), "{}", head("F\\hom<enter>"));
    assert!(head("smeeting<enter>").contains("[meeting]"));
    assert!(head("squantum<enter>").contains("[quantum]"), "nothing begins so either");
}

#[test]
fn an_empty_search_says_how_words_are_found() {
    screen!(SMALL, "s");
}

#[test]
fn the_passages_of_a_search_are_walked_to_the_last() {
    let shown = |keys: &str| typing::typed(WIDE, &format!("sstrategy meeting from:2015<enter><enter>{keys}")).shown();
    let first = shown("");
    assert!(first.contains("“strategy meeting”: passage 1 of "), "what is asked of fields is no text: {first}");
    let mut keys = String::new();
    let mut seen = vec![first];
    while !seen[seen.len() - 1].contains("this is the last of the ") {
        assert!(seen.len() < 20, "it never ends: {}", seen[seen.len() - 1]);
        keys.push('n');
        seen.push(shown(&keys));
    }
    let passages = counted("sstrategy meeting from:2015<enter>");
    assert!(passages.starts_with(&format!("{} passages", seen.len() - 1)), "{passages}, {} stops", seen.len() - 1);
    assert!(shown("N").contains("this is the first of the "), "{}", shown("N"));
    assert_eq!(shown("nN<c-l>"), shown("<c-l>"));
}

#[test]
fn a_filter_moves_no_bar() {
    let row = |keys: &str| under_bar(&typing::typed(SMALL, keys).shown());
    for list in ["F", "W", "R"] {
        let first = row(list);
        for typed in ["\\to:2020<enter>", "\\grade:good<enter>", "\\from:2015", "\\zz<bs><bs>"] {
            assert_eq!(row(&format!("{list}{typed}")), first, "{list}{typed}");
        }
    }
    assert_eq!(row("Fjj\\zz<bs><bs>"), row("Fjj"), "what was chosen stays");
    assert_eq!(typing::typed(SMALL, "/z<bs>").app.place().authority, typing::typed(SMALL, "").app.place().authority);
}

#[test]
fn a_field_whose_name_is_half_typed_filters_nothing() {
    for keys in ["F\\kin", "R\\frame", "W\\reg"] {
        let screen = typing::typed(SMALL, keys).shown();
        let bare = typing::typed(SMALL, &keys[..2]).shown();
        let rows = |screen: &str| screen.lines().skip(1).take(18).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(rows(&screen), rows(&bare), "{keys}");
    }
    assert_eq!(typing::typed(SMALL, "/auth").app.line_words(), typing::typed(SMALL, "/").app.line_words());
}

#[test]
fn pasted_lines_are_words_of_one_line() {
    let mut typing = typing::typed(WIDE, "s");
    typing.app.paste("strategy\r\nmeetings\n\tfrom:2015\n");
    assert!(typing.shown().contains("[strategy] [meetings] [from:2015]"), "{}", typing.shown());
}

#[test]
fn a_paste_of_any_length_is_taken_at_once_as_far_as_there_is_room() {
    // The help, go-to, the commands, a search, and what is found in a text; the last two have their line where messages stand.
    for (keys, says) in
        [("?", "no more room"), ("f", "no more room"), (":", "no more room"), ("s", "y st"), ("R<enter>/", "y st")]
    {
        let mut typing = typing::typed(WIDE, keys);
        typing.app.paste(&"strategy ".repeat(100_000));
        assert!(typing.shown().contains(says), "{keys}: {}", typing.shown());
    }
}

#[test]
fn the_menu_of_views_has_ends() {
    // The menu's bar is the only one on the screen that is right of the list of authorities' edge.
    let bar = |keys: &str| {
        let screen = typing::typed(SMALL, keys).shown();
        let at = |line: &&str| line.chars().skip(3).any(|c| c == '▌');
        screen.lines().find(at).unwrap_or_else(|| panic!("no bar: {screen}")).to_owned()
    };
    assert_eq!(bar("vG"), bar("v<end>"));
    assert!(bar("vG").contains("problems"), "{}", bar("vG"));
    assert_eq!(bar("vG<home>"), bar("v"));
}

#[test]
fn passages_are_counted_by_whose_they_are() {
    let screen = typing::typed(WIDE, "sstrategy<enter>C").shown();
    assert!(screen.contains("Netherby"), "{screen}");
    assert!(!screen.contains("What needs to improve"), "{screen}");
}

#[test]
fn the_page_of_evidence_begins_with_what_is_under_the_bar() {
    screen!(SMALL, "/nether<enter><enter><enter>}}i");
    let finding = typing::typed(SMALL, "/nether<enter><enter><enter>Ji").shown();
    assert!(finding.contains("rule: an item of the list under that heading"), "{finding}");
}

#[test]
fn the_page_of_evidence_names_what_was_said_before() {
    screen!(SMALL, "F\\again:yes<enter>i");
}

#[test]
fn no_line_of_the_help_is_cut_at_80_columns() {
    let tall = ratatui::layout::Size::new(80, 100);
    for keys in ["?", "F?", "/nether<enter><enter><enter>?"] {
        let screen = typing::typed(tall, keys).shown();
        assert!(screen.contains(":save") && screen.contains(":forget"), "{screen}");
        assert!(!screen.lines().any(|line| line.starts_with('│') && line.ends_with("…│")), "{screen}");
    }
}
