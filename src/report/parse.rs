//! From a document to a report: each concern reads its part of the blocks, in an order in which it has what it needs.

use std::collections::HashSet;

use jiff::civil::Date;

use crate::authority::Names;
use crate::document::{Block, BlockId, Document};
use crate::report::assigned::chosen;
use crate::report::cover::Cover;
use crate::report::framework::Row;
use crate::report::{
    Assigned, Body, Fact, Framework, Grounds, Judgement, Period, Report, Rule, Section, SectionId, Source, attribution,
    finding, grid, header, inspector, press, section, topic,
};
use crate::typography::{digest_of_letters, fold};

/// Why a document is no inspection report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAReport {
    /// Nothing was left once page furniture was put aside.
    #[error("it holds no text")]
    Empty,
    /// The text is about something else.
    #[error("it holds no inspection report: no title, no authority and no inspection is named in it")]
    OffTopic,
}

impl Report {
    /// Understands a document that was read from `file` (a path below the folder, with "/" between its parts).
    ///
    /// # Errors
    ///
    /// [`NotAReport`] when the document has no text or is about something else.
    pub fn parse(document: Document, file: &str, names: &Names) -> Result<Self, NotAReport> {
        Self::parse_assigned(document, file, names, &Assigned::default())
    }

    /// The same, with what a person says of the file. That overrides what is read, and decides how the rest is read;
    /// a different authority, framework or period that is read is kept as a warning.
    ///
    /// # Errors
    ///
    /// [`NotAReport`] when the document has no text, or is about something else and nothing was assigned to it.
    pub fn parse_assigned(
        mut document: Document,
        file: &str,
        names: &Names,
        assigned: &Assigned,
    ) -> Result<Self, NotAReport> {
        if !document.blocks.iter().any(|b| b.is_text() && !b.text.trim().is_empty()) {
            return Err(NotAReport::Empty);
        }
        press::mark_furniture(&mut document.blocks);
        let mut cover = Cover::read(&document.blocks);
        let mut overridden = Vec::new();
        let several = attribution::several(&document.blocks, &cover, names);
        let one = several.is_none().then(|| attribution::authority(&document.blocks, &cover, names, file)).flatten();
        let authority = chosen("the authority", one, assigned.authority.as_ref(), &mut overridden);
        if let Some(framework) = &assigned.framework {
            chosen("the framework", Some(cover.framework), Some(framework), &mut overridden);
            cover.framework = framework.clone();
        }
        let framework = cover.framework.value;
        let titled = cover.framework.evidence.rule == Rule::TitleLine;
        let off_topic = framework == Framework::Other && !titled && !assigned.says_anything() && several.is_none();
        if off_topic && (authority.is_none() || !names_an_inspection(&document.blocks)) {
            return Err(NotAReport::OffTopic);
        }
        let side_by_side = several.is_some() && authority.is_none();
        let (authority, doubt) = match authority {
            Some(fact) => (Some(fact), None),
            None if several.is_some() => (None, several),
            None => match attribution::inferred(&document.blocks, header::file_date(file).map(Date::year)) {
                Ok(inferred) => (inferred, None),
                Err(doubt) => (None, Some(doubt)),
            },
        };
        if cover.account {
            let (body, inspected) = account(&mut document, &cover, authority.as_ref(), (side_by_side, doubt), names);
            let inspected = chosen("the period", inspected, assigned.inspected.as_ref(), &mut overridden);
            let mut report = whole(document, file, cover, authority, (inspected, None), body);
            report.warnings.extend(overridden);
            return Ok(report);
        }
        let row = framework.row();
        let begin = cover.text_begins(&document.blocks);
        section::promote(&mut document.blocks, begin, row);
        let sections = section::tree(&document.blocks, begin, document.format, row);
        let judgements = grid::read(&document.blocks, &cover, &sections);
        let text_begins = text_begins(begin, &judgements, &sections, row);
        let sections = section::tree(&document.blocks, text_begins, document.format, row);
        let judgements = if text_begins > begin { grid::read(&document.blocks, &cover, &sections) } else { judgements };
        let paragraphs = section::paragraphs(&document.blocks, text_begins, &sections, row);
        let mut findings = finding::read(&document.blocks, &sections, row);
        for finding in &mut findings {
            let at = paragraphs.partition_point(|p| p.block <= finding.block).checked_sub(1);
            let inside = at.map(|i| &paragraphs[i]).filter(|p| finding.block < p.end);
            finding.paragraph = inside.map(|p| p.number).or(finding.paragraph);
        }
        let inspected = match cover.source.value {
            Source::Other if side_by_side => None,
            Source::Other => press::inspected(&document.blocks, authority.as_ref().map(|a| a.value.as_str()), names),
            _ => header::inspected(&document.blocks, &cover),
        };
        let inspected = chosen("the period", inspected, assigned.inspected.as_ref(), &mut overridden);
        let mut body = Body {
            grounds: Grounds::default(),
            variant: header::variant(framework, inspected.as_ref()),
            reinspection: cover.title.as_ref().is_some_and(|(t, _)| is_reinspection(&t.value)),
            inspectors: inspector::inspectors(&document.blocks, &cover),
            theme: topic::theme(&document.blocks, &cover),
            statement_of_action: topic::statement_of_action(&document.blocks, framework),
            progress: topic::progress(&document.blocks, &cover),
            outcome: topic::outcome(&document.blocks, framework)
                .filter(|_| cover.source.value != Source::Other || authority.is_some()),
            title: cover.title.as_ref().map(|(title, _)| title.clone()),
            judgements,
            sections,
            paragraphs,
            findings,
            warnings: std::mem::take(&mut document.remarks).into_iter().chain(doubt).collect(),
        };
        body.warnings.extend(overridden);
        let published = header::published(&document.blocks, &cover);
        Ok(whole(document, file, cover, authority, (inspected, published), body))
    }
}

