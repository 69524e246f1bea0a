//! Damage: other names, other days, other orders. The facts must follow, whatever the framework, for no rule may know a
//! name or a date.

use super::{ILACS, grades, joint, letters, until_2013};
use crate::report::sketch::{parse, report};
use crate::report::{Finding, Report};

/// A sketch of each framework, with one day of its inspection as printed, and that day.
const SKETCHES: &[(&str, &str)] = &[
    (ILACS, "18 November 2022"),
    (until_2013::PROTECTION, "14 November 2012"),
    (letters::CRA, "3 February 2010"),
    (letters::FOCUSED, "24 April 2019"),
    (letters::MONITORING, "22 March 2017"),
    (joint::JTAI_2017, "24 March 2017"),
    (joint::JTAI_2022, "27 May 2022"),
    (joint::SEND_2016, "16 March 2018"),
    (joint::SEND_2023, "14 June 2024"),
];

fn texts(report: &Report) -> Vec<(&'static str, &str)> {
    report.findings.iter().map(|f: &Finding| (f.kind.key(), f.text.as_str())).collect()
}

#[test]
fn another_name_is_another_authority_and_nothing_else() {
    for (sketch, _) in SKETCHES {
        let before = report(sketch);
        assert_eq!(before.authority_name(), Some("Ashcombe"), "{sketch}");
        for name in ["Thornmere", "Netherby and Vale", "Derby", "Derbyshire", "Kingston upon Hull", "Bristol"] {
            let swapped = sketch.replace("Ashcombe", name);
            let after = report(&swapped);
            assert_eq!(after.authority_name(), Some(name), "{swapped}");
            assert_eq!(after.framework.value, before.framework.value, "{swapped}");
            assert_eq!(grades(&after), grades(&before), "{swapped}");
            assert_eq!(texts(&after).len(), texts(&before).len(), "{swapped}");
            assert_eq!(
                after.theme.as_ref().map(|t| t.value.clone()),
                before.theme.as_ref().map(|t| t.value.clone()),
                "{swapped}"
            );
        }
    }
}

#[test]
fn another_day_is_another_date() {
    for (sketch, day) in SKETCHES {
        let before = report(sketch);
        let (number, rest) = day.split_once(' ').expect("a day, a month and a year");
        let later = format!("{} {rest}", number.parse::<u8>().expect("a number") + 2);
        let after = report(&sketch.replace(day, &later));
        let last = |r: &Report| r.inspected.as_ref().map(|i| i.value.to).expect("days");
        assert_eq!(last(&after), last(&before) + jiff::Span::new().days(2), "{sketch}");
        assert_eq!(after.framework.value, before.framework.value);
    }
}

#[test]
fn another_order_of_rows_keeps_each_grade_with_its_label() {
    for sketch in [ILACS, until_2013::PROTECTION] {
        let graded = |line: &&str| line.trim().starts_with('|') && !line.contains("| Grade |") && !line.contains("| |");
        let mut rows: Vec<&str> = sketch.lines().filter(graded).collect();
        rows.rotate_left(2);
        let mut turned = rows.into_iter();
        let lines: Vec<&str> = sketch
            .lines()
            .map(|line| if graded(&line) { turned.next().expect("as many rows") } else { line })
            .collect();
        let mut before = grades(&report(sketch));
        let mut after = grades(&report(&lines.join("\n")));
        assert_ne!(before, after, "they stand in the printed order");
        before.sort_unstable();
        after.sort_unstable();
        assert_eq!(before, after);
    }
}

#[test]
fn another_order_of_items_is_the_same_items() {
    for (sketch, _) in SKETCHES {
        let mut lines: Vec<&str> = sketch.lines().collect();
        let pair = lines.windows(2).position(|w| w.iter().all(|l| l.trim().starts_with("- ")));
        let Some(first) = pair else { continue };
        lines.swap(first, first + 1);
        let (before, after) = (report(sketch), report(&lines.join("\n")));
        let words = |r: &Report| {
            let text: Vec<&str> = r.findings.iter().map(|f| f.text.as_str()).collect();
            let mut words: Vec<String> = text.join(" ").split_whitespace().map(str::to_owned).collect();
            words.sort_unstable();
            words
        };
        assert_eq!(words(&before), words(&after), "{sketch}");
    }
}

