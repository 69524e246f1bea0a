//! What every candidate of a report is also found by: the year, the months and the framework of its inspection.

use super::request::Term;
use super::{fit, word};
use crate::report::Report;

/// When a report's inspection was, and under what.
#[derive(Debug, Default)]
pub(super) struct Origin {
    year: Vec<char>,
    /// The months, in full and as they are cut, and the short name of the framework.
    words: Vec<Vec<char>>,
    /// The longer names of the framework, which share words with others.
    longer: Vec<Vec<char>>,
}

impl Origin {
    pub(super) fn of(report: &Report) -> Self {
        let framework = report.framework.value;
        let year = report.date().map(|d| format!("{:04}", d.year())).unwrap_or_default();
        let days = report.inspected.as_ref().map(|i| [i.value.from, i.value.to]);
        let days = days.into_iter().flatten().chain(report.date());
        let mut words: Vec<Vec<char>> = word::letters(framework.short());
        words.extend(days.flat_map(|d| word::letters(&d.strftime("%B %b").to_string())));
        words.sort();
        words.dedup();
        let longer = [framework.words(), framework.key(), report.source.value.words()];
        Self { year: year.chars().collect(), words, longer: longer.iter().flat_map(|n| word::letters(n)).collect() }
    }

    /// How well a word of a query fits. A framework of this very name goes before one that only shares a word with it.
    pub(super) fn fit(&self, term: &Term) -> u8 {
        let beginning = |w: &Vec<char>| Some(fit::within(&term.letters, w)).filter(|&score| score >= fit::PREFIX);
        let words = self.words.iter().filter_map(beginning);
        let longer = self.longer.iter().filter_map(beginning).map(|score| score.min(fit::INITIALS));
        words.chain(longer).max().unwrap_or_default().max(term.fit_year(&self.year))
    }
}
