//! A report, a section or a paragraph as it is printed, with its citation below it.

use std::io::{self, Write};

use serde_json::json;

use crate::document::{Block, BlockId, Kind};
use crate::export::table::{Style, Table, visible};
use crate::export::text;
use crate::query::citation::{self, Passage};
use crate::query::part::Part;
use crate::query::words;
use crate::report::Report;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// How a text is written.
    Form {
        Text = "text", "plain text";
        Table = "table", "plain text, as the other commands call it";
        Csv = "csv", "a row a block: paragraph, page, text, and the citation";
        Markdown = "markdown", "Markdown, as the browser exports it, the citation below";
        Json = "json", "one JSON object";
    }
}

/// Writes a part of a report.
///
/// # Errors
///
/// What the writer answers.
pub fn write(report: &Report, part: Part, form: Form, out: &mut impl Write) -> io::Result<()> {
    let (from, to) = part.blocks(report);
    let blocks = || report.blocks[from.index()..to.index().max(from.index())].iter().filter(|b| b.is_text());
    let citation = citation(report, part);
    match form {
        Form::Text | Form::Table => {
            for (at, block) in blocks().enumerate() {
                if at > 0 && !is_tight(block) {
                    writeln!(out)?;
                }
                writeln!(out, "{}", line(block))?;
            }
            writeln!(out, "\n{}", visible(&citation))
        }
        Form::Csv => {
            let mut table = Table::new(&["paragraph", "page", "text", "citation"]);
            for (at, block) in report.blocks.iter().enumerate().take(to.index()).skip(from.index()) {
                let number = report.paragraph_at(BlockId::new(at)).map(|p| p.number.to_string()).unwrap_or_default();
                let page = Some(block.place.page).filter(|&page| page > 0).map(|page| page.to_string());
                if block.is_text() {
                    table.rows.push(vec![number, page.unwrap_or_default(), block.text.clone(), citation.clone()]);
                }
            }
            table.write(Style::Csv, out)
        }
        Form::Markdown => out.write_all(text::cited(report, from.index()..to.index(), &citation).as_bytes()),
        Form::Json => {
            let paragraph =
                if let Part::Paragraph(at) = part { report.paragraphs.get(at).map(|p| p.number) } else { None };
            let section = match part {
                Part::Section(id) => Some(id),
                _ => report.section_at(from).filter(|_| part != Part::Whole),
            };
            let value = json!({
                "file": report.file,
                "authority": report.authority_name(),
                "date": report.date().map(|d| d.to_string()),
                "source": report.source.value,
                "section": section.and_then(|id| report.section(id)).map(|s| &s.heading),
                "paragraph": paragraph,
                "page": blocks().map(|b| b.place.page).find(|&page| page > 0),
                "text": blocks().map(|b| b.text.as_str()).collect::<Vec<_>>().join("\n"),
                "citation": citation,
            });
            serde_json::to_writer_pretty(&mut *out, &value)?;
            writeln!(out)
        }
    }
}

/// Whether a block stands right below the one before: a bullet, a row.
fn is_tight(block: &Block) -> bool {
    matches!(&block.kind, Kind::Item { label: None, .. } | Kind::Item { depth: 1.., .. } | Kind::Row { .. })
}

/// A block as plain text.
fn line(block: &Block) -> String {
    let words = visible(&block.text);
    match &block.kind {
        Kind::Item { depth, label } => {
            let label = label.as_deref().map_or_else(|| "•".to_owned(), visible);
            format!("{}{label} {words}", "  ".repeat(usize::from(*depth)))
        }
        Kind::Row { cells, .. } => cells.iter().map(|c| visible(c)).collect::<Vec<_>>().join(" · "),
        _ => words,
    }
}

/// How a part is cited: as the browser cites a passage, and a whole section with its paragraphs.
fn citation(report: &Report, part: Part) -> String {
    let (from, to) = part.blocks(report);
    match part {
        Part::Whole => citation::cite(report, None),
        Part::Paragraph(_) => citation::cite(report, Passage::at(report, from).as_ref()),
        Part::Section(id) => {
            let heading = report.section(id).map(|s| format!("section “{}”", s.heading));
            let place = Some(words::paragraphs(report, from, to)).filter(|place| !place.is_empty());
            [Some(citation::cite(report, None)), heading, place].into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;
    use crate::query::sample;
    use crate::report::Framework;

    #[test]
    fn markdown_shows_the_words_as_they_are_printed() {
        let mut report = sample::report("Ashcombe", Framework::Ilacs, "2022-11-18");
        sample::section(&mut report, 1, "Visits *and* plans");
        sample::paragraph(&mut report, 31, "Form_7 is #1 of <two>.");
        for cells in [["Team", "Cases"], ["North", "1|2"]] {
            let kind = Kind::Row { table: 0, cells: cells.map(str::to_owned).to_vec() };
            report.blocks.extend([Block::new(kind, cells.join(" "), Place { page: 1, line: 0 })]);
        }
        let written = |part: Part| {
            let mut out = Vec::new();
            write(&report, part, Form::Markdown, &mut out).expect("memory takes all");
            String::from_utf8(out).expect("text")
        };
        insta::assert_snapshot!(written(Part::Whole), @r"
        ## Visits \*and\* plans

        31\. Form\_7 is #1 of \<two\>.

        | Team | Cases |
        | --- | --- |
        | North | 1\|2 |

        — Ashcombe, ILACS inspection, inspected 18 Nov 2022
        ");
        insta::assert_snapshot!(written(Part::Paragraph(0)), @r"
        31\. Form\_7 is #1 of \<two\>.

        — Ashcombe, ILACS inspection, inspected 18 Nov 2022, paragraph 31, page 1
        ");
    }
}
