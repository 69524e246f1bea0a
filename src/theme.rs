//! Themes: what every part of the screen looks like, by role. Only a theme names colours.
//!
//! A theme is a file in `themes/`, which is part of the program, or one in the user's own folder. It may inherit from
//! another and leave roles out. All of that is resolved once, while loading, into one style a role.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use ratatui::style::Style;

pub mod depth;
pub mod file;
pub mod role;

pub use depth::Depth;
pub use role::Role;

use file::{File, Look, Paint};

use crate::durable;

/// The theme that is used when none is chosen.
pub const DEFAULT: &str = "terminal";

/// The theme of a terminal without colours.
pub const MONO: &str = "mono";

/// The longest file of a theme, in bytes.
const LONGEST: u64 = 1 << 20;

/// The themes that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    (DEFAULT, include_str!("../themes/terminal.toml")),
    ("dusk", include_str!("../themes/dusk.toml")),
    ("paper", include_str!("../themes/paper.toml")),
    ("contrast", include_str!("../themes/contrast.toml")),
    (MONO, include_str!("../themes/mono.toml")),
];

/// One style for every role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    title: String,
    styles: Vec<Style>,
}

/// Something in a theme's file that was passed over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The file: its path or, for a bundled theme, its name.
    pub file: String,
    /// What was passed over, in a sentence without its stop.
    pub message: String,
}

impl std::fmt::Display for Warning {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.file, self.message)
    }
}

/// Why a theme cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// No theme has this name.
    #[error("there is no theme “{0}”")]
    Unknown(String),
    /// A theme inherits from one that does not exist.
    #[error("{file} inherits from “{parent}”, and there is no such theme")]
    UnknownParent {
        /// The file.
        file: String,
        /// The name it gives.
        parent: String,
    },
    /// The file cannot be read.
    #[error("{file}: {source}")]
    Unreadable {
        /// The file.
        file: String,
        /// Why not.
        source: std::io::Error,
    },
    /// The file is no theme.
    #[error("{file}: {source}")]
    Invalid {
        /// The file.
        file: String,
        /// Where and why.
        source: Box<toml::de::Error>,
    },
    /// Themes inherit from each other in a circle.
    #[error("themes inherit in a circle: {}", .0.join(" → "))]
    Circle(Vec<String>),
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

    /// The theme of these roles.
    fn of(title: String, looks: &BTreeMap<String, Look>, palette: &BTreeMap<String, Paint>, depth: Depth) -> Self {
        let style = |role: &Role| {
            let look = std::iter::once(*role).chain(role.fallbacks()).find_map(|r| looks.get(r.key()));
            look.map(|look| look.style(palette, depth)).unwrap_or_default()
        };
        Self { title, styles: Role::ALL.iter().map(style).collect() }
    }
}

impl Default for Theme {
    /// The terminal's own sixteen colours.
    fn default() -> Self {
        load(DEFAULT, None, Depth::Ansi).expect("the bundled default theme is well formed").0
    }
}

/// Loads a theme for a terminal of this depth. Without colours that is always `mono`, whatever the name.
///
/// A file in the user's folder goes before a bundled theme of the same name, and may inherit from it by that name.
///
/// # Errors
///
/// When there is no theme of this name, its file cannot be read or understood, or themes inherit in a circle.
pub fn load(name: &str, user_dir: Option<&Path>, depth: Depth) -> Result<(Theme, Vec<Warning>), Error> {
    let name = if depth == Depth::Mono { MONO } else { name };
    let line = lineage(name, user_dir)?;
    let mut palette = BTreeMap::new();
    let mut looks = BTreeMap::new();
    let mut warnings = Vec::new();
    for Found { origin, file } in line.iter().rev() {
        palette.extend(file.palette.clone());
        looks.extend(file.roles.clone());
        warnings.extend(file.remarks(&palette).into_iter().map(|message| Warning { file: origin.clone(), message }));
    }
    let title = line.first().and_then(|found| found.file.name.clone()).unwrap_or_else(|| name.to_owned());
    Ok((Theme::of(title, &looks, &palette, depth), warnings))
}

