//! What stands above and below the rows of a list: counts as bars, totals, how grades stood, the text under the bar.

use ratatui::layout::Rect;

use super::super::view::Listing;
use super::super::{App, safe, wrap};
use super::Table;
use crate::list::{Counted, List, Row, Standing, Tone, counts, standings, totals, unread};
use crate::report::Grade;

/// A line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its text.
    pub text: String,
    /// How it is drawn.
    pub tone: Tone,
}

/// The lowest body in which counts stand above results, and in which grades stand year by year.
const COUNTED_FROM: u16 = 12;
const STRIP_FROM: u16 = 19;
/// The most lines for the text under the bar, the share of the body that they take, and the least body they are shown in.
/// There are as many for every row: a list whose height changes with each text would jump under the bar.
const PREVIEW: usize = 5;
const PREVIEW_SHARE: usize = 5;
const PREVIEW_FROM: u16 = 12;

/// The grades of the totals, in the order of a [`Standing`].
const GRADES: [Grade; 5] =
    [Grade::Outstanding, Grade::Good, Grade::RequiresImprovement, Grade::Adequate, Grade::Inadequate];

/// The bars of a row of counts, from nothing to all.
const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

impl App {
    /// The lines above the heads: of search results, how many there are by year and by kind.
    pub(super) fn notes_above(&self, listing: &Listing, table: &Table, area: Rect) -> Vec<Note> {
        if listing.list == List::National && !table.query.near.is_empty() {
            let cells = usize::from(area.width).saturating_sub(2);
            let lines = wrap::lines(self.register.vintage(&table.query.near), cells);
            return lines.into_iter().map(|text| Note { text, tone: Tone::Muted }).collect();
        }
        if listing.list != List::Search || table.rows.is_empty() || area.height < COUNTED_FROM {
            return Vec::new();
        }
        let count = |key: &str| {
            let column = listing.list.column(key);
            column.map(|column| self.with_stock(|stock| counts(stock, &table.rows, column))).unwrap_or_default()
        };
        let cells = usize::from(area.width).saturating_sub(2);
        let muted = |text: String| Note { text, tone: Tone::Muted };
        vec![muted(years(&count("date"), cells)), muted(kinds(&count("kind"), cells))]
    }

    /// The lines below the rows.
    pub(super) fn notes_below(&self, listing: &Listing, area: Rect) -> Vec<Note> {
        let Some(table) = self.prepared.table.as_ref().filter(|table| table.counts.is_none()) else {
            return Vec::new();
        };
        let cells = usize::from(area.width).saturating_sub(2);
        let plain = |text: String| Note { text, tone: Tone::Plain };
        match listing.list {
            List::Problems => {
                let Some(Row::Unread(at)) = self.listed() else { return Vec::new() };
                let Some((file, reason)) = unread(&self.library, at) else { return Vec::new() };
                let lines = [file, &reason].into_iter().flat_map(|text| wrap::lines(text, cells)).collect();
                wrap::first(lines, usize::from(area.height / 2), cells).into_iter().map(plain).collect()
            }
            List::Marks => self.mark_in_full(cells, usize::from(area.height / 2)).into_iter().map(plain).collect(),
            List::National => self.standing(listing, table, area),
            List::Reports => Vec::new(),
            List::Findings | List::Search if area.height < PREVIEW_FROM || table.rows.is_empty() => Vec::new(),
            List::Findings | List::Search => {
                let most = (usize::from(area.height) / PREVIEW_SHARE).min(PREVIEW);
                let hit = self.preview(&table.query).unwrap_or_default();
                let seen = hit.spans.first().map_or(0, |span| span.start);
                let lines = wrap::excerpt(&hit.text, (hit.sentence.start, seen), most, cells.min(self.measure));
                let lines = lines.into_iter().chain(std::iter::repeat(String::new())).take(most);
                lines.map(|text| Note { text, tone: Tone::Found }).collect()
            }
        }
    }

