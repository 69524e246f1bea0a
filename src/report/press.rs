//! Press accounts: what a newspaper or a trade magazine writes of an inspection.
//!
//! An account is told by its words, not by lacking a title: it says who said what ("according to Ofsted", "said the report")
//! and who was rated. Its grades are in its prose ([`verdict`]), its findings in bullets and paragraphs ([`finding`]), and
//! around it stands the furniture of a web page ([`chrome`]).

use std::sync::LazyLock;

use regex::Regex;

mod chrome;
mod clause;
mod finding;
mod item;
mod label;
mod prose;
#[cfg(test)]
mod tests;
mod verdict;

use crate::authority::Names;
use crate::document::{Block, BlockId, Kind};
use crate::report::cover::Cover;
use crate::report::framework::{self, By, LOOSE};
use crate::report::{Basis, Evidence, Fact, Finding, Framework, Judgement, Period, Rule, calendar};
use crate::typography::fold;
use crate::typography::pattern;
use prose::Prose;

/// A headline is shorter than this.
const HEADLINE: usize = 160;
/// So many numbered paragraphs make a report, whatever its words are.
const NUMBERED: usize = 5;

/// Words by which an account tells whose words it reports. Inspectors themselves do not write so.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:according to (?:ofsted|(?:the|a|its|their) (?:latest |new )?(?:report|watchdog|inspectorate|inspectors|ofsted))",
        r"|(?:says?|said|added|concluded|warned) (?:ofsted|the (?:report|watchdog|inspectorate|inspectors)|inspectors)",
        r"|(?:ofsted|watchdog|inspectorate|the report|its report|ofsted report) (?:has |have )?(?:also )?(?:said|says|added|adds|reads|concluded|noted|found|praised|warned|rated|judged|told|highlights|lists|recommends|gave|given)",
        r"|inspectors (?:said|say|praised|warned|rated|told|noted|have (?:rated|praised|warned|said))",
        r"|(?:rated|judged|graded|told|praised|criticised|inspected) by (?:ofsted|(?:the )?(?:watchdog|inspectors|government inspectors)))\b",
    ))
});
/// Lines that only reports print, and their letters.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:lead|reporting) inspectors?\b|inspection dates?\b|dates? of (?:the |this )?inspection\b|unique reference number\b)",
    )
});
/// The days on which inspectors were there, told in a sentence.
static CAME: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:inspect\w*|visit\w*|fieldwork)\b"));
/// Other days that an account tells.
static OTHER_DAY: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:publish\w*|releas\w*|issued|letter|dated|meeting|updated|posted|as at|as of|snapshot|previous\w*|last (?:inspect\w*|visit\w*)|earlier|since|by|before|after)\b[^,;]*$",
    )
});

/// Marks the furniture around an article in a document that may be one.
pub(super) fn mark_furniture(blocks: &mut [Block]) {
    if witness(blocks).is_some() {
        chrome::mark(blocks);
    }
}

/// The first line that only reports print, or the paragraph that makes the numbered ones enough for one.
pub(super) fn report_line(blocks: &[Block]) -> Option<BlockId> {
    let text = || blocks.iter().enumerate().filter(|(_, b)| b.is_text());
    let line = text().find(|(_, b)| is_labelled(b));
    line.or_else(|| text().filter(|(_, b)| b.number().is_some()).nth(NUMBERED - 1)).map(|(i, _)| BlockId::new(i))
}

/// The first block whose words make a document a press account, if it is one. Letters, and reports with their labelled lines
/// or numbered paragraphs, are none.
pub(super) fn witness(blocks: &[Block]) -> Option<BlockId> {
    let text = || blocks.iter().enumerate().filter(|(_, b)| b.is_text());
    if report_line(blocks).is_some() {
        return None;
    }
    text().find(|(_, b)| TELLS.is_match(&Prose::new(&b.text).folded)).map(|(i, _)| BlockId::new(i))
}

