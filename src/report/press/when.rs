//! When an account was written, and on which days the inspectors whom it tells of were there.
//!
//! Councils were inspected under one framework after another, and an account seldom names the one. Its day says which it
//! cannot have been: no newspaper of 2011 writes of an inspection that began in 2018.

use std::sync::LazyLock;

use jiff::ToSpan;
use jiff::civil::Date;
use regex::Regex;

use super::prose::{Prose, YEAR};
use crate::document::{Block, BlockId};
use crate::report::calendar::{self, Found, MONTHS};
use crate::report::framework::Row;
use crate::report::{Period, Scale};
use crate::typography::{fold, pattern};

/// How many lines from the top may hold the day of an account.
const TOP: usize = 15;
/// How many characters a line of the day may have beside it: the writer's name, the hour, the meeting.
const BESIDE: usize = 60;

/// The days on which inspectors were there, told in a sentence.
static CAME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:re-?)?(?:inspect(?:s|ed|ing|ions?|ors?)?|visit\w*|fieldwork)\b"));
/// Other days that an account tells, between its last word on the inspection and the date. Remarks in commas lie between
/// ("published, after a visit from").
static OTHER_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:publish\w*|releas\w*|issued|letter|dated|minutes?|meetings?|committee|cabinet|board|panel|assembly|updated|posted|as at|as of|snapshot|earlier|since|next|response|today|yesterday|presented|considered|submitted|reported|announc\w*|reveal\w*|said|says|told|tells|wrote|written|report of)\b[^,;]*$|\b(?:by|before|after|until|since)(?: the)? *$",
    )
});
/// Inspections before this one or after it.
static OTHER_VISIT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:previous\w*|last|earlier|former\w*|next|since) (?:[\w'-]+ ){0,4}?(?:inspect\w*|visit\w*)\b[^,;]*$")
});
/// Others who visit, and other things that are inspected.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:children's homes?|care homes?|fostering (?:service|agency)|adoption agency|hospital (?:was|trust)|councillors|members (?:\w+ )?visited|minister|secretary|engagement meeting)\b",
    )
});
/// A day in figures, the year first, as machines write it; also with the hour behind it.
static FIGURES: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)(?:t\d\d:|\b)"));
/// A line that is a month and nothing else.
static MONTH_LINE: LazyLock<Regex> = LazyLock::new(|| pattern(&format!(r"^({}),? ((?:19|20)\d\d)$", MONTHS.join("|"))));
/// What stands before the days on which something was done.
static DAYS_FOLLOW: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:\b(?:on|from|between|of|over|during|for|dates|and)(?: the)?|[:(,])\s*$|^\s*$"));
/// The weekday that is printed before a date, with its comma.
static WEEKDAY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[\s,(]*\(?\b(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s*$"));
/// The first half of a range that is no day of its own: "between January 2022 and".
static HALF_RANGE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:between|from)\s(?:[\w,]+\s){{0,4}}?(?:{}|\d{{4}})\b[^.;]{{0,40}}\b(?:and|to|until)\s*$|\b(?:between|from) (?:\w+ )?\d{{4}} (?:and|to)\s*$",
        MONTHS.join("|")
    ))
});
/// What is still to come.
static TO_COME: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:will|would|is due|are due|expected|planned|scheduled)\b"));
/// Months in which inspectors were there, where no days are printed.
static MONTH: LazyLock<Regex> = LazyLock::new(|| {
    let months = MONTHS.join("|");
    pattern(&format!(
        r"\b(?:in|during|of|throughout|between)\s(?:(?:early|late|mid) ?-?)?(?:(?:{months})(?: and |, | to )(?:of )?)?({months}),? (?:of )?((?:19|20)\d\d)\b"
    ))
});
/// Words by which a sentence speaks of an inspection before this one.
static EARLIER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:previous\w*|former\w*|earlier|ago|since|last (?:\w+ ){0,2}?(?:inspect\w*|rated|report|time|visit\w*|judged)|had (?:\w+ )?been|following|after)\b",
    )
});
/// The third grade of the years before 2013, given as a grade.
static ADEQUATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:rated|judged|graded|deemed|assessed|scored)(?: \w+)?(?: as| to be)?(?: being| merely| only| just| overall)*[ '\x22]+adequate\b|\b(?:grades?|ratings?|judgements?) of ['\x22]?adequate\b",
    )
});

/// The year of the inspection before this one.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:previous|last) (?:\w+ )?(?:inspect\w+|visit\w*|judged|rated|report)\b[^.;,]{0,40}?\b(?:in|of|from)(?: \w+)? ((?:19|20)\d\d)\b",
    )
});
/// How many years at most lie between the inspection before a framework's first and that first: every council had one under
/// each framework that gives grades.
const BETWEEN: i16 = 5;