#[test]
fn a_new_grade_is_read_as_printed() {
    for (word, key) in [("Inadequate", "inadequate"), ("Outstanding", "outstanding"), ("Good", "good")] {
        let changed = ILACS.replace("Overall effectiveness | Good", &format!("Overall effectiveness | {word}"));
        assert!(grades(&report(&changed)).contains(&("overall", key)));
    }
}

#[test]
fn a_title_with_a_mark_or_a_closing_sign_is_the_same_title() {
    for sign in ["¹", "1", ":", "."] {
        let lines: Vec<String> =
            ILACS
                .lines()
                .map(|l| {
                    if l.contains("Inspection of") && !l.contains("dates") {
                        format!("{l}{sign}")
                    } else {
                        l.to_owned()
                    }
                })
                .collect();
        let after = report(&lines.join("\n"));
        assert_eq!(after.framework.value, report(ILACS).framework.value, "{sign}");
        assert_eq!(grades(&after), grades(&report(ILACS)), "{sign}");
    }
}

#[test]
fn a_report_that_tells_of_a_focused_visit_is_none() {
    let untitled = ILACS.replace("Inspection of", "An account of");
    let told = format!("{untitled}\n    1. A focused visit to Ashcombe was made in 2021.");
    assert_eq!(report(&told).framework.value.key(), "ilacs");
}

#[test]
fn a_grid_of_lines_keeps_labels_and_grades_that_are_cut() {
    let row = |line: &str| {
        let cells: Vec<&str> = line.trim().trim_matches('|').split('|').map(str::trim).collect();
        let (label, grade) = (cells[0], cells[1]);
        let cut = label.match_indices(' ').map(|(at, _)| at).find(|at| *at > label.len() / 2).unwrap_or(label.len());
        format!("{}\n{}\n{}", &label[..cut], label[cut..].trim(), grade.replacen(' ', "\n", 1))
    };
    let graded = |line: &str| line.trim().starts_with('|') && !line.contains("| Grade |");
    let lines: Vec<String> = ILACS.lines().map(|l| if graded(l) { row(l) } else { l.to_owned() }).collect();
    assert_eq!(grades(&report(&lines.join("\n"))), grades(&report(ILACS)));
}

/// The least width, in characters, at which a row of the grid takes no more lines than a report's column gives it.
const NARROW: usize = 36;

/// What programs make of a table that keep no layout: label and grade run on, and are broken where a line is full.
#[test]
fn a_grid_of_lines_that_run_on_gives_no_wrong_grade_at_any_width() {
    let graded = |line: &str| line.trim().starts_with('|') && !line.contains("| Grade |");
    for good in ["Good", "Requires improvement to be good"] {
        let sketch = ILACS.replace("Overall effectiveness | Good", &format!("Overall effectiveness | {good}"));
        let whole = report(&sketch);
        let printed = grades(&whole);
        for width in 18..100 {
            let wrapped = |line: &str| {
                let row = line.trim().trim_matches('|').replace('|', " ");
                textwrap::wrap(&row.split_whitespace().collect::<Vec<_>>().join(" "), width).join("\n")
            };
            let lines: Vec<String> =
                sketch.lines().map(|l| if graded(l) { wrapped(l) } else { l.to_owned() }).collect();
            let read = report(&lines.join("\n"));
            let read = grades(&read);
            assert!(read.iter().all(|grade| printed.contains(grade)), "{width}: {read:?}");
            assert!(width < NARROW || read.len() == printed.len(), "{width}: {read:?}");
        }
    }
}

