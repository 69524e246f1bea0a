//! Every word of every report and the passages it stands in: what searching everything asks.
//!
//! A passage is a finding, a numbered paragraph with what hangs on it, or a block that is neither. Passages lie in the
//! order of the library's reports and of their text. For each word the passages are kept in which it stands, and for each
//! passage its words in order, so that a phrase is looked for only where all of its words are.

use std::collections::HashMap;
use std::ops::Range;

use rayon::prelude::*;

mod rows;

use rows::Rows;

use super::ask::{Pattern, Query, Scope};
use super::token;
use crate::document::BlockId;
use crate::library::{Library, ReportId};
use crate::report::{FindingId, Report};

/// A passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Its report.
    pub report: ReportId,
    /// Its first block.
    pub from: BlockId,
    /// The block after its last.
    pub to: BlockId,
    /// The finding that it is, where it is one.
    pub finding: Option<FindingId>,
}

/// The words of a library, each with the passages that it stands in.
#[derive(Debug, Clone)]
pub struct Concordance {
    /// The words, sorted.
    words: Vec<Box<str>>,
    /// Of each word, as they first occur, its place among the sorted ones.
    places: Vec<u32>,
    /// The passages that hold each of the sorted words, as a rising row.
    held: Rows,
    passages: Vec<Passage>,
    /// The words of each passage in order, by their numbers as they first occur: what is said often came early, and small
    /// numbers take a byte.
    tokens: Rows,
}

/// How many reports have their words read at a time, by all cores, before these are numbered for the library: of thousands of
/// reports the words of each would take more than all else that is held.
const HANDFUL: usize = 256;

/// The words of one report, numbered as they first occur.
struct Part {
    words: Vec<Box<str>>,
    passages: Vec<Passage>,
    ends: Vec<u32>,
    tokens: Vec<u32>,
}

impl Concordance {
    /// The words of a library's reports. Takes about a hundredth of a second for ten reports on one core.
    #[must_use]
    pub fn of(library: &Library) -> Self {
        let mut known: HashMap<Box<str>, u32> = HashMap::new();
        let mut numbered = |word| {
            let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
            *known.entry(word).or_insert(next)
        };
        let (mut tokens, mut passages) = (Rows::default(), Vec::new());
        for (handful, reports) in library.reports().chunks(HANDFUL).enumerate() {
            let id = |at| ReportId::new(handful * HANDFUL + at);
            let parts: Vec<Part> = reports.par_iter().enumerate().map(|(at, report)| part(id(at), report)).collect();
            for part in parts {
                let ids: Vec<u32> = part.words.into_iter().map(&mut numbered).collect();
                let mut start = 0;
                for &end in &part.ends {
                    let row = &part.tokens[std::mem::replace(&mut start, end as usize)..end as usize];
                    tokens.push(row.iter().map(|&local| ids[local as usize]));
                }
                passages.extend(part.passages);
            }
        }
        let mut sorted: Vec<(Box<str>, u32)> = known.into_iter().collect();
        sorted.par_sort_unstable();
        let mut places = vec![0; sorted.len()];
        for (at, &(_, id)) in sorted.iter().enumerate() {
            places[id as usize] = u32::try_from(at).unwrap_or(u32::MAX);
        }
        let words = sorted.into_iter().map(|(word, _)| word).collect();
        tokens.shrink();
        passages.shrink_to_fit();
        let held = held(&tokens, &places);
        Self { words, places, held, passages, tokens }
    }

    /// The passage of this number.
    #[must_use]
    pub fn passage(&self, at: usize) -> Option<&Passage> {
        self.passages.get(at)
    }

    /// The numbers of the passages that fit a query, in order. A query that asks nothing is answered with nothing.
    #[must_use]
    pub fn search(&self, library: &Library, query: &Query, scope: Scope) -> Vec<u32> {
        if query.is_empty() {
            return Vec::new();
        }
        let mut fit = Set::full(self.passages.len());
        for (pattern, negated) in query.patterns() {
            fit.keep(&self.with(pattern), !negated);
        }
        let reports: Vec<bool> = library.reports().iter().map(|report| query.fits_report(report)).collect();
        let asks = query.asks_for_findings();
        let fits = |at: &u32| {
            let passage = &self.passages[*at as usize];
            let of_report = reports.get(passage.report.index()).copied().unwrap_or(false);
            of_report
                && match (passage.finding, library.report(passage.report)) {
                    (Some(finding), Some(report)) => query.fits_finding(scope, report, finding),
                    _ => !asks,
                }
        };
        fit.members().filter(fits).collect()
    }

    /// Whether a pattern stands in any passage.
    #[must_use]
    pub fn has(&self, pattern: &Pattern) -> bool {
        self.with(pattern).members().next().is_some()
    }

