//! Lists: the title with its filter as chips, the heads of the columns, the rows, and what stands around them.

use ratatui::layout::Rect;

use super::authorities::mark;
use super::pen::{Pen, row};
use super::summary::sign;
use crate::app::App;
use crate::app::listing::{HEAD, Note, Placed, Table, is_heading};
use crate::app::safe::{cut, width};
use crate::app::status::title;
use crate::app::view::Listing;
use crate::app::wrap;
use crate::keymap::Action;
use crate::list::{Cell, Cells, List, Row, Tone, hit};
use crate::query::ask::Query;
use crate::query::words;
use crate::theme::Role;

/// The cells of a count, and the widest value beside it.
const NUMBER: usize = 7;
const VALUE: usize = 60;

/// Draws a list.
pub fn draw(pen: &mut Pen, app: &App, listing: &Listing) {
    let Some(table) = &app.prepared().table else { return };
    let screen = app.prepared().screen;
    head(pen, app, listing, table, screen.head);
    pen.rule(row(screen.body, 0), Role::Border);
    let area = screen.below_rule();
    for (at, note) in table.above.iter().enumerate() {
        draw_note(pen, row(area, at), note, &table.query);
    }
    let heads = row(area, table.above.len());
    let first = table.above.len() + HEAD;
    if table.counts.is_some() {
        counts(pen, app, listing, table, (heads, area, first));
    } else {
        columns(pen, listing, table, heads);
        rows(pen, app, listing, table, (area, first));
    }
    if table.is_empty() {
        let words = nothing(app, listing);
        let lines = words.iter().flat_map(|line| wrap::lines(line, usize::from(area.width).saturating_sub(3)));
        for (at, line) in lines.enumerate() {
            pen.put(row(area, first + at), 2, &line, Role::TextMuted);
        }
    }
    let below = usize::from(area.height).saturating_sub(table.below.len());
    if !table.below.is_empty() {
        pen.rule(row(area, below.saturating_sub(1)), Role::Border);
    }
    for (at, note) in table.below.iter().enumerate() {
        draw_note(pen, row(area, below + at), note, &table.query);
    }
}

/// The title, the chips of the filter, and how many rows fit.
fn head(pen: &mut Pen, app: &App, listing: &Listing, table: &Table, row: Rect) {
    let counted = format!("{} ", app.table_words());
    let room = usize::from(row.width).saturating_sub(width(&counted) + 1);
    let mut at = pen.put(row, 1, &cut(title(listing.list), room.saturating_sub(1)), Role::TitleFocused);
    let terms = table.query.terms.iter().filter_map(|term| listing.query.get(term.range.clone()));
    let only = listing.only.iter().map(|only| {
        let head = listing.list.column(&only.column).map_or(only.column.as_str(), |column| column.head);
        format!("{head} is {}", if only.value.is_empty() { "not given" } else { &only.value })
    });
    for chip in terms.map(str::to_owned).chain(only) {
        let text = cut(&format!("[{chip}]"), room.saturating_sub(at + 1));
        at = pen.put(row, at + 1, &text, Role::Key);
    }
    pen.put_right(row, &counted, Role::TextMuted);
}

/// The heads of the columns: the one under the bar in brackets, an arrow at the one that is sorted by.
fn columns(pen: &mut Pen, listing: &Listing, table: &Table, row: Rect) {
    let columns = listing.list.columns();
    for placed in &table.columns {
        let arrow = match listing.sort.as_ref().filter(|sort| sort.column == placed.column.key) {
            Some(sort) if sort.descending => " ▼",
            Some(_) => " ▲",
            None => "",
        };
        let under_bar = placed.index == listing.column.min(columns.len() - 1);
        let (open, close) = if under_bar { ("[", "]") } else { ("", "") };
        let role = if under_bar { Role::TitleFocused } else { Role::TitleColumn };
        // The bracket behind the word stands in the gap, which the last column has not.
        let cells = (placed.cells + 1).min(usize::from(row.width).saturating_sub(placed.at));
        let room = cells.saturating_sub(width(open) + width(close));
        pen.put(row, placed.at, &format!("{open}{}{close}", headed(placed.column.head, arrow, room)), role);
    }
}

/// A column's word with the arrow of the sorted column in so many cells. The arrow says what the list stands by and is kept:
/// its space goes first, then the end of the word.
fn headed(word: &str, arrow: &str, cells: usize) -> String {
    let arrow = if width(word) + width(arrow) > cells { arrow.trim_start() } else { arrow };
    format!("{}{arrow}", cut(word, cells.saturating_sub(width(arrow))))
}

