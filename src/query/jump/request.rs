//! What was typed: words, the number of a paragraph, and which kind is kept.

use super::{Kind, Scope, fit, word};
use crate::query::part::PARAGRAPH;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Request {
    /// The only kind that is kept.
    pub keep: Option<Kind>,
    /// The only number of a paragraph that is kept.
    pub paragraph: Option<u32>,
    /// The words, each of which must fit.
    pub terms: Vec<Term>,
    /// All words as one phrase, for the matcher.
    pub phrase: String,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    /// Its letters, folded.
    pub letters: Vec<char>,
    /// The same as text, for the matcher.
    pub text: String,
}

impl Request {
    /// Reads what was typed.
    pub(super) fn parse(query: &str) -> Self {
        let (scope, rest) = Scope::of(query);
        let rest = &without_ampersands(rest);
        let mut request = Self { keep: scope.map(|scope| scope.kind), ..Self::default() };
        let mut announced = None;
        for letters in word::letters(rest) {
            let text: String = letters.iter().collect();
            let before = announced.take();
            if let Some(number) = paragraph_number(&text, before.is_some()) {
                request.paragraph = Some(number);
                continue;
            }
            request.terms.extend(before);
            let term = Term { letters, text };
            if PARAGRAPH.contains(&term.text.as_str()) {
                announced = Some(term);
            } else {
                request.terms.push(term);
            }
        }
        request.terms.extend(announced);
        request.phrase = request.terms.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
        request
    }

    /// Whether nothing was asked for.
    pub(super) fn is_empty(&self) -> bool {
        self.terms.is_empty() && self.paragraph.is_none()
    }
}

/// Initials are typed with the "&" of a name as often as without: "h&f" is "hf".
fn without_ampersands(query: &str) -> String {
    let bare = |word: &str| if word.len() <= 7 { word.replace('&', "") } else { word.to_owned() };
    query.split(' ').map(bare).collect::<Vec<_>>().join(" ")
}

/// The number of a paragraph: "p31", or "31" after "para".
fn paragraph_number(word: &str, announced: bool) -> Option<u32> {
    let stripped = || PARAGRAPH.iter().find_map(|p| word.strip_prefix(p));
    let digits = if announced { Some(word) } else { stripped() };
    digits.filter(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))?.parse().ok()
}

impl Term {
    /// How well the word fits a year: all of it, its last two digits, or its beginning while it is being typed.
    pub(super) fn fit_year(&self, year: &[char]) -> u8 {
        match self.year_start(year) {
            Some(start) if start + self.letters.len() == year.len() => fit::WHOLE,
            Some(_) => fit::PART,
            None => 0,
        }
    }

    /// Where the word stands in a year.
    pub(super) fn year_start(&self, year: &[char]) -> Option<usize> {
        if year.len() != 4 || self.letters.is_empty() || !year.iter().chain(&self.letters).all(char::is_ascii_digit) {
            return None;
        }
        if self.letters == year[2..] { Some(2) } else { year.starts_with(&self.letters).then_some(0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_words_and_at_most_one_number_of_a_paragraph() {
        let table: &[(&str, Option<Kind>, Option<u32>, &str)] = &[
            ("Ashcombe 22 care-leav", None, None, "ashcombe 22 care leav"),
            ("@ashc", Some(Kind::Authority), None, "ashc"),
            (" # plans", Some(Kind::Section), None, "plans"),
            ("!", Some(Kind::Finding), None, ""),
            ("ashcombe p31", None, Some(31), "ashcombe"),
            ("para 31 ashcombe", None, Some(31), "ashcombe"),
            ("Paragraph31", None, Some(31), ""),
            ("para", None, None, "para"),
            ("p plans", None, None, "p plans"),
            ("plans p", None, None, "plans p"),
            ("section 47", None, None, "section 47"),
            ("p99999999999", None, None, "p99999999999"),
            ("h&f 22", None, None, "hf 22"),
            ("r:ashc", Some(Kind::Report), None, "ashc"),
            (":quit", Some(Kind::Command), None, "quit"),
            (" ’ – ", None, None, ""),
        ];
        for &(query, keep, paragraph, phrase) in table {
            let request = Request::parse(query);
            assert_eq!(
                (request.keep, request.paragraph, request.phrase.as_str()),
                (keep, paragraph, phrase),
                "{query:?}"
            );
        }
    }

    #[test]
    fn a_year_fits_by_its_end_and_by_its_beginning() {
        let year: Vec<char> = "2022".chars().collect();
        for (typed, expected) in [("2022", 100), ("22", 100), ("20", 60), ("202", 60), ("2", 60), ("21", 0), ("022", 0)]
        {
            let term = Term { letters: typed.chars().collect(), text: typed.to_owned() };
            assert_eq!(term.fit_year(&year), expected, "{typed}");
        }
    }
}