    /// The reports in which a pattern stands anywhere.
    #[must_use]
    pub fn reports_with(&self, pattern: &Pattern) -> Vec<ReportId> {
        let mut reports: Vec<ReportId> =
            self.with(pattern).members().map(|at| self.passages[at as usize].report).collect();
        reports.dedup();
        reports
    }

    /// The passages in which a pattern stands.
    fn with(&self, pattern: &Pattern) -> Set {
        let last = pattern.words.len().saturating_sub(1);
        let ranges_of = |(at, word): (usize, &String)| {
            let mut ranges = vec![self.range(word, pattern.open && at == last)];
            let forms = pattern.forms.iter().filter(|_| at == last);
            ranges.extend(forms.map(|form| self.range(form, false)).filter(|range| !range.is_empty()));
            ranges
        };
        // Of each word the known words that it means.
        let ranges: Vec<Vec<Range<u32>>> = pattern.words.iter().enumerate().map(ranges_of).collect();
        let mut found = Set::full(self.passages.len());
        for known in &ranges {
            let mut holding = Set::empty(self.passages.len());
            for word in known.iter().cloned().flatten() {
                self.held.rising(word as usize).for_each(|passage| holding.insert(passage));
            }
            found.keep(&holding, true);
        }
        if ranges.len() > 1 {
            let members: Vec<u32> = found.members().collect();
            found = Set::empty(self.passages.len());
            let mut words = Vec::new();
            for at in members {
                words.clear();
                words.extend(self.tokens.row(at as usize).map(|id| self.places[id as usize]));
                let means = |(token, known): (&u32, &Vec<Range<u32>>)| known.iter().any(|range| range.contains(token));
                let fits = |window: &[u32]| window.iter().zip(&ranges).all(means);
                if words.windows(ranges.len()).any(fits) {
                    found.insert(at);
                }
            }
        }
        found
    }

    /// The words that are this one, or begin with it.
    fn range(&self, word: &str, open: bool) -> Range<u32> {
        let start = self.words.partition_point(|known| known.as_ref() < word);
        let fits = |known: &str| if open { known.starts_with(word) } else { known == word };
        let end = start + self.words[start..].partition_point(|known| fits(known));
        u32::try_from(start).unwrap_or(u32::MAX)..u32::try_from(end).unwrap_or(u32::MAX)
    }
}

/// For each of the sorted words the passages that hold it, given the words of each passage and the places of these. They are
/// counted first, so that each word's room is known.
fn held(tokens: &Rows, places: &[u32]) -> Rows {
    let words = places.len();
    let each = || {
        let mut last = vec![u32::MAX; words];
        let passages = (0u32..).take(tokens.len());
        let all = passages
            .flat_map(|passage| tokens.row(passage as usize).map(move |id| (passage, places[id as usize] as usize)));
        all.filter(move |&(passage, token)| std::mem::replace(&mut last[token], passage) != passage)
    };
    let mut next = vec![0; words + 1];
    each().for_each(|(_, token)| next[token + 1] += 1);
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut all = vec![0; next.last().copied().unwrap_or(0)];
    for (passage, token) in each() {
        all[next[token]] = passage;
        next[token] += 1;
    }
    // Each word's place has moved to where the next word's begins.
    let mut held = Rows::default();
    let mut start = 0;
    for &end in &next[..words] {
        held.push_rising(all[std::mem::replace(&mut start, end)..end].iter().copied());
    }
    held.shrink();
    held
}

/// The passages of a report and their words.
fn part(id: ReportId, report: &Report) -> Part {
    let mut known: HashMap<String, u32> = HashMap::new();
    let mut part = Part { words: Vec::new(), passages: Vec::new(), ends: Vec::new(), tokens: Vec::new() };
    let blocks = report.blocks.passing();
    for passage in passages(id, report) {
        for block in &blocks[passage.from.index()..passage.to.index()] {
            if !block.is_text() {
                continue;
            }
            token::each(&block.text, |word, _, _| {
                let token = known.get(word).copied().unwrap_or_else(|| {
                    let token = u32::try_from(part.words.len()).unwrap_or(u32::MAX);
                    known.insert(word.to_owned(), token);
                    part.words.push(word.into());
                    token
                });
                part.tokens.push(token);
            });
        }
        let end = u32::try_from(part.tokens.len()).unwrap_or(u32::MAX);
        if part.ends.last().copied().unwrap_or(0) < end {
            part.passages.push(passage);
            part.ends.push(end);
        }
    }
    part
}

