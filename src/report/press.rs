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
mod paper;
mod prose;
mod several;
#[cfg(test)]
mod tests;
mod verdict;
mod when;

use crate::authority::Names;
use crate::document::{Block, BlockId, Kind};
use crate::report::cover::Cover;
use crate::report::framework::{self, By, LOOSE, Mention, Row};
use crate::report::{Basis, Evidence, Fact, Finding, Framework, Judgement, Period, Rule, Scale, Source};
use crate::typography::fold;
use crate::typography::pattern;
use prose::Prose;
pub(super) use several::authorities;
pub(super) use when::When;

/// A headline is shorter than this.
const HEADLINE: usize = 160;
/// So many numbered paragraphs make a report, whatever its words are.
const NUMBERED: usize = 5;

/// Words by which an account tells whose words it reports. Inspectors themselves do not write so.
static TELLS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:according to (?:ofsted|(?:the|a|its|their) (?:latest |new )?(?:report|watchdog|inspectorate|inspectors|ofsted))",
        r"|(?:says?|said|added|concluded|warned) (?:ofsted|the (?:report|watchdog|inspectorate|inspectors)|inspectors)",
        r"|(?:ofsted|watchdog|inspectorate|the report|its report|ofsted report|ofsted letter) (?:has |have )?(?:also )?(?:said|says|added|adds|reads|states|stated|concluded|noted|found|praised|warned|rated|judged|branded|awarded|handed|uplifted|upgraded|downgraded|told|highlights|lists|recommends|gave|given)",
        r"|inspectors (?:said|say|praised|warned|rated|awarded|branded|told|noted|have (?:rated|awarded|praised|warned|said))",
        r"|(?:rated|judged|graded|told|praised|criticised|inspected|branded|ratings?|judgements?)(?: as)?(?: overall)?(?: ['\x22]?(?:outstanding|good|requir(?:es?|ed|ing) improvement(?: to be good)?|adequate|inadequate)['\x22]?)?(?: ratings?| judgements?)?(?: overall)? (?:by|from) (?:ofsted|(?:the )?(?:watchdog|inspectors|government inspectors)))\b",
    ))
});
/// Lines that only reports print, and their letters.
static LABELLED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:lead|reporting) inspectors?\b|inspection dates?\b|dates? of (?:the |this )?inspection\b|unique reference number\b)",
    )
});
/// Settings and services that are no council's children's services: an account of one is not of the council's inspection.
static SETTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:send|special educational needs|(?:children's|care|residential|secure) (?:homes?|units?|cent(?:re|er)s?)|fostering (?:agency|agencies|services?)|adoption (?:agency|agencies|services?)|nurser(?:y|ies)|childminders?|schools?|academ(?:y|ies)|college|youth (?:offending|justice)|cafcass|probation|prisons?|annual report|annual (?:\w+ )?report)\b",
    )
});
/// The services that are inspected, in a headline or a first sentence.
static SERVICES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:children's (?:social (?:care|work|services)|services)|child(?:ren)? (?:protection|services)|social services|services for children)\b",
    )
});
/// A grade in a headline.
static GRADED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:rat(?:ed|es|ing)|judge[ds]|grade[ds]?|upgraded|downgraded|deemed|declared|branded|(?:improves?|moves?|rises?|falls?|drops?|up|down) to)\b.{0,20}?\b(?:outstanding|good|requir(?:es?|ed) improvement|adequate|inadequate)\b|['\x22](?:outstanding|good|requir(?:es?|ed) improvement|adequate|inadequate)['\x22](?: overall| ofsted)*(?: ratings?| grades?| judgements?)?(?:$|[,:;]| (?:overall|by|in|after|for|from|says?|following|despite|and|as)\b)",
    )
});
/// An inspection that tried a framework out before it began.
static PILOT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bpilot(?:ed|ing|s)?\b.{0,60}\b(?:inspect\w*|framework)\b|\binspect\w*\b.{0,20}\bpilot(?:ed|s)?\b")
});
/// Visits that are no inspection of the services as a whole.
static VISIT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:focus+ed|monitoring) visits?\b|\bjoint targeted\b|\bjtais?\b"));
/// Words of a verdict, on whomever.
static VERDICT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:inspect\w*|rat(?:ed|ing|ings)|judge\w*|graded|outstanding|good|requir\w+ improvement|adequate|inadequate|fail\w*|improve\w*)\b",
    )
});
/// How many sentences at the head of an account say what it is about.
const LEAD: usize = 2;

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

/// The line that makes a document a council's own paper, which is none of the press and none of the inspectors'.
pub(super) fn paper(blocks: &[Block]) -> Option<BlockId> {
    let labelled = blocks.iter().any(|b| b.is_text() && is_labelled(b));
    paper::witness(blocks).filter(|_| !labelled)
}

