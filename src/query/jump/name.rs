//! The names an authority goes by: its plain one, the others of the register, and the initials of all of them.

use super::request::Term;
use super::{fit, joined, word};

/// Words that initials leave out as often as not.
const SMALL: &[&str] = &["and", "of", "upon", "on", "in", "the", "with"];

/// Words that say what an authority is and not which: nobody looks for one by them, and initials may leave them out.
const OFFICES: &[&str] =
    &["council", "borough", "city", "county", "district", "metropolitan", "unitary", "corporation"];

/// Words that people write before a name that the register leaves out.
const TITLES: &[&str] = &["royal", "london"];

/// Whether a word says nothing of which authority is meant, where other words do.
pub(super) fn is_style(word: &[char]) -> bool {
    is(word, SMALL) || is(word, OFFICES) || is(word, TITLES)
}

/// What an authority may be called.
#[derive(Debug, Clone, Default)]
pub(super) struct Name {
    /// The words of its plain name.
    words: Vec<Vec<char>>,
    /// The words of its other names.
    others: Vec<Vec<char>>,
    /// Initials, with and without the small words.
    initials: Vec<Vec<char>>,
}

impl Name {
    /// An authority of this plain name and these other ones.
    pub(super) fn new(plain: &str, other_names: &[String]) -> Self {
        let mut initials = Vec::new();
        for name in std::iter::once(plain).chain(other_names.iter().map(String::as_str)) {
            let words = word::letters(name);
            let first = |words: &mut dyn Iterator<Item = &Vec<char>>| words.map(|w| w[0]).collect::<Vec<char>>();
            initials.push(first(&mut words.iter()));
            initials.push(first(&mut words.iter().filter(|w| !is(w, SMALL))));
            initials.push(first(&mut words.iter().filter(|w| !is(w, SMALL) && !is(w, OFFICES))));
        }
        initials.retain(|i| i.len() >= 2);
        initials.sort();
        initials.dedup();
        let others = other_names.iter().flat_map(|n| word::letters(n)).filter(|w| !is(w, SMALL) && !is(w, OFFICES));
        Self { words: word::letters(plain), others: others.collect(), initials }
    }

    /// How well a typed word fits. One that is `known` as a word of some authority's name is never taken for letters
    /// scattered over another's: Kent is not Kensington.
    pub(super) fn fit(&self, typed: &[char], known: bool) -> u8 {
        let plain = self.words.iter().map(|w| fit::within(typed, w));
        let others = self.others.iter().map(|w| fit::within(typed, w).min(fit::INITIALS));
        let initials = self.initials.iter().map(|i| match () {
            () if i == typed => fit::INITIALS,
            () if typed.len() >= 2 && i.starts_with(typed) => fit::PART,
            () => 0,
        });
        let best = plain.chain(others).chain(initials).max().unwrap_or_default();
        if best > 0 || known {
            return best;
        }
        let words: Vec<&[char]> = self.words.iter().map(Vec::as_slice).collect();
        match joined::path(typed, &words) {
            Some(_) => fit::JOINED,
            None => self.words.iter().map(|w| fit::scattered(typed, w)).max().unwrap_or_default(),
        }
    }

    /// How well a typed word fits when one slip is forgiven.
    pub(super) fn fit_mistyped(&self, typed: &[char]) -> u8 {
        let slip = self.words.iter().chain(&self.others).any(|w| fit::mistyped(typed, w));
        if slip { fit::MISTYPED } else { 0 }
    }

    /// Whether every word of a query is a word of one of its names, or the initials of one.
    pub(super) fn is_meant(&self, terms: &[Term]) -> bool {
        !terms.is_empty() && terms.iter().all(|t| self.fit(&t.letters, true) >= fit::INITIALS)
    }

    /// Whether the words of a query are the whole plain name, small words aside.
    pub(super) fn is_whole(&self, terms: &[Term]) -> bool {
        self.words.iter().all(|w| is(w, SMALL) || terms.iter().any(|t| t.letters == *w))
    }

    /// The words of all its names.
    pub(super) fn words(&self) -> impl Iterator<Item = &Vec<char>> {
        self.words.iter().chain(&self.others)
    }
}

/// Whether a word is one of a list.
fn is(word: &[char], list: &[&str]) -> bool {
    list.iter().any(|l| l.chars().eq(word.iter().copied()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit(plain: &str, other: &[&str], typed: &str) -> u8 {
        let other: Vec<String> = other.iter().map(|&o| o.to_owned()).collect();
        Name::new(plain, &other).fit(&typed.chars().collect::<Vec<_>>(), false)
    }

    #[test]
    fn initials_and_other_names_are_names() {
        let table: &[(&str, &[&str], &str, u8)] = &[
            ("Netherby and Thornmere", &[], "nt", fit::INITIALS),
            ("Netherby and Thornmere", &[], "nat", fit::INITIALS),
            ("Netherby and Thornmere", &["Royal Borough of Netherby and Thornmere"], "rbnt", fit::INITIALS),
            ("Netherby and Thornmere", &["Royal Borough of Netherby and Thornmere"], "rbn", fit::PART),
            ("Dunmarsh upon Wey", &["Wharfside"], "wharfside", fit::INITIALS),
            ("Dunmarsh upon Wey", &["Wharfside"], "wharf", fit::PREFIX),
            ("Dunmarsh upon Wey", &[], "dunwey", fit::JOINED),
            ("Dunmarsh upon Wey", &[], "dnmrsh", fit::SCATTERED),
            ("Dunmarsh upon Wey", &[], "ashcombe", 0),
        ];
        for &(plain, other, typed, expected) in table {
            assert_eq!(fit(plain, other, typed), expected, "{typed} for {plain}");
        }
    }
}
