//! Going to anything by a few letters of it.
//!
//! ```text
//!  norf 22 care leav ─▶ request: words, numbers, what is kept (@ r: # p: !)
//!                          │
//!                          ▼
//!  names of authorities ┐  score of each word, put down   ┐
//!  year and framework   ├─ for every candidate, kept from ├─▶ sums, counted ─▶ best 200 ─▶ matcher ─▶ hits
//!  words ─▶ postings    ┘  key to key                     ┘
//! ```
//!
//! The words of a query come in any order and each must fit: the authority, the inspection's year, month or framework, or a
//! word of the text. Whole words go before beginnings, beginnings before initials and words run together; letters scattered
//! over a text are no match, for in seventy letters almost any four stand somewhere. Each distinct word knows the candidates
//! that it stands in, so that a key costs what its own words cost; `fuzzy-matcher` then orders the best of them.

use std::collections::HashSet;
use std::sync::Arc;

use fuzzy_matcher::skim::SkimMatcherV2;

use crate::authority::Register;
use crate::library::Library;

mod asked;
mod candidate;
mod fit;
mod hit;
mod initials;
mod joined;
mod label;
mod name;
mod origin;
mod postings;
mod rank;
mod request;
mod scope;
mod score;
mod target;
mod word;

pub use scope::{SCOPES, Scope};
pub use target::{Found, Given, Hit, Kind, Question, Target, at};

use asked::Asked;
use candidate::Candidates;
use request::Request;
use score::Scores;

/// Everything that can be gone to. Built once for a library; share it in an `Arc`.
pub struct Index {
    library: Arc<Library>,
    candidates: Candidates,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("candidates", &self.candidates.len()).finish_non_exhaustive()
    }
}

/// An index that is asked key after key: what is known of a finished word is kept for the next key.
#[derive(Debug)]
pub struct Search {
    index: Arc<Index>,
    kept: Vec<Arc<Scores>>,
}

impl Search {
    /// A search that nothing was typed into yet.
    #[must_use]
    pub const fn new(index: Arc<Index>) -> Self {
        Self { index, kept: Vec::new() }
    }

    /// The index that is searched.
    #[must_use]
    pub const fn index(&self) -> &Arc<Index> {
        &self.index
    }

    /// The things that fit what was typed, the best first; `None` where `stop` said that nobody waits for them any more.
    pub fn ask(&mut self, question: &Question, stop: &dyn Fn() -> bool) -> Option<Found> {
        let index = Arc::clone(&self.index);
        let request = Request::parse(&question.typed);
        if request.is_empty() {
            return Some(index.unasked(question, request.keep));
        }
        let mut scores = Vec::with_capacity(request.terms.len());
        for term in &request.terms {
            let kept = self.kept.iter().find(|scores| scores.is_of(term));
            scores.push(match kept {
                Some(kept) => Arc::clone(kept),
                None => Arc::new(Scores::of(term, &index.candidates, &index.library, stop)?),
            });
        }
        self.kept.clone_from(&scores);
        Asked { index: &index, question, request: &request, scores: &scores }.found(stop)
    }
}

impl Index {
    /// The index of a library, with the other names of this register.
    #[must_use]
    pub fn build(library: &Arc<Library>, register: &Register) -> Self {
        Self {
            candidates: Candidates::of(library, register),
            library: Arc::clone(library),
            matcher: SkimMatcherV2::default().ignore_case(),
        }
    }

    /// Whether this is the index of a library.
    #[must_use]
    pub fn is_of(&self, library: &Arc<Library>) -> bool {
        Arc::ptr_eq(&self.library, library)
    }

    /// The things that fit a question, the best first.
    #[must_use]
    pub fn search(self: &Arc<Self>, question: &Question) -> Found {
        Search::new(Arc::clone(self)).ask(question, &|| false).unwrap_or_default()
    }

    /// The label of everything there is, one a line: what a filter of lines would be given.
    pub fn labels(&self) -> impl Iterator<Item = String> {
        (0..self.candidates.len()).map(|at| label::of(&self.library, self.candidates.target(at)))
    }

    /// The bytes that the index takes beside the library.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.candidates.bytes()
    }

    /// What is shown while nothing is typed: where one was, then the authorities; or everything of one kind.
    fn unasked(&self, question: &Question, keep: Option<Kind>) -> Found {
        let mut seen = HashSet::new();
        let recent = question.recent.iter().copied().filter(|t| keep.is_none_or(|keep| t.kind() == keep));
        let kind = keep.unwrap_or(Kind::Authority);
        let range = self.candidates.kinds().find(|(k, _)| *k == kind).map(|(_, range)| range).unwrap_or_default();
        let given = question.given.iter().map(|given| given.target).filter(|t| t.kind() == kind);
        let all = recent.chain(given).chain(range.clone().map(|at| self.candidates.target(at)));
        let mut total = 0;
        let mut hits = Vec::new();
        for target in all.filter(|target| seen.insert(*target)) {
            total += 1;
            if hits.len() < question.limit {
                hits.push(Hit { target, label: self.label(target, question), positions: Vec::new() });
            }
        }
        Found { hits, total, absent: None }
    }

    fn label(&self, target: Target, question: &Question) -> String {
        let given = question.given.iter().find(|given| given.target == target);
        given.map_or_else(|| label::of(&self.library, target), |given| given.label.clone())
    }
}

#[cfg(test)]
mod tests;
