//! What can be gone to: one candidate an authority, report, section, paragraph and finding, with its label and words.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::name::Name;
use super::request::Term;
use super::{Target, fit, word};
use crate::authority::Register;
use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{FindingId, Period, Report, Section, SectionId};

/// How many characters of a paragraph or a finding stand in its label. The rest is found by searching the words.
const LABEL: usize = 120;

/// The kinds, in the order that breaks a tie.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Authority,
    Report,
    Section,
    Paragraph,
    Finding,
}

/// One thing that can be gone to.
#[derive(Debug)]
pub(super) struct Candidate {
    pub target: Target,
    /// What is shown and matched.
    pub label: String,
    /// The authority it belongs to.
    pub authority: Option<AuthorityId>,
    /// The report it belongs to.
    pub report: Option<ReportId>,
    /// Its number, for a paragraph.
    pub number: Option<u32>,
    /// The day of the inspection.
    pub day: Option<Date>,
    /// Its words, in the arena of all candidates.
    words: std::ops::Range<usize>,
}

/// What every candidate of a report is also found by.
#[derive(Debug, Default)]
pub(super) struct Origin {
    /// The year of the inspection.
    year: Vec<char>,
    /// The names of the framework.
    words: Vec<Vec<char>>,
}

/// Every candidate, and the distinct words of their labels.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    pub all: Vec<Candidate>,
    /// The distinct words.
    pub words: Vec<Vec<char>>,
    /// The names, by authority.
    pub names: Vec<Name>,
    /// The years and frameworks, by report.
    pub reports: Vec<Origin>,
    /// The words in the names of all authorities there are, those without a report included.
    pub known: HashSet<Vec<char>>,
    /// The words of each candidate, one after the other.
    arena: Vec<u32>,
}

impl Kind {
    /// Whether labels of this kind are short enough for scattered letters to mean something.
    pub(super) const fn is_short(self) -> bool {
        matches!(self, Self::Authority | Self::Report | Self::Section)
    }

    /// What a candidate loses when only its authority and report were asked for, and nothing of its own.
    pub(super) const fn surplus(self) -> u32 {
        match self {
            Self::Authority => 0,
            Self::Report => 30,
            Self::Section => 50,
            Self::Paragraph | Self::Finding => 70,
        }
    }
}

impl Candidate {
    /// What kind of thing it is.
    pub(super) const fn kind(&self) -> Kind {
        match self.target {
            Target::Authority(_) => Kind::Authority,
            Target::Report(_) => Kind::Report,
            Target::Section(..) => Kind::Section,
            Target::Paragraph(..) => Kind::Paragraph,
            Target::Finding(..) => Kind::Finding,
        }
    }
}

impl Origin {
    fn of(report: &Report) -> Self {
        let framework = report.framework.value;
        let names = [framework.short(), framework.words(), framework.key()].map(word::letters).into_iter().flatten();
        let year = report.date().map(|d| format!("{:04}", d.year()));
        Self { year: year.iter().flat_map(|y| y.chars()).collect(), words: names.collect() }
    }

    /// How well a word of a query fits the year or the framework.
    pub(super) fn fit(&self, term: &Term) -> u8 {
        let whole_or_beginning = |w: &Vec<char>| fit::within(&term.letters, w);
        let framework = self.words.iter().map(whole_or_beginning).filter(|&score| score >= fit::PREFIX).max();
        term.fit_year(&self.year).max(framework.unwrap_or_default())
    }
}

/// Collects candidates and numbers their words.
#[derive(Default)]
struct Collector {
    candidates: Candidates,
    numbers: HashMap<Vec<char>, u32>,
}

impl Candidates {
    /// Everything in a library that can be gone to.
    pub(super) fn of(library: &Library, register: &Register) -> Self {
        let mut collector = Collector::default();
        for entry in register.entries() {
            let name = Name::new(&entry.name, &entry.other_names);
            collector.candidates.known.extend(name.words().cloned());
        }
        let mut owners: HashMap<ReportId, AuthorityId> = HashMap::new();
        for (index, authority) in library.authorities().iter().enumerate() {
            let id = AuthorityId::new(index);
            let others = register.get(&authority.name).map(|e| e.other_names.as_slice()).unwrap_or_default();
            collector.candidates.names.push(Name::new(&authority.name, others));
            owners.extend(authority.reports.iter().map(|&report| (report, id)));
            // No words of its own: the names know how they may be typed.
            collector.push(Target::Authority(id), authority.name.clone(), "", None, (Some(id), None, None));
        }
        for (index, report) in library.reports().iter().enumerate() {
            let id = ReportId::new(index);
            collector.candidates.reports.push(Origin::of(report));
            collector.report(report, id, (owners.get(&id).copied(), Some(id), report.date()));
        }
        collector.candidates
    }