/// The passages of a report, in reading order, which together are all of its text.
fn passages(id: ReportId, report: &Report) -> Vec<Passage> {
    let mut passages: Vec<Passage> = Vec::new();
    let all = report.blocks.len();
    let mut at = 0;
    while at < all {
        let block = BlockId::new(at);
        let finding = report.finding_at(block).filter(|&f| report.findings[f.index()].block.index() == at);
        let next = report.findings.iter().map(|f| f.block.index()).find(|&from| from > at).unwrap_or(all);
        let end = match (finding, report.paragraph_at(block)) {
            (Some(finding), _) => report.findings[finding.index()].end.index(),
            (None, Some(paragraph)) => paragraph.end.index().min(next),
            (None, None) => at + 1,
        };
        let end = end.clamp(at + 1, all);
        passages.push(Passage { report: id, from: block, to: BlockId::new(end), finding });
        at = end;
    }
    passages
}

/// A set of passages: a bit each.
struct Set {
    bits: Vec<u64>,
}

impl Set {
    fn empty(len: usize) -> Self {
        Self { bits: vec![0; len.div_ceil(64)] }
    }

    fn full(len: usize) -> Self {
        let mut bits = vec![u64::MAX; len.div_ceil(64)];
        if let Some(last) = bits.last_mut().filter(|_| !len.is_multiple_of(64)) {
            *last = (1 << (len % 64)) - 1;
        }
        Self { bits }
    }

    fn insert(&mut self, at: u32) {
        self.bits[at as usize / 64] |= 1 << (at % 64);
    }

    /// Keeps what is in another set too, or what is not.
    fn keep(&mut self, other: &Self, in_it: bool) {
        for (bits, other) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= if in_it { *other } else { !*other };
        }
    }

    fn members(&self) -> impl Iterator<Item = u32> + '_ {
        (0u32..).zip(&self.bits).flat_map(|(word, &bits)| {
            std::iter::successors((bits != 0).then_some(bits), |bits| Some(bits & (bits - 1)).filter(|&b| b != 0))
                .map(move |bits| word * 64 + bits.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample::{finding, library, paragraph, register, report, section, text};
    use crate::report::{FindingKind, Framework};

    fn sample() -> Library {
        let mut ashcombe = report("Ashcombe", Framework::Ilacs, "2022-11-18");
        section(&mut ashcombe, 1, "What needs to improve");
        finding(&mut ashcombe, FindingKind::Improvement, "The timeliness of strategy discussions.");
        section(&mut ashcombe, 1, "Help and protection");
        paragraph(&mut ashcombe, 1, "A strategy discussion is held in time. Discussion of strategy is rare.");
        let mut kelling = report("Kelling", Framework::Jtai, "2019-03-01");
        text(&mut kelling, "No strategy discussion took place.");
        library(vec![ashcombe, kelling])
    }

    fn found(query: &str) -> Vec<(usize, usize)> {
        let library = sample();
        let concordance = Concordance::of(&library);
        let hits = concordance.search(&library, &Query::parse(query, &register()), Scope::default());
        let passage = |at: &u32| concordance.passage(*at as usize).map(|p| (p.report.index(), p.from.index()));
        hits.iter().filter_map(passage).collect()
    }

    #[test]
    fn passages_are_found_by_words_phrases_and_fields() {
        for (query, expected) in [
            ("strategy", &[(0, 1), (0, 3), (1, 0)][..]),
            ("\"strategy discussion\"", &[(0, 3), (1, 0)]),
            ("\"strategy discussion*\"", &[(0, 1), (0, 3), (1, 0)]),
            ("\"discussion of strategy\"", &[(0, 3)]),
            ("strategy kind:improvement", &[(0, 1)]),
            ("strategy -timeliness framework:ilacs", &[(0, 3)]),
            ("kind:improvement", &[(0, 1)]),
            ("-strategy framework:ilacs", &[(0, 0), (0, 2)]),
            ("strateg", &[]),
            ("", &[]),
            ("zebra*", &[]),
        ] {
            assert_eq!(found(query), expected, "{query}");
        }
    }

    #[test]
    fn the_passages_are_all_of_the_text_once() {
        let library = sample();
        for (at, report) in library.reports().iter().enumerate() {
            let passages = passages(ReportId::new(at), report);
            let blocks: Vec<usize> = passages.iter().flat_map(|p| p.from.index()..p.to.index()).collect();
            assert_eq!(blocks, (0..report.blocks.len()).collect::<Vec<_>>());
        }
    }

    proptest::proptest! {
        #[test]
        fn a_set_keeps_what_was_put_in(len in 1usize..300, put in proptest::collection::btree_set(0u32..300, 0..40)) {
            let put: Vec<u32> = put.into_iter().filter(|&p| (p as usize) < len).collect();
            let mut set = Set::empty(len);
            for &p in &put {
                set.insert(p);
            }
            proptest::prop_assert_eq!(set.members().collect::<Vec<_>>(), put.clone());
            let mut rest = Set::full(len);
            rest.keep(&set, false);
            proptest::prop_assert_eq!(rest.members().count(), len - put.len());
        }
    }
}
