//! How many rows have which value in a column.

use std::collections::HashMap;

use super::{Column, Row, Stock};

/// The key of the columns whose values are years.
const DATE: &str = "date";

/// A value and the number of rows that have it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The value; empty where rows have none.
    pub value: String,
    /// The rows.
    pub rows: usize,
}

/// The values of a column, the most frequent first; years by year. Headings of groups are not counted.
#[must_use]
pub fn counts(stock: &Stock, rows: &[Row], column: &Column) -> Vec<Counted> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    let headings = rows.iter().any(|row| matches!(row, Row::Passage(_)));
    for &row in rows.iter().filter(|row| !(headings && matches!(row, Row::Report(_)))) {
        *counts.entry((column.counted)(stock, row)).or_default() += 1;
    }
    let mut counts: Vec<Counted> = counts.into_iter().map(|(value, rows)| Counted { value, rows }).collect();
    if column.key == DATE {
        counts.sort_by(|a, b| a.value.cmp(&b.value));
    } else {
        counts.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.value.cmp(&b.value)));
    }
    counts
}
