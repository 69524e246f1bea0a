//! The labelled lines of a document, and the sentences that stand for them in letters: when the inspection was made and when
//! it was published.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::document::{Block, BlockId};
use crate::report::cover::Cover;
use crate::report::framework::{Dates, Tells};
use crate::report::{Basis, Evidence, Fact, Framework, Period, Rule, Source, Variant, calendar};
use crate::typography::fold;
use crate::typography::pattern;

/// How many blocks from the start may hold the sentence that says when an inspection was made.
const LEAD_BLOCKS: usize = 60;
/// How many blocks from the start may hold a cover's labelled lines.
const LABELLED_BLOCKS: usize = 25;
/// How many characters the line of a letter's date may have.
const DATE_LINE: usize = 60;

static INSPECTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(inspection dates?|dates? of (the |this )?inspection)\b ?:?"));
static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((report )?published( on)?|publication date|date of publication)\b ?:?"));

/// The days of the inspection: from the line that is labelled so, or the sentence of a letter that says so.
#[must_use]
pub fn inspected(blocks: &[Block], cover: &Cover) -> Option<Fact<Period>> {
    labelled(blocks, covers(cover), &INSPECTED)
        .find_map(|line| {
            let found = calendar::period(&line.value)?;
            Some(line.fact(found.period, &line.value[found.start..found.end]))
        })
        .or_else(|| {
            let told = cover.source.value == Source::Letter || cover.framework.value.row().dates == Dates::Sentence;
            told.then(|| inspected_in_prose(blocks, cover)).flatten()
        })
}

/// Up to which block labelled lines are looked for. A footnote among the lines of a cover is as long as a paragraph, so that
/// the front alone is too short.
fn covers(cover: &Cover) -> usize {
    cover.front.end.max(LABELLED_BLOCKS)
}

/// Words before a date by which it is the date of something earlier.
const EARLIER: &[&str] = &["previous", "last inspection", "last inspected", "since "];

/// The sentence of a letter that says when the inspection was made. Sentences on earlier inspections are passed over.
fn inspected_in_prose(blocks: &[Block], cover: &Cover) -> Option<Fact<Period>> {
    let from = cover.greeting.unwrap_or(0);
    for (index, block) in blocks.iter().enumerate().skip(from).take(LEAD_BLOCKS).filter(|(_, b)| b.is_text()) {
        for sentence in sentences(&block.text) {
            let folded = fold(sentence);
            let Some(found) = calendar::period(sentence) else { continue };
            let of_this = folded.contains("inspect") || folded.contains("visit");
            let before = fold(&sentence[..found.start]);
            if of_this && !EARLIER.iter().any(|word| before.contains(word)) {
                let printed = sentence[found.start..found.end].to_owned();
                let evidence = evidence(printed, block, index, Basis::Printed, Rule::LeadSentence);
                return Some(Fact { value: found.period, evidence });
            }
        }
    }
    None
}

/// The sentences of a text, roughly: cut after a full stop that a capital follows.
pub(super) fn sentences(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let cut = rest.match_indices(". ").map(|(i, _)| i + 2).find(|&i| rest[i..].starts_with(char::is_uppercase));
        let (head, tail) = rest.split_at(cut.unwrap_or(rest.len()));
        rest = tail;
        Some(head)
    })
}

/// The day of publication as printed: a labelled line, or the date of a letter above its greeting.
#[must_use]
pub fn published(blocks: &[Block], cover: &Cover) -> Option<Fact<Date>> {
    let label = labelled(blocks, covers(cover), &PUBLISHED).find_map(|line| {
        let (date, start, end) = calendar::date(&line.value)?;
        Some(line.fact(date, &line.value[start..end]))
    });
    label.or_else(|| {
        let above = cover.greeting?;
        let dated = blocks[..above].iter().enumerate().filter(|(_, b)| b.text.chars().count() <= DATE_LINE);
        dated.into_iter().find_map(|(index, block)| {
            let (date, start, end) = calendar::date(&block.text)?;
            let printed = block.text[start..end].to_owned();
            Some(Fact { value: date, evidence: evidence(printed, block, index, Basis::Printed, Rule::LabelledLine) })
        })
    })
}

