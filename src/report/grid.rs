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

mod lines;

/// How many blocks after the front may still print the grid's lines.
const BEYOND_FRONT: usize = 24;
/// A label longer than this is prose.
const LABEL: usize = 160;

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
        for lines::Pair { at, label, grade, printed, group } in
            lines::read(blocks, framework, cover.front.end + BEYOND_FRONT)
        {
            grid.add(at, &label, grade, &printed, group, Rule::GridLines);
        }
    }
    grid.sentences(cover.front.end + BEYOND_FRONT);
    grid.headings(sections);
    let mut judgements = grid.judgements;
    link(&mut judgements, sections, blocks, framework);
    judgements
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

    /// The sentences that the framework prints judgements in, for areas that no table gave.
    fn sentences(&mut self, end: usize) {
        let text: Vec<(usize, &Block)> = self.blocks.iter().enumerate().filter(|(_, b)| b.is_text()).collect();
        let front = &text[..text.partition_point(|(index, _)| *index < end)];
        let known = &SENTENCES[self.framework as usize];
        for (begins, sentence) in known {
            if self.judgements.iter().any(|j| j.area == sentence.area) {
                continue;
            }
            let one = |&(index, block): &(usize, &Block)| {
                let (grade, printed) = stated(&block.text, begins, sentence.stands)?;
                let stands = alone(block) || sentence.stands != Stands::Alone;
                stands.then(|| (index, block.text.clone(), grade, printed))
            };
            let found = match sentence.stands {
                Stands::Front => front.iter().find_map(one).or_else(|| over_two_lines(front, begins, known)),
                Stands::Anywhere | Stands::Alone => text.iter().find_map(one),
            };
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
        // A label with a grade in it is that of two rows that ran together.
        if label.is_empty() || label.chars().count() > LABEL || Grade::find(label).is_some() {
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
    let denied = lines::denies(&folded[from..from + start]);
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

/// Whether a block is a line that is all its own, and no paragraph or item.
fn alone(block: &Block) -> bool {
    !matches!(block.kind, Kind::Item { .. }) && block.text.chars().count() <= LABEL
}

/// The sentence that a long name breaks over two lines of a cover: where it begins, all of it, its grade and the words that
/// print that. The second line is no sentence about something else.
fn over_two_lines(
    front: &[(usize, &Block)],
    begins: &Regex,
    known: &[(Regex, &Sentence)],
) -> Option<(usize, String, Grade, String)> {
    let lines = |pair: &&[(usize, &Block)]| pair.iter().all(|(_, block)| alone(block)) && breaks(&pair[0].1.text);
    let own = |line: &str| known.iter().any(|(begins, sentence)| stated(line, begins, sentence.stands).is_some());
    front.windows(2).filter(lines).filter(|pair| !own(&pair[1].1.text)).find_map(|pair| {
        let whole = format!("{} {}", pair[0].1.text.trim(), pair[1].1.text.trim());
        let (grade, printed) = stated(&whole, begins, Stands::Alone)?;
        Some((pair[0].0, whole, grade, printed))
    })
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
