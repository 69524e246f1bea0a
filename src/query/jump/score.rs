//! How well one typed word fits every candidate: a number each, put down where the words that fit it stand.

use super::candidate::Candidates;
use super::request::Term;
use super::{fit, joined, label, name};
use crate::library::Library;

/// How many texts are read in full to tell whether a typed word is several in a row.
const READ: usize = 2000;

/// How well a typed word fits everything.
#[derive(Debug)]
pub(super) struct Scores {
    letters: Vec<char>,
    /// By authority.
    pub names: Vec<u8>,
    /// By report: how well the name of its authority fits, and its year, month or framework. Empty where none does.
    origins: Vec<(u8, u8)>,
    /// By candidate: how well its own words fit.
    own: Vec<u8>,
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
    /// Everything that is known of a word; `None` when asked to stop.
    pub(super) fn of(term: &Term, candidates: &Candidates, library: &Library, stop: &dyn Fn() -> bool) -> Option<Self> {
        let letters = &term.letters;
        let postings = &candidates.postings;
        let mut own = vec![0_u8; candidates.len()];
        let mut put = |at: u32, score: u8| {
            let best = &mut own[at as usize];
            *best = (*best).max(score);
        };
        let beginning = postings.beginning(letters);
        let heard = !beginning.is_empty();
        for word in beginning {
            let whole = postings.letters(word).len() == letters.len();
            let score = if whole { fit::WHOLE } else { fit::PREFIX };
            postings.candidates(word).iter().for_each(|&at| put(at, score));
            if stop() {
                return None;
            }
        }
        let known = candidates.known.contains(letters);
        if !heard && fit::is_abbreviation(letters) {
            let short = candidates.short();
            for word in postings.beginning(&letters[..1]) {
                let score = fit::scattered(letters, postings.letters(word));
                if score > 0 {
                    let headings = postings.candidates(word).iter().take_while(|&&at| (at as usize) < short);
                    headings.for_each(|&at| put(at, score));
                }
            }
        }
        if !heard && !known {
            candidates.initials.find(letters).into_iter().for_each(|at| put(at, fit::JOINED));
            joined_in(letters, candidates, library, stop)?.into_iter().for_each(|at| put(at, fit::JOINED));
        }
        let names = names(letters, known, candidates);
        let by_report = |report: usize| {
            let name = candidates.owners[report].map_or(0, |a| names[a.index()]);
            (name, candidates.origins[report].fit(term))
        };
        let mut origins: Vec<(u8, u8)> = (0..candidates.origins.len()).map(by_report).collect();
        if origins.iter().all(|&origin| origin == (0, 0)) {
            origins = Vec::new();
        }
        Some(Self { letters: letters.clone(), names, origins, own })
    }

    /// Whether this is what is known of a word.
    pub(super) fn is_of(&self, term: &Term) -> bool {
        self.letters == term.letters
    }

    /// Whether the word says nothing of which authority is meant.
    pub(super) fn is_style(&self) -> bool {
        name::is_style(&self.letters)
    }

    /// Whether neither the authority nor the year, month or framework of a report fits the word.
    pub(super) fn is_needed(&self, report: usize) -> bool {
        self.origins.get(report).is_none_or(|&origin| origin == (0, 0))
    }

    /// The candidates among some in which the word stands.
    pub(super) fn standing_in(&self, range: std::ops::Range<usize>) -> impl Iterator<Item = usize> {
        let start = range.start;
        self.own[range].iter().enumerate().filter(|&(_, &score)| score > 0).map(move |(at, _)| start + at)
    }

    /// How well the word fits a report, or something in one.
    pub(super) fn fit(&self, at: usize, report: usize, is_report: bool) -> Score {
        let (name, origin) = self.origins.get(report).copied().unwrap_or_default();
        let here = if is_report { self.own[at].max(origin) } else { self.own[at] };
        let own = here > name && (here > origin || is_report);
        Score { best: here.max(name).max(origin), own }
    }
}

/// How well a typed word fits the authorities. A slip is forgiven where no name fits as it is typed, and where it is not as
/// close to an authority of which there is no report.
fn names(letters: &[char], known: bool, candidates: &Candidates) -> Vec<u8> {
    let mut names: Vec<u8> = candidates.names.iter().map(|name| name.fit(letters, known)).collect();
    let meant_elsewhere = || candidates.elsewhere.iter().any(|word| fit::mistyped(letters, word));
    if !known && names.iter().all(|&score| score < fit::INSIDE) && !meant_elsewhere() {
        for (score, name) in names.iter_mut().zip(&candidates.names) {
            *score = (*score).max(name.fit_mistyped(letters));
        }
    }
    names
}

/// The candidates in which a typed word is several words in a row; `None` when asked to stop.
fn joined_in(
    letters: &[char],
    candidates: &Candidates,
    library: &Library,
    stop: &dyn Fn() -> bool,
) -> Option<Vec<u32>> {
    let postings = &candidates.postings;
    let typed: String = letters.iter().collect();
    let mut gapless = joined::Gapless::default();
    let (mut found, mut read) = (Vec::new(), 0_usize);
    for reading in joined::readings(letters, postings) {
        let mut last: Vec<u32> = reading.last.flat_map(|word| postings.candidates(word)).copied().collect();
        last.sort_unstable();
        last.dedup();
        last.retain(|at| reading.whole.iter().all(|&word| postings.candidates(word).binary_search(at).is_ok()));
        for at in last {
            if read == READ {
                return Some(found);
            }
            read += 1;
            if read.is_multiple_of(256) && stop() {
                return None;
            }
            let text = label::own(library, candidates.target(at as usize));
            if gapless.reads(&typed, &text) {
                found.push(at);
            }
        }
    }
    Some(found)
}
