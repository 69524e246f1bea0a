//! Two reports held against each other: judgements by area, findings by what they ask or praise, the same sections.
//!
//! The earlier report stands first. A press account stands after the report that it writes of, and is asked whether its
//! grades are the report's. Grades are compared as the judgement grid compares them: never across scales, and a printed row
//! that stands for two areas is never copied.

use std::collections::BTreeSet;

use super::grid::{Cell, Grid, Joint, Row, Trend, is_same_series};
use super::likeness::{AGAIN, Lexicon, Wording};
use super::recur::Side;
use super::words;
use crate::library::{Inspection, Library, ReportId};
use crate::report::{Area, FindingId, Report, Section, SectionId, Source};
use crate::typography::fold;

/// The share of words, in hundredths, from which two headings are taken to head the same.
const SAME_HEADING: usize = 60;

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
    /// The press account gives the report's grade.
    AsReported,
    /// The press account gives another grade than the report.
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

/// Findings with their wordings.
type Worded = Vec<(FindingId, Wording)>;

/// The findings of both, by what kind of thing they say. What is alike stands together: each with the one it is most like.
fn findings(left: &Report, right: &Report) -> Vec<Findings> {
    let mut lexicon = Lexicon::default();
    let mut wordings = |report: &Report, side: Side| -> Worded {
        let all = report.findings.iter().enumerate().filter(|(_, f)| Side::of(f.kind) == side);
        all.map(|(at, f)| (FindingId::new(at), lexicon.wording(&f.text))).collect()
    };
    let sides = Side::ALL.map(|side| (side, wordings(left, side), wordings(right, side)));
    let one_side = |(side, old, new): &(Side, Worded, Worded)| {
        let share = |o: &(FindingId, Wording), n: &(FindingId, Wording)| (o.0, n.0, lexicon.share(&o.1, &n.1));
        let mut both = BTreeSet::new();
        let best = |pairs: &mut dyn Iterator<Item = (FindingId, FindingId, u32)>| {
            pairs.filter(|p| p.2 >= AGAIN).max_by_key(|p| (p.2, std::cmp::Reverse((p.0, p.1))))
        };
        for n in new {
            both.extend(best(&mut old.iter().map(|o| share(o, n))).map(|(o, n, s)| (n, o, s)));
        }
        for o in
            old.iter().filter(|o| !both.iter().any(|b: &(FindingId, FindingId, u32)| b.1 == o.0)).collect::<Vec<_>>()
        {
            both.extend(best(&mut new.iter().map(|n| share(o, n))).map(|(o, n, s)| (n, o, s)));
        }
        let both: Vec<(FindingId, FindingId, u32)> = both.into_iter().map(|(n, o, share)| (o, n, share)).collect();
        let only_old = old.iter().map(|o| o.0).filter(|id| both.iter().all(|b| b.0 != *id)).collect();
        let only_new = new.iter().map(|n| n.0).filter(|id| both.iter().all(|b| b.1 != *id)).collect();
        Findings { side: *side, both, only: [only_old, only_new] }
    };
    sides.iter().filter(|(_, old, new)| !old.is_empty() || !new.is_empty()).map(one_side).collect()
}

/// The sections with text of their own that is more than a list of findings.
fn told(report: &Report) -> Vec<SectionId> {
    let own = |id: &SectionId| {
        let blocks = own_blocks(report, *id);
        let after = report.section(*id).map_or(0, |s| s.block.index() + 1);
        (after..blocks.end).any(|at| {
            let block = &report.blocks[at];
            let id = crate::document::BlockId::new(at);
            block.is_text() && !block.text.trim().is_empty() && report.finding_at(id).is_none()
        })
    };
    (0..report.sections.len()).map(SectionId::new).filter(own).collect()
}

/// The blocks of a section without those of the sections inside it, its heading included.
#[must_use]
pub fn own_blocks(report: &Report, id: SectionId) -> std::ops::Range<usize> {
    let start = report.section(id).map_or(report.blocks.len(), |s| s.block.index());
    let end = report.sections.get(id.index() + 1).map_or(report.blocks.len(), |s| s.block.index());
    start..end.max(start)
}

