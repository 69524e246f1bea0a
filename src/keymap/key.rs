//! A key press, and its name in files, on the command line and on the screen.

use std::fmt;

/// One key press, as a terminal can tell it apart everywhere.
///
/// Keys that some terminal cannot send alone (Alt, the function keys) have no place here, and those that are the
/// same byte are one key: Ctrl-h is [`Key::Backspace`], Ctrl-i [`Key::Tab`], Ctrl-m [`Key::Enter`], Ctrl-[ [`Key::Esc`],
/// and Ctrl with a number or a sign what xterm makes of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Key {
    /// A character, shift already applied: `g`, `G`, `?`, a space.
    Char(char),
    /// A lower-case letter with Ctrl held.
    Ctrl(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Tab with shift held.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// The arrow up.
    Up,
    /// The arrow down.
    Down,
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// Every named key: the name between angle brackets, and the words on the screen.
const NAMES: &[(Key, &str, &str)] = &[
    (Key::Enter, "enter", "Enter"),
    (Key::Esc, "esc", "Esc"),
    (Key::Tab, "tab", "Tab"),
    (Key::BackTab, "s-tab", "Shift-Tab"),
    (Key::Backspace, "bs", "Backspace"),
    (Key::Delete, "del", "Del"),
    (Key::Up, "up", "↑"),
    (Key::Down, "down", "↓"),
    (Key::Left, "left", "←"),
    (Key::Right, "right", "→"),
    (Key::Home, "home", "Home"),
    (Key::End, "end", "End"),
    (Key::PageUp, "pgup", "PgUp"),
    (Key::PageDown, "pgdn", "PgDn"),
    (Key::Char(' '), "space", "Space"),
    (Key::Char('<'), "lt", "<"),
];

/// A text that names no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The name between angle brackets is not known.
    #[error("<{0}> names no key")]
    Unknown(String),
    /// One key was wanted, and the text holds another number of them.
    #[error("“{0}” is not one key")]
    NotOne(String),
}

impl Key {
    /// The key of a letter with Ctrl held, folded onto the key that sends the same byte.
    #[must_use]
    pub const fn ctrl(letter: char) -> Self {
        match letter.to_ascii_lowercase() {
            'h' | '8' | '?' => Self::Backspace,
            'i' => Self::Tab,
            'm' => Self::Enter,
            '[' | '3' => Self::Esc,
            '2' | ' ' => Self::Ctrl('@'),
            '4' => Self::Ctrl('\\'),
            '5' => Self::Ctrl(']'),
            '6' => Self::Ctrl('^'),
            '7' | '/' => Self::Ctrl('_'),
            letter => Self::Ctrl(letter),
        }
    }

    /// Reads a row of keys as `--keys` takes them: `jj<tab>`, `/care<enter>`, `<c-d>`.
    ///
    /// # Errors
    ///
    /// When angle brackets hold a name that is no key's. A `<` that no `>` follows is itself.
    pub fn row(text: &str) -> Result<Vec<Self>, KeyError> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let name = rest.strip_prefix('<').and_then(|inner| inner.split_once('>')).map(|(name, _)| name);
            if let Some(name) = name.filter(|n| !n.is_empty() && !n.contains(char::is_whitespace)) {
                keys.push(Self::named(name)?);
                rest = &rest[name.len() + 2..];
            } else {
                keys.push(Self::Char(c));
                rest = &rest[c.len_utf8()..];
            }
        }
        Ok(keys)
    }

    /// Reads one key by its name: `j`, `<c-d>`, `<space>`.
    ///
    /// # Errors
    ///
    /// When the text names no key, or more than one.
    pub fn one(text: &str) -> Result<Self, KeyError> {
        match Self::row(text)?.as_slice() {
            [key] => Ok(*key),
            _ => Err(KeyError::NotOne(text.to_owned())),
        }
    }

    /// The key of a name between angle brackets.
    fn named(name: &str) -> Result<Self, KeyError> {
        let lower = name.to_ascii_lowercase();
        if let Some(&(key, ..)) = NAMES.iter().find(|(_, n, _)| *n == lower) {
            return Ok(key);
        }
        let mut letters = lower.strip_prefix("c-").unwrap_or_default().chars();
        match (letters.next(), letters.next()) {
            (Some(letter), None) => Ok(Self::ctrl(letter)),
            _ => Err(KeyError::Unknown(name.to_owned())),
        }
    }

    /// The key as the screen names it: `↓`, `Enter`, `Ctrl-d`, `g`.
    #[must_use]
    pub fn words(self) -> String {
        match (NAMES.iter().find(|(key, ..)| *key == self), self) {
            (Some((_, _, words)), _) => (*words).to_owned(),
            (None, Self::Ctrl(letter)) => format!("Ctrl-{letter}"),
            (None, other) => other.to_string(),
        }
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (NAMES.iter().find(|(key, ..)| key == self), self) {
            (Some((_, name, _)), _) => write!(f, "<{name}>"),
            (None, Self::Ctrl(letter)) => write!(f, "<c-{letter}>"),
            (None, Self::Char(c)) => write!(f, "{c}"),
            (None, other) => unreachable!("every key that is no character has a name: {other:?}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_keys_is_read_as_it_is_typed() {
        let keys = Key::row("jj<tab>/a b<enter><c-d>").expect("all are keys");
        let c = Key::Char;
        assert_eq!(keys, [c('j'), c('j'), Key::Tab, c('/'), c('a'), c(' '), c('b'), Key::Enter, Key::Ctrl('d')]);
    }

    #[test]
    fn keys_of_the_same_byte_are_one_key() {
        let keys = Key::row("<c-h><C-I><c-m><c-[>").expect("all are keys");
        assert_eq!(keys, [Key::Backspace, Key::Tab, Key::Enter, Key::Esc]);
        for pair in ["<c-2><c-@>", "<c-4><c-\\>", "<c-5><c-]>", "<c-6><c-^>", "<c-7><c-/>", "<c-8><bs>", "<c-3><esc>"] {
            let keys = Key::row(pair).expect("all are keys");
            assert_eq!(keys[0], keys[1], "{pair}");
        }
    }

    #[test]
    fn a_lone_angle_bracket_is_itself() {
        assert_eq!(Key::row("a<b"), Ok(vec![Key::Char('a'), Key::Char('<'), Key::Char('b')]));
        assert_eq!(Key::row("< >"), Ok(vec![Key::Char('<'), Key::Char(' '), Key::Char('>')]));
    }

    #[test]
    fn a_name_that_is_no_key_is_told() {
        assert_eq!(Key::row("j<hyper>"), Err(KeyError::Unknown("hyper".into())));
        assert_eq!(Key::one("jj"), Err(KeyError::NotOne("jj".into())));
        assert_eq!(Key::one("<c-dd>"), Err(KeyError::Unknown("c-dd".into())));
    }

    #[test]
    fn every_name_reads_back_as_its_key() {
        let named = NAMES.iter().map(|&(key, ..)| key);
        for key in named.chain([Key::Char('é'), Key::Ctrl('z'), Key::Char('>')]) {
            assert_eq!(Key::one(&key.to_string()), Ok(key));
        }
    }
}
