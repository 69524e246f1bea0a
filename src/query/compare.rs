//! Two reports held against each other: judgements by area, findings by what they ask or praise, the same sections.
//!
//! The earlier report stands first. A press account stands after the report that it writes of, and is asked whether its
//! grades are the report's. Grades are compared as the judgement grid compares them: never across scales, and a printed row
//! that stands for two areas is never copied.

mod sections;

use std::cmp::Reverse;

pub use sections::own_blocks;
use sections::sections;

use super::grid::{Cell, Grid, Joint, Row, Trend, is_same_series};
use super::likeness::{AGAIN, Stems, Wording};
use super::recur::Side;
use super::words;
use crate::library::{Inspection, Library, ReportId};
use crate::report::{FindingId, Report, SectionId, Source};

/// Two reports held against each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The earlier report and the later one; or a report and the press account of it.
    pub reports: [ReportId; 2],
    /// What the two are to each other.
    pub relation: Relation,
    /// The judgements as a grid of two columns, in the order of `reports`.
    pub grid: Grid,
    /// What became of each row of the grid.
    pub movements: Vec<Movement>,
    /// What only one of them or both state beside grades: outcome, theme.
    pub facts: Vec<Fact>,
    /// The findings, what is asked for first; a side that neither has is left out.
    pub findings: Vec<Findings>,
    /// The sections, in the order of the later report, what only the earlier has where it stood.
    pub sections: Vec<Pair>,
}

/// What two reports are to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// Two inspections of one authority.
    Inspections,
    /// A report and a newspaper's account of the same inspection.
    Account,
    /// Reports of two authorities.
    Authorities,
    /// Two documents of one inspection, such as a report in two files.
    SameInspection,
}

/// What became of a judgement between two reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Movement {
    /// So many grades on the same scale.
    Moved(Trend),
    /// The two grades belong to different scales.
    OtherScale,
    /// The scale is the same, but the frameworks judged something else under the name.
    OtherFramework,
    /// One of the two is no grade: "not judged".
    NotGraded,
    /// One row stands for two areas that had different grades.
    JointRow,
    /// Both documents are of one inspection, and give the same grade.
    AsReported,
    /// Both documents are of one inspection, and give different grades: a press account may err.
    Differs,
    /// Only the first judges it.
    OnlyFirst,
    /// Only the second judges it.
    OnlySecond,
    /// Neither does.
    Neither,
}

/// A fact of both reports.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its name.
    pub name: &'static str,
    /// What each of the two says.
    pub values: [Option<String>; 2],
}

/// The findings of one side: what both say, and what only one says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// What kind of thing they say.
    pub side: Side,
    /// A finding of each that say the same, with the share of words in common. A finding may be in several.
    pub both: Vec<(FindingId, FindingId, u32)>,
    /// What only each of the two says.
    pub only: [Vec<FindingId>; 2],
}

/// The same section of both reports, or one that only one has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The section of each.
    pub sections: [Option<SectionId>; 2],
}

impl Comparison {
    /// Holds two reports against each other, in their order of time. `None` where one is not in the library, or both are the same.
    #[must_use]
    pub fn of(library: &Library, one: ReportId, other: ReportId) -> Option<Self> {
        let (mut first, mut second) = (one, other);
        let (a, b) = (library.report(one)?, library.report(other)?);
        let press = |r: &Report| r.source.value == Source::Press;
        let same = library.inspection_of(one).is_some_and(|i| i.documents().any(|id| id == other));
        // Without a date a report stands where it was named.
        let dates = a.date().zip(b.date());
        let turned = if same { press(a) } else { dates.is_some_and(|(a, b)| b < a) };
        if one == other {
            return None;
        }
        if turned {
            (first, second) = (other, one);
        }
        let [left, right] = [library.report(first)?, library.report(second)?];
        let relation = match () {
            () if same && press(left) != press(right) => Relation::Account,
            () if same => Relation::SameInspection,
            () if left.authority_name() == right.authority_name() => Relation::Inspections,
            () => Relation::Authorities,
        };
        let grid = Grid::of_reports(library, &[first, second]);
        let movements = (0..grid.rows.len()).map(|row| movement(&grid, row, [left, right], relation)).collect();
        Some(Self {
            reports: [first, second],
            relation,
            movements,
            grid,
            facts: facts(left, right),
            findings: findings(left, right),
            sections: sections(left, right),
        })
    }

    /// How many judgements moved up, down and not at all; a row for two areas counts once.
    #[must_use]
    pub fn moves(&self) -> [usize; 3] {
        let mut moves = [0; 3];
        for (row, movement) in self.grid.rows.iter().zip(&self.movements) {
            match movement {
                _ if is_told_below(row) => {}
                Movement::Moved(Trend::Up(_)) => moves[0] += 1,
                Movement::Moved(Trend::Down(_)) => moves[1] += 1,
                Movement::Moved(Trend::Same) => moves[2] += 1,
                _ => {}
            }
        }
        moves
    }
}

