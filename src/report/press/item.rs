//! Items among the paragraphs of an account, told from the writer's commentary between them.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::Prose;
use crate::document::{Block, Kind};
use crate::typography::fold;
use crate::typography::pattern;

/// An item of a report's list is shorter than this.
const ITEM: usize = 500;

/// Who says something: a sentence with such words reports, and is no item itself.
static SAYS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:says?|said|adds?|added|reads?|told|tells|described|describes|noted|notes|found|explained|according to|inspectors|ofsted|the report|watchdog|he|she)\b",
    )
});
/// A person of the council or its partners speaks.
static SPEAKER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:cllr|councillor|spokes(?:man|woman|person)|director|chief executive|leader of|cabinet member|lead member|chairman|chairwoman|mayor|mp|minister)\b",
    )
});
/// Words that make a statement of a group of words.
static FINITE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|should|must|may|might|needs?|takes?|took|gets?|remains?|makes?|lacks?|received|gave|went|came|began|visited|rated|praised|warned|isn't|aren't)\b",
    )
});
/// After these a statement is only part of the item: "plans that are clear".
static SUBORDINATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:that|which|who|whose|when|where|whether|how|if|because|as|so|what|while|until|before|after)\b")
});
/// Beginnings of statements and asides, not of items.
static NO_ITEM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:in|since) (?:19|20)\d\d|where|when|while|although|however|but|and|some|many|most|few|too many|not all|for example|in addition|it|they|this|these|there|inspectors|ofsted|staff|leaders|managers|social workers|children|young people|the (?:report|council|watchdog|inspectors|authority|leaders?|service))\b",
    )
});
/// Signs that something is not as it should be.
static WANTING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:not|no|never|too|needs?|must|should|more|better|lack\w*|missing|late|slow\w*|delay\w*|inconsisten\w*|variab\w*|var(?:y|ies)|improv\w*|weak\w*|poor\w*|only|fewer|incomplete|unclear)\b",
    )
});
/// A demand in the inspectors' name.
static DEMAND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:in order )?to improve(?: further)?, |\bshould also (?:be )?\w|\bshould (?:now )?(?:be (?:improved|strengthened|addressed|better)|improve|ensure|make sure|strengthen)\b",
        r"|\brecommend(?:s|ed|ing)?\b[^.]*\b(?:improve\w*|strengthen\w*|ensure\w*|should|review\w*|address\w*)\b",
        r"|\b(?:needs?|needed) (?:further |more |greater )?(?:focus|attention|improvement|strengthening|to (?:be )?(?:improv\w+|strengthen\w*|better|address\w*|ensure|focus|do more))\b",
        r"|\bmust (?:now )?(?:be (?:improved|strengthened|addressed)|improve|ensure|make sure|strengthen|do more|do better)\b",
    ))
});
/// Demands of the past, or that were met.
static MET: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:(?:19|20)\d\d|previous(?:ly)?|last (?:inspection|time|visit)|years? ago|no longer)\b")
});

/// The paragraphs that are the items of a list announced above them; at most `count`, where the lead-in counts them.
///
/// The first paragraph tells how the list is set. In a report's words it is one of noun phrases, between which a writer may
/// comment until somebody else speaks. In the writer's own it is one of sentences, which follow each other and tell of
/// something wanting.
pub(super) fn in_prose(blocks: &[Block], text: &[usize], count: Option<usize>) -> Vec<Range<usize>> {
    let most = count.unwrap_or(usize::MAX);
    let below = || text.iter().take_while(|&&i| !matches!(blocks[i].kind, Kind::Heading { .. })).copied();
    let items: Vec<usize> = if below().next().is_some_and(|i| is_phrase(&blocks[i])) {
        let list = below().take_while(|&i| !SPEAKER.is_match(&Prose::new(&blocks[i].text).folded));
        list.filter(|&i| is_phrase(&blocks[i])).take(most).collect()
    } else {
        below().take_while(|&i| is_statement(&blocks[i])).take(most).collect()
    };
    items.into_iter().map(|i| i..i + 1).collect()
}

/// Whether a paragraph is an item as reports set them: one group of words without a statement of its own.
fn is_phrase(block: &Block) -> bool {
    let prose = Prose::new(&block.text);
    let folded = prose.folded.trim();
    let head = SUBORDINATE.find(folded).map_or(folded, |m| &folded[..m.start()]);
    let whole = block.text.trim_end().ends_with(['.', ';']) || block.text.chars().count() > 20;
    whole
        && block.text.chars().count() < ITEM
        && prose.sentences().len() == 1
        && folded.split_whitespace().count() > 3
        && !begins_as_quotation(&block.text)
        && !NO_ITEM.is_match(folded)
        && !FINITE.is_match(head)
        && !SAYS.is_match(folded)
        && !SPEAKER.is_match(folded)
}

/// Whether a paragraph tells in the writer's words of something that is wanting.
fn is_statement(block: &Block) -> bool {
    let prose = Prose::new(&block.text);
    let first = prose.sentences().into_iter().next().map(|r| prose.folded[r].to_owned()).unwrap_or_default();
    block.kind == Kind::Paragraph
        && block.text.chars().count() < ITEM
        && !begins_as_quotation(&block.text)
        && !SPEAKER.is_match(&prose.folded)
        && WANTING.is_match(&first)
}

/// Whether a paragraph demands an improvement in the inspectors' name.
pub(super) fn is_demand(block: &Block) -> bool {
    let prose = Prose::new(&block.text);
    block.kind == Kind::Paragraph
        && !begins_as_quotation(&block.text)
        && !SPEAKER.is_match(&prose.folded)
        && DEMAND.is_match(prose.folded.trim())
        && !MET.is_match(&fold(&block.text))
}

fn begins_as_quotation(text: &str) -> bool {
    text.trim_start().starts_with(['“', '"', '‘', '\''])
}
