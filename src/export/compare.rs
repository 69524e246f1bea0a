//! What `findings compare` and `findings grid` print: two reports held against each other, and an authority's judgements over time.

use crate::export::table::Table;
use crate::library::{AuthorityId, Library, ReportId};
use crate::query::compare::{Comparison, Movement, Relation};
use crate::query::grid::{Cell, Grid, Joint, Trend};
use crate::query::recur::Side;
use crate::query::words;
use crate::report::{FindingId, Report, Section, Source};

/// Two reports: names, facts, judgements, findings, sections; a row each.
#[must_use]
pub fn comparison(library: &Library, comparison: &Comparison) -> Table {
    let mut table = Table::new(&["Part", "What", "First", "Second", "Compared"]).keeping(5);
    let [Some(first), Some(second)] = comparison.reports.map(|id| library.report(id)) else { return table };
    let reports: [&Report; 2] = [first, second];
    let name = |r: &Report| format!("{} · {}", words::authority_marked(r), words::name(r));
    let mut push = |part: &str, what: &str, values: [String; 2], compared: &str| {
        let [first, second] = values;
        table.rows.push(vec![part.to_owned(), what.to_owned(), first, second, compared.to_owned()]);
    };
    push("report", "name", reports.map(name), relation(comparison.relation));
    push("report", "file", reports.map(|r| r.file.clone()), "");
    for fact in &comparison.facts {
        let compared = match &fact.values {
            [Some(_), None] => ONLY_FIRST,
            [None, Some(_)] => ONLY_SECOND,
            [one, other] if one == other => "the same",
            _ => "",
        };
        push("report", &fact.name.to_lowercase(), fact.values.clone().map(Option::unwrap_or_default), compared);
    }
    for (row, line) in comparison.grid.rows.iter().enumerate() {
        let label = line.group.map_or_else(|| line.label.clone(), |group| format!("{group}: {}", line.label));
        let printed = [0, 1].map(|at| printed(reports[at], line.cells[at]));
        push("judgement", &label, printed, &movement(comparison.movements[row]));
    }
    for side in &comparison.findings {
        let text =
            |at: usize, id: FindingId| reports[at].findings.get(id.index()).map(|f| f.text.clone()).unwrap_or_default();
        for (old, new, share) in &side.both {
            let compared = format!("said again ({share} of 100 words weighed)");
            push("finding", words_of(side.side), [text(0, *old), text(1, *new)], &compared);
        }
        for at in [0, 1] {
            for id in &side.only[at] {
                let mut values = [String::new(), String::new()];
                values[at] = text(at, *id);
                push("finding", words_of(side.side), values, if at == 0 { ONLY_FIRST } else { ONLY_SECOND });
            }
        }
    }
    for pair in &comparison.sections {
        let section = |at: usize| pair.sections[at].and_then(|id| reports[at].section(id));
        let told = |at: usize| section(at).map(|s| place(reports[at], s)).unwrap_or_default();
        let compared = match pair.sections {
            [Some(_), None] => ONLY_FIRST,
            [None, Some(_)] => ONLY_SECOND,
            _ => "",
        };
        let heading = section(1).or(section(0)).map(|s| s.heading.clone()).unwrap_or_default();
        push("section", &heading, [told(0), told(1)], compared);
    }
    table
}

const ONLY_FIRST: &str = "only in the first";
const ONLY_SECOND: &str = "only in the second";

/// A section's heading with its page.
fn place(report: &Report, section: &Section) -> String {
    let place = report.block(section.block).map(|b| words::place(b.place)).unwrap_or_default();
    format!("{}{place}", section.heading)
}

/// What two reports are to each other.
#[must_use]
pub const fn relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Inspections => "two inspections",
        Relation::Account => "a report and the press account of it",
        Relation::Authorities => "two authorities",
        Relation::SameInspection => "two documents of one inspection",
    }
}

/// What findings of a side say.
#[must_use]
pub const fn words_of(side: Side) -> &'static str {
    match side {
        Side::Asked => "to improve",
        Side::Praised => "strength",
        Side::Met => "requirement met",
    }
}

