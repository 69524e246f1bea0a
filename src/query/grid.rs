//! The judgement grid of an authority as plain data: areas down, inspections across, the oldest first.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{Area, Framework, Grade, Group, Judgement, Report, Scale, Source};

mod column;

pub use column::outcome_in_short;

/// The first day of an inspection without an overall judgement.
const NO_OVERALL_FROM: Date = jiff::civil::date(2026, 4, 1);

/// The judgements of one authority over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The inspections, the oldest first.
    pub columns: Vec<Column>,
    /// The areas that occur, each with one cell a column.
    pub rows: Vec<Row>,
}

/// One inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The report that the column shows and that opens from it.
    pub report: ReportId,
    /// Its framework.
    pub framework: Framework,
    /// Whose words it is: a press account has a column of its own, from and to which no arrow points.
    pub source: Source,
    /// The best date there is.
    pub date: Option<Date>,
    /// Whether the report gives grades.
    pub graded: bool,
    /// Words for a column without grades: an outcome, the theme of a joint inspection, "no grades".
    pub outcome: Option<String>,
    /// What stands between the column before and this one.
    pub rule_before: Rule,
    /// The items to improve, recommendations and priority actions together; `None` where the report has no such list.
    pub to_improve: Option<usize>,
}

/// The vertical rule before a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The same rows as before.
    None,
    /// A single rule: other rows, or a column of another kind.
    Rows,
    /// A double rule: another scale, across which no arrow may point.
    Scale,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The half of a safeguarding and looked-after children report; these rows stand together after the others.
    pub group: Option<Group>,
    /// The area that gives the row its name.
    pub area: Area,
    /// Its name; as the latest report prints it, where the area is none of the vocabulary.
    pub label: String,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What one inspection says of one area; three kinds of nothing are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The framework has no such row, the report no grades, or a press account does not mention it.
    NoSuchRow,
    /// The framework has the row, and this report does not judge it.
    NotInspected,
    /// The overall judgement, which is no longer given from April 2026.
    NotGivenSince2026,
    /// A judgement, "not judged" as printed included.
    Judged(Judged),
}

/// A judgement in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Its place in the report's judgements.
    pub judgement: usize,
    /// The grade.
    pub grade: Grade,
    /// The change since the last report that judged this area on the same scale.
    pub trend: Option<Trend>,
    /// Whether the printed row stands for this area and the next one together.
    pub joint: Joint,
}

/// A change of grade, in grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Better by so many grades.
    Up(u8),
    /// Worse by so many grades.
    Down(u8),
    /// The same grade again.
    Same,
}

/// The part of a cell in a printed row that stands for two areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// The row stands for itself.
    No,
    /// The first of the two rows under the bracket.
    Upper,
    /// The second of them, with the same judgement.
    Lower,
}

/// What tells a row from the others, and its place among them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct RowKey {
    group: Option<Group>,
    area: Area,
    /// The key of the printed label, where the area is none of the vocabulary.
    label: Option<String>,
}

impl Grid {
    /// The grid of an authority; empty where the library has none of this id.
    #[must_use]
    pub fn of(library: &Library, authority: AuthorityId) -> Self {
        let ids = library.authority(authority).map(|a| a.reports.as_slice()).unwrap_or_default();
        // An inspection is one column, whatever it was read from; a press account has one of its own.
        let speaks = |id: ReportId| {
            let of = library.inspection_of(id);
            of.is_none_or(|i| i.reports.first() == Some(&id) || i.accounts.contains(&id))
        };
        let ids: Vec<ReportId> = ids.iter().copied().filter(|&id| speaks(id)).collect();
        Self::of_reports(library, &ids)
    }

    /// The grid of some reports, in this order.
    #[must_use]
    pub fn of_reports(library: &Library, ids: &[ReportId]) -> Self {
        let reports: Vec<(ReportId, &Report)> =
            ids.iter().filter_map(|&id| Some((id, library.report(id)?.as_ref()))).collect();
        let columns = column::columns(&reports);
        let graded: Vec<Option<&Report>> =
            reports.iter().zip(&columns).map(|(&(_, report), column)| column.graded.then_some(report)).collect();
        let split = graded
            .iter()
            .flatten()
            .flat_map(|r| &r.judgements)
            .any(|j| j.group.is_none() && matches!(j.area, Area::InCare | Area::CareLeavers | Area::Permanence));
        let mut keys = BTreeSet::new();
        for report in graded.iter().flatten() {
            for judgement in &report.judgements {
                let key = |&area: &Area| RowKey { group: judgement.group, area, label: own_key(judgement) };
                keys.extend(shown_on(judgement.area, split).iter().map(key));
            }
        }
        let rows = keys.iter().map(|key| row(key, &graded, split)).collect();
        let mut grid = Self { columns, rows };
        grid.one_trend_a_bracket();
        grid
    }

    /// A printed row that stands for two areas has one arrow, so it has none where the two had different grades before.
    fn one_trend_a_bracket(&mut self) {
        for column in 0..self.columns.len() {
            let trend = |joint: Joint| {
                let part = self.rows.iter().find_map(|row| match row.cells[column] {
                    Cell::Judged(judged) if judged.joint == joint => Some(judged),
                    _ => None,
                });
                part.and_then(|judged| judged.trend)
            };
            if trend(Joint::Upper) == trend(Joint::Lower) {
                continue;
            }
            for row in &mut self.rows {
                if let Cell::Judged(judged) = &mut row.cells[column]
                    && judged.joint != Joint::No
                {
                    judged.trend = None;
                }
            }
        }
    }
}

