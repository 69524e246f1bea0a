//! Text made harmless: what a file says may be shown, printed and copied, and does nothing but stand there.
//!
//! This is the one place for it, at the door of the [`Document`](crate::document::Document): a report's text, a page's
//! entities and a file's name all come through here before anything is understood of them. What is taken out is counted
//! by kind, so that it can be told.
//!
//! | kind | what becomes of it |
//! |---|---|
//! | escape sequences (ECMA-48), with all they carry | nothing |
//! | other controls, C0 and C1; line and paragraph separators | a space |
//! | marks that turn the direction of writing | nothing |
//! | runs of characters without width; invisible letters (U+E0000 and on) | nothing |
//! | a letter's fifth combining mark and every further one | nothing |
//!
//! A soft hyphen, a joiner or a byte order mark alone is what word processors leave in any text. It goes too, in
//! [`plain`](super::plain), and is not worth a word.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar as _;

/// How many combining marks a letter keeps. No language of the reports has more than two.
const MARKS: usize = 4;
/// How many characters without width may stand together before they are a run.
const TOGETHER: usize = 1;
/// An escape sequence that carries a text is searched this far for its end, in characters.
const CARRIED: usize = 4096;

const ESCAPE: char = '\u{1b}';

/// How much of each kind was taken out of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TakenOut {
    /// Escape sequences of terminals.
    pub sequences: usize,
    /// Other control characters.
    pub controls: usize,
    /// Marks that turn the direction of writing.
    pub directions: usize,
    /// Characters without width, where they come in runs or are hidden letters.
    pub invisible: usize,
    /// Combining marks that were heaped on one letter.
    pub heaped: usize,
}

impl TakenOut {
    /// Adds what was taken out of another text.
    pub const fn add(&mut self, more: Self) {
        self.sequences += more.sequences;
        self.controls += more.controls;
        self.directions += more.directions;
        self.invisible += more.invisible;
        self.heaped += more.heaped;
    }

    /// What a person should know of it, a sentence a kind.
    #[must_use]
    pub fn sentences(&self) -> Vec<String> {
        let kinds = [
            (self.sequences, "terminal control sequence", "terminal control sequences"),
            (self.controls, "control character", "control characters"),
            (self.directions, "mark that turns the direction of writing", "marks that turn the direction of writing"),
            (self.invisible, "invisible character", "invisible characters"),
            (self.heaped, "combining mark heaped on a letter", "combining marks heaped on letters"),
        ];
        let told = kinds.iter().filter(|(count, ..)| *count > 0).map(|(count, one, many)| match count {
            1 => format!("1 {one} was taken out of the text"),
            _ => format!("{count} {many} were taken out of the text"),
        });
        told.collect()
    }
}

/// The text without what could do harm, and how much of it there was. Tabs, line ends and form feeds stay.
#[must_use]
pub fn harmless(text: &str) -> (Cow<'_, str>, TakenOut) {
    let mut taken = TakenOut::default();
    if text.chars().all(is_common) {
        return (Cow::Borrowed(text), taken);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let (mut marks, mut together) = (0, 0);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            ESCAPE | '\u{90}' | '\u{98}' | '\u{9b}' | '\u{9d}' | '\u{9e}' | '\u{9f}' => {
                taken.sequences += 1;
                rest = behind_sequence(c, rest);
            }
            c if turns(c) => taken.directions += 1,
            '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}' => taken.invisible += 1,
            c if is_invisible(c) && together >= TOGETHER => taken.invisible += 1,
            c if is_mark(c) && marks >= MARKS => taken.heaped += 1,
            c => {
                let space = matches!(c, '\u{2028}' | '\u{2029}' | '\u{85}');
                let control = c.is_control() && !space && !matches!(c, '\t' | '\n' | '\r' | '\u{c}');
                taken.controls += usize::from(control);
                // Both are counted over what is left, so that nothing taken out between two brings them together unseen.
                together = if is_invisible(c) { together + 1 } else { 0 };
                marks = match () {
                    () if is_mark(c) => marks + 1,
                    () if is_invisible(c) => marks,
                    () => 0,
                };
                out.push(if space || control { ' ' } else { c });
            }
        }
    }
    (Cow::Owned(out), taken)
}

/// What nearly every text is made of, and never has to be looked at twice: letters and signs of Europe, dashes and
/// quotation marks, currencies, arrows, boxes and bullets.
const fn is_common(c: char) -> bool {
    matches!(
        c,
        ' '..='~' | '\t' | '\n' | '\r' | '\u{c}' | '\u{a0}'..='\u{ac}' | '\u{ae}'..='\u{2ff}'
            | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{20a0}'..='\u{20bf}'
            | '\u{2190}'..='\u{25ff}' | '\u{f000}'..='\u{f0ff}'
    )
}

/// The same on one line: a message, a name or a note that comes out of a person's own files.
#[must_use]
pub fn line(text: &str) -> String {
    harmless(text).0.replace(['\n', '\r', '\t', '\u{c}'], " ")
}

/// Whether a text is harmless as it is.
#[must_use]
pub fn is_harmless(text: &str) -> bool {
    let (made, taken) = harmless(text);
    taken == TakenOut::default() && made == text
}

