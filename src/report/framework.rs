//! The frameworks under which inspections were made: one row each.
//!
//! A row says when inspections of the kind were made and by whom, how their documents are titled and set out, what was
//! judged and in which words, which headings carry findings, and where dates and inspectors stand. The parsers know none
//! of this: a new framework is a new word of the vocabulary and a new row, in the file of its era.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use regex::Regex;

use crate::report::area::Area;
use crate::report::grade::Scale;
use crate::report::{Basis, FindingKind, Source};
use crate::typography::{fold, pattern};
use crate::vocabulary::vocabulary;

mod ilacs;
mod joint;
mod row;
mod since_2013;
mod until_2013;

pub use row::{By, Dates, Given, Heading, ItemForm, Judged, Lead, Mention, Part, Role, Row, Sentence, Stands, Tells};

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

/// From this rank on, words tell a framework only where none that are more telling do, and wherever they stand.
pub const LOOSE: u8 = 9;

/// A heading of this level.
const fn heading(level: u8, pattern: &'static str) -> Heading {
    Heading { pattern, level, role: Role::Text }
}

/// Words by which a report or letter without a title tells its framework.
const fn says(rank: u8, pattern: &'static str) -> Mention {
    Mention { by: By::Document, rank, dated: false, pattern }
}

/// Words by which a press account tells the framework of an inspection.
const fn told(rank: u8, pattern: &'static str) -> Mention {
    Mention { by: By::Press, rank, dated: false, pattern }
}

/// Words by which a press account whose day is known tells the framework of an inspection: without a day they are those of
/// others too.
const fn dated(rank: u8, pattern: &'static str) -> Mention {
    Mention { by: By::Press, rank, dated: true, pattern }
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
    months: ((2005, 1), None),
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
    mentions: &[told(
        8,
        r"\bjoint area reviews?\b|\bannual (?:(?:performance|children's|services?|ofsted|ofsted's|inspection) )*(?:ratings?|assessments?)\b|\bchildren's services assessments?\b|\bcomprehensive area assessments?\b",
    )],
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

/// A standard's label without its number.
fn standard(folded: &str) -> &str {
    folded.trim_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | ':' | ')'))
}

impl Row {
    /// The area that a label names. One that breaks off within the words of another names none: "children in care and care".
    #[must_use]
    pub fn area(&self, label: &str) -> Option<Area> {
        let folded = fold(label).replace("looked-after", "looked after");
        if self.standards.contains(&standard(&folded)) {
            return Some(Area::Other);
        }
        let all = || self.areas.iter().flat_map(|j| j.wordings.iter().map(move |w| (*w, j.area)));
        let hits = all().filter_map(|(words, area)| Some((folded.rfind(words)?, words, area)));
        let (at, words, area) = hits.max_by_key(|(_, words, _)| words.len())?;
        let end = folded[at..].trim_end();
        let cut = |(other, _): (&str, Area)| other.len() > end.len() && other.starts_with(end);
        (end.len() == words.len() || !all().any(cut)).then_some(area)
    }

    /// Whether the framework judges this area at all.
    #[must_use]
    pub fn judges(&self, area: Area) -> bool {
        self.areas.iter().any(|j| j.area == area)
    }

    /// The heading of the row's table that this bare heading is.
    #[must_use]
    pub fn heading(&self, bare: &str) -> Option<&'static Heading> {
        let known = &HEADINGS[self.framework as usize];
        known.iter().find(|(pattern, _)| pattern.is_match(bare)).map(|(_, heading)| *heading)
    }
}

/// Headings with their patterns.
type Headings = Vec<(Arc<Regex>, &'static Heading)>;

/// The headings of each row. Lists of them are shared between rows, and each pattern is compiled once.
static HEADINGS: LazyLock<Vec<Headings>> = LazyLock::new(|| {
    let mut compiled: HashMap<&str, Arc<Regex>> = HashMap::new();
    let mut with_pattern = |heading: &'static Heading| {
        let compile = || Arc::new(pattern(&format!("^(?:{})$", heading.pattern)));
        (Arc::clone(compiled.entry(heading.pattern).or_insert_with(compile)), heading)
    };
    TABLE.iter().map(|row| row.headings.iter().copied().flatten().map(&mut with_pattern).collect()).collect()
});

/// The mentions of all frameworks with their rows, the most telling first.
static MENTIONS: LazyLock<Vec<(Regex, &'static Mention, Framework)>> = LazyLock::new(|| {
    let of = |row: &'static Row| row.mentions.iter().map(|m| (pattern(m.pattern), m, row.framework));
    let mut all: Vec<_> = TABLE.iter().flat_map(of).collect();
    all.sort_by_key(|(_, mention, _)| mention.rank);
    all
});

/// The words by which texts of this kind tell a framework, the most telling first.
pub fn mentions(by: By) -> impl Iterator<Item = (&'static Regex, &'static Mention, Framework)> {
    MENTIONS.iter().filter(move |(_, m, _)| m.by == by).map(|(words, m, framework)| (words, *m, *framework))
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
