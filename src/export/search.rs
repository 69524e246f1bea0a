//! What `findings search` prints as JSON: each passage with its place, in the order in which the browser shows them.

use std::io::{self, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::list::{Row, Stock, hit};
use crate::query::ask::Query;
use crate::report::{FindingKind, SectionId, Source};
use crate::typography::harmless;

#[derive(Serialize)]
struct Answer<'a> {
    /// What was asked for, as it may be shown.
    query: String,
    hits: Vec<HitRow<'a>>,
}

#[derive(Serialize)]
struct HitRow<'a> {
    file: &'a str,
    authority: Option<&'a str>,
    date: Option<Date>,
    source: Source,
    /// The place of the section among the report's, as in the export.
    section: Option<usize>,
    /// Its heading.
    heading: Option<&'a str>,
    paragraph: Option<u32>,
    page: Option<u32>,
    finding: Option<FindingRow>,
    text: String,
    /// The sentence in which the first of the words stands.
    sentence: String,
}

#[derive(Serialize)]
struct FindingRow {
    kind: FindingKind,
    ordinal: u32,
}

/// Writes the passages that were found.
///
/// # Errors
///
/// What the writer answers.
pub fn write(stock: &Stock, typed: &str, query: &Query, rows: &[Row], out: &mut impl Write) -> io::Result<()> {
    let hits = rows.iter().filter_map(|&row| row_of(stock, query, row)).collect();
    serde_json::to_writer_pretty(&mut *out, &Answer { query: harmless::line(typed), hits })?;
    writeln!(out)
}

fn row_of<'a>(stock: &Stock<'a>, query: &Query, row: Row) -> Option<HitRow<'a>> {
    let Row::Passage(at) = row else { return None };
    let passage = stock.passage(at)?;
    let report = stock.library.report(passage.report)?;
    let section = report.section_at(passage.from);
    let page = report.block(passage.from).map(|b| b.place.page).filter(|&page| page > 0);
    let finding = passage.finding.and_then(|id| report.findings.get(id.index()));
    let hit = hit(stock, row, query);
    Some(HitRow {
        file: &report.file,
        authority: report.authority_name(),
        date: report.date(),
        source: report.source.value,
        section: section.map(SectionId::index),
        heading: section.and_then(|id| report.section(id)).map(|s| s.heading.as_str()),
        paragraph: report.paragraph_at(passage.from).map(|p| p.number),
        page,
        finding: finding.map(|f| FindingRow { kind: f.kind, ordinal: f.ordinal }),
        sentence: hit.text.get(hit.sentence.clone()).unwrap_or_default().to_owned(),
        text: hit.text,
    })
}
