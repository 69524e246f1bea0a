//! Lists as views: reports, findings, the national grid, search results, files with problems.
//!
//! One state and one set of keys for all of them; which rows and columns there are is said by [`List`]. The rows are made
//! anew only when the library, the query or the order is another.

use ratatui::layout::Rect;

use super::App;
use super::ahead::Stays;
use super::bar;
use super::input::Input;
use super::notice::Notice;
use super::overlay::Overlay;
use super::view::{Browse, Listing, Reader, View};
use crate::document::BlockId;
use crate::keymap::Action;
use crate::library::{Problem, ReportId};
use crate::list::{Hit, Key, List, Only, Row, Sort, Stock, hit};
use crate::query::ask::Query;

mod kept;
mod layout;
mod notes;
mod query;
mod table;

pub use layout::{Placed, layout};
pub use notes::Note;
pub use table::{Table, is_heading};

/// The line above the rows: the column heads.
pub const HEAD: usize = 1;
/// How many rows of a text stand above the match that a result opens it at.
const ABOVE_A_MATCH: usize = 8;

/// Whether a row is a finding, or a passage that is one.
fn row_is_finding(stock: &Stock, row: Row) -> bool {
    match row {
        Row::Finding(..) => true,
        Row::Passage(at) => stock
            .concordance
            .and_then(|concordance| concordance.passage(at as usize))
            .is_some_and(|p| p.finding.is_some()),
        _ => false,
    }
}

/// The rows in sight at once, where so many lines stand above the heads and below the rows. A rule parts what is below.
#[must_use]
pub fn height(area: Rect, above: usize, below: usize) -> usize {
    let below = if below == 0 { 0 } else { below + 1 };
    usize::from(area.height).saturating_sub(HEAD + above + below)
}

impl App {
    /// The list that is open.
    #[must_use]
    pub fn listing(&self) -> Option<&Listing> {
        match &self.view {
            View::List(listing) => Some(listing),
            _ => None,
        }
    }

    /// The row under the bar of the list that is open, where its rows are counted none.
    #[must_use]
    pub fn listed(&self) -> Option<Row> {
        let table = self.prepared.table.as_ref().filter(|table| table.counts.is_none())?;
        self.listing()?;
        table.rows.get(table.bar).copied()
    }

    /// The file under the bar of a list.
    pub(super) fn listed_file(&self) -> Option<String> {
        match self.listed()? {
            Row::Unread(at) => crate::list::unread(&self.library, at).map(|(file, _)| file.to_owned()),
            row => self.library.report(self.with_stock(|stock| row.report(stock))?).map(|r| r.file.clone()),
        }
    }

    /// The report under the bar of a list.
    pub(super) fn listed_report(&self) -> Option<ReportId> {
        self.with_stock(|stock| self.listed()?.report(stock))
    }

    /// Where the text under the bar of a list begins: its report and its first block.
    #[must_use]
    pub fn listed_passage(&self) -> Option<(ReportId, BlockId)> {
        let row = self.listed()?;
        self.with_stock(|stock| Some((row.report(stock)?, row.block(stock))))
    }

    /// The problem under the bar of the files with problems.
    #[must_use]
    pub fn listed_problem(&self) -> Option<&Problem> {
        let Row::Unread(at) = self.listed()? else { return None };
        self.library.problems().get(at)
    }

    pub(super) fn listing_act(&mut self, action: Action) {
        match action {
            Action::Find | Action::Filter => self.ask_query(false),
            Action::Open => self.open_listed(),
            Action::Left | Action::Right => self.move_column(action == Action::Right),
            Action::Sort => self.sort(),
            Action::Count => self.count(),
            Action::NextSection | Action::PreviousSection | Action::NextFinding | Action::PreviousFinding => {
                self.leap(action);
            }
            _ => self.move_listing(action),
        }
    }

    /// Opens the line in which the list's query is typed.
    pub(super) fn ask_query(&mut self, fresh: bool) {
        let Some(listing) = self.listing() else { return };
        let before = listing.query.clone();
        let typed = if before.is_empty() || before.ends_with(' ') { before.clone() } else { format!("{before} ") };
        let input = if fresh { Input::default() } else { Input::with(typed) };
        self.overlay = Some(Overlay::Filter { input, before, fresh });
        if fresh {
            self.set_query("");
        }
    }

