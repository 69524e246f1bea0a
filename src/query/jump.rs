//! Going to anything by a few letters of it.
//!
//! ```text
//!  norf 22 care leav ─▶ request: words, numbers, what is kept (@ # !)
//!                          │
//!                          ▼
//!  names of authorities ┐  score of each word against   ┐
//!  year and framework   ├─ each of these, once a search ├─▶ all candidates, by table ─▶ best 1500 ─▶ matcher ─▶ hits
//!  words of the labels  ┘                               ┘
//! ```
//!
//! The words of a query come in any order and each must fit: the authority, the inspection's year or framework, or a word of
//! the text. Whole words go before beginnings, beginnings before letters inside; letters scattered over a text are no match,
//! for in seventy letters almost any four stand somewhere. That is a score a distinct word, looked up for every
//! candidate; `fuzzy-matcher` then orders the best of them, so that a key costs a few milliseconds with forty thousand candidates.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;

use crate::authority::Register;
use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{FindingId, SectionId};

mod candidate;
mod fit;
mod joined;
mod name;
mod request;
mod score;
mod word;

use candidate::{Candidate, Candidates, Kind};
use request::{Request, Term};
use score::Scores;
use word::Word;

/// How many of the best candidates the matcher puts in order.
const RANKED: usize = 1500;

/// Where a jump leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// An authority.
    Authority(AuthorityId),
    /// A report.
    Report(ReportId),
    /// A section of a report.
    Section(ReportId, SectionId),
    /// A numbered paragraph, by its place in the report's paragraphs.
    Paragraph(ReportId, usize),
    /// A finding of a report.
    Finding(ReportId, FindingId),
}

/// One thing that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Its name in one line; the kind is not part of it.
    pub label: String,
    /// The matched characters, counted in characters of the label, rising.
    pub positions: Vec<usize>,
    /// Higher is better; only comparable within one search.
    pub score: i64,
}

/// The best hits, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best ones, the best first.
    pub hits: Vec<Hit>,
    /// All that fit, those beyond the limit included.
    pub total: usize,
}

/// Everything that can be gone to. Built once for a library; share it in an `Arc`.
pub struct Index {
    candidates: Candidates,
    matcher: SkimMatcherV2,
}

impl std::fmt::Debug for Index {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Index").field("candidates", &self.candidates.all.len()).finish_non_exhaustive()
    }
}

/// A candidate that fits.
#[derive(Clone, Copy)]
struct Fit {
    at: usize,
    /// How well the word fits that fits worst; the tail is cut by this.
    weakest: u8,
    /// How well the words fit together, less what the candidate tells beyond what was asked for.
    score: u32,
}

impl Index {
    /// The index of a library, with the other names of the built-in register.
    #[must_use]
    pub fn build(library: &Library) -> Self {
        Self::with_register(library, &Register::built_in())
    }

    /// The index of a library, with the other names of this register.
    #[must_use]
    pub fn with_register(library: &Library, register: &Register) -> Self {
        Self { candidates: Candidates::of(library, register), matcher: SkimMatcherV2::default().ignore_case() }
    }