/// The report of a document with this body, and what there is to know before trusting it.
fn whole(
    document: Document,
    file: &str,
    cover: Cover,
    authority: Option<Fact<String>>,
    (inspected, published): (Option<Fact<Period>>, Option<Fact<Date>>),
    mut body: Body,
) -> Report {
    let (source, of_source) = cover.source.parted();
    let (framework, of_framework) = cover.framework.parted();
    let (authority, of_authority) = authority.map(Fact::parted).unzip();
    let (inspected, of_inspected) = inspected.map(Fact::parted).unzip();
    let (published, of_published) = published.map(Fact::parted).unzip();
    body.grounds = Grounds {
        source: Some(of_source),
        framework: Some(of_framework),
        authority: of_authority,
        inspected: of_inspected,
        published: of_published,
    };
    let mut report = Report {
        file: file.to_owned(),
        format: document.format,
        source,
        framework,
        authority,
        inspected,
        published,
        file_date: header::file_date(file),
        fingerprint: fingerprint(&document.blocks),
        pages: document.pages,
        rest: body.into(),
        blocks: document.blocks.into(),
    };
    let warnings = warnings(&report);
    report.warnings.extend(warnings);
    report
}

/// Whether a title calls the inspection a second one.
fn is_reinspection(title: &str) -> bool {
    let folded = fold(title);
    ["re-inspection", "reinspection", "re-visit", "revisit"].iter().any(|word| folded.contains(word))
}

/// A number made of the words of the text, whatever its format, case and marks are.
fn fingerprint(blocks: &[Block]) -> Option<u64> {
    digest_of_letters(blocks.iter().filter(|block| block.is_text()).map(|block| block.text.as_str()))
}

