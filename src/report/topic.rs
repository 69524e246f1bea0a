//! What an ungraded inspection looked at and came to: the theme of a joint inspection, the topic of a visit, the outcome of an
//! area SEND inspection.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Block;
use crate::report::cover::Cover;
use crate::report::framework::{TABLE, Tells};
use crate::report::header::{evidence, sentences};
use crate::report::{Basis, Fact, Framework, Outcome, Rule};
use crate::typography::fold;
use crate::typography::pattern;

/// The outcome sentences of area SEND inspections since 2023, folded.
const OUTCOMES: &[(&str, Outcome)] = &[
    ("typically lead to positive experiences", Outcome::TypicallyPositive),
    ("lead to inconsistent experiences", Outcome::Inconsistent),
    ("widespread and/or systemic failings leading", Outcome::WidespreadSystemicFailings),
];

/// The outcome of an area SEND inspection: the first of the three sentences that the report prints.
#[must_use]
pub fn outcome(blocks: &[Block], framework: Framework) -> Option<Fact<Outcome>> {
    let blocks =
        blocks.iter().enumerate().filter(|(_, b)| framework.row().tells.contains(&Tells::Outcome) && b.is_text());
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

/// What a letter says of progress, for the council or its partners as a whole.
static PROGRESS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:overall, |since .{3,80}, |at this visit, |following .{3,80}, )?(?:the (?:local authority|council|local area|area|partnership)|leaders|senior leaders|\w[^.;,]{2,60})",
        r" (?:is|are|has|have)(?: now| still| also| again)?(?: not| yet to)?(?: been)? (?:make|making|made|continued to make|continues to make)\b[^.;]{0,60}\bprogress\b",
        r"|^(?:overall, )?progress (?:since .{3,80} |in .{3,80} )?(?:is|has been|remains) \w+",
    ))
});
/// In how many blocks from the title the sentence on progress stands.
const PROGRESS_BLOCKS: usize = 12;

/// What a monitoring visit, or a re-visit on SEND, says of progress since the last inspection: the first sentence that does, as
/// printed. It is no grade.
#[must_use]
pub fn progress(blocks: &[Block], cover: &Cover) -> Option<Fact<String>> {
    let told = cover.framework.value.row().tells.contains(&Tells::Progress);
    let begin = cover.title.as_ref().map(|(_, range)| range.end).or(cover.greeting).filter(|_| told)?;
    let lead = blocks.iter().enumerate().skip(begin).take(PROGRESS_BLOCKS).filter(|(_, b)| b.is_text());
    lead.into_iter().find_map(|(index, block)| {
        let sentence = sentences(&block.text).map(str::trim).find(|s| PROGRESS.is_match(&fold(s)))?;
        let evidence = evidence(sentence.to_owned(), block, index, Basis::Printed, Rule::LeadSentence);
        Some(Fact { value: sentence.to_owned(), evidence })
    })
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
    let text = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| framework.row().tells.contains(&Tells::StatementOfAction) && b.is_text());
    text.into_iter().find_map(|(index, block)| {
        let folded = fold(&block.text);
        let (_, value) = STATEMENT.iter().find(|(words, _)| words.is_match(&folded))?;
        let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::LeadSentence);
        Some(Fact { value: *value, evidence })
    })
}
