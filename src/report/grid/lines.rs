//! The grid as lines: a label with its grade behind it, or on the line below, or on the line above.
//!
//! A text that lost its table still prints every row of it, but a row may be set over several lines, and the end of a line
//! may cut a label or a grade in two.

use super::{LABEL, group_of};
use crate::document::Block;
use crate::report::framework::Row;
use crate::report::{Framework, Grade, Group, section};
use crate::typography::fold;

/// How many blocks the grid may take up, where a heading says that it is one.
const GRID_BLOCKS: usize = 60;
/// Over how many lines a label may be set.
const LABEL_LINES: usize = 6;
/// A line of more bytes than this is a paragraph, and no part of a label.
const PARAGRAPH: usize = 2 * LABEL;
/// The most lines that a grade is set over.
const GRADE_LINES: usize = 3;
/// How many characters the longest wording of a grade takes, and a score beside it.
const LONGEST_GRADE: usize = 50;

/// A label and its grade, printed on lines of their own or on one.
#[derive(Clone)]
pub(super) struct Pair {
    /// The block that begins them.
    pub(super) at: usize,
    pub(super) label: String,
    pub(super) grade: Grade,
    pub(super) printed: String,
    pub(super) group: Option<Group>,
}

/// Lines before this block and in the record of judgements: a label with its grade behind it, or on the line below, or, where
/// that pairs more of them, on the line above. Label and grade may each be cut by the end of a line.
pub(super) fn read(blocks: &[Block], framework: Framework, end: usize) -> Vec<Pair> {
    let row = framework.row();
    let record = blocks.iter().rposition(|b| b.is_text() && section::is_record(&b.text, row));
    let record = record.map_or(blocks.len(), |at| at.max(end));
    let grid = blocks.iter().position(|b| b.is_text() && section::is_grid(&b.text, row));
    let grid = grid.map_or(0..0, |at| at..at + GRID_BLOCKS);
    let stands = |i: &usize| *i < end || *i > record || grid.contains(i);
    let read: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].is_text()).filter(stands).collect();
    let texts: Vec<&str> = read.iter().map(|&i| blocks[i].text.trim()).collect();
    let mut grades: Vec<Option<Graded>> = (0..texts.len()).map(|at| Graded::of(&texts[at..])).collect();
    let mut group = None;
    let groups: Vec<Option<Group>> = texts
        .iter()
        .map(|text| {
            group = group_of(text, framework).or(group);
            group
        })
        .collect();
    let (mut below, mut above): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
    let (mut open, mut at) = (0, 0);
    while at < texts.len() {
        let column = column(&grades, at);
        let labels = if column.len() > 1 { labels(&texts[open..at], row) } else { Vec::new() };
        if labels.len() > 1 {
            // Which grade is whose can be told only where each label has one.
            let pairs = labels.iter().zip(&column).filter(|_| labels.len() == column.len());
            let pairs = pairs.filter_map(|((line, label), grade)| {
                let Graded { printed, grade, .. } = grades[*grade].as_ref()?;
                let (line, label, printed) = (open + line, label.clone(), printed.clone());
                Some(Pair { at: read[line], label, grade: *grade, printed, group: groups[line] })
            });
            for pair in pairs {
                above.push(pair.clone());
                below.push(pair);
            }
            at = column.last().map_or(at, |last| last + grades[*last].as_ref().map_or(1, |grade| grade.lines));
            open = at;
            continue;
        }
        let Some(Graded { label, printed, grade, lines }) = grades[at].take() else {
            at += 1;
            continue;
        };
        let group = groups[at];
        let pair = |at: usize, label: String| Pair { at: read[at], label, grade, printed: printed.clone(), group };
        let behind = label.as_deref();
        let beside = behind.filter(|label| row.area(label).is_some()).map(str::to_owned);
        // A grade behind other words is a sentence's, and no row's that stands below.
        let own = || {
            let next = (at + lines..texts.len()).take(LABEL_LINES);
            let end = next.take_while(|&i| (1..=PARAGRAPH).contains(&texts[i].len()) && grades[i].is_none()).last();
            end.and_then(|end| label_below(&texts[at + lines..=end], row))
        };
        let label = if behind.is_some() { beside } else { own() };
        above.extend(label.map(|label| pair(at, label)));
        let near = &texts[open.max(at.saturating_sub(LABEL_LINES))..at];
        let near = near.rsplit(|line| line.len() > PARAGRAPH).next().unwrap_or_default();
        below.extend(whole_label(near, behind, row).map(|(label, taken)| pair(at - taken, label)));
        at += lines;
        open = at;
    }
    if above.len() > below.len() { above } else { below }
}

