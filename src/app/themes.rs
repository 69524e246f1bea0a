//! The themes to choose from. Choosing one reads no file: the user's own are read before the first frame, and the bundled
//! ones, which are part of the program, are understood when they are chosen.

use std::path::Path;
use std::sync::OnceLock;

use crate::theme::{self, Depth, Theme};

/// The theme where nothing else is asked for.
const DEFAULT: &str = "terminal";

/// The themes by name, and the one in force.
#[derive(Debug, Clone)]
pub struct Themes {
    names: Vec<String>,
    /// In the order of the names; a bundled one that nobody chose is not there yet.
    loaded: Vec<OnceLock<Theme>>,
    depth: Depth,
    now: usize,
}

impl Default for Themes {
    fn default() -> Self {
        let (names, loaded) = (vec![DEFAULT.to_owned()], vec![Theme::default().into()]);
        Self { names, loaded, depth: Depth::Ansi, now: 0 }
    }
}

impl Themes {
    /// The bundled themes and the user's own for a terminal of this depth; what cannot be used is told.
    #[must_use]
    pub fn load(user: Option<&Path>, depth: Depth, wanted: Option<&str>) -> (Self, Vec<String>) {
        let (mut names, mut loaded, mut told) = (Vec::new(), Vec::new(), Vec::new());
        let own = theme::own(user);
        // A theme of the user's may go before a bundled one from which others inherit, so that all are read then.
        let at_once = !own.is_empty();
        let more = own.into_iter().filter(|name| theme::bundled().all(|bundled| bundled != *name));
        for name in theme::bundled().chain(more) {
            let place = OnceLock::new();
            match at_once.then(|| theme::load(&name, user, depth)).transpose() {
                Ok(found) => {
                    let (theme, warnings) = found.unzip();
                    told.extend(warnings.into_iter().flatten().map(|w| format!("{}: {}", w.file, w.message)));
                    theme.map(|theme| place.set(theme));
                    names.push(name);
                    loaded.push(place);
                }
                Err(error) => told.push(format!("theme {name}: {error}")),
            }
        }
        let mut themes = if names.is_empty() { Self::default() } else { Self { names, loaded, depth, now: 0 } };
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
        let bundled = || theme::load(&self.names[self.now], None, self.depth).map(|(theme, _)| theme);
        // A bundled theme can be understood, as a test knows; another one is there.
        self.loaded[self.now].get_or_init(|| bundled().unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bundled_theme_is_understood_when_it_is_chosen() {
        let (mut themes, told) = Themes::load(None, Depth::Rgb, Some("paper"));
        assert_eq!((themes.theme().title(), told), ("Paper", Vec::new()));
        assert_eq!(themes.loaded.iter().filter(|theme| theme.get().is_some()).count(), 1, "nobody chose another");
        for at in 0..themes.names().len() {
            themes.choose(at);
            let (theme, _) = theme::load(&themes.names[at], None, Depth::Rgb).unwrap();
            assert_eq!(themes.theme().title(), theme.title());
        }
    }

    #[test]
    fn one_of_the_users_own_stands_among_them_and_goes_before_a_bundled_one() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("paper.toml"), "name = \"My paper\"\n").unwrap();
        std::fs::write(folder.path().join("broken.toml"), "name = \n").unwrap();
        let (themes, told) = Themes::load(Some(folder.path()), Depth::Ansi, Some("paper"));
        assert_eq!(themes.theme().title(), "My paper");
        assert_eq!(themes.names().iter().filter(|name| *name == "paper").count(), 1);
        assert!(told[0].starts_with("theme broken: "), "{told:?}");
    }
}
