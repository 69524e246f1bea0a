//! The sections of two reports, paired by what they are about, then by the words of their headings.

use super::Pair;
use crate::report::{Area, Report, Section, SectionId};
use crate::typography::fold;

/// The share of words, in hundredths, from which two headings are taken to head the same.
const SAME_HEADING: usize = 60;

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
pub(super) fn sections(left: &Report, right: &Report) -> Vec<Pair> {
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
