//! The judgement grid: which area was given which grade, and where it is printed.
//!
//! Most reports print a table of label and grade. The single inspection framework prints its overall judgement and that
//! of the Local Safeguarding Children Board as sentences. Where a table is missing, headings that end in a
//! grade stand in. Grades in running text are never taken.

use std::collections::HashSet;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockId, Kind};
use crate::report::cover::Cover;
use crate::report::framework::{Sentence, Stands, TABLE};
use crate::report::{
    Area, Basis, Evidence, Framework, Grade, Group, Judgement, Rule, Section, SectionId, section, slug,
};
use crate::typography::fold;
use crate::typography::pattern;

/// How many blocks after the front may still print the grid's lines.
const BEYOND_FRONT: usize = 24;
/// How many blocks the grid may take up, where a heading says that it is one.
const GRID_BLOCKS: usize = 60;
/// A label longer than this is prose.
const LABEL: usize = 160;
/// Over how many lines a label may be set.
const LABEL_LINES: usize = 6;

static HEADING_GRADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(.{8,140}?)(: ?| - | is | are | | that it is )(outstanding|good|requires? improvement( to be good)?|adequate|inadequate)\.?$",
    )
});

/// The sentences of each framework that print a judgement.
static SENTENCES: LazyLock<Vec<Vec<(Regex, &'static Sentence)>>> =
    LazyLock::new(|| TABLE.iter().map(|row| row.sentences.iter().map(|s| (pattern(s.pattern), s)).collect()).collect());

/// Reads the grid. The judgements stand in the order in which they are printed.
#[must_use]
pub fn read(blocks: &[Block], cover: &Cover, sections: &[Section]) -> Vec<Judgement> {
    let framework = cover.framework.value;
    let mut grid = Reader { blocks, framework, judgements: Vec::new() };
    if framework.row().areas.is_empty() {
        return grid.judgements;
    }
    grid.table();
    if grid.judgements.is_empty() {
        grid.lines(cover.front.end + BEYOND_FRONT);
    }
    grid.sentences(cover.front.end + BEYOND_FRONT);
    grid.headings(sections);
    let mut judgements = grid.judgements;
    link(&mut judgements, sections, blocks, framework);
    judgements
}

/// A label and its grade, printed on lines of their own or on one; the block that begins them.
struct Pair {
    at: usize,
    label: String,
    grade: Grade,
    printed: String,
    group: Option<Group>,
}

/// The most lines that a grade is set over.
const GRADE_LINES: usize = 3;
/// How many characters the longest wording of a grade takes, and a score beside it.
const LONGEST_GRADE: usize = 50;

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
    fn at<'t>(text: &impl Fn(usize) -> &'t str, at: usize) -> Option<Self> {
        if text(at).chars().count() > LABEL {
            return None;
        }
        let mut found: Option<Self> = None;
        let mut joined = String::new();
        for lines in 1..=GRADE_LINES {
            let next = text(at + lines - 1);
            if found.is_some() && !next.starts_with(char::is_lowercase) {
                break;
            }
            joined.push_str(if lines > 1 { " " } else { "" });
            joined.push_str(next);
            if joined.chars().count() > LABEL + LONGEST_GRADE {
                break;
            }
            let own = || Grade::exactly(&joined).map(|grade| (None, joined.as_str(), grade));
            // What is cut begins on the first line, where its label stands.
            let cut = |printed: &str| joined.len() - printed.len() < text(at).len();
            let behind = || {
                let found = trailing_grade(&joined).filter(|(label, printed, _)| cut(printed) && !denies(label));
                found.map(|(label, printed, grade)| (Some(label), printed, grade))
            };
            if let Some((label, printed, grade)) = own().or_else(behind) {
                found = Some(Self { label: label.map(str::to_owned), printed: printed.to_owned(), grade, lines });
            }
        }
        found
    }
}

struct Reader<'a> {
    blocks: &'a [Block],
    framework: Framework,
    judgements: Vec<Judgement>,
}

