//! The frameworks under which inspections were made: one row each.
//!
//! A row says when inspections of the kind were made and by whom, how their documents are titled and set out, what was
//! judged and in which words, which headings carry findings, and where dates and inspectors stand. The parsers know none
//! of this: a new framework is a new word of the vocabulary and a new row, in the file of its era.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::report::area::{Area, Group};
use crate::report::grade::Scale;
use crate::report::{Basis, FindingKind, Source};
use crate::typography::{fold, pattern};
use crate::vocabulary::vocabulary;

mod ilacs;
mod joint;
mod since_2013;
mod until_2013;

vocabulary! {
    /// The frameworks, oldest first.
    Framework {
        Cra = "cra", "contact, referral and assessment letter";
        Slac = "slac", "safeguarding and looked-after children";
        Protection2012 = "protection-2012", "arrangements for the protection of children";
        Lac2013 = "lac-2013", "looked-after children 2013";
        Sif = "sif", "single inspection framework";
        LscbReview = "lscb-review", "LSCB review";
        AreaSend2016 = "area-send-2016", "local area SEND letter";
        Jtai = "jtai", "joint targeted area inspection";
        MonitoringVisit = "monitoring-visit", "monitoring visit";
        Ilacs = "ilacs", "ILACS";
        FocusedVisit = "focused-visit", "ILACS focused visit";
        YouthJustice = "youth-justice", "youth justice";
        AreaSend2023 = "area-send-2023", "area SEND";
        Other = "other", "other document";
    }
}

/// What is known of a framework.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The framework.
    pub framework: Framework,
    /// Its name in at most seven letters, for the head of a grid's column.
    pub short: &'static str,
    /// The first and the last year in which inspections were made under it; `None` while it is in force.
    pub years: (i16, Option<i16>),
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

/// From this rank on, words tell a framework only where none that are more telling do, and wherever they stand.
pub const LOOSE: u8 = 9;

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

/// A heading of this level.
const fn heading(level: u8, pattern: &'static str) -> Heading {
    Heading { pattern, level, role: Role::Text }
}

/// Words by which a report or letter without a title tells its framework.
const fn says(rank: u8, pattern: &'static str) -> Mention {
    Mention { by: By::Document, rank, pattern }
}

/// Words by which a press account tells the framework of an inspection.
const fn told(rank: u8, pattern: &'static str) -> Mention {
    Mention { by: By::Press, rank, pattern }
}

/// The heading of a list of findings.
const fn list(level: u8, kind: FindingKind, pattern: &'static str) -> Heading {
    Heading { pattern, level, role: Role::List(kind) }
}

/// An area that every inspection of a framework judges.
const fn always(area: Area, wordings: &'static [&'static str]) -> Judged {
    Judged { area, wordings, given: Given::Always }
}

/// An area that some inspections of a framework judge.
const fn sometimes(area: Area, wordings: &'static [&'static str]) -> Judged {
    Judged { area, wordings, given: Given::Sometimes }
}

/// The name of the inspectorate that most rows share.
const OFSTED: &[&str] = &["Ofsted"];

/// What most rows share, so that a row says only what is its own.
const PLAIN: Row = Row {
    framework: Framework::Other,
    short: "Other",
    years: (2005, None),
    bodies: OFSTED,
    form: Source::Report,
    titles: &[],
    scale: Scale::None,
    numbered: false,
    areas: &[],
    standards: &[],
    groups: &[],
    sentences: &[],
    headings: &[],
    parts: &[],
    items: ItemForm::Items,
    titled: Basis::Title,
    dates: Dates::Cover,
    lead: Lead::Line,
    tells: &[],
    mentions: &[],
    themes: &[],
};

/// What the letters share: a subject line, dates in the first paragraph, a signature.
const LETTER: Row =
    Row { form: Source::Letter, titled: Basis::SubjectLine, dates: Dates::Sentence, lead: Lead::Signature, ..PLAIN };

/// Anything else. The joint area reviews and annual performance assessments of 2005 to 2008 are known by their titles,
/// and nothing is made of their grades: they counted from 4 for outstanding to 1 for inadequate.
const OTHER: Row = Row {
    titles: &[
        r"^joint area review\b.{0,120}",
        r"^(annual )?performance assessment of .{3,120}children.{0,60}",
        r"^(an )?inspection of cafcass\b.{0,120}",
    ],
    headings: &[ilacs::LISTS, since_2013::LISTS, until_2013::LISTS],
    ..PLAIN
};

/// The table, in the order of [`Framework::ALL`].
pub const TABLE: &[Row] = &[
    until_2013::CRA,
    until_2013::SLAC,
    until_2013::PROTECTION,
    until_2013::LOOKED_AFTER,
    since_2013::SINGLE,
    since_2013::BOARD,
    joint::AREA_SEND_2016,
    joint::TARGETED,
    ilacs::MONITORING,
    ilacs::INSPECTION,
    ilacs::FOCUSED,
    joint::YOUTH_JUSTICE,
    joint::AREA_SEND_2023,
    OTHER,
];

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

/// A standard's label without its number.
fn standard(folded: &str) -> &str {
    folded.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ':' | ')'))
}

impl Row {
    /// The area that a label names.
    #[must_use]
    pub fn area(&self, label: &str) -> Option<Area> {
        let folded = fold(label).replace("looked-after", "looked after");
        if self.standards.contains(&standard(&folded)) {
            return Some(Area::Other);
        }
        let hits = self.areas.iter().flat_map(|j| j.wordings.iter().map(move |w| (w.len(), j.area, *w)));
        hits.filter(|(_, _, words)| folded.contains(words)).max_by_key(|(length, ..)| *length).map(|(_, area, _)| area)
    }

    /// Whether the framework judges this area at all.
    #[must_use]
    pub fn judges(&self, area: Area) -> bool {
        self.areas.iter().any(|j| j.area == area)
    }

    /// The heading of the row's table that this bare heading is.
    #[must_use]
    pub fn heading(&self, bare: &str) -> Option<&'static Heading> {
        let (patterns, headings) = &HEADINGS[self.framework as usize];
        patterns.iter().position(|p| p.is_match(bare)).map(|i| headings[i])
    }
}

/// The headings of each row with their patterns.
static HEADINGS: LazyLock<Vec<(Vec<Regex>, Vec<&'static Heading>)>> = LazyLock::new(|| {
    let of = |row: &Row| {
        let headings: Vec<&'static Heading> = row.headings.iter().copied().flatten().collect();
        (headings.iter().map(|h| pattern(&format!("^(?:{})$", h.pattern))).collect(), headings)
    };
    TABLE.iter().map(of).collect()
});

/// The mentions of all frameworks with their rows, the most telling first.
static MENTIONS: LazyLock<Vec<(Regex, &'static Mention, Framework)>> = LazyLock::new(|| {
    let of = |row: &'static Row| row.mentions.iter().map(|m| (pattern(m.pattern), m, row.framework));
    let mut all: Vec<_> = TABLE.iter().flat_map(of).collect();
    all.sort_by_key(|(_, mention, _)| mention.rank);
    all
});

/// The words by which texts of this kind tell a framework, the most telling first.
pub fn mentions(by: By) -> impl Iterator<Item = (&'static Regex, u8, Framework)> {
    MENTIONS.iter().filter(move |(_, m, _)| m.by == by).map(|(words, m, framework)| (words, m.rank, *framework))
}

impl Framework {
    /// The framework's row in the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its name in at most seven letters.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.row().short
    }

    /// The scale of its grades.
    #[must_use]
    pub fn scale(self) -> Scale {
        self.row().scale
    }
}

#[cfg(test)]
mod tests;
