//! Text made safe for a terminal: what is drawn has the width that was counted, on every terminal.
//!
//! Each character is replaced by itself alone, so that a byte range of the text stays a range of what is drawn.

use unicode_width::UnicodeWidthChar as _;

/// What stands for a character whose width terminals do not agree on.
const BOX: char = '□';
/// What stands for what is missing of a text that was cut. It has a twin on terminals that print only ASCII.
pub const CUT: char = '…';

/// The character that is drawn for this one; `None` where nothing is.
///
/// Controls and tabs become spaces. Joiners, variation selectors, marks of direction and other characters without a width
/// go; only the accents of Latin, Greek and Cyrillic letters stay, since all terminals put them on the letter before.
/// Emoji, private-use characters and the replacement character become a box.
#[must_use]
pub fn shown(c: char) -> Option<char> {
    match c {
        ' '..='~' => Some(c),
        c if c.is_control() || c == '\u{2028}' || c == '\u{2029}' => Some(' '),
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => None,
        c if is_boxed(c) => Some(BOX),
        c if c.width().unwrap_or(0) == 0 && !is_accent(c) => None,
        c => Some(c),
    }
}

/// Whether terminals do not agree on a character's width, or have nothing to show for it.
fn is_boxed(c: char) -> bool {
    let unknown = matches!(c, '\u{fffd}'..='\u{ffff}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    // Tiles, cards, enclosed letters, flags, emoji, and the blocks of old home computers, which only new fonts know.
    let emoji = matches!(c, '\u{1f000}'..='\u{1fbff}');
    // A whole sentence in one character.
    let sentence = c == '\u{fdfd}';
    unknown || emoji || sentence || c.width() == Some(2) && !c.is_alphanumeric() && !is_wide_punctuation(c)
}

/// The punctuation of Chinese, Japanese and Korean, whose width all terminals know.
const fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
}

/// Whether this is an accent that is drawn on the letter before it.
#[must_use]
pub const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// The text as it is drawn.
#[must_use]
pub fn safe(text: &str) -> String {
    text.chars().filter_map(shown).collect()
}

/// The cells that a text takes when it is drawn.
#[must_use]
pub fn width(text: &str) -> usize {
    text.chars().filter_map(shown).map(|c| c.width().unwrap_or(0)).sum()
}

/// The text cut to so many cells, with an ellipsis where something is missing.
#[must_use]
pub fn cut(text: &str, cells: usize) -> String {
    if width(text) <= cells {
        return safe(text);
    }
    let mut out = String::new();
    let mut used = 1;
    for c in text.chars().filter_map(shown) {
        used += c.width().unwrap_or(0);
        if used > cells {
            break;
        }
        out.push(c);
    }
    if cells > 0 {
        out.truncate(out.trim_end().len());
        out.push(CUT);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_a_cursor_reaches_the_screen() {
        assert_eq!(safe("a\tb\u{1b}[31mc\r\n"), "a b [31mc  ");
        assert_eq!(safe("left\u{202e}right\u{200b}"), "leftright");
    }

    #[test]
    fn emoji_are_one_cell_whatever_they_are_joined_from() {
        assert_eq!(safe("👩\u{200d}👧 ❤\u{fe0f}"), "□□ ❤");
        assert_eq!((width("🇬🇧"), width("日本")), (2, 4));
    }

    #[test]
    fn every_character_there_is_takes_one_cell_or_two_or_is_an_accent() {
        for c in (0..=0x0010_ffff).filter_map(char::from_u32) {
            let Some(shown) = shown(c) else { continue };
            assert!(!shown.is_control(), "{c:?}");
            assert_eq!(shown.width() == Some(0), is_accent(shown), "{c:?}");
            assert!(shown.width() != Some(2) || shown.is_alphanumeric() || is_wide_punctuation(shown), "{c:?}");
        }
    }

    #[test]
    fn a_keycap_a_flag_and_a_tile_have_the_width_that_is_counted() {
        assert_eq!(safe("1\u{fe0f}\u{20e3} 🀄 🅰 ﷽"), "1 □ □ □");
        assert_eq!(safe("cafe\u{301}"), "cafe\u{301}");
        assert_eq!(width("cafe\u{301}"), 4);
    }

    #[test]
    fn a_cut_says_so_and_fits() {
        assert_eq!(cut("Kensington", 10), "Kensington");
        assert_eq!(cut("Kensington and Chelsea", 12), "Kensington…");
        assert_eq!((cut("日本語", 4).as_str(), cut("abc", 0).as_str(), cut("abc", 1).as_str()), ("日…", "", "…"));
    }
}
