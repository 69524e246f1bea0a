//! Reading a text: how it is laid out, and how one moves in it.

use super::*;

/// The keys that open the text of Netherby's inspection of 2022 at its beginning.
const OPEN: &str = "/nether<enter><enter><left><left><enter>g";

macro_rules! reading {
    ($size:expr, $keys:expr) => {
        insta::assert_snapshot!(typing::typed($size, &format!("{OPEN}{}", $keys)).shown())
    };
}

#[test]
fn the_beginning_of_a_report() {
    reading!(SMALL, "");
}

#[test]
fn a_page_further_stands_a_page_break_inside_a_paragraph() {
    reading!(SMALL, "<space>");
}

#[test]
fn tables_and_notes() {
    reading!(SMALL, "G");
}

#[test]
fn a_wide_screen_keeps_the_measure() {
    reading!(WIDE, "");
}

#[test]
fn a_large_screen() {
    reading!(LARGE, "");
}

#[test]
fn a_narrow_screen_cuts_nothing() {
    reading!(NARROW, "]]");
}

#[test]
fn words_are_found_as_one_types() {
    reading!(SMALL, "/strategy");
}

#[test]
fn words_that_are_not_there() {
    reading!(SMALL, "/quantum");
}

fn place(keys: &str) -> String {
    let typing = typing::typed(SMALL, &format!("{OPEN}{keys}"));
    typing.app.prepared().text.as_ref().map_or_else(|| "no text".to_owned(), findings::app::text::Text::place)
}

fn crumbs(keys: &str) -> String {
    typing::typed(SMALL, &format!("{OPEN}{keys}")).app.breadcrumb().join(" › ")
}

fn notice(keys: &str) -> String {
    let typing = typing::typed(SMALL, &format!("{OPEN}{keys}"));
    typing.app.notice().map_or_else(String::new, |notice| notice.text.clone())
}

#[test]
fn paragraphs_by_number_and_pages() {
    assert_eq!(place(":4<enter>").split(" · ").next(), Some("para 4/7"));
    assert_eq!(place("4<enter>"), place(":4<enter>"));
    assert!(place(":p4<enter>").contains("p. 4"));
    assert_eq!(notice(":12<enter>"), "there is no paragraph 12; the last is 7");
    assert_eq!(notice(":p9<enter>"), "nothing is on page 9; the last is 4");
}

#[test]
fn sections_paragraphs_and_findings_are_steps() {
    assert!(crumbs("]]").ends_with("need help and protection: good"), "{}", crumbs("]]"));
    assert!(crumbs("]][").ends_with("What needs to improve?"));
    assert!(place("}}}").starts_with("para 3/7"), "{}", place("}}}"));
    assert!(place("}}}{").starts_with("para 2/7"));
    assert!(typing::typed(SMALL, &format!("{OPEN}JJJ")).app.info().starts_with("strength 1 of 1"));
    assert_eq!(notice("["), "no section before this");
    assert_eq!(notice("GG}"), "no paragraph after this");
}

#[test]
fn a_page_break_inside_a_paragraph_counts() {
    let on = |keys: &str| place(keys).split(" · ").nth(1).map(str::to_owned);
    assert_eq!(on(":2<enter>"), Some("p. 2".into()));
    assert_eq!(on(":2<enter>jjj"), Some("p. 3".into()));
}

#[test]
fn matches_go_on_into_the_next_report() {
    let next = |keys: &str| crumbs(&format!("/strategy<enter>{keys}"));
    assert!(next("").contains("Nov 2022"), "{}", next(""));
    assert!(next("n").contains("Nov 2022"), "{}", next("n"));
    assert!(next("nn").contains("Sep 2025"), "{}", next("nn"));
    assert!(next("nnn").contains("Jul 2015"), "round to the oldest that has it: {}", next("nnn"));
    assert!(next("nn<bs>").contains("Nov 2022"), "back leads to the report before");
    assert!(next("N").contains("Nov 2017"), "{}", next("N"));
    assert_eq!(
        typing::typed(SMALL, "/nether<enter><enter><enter>/quantum<enter>").app.breadcrumb(),
        ["Search all reports"]
    );
    assert_eq!(notice("n"), "nothing is looked for yet; / finds");
}

#[test]
fn escape_puts_the_find_back() {
    assert_eq!(place("}}/strategy<esc>"), place("}}"));
    assert_eq!(place("/strategy<enter><esc>"), place("/strategy<enter>"));
    let typing = typing::typed(SMALL, &format!("{OPEN}/strategy<enter><esc>"));
    assert_eq!(typing.app.words(), "");
}

#[test]
fn back_restores_scroll_and_selection() {
    let before = typing::typed(SMALL, &format!("{OPEN}<space>jj"));
    let after = typing::typed(SMALL, &format!("{OPEN}<space>jjfnetherby 2013<enter><bs>"));
    assert_eq!(before.shown(), after.shown());
    let forward = typing::typed(SMALL, &format!("{OPEN}<space>jjfreport netherby 2013<enter><bs>L"));
    assert_ne!(before.shown(), forward.shown());
}