/// Short or standard, for ILACS: no report says which, its fieldwork does. Split fieldwork tells nothing.
#[must_use]
pub fn variant(framework: Framework, inspected: Option<&Fact<Period>>) -> Option<Fact<Variant>> {
    let inspected = inspected.filter(|_| framework.row().tells.contains(&Tells::Length))?;
    let days = (inspected.value.to - inspected.value.from).get_days() + 1;
    let value = match days {
        1..=7 => Variant::Short,
        10..=14 => Variant::Standard,
        _ => return None,
    };
    let evidence = Evidence { basis: Basis::Length, rule: Rule::Fieldwork, ..inspected.evidence.clone() };
    Some(Fact { value, evidence })
}

/// The day in a file's name: "… - 13 january 2023.pdf".
#[must_use]
pub fn file_date(file: &str) -> Option<Date> {
    let name = file.rsplit('/').next().unwrap_or(file);
    calendar::period(name).map(|found| found.period.to)
}

/// The value of a labelled line and where it stands.
pub(super) struct Line<'a> {
    pub(super) value: String,
    block: &'a Block,
    index: usize,
}

impl Line<'_> {
    /// A fact whose words these are.
    pub(super) fn fact<T>(&self, value: T, printed: &str) -> Fact<T> {
        let evidence = evidence(printed.to_owned(), self.block, self.index, Basis::Printed, Rule::LabelledLine);
        Fact { value, evidence }
    }
}

/// Evidence for words that stand in a block.
pub(super) fn evidence(printed: String, block: &Block, index: usize, basis: Basis, rule: Rule) -> Evidence {
    Evidence { printed, place: block.place, block: Some(BlockId::new(index)), basis, rule }
}

/// The lines before `end` that begin with this label. A value that is not on the line is looked for on the next.
pub(super) fn labelled<'a>(blocks: &'a [Block], end: usize, label: &'static Regex) -> impl Iterator<Item = Line<'a>> {
    blocks[..end.min(blocks.len())].iter().enumerate().filter(|(_, b)| b.is_text()).filter_map(move |(index, block)| {
        let folded = fold(&block.text);
        let found = label.find(&folded)?;
        let taken = folded[..found.end()].chars().count();
        let value: String = block.text.chars().skip(taken).collect();
        let mut value = value.trim().to_owned();
        let mut below = blocks[index + 1..].iter().filter(|b| b.is_text()).map(|b| b.text.trim());
        let mut next = below.next();
        while let Some(line) = next.filter(|line| value.chars().count() < 4 || runs_on(&value, line)) {
            if !value.is_empty() {
                value.push(' ');
            }
            value.push_str(line);
            next = below.next();
        }
        Some(Line { value, block, index })
    })
}

/// Whether a value runs on over the line: it ends in a word or a dash that joins two dates, or a date's next line begins
/// with one, with the year, or with the month of a day that ends this one.
fn runs_on(value: &str, next: &str) -> bool {
    let folded = fold(next);
    let dated = value.contains(|c: char| c.is_ascii_digit());
    let year = folded.starts_with("20") && folded.chars().take_while(char::is_ascii_digit).count() == 4;
    let joined =
        ["to ", "and ", "until ", "- "].iter().any(|joint| folded.starts_with(joint)) || folded.starts_with('-');
    let month = ends_in_day(value) && begins_in_month(&folded);
    ends_open(value)
        || dated && (year && !ends_in_year(value) || month || joined && folded.contains(|c: char| c.is_ascii_digit()))
}

/// Whether a value ends in a day whose month is to come: "28 – 30", and not "7 May 19".
fn ends_in_day(value: &str) -> bool {
    let folded = fold(value.trim_end());
    let (before, day) = folded.rsplit_once(' ').unwrap_or(("", &folded));
    let figure = (1..=2).contains(&day.len()) && day.bytes().all(|b| b.is_ascii_digit());
    figure && (before.ends_with(" to") || !before.ends_with(|c: char| c.is_alphanumeric()))
}

