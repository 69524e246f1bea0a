//! The rows of a list: all of them, those that fit a question, and their order.

use std::cmp::Ordering;

use super::{List, Only, Order, Row, Sort, Stock, findings, hits, marks, national, of_authority, reports, unread};
use crate::library::ReportId;
use crate::query::ask::{Pattern, Query};
use crate::query::token;

/// All rows of a list before any question, each with the words it shows.
#[derive(Debug, Clone, Default)]
pub struct Base {
    rows: Vec<Row>,
    words: Vec<String>,
}

impl Base {
    /// All rows of a list in their own order, with the words that a filter looks at. Search results have none: their
    /// rows are made by the words that are looked for.
    #[must_use]
    pub fn of(list: List, stock: &Stock) -> Self {
        let rows = match list {
            List::Reports => reports::rows(stock.library),
            List::Findings => findings::rows(stock.library),
            List::National => national::rows(stock.library),
            List::Marks => marks::rows(stock.marks),
            List::Problems => unread::rows(stock.library),
            List::Search => Vec::new(),
        };
        let words = rows
            .iter()
            .map(|&row| {
                let mut text = String::new();
                for column in list.columns() {
                    text.push_str(&(column.cell)(stock, row).text);
                    text.push(' ');
                }
                token::row(&text)
            })
            .collect();
        Self { rows, words }
    }

    /// Whether words stand in any row, or in what a search looks through: those that do not are a beginning yet.
    #[must_use]
    pub fn has(&self, list: List, stock: &Stock, pattern: &Pattern) -> bool {
        match list {
            List::Search => stock.concordance.is_none_or(|concordance| concordance.has(pattern)),
            _ => self.words.iter().any(|row| pattern.is_in(row)),
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// The rows of a list that fit a query and all of `only`, in the list's own order or as sorted.
#[must_use]
pub fn rows(list: List, stock: &Stock, base: &Base, query: &Query, only: &[Only], sort: Option<&Sort>) -> Vec<Row> {
    let mut rows: Vec<Row> = if list == List::Search {
        hits::rows(stock, query)
    } else {
        let said = Said::of(list, stock, query);
        let dated = |&row: &Row| match row {
            Row::Authority(id, _) if query.asks_for_dates() => of_authority(stock.library, id, query),
            row => row,
        };
        let fits = |(row, words): &(Row, &String)| said.fits(stock, query, *row, words);
        base.rows.iter().map(dated).zip(&base.words).filter(fits).map(|(row, _)| row).collect()
    };
    for only in only {
        if let Some(column) = list.column(&only.column) {
            rows.retain(|&row| (column.counted)(stock, row) == only.value);
        }
    }
    match sort.and_then(|sort| Some((list.column(&sort.column)?, sort.descending))) {
        Some((column, descending)) => rows = sorted(rows, |row| (column.order)(stock, row), descending),
        None if list == List::Search => rows = hits::grouped(stock, rows),
        None => {}
    }
    rows
}

/// Sorts rows by a key that is made once a row; those without one stand last either way.
fn sorted(rows: Vec<Row>, key: impl Fn(Row) -> Order, descending: bool) -> Vec<Row> {
    let mut keyed: Vec<(Order, Row)> = rows.into_iter().map(|row| (key(row), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| match (a, b) {
        (Order::Nothing, Order::Nothing) => Ordering::Equal,
        (Order::Nothing, _) => Ordering::Greater,
        (_, Order::Nothing) => Ordering::Less,
        _ if descending => b.cmp(a),
        _ => a.cmp(b),
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// What the phrases of a query say of whole reports: a list of reports looks for them in the text too.
struct Said {
    phrases: Vec<(usize, Vec<ReportId>)>,
}

impl Said {
    fn of(list: List, stock: &Stock, query: &Query) -> Self {
        let Some(concordance) = stock.concordance.filter(|_| list == List::Reports) else {
            return Self { phrases: Vec::new() };
        };
        let patterns = query.patterns().enumerate().filter(|(_, (pattern, _))| pattern.words.len() > 1);
        Self { phrases: patterns.map(|(at, (pattern, _))| (at, concordance.reports_with(pattern))).collect() }
    }

    fn fits(&self, stock: &Stock, query: &Query, row: Row, words: &str) -> bool {
        let library = stock.library;
        let of_row = match row {
            Row::Report(id) => {
                library.report(id).is_some_and(|r| query.fits_report(r) && query.fits_some_finding(stock.scope, r))
            }
            Row::Finding(id, finding) => {
                library.report(id).is_some_and(|r| query.fits_report(r) && query.fits_finding(stock.scope, r, finding))
            }
            Row::Authority(id, shown) => national::fits(stock, query, id, || shown),
            Row::Mark(_) => marks::fits(stock, query, row),
            Row::Passage(_) | Row::Unread(_) => true,
        };
        let in_text = |at: usize| {
            let Row::Report(id) = row else { return false };
            self.phrases.iter().any(|(phrase, reports)| *phrase == at && reports.contains(&id))
        };
        of_row
            && query
                .patterns()
                .enumerate()
                .all(|(at, (pattern, negated))| (pattern.is_in(words) || in_text(at)) != negated)
    }
}
