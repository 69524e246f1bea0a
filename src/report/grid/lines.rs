//! The grid as lines: a label with its grade behind it, or on the line below, or on the line above.
//!
//! A text that lost its table still prints every row of it, but a row may be set over several lines, and the end of a line
//! may cut a label or a grade in two.

use std::ops::Range;

use super::{LABEL, group_of};
use crate::document::{Block, Kind};
use crate::report::framework::{Given, Row};
use crate::report::{Framework, Grade, Group, section};
use crate::typography::fold;

/// How many blocks the grid may take up, where a heading says that it is one.
const GRID_BLOCKS: usize = 60;
/// Over how many lines a label may be set.
const LABEL_LINES: usize = 6;
/// A line of more bytes than this is a paragraph, and no part of a label.
const PARAGRAPH: usize = 2 * LABEL;
/// How many lines a column of labels takes at most, and how many grades one of them has: twice the longest grid there is.
const REACH: usize = 48;
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

/// The pairs that are printed before this block, in the grid or in the record of judgements. That grades stand above their labels
/// is believed where that gives more pairs than the other way, and a grade to each area that is always judged: a row that lost a
/// part gives more of them too. Otherwise what is the same in both is true.
pub(super) fn read(blocks: &[Block], framework: Framework, end: usize) -> Vec<Pair> {
    let (mut above, below) = Lines::of(blocks, framework, end).pairs();
    if above.len() <= below.len() {
        return below;
    }
    let row = framework.row();
    let told = |area| row.sentences.iter().any(|sentence| sentence.area == area);
    let always = row.areas.iter().filter(|judged| judged.given == Given::Always && !told(judged.area));
    let whole = always.into_iter().all(|judged| above.iter().any(|pair| row.area(&pair.label) == Some(judged.area)));
    let same = |a: &Pair, b: &Pair| (a.grade, a.group, &a.label) == (b.grade, b.group, &b.label);
    above.retain(|pair| whole || below.iter().any(|other| same(pair, other)));
    above
}

/// The lines that may print labels and grades, and what is known of each.
struct Lines<'a> {
    row: &'static Row,
    /// The blocks that they are.
    blocks: Vec<usize>,
    texts: Vec<&'a str>,
    /// Whether a line is a paragraph or a bullet's text, over which no label reaches.
    walls: Vec<bool>,
    /// Whether a line has a number of its own, as rows have in some grids.
    numbered: Vec<bool>,
    grades: Vec<Option<Graded>>,
    groups: Vec<Option<Group>>,
}

