//! Which authority a document is about.
//!
//! The title and the lines beside it decide, then a letter's subject line and its addressees, then the text as a whole
//! where it names one authority far more than any other, then the name of the file or its folder. A guess is worse
//! than nothing: where these say two things, the authority stays unresolved.
//!
//! A press account names more places than its own: its headline, or its text as a whole, must name one authority, and clues
//! such as who runs the services must not speak against it. Where no name is left, the clues alone may leave one
//! authority, which is then inferred.

use std::collections::HashMap;
use std::ops::Range;

use crate::authority::{Clues, Inference, Names};
use crate::document::{Block, BlockId, Place};
use crate::report::cover::Cover;
use crate::report::{Basis, Evidence, Fact, Grade, Rule, Source, press};
use crate::typography::fold;

mod mention;

use mention::{NAMESAKE, is_not_in_passing, is_of_council};

/// How many mentions the text must have of its authority before they count as evidence.
const LEAST_MENTIONS: usize = 2;
/// Lines around a title that may name the authority alone.
const BESIDE_TITLE: usize = 3;
/// Paragraphs at the head of an account whose one name is the authority's, though others are named below.
const LEAD: usize = 2;
/// How the warning begins that names the authorities between which the clues do not decide.
pub const DOUBT: &str = "which authority this is about is not clear";
/// How many authorities a warning names.
const NAMED: usize = 5;

/// The authority of a document that is about one, with the words that name it.
#[must_use]
pub fn authority(blocks: &[Block], cover: &Cover, names: &Names, file: &str) -> Option<Fact<String>> {
    if cover.account || cover.source.value == Source::Other {
        return from_account(blocks, cover, names).or_else(|| from_file_name(names, file));
    }
    from_title(blocks, cover, names)
        .or_else(|| from_addressee(blocks, cover, names))
        .or_else(|| from_body(blocks, names))
        .or_else(|| from_file_name(names, file))
}

/// The warning that a document which is no report and no letter tells of several authorities side by side, where it does.
#[must_use]
pub fn several(blocks: &[Block], cover: &Cover, names: &Names) -> Option<String> {
    if !matches!(cover.source.value, Source::Press | Source::Other) {
        return None;
    }
    let found = press::authorities(blocks, cover.title.as_ref().map(|(title, _)| title.value.as_str()), names);
    let more = found.len().checked_sub(NAMED).filter(|n| *n > 0).map_or(String::new(), |n| format!(" and {n} more"));
    let list = found.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    (!found.is_empty()).then(|| format!("{DOUBT}: it tells of several side by side ({list}{more})"))
}

/// The authority of an account: the only one in its headline, the one its text names most and somewhere as the council whose
/// services it is about, the one in a link to the report, or the only one where it speaks of the inspection, as long as its
/// clues do not leave others only.
fn from_account(blocks: &[Block], cover: &Cover, names: &Names) -> Option<Fact<String>> {
    let headline = cover
        .title
        .as_ref()
        .filter(|(_, range)| is_not_in_passing(&blocks[range.start].text, names))
        .and_then(|(title, range)| only_one(blocks, range.start, names, title.evidence.basis));
    let text = || (0..blocks.len()).filter(|&i| blocks[i].is_text());
    let link = || text().filter(|&i| names_a_report(blocks, i)).find_map(|i| only_one(blocks, i, names, Basis::Body));
    let mut entries = text().flat_map(|i| names.find(&blocks[i].text)).map(|m| m.entry);
    let first = entries.next();
    let alone = entries.all(|e| Some(e) == first);
    // What is graded first is what the account is about; behind that, others may be.
    let headed = cover.title.as_ref().map_or(0, |(_, range)| range.end);
    let opening = text().find(|&i| i >= headed && Grade::find(&fold(&blocks[i].text)).is_some()).unwrap_or(usize::MAX);
    let is_of = |i: usize, own: Option<&str>| is_of_council(&blocks[i].text, names, own, i <= opening);
    let lead = || {
        let sentences = text().filter(|&i| blocks[i].text.ends_with(['.', '”', '"']));
        let heard =
            sentences.take(if alone { usize::MAX } else { LEAD }).filter(|&i| press::is_on_inspection(&blocks[i]));
        heard.filter(|&i| is_of(i, None)).find_map(|i| only_one(blocks, i, names, Basis::Body))
    };
    let council = |fact: &Fact<String>| text().any(|i| is_of(i, Some(&fact.value)));
    let found = headline.or_else(|| from_body(blocks, names).filter(council)).or_else(|| {
        let link = link().map(|mut fact| {
            fact.evidence.rule = Rule::PressLink;
            fact
        });
        link.or_else(lead)
    })?;
    let fits = match clues(blocks, None, Some(names)) {
        Inference::Nothing => true,
        Inference::One(name, _) => name == found.value,
        Inference::Several(left) => left.contains(&found.value),
    };
    fits.then_some(found)
}

