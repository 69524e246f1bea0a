//! What a block that is being read will be, as far as its first line tells.

use pulldown_cmark::HeadingLevel;

/// What the block that is being read will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shape {
    Paragraph,
    Heading(u8),
    Item { depth: u8, label: Option<String> },
    Note,
}

impl Shape {
    /// A heading; but a rule right under several lines, or under a long one, makes no heading of them.
    pub(super) fn heading(level: HeadingLevel, source: &str) -> Self {
        let lines = source.lines().count();
        let underlined = !source.starts_with('#');
        if underlined
            && (lines > 2 || source.lines().next().is_some_and(|line| line.contains('\t') || line.len() > 150))
        {
            return Self::Paragraph;
        }
        Self::Heading(level as u8)
    }

    /// An item that begins with this marker; a number is its label as printed.
    pub(super) fn item(depth: u8, marker: &str) -> Self {
        let digits = marker.bytes().take_while(u8::is_ascii_digit).count();
        let label = (digits > 0).then(|| marker.get(..=digits).map(str::to_owned)).flatten();
        Self::Item { depth, label }
    }
}
