//! The front of a document: its title lines, and what kind of document they make it.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockId, Kind};
use crate::report::framework::{self, By, Row, TABLE};
use crate::report::{Basis, Evidence, Fact, Framework, Rule, Source, press, section};
use crate::typography::pattern;
use crate::typography::{fold, without_note_mark};

/// How many blocks at most belong to the front.
const FRONT_BLOCKS: usize = 60;
/// A block of more characters than this is prose, no line of a cover.
const LINE: usize = 240;
/// From this rank on, words by which a report tells its framework are too common to tell that of another text.
const VAGUE: u8 = 4;
/// Over how many blocks a title may be spread.
const TITLE_BLOCKS: usize = 6;

/// The titles of all frameworks, with the rows that they lead to.
static TITLES: LazyLock<Vec<(Regex, &'static Row)>> =
    LazyLock::new(|| TABLE.iter().flat_map(|row| row.titles.iter().map(move |title| (pattern(title), row))).collect());

/// A title, and the blocks that print it.
pub type Printed = (Fact<String>, Range<usize>);

/// What the front of a document says of it.
#[derive(Debug, Clone)]
pub struct Cover {
    /// The blocks of the front, title and labelled lines, before the text begins.
    pub front: Range<usize>,
    /// The title, where there is one, and the blocks that print it.
    pub title: Option<Printed>,
    /// The framework.
    pub framework: Fact<Framework>,
    /// Report, letter or press account.
    pub source: Fact<Source>,
    /// The block that greets the addressee of a letter.
    pub greeting: Option<usize>,
    /// Whether it tells of an inspection in prose of its own, and is read so: a press account, or a council's own paper.
    pub account: bool,
}

impl Cover {
    /// Reads the front of a document.
    #[must_use]
    pub fn read(blocks: &[Block]) -> Self {
        let greeting = greeting(blocks);
        let front = front(blocks, greeting);
        let found = find_title(blocks, &front);
        // What has the title of a framework and numbered paragraphs is the report, whatever its lines say of "this report".
        let is_report = found.is_some() && press::report_line(blocks).is_some();
        if let Some(witness) = press::paper(blocks).filter(|_| !is_report) {
            return Self::of_account(blocks, front, Source::Other, witness);
        }
        if let Some(witness) = press::witness(blocks) {
            return Self::of_account(blocks, front, Source::Press, witness);
        }
        let (framework, source, title) = match found {
            Some((row, (fact, range))) => {
                let evidence = fact.evidence.clone();
                let source = if greeting.is_some() { Source::Letter } else { row.form };
                (
                    Fact { value: row.framework, evidence: evidence.clone() },
                    Fact { value: source, evidence },
                    Some((fact, range)),
                )
            }
            None => untitled(blocks, greeting),
        };
        Self { front, title, framework, source, greeting, account: false }
    }
}

impl Cover {
    /// The block at which the text begins: after the title and the labelled lines below it.
    #[must_use]
    pub fn text_begins(&self, blocks: &[Block]) -> usize {
        let Some((_, title)) = &self.title else { return 0 };
        let row = self.framework.value.row();
        let below = title.end..self.front.end.max(title.end);
        let cover = below.take_while(|&i| {
            matches!(blocks[i].kind, Kind::Paragraph | Kind::Heading { .. })
                && !section::is_standard(&blocks[i].text, row)
        });
        cover.filter(|&i| is_label_line(&blocks[i].text)).last().map_or(title.end, |i| i + 1)
    }
}

/// The block in which a letter greets its reader.
fn greeting(blocks: &[Block]) -> Option<usize> {
    let early = blocks.iter().take(FRONT_BLOCKS);
    early
        .enumerate()
        .find(|(_, b)| b.is_text() && b.text.chars().count() < 120 && fold(&b.text).starts_with("dear "))
        .map(|(i, _)| i)
}

/// The blocks before the text begins: short lines, up to the first paragraph of prose. A letter's subject may follow its greeting.
fn front(blocks: &[Block], greeting: Option<usize>) -> Range<usize> {
    let least = greeting.map_or(0, |g| g + 4);
    let is_prose =
        |b: &Block| b.is_text() && b.text.chars().count() > LINE && !matches!(b.kind, Kind::Row { .. } | Kind::Note);
    let end = blocks.iter().take(FRONT_BLOCKS).position(is_prose).unwrap_or(blocks.len().min(FRONT_BLOCKS));
    0..end.max(least).min(blocks.len())
}

/// The title: the first run of front lines that begins as one of the table does, as long as it matches.
fn find_title(blocks: &[Block], front: &Range<usize>) -> Option<(&'static Row, Printed)> {
    let lines: Vec<usize> =
        front.clone().filter(|&i| blocks[i].is_text() && blocks[i].text.chars().count() <= LINE).collect();
    for (at, &first) in lines.iter().enumerate() {
        let mut best: Option<(&'static Row, String, usize, usize)> = None;
        let mut joined = String::new();
        for &line in lines[at..].iter().take(TITLE_BLOCKS) {
            let text = &blocks[line].text;
            let passed = blocks[first..line].iter().filter(|b| b.is_text() && b.text.chars().count() > LINE).count();
            let begun = best.as_ref().is_some_and(|(row, ..)| section::is_standard(text, row));
            if line != first && (passed > 0 || begun || is_sentence(text) || is_label_line(text)) {
                break;
            }
            if !joined.is_empty() {
                joined.push(' ');
            }
            joined.push_str(&blocks[line].text);
            let folded = bare_title(&joined);
            let hit = TITLES.iter().find_map(|(regex, row)| regex.find(&folded).map(|m| (*row, m.len())));
            if let Some((row, length)) = hit.filter(|(_, l)| best.as_ref().is_none_or(|b| *l > b.3)) {
                let framework_kept = best.as_ref().is_none_or(|b| b.0.framework == row.framework);
                if framework_kept {
                    best = Some((row, joined.clone(), line, length));
                }
            }
        }
        if let Some((row, text, last, _)) = best {
            let block = BlockId::new(first);
            let place = blocks[first].place;
            let evidence =
                Evidence { printed: text.clone(), place, block: Some(block), basis: row.titled, rule: Rule::TitleLine };
            let value = without_note_mark(&text).to_owned();
            return Some((row, (Fact { value, evidence }, first..last + 1)));
        }
    }
    None
}

/// Words before the subject of a letter.
static SUBJECT: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(re|ref|subject|your ref|title) ?[:-] ?"));

/// A title as it is compared: folded, without what stands before a letter's subject, and without a footnote's mark or a
/// closing sign behind it.
fn bare_title(text: &str) -> String {
    let folded = fold(without_note_mark(text.trim()));
    let begin = SUBJECT.find(&folded).map_or(0, |m| m.end());
    let title = folded[begin..].trim_end_matches([':', '.', ';', ' ', '*', '†']);
    // A figure on a word is the mark of a footnote; a year or a number of its own is not.
    let word = title.trim_end_matches(|c: char| c.is_ascii_digit());
    if word.ends_with(char::is_alphabetic) { word.to_owned() } else { title.to_owned() }
}

/// Whether a line is a sentence, which is part of no title.
fn is_sentence(text: &str) -> bool {
    text.trim_end().ends_with('.')
}

/// Whether a line of the cover is a label with its value ("Inspection dates: …"), which no title runs across.
fn is_label_line(text: &str) -> bool {
    let folded = fold(text);
    ["inspection date", "date of", "dates of", "report published", "lead inspector", "reporting inspector", "published"]
        .iter()
        .any(|label| folded.starts_with(label))
}

/// A document without a title line: a letter where it greets somebody, a report where it has a report's labelled lines or
/// numbered paragraphs, else neither.
fn untitled(blocks: &[Block], greeting: Option<usize>) -> (Fact<Framework>, Fact<Source>, Option<Printed>) {
    let text: Vec<(usize, String)> =
        blocks.iter().enumerate().filter(|(_, b)| b.is_text()).map(|(i, b)| (i, fold(&b.text))).collect();
    let about_inspection = text.iter().any(|(_, t)| t.contains("ofsted") || t.contains("inspect"));
    let line = press::report_line(blocks);
    // A report tells of the visits before it; it is none of them.
    let may_be = |framework: Framework| greeting.is_some() || line.is_none() || framework.row().form == Source::Report;
    // What is no report and no letter tells its framework as an account does.
    let other = greeting.is_none() && line.is_none();
    let when = if other { press::When::read(blocks) } else { press::When::default() };
    let named = || {
        framework::mentions(By::Document)
            .filter(|(_, m, f)| about_inspection && may_be(*f) && when.admits(f.row()) && !(other && m.rank >= VAGUE))
            .find_map(|(words, _, f)| text.iter().find(|(_, t)| words.is_match(t)).map(|(i, _)| (f, *i)))
    };
    let at =
        |told: Option<(Framework, BlockId)>| told.map(|(f, block)| (f, block.index())).filter(|_| about_inspection);
    let hit = if other {
        at(press::named(blocks, &when)).or_else(named).or_else(|| at(press::dated(blocks, &when)))
    } else {
        named()
    };
    let framework = match hit {
        Some((framework, block)) => {
            Fact { value: framework, evidence: evidence(blocks, Some(block), Basis::Body, Rule::LeadSentence) }
        }
        None => Fact { value: Framework::Other, evidence: evidence(blocks, None, Basis::Body, Rule::Default) },
    };
    let source = match (greeting, line) {
        (Some(block), _) => {
            Fact { value: Source::Letter, evidence: evidence(blocks, Some(block), Basis::Printed, Rule::LabelledLine) }
        }
        (None, Some(line)) => Fact {
            value: Source::Report,
            evidence: evidence(blocks, Some(line.index()), Basis::Printed, Rule::LabelledLine),
        },
        (None, None) => Fact { value: Source::Other, evidence: evidence(blocks, None, Basis::Body, Rule::Default) },
    };
    let heading = blocks
        .iter()
        .enumerate()
        .take(FRONT_BLOCKS)
        .find(|(_, b)| b.is_text() && matches!(b.kind, Kind::Heading { .. }) && b.text.chars().count() <= LINE);
    (framework, source, heading.map(|(i, _)| heading_title(blocks, i)))
}

/// A heading, or a headline, as the title.
fn heading_title(blocks: &[Block], at: usize) -> Printed {
    let evidence = evidence(blocks, Some(at), Basis::Title, Rule::TitleLine);
    (Fact { value: blocks[at].text.clone(), evidence }, at..at + 1)
}

fn evidence(blocks: &[Block], block: Option<usize>, basis: Basis, rule: Rule) -> Evidence {
    Evidence {
        printed: block.map(|b| blocks[b].text.clone()).unwrap_or_default(),
        place: block.map(|b| blocks[b].place).unwrap_or_default(),
        block: block.map(BlockId::new),
        basis,
        rule,
    }
}

impl Cover {
    /// The cover of an account: its headline, and the framework that the title of a linked report or its own words tell, as
    /// long as that was in force at the time.
    fn of_account(blocks: &[Block], front: Range<usize>, source: Source, witness: BlockId) -> Self {
        let when = press::When::read(blocks);
        let link =
            find_title(blocks, &(0..blocks.len())).filter(|(row, _)| when.admits(row)).map(|(row, (fact, _))| {
                let evidence = Evidence { basis: Basis::Body, rule: Rule::PressLink, ..fact.evidence };
                Fact { value: row.framework, evidence }
            });
        let told = || {
            let told = match source {
                Source::Press => press::framework(blocks, &when),
                _ => press::named(blocks, &when).or_else(|| press::dated(blocks, &when)),
            };
            let (framework, block) = told?;
            let evidence = evidence(blocks, Some(block.index()), Basis::Body, Rule::PressWords);
            Some(Fact { value: framework, evidence })
        };
        let unknown = || Fact { value: Framework::Other, evidence: evidence(blocks, None, Basis::Body, Rule::Default) };
        let told_by = evidence(blocks, Some(witness.index()), Basis::Body, Rule::PressWords);
        Self {
            front,
            title: press::headline(blocks).map(|b| heading_title(blocks, b.index())),
            framework: link.or_else(told).unwrap_or_else(unknown),
            source: Fact { value: source, evidence: told_by },
            greeting: None,
            account: true,
        }
    }
}
