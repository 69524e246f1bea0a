//! A line that is typed in: the text, the cursor, and the editing keys.

use super::safe::{safe, width};
use crate::keymap::Action;

/// A typed line.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Input {
    text: String,
    cursor: usize,
}

impl Input {
    /// An input that holds this text, the cursor behind it.
    #[must_use]
    pub fn with(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { cursor: text.len(), text }
    }

    /// What was typed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The cells before the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        width(&self.text[..self.cursor])
    }

    /// The part of the text that is seen in so many cells, and the cursor's place in it. What is typed stays in sight:
    /// the beginning gives way.
    #[must_use]
    pub fn seen(&self, cells: usize) -> (String, usize) {
        let room = cells.saturating_sub(1);
        if self.cursor() <= room {
            return (safe(&self.text), self.cursor());
        }
        // A cell is kept for the sign that something stands before.
        let before = &self.text[..self.cursor];
        let starts = before.char_indices().map(|(at, _)| at);
        let start = starts.into_iter().find(|&at| width(&before[at..]) < room).unwrap_or(self.cursor);
        (format!("…{}", safe(&self.text[start..])), 1 + width(&before[start..]))
    }

    /// Types a character. Controls are not typed.
    pub fn insert(&mut self, c: char) {
        if !c.is_control() {
            self.text.insert(self.cursor, c);
            self.cursor += c.len_utf8();
        }
    }

    /// Does an editing action. Answers whether it was one.
    pub fn apply(&mut self, action: Action) -> bool {
        match action {
            Action::Erase => self.erase(self.before()),
            Action::Delete if self.cursor < self.text.len() => {
                self.text.remove(self.cursor);
            }
            Action::Delete => {}
            Action::EraseWord => {
                let kept = self.text[..self.cursor].trim_end();
                self.erase(kept.rfind(char::is_whitespace).map_or(0, |at| at + 1));
            }
            Action::Clear => *self = Self::default(),
            Action::LineStart => self.cursor = 0,
            Action::LineEnd => self.cursor = self.text.len(),
            Action::Left => self.cursor = self.before(),
            Action::Right => self.cursor += self.text[self.cursor..].chars().next().map_or(0, char::len_utf8),
            _ => return false,
        }
        true
    }

    /// Where the character before the cursor begins.
    fn before(&self) -> usize {
        self.text[..self.cursor].char_indices().next_back().map_or(0, |(at, _)| at)
    }

    /// Erases from a place up to the cursor.
    fn erase(&mut self, from: usize) {
        self.text.replace_range(from..self.cursor, "");
        self.cursor = from;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(text: &str, actions: &[Action]) -> (String, usize) {
        let mut input = Input::with(text);
        for &action in actions {
            assert!(input.apply(action));
        }
        (input.text, input.cursor)
    }

    #[test]
    fn letters_and_words_are_erased_before_the_cursor() {
        assert_eq!(after("été", &[Action::Erase]), ("ét".into(), 3));
        assert_eq!(after("care leavers ", &[Action::EraseWord]), ("care ".into(), 5));
        assert_eq!(after("care", &[Action::EraseWord, Action::EraseWord]), (String::new(), 0));
        assert_eq!(after("care", &[Action::Left, Action::Left, Action::Delete]), ("cae".into(), 2));
        assert_eq!(after("care", &[Action::LineStart, Action::Erase, Action::Right]), ("care".into(), 1));
    }

    #[test]
    fn the_end_of_a_long_text_stays_in_sight() {
        let mut input = Input::with("children in care");
        assert_eq!(input.seen(17), ("children in care".to_owned(), 16));
        assert_eq!(input.seen(8), ("…n care".to_owned(), 7));
        assert_eq!(input.seen(1).1, 1);
        input.apply(Action::LineStart);
        assert_eq!(input.seen(8).1, 0);
    }

    #[test]
    fn letters_are_typed_at_the_cursor() {
        let mut input = Input::with("care");
        input.apply(Action::LineStart);
        for c in "in\u{7} ".chars() {
            input.insert(c);
        }
        assert_eq!((input.text(), input.cursor()), ("in care", 3));
    }
}
