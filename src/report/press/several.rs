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
    const NUMBER: &str = r"(?:\d+(?:\.\d+)?(?: ?(?:%|per ?cent))?(?: \(\d+\))?|one[- ]in[- ]\w+|two|three|four|five|six|seven|eight|nine|ten|dozens?|quarter|third|half|fifth|thirds|quarters|most|many|some|none|several|majority|proportion|number|all|no)";
    pattern(&format!(
        r"\b{NUMBER}(?: \(\d+\))?(?: of)?(?: the)?(?: \d+)?(?: [\w-]+){{0,2}}? (?:councils|(?:local )?authorities|boroughs|children's services departments)\b|\b(?:\d+|quarter of|third of|half of|most|none of the|number of) (?:english |further )?children's (?:social care )?services\b|\b(?:local authority|council) children's services departments\b|\b(?:other|neighbou?ring|english) (?:councils|authorities)\b|\b(?:councils|authorities) (?:in|across) england\b|\bof the (?:local )?(?:councils|authorities) (?:that|which|inspected|visited)\b",
    ))
});
/// What makes one council of the counted ones the subject after all.
static ONE_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:one of|among|joins|join|amongst|unlike|like)(?: (?:only|just|the|about|around))*\s*$")
});
/// What may stand beside a council's name on a line of its own.
static COUNCIL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:[\s'\x22*-]|\b(?:the|royal|london|borough|city|county|metropolitan|district|unitary|council|local|authority|of|mbc|cc|children's|services|trust|social|care)\b)*$",
    )
});

/// Whether a folded sentence counts councils instead of speaking of one.
pub(super) fn is_counted(folded: &str) -> bool {
    COUNTED.find_iter(folded).any(|hit| !ONE_OF.is_match(&folded[..hit.start()]))
}

/// The plain names of the authorities that an account sets side by side, where it does: two or more, each on a line of its own or
/// at the head of its paragraph. A headline that names one of them alone says which the account is about.
pub(in crate::report) fn authorities(blocks: &[Block], headline: Option<&str>, names: &Names) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for block in blocks.iter().filter(|b| b.is_text()) {
        let name = heads(block, names).filter(|name| !found.contains(name));
        found.extend(name);
    }
    let titled = headline.map(|text| names.find(text)).unwrap_or_default();
    let one = titled.first().is_some_and(|first| titled.iter().all(|m| m.entry == first.entry));
    if found.len() < 2 || one { Vec::new() } else { found }
}

/// The authority that a line names alone, or whose paragraph this is: "Ashcombe: …", "In Ashcombe, …".
fn heads(block: &Block, names: &Names) -> Option<String> {
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
        ] {
            assert!(is_counted(text), "{text}");
        }
        for text in [
            "ashcombe is one of only three councils to be rated outstanding",
            "three areas were judged good",
            "the council's children's services are good",
            "all children's services in the county were rated good",
        ] {
            assert!(!is_counted(text), "{text}");
        }
    }
}
