//! The rows of an open list, kept until something else is asked.

use std::sync::Arc;

use super::super::ahead::{self, Stays};
use super::super::view::{Listing, View};
use super::super::{App, safe};
use super::{Note, Placed, height, layout, notes};
use crate::app::overlay::Overlay;
use crate::app::study;
use crate::list::{self, Base, Column, Counted, List, Only, Row, Sort, Stock, counts, rows};
use crate::query::ask::{Query, Scope};
use crate::query::concordance::Concordance;
use crate::query::words;

/// So many reports have lists that are made in the time of a key: none of them waits, so that no key behind it is lost.
const QUICK: usize = 300;

/// A list as it stands on the screen.
#[derive(Clone, Default)]
pub struct Table {
    /// What it was made for.
    made: Option<Made>,
    /// The query.
    pub query: Query,
    /// The rows that fit.
    pub rows: Vec<Row>,
    /// How many of the first rows fit nothing and stand there to be compared with: in the national grid the authorities
    /// whose neighbours are asked for. They are counted in no total.
    pub pinned: usize,
    /// How many rows there are before any question; of a search those that were found.
    pub all: usize,
    /// Whether there are no rows only because what makes them is still being learnt.
    pub waits: bool,
    /// The counts, where rows are counted.
    pub counts: Option<Vec<Counted>>,
    /// The columns in sight.
    pub columns: Vec<Placed>,
    /// The row under the bar.
    pub bar: usize,
    /// The first row in sight.
    pub top: usize,
    /// How many are in sight.
    pub height: usize,
    /// The lines above the heads.
    pub above: Vec<Note>,
    /// The lines below the rows.
    pub below: Vec<Note>,
}

impl std::fmt::Debug for Table {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Table").field("rows", &self.rows.len()).field("bar", &self.bar).finish_non_exhaustive()
    }
}

/// What rows are made for; the same again makes the same rows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    generation: usize,
    marked: usize,
    list: List,
    text: String,
    typing: bool,
    only: Vec<Only>,
    sort: Option<Sort>,
    counted: Option<String>,
}

