//! The user's settings: `config.toml` in the configuration directory of the platform. Everything in it may be left out.
//!
//! ```toml
//! theme = "dusk"          # a bundled theme, or a file of the `themes` folder beside this file
//! ascii = true            # plain ASCII on the screen; the default follows the locale
//! color = "16"            # "auto", "never", "16", "256" or "rgb": how many colours, whatever the terminal says
//! mouse = true            # the wheel and clicks; off, the terminal itself marks and copies
//! watch = false           # see changes of the folder with Ctrl-r only; else they are noticed
//! measure = 72            # the width of the text in cells, 30 to 120
//! viewer = "zathura {}"   # the program that opens the file behind a report, which stands for {}; else it is added
//!
//! [keys]                  # an action's keys replace its defaults
//! down = ["j", "<down>", "<c-n>"]
//! ```

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::durable;
use crate::keymap::Keymap;
use crate::theme::depth::Asked;
use crate::typography::harmless;

/// The name of the file.
pub const NAME: &str = "config.toml";

/// The name under which the platform's directories are made.
const APPLICATION: &str = "findings";
/// The greatest length of the file, in bytes.
const LONGEST: u64 = 1 << 20;
/// The narrowest and the widest text.
const MEASURE: (u16, u16) = (30, 120);
/// The width of the text where nothing else is said.
const DEFAULT_MEASURE: u16 = 85;

/// The directories of the program. Each is `None` where the platform or a missing home gives none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Directories {
    /// Where `config.toml` and `themes` are.
    pub config: Option<PathBuf>,
    /// Where the session is kept.
    pub state: Option<PathBuf>,
    /// Where marks are kept.
    pub data: Option<PathBuf>,
    /// Where parsed reports are kept between runs.
    pub cache: Option<PathBuf>,
}

impl Directories {
    /// The directories of this user on this platform.
    #[must_use]
    pub fn of_user() -> Self {
        let dirs = directories::ProjectDirs::from("", "", APPLICATION);
        // A home that is not absolute would put them wherever the program is started, into the reports' folder most likely.
        dirs.filter(|dirs| dirs.config_dir().is_absolute()).map_or_else(Self::default, |dirs| Self {
            config: Some(dirs.config_dir().to_owned()),
            state: Some(dirs.state_dir().unwrap_or_else(|| dirs.data_local_dir()).to_owned()),
            data: Some(dirs.data_dir().to_owned()),
            cache: Some(dirs.cache_dir().to_owned()),
        })
    }

    /// The folder of the user's own themes.
    #[must_use]
    pub fn themes(&self) -> Option<PathBuf> {
        self.config.as_ref().map(|dir| dir.join("themes"))
    }
}

/// The settings in force, defaults filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The name of the theme; `None` leaves the choice to the terminal.
    pub theme: Option<String>,
    /// Whether the screen is plain ASCII; `None` leaves the choice to the locale.
    pub ascii: Option<bool>,
    /// How many colours are asked for.
    pub color: Asked,
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Whether changes of the folder are noticed.
    pub watch: bool,
    /// The width of the text in cells.
    pub measure: u16,
    /// The program that opens the file behind a report, with its arguments; `{}` stands for the file.
    pub viewer: Option<String>,
    /// The keys.
    pub keymap: Keymap,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            theme: None,
            ascii: None,
            color: Asked::Auto,
            mouse: false,
            watch: true,
            measure: DEFAULT_MEASURE,
            viewer: None,
            keymap: Keymap::default(),
        }
    }
}

/// The file as it stands.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
struct File {
    theme: Option<String>,
    ascii: Option<bool>,
    color: Option<Asked>,
    mouse: bool,
    watch: Option<bool>,
    measure: Option<u16>,
    viewer: Option<String>,
    keys: BTreeMap<String, Vec<String>>,
}

impl Config {
    /// Reads the settings of a directory. What cannot be followed is left out and told, one sentence each.
    #[must_use]
    pub fn load(directory: Option<&Path>) -> (Self, Vec<String>) {
        let Some(path) = directory.map(|dir| dir.join(NAME)) else { return (Self::default(), Vec::new()) };
        match durable::read_text(&path, LONGEST) {
            Ok(Some(text)) => Self::parse(&text),
            Ok(None) => (Self::default(), Vec::new()),
            Err(error) => (Self::default(), vec![format!("{}: {}", path.display(), durable::reason(&error))]),
        }
    }

