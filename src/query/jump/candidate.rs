//! What can be gone to: a number for each authority, report, section, paragraph and finding, and the words it is found by.
//!
//! Candidates are numbered in the order in which equals are shown: kind by kind, the newest inspection first, newspaper
//! accounts last. So the best of many equals are the first of them, and nothing has to be sorted to know them.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use rayon::prelude::*;

use super::initials::{self, Initials};
use super::name::Name;
use super::origin::Origin;
use super::postings::Postings;
use super::word::{self, Sign};
use super::{Kind, Target, label};
use crate::authority::Register;
use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{FindingId, Report, SectionId, Source};

/// The kinds of candidates, in the order of their numbers.
const KINDS: [Kind; 5] = [Kind::Authority, Kind::Report, Kind::Section, Kind::Paragraph, Kind::Finding];
/// How many reports one core takes at a time.
const CHUNK: usize = 16;

/// Every candidate.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// The report of each; authorities have none.
    reports: Vec<u32>,
    /// Its place in its list: of the library's authorities, or of the report's sections, paragraphs or findings.
    items: Vec<u32>,
    /// The numbers of each of [`KINDS`].
    ranges: Vec<Range<usize>>,
    /// The words of all labels.
    pub postings: Postings,
    /// Their first letters.
    pub initials: Initials,
    /// The names, by authority.
    pub names: Vec<Name>,
    /// The years, months and frameworks, by report.
    pub origins: Vec<Origin>,
    /// The authority, by report.
    pub owners: Vec<Option<AuthorityId>>,
    /// The words in the names of authorities of which there is no report.
    pub elsewhere: HashSet<Vec<char>>,
    /// The words in the names of all authorities.
    pub known: HashSet<Vec<char>>,
    /// The authorities of which there is no report.
    pub absent: Vec<(String, Name)>,
}

impl Candidates {
    /// Everything in a library that can be gone to.
    pub(super) fn of(library: &Library, register: &Register) -> Self {
        let mut order: Vec<usize> = (0..library.reports().len()).collect();
        order.sort_by_key(|&at| {
            let report = &library.reports()[at];
            (report.source.value == Source::Press, Reverse(report.date()), at)
        });
        let parts: Vec<Part> = order.par_chunks(CHUNK).map(|chunk| Part::of(library, chunk)).collect();
        let mut candidates = Self::merged(library.authorities().len(), &parts);
        candidates.origins = library.reports().par_iter().map(|report| Origin::of(report)).collect();
        candidates.name(library, register);
        candidates
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.items.len()
    }

    /// The kinds with the numbers of their candidates.
    pub(super) fn kinds(&self) -> impl Iterator<Item = (Kind, Range<usize>)> {
        KINDS.into_iter().zip(self.ranges.iter().cloned())
    }

    /// The first number that is no section's: what stands before has labels short enough for a word to be abbreviated.
    pub(super) fn short(&self) -> usize {
        self.ranges.get(2).map_or(0, |range| range.end)
    }

    /// The report of a candidate.
    pub(super) fn report(&self, at: usize) -> Option<usize> {
        Some(self.reports[at] as usize).filter(|&report| report < self.origins.len())
    }

    /// Where those end that stand beside a candidate in the same report; an authority stands alone.
    pub(super) fn beside(&self, at: usize, end: usize) -> usize {
        let report = self.reports[at];
        if report == u32::MAX {
            return at + 1;
        }
        at + self.reports[at..end].iter().take_while(|&&other| other == report).count()
    }

    /// What a candidate leads to.
    pub(super) fn target(&self, at: usize) -> Target {
        let (report, item) = (ReportId::new(self.reports[at] as usize), self.items[at] as usize);
        match self.ranges.iter().position(|range| range.contains(&at)) {
            Some(0) => Target::Authority(AuthorityId::new(item)),
            Some(1) => Target::Report(report),
            Some(2) => Target::Section(report, SectionId::new(item)),
            Some(3) => Target::Paragraph(report, item),
            _ => Target::Finding(report, FindingId::new(item)),
        }
    }

    /// The bytes that all this takes.
    pub(super) fn bytes(&self) -> usize {
        (self.reports.capacity() + self.items.capacity()) * size_of::<u32>()
            + self.postings.bytes()
            + self.initials.bytes()
    }

    /// What authorities are called, and whose reports are whose.
    fn name(&mut self, library: &Library, register: &Register) {
        self.owners = vec![None; library.reports().len()];
        for (index, authority) in library.authorities().iter().enumerate() {
            let others = register.get(&authority.name).map(|e| e.other_names.as_slice()).unwrap_or_default();
            self.names.push(Name::new(&authority.name, others));
            for report in &authority.reports {
                self.owners[report.index()] = Some(AuthorityId::new(index));
            }
        }
        for entry in register.entries().iter().filter(|e| library.authority_named(&e.name).is_none()) {
            self.absent.push((entry.name.clone(), Name::new(&entry.name, &entry.other_names)));
        }
        let here: HashSet<Vec<char>> = self.names.iter().flat_map(Name::words).cloned().collect();
        let absent = self.absent.iter().flat_map(|(_, name)| name.words());
        self.elsewhere = absent.filter(|word| !here.contains(*word)).cloned().collect();
        self.known = here;
        self.known.extend(self.elsewhere.iter().cloned());
    }

