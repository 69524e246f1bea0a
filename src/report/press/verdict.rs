//! The judgements of an account, out of its prose: which area was rated how, in which sentence.
//!
//! A grade's word is a verdict only where the sentence gives it as one ("rated as", "judged to be", "a ‘good’ rating"): most
//! of the time it is an adjective. What it is a verdict on is told by the areas named with it, or by a subject such as
//! "children's services", which stands for the overall grade.

use super::clause::{Clause, Firm};
use super::label;
use super::prose::{Prose, of_now};
use super::several;
use crate::authority::Names;
use crate::document::{Block, BlockId};
use crate::report::{Area, Basis, Evidence, Framework, Grade, Judgement, Rule, Scale};
use std::collections::BTreeMap;

struct Candidate {
    area: Area,
    grade: Grade,
    firm: Firm,
    block: usize,
    label: String,
    printed: String,
    rule: Rule,
}

/// What is known of an account before its prose is read.
pub(super) struct About<'a> {
    pub framework: Framework,
    pub names: &'a Names,
    /// The authority's plain name.
    pub authority: Option<&'a str>,
    /// The year of the inspection, where it is printed.
    pub year: Option<i16>,
    /// The block of the headline.
    pub headline: Option<usize>,
}

/// The judgements in the order of the framework's areas, and a warning for each area to which the account gives two grades.
pub(super) fn read(blocks: &[Block], about: &About) -> (Vec<Judgement>, Vec<String>) {
    let areas = about.framework.row().areas;
    if areas.is_empty() {
        return (Vec::new(), Vec::new());
    }
    let mut candidates: BTreeMap<usize, Vec<Candidate>> = BTreeMap::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.is_text()) {
        for candidate in in_block(index, block, about) {
            let fits = about.framework.scale() != Scale::RequiresImprovement || candidate.grade != Grade::Adequate;
            if let Some(row) = areas.iter().position(|judged| judged.area == candidate.area).filter(|_| fits) {
                candidates.entry(row).or_default().push(candidate);
            }
        }
    }
    for list in candidates.values_mut() {
        let firmest = list.iter().map(|c| c.firm).max();
        list.retain(|c| Some(c.firm) == firmest);
    }
    // Where children in care and care leavers are one row, what is said of them in passing is no row of its own.
    let joined = areas
        .iter()
        .position(|judged| judged.area == Area::InCareAndCareLeavers)
        .is_some_and(|r| candidates.contains_key(&r));
    if joined {
        let passing = |c: &Candidate| matches!(c.area, Area::InCare | Area::CareLeavers) && c.firm < Firm::Full;
        candidates.retain(|_, list| !list.iter().any(passing));
    }
    let mut judgements = Vec::new();
    let mut warnings = Vec::new();
    for list in candidates.into_values() {
        let Some((first, others)) = list.split_first() else { continue };
        if let Some(other) = others.iter().find(|c| c.grade != first.grade) {
            warnings.push(format!(
                "the account gives two grades for “{}”: {} and {}; neither was taken",
                first.area, first.grade, other.grade
            ));
            continue;
        }
        judgements.push(judgement(first, blocks));
    }
    (judgements, warnings)
}

fn judgement(candidate: &Candidate, blocks: &[Block]) -> Judgement {
    let evidence = Evidence {
        printed: candidate.printed.clone(),
        place: blocks[candidate.block].place,
        block: Some(BlockId::new(candidate.block)),
        basis: if candidate.rule == Rule::PressLead { Basis::Inferred } else { Basis::Body },
        rule: candidate.rule,
    };
    let label = candidate.label.clone();
    Judgement { group: None, area: candidate.area, label, grade: candidate.grade, section: None, evidence }
}

fn in_block(index: usize, block: &Block, about: &About) -> Vec<Candidate> {
    // Behind "In Thornmere, …" all that a paragraph says is of Thornmere.
    if several::heads(block, about.names).is_some_and(|name| about.authority != Some(name.as_str())) {
        return Vec::new();
    }
    let prose = Prose::new(&block.text);
    let mut found = Vec::new();
    for sentence in prose.sentences() {
        let mut verb_above = false;
        for range in prose.clauses(sentence.clone()) {
            let Some(text) = of_now(&prose.folded[range.clone()], about.year) else {
                verb_above = false;
                continue;
            };
            let clause = Clause {
                labels: label::find(&text, about.framework),
                text,
                printed: prose.printed(range.clone()),
                sentence: &prose.folded[sentence.clone()],
                headline: about.headline == Some(index),
                verb_above,
            };
            verb_above = clause.has_verb();
            found.extend(clause.read(about).into_iter().map(|verdict| Candidate {
                area: verdict.area,
                grade: verdict.grade,
                firm: verdict.firm,
                block: index,
                label: match &verdict.label {
                    Some(label) => prose.printed(range.start + label.start..range.start + label.end).to_owned(),
                    None => prose.printed(sentence.clone()).trim().to_owned(),
                },
                printed: prose.printed(range.start + verdict.at.start..range.start + verdict.at.end).to_owned(),
                rule: if verdict.label.is_none() && verdict.firm < Firm::Full {
                    Rule::PressLead
                } else {
                    Rule::PressVerdict
                },
            }));
        }
    }
    found
}
