//! Two reports beside each other.

use super::*;

/// The grid of a council with six inspections, the bar on the newest.
const GRID: &str = "/nether<enter><enter>";

fn first_line(keys: &str) -> String {
    typing::typed(SMALL, keys).shown().lines().next().unwrap_or_default().to_owned()
}

#[test]
fn two_inspections_one_above_the_other() {
    screen!(SMALL, &format!("{GRID}cc"));
}

#[test]
fn two_inspections_side_by_side() {
    screen!(WIDE, &format!("{GRID}cc"));
}

#[test]
fn two_inspections_on_a_narrow_screen() {
    screen!(NARROW, &format!("{GRID}cc"));
}

#[test]
fn across_two_scales_nothing_moves() {
    screen!(SMALL, &format!("{GRID}<left><left><left><left><left>c<right>c"));
}

#[test]
fn the_same_section_of_both() {
    screen!(WIDE, &format!("{GRID}cc]]"));
}

#[test]
fn the_same_section_of_both_on_a_small_screen() {
    screen!(SMALL, &format!("{GRID}cc]]"));
}

#[test]
fn after_the_first_the_hints_say_what_is_next() {
    screen!(SMALL, &format!("{GRID}c<left>"));
}

#[test]
fn any_two_can_be_chosen_in_either_order() {
    let expected = first_line(&format!("{GRID}c<left><left><left>c"));
    assert!(expected.contains("Nov 2017") && expected.contains("Sep 2025"), "{expected}");
    assert_eq!(first_line(&format!("{GRID}c<left><left><left><enter>")), expected);
    let backwards = first_line(&format!("{GRID}<left><left><left>c<right><right><right>c"));
    assert_eq!(backwards, expected);
}

#[test]
fn a_text_is_compared_with_the_inspection_before() {
    let line = first_line(&format!("{GRID}<enter>c"));
    assert!(line.contains("Nov 2022") && line.contains("Sep 2025"), "{line}");
    let typing = typing::typed(SMALL, &format!("{GRID}<left><left><left><left><left><enter>c"));
    assert!(typing.shown().contains("no earlier report"), "{}", typing.shown());
}

#[test]
fn two_reports_are_chosen_in_the_list() {
    let line = first_line("R/nether ilacs<enter>gcjc");
    assert!(line.contains("Nov 2022") && line.contains("Sep 2025"), "{line}");
}

#[test]
fn escape_gives_the_choice_up() {
    let typing = typing::typed(SMALL, &format!("{GRID}c<esc><left><enter>"));
    assert!(matches!(typing.app.view(), findings::app::view::View::Reader(_)));
}

#[test]
fn enter_opens_the_passage_of_the_side_and_back_leads_here() {
    let before = typing::typed(WIDE, &format!("{GRID}cc]]j<tab>"));
    let opened = before.clone().keys("<enter>");
    let line = opened.shown().lines().next().unwrap_or_default().to_owned();
    assert!(line.contains("Nov 2022"), "{line}");
    assert_eq!(opened.keys("<bs>").shown(), before.shown());
}

#[test]
fn the_place_is_kept_at_every_width() {
    let mut typing = typing::typed(WIDE, &format!("{GRID}cc]]"));
    let info = |typing: &typing::Typing| {
        let screen = typing.shown();
        screen.lines().rev().nth(1).unwrap_or_default().to_owned()
    };
    let before = info(&typing);
    for size in [NARROW, SMALL, LARGE] {
        typing.size = size;
        typing.app.resize(size);
        assert!(before.starts_with(info(&typing).trim_end_matches('…')), "{before} | {}", info(&typing));
    }
}

#[test]
fn grades_are_told_apart_without_colour() {
    use findings::app::themes::Themes;
    use findings::theme::Depth;
    let mono = typing::Typing::with(SMALL, |setup| setup.themes = Themes::load(None, Depth::Mono, None).0);
    let mono = mono.told(library::news()).finished().keys(&format!("{GRID}cc"));
    assert_eq!(mono.shown(), typing::typed(SMALL, &format!("{GRID}cc")).shown());
    let ascii = typing::ascii(SMALL, &format!("{GRID}cc"));
    assert!(ascii.shown().is_ascii(), "{}", ascii.shown());
}

#[test]
fn a_comparison_is_written_as_one_with_both_sides() {
    use findings::app::Effect;
    let menu = typing::typed(SMALL, &format!("{GRID}cce"));
    let offered = menu.shown();
    assert_eq!(offered.matches("this comparison").count(), 3, "{offered}");
    let written = |keys: &str| match menu.clone().keys(keys).effect {
        Some(Effect::Save(save)) => save,
        other => panic!("{other:?} for {keys}"),
    };
    let paper = written("<enter>");
    assert_eq!(paper.path, "netherby-ilacs-nov-2022-and-ilacs-sep-2025.md");
    insta::assert_snapshot!(paper.text);
    let sheet = written("<down><enter>");
    assert_eq!(sheet.path, "netherby-ilacs-nov-2022-and-ilacs-sep-2025.csv");
    assert!(sheet.text.starts_with("Part,What,First,Second,Compared\n"), "{}", sheet.text);
    assert_eq!(sheet.text.lines().count() + 1, paper.text.lines().count(), "the same rows, without Markdown's rule");
    let data = written("<down><down><enter>");
    let rows: serde_json::Value = serde_json::from_str(&data.text).expect("JSON");
    assert_eq!(rows.as_array().map_or(0, Vec::len) + 2, paper.text.lines().count());
}

#[test]
fn what_became_of_a_judgement_is_said_in_full_on_a_narrow_screen() {
    let narrow = typing::typed(NARROW, &format!("{GRID}<left><left><left><left><left>c<right>c")).shown();
    let told: Vec<&str> = narrow.lines().filter(|line| line.contains("one row") || line.contains(" diff")).collect();
    let whole = |line: &&str| line.ends_with("different scale") || line.ends_with("one row for both");
    assert!(!told.is_empty() && told.iter().all(whole), "{narrow}");
}
