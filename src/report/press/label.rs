//! The words by which an account names what was judged.
//!
//! A report prints a label in full; an account shortens it. The full words are strong: they name nothing else. Short ones
//! ("care leavers") are weak and count only where they stand for the area itself, not for "plans for care leavers".

use std::sync::LazyLock;

use regex::Regex;

use crate::report::{Area, Framework};
use crate::typography::pattern;

/// An area named in a folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Label {
    pub area: Area,
    pub strong: bool,
    pub start: usize,
    pub end: usize,
}

/// How an area is named, folded. What stands under `people` is strong with "experiences and progress of" before it.
struct Wording {
    area: Area,
    strong: &'static str,
    people: &'static str,
    weak: &'static str,
}

/// The wordings; where one contains another, the longer stands first.
const WORDINGS: &[Wording] = &[
    Wording { area: Area::Overall, strong: r"overall effectiveness", people: "", weak: "" },
    Wording {
        area: Area::Leadership,
        strong: r"impact of (?:(?:its|the|senior) )?leaders(?:hip)?(?: on (?:the )?social work practice(?: with children and (?:their )?families)?)?|leadership,? management and governance",
        people: "",
        weak: r"leadership(?: and management)?|leaders",
    },
    Wording {
        area: Area::HelpAndProtection,
        strong: "",
        people: r"children (?:and (?:young people|families) )?(?:who (?:need|needed|are in need of)|in need of|needing) (?:help|protection)(?: (?:and|or) (?:help|protection))?",
        weak: r"help and protection",
    },
    Wording {
        area: Area::Permanence,
        strong: r"(?:children )?looked[ -]after (?:children )?and achieving permanence",
        people: "",
        weak: "",
    },
    Wording {
        area: Area::InCareAndCareLeavers,
        strong: "",
        people: r"(?:children in care|looked[ -]after children|children looked after) and (?:those of |of )?(?:the )?care[ -]leavers",
        weak: "",
    },
    Wording {
        area: Area::InCare,
        strong: "",
        people: r"children in care|looked[ -]after children|children looked after",
        weak: "",
    },
    Wording {
        area: Area::CareLeavers,
        strong: "",
        people: r"care[ -]leavers|young (?:people|adults) (?:who are |who have )?(?:leaving|left) care",
        weak: "",
    },
    Wording { area: Area::Adoption, strong: r"adoption performance", people: "", weak: "adoption" },
    Wording {
        area: Area::Lscb,
        strong: r"local safeguarding children'?s? board(?: \(lscb\))?",
        people: "",
        weak: "lscb",
    },
];

/// The patterns of a wording: the strong one, and the weak one.
static PATTERNS: LazyLock<Vec<(Area, Regex, Regex)>> = LazyLock::new(|| {
    let any = |parts: &[String]| {
        let parts: Vec<&str> = parts.iter().filter(|p| !p.is_empty()).map(String::as_str).collect();
        // An empty alternative would match everywhere; one that cannot match stands for none.
        let parts = if parts.is_empty() { "[^\\s\\S]".to_owned() } else { parts.join("|") };
        pattern(&format!(r"\b(?:{parts})\b"))
    };
    let compile = |w: &Wording| {
        let full = match w.people {
            "" => String::new(),
            people => format!(r"experiences? and progress (?:of|for) (?:all )?(?:the )?(?:{people})"),
        };
        (w.area, any(&[w.strong.to_owned(), full]), any(&[w.people.to_owned(), w.weak.to_owned()]))
    };
    WORDINGS.iter().map(compile).collect()
});

/// What may stand before a weak label that is the area itself.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|, (?:and )?|: |\b(?:and(?: of)?|both|the|its|their|those of|progress of|experiences of|rated|judged|graded|found|deemed|considered|(?:services?|support|help|provision|outcomes|category|judgement|grade|rating|effectiveness|good'?|outstanding'?|inadequate'?|improvement'?) (?:for|of|to) (?:its |their |the )?) ?)$",
    )
});
/// What may stand behind it.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:'s?)?(?: (?:services?|support|provision|experiences))?(?:$|[,.:]| ['\x22]| - | (?:was|were|is|are|have|has|both|all|each|also|now|as|to be|and|in|by|with|requires?|required|outstanding|good|adequate|inadequate)\b)",
    )
});

/// The areas of a framework that a folded text names, in order; none overlaps another.
pub(super) fn find(text: &str, framework: Framework) -> Vec<Label> {
    let row = framework.row();
    let mut found: Vec<Label> = Vec::new();
    for strong in [true, false] {
        for (area, full, short) in PATTERNS.iter().filter(|(area, ..)| row.judges(*area)) {
            for hit in if strong { full } else { short }.find_iter(text) {
                let (start, end) = (hit.start(), hit.end());
                let stands = strong || BEFORE.is_match(&text[..start]) && BEHIND.is_match(&text[end..]);
                if stands && found.iter().all(|f| end <= f.start || f.end <= start) {
                    found.push(Label { area: *area, strong, start, end });
                }
            }
        }
    }
    found.sort_by_key(|l| l.start);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn areas(text: &str) -> Vec<(Area, bool)> {
        find(text, Framework::Ilacs).into_iter().map(|l| (l.area, l.strong)).collect()
    }

    #[test]
    fn labels_in_full_and_shortened() {
        assert_eq!(
            areas("the experience and progress of children in care and care leavers"),
            [(Area::InCareAndCareLeavers, true)]
        );
        assert_eq!(
            areas(
                "the experiences and progress of children in care and those of children who need help and protection"
            ),
            [(Area::InCare, true), (Area::HelpAndProtection, false)]
        );
        assert_eq!(areas("services for care leavers were rated good"), [(Area::CareLeavers, false)]);
    }

    #[test]
    fn a_thing_that_is_for_people_is_not_their_area() {
        for text in ["the quality of plans for care leavers was judged good", "care leavers' homes were rated good"] {
            assert_eq!(areas(text), [], "{text}");
        }
    }
}
