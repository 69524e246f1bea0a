//! Layout: a table's row that was set over several lines of text, with each cell at its own column.
//!
//! Programs that keep a page's layout print a cell in the middle of its row, so that its grade may stand above, below
//! or between the lines of its label:
//!
//! ```text
//!                                                Requires
//! 2. Children looked after and achieving
//!                                                improvement
//!    permanence
//! ```

use std::borrow::Cow;

use super::{GAP, NARROW};

/// The column from which on a line alone belongs to the right cell.
const RIGHT: usize = 30;
/// The most lines that a row is set over.
pub(super) const LINES: usize = 5;
/// The most words of a right cell: it is a grade or a number, and not a text beside another.
const WORDS: usize = 6;
/// How far the lines of the right cell may be out of line with each other.
const SLACK: usize = 4;

/// The column of what a line has far to the right, if anything.
pub(super) fn column(line: &str) -> Option<usize> {
    Parts::of(line).right.map(|(column, _)| column)
}

/// A line whose label reaches almost to the column of the cells above and below it: with its narrow gap made as wide as
/// those that part cells.
pub(super) fn widened(line: &str, column: usize) -> Cow<'_, str> {
    if line.contains('\t') || Parts::of(line).right.is_some() {
        return Cow::Borrowed(line);
    }
    let near = line.char_indices().skip(column.saturating_sub(SLACK)).take(2 * SLACK + 1);
    let begins = near.map(|(at, _)| line.split_at(at)).find(|(left, right)| {
        left.ends_with(NARROW) && !left.trim().is_empty() && !right.starts_with(char::is_whitespace)
    });
    // Two spaces behind a sentence are how some people write.
    let parts = begins.filter(|(left, right)| {
        !left.trim_end().ends_with(['.', '!', '?']) && right.split_whitespace().take(WORDS + 1).count() <= WORDS
    });
    match parts {
        Some((left, right)) => Cow::Owned(format!("{}{GAP}{}", left.trim_end(), right)),
        None => Cow::Borrowed(line),
    }
}

/// The two cells of the row that these lines are, or `None` where they are lines of their own.
pub(super) fn row<T: AsRef<str>>(lines: &[T]) -> Option<[String; 2]> {
    if !(2..=LINES).contains(&lines.len()) || lines.iter().any(|line| line.as_ref().contains('\t')) {
        return None;
    }
    let last = lines.iter().filter_map(|line| column(line.as_ref())).max()?;
    let parts: Vec<Parts<'_>> = lines.iter().map(|line| Parts::within(line.as_ref(), last)).collect();
    let first = parts.iter().filter_map(|part| part.right.map(|(column, _)| column)).min()?;
    let left: Vec<&str> = parts.iter().filter_map(|part| part.left).collect();
    let right: Vec<&str> = parts.iter().filter_map(|part| part.right.map(|(_, text)| text)).collect();
    let goes_on = left.iter().skip(1).all(|text| text.starts_with(char::is_lowercase));
    let apart = parts.iter().all(|part| part.end + 1 < first);
    let words: usize = right.iter().map(|text| text.split_whitespace().count()).sum();
    let fits = !left.is_empty() && goes_on && apart && last - first <= SLACK && words <= WORDS;
    fits.then(|| [left.join(" "), right.join(" ")])
}

/// The row that these lines begin with, where its label stands between the lines of its right cell, and how many of the
/// lines it takes. Such rows are known without a blank line between them.
pub(super) fn between<T: AsRef<str>>(lines: &[T]) -> Option<([String; 2], usize)> {
    let labelled = |line: &&T| Parts::of(line.as_ref()).left.is_some();
    let alone = |lines: &[T]| lines.iter().take_while(|line| !labelled(line)).count();
    let above = alone(lines);
    if above == 0 {
        return None;
    }
    let label = lines[above..].iter().take_while(labelled).count();
    let taken = above + label + above;
    let goes_on = |line: &T| line.as_ref().trim_start().starts_with(char::is_lowercase);
    let whole = label > 0 && alone(&lines[above + label..]) >= above;
    let fits = whole && lines[1..above].iter().chain(&lines[above + label..taken]).all(goes_on);
    fits.then(|| Some((row(&lines[..taken])?, taken))).flatten()
}

/// What of a line stands left and right.
struct Parts<'t> {
    left: Option<&'t str>,
    /// The column after the left part.
    end: usize,
    /// The column and text of the right part.
    right: Option<(usize, &'t str)>,
}