/// The inspection before, of the same authority: for a graded report the last that gave grades, for a letter the last of its kind,
/// else the last of all. For a press account it is the report that it writes of.
#[must_use]
pub fn before(library: &Library, id: ReportId) -> Option<ReportId> {
    let report = library.report(id)?;
    let press = |id: &ReportId| library.report(*id).is_some_and(|r| r.source.value == Source::Press);
    let inspection = library.inspection_of(id);
    if report.source.value == Source::Press
        && let Some(&of) = inspection.and_then(|i| i.reports.first())
    {
        return Some(of);
    }
    let authority = library.authority(library.authority_named(report.authority_name()?)?)?;
    let at = authority.reports.iter().position(|&other| other == id)?;
    let earlier = || {
        let others = authority.reports[..at].iter().rev().copied();
        others.filter(|other| library.inspection_of(*other) != inspection && !press(other))
    };
    let fits = |other: &ReportId| {
        library.report(*other).is_some_and(|other| {
            let same = other.framework.value == report.framework.value;
            if report.judgements.is_empty() { same } else { !other.judgements.is_empty() }
        })
    };
    let found = earlier().find(fits).or_else(|| earlier().next())?;
    library.inspection_of(found).and_then(Inspection::primary).or(Some(found))
}

/// Whether what became of a row is told on the next one: where the later report printed one row for both. Where only the
/// earlier did, the two areas have grades of their own now, and each moved by itself.
#[must_use]
pub fn is_told_below(row: &Row) -> bool {
    matches!(row.cells.last(), Some(Cell::Judged(judged)) if judged.joint == Joint::Upper)
}

/// What became of the judgement on a row.
fn movement(grid: &Grid, row: usize, reports: [&Report; 2], relation: Relation) -> Movement {
    let cells = &grid.rows[row].cells;
    match (cells[0], cells[1]) {
        (Cell::Judged(old), Cell::Judged(new)) => match relation {
            Relation::Account | Relation::SameInspection if old.grade == new.grade => Movement::AsReported,
            Relation::Account | Relation::SameInspection => Movement::Differs,
            _ if old.grade.rank().is_none() || new.grade.rank().is_none() => Movement::NotGraded,
            _ => match new.trend {
                Some(trend) => Movement::Moved(trend),
                None if reports[0].framework.value.scale() != reports[1].framework.value.scale() => {
                    Movement::OtherScale
                }
                None if !is_same_series(reports[0], reports[1]) => Movement::OtherFramework,
                None => Movement::JointRow,
            },
        },
        (Cell::Judged(_), _) => Movement::OnlyFirst,
        (_, Cell::Judged(_)) => Movement::OnlySecond,
        _ => Movement::Neither,
    }
}

/// What both reports state beside grades.
fn facts(left: &Report, right: &Report) -> Vec<Fact> {
    let both = |name, value: &dyn Fn(&Report) -> Option<String>| Fact { name, values: [value(left), value(right)] };
    let facts = [
        both("Framework", &|r| Some(words::kind(r))),
        both("Outcome", &|r| r.outcome.as_ref().map(|o| o.value.words().to_owned())),
        both("Theme", &|r| r.theme.as_ref().map(|t| t.value.clone())),
        both("Length", &|r| r.variant.as_ref().map(|v| v.value.words().to_owned())),
        both("Statement of action", &|r| {
            r.statement_of_action.as_ref().map(|s| if s.value { "asked for" } else { "not asked for" }.to_owned())
        }),
    ];
    facts.into_iter().filter(|f| f.values.iter().any(Option::is_some)).collect()
}

/// A finding with its wording.
struct Worded {
    finding: FindingId,
    wording: Wording,
}

/// The findings of both, by what kind of thing they say.
fn findings(left: &Report, right: &Report) -> Vec<Findings> {
    let mut stems = Stems::default();
    let mut worded = |report: &Report, side: Side| -> Vec<Worded> {
        let all = report.findings.iter().enumerate().filter(|(_, f)| Side::of(f.kind) == side);
        all.map(|(at, f)| Worded { finding: FindingId::new(at), wording: stems.wording(&f.text) }).collect()
    };
    let sides = Side::ALL.map(|side| (side, worded(left, side), worded(right, side)));
    let said = sides.iter().filter(|(_, old, new)| !old.is_empty() || !new.is_empty());
    said.map(|(side, old, new)| beside(&stems, *side, old, new)).collect()
}

/// The findings of one side, in the order of the later report: of each the one before that it is most like, then of those
/// before that are left over the later one.
fn beside(stems: &Stems, side: Side, old: &[Worded], new: &[Worded]) -> Findings {
    let pair = |o: &Worded, n: &Worded| (o.finding, n.finding, stems.share(&o.wording, &n.wording));
    let of_new = |n: &Worded| most_alike(old.iter().map(|o| pair(o, n)));
    let of_old = |o: &Worded| most_alike(new.iter().map(|n| pair(o, n)));
    let mut both: Vec<(FindingId, FindingId, u32)> = new.iter().filter_map(of_new).collect();
    let left_over: Vec<&Worded> = old.iter().filter(|o| both.iter().all(|b| b.0 != o.finding)).collect();
    both.extend(left_over.into_iter().filter_map(of_old));
    both.sort_by_key(|&(old, new, _)| (new, old));
    let only_old = old.iter().map(|o| o.finding).filter(|id| both.iter().all(|b| b.0 != *id)).collect();
    let only_new = new.iter().map(|n| n.finding).filter(|id| both.iter().all(|b| b.1 != *id)).collect();
    Findings { side, both, only: [only_old, only_new] }
}

/// The pair with the greatest share among those that say the same; of equals the first.
fn most_alike(pairs: impl Iterator<Item = (FindingId, FindingId, u32)>) -> Option<(FindingId, FindingId, u32)> {
    pairs.filter(|&(.., share)| share >= AGAIN).max_by_key(|&(old, new, share)| (share, Reverse((old, new))))
}

#[cfg(test)]
mod tests;
