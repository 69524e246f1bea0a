//! Back and forward, as in a web browser: going elsewhere cuts the forward part.

use super::view::View;

/// How many views are kept.
const KEPT: usize = 100;

/// The views that were left, each with its scroll and selection.
#[derive(Debug, Clone, Default)]
pub struct History {
    back: Vec<View>,
    forward: Vec<View>,
}

impl History {
    /// A history in which these views were left, the last one at the end.
    pub fn of(back: Vec<View>) -> Self {
        Self { back, forward: Vec::new() }
    }

    /// The views that were left last, the last one at the end.
    pub fn last(&self, count: usize) -> &[View] {
        &self.back[self.back.len().saturating_sub(count)..]
    }

    /// A view is left for a new one.
    pub fn left(&mut self, view: View) {
        self.forward.clear();
        if self.back.last() != Some(&view) {
            self.back.push(view);
        }
        if self.back.len() > KEPT {
            self.back.remove(0);
        }
    }

    /// Changes every view that was left.
    pub fn each(&mut self, change: impl FnMut(&mut View)) {
        self.back.iter_mut().chain(&mut self.forward).for_each(change);
    }

    /// Goes back: takes the view that is open now, gives the one before. `None` where there is none.
    pub fn back(&mut self, now: &View) -> Option<View> {
        let view = self.back.pop()?;
        self.forward.push(now.clone());
        Some(view)
    }

    /// Goes forward again.
    pub fn forward(&mut self, now: &View) -> Option<View> {
        let view = self.forward.pop()?;
        self.back.push(now.clone());
        Some(view)
    }

    /// Closes a view: goes back to the last one of another kind. The way forward leads through all that were passed.
    pub fn close(&mut self, now: &View) -> Option<View> {
        let mut view = now.clone();
        while view.is_like(now) {
            view = self.back(&view)?;
        }
        Some(view)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::{Browse, Listing, Reader};
    use crate::document::BlockId;
    use crate::list::List;

    fn reader(block: usize) -> View {
        View::Reader(Reader::at("a.pdf", BlockId::new(block)))
    }

    #[test]
    fn back_and_forward_give_the_views_as_they_were_left() {
        let mut history = History::default();
        history.left(reader(1));
        history.left(reader(2));
        assert_eq!(history.back(&reader(3)), Some(reader(2)));
        assert_eq!(history.back(&reader(2)), Some(reader(1)));
        assert_eq!(history.back(&reader(1)), None);
        assert_eq!(history.forward(&reader(1)), Some(reader(2)));
    }

    #[test]
    fn going_elsewhere_cuts_the_forward_part() {
        let mut history = History::default();
        history.left(reader(1));
        assert_eq!(history.back(&reader(2)), Some(reader(1)));
        history.left(reader(1));
        assert_eq!(history.forward(&reader(9)), None);
    }

    #[test]
    fn closing_passes_over_views_of_the_same_kind() {
        let mut history = History::default();
        history.left(View::Browse(Browse::default()));
        history.left(View::List(Listing::of(List::Reports)));
        history.left(reader(1));
        assert_eq!(history.close(&reader(2)), Some(View::List(Listing::of(List::Reports))));
        assert_eq!(history.forward(&View::List(Listing::of(List::Reports))), Some(reader(1)));
        assert_eq!(history.close(&View::List(Listing::of(List::Reports))), Some(View::Browse(Browse::default())));
    }
}
