//! The findings of an account: what it lists, and what it says must be improved.
//!
//! Bullets under a lead-in are what the lead-in says they are. An account that sets no list for what has to improve says so
//! in its prose, and there a paragraph that demands something in the inspectors' name is the item. What speakers say
//! and what merely went badly are no items.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::item;
use super::prose::Prose;
use crate::document::{Block, BlockId, Kind};
use crate::report::section;
use crate::report::{Finding, FindingKind, Framework};
use crate::typography::fold;
use crate::typography::pattern;

/// What introduces a list of things to improve.
static TO_IMPROVE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\bareas? (?:for|of) (?:improvement|development|concern)\b|\b(?:what|which|that|things?|areas?|issues?|points?|they|it|council|service|services|authority)\b[^.]{0,40}\b(?:needs?|must|ha(?:s|ve)|required?|should)(?: still)? (?:to )?(?:be )?(?:improve\w*|better|address\w*|improvement)\b",
        r"|\brecommend(?:ations?|ed|s)\b|\bto improve\b|\b(?:weakness|shortfall|failing|concern)(?:s|es)\b",
    ))
});
/// What introduces a list of good things.
static PRAISE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:prais\w+|highlight(?:s|ed)?|commend(?:s|ed)|welcom(?:es|ed)|strengths?|positives?|outstanding|good|strong|impress\w+|well)\b",
    )
});
static BLAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:but|however|concern(?:s|ed)?|weak\w*|poor\w*|fail\w*|shortfalls?|critic\w+|not|inadequate|requir(?:es?|ed) improvement|too (?:many|few|often|long)|warn\w*)\b",
    )
});
/// Signs that a sentence announces a list of which only the next paragraphs can be the items.
static ANNOUNCES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r":$|\b(?:the following|as follows|lists?|listed|below)\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|several|\d+) (?:\w+ ){0,2}(?:areas|things|points|issues|actions|recommendations|ways|improvements)\b",
    )
});
/// A grade that is given, and no need for anything.
static GRADE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:\b(?:rated|judged|graded|deemed|rating of|grade of)\b(?: overall)?(?: as| to be)?|['\x22]) ?['\x22]?requir(?:es?|ed|ing) improvement(?: to be good)?",
    )
});
const COUNTS: &[&str] = &["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/// The findings in reading order, not yet numbered.
pub(super) fn read(blocks: &[Block]) -> Vec<Finding> {
    let text: Vec<usize> = (0..blocks.len()).filter(|&i| blocks[i].is_text()).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let Some(kind) = lead_in(blocks, &text, at) else {
            at += 1;
            continue;
        };
        let items = listed(blocks, &text[at + 1..]);
        let taken = if items.is_empty() && kind != FindingKind::Strength {
            item::in_prose(blocks, &text[at + 1..], count(&blocks[text[at]].text))
        } else {
            items
        };
        at += 1 + taken.last().map_or(0, |last| text[at + 1..].iter().take_while(|&&i| i < last.end).count());
        found.extend(taken.into_iter().map(|range| finding(blocks, kind, range)));
    }
    if !found.iter().any(|f| f.kind != FindingKind::Strength) {
        found.extend(
            text.iter()
                .filter(|&&i| item::is_demand(&blocks[i]))
                .map(|&i| finding(blocks, FindingKind::Improvement, i..i + 1)),
        );
        found.sort_by_key(|f| f.block);
    }
    found
}

/// What the paragraph or heading at this place introduces.
fn lead_in(blocks: &[Block], text: &[usize], at: usize) -> Option<FindingKind> {
    let block = &blocks[text[at]];
    if let Kind::Heading { .. } = block.kind
        && let Some(kind) = section::list_kind(&block.text, Framework::Other.row())
    {
        return Some(kind);
    }
    if !matches!(block.kind, Kind::Heading { .. } | Kind::Paragraph) {
        return None;
    }
    let prose = Prose::new(&block.text);
    let sentence = prose.sentences().pop()?;
    // "Requires improvement" as a grade announces nothing.
    let last = GRADE.replace_all(prose.folded[sentence].trim(), " ");
    let last = last.as_ref();
    let bullets = text.get(at + 1).is_some_and(|&i| matches!(blocks[i].kind, Kind::Item { .. }));
    if TO_IMPROVE.is_match(last) && (ANNOUNCES.is_match(last) || bullets) {
        return Some(FindingKind::Improvement);
    }
    let praised = bullets && PRAISE.is_match(&prose.folded) && !BLAME.is_match(&prose.folded);
    praised.then_some(FindingKind::Strength)
}

/// The bullets that follow at once, each with the bullets inside it.
fn listed(blocks: &[Block], text: &[usize]) -> Vec<Range<usize>> {
    let mut items: Vec<Range<usize>> = Vec::new();
    let mut outer = None;
    for &index in text {
        let Kind::Item { depth, .. } = blocks[index].kind else { break };
        let outer = *outer.get_or_insert(depth);
        match items.last_mut().filter(|_| depth > outer) {
            Some(item) => item.end = index + 1,
            None => items.push(index..index + 1),
        }
    }
    items
}

/// How many items a lead-in announces.
fn count(text: &str) -> Option<usize> {
    let folded = fold(text);
    let word = ANNOUNCES.find_iter(&folded).last()?.as_str().split(' ').next()?;
    word.parse().ok().or_else(|| COUNTS.iter().position(|c| *c == word).map(|i| i + 2))
}

fn finding(blocks: &[Block], kind: FindingKind, range: Range<usize>) -> Finding {
    let texts: Vec<&str> = blocks[range.clone()].iter().filter(|b| b.is_text()).map(|b| b.text.as_str()).collect();
    Finding {
        kind,
        text: texts.join(" "),
        due: None,
        addressed_to: None,
        section: None,
        paragraph: None,
        ordinal: 0,
        block: BlockId::new(range.start),
        end: BlockId::new(range.end),
        place: blocks[range.start].place,
    }
}
