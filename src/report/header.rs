//! The labelled lines of a document: when the inspection was made, when it was published, who led it.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::document::{Block, BlockId};
use crate::report::cover::Cover;
use crate::report::framework::{Dates, Lead, TABLE, pattern};
use crate::report::{Basis, Evidence, Fact, Framework, Outcome, Period, Rule, Source, Variant, calendar};
use crate::typography::fold;

/// How many blocks from the start may hold the sentence that says when an inspection was made.
const LEAD_BLOCKS: usize = 60;
/// How many characters a name may have, so that no sentence is taken for one.
const NAME: usize = 60;

static INSPECTED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(inspection dates?|dates? of (the |this )?inspection)\b ?:?"));
static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^((report )?published( on)?|publication date|date of publication)\b ?:?"));
static LEAD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(lead|reporting) inspectors?\b ?:?"));
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(,| -|\(|\bsenior hmi|\bhmi\b|\bh[ei][rs] majesty|\bofsted inspector|\bdeputy |\bteam inspector).*$")
});
/// A role that somebody leads an inspection in, in the table of its team.
static LEADS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\blead (hmi|inspector)\b|\blead\)|\binspector,? lead\b"));

/// The days of the inspection: from the line that is labelled so, or the sentence of a letter that says so.
#[must_use]
pub fn inspected(blocks: &[Block], cover: &Cover) -> Option<Fact<Period>> {
    labelled(blocks, cover.front.end, &INSPECTED)
        .find_map(|line| {
            let found = calendar::period(&line.value)?;
            Some(line.fact(found.period, &line.value[found.start..found.end]))
        })
        .or_else(|| {
            let told = cover.source.value == Source::Letter || cover.framework.value.row().dates == Dates::Sentence;
            told.then(|| inspected_in_prose(blocks, cover)).flatten()
        })
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
fn sentences(text: &str) -> impl Iterator<Item = &str> {
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
    let label = labelled(blocks, cover.front.end, &PUBLISHED).find_map(|line| {
        let (date, start, end) = calendar::date(&line.value)?;
        Some(line.fact(date, &line.value[start..end]))
    });
    label.or_else(|| {
        let above = cover.greeting?;
        let dated = blocks[..above].iter().enumerate().filter(|(_, b)| b.text.len() <= NAME);
        dated.into_iter().find_map(|(index, block)| {
            let (date, start, end) = calendar::date(&block.text)?;
            let printed = block.text[start..end].to_owned();
            Some(Fact { value: date, evidence: evidence(printed, block, index, Basis::Printed, Rule::LabelledLine) })
        })
    })
}

/// The inspectors, the lead one first: from a labelled line anywhere in the document, the table of the team, or a letter's signature.
#[must_use]
pub fn inspectors(blocks: &[Block], cover: &Cover) -> Vec<Fact<String>> {
    let labelled = labelled(blocks, blocks.len(), &LEAD).find_map(|line| {
        let name = name(&line.value)?;
        Some(line.fact(name, line.value.trim()))
    });
    if let Some(line) = labelled {
        return vec![line];
    }
    let signed = || signature(blocks).into_iter().collect();
    match cover.framework.value.row().lead {
        _ if cover.source.value == Source::Press => Vec::new(),
        Lead::Nowhere => Vec::new(),
        Lead::Line if cover.source.value != Source::Letter => Vec::new(),
        Lead::Line | Lead::Signature => signed(),
        Lead::Team => match team(blocks) {
            leads if leads.is_empty() && cover.source.value == Source::Letter => signed(),
            leads => leads,
        },
    }
}

/// Those who lead, in the table of an inspection team or of a letter's signatures: Ofsted's first, then the others in
/// the order of the table.
fn team(blocks: &[Block]) -> Vec<Fact<String>> {
    let begins = |b: &Block| {
        let folded = fold(b.text.trim());
        folded.starts_with("inspection team") || folded.starts_with("yours ")
    };
    let Some(begin) = blocks.iter().rposition(|b| b.is_text() && begins(b)) else { return Vec::new() };
    let mut leads: Vec<(bool, Fact<String>)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().skip(begin + 1).filter(|(_, b)| b.is_text()) {
        let whole = std::slice::from_ref(&block.text);
        let cells = if block.cells().is_empty() { whole } else { block.cells() };
        for cell in cells {
            let folded = fold(cell);
            if !LEADS.is_match(&folded) {
                continue;
            }
            let Some(name) = name(cell) else { continue };
            let evidence = evidence(cell.clone(), block, index, Basis::Printed, Rule::TeamTable);
            let ofsted = folded.contains("ofsted") || folded.contains("hmi");
            leads.push((!ofsted, Fact { value: name, evidence }));
        }
    }
    leads.sort_by_key(|(other, _)| *other);
    leads.into_iter().map(|(_, fact)| fact).collect()
}

/// The name under "Yours sincerely".
fn signature(blocks: &[Block]) -> Option<Fact<String>> {
    let closing = blocks.iter().rposition(|b| fold(&b.text).trim_start().starts_with("yours "))?;
    let below = blocks.iter().enumerate().skip(closing + 1).filter(|(_, b)| b.is_text());
    below.take(3).find_map(|(index, block)| {
        let name = name(&block.text)?;
        let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::Signature);
        Some(Fact { value: name, evidence })
    })
}