#[test]
fn the_bar_keeps_its_words_when_the_screen_changes() {
    let mut typing = typing::typed(SMALL, &format!("{OPEN}}}}}}}jj"));
    let words = |typing: &typing::Typing| {
        let text = typing.app.prepared().text.as_ref().expect("a text is open");
        (text.spot, text.flow.lines[text.line].block)
    };
    let before = words(&typing);
    for size in [NARROW, LARGE, WIDE, SMALL] {
        typing.app.resize(size);
        assert_eq!(words(&typing), before);
    }
}

#[test]
fn every_word_of_every_report_is_laid_out_and_fits() {
    use findings::app::flow::Flow;
    use findings::app::safe::width;
    for report in library::reports() {
        for cells in [20, 40, 78, 120] {
            let flow = Flow::of(&report, 0..report.blocks.len(), cells, 85);
            let mut shown = String::new();
            for line in &flow.lines {
                for piece in &line.pieces {
                    let text = &report.blocks[line.block.index()].text[piece.range.clone()];
                    assert!(piece.column + width(text.trim_end()) <= cells, "{text:?} at {cells}");
                    shown.push_str(text);
                }
            }
            let letters = |text: &str| {
                let mut letters: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
                letters.sort_unstable();
                letters
            };
            let text: String = report.blocks.iter().filter(|b| b.is_text()).map(|b| b.text.as_str()).collect();
            assert_eq!(letters(&shown), letters(&text), "{} at {cells}", report.file);
        }
    }
}

#[test]
fn every_line_of_every_report_is_found_by_where_it_begins() {
    use findings::app::flow::{Flow, Shape};
    for report in library::reports() {
        for cells in [20, 30, 40, 78, 120] {
            let flow = Flow::of(&report, 0..report.blocks.len(), cells, 85);
            // The lines of a table's row begin in several columns.
            let lines =
                flow.lines.iter().enumerate().filter(|(_, line)| line.shape.is_text() && line.shape != Shape::Row);
            for (at, line) in lines {
                assert_eq!(flow.line_at(line.block, line.start()), at, "{} at {cells}: {line:?}", report.file);
            }
        }
    }
}

#[test]
fn words_of_another_council_are_found_from_here() {
    let typing = typing::typed(SMALL, &format!("{OPEN}/seen alone<enter>"));
    let screen = typing.shown();
    assert!(screen.starts_with(" Search all reports [\"seen alone\"]"), "{screen}");
    assert!(typing.clone().keys("<enter>").shown().starts_with(" Ashcombe"));
    assert!(typing.keys("<bs>").shown().starts_with(" Netherby"));
}

#[test]
fn the_outline_keeps_the_present_place_marked() {
    screen!(SMALL, &format!("{OPEN}]]]o<up><up>"));
}

#[test]
fn a_text_moves_by_one_row_a_key_also_past_empty_lines_and_the_rules_of_pages() {
    for size in [SMALL, WIDE, NARROW] {
        let mut typing = typing::typed(size, OPEN);
        for key in ["j", "k"] {
            let state = |typing: &typing::Typing| {
                let text = typing.app.prepared().text.as_ref().expect("a text is open");
                (text.top, text.line)
            };
            let mut before = state(&typing);
            let (mut rows, mut keys) = (0, 0);
            loop {
                typing = typing.keys(key);
                let now = state(&typing);
                if now == before {
                    break;
                }
                let by = now.0.abs_diff(before.0);
                assert!(by <= 1, "{size} {key}: {before:?} {now:?}");
                assert!(if key == "j" { now >= before } else { now <= before }, "{size} {key}: {before:?} {now:?}");
                (rows, keys, before) = (rows + by, keys + 1, now);
            }
            assert!(rows > 20 && keys > rows, "{size} {key}: {rows} rows, {keys} keys");
        }
    }
}

#[test]
fn a_text_that_follows_a_bar_begins_with_a_beginning() {
    // The texts of the tests are short: on a high screen they are in sight from their beginning.
    let low = ratatui::layout::Size::new(120, 12);
    let mut followed = 0;
    for down in 0..8 {
        for inside in 0..14 {
            let typing = typing::typed(low, &format!("{}<tab>{}", "j".repeat(down), "j".repeat(inside)));
            let Some(text) = &typing.app.prepared().text else { continue };
            let screen = typing.shown();
            assert!(text.begins(text.top), "{down} down, {inside} inside:\n{screen}");
            assert_eq!(typing.clone().keys("<tab>").app.prepared().text.as_ref().map(|t| t.top), Some(text.top));
            followed += usize::from(text.top > 0);
        }
    }
    assert!(followed > 10, "only {followed} texts are opened behind their beginning");
}