/// Grades that stand above their labels, where a colon behind a label leads nowhere, and words that deny a grade.
#[test]
fn lines_of_other_orders_give_no_wrong_grade() {
    let front = "
    # Inspection of Ashcombe local authority children’s services
    Inspection dates: 7 to 18 November 2022
    ";
    let above = "Good\nOverall effectiveness:\nInadequate\nThe experiences and progress of children in care:\nOutstanding\n\
        The experiences and progress of care leavers:\nRequires improvement to be good\n\
        The experiences and progress of children who need help and protection:";
    let with_colons = [
        ("overall", "good"),
        ("in_care", "inadequate"),
        ("care_leavers", "outstanding"),
        ("help_and_protection", "requires_improvement"),
    ];
    let small = [("overall", "inadequate"), ("in_care", "good"), ("care_leavers", "outstanding")];
    for (text, printed) in [
        (above, &with_colons[..]),
        ("Care leavers have homes that are not yet good\nenough for them.", &[]),
        ("inadequate\nOverall effectiveness\ngood\nChildren in care\noutstanding\nCare leavers", &small[..]),
    ] {
        let read = report(&format!("{front}{}", text.replace('\n', "\n    ")));
        assert!(grades(&read).iter().all(|grade| printed.contains(grade)), "{text}: {:?}", grades(&read));
    }
}

/// A cover as programs write it that keep no layout: in lines, with the grade behind its label, below it or in a column.
const LINES: &[(&str, [&str; 4])] = &[
    (
        "The impact of leaders on social work practice with children\nand families\n\nRequires improvement\nto be good\n\n\
         The experiences and progress of children who need help and\nprotection\n\nGood\n\n\
         The experiences and progress of children in care and care\nleavers\n\nInadequate\n\nOverall effectiveness\n\n\
         Requires improvement\nto be good\n",
        ["requires_improvement", "good", "inadequate", "requires_improvement"],
    ),
    (
        "The impact of leaders on social work practice with children and families Outstanding\n\n\
         The experiences and progress of children who need help\nand protection Requires improvement to be\ngood\n\n\
         The experiences and progress of children in care and care\nleavers Good\n\nOverall effectiveness Inadequate\n",
        ["outstanding", "requires_improvement", "good", "inadequate"],
    ),
    (
        "The impact of leaders on social work practice with children and families\n\
         The experiences and progress of children who need help and\nprotection\n\
         The experiences and progress of children in care and care leavers\nOverall effectiveness\n\n\
         Good\nRequires improvement\nto be good\nInadequate\nOutstanding\n",
        ["good", "requires_improvement", "inadequate", "outstanding"],
    ),
];

/// One line of the grid is lost, printed twice, parted from the next by a blank one, run into it, or broken at a space.
#[test]
fn a_line_of_the_grid_that_came_to_harm_gives_no_wrong_grade() {
    let file = |grid: &str| {
        let text = format!(
            "Inspection of Ashcombe local authority children’s services\n\nInspection dates: 7 to 18 May 2019\n\n{grid}\n\
             What needs to improve\n\n\u{2022} The help for children in care and care leavers.\n\
             The experiences and progress of children who need help and\nprotection are: {{}}\n\n\
             1. Children are seen quickly, and the plans that are made for them are good.\n"
        );
        parse(crate::read::read(text.as_bytes()).expect("a text"))
    };
    let areas = ["leadership", "help_and_protection", "in_care_and_care_leavers", "overall"];
    for (grid, printed) in LINES {
        let printed: Vec<(&str, &str)> = areas.into_iter().zip(*printed).collect();
        assert_eq!(grades(&file(grid)), printed, "{grid}");
        let lines: Vec<&str> = grid.lines().collect();
        for at in 0..lines.len() {
            let (before, line, after) = (lines[..at].join("\n"), lines[at], &lines[at + 1..]);
            let rest = after.join("\n");
            let broken =
                line.match_indices(' ').map(|(space, _)| format!("{}\n{}", &line[..space], &line[space + 1..]));
            let harmed = ["", &format!("{line}\n{line}"), &format!("{line}\n")].map(str::to_owned);
            let run_in = format!("{before}\n{line} {rest}");
            let all = harmed.into_iter().chain(broken).map(|line| format!("{before}\n{line}\n{rest}"));
            for text in all.chain([run_in]) {
                let read = file(&text);
                assert!(grades(&read).iter().all(|grade| printed.contains(grade)), "{text}\n{:?}", grades(&read));
            }
        }
    }
}

