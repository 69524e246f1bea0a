//! The plain-text reader on texts of every shape that was met.

use proptest::prelude::*;

use super::*;

/// Each block as one line: kind, page and line, text.
fn shown(text: &str) -> Vec<String> {
    let show = |block: &Block| {
        let kind = match &block.kind {
            Kind::Item { depth, label } => format!("i{depth}{}", label.as_deref().unwrap_or("")),
            Kind::Row { table, cells } => format!("r{table}[{}]", cells.join("|")),
            _ => "p".to_owned(),
        };
        format!("{kind} {}: {}", block.place.line, block.text)
    };
    read(text).blocks.iter().map(show).collect()
}

#[test]
fn without_blank_lines_a_line_is_a_paragraph() {
    assert_eq!(
        shown("Leaders listen.\nPlans are clear.\n- Staff stay\nMore follows."),
        ["p 1: Leaders listen.", "p 2: Plans are clear.", "i0 3: Staff stay", "p 4: More follows."]
    );
}

#[test]
fn wrapped_lines_are_joined_within_their_paragraph_and_item() {
    let text = "Strengths\n\nLeaders in Ashcombe have made steady progress since the last\n\
        visit, and children are now seen soon after a referral.\n\n\
        - Social workers know the children on their caseloads well and\n  see them often.\n\
        - Managers read what is written about children and they act on\nit without delay.\n";
    assert_eq!(
        shown(text),
        [
            "p 1: Strengths",
            "p 3: Leaders in Ashcombe have made steady progress since the last visit, and children are now seen soon after a referral.",
            "i0 6: Social workers know the children on their caseloads well and see them often.",
            "i0 8: Managers read what is written about children and they act on it without delay.",
        ]
    );
}

#[test]
fn an_address_stays_in_lines() {
    assert_eq!(shown("Ms A Example\nNetherby Council\n\nDear Ms Example").len(), 3);
}

#[test]
fn a_bullet_that_lost_its_sign_is_an_item_still() {
    let text = "Strengths\n\n- Staff know children.\n Managers support staff well.\n- Plans are clear.\n\nNext steps";
    assert_eq!(
        shown(text),
        [
            "p 1: Strengths",
            "i0 3: Staff know children.",
            "i0 4: Managers support staff well.",
            "i0 5: Plans are clear.",
            "p 7: Next steps"
        ]
    );
}

#[test]
fn bullets_of_all_kinds_and_lists_inside_lists() {
    let text = "• one\no two\n• three\n\n\u{f0b7} four\n   - five\n* six\n•\nseven";
    assert_eq!(
        shown(text),
        ["i0 1: one", "i1 2: two", "i0 3: three", "i0 5: four", "i1 6: five", "i0 7: six", "i0 8: seven"]
    );
}

#[test]
fn numbered_lines_keep_their_numbers() {
    assert_eq!(
        shown("12. Leaders listen.\n13. Plans are clear.\n\n(a) first\n\n2019 was hard."),
        ["i012. 1: Leaders listen.", "i013. 2: Plans are clear.", "i0(a) 4: first", "p 6: 2019 was hard."]
    );
}

#[test]
fn bullets_further_in_are_inside_the_numbered_paragraph() {
    assert_eq!(
        shown("3. Ensure that:\n\n    • one\n    • two\n\n4. Ensure more.\n\n• three"),
        ["i03. 1: Ensure that:", "i1 3: one", "i1 4: two", "i04. 6: Ensure more.", "i0 8: three"]
    );
}

#[test]
fn a_number_in_the_middle_of_a_wrapped_sentence_starts_nothing() {
    let text = "The council of Thornmere was last inspected in the spring of\n\
        12. No council has waited as long as that to be seen again, and\n\
        its children have noticed it.\n\nIts leaders say that they were ready for the visit at any time\nof the year.";
    assert_eq!(shown(text).len(), 2);
}

#[test]
fn tabs_and_wide_gaps_make_rows() {
    assert_eq!(
        shown("Overall\tGood\nCare\t\tAdequate\n\nText.\n\nLeadership          Good"),
        [
            "r0[Overall|Good] 1: Overall Good",
            "r0[Care||Adequate] 2: Care Adequate",
            "p 4: Text.",
            "r1[Leadership|Good] 6: Leadership Good"
        ]
    );
}

#[test]
fn a_row_goes_on_below_its_cells() {
    let text = "Quality of the provision for children and    Good (2)\nyoung people\n\
        Grade 3             A service that meets the least\n                    requirements\n\
        1. Leadership       Adequate\n";
    assert_eq!(
        shown(text),
        [
            "r0[Quality of the provision for children and young people|Good (2)] 1: Quality of the provision for children and young people Good (2)",
            "r0[Grade 3|A service that meets the least requirements] 3: Grade 3 A service that meets the least requirements",
            "r0[1. Leadership|Adequate] 5: 1. Leadership Adequate"
        ]
    );
}

