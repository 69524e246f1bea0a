//! Tables of texts: two columns under a line of headings, each cell set over as many lines as it needs.
//!
//! ```text
//! Responsible body        Areas for priority action
//! Ashcombe Council,       Leaders must write plans that children
//! NHS Thorn               understand.
//! Ashcombe Council        Leaders must meet.
//! ```
//!
//! Nothing parts the rows but what stands in them: a row begins where a text on the right has ended as a sentence does and
//! both columns begin anew, with a capital or a figure.

use super::{GAP, NARROW};
use crate::read::lines;

/// The most words that a heading of a column has.
const HEADING: usize = 6;
/// The fewest lines that a table of texts has below its headings.
const LEAST: usize = 2;
/// How many lines are looked at: what is longer is read line by line from there on.
pub(super) const LINES: usize = 200;

/// A table that some lines begin with.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// Its rows, the headings first.
    pub rows: Vec<Row>,
    /// How many of the lines it takes.
    pub lines: usize,
}

/// A row, and the line that it begins on, counted from the first of its table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub line: usize,
    pub cells: [String; 2],
}

/// The table that these lines begin with.
pub(super) fn read(lines: &[&str]) -> Option<Table> {
    let (heads, column) = headings(lines.first()?)?;
    let body: Vec<(String, String)> = lines[1..].iter().map_while(|line| split(line, column)).collect();
    if body.len() < LEAST {
        return None;
    }
    let mut rows = vec![Row { line: 0, cells: heads }];
    for (at, (left, right)) in body.iter().enumerate() {
        let anew = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let begins = |row: &Row| {
            let [label, text] = &row.cells;
            let ended = lines::ends_sentence(text) && !text.ends_with(':');
            // A label alone begins the row below, where the one above is complete.
            let goes_on = [",", " and", " of"].iter().any(|end| label.ends_with(end));
            ended && anew(left) && (anew(right) || right.is_empty() && !goes_on)
        };
        match rows.last_mut().filter(|row| at > 0 && !begins(row)) {
            Some(row) => {
                for (cell, more) in row.cells.iter_mut().zip([left, right]).filter(|(_, more)| !more.is_empty()) {
                    lines::append(cell, more);
                }
            }
            None => rows.push(Row { line: at + 1, cells: [left.clone(), right.clone()] }),
        }
    }
    // A table of names and grades has no sentences.
    let sentence =
        |row: &&Row| row.cells[1].split_whitespace().nth(HEADING).is_some() && lines::ends_sentence(&row.cells[1]);
    if rows[1..].iter().filter(sentence).count() * 2 < rows.len() {
        return None;
    }
    Some(Table { rows, lines: body.len() + 1 })
}

/// The two headings of a line, and the column in which the second begins, in characters.
fn headings(line: &str) -> Option<([String; 2], usize)> {
    let text = line.trim_end();
    let (left, right) = text.trim_start().split_once(GAP)?;
    let right = right.trim_start();
    let words =
        |text: &str| (1..=HEADING).contains(&text.split_whitespace().count()) && text.starts_with(char::is_uppercase);
    let fits = words(left) && words(right) && !right.contains(GAP) && !line.contains('\t');
    fits.then(|| ([left.trim().to_owned(), right.to_owned()], text.chars().count() - right.chars().count()))
}

/// What of a line stands in each column, where no text runs across the space between them.
fn split(line: &str, column: usize) -> Option<(String, String)> {
    let at = line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
    let (left, right) = line.split_at(at);
    let apart = right.trim().is_empty() || left.trim().is_empty() || left.ends_with(NARROW);
    apart.then(|| (left.trim().to_owned(), right.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ACTIONS: &str = "\
 Responsible body           Areas for priority action
 Ashcombe Council, NHS      Leaders in Ashcombe Council and the NHS must write
 Thorn Integrated Care      Plans that children understand, and must tell them
 Board                      what comes of them.
 Ashcombe Council           Leaders must meet, in particular:
                              ◼ those who lead; and
                              ◼ those who follow.
 NHS Thorn                  Leaders must say when a child is seen.";

    fn table(text: &str) -> Option<Table> {
        read(&text.lines().collect::<Vec<_>>())
    }

    #[test]
    fn a_row_begins_where_the_text_above_has_ended() {
        let Table { rows, lines } = table(ACTIONS).expect("a table");
        assert_eq!((rows.len(), lines), (4, 8));
        assert_eq!(rows[1].cells[0], "Ashcombe Council, NHS Thorn Integrated Care Board");
        assert!(rows[1].cells[1].ends_with("must tell them what comes of them."), "{rows:?}");
        assert_eq!(rows[2].cells[1], "Leaders must meet, in particular: ◼ those who lead; and ◼ those who follow.");
        assert_eq!((rows[3].line, rows[3].cells[0].as_str()), (7, "NHS Thorn"));
    }

    #[test]
    fn what_runs_across_the_columns_is_no_part_of_it() {
        let text = format!("{ACTIONS}\nLeaders across the partnership should go on and meet those who wait.");
        assert_eq!(table(&text).map(|table| table.lines), Some(8));
    }

    #[test]
    fn a_label_alone_below_a_row_that_has_ended_is_that_of_the_row_below() {
        let text = format!(
            "{ACTIONS}\n Children in care\n in Ashcombe                Leaders must find homes for them near where they lived."
        );
        let table = table(&text).expect("a table");
        assert_eq!(table.rows[3].cells[0], "NHS Thorn");
        assert_eq!(table.rows[4].cells[0], "Children in care in Ashcombe");
    }

    #[test]
    fn names_and_grades_are_no_texts() {
        let long = " Judgement        Grade\n Overall          Requires improvement to be good\n Care             Good\n \
                    Leadership       Outstanding (and it was so at the last inspection)";
        assert_eq!(table(long), None);
        assert_eq!(table(" Judgement        Grade\n Overall          Good\n Leadership       Good"), None);
        assert_eq!(table("Leaders know their services well and act on them.    Good\nMore\nMore"), None);
        assert_eq!(table("One line"), None);
        assert_eq!(read(&[]), None);
    }
}
