//! The same letters in the forms in which people have them: text with hard line ends, Markdown by other programs, saved
//! web pages. The facts must come out of each.

mod partners;
mod unannounced;
mod visits;

use super::letters::counts;
use crate::report::Report;
use crate::report::sketch::parse;

/// The report that a file of text in any form is read as.
fn file(text: &str) -> Report {
    parse(crate::read::read(text.as_bytes()).expect("a text"))
}

/// What a test asks of a letter: framework, authority, first and last day, signatory, findings by kind.
fn facts(report: &Report) -> String {
    let days = report.inspected.as_ref().map(|i| format!("{} {}", i.value.from, i.value.to));
    let names: Vec<&str> = report.inspectors.iter().map(|i| i.value.as_str()).collect();
    let found: Vec<String> = counts(report).iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    format!(
        "{} {} | {} | {} | {} | {}",
        report.framework.value.key(),
        report.source.value.key(),
        report.authority_name().unwrap_or("-"),
        days.unwrap_or_default(),
        names.join(", "),
        found.join(", ")
    )
}

/// A report's cover as pandoc writes it, with its table in each of three ways.
#[test]
fn a_grid_of_judgements_in_markdown() {
    let rows = [
        ("The impact of leaders on social work practice with children and", "families", "Good"),
        ("The experiences and progress of children who need help and", "protection", "Requires improvement to be good"),
        ("The experiences and progress of children in care and care", "leavers", "Outstanding"),
        ("Overall effectiveness", "", "Good"),
    ];
    let dashes = |n: usize| "-".repeat(n);
    let join = |row: &dyn Fn(&str, &str, &str) -> String| rows.map(|(a, b, g)| row(a, b, g)).concat();
    let grid =
        join(&|a, b, g| format!("| {a:70} | {g:32} |\n| {b:70} | {:32} |\n+{}+{}+\n", "", dashes(72), dashes(34)));
    let columns = join(&|a, b, g| format!("  {a:70} {g}\n  {b}\n\n"));
    let pipes = join(&|a, b, g| format!("| **{a}<br>{b}** | {g} |\n"));
    for table in [
        format!(
            "+{}+{}+\n| **Judgement** {:57}| **Grade** {:23}|\n+{}+{}+\n{grid}",
            dashes(72),
            dashes(34),
            "",
            "",
            "=".repeat(72),
            "=".repeat(34)
        ),
        format!(
            "  {}\n  **Judgement** {:56} **Grade**\n\n  {} {}\n{columns}  {}\n",
            dashes(105),
            "",
            dashes(70),
            dashes(34),
            dashes(105)
        ),
        format!("| **Judgement** | **Grade** |\n| --- | --- |\n{pipes}"),
    ] {
        let text = format!(
            "**Ashcombe**\n\n**Inspection of children\\'s social care services**\n\n**Inspection dates:** 7 November to 18 November 2022\n\n\
             **Lead inspector:** Ann Other, His Majesty\\'s Inspector\n\n{table}\nLeaders know their town and what it needs.\n\n\
             **What needs to improve?**\n\n-   Plans, and\n    what is written in them.\n\n**The experiences and progress of children who need help and protection: requires improvement to be good**\n\n\
             1\\. Children are seen.\n\n2\\. Help is early.\n"
        );
        let report = file(&text);
        assert_eq!(
            facts(&report),
            "ilacs report | Ashcombe | 2022-11-07 2022-11-18 | Ann Other | 1 improvement",
            "{text}"
        );
        let grades = super::grades(&report);
        assert_eq!(
            grades,
            [
                ("leadership", "good"),
                ("help_and_protection", "requires_improvement"),
                ("in_care_and_care_leavers", "outstanding"),
                ("overall", "good")
            ],
            "{text}"
        );
        assert_eq!(report.paragraphs.iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2], "{text}");
    }
}
