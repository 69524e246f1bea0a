//! The words by which the parts of a list are told: its timescales, its lead-in, its table's head, whom it addresses, and that
//! there is nothing to list.

use std::sync::LazyLock;

use regex::Regex;

use crate::report::timescale::number;
use crate::typography::{fold, pattern, without_note_mark};

static TIMESCALE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((?:(?:for|with) )?immediate(?:ly)?(?: (?:action|effect|priority))?|within (?:the (?:next|following) )?(\w+(?: (?:to|or|-) \w+)?) (days?|working days?|weeks?|months?|years?)( (?:of|from|after|following) .{0,60})?|(by (?:the end of )?(?:\d{1,2} )?(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|the year)(?: 20\d\d)?))\s*[:.]?$",
    )
});
/// The statement that there is nothing to list, in its forms.
pub(super) static NOTHING: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(there (are|were|is|was) (no|not any)\b|no (further |specific |such )?(areas?|actions?|recommendations?|priority)\b|(none|not applicable|n/a)\b|(the|this|our) (inspection|inspectors|visit|focused visit|monitoring visit) (did not|has not|have not|identified no|found no)\b|inspectors (did not (find|identify)|(have )?(not )?identified no|found no)\b)",
    )
});
/// A sentence that introduces items and is none itself.
pub(super) static LEAD_IN: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(the following (actions?|areas?|recommendations?)|should take the following|the local authority and its partners should:?$)",
    )
});
/// The head of a table of items: its cells are labels.
pub(super) static TABLE_HEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((responsible body|responsible bodies) )?areas? for (improvement|priority action)$|^responsible bod(y|ies)$",
    )
});

/// A heading that says whose the items under it are: "The police should:".
static ADDRESSEE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^(.{3,90}?) (should|must|need to|needs to):?$"));

/// The timescale that a line prints alone: "Immediately:", "Within three months", "By March 2016".
pub(super) fn timescale(text: &str) -> Option<String> {
    let folded = fold(without_note_mark(text.trim()));
    let found = TIMESCALE.captures(&folded)?;
    // A day is not counted in weeks or months: it stands as it is printed.
    if let Some(day) = found.get(5) {
        return Some(text.trim().chars().take(folded[..day.end()].chars().count()).collect());
    }
    let (Some(count), Some(unit)) = (found.get(2), found.get(3)) else { return Some("immediately".to_owned()) };
    let count = number(count.as_str()).map_or_else(|| count.as_str().to_owned(), |number| number.to_string());
    Some(format!("{count} {}", unit.as_str()))
}

/// The body that a heading addresses: "The police should:".
pub(super) fn addressee(heading: &str) -> Option<String> {
    let folded = fold(heading.trim());
    let body = ADDRESSEE.captures(&folded)?.get(1)?;
    Some(heading.trim().chars().take(folded[..body.end()].chars().count()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn timescales_as_lists_print_them() {
        let table = [
            ("Immediately:", Some("immediately")),
            ("With immediate effect", Some("immediately")),
            ("For immediate action", Some("immediately")),
            ("Within three months", Some("3 months")),
            ("Within six weeks", Some("6 weeks")),
            ("Within 3 months of publication:", Some("3 months")),
            ("Within six months from the publication of this report", Some("6 months")),
            ("Within a year", Some("1 year")),
            ("Within three to six months", Some("three to six months")),
            ("By March 2016", Some("By March 2016")),
            ("Within three months¹", Some("3 months")),
            ("By the end of June 2016:", Some("By the end of June 2016")),
            ("Immediately tell the police of every missing child.", None),
            ("Within three months, review every plan.", None),
        ];
        for (text, want) in table {
            assert_eq!(timescale(text).as_deref(), want, "{text}");
        }
    }
}