    /// Numbers the candidates of all parts, and puts them in where their words are.
    fn merged(authorities: usize, parts: &[Part]) -> Self {
        let mut words: Vec<&str> = parts.iter().flat_map(|part| part.words.keys().map(AsRef::as_ref)).collect();
        words.par_sort_unstable();
        words.dedup();
        let numbers: HashMap<&str, u32> = words.iter().copied().zip(0..).collect();
        let locals: Vec<Vec<u32>> = parts.iter().map(|part| part.numbered(&numbers)).collect();
        let mut counts = vec![0_u32; words.len()];
        for (part, local) in parts.iter().zip(&locals) {
            for &word in &part.arena {
                counts[local[word as usize] as usize] += 1;
            }
        }
        let letters: Vec<Vec<char>> = words.par_iter().map(|word| word.chars().collect()).collect();
        let mut filling = Postings::with_room(letters, &counts);
        let total = authorities + parts.iter().map(Part::len).sum::<usize>();
        let (mut reports, mut items) = (Vec::with_capacity(total), Vec::with_capacity(total));
        let mut initials = Initials::default();
        let mut ranges: Vec<Range<usize>> = std::iter::once(0..authorities).collect();
        for item in (0_u32..).take(authorities) {
            reports.push(u32::MAX);
            items.push(item);
            initials.push(&[]);
        }
        for kind in 0..KINDS.len() - 1 {
            let start = items.len();
            for (part, local) in parts.iter().zip(&locals) {
                for entry in &part.entries[kind] {
                    let number = u32::try_from(items.len()).unwrap_or(u32::MAX);
                    for &word in &part.arena[entry.words.clone()] {
                        filling.put(local[word as usize], number);
                    }
                    initials.push(&part.letters[entry.letters.clone()]);
                    reports.push(entry.report);
                    items.push(entry.item);
                }
            }
            ranges.push(start..items.len());
        }
        Self { reports, items, ranges, postings: filling.done(), initials, ..Self::default() }
    }
}

/// The candidates of some reports, with words numbered for themselves.
#[derive(Default)]
struct Part {
    words: HashMap<Box<str>, u32>,
    /// By kind, reports first.
    entries: [Vec<Entry>; KINDS.len() - 1],
    /// The words of each candidate, each word once.
    arena: Vec<u32>,
    /// The first letters of each candidate.
    letters: Vec<u8>,
}

struct Entry {
    report: u32,
    item: u32,
    words: Range<usize>,
    letters: Range<usize>,
}

impl Part {
    fn of(library: &Library, reports: &[usize]) -> Self {
        let mut part = Self::default();
        for &index in reports {
            let id = ReportId::new(index);
            let report = &library.reports()[index];
            part.push(Target::Report(id), 0, &label::own(library, Target::Report(id)), "");
            for at in 0..report.sections.len() {
                let section = SectionId::new(at);
                part.push(
                    Target::Section(id, section),
                    at,
                    &label::section_words(report, section),
                    &areas(report, section),
                );
            }
            for at in 0..report.paragraphs.len() {
                let target = Target::Paragraph(id, at);
                part.push(target, at, label::text(report, target), "");
            }
            for at in 0..report.findings.len() {
                let target = Target::Finding(id, FindingId::new(at));
                part.push(target, at, label::text(report, target), "");
            }
        }
        part
    }

    fn len(&self) -> usize {
        self.entries.iter().map(Vec::len).sum()
    }

    /// The number of each word among all words.
    fn numbered(&self, numbers: &HashMap<&str, u32>) -> Vec<u32> {
        let mut local = vec![0; self.words.len()];
        for (word, &at) in &self.words {
            local[at as usize] = numbers[word.as_ref()];
        }
        local
    }

    /// Adds a candidate that is found by the words of its text, and by some more that it does not print.
    fn push(&mut self, target: Target, item: usize, text: &str, more: &str) {
        let (words, letters) = (self.arena.len(), self.letters.len());
        self.read(text);
        let read = self.letters.len();
        self.read(more);
        self.letters.truncate(read);
        let own = &mut self.arena[words..];
        own.sort_unstable();
        let mut kept = words;
        for at in words..self.arena.len() {
            if at == words || self.arena[at] != self.arena[kept - 1] {
                self.arena[kept] = self.arena[at];
                kept += 1;
            }
        }
        self.arena.truncate(kept);
        let kind = KINDS.iter().position(|&kind| kind == target.kind()).unwrap_or(1).saturating_sub(1);
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        self.entries[kind].push(Entry {
            report: target.report().map_or(u32::MAX, |id| number(id.index())),
            item: number(item),
            words: words..kept,
            letters: letters..read,
        });
    }

    /// Reads the words of a text.
    fn read(&mut self, text: &str) {
        let mut word = String::new();
        for c in word::closed(text) {
            match Sign::of(c) {
                Sign::Silent => {}
                Sign::Letter(letter) => word.push(letter),
                Sign::Gap(gap) => {
                    if !word.is_empty() {
                        self.add(&word);
                        word.clear();
                    }
                    if matches!(gap, '.' | ',' | ';' | ':' | '(' | ')' | '?' | '!') {
                        self.letters.push(Initials::pause());
                    }
                }
            }
        }
    }

    /// Adds a word to the candidate that is being read.
    fn add(&mut self, word: &str) {
        self.letters.extend(initials::letter(word));
        let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
        let number = match self.words.get(word) {
            Some(&number) => number,
            None => *self.words.entry(word.into()).or_insert(next),
        };
        self.arena.push(number);
    }
}

/// What the judgement of a section is about, in our words: a heading about "leaders" is found by "leadership".
fn areas(report: &Report, section: SectionId) -> String {
    let judged = report.judgements.iter().filter(|j| j.section == Some(section));
    judged.map(|j| format!("{} {}", j.area.key().replace('_', " "), j.area.words())).collect::<Vec<_>>().join(" ")
}