/// A theme's file as found.
struct Found {
    /// Its path or, for a bundled theme, its name.
    origin: String,
    /// What stands in it.
    file: File,
}

/// A theme and those it inherits from, the theme itself first.
fn lineage(name: &str, user_dir: Option<&Path>) -> Result<Vec<Found>, Error> {
    let mut line: Vec<Found> = Vec::new();
    let mut wanted = Some(name.to_owned());
    while let Some(name) = wanted.take() {
        let places = places(&name, user_dir);
        if places.is_empty() {
            return Err(match line.pop() {
                Some(child) => Error::UnknownParent { file: child.origin, parent: name },
                None => Error::Unknown(name),
            });
        }
        let Some(place) = places.iter().find(|p| line.iter().all(|found| found.origin != p.origin())) else {
            return Err(Error::Circle(line.into_iter().map(|found| found.origin).chain([name]).collect()));
        };
        let file = place.read()?;
        wanted.clone_from(&file.inherits);
        line.push(Found { origin: place.origin(), file });
    }
    Ok(line)
}

/// Where a theme's text stands.
enum Place {
    User(PathBuf),
    BuiltIn(&'static str, &'static str),
}

impl Place {
    fn origin(&self) -> String {
        match self {
            Self::User(path) => path.display().to_string(),
            Self::BuiltIn(name, _) => (*name).to_owned(),
        }
    }

    fn read(&self) -> Result<File, Error> {
        let text = match self {
            Self::User(path) => durable::read_text(path, LONGEST)
                .map_err(|source| Error::Unreadable { file: self.origin(), source })?
                .unwrap_or_default()
                .into(),
            Self::BuiltIn(_, text) => std::borrow::Cow::Borrowed(*text),
        };
        File::parse(&text).map_err(|source| Error::Invalid { file: self.origin(), source: Box::new(source) })
    }
}

/// The places where a theme of this name stands: the user's folder, then the program.
fn places(name: &str, user_dir: Option<&Path>) -> Vec<Place> {
    // A name is never a path: a session file or a config from elsewhere must not make the program read other files.
    let plain = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
    let path = user_dir.filter(|_| plain).map(|dir| dir.join(format!("{name}.toml")));
    let user = path.filter(|path| path.is_file()).map(Place::User);
    let built_in = BUILT_IN.iter().find(|(n, _)| *n == name).map(|&(name, text)| Place::BuiltIn(name, text));
    user.into_iter().chain(built_in).collect()
}

/// The themes that can be chosen: the bundled ones, then the user's own by name. A bundled theme that the user's folder
/// replaces is listed once, as the user's; one that cannot be understood is listed by its name, so that choosing it tells why.
#[must_use]
pub fn names(user_dir: Option<&Path>) -> Vec<Listed> {
    let own = own(user_dir).into_iter().filter(|name| BUILT_IN.iter().all(|(n, _)| n != name));
    bundled().chain(own).filter_map(|name| listed(name, user_dir)).collect()
}

/// The names of the bundled themes, the default one first.
pub fn bundled() -> impl Iterator<Item = String> {
    BUILT_IN.iter().map(|(name, _)| (*name).to_owned())
}

/// The names of the themes in the user's folder, sorted; one may be that of a bundled theme, which it goes before.
#[must_use]
pub fn own(user_dir: Option<&Path>) -> Vec<String> {
    let files = user_dir.and_then(|dir| std::fs::read_dir(dir).ok()).into_iter().flatten().flatten();
    let mut own: Vec<String> = files
        .map(|file| file.path())
        .filter(|path| path.is_file() && path.extension().is_some_and(|e| e == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    own.sort();
    own
}

fn listed(name: String, user_dir: Option<&Path>) -> Option<Listed> {
    let place = places(&name, user_dir).into_iter().next()?;
    let title = place.read().ok().and_then(|file| file.name).unwrap_or_else(|| name.clone());
    let origin = match place {
        Place::User(_) => Origin::User,
        Place::BuiltIn(..) => Origin::BuiltIn,
    };
    Some(Listed { name, title, origin })
}

#[cfg(test)]
mod sight;
#[cfg(test)]
mod tests;
