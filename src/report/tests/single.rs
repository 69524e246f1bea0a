//! The single inspection framework in the shapes that its reports were found in, or came near to.

use super::grades;
use crate::report::sketch::report;
use crate::report::{Area, Report};

/// A report whose two sentences and whose headings a test sets.
const SINGLE: &str = "
    Ashcombe Council
    Inspection of services for children in need of help and protection, children looked after and care leavers
    and
    Review of the effectiveness of the Local Safeguarding Children Board
    Inspection date: 4 – 26 November 2014
    {overall}
    | 1. Children who need help and protection | Good |
    | 2. Children looked after and achieving permanence | Good |
    | 2.1 Adoption performance | Good |
    | 2.2 Experiences and progress of care leavers | Good |
    | 3. Leadership, management and governance | Good |
    # The local authority
    ## Recommendations
    1. Write plans with children.
    ## Summary for children
    - Social workers listen.
    # The Local Safeguarding Children Board (LSCB)
    {board}
    ## Priority and immediate action
    2. Meet.
    # Information about this inspection
    Lead inspector: Ann Other HMI
";

fn single(overall: &str, board: &str) -> Report {
    report(&SINGLE.replace("{overall}", overall).replace("{board}", board))
}

#[test]
fn the_overall_grade_in_the_words_of_many_reports() {
    let table = [
        ("Children’s services in Ashcombe require improvement to be good", "requires_improvement"),
        ("Children’s services in Ashcombe are inadequate²", "inadequate"),
        ("The overall judgement is that children’s services are of a consistently good quality", "good"),
        ("The overall judgement is requires improvement", "requires_improvement"),
        ("Overall judgement: requires improvement", "requires_improvement"),
        ("Overall effectiveness: good", "good"),
        ("Children’s services are good", "good"),
        ("Children’s services in Ashcombe have been judged inadequate", "inadequate"),
        ("Children’s services provided by Ashcombe remain inadequate", "inadequate"),
        ("Ashcombe children’s services continue to require improvement", "requires_improvement"),
        ("Services for children in Ashcombe are outstanding.", "outstanding"),
        ("Children’s services in the Borough of Ashcombe and\n    the Vale of Thorn are outstanding", "outstanding"),
    ];
    for (sentence, want) in table {
        let report = single(sentence, "The Local Safeguarding Children Board is good");
        assert_eq!(report.judgement(Area::Overall).map(|j| j.grade.key()), Some(want), "{sentence}");
        assert_eq!(grades(&report).len(), 7, "{sentence}");
    }
}

#[test]
fn a_line_that_breaks_off_takes_no_other_lines_grade() {
    for begun in ["Children’s services in Ashcombe", "Children’s services in Ashcombe and"] {
        let lines = format!(
            "{begun}\n    The Local Safeguarding Children Board is good\n    Children’s services in Ashcombe are inadequate"
        );
        let report = single(&lines, "Meetings are held.");
        assert_eq!(report.judgement(Area::Overall).map(|j| j.grade.key()), Some("inadequate"), "{begun}");
    }
}

#[test]
fn a_row_of_a_grid_that_lost_its_table_is_no_heading_of_the_text() {
    let lines = SINGLE.replace("    | ", "    ").replace(" | Good |", "\n    Good");
    let overall = lines.replace("{overall}", "Children’s services in Ashcombe are good");
    let report = report(&overall.replace("{board}", "The Local Safeguarding Children Board is good"));
    assert_eq!(grades(&report).len(), 7);
    assert_eq!(report.sections.first().map(|s| s.heading.as_str()), Some("The local authority"));
}

