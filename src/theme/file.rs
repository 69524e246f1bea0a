//! A theme's file: a palette whose entries carry their own sixteen-colour twins, and the roles painted from it.

use std::collections::BTreeMap;

use ratatui::style::{Color, Modifier, Style};
use serde::Deserialize;

use super::depth::nearest;
use super::{Depth, Role};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a terminal can do to text besides colouring it.
    Effect {
        Bold = "bold", "bold";
        Dim = "dim", "dim";
        Italic = "italic", "italic";
        Underlined = "underlined", "underlined";
        Reversed = "reversed", "reversed";
    }
}

/// What stands in a theme's file. A key that is not one of these is an error.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    /// The name shown in lists.
    pub name: Option<String>,
    /// The theme whose palette and roles come first.
    pub inherits: Option<String>,
    /// Colours by name.
    #[serde(default)]
    pub palette: BTreeMap<String, Paint>,
    /// Looks by role. A role given here replaces the parent's whole.
    #[serde(default)]
    pub roles: BTreeMap<String, Look>,
}

/// A colour of the palette.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(untagged, expecting = "a colour is a word, a number or “#rrggbb” in quotes, or a pair { rgb, ansi }")]
pub enum Paint {
    /// One colour for every terminal.
    Plain(String),
    /// A colour and its twin among the sixteen.
    Pair(Pair),
}

/// A colour in all its shades, and the nearest in meaning of the terminal's own sixteen.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// Where all colours are shown.
    pub rgb: String,
    /// Where sixteen are.
    pub ansi: String,
}

/// The looks of a role.
#[derive(Debug, Clone, PartialEq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Look {
    /// The colour of the letters: a palette's name or a colour.
    pub fg: Option<String>,
    /// The colour behind them.
    pub bg: Option<String>,
    /// Effects.
    #[serde(default, rename = "mod")]
    pub effects: Vec<Effect>,
}

impl Effect {
    const fn modifier(self) -> Modifier {
        match self {
            Self::Bold => Modifier::BOLD,
            Self::Dim => Modifier::DIM,
            Self::Italic => Modifier::ITALIC,
            Self::Underlined => Modifier::UNDERLINED,
            Self::Reversed => Modifier::REVERSED,
        }
    }
}

impl File {
    /// Reads a theme's file.
    ///
    /// # Errors
    ///
    /// When it is no TOML, or has a key or an effect that themes do not have: the message names the line.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The roles and colours that mean nothing, one sentence each; `palette` is this file's and its parents' together.
    #[must_use]
    pub fn remarks(&self, palette: &BTreeMap<String, Paint>) -> Vec<String> {
        let roles = self
            .roles
            .keys()
            .filter(|key| Role::from_key(key).is_none())
            .map(|key| format!("there is no role “{key}”"));
        let named = self.roles.values().flat_map(|look| [&look.fg, &look.bg]).flatten();
        let named = named.filter(|name| !palette.contains_key(*name));
        let painted = self.palette.values().flat_map(|paint| match paint {
            Paint::Plain(colour) => vec![colour],
            Paint::Pair(pair) => vec![&pair.rgb, &pair.ansi],
        });
        let colours = named.chain(painted).filter(|name| parse_colour(name).is_none());
        roles.chain(colours.map(|name| format!("there is no colour “{name}”"))).collect()
    }
}

impl Look {
    /// The style on a terminal of this depth. A colour that cannot be shown there is left to the terminal.
    #[must_use]
    pub fn style(&self, palette: &BTreeMap<String, Paint>, depth: Depth) -> Style {
        let colour = |name: &Option<String>| resolve(name.as_deref()?, palette, depth);
        let effects = self.effects.iter().fold(Modifier::empty(), |all, e| all | e.modifier());
        Style { fg: colour(&self.fg), bg: colour(&self.bg), ..Style::new().add_modifier(effects) }
    }
}

/// The colour of this name on a terminal of this depth: the palette's, else one of ratatui's own words.
fn resolve(name: &str, palette: &BTreeMap<String, Paint>, depth: Depth) -> Option<Color> {
    let word = match palette.get(name) {
        None => name,
        Some(Paint::Plain(word)) => word,
        Some(Paint::Pair(pair)) if matches!(depth, Depth::Indexed | Depth::Rgb) => &pair.rgb,
        Some(Paint::Pair(pair)) => &pair.ansi,
    };
    let colour = parse_colour(word)?;
    match (depth, colour) {
        (Depth::Mono, _) | (Depth::Ansi, Color::Rgb(..)) => None,
        (Depth::Indexed, Color::Rgb(r, g, b)) => Some(Color::Indexed(nearest(r, g, b))),
        (_, colour) => Some(colour),
    }
}

/// A colour by its word ("red", "bright-black", "reset"), its number, or "#rrggbb".
fn parse_colour(word: &str) -> Option<Color> {
    word.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(text: &str, depth: Depth) -> Style {
        let file = File::parse(text).expect("a theme of the test");
        assert_eq!(file.remarks(&file.palette), Vec::<String>::new());
        file.roles["text"].style(&file.palette, depth)
    }

    #[test]
    fn a_pair_gives_the_colour_that_the_terminal_can_show() {
        let text = "[palette]\nfog = { rgb = '#6b7280', ansi = 'bright-black' }\n[roles]\ntext = { fg = 'fog', mod = ['bold'] }";
        assert_eq!(style(text, Depth::Rgb), Style::new().fg(Color::Rgb(0x6b, 0x72, 0x80)).bold());
        assert_eq!(style(text, Depth::Indexed), Style::new().fg(Color::Indexed(243)).bold());
        assert_eq!(style(text, Depth::Ansi), Style::new().fg(Color::DarkGray).bold());
        assert_eq!(style(text, Depth::Mono), Style::new().bold());
    }

    #[test]
    fn a_shade_without_a_twin_is_left_to_a_terminal_of_sixteen() {
        let text = "[palette]\nfog = '#6b7280'\n[roles]\ntext = { fg = 'fog', bg = '12' }";
        assert_eq!(style(text, Depth::Ansi), Style::new().bg(Color::Indexed(12)));
    }

    #[test]
    fn what_means_nothing_is_remarked_upon() {
        let text = "[palette]\nsea = 'blu'\n[roles]\n'txt' = { fg = 'see' }\n'text' = { fg = 'sea' }";
        let file = File::parse(text).expect("a theme of the test");
        let remarks = ["there is no role “txt”", "there is no colour “see”", "there is no colour “blu”"];
        assert_eq!(file.remarks(&file.palette), remarks);
    }
}
