//! A report: what a document says, fact by fact, each with the printed words and the place it was taken from.
//!
//! [`Report::parse`] understands one [`Document`](crate::document::Document). What a document does not state stays `None` or empty;
//! what was inferred says so in its [`Basis`].

use std::ops::{Deref, DerefMut};

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::document::{Block, BlockId, Blocks, Format, Place};
use crate::vocabulary::{typed_id, vocabulary};

pub mod area;
pub mod assigned;
mod attribution;
pub mod calendar;
mod cover;
mod fact;
mod finding;
pub mod framework;
pub mod grade;
mod grid;
mod header;
mod inspector;
mod parse;
mod press;
mod rest;
pub mod rule;
mod section;
#[cfg(test)]
mod sketch;
#[cfg(test)]
mod tests;
mod timescale;
mod topic;

pub use area::{Area, Group};
pub use assigned::Assigned;
pub use fact::{Based, Basis, Evidence, Fact};
pub use framework::Framework;
pub use grade::{Grade, Scale};
pub use parse::NotAReport;
pub use rest::{Body, Glance, Grounds, Rest};
pub use rule::Rule;
pub use timescale::Timescale;

typed_id! {
    /// The place of a section in [`Body::sections`].
    SectionId
}
typed_id! {
    /// The place of a finding in [`Body::findings`].
    FindingId
}

vocabulary! {
    /// Whose words a document is.
    Source {
        Report = "report", "report";
        Letter = "letter", "letter";
        Press = "press", "press account";
        Other = "other", "other document";
    }
}

vocabulary! {
    /// The kinds of finding, from the best news to the most urgent.
    FindingKind {
        Strength = "strength", "strength";
        Met = "met", "requirement met";
        Improvement = "improvement", "to improve";
        Recommendation = "recommendation", "recommended";
        Priority = "priority", "priority action";
    }
}

impl FindingKind {
    /// The word in at most eleven letters, as lists show it. The most urgent kind is set in capitals.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Strength => "strength",
            Self::Met => "met",
            Self::Improvement => "to improve",
            Self::Recommendation => "recommended",
            Self::Priority => "PRIORITY",
        }
    }
}

vocabulary! {
    /// The two lengths of an ILACS inspection: one week or two of fieldwork.
    Variant {
        Standard = "standard", "standard";
        Short = "short", "short";
    }
}

vocabulary! {
    /// The three outcomes of an area SEND inspection since 2023.
    Outcome {
        TypicallyPositive = "typically_positive", "typically positive experiences and outcomes";
        Inconsistent = "inconsistent", "inconsistent experiences and outcomes";
        WidespreadSystemicFailings = "widespread_systemic_failings", "widespread and/or systemic failings";
    }
}

/// The days of an inspection, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day; the first again for a visit of one day.
    pub to: Date,
}

/// One graded line of a report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Judgement {
    /// The group of a safeguarding and looked-after children (SLAC) report, where the same label occurs twice.
    pub group: Option<Group>,
    /// What was judged.
    pub area: Area,
    /// The label as printed.
    pub label: String,
    /// The grade.
    pub grade: Grade,
    /// The section whose text stands behind the grade.
    pub section: Option<SectionId>,
    /// The printed grade, page and rule.
    pub evidence: Evidence,
}

impl Judgement {
    /// The area's key in exports; a slug of the printed label where the area is none of the vocabulary.
    #[must_use]
    pub fn area_key(&self) -> String {
        if self.area != Area::Other {
            return self.area.key().to_owned();
        }
        slug(&self.label)
    }
}

/// A label as a key: its words and figures in lower case, joined by underlines.
fn slug(label: &str) -> String {
    let words: Vec<String> =
        label.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.join("_")
}

/// A section: a heading and everything up to the next heading of its level or a higher one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// 1 for the outermost.
    pub level: u8,
    /// The heading as printed.
    pub heading: String,
    /// The block that is the heading.
    pub block: BlockId,
    /// The section that this one is part of.
    pub parent: Option<SectionId>,
}

/// A numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paragraph {
    /// The printed number.
    pub number: u32,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// Its first block.
    pub block: BlockId,
    /// The block after its last: bullets under a paragraph belong to it.
    pub end: BlockId,
    /// How its text begins, as [`beginning`] cuts it: by this it is gone to, without a look at the text.
    pub begins: String,
}

/// The beginning of a text, as much as stands in a list beside other things: at most 120 characters, cut between words, for
/// half a word would be found as a whole one.
#[must_use]
pub fn beginning(text: &str) -> &str {
    match text.char_indices().nth(120) {
        Some((end, _)) => text[..end].rfind(' ').map_or(&text[..end], |space| &text[..space]),
        None => text,
    }
}

/// One finding: a strength, a requirement met, or something to improve.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Its kind.
    pub kind: FindingKind,
    /// The whole item, sub-bullets included, in one line.
    pub text: String,
    /// The timescale as printed, in lower case and without "within": "immediately", "3 months". [`Timescale`] reads it.
    pub due: Option<String>,
    /// The body it is addressed to, where printed.
    pub addressed_to: Option<String>,
    /// The section it stands in.
    pub section: Option<SectionId>,
    /// The numbered paragraph it stands in.
    pub paragraph: Option<u32>,
    /// Its place among the report's findings of this kind, counted from 1.
    pub ordinal: u32,
    /// Its first block.
    pub block: BlockId,
    /// The block after its last.
    pub end: BlockId,
    /// Where it begins.
    pub place: Place,
}

