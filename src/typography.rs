//! Characters as printers set them, and the same characters as a reader compares them.
//!
//! Reports print curly and straight quotes, four kinds of dash, ligatures and private-use bullets for the same things.
//! [`plain`] is for showing (ligatures apart, one kind of space); [`fold`] is for comparing.

pub mod harmless;
pub mod name;

use regex::Regex;

/// The text as it is shown: ligatures spelt out, every run of white space one plain space, soft hyphens and zero-width characters gone, private-use bullets the common one.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most of it are words of plain letters.
        let word = rest.bytes().position(|b| !b.is_ascii_graphic()).unwrap_or(rest.len());
        out.push_str(&rest[..word]);
        let mut chars = rest[word..].chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            // A bullet of Wingdings or Symbol has no shape outside of its font.
            '\u{f000}'..='\u{f0ff}' if is_bullet(c) => out.push('•'),
            c if c.is_whitespace() || c.is_control() => {
                if !out.ends_with(' ') && !out.is_empty() {
                    out.push(' ');
                }
            }
            c => out.push(c),
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// One character as it is compared: lower case, straight quotes, one kind of dash.
#[must_use]
pub fn fold_char(c: char) -> char {
    if c.is_ascii() {
        // Nearly all there is.
        return if c == '`' {
            '\''
        } else if c.is_ascii_whitespace() || c == '\u{b}' {
            ' '
        } else {
            c.to_ascii_lowercase()
        };
    }
    match c {
        '‘' | '’' | '‛' | 'ʼ' | '´' => '\'',
        '“' | '”' | '„' | '‟' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' => '-',
        c if c.is_whitespace() => ' ',
        c => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The text as it is compared: every character folded, one character for one.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        // Most of it are letters, figures and spaces, whose case alone can change.
        let plain = rest.bytes().position(|b| !matches!(b, b' '..=b'~') || b == b'`').unwrap_or(rest.len());
        let from = out.len();
        out.push_str(&rest[..plain]);
        out[from..].make_ascii_lowercase();
        let mut chars = rest[plain..].chars();
        let Some(c) = chars.next() else { return out };
        out.push(fold_char(c));
        rest = chars.as_str();
    }
}

/// The letters and digits of a text in lower case: what two settings of the same words have in common.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// What FNV-1a begins with.
const NOTHING_DIGESTED: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a over the UTF-8 bytes of the [`letters`] of these texts; nothing where they have none.
#[must_use]
pub fn digest_of_letters<'a>(texts: impl Iterator<Item = &'a str>) -> Option<u64> {
    let mut bytes = [0; 4];
    let hash = texts.flat_map(str::chars).fold(NOTHING_DIGESTED, |hash, c| match c {
        // Nearly all there is.
        c if c.is_ascii_alphanumeric() => digested(hash, &[c.to_ascii_lowercase() as u8]),
        c if c.is_ascii() || !c.is_alphanumeric() => hash,
        c => c.to_lowercase().fold(hash, |hash, c| digested(hash, c.encode_utf8(&mut bytes).as_bytes())),
    });
    (hash != NOTHING_DIGESTED).then_some(hash)
}

/// FNV-1a over bytes. Marks are kept with it for years.
#[must_use]
pub fn digest_of_bytes(bytes: &[u8]) -> u64 {
    digested(NOTHING_DIGESTED, bytes)
}