#[test]
fn a_grid_that_was_taken_apart_by_columns_gives_each_label_its_own_grade_or_none() {
    let labels = [
        "1. Children who need help and protection",
        "2. Children looked after and achieving\n    permanence",
        "2.1 Adoption performance",
        "2.2 Experiences and progress of care leavers",
        "3. Leadership, management and governance",
    ];
    let grades_printed = ["Good", "Requires\n    improvement", "Outstanding", "Good", "Inadequate"];
    let read = |labels: &[&str], grades: &[&str]| {
        let rows = format!("{}\n    {}", labels.join("\n    "), grades.join("\n    "));
        let front = SINGLE.lines().filter(|line| !line.trim().starts_with('|')).collect::<Vec<_>>().join("\n");
        let grid = format!("Children’s services in Ashcombe are inadequate\n    {rows}");
        report(&front.replace("{overall}", &grid).replace("{board}", "Meetings are held."))
    };
    let want = [
        ("help_and_protection", "good"),
        ("permanence", "requires_improvement"),
        ("adoption", "outstanding"),
        ("care_leavers", "good"),
        ("leadership", "inadequate"),
        ("overall", "inadequate"),
    ];
    let whole = read(&labels, &grades_printed);
    assert_eq!(grades(&whole), want);
    assert_eq!(whole.sections.first().map(|s| s.heading.as_str()), Some("The local authority"));
    // Two rows that kept their order, and three that did not.
    let rows = format!("{}\n    Good\n    {}\n    Requires improvement\n    {}", labels[0], labels[1], labels[2]);
    assert_eq!(grades(&read(&[&rows, labels[3], labels[4]], &grades_printed[2..])), want);
    // The sentence above is not the grade of the row below it, nor one below the grade of a row above.
    let lost = format!("{rows}\n    {}", labels[3]);
    let sentence = "Children’s services in Ashcombe are inadequate";
    assert_eq!(grades(&read(&[&lost, sentence], &[])), [&want[..2], &want[5..]].concat());
    // Nor where a label is unknown and a grade lost, or another column stands between.
    let unknown = [&["1. Children who need support"], &labels[1..]].concat();
    let before = [&labels[..], &["Previous grade"]].concat();
    for (labels, printed) in [(&unknown, &grades_printed[..4]), (&before, &grades_printed[..])] {
        assert_eq!(grades(&read(labels, printed)), [("overall", "inadequate")], "{labels:?}");
    }
    // With a grade too few or too many nobody can tell which is whose.
    for printed in [&grades_printed[1..], &[&["Good"], &grades_printed[..]].concat()] {
        assert_eq!(grades(&read(&labels, printed)), [("overall", "inadequate")], "{printed:?}");
    }
}

#[test]
fn the_boards_grade_in_the_words_of_many_reports() {
    let table = [
        ("The Local Safeguarding Children Board requires improvement to be good", "requires_improvement"),
        ("The effectiveness of the Local Safeguarding Children Board (LSCB) is inadequate", "inadequate"),
        ("The LSCB in Ashcombe requires improvement because its partners seldom meet", "requires_improvement"),
        ("Ashcombe Local Safeguarding Children Board is good", "good"),
        ("The Ashcombe Safeguarding Children Board (ASCB) requires improvement", "requires_improvement"),
        ("The Local Safeguarding Board has been judged as outstanding", "outstanding"),
        ("The judgement for the LSCB is good", "good"),
        ("The Local Safeguarding Children Board (LSCB): requires improvement", "requires_improvement"),
    ];
    for (sentence, want) in table {
        let report = single("Children’s services in Ashcombe are good", sentence);
        assert_eq!(report.judgement(Area::Lscb).map(|j| j.grade.key()), Some(want), "{sentence}");
    }
}

#[test]
fn sentences_that_only_sound_like_judgements_are_none() {
    for (overall, board) in [
        ("Children’s services in Ashcombe are not yet good", "The LSCB is good at asking questions of its partners"),
        ("Services for children who are ill are good in the north of the town", "Work with the LSCB is not good"),
        ("The overall judgement of partners is that much has changed", "- Training by the LSCB is good"),
    ] {
        let report = single(overall, board);
        assert!(report.judgement(Area::Overall).is_none(), "{overall}");
        assert!(report.judgement(Area::Lscb).is_none(), "{board}");
    }
}

#[test]
fn the_board_keeps_its_recommendations_where_all_headings_are_on_one_level() {
    let flat = SINGLE.replace("    ## ", "    # ").replace("{overall}", "Children’s services are good");
    let report = report(&flat.replace("{board}", "The LSCB is good"));
    let items: Vec<_> = report.findings.iter().map(|f| (f.kind.key(), f.addressed_to.as_deref())).collect();
    assert_eq!(items, [("recommendation", None), ("recommendation", Some("LSCB"))]);
}

#[test]
fn paragraphs_may_be_numbered_in_brackets() {
    let text = SINGLE.replace("{overall}", "Children’s services are good").replace("{board}", "The LSCB is good");
    let plain = report(&text);
    let bracketed = crate::report::sketch::labelled(&text, |number| format!("({number})"));
    let numbers = |r: &Report| r.paragraphs.iter().map(|p| p.number).collect::<Vec<_>>();
    assert_eq!((numbers(&bracketed), &bracketed.findings), (numbers(&plain), &plain.findings));
}

#[test]
fn a_grade_may_stand_above_its_label() {
    let lines: Vec<String> = SINGLE
        .lines()
        .map(|line| match line.trim().strip_prefix('|').and_then(|row| row.trim_end_matches('|').split_once('|')) {
            Some((label, grade)) => format!("{}\n{}", grade.trim(), label.trim()),
            None => line.to_owned(),
        })
        .collect();
    let swapped =
        lines.join("\n").replacen("Good", "Inadequate", 1).replace("{overall}", "Children’s services are good");
    let report = report(&swapped);
    assert_eq!(grades(&report)[..2], [("help_and_protection", "inadequate"), ("permanence", "good")]);
    assert_eq!(report.judgements.len(), 6);
}
