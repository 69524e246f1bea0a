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

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use fuzzy_matcher::skim::SkimMatcherV2;

use crate::authority::Register;
use crate::library::{AuthorityId, Library};

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

use candidate::Candidates;
use request::{Request, Term};
use score::Scores;

/// How many of the best candidates the matcher puts in order.
const RANKED: usize = 200;
/// How many places there are for a tie: the report that one is in, its authority, anything else.
const NEAR: u16 = 4;

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

/// A candidate that fits.
#[derive(Debug, Clone, Copy)]
struct Fit {
    at: u32,
    /// How well the word fits that fits worst; the tail is cut by this.
    weakest: u8,
    /// How well the words fit together, less what the candidate tells beyond what was asked for; then how near it is.
    score: u16,
}

/// A fit with what breaks a tie.
struct Ranked {
    target: Target,
    label: String,
    order: Order,
}

/// The better, the smaller: score, recency, kind, age, the matcher's opinion, place.
type Order = (Reverse<u16>, bool, Kind, i64, Reverse<i64>, u32);

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
        index.found(question, &request, &scores, stop)
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

    /// The best of everything that fits.
    fn found(
        &self,
        question: &Question,
        request: &Request,
        scores: &[Arc<Scores>],
        stop: &dyn Fn() -> bool,
    ) -> Option<Found> {
        let mut fits = Vec::new();
        for (kind, range) in self.candidates.kinds() {
            if request.keep.is_none_or(|keep| keep == kind) && (request.paragraph.is_none() || kind == Kind::Paragraph)
            {
                for chunk in range.clone().step_by(1 << 16) {
                    let end = range.end.min(chunk + (1 << 16));
                    self.fits(kind, chunk..end, (question, request, scores), &mut fits);
                    if stop() {
                        return None;
                    }
                }
            }
        }
        let given: Vec<(Fit, &Given)> = question
            .given
            .iter()
            .zip(0..)
            .filter(|(given, _)| request.keep.is_none_or(|keep| keep == given.target.kind()))
            .filter_map(|(given, at)| Some((Self::fit_given(given, at, request)?, given)))
            .collect();
        let best = fits.iter().chain(given.iter().map(|(fit, _)| fit)).map(|fit| fit.weakest).max().unwrap_or_default();
        let given = given.into_iter().filter(|(fit, _)| fit.weakest >= best / 2);
        let mut ranked: Vec<Ranked> =
            given.map(|(fit, given)| self.ranked(fit, given.target, given.label.clone(), question, request)).collect();
        let mut total = ranked.len();
        total += keep_best(&mut fits, best / 2);
        for fit in fits {
            let target = self.candidates.target(fit.at as usize);
            ranked.push(self.ranked(fit, target, label::of(&self.library, target), question, request));
            if ranked.len().is_multiple_of(64) && stop() {
                return None;
            }
        }
        ranked.sort_by_key(|ranked| ranked.order);
        ranked.truncate(question.limit);
        let absent = || {
            let meant = self.candidates.absent.iter().find(|(_, name)| name.is_meant(&request.terms));
            meant.map(|(name, _)| name.clone())
        };
        let named = ranked.iter().any(|r| r.target.kind() == Kind::Authority);
        let absent = if named { None } else { absent() };
        let hits = ranked.into_iter().map(|ranked| self.hit(ranked, request)).collect();
        Some(Found { hits, total, absent })
    }

    /// The candidates of one kind that every word of the query fits. Those of a report stand side by side, so that what is
    /// known of the report is looked up once.
    fn fits(
        &self,
        kind: Kind,
        range: std::ops::Range<usize>,
        (question, request, scores): (&Question, &Request, &[Arc<Scores>]),
        fits: &mut Vec<Fit>,
    ) {
        let mut start = range.start;
        while start < range.end {
            let report = self.candidates.report(start);
            let end = self.candidates.beside(start, range.end);
            let near = self.near(start, report, question);
            // A word that neither the authority nor the report fits must stand in the candidate itself.
            let needed = report.and_then(|report| scores.iter().find(|scores| scores.is_needed(report)));
            let one = |at: usize| self.fit(at, report, kind, (request, scores));
            let fit = |at: usize| {
                let (weakest, score) = one(at)?;
                Some(Fit { at: u32::try_from(at).unwrap_or(u32::MAX), weakest, score: score * NEAR + near })
            };
            match needed {
                Some(needed) => fits.extend(needed.standing_in(start..end).filter_map(fit)),
                None => fits.extend((start..end).filter_map(fit)),
            }
            start = end;
        }
    }

    /// How well the words of a query fit a candidate: the one that fits worst, and all together.
    fn fit(
        &self,
        at: usize,
        report: Option<usize>,
        kind: Kind,
        (request, scores): (&Request, &[Arc<Scores>]),
    ) -> Option<(u8, u16)> {
        let (mut weakest, mut sum, mut fitted, mut own) = (fit::WHOLE, 0_u16, 0_u16, scores.is_empty());
        for term in scores {
            let score = match report {
                Some(report) => term.fit(at, report, kind == Kind::Report),
                // "County council" says nothing of which one, where other words do.
                None if term.names[at] == 0 && term.is_style() && scores.iter().any(|s| !s.is_style()) => continue,
                None => score::Score { best: term.names[at], own: true },
            };
            if score.best == 0 {
                return None;
            }
            weakest = weakest.min(score.best);
            sum += u16::from(score.best);
            fitted += 1;
            own |= score.own;
        }
        if request.paragraph.is_some_and(|number| self.number(at) != Some(number)) {
            return None;
        }
        let mean = sum.checked_div(fitted).unwrap_or(fit::WHOLE.into());
        let score = match kind {
            Kind::Authority if self.candidates.names[at].is_whole(&request.terms) => {
                mean + fit::AUTHORITY + fit::WHOLE_NAME
            }
            Kind::Authority => mean + fit::AUTHORITY,
            _ if own => mean,
            kind => mean.saturating_sub(fit::surplus(kind)),
        };
        Some((weakest, score))
    }

    /// How near a candidate is to where one is: 2 in the same report, 1 in the same authority.
    fn near(&self, at: usize, report: Option<usize>, question: &Question) -> u16 {
        let same = report.is_some_and(|report| question.report.is_some_and(|id| id.index() == report));
        let owner = |report: usize| self.candidates.owners[report].map(AuthorityId::index);
        let authority = question.authority.map(AuthorityId::index);
        match report.map_or(Some(at), owner) {
            _ if same => 2,
            owner if owner.is_some() && owner == authority => 1,
            _ => 0,
        }
    }

    /// The number of a paragraph.
    fn number(&self, at: usize) -> Option<u32> {
        match self.candidates.target(at) {
            Target::Paragraph(id, at) => self.library.report(id)?.paragraphs.get(at).map(|p| p.number),
            _ => None,
        }
    }

    /// How well a mark or a command fits. What a command does is said in common words, which are not its name.
    fn fit_given(given: &Given, at: u32, request: &Request) -> Option<Fit> {
        if request.paragraph.is_some() {
            return None;
        }
        let (name, label) = (word::letters(&given.name), word::letters(&given.label));
        let most = if given.name.is_empty() { fit::WHOLE } else { fit::PART };
        let score = |term: &Term| {
            let named = name.iter().map(|w| fit::within(&term.letters, w));
            let said = label.iter().map(|w| fit::within(&term.letters, w)).filter(|&s| s >= fit::PREFIX);
            named.chain(said.map(|score| score.min(most))).max().unwrap_or_default()
        };
        let scores: Vec<u8> = request.terms.iter().map(score).collect();
        let weakest = scores.iter().copied().min().filter(|&score| score > 0)?;
        let count = u16::try_from(scores.len()).unwrap_or(u16::MAX);
        let mean = scores.iter().map(|&score| u16::from(score)).sum::<u16>() / count;
        let whole =
            !name.is_empty() && name.iter().map(Vec::as_slice).eq(request.terms.iter().map(|t| t.letters.as_slice()));
        let mean = if whole { mean + fit::WHOLE_NAME } else { mean };
        Some(Fit { at, weakest, score: mean * NEAR })
    }
}

/// Leaves the best of the candidates, as many as the matcher is asked to put in order, without those that fit too weakly.
/// Answers how many there were. Candidates stand in the order in which equals are shown, so that the scores need only be counted.
fn keep_best(fits: &mut Vec<Fit>, weakest: u8) -> usize {
    fits.retain(|fit| fit.weakest >= weakest);
    let total = fits.len();
    let mut counts = vec![0_usize; fits.iter().map(|fit| usize::from(fit.score) + 1).max().unwrap_or_default()];
    for fit in fits.iter() {
        counts[usize::from(fit.score)] += 1;
    }
    let (mut room, mut least) = (RANKED, counts.len());
    while least > 0 && counts[least - 1] <= room {
        least -= 1;
        room -= counts[least];
    }
    fits.retain(|fit| {
        let score = usize::from(fit.score);
        let tied = score + 1 == least && room > 0;
        room -= usize::from(tied);
        score >= least || tied
    });
    total
}

#[cfg(test)]
mod tests;