    /// The things that fit what was typed, the best first, at most `limit` of them.
    ///
    /// A leading `@` keeps authorities, `#` sections, `!` findings. Nothing typed lists the authorities.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Found {
        let request = Request::parse(query);
        if request.is_empty() {
            return self.list(request.keep.unwrap_or(Kind::Authority), limit);
        }
        let scores: Vec<Scores> = request.terms.iter().map(|term| Scores::of(term, &self.candidates)).collect();
        let mut fits: Vec<Fit> =
            (0..self.candidates.all.len()).filter_map(|at| self.fit(at, &request, &scores)).collect();
        let best = fits.iter().map(|fit| fit.weakest).max().unwrap_or_default();
        fits.retain(|fit| fit.weakest >= best / 2);
        let total = fits.len();
        self.keep_best(&mut fits);
        let mut ranked: Vec<(Fit, i64)> = fits.into_iter().map(|fit| (fit, self.rank(fit.at, &request))).collect();
        ranked.sort_by_cached_key(|&(fit, rank)| {
            let candidate = &self.candidates.all[fit.at];
            (Reverse(fit.score), candidate.kind(), Reverse(rank), Reverse(candidate.day), fit.at)
        });
        ranked.truncate(limit);
        let hits = ranked.into_iter().map(|(fit, rank)| self.hit(fit, rank, &request)).collect();
        Found { hits, total }
    }

    /// Everything of one kind, as it stands in the library.
    fn list(&self, kind: Kind, limit: usize) -> Found {
        let of_kind = || self.candidates.all.iter().filter(|c| c.kind() == kind);
        let hit = |c: &Candidate| Hit { target: c.target, label: c.label.clone(), positions: Vec::new(), score: 0 };
        Found { hits: of_kind().take(limit).map(hit).collect(), total: of_kind().count() }
    }

    /// Whether every word of the query fits a candidate, and how well.
    fn fit(&self, at: usize, request: &Request, scores: &[Scores]) -> Option<Fit> {
        let candidate = &self.candidates.all[at];
        let kind = candidate.kind();
        let kept = request.keep.is_none_or(|keep| keep == kind);
        if !kept || request.paragraph.is_some_and(|number| candidate.number != Some(number)) {
            return None;
        }
        let (mut weakest, mut sum, mut own) = (fit::WHOLE, 0, scores.is_empty());
        for scores in scores {
            let score = scores.fit(candidate, &self.candidates);
            if score.best == 0 {
                return None;
            }
            weakest = weakest.min(score.best);
            sum += u32::from(score.best);
            own |= score.own;
        }
        let count = u32::try_from(scores.len()).unwrap_or(u32::MAX);
        let mean = sum.checked_div(count).unwrap_or(fit::WHOLE.into());
        let whole = || candidate.authority.is_some_and(|a| self.candidates.names[a.index()].is_whole(&request.terms));
        let score = match kind {
            Kind::Authority if whole() => mean + fit::AUTHORITY + fit::WHOLE_NAME,
            Kind::Authority => mean + fit::AUTHORITY,
            _ if own => mean,
            kind => mean.saturating_sub(kind.surplus()),
        };
        Some(Fit { at, weakest, score })
    }

    /// Leaves the best of the candidates, as many as the matcher is asked to put in order.
    fn keep_best(&self, fits: &mut Vec<Fit>) {
        if fits.len() > RANKED {
            let key = |fit: &Fit| {
                let candidate = &self.candidates.all[fit.at];
                (Reverse(fit.score), candidate.kind(), Reverse(candidate.day), fit.at)
            };
            fits.select_nth_unstable_by_key(RANKED, key);
            fits.truncate(RANKED);
        }
    }

    /// The matcher's opinion of a label: of the query as it was typed, or, where its words stand in another order, of each.
    fn rank(&self, at: usize, request: &Request) -> i64 {
        let label = &self.candidates.all[at].label;
        let each = || request.terms.iter().filter_map(|term| self.matcher.fuzzy_match(label, &term.text)).sum();
        self.matcher.fuzzy_match(label, &request.phrase).unwrap_or_else(each)
    }

    /// A hit with the letters that are underlined.
    fn hit(&self, fit: Fit, rank: i64, request: &Request) -> Hit {
        let candidate = &self.candidates.all[fit.at];
        let words = word::words(&candidate.label);
        let scattered = candidate.kind().is_short();
        let mut positions: Vec<usize> =
            request.terms.iter().flat_map(|term| self.positions(term, &words, scattered)).collect();
        positions.sort_unstable();
        positions.dedup();
        Hit {
            target: candidate.target,
            label: candidate.label.clone(),
            positions,
            score: i64::from(fit.score) * 1000 + rank,
        }
    }

    /// The characters of a label that a word of the query fits best.
    fn positions(&self, term: &Term, words: &[Word], scattered: bool) -> Vec<usize> {
        let letters = &term.letters;
        let score = |w: &Word| {
            let strewn = if scattered { fit::scattered(letters, &w.letters) } else { 0 };
            fit::within(letters, &w.letters).max(strewn).max(term.fit_year(&w.letters))
        };
        let best =
            words.iter().map(|w| (score(w), w)).rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score > 0);
        if let Some((_, word)) = best {
            let start = fit::start(letters, &word.letters).or_else(|| term.year_start(&word.letters));
            let at: Vec<usize> = start.map_or_else(
                || self.matcher.fuzzy_indices(&word.text(), &term.text).unwrap_or_default().1,
                |start| (start..start + letters.len()).collect(),
            );
            return at.into_iter().filter_map(|at| word.positions.get(at).copied()).collect();
        }
        let spelt: Vec<&[char]> = words.iter().map(|w| w.letters.as_slice()).collect();
        let joined = joined::path(letters, &spelt).unwrap_or_default();
        joined.into_iter().map(|(word, letter)| words[word].positions[letter]).collect()
    }
}

#[cfg(test)]
mod tests;