impl Table {
    /// How many lines the bar can stand on.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.as_ref().map_or(self.rows.len(), Vec::len)
    }

    /// The rows that fit.
    #[must_use]
    pub fn fitting(&self) -> &[Row] {
        self.rows.get(self.pinned..).unwrap_or_default()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl App {
    /// Calls with everything that lists are made from.
    pub fn with_stock<T>(&self, with: impl FnOnce(&Stock) -> T) -> T {
        let scope = Scope { before: self.before.as_deref() };
        let (concordance, places, read) = (self.concordance.as_deref(), Some(&self.places), Some(&self.read));
        let base = Stock::of(&self.library, &self.register);
        with(&Stock { concordance, scope, marks: &self.marks, places, read, ..base })
    }

    /// A query as a list understands it, before anything of the list is known.
    fn parsed(&self, list: List, text: &str) -> Query {
        list.understood(self.as_typed(text))
    }

    /// A query as it stands in its line, or as it was kept.
    pub(in crate::app) fn as_typed(&self, text: &str) -> Query {
        let parse = if self.is_typing() { Query::typing } else { Query::parse };
        parse(text, &self.register)
    }

    /// Whether a filter is being typed.
    const fn is_typing(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Filter { .. }))
    }

    /// The same query where the list is known: in texts, a word that nobody wrote is the beginning of one.
    fn asked(&self, list: List, base: &Base, query: Query) -> Query {
        if list.text().is_none() {
            return query;
        }
        self.with_stock(|stock| query.begun(|pattern| base.has(list, stock, pattern)))
    }

    /// The rows of a listing as they stand in it.
    pub(in crate::app) fn rows_of(&mut self, listing: &Listing) -> Vec<Row> {
        let query = self.parsed(listing.list, &listing.query);
        self.need_words(listing.list, &query);
        let base = self.base(listing.list);
        let query = self.asked(listing.list, &base, query);
        self.with_stock(|stock| rows(listing.list, stock, &base, &query, &listing.only, listing.sort.as_ref()))
    }

    /// All rows of a list, made once a library.
    fn base(&mut self, list: List) -> Arc<Base> {
        let at = list as usize;
        if let Some(base) = &self.bases[at] {
            return Arc::clone(base);
        }
        let base = Arc::new(self.with_stock(|stock| Base::of(list, stock)));
        self.bases[at] = Some(Arc::clone(&base));
        base
    }

    /// Makes the words of all reports known where a question needs them.
    fn need_words(&mut self, list: List, query: &Query) {
        if self.concordance.is_none() && list.needs_words(query) {
            self.concordance = Some(Arc::new(Concordance::of(&self.library)));
        }
    }

    /// Makes known what was said before, where a question or the list of findings needs it.
    fn need_before(&mut self, list: List, query: &Query) {
        if self.before.is_none() && list.needs_before(query) {
            self.before = Some(study::said_before(&self.library));
        }
    }

    /// Whether everything is there that the rows of a list are made from. What is quickly made counts as there.
    fn has_learnt(&self, list: List, query: &Query) -> bool {
        let quick = self.library.reports().len() <= QUICK;
        let small = matches!(list, List::Marks | List::Problems | List::Search);
        let base = quick || small || self.bases[list as usize].is_some();
        let words = self.concordance.is_some() || !list.needs_words(query);
        base && words && (quick || self.before.is_some() || !list.needs_before(query))
    }

    /// Lays out the list that is open.
    pub(in crate::app) fn prepare_listing(&mut self, listing: &mut Listing, old: Option<Table>) {
        let mut table = self.table(listing, old);
        let screen = self.prepared.screen;
        let area = screen.below_rule();
        let cells = usize::from(area.width);
        let reports = self.library.reports().iter().map(|r| words::authority_marked(r));
        let longest = reports.map(|name| safe::width(&name)).max().unwrap_or(0);
        let grouped = listing.list == List::Search && listing.sort.is_none();
        // The headings of groups say the authority, the date and the framework.
        let said = |(_, column): &(usize, &Column)| matches!(column.key, "authority" | "date" | "framework");
        // A place that another version kept may have a column that is no more.
        listing.column = listing.column.min(listing.list.columns().len() - 1);
        let hidden: Vec<usize> =
            listing.list.columns().iter().enumerate().filter(|_| grouped).filter(said).map(|(at, _)| at).collect();
        if grouped {
            listing.column = listing.column.clamp(2, listing.list.columns().len() - 2);
        }
        let column = self.stays.and_then(Stays::columns).unwrap_or(listing.column);
        table.columns = layout(listing.list, cells, column, longest, &hidden);
        table.above = self.notes_above(listing, &table, area);
        let place = |app: &Self, table: &mut Table, listing: &Listing| {
            table.height = height(area, table.above.len(), table.below.len());
            let at = match &table.counts {
                Some(counts) => counts.iter().position(|c| Some(&c.value) == listing.value.as_ref()),
                None => app.row_of(&table.rows, listing.chosen.as_ref()),
            };
            let first = table.rows.iter().position(|row| !is_heading(listing.list, *row)).unwrap_or(0);
            table.bar = at.unwrap_or(if table.counts.is_some() { 0 } else { first });
            table.top = ahead::top_in(table.bar, listing.row, (table.len(), table.height), app.stays);
        };
        place(self, &mut table, listing);
        self.prepared.table = Some(table);
        let below = self.notes_below(listing, area);
        let mut table = self.prepared.table.take().unwrap_or_default();
        table.below = below;
        place(self, &mut table, listing);
        listing.row = table.bar - table.top.min(table.bar);
        self.prepared.table = Some(table);
    }

    /// The rows that a listing asks for, made anew or kept.
    fn table(&mut self, listing: &Listing, old: Option<Table>) -> Table {
        let made = Made {
            generation: self.generation,
            marked: self.marked,
            list: listing.list,
            text: listing.query.clone(),
            typing: self.is_typing(),
            only: listing.only.clone(),
            sort: listing.sort.clone(),
            counted: listing.counted.clone(),
        };
        if let Some(old) = old.filter(|old| old.made.as_ref() == Some(&made)) {
            return old;
        }
        let query = self.parsed(listing.list, &listing.query);
        if self.waits_for(self.has_learnt(listing.list, &query)) {
            return Table { query, waits: true, ..Table::default() };
        }
        self.need_words(listing.list, &query);
        self.need_before(listing.list, &query);
        let base = self.base(listing.list);
        let query = self.asked(listing.list, &base, query);
        let (mut rows, counts) = self.with_stock(|stock| {
            let rows = rows(listing.list, stock, &base, &query, &listing.only, listing.sort.as_ref());
            let column = listing.counted.as_deref().and_then(|key| listing.list.column(key));
            let counts = column.map(|column| counts(stock, &rows, column));
            (rows, counts)
        });
        let all = if listing.list == List::Search { notes::passages(&rows) } else { base.len() };
        let beside =
            if listing.list == List::National && counts.is_none() { self.beside(&query, &rows) } else { Vec::new() };
        let pinned = beside.len();
        rows.splice(0..0, beside);
        Table { made: Some(made), query, rows, pinned, all, counts, ..Table::default() }
    }

    /// The authorities whose neighbours a query asks for, so far as they are none of these rows.
    fn beside(&self, query: &Query, rows: &[Row]) -> Vec<Row> {
        let named = query.near.iter().filter_map(|name| self.library.authority_named(name));
        let beside = named.map(|id| list::of_authority(&self.library, id, query));
        beside.filter(|row| !rows.contains(row)).collect()
    }

    /// Whether the list that is open is filtered.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        match &self.view {
            View::List(listing) => {
                !listing.only.is_empty()
                    || listing.counted.is_some()
                    || listing.list != List::Search && !listing.query.is_empty()
            }
            View::Browse(browse) => !browse.filter.is_empty(),
            _ => false,
        }
    }
}

/// Whether a row is the heading of a group.
#[must_use]
pub fn is_heading(list: List, row: Row) -> bool {
    list == List::Search && matches!(row, Row::Report(_))
}
