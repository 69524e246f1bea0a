//! Marks as an annex for a committee paper: quotations by authority and report, with numbered sources at the end.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::markdown::{plain, quoted};
use crate::marks::Mark;
use crate::query::words;

/// The annex in Markdown. `made` is the day that stands in its head.
#[must_use]
pub fn annex(marks: &[&Mark], made: Date) -> String {
    let mut marks = marks.to_vec();
    let authority = |mark: &Mark| mark.passage.authority.clone();
    let key = |mark: &Mark| (authority(mark).is_none(), authority(mark), mark.passage.report.clone());
    // Within a report its passages stand in the order of the text.
    marks.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| a.anchor.block.cmp(&b.anchor.block)));
    let reports = marks.chunk_by(|a, b| key(a) == key(b)).count();
    let authorities = marks.chunk_by(|a, b| authority(a) == authority(b)).count();
    let mut out = format!(
        "# Annex: passages from inspection reports\n\nMade on {}: {} from {} on {}.\n",
        made.strftime("%-d %B %Y"),
        words::count(marks.len(), "passage", "passages"),
        words::count(reports, "report", "reports"),
        words::count(authorities, "authority", "authorities"),
    );
    let mut number = 0;
    for of_authority in marks.chunk_by(|a, b| authority(a) == authority(b)) {
        let name = of_authority[0].passage.authority.as_deref().unwrap_or("Authority not known");
        let _ = write!(out, "\n## {}\n", plain(name));
        for of_report in of_authority.chunk_by(|a, b| key(a) == key(b)) {
            let _ = write!(out, "\n### {}\n", plain(&of_report[0].passage.report));
            for mark in of_report {
                number += 1;
                passage(&mut out, mark, number);
            }
        }
    }
    if number > 0 {
        out.push_str("\n## Sources\n\n");
    }
    for (at, mark) in marks.iter().enumerate() {
        let _ = writeln!(out, "{}. {}", at + 1, plain(&mark.passage.citation));
    }
    out
}

/// One quotation, with the number of its source and what was written about it.
fn passage(out: &mut String, mark: &Mark, number: usize) {
    let kind = mark.passage.finding.map(|kind| format!("{kind}, ")).unwrap_or_default();
    let place = mark.place();
    let place = if place.is_empty() { String::new() } else { format!("{place}, ") };
    let _ = write!(out, "\n{}>\n> — {kind}{place}\\[{number}\\]\n", quoted(&mark.passage.text));
    if !mark.note.is_empty() {
        let _ = write!(out, "\nNote: {}\n", plain(&mark.note));
    }
    if !mark.tags.is_empty() {
        let _ = write!(out, "\nTags: {}\n", plain(&mark.tags.join(", ")));
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::marks::lines::Lines;
    use serde_json::json;

    #[test]
    fn passages_stand_under_their_authority_and_report_in_the_order_of_the_text() {
        let line = |id: &str, authority: Option<&str>, report: &str, block: u32, note: &str| {
            let moment = "2026-01-02T03:04:05Z";
            json!({
                "id": id, "made": moment, "changed": moment, "authority": authority, "report": report,
                "citation": format!("source of {id}"), "text": format!("Words of {id}."), "paragraph": block, "note": note,
                "anchor": {"folder": "/reports", "file": "a.pdf", "block": block},
            })
            .to_string()
        };
        let text = [
            line("c", Some("Netherby"), "ILACS inspection 2022", 9, ""),
            line("d", None, "press account", 1, ""),
            line("b", Some("Netherby"), "ILACS inspection 2022", 4, "for *us* #budget"),
            line("a", Some("Ashcombe"), "SIF inspection 2015", 4, ""),
        ];
        let lines = Lines::parse(&text.join("\n"));
        let marks: Vec<&Mark> = lines.marks.iter().collect();
        insta::assert_snapshot!(annex(&marks, date(2026, 11, 22)));
        insta::assert_snapshot!(annex(&[], date(2026, 11, 22)), @r"
        # Annex: passages from inspection reports

        Made on 22 November 2026: 0 passages from 0 reports on 0 authorities.
        ");
    }
}
