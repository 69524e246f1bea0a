//! Text made safe for a terminal: what is drawn has the width that was counted, on every terminal.
//!
//! Each character is replaced by itself alone, so that a byte range of the text stays a range of what is drawn.

use unicode_width::UnicodeWidthChar as _;

/// What stands for a character whose width terminals do not agree on.
const BOX: char = '□';

/// The character that is drawn for this one; `None` where nothing is.
///
/// Controls and tabs become spaces. Joiners, variation selectors, marks of direction and zero-width characters go.
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
        | '\u{e0000}'..='\u{e0fff}' => None,
        c if is_boxed(c) => Some(BOX),
        c => Some(c),
    }
}

/// Whether terminals do not agree on a character's width, or have nothing to show for it.
fn is_boxed(c: char) -> bool {
    let unknown = matches!(c, '\u{fffd}' | '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
    let emoji = matches!(c, '\u{1f1e6}'..='\u{1f1ff}' | '\u{1f300}'..='\u{1faff}');
    unknown || emoji || c.width() == Some(2) && !c.is_alphanumeric() && !is_wide_punctuation(c)
}

/// The punctuation of Chinese, Japanese and Korean, whose width all terminals know.
const fn is_wide_punctuation(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}')
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
        out.push('…');
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
    fn a_cut_says_so_and_fits() {
        assert_eq!(cut("Kensington", 10), "Kensington");
        assert_eq!(cut("Kensington and Chelsea", 12), "Kensington…");
        assert_eq!((cut("日本語", 4).as_str(), cut("abc", 0).as_str(), cut("abc", 1).as_str()), ("日…", "", "…"));
    }
}
