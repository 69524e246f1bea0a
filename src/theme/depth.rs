//! How many colours a terminal shows.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How many colours are used.
    Depth {
        Mono = "mono", "no colours";
        Ansi = "ansi", "the terminal's sixteen colours";
        Rgb = "rgb", "all colours";
    }
}

impl Depth {
    /// The depth that the environment asks for, given the values of `NO_COLOR`, `TERM` and `COLORTERM`.
    ///
    /// Over SSH `COLORTERM` is usually not passed on: sixteen colours are the normal case.
    #[must_use]
    pub fn of(no_color: Option<&str>, term: Option<&str>, colorterm: Option<&str>) -> Self {
        if no_color.is_some_and(|v| !v.is_empty()) || term == Some("dumb") {
            Self::Mono
        } else if matches!(colorterm, Some("truecolor" | "24bit")) {
            Self::Rgb
        } else {
            Self::Ansi
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides() {
        let table = [
            (None, Some("xterm-256color"), None, Depth::Ansi),
            (None, None, None, Depth::Ansi),
            (None, Some("xterm"), Some("truecolor"), Depth::Rgb),
            (None, Some("xterm"), Some("24bit"), Depth::Rgb),
            (None, Some("xterm"), Some("yes"), Depth::Ansi),
            (Some("1"), Some("xterm"), Some("truecolor"), Depth::Mono),
            (Some(""), Some("xterm"), Some("truecolor"), Depth::Rgb),
            (None, Some("dumb"), Some("truecolor"), Depth::Mono),
        ];
        for (no_color, term, colorterm, expected) in table {
            assert_eq!(Depth::of(no_color, term, colorterm), expected, "{no_color:?} {term:?} {colorterm:?}");
        }
    }
}