/// A movement in words.
#[must_use]
pub fn movement(movement: Movement) -> String {
    match movement {
        Movement::Moved(trend) => trend_words(trend),
        Movement::OtherScale => "different scale".to_owned(),
        Movement::OtherFramework => "different framework".to_owned(),
        Movement::NotGraded => "not judged".to_owned(),
        Movement::JointRow => "one row for both areas".to_owned(),
        Movement::AsReported => "the same in both".to_owned(),
        Movement::Differs => "not the same in both".to_owned(),
        Movement::OnlyFirst => ONLY_FIRST.to_owned(),
        Movement::OnlySecond => ONLY_SECOND.to_owned(),
        Movement::Neither => "in neither".to_owned(),
    }
}

fn trend_words(trend: Trend) -> String {
    match trend {
        Trend::Up(n) => format!("up {n}"),
        Trend::Down(n) => format!("down {n}"),
        Trend::Same => "the same".to_owned(),
    }
}

/// A grade as printed, with its words where those are others: "Good", "Good (printed “2 (Good)”)"; the kinds of nothing in words.
fn printed(report: &Report, cell: Cell) -> String {
    match cell {
        Cell::Judged(judged) => {
            let printed =
                report.judgements.get(judged.judgement).map(|j| j.evidence.printed.as_str()).unwrap_or_default();
            let grade = judged.grade.words();
            let as_printed = !printed.is_empty() && !printed.eq_ignore_ascii_case(grade);
            let mark = if as_printed { format!(" (printed “{printed}”)") } else { String::new() };
            let press = if report.source.value == Source::Press { ", as reported by the press" } else { "" };
            let joint = if judged.joint == Joint::No { "" } else { ", one row for both areas" };
            format!("{grade}{mark}{press}{joint}")
        }
        Cell::NotInspected => "not inspected in that visit".to_owned(),
        Cell::NotGivenSince2026 => "not given from April 2026".to_owned(),
        Cell::NoSuchRow => String::new(),
    }
}

/// The judgement grid of an authority, a row a cell that says something, with what stands behind it.
#[must_use]
pub fn grid(library: &Library, authority: AuthorityId) -> Table {
    let mut table = Table::new(&[
        "Inspected",
        "Framework",
        "Area",
        "Grade",
        "Change",
        "Printed label",
        "Page",
        "Paragraphs",
        "File",
    ]);
    let grid = Grid::of(library, authority);
    for (at, column) in grid.columns.iter().enumerate() {
        let Some(report) = library.report(ReportId::new(column.report.index())) else { continue };
        let date = column.date.map(|d| d.to_string()).unwrap_or_default();
        let press = if column.source == Source::Press { ", as reported by the press" } else { "" };
        let framework = format!("{}{press}", column.framework.short());
        let mut row = |area: String, grade: String, rest: [String; 4]| {
            let mut cells = vec![date.clone(), framework.clone(), area, grade];
            cells.extend(rest);
            cells.push(report.file.clone());
            table.rows.push(cells);
        };
        let nothing = || [const { String::new() }; 4];
        if !column.graded {
            let outcome = column.outcome.clone().unwrap_or_else(|| "no grades".to_owned());
            row(String::new(), outcome, nothing());
        }
        for line in grid.rows.iter().filter(|line| line.cells[at] != Cell::NoSuchRow) {
            let area = line.group.map_or_else(|| line.label.clone(), |group| format!("{group}: {}", line.label));
            let Cell::Judged(judged) = line.cells[at] else {
                row(area, printed(report, line.cells[at]), nothing());
                continue;
            };
            let Some(judgement) = report.judgements.get(judged.judgement) else { continue };
            let behind = judgement
                .section
                .and_then(|id| Some(words::paragraphs(report, report.section(id)?.block, report.section_end(id))));
            let change = judged.trend.map(trend_words).unwrap_or_default();
            let page = judgement.evidence.place.page;
            let page = if page == 0 { String::new() } else { page.to_string() };
            row(
                area,
                printed(report, line.cells[at]),
                [change, judgement.label.clone(), page, behind.unwrap_or_default()],
            );
        }
        if let Some(items) = column.to_improve {
            row("items to improve".to_owned(), items.to_string(), nothing());
        }
    }
    table
}
