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

/// The column from which on a line alone belongs to the right cell.
const RIGHT: usize = 30;
/// The most lines that a row is set over.
pub(super) const LINES: usize = 5;
/// The most words of a right cell: it is a grade or a number, and not a text beside another.
const WORDS: usize = 6;
/// How far the lines of the right cell may be out of line with each other.
const SLACK: usize = 4;
/// Spaces that part two cells.
const GAP: &str = "    ";

/// The two cells of the row that these lines are, or `None` where they are lines of their own.
pub(super) fn row(lines: &[&str]) -> Option<[String; 2]> {
    if !(2..=LINES).contains(&lines.len()) || lines.iter().any(|line| line.contains('\t')) {
        return None;
    }
    let parts: Vec<Parts<'_>> = lines.iter().map(|line| Parts::of(line)).collect();
    let columns = || parts.iter().filter_map(|part| part.right.map(|(column, _)| column));
    let (first, last) = (columns().min()?, columns().max()?);
    let left: Vec<&str> = parts.iter().filter_map(|part| part.left).collect();
    let right: Vec<&str> = parts.iter().filter_map(|part| part.right.map(|(_, text)| text)).collect();
    let goes_on = left.iter().skip(1).all(|text| text.starts_with(char::is_lowercase));
    let apart = parts.iter().all(|part| part.end + 1 < first);
    let words: usize = right.iter().map(|text| text.split_whitespace().count()).sum();
    let fits = !left.is_empty() && goes_on && apart && last - first <= SLACK && words <= WORDS;
    fits.then(|| [left.join(" "), right.join(" ")])
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
            None => Self { left: Some(text), end: indent + columns(text), right: None },
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
