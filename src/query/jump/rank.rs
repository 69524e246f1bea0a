//! The rank of a candidate: what puts it before or behind its equals.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;

use super::asked::{Asked, Fit, Order, Ranked};
use super::{Kind, Target};
use crate::report::{Report, Source};

impl Asked<'_> {
    /// A candidate with its label and everything that puts it before or behind its equals.
    pub(super) fn ranked(&self, fit: Fit, target: Target, label: String) -> Ranked {
        let kind = target.kind();
        let report = target.report().and_then(|id| self.index.library.report(id));
        let age = match kind {
            Kind::Report => i64::from(fit.at),
            Kind::Authority => i64::try_from(label.len()).unwrap_or_default(),
            Kind::Section => report.map_or(0, |report| age(report)),
            _ => 0,
        };
        let order = Order {
            score: Reverse(fit.score),
            is_new: !self.question.recent.contains(&target),
            kind,
            age,
            opinion: Reverse(self.opinion(&label)),
            at: fit.at,
        };
        Ranked { target, label, order }
    }

    /// The matcher's opinion of a label: of the query as it was typed, or, where its words stand in another order, of each.
    fn opinion(&self, label: &str) -> i64 {
        let (matcher, request) = (&self.index.matcher, self.request);
        let each = || request.terms.iter().filter_map(|term| matcher.fuzzy_match(label, &term.text)).sum();
        matcher.fuzzy_match(label, &request.phrase).unwrap_or_else(each)
    }
}

/// The newer a report, the smaller; newspaper accounts are older than everything.
fn age(report: &Report) -> i64 {
    let day =
        report.date().map_or(0, |d| i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()));
    if report.source.value == Source::Press { 0 } else { -day }
}