/// The rows in sight.
fn rows(pen: &mut Pen, app: &App, listing: &Listing, table: &Table, (area, first): (Rect, usize)) {
    for (line, (at, &item)) in table.rows.iter().enumerate().skip(table.top).take(table.height).enumerate() {
        let row = row(area, first + line);
        let role = mark(pen, row, at == table.bar, true);
        if is_heading(listing.list, item) {
            heading(pen, app, table, (at, item), row);
            continue;
        }
        // Only the name is marked: over a slow line every cell that looks otherwise is sent again when the bar moves.
        let name = table.columns.iter().position(|placed| matches!(placed.column.cells, Cells::Name)).unwrap_or(0);
        for (column, placed) in table.columns.iter().enumerate() {
            let role = if column == name { role } else { Role::Text };
            let placed = &unnamed_kind(pen, app, (listing, table), (item, placed), row);
            let mut cell = app.with_stock(|stock| (placed.column.cell)(stock, item));
            if at < table.pinned && column == name {
                cell.text.push_str(" (itself)");
            }
            if cell.tone == Tone::Found {
                found(pen, app, table, (item, placed), (row, role));
            } else {
                draw_cell(pen, app, &cell, placed, (row, role));
            }
        }
    }
}

/// The sign of a finding before its text, where the column of kinds has no room: the kind says more than a few letters more.
/// Answers where the text has its place.
fn unnamed_kind(
    pen: &mut Pen,
    app: &App,
    (listing, table): (&Listing, &Table),
    (item, placed): (Row, &Placed),
    row: Rect,
) -> Placed {
    let is_text = Some(placed.column.key) == listing.list.text();
    let named = table.columns.iter().any(|placed| placed.column.key == "kind");
    let Some(column) = listing.list.column("kind").filter(|_| is_text && !named) else { return *placed };
    let Tone::Kind(kind) = app.with_stock(|stock| (column.cell)(stock, item)).tone else { return *placed };
    pen.put(row, placed.at, sign(kind, app.is_ascii()), Role::of_kind(kind));
    Placed { at: placed.at + 2, cells: placed.cells.saturating_sub(2), ..*placed }
}

/// The report that the hits below it stand in, and how many they are.
fn heading(pen: &mut Pen, app: &App, table: &Table, (at, item): (usize, Row), row: Rect) {
    let Some(report) = app.with_stock(|stock| item.report(stock)).and_then(|id| app.library().report(id)) else {
        return;
    };
    let hits = table.rows[at + 1..].iter().take_while(|row| matches!(row, Row::Passage(_))).count();
    let hits = format!(" {hits} ");
    let room = usize::from(row.width).saturating_sub(2 + width(&hits));
    let text = format!("{} · {}", words::authority_marked(report), words::name(report));
    pen.put(row, 2, &cut(&text, room), Role::TextHeading);
    pen.put_right(row, &hits, Role::TextMuted);
}

fn draw_cell(pen: &mut Pen, app: &App, cell: &Cell, placed: &Placed, (row, base): (Rect, Role)) {
    let role = match cell.tone {
        Tone::Plain | Tone::Found => base,
        Tone::Muted => Role::TextMuted,
        Tone::Grade(grade) => Role::of_grade(grade),
        Tone::Kind(kind) => Role::of_kind(kind),
    };
    let text = match cell.tone {
        Tone::Kind(kind) => format!("{} {}", sign(kind, app.is_ascii()), cell.text),
        _ => cell.text.clone(),
    };
    pen.put(row, placed.at, &cut_name(&text, placed.cells), role);
}

/// A text cut so that a word in brackets at its end stays: what a name rests on is not to be lost with its letters.
fn cut_name(text: &str, cells: usize) -> String {
    match text.rfind(" (").filter(|_| text.ends_with(')') && width(text) > cells) {
        Some(at) if width(&text[at..]) + 4 <= cells => {
            format!("{}{}", cut(&text[..at], cells - width(&text[at..])), &text[at..])
        }
        _ => cut(text, cells),
    }
}

/// A text with the words that are looked for; of a long one the sentence with the first of them, cut before it where it
/// would not be seen.
fn found(pen: &mut Pen, app: &App, table: &Table, (item, placed): (Row, &Placed), (row, base): (Rect, Role)) {
    let hit = app.with_stock(|stock| hit(stock, item, &table.query));
    let sentence = if hit.spans.is_empty() { 0..hit.text.len() } else { hit.sentence.clone() };
    let first = hit.spans.first().map_or(sentence.start, |span| span.start);
    let before = hit.text.get(sentence.start..first).unwrap_or_default();
    // Two thirds of the cells are for what stands before the word; what is more gives way to an ellipsis.
    let room = placed.cells * 2 / 3;
    let start = if width(before) <= room {
        sentence.start
    } else {
        let words = before.char_indices().filter(|(_, c)| *c == ' ').map(|(at, _)| at + 1);
        let fits = |&at: &usize| width(&before[at..]) < room;
        sentence.start + words.into_iter().find(fits).unwrap_or(before.len())
    };
    let lead = if start > sentence.start { "…" } else { "" };
    let text = format!("{lead}{}", hit.text.get(start..).unwrap_or_default());
    marked(pen, row, placed.at, &cut(&text, placed.cells), (&table.query, base));
}

