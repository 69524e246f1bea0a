//! What a terminal can do, as far as its name says. No terminal is ever asked: over a slow line the answer comes late, and
//! some never answer.

/// How a terminal moves the rows of a region.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scroll {
    /// By a line feed at the lower edge and a reverse one at the upper, one row each, as the first that could do it.
    Feed,
    /// By a number of rows at once.
    Count,
}

/// What is made use of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, and a table answers them")]
pub struct Abilities {
    /// A frame is shown at once, between two marks.
    pub synchronised: bool,
    /// Rows of a region move; `None` where they do not.
    pub scroll: Option<Scroll>,
    /// What is erased takes the colour behind the letters, and not the terminal's own.
    pub erases_in_colour: bool,
    /// Each effect can be lifted by itself.
    pub lifts_effects: bool,
    /// There is a second screen, and what stood on the first comes back.
    pub second_screen: bool,
    /// Prints box drawings and other signs beyond ASCII.
    pub signs: bool,
    /// The cursor can be moved and the screen erased at all.
    pub draws: bool,
}

/// What every terminal of today can do.
const TODAY: Abilities = Abilities {
    synchronised: true,
    scroll: Some(Scroll::Count),
    erases_in_colour: true,
    lifts_effects: true,
    second_screen: true,
    signs: true,
    draws: true,
};
/// The first with a scroll region; no colours, no second screen.
const VT100: Abilities = Abilities {
    synchronised: false,
    scroll: Some(Scroll::Feed),
    erases_in_colour: false,
    lifts_effects: false,
    second_screen: false,
    signs: false,
    draws: true,
};
/// The later ones of the same maker.
const VT200: Abilities = Abilities { lifts_effects: true, ..VT100 };
/// Moves the cursor and erases, and nothing is known beyond that.
const PLAIN: Abilities = Abilities { scroll: None, ..VT100 };
/// Prints lines, one below the other.
const LINES: Abilities = Abilities { draws: false, ..PLAIN };

/// The terminals that are not as those of today, by how their name begins: the first that fits counts.
const KNOWN: &[(&str, Abilities)] = &[
    ("dumb", LINES),
    ("emacs", LINES),
    // Its name begins as those of three that came thirty years after it.
    ("vt510", VT200),
    ("vt520", VT200),
    ("vt525", VT200),
    ("vt52", LINES),
    ("unknown", PLAIN),
    ("ansi", PLAIN),
    ("cons25", PLAIN),
    ("sun", PLAIN),
    ("vt1", VT100),
    ("vt2", VT200),
    ("vt3", VT200),
    ("vt4", VT200),
    // The console of Linux has the sixteen colours, but its font has few signs, and what is no second screen stays.
    ("linux", Abilities { lifts_effects: true, erases_in_colour: true, ..VT100 }),
    // GNU screen erases in the terminal's own colour. tmux may call itself screen as well; it can do more, which costs
    // a few bytes and nothing else.
    ("screen", Abilities { scroll: Some(Scroll::Feed), erases_in_colour: false, ..TODAY }),
    ("eterm", Abilities { scroll: Some(Scroll::Feed), synchronised: false, ..TODAY }),
];

impl Abilities {
    /// What the terminal of this name, the value of `TERM`, can do. One that is not known is taken for one of today.
    #[must_use]
    pub fn of(term: Option<&str>) -> Self {
        let Some(term) = term.filter(|term| !term.is_empty()) else { return PLAIN };
        KNOWN.iter().find(|(name, _)| term.starts_with(name)).map_or(TODAY, |&(_, can)| can)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_says_what_a_terminal_can_do() {
        for term in ["xterm", "xterm-256color", "tmux-256color", "alacritty", "xterm-kitty", "putty", "foot", "st"] {
            assert_eq!(Abilities::of(Some(term)), TODAY, "{term}");
        }
        for term in ["dumb", "vt52", "vt52+keypad"] {
            assert!(!Abilities::of(Some(term)).draws, "{term}");
        }
        for term in [None, Some(""), Some("unknown")] {
            assert_eq!(Abilities::of(term).scroll, None, "{term:?}");
        }
        for term in ["vt100", "vt220", "vt510", "vt520", "vt525", "linux"] {
            let can = Abilities::of(Some(term));
            assert_eq!((can.synchronised, can.scroll, can.signs), (false, Some(Scroll::Feed), false), "{term}");
        }
        assert!(!Abilities::of(Some("screen.xterm-256color")).erases_in_colour);
    }
}