/// The authority of a block that names no other.
fn only_one(blocks: &[Block], index: usize, names: &Names, basis: Basis) -> Option<Fact<String>> {
    let mentions = names.find(&blocks[index].text);
    let first = mentions.first()?;
    if mentions.iter().any(|m| m.entry != first.entry) {
        return None;
    }
    let mut fact = in_line(blocks, index, names, basis)?;
    fact.evidence.rule = if basis == Basis::Title { Rule::TitleName } else { Rule::BodyNames };
    Some(fact)
}

/// Whether a line is a link's words: it names a report, or stands beside a line that does.
fn names_a_report(blocks: &[Block], index: usize) -> bool {
    let is_line = |b: &Block| b.is_text() && b.text.chars().count() < 100 && !b.text.ends_with(['.', '”', '"', ':']);
    let names = |b: &Block| {
        let folded = fold(&b.text);
        ["inspection of", "inspection report", "focused visit", "monitoring visit", "ofsted report"]
            .iter()
            .any(|words| folded.contains(words))
    };
    let near = index.saturating_sub(1)..(index + 2).min(blocks.len());
    index > 0 && is_line(&blocks[index]) && blocks[near].iter().any(|b| is_line(b) && names(b))
}

/// What the clues of a document leave. With names, what is part of one ("the Royal Borough of …") is no clue.
fn clues(blocks: &[Block], year: Option<i16>, names: Option<&Names>) -> Inference {
    let clue = |b: &Block| match names {
        _ if !b.is_text() => String::new(),
        Some(names) => without_styles(&b.text, names),
        None => b.text.clone(),
    };
    let texts: Vec<String> = blocks.iter().map(clue).collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    Clues::built_in().infer(&texts, year)
}

/// A text without "Royal Borough of" before its names, which is a clue to two councils where no name stands behind it.
fn without_styles(text: &str, names: &Names) -> String {
    let mut left = String::with_capacity(text.len());
    let mut from = 0;
    for mention in names.find(text) {
        let before = &text[from..mention.start];
        left.push_str(before.trim_end().strip_suffix("Royal Borough of").unwrap_or(before));
        left.push(' ');
        left.push_str(text[mention.start..mention.end].trim_start_matches("Royal Borough of"));
        from = mention.end;
    }
    left + &text[from..]
}

/// The authority of a document that names none: what its clues leave, with the lines that print them, or a warning that
/// names those between which they do not decide.
pub fn inferred(blocks: &[Block], year: Option<i16>) -> Result<Option<Fact<String>>, String> {
    match clues(blocks, year, None) {
        Inference::Nothing => Ok(None),
        Inference::Several(left) => Err(format!("{DOUBT}; what is said fits {}", left.join(" and "))),
        Inference::One(name, lines) => {
            let printed: Vec<&str> = lines.iter().map(|&i| blocks[i].text.as_str()).collect();
            let first = lines.first().copied().unwrap_or_default();
            let evidence = Evidence {
                printed: printed.join(" … "),
                place: blocks[first].place,
                block: Some(BlockId::new(first)),
                basis: Basis::Inferred,
                rule: Rule::Clues,
            };
            Ok(Some(Fact { value: name, evidence }))
        }
    }
}

/// The title itself, then the lines beside it: the nearest below, then the nearest above.
fn from_title(blocks: &[Block], cover: &Cover, names: &Names) -> Option<Fact<String>> {
    let (title, range) = cover.title.as_ref()?;
    let basis = title.evidence.basis;
    let mentions = names.find(&title.value);
    // A theme can follow the place ("… in Ashcombe"); the last place named in a subject line is the one inspected.
    let inspected = if cover.source.value == Source::Letter { mentions.last() } else { mentions.first() };
    if let Some(&mention) = inspected {
        let evidence = Evidence { basis, rule: Rule::TitleName, ..title.evidence.clone() };
        return Some(Fact { value: names.plain(mention).to_owned(), evidence });
    }
    let beside = |range: Range<usize>| range.filter(|&i| blocks[i].is_text() && blocks[i].text.chars().count() < 100);
    let below = beside(range.end..blocks.len()).take(BESIDE_TITLE);
    let above = beside(0..range.start);
    let above: Vec<usize> = above.collect();
    below.chain(above.into_iter().rev().take(BESIDE_TITLE)).find_map(|index| in_line(blocks, index, names, basis))
}

