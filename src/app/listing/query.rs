//! The query of a list, while it is typed and when it is kept.

use crate::app::App;
use crate::app::view::View;
use crate::keymap::Action;
use crate::list::List;
use crate::query::ask::Query;

impl App {
    /// Gives the list another query.
    pub(in crate::app) fn set_query(&mut self, text: &str) {
        if let View::List(listing) = &mut self.view {
            // Other words find other passages: the bar stands on the first, not on what fewer letters had found.
            if listing.list == List::Search && listing.query.trim_end() != text.trim_end() {
                (listing.chosen, listing.row) = (None, 0);
            }
            text.clone_into(&mut listing.query);
        }
    }

    /// Leaves the line without keeping what was typed; a search that never was is closed again.
    pub(in crate::app) fn end_query(&mut self, before: &str, fresh: bool) {
        self.set_filter(before);
        // What was left for new words comes back as it was, the bar on its row.
        if let Some(listing) = self.searched.clone().filter(|listing| fresh && listing.query == before)
            && self.listing().is_some_and(|listing| listing.list == List::Search)
        {
            self.view = View::List(listing);
        }
        if fresh && before.is_empty() && self.listing().is_some_and(|listing| listing.list == List::Search) {
            self.travel(Action::Back);
        }
    }

    /// Keeps what was typed. Words to search for that are nobody's whole words stay open, and say so with a star.
    pub(in crate::app) fn keep_query(&mut self) {
        self.prepare();
        let text = match &self.view {
            View::Browse(browse) => browse.filter.trim_end().to_owned(),
            View::List(listing) => listing.query.trim_end().to_owned(),
            _ => return,
        };
        let open = Query::typing(&text, &self.register);
        let search = self.listing().is_some_and(|listing| listing.list == List::Search);
        let starred =
            search && Query::parse(&text, &self.register) != open && self.finds_nothing() && !self.is_waiting() && {
                let open = Query::parse(&format!("{text}*"), &self.register);
                !self.rows(List::Search, &open).is_empty()
            };
        self.set_filter(&if starred { format!("{text}*") } else { text });
        self.prepare();
        self.pin_row();
        let Some(list) = self.listing().map(|listing| listing.list) else { return };
        if list == List::Search
            && let View::List(listing) = &self.view
        {
            self.searched = Some(listing.clone());
            self.look_for_query();
        }
    }

    /// Whether the list that is open waits for something that is still being learnt.
    fn is_waiting(&self) -> bool {
        self.prepared.table.as_ref().is_some_and(|table| table.waits)
    }

    /// Whether no row or authority fits.
    fn finds_nothing(&self) -> bool {
        match &self.prepared.table {
            Some(table) => table.rows.is_empty(),
            None => self.prepared.authorities.is_empty(),
        }
    }

    /// Marks in every text what the search looks for.
    pub(in crate::app) fn look_for_query(&mut self) {
        let Some(listing) = &self.searched else { return };
        let query = Query::parse(&listing.query, &self.register);
        if query.patterns().any(|(_, negated)| !negated) {
            self.words.clone_from(&listing.query);
            self.sought = Some(query);
        }
    }
}