/// A person's name without role and post-nominals, if the text begins with one.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches([':', '-', '–']).trim();
    let folded = fold(text);
    let cut = ROLE.find(&folded).map_or(folded.chars().count(), |m| folded[..m.start()].chars().count());
    let name: String = text.chars().take(cut).collect();
    let name = name.trim().trim_end_matches([':', '.', ';']).trim();
    let words = name.split_whitespace().count();
    let capital = name.starts_with(char::is_uppercase);
    (capital && (2..=6).contains(&words) && name.chars().count() <= NAME).then(|| name.to_owned())
}

/// Short or standard, for ILACS: no report says which, its fieldwork does. Split fieldwork tells nothing.
#[must_use]
pub fn variant(framework: Framework, inspected: Option<&Fact<Period>>) -> Option<Fact<Variant>> {
    let inspected = inspected.filter(|_| framework == Framework::Ilacs)?;
    let days = (inspected.value.to - inspected.value.from).get_days() + 1;
    let value = match days {
        1..=7 => Variant::Short,
        10..=14 => Variant::Standard,
        _ => return None,
    };
    let evidence = Evidence { basis: Basis::Length, rule: Rule::Fieldwork, ..inspected.evidence.clone() };
    Some(Fact { value, evidence })
}

/// The outcome sentences of area SEND inspections since 2023, folded.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("typically lead to positive experiences", Outcome::TypicallyPositive),
    ("lead to inconsistent experiences", Outcome::Inconsistent),
    ("widespread and/or systemic failings leading", Outcome::WidespreadSystemicFailings),
];

/// The outcome of an area SEND inspection: the first of the three sentences that the report prints.
#[must_use]
pub fn outcome(blocks: &[Block], framework: Framework) -> Option<Fact<Outcome>> {
    let blocks = blocks.iter().enumerate().filter(|(_, b)| framework == Framework::AreaSend2023 && b.is_text());
    blocks.into_iter().find_map(|(index, block)| {
        let folded = fold(&block.text);
        let (_, value) = OUTCOMES.iter().find(|(words, _)| folded.contains(words))?;
        let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::HeadlineSentence);
        Some(Fact { value: *value, evidence })
    })
}

/// The themes of each framework, compiled.
static THEMES: LazyLock<Vec<Vec<Regex>>> =
    LazyLock::new(|| TABLE.iter().map(|row| row.themes.iter().map(|t| pattern(t)).collect()).collect());

/// What a letter's inspection looked at: from its subject line or its first paragraphs, in the words of the best
/// sentence of the framework's. The place at its end is left out.
#[must_use]
pub fn theme(blocks: &[Block], cover: &Cover) -> Option<Fact<String>> {
    let begin = cover.title.as_ref().map(|(_, range)| range.start).or(cover.greeting)?;
    let lead = || blocks.iter().enumerate().skip(begin).take(THEME_BLOCKS).filter(|(_, b)| b.is_text());
    THEMES[cover.framework.value as usize].iter().find_map(|theme| {
        lead().find_map(|(index, block)| {
            let folded = fold(&block.text);
            let found = theme.captures(&folded)?.get(1)?;
            let skip = folded[..found.start()].chars().count();
            let words: String = block.text.chars().skip(skip).take(found.as_str().chars().count()).collect();
            let value = without_place(&words).to_owned();
            let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::LeadSentence);
            (!value.is_empty()).then_some(Fact { value, evidence })
        })
    })
}