impl Reader<'_> {
    /// The rows of a table: a label and a grade in cells of their own.
    fn table(&mut self) {
        let mut group = None;
        for (index, block) in self.blocks.iter().enumerate().filter(|(_, b)| b.is_text()) {
            group = group_of(&block.text, self.framework).or(group);
            let cells = block.cells();
            let Some((at, grade)) = cells.iter().enumerate().find_map(|(i, c)| Some((i, self.grade(c)?))) else {
                continue;
            };
            let label = cells.iter().enumerate().filter(|(i, c)| *i != at && !c.trim().is_empty());
            let label: Vec<&str> = label.map(|(_, c)| c.trim()).collect();
            let whole = label.join(" ");
            // A score may stand in a cell beside the grade.
            let first = label.first().copied().filter(|_| self.framework.row().area(&whole).is_none());
            self.add(index, first.unwrap_or(&whole), grade, cells[at].trim(), group, Rule::GridTable);
        }
    }

    /// The grade that a cell prints and nothing else; its number alone where the framework gives numbers.
    fn grade(&self, cell: &str) -> Option<Grade> {
        let numbered = || self.framework.row().numbered.then(|| Grade::numbered(cell)).flatten();
        Grade::exactly(cell).or_else(numbered)
    }

    /// Lines on the front and in the record of judgements: a label with its grade behind it, or on the line below, or, where
    /// that pairs more of them, on the line above. Label and grade may each be cut by the end of a line.
    fn lines(&mut self, end: usize) {
        let row = self.framework.row();
        let record = self.blocks.iter().rposition(|b| b.is_text() && section::is_record(&b.text, row));
        let record = record.map_or(self.blocks.len(), |at| at.max(end));
        let grid = self.blocks.iter().position(|b| b.is_text() && section::is_grid(&b.text, row));
        let grid = grid.map_or(0..0, |at| at..at + GRID_BLOCKS);
        let stands = |i: usize| i < end || i > record || grid.contains(&i);
        let read: Vec<usize> = (0..self.blocks.len()).filter(|&i| self.blocks[i].is_text() && stands(i)).collect();
        let text = |at: usize| read.get(at).map_or("", |&i| self.blocks[i].text.trim());
        let (mut below, mut above_label): (Vec<Pair>, Vec<Pair>) = (Vec::new(), Vec::new());
        let (mut group, mut open, mut at) = (None, 0, 0);
        while at < read.len() {
            group = group_of(text(at), self.framework).or(group);
            let Some(Graded { label, printed, grade, lines: taken }) = Graded::at(&text, at) else {
                at += 1;
                continue;
            };
            let from = open.max(at.saturating_sub(LABEL_LINES));
            let near: Vec<&str> = (from..at).map(text).collect();
            // A label has no line as long as a paragraph.
            let above: Vec<&str> = near.rsplit(|line| line.len() > 2 * LABEL).next().unwrap_or_default().to_vec();
            let label = label.as_deref();
            let pair = |at: usize, label: String| Pair { at: read[at], label, grade, printed: printed.clone(), group };
            if let Some(label) = label.filter(|label| self.framework.row().area(label).is_some()) {
                above_label.push(pair(at, label.to_owned()));
            } else {
                let next = (at + taken..).take(LABEL_LINES).take_while(|&i| !text(i).is_empty());
                let own = next.take_while(|&i| text(i).len() <= 2 * LABEL && Graded::at(&text, i).is_none());
                let own: Vec<&str> = own.map(text).collect();
                above_label.extend(self.label_below(&own).map(|label| pair(at, label)));
            }
            below.extend(self.whole_label(&above, label).map(|(label, lines)| pair(at - lines, label)));
            at += taken;
            open = at;
        }
        let found = if above_label.len() > below.len() { above_label } else { below };
        for Pair { at, label, grade, printed, group } in found {
            self.add(at, &label, grade, &printed, group, Rule::GridLines);
        }
    }

    /// The label that ends on the last of these lines, or on the line of its grade: with the lines above that it runs on from,
    /// where it begins like the middle of a sentence or names no area yet. Answers it and how many of the lines it takes.
    fn whole_label(&self, above: &[&str], here: Option<&str>) -> Option<(String, usize)> {
        let row = self.framework.row();
        let mut label = here.unwrap_or_default().to_owned();
        for taken in 0..=above.len() {
            if let Some(line) = taken.checked_sub(1).map(|back| above[above.len() - 1 - back]) {
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
    fn label_below(&self, lines: &[&str]) -> Option<String> {
        let area = |lines: &[&str]| self.framework.row().area(&lines.join(" "));
        let named = (1..=lines.len()).find(|taken| area(&lines[..*taken]).is_some())?;
        let more = lines[named..].iter().take_while(|line| line.starts_with(char::is_lowercase)).count();
        let label = lines[..named + more].join(" ");
        (label.chars().count() <= LABEL).then_some(label)
    }

    /// The sentences that the framework prints judgements in, for areas that no table gave.
    fn sentences(&mut self, end: usize) {
        for (begins, sentence) in &SENTENCES[self.framework as usize] {
            if self.judgements.iter().any(|j| j.area == sentence.area) {
                continue;
            }
            let limit = if sentence.stands == Stands::Front { end } else { usize::MAX };
            let text: Vec<(usize, &Block)> =
                self.blocks.iter().enumerate().take(limit).filter(|(_, b)| b.is_text()).collect();
            let alone = |block: &Block| !matches!(block.kind, Kind::Item { .. }) && block.text.chars().count() <= LABEL;
            let one = text.iter().find_map(|&(index, block)| {
                let (grade, printed) = stated(&block.text, begins, sentence.stands)?;
                let stands = alone(block) || sentence.stands != Stands::Alone;
                stands.then(|| (index, block.text.clone(), grade, printed))
            });
            // A long name breaks the line that stands alone on a cover.
            let two = || {
                let pairs = text.windows(2).filter(|_| sentence.stands == Stands::Front);
                pairs.filter(|pair| pair.iter().all(|(_, b)| alone(b)) && breaks(&pair[0].1.text)).find_map(|pair| {
                    let whole = format!("{} {}", pair[0].1.text.trim(), pair[1].1.text.trim());
                    let (grade, printed) = stated(&whole, begins, Stands::Alone)?;
                    Some((pair[0].0, whole, grade, printed))
                })
            };
            let found = one.or_else(two);
            if let Some((index, label, grade, printed)) = found {
                self.push(index, label, sentence.area, grade, printed, None, Rule::HeadlineSentence);
            }
        }
    }

    /// Headings that end in a grade, for areas that no table gave.
    fn headings(&mut self, sections: &[Section]) {
        if !self.judgements.is_empty() {
            return;
        }
        for section in sections {
            let folded = fold(&section.heading);
            let Some(found) = HEADING_GRADE.captures(&folded) else { continue };
            let (Some(label), Some(words)) = (found.get(1), found.get(3)) else { continue };
            let Some(grade) = Grade::exactly(words.as_str()) else { continue };
            let label_text = slice(&section.heading, &folded, 0, label.len());
            let printed = slice(&section.heading, &folded, words.start(), words.len());
            self.add(section.block.index(), &label_text, grade, &printed, None, Rule::HeadingGrade);
        }
    }

    /// Adds a judgement if the label names an area of the framework that has none yet.
    fn add(&mut self, index: usize, label: &str, grade: Grade, printed: &str, group: Option<Group>, rule: Rule) {
        // A label that ends in a grade is one of two rows that ran together.
        if label.is_empty() || label.chars().count() > LABEL || trailing_grade(label).is_some() {
            return;
        }
        let Some(area) = self.framework.row().area(label) else { return };
        if area == Area::Other {
            return self.add_standard(index, label, grade, printed, rule);
        }
        if !self.judgements.iter().any(|j| j.area == area && j.group == group) {
            self.push(index, label.to_owned(), area, grade, printed.to_owned(), group, rule);
        }
    }

    /// Adds the judgement of a standard, unless it was read already. Standards of two domains may have one name: the second
    /// is told apart by the heading that it stands under.
    fn add_standard(&mut self, index: usize, label: &str, grade: Grade, printed: &str, rule: Rule) {
        let row = self.framework.row();
        let bare = |text: &str| fold(text).trim_matches(|c: char| !c.is_alphabetic()).to_owned();
        let domain = |at: usize| {
            let above = self.blocks[..at].iter().rev().filter(|b| b.is_text());
            above.map(|b| b.text.trim()).find(|t| section::is_standard(t, row)).unwrap_or_default()
        };
        let here = domain(index);
        let same = |j: &Judgement| {
            let at = j.evidence.block.map_or(0, BlockId::index);
            let named = bare(&j.label) == bare(label) || bare(&j.label).ends_with(&format!(": {}", bare(label)));
            named && bare(domain(at)) == bare(here)
        };
        if self.judgements.iter().any(same) {
            return;
        }
        let taken = self.judgements.iter().any(|j| j.label == label);
        let label = if taken && !here.is_empty() { format!("{here}: {label}") } else { label.to_owned() };
        self.push(index, label, Area::Other, grade, printed.to_owned(), None, rule);
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one judgement, gathered in one place")]
    fn push(
        &mut self,
        index: usize,
        label: String,
        area: Area,
        grade: Grade,
        printed: String,
        group: Option<Group>,
        rule: Rule,
    ) {
        let place = self.blocks[index].place;
        let evidence = Evidence { printed, place, block: Some(BlockId::new(index)), basis: Basis::Printed, rule };
        self.judgements.push(Judgement { group, area, label, grade, section: None, evidence });
    }
}

/// The grade that a text states in a sentence with this beginning, and the words that print it.
fn stated(text: &str, begins: &Regex, stands: Stands) -> Option<(Grade, String)> {
    let folded = fold(text);
    let verb = begins.find(&folded)?;
    // The grade follows the verb, or is the verb's own phrase ("requires improvement").
    let from = folded[..verb.end()].rfind(' ').map_or(0, |space| space + 1);
    let (grade, start, length) = Grade::find(&folded[from..]).filter(|(_, start, _)| *start < 60)?;
    let denied = folded[from..from + start].split(' ').any(|word| word == "not");
    let behind = folded[from + start + length..].trim_start();
    let near = start <= verb.end() - from + 1;
    let fits = match stands {
        Stands::Front => true,
        // "The board is good at asking questions" states no grade.
        Stands::Anywhere => {
            let goes_on = ["because", "and ", "as ", "overall"].iter().any(|word| behind.starts_with(word));
            near && (goes_on || !behind.starts_with(char::is_alphabetic))
        }
        Stands::Alone => near && !behind.contains(char::is_alphabetic),
    };
    (fits && !denied).then(|| (grade, slice(text, &folded, from + start, length)))
}

/// Whether a line breaks off within a name: "Children’s services in the Borough of Ashcombe and".
fn breaks(line: &str) -> bool {
    let folded = fold(line.trim_end());
    [" and", " of", " the", " in", ",", "&"].iter().any(|end| folded.ends_with(end))
}

/// The part of `text` whose fold is `folded[start..start + length]`; folding keeps the number of characters.
fn slice(text: &str, folded: &str, start: usize, length: usize) -> String {
    let skip = folded[..start].chars().count();
    let take = folded[start..start + length].chars().count();
    text.chars().skip(skip).take(take).collect()
}

/// The group that a heading or a row without a grade begins.
fn group_of(text: &str, framework: Framework) -> Option<Group> {
    let groups = framework.row().groups;
    if groups.is_empty() || text.chars().count() >= 100 {
        return None;
    }
    let folded = fold(text).replace("looked-after", "looked after");
    groups.iter().find(|(words, _)| folded.contains(words)).map(|(_, group)| *group)
}

/// Whether a heading ends in the grade of its area.
pub(super) fn ends_in_grade(heading: &str) -> bool {
    HEADING_GRADE.is_match(&fold(heading))
}

/// Whether a label says that what follows is not so: "Homes are not yet" good.
fn denies(label: &str) -> bool {
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

/// Finds for each judgement the section that is about its area, within its group.
fn link(judgements: &mut [Judgement], sections: &[Section], blocks: &[Block], framework: Framework) {
    let mut group = None;
    let about: Vec<(Option<Group>, Option<Area>)> = sections
        .iter()
        .map(|section| {
            group = group_of(&section.heading, framework).or(group);
            let board = LSCB_HEADING.is_match(&fold(&section.heading));
            let area = if board { Some(Area::Lscb) } else { framework.row().area(&section.heading) };
            (group, area)
        })
        .collect();
    // Inside a list of findings, an area's name groups items.
    let lists: HashSet<usize> = inside_lists(sections, framework);
    for judgement in judgements {
        let grid = judgement.evidence.block;
        let own = |at: &usize| {
            let heading = &blocks[sections[*at].block.index()];
            let standard = judgement.area == Area::Other;
            let named = !standard || slug(&sections[*at].heading) == slug(&judgement.label);
            let about = about[*at] == (judgement.group, Some(judgement.area)) && named;
            about && matches!(heading.kind, Kind::Heading { .. }) && !lists.contains(at)
        };
        // A sentence that is itself the heading of its section stands for that section.
        let here = sections.iter().position(|s| Some(s.block) == grid).filter(|_| judgement.area != Area::Overall);
        judgement.section = here.or_else(|| (0..sections.len()).find(own)).map(SectionId::new);
    }
}

/// The sections that are part of a list of findings.
fn inside_lists(sections: &[Section], framework: Framework) -> HashSet<usize> {
    let mut inside = HashSet::new();
    for (at, section) in sections.iter().enumerate() {
        let parent = section.parent.map(SectionId::index);
        let listed =
            |p: usize| inside.contains(&p) || section::list_kind(&sections[p].heading, framework.row()).is_some();
        if parent.is_some_and(listed) && !section::is_standard(&section.heading, framework.row()) {
            inside.insert(at);
        }
    }
    inside
}

static LSCB_HEADING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(section \d+: )?the (effectiveness of the )?(effectiveness )?(local safeguarding children'?s? board|lscb)( \(lscb\))?",
    )
});