/// Puts a text with the words of a query marked.
fn marked(pen: &mut Pen, row: Rect, column: usize, text: &str, (query, base): (&Query, Role)) {
    let (mut column, mut at) = (column, 0);
    for span in query.spans(text) {
        column = pen.put(row, column, &text[at..span.start], base);
        column = pen.put(row, column, &text[span.clone()], Role::Match);
        at = span.end;
    }
    pen.put(row, column, &text[at..], base);
}

fn draw_note(pen: &mut Pen, row: Rect, note: &Note, query: &Query) {
    match note.tone {
        Tone::Found => marked(pen, row, 1, &note.text, (query, Role::Text)),
        Tone::Muted => drop(pen.put(row, 1, &note.text, Role::TextMuted)),
        Tone::Grade(grade) => drop(pen.put(row, 1, &note.text, Role::of_grade(grade))),
        Tone::Plain | Tone::Kind(_) => drop(pen.put(row, 1, &note.text, Role::Text)),
    }
}

/// The values of a column, how many rows have each, and a bar.
fn counts(pen: &mut Pen, app: &App, listing: &Listing, table: &Table, (heads, area, first): (Rect, Rect, usize)) {
    let Some(counts) = &table.counts else { return };
    let head = listing.counted.as_deref().and_then(|key| listing.list.column(key)).map_or("", |column| column.head);
    let most = counts.iter().map(|c| c.rows).max().unwrap_or(1).max(1);
    let all = counts.iter().map(|c| width(&c.value)).max().unwrap_or(0).max(width(head)).max(9);
    let value = all.min(VALUE).min(usize::from(area.width).saturating_sub(NUMBER + 4).max(1));
    let bar = usize::from(area.width).saturating_sub(value + NUMBER + 6).min(40);
    pen.put(heads, 2, &cut(head, value), Role::TitleColumn);
    pen.put(heads, 2 + value + 2, "rows", Role::TitleColumn);
    for (line, (at, counted)) in counts.iter().enumerate().skip(table.top).take(table.height).enumerate() {
        let row = row(area, first + line);
        let role = mark(pen, row, at == table.bar, true);
        let name = if counted.value.is_empty() { "not given" } else { &counted.value };
        pen.put(row, 2, &cut(name, value), role);
        pen.put(row, 2 + value + 2, &format!("{:>5}", counted.rows), role);
        let filled = (counted.rows * bar).div_ceil(most);
        pen.put(
            row,
            2 + value + 2 + NUMBER,
            &(if app.is_ascii() { "#" } else { "█" }).repeat(filled),
            Role::StatusGauge,
        );
    }
}

/// How words are looked for, where nothing is typed yet.
const HOW: [&str; 4] = [
    "Type words. Each is found whole, in its singular or plural; a word that nobody wrote, as the beginning of one.",
    "word* has any ending, \"two words\" are a phrase as it stands, -word is not there.",
    "kind: from: to: grade: region: near: authority: framework: source: again: narrow it; Tab completes them.",
    "/ in a text and \\ in findings and marks find words in the same way; names in other lists are found by beginnings.",
];

/// Why a list is empty.
fn nothing(app: &App, listing: &Listing) -> Vec<String> {
    if listing.list == List::Search
        && app.reading().is_done()
        && listing.query.trim().is_empty()
        && listing.only.is_empty()
    {
        return HOW.map(str::to_owned).to_vec();
    }
    vec![why(app, listing)]
}

/// The same in one sentence.
fn why(app: &App, listing: &Listing) -> String {
    let asked = !listing.query.trim().is_empty() || !listing.only.is_empty();
    let none = app.prepared().table.as_ref().is_some_and(|table| table.all == 0);
    match (listing.list, asked) {
        _ if !app.reading().is_done() => "reading…".to_owned(),
        _ if app.prepared().table.as_ref().is_some_and(|table| table.waits) => "reading words…".to_owned(),
        (List::Problems, _) if none => "every file was read".to_owned(),
        (List::Marks, false) => {
            format!("nothing is marked yet; {} marks the passage under the bar", app.key(Action::Mark))
        }
        (List::Search, true) => "no report says this".to_owned(),
        (list, true) => format!("nothing in “{}” fits", list.words()),
        (list, false) => format!("there are no {}", list.words()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arrow_of_a_narrow_column_stays() {
        for (word, cells, expected) in [
            ("overall", 12, "overall ▲"),
            ("lead", 6, "lead ▲"),
            ("lead", 5, "lead▲"),
            ("leave", 5, "lea…▲"),
            ("x", 0, "▲"),
        ] {
            assert_eq!(headed(word, " ▲", cells), expected);
        }
        assert_eq!(headed("leave", "", 5), "leave");
    }
}
