//! What searching everything found: the passages, under the report that they stand in.

use std::ops::Range;

use super::column::{Cell, Cells, Column, Order, Tone, column};
use super::findings::{finding, kind, section};
use super::marks;
use super::reports::{authority, framework, month, of};
use super::{Row, Stock};
use crate::query::ask::Query;
use crate::report::Report;

pub(super) const COLUMNS: &[Column] = &[
    column!("authority", "authority", Cells::Name, authority),
    column!(dated "date", "date", Cells::Fixed(9), month),
    column!("place", "where", Cells::Fixed(15), place, order, |s, r| section(s, r).text),
    column!(
        "kind",
        "kind",
        Cells::Fixed(13),
        kind,
        |s, r| finding(s, r).map_or(Order::Nothing, |(_, f)| Order::Number(f.kind as i64)),
        kind_counted
    ),
    column!("passage", "passage", Cells::Rest(24), text),
    column!("section", "section", Cells::Fixed(30), section),
    column!("framework", "framework", Cells::Fixed(9), framework),
];

/// A passage that was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hit {
    /// Its text in one line.
    pub text: String,
    /// The bytes of the text on which the words stand.
    pub spans: Vec<Range<usize>>,
    /// The sentence in which the first of them stands.
    pub sentence: Range<usize>,
}

/// The passages that fit, in the order of the library.
pub(super) fn rows(stock: &Stock, query: &Query) -> Vec<Row> {
    let found =
        stock.concordance.map(|concordance| concordance.search(stock.library, query, stock.scope)).unwrap_or_default();
    found.into_iter().map(Row::Passage).collect()
}

/// The passages by authority, the newest report first, each report before its passages.
pub(super) fn grouped(stock: &Stock, rows: Vec<Row>) -> Vec<Row> {
    let mut groups: Vec<(Row, Vec<Row>)> = Vec::new();
    for row in rows {
        let Some(id) = row.report(stock) else { continue };
        match groups.last_mut().filter(|(head, _)| *head == Row::Report(id)) {
            Some((_, passages)) => passages.push(row),
            None => groups.push((Row::Report(id), vec![row])),
        }
    }
    groups.sort_by(|(a, _), (b, _)| {
        let key = |row: Row| of(stock, row).map(|r| (r.authority_name().is_none(), r.authority_name()));
        let date = |row: Row| of(stock, row).and_then(Report::date);
        key(*a).cmp(&key(*b)).then_with(|| date(*b).cmp(&date(*a)))
    });
    groups.into_iter().flat_map(|(head, passages)| std::iter::once(head).chain(passages)).collect()
}

/// The text of a row's passage or finding, with the places where the words of a query stand.
#[must_use]
pub fn hit(stock: &Stock, row: Row, query: &Query) -> Hit {
    let text = match row {
        Row::Passage(at) => {
            stock.passage(at).and_then(|p| Some(stock.library.report(p.report)?.text(p.from, p.to))).unwrap_or_default()
        }
        Row::Mark(_) => marks::of(stock, row).map(|mark| mark.passage.text.clone()).unwrap_or_default(),
        Row::Finding(..) => finding(stock, row).map(|(_, f)| f.text.clone()).unwrap_or_default(),
        _ => String::new(),
    };
    let text = text.replace('\n', " ");
    let spans = query.spans(&text);
    let sentence = sentence(&text, spans.first().map_or(0, |span| span.start));
    Hit { text, spans, sentence }
}

/// The sentence around a byte: from behind the full stop before it to the one after.
fn sentence(text: &str, at: usize) -> Range<usize> {
    let ends = |text: &str| {
        let stops = text.match_indices(['.', '?', '!']);
        stops.map(|(i, stop)| i + stop.len()).filter(|&i| text[i..].starts_with(' ') || i == text.len()).collect()
    };
    let before: Vec<usize> = ends(&text[..at.min(text.len())]);
    let start = before.iter().rev().find(|&&i| i < text.len() && text[i..].starts_with(' ')).map_or(0, |i| i + 1);
    let after: Vec<usize> = ends(&text[start..]);
    let end = after.iter().map(|i| start + i).find(|&i| i > at).unwrap_or(text.len());
    start..end
}

/// "para 12 · p. 3", or the line where the file has no pages.
fn place(stock: &Stock, row: Row) -> Cell {
    let Some(report) = of(stock, row).filter(|_| matches!(row, Row::Passage(_))) else { return Cell::default() };
    let block = row.block(stock);
    let mut parts = Vec::new();
    parts.extend(report.paragraph_at(block).map(|p| format!("para {}", p.number)));
    let place = report.block(block).map(|b| b.place).unwrap_or_default();
    if place.page > 0 {
        parts.push(format!("p. {}", place.page));
    } else if place.line > 0 && parts.is_empty() {
        parts.push(format!("line {}", place.line));
    }
    Cell::muted(parts.join(" · "))
}

fn order(stock: &Stock, row: Row) -> Order {
    i64::try_from(row.block(stock).index()).map_or(Order::Nothing, Order::Number)
}

fn kind_counted(stock: &Stock, row: Row) -> String {
    let kind = kind(stock, row).text;
    if kind.is_empty() { "other text".to_owned() } else { kind }
}

/// The whole passage; what shows it marks the words.
fn text(stock: &Stock, row: Row) -> Cell {
    Cell { text: hit(stock, row, &Query::default()).text, tone: Tone::Found }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_found_around_a_word() {
        let text = "Visits are late. Plans by Dr. Low are good! Is it so? Yes";
        let at = |word: &str| &text[sentence(text, text.find(word).expect("a word of the text"))];
        assert_eq!(at("late"), "Visits are late.");
        assert_eq!(at("Low"), "Low are good!", "an abbreviation ends a sentence: it is only where the line begins");
        assert_eq!(at("Is"), "Is it so?");
        assert_eq!(at("Yes"), "Yes");
        assert_eq!(sentence("", 0), 0..0);
    }
}