    /// Opens the search of all reports, its line ready for words.
    pub(super) fn search(&mut self) {
        if !matches!(&self.view, View::List(listing) if listing.list == List::Search) {
            let listing = self.searched.clone().unwrap_or_else(|| Listing::of(List::Search));
            self.go(View::List(listing));
        }
        self.ask_query(true);
    }

    /// Opens the results of the last search as they were left.
    pub(super) fn results(&mut self) {
        match self.searched.clone() {
            Some(_) if matches!(&self.view, View::List(l) if l.list == List::Search) => {
                self.say(Notice::info("these are the results"));
            }
            Some(listing) => self.go(View::List(listing)),
            None => {
                self.say(Notice::info(format!("nothing was looked for yet; {} searches", self.key(Action::Search))));
            }
        }
    }

    /// Searches all reports for these words.
    pub(super) fn search_for(&mut self, words: &str) {
        let listing = Listing { query: words.to_owned(), ..Listing::of(List::Search) };
        self.go(View::List(listing));
        self.keep_query();
    }

    /// Keeps the row under the bar by name.
    pub(super) fn pin_row(&mut self) {
        let key = self.with_stock(|stock| self.listed().and_then(|row| row.key(stock)));
        let value = self.counted_value();
        if let View::List(listing) = &mut self.view {
            (listing.chosen, listing.value) = (key.or(listing.chosen.take()), value.or(listing.value.take()));
        }
    }

    /// The value under the bar of a count.
    fn counted_value(&self) -> Option<String> {
        let table = self.prepared.table.as_ref()?;
        table.counts.as_ref()?.get(table.bar).map(|counted| counted.value.clone())
    }

    /// Moves the bar of the list.
    pub(super) fn move_listing(&mut self, action: Action) {
        let Some(table) = &self.prepared.table else { return };
        let Some(to) = bar::moved(action, table.bar, table.len(), table.height) else { return };
        self.move_to(action, to);
    }

    /// Moves the bar further than a line: to the first row of the next or previous group, or to the next or previous
    /// finding. Search results are grouped by report, every other list by its first column.
    fn leap(&mut self, action: Action) {
        let forward = matches!(action, Action::NextSection | Action::NextFinding);
        let Some((table, listing)) = self.prepared.table.as_ref().zip(self.listing()) else { return };
        let list = listing.list;
        let to = self.with_stock(|stock| {
            let group = |row: Row| match list {
                List::Search => row.report(stock).map(|id| id.index().to_string()).unwrap_or_default(),
                _ => (list.columns()[0].cell)(stock, row).text,
            };
            let rows = table.rows.as_slice();
            let begins = |at: usize| {
                let parts = action == Action::NextSection || action == Action::PreviousSection;
                if parts {
                    let before = rows[..at].iter().rposition(|row| !is_heading(list, *row));
                    before.is_none_or(|before| group(rows[before]) != group(rows[at]))
                } else {
                    row_is_finding(stock, rows[at])
                }
            };
            let fits = |&at: &usize| !is_heading(list, rows[at]) && begins(at);
            if table.counts.is_some() {
                None
            } else if forward {
                (table.bar + 1..rows.len()).find(fits)
            } else {
                (0..table.bar.min(rows.len())).rev().find(fits)
            }
        });
        let Some(to) = to else {
            let what = match action {
                Action::NextFinding | Action::PreviousFinding => "finding",
                _ if list == List::Search => "report",
                _ => "group of rows",
            };
            let side = if forward { "after this" } else { "before this" };
            return self.say(Notice::info(format!("no {what} {side}")));
        };
        self.move_to(action, to);
    }

    fn move_to(&mut self, action: Action, to: usize) {
        let Some(table) = &self.prepared.table else { return };
        let (at, row) = (table.bar, table.rows.get(to).copied());
        let value = table.counts.as_ref().and_then(|counts| counts.get(to)).map(|counted| counted.value.clone());
        let key = self.with_stock(|stock| row.and_then(|row| row.key(stock)));
        if let View::List(listing) = &mut self.view {
            listing.row = bar::row(action, at, to, listing.row);
            if listing.counted.is_some() {
                listing.value = value;
            } else {
                listing.chosen = key;
            }
        }
    }

    fn move_column(&mut self, right: bool) {
        if let View::List(listing) = &mut self.view {
            let last = listing.list.columns().len() - 1;
            let before = listing.column;
            listing.column = if right { (before + 1).min(last) } else { before.saturating_sub(1) };
            let these = (listing.column != before).then_some(Stays::Columns(before));
            self.go_ahead_of(these);
        }
    }

