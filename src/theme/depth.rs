//! How many colours a terminal shows.
//!
//! The first of these that says anything decides:
//!
//! 1. `--color never`, `16`, `256` or `rgb` on the command line; `auto` asks further.
//! 2. `color` in `config.toml`, with the same words.
//! 3. `NO_COLOR`, when it is set and not empty: no colours.
//! 4. `TERM`: none on `dumb`, on the terminals of DEC, and where the name ends with `-m` or `-mono`.
//! 5. `COLORTERM`: all colours when it is `truecolor` or `24bit`. OpenSSH does not pass it on unless told to.
//! 6. `TERM`: all colours where the name ends with `-direct`, or where its entry in terminfo has the flag `RGB` or `Tc`.
//! 7. `TERM`: 256 where the name ends with `256color`.
//! 8. Sixteen. The theme that is used when none is chosen has no others, so that the palette a person chose shows.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// How many colours are used.
    Depth {
        Mono = "mono", "no colours";
        Ansi = "ansi", "the terminal's sixteen colours";
        Indexed = "indexed", "256 colours";
        Rgb = "rgb", "all colours";
    }
}

vocabulary! {
    /// How many colours are asked for.
    Asked {
        Auto = "auto", "as many as the terminal shows";
        Never = "never", "none";
        Sixteen = "16", "the terminal's own sixteen";
        Many = "256", "256";
        Rgb = "rgb", "all";
    }
}

impl Asked {
    /// The depth that is asked for; `None` leaves it to the environment.
    #[must_use]
    pub const fn depth(self) -> Option<Depth> {
        match self {
            Self::Auto => None,
            Self::Never => Some(Depth::Mono),
            Self::Sixteen => Some(Depth::Ansi),
            Self::Many => Some(Depth::Indexed),
            Self::Rgb => Some(Depth::Rgb),
        }
    }
}

/// What the environment says of the terminal's colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Environment<'a> {
    /// The value of `NO_COLOR`.
    pub no_color: Option<&'a str>,
    /// The value of `TERM`.
    pub term: Option<&'a str>,
    /// The value of `COLORTERM`.
    pub colorterm: Option<&'a str>,
    /// Whether terminfo's entry of the terminal has the flag `RGB` or `Tc`.
    pub rgb: bool,
}

/// The terminals without colours, by how their name begins.
const COLOURLESS: &[&str] = &["dumb", "vt1", "vt2", "vt3", "vt4", "vt5"];

impl Depth {
    /// The depth that the environment asks for.
    #[must_use]
    pub fn of(environment: Environment<'_>) -> Self {
        let term = environment.term.unwrap_or_default();
        let colourless = COLOURLESS.iter().any(|name| term.starts_with(name));
        if environment.no_color.is_some_and(|v| !v.is_empty())
            || colourless
            || term.ends_with("-m")
            || term.ends_with("-mono")
        {
            Self::Mono
        } else if matches!(environment.colorterm, Some("truecolor" | "24bit"))
            || term.ends_with("-direct")
            || environment.rgb
        {
            Self::Rgb
        } else if term.ends_with("256color") {
            Self::Indexed
        } else {
            Self::Ansi
        }
    }
}

/// The nearest of the 240 colours behind the sixteen, which no terminal lets its user change: a cube of six steps a side,
/// and 24 greys.
#[must_use]
pub fn nearest(r: u8, g: u8, b: u8) -> u8 {
    let far = |(x, y, z): (u8, u8, u8)| -> u32 {
        [(x, r), (y, g), (z, b)].map(|(one, other)| u32::from(one.abs_diff(other)).pow(2)).iter().sum()
    };
    (16..=u8::MAX).min_by_key(|&number| far(shade(number))).unwrap_or(16)
}

/// Red, green and blue of one of these 240, from 16 on.
pub(super) fn shade(number: u8) -> (u8, u8, u8) {
    const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
    if number >= 232 {
        let grey = 8 + 10 * (number - 232);
        return (grey, grey, grey);
    }
    let step = |by: u8| STEPS[usize::from(number.saturating_sub(16) / by % 6)];
    (step(36), step(6), step(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_decides() {
        let table = [
            (None, Some("xterm-256color"), None, false, Depth::Indexed),
            (None, Some("xterm"), None, false, Depth::Ansi),
            (None, Some("screen"), None, false, Depth::Ansi),
            (None, Some("linux"), None, false, Depth::Ansi),
            (None, None, None, false, Depth::Ansi),
            (None, Some("xterm"), Some("truecolor"), false, Depth::Rgb),
            (None, Some("xterm"), Some("24bit"), false, Depth::Rgb),
            (None, Some("xterm"), Some("yes"), false, Depth::Ansi),
            (None, Some("xterm-direct"), None, false, Depth::Rgb),
            (None, Some("xterm-kitty"), None, true, Depth::Rgb),
            (Some("1"), Some("xterm"), Some("truecolor"), true, Depth::Mono),
            (Some(""), Some("xterm"), Some("truecolor"), false, Depth::Rgb),
            (None, Some("dumb"), Some("truecolor"), false, Depth::Mono),
            (None, Some("vt100"), None, false, Depth::Mono),
            (None, Some("xterm-mono"), None, false, Depth::Mono),
        ];
        for (no_color, term, colorterm, rgb, expected) in table {
            let environment = Environment { no_color, term, colorterm, rgb };
            assert_eq!(Depth::of(environment), expected, "{environment:?}");
        }
    }

    #[test]
    fn what_is_asked_for_goes_first() {
        let depths = Asked::ALL.iter().map(|asked| asked.depth()).collect::<Vec<_>>();
        assert_eq!(depths, [None, Some(Depth::Mono), Some(Depth::Ansi), Some(Depth::Indexed), Some(Depth::Rgb)]);
    }

    #[test]
    fn the_nearest_of_256_is_no_colour_that_can_be_changed() {
        assert_eq!((nearest(0, 0, 0), nearest(255, 255, 255), nearest(0x5f, 0x87, 0xaf)), (16, 231, 67));
        assert_eq!((nearest(0x1b, 0x1e, 0x26), nearest(118, 118, 118)), (234, 243));
        assert!((0..=255).step_by(17).all(|grey| nearest(grey, grey, grey) >= 16));
    }
}
