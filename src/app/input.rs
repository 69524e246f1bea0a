//! A line that is typed in: the text, the cursor, and the editing keys.

use super::safe::width;
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
    fn letters_are_typed_at_the_cursor() {
        let mut input = Input::with("care");
        input.apply(Action::LineStart);
        for c in "in\u{7} ".chars() {
            input.insert(c);
        }
        assert_eq!((input.text(), input.cursor()), ("in care", 3));
    }
}