/// A grade that stands on a line, alone or behind its label, or is cut by the end of that line and goes on below.
struct Graded {
    /// What stands before the grade on its line.
    label: Option<String>,
    printed: String,
    grade: Grade,
    /// How many lines it takes.
    lines: usize,
}

impl Graded {
    /// The grade on the first of these lines.
    fn of(texts: &[&str]) -> Option<Self> {
        let first = texts.first().filter(|text| text.chars().count() <= LABEL)?;
        let mut found: Option<Self> = None;
        let mut joined = String::new();
        for (above, next) in texts.iter().take(GRADE_LINES).enumerate() {
            if found.is_some() && !next.starts_with(char::is_lowercase) {
                break;
            }
            joined.push_str(if above > 0 { " " } else { "" });
            joined.push_str(next);
            if joined.chars().count() > LABEL + LONGEST_GRADE {
                break;
            }
            let own = || Grade::exactly(&joined).map(|grade| (None, joined.as_str(), grade));
            // What is cut begins on the first line, where its label stands.
            let cut = |printed: &str| joined.len() - printed.len() < first.len();
            let behind = || {
                let found = trailing_grade(&joined).filter(|(label, printed, _)| cut(printed) && !denies(label));
                found.map(|(label, printed, grade)| (Some(label), printed, grade))
            };
            if let Some((label, printed, grade)) = own().or_else(behind) {
                let (label, printed) = (label.map(str::to_owned), printed.to_owned());
                found = Some(Self { label, printed, grade, lines: above + 1 });
            }
        }
        found
    }
}

/// The lines from this one on that begin a grade each, with nothing between them.
fn column(grades: &[Option<Graded>], from: usize) -> Vec<usize> {
    let bare = |at: usize| grades.get(at)?.as_ref().filter(|grade| grade.label.is_none());
    std::iter::successors(bare(from).map(|_| from), |&at| {
        let next = at + bare(at)?.lines;
        bare(next).map(|_| next)
    })
    .collect()
}

/// The labels that stand below each other above a column of grades, and the line that each begins on: a program that takes a
/// table apart column by column prints them so.
fn labels(lines: &[&str], row: &Row) -> Vec<(usize, String)> {
    let from = lines.iter().rposition(|line| line.len() > PARAGRAPH).map_or(0, |at| at + 1);
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, line) in lines.iter().enumerate().skip(from) {
        match found.last_mut().filter(|_| line.starts_with(char::is_lowercase)) {
            Some((_, label)) => *label = format!("{label} {line}"),
            None => found.push((at, (*line).to_owned())),
        }
    }
    found.retain(|(_, label)| label.chars().count() <= LABEL && row.area(label).is_some());
    found
}

/// The label that ends on the last of these lines, or on the line of its grade: with the lines above that it runs on from,
/// where it begins like the middle of a sentence or names no area yet. A label that stands above is none that the words before a
/// grade go on with. Answers it and how many of the lines it takes.
fn whole_label(above: &[&str], here: Option<&str>, row: &Row) -> Option<(String, usize)> {
    let mut label = here.unwrap_or_default().to_owned();
    for taken in 0..=above.len() {
        if let Some(line) = taken.checked_sub(1).map(|back| above[above.len() - 1 - back]) {
            if label.starts_with(char::is_uppercase) && row.area(line).is_some() {
                return None;
            }
            label = if label.is_empty() { line.to_owned() } else { format!("{line} {label}") };
        }
        let whole = !label.starts_with(|c: char| c.is_lowercase());
        if whole && label.chars().count() <= LABEL && row.area(&label).is_some() {
            return Some((label, taken));
        }
    }
    None
}

/// The label that begins on the first of these lines, which stand below its grade: as many of them as it needs to name an
/// area, and those that go on in small letters.
fn label_below(lines: &[&str], row: &Row) -> Option<String> {
    let named = (1..=lines.len()).find(|taken| row.area(&lines[..*taken].join(" ")).is_some())?;
    let more = lines[named..].iter().take_while(|line| line.starts_with(char::is_lowercase)).count();
    let label = lines[..named + more].join(" ");
    (label.chars().count() <= LABEL).then_some(label)
}

/// Whether a label says that what follows is not so: "Homes are not yet" good.
pub(super) fn denies(label: &str) -> bool {
    fold(label).split(' ').any(|word| matches!(word, "not" | "never" | "no"))
}

/// A line that ends in a grade: label, printed grade, grade.
pub(super) fn trailing_grade(text: &str) -> Option<(&str, &str, Grade)> {
    let starts = text.char_indices().filter(|(i, c)| c.is_alphabetic() && *i > 0 && text[..*i].ends_with([' ', ':']));
    starts.map(|(i, _)| text.split_at(i)).find_map(|(label, printed)| {
        let grade = Grade::exactly(printed)?;
        Some((label.trim().trim_end_matches(':'), printed, grade))
    })
}