/// The sections of both: those behind a judgement of the same area belong together, then those of like headings.
fn sections(left: &Report, right: &Report) -> Vec<Pair> {
    let (old, new) = (told(left), told(right));
    let mut pairs: Vec<(SectionId, SectionId)> = Vec::new();
    let mut pair = |o: SectionId, n: SectionId| {
        if pairs.iter().all(|p| p.0 != o && p.1 != n) {
            pairs.push((o, n));
        }
    };
    for n in &new {
        let areas: Vec<Area> = right.judgements.iter().filter(|j| j.section == Some(*n)).map(|j| j.area).collect();
        let behind = left.judgements.iter().filter(|j| areas.iter().any(|a| is_same_area(*a, j.area)));
        for o in behind.filter_map(|j| j.section).filter(|o| old.contains(o)) {
            pair(o, *n);
        }
    }
    let headings = |report: &Report, ids: &[SectionId]| -> Vec<(SectionId, Vec<String>)> {
        ids.iter().filter_map(|id| Some((*id, heading_words(report.section(*id)?)))).collect()
    };
    let (old_words, new_words) = (headings(left, &old), headings(right, &new));
    for least in [100, SAME_HEADING] {
        for (n, words) in &new_words {
            for (o, _) in old_words.iter().filter(|(_, other)| share(words, other) >= least) {
                pair(*o, *n);
            }
        }
    }
    in_order(&old, &new, &pairs)
}

/// The pairs in the order of the second report; what only the first has stands after what it stood after there.
fn in_order(old: &[SectionId], new: &[SectionId], pairs: &[(SectionId, SectionId)]) -> Vec<Pair> {
    let mut out: Vec<Pair> =
        new.iter().map(|n| Pair { sections: [pairs.iter().find(|p| p.1 == *n).map(|p| p.0), Some(*n)] }).collect();
    for (at, o) in old.iter().enumerate().filter(|(_, o)| pairs.iter().all(|p| p.0 != **o)) {
        let before = at.checked_sub(1).map(|before| old[before]);
        let after = out.iter().position(|p| before.is_some() && p.sections[0] == before).map_or(0, |at| at + 1);
        out.insert(after, Pair { sections: [Some(*o), None] });
    }
    out
}

/// Whether two areas are about the same: those that one row of other years stood for belong together.
fn is_same_area(one: Area, other: Area) -> bool {
    let kin = |a, b| {
        matches!(
            (a, b),
            (Area::InCareAndCareLeavers, Area::InCare | Area::Permanence | Area::CareLeavers)
                | (Area::InCare, Area::Permanence)
        )
    };
    one == other && one != Area::Other || kin(one, other) || kin(other, one)
}

/// The words of a heading, without the grade that stands after a colon.
fn heading_words(section: &Section) -> Vec<String> {
    let heading = fold(&section.heading);
    let heading = heading.split_once(':').map_or(heading.as_str(), |(label, _)| label);
    let words = heading.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 2 && !matches!(*w, "the" | "and"));
    words.map(str::to_owned).collect()
}