impl<'a> Lines<'a> {
    fn of(blocks: &'a [Block], framework: Framework, end: usize) -> Self {
        let row = framework.row();
        let record = blocks.iter().rposition(|b| b.is_text() && section::is_record(&b.text, row));
        let record = record.map_or(blocks.len(), |at| at.max(end));
        let grid = blocks.iter().position(|b| b.is_text() && section::is_grid(&b.text, row));
        let grid = grid.map_or(0..0, |at| at..at + GRID_BLOCKS);
        let stands = |i: &usize| *i < end || *i > record || grid.contains(i);
        let read: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].is_text()).filter(stands).collect();
        let texts: Vec<&str> = read.iter().map(|&i| blocks[i].text.trim()).collect();
        let bullet = |i: usize| matches!(blocks[i].kind, Kind::Item { label: None, .. });
        let walls = read.iter().map(|&i| bullet(i) || blocks[i].text.trim().len() > PARAGRAPH).collect();
        let number = |i: usize| matches!(blocks[i].kind, Kind::Item { label: Some(_), .. });
        let numbered = read.iter().map(|&i| number(i)).collect();
        let grades = (0..texts.len()).map(|at| Graded::of(&texts[at..])).collect();
        let begun = |open: &mut Option<Group>, text: &&str| {
            *open = group_of(text, framework).or(*open);
            Some(*open)
        };
        let groups = texts.iter().scan(None, begun).collect();
        Self { row, blocks: read, texts, walls, numbered, grades, groups }
    }

    /// The pairs as they are where each grade stands behind or above its label, and as they are where it stands behind or below.
    fn pairs(&self) -> (Vec<Pair>, Vec<Pair>) {
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let (mut open, mut at) = (0, 0);
        while at < self.texts.len() {
            let Some(grade) = &self.grades[at] else {
                at += 1;
                continue;
            };
            let column = self.column(at);
            let labels =
                if column.is_empty() { Vec::new() } else { self.labels(open.max(at.saturating_sub(REACH))..at) };
            let known = labels.iter().filter(|(_, label)| self.is_label(label)).count();
            if known > 1 && (column.len() > 1 || self.goes_on(at + grade.lines)) {
                // Which grade is whose can be told only where each label has one.
                if known == labels.len() && known == column.len() {
                    let rows = labels.into_iter().zip(&column);
                    below.extend(rows.map(|((label, text), (_, grade))| self.pair(label, text, grade, label)));
                    above.extend_from_slice(&below[below.len() - column.len()..]);
                }
                at = column.last().map_or(at, |(at, grade)| at + grade.lines);
            } else {
                let from = open.max(at.saturating_sub(LABEL_LINES));
                above.extend(self.behind_or_below(at, grade).map(|label| self.pair(at, label, grade, at)));
                let near = self.behind_or_above(from..at, grade);
                below.extend(near.map(|(label, lines)| self.pair(at - lines, label, grade, at)));
                at += grade.lines;
            }
            open = at;
        }
        (above, below)
    }

    /// Whether a text is a label of the grid: no sentence with more behind it, and no two rows that ran together.
    fn is_label(&self, text: &str) -> bool {
        let words = text.trim_start_matches(|c: char| !c.is_alphabetic());
        let one = !words.contains(". ") && Grade::find(text).is_none();
        one && text.chars().count() <= LABEL && self.row.area(text).is_some()
    }

    /// The last of these lines, over which a label may reach.
    fn open(&self, lines: Range<usize>) -> Range<usize> {
        let wall = self.walls[lines.clone()].iter().rposition(|wall| *wall);
        lines.start + wall.map_or(0, |at| at + 1)..lines.end
    }

    /// A pair that begins on one line and is of the group of another.
    fn pair(&self, at: usize, label: String, grade: &Graded, group: usize) -> Pair {
        let Graded { printed, grade, .. } = grade;
        Pair { at: self.blocks[at], label, grade: *grade, printed: printed.clone(), group: self.groups[group] }
    }

    /// The grades that stand below each other from this line on, with nothing beside or between them.
    fn column(&self, from: usize) -> Vec<(usize, &Graded)> {
        let bare = |at: usize| Some((at, self.grades.get(at)?.as_ref().filter(|grade| grade.label.is_none())?));
        std::iter::successors(bare(from), |(at, grade)| bare(at + grade.lines)).take(REACH).collect()
    }

    /// Whether the next grade from this line on has no label either: a column that something interrupts.
    fn goes_on(&self, from: usize) -> bool {
        let next = (from..self.texts.len()).take(REACH).find(|&at| self.grades[at].is_some());
        let own = |at: usize| self.grades[at].as_ref().and_then(|grade| grade.label.as_deref());
        next.is_some_and(|at| own(at).is_none_or(|label| !self.is_label(label)) && self.labels(from..at).is_empty())
    }

    /// The labels that stand below each other on these lines, and the line that each begins on: a program that takes a table
    /// apart column by column prints them so above a column of grades. Lines among them that name no area are there too.
    fn labels(&self, lines: Range<usize>) -> Vec<(usize, String)> {
        let mut found: Vec<(usize, String)> = Vec::new();
        for at in self.open(lines) {
            let line = self.texts[at];
            match found.last_mut().filter(|_| line.starts_with(char::is_lowercase)) {
                Some((_, label)) => *label = format!("{label} {line}"),
                None => found.push((at, line.to_owned())),
            }
        }
        let heading =
            |text: &str| matches!(fold(text).as_str(), "grade" | "judgement" | "judgment" | "judgement grade");
        found.retain(|(_, label)| !heading(label));
        let first = found.iter().position(|(at, label)| self.numbered[*at] || self.is_label(label));
        found.split_off(first.unwrap_or(found.len()))
    }

    /// The label of a grade that stands behind it, or above it. What stands before the grade and names no area is a sentence,
    /// which is not about the row below.
    fn behind_or_below(&self, at: usize, grade: &Graded) -> Option<String> {
        if let Some(label) = &grade.label {
            return self.is_label(label).then(|| label.clone());
        }
        let next = (at + grade.lines..self.texts.len()).take(LABEL_LINES);
        let fits = |&i: &usize| !self.walls[i] && !self.texts[i].is_empty() && self.grades[i].is_none();
        let lines: Vec<&str> = next.take_while(fits).map(|i| self.texts[i]).collect();
        let named = (1..=lines.len()).find(|taken| self.is_label(&lines[..*taken].join(" ")))?;
        let more = lines[named..].iter().take_while(|line| line.starts_with(char::is_lowercase)).count();
        let label = lines[..named + more].join(" ");
        self.is_label(&label).then_some(label)
    }

    /// The label of a grade that stands behind it, or below it on the last of these lines: with the lines above that it runs
    /// on from, where it begins like the middle of a sentence or names no area yet. A label that stands above is none that
    /// the words before a grade go on with. Answers it and how many of the lines it takes.
    fn behind_or_above(&self, lines: Range<usize>, grade: &Graded) -> Option<(String, usize)> {
        let above = &self.texts[self.open(lines)];
        let mut label = grade.label.clone().unwrap_or_default();
        for taken in 0..=above.len() {
            if let Some(line) = taken.checked_sub(1).map(|back| above[above.len() - 1 - back]) {
                if label.starts_with(char::is_uppercase) && self.is_label(line) {
                    return None;
                }
                label = if label.is_empty() { line.to_owned() } else { format!("{line} {label}") };
            }
            let whole = !label.starts_with(|c: char| c.is_lowercase());
            if whole && self.is_label(&label) {
                return Some((label, taken));
            }
        }
        None
    }
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
                // "To be good" is the end of another grade, whose beginning stands elsewhere.
                let found = found.filter(|(label, ..)| !fold(label).ends_with("be"));
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

/// Whether a label says that what follows is not so: "Homes are not yet" good.
pub(super) fn denies(label: &str) -> bool {
    fold(label).split(' ').any(|word| matches!(word, "not" | "never" | "no"))
}

/// A line that ends in a grade: label, printed grade, grade.
fn trailing_grade(text: &str) -> Option<(&str, &str, Grade)> {
    let starts = text.char_indices().filter(|(i, c)| c.is_alphabetic() && *i > 0 && text[..*i].ends_with([' ', ':']));
    starts.map(|(i, _)| text.split_at(i)).find_map(|(label, printed)| {
        let grade = Grade::exactly(printed)?;
        Some((label.trim().trim_end_matches(':'), printed, grade))
    })
}
