//! A table within the width of a terminal: the widest columns give way and their cells are wrapped, so that nothing of
//! them is lost. Where so many columns cannot stand beside each other, the last ones are left out, which is for the
//! caller to say.
//!
//! ```text
//! Authority   Inspected   Finding
//! Ashcombe    2023-03-17  Participation of health
//!                         professionals
//! ```

use std::io::{self, Write};

use textwrap::{Options, WordSplitter};
use unicode_width::UnicodeWidthStr as _;

use super::{GAP, Table, put, visible};

/// The least that a column gives way to, as long as columns can be left out instead: a third of what it would take, within
/// these.
const COMFORT: (usize, usize) = (12, 32);
/// The least of all.
const LEAST: usize = 4;

/// Writes the table in so many cells, or in as few as the columns that it is about need, and answers how many columns had no room.
///
/// # Errors
///
/// What the writer answers.
pub(super) fn write(table: &Table, cells: usize, out: &mut impl Write) -> io::Result<usize> {
    let head: Vec<String> = table.columns.iter().map(|column| (*column).to_owned()).collect();
    let rows = table.rows.iter().map(|row| row.iter().map(|cell| visible(cell)).collect());
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let natural = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.width()).max().unwrap_or(0);
    let natural: Vec<usize> = (0..table.columns.len()).map(natural).collect();
    let widths = widths(&natural, table.kept, cells);
    for row in &rows {
        let wrapped = row.iter().zip(&widths).map(|(cell, &width)| textwrap::wrap(cell, whole(width)));
        let wrapped: Vec<Vec<_>> = wrapped.collect();
        for line in 0..wrapped.iter().map(Vec::len).max().unwrap_or(0) {
            put(wrapped.iter().map(|cell| cell.get(line).map_or("", AsRef::as_ref)), &widths, out)?;
        }
    }
    Ok(natural.len() - widths.len())
}

/// So many cells, and no word broken at its hyphens: a date is one.
fn whole<'a>(width: usize) -> Options<'a> {
    Options::new(width.max(1)).word_splitter(WordSplitter::NoHyphenation)
}

/// The widths of the columns that are shown: as wide as they want, else the widest give way.
fn widths(natural: &[usize], kept: usize, cells: usize) -> Vec<usize> {
    let comfort = |&natural: &usize| natural.min((natural / 3).clamp(COMFORT.0, COMFORT.1));
    let taken = |widths: &[usize]| widths.iter().map(|width| width + GAP).sum::<usize>().saturating_sub(GAP);
    let comforts: Vec<usize> = natural.iter().map(comfort).collect();
    let fitting = (1..=natural.len()).rev().find(|&shown| taken(&comforts[..shown]) <= cells);
    let shown = fitting.unwrap_or(1).max(kept).min(natural.len());
    let mut widths = natural[..shown].to_vec();
    for least in [&comforts[..], &[LEAST].repeat(shown)] {
        // The widest of those that can give way: a column that stands at its least is passed over.
        while taken(&widths) > cells
            && let Some(at) = (0..shown).filter(|&at| widths[at] > least[at]).max_by_key(|&at| widths[at])
        {
            widths[at] -= 1;
        }
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(cells: usize, kept: usize) -> (String, usize) {
        let mut table = Table::new(&["Authority", "Inspected", "Finding", "File"]).keeping(kept);
        let finding = "Participation of health professionals in strategy discussions.";
        let file = "ashcombe/children's services inspection - 17 march 2023.pdf";
        table.rows.push(["Ashcombe", "2023-03-17", finding, file].map(str::to_owned).to_vec());
        table.rows.push(["Netherby and Vale", "2018-11-02", "", "netherby.pdf"].map(str::to_owned).to_vec());
        let mut out = Vec::new();
        let left_out = write(&table, cells, &mut out).expect("a vector takes everything");
        (String::from_utf8(out).expect("text"), left_out)
    }

    #[test]
    fn where_there_is_room_a_table_is_as_it_is_anywhere() {
        let (text, left_out) = written(200, 1);
        assert_eq!((text.lines().count(), left_out), (3, 0), "{text}");
    }

    #[test]
    fn the_widest_columns_are_wrapped_and_lose_nothing() {
        let (text, left_out) = written(90, 1);
        assert!(left_out == 0 && text.lines().all(|line| line.width() <= 90), "{text}");
        let letters: String = text.split_whitespace().collect();
        assert!(letters.contains("Netherby and Vale".replace(' ', "").as_str()), "{text}");
        assert_eq!(text.matches("strategy").count() + text.matches("march").count(), 2, "{text}");
    }

    #[test]
    fn columns_without_room_are_left_out_from_the_end_and_counted() {
        let (text, left_out) = written(60, 1);
        assert!(left_out == 1 && !text.contains("File") && text.contains("discussions."), "{text}");
        assert!(text.lines().all(|line| line.width() <= 60), "{text}");
    }

    #[test]
    fn columns_that_a_table_is_about_stay() {
        for cells in [80, 60, 30, 1] {
            let (text, left_out) = written(cells, 4);
            assert_eq!(left_out, 0, "{text}");
            assert!(text.lines().all(|line| line.width() <= cells.max(4 * LEAST + 3 * GAP)), "{text}");
        }
    }
}