/// The share of words that two headings have in common, in hundredths.
fn share(one: &[String], other: &[String]) -> usize {
    if one.is_empty() || other.is_empty() {
        return 0;
    }
    let shared = one.iter().filter(|w| other.contains(w)).count();
    200 * shared / (one.len() + other.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::report::{FindingKind, Framework, Grade};
    use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};

    const ASKED: FindingKind = FindingKind::Recommendation;

    fn compared(one: Report, other: Report) -> Comparison {
        let library = sample::library(vec![one, other]);
        Comparison::of(&library, ReportId::new(1), ReportId::new(0)).expect("both are there")
    }

    fn moved(comparison: &Comparison) -> Vec<(Area, Movement)> {
        comparison.grid.rows.iter().map(|r| r.area).zip(comparison.movements.iter().copied()).collect()
    }

    #[test]
    fn grades_move_on_one_scale() {
        let one = sample::graded(
            "Ashcombe",
            Framework::Sif,
            "2017-11-24",
            &[(Area::Overall, RequiresImprovement), (Area::Leadership, Outstanding), (Area::Adoption, Good)],
        );
        let other = sample::graded(
            "Ashcombe",
            Framework::Ilacs,
            "2022-11-18",
            &[(Area::Overall, Good), (Area::Leadership, Inadequate), (Area::HelpAndProtection, Good)],
        );
        let comparison = compared(other, one);
        let expected = [
            (Area::Overall, Movement::Moved(Trend::Up(1))),
            (Area::Leadership, Movement::Moved(Trend::Down(3))),
            (Area::HelpAndProtection, Movement::OnlySecond),
            (Area::Adoption, Movement::OnlyFirst),
        ];
        assert_eq!((moved(&comparison), comparison.moves()), (expected.to_vec(), [1, 1, 0]));
    }

    #[test]
    fn nothing_moves_from_one_scale_to_another() {
        let one = sample::graded("Ashcombe", Framework::Lac2013, "2013-07-19", &[(Area::Overall, Grade::Adequate)]);
        let other = sample::graded("Ashcombe", Framework::Sif, "2017-11-24", &[(Area::Overall, Good)]);
        assert_eq!(moved(&compared(one, other)), [(Area::Overall, Movement::OtherScale)]);
    }

    #[test]
    fn a_row_for_two_areas_is_no_two_judgements() {
        let split = |care, leavers| {
            sample::graded(
                "Ashcombe",
                Framework::Sif,
                "2017-11-24",
                &[(Area::Permanence, care), (Area::CareLeavers, leavers)],
            )
        };
        let joint = sample::graded("Ashcombe", Framework::Ilacs, "2019-11-18", &[(Area::InCareAndCareLeavers, Good)]);
        let comparison = compared(split(RequiresImprovement, RequiresImprovement), joint.clone());
        assert_eq!(comparison.moves(), [1, 0, 0], "one printed row moved");
        let later = sample::graded(
            "Ashcombe",
            Framework::Ilacs,
            "2023-11-18",
            &[(Area::InCare, Good), (Area::CareLeavers, Inadequate)],
        );
        assert_eq!(compared(joint.clone(), later).moves(), [0, 1, 1], "each of the two that were one row");
        let comparison = compared(split(RequiresImprovement, Good), joint);
        assert_eq!(moved(&comparison), [(Area::InCare, Movement::JointRow), (Area::CareLeavers, Movement::JointRow)]);
    }

    #[test]
    fn an_account_is_asked_whether_it_agrees() {
        let report = sample::graded(
            "Ashcombe",
            Framework::Ilacs,
            "2022-11-18",
            &[(Area::Overall, Good), (Area::Leadership, Good)],
        );
        let mut account = sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Good)]);
        account.file = "cutting.html".to_owned();
        account.source.value = Source::Press;
        let comparison = compared(account, report);
        assert_eq!(comparison.relation, Relation::Account);
        assert_eq!(
            moved(&comparison),
            [(Area::Overall, Movement::AsReported), (Area::Leadership, Movement::OnlyFirst)]
        );
    }

    #[test]
    fn findings_stand_beside_what_they_are_most_like() {
        let mut one = sample::report("Ashcombe", Framework::Sif, "2017-11-24");
        sample::finding(&mut one, ASKED, "Ensure that supervision is regular and reflective.");
        sample::finding(&mut one, ASKED, "Give interpreters to all who want them.");
        let mut other = sample::report("Ashcombe", Framework::Ilacs, "2022-11-18");
        sample::finding(&mut other, FindingKind::Strength, "Nurses visit early.");
        sample::finding(&mut other, FindingKind::Improvement, "Housing for care leavers.");
        sample::finding(&mut other, FindingKind::Improvement, "Reflective supervision.");
        let comparison = compared(one, other);
        let id = FindingId::new;
        let [asked, praised] = &comparison.findings[..] else { panic!("{:?}", comparison.findings) };
        assert_eq!(asked.both.iter().map(|b| (b.0, b.1)).collect::<Vec<_>>(), [(id(0), id(2))]);
        assert_eq!(asked.only, [vec![id(1)], vec![id(1)]]);
        assert_eq!((praised.side, &praised.only), (Side::Praised, &[vec![], vec![id(0)]]));
    }

    #[test]
    fn sections_belong_together_by_area_and_then_by_heading() {
        let with = |day, framework, headings: &[(&str, Option<Area>)]| {
            let mut report = sample::report("Ashcombe", framework, day);
            for (heading, area) in headings {
                let section = sample::section(&mut report, 1, heading);
                sample::paragraph(&mut report, 1, "Something is told here.");
                if let Some(area) = area {
                    let mut graded = sample::graded("Ashcombe", framework, day, &[(*area, Good)]).judgements;
                    graded[0].section = Some(section);
                    report.judgements.append(&mut graded);
                }
            }
            report
        };
        let one = with(
            "2017-11-24",
            Framework::Sif,
            &[
                ("Leadership, management and governance", Some(Area::Leadership)),
                ("The adoption panel", None),
                ("Information about the inspection", None),
            ],
        );
        let other = with(
            "2022-11-18",
            Framework::Ilacs,
            &[
                ("The impact of leaders: good", Some(Area::Leadership)),
                ("About the inspection and its information", None),
            ],
        );
        let comparison = compared(one, other);
        let pairs: Vec<[Option<usize>; 2]> =
            comparison.sections.iter().map(|p| p.sections.map(|s| s.map(SectionId::index))).collect();
        assert_eq!(pairs, [[Some(0), Some(0)], [Some(1), None], [Some(2), Some(1)]]);
    }

    #[test]
    fn before_a_graded_report_stands_the_last_with_grades() {
        let reports = vec![
            sample::graded("Ashcombe", Framework::Sif, "2017-11-24", &[(Area::Overall, Good)]),
            sample::report("Ashcombe", Framework::FocusedVisit, "2019-06-14"),
            sample::report("Ashcombe", Framework::FocusedVisit, "2021-06-14"),
            sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Good)]),
        ];
        let library = sample::library(reports);
        let found: Vec<Option<usize>> =
            (0..4).map(|at| before(&library, ReportId::new(at)).map(ReportId::index)).collect();
        assert_eq!(found, [None, Some(0), Some(1), Some(0)]);
    }
}
