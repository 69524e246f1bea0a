//! An input with a list under it that follows what is typed.

use crate::app::ahead::{self, Stays};
use crate::app::bar;
use crate::app::input::Input;
use crate::keymap::Action;

/// The input, and the bar in the list.
#[derive(Debug, Clone, Default)]
pub struct Picker {
    /// What is typed.
    pub input: Input,
    /// The line under the bar.
    pub bar: usize,
    row: usize,
    stays: Option<Stays>,
}

/// What an action did to a picker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Did {
    /// Nothing: it is no action of a picker.
    Nothing,
    /// The bar moved.
    Moved,
    /// The text changed: the list must be made again.
    Typed,
}

impl Picker {
    /// A picker with the bar on a line.
    #[must_use]
    pub fn on(bar: usize) -> Self {
        Self { bar, row: bar, ..Self::default() }
    }

    /// A picker in which this is typed.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        Self { input: Input::with(text), ..Self::default() }
    }

    /// Moves the bar in a list of `len` lines, or edits the input. This `stays` as it was, as long as nothing else is done.
    pub fn apply(&mut self, action: Action, len: usize, height: usize, stays: Option<Stays>) -> Did {
        self.row = self.top_row(len, height);
        self.stays = stays;
        if let Some(to) = bar::moved(action, self.bar, len, height) {
            self.row = bar::row(action, self.bar, to, self.row);
            self.bar = to;
            Did::Moved
        } else {
            let before = self.input.text().to_owned();
            match self.input.apply(action) {
                false => Did::Nothing,
                true if before == self.input.text() => Did::Moved,
                true => self.reset(),
            }
        }
    }

    /// Types a text. Answers whether there was room for all of it.
    pub fn insert(&mut self, text: &str) -> bool {
        self.reset();
        self.input.insert(text)
    }

    /// The first line in sight of a list of `len` lines.
    #[must_use]
    pub fn top(&self, len: usize, height: usize) -> usize {
        ahead::top_in(self.bar, self.row, (len, height), self.stays)
    }

    fn top_row(&self, len: usize, height: usize) -> usize {
        self.bar - self.top(len, height).min(self.bar)
    }

    fn reset(&mut self) -> Did {
        (self.bar, self.row) = (0, 0);
        Did::Typed
    }
}

/// Whether every word that was typed stands somewhere in a text. Case does not count; nothing typed fits everything.
#[must_use]
pub fn fits(typed: &str, text: &str) -> bool {
    let text = crate::typography::fold(text);
    crate::typography::fold(typed).split_whitespace().all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typing_puts_the_bar_on_the_first_line() {
        let mut picker = Picker::default();
        assert_eq!(picker.apply(Action::Down, 9, 5, None), Did::Moved);
        assert_eq!(picker.bar, 1);
        assert!(picker.insert("x"));
        assert_eq!((picker.bar, picker.input.text()), (0, "x"));
        assert_eq!(picker.apply(Action::Open, 9, 5, None), Did::Nothing);
    }

    #[test]
    fn words_fit_in_any_order_and_case() {
        assert!(fits("leav CARE", "Children in care and care leavers"));
        assert!(fits("", "anything"));
        assert!(!fits("care north", "care"));
    }
}