/// What an account says, which may set several councils side by side, with what is in doubt about it, and the days that it
/// tells: its grades and findings are in its prose, and it has no numbered paragraphs.
fn account(
    document: &mut Document,
    cover: &Cover,
    authority: Option<&Fact<String>>,
    (side_by_side, doubt): (bool, Option<String>),
    names: &Names,
) -> (Body, Option<Fact<Period>>) {
    let row = cover.framework.value.row();
    let begin = cover.text_begins(&document.blocks);
    section::promote(&mut document.blocks, begin, row);
    let sections = section::tree(&document.blocks, begin, document.format, row);
    let council = authority.map(|a| a.value.as_str());
    let mut account = press::read(&document.blocks, cover, council, side_by_side, names);
    finding::number(&mut account.findings);
    for finding in &mut account.findings {
        finding.section = sections.partition_point(|s| s.block <= finding.block).checked_sub(1).map(SectionId::new);
    }
    let body = Body {
        variant: header::variant(cover.framework.value, account.inspected.as_ref()),
        outcome: topic::outcome(&document.blocks, cover.framework.value).filter(|_| authority.is_some()),
        title: cover.title.as_ref().map(|(title, _)| title.clone()),
        judgements: account.judgements,
        sections,
        findings: account.findings,
        warnings: std::mem::take(&mut document.remarks).into_iter().chain(doubt).chain(account.warnings).collect(),
        ..Body::default()
    };
    (body, account.inspected)
}

/// Whether the text speaks of an inspection at all.
fn names_an_inspection(blocks: &[Block]) -> bool {
    blocks.iter().filter(|b| b.is_text()).any(|b| {
        let folded = fold(&b.text);
        folded.contains("inspection") || folded.contains("ofsted")
    })
}

/// The block at which the text begins: after the title and the judgements that are printed before the first standard heading.
/// A row of the grid is no heading, though one of the text may have its words.
fn text_begins(title_end: usize, judgements: &[Judgement], sections: &[Section], row: &Row) -> usize {
    let rows = judgements.iter().filter(|j| matches!(j.evidence.rule, Rule::GridTable | Rule::GridLines));
    let rows: HashSet<BlockId> = rows.filter_map(|j| j.evidence.block).collect();
    let heads = |s: &&Section| section::is_standard(&s.heading, row) && !rows.contains(&s.block);
    let first = sections.iter().find(heads).map(|s| s.block);
    let grid = judgements.iter().filter_map(|j| j.evidence.block);
    grid.filter(|b| first.is_some_and(|f| *b < f)).map(|b| b.index() + 1).max().unwrap_or(0).max(title_end)
}

/// What a reader should know before trusting what was read.
fn warnings(report: &Report) -> Vec<String> {
    let mut warnings = Vec::new();
    let framework = report.framework.value;
    if report.authority.is_none() && report.warnings.iter().all(|w| !w.starts_with(attribution::DOUBT)) {
        warnings.push("no authority could be told from the title, the addressee or the text".to_owned());
    }
    if report.inspected.is_none() && report.source.value != Source::Press {
        warnings.push("no dates of inspection are printed where they were looked for".to_owned());
    }
    if report.judgements.is_empty() && !framework.row().areas.is_empty() && report.source.value == Source::Report {
        warnings.push("no judgement grid was found".to_owned());
    }
    if let (false, Some(days)) = (report.judgements.is_empty(), &report.inspected)
        && report.source.value == Source::Report
    {
        let missing =
            framework.row().areas.iter().filter(|judged| {
                judged.given.on(days.value.from) == Some(true) && report.judgement(judged.area).is_none()
            });
        warnings.extend(missing.map(|judged| format!("no grade was found for “{}”", judged.area)));
    }
    let mut numbers: Vec<u32> = report.paragraphs.iter().map(|p| p.number).collect();
    numbers.dedup();
    let gaps: Vec<String> = numbers
        .windows(2)
        .filter(|w| w[1] > w[0] + 1)
        .map(|w| if w[1] == w[0] + 2 { (w[0] + 1).to_string() } else { format!("{}–{}", w[0] + 1, w[1] - 1) })
        .collect();
    if !gaps.is_empty() {
        warnings.push(format!("the paragraphs numbered {} were not found", gaps.join(", ")));
    }
    warnings
}
