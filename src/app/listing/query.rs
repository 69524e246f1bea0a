//! The query of a list, while it is typed and when it is kept.

use crate::app::App;
use crate::app::view::View;
use crate::keymap::Action;
use crate::list::List;

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

    /// Keeps what was typed. Words that nobody wrote are beginnings of words, and say so with a star.
    pub(in crate::app) fn keep_query(&mut self) {
        self.prepare();
        let text = match &self.view {
            View::Browse(browse) => browse.filter.trim_end().to_owned(),
            View::List(listing) => listing.query.trim_end().to_owned(),
            _ => return,
        };
        let texts = self.listing().is_some_and(|listing| listing.list.text().is_some());
        let asked = self.prepared.table.as_ref().filter(|table| texts && !table.is_empty());
        let text = asked.map_or(text.clone(), |table| table.query.starred(&text));
        self.set_filter(&text);
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
}
