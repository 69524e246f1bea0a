//! Authorities that took the place of others. They are different authorities: no trend and no recurrence runs from one to the
//! other, but each knows the other.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

/// The table: one line a predecessor and a successor, with the successor's first day.
const BUILT_IN: &str = include_str!("succession.csv");

/// That one authority took over from another, wholly or for a part of its area.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Succession {
    /// The plain name of the authority that went before.
    pub before: String,
    /// The plain name of the one that came after.
    pub after: String,
    /// The first day of the one that came after.
    pub since: Date,
}

static ALL: LazyLock<Vec<Succession>> = LazyLock::new(|| {
    let rows = csv::Reader::from_reader(BUILT_IN.as_bytes()).into_deserialize().collect::<Result<_, _>>();
    rows.expect("the built-in table is well formed")
});

/// Every succession that the program knows, the oldest first.
#[must_use]
pub fn all() -> &'static [Succession] {
    &ALL
}

/// What came before and after an authority, in a sentence each: "before April 2021: Northamptonshire".
#[must_use]
pub fn words(name: &str) -> Vec<String> {
    let all = all();
    let month = |date: Date| date.strftime("%B %Y").to_string();
    let line = |what: &str, chosen: Vec<(&str, Date)>| {
        let since = chosen.first()?.1;
        let names: Vec<&str> = chosen.iter().map(|(name, _)| *name).collect();
        Some(format!("{what} {}: {}", month(since), names.join("; ")))
    };
    let before = all.iter().filter(|s| s.after == name).map(|s| (s.before.as_str(), s.since)).collect();
    let after = all.iter().filter(|s| s.before == name).map(|s| (s.after.as_str(), s.since)).collect();
    line("before", before).into_iter().chain(line("since", after)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Register;

    #[test]
    fn every_name_is_in_the_register() {
        let register = Register::built_in();
        for succession in all() {
            for name in [&succession.before, &succession.after] {
                assert!(register.get(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn each_knows_the_other() {
        assert_eq!(words("Cumbria"), ["since April 2023: Cumberland; Westmorland and Furness"]);
        assert_eq!(words("West Northamptonshire"), ["before April 2021: Northamptonshire"]);
        assert_eq!(words("Bournemouth, Christchurch and Poole"), ["before April 2019: Bournemouth; Poole"]);
        assert!(words("Norfolk").is_empty());
    }
}
