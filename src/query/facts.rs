//! How we know: every fact of a report with its printed words, its place, and the rule and basis that took it.
//!
//! The browser's page `i` and `findings check --why` say the same, because both are made here.

use crate::document::BlockId;
use crate::library::{Library, ReportId};
use crate::query::{recur, words};
use crate::report::{Basis, Evidence, Finding, FindingId, Judgement, Report, Source};

/// One fact: its name, its value, and the sentences that say where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stated {
    /// The name of the fact: "Authority". Empty where the fact before goes on.
    pub name: &'static str,
    /// The value in words.
    pub value: String,
    /// Where it comes from, a sentence each.
    pub how: Vec<String>,
    /// What kind of line it is.
    pub tone: Tone,
}

/// How much a fact wants to be seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// As read.
    Plain,
    /// Something that a reader should know before trusting the rest.
    Warning,
}

impl Stated {
    fn new(name: &'static str, value: impl Into<String>, how: Vec<String>) -> Self {
        Self { name, value: value.into(), how, tone: Tone::Plain }
    }

    fn warning(name: &'static str, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), how: Vec::new(), tone: Tone::Warning }
    }
}

/// The facts of a report's head, then what was noticed, then its file and the other files of the same inspection.
#[must_use]
pub fn of(library: &Library, id: ReportId) -> Vec<Stated> {
    let Some(report) = library.report(id) else { return Vec::new() };
    let mut facts = head(report);
    facts.extend(report.warnings.iter().map(|w| Stated::warning("Warning", w.clone())));
    let pages = match report.pages {
        0 => report.format.to_string(),
        1 => format!("{}, 1 page", report.format),
        n => format!("{}, {n} pages", report.format),
    };
    facts.push(Stated::new("File", report.file.clone(), vec![pages]));
    facts.extend(library.others(id).map(|(_, other)| {
        let what = if other.source.value == Source::Press {
            "a press account of the same inspection"
        } else {
            "the same inspection"
        };
        Stated::new("See also", other.file.clone(), vec![format!("{what}, {}", other.format)])
    }));
    facts
}

/// The facts of a report's head.
fn head(report: &Report) -> Vec<Stated> {
    let fact = |name, value: &str, evidence: &Evidence| Stated::new(name, value, vec![source(evidence)]);
    // A body that could not be fetched has no evidence, and says why among its warnings.
    let based = |name, value: &str, evidence: &Option<Evidence>| {
        Stated::new(name, value, evidence.iter().map(source).collect::<Vec<_>>())
    };
    let grounds = &report.grounds;
    let mut facts = Vec::new();
    facts.extend(report.title.iter().map(|t| fact("Title", &t.value, &t.evidence)));
    facts.push(match &report.authority {
        Some(authority) => based("Authority", &authority.value, &grounds.authority),
        None => Stated::warning("Authority", "not known: no name in the text resolves to one"),
    });
    facts.push(based("Framework", report.framework.value.words(), &grounds.framework));
    facts.push(based("Source", report.source.value.words(), &grounds.source));
    facts.extend(report.variant.iter().map(|v| fact("Length", v.value.words(), &v.evidence)));
    if report.reinspection {
        facts.push(Stated::new("Re-inspection", "the title calls it one", Vec::new()));
    }
    facts.extend(report.inspected.iter().map(|i| based("Inspected", &words::period(i.value), &grounds.inspected)));
    facts.extend(report.published.iter().map(|p| based("Published", &words::day(p.value), &grounds.published)));
    if let (Some(date), None) = (report.file_date, &report.inspected) {
        facts.push(Stated::new("Date", format!("{} (date from the file name)", words::day(date)), Vec::new()));
    }
    for (index, inspector) in report.inspectors.iter().enumerate() {
        facts.push(fact(
            if index == 0 { "Lead inspector" } else { "Inspector" },
            &inspector.value,
            &inspector.evidence,
        ));
    }
    facts.extend(report.statement_of_action.iter().map(|s| {
        let words = if s.value { "a written statement of action is asked for" } else { "none is asked for" };
        fact("Statement of action", words, &s.evidence)
    }));
    facts.extend(report.progress.iter().map(|p| fact("Progress", &p.value, &p.evidence)));
    facts.extend(report.outcome.iter().map(|o| fact("Outcome", o.value.words(), &o.evidence)));
    facts
}