fn is_labelled(block: &Block) -> bool {
    let line = block.text.chars().count() < HEADLINE || matches!(block.kind, Kind::Row { .. });
    let folded = fold(block.text.trim());
    // A greeting is a letter's; an article may quote one, but not on a line of its own.
    line && (LABELLED.is_match(&folded) || folded.starts_with("dear "))
}

/// Whether a block speaks of an inspection or of the services that are inspected.
pub(super) fn is_on_inspection(block: &Block) -> bool {
    let folded = fold(&block.text);
    ["inspect", "ofsted", "watchdog", "children's services", "children's social care"]
        .iter()
        .any(|w| folded.contains(w))
}

/// The headline: the first heading, or a first line that is no sentence.
pub(super) fn headline(blocks: &[Block]) -> Option<BlockId> {
    let (index, first) = blocks.iter().enumerate().find(|(_, b)| b.is_text())?;
    let heading = matches!(first.kind, Kind::Heading { .. });
    let line = first.kind == Kind::Paragraph && !first.text.trim_end().ends_with(['.', ':', ';', ',']);
    let short = first.text.chars().count() < HEADLINE && first.text.split_whitespace().count() > 2;
    (short && (heading || line)).then(|| BlockId::new(index))
}

/// What an account says, once its cover and authority are known.
pub(super) struct Account {
    pub judgements: Vec<Judgement>,
    pub findings: Vec<Finding>,
    pub inspected: Option<Fact<Period>>,
    pub warnings: Vec<String>,
}

/// Reads an account.
pub(super) fn read(blocks: &[Block], cover: &Cover, authority: Option<&str>, names: &Names) -> Account {
    let inspected = inspected(blocks);
    let about = verdict::About {
        framework: cover.framework.value,
        names,
        authority,
        year: inspected.as_ref().map(|i| i.value.to.year()),
        headline: headline(blocks).map(BlockId::index),
    };
    let (judgements, warnings) = verdict::read(blocks, &about);
    Account { judgements, findings: finding::read(blocks), inspected, warnings }
}

/// The inspection's own days, where a sentence prints them in full.
fn inspected(blocks: &[Block]) -> Option<Fact<Period>> {
    blocks.iter().enumerate().filter(|(_, b)| b.is_text()).find_map(|(index, block)| {
        let prose = Prose::new(&block.text);
        prose.sentences().into_iter().find_map(|sentence| {
            let printed = prose.printed(sentence.clone());
            let found = calendar::period(printed)?;
            let before = fold(&printed[..found.start]);
            if !CAME.is_match(&fold(printed)) || OTHER_DAY.is_match(&before) {
                return None;
            }
            let evidence = Evidence {
                printed: printed[found.start..found.end].to_owned(),
                place: block.place,
                block: Some(BlockId::new(index)),
                basis: Basis::Body,
                rule: Rule::LeadSentence,
            };
            Some(Fact { value: found.period, evidence })
        })
    })
}

/// The framework of the inspection that an account writes about. Visits of the past, or still to come, are passed over.
pub(super) fn framework(blocks: &[Block]) -> Option<(Framework, BlockId)> {
    let mut sentences: Vec<(usize, String)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.is_text()) {
        let prose = Prose::new(&block.text);
        for clause in prose.sentences().into_iter().flat_map(|s| prose.clauses(s)) {
            sentences.extend(prose::of_now(&prose.folded[clause], None).map(|text| (index, text)));
        }
    }
    let first = |words: &Regex| sentences.iter().find(|(_, text)| words.is_match(text)).map(|(i, _)| BlockId::new(*i));
    let anywhere = |words: &Regex| {
        let text = blocks.iter().enumerate().filter(|(_, b)| b.is_text());
        text.into_iter().find(|(_, b)| words.is_match(&fold(&b.text))).map(|(i, _)| BlockId::new(i))
    };
    let mentions = || framework::mentions(By::Press);
    let told = mentions().find_map(|(words, _, framework)| Some((framework, first(words)?)));
    let loose = || mentions().filter(|(_, rank, _)| *rank >= LOOSE).find_map(|(w, _, f)| Some((f, anywhere(w)?)));
    told.or_else(loose)
}
