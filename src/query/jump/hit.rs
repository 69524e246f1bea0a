//! A hit as it is shown: its label, and the letters of it that are underlined.

use fuzzy_matcher::FuzzyMatcher;

use super::asked::{Asked, Ranked};
use super::request::Term;
use super::word::{self, Word};
use super::{Hit, Kind, fit, joined};

impl Asked<'_> {
    /// A hit with the letters that are underlined.
    pub(super) fn hit(&self, ranked: Ranked) -> Hit {
        let words = word::words(&ranked.label);
        let scattered = ranked.target.kind() <= Kind::Section;
        let mut positions: Vec<usize> =
            self.request.terms.iter().flat_map(|term| self.positions(term, &words, scattered)).collect();
        positions.sort_unstable();
        positions.dedup();
        Hit { target: ranked.target, label: ranked.label, positions }
    }

    /// The characters of a label that a word of the query fits best.
    fn positions(&self, term: &Term, words: &[Word], scattered: bool) -> Vec<usize> {
        let letters = &term.letters;
        let score = |w: &Word| {
            let strewn = if scattered { fit::scattered(letters, &w.letters) } else { 0 };
            fit::within(letters, &w.letters).max(strewn).max(term.fit_year(&w.letters))
        };
        let best =
            words.iter().map(|w| (score(w), w)).rev().max_by_key(|(score, _)| *score).filter(|(score, _)| *score > 0);
        if let Some((_, word)) = best {
            let start = fit::start(letters, &word.letters).or_else(|| term.year_start(&word.letters));
            let at: Vec<usize> = start.map_or_else(
                || self.index.matcher.fuzzy_indices(&word.text(), &term.text).unwrap_or_default().1,
                |start| (start..start + letters.len()).collect(),
            );
            return at.into_iter().filter_map(|at| word.positions.get(at).copied()).collect();
        }
        let spelt: Vec<&[char]> = words.iter().map(|w| w.letters.as_slice()).collect();
        let joined = joined::path(letters, &spelt).unwrap_or_default();
        joined.into_iter().map(|(word, letter)| words[word].positions[letter]).collect()
    }
}