/// How we know a judgement. A press account's grades are its own words.
#[must_use]
pub fn judgement(report: &Report, judgement: &Judgement) -> Stated {
    let group = judgement.group.map(|g| format!("{g}: ")).unwrap_or_default();
    let press = if report.source.value == Source::Press { ", as reported by the press" } else { "" };
    let how = vec![format!("printed label: “{}”", judgement.label), source(&judgement.evidence)];
    Stated::new("Judgement", format!("{group}{}: {}{press}", judgement.area, judgement.grade), how)
}

/// What earlier reports of the authority said of the same, each with its place and its words.
#[must_use]
pub fn said_before(library: &Library, id: ReportId, finding: FindingId) -> Vec<Stated> {
    let earlier = recur::earlier(library, id, finding);
    let stated = earlier.iter().enumerate().filter_map(|(at, earlier)| {
        let report = library.report(earlier.report)?;
        let found = report.findings.get(earlier.finding.index())?;
        let paragraph = found.paragraph.map(|n| format!(", paragraph {n}")).unwrap_or_default();
        let value = format!(
            "{}: {}, number {}{paragraph}{}",
            words::name(report),
            found.kind,
            found.ordinal,
            words::place(found.place)
        );
        let how = format!("rule: words in common, {} in 100 by weight", earlier.share);
        Some(Stated::new(if at == 0 { "Said before" } else { "" }, value, vec![format!("“{}”", found.text), how]))
    });
    stated.collect()
}

/// What stands at a block of a report, and where: its paragraph, page and section.
#[must_use]
pub fn passage(report: &Report, block: BlockId) -> Stated {
    let paragraph = report.paragraph_at(block).map(|p| format!("paragraph {}", p.number));
    let place = report.block(block).map(|b| words::place(b.place)).unwrap_or_default();
    let section = report.section_at(block).and_then(|s| report.section(s));
    let section = section.map_or_else(|| "before the first heading".to_owned(), |s| format!("under “{}”", s.heading));
    let value = format!("{}{place}", paragraph.unwrap_or_else(|| "a passage without a number".to_owned()));
    Stated::new("Passage", value, vec![section])
}

/// How we know a finding.
#[must_use]
pub fn finding(report: &Report, finding: &Finding) -> Stated {
    let section = finding.section.and_then(|s| report.section(s)).map(|s| format!("under “{}”", s.heading));
    let paragraph = finding.paragraph.map(|n| format!("paragraph {n}"));
    let parts: Vec<String> = section.into_iter().chain(paragraph).collect();
    let mut how = vec![format!("{}{}", parts.join(", "), words::place(finding.place))];
    if report.source.value != Source::Press && finding.section.is_some() {
        how.push("rule: an item of the list under that heading".to_owned());
    }
    how.extend(finding.due.iter().map(|due| format!("timescale as printed: {due}")));
    how.extend(finding.addressed_to.iter().map(|to| format!("addressed to {to}")));
    Stated::new("Finding", format!("{}, number {} of its kind", finding.kind, finding.ordinal), how)
}

/// Where a fact comes from, in a sentence.
fn source(evidence: &Evidence) -> String {
    let rule = evidence.rule.words();
    match evidence.basis {
        Basis::FileName => format!("from the file name “{}”; rule: {rule}", evidence.printed),
        basis if evidence.printed.is_empty() => format!("{basis}; rule: {rule}"),
        basis => format!("“{}”{} · basis: {basis} · rule: {rule}", evidence.printed, words::place(evidence.place)),
    }
}
