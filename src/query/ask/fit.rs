//! Whether something fits a query: a report, a finding, a row of words.

use std::collections::HashMap;

use super::{Query, Test};
use crate::report::{Finding, FindingId, FindingKind, Report};

/// What a query is held against besides the thing itself.
#[derive(Clone, Copy, Default)]
pub struct Scope<'a> {
    /// The years in which the same authority's earlier reports said the same as a finding.
    pub before: Option<&'a HashMap<(String, FindingId), Vec<i16>>>,
}

impl Query {
    /// Whether what a report is fits: its framework, dates, grade, authority and source.
    #[must_use]
    pub fn fits_report(&self, report: &Report) -> bool {
        self.terms.iter().all(|term| of_report(&term.test, report).is_none_or(|fits| fits != term.negated))
    }

    /// Whether what a finding is fits; what its report is, and its words, are asked apart.
    #[must_use]
    pub fn fits_finding(&self, scope: Scope, report: &Report, id: FindingId) -> bool {
        let Some(finding) = report.findings.get(id.index()) else { return false };
        self.terms
            .iter()
            .all(|term| of_finding(&term.test, scope, report, (id, finding)).is_none_or(|f| f != term.negated))
    }

    /// Whether a report has a finding that fits, where the query asks for one.
    #[must_use]
    pub fn fits_some_finding(&self, scope: Scope, report: &Report) -> bool {
        !self.terms.iter().any(|term| term.test.is_of_findings())
            || (0..report.findings.len()).any(|at| self.fits_finding(scope, report, FindingId::new(at)))
    }

    /// Whether the query asks for findings, so that text outside of them cannot fit.
    #[must_use]
    pub fn asks_for_findings(&self) -> bool {
        self.terms.iter().any(|term| term.test.is_of_findings() && !term.negated)
    }

    /// Whether the words fit a [`row`](crate::query::token::row).
    #[must_use]
    pub fn fits_row(&self, row: &str) -> bool {
        self.patterns().all(|(pattern, negated)| pattern.is_in(row) != negated)
    }

    /// Whether a kind of finding, or text that is none, is what is asked for.
    #[must_use]
    pub fn fits_kind(&self, kind: Option<FindingKind>) -> bool {
        self.terms.iter().all(|term| match &term.test {
            Test::Kind(kinds) => kind.is_some_and(|kind| kinds.contains(&kind)) != term.negated,
            _ => true,
        })
    }

    /// Whether an authority's name is among those that are asked for.
    #[must_use]
    pub fn fits_authority(&self, name: Option<&str>) -> bool {
        self.terms.iter().all(|term| match &term.test {
            Test::Authorities(names) => name.is_some_and(|name| names.contains(name)) != term.negated,
            _ => true,
        })
    }

    /// Whether the query asks what was said before.
    #[must_use]
    pub fn asks_for_before(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::Again(_)))
    }

    /// Whether the query asks for grades.
    #[must_use]
    pub fn asks_for_grades(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::Grade(_)))
    }

    /// Whether the query asks for dates.
    #[must_use]
    pub fn asks_for_dates(&self) -> bool {
        self.terms.iter().any(|term| matches!(term.test, Test::From(_) | Test::To(_)))
    }

    /// Whether a report is of the dates that are asked for, whatever else is.
    #[must_use]
    pub fn fits_dates(&self, report: &Report) -> bool {
        let dates = self.terms.iter().filter(|term| matches!(term.test, Test::From(_) | Test::To(_)));
        dates.into_iter().all(|term| of_report(&term.test, report).is_none_or(|fits| fits != term.negated))
    }

    /// Whether the query asks anything of a report besides its authority.
    #[must_use]
    pub fn asks_of_reports(&self) -> bool {
        self.terms.iter().any(|term| !matches!(term.test, Test::Words(_) | Test::Authorities(_)))
    }
}

impl Test {
    /// Whether findings have an answer to it, and reports have none.
    const fn is_of_findings(&self) -> bool {
        matches!(self, Self::Kind(_) | Self::Again(_))
    }
}

/// Whether a report fits; `None` where the test asks something else.
fn of_report(test: &Test, report: &Report) -> Option<bool> {
    Some(match test {
        Test::Framework(frameworks) => frameworks.contains(&report.framework.value),
        Test::From(day) => report.date().is_some_and(|date| date >= *day),
        Test::To(day) => report.date().is_some_and(|date| date <= *day),
        Test::Grade(grades) => match report.overall() {
            Some(overall) => grades.contains(&overall),
            None => report.judgements.iter().any(|j| grades.contains(&j.grade)),
        },
        Test::Authorities(names) => report.authority_name().is_some_and(|name| names.contains(name)),
        Test::Source(sources) => sources.contains(&report.source.value),
        Test::Words(_) | Test::Kind(_) | Test::Again(_) => return None,
    })
}

/// Whether a finding fits; `None` where the test asks something else.
fn of_finding(test: &Test, scope: Scope, report: &Report, (id, finding): (FindingId, &Finding)) -> Option<bool> {
    Some(match test {
        Test::Kind(kinds) => kinds.contains(&finding.kind),
        Test::Again(yes) => scope.before.is_some_and(|before| before.contains_key(&(report.file.clone(), id))) == *yes,
        _ => return None,
    })
}