    /// The totals by grade under their columns, and the grades year by year.
    fn standing(&self, listing: &Listing, table: &Table, area: Rect) -> Vec<Note> {
        if area.height < COUNTED_FROM {
            return Vec::new();
        }
        let columns: Vec<(usize, Standing)> = self.with_stock(|stock| {
            let graded = |key: &str| crate::report::Area::from_key(key).is_some();
            let placed = table.columns.iter().filter(|placed| graded(placed.column.key));
            placed.map(|placed| (placed.at, totals(stock, table.fitting(), placed.column))).collect()
        });
        let cells = usize::from(area.width).saturating_sub(2);
        let given = |at: usize, all: &[Standing]| all.iter().any(|standing| standing[at] > 0);
        let all: Vec<Standing> = columns.iter().map(|(_, standing)| *standing).collect();
        let mut notes: Vec<Note> = (0..GRADES.len())
            .filter(|&at| given(at, &all))
            .map(|at| {
                let mut text = format!(" {}", GRADES[at].words());
                for (column, standing) in &columns {
                    let column = column.saturating_sub(1);
                    text = safe::cut(&text, column.saturating_sub(1));
                    text.extend(std::iter::repeat_n(' ', column.saturating_sub(safe::width(&text))));
                    text.push_str(&standing[at].to_string());
                }
                Note { text, tone: Tone::Grade(GRADES[at]) }
            })
            .collect();
        if area.height >= STRIP_FROM && listing.list == List::National {
            notes.extend(self.strip(table, cells));
        }
        notes
    }

    /// How the overall grades stood at the end of each year; the latest years that have room.
    fn strip(&self, table: &Table, cells: usize) -> Vec<Note> {
        const YEAR: usize = 5;
        let years = standings(&self.library, table.fitting());
        let first = (cells.saturating_sub(14) / YEAR).min(years.len());
        let years: Vec<(i16, Standing)> = years.into_iter().rev().take(first).collect();
        let line = |head: &str, of: &dyn Fn(&(i16, Standing)) -> String| {
            let parts: Vec<String> = years.iter().rev().map(|year| format!("{:>YEAR$}", of(year))).collect();
            format!(" {head:<13}{}", parts.concat())
        };
        let given = |at: usize| years.iter().any(|(_, standing)| standing[at] > 0);
        let head = Note { text: line("by year", &|(year, _)| year.to_string()), tone: Tone::Muted };
        let grades = (0..GRADES.len()).filter(|&at| given(at)).map(|at| {
            let number = |(_, standing): &(i16, Standing)| match standing[at] {
                0 => "·".to_owned(),
                some => some.to_string(),
            };
            Note { text: line(GRADES[at].short(), &number), tone: Tone::Grade(GRADES[at]) }
        });
        if years.is_empty() { Vec::new() } else { std::iter::once(head).chain(grades).collect() }
    }
}

/// How many of the rows are passages.
pub(super) fn passages(rows: &[Row]) -> usize {
    rows.iter().filter(|row| matches!(row, Row::Passage(_))).count()
}

/// The counts by year, a small bar each: "2021 ▂3  2022 █9". The oldest give way where there is no room.
fn years(counts: &[Counted], cells: usize) -> String {
    let most = counts.iter().map(|c| c.rows).max().unwrap_or(1).max(1);
    let parts: Vec<String> =
        counts.iter().map(|c| format!("{} {}{}", c.value, BARS[(c.rows * 8).div_ceil(most).min(8)], c.rows)).collect();
    let mut start = parts.len();
    let mut used = 0;
    while start > 0 && used + safe::width(&parts[start - 1]) + 2 <= cells.saturating_sub(2) {
        start -= 1;
        used += safe::width(&parts[start]) + 2;
    }
    let left_out = if start > 0 { "… " } else { "" };
    format!("{left_out}{}", parts[start..].join("  "))
}

/// The counts by kind, a bar each: "to improve ███ 12 · other text █ 4".
fn kinds(counts: &[Counted], cells: usize) -> String {
    const BAR: usize = 8;
    let most = counts.iter().map(|c| c.rows).max().unwrap_or(1).max(1);
    let part = |c: &Counted| format!("{} {} {}", c.value, "█".repeat((c.rows * BAR).div_ceil(most)), c.rows);
    safe::cut(&counts.iter().map(part).collect::<Vec<_>>().join(" · "), cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(rows: &[(&str, usize)]) -> Vec<Counted> {
        rows.iter().map(|&(value, rows)| Counted { value: value.to_owned(), rows }).collect()
    }

    #[test]
    fn years_give_way_from_the_oldest() {
        let counts = counted(&[("2020", 1), ("2021", 4), ("2022", 8)]);
        assert_eq!(years(&counts, 80), "2020 ▁1  2021 ▄4  2022 █8");
        assert_eq!(years(&counts, 24), "… 2021 ▄4  2022 █8");
        assert_eq!(years(&[], 10), "");
    }

    #[test]
    fn kinds_are_bars() {
        assert_eq!(kinds(&counted(&[("to improve", 8), ("met", 1)]), 80), "to improve ████████ 8 · met █ 1");
    }
}
