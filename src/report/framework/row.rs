//! What a row of the table of frameworks says, and in which words.

use jiff::civil::Date;

use super::Framework;
use crate::report::area::{Area, Group};
use crate::report::grade::Scale;
use crate::report::{Basis, FindingKind, Source};

/// What is known of a framework.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The framework.
    pub framework: Framework,
    /// Its name in at most seven letters, for the head of a grid's column.
    pub short: &'static str,
    /// The first and the last month (year, month) in which inspections were made under it; `None` while it is in force.
    pub months: ((i16, i8), Option<(i16, i8)>),
    /// Who inspects, the one that publishes first.
    pub bodies: &'static [&'static str],
    /// Whether its documents are reports or letters.
    pub form: Source,
    /// What its titles say, as patterns on folded text.
    pub titles: &'static [&'static str],
    /// The scale of its grades.
    pub scale: Scale,
    /// Whether its grades carry numbers, 1 for outstanding to 4 for inadequate. Before 2009 they ran the other way; no
    /// framework of the table did that, and a number is read for a grade nowhere else.
    pub numbered: bool,
    /// What is judged, in grid order. Where areas were split or joined over time, both stand here.
    pub areas: &'static [Judged],
    /// What is judged beside the areas: whole labels, folded, without their numbers. Their judgements are of the area
    /// [`Area::Other`] and keep apart by label.
    pub standards: &'static [&'static str],
    /// The words that begin a group of judgements, folded, where the same label occurs in two groups.
    pub groups: &'static [(&'static str, Group)],
    /// Judgements that are printed as sentences.
    pub sentences: &'static [Sentence],
    /// The headings that its documents print as a matter of course; lists of them are shared between rows.
    pub headings: &'static [&'static [Heading]],
    /// Its parts about other bodies than the council.
    pub parts: &'static [Part],
    /// How its lists of findings are set.
    pub items: ItemForm,
    /// Where the title stands, which names the authority too.
    pub titled: Basis,
    /// Where the dates of an inspection stand.
    pub dates: Dates,
    /// Where the inspector who led it stands.
    pub lead: Lead,
    /// What its documents tell beside grades and findings.
    pub tells: &'static [Tells],
    /// The words by which a text that has no title of the table tells that it is of this framework.
    pub mentions: &'static [Mention],
    /// The sentences that say what an inspection looked at, as patterns on folded text, the best first. The first group
    /// is the theme.
    pub themes: &'static [&'static str],
}

/// An area that a framework judges.
#[derive(Debug, Clone, Copy)]
pub struct Judged {
    /// The area.
    pub area: Area,
    /// What its label contains, over time, folded. Of all that a label contains, the longest counts.
    pub wordings: &'static [&'static str],
    /// In which inspections it is judged.
    pub given: Given,
}

/// In which inspections of a framework an area is judged, by their first day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// In all of them.
    Always,
    /// In those that begin on this day or later (year, month, day).
    Since(i16, i8, i8),
    /// In those that begin before this day.
    Until(i16, i8, i8),
    /// In some: a part that could be left out, or a row of the later versions only.
    Sometimes,
}

/// A judgement that is printed as a sentence.
#[derive(Debug, Clone, Copy)]
pub struct Sentence {
    /// The area that it judges.
    pub area: Area,
    /// How it begins, up to its verb, as a pattern on folded text.
    pub pattern: &'static str,
    /// Where it stands, and how.
    pub stands: Stands,
}

/// How a sentence that prints a judgement stands among others that do not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Near the front; words may stand between its verb and its grade.
    Front,
    /// Anywhere; the grade follows the verb at once.
    Anywhere,
    /// Anywhere, but alone on its line, which ends with the grade: its beginning is too common to tell it.
    Alone,
}

/// A heading that documents print.
#[derive(Debug, Clone, Copy)]
pub struct Heading {
    /// The whole heading as a pattern on folded text, without number, footnote mark and closing signs.
    pub pattern: &'static str,
    /// Its level where the file does not say.
    pub level: u8,
    /// What stands under it.
    pub role: Role,
}

/// What stands under a heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Text.
    Text,
    /// A list of findings of this kind.
    List(FindingKind),
    /// Nothing of its own: it says something of the section that it stands in (a timescale), and is a section only where
    /// the file itself makes it one.
    Within,
    /// The judgements once more, whose labels repeat the headings of the text.
    Record,
    /// The judgements, line by line.
    Grid,
}

/// What the documents of some frameworks tell beside grades and findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tells {
    /// By the length of the fieldwork, whether the inspection was a short or a standard one.
    Length,
    /// What progress was made since the last inspection.
    Progress,
    /// One of three outcomes.
    Outcome,
    /// Whether a written statement of action is asked for.
    StatementOfAction,
}

/// Words by which a text tells a framework.
#[derive(Debug, Clone, Copy)]
pub struct Mention {
    /// Whose text tells it so.
    pub by: By,
    /// How telling the words are among those of all frameworks: 0 the most.
    pub rank: u8,
    /// Whether the words are those of other frameworks too, so that they tell this one only in a text whose day is known.
    pub dated: bool,
    /// The words, as a pattern on folded text.
    pub pattern: &'static str,
}

/// Whose text mentions a framework.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// A report or letter, of its own framework.
    Document,
    /// A press account, of the inspection that it writes about.
    Press,
}

/// A part of a report that is about another body than the council, and whose lists are recommendations to it.
#[derive(Debug, Clone, Copy)]
pub struct Part {
    /// What its heading says, as a pattern on folded text.
    pub heading: &'static str,
    /// The body, as the report calls it.
    pub body: &'static str,
}

/// How the items of a list of findings are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemForm {
    /// As bullets, numbered paragraphs or table rows.
    Items,
    /// As paragraphs, with bullets as their parts, where they are no bullets or rows.
    Paragraphs,
}

/// Where the days of an inspection stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dates {
    /// On a line of the cover that begins "Inspection dates".
    Cover,
    /// In a sentence of the first paragraphs.
    Sentence,
}

/// Where the inspector who led an inspection is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lead {
    /// On a line that begins "Lead inspector" or "Reporting inspector", on the cover or the last page.
    Line,
    /// In the table of the inspection team or of the signatures: Ofsted's lead inspector, then the others'. Else the signatory.
    Team,
    /// The signatory of the letter.
    Signature,
    /// Nowhere: directors sign for their inspectorates.
    Nowhere,
}

impl Row {
    /// Whether inspections were made under the framework in the month of a day.
    #[must_use]
    pub fn in_force(&self, day: Date) -> bool {
        self.has_begun(day) && self.has_not_ended(day)
    }

    /// Whether there were inspections still in the month of a day.
    #[must_use]
    pub fn has_not_ended(&self, day: Date) -> bool {
        self.months.1.is_none_or(|last| (day.year(), day.month()) <= last)
    }

    /// Whether the framework's first inspections had been made by the month of a day.
    #[must_use]
    pub fn has_begun(&self, day: Date) -> bool {
        self.months.0 <= (day.year(), day.month())
    }
}

impl Given {
    /// Whether an inspection that began on this day must have the judgement; `None` where it may or may not.
    #[must_use]
    pub fn on(self, day: Date) -> Option<bool> {
        let from = |(year, month, date)| Date::new(year, month, date).is_ok_and(|first| day >= first);
        match self {
            Self::Always => Some(true),
            Self::Since(year, month, date) => Some(from((year, month, date))),
            Self::Until(year, month, date) => Some(!from((year, month, date))),
            Self::Sometimes => None,
        }
    }
}
