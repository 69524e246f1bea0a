//! What `findings jump` prints: the hits of go-to, each with where it stands.

use std::io::{self, Write};

use serde::Serialize;

use super::table::Table;
use crate::library::Library;
use crate::query::jump::{Hit, Target};
use crate::report::FindingKind;

/// One hit; `null` where a key does not apply.
#[derive(Debug, Serialize)]
struct Row<'a> {
    kind: &'static str,
    label: &'a str,
    authority: Option<&'a str>,
    file: Option<&'a str>,
    section: Option<&'a str>,
    paragraph: Option<u32>,
    finding: Option<Named>,
}

/// A finding by its kind and its number among the report's findings of that kind.
#[derive(Debug, Serialize)]
struct Named {
    kind: FindingKind,
    ordinal: u32,
}

/// A row a hit, for people and spreadsheets.
#[must_use]
pub fn table(library: &Library, hits: &[Hit]) -> Table {
    let mut table = Table::new(&["Kind", "Label", "Authority", "File", "Section", "Paragraph", "Finding"]).keeping(2);
    table.rows.extend(hits.iter().map(|hit| {
        let row = row(library, hit);
        let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
        vec![
            row.kind.to_owned(),
            row.label.to_owned(),
            text(row.authority),
            text(row.file),
            text(row.section),
            row.paragraph.map(|n| n.to_string()).unwrap_or_default(),
            row.finding.map(|f| format!("{} {}", f.kind.words(), f.ordinal)).unwrap_or_default(),
        ]
    }));
    table
}

/// The hits as a list of JSON objects.
///
/// # Errors
///
/// What the writer answers.
pub fn json(library: &Library, hits: &[Hit], out: &mut impl Write) -> io::Result<()> {
    let rows: Vec<Row<'_>> = hits.iter().map(|hit| row(library, hit)).collect();
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    writeln!(out)
}

fn row<'a>(library: &'a Library, hit: &'a Hit) -> Row<'a> {
    let report = hit.target.report().and_then(|id| library.report(id));
    let authority = match hit.target {
        Target::Authority(id) => library.authority(id).map(|a| a.name.as_str()),
        _ => report.and_then(|r| r.authority_name()),
    };
    let mut row = Row {
        kind: hit.target.kind().key(),
        label: &hit.label,
        authority,
        file: report.map(|r| r.file.as_str()),
        section: None,
        paragraph: None,
        finding: None,
    };
    let Some(report) = report else { return row };
    let section = match hit.target {
        Target::Section(_, section) => Some(section),
        Target::Paragraph(_, at) => {
            let paragraph = report.paragraphs.get(at);
            row.paragraph = paragraph.map(|p| p.number);
            paragraph.and_then(|p| p.section)
        }
        Target::Finding(_, finding) => {
            let finding = report.findings.get(finding.index());
            row.finding = finding.map(|f| Named { kind: f.kind, ordinal: f.ordinal });
            row.paragraph = finding.and_then(|f| f.paragraph);
            finding.and_then(|f| f.section)
        }
        _ => None,
    };
    row.section = section.and_then(|id| report.section(id)).map(|s| s.heading.as_str());
    row
}