/// What an account says of its own time.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::report) struct When {
    /// The day on which it was written or put to a meeting: the earliest and the latest of those that its top prints, for a
    /// saved page prints the day of saving too, and that of its last change.
    written: Option<(Date, Date)>,
    /// The days of the inspection, or the month.
    came: Option<Period>,
    /// The year of the inspection before.
    before: Option<i16>,
    /// Whether it gives the grade "adequate".
    adequate: bool,
}

impl When {
    pub fn read(blocks: &[Block]) -> Self {
        let written = written(blocks);
        let days = days(blocks, written, |_| true).map(|(_, found, _)| found.period);
        // A grade that is told with a year may be of any.
        let of_now = |text: &str| !EARLIER.is_match(text) && !YEAR.is_match(text);
        let adequate = statements(blocks).any(|(_, text)| ADEQUATE.is_match(&text) && of_now(&text));
        let before = statements(blocks).find_map(|(_, text)| BEFORE.captures(&text)?[1].parse().ok());
        Self { written, came: days.or_else(|| month(blocks, written)), before, adequate }
    }

    /// Whether anything says when it was.
    pub fn is_known(&self) -> bool {
        self.written.is_some() || self.came.is_some()
    }

    /// The year of the inspection, as well as the account tells it.
    pub fn year(&self) -> Option<i16> {
        self.came.map(|came| came.to.year()).or(self.written.map(|(first, _)| first.year()))
    }

    /// Whether an inspection of this time may have been made under the framework. Accounts, those of meetings above all,
    /// come up to a year after it.
    pub fn admits(&self, row: &Row) -> bool {
        let then = match (self.came, self.written) {
            (Some(came), _) => row.in_force(came.from) || row.in_force(came.to),
            (None, Some((first, last))) => row.has_begun(last) && row.has_not_ended(first.saturating_sub(1.year())),
            (None, None) => true,
        };
        let follows = row.scale == Scale::None || self.before.is_none_or(|year| year + BETWEEN >= row.months.0.0);
        then && follows && !(self.adequate && row.scale == Scale::RequiresImprovement)
    }

    /// Whether it must have been, as far as the time tells: the framework was in force for half a year before the account was
    /// written. Without a day there is nothing against it.
    pub fn settles(&self, row: &Row) -> bool {
        match (self.came, self.written) {
            (Some(came), _) => row.in_force(came.from),
            (None, Some((first, last))) => {
                row.has_begun(first.saturating_sub(6.months())) && row.has_not_ended(last.saturating_sub(1.year()))
            }
            (None, None) => true,
        }
    }
}

/// How many months after an inspection it is still written of as the latest, at meetings above all.
const LATE: i64 = 18;

/// How many sentences on inspectors are asked for their days, and how many dates of one: no account has as many.
const ASKED: usize = 400;
const DATES: usize = 8;

/// The days of an account, the earliest and the latest: lines near its top that print hardly more than a date.
pub(super) fn written(blocks: &[Block]) -> Option<(Date, Date)> {
    let lines = blocks.iter().filter(|b| b.is_text() && !b.text.trim().is_empty()).take(TOP);
    let days = lines.filter_map(|block| {
        let (date, start, end) = day(&block.text)?;
        let beside = block.text.chars().count() - block.text[start..end].chars().count();
        let sentence =
            beside > BESIDE / 2 && block.text.trim_end().ends_with('.') || CAME.is_match(&fold(&block.text[..start]));
        (beside <= BESIDE && !sentence || is_today(&block.text[..start])).then_some(date)
    });
    days.fold(None, |range: Option<(Date, Date)>, day| {
        Some(range.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })
}

/// The first date of a line, and where it is printed: in words, in figures, or a month alone, for which its first day stands.
fn day(text: &str) -> Option<(Date, usize, usize)> {
    let number = |found: regex::Match| found.as_str().parse().ok();
    let figures = || {
        let folded = fold(text);
        let hit = FIGURES.captures(&folded).filter(|_| folded.len() == text.len())?;
        let date = Date::new(hit[1].parse().ok()?, number(hit.get(2)?)?, number(hit.get(3)?)?).ok()?;
        Some((date, hit.get(1)?.start(), hit.get(3)?.end()))
    };
    let month = || {
        let folded = fold(text.trim());
        let hit = MONTH_LINE.captures(&folded)?;
        let month = i8::try_from(MONTHS.iter().position(|m| *m == &hit[1])? + 1).ok()?;
        Some((Date::new(hit[2].parse().ok()?, month, 1).ok()?, 0, text.len()))
    };
    calendar::date(text).or_else(figures).or_else(month)
}

/// Whether the words before a date call it the day of writing: "published today, Friday".
fn is_today(before: &str) -> bool {
    let before = fold(before);
    let end = WEEKDAY.find(&before).map_or(before.len(), |m| m.start());
    before[..end].trim_end_matches([' ', ',', '(']).ends_with("today")
}

/// The inspection's own days, where a sentence prints them in full: the latest, as an account tells of earlier inspections too.
/// A sentence about others than the council is passed over, and so are days that speakers name, that were still to come, or that were long past.
pub(super) fn days(
    blocks: &[Block],
    written: Option<(Date, Date)>,
    is_own: impl Fn(&str) -> bool,
) -> Option<(BlockId, Found, String)> {
    let mut best: Option<(BlockId, Found, String)> = None;
    let mut asked = 0;
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.is_text()) {
        let prose = Prose::new(&block.text);
        for sentence in prose.sentences() {
            let folded = &prose.folded[sentence.clone()];
            if !CAME.is_match(folded) {
                continue;
            }
            asked += 1;
            if asked > ASKED {
                return best;
            }
            let printed = prose.printed(sentence.clone());
            let others = TO_COME.is_match(folded) || OTHERS.is_match(folded) || super::several::is_counted(folded);
            if others || !is_own(printed) {
                continue;
            }
            let mut told = 0;
            for found in calendar::periods(printed).take(DATES) {
                // A second date of one sentence is that of something else, unless a second visit stands before it.
                if told > 0 && !CAME.is_match(&fold(&printed[told..found.start])) {
                    continue;
                }
                told = found.end;
                // A day alone is that of anything where an account has told of days.
                let whole = |period: &Period| period.from < period.to;
                let newer = best.as_ref().is_none_or(|(_, old, _)| {
                    old.period.to < found.period.to && (whole(&found.period) || !whole(&old.period))
                });
                let at = printed[..found.start].chars().count();
                let spoken = folded.chars().nth(at).is_none_or(char::is_whitespace);
                if newer && !spoken && is_near(found.period, written) && is_of_inspection(printed, &found) {
                    best = Some((BlockId::new(index), found, printed[found.start..found.end].to_owned()));
                }
            }
        }
    }
    best
}

