//! Tables for people and for spreadsheets: one set of rows, four ways to write it.

use std::io::{self, Write};

use serde_json::{Map, Value};
use unicode_width::UnicodeWidthStr;

use crate::vocabulary::vocabulary;

mod fit;

/// The cells between two columns.
const GAP: usize = 2;

vocabulary! {
    /// How a table is written.
    Style {
        Table = "table", "columns for a terminal";
        Csv = "csv", "comma-separated values for a spreadsheet";
        Json = "json", "a list of JSON objects";
        Markdown = "markdown", "a Markdown table";
    }
}

/// A table: column names and rows of as many cells.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The names of the columns.
    pub columns: Vec<&'static str>,
    /// The rows.
    pub rows: Vec<Vec<String>>,
    /// How many of the first columns are shown on every terminal, however narrow.
    kept: usize,
}

impl Table {
    /// A table with these columns and no rows.
    #[must_use]
    pub fn new(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new(), kept: 1 }
    }

    /// The table with so many of its first columns shown on every terminal.
    #[must_use]
    pub fn keeping(self, kept: usize) -> Self {
        Self { kept, ..self }
    }

    /// The table with these columns before the others, and shown on every terminal.
    #[must_use]
    pub fn leading(mut self, first: &[&str]) -> Self {
        let leads = |column: &&'static str| first.iter().position(|name| name == column).unwrap_or(first.len());
        let mut order: Vec<usize> = (0..self.columns.len()).collect();
        order.sort_by_key(|&at| leads(&self.columns[at]));
        self.columns = order.iter().map(|&at| self.columns[at]).collect();
        for row in &mut self.rows {
            *row = order.iter().map(|&at| row.get(at).cloned().unwrap_or_default()).collect();
        }
        self.keeping(first.len())
    }

    /// Writes the table for a terminal whose lines have so many cells, and answers how many columns had no room.
    ///
    /// # Errors
    ///
    /// What the writer answers.
    pub fn write_within(&self, cells: usize, out: &mut impl Write) -> io::Result<usize> {
        fit::write(self, cells, out)
    }

    /// Writes the table in this style.
    ///
    /// # Errors
    ///
    /// What the writer answers.
    pub fn write(&self, style: Style, out: &mut impl Write) -> io::Result<()> {
        match style {
            Style::Table => self.aligned(out),
            Style::Csv => self.csv(out),
            Style::Json => self.json(out),
            Style::Markdown => self.markdown(out),
        }
    }

    fn aligned(&self, out: &mut impl Write) -> io::Result<()> {
        let rows: Vec<Vec<String>> = self.rows.iter().map(|row| row.iter().map(|c| visible(c)).collect()).collect();
        let width = |at: usize| {
            let cells = rows.iter().filter_map(|r| r.get(at)).map(|c| c.width());
            cells.chain([self.columns[at].width()]).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.columns.len()).map(width).collect();
        let head: Vec<String> = self.columns.iter().map(|c| (*c).to_owned()).collect();
        for row in std::iter::once(&head).chain(&rows) {
            put(row.iter().map(String::as_str), &widths, out)?;
        }
        Ok(())
    }

    fn csv(&self, out: &mut impl Write) -> io::Result<()> {
        let mut writer = csv::Writer::from_writer(out);
        writer.write_record(&self.columns).map_err(unwrapped)?;
        for row in &self.rows {
            writer.write_record(row.iter().map(|c| defused(c))).map_err(unwrapped)?;
        }
        writer.flush()
    }

    fn json(&self, out: &mut impl Write) -> io::Result<()> {
        let rows: Vec<Value> = self
            .rows
            .iter()
            .map(|row| {
                let cells = self.columns.iter().zip(row).map(|(c, v)| {
                    let value = if v.is_empty() { Value::Null } else { Value::String(v.clone()) };
                    (c.to_lowercase().replace(' ', "_"), value)
                });
                Value::Object(cells.collect::<Map<_, _>>())
            })
            .collect();
        serde_json::to_writer_pretty(&mut *out, &rows)?;
        writeln!(out)
    }

    fn markdown(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "| {} |", self.columns.join(" | "))?;
        writeln!(out, "|{}", " --- |".repeat(self.columns.len()))?;
        for row in &self.rows {
            let cells: Vec<String> = row.iter().map(|c| visible(c).replace('|', "\\|")).collect();
            writeln!(out, "| {} |", cells.join(" | "))?;
        }
        Ok(())
    }
}

/// Writes a line of cells, each as wide as its column.
fn put<'a>(cells: impl Iterator<Item = &'a str>, widths: &[usize], out: &mut impl Write) -> io::Result<()> {
    let mut line = String::new();
    for (cell, width) in cells.zip(widths) {
        line.push_str(cell);
        line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + GAP));
    }
    writeln!(out, "{}", line.trim_end())
}

/// A cell that does nothing to a terminal and stays on its line: each control character as its picture (U+2400 and on).
pub(super) fn visible(cell: &str) -> String {
    let picture = |c: char| match u32::from(c) {
        code @ 0..0x20 => char::from_u32(0x2400 + code).unwrap_or('\u{fffd}'),
        0x7f => '\u{2421}',
        _ if c.is_control() => '\u{fffd}',
        _ => c,
    };
    cell.chars().map(picture).collect()
}

/// The error of the writer below, which the spreadsheet's writer hides: a closed pipe has to be known as one.
fn unwrapped(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that no spreadsheet takes for a formula.
fn defused(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{cell}") } else { cell.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(style: Style) -> String {
        let mut table = Table::new(&["Authority", "Last year"]);
        table.rows.push(vec!["Ashcombe".into(), "2023".into()]);
        table.rows.push(vec!["=Nether|by".into(), String::new()]);
        let mut out = Vec::new();
        table.write(style, &mut out).expect("a vector takes everything");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_cell_does_nothing_to_a_terminal() {
        assert_eq!(visible("\u{1b}[31mred\nname\u{9b}"), "\u{241b}[31mred\u{240a}name\u{fffd}");
    }

    #[test]
    fn columns_can_be_put_first() {
        let mut table = Table::new(&["File", "Read as", "Remarks"]);
        table.rows.push(["a.pdf", "PDF", "it is empty"].map(str::to_owned).to_vec());
        let table = table.leading(&["File", "Remarks"]);
        assert_eq!(
            (&table.columns[..], &table.rows[0][1..]),
            (&["File", "Remarks", "Read as"][..], &["it is empty".to_owned(), "PDF".to_owned()][..])
        );
    }

    #[test]
    fn every_style() {
        assert_eq!(written(Style::Table), "Authority   Last year\nAshcombe    2023\n=Nether|by\n");
        assert_eq!(written(Style::Csv), "Authority,Last year\nAshcombe,2023\n'=Nether|by,\n");
        assert_eq!(
            written(Style::Markdown),
            "| Authority | Last year |\n| --- | --- |\n| Ashcombe | 2023 |\n| =Nether\\|by |  |\n"
        );
        let json: Value = serde_json::from_str(&written(Style::Json)).expect("JSON");
        assert_eq!(json[0]["last_year"], "2023");
        assert_eq!(json[1]["last_year"], Value::Null);
    }
}