    /// Sorts by the column under the bar; again the other way; a third time not at all.
    fn sort(&mut self) {
        let View::List(listing) = &mut self.view else { return };
        let column = listing.list.columns()[listing.column];
        listing.sort = match listing.sort.take().filter(|sort| sort.column == column.key) {
            None => Some(Sort { column: column.key.to_owned(), descending: false }),
            Some(Sort { descending: false, column }) => Some(Sort { column, descending: true }),
            Some(_) => None,
        };
        let words = match &listing.sort {
            None => "in its own order again".to_owned(),
            Some(sort) if sort.descending => format!("sorted by {}, the other way", column.head),
            Some(_) => format!("sorted by {}", column.head),
        };
        self.say(Notice::info(words));
    }

    /// Counts the rows by the column under the bar.
    fn count(&mut self) {
        let View::List(listing) = &self.view else { return };
        let mut counted = listing.clone();
        let column = listing.list.counted_by(listing.column).key.to_owned();
        counted.counted = if listing.counted.is_some() { None } else { Some(column) };
        (counted.value, counted.row) = (None, 0);
        self.go(View::List(counted));
    }

    fn open_listed(&mut self) {
        if let Some(value) = self.counted_value() {
            return self.open_counted(value);
        }
        let Some(row) = self.listed() else { return self.say(Notice::info("nothing is under the bar")) };
        if let Row::Mark(at) = row {
            return self.open_mark(at);
        }
        let Some(file) = self.listed_report().and_then(|id| self.library.report(id)).map(|r| r.file.clone()) else {
            return self.open_without_report(row);
        };
        if let Row::Authority(id, _) = row
            && let Some(authority) = self.library.authority(id).map(|a| a.name.clone())
        {
            return self.go(View::Browse(Browse::on(authority)));
        }
        let listing = self.listing().map(|listing| (listing.list, listing.query.clone()));
        let block = self.with_stock(|stock| row.block(stock));
        let mut reader = if let Row::Report(_) = row { self.resumed(file) } else { Reader::at(file, block) };
        if let (Row::Passage(_), Some((_, text))) = (row, &listing) {
            let query = Query::parse(text, &self.register);
            self.searched = self.listing().cloned();
            self.look_for_query();
            let first = self.with_stock(|stock| self.first_match(stock, row, &query));
            if let Some(spot) = first {
                reader = Reader { spot, row: ABOVE_A_MATCH, ..reader };
            }
        }
        self.go(View::Reader(reader));
    }

    fn first_match(&self, stock: &crate::list::Stock, row: Row, query: &Query) -> Option<super::view::Spot> {
        let report = self.library.report(row.report(stock)?)?;
        let from = row.block(stock).index();
        let blocks = report.blocks.iter().enumerate().skip(from);
        blocks.filter(|(_, block)| block.is_text()).find_map(|(at, block)| {
            let span = query.spans(&block.text).into_iter().next()?;
            Some(super::view::Spot { block: BlockId::new(at), at: span.start })
        })
    }

    fn open_without_report(&mut self, row: Row) {
        let notice = match row {
            Row::Unread(_) => format!("this file was not read; {} says why in full", self.key(Action::HowWeKnow)),
            _ => "no report is behind this row".to_owned(),
        };
        self.say(Notice::info(notice));
    }

    /// Shows the rows behind a line of a count.
    fn open_counted(&mut self, value: String) {
        let View::List(listing) = &self.view else { return };
        let Some(column) = listing.counted.clone() else { return };
        let mut behind = Listing { counted: None, value: None, row: 0, chosen: None, ..listing.clone() };
        behind.only.push(Only { column, value });
        self.go(View::List(behind));
    }

    /// The chosen row of a listing by its key, in a table's rows.
    pub(super) fn row_of(&self, rows: &[Row], chosen: Option<&Key>) -> Option<usize> {
        let chosen = chosen?;
        self.with_stock(|stock| rows.iter().position(|row| row.key(stock).as_ref() == Some(chosen)))
    }

    /// The text of the row under the bar, which stands below the list, with the words that are looked for.
    pub(super) fn preview(&self, query: &Query) -> Option<Hit> {
        let row = self.listed()?;
        self.with_stock(|stock| match row {
            Row::Passage(_) | Row::Finding(..) => Some(hit(stock, row, query)),
            _ => None,
        })
    }
}
