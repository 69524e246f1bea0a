//! How far a person read a report.

use serde::{Deserialize, Serialize};

/// How far a report was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Read {
    /// The block at which it was left.
    pub block: u32,
    /// Whether its end was ever in sight.
    pub done: bool,
}

impl Read {
    /// The sign of a report: ○ not opened, ◐ begun, ● read to the end.
    #[must_use]
    pub const fn sign(read: Option<&Self>) -> &'static str {
        match read {
            None => "○",
            Some(Self { done: false, .. }) => "◐",
            Some(Self { done: true, .. }) => "●",
        }
    }

    /// The same in words, for counting and for files.
    #[must_use]
    pub const fn words(read: Option<&Self>) -> &'static str {
        match read {
            None => "not opened",
            Some(Self { done: false, .. }) => "begun",
            Some(Self { done: true, .. }) => "read",
        }
    }
}
