//! The Markdown reader on texts of every shape that was met.

use proptest::prelude::*;

use super::*;

/// Each block as one line: kind, a star for bold, line, text.
fn shown(text: &str) -> Vec<String> {
    let show = |block: &Block| {
        let kind = match &block.kind {
            Kind::Heading { level } => format!("h{level}"),
            Kind::Item { depth, label } => format!("i{depth}{}", label.as_deref().unwrap_or("")),
            Kind::Row { table, cells } => format!("r{table}[{}]", cells.join("|")),
            Kind::Note => "n".to_owned(),
            Kind::Paragraph => "p".to_owned(),
        };
        format!("{kind}{} {}: {}", if block.bold { "*" } else { "" }, block.place.line, block.text)
    };
    read(text).blocks.iter().map(show).collect()
}

#[test]
fn words_that_a_browser_does_not_show_say_nothing_unsaid() {
    let told = |text: &str| {
        let document = read(text);
        assert!(document.blocks.iter().any(|block| block.text.contains("better")), "{document:?}");
        document.remarks.len()
    };
    for unseen in ["hidden", "style=\"display: none\"", "STYLE='font-size:0'"] {
        assert_eq!(told(&format!("Leaders <span {unseen}>are better</span> listen.")), 1, "{unseen}");
        assert_eq!(told(&format!("<div {unseen}>\n\nIt is better.\n\n</div>")), 1, "{unseen}");
        assert_eq!(told(&format!("<div {unseen}><p>It is better.</p></div>\n\n<p {unseen}>a</p>")), 1, "{unseen}");
    }
    assert_eq!(told("<div class=\"a b\">\n\nIt is <span lang=\"en\">better</span>.\n\n</div>"), 0);
}

#[test]
fn headings_emphasis_links_and_escapes() {
    assert_eq!(
        shown(
            "# Report\n\n## **Strengths**\n\n*Care* is `good`, see [the page](https://example.org) A\\*.\n\n---\n\n**Bold**"
        ),
        ["h1 1: Report", "h2* 3: Strengths", "p 5: Care is good, see the page A*.", "p* 9: Bold"]
    );
}

#[test]
fn paragraphs_keep_the_numbers_that_are_printed() {
    assert_eq!(
        shown("8. Eight goes on\n\nover the page.\n\n9. Nine.\n11. Eleven.\nText\n12. Twelve.\n\n13\\. Thirteen."),
        [
            "i08. 1: Eight goes on",
            "p 3: over the page.",
            "i09. 5: Nine.",
            "i011. 6: Eleven.",
            "p 7: Text",
            "i012. 8: Twelve.",
            "i013. 10: Thirteen."
        ]
    );
}

#[test]
fn bullets_that_are_set_in_are_inside_the_paragraph() {
    assert_eq!(
        shown("2. These:\n  - one\n  - two\n    - deep\n3. More\n\n- out\n- - in"),
        ["i02. 1: These:", "i1 2: one", "i1 3: two", "i2 4: deep", "i03. 5: More", "i0 7: out", "i0 8: ", "i1 8: in"]
            .into_iter()
            .filter(|line| !line.ends_with(": "))
            .collect::<Vec<_>>()
    );
}

#[test]
fn what_is_glued_is_parted() {
    assert_eq!(
        shown("**Care****Grade 2 (Good)**\n\n**One****Two** more\n\n**Badly set **\n\n**A **** B **"),
        ["p* 1: Care", "p* 1: Grade 2 (Good)", "p* 3: One", "p 3: Two more", "p* 5: Badly set", "p* 7: A", "p* 7: B"]
    );
}

#[test]
fn label_lines_stay_apart() {
    assert_eq!(
        shown("**Dates:** 3 May 2019  \n**Lead inspector** A Example\\\nAge group: all\nPublished: 5 June"),
        ["p 1: Dates: 3 May 2019", "p 2: Lead inspector A Example", "p 3: Age group: all", "p 4: Published: 5 June"]
    );
}

#[test]
fn rows_are_made_of_tabs_even_where_the_table_is_mangled() {
    assert_eq!(
        shown("<b>Group</b>\t\nOverall\t<b>2 (Good)</b>\n\nCare\t3\n-------\t---\n\nText\n\nOther\tRow"),
        [
            "r0[Group|]* 1: Group",
            "r0[Overall|2 (Good)] 2: Overall 2 (Good)",
            "r0[Care|3] 4: Care 3",
            "p 7: Text",
            "r1[Other|Row] 9: Other Row"
        ]
    );
}

#[test]
fn the_last_line_needs_no_line_end() {
    assert_eq!(shown("A\tGood\nB\tGood").last().unwrap(), "r0[B|Good] 2: B Good");
}

#[test]
fn tables_of_both_kinds() {
    assert_eq!(
        shown("| Area | Grade |\n|---|---|\n| Care | **Good** |\n\n<table>\n<tr><td>a</td><td>b</td></tr>\n</table>\n"),
        ["r0[Area|Grade] 1: Area Grade", "r0[Care|Good] 3: Care Good", "r1[a|b] 6: a b"]
    );
}

#[test]
fn a_rule_below_lines_makes_no_heading_of_them() {
    assert_eq!(
        shown("Title\n---\n\nOne line\nand another\n---\n"),
        ["h2 1: Title", "p 4: One line", "p 5: and another"]
    );
}

#[test]
fn notes_keep_their_mark() {
    assert_eq!(shown("Care.[^1]\n\n[^1]: As in the guidance.\n"), ["p 1: Care.1", "n 3: 1 As in the guidance."]);
}

#[test]
fn wrapped_lines_are_joined() {
    let text = "# T\n\nLeaders in Ashcombe have made steady progress since the last\nvisit, and children are seen soon after a referral.\n\n\
        - Social workers know the children on their caseloads well and\n  see them often.\n";
    assert_eq!(shown(text).len(), 3);
}

#[test]
fn lists_that_nest_without_end_are_read_in_a_moment() {
    let lists = format!("{}end", "- ".repeat(50_000));
    assert_eq!(read(&lists).blocks.len(), 1);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "[ \\t\\n#*_`<>b/|\\[\\]()!\\\\&~^:.1-3a-cé\\-]{0,200}") {
        let _ = read(&text);
    }
}
