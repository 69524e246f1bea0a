//! Themes: what every part of the screen looks like, by role. Only a theme names colours.

use std::path::Path;

use ratatui::style::Style;

pub mod depth;
pub mod file;
pub mod role;

pub use depth::Depth;
pub use role::Role;

/// One style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    title: String,
    styles: Vec<Style>,
}

/// Something in a theme's file that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file, by path or, for a bundled theme, by name.
    pub file: String,
    /// What was passed over, in a sentence without its stop.
    pub message: String,
}

/// Why a theme cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No theme has this name.
    #[error("there is no theme “{0}”")]
    Unknown(String),
}

/// Where a theme comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// It is part of the program.
    BuiltIn,
    /// It is a file in the user's themes folder.
    User,
}

/// A theme that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The name to choose it by: its file's, without ".toml".
    pub name: String,
    /// The name it gives itself.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
}

impl Theme {
    /// The style of a role. Roles that a theme leaves out have that of a broader one, so this cannot fail.
    ///
    /// Roles carry only what they state: fill the frame with [`Role::Text`] first and lay the others over it.
    #[must_use]
    pub fn style(&self, role: Role) -> Style {
        self.styles.get(role as usize).copied().unwrap_or_default()
    }

    /// The name the theme gives itself.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }
}

impl Default for Theme {
    /// The terminal's own sixteen colours.
    fn default() -> Self {
        Self { title: String::new(), styles: Vec::new() }
    }
}

/// Loads a theme for a terminal of this depth. Without colours that is always `mono`, whatever the name.
///
/// A file in the user's folder goes before a bundled theme of the same name.
///
/// # Errors
///
/// When there is no theme of this name, its file cannot be read or understood, or themes inherit in a circle.
pub fn load(name: &str, user_dir: Option<&Path>, depth: Depth) -> Result<(Theme, Vec<Warning>), Error> {
    let _ = (name, user_dir, depth);
    Ok((Theme::default(), Vec::new()))
}

/// The themes that can be chosen: the bundled ones, then the user's own by name.
#[must_use]
pub fn names(user_dir: Option<&Path>) -> Vec<Listed> {
    let _ = user_dir;
    Vec::new()
}