/// Goes on with FNV-1a: small, and the same on every machine and in every version, which the standard library's hash is not.
fn digested(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// A pattern, as the tables of titles, labels and sentences hold them, compiled.
///
/// Letters, figures and spaces are those that the text of English reports has, accents of names included: all of
/// Unicode's are some seven hundred ranges, and most of the time that a pattern takes to compile.
///
/// # Panics
///
/// When the text is no pattern. The program's own tables are all that is compiled, and tests compile them.
#[must_use]
pub fn pattern(text: &str) -> Regex {
    const CLASSES: [(&str, &str); 3] = [(r"\w", r"[0-9_A-Za-zÀ-ÖØ-öø-ɏ]"), (r"\d", "[0-9]"), (r"\s", r"[ \t\n\r]")];
    let text = CLASSES.iter().fold(text.to_owned(), |text, (short, letters)| text.replace(short, letters));
    Regex::new(&text).expect("the patterns of the program's tables are well formed")
}

/// Whether a character alone is a list's bullet, the private-use ones of Wingdings and Symbol included.
#[must_use]
pub const fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '◼'
            | '◻'
            | '‣'
            | '⁃'
            | '·'
            | '\u{f0b7}'
            | '\u{f0a7}'
            | '\u{f06e}'
            | '\u{f02d}'
            | '\u{f0be}'
            | '\u{f076}'
            | '\u{f0d8}'
            | '\u{f0fc}'
            | '\u{f06f}'
    )
}

/// The level of a list's bullet: 0 for the marks of an outer list, 1 for the dashes and rings that Word gives to the list inside it.
///
/// A dash, the letter o, and signs that a text may use for themselves are bullets only where a space follows; that is for the caller to see ([`crate::document::label`]).
#[must_use]
pub const fn bullet_level(c: char) -> Option<u8> {
    match c {
        '\u{f02d}' | '\u{f0be}' | '\u{f06f}' | '–' | '−' | '─' | '―' | '-' | 'o' | '◦' | '○' | '⁃' | '▫' | '□' => {
            Some(1)
        }
        c if is_bullet(c)
            || matches!(c, '➢' | '➤' | '►' | '▶' | '✓' | '✔' | '❖' | '◆' | '◇' | '»' | '→' | '§' | '¾') =>
        {
            Some(0)
        }
        _ => None,
    }
}

/// The figure as it is set above the line, for note marks.
#[must_use]
pub const fn raised(c: char) -> char {
    match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        c => c,
    }
}

/// So many small letters are a word and no name with a figure, such as KS4.
const WORD: usize = 3;

/// A heading without the mark of a footnote at its end, raised or, as in a text, a figure on a word ("this area1").
#[must_use]
pub fn without_mark_on_word(heading: &str) -> &str {
    let line = without_note_mark(heading);
    let word = line.strip_suffix(|c: char| c.is_ascii_digit()).unwrap_or(line);
    let signless = word.trim_end_matches(['?', ':']);
    let letters = signless.chars().rev().take_while(|c| c.is_lowercase()).count();
    if letters >= WORD { word } else { line }
}

/// A line without the raised marks of footnotes at its end.
#[must_use]
pub fn without_note_mark(line: &str) -> &str {
    line.trim_end_matches(|c: char| ('0'..='9').any(|figure| raised(figure) == c)).trim_end()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_sum_of_letters_is_that_of_their_bytes(texts in proptest::collection::vec("\\PC{0,20}", 0..4)) {
            let all: String = texts.iter().flat_map(|text| letters(text)).collect();
            let sum = (!all.is_empty()).then(|| digest_of_bytes(all.as_bytes()));
            prop_assert_eq!(digest_of_letters(texts.iter().map(String::as_str)), sum);
        }
    }

    #[test]
    fn the_sum_of_letters_is_the_same_in_every_version() {
        // Marks that were made years ago are found by it.
        for (text, sum) in [
            ("Leaders know.", 0x96b1_240d_0121_d17a),
            ("TŶ’R CYNGOR 12", 0x81ef_f099_237b_5db6),
            ("Straße, İzmir ﬁne", 0x864d_65cc_7fec_8e03),
        ] {
            assert_eq!(digest_of_letters([text].into_iter()), Some(sum), "{text}");
        }
        assert_eq!(digest_of_letters(["…", ""].into_iter()), None);
    }

    #[test]
    fn a_picture_between_words_is_a_character_like_others() {
        assert!(pattern("^rated .{0,4}good [^.]*$").is_match("rated \u{1f44f} good \u{5b57}\u{1d57}"));
    }
}