/// Whether a folded line begins with a month and its year.
fn begins_in_month(folded: &str) -> bool {
    let mut words = folded.split(' ');
    let month = words.next().is_some_and(|word| calendar::MONTHS.contains(&word));
    month && words.next().is_some_and(|year| ends_in_year(year) && year.starts_with("20"))
}

/// Whether a value ends in a year, after which a date is complete.
fn ends_in_year(value: &str) -> bool {
    let end = value.trim_end_matches(['.', ' ']);
    end.len() - end.trim_end_matches(|c: char| c.is_ascii_digit()).len() == 4
}

/// Whether a value ends in a word or a dash that joins two dates.
fn ends_open(value: &str) -> bool {
    let folded = fold(value.trim_end());
    [" to", " and", "-"].iter().any(|joint| folded.ends_with(joint))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Place};

    fn lines(text: &str) -> Vec<Block> {
        text.lines().map(|l| Block::new(Kind::Paragraph, l, Place::default())).collect()
    }

    #[test]
    fn a_date_may_run_over_lines() {
        for (text, to) in [
            ("Inspection dates: 7 to 18 November\n2022\nLead inspector: Ann Other", "2022-11-18"),
            ("Inspection dates: 7\nto 18 November 2022", "2022-11-18"),
            ("Inspection dates:\n28 November\n– 9 December 2022", "2022-12-09"),
            ("Inspection dates: 28 November 2022\n– 9 December 2022", "2022-12-09"),
            ("Inspection dates\n7 to 11 November 2022 and\n21 to\n25 November 2022", "2022-11-25"),
            ("Inspection dates: 7-18 November 2022 and 28 – 30\nJanuary 2023", "2023-01-30"),
            ("Inspection dates: 7 to 18 November 2022\nMay Brook led it.", "2022-11-18"),
            ("Inspection dates: 7 to\n18 November 2022\nJune 2023 is the next.", "2022-11-18"),
            ("Inspection dates: 7 to 18 November 2022\n2023 was a hard year.", "2022-11-18"),
        ] {
            let title = "Ashcombe\nInspection of children’s social care services";
            let blocks = lines(&format!("{title}\n{text}"));
            let days = inspected(&blocks, &Cover::read(&blocks)).map(|d| d.value.to.to_string());
            assert_eq!(days.as_deref(), Some(to), "{text}");
        }
    }

    #[test]
    fn a_year_of_two_figures_is_no_day_of_the_month_below() {
        for text in ["Inspection dates: 3 to 7 May 19\nJune 2019", "Inspection dates: 7 to 18 November 22\nMarch 2023"]
        {
            let blocks = lines(&format!("Ashcombe\nInspection of children’s social care services\n{text}"));
            assert_eq!(inspected(&blocks, &Cover::read(&blocks)), None, "{text}");
        }
    }

    #[test]
    fn a_letter_is_dated_above_its_greeting_and_tells_its_days_in_prose() {
        let blocks = lines(
            "3 May 2021\nMs A Reader\nDear Ms Reader\nFocused visit to Ashcombe children’s services\n\
             The previous visit was on 2 March 2020. This letter tells the findings of the visit on 7 and 8 April 2021.",
        );
        let cover = Cover::read(&blocks);
        assert_eq!(cover.source.value, Source::Letter);
        assert_eq!(cover.framework.value, Framework::FocusedVisit);
        let days = inspected(&blocks, &cover).expect("days");
        assert_eq!(
            (days.value.from.to_string(), days.evidence.printed.as_str()),
            ("2021-04-07".into(), "7 and 8 April 2021")
        );
        assert_eq!(published(&blocks, &cover).map(|p| p.value.to_string()).as_deref(), Some("2021-05-03"));
    }
}
