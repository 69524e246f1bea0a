//! Names of authorities in running text: the longest whole-word name wins.
//!
//! "Derby" does not stand in "Derbyshire", and "North Somerset" is not "Somerset". Quotes, dashes, stops and the
//! ampersand are folded; a name must begin with a capital, so that "reading" is not Reading.

use std::collections::HashMap;

use crate::authority::Register;
use crate::typography::fold_char;

/// A place in a text where an authority is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mention {
    /// The authority's place in [`Register::entries`].
    pub entry: usize,
    /// The byte at which the name begins.
    pub start: usize,
    /// The byte after its last.
    pub end: usize,
}

/// All names of a register, ready to be looked for.
#[derive(Debug, Clone)]
pub struct Names {
    /// By first word: the whole name in words and its authority, the longest first.
    by_first: HashMap<String, Vec<(Vec<String>, usize)>>,
    plain: Vec<String>,
}

impl Names {
    /// The names and other names of every authority in the register.
    #[must_use]
    pub fn of(register: &Register) -> Self {
        let mut by_first: HashMap<String, Vec<(Vec<String>, usize)>> = HashMap::new();
        for (index, entry) in register.entries().iter().enumerate() {
            for name in std::iter::once(&entry.name).chain(&entry.other_names) {
                let words: Vec<String> = words(name).into_iter().map(|w| w.folded).collect();
                if let Some(first) = words.first() {
                    by_first.entry(first.clone()).or_default().push((words, index));
                }
            }
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|(words, _)| std::cmp::Reverse(words.len()));
        }
        Self { by_first, plain: register.entries().iter().map(|e| e.name.clone()).collect() }
    }

    /// The plain name of the authority that is mentioned.
    #[must_use]
    pub fn plain(&self, mention: Mention) -> &str {
        &self.plain[mention.entry]
    }

    /// Every mention of an authority in a text, in order; none lies inside another.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let words = words(text);
        let mut found = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let hit = self.at(&words[at..], text);
            match hit {
                Some((length, entry)) => {
                    let (start, end) = (words[at].start, words[at + length - 1].end);
                    found.push(Mention { entry, start, end });
                    at += length;
                }
                None => at += 1,
            }
        }
        found
    }

    /// The longest name that begins with the first of these words: its length in words, and its authority.
    fn at(&self, words: &[Word], text: &str) -> Option<(usize, usize)> {
        let first = words.first()?;
        let capital = text[first.start..].starts_with(|c: char| c.is_uppercase());
        let names = self.by_first.get(&first.folded).filter(|_| capital)?;
        names
            .iter()
            .find(|(name, _)| name.len() <= words.len() && name.iter().zip(words).all(|(n, w)| *n == w.folded))
            .map(|(name, entry)| (name.len(), *entry))
    }
}

/// A word of a text as it is compared.
struct Word {
    folded: String,
    start: usize,
    end: usize,
}

/// A name as it is compared: its words in lower case, "&" as "and", without marks.
pub(super) fn folded(name: &str) -> String {
    words(name).into_iter().map(|w| w.folded).collect::<Vec<_>>().join(" ")
}

/// The words of a text: runs of letters, with the ampersand as "and". A figure on a word is the mark of a footnote.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == '&' {
            words.push(Word { folded: "and".to_owned(), start: at, end });
            open = false;
        } else if c.is_alphabetic() {
            match words.last_mut().filter(|_| open) {
                Some(word) => {
                    word.folded.push(fold_char(c));
                    word.end = end;
                }
                None => words.push(Word { folded: fold_char(c).to_string(), start: at, end }),
            }
            open = true;
        } else {
            open = false;
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let names = Names::of(&Register::built_in());
        names.find(text).into_iter().map(|m| names.plain(m).to_owned()).collect()
    }

    #[test]
    fn the_longest_whole_word_name_wins() {
        let table: &[(&str, &[&str])] = &[
            ("Inspection of Derbyshire local authority", &["Derbyshire"]),
            ("Derby City Council", &["Derby"]),
            ("North Somerset and Somerset", &["North Somerset", "Somerset"]),
            ("Kingston Upon Hull City Council", &["Kingston upon Hull"]),
            ("Royal Borough of Kingston upon Thames", &["Kingston upon Thames"]),
            ("Southend on Sea Borough Council", &["Southend-on-Sea"]),
            ("St Helens’s services", &["St. Helens"]),
            ("Windsor & Maidenhead", &["Windsor and Maidenhead"]),
            ("West Northamptonshire", &["West Northamptonshire"]),
            ("They were reading stories in the bath", &[]),
            ("Central Bedfordshire", &["Central Bedfordshire"]),
            ("Inspection of Newcastle children’s social care services", &["Newcastle upon Tyne"]),
            ("Newcastle-under-Lyme", &[]),
            ("London Borough of Richmond", &["Richmond upon Thames"]),
            ("Royal Borough of Kingston", &["Kingston upon Thames"]),
            ("Southend City Council", &["Southend-on-Sea"]),
            ("Cheshire West", &["Cheshire West and Chester"]),
            // A Cyrillic De, a full-width D and a Greek Epsilon are no letters of these names.
            ("\u{414}erby, \u{ff24}erby and \u{395}ssex", &[]),
            ("Derby² and Hull3", &["Derby", "Kingston upon Hull"]),
        ];
        for (text, want) in table {
            assert_eq!(names(text), *want, "{text}");
        }
    }
}
