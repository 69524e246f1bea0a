//! The themes to choose from, all loaded before the first frame so that choosing one reads no file.

use std::path::Path;

use crate::theme::{self, Depth, Theme};

/// The theme where nothing else is asked for.
const DEFAULT: &str = "terminal";

/// The themes by name, and the one in force.
#[derive(Debug, Clone)]
pub struct Themes {
    names: Vec<String>,
    loaded: Vec<Theme>,
    now: usize,
}

impl Default for Themes {
    fn default() -> Self {
        Self { names: vec![DEFAULT.to_owned()], loaded: vec![Theme::default()], now: 0 }
    }
}

impl Themes {
    /// Loads the bundled themes and the user's own for a terminal of this depth; what cannot be used is told.
    #[must_use]
    pub fn load(user: Option<&Path>, depth: Depth, wanted: Option<&str>) -> (Self, Vec<String>) {
        let (mut themes, mut told) = (Self { names: Vec::new(), loaded: Vec::new(), now: 0 }, Vec::new());
        for listed in theme::names(user) {
            match theme::load(&listed.name, user, depth) {
                Ok((theme, warnings)) => {
                    told.extend(warnings.into_iter().map(|w| format!("{}: {}", w.file, w.message)));
                    themes.names.push(listed.name);
                    themes.loaded.push(theme);
                }
                Err(error) => told.push(format!("theme {}: {error}", listed.name)),
            }
        }
        if themes.names.is_empty() {
            themes = Self::default();
        }
        let name = wanted.unwrap_or(DEFAULT);
        match themes.names.iter().position(|n| n == name) {
            Some(now) => themes.now = now,
            None => told.push(format!("there is no theme “{name}”")),
        }
        (themes, told)
    }

    /// The theme in force.
    #[must_use]
    pub fn theme(&self) -> &Theme {
        &self.loaded[self.now]
    }

    /// All names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The place of the theme in force.
    #[must_use]
    pub const fn now(&self) -> usize {
        self.now
    }

    /// Puts a theme in force. A place beyond the last is passed over.
    pub fn choose(&mut self, at: usize) {
        if at < self.loaded.len() {
            self.now = at;
        }
    }
}