#[test]
fn a_foot_with_its_pages_number_is_no_row() {
    let text = "One.\nVisit to Netherby        1\n\u{c}Overall        2\n\nTwo.\n\nCare        2\n\nVisit to Netherby        2";
    assert_eq!(
        shown(text),
        [
            "p 1: One.",
            "p 2: Visit to Netherby 1",
            "p 3: Overall 2",
            "p 5: Two.",
            "r0[Care|2] 7: Care 2",
            "p 9: Visit to Netherby 2"
        ]
    );
}

#[test]
fn a_number_alone_on_its_line_is_that_of_the_text_below() {
    let text =
        "Care is: good\n1.\n\nChildren are seen.\n\n2.\n3. Plans are clear.\n\n4.\n\n1\n\u{c}They are written.\n\n5.";
    assert_eq!(
        shown(text),
        [
            "p 1: Care is: good",
            "i01. 2: Children are seen.",
            "p 6: 2.",
            "i03. 7: Plans are clear.",
            "p 11: 1",
            "i04. 9: They are written.",
            "p 14: 5."
        ]
    );
    // Where nothing tells of pages, the first line may have the first number.
    assert_eq!(shown("1.\n\nChildren are seen."), ["i01. 1: Children are seen."]);
}

#[test]
fn rows_that_count_on_are_lines_of_their_own() {
    let rows = "2.1 Adoption performance Good\n2.2 Experiences and progress of care leavers Requires improvement\n\
                3. Leadership, management and governance Inadequate\n\n";
    let prose = "Leaders have not seen to it that children in the borough who need\n\
                 help are helped in time, and plans for them are often not clear to\n\
                 those who have to carry them out or to the children themselves.\n\n";
    let read = shown(&format!("{rows}{}", prose.repeat(4)));
    assert!(read.iter().any(|line| line.starts_with("i03. 3: Leadership")), "{read:?}");
}

#[test]
fn numbers_in_a_column_of_their_own_or_out_of_turn_number_nothing() {
    assert_eq!(
        shown("2. Children are seen.\n\n3.\n\n4.\n\nPlans are clear.\n\n9.\n\nThey are written."),
        [
            "i02. 1: Children are seen.",
            "p 3: 3.",
            "p 5: 4.",
            "p 7: Plans are clear.",
            "p 9: 9.",
            "p 11: They are written."
        ]
    );
    let foot = "7. Leaders are told of it by\n1.\n\u{c}children who live there.\n\n8.\n\nPlans are clear.";
    assert_eq!(shown(foot)[2..], ["p 3: children who live there.", "i08. 5: Plans are clear."]);
}

#[test]
fn a_pages_number_far_to_the_right_of_its_foot_is_a_line() {
    let far = " ".repeat(60);
    let text = format!("One.\n\nVisit to Netherby on 4 and 5 May 2021\n{far}1\n\u{c}Two.");
    assert_eq!(shown(&text), ["p 1: One.", "p 3: Visit to Netherby on 4 and 5 May 2021", "p 4: 1", "p 5: Two."]);
}

#[test]
fn form_feeds_turn_pages() {
    let document = read("One.\n\n2\n\u{c}Two.\n\u{c}");
    assert_eq!(document.pages, 2);
    let places: Vec<_> = document.blocks.iter().map(|b| (b.place.page, b.place.line)).collect();
    assert_eq!(places, [(1, 1), (1, 3), (2, 4)]);
    assert_eq!(read("One.").pages, 0);
}

#[test]
fn rules_are_dropped() {
    assert_eq!(shown("Scope\n\n-----\n\n* * *\nText"), ["p 1: Scope", "p 6: Text"]);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in "[ \\t\\n\\x0ca-cA-C0-9.,()•o*\\-=_…\u{f0b7}é]{0,200}") {
        let _ = read(&text);
    }

    #[test]
    fn every_word_survives(lines in proptest::collection::vec("[ \\t]{0,3}(- |• |12\\. |\\x0c)?([a-zA-Z]{2,12}[.,]?[ \\t]{1,5}){0,14}", 0..30)) {
        let text = lines.join("\n");
        let words = |text: &str| -> Vec<String> {
            let word = |c: char| !c.is_ascii_alphanumeric();
            text.split(word).filter(|word| word.len() > 1).map(str::to_owned).collect()
        };
        // A cell that goes on below its row stands before the cells behind it: the order is not that of the lines.
        let label = |b: &Block| match &b.kind {
            Kind::Item { label: Some(label), .. } => words(label),
            _ => Vec::new(),
        };
        let mut kept: Vec<String> = read(&text).blocks.iter().flat_map(|b| [label(b), words(&b.text)].concat()).collect();
        let mut given = words(&text);
        kept.sort();
        given.sort();
        prop_assert_eq!(kept, given);
    }
}