/// How many blocks from the title may tell the theme.
const THEME_BLOCKS: usize = 6;
/// The words that a place's name holds beside its capitals.
const IN_NAMES: &[&str] = &["the", "and", "of", "upon", "with", "on", "in"];

/// A theme without " in Ashcombe" at its end.
fn without_place(theme: &str) -> &str {
    let theme = theme.trim();
    let place = theme.match_indices(" in ").map(|(at, joint)| (at, &theme[at + joint.len()..])).find(|(_, place)| {
        let mut words = place.split_whitespace().peekable();
        let named = place.split_whitespace().any(|w| w.starts_with(char::is_uppercase));
        named && words.all(|w| w.starts_with(|c: char| c.is_uppercase() || c == '&') || IN_NAMES.contains(&w))
    });
    place.map_or(theme, |(at, _)| theme[..at].trim_end())
}

/// What local area SEND letters say of a written statement of action, folded; the denial first.
static STATEMENT: LazyLock<[(Regex, bool); 2]> = LazyLock::new(|| {
    let denied = r"written statement of action is not (required|needed)|no written statement of action|not (been )?require[ds]? .{0,40}written statement of action";
    let asked = r"written statement of action is required|(required to|must) (produce and |produce or )?submit a written statement";
    [(pattern(denied), false), (pattern(asked), true)]
});

/// Whether a local area SEND letter asks for a written statement of action; nothing where it does not say.
#[must_use]
pub fn statement_of_action(blocks: &[Block], framework: Framework) -> Option<Fact<bool>> {
    let text = blocks.iter().enumerate().filter(|(_, b)| framework == Framework::AreaSend2016 && b.is_text());
    text.into_iter().find_map(|(index, block)| {
        let folded = fold(&block.text);
        let (_, value) = STATEMENT.iter().find(|(words, _)| words.is_match(&folded))?;
        let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::LeadSentence);
        Some(Fact { value: *value, evidence })
    })
}

/// The day in a file's name: "… - 13 january 2023.pdf".
#[must_use]
pub fn file_date(file: &str) -> Option<Date> {
    let name = file.rsplit('/').next().unwrap_or(file);
    calendar::period(name).map(|found| found.period.to)
}

/// The value of a labelled line and where it stands.
struct Line<'a> {
    value: String,
    block: &'a Block,
    index: usize,
}

impl Line<'_> {
    fn fact<T>(&self, value: T, printed: &str) -> Fact<T> {
        let evidence = evidence(printed.to_owned(), self.block, self.index, Basis::Printed, Rule::LabelledLine);
        Fact { value, evidence }
    }
}

fn evidence(printed: String, block: &Block, index: usize, basis: Basis, rule: Rule) -> Evidence {
    Evidence { printed, place: block.place, block: Some(BlockId::new(index)), basis, rule }
}

/// The lines before `end` that begin with this label. A value that is not on the line is looked for on the next.
fn labelled<'a>(blocks: &'a [Block], end: usize, label: &'static Regex) -> impl Iterator<Item = Line<'a>> {
    blocks[..end.min(blocks.len())].iter().enumerate().filter(|(_, b)| b.is_text()).filter_map(move |(index, block)| {
        let folded = fold(&block.text);
        let found = label.find(&folded)?;
        let taken = folded[..found.end()].chars().count();
        let mut value: String = block.text.chars().skip(taken).collect();
        if value.trim().chars().count() < 4 {
            let next = blocks[index + 1..].iter().find(|b| b.is_text())?;
            value = next.text.clone();
        }
        if ends_open(&value)
            && let Some(next) = blocks[index + 1..].iter().find(|b| b.is_text())
        {
            value.push(' ');
            value.push_str(&next.text);
        }
        Some(Line { value, block, index })
    })
}

/// Whether a value runs on over the line: it ends in a word or a dash that joins two dates.
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
    fn names_without_roles() {
        let table = [
            ("Ann Other, His Majesty’s Inspector", Some("Ann Other")),
            ("Ann O’Ther HMI", Some("Ann O’Ther")),
            ("Ann Other Her Majesty’s Inspector", Some("Ann Other")),
            (": Ann de la Other Senior HMI", Some("Ann de la Other")),
            ("the inspection was led by one of HMI", None),
        ];
        for (text, want) in table {
            assert_eq!(name(text).as_deref(), want, "{text}");
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
