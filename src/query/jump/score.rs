//! What is known of one typed word before any candidate is looked at, so that a candidate is only looked up.

use super::candidate::{Candidate, Candidates, Kind};
use super::request::Term;
use super::{fit, joined};

/// How well a typed word fits everything that labels are made of.
pub(super) struct Scores {
    /// By authority.
    names: Vec<u8>,
    /// By report: its year and framework.
    reports: Vec<u8>,
    /// By distinct word, for labels that are short enough to allow scattered letters.
    short: Vec<u8>,
    /// By distinct word, for running text.
    long: Vec<u8>,
    /// Where no word fits and no authority is called so, the words that it may be several of.
    joined: Option<joined::Table>,
}

/// How well a typed word fits one candidate.
#[derive(Debug, Clone, Copy)]
pub(super) struct Score {
    /// Its best fit; 0 is none.
    pub best: u8,
    /// Whether the candidate itself fits, and not only the authority or the report that it belongs to.
    pub own: bool,
}

impl Scores {
    /// Everything that is known of a word.
    pub(super) fn of(term: &Term, candidates: &Candidates) -> Self {
        let letters = &term.letters;
        let words = &candidates.words;
        let long: Vec<u8> = words.iter().map(|w| fit::within(letters, w)).collect();
        let short = words.iter().zip(&long).map(|(w, &l)| if l > 0 { l } else { fit::scattered(letters, w) }).collect();
        let known = candidates.known.contains(letters);
        let mut names: Vec<u8> = candidates.names.iter().map(|n| n.fit(letters, known)).collect();
        if !known && names.iter().all(|&score| score < fit::INSIDE) {
            for (score, name) in names.iter_mut().zip(&candidates.names) {
                *score = (*score).max(name.fit_mistyped(letters));
            }
        }
        let reports = candidates.reports.iter().map(|r| r.fit(term)).collect();
        let unheard = !known && long.iter().all(|&score| score == 0);
        let joined = unheard.then(|| joined::Table::of(letters, words)).flatten();
        Self { names, reports, short, long, joined }
    }

    /// How well the word fits a candidate.
    pub(super) fn fit(&self, candidate: &Candidate, candidates: &Candidates) -> Score {
        let kind = candidate.kind();
        let name = candidate.authority.map_or(0, |a| self.names[a.index()]);
        let report = candidate.report.map_or(0, |r| self.reports[r.index()]);
        let words = candidates.words_of(candidate);
        let table = if kind.is_short() { &self.short } else { &self.long };
        let mut here = words.iter().map(|&w| table[w as usize]).max().unwrap_or_default();
        if here == 0 && self.joined.as_ref().is_some_and(|joined| joined.reads(words)) {
            here = fit::JOINED;
        }
        if kind == Kind::Report {
            here = here.max(report);
        }
        let own = here > name && (here > report || kind == Kind::Report);
        Score { best: here.max(name).max(report), own }
    }
}
