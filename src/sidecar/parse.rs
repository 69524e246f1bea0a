//! The text of a sidecar as tables, each with its line.

use serde::Deserialize;
use serde::de::Error as _;
use toml::Spanned;

use crate::authority::Entry;

/// The file as it stands. Unknown keys are errors, so that a misspelt one is told.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sidecar {
    /// The folder that a sidecar of the user's own is about.
    pub folder: Option<String>,
    /// Authorities, and more names for them.
    pub authority: Vec<Spanned<Entry>>,
    /// What is said of files.
    pub file: Vec<Table>,
}

/// One `[[file]]` table.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// The file, or with "*" several.
    pub path: Spanned<String>,
    /// The authority's name.
    pub authority: Option<Spanned<String>>,
    /// The framework's key.
    pub framework: Option<Spanned<String>>,
    /// The first day.
    pub from: Option<Spanned<Day>>,
    /// The last day.
    pub to: Option<Spanned<Day>>,
    /// Whether the file is set aside.
    pub ignore: Option<bool>,
}

/// A day, as a date of TOML or in quotes.
#[derive(Debug, Clone, Copy)]
pub struct Day(pub jiff::civil::Date);

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = match toml::Value::deserialize(deserializer)? {
            toml::Value::String(text) => text,
            toml::Value::Datetime(date) => date.to_string(),
            other => return Err(D::Error::custom(format!("a day is written as 2022-11-07, not as {other}"))),
        };
        let day = (text.len() == "2022-11-07".len()).then(|| text.parse().ok()).flatten();
        day.map(Self).ok_or_else(|| D::Error::custom(format!("a day is written as 2022-11-07, not as {text}")))
    }
}

/// Understands the text of a sidecar.
///
/// # Errors
///
/// The line and the reason, a sentence without its stop.
pub fn parse(text: &str) -> Result<Sidecar, String> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| Lines::of(text).number(span.start));
        format!("line {line}: {}; nothing of this file is used", error.message().trim().replace('\n', ", "))
    })
}

/// Where the lines of a text begin, so that many places can be named without counting from its top each time.
pub struct Lines(Vec<usize>);

impl Lines {
    /// The lines of a text.
    pub fn of(text: &str) -> Self {
        Self(text.bytes().enumerate().filter(|&(_, b)| b == b'\n').map(|(at, _)| at + 1).collect())
    }

    /// The number of the line that a byte stands on.
    pub fn number(&self, at: usize) -> usize {
        1 + self.0.partition_point(|&start| start <= at)
    }
}
