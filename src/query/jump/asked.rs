//! A question with all that answers it: what was made of it, and how well each candidate fits.

use std::cmp::Reverse;
use std::sync::Arc;

use super::request::{Request, Term};
use super::score::{Score, Scores};
use super::{Found, Given, Index, Kind, Question, Target, fit, label, word};
use crate::library::AuthorityId;

/// How many of the best candidates the matcher puts in order.
const RANKED: usize = 200;
/// How many places there are for a tie: the report that one is in, its authority, anything else.
const NEAR: u16 = 4;
/// After how many candidates it is asked whether somebody still waits for them.
const CHUNK: usize = 1 << 16;

/// A question to an index.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub index: &'a Index,
    pub question: &'a Question,
    /// What was typed, understood.
    pub request: &'a Request,
    /// What is known of each word of it.
    pub scores: &'a [Arc<Scores>],
}

/// A candidate that fits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fit {
    pub at: u32,
    /// How well the word fits that fits worst; the tail is cut by this.
    weakest: u8,
    /// How well the words fit together, less what the candidate tells beyond what was asked for; then how near it is.
    pub score: u16,
}

/// A fit with what breaks a tie.
pub(super) struct Ranked {
    pub target: Target,
    pub label: String,
    pub order: Order,
}

/// What stands before what: the smaller is the better, by its first part, then by the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Order {
    pub score: Reverse<u16>,
    /// Where one was not of late.
    pub is_new: bool,
    pub kind: Kind,
    pub age: i64,
    /// The matcher's.
    pub opinion: Reverse<i64>,
    /// The place among the candidates.
    pub at: u32,
}

impl Asked<'_> {
    /// The best of everything that fits; `None` where `stop` said that nobody waits for it any more.
    pub(super) fn found(&self, stop: &dyn Fn() -> bool) -> Option<Found> {
        let mut fits = self.fitting(stop)?;
        let given = self.given();
        let best = fits.iter().chain(given.iter().map(|(fit, _)| fit)).map(|fit| fit.weakest).max().unwrap_or_default();
        let given = given.into_iter().filter(|(fit, _)| fit.weakest >= best / 2);
        let mut ranked: Vec<Ranked> =
            given.map(|(fit, given)| self.ranked(fit, given.target, given.label.clone())).collect();
        let total = ranked.len() + keep_best(&mut fits, best / 2);
        for fit in fits {
            let target = self.index.candidates.target(fit.at as usize);
            ranked.push(self.ranked(fit, target, label::of(&self.index.library, target)));
            if ranked.len().is_multiple_of(64) && stop() {
                return None;
            }
        }
        ranked.sort_by_key(|ranked| ranked.order);
        ranked.truncate(self.question.limit);
        let named = ranked.iter().any(|r| r.target.kind() == Kind::Authority);
        let absent = if named { None } else { self.absent() };
        let hits = ranked.into_iter().map(|ranked| self.hit(ranked)).collect();
        Some(Found { hits, total, absent })
    }

    /// Every candidate that fits.
    fn fitting(&self, stop: &dyn Fn() -> bool) -> Option<Vec<Fit>> {
        let mut fits = Vec::new();
        for (kind, range) in self.index.candidates.kinds().filter(|(kind, _)| self.is_kept(*kind)) {
            if self.request.paragraph.is_some() && kind != Kind::Paragraph {
                continue;
            }
            for chunk in range.clone().step_by(CHUNK) {
                self.fits(kind, chunk..range.end.min(chunk + CHUNK), &mut fits);
                if stop() {
                    return None;
                }
            }
        }
        Some(fits)
    }

    /// The marks and commands that fit.
    fn given(&self) -> Vec<(Fit, &Given)> {
        let given = self.question.given.iter().zip(0..).filter(|(given, _)| self.is_kept(given.target.kind()));
        given.filter_map(|(given, at)| Some((self.fit_given(given, at)?, given))).collect()
    }

    /// Whether things of a kind are asked for.
    fn is_kept(&self, kind: Kind) -> bool {
        self.request.keep.is_none_or(|keep| keep == kind)
    }

    /// The authority without a report that is meant.
    fn absent(&self) -> Option<String> {
        let meant = self.index.candidates.absent.iter().find(|(_, name)| name.is_meant(&self.request.terms));
        meant.map(|(name, _)| name.clone())
    }

    /// The candidates of one kind that every word of the query fits. Those of a report stand side by side, so that what is
    /// known of the report is looked up once.
    fn fits(&self, kind: Kind, range: std::ops::Range<usize>, fits: &mut Vec<Fit>) {
        let (candidates, scores) = (&self.index.candidates, self.scores);
        let mut start = range.start;
        while start < range.end {
            let report = candidates.report(start);
            let end = candidates.beside(start, range.end);
            let near = self.near(start, report);
            // A word that neither the authority nor the report fits must stand in the candidate itself.
            let needed = report.and_then(|report| scores.iter().find(|scores| scores.is_needed(report)));
            let one = |at: usize| self.fit(at, report, kind);
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
    fn fit(&self, at: usize, report: Option<usize>, kind: Kind) -> Option<(u8, u16)> {
        let Self { index, request, scores, .. } = *self;
        let (mut weakest, mut sum, mut fitted, mut own) = (fit::WHOLE, 0_u16, 0_u16, scores.is_empty());
        for term in scores {
            let score = match report {
                Some(report) => term.fit(at, report, kind == Kind::Report),
                // "County council" says nothing of which one, where other words do.
                None if term.names[at] == 0 && term.is_style() && scores.iter().any(|s| !s.is_style()) => continue,
                None => Score { best: term.names[at], own: true },
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
            Kind::Authority if index.candidates.names[at].is_whole(&request.terms) => {
                mean + fit::AUTHORITY + fit::WHOLE_NAME
            }
            Kind::Authority => mean + fit::AUTHORITY,
            _ if own => mean,
            kind => mean.saturating_sub(fit::surplus(kind)),
        };
        Some((weakest, score))
    }

    /// How near a candidate is to where one is: 2 in the same report, 1 in the same authority.
    fn near(&self, at: usize, report: Option<usize>) -> u16 {
        let Self { index, question, .. } = self;
        let same = report.is_some_and(|report| question.report.is_some_and(|id| id.index() == report));
        let owner = |report: usize| index.candidates.owners[report].map(AuthorityId::index);
        let authority = question.authority.map(AuthorityId::index);
        match report.map_or(Some(at), owner) {
            _ if same => 2,
            owner if owner.is_some() && owner == authority => 1,
            _ => 0,
        }
    }

    /// The number of a paragraph.
    fn number(&self, at: usize) -> Option<u32> {
        match self.index.candidates.target(at) {
            Target::Paragraph(id, at) => self.index.library.report(id)?.paragraphs.get(at).map(|p| p.number),
            _ => None,
        }
    }

    /// How well a mark or a command fits. What a command does is said in common words, which are not its name.
    fn fit_given(&self, given: &Given, at: u32) -> Option<Fit> {
        let request = self.request;
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
