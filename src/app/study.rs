//! What lists and searches need to know of a whole library is learnt outside of the state, and comes back piece by piece.
//!
//! Every word of ten thousand reports takes seconds to note down, and no key may wait for that: a list whose piece is not
//! there yet says so, and is filled when it comes. Where nobody studies, as in tests and where a frame is only printed,
//! each piece is made when it is asked for first.

use std::sync::Arc;

use super::view::View;
use super::{App, Before};
use crate::authority::Register;
use crate::library::Library;
use crate::list::{Base, List, Stock};
use crate::query::ask::Scope;
use crate::query::concordance::Concordance;
use crate::query::recur;

/// A library to be studied.
#[derive(Debug, Clone)]
pub struct Study {
    /// Which library of this run it is.
    pub generation: usize,
    library: Arc<Library>,
    register: Arc<Register>,
}

/// Something that was learnt.
#[derive(Debug, Clone)]
pub enum Piece {
    /// The rows of a list.
    Base(List, Arc<Base>),
    /// What was said before.
    Before(Arc<Before>),
    /// Every word.
    Words(Arc<Concordance>),
}

/// Who learns what lists need.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Learning {
    /// The state itself, when it needs it.
    #[default]
    Here,
    /// Somebody outside, who was told of the library.
    Outside,
    /// Somebody outside, who has to be told of a new library.
    Due,
}

impl Learning {
    /// There is a new library.
    pub fn renew(&mut self) {
        if *self == Self::Outside {
            *self = Self::Due;
        }
    }
}

/// The lists whose rows a library alone makes, those that need no more than that first.
const STUDIED: [List; 3] = [List::Reports, List::National, List::Findings];

impl Study {
    /// Learns all of it and tells each piece as it is there, the quickest first, until `tell` answers `false`.
    pub fn learn(&self, tell: &mut dyn FnMut(Piece) -> bool) {
        let mut before: Option<Arc<Before>> = None;
        for list in STUDIED {
            if list == List::Findings {
                let said = said_before(&self.library);
                if !tell(Piece::Before(Arc::clone(&said))) {
                    return;
                }
                before = Some(said);
            }
            let scope = Scope { before: before.as_deref() };
            let stock = Stock { scope, ..Stock::of(&self.library, &self.register) };
            if !tell(Piece::Base(list, Arc::new(Base::of(list, &stock)))) {
                return;
            }
        }
        tell(Piece::Words(Arc::new(Concordance::of(&self.library))));
    }
}

/// What was said before, by file and finding.
pub(super) fn said_before(library: &Library) -> Arc<Before> {
    Arc::new(recur::before(library).by_file(library))
}

impl App {
    /// From now on, if it is not so already, somebody asks for [`App::study`] and learns what it says.
    pub fn has_student(&mut self) {
        if self.learning == Learning::Here {
            self.learning = Learning::Due;
        }
    }

    /// The library that has to be studied since this was last called. [`App::learnt`] wants each piece.
    pub fn study(&mut self) -> Option<Study> {
        if self.learning != Learning::Due {
            return None;
        }
        self.learning = Learning::Outside;
        let (library, register) = (Arc::clone(&self.library), Arc::clone(&self.register));
        Some(Study { generation: self.generation, library, register })
    }

    /// Something was learnt. What was learnt of an older library is passed over.
    pub fn learnt(&mut self, generation: usize, piece: Piece) {
        if generation != self.generation {
            return;
        }
        let words = matches!(piece, Piece::Words(_));
        match piece {
            Piece::Base(list, base) => self.bases[list as usize] = Some(base),
            Piece::Before(before) => self.before = Some(before),
            Piece::Words(concordance) => self.concordance = Some(concordance),
        }
        self.prepare();
        // A search that waited for words is one that nobody could keep yet.
        if words && self.overlay.is_none() && matches!(&self.view, View::List(listing) if listing.list == List::Search)
        {
            self.keep_query();
        }
    }

    /// Whether a list waits for something that somebody is learning.
    pub(super) fn waits_for(&self, is_there: bool) -> bool {
        self.learning != Learning::Here && !is_there
    }
}
