//! A line that is typed in: the text, the cursor, and the editing keys.

use super::safe::{safe, width};
use crate::keymap::Action;

/// The characters that an input holds at most: more than anybody types, for each key works through all of them.
const MOST: usize = 4000;

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
        let mut taken = 0;
        let kept = before.char_indices().rev().take_while(|&(at, c)| {
            taken += width(&before[at..at + c.len_utf8()]);
            taken < room
        });
        let start = kept.last().map_or(self.cursor, |(at, _)| at);
        (format!("…{}", safe(&self.text[start..])), 1 + width(&before[start..]))
    }

    /// Types a text, as much of it as there is room for. Controls are not typed. Answers whether there was room for all.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = MOST.saturating_sub(self.text.chars().count());
        let mut typed = text.chars().filter(|c| !c.is_control());
        let taken: String = typed.by_ref().take(room).collect();
        self.text.insert_str(self.cursor, &taken);
        self.cursor += taken.len();
        typed.next().is_none()
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
        assert!(input.insert("in\u{7} "));
        assert_eq!((input.text(), input.cursor()), ("in care", 3));
    }

    #[test]
    fn more_than_anybody_types_is_not_taken() {
        let mut input = Input::with("care");
        assert!(!input.insert(&"é".repeat(1_000_000)));
        assert_eq!(input.text().chars().count(), MOST);
        assert_eq!(input.seen(10).0.chars().count(), 9);
        assert!(input.apply(Action::Erase) && input.insert("x") && !input.insert("y"));
    }
}
