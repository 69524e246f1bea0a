//! Accounts of more councils than one: round-ups that give each a paragraph of its own, and articles that count them.
//!
//! What such an account says of one council is not what it is about, so it is given to none.

use std::sync::LazyLock;

use regex::Regex;

use crate::authority::Names;
use crate::document::{Block, Kind};
use crate::typography::{fold, pattern};

/// Councils that are counted: "a fifth of all councils", "17 children's services".
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    // A number of four figures without a comma is a year.
    const FIGURES: &str = r"\d{1,3}(?:,\d{3})*";
    const WORDS: &str = r"one[- ]in[- ]\w+|two|three|four|five|six|seven|eight|nine|ten|dozens?|quarter|third|half|fifth|thirds|quarters|most|many|some|none|several|majority|proportion|number|all|no";
    let number = format!(r"(?:{FIGURES}(?:\.\d+)?(?: ?(?:%|per ?cent))?(?: \(\d+\))?|{WORDS})");
    pattern(&format!(
        r"\b{number}(?: \(\d+\))?(?: of)?(?: the)?(?: \d+)?(?: [\w-]+){{0,2}}? (?:councils|(?:local )?authorities|boroughs|children's services departments)\b|\b(?:{FIGURES}|quarter of|third of|half of|most|none of the|number of) (?:english |further )?children's (?:social care )?services\b|\b(?:local authority|council) children's services departments\b|\b(?:other|neighbou?ring|english) (?:councils|authorities)\b|\b(?:councils|authorities) (?:in|across) england\b|\bof the (?:local )?(?:councils|authorities) (?:that|which|inspected|visited)\b",
    ))
});
/// What makes one council of the counted ones the subject after all.
static ONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:(?:one of|the best of|among|join|joins|joined|joining|amongst|unlike|like)(?: (?:only|just|the|about|around))*",
        r"|(?:put|puts|putting|places?|placed|placing|ranks?|ranked|ranking) (?:[\w'-]+ ){1,5}?in(?:to)? the top|(?:is|are|now) (?:in|among) the top",
        r"|(?:ofsted|watchdog|inspectorate|inspectors), (?:which|who) (?:has|have) (?:\w+ )?(?:inspected|visited))\s*$",
    ))
});
/// What behind the counted councils makes them the subject whatever stands before.
static SUBJECT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?: (?:in|across) (?:[\w'-]+ ?){1,4})? (?:is|are|was|were|has|have|had)\b"));
/// Behind "half of children's services": people or means of one council.
static STAFF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:staff|teams?|workers?|workforce|social workers?|managers?|employees|posts?|jobs|budgets?|spending|money)\b",
    )
});
/// Before "other councils": this one is now one of them.
static JOINS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\bjoin(?:s|ed|ing)?(?: (?:the|just|only|about|\d{1,3}))*\s*$"));
/// What may stand beside a council's name on a line of its own.
static COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[\s'\x22*-]|\b(?:the|royal|london|borough|city|county|metropolitan|district|unitary|council|local|authority|of|mbc|cc|children's|services|trust|social|care)\b)*$",
    )
});

/// Whether a folded sentence counts councils instead of speaking of one.
pub(super) fn is_counted(folded: &str) -> bool {
    COUNTED.find_iter(folded).any(|hit| {
        let (before, behind) = (&folded[..hit.start()], &folded[hit.end()..]);
        let one = ONE_OF.is_match(before) && !SUBJECT.is_match(behind);
        let staff = hit.as_str().ends_with("services") && STAFF.is_match(behind);
        !one && !staff
    })
}

/// Whether "other councils" behind these folded words are those that this one has joined, whose grade it shares.
pub(super) fn is_joined(before: &str) -> bool {
    JOINS.is_match(before)
}

/// The plain names of the authorities that an account sets side by side, where it does: two or more, each on a line of its own or
/// at the head of its paragraph. A headline that names one of them alone says which the account is about, unless a paragraph
/// is headed by another: "Thornmere: …".
pub(in crate::report) fn authorities(blocks: &[Block], headline: Option<&str>, names: &Names) -> Vec<String> {
    let titled = headline.map(|text| names.find(text)).unwrap_or_default();
    let one = titled.first().filter(|first| titled.iter().all(|m| m.entry == first.entry));
    let one = one.map(|m| names.plain(*m));
    let mut found: Vec<String> = Vec::new();
    let mut other = false;
    for block in blocks.iter().filter(|b| b.is_text()) {
        let Some(name) = heads(block, names) else { continue };
        other |= one.is_some_and(|one| one != name) && has_colon(&block.text);
        if !found.contains(&name) {
            found.push(name);
        }
    }
    match one {
        Some(one) if other => {
            found.retain(|name| name != one);
            found.insert(0, one.to_owned());
            found
        }
        None if found.len() > 1 => found,
        _ => Vec::new(),
    }
}

/// Whether a paragraph's head ends with a colon, and what it heads is prose: a link to another article has no stop.
fn has_colon(text: &str) -> bool {
    text.split_once(':').is_some_and(|(head, rest)| {
        let words = rest.split_whitespace().filter(|word| word.starts_with(char::is_alphabetic)).count();
        let prose = words > 1 && rest.trim_end().ends_with(['.', '”', '"']);
        !head.contains(['-', '–', '—']) && (rest.trim().is_empty() || prose)
    })
}

/// The authority that a line names alone, or whose paragraph this is: "Ashcombe: …", "In Ashcombe, …".
pub(super) fn heads(block: &Block, names: &Names) -> Option<String> {
    let text = match &block.kind {
        Kind::Row { cells, .. } => cells.first()?,
        _ => &block.text,
    };
    let mention = *names.find(text).first()?;
    let (before, behind) = (fold(&text[..mention.start]), fold(&text[mention.end..]));
    let label = behind.find([':', '-']).map_or(behind.as_str(), |at| &behind[..at]);
    let alone = COUNCIL.is_match(&before) && COUNCIL.is_match(label);
    let place = before.trim() == "in" && (behind.starts_with(',') || behind.starts_with(" inspectors"));
    (alone || place).then(|| names.plain(mention).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn councils_are_counted_or_one_of_them_is_meant() {
        for text in [
            "a fifth of all councils were judged outstanding",
            "two-thirds of the local authorities did badly",
            "then 17 children's services were judged 'inadequate'",
            "half of the authorities must do better",
            "none of the nine councils did well",
            "eight local authorities must begin again",
            "local authority children's services departments that were rated inadequate come first",
            "1,022 authorities were visited",
            "the top 10 per cent of councils were rated outstanding",
            "one of the three councils was rated inadequate",
        ] {
            assert!(is_counted(text), "{text}");
        }
        for text in [
            "ashcombe is one of only three councils to be rated outstanding",
            "three areas were judged good",
            "the council's children's services are good",
            "all children's services in the county were rated good",
            "ashcombe was rated good in its 2022 children's services inspection",
            "it was rated good, putting the council in the top 10 per cent of councils",
            "it is rated the best of all councils in the region",
            "ashcombe was rated good, joining the 20 other councils",
            "ofsted, which has inspected 90 councils, rated ashcombe good",
            "half of children's services staff spoke to inspectors",
        ] {
            assert!(!is_counted(text), "{text}");
        }
    }
}