/// The headline: the first heading, or a first line that is no sentence.
pub(super) fn headline(blocks: &[Block]) -> Option<BlockId> {
    let (index, first) = blocks.iter().enumerate().find(|(_, b)| b.is_text() && !paper::is_line(b))?;
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

/// Reads an account. Where it sets several councils side by side, what it says of one is not said of all, and it has neither
/// days nor grades. A council's own paper has neither grades nor findings: they are the report's, in the words of a third party
/// that is not the press, and nothing that shows them would say so.
pub(super) fn read(blocks: &[Block], cover: &Cover, authority: Option<&str>, several: bool, names: &Names) -> Account {
    let inspected = inspected(blocks, authority, names).filter(|_| !several);
    if cover.source.value == Source::Other {
        return Account { judgements: Vec::new(), findings: Vec::new(), inspected, warnings: Vec::new() };
    }
    let about = verdict::About {
        framework: cover.framework.value,
        names,
        authority,
        year: inspected.as_ref().map(|i| i.value.to.year()),
        headline: headline(blocks).map(BlockId::index),
    };
    let (judgements, warnings) = if several { Default::default() } else { verdict::read(blocks, &about) };
    Account { judgements, findings: finding::read(blocks), inspected, warnings }
}

/// The inspection's own days, where a sentence prints them in full that names no other authority.
pub(super) fn inspected(blocks: &[Block], authority: Option<&str>, names: &Names) -> Option<Fact<Period>> {
    let is_own = |sentence: &str| {
        let mentions = names.find(sentence);
        mentions.is_empty() || authority.is_some_and(|own| mentions.iter().any(|m| names.plain(*m) == own))
    };
    let (block, found, printed) = when::days(blocks, when::written(blocks), is_own)?;
    let place = blocks[block.index()].place;
    let evidence = Evidence { printed, place, block: Some(block), basis: Basis::Body, rule: Rule::LeadSentence };
    Some(Fact { value: found.period, evidence })
}

/// The framework of the inspection that an account writes about. Visits of the past, or still to come, are passed over, and
/// so is what was not yet begun, or long over, on the day of the account.
///
/// Words that every framework has in common tell one only where the account is about a council's services as a whole and its
/// time, where it has one, leaves no other.
pub(super) fn framework(blocks: &[Block], when: &When) -> Option<(Framework, BlockId)> {
    named(blocks, when).or_else(|| loosely(blocks, when))
}

/// The framework that an account names, or whose words it has.
pub(super) fn named(blocks: &[Block], when: &When) -> Option<(Framework, BlockId)> {
    let mut sentences: Vec<(usize, String)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().filter(|(_, b)| b.is_text()) {
        let prose = Prose::new(&block.text);
        for clause in prose.sentences().into_iter().flat_map(|s| prose.clauses(s)) {
            sentences.extend(prose::of_now(&prose.folded[clause], when.year()).map(|text| (index, text)));
        }
    }
    let first = |words: &Regex| sentences.iter().find(|(_, text)| words.is_match(text)).map(|(i, _)| BlockId::new(*i));
    let graded = is_graded(blocks);
    // The letters that Ofsted writes alone give no grades.
    let silent = |row: &Row| row.scale == Scale::None && row.form == Source::Letter && row.bodies.len() == 1;
    // Where the services have a grade at the head, words on something else are said in passing.
    let services = lead(blocks).iter().any(|text| SERVICES.is_match(text) && GRADED.is_match(text));
    let passing = |row: &Row| row.scale == Scale::None || !row.bodies.contains(&"Ofsted");
    mentions(when)
        .filter(|(_, m, f)| m.rank < LOOSE && !(graded && silent(f.row()) || services && passing(f.row())))
        .find_map(|(words, _, f)| Some((f, first(words)?)))
}

/// The framework that the day of a text leaves which is none of the press, and may have been written about anything.
pub(super) fn dated(blocks: &[Block], when: &When) -> Option<(Framework, BlockId)> {
    loosely(blocks, when).filter(|_| when.is_known())
}

/// The framework that words common to all leave, where the account is on a council's services and its time is no doubt.
fn loosely(blocks: &[Block], when: &When) -> Option<(Framework, BlockId)> {
    let anywhere = |words: &Regex| {
        let mut text = blocks.iter().enumerate().filter(|(_, b)| b.is_text());
        text.find(|(_, b)| words.is_match(&fold(&b.text))).map(|(i, _)| BlockId::new(i))
    };
    let (framework, block) = mentions(when)
        .filter(|(_, m, _)| m.rank >= LOOSE && is_on_services(blocks))
        .find_map(|(words, _, f)| Some((f, anywhere(words)?)))?;
    if !is_graded(blocks) && lead(blocks).iter().any(|text| VISIT.is_match(text)) {
        return None;
    }
    let pilot = blocks.iter().any(|b| b.is_text() && PILOT.is_match(&fold(&b.text)));
    (!pilot && when.settles(framework.row())).then_some((framework, block))
}

/// The words of accounts that can be meant at the time of this one.
fn mentions(when: &When) -> impl Iterator<Item = (&'static Regex, &'static Mention, Framework)> {
    framework::mentions(By::Press).filter(|(_, m, f)| (!m.dated || when.is_known()) && when.admits(f.row()))
}

/// Whether the headline gives a grade, so that the account is on no visit of the kind that gives none.
fn is_graded(blocks: &[Block]) -> bool {
    let title = headline(blocks).map(|b| fold(&blocks[b.index()].text)).unwrap_or_default();
    GRADED.is_match(&title) && !title.contains(" visit")
}

/// The headline and the first sentences, folded.
fn lead(blocks: &[Block]) -> Vec<String> {
    let title = headline(blocks).map(|b| fold(&blocks[b.index()].text));
    let text = blocks.iter().filter(|b| b.is_text() && b.text.trim_end().ends_with(['.', '”', '"', '’', '\'']));
    title.into_iter().chain(text.take(LEAD).map(|b| fold(&b.text))).collect()
}

/// Whether an account is about the services of one council, as far as its headline and its first sentences tell.
fn is_on_services(blocks: &[Block]) -> bool {
    let lead = lead(blocks);
    let first = lead.first().is_none_or(|text| SERVICES.is_match(text) || !SETTING.is_match(text));
    let setting = lead.iter().any(|text| SETTING.is_match(text)) && !lead.iter().any(|text| SERVICES.is_match(text));
    let counts = |text: &String| {
        let prose = Prose::new(text);
        prose
            .sentences()
            .into_iter()
            .any(|s| several::is_counted(&prose.folded[s.clone()]) && VERDICT.is_match(&prose.folded[s]))
    };
    first && !setting && !lead.iter().any(counts)
}
