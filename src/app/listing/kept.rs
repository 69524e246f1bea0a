//! Lists that are kept under names.

use crate::app::notice::Notice;
use crate::app::overlay::Overlay;
use crate::app::view::{Listing, View};
use crate::app::{App, Effect};
use crate::keymap::Action;
use crate::list::List;
use crate::saved::{self, Saved};

impl App {
    /// Opens the commands for a name to be typed.
    pub(in crate::app) fn ask_name(&mut self, action: Action) {
        let typed = format!("{} ", action.key());
        self.overlay = Some(Overlay::Commands(self.palette(&typed)));
    }

    /// Keeps the list that is open under a name.
    pub(in crate::app) fn keep_list(&mut self, name: &str) -> Option<Effect> {
        let Some(listing) = self.listing() else {
            self.say(Notice::info("only a list can be kept under a name"));
            return None;
        };
        let Listing { list, query, sort, only, .. } = listing.clone();
        Some(Effect::Lists(saved::Change::Keep(Saved { name: name.to_owned(), list, query, sort, only })))
    }

    /// Opens a list that was kept.
    pub(in crate::app) fn open_saved(&mut self, saved: Saved) {
        let Saved { list, query, sort, only, .. } = saved;
        self.go(View::List(Listing { query, only, sort, ..Listing::of(list) }));
        if list == List::Search {
            self.keep_query();
        }
    }

    /// What became of the lists that are kept: all of them as they stand on the disk, or why they do not.
    pub fn kept_lists(&mut self, change: &saved::Change, lists: Result<Vec<Saved>, String>) {
        match lists {
            Ok(lists) => {
                self.saved = lists;
                let views = self.key(Action::Views);
                self.say_late(Notice::info(match change {
                    saved::Change::Keep(saved) => {
                        format!("kept as “{}”; it stands in the menu of views ({views})", saved.name)
                    }
                    saved::Change::Forget(name) => format!("“{name}” is kept no longer"),
                }));
            }
            Err(reason) => self.say_late(Notice::error(reason)),
        }
        self.prepare();
    }

    /// The lists that are kept under names.
    #[must_use]
    pub fn saved_lists(&self) -> &[Saved] {
        &self.saved
    }
}
