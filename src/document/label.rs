//! List labels: the number or bullet that opens an item, told apart from its text.

use crate::typography::{bullet_level, is_bullet};

/// What opens a list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label<'t> {
    /// A number or letter as printed, with its stop or brackets.
    Printed(&'t str),
    /// A bullet, and its level: 0 for an outer list's, 1 for the dash or ring of a list inside it.
    Bullet(u8),
}

impl Label<'_> {
    /// Whether it is a plain number, as numbered paragraphs have it.
    #[must_use]
    pub fn is_number(&self) -> bool {
        matches!(self, Self::Printed(label) if label.bytes().next().is_some_and(|b| b.is_ascii_digit()))
    }

    /// The number between its brackets or before its stop.
    #[must_use]
    pub fn value(&self) -> Option<u32> {
        let Self::Printed(label) = self else { return None };
        label.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
    }
}

/// The number or bullet that opens a paragraph, and the text after it: "12. ", "12) ", "• ". Letters are text here, for "A. Smith" is a name.
#[must_use]
pub fn split(text: &str) -> Option<(Label<'_>, &str)> {
    let text = text.trim_start();
    bullet(text).or_else(|| number(text))
}

/// The label that opens what is known to be a list item: also "(a) ", "b) " and "iv. ".
#[must_use]
pub fn split_item(text: &str) -> Option<(Label<'_>, &str)> {
    split(text).or_else(|| letter(text.trim_start()))
}

/// The whole text as a label, for files that set labels apart: also a number without a stop.
#[must_use]
pub fn whole(text: &str) -> Option<Label<'_>> {
    let text = text.trim();
    if let Some((label, "")) = split_item(text) {
        return Some(label);
    }
    let bare = text.len() <= 3 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    bare.then_some(Label::Printed(text))
}

fn bullet(text: &str) -> Option<(Label<'_>, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let level = bullet_level(first)?;
    let apart = rest.is_empty() || rest.starts_with(char::is_whitespace);
    (is_bullet(first) || apart).then(|| (Label::Bullet(level), rest.trim_start()))
}

fn number(text: &str) -> Option<(Label<'_>, &str)> {
    let open = usize::from(text.starts_with('('));
    let digits = text[open..].bytes().take_while(u8::is_ascii_digit).count();
    let stop = *text.as_bytes().get(open + digits)?;
    let fits = (1..=3).contains(&digits) && matches!((open, stop), (0, b'.' | b')') | (1, b')'));
    let length = open + digits + 1;
    fits.then(|| after(text, length).or_else(|| glued(text, length))).flatten()
}

/// Cuts a number off that a word with a capital follows without the space that a tab once was: "10.High turnover".
fn glued(text: &str, length: usize) -> Option<(Label<'_>, &str)> {
    let (label, rest) = text.split_at_checked(length)?;
    let mut letters = rest.chars();
    let word =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(|c| c.is_lowercase() || c == ' ');
    (word && label.ends_with('.')).then_some((Label::Printed(label), rest))
}

fn letter(text: &str) -> Option<(Label<'_>, &str)> {
    let open = usize::from(text.starts_with('('));
    let letters = text[open..].bytes().take_while(u8::is_ascii_alphabetic).count();
    let stop = *text.as_bytes().get(open + letters)?;
    let name = &text[open..open + letters];
    let roman = letters <= 4 && letters > 0 && name.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    let fits = matches!((open, stop), (0, b'.' | b')') | (1, b')')) && (letters == 1 || roman);
    fits.then(|| after(text, open + letters + 1)).flatten()
}

/// Cuts a label of this length off when white space, or nothing, follows.
fn after(text: &str, length: usize) -> Option<(Label<'_>, &str)> {
    let (label, rest) = text.split_at_checked(length)?;
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then(|| (Label::Printed(label), rest.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_with_a_stop_or_bracket_is_a_label() {
        assert_eq!(split("12. Leaders know."), Some((Label::Printed("12."), "Leaders know.")));
        assert_eq!(split("7) Leaders know."), Some((Label::Printed("7)"), "Leaders know.")));
        assert_eq!(split("10.Leaders know."), Some((Label::Printed("10."), "Leaders know.")));
        assert_eq!(split("(3) Leaders know."), Some((Label::Printed("(3)"), "Leaders know.")));
    }

    #[test]
    fn figures_that_belong_to_the_text_stay() {
        for text in [
            "2.1 Adoption",
            "16 and 17 year olds",
            "2019. ",
            "3.5% of children",
            "A. Smith was there",
            "7.30pm",
            "1.NHS",
        ] {
            assert_eq!(split(text), None, "{text}");
        }
    }

    #[test]
    fn a_bullet_needs_no_space_but_a_dash_does() {
        assert_eq!(split("\u{f06e}the quality"), Some((Label::Bullet(0), "the quality")));
        assert_eq!(split("\u{f0b7} the quality"), Some((Label::Bullet(0), "the quality")));
        assert_eq!(split("– the quality"), Some((Label::Bullet(1), "the quality")));
        assert_eq!(split("o the quality"), Some((Label::Bullet(1), "the quality")));
        assert_eq!(split("-5 degrees"), None);
        assert_eq!(split("of quality"), None);
        assert_eq!(split("➢ the quality"), Some((Label::Bullet(0), "the quality")));
        assert_eq!(split("§ the quality"), Some((Label::Bullet(0), "the quality")));
        assert_eq!(split("§47 enquiries"), None, "a section of a law");
    }

    #[test]
    fn letters_count_in_lists_only() {
        assert_eq!(split_item("(b) plans"), Some((Label::Printed("(b)"), "plans")));
        assert_eq!(split_item("iv. plans"), Some((Label::Printed("iv."), "plans")));
        assert_eq!(split_item("no. of plans"), None);
        assert_eq!(whole("12 "), Some(Label::Printed("12")));
        assert_eq!(whole("and the plan"), None);
    }
}