/// The first label has other words, and the last grade is gone: grades below their labels look as if they stood above the next.
#[test]
fn a_renamed_row_shifts_no_grades() {
    let (grid, printed) = LINES[0];
    let text = grid.replace("The impact of leaders on", "What leaders do for").replace(
        "Overall effectiveness\n\nRequires improvement\nto be good",
        "Overall effectiveness\n\nNot graded since the spring",
    );
    let text = format!(
        "Inspection of Ashcombe local authority children’s services\n\nInspection dates: 7 to 18 May 2019\n\n{text}"
    );
    let read = parse(crate::read::read(text.as_bytes()).expect("a text"));
    let allowed = [("help_and_protection", printed[1]), ("in_care_and_care_leavers", printed[2])];
    assert!(grades(&read).iter().all(|grade| allowed.contains(grade)), "{text}\n{:?}", grades(&read));
}

#[test]
fn a_footnote_on_the_cover_hides_no_dates() {
    let note = format!("    {}\n", "This note says under which power the report is made. ".repeat(6));
    let at = ILACS.find("    Inspection dates").or_else(|| ILACS.find("Inspection dates")).expect("a dated sketch");
    let noted = format!("{}\n{note}{}", &ILACS[..at], &ILACS[at..]);
    assert_eq!(report(&noted).inspected.map(|i| i.value), report(ILACS).inspected.map(|i| i.value));
}

#[test]
fn numbered_paragraphs_below_a_list_of_bullets_are_no_items() {
    let text = "
        # Ashcombe
        # Inspection of children’s social care services
        Inspection dates: 7 to 18 November 2022
        Lead inspector: Ann Other
        1. Leaders know their town.
        # What needs to improve
        - The timeliness of plans.
        - The range of homes.
        2. Help comes early.
        3. Plans are clear.
    ";
    let found = report(text);
    assert_eq!(texts(&found), [("improvement", "The timeliness of plans."), ("improvement", "The range of homes.")]);
}

#[test]
fn items_of_a_box_without_bullets_or_stops_are_rows() {
    let boxed = ILACS
        .replace("    - The timeliness of strategy meetings.", "    | the timeliness of strategy meetings |")
        .replace("    - Support for young people who are homeless, including:", "    | the help for young people |")
        .replace("    -- those who are 16\n    -- and those who are 17.\n", "");
    let found = report(&boxed);
    let want = [("improvement", "the timeliness of strategy meetings"), ("improvement", "the help for young people")];
    assert_eq!(texts(&found), want);
}

#[test]
fn marks_of_footnotes_on_headings_change_nothing() {
    for sign in ["¹", "1"] {
        for sketch in [ILACS, until_2013::PROTECTION] {
            let mark = |line: &str| {
                let headed = line.trim().starts_with('#') && !line.ends_with(|c: char| c.is_ascii_digit());
                if headed { format!("{line}{sign}") } else { line.to_owned() }
            };
            let marked: Vec<String> = sketch.lines().map(mark).collect();
            let (before, after) = (report(sketch), report(&marked.join("\n")));
            assert_eq!(grades(&after), grades(&before));
            assert_eq!(texts(&after), texts(&before));
            assert_eq!(after.authority_name(), before.authority_name());
            let headings =
                |report: &Report| -> Vec<String> { report.sections.iter().map(|s| s.heading.clone()).collect() };
            assert_eq!(headings(&after), headings(&before));
        }
    }
    assert_eq!(crate::typography::without_mark_on_word("Outcomes at KS4"), "Outcomes at KS4");
}