/// The only authority named in a short line.
fn in_line(blocks: &[Block], index: usize, names: &Names, basis: Basis) -> Option<Fact<String>> {
    let block = &blocks[index];
    let mentions = names.find(&block.text);
    let mention = *mentions.first().filter(|first| mentions.iter().all(|other| other.entry == first.entry))?;
    let evidence = Evidence {
        printed: block.text.clone(),
        place: block.place,
        block: Some(BlockId::new(index)),
        basis,
        rule: Rule::TitleName,
    };
    Some(Fact { value: names.plain(mention).to_owned(), evidence })
}

/// The council among a letter's addressees: the authority that most lines above the greeting name.
/// The sender's own address is passed over.
fn from_addressee(blocks: &[Block], cover: &Cover, names: &Names) -> Option<Fact<String>> {
    let greeting = cover.greeting?;
    let lines: Vec<usize> = (0..=greeting)
        .filter(|&i| {
            let folded = fold(&blocks[i].text);
            blocks[i].is_text() && !folded.contains("ofsted") && !has_postcode(&blocks[i].text)
        })
        .collect();
    let best = majority(lines.iter().flat_map(|&i| names.find(&blocks[i].text)).map(|m| m.entry))?;
    let at = |i: &&usize| names.find(&blocks[**i].text).first().is_some_and(|m| m.entry == best);
    let council = lines.iter().filter(|&&i| fold(&blocks[i].text).contains("council")).find(at);
    let line = council.or_else(|| lines.iter().find(at))?;
    in_line(blocks, *line, names, Basis::Addressee)
}

/// Whether a line holds a British postcode, as the line of an address does.
fn has_postcode(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.windows(2).any(|w| {
        let inward = w[1].trim_end_matches(['.', ',']).as_bytes();
        let outward = w[0].as_bytes();
        inward.len() == 3
            && inward[0].is_ascii_digit()
            && inward[1..].iter().all(u8::is_ascii_uppercase)
            && (2..=4).contains(&outward.len())
            && outward[0].is_ascii_uppercase()
    })
}

/// The authority that the text names more than all others together.
fn from_body(blocks: &[Block], names: &Names) -> Option<Fact<String>> {
    let mentions: Vec<(usize, usize)> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.is_text() && !has_postcode(&b.text))
        .flat_map(|(i, b)| {
            let mentions = names.find(&b.text).into_iter();
            mentions.filter(|m| !NAMESAKE.is_match(&b.text[m.end..])).map(move |m| (i, m.entry))
        })
        .collect();
    let best = majority(mentions.iter().map(|(_, entry)| *entry))?;
    let count = mentions.iter().filter(|(_, entry)| *entry == best).count();
    let first = mentions.iter().find(|(_, entry)| *entry == best)?.0;
    let mut fact = in_line(blocks, first, names, Basis::Body).filter(|_| count >= LEAST_MENTIONS)?;
    let mention = names.find(&blocks[first].text).into_iter().find(|m| m.entry == best)?;
    names.plain(mention).clone_into(&mut fact.value);
    fact.evidence.rule = Rule::BodyNames;
    Some(fact)
}

/// What more than half of the items are.
fn majority(items: impl Iterator<Item = usize>) -> Option<usize> {
    let mut counts: HashMap<usize, usize> = HashMap::new();
    for item in items {
        *counts.entry(item).or_default() += 1;
    }
    let total: usize = counts.values().sum();
    counts.into_iter().find(|(_, count)| count * 2 > total).map(|(item, _)| item)
}

/// The authority that the file's folder or name names, where it is only one.
fn from_file_name(names: &Names, file: &str) -> Option<Fact<String>> {
    let titled: String = file.split(['_', '/', '.']).map(capitalised).collect::<Vec<_>>().join(" / ");
    let mentions = names.find(&titled);
    let first = mentions.first()?;
    if mentions.iter().any(|m| m.entry != first.entry) {
        return None;
    }
    let evidence = Evidence {
        printed: file.to_owned(),
        place: Place::default(),
        block: None,
        basis: Basis::FileName,
        rule: Rule::FileName,
    };
    Some(Fact { value: names.plain(*first).to_owned(), evidence })
}

/// A part of a path with a capital on every word, as names are looked for.
fn capitalised(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut start = true;
    for c in part.chars() {
        if start {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        start = !c.is_alphanumeric();
    }
    out
}