impl<'t> Parts<'t> {
    /// The parts where the right cells begin in this column: what stands apart before it is a gap within the left one.
    fn within(line: &'t str, column: usize) -> Self {
        let parts = Self::of(line);
        let before = parts.left.is_some() && parts.right.is_some_and(|(at, _)| at + SLACK < column);
        if before { Self::whole(line) } else { parts }
    }

    /// A line that is all left.
    fn whole(line: &'t str) -> Self {
        let indent = columns(&line[..line.len() - line.trim_start().len()]);
        Self { left: Some(line.trim()), end: indent + columns(line.trim()), right: None }
    }

    fn of(line: &'t str) -> Self {
        let text = line.trim();
        let indent = columns(&line[..line.len() - line.trim_start().len()]);
        if indent >= RIGHT {
            return Self { left: None, end: 0, right: Some((indent, text)) };
        }
        match text.rsplit_once(GAP) {
            Some((left, right)) => {
                let column = indent + columns(text) - columns(right);
                let left = left.trim_end();
                Self { left: Some(left), end: indent + columns(left), right: Some((column, right)) }
            }
            None => Self::whole(line),
        }
    }
}

fn columns(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(lines: &[&str]) -> Option<[String; 2]> {
        row(lines)
    }

    #[test]
    fn a_grade_above_below_or_between_the_lines_of_its_label() {
        let want = Some(["2. Children in care".to_owned(), "Requires improvement".to_owned()]);
        let far = |text: &str| format!("{}{text}", " ".repeat(50));
        assert_eq!(cells(&[&far("Requires"), "2. Children in care", &far("improvement")]), want);
        assert_eq!(cells(&["2. Children in", &far("Requires improvement"), "  care"]), want);
        assert_eq!(cells(&["2. Children in care", &far("Requires improvement")]), want);
        let both = |left: &str, right: &str| format!("{left:50}{right}");
        assert_eq!(cells(&[&both("2. Children in", "Requires"), &both("   care", "improvement")]), want);
    }

    #[test]
    fn a_label_may_reach_almost_to_its_grade_where_the_table_says_the_column() {
        let line = " The experiences and progress of children   Good";
        assert_eq!(widened(line, 44), " The experiences and progress of children    Good");
        assert_eq!(widened(line, 60), line, "it stands elsewhere");
        let sentence = "Help for care leavers was poor in the past.  Good work is seen";
        assert_eq!(widened(sentence, 45), sentence, "the second begins a sentence");
        let gaps = "a  ".repeat(200_000);
        assert!(widened(&gaps, 44) == gaps, "and at once");
        let prose = "Leaders in Netherby know their services well.  They act on what they find there, and soon.";
        assert_eq!(widened(prose, 47), prose, "more words than a grade has");
        assert_eq!(widened("  Good practice is seen", 2), "  Good practice is seen", "there is nothing to its left");
    }

    #[test]
    fn rows_whose_label_stands_between_the_lines_of_its_grade_need_no_blank_line() {
        let far = |text: &str| format!("{}{text}", " ".repeat(50));
        let row = |label: &str| Some(([label.to_owned(), "requires improvement".to_owned()], 3));
        let (top, foot) = (far("requires"), far("improvement"));
        let lines = [top.as_str(), "1. Help", &foot, &top, "2. Care", &foot];
        assert_eq!(between(&lines), row("1. Help"));
        assert_eq!(between(&lines[3..]), row("2. Care"));
        assert_eq!(between(&lines[..2]), None, "a grade above its label");
        assert_eq!(between(&[&far("Ofsted"), "Ms A Example", &far("Manchester")]), None, "an address beside another");
    }

    #[test]
    fn gaps_within_a_label_are_none_between_cells() {
        let far = |text: &str| format!("{}{text}", " ".repeat(66));
        let lines =
            ["2. Children looked             after     and      achieving", &far("Inadequate"), "   permanence"];
        let label = "2. Children looked             after     and      achieving permanence";
        assert_eq!(row(&lines), Some([label.to_owned(), "Inadequate".to_owned()]));
    }

    #[test]
    fn rows_below_each_other_stay_apart() {
        assert_eq!(cells(&["Care                     Good", "Leadership               Good"]), None);
    }

    #[test]
    fn an_address_beside_nothing_and_a_text_beside_a_text_are_no_row() {
        let far = |text: &str| format!("{}{text}", " ".repeat(50));
        assert_eq!(cells(&[&far("Netherby Council"), "Ms A Example", "Director"]), None);
        assert_eq!(cells(&[&far("Netherby Council"), &far("Town Hall")]), None);
        assert_eq!(cells(&["Leaders know", &far("this is a text of more words than any grade has")]), None);
        assert_eq!(cells(&["A label that runs on into the column of the grade below it", &far("Good")]), None);
    }
}
