//! Choosing a theme: the one under the bar is on the screen at once, and Esc puts the old one back.

use super::picker::{Picker, fits};

/// The names that fit what is typed.
#[derive(Debug, Clone)]
pub struct Choice {
    /// The input and the bar.
    pub picker: Picker,
    /// The themes that fit, by their place among all.
    pub lines: Vec<usize>,
    /// The theme that was in force before.
    pub before: usize,
}

impl Choice {
    /// All themes, the bar on the one in force, or those that fit what is typed.
    #[must_use]
    pub fn of(names: &[String], now: usize, typed: &str) -> Self {
        let mut choice = Self { picker: Picker::typed(typed), lines: Vec::new(), before: now };
        choice.filter(names);
        if typed.is_empty() {
            choice.picker = Picker::on(now);
        }
        choice
    }

    /// Keeps the names that fit what is typed.
    pub fn filter(&mut self, names: &[String]) {
        let typed = self.picker.input.text();
        self.lines = (0..names.len()).filter(|&i| fits(typed, &names[i])).collect();
    }

    /// The theme under the bar.
    #[must_use]
    pub fn chosen(&self) -> Option<usize> {
        self.lines.get(self.picker.bar).copied()
    }
}
