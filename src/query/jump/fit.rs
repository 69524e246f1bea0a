//! How well a typed word fits a printed one. 0 is not at all; the scale is coarse on purpose, for the matcher does the rest.

use super::Kind;

/// The printed word itself.
pub(super) const WHOLE: u8 = 100;
/// The initials of a name, or another name of it.
pub(super) const INITIALS: u8 = 90;
/// The beginning of the word.
pub(super) const PREFIX: u8 = 80;
/// The beginning of initials, or of a year.
pub(super) const PART: u8 = 60;
/// Several words typed as one.
pub(super) const JOINED: u8 = 55;
/// Letters in a row inside the word.
pub(super) const INSIDE: u8 = 45;
/// The word but for one letter that is missing, too many, or changed places with its neighbour.
pub(super) const MISTYPED: u8 = 35;
/// Letters scattered over the word.
pub(super) const SCATTERED: u8 = 25;
/// What an authority gains over texts that mention the word, for its name is what was most likely meant.
pub(super) const AUTHORITY: u16 = 25;
/// What a name gains when nothing of it is left over.
pub(super) const WHOLE_NAME: u16 = 15;

/// From how many letters on a typed word may stand inside another, or be scattered over it.
const LOOSE_FROM: usize = 3;
/// From how many letters on a slip is forgiven in a whole name, and in the beginning of one.
const MISTYPED_FROM: (usize, usize) = (4, 6);

/// What a candidate loses when only its authority and report were asked for, and nothing of its own.
pub(super) const fn surplus(kind: Kind) -> u16 {
    match kind {
        Kind::Authority | Kind::Mark | Kind::Command => 0,
        Kind::Report => 30,
        Kind::Section => 50,
        Kind::Paragraph | Kind::Finding => 70,
    }
}

/// Letters in a row: the whole word, its beginning, or inside it.
pub(super) fn within(typed: &[char], word: &[char]) -> u8 {
    match start(typed, word) {
        Some(0) if typed.len() == word.len() => WHOLE,
        Some(0) => PREFIX,
        Some(_) => INSIDE,
        None => 0,
    }
}

/// Where the letters stand in a row in a word: at its beginning, or from three letters on anywhere.
pub(super) fn start(typed: &[char], word: &[char]) -> Option<usize> {
    if typed.is_empty() || word.starts_with(typed) {
        return (!typed.is_empty()).then_some(0);
    }
    let numeric = typed.iter().all(char::is_ascii_digit);
    if typed.len() < LOOSE_FROM || numeric {
        return None;
    }
    word.windows(typed.len()).position(|window| window == typed)
}

/// An abbreviation: the word's first letter and some of its consonants, in a word not much longer. People leave out vowels;
/// letters scattered at random stand in too many words ("paris" in "partnerships").
pub(super) fn scattered(typed: &[char], word: &[char]) -> u8 {
    let close = typed.len() >= LOOSE_FROM && word.len() <= typed.len() * 2 + 2 && typed.first() == word.first();
    let mut rest = word.iter();
    let letters = close && is_abbreviation(typed) && typed.iter().all(|c| rest.any(|w| w == c));
    if letters { SCATTERED } else { 0 }
}

/// Whether letters can be an abbreviation: no vowel stands behind the first of them.
pub(super) fn is_abbreviation(typed: &[char]) -> bool {
    typed.len() >= LOOSE_FROM
        && typed.iter().all(|c| c.is_alphabetic())
        && typed.iter().skip(1).all(|c| !"aeiou".contains(*c))
}

/// Whether the word was meant and one letter is missing, too many, or changed places with its neighbour.
///
/// Another letter in place of one is not forgiven: names differ by as little (Herefordshire, Hertfordshire).
pub(super) fn mistyped(typed: &[char], word: &[char]) -> bool {
    let whole = typed.len() >= MISTYPED_FROM.0 && one_slip(typed, word);
    let beginning = |length: usize| word.get(..length).is_some_and(|part| one_slip(typed, part));
    let typed_length = typed.len();
    whole || (typed_length >= MISTYPED_FROM.1 && (typed_length - 1..=typed_length + 1).any(beginning))
}

/// Whether two words differ by exactly one letter missing, too many, or changed places.
fn one_slip(a: &[char], b: &[char]) -> bool {
    let head = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[head..], &b[head..]);
    match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Less => a == &b[1..],
        std::cmp::Ordering::Greater => &a[1..] == b,
        std::cmp::Ordering::Equal => a.len() >= 2 && a[0] == b[1] && a[1] == b[0] && a[2..] == b[2..],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(word: &str) -> Vec<char> {
        word.chars().collect()
    }

    #[test]
    fn letters_in_a_row_are_told_by_where_they_stand() {
        let table = [
            ("care", "care", WHOLE),
            ("car", "care", PREFIX),
            ("are", "care", INSIDE),
            ("re", "care", 0),
            ("47", "147", 0),
            ("", "care", 0),
            ("carers", "care", 0),
        ];
        for (typed, word, expected) in table {
            assert_eq!(within(&chars(typed), &chars(word)), expected, "{typed} in {word}");
        }
    }

    #[test]
    fn scattered_letters_keep_close() {
        let table = [
            ("ldrs", "leaders", true),
            ("ashcmb", "ashcombe", true),
            ("eds", "leaders", false),
            ("lp", "leadership", false),
            ("lsp", "leadershipping", false),
            ("mgmt", "management", true),
            ("paris", "partnerships", false),
        ];
        for (typed, word, expected) in table {
            assert_eq!(scattered(&chars(typed), &chars(word)) > 0, expected, "{typed} in {word}");
        }
    }

    #[test]
    fn one_slip_is_forgiven_and_a_wrong_letter_is_not() {
        let table = [
            ("thronmere", "thornmere", true),
            ("thornmer", "thornmere", true),
            ("thornmmere", "thornmere", true),
            ("thronm", "thornmere", true),
            ("thormmere", "thornmere", false),
            ("thorn", "thornmere", false),
            ("keling", "kelling", true),
            ("kel", "keel", false),
        ];
        for (typed, word, expected) in table {
            assert_eq!(mistyped(&chars(typed), &chars(word)), expected, "{typed} for {word}");
        }
    }
}