/// What comes behind an escape sequence that begins with this character: its parameters, or the text that it carries.
fn behind_sequence(opens: char, after: &str) -> &str {
    let (kind, body) = match (opens, after.chars().next()) {
        (ESCAPE, Some(c)) => (c, &after[c.len_utf8()..]),
        ('\u{9b}', _) => ('[', after),
        ('\u{90}' | '\u{98}' | '\u{9d}' | '\u{9e}' | '\u{9f}', _) => (']', after),
        _ => return after,
    };
    match kind {
        '[' => {
            let parameters = body.len() - body.trim_start_matches(|c| matches!(c, ' '..='?')).len();
            let last = body[parameters..].starts_with(|c| matches!(c, '@'..='~'));
            &body[parameters + usize::from(last)..]
        }
        ']' | 'P' | 'X' | '^' | '_' => {
            let mut carried = body.char_indices().take(CARRIED).take_while(|&(_, c)| !matches!(c, '\n' | '\r'));
            let end = carried.find(|&(_, c)| matches!(c, '\u{7}' | '\u{9c}' | ESCAPE));
            match end {
                Some((at, ESCAPE)) if body[at + 1..].starts_with('\\') => &body[at + 2..],
                Some((at, ESCAPE)) => &body[at..],
                Some((at, c)) => &body[at + c.len_utf8()..],
                // It never ends: what it would have carried is text.
                None => body,
            }
        }
        ' '..='/' => body.strip_prefix(|c: char| c.is_ascii_graphic()).unwrap_or(body),
        '0'..='~' => body,
        _ => after,
    }
}

/// Whether a character turns the direction in which what follows is written.
#[must_use]
pub const fn turns(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2065}' | '\u{206a}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
    )
}

fn is_mark(c: char) -> bool {
    c > '\u{2ff}' && c.width() == Some(0) && !is_invisible(c) && !turns(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn made(text: &str) -> String {
        harmless(text).0.into_owned()
    }

    #[test]
    fn what_people_write_stays_as_it_is() {
        for text in
            ["Plain.", "children’s – £5 • café\u{301}\n\tnext\r\n", "日本語 שלום e\u{301}\u{323}", "infor\u{ad}mation"]
        {
            assert!(is_harmless(text), "{text:?}");
        }
    }

    #[test]
    fn sequences_go_with_what_they_carry() {
        assert_eq!(made("\u{1b}[31mred\u{1b}[0m"), "red");
        assert_eq!(made("a\u{1b}]52;c;cGxhbnRlZA==\u{7}b\u{1b}]0;title\u{1b}\\c\u{9b}2Jd"), "abcd");
        assert_eq!(made("a\u{1b}cb\u{1b}(0c\u{1b}"), "abc");
        assert_eq!(made("\u{1b}P1;2|data\u{9c}x"), "x");
        assert_eq!(made("\u{1b}]never ends\nnext line"), "never ends\nnext line");
        assert_eq!(harmless("\u{1b}[1m\u{1b}[0m").1.sequences, 2);
    }

    #[test]
    fn other_controls_are_spaces_and_are_counted() {
        assert_eq!(made("a\0b\u{8}c\u{7f}d\u{84}e\u{2028}f"), "a b c d e f");
        assert_eq!(harmless("a\0b\u{8}c").1.sentences(), ["2 control characters were taken out of the text"]);
    }

    #[test]
    fn what_turns_hides_or_heaps_is_taken_out() {
        assert_eq!(made("Good\u{202e}etauqedanI\u{2066}"), "GoodetauqedanI");
        assert_eq!(made("a\u{200b}\u{200b}\u{200b}b"), "a\u{200b}b");
        assert_eq!(made("a\u{200b}\u{e0041}\u{200b}b"), "a\u{200b}b", "what is taken out parts no run");
        assert_eq!(made("a\u{e0041}\u{e0042}b"), "ab");
        let heap = format!("a{}b", "\u{301}".repeat(50));
        assert_eq!(made(&heap), format!("a{}b", "\u{301}".repeat(4)));
        assert_eq!(harmless(&heap).1, TakenOut { heaped: 46, ..TakenOut::default() });
    }

    proptest! {
        #[test]
        fn nothing_that_does_anything_is_left(text in "[a\u{1b}\\[\\]P\\\\;0-9m\u{7}\u{9b}\u{9c}\u{9d}\u{90}\u{202e}\u{200b}\u{301}\u{2028}\n\u{e0041}é]{0,60}") {
            let (made, _) = harmless(&text);
            let does = |c: char| c.is_control() && c != '\n' || turns(c) || matches!(c, '\u{2028}' | '\u{e0000}'..='\u{e0fff}');
            prop_assert!(!made.contains(does), "{made:?}");
            let runs = made.contains("\u{200b}\u{200b}") || made.contains(&"\u{301}".repeat(MARKS + 1));
            prop_assert!(!runs, "{made:?}");
        }

        #[test]
        fn any_text_once_made_harmless_stays_so(text in "\\PC{0,40}|.{0,40}") {
            let once = made(&text);
            prop_assert_eq!(made(&once), once);
        }

        #[test]
        fn letters_are_never_lost(text in "[a-zé’ ]{0,40}") {
            prop_assert_eq!(made(&text), text);
        }
    }
}