    /// The words of a candidate, by their place in `words`.
    pub(super) fn words_of(&self, candidate: &Candidate) -> &[u32] {
        &self.arena[candidate.words.clone()]
    }
}

/// The authority, report and day that a candidate belongs to.
type Owner = (Option<AuthorityId>, Option<ReportId>, Option<Date>);

impl Collector {
    fn report(&mut self, report: &Report, id: ReportId, owner: Owner) {
        let who = report.authority_name().unwrap_or(&report.file);
        let year = owner.2.map(|d| format!(" {}", d.year())).unwrap_or_default();
        let short = report.framework.value.short();
        let when = match (&report.inspected, owner.2) {
            (Some(period), _) => format!(", inspected {}", days(period.value)),
            (None, Some(date)) => format!(", {}", date.strftime("%-d %b %Y")),
            (None, None) => String::new(),
        };
        let own = if owner.0.is_some() { format!("{short}{when}") } else { format!("{who} {short}{when}") };
        self.push(Target::Report(id), format!("{who} · {short}{when}"), &own, None, owner);
        for (index, section) in report.sections.iter().enumerate() {
            let section_id = SectionId::new(index);
            let text = section_label(report, section_id, section);
            self.push(Target::Section(id, section_id), format!("{who} · {short}{year} · {text}"), &text, None, owner);
        }
        for (index, paragraph) in report.paragraphs.iter().enumerate() {
            let text = report.block(paragraph.block).map(|b| first_characters(&b.text)).unwrap_or_default();
            let label = format!("{who}{year} · {text}");
            self.push(Target::Paragraph(id, index), label, text, Some(paragraph.number), owner);
        }
        for (index, finding) in report.findings.iter().enumerate() {
            let text = first_characters(&finding.text);
            self.push(Target::Finding(id, FindingId::new(index)), format!("{who}{year} · {text}"), text, None, owner);
        }
    }

    /// Adds a candidate whose own words, authority and report apart, are those of `text`.
    fn push(&mut self, target: Target, label: String, text: &str, number: Option<u32>, owner: Owner) {
        let start = self.candidates.arena.len();
        for letters in word::letters(text) {
            let next = u32::try_from(self.candidates.words.len()).unwrap_or(u32::MAX);
            let words = &mut self.candidates.words;
            let word = *self.numbers.entry(letters).or_insert_with_key(|letters| {
                words.push(letters.clone());
                next
            });
            self.candidates.arena.push(word);
        }
        let words = start..self.candidates.arena.len();
        let (authority, report, day) = owner;
        self.candidates.all.push(Candidate { target, label, authority, report, number, day, words });
    }
}

/// The heading of a section, with the grade of its judgement where the heading does not print it.
fn section_label(report: &Report, id: SectionId, section: &Section) -> String {
    let grade = report.judgements.iter().find(|j| j.section == Some(id)).map(|j| j.grade.words().to_lowercase());
    match grade.filter(|grade| !section.heading.to_lowercase().contains(grade.as_str())) {
        Some(grade) => format!("{}: {grade}", section.heading),
        None => section.heading.clone(),
    }
}

/// As much of a text as a label shows, cut between words: half a word would be found as a whole one.
fn first_characters(text: &str) -> &str {
    match text.char_indices().nth(LABEL) {
        Some((end, _)) => text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space]),
        None => text,
    }
}

/// The days of an inspection: "7–18 Nov 2022", "28 Nov – 9 Dec 2022".
fn days(period: Period) -> String {
    let (from, to) = (period.from, period.to);
    let last = to.strftime("%-d %b %Y");
    match () {
        () if from == to => last.to_string(),
        () if (from.year(), from.month()) == (to.year(), to.month()) => format!("{}–{last}", from.day()),
        () if from.year() == to.year() => format!("{} – {last}", from.strftime("%-d %b")),
        () => format!("{} – {last}", from.strftime("%-d %b %Y")),
    }
}
