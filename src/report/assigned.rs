//! What a person says of a file that its document does not, or says wrongly.

use serde::{Deserialize, Serialize};

use crate::report::{Basis, Fact, Framework, Period, Rule};

/// The facts that stand in place of those that are read. [`Report::parse_assigned`](crate::report::Report::parse_assigned) takes them.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Assigned {
    /// The authority's plain name.
    pub authority: Option<Fact<String>>,
    /// The framework, under which the document is then read.
    pub framework: Option<Fact<Framework>>,
    /// The days of the inspection.
    pub inspected: Option<Fact<Period>>,
}

impl Assigned {
    /// Whether somebody said anything of the file: it is a report then, whatever its text looks like.
    #[must_use]
    pub const fn says_anything(&self) -> bool {
        self.authority.is_some() || self.framework.is_some() || self.inspected.is_some()
    }
}

/// The assigned fact where there is one, else the one that was read. A different one that was read is kept as a warning.
pub(super) fn chosen<T: Clone + PartialEq>(
    noun: &str,
    read: Option<Fact<T>>,
    assigned: Option<&Fact<T>>,
    warnings: &mut Vec<String>,
) -> Option<Fact<T>> {
    let Some(assigned) = assigned else { return read };
    if let Some(read) = read.filter(|r| r.value != assigned.value && r.evidence.rule != Rule::Default) {
        let who = if read.evidence.basis == Basis::FileName { "the file’s name" } else { "the document" };
        warnings.push(format!("{noun} was assigned by hand; {who} says “{}”", read.evidence.printed));
    }
    Some(assigned.clone())
}