    /// Understands the text of a `config.toml`.
    #[must_use]
    pub fn parse(text: &str) -> (Self, Vec<String>) {
        let (config, told) = Self::understand(text);
        (config, told.iter().map(|told| harmless::line(told)).collect())
    }

    fn understand(text: &str) -> (Self, Vec<String>) {
        let file: File = match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let line = error.span().map_or(0, |span| text[..span.start.min(text.len())].matches('\n').count() + 1);
                return (Self::default(), vec![format!("config.toml, line {line}: {}", error.message())]);
            }
        };
        let (keymap, mut told) = Keymap::with(&file.keys);
        let measure = file.measure.unwrap_or(DEFAULT_MEASURE).clamp(MEASURE.0, MEASURE.1);
        if file.measure.is_some_and(|wanted| wanted != measure) {
            told.push(format!("config.toml: measure is {measure}: it must be {} to {}", MEASURE.0, MEASURE.1));
        }
        let color = file.color.unwrap_or(Asked::Auto);
        let (theme, ascii, mouse, viewer) = (file.theme, file.ascii, file.mouse, file.viewer);
        let watch = file.watch.unwrap_or(true);
        (Self { theme, ascii, color, mouse, watch, measure, viewer, keymap }, told)
    }
}

/// Whether a locale prints only ASCII, given the values of `LC_ALL`, `LC_CTYPE` and `LANG`: the first that is set counts.
///
/// Without any of them the terminal is taken to understand UTF-8, as terminals of today do.
#[must_use]
pub fn locale_is_ascii(variables: [Option<&str>; 3]) -> bool {
    let locale = variables.into_iter().flatten().find(|value| !value.is_empty());
    locale.is_some_and(|value| {
        let value = value.to_ascii_lowercase();
        !value.contains("utf-8") && !value.contains("utf8")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keymap::{Action, Context, Key};

    #[test]
    fn an_empty_file_is_the_default() {
        assert_eq!(Config::parse(""), (Config::default(), vec![]));
    }

    #[test]
    fn settings_and_keys_are_read() {
        let (config, told) = Config::parse(
            "theme = \"dusk\"\nascii = true\ncolor = \"256\"\nmouse = true\nwatch = false\nmeasure = 72\n[keys]\nback = [\"<bs>\", \"x\"]\n",
        );
        assert_eq!(told, [""; 0]);
        assert_eq!((config.theme.as_deref(), config.ascii, config.measure), (Some("dusk"), Some(true), 72));
        assert_eq!((config.color, config.mouse, config.watch), (Asked::Many, true, false));
        assert!(Config::default().watch);
        assert_eq!(config.keymap.action(Context::Text, Key::Char('x')), Some(Action::Back));
    }

    #[test]
    fn a_mistake_is_told_with_its_line_and_is_never_fatal() {
        let (config, told) = Config::parse("theme = \"dusk\"\nmesure = 72\n");
        assert_eq!(config, Config::default());
        assert!(told[0].starts_with("config.toml, line 2: unknown field"), "{told:?}");
        let (config, told) = Config::parse("measure = 5");
        assert_eq!((config.measure, told.len()), (30, 1));
    }

    #[test]
    fn a_missing_file_or_home_is_no_news() {
        assert_eq!(Config::load(None), (Config::default(), vec![]));
        assert_eq!(Config::load(Some(Path::new("/nowhere/at/all"))), (Config::default(), vec![]));
    }

    #[test]
    fn a_file_that_cannot_be_read_is_told_without_numbers_of_the_system() {
        let home = tempfile::tempdir().expect("a folder");
        std::fs::create_dir(home.path().join("config.toml")).expect("it can be made");
        let (config, told) = Config::load(Some(home.path()));
        assert_eq!((config, told.len()), (Config::default(), 1));
        assert!(told[0].contains("config.toml: ") && !told[0].contains("os error"), "{told:?}");
    }

    #[test]
    fn the_locale_decides_about_ascii() {
        assert!(!locale_is_ascii([None, None, None]));
        assert!(!locale_is_ascii([None, None, Some("en_GB.UTF-8")]));
        assert!(locale_is_ascii([Some("C"), None, Some("en_GB.UTF-8")]));
        assert!(!locale_is_ascii([Some(""), Some("C.utf8"), Some("C")]));
    }
}