/// Whether these days lie before the account, and not so long that another inspection must have been since.
fn is_near(days: Period, written: Option<(Date, Date)>) -> bool {
    written.is_none_or(|(first, last)| days.from <= last && days.to >= first.saturating_sub(LATE.months()))
}

/// Whether a date within a sentence on an inspection is that of the inspection, and whole.
fn is_of_inspection(sentence: &str, found: &Found) -> bool {
    let before = fold(&sentence[..found.start]);
    let bracket = before.trim_end().ends_with('(') && sentence[found.end..].trim_start().starts_with(')');
    let bare = WEEKDAY.find(&before).map_or(before.as_str(), |m| &before[..m.start()]);
    let since = since_they_came(bare);
    let reference = bracket
        && (since.len() == bare.len() || bare.trim_end_matches([' ', '(']).ends_with(|c: char| c.is_ascii_digit()));
    let other = OTHER_DAY.is_match(since) || OTHER_VISIT.is_match(bare) || HALF_RANGE.is_match(&before);
    !reference && !other && DAYS_FOLLOW.is_match(bare)
}

/// The words behind the last that speak of the inspection itself, not of its report; all where none do.
fn since_they_came(before: &str) -> &str {
    let of_report =
        |rest: &str| ["report", "letter", "finding", "outcome"].iter().any(|w| rest.trim_start().starts_with(w));
    let came = CAME.find_iter(before).filter(|m| !of_report(&before[m.end()..])).last();
    came.map_or(before, |m| &before[m.end()..])
}

/// The month of the inspection, or the last of its months, where a sentence prints it: the latest again.
fn month(blocks: &[Block], written: Option<(Date, Date)>) -> Option<Period> {
    let months = statements(blocks).filter(|(_, text)| CAME.is_match(text)).filter_map(|(_, text)| {
        let hit = MONTH.captures(&text)?;
        let before = &text[..hit.get(0)?.start()];
        if OTHER_DAY.is_match(since_they_came(before)) || EARLIER.is_match(before) || TO_COME.is_match(&text) {
            return None;
        }
        let month = MONTHS.iter().position(|m| *m == &hit[1])?;
        let from = Date::new(hit[2].parse().ok()?, i8::try_from(month + 1).ok()?, 1).ok()?;
        Some(Period { from, to: from.last_of_month() })
    });
    months.filter(|month| is_near(*month, written)).max_by_key(|month| month.from)
}

/// The sentences of an account, folded, with their blocks.
fn statements(blocks: &[Block]) -> impl Iterator<Item = (usize, String)> {
    let text = blocks.iter().enumerate().filter(|(_, b)| b.is_text());
    text.flat_map(|(index, block)| {
        let prose = Prose::new(&block.text);
        let sentences = prose.sentences().into_iter();
        sentences.map(|s| (index, prose.folded[s].to_owned())).collect::<Vec<_>>()
    })
}

#[cfg(test)]
mod tests;
