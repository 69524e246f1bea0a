//! A council's own paper on an inspection: an item of an agenda, the minutes of a committee, a report by a director.
//!
//! It quotes the inspectors' report, and has numbered paragraphs and a date as that has, but is neither the report nor the press.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, BlockId};
use crate::typography::{fold, pattern};

/// How many lines from the top may tell a paper.
const TOP: usize = 20;

/// Lines that papers print over what they say.
static LINES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:agenda item(?: no)?(?: ?\d+)?|agenda (?:and )?minutes|(?:draft )?minutes(?: of .{3,120})?|issue - meetings|decision details|additional documents",
        r"|(?:joint )?(?:report|briefing note) (?:of|by|from|author)\b.{0,20}\b(?:director|head|officer|manager|leader|portfolio|cabinet|executive).{0,120}",
        r"|meeting:? \d.{4,100}|(?:purpose|summary) of (?:the |this )?report|summary / purpose|reasons? for (?:the )?(?:decision|recommendations?)|wards? affected)[.:]?$",
    ))
});
/// The sentence with which the minutes of a meeting begin.
static SENTENCE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:further to minute \S+ )?(?:the )?(?:[\w'-]+ ){0,4}(?:committee|panel|board|cabinet|sub-committee|commission|assembly) (?:has |had )?(?:considered|received|received and noted|noted) (?:a|an|the|two|its) (?:\w+ ){0,2}(?:report|reports|briefing|briefing note|update|presentation) (?:on|by|of)\b|^resolved(?:\.?$|:| (?:- ?)?that\b)",
    )
});

/// The line that tells a council's own paper, where one stands near the top.
pub(in crate::report) fn witness(blocks: &[Block]) -> Option<BlockId> {
    let text = blocks.iter().enumerate().filter(|(_, b)| b.is_text() && !b.text.trim().is_empty());
    text.take(TOP).find(|(_, b)| is_line(b) || SENTENCE.is_match(&fold(b.text.trim()))).map(|(i, _)| BlockId::new(i))
}

/// Whether a line is one that papers print over what they say, and so no headline.
pub(super) fn is_line(block: &Block) -> bool {
    LINES.is_match(fold(block.text.trim()).trim())
}