/// Everything that one document says.
///
/// What tells it from others stands in its own fields. All else is its [`Body`], to which it dereferences, and its blocks:
/// both may lie in a cache until somebody looks at them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The path below the folder, with "/" between its parts. Who keeps a report keeps it under this name, and not twice.
    #[serde(skip)]
    pub file: String,
    /// What the file is.
    pub format: Format,
    /// Whose words it is.
    pub source: Based<Source>,
    /// The framework it was written under.
    pub framework: Based<Framework>,
    /// The authority's plain name.
    pub authority: Option<Based<String>>,
    /// The days of the inspection.
    pub inspected: Option<Based<Period>>,
    /// The day of publication, where the document prints it.
    pub published: Option<Based<Date>>,
    /// The day that stands in the file's name.
    pub file_date: Option<Date>,
    /// A number that two documents share when they say the same words:
    /// [`digest_of_letters`](crate::typography::digest_of_letters) of their texts; `None` without any letters. It is
    /// the same in every run, and marks are kept with it.
    pub fingerprint: Option<u64>,
    /// The number of pages; 0 where the format has none.
    pub pages: u32,
    /// The rest of what it says.
    pub rest: Rest,
    /// The text itself; sections, paragraphs and findings point into it.
    pub blocks: Blocks,
}

impl Report {
    /// The block with this id.
    #[must_use]
    pub fn block(&self, id: BlockId) -> Option<&Block> {
        self.blocks.get(id.index())
    }

    /// The section with this id.
    #[must_use]
    pub fn section(&self, id: SectionId) -> Option<&Section> {
        self.sections.get(id.index())
    }

    /// The kinds of the lists of findings that the report has, in reading order; of those too in which nothing stands.
    pub fn lists(&self) -> impl Iterator<Item = FindingKind> {
        let row = self.framework.value.row();
        self.sections.iter().filter_map(|section| section::list_kind(&section.heading, row))
    }

    /// The innermost section that a block stands in.
    #[must_use]
    pub fn section_at(&self, block: BlockId) -> Option<SectionId> {
        self.sections.partition_point(|s| s.block <= block).checked_sub(1).map(SectionId::new)
    }

    /// The block after a section's last: the next heading of its level or a higher one, or the end.
    #[must_use]
    pub fn section_end(&self, id: SectionId) -> BlockId {
        let level = self.section(id).map_or(0, |s| s.level);
        self.sections
            .iter()
            .skip(id.index() + 1)
            .find(|s| s.level <= level)
            .map_or(BlockId::new(self.blocks.len()), |s| s.block)
    }

    /// The numbered paragraph that a block belongs to.
    #[must_use]
    pub fn paragraph_at(&self, block: BlockId) -> Option<&Paragraph> {
        let last = self.paragraphs.partition_point(|p| p.block <= block).checked_sub(1)?;
        self.paragraphs.get(last).filter(|p| block < p.end)
    }

    /// The finding that a block belongs to.
    #[must_use]
    pub fn finding_at(&self, block: BlockId) -> Option<FindingId> {
        let last = self.findings.partition_point(|f| f.block <= block).checked_sub(1)?;
        self.findings.get(last).filter(|f| block < f.end).map(|_| FindingId::new(last))
    }

    /// The text of a range of blocks, a line a block, page furniture left out.
    #[must_use]
    pub fn text(&self, from: BlockId, to: BlockId) -> String {
        let end = to.index().min(self.blocks.len());
        let lines: Vec<&str> =
            self.blocks[from.index().min(end)..end].iter().filter(|b| b.is_text()).map(|b| b.text.as_str()).collect();
        lines.join("\n")
    }

    /// The judgement of this area outside any group, or the first in one.
    #[must_use]
    pub fn judgement(&self, area: Area) -> Option<&Judgement> {
        self.judgements.iter().find(|j| j.area == area)
    }

    /// The overall grade, where it gives one. The body is not fetched for it.
    #[must_use]
    pub fn overall(&self) -> Option<Grade> {
        self.rest.glance().overall
    }

    /// Whether it gives any grade. The body is not fetched for it.
    #[must_use]
    pub fn is_graded(&self) -> bool {
        self.rest.glance().judged > 0
    }

    /// The best date there is, for ordering: the last day of inspection, else publication, else the file name's.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        self.inspected
            .as_ref()
            .map(|i| i.value.to)
            .or_else(|| self.published.as_ref().map(|p| p.value))
            .or(self.file_date)
    }

    /// How much the report says: grades before text. Of two files of one inspection, the one that says more speaks for it.
    #[must_use]
    pub fn says(&self) -> (usize, usize) {
        (self.rest.glance().judged, self.blocks.len())
    }

    /// The authority's plain name, or `None` where it is unresolved.
    #[must_use]
    pub fn authority_name(&self) -> Option<&str> {
        self.authority.as_ref().map(|a| a.value.as_str())
    }
}

impl Deref for Report {
    type Target = Body;

    fn deref(&self) -> &Body {
        self.rest.body()
    }
}

impl DerefMut for Report {
    fn deref_mut(&mut self) -> &mut Body {
        self.rest.body_mut()
    }
}