/// The rows that show an area. What the single inspection framework called "looked after and achieving permanence"
/// stands with today's "children in care"; where an authority was also judged on care leavers alone, the joint row
/// of 2018 to 2022 stands on both lines.
fn shown_on(area: Area, split: bool) -> &'static [Area] {
    match area {
        Area::Permanence => &[Area::InCare],
        Area::InCareAndCareLeavers if split => &[Area::InCare, Area::CareLeavers],
        area => &Area::ALL[area as usize..=area as usize],
    }
}

/// The key of a judgement whose area is none of the vocabulary.
fn own_key(judgement: &Judgement) -> Option<String> {
    (judgement.area == Area::Other).then(|| judgement.area_key())
}

/// One row: what each report says, and the change since the last one that can be compared.
fn row(key: &RowKey, graded: &[Option<&Report>], split: bool) -> Row {
    let RowKey { group, area, .. } = *key;
    let mut before: Vec<(Series, u8)> = Vec::new();
    let cells = graded
        .iter()
        .map(|report| {
            let Some(report) = report else { return Cell::NoSuchRow };
            let Some((index, judgement)) = judged(report, key, split) else {
                return nothing(report, group, area, split);
            };
            let rank = judgement.grade.rank();
            let last = series(report).and_then(|s| before.iter().find(|b| b.0 == s)).map(|b| b.1);
            if let Some((series, rank)) = series(report).zip(rank) {
                before.retain(|b| b.0 != series);
                before.push((series, rank));
            }
            let joint = match (judgement.area, area) {
                (Area::InCareAndCareLeavers, Area::InCare) => Joint::Upper,
                (Area::InCareAndCareLeavers, Area::CareLeavers) => Joint::Lower,
                _ => Joint::No,
            };
            let trend = last.zip(rank).map(|(last, rank)| Trend::between(last, rank));
            Cell::Judged(Judged { judgement: index, grade: judgement.grade, trend, joint })
        })
        .collect();
    let own = graded.iter().rev().flatten().find_map(|r| judged(r, key, split)).filter(|_| area == Area::Other);
    let label = own.map_or_else(|| area.words().to_owned(), |(_, judgement)| judgement.label.clone());
    Row { group, area, label, cells }
}

/// The judgement of a report that stands on a row.
fn judged<'a>(report: &'a Report, key: &RowKey, split: bool) -> Option<(usize, &'a Judgement)> {
    let RowKey { group, area, label } = key;
    let shows = |j: &Judgement| j.group == *group && shown_on(j.area, split).contains(area) && own_key(j) == *label;
    report.judgements.iter().enumerate().find(|(_, j)| shows(j))
}

/// Whether a report is of the time since which its framework gives no overall grade.
#[must_use]
pub fn is_without_overall(report: &Report) -> bool {
    report.framework.value == Framework::Ilacs && report.date().is_some_and(|date| date >= NO_OVERALL_FROM)
}

/// Which kind of nothing stands on a row where a graded report has no judgement.
fn nothing(report: &Report, group: Option<Group>, area: Area, split: bool) -> Cell {
    let framework = report.framework.value;
    let grouped = report.judgements.iter().any(|j| j.group.is_some());
    let has_row = framework.row().areas.iter().any(|judged| shown_on(judged.area, split).contains(&area));
    match (framework, area) {
        _ if report.source.value == Source::Press => Cell::NoSuchRow,
        _ if !has_row || grouped != group.is_some() => Cell::NoSuchRow,
        (Framework::Ilacs, Area::Overall) if is_without_overall(report) => Cell::NotGivenSince2026,
        _ => Cell::NotInspected,
    }
}

/// The frameworks whose judgements of an area are about the same thing on the same scale.
///
/// The single inspections and ILACS follow on each other, and the board's reviews were part of the former. Of the frameworks
/// before them each judged something else under "overall": protection, looked-after children, or both halves apart. So does youth justice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Series {
    /// The frameworks since 2013.
    SingleInspection,
    /// One that follows on none.
    Only(Framework),
}

/// The series that a report belongs to; none for a press account or a framework without grades.
fn series(report: &Report) -> Option<Series> {
    let framework = report.framework.value;
    match (report.source.value, framework.scale()) {
        (Source::Press, _) | (_, Scale::None) => None,
        (_, Scale::RequiresImprovement) if framework != Framework::YouthJustice => Some(Series::SingleInspection),
        _ => Some(Series::Only(framework)),
    }
}

/// Whether the judgements of two reports are about the same thing on the same scale.
#[must_use]
pub(super) fn is_same_series(one: &Report, other: &Report) -> bool {
    series(one).is_some() && series(one) == series(other)
}

impl Trend {
    /// The change from one rank to another, 1 being the best.
    const fn between(before: u8, now: u8) -> Self {
        match (before, now) {
            (b, n) if b > n => Self::Up(b - n),
            (b, n) if b < n => Self::Down(n - b),
            _ => Self::Same,
        }
    }
}

#[cfg(test)]
mod tests;
