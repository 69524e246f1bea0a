//! News on the bottom line, shown in place of the hints until the next key.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How much a notice matters.
    Weight {
        Info = "info", "news";
        Warn = "warn", "what wants attention";
        Error = "error", "what failed";
    }
}

/// One piece of news.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// A sentence without its stop.
    pub text: String,
    /// How much it matters.
    pub weight: Weight,
}

impl Notice {
    /// Plain news.
    pub fn info(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Info }
    }

    /// News that want attention.
    pub fn warn(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Warn }
    }

    /// News of what failed.
    pub fn error(text: impl Into<String>) -> Self {
        Self { text: text.into(), weight: Weight::Error }
    }
}
