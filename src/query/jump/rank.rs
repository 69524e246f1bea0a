//! The rank of a candidate: what puts it before or behind its equals.

use std::cmp::Reverse;

use fuzzy_matcher::FuzzyMatcher;

use super::request::Request;
use super::{Fit, Index, Kind, Question, Ranked, Target};
use crate::report::{Report, Source};

impl Index {
    /// A candidate with its label and everything that puts it before or behind its equals.
    pub(super) fn ranked(
        &self,
        fit: Fit,
        target: Target,
        label: String,
        question: &Question,
        request: &Request,
    ) -> Ranked {
        let kind = target.kind();
        let report = target.report().and_then(|id| self.library.report(id));
        let age = match kind {
            Kind::Report => i64::from(fit.at),
            Kind::Authority => i64::try_from(label.len()).unwrap_or_default(),
            Kind::Section => report.map_or(0, |report| age(report)),
            _ => 0,
        };
        let rank = self.rank(&label, request);
        let old = !question.recent.contains(&target);
        Ranked { target, label, order: (Reverse(fit.score), old, kind, age, Reverse(rank), fit.at) }
    }

    /// The matcher's opinion of a label: of the query as it was typed, or, where its words stand in another order, of each.
    fn rank(&self, label: &str, request: &Request) -> i64 {
        let each = || request.terms.iter().filter_map(|term| self.matcher.fuzzy_match(label, &term.text)).sum();
        self.matcher.fuzzy_match(label, &request.phrase).unwrap_or_else(each)
    }
}

/// The newer a report, the smaller; newspaper accounts are older than everything.
fn age(report: &Report) -> i64 {
    let day =
        report.date().map_or(0, |d| i64::from(d.year()) * 10_000 + i64::from(d.month()) * 100 + i64::from(d.day()));
    if report.source.value == Source::Press { 0 } else { -day }
}
