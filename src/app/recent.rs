//! The places that one went to last, by name, so that they outlive a new reading of the folder and the end of the program.

use super::view::View;
use crate::document::BlockId;
use crate::library::Library;
use crate::query::jump::{self, Target};
pub use crate::session::Visited;

/// How many places are kept.
const KEPT: usize = 20;

/// The places, the last one first, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Recent(Vec<Visited>);

impl Recent {
    /// The places that were kept.
    pub(super) fn of(places: Vec<Visited>) -> Self {
        Self(places)
    }

    /// Puts a place first.
    pub(super) fn visit(&mut self, place: Option<Visited>) {
        let Some(place) = place else { return };
        self.0.retain(|known| *known != place);
        self.0.insert(0, place);
        self.0.truncate(KEPT);
    }

    /// The places, the last one first.
    pub(super) fn iter(&self) -> impl Iterator<Item = &Visited> {
        self.0.iter()
    }

    /// The places as they are kept.
    pub(super) fn into_places(self) -> Vec<Visited> {
        self.0
    }
}

impl Visited {
    /// The place that a view shows; lists are no places.
    #[must_use]
    pub fn of(view: &View) -> Option<Self> {
        match view {
            View::Reader(reader) => Some(Self {
                authority: None,
                report: Some(reader.file.clone()),
                block: u32::try_from(reader.spot.block.index()).unwrap_or_default(),
            }),
            View::Browse(browse) => Some(Self { authority: Some(browse.authority.clone()?), ..Self::default() }),
            View::Grid(chart) => Some(Self { authority: Some(chart.authority.clone()), ..Self::default() }),
            View::Compare(_) | View::List(_) => None,
        }
    }

    /// Where the place is in a library, where it is there.
    #[must_use]
    pub fn target(&self, library: &Library) -> Option<Target> {
        match (&self.authority, &self.report) {
            (_, Some(file)) => {
                Some(jump::at(library, library.report_of_file(file)?, BlockId::new(self.block as usize)))
            }
            (Some(name), None) => library.authority_named(name).map(Target::Authority),
            (None, None) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_stands_once_and_the_last_one_first() {
        let place = |name: &str| Some(Visited { authority: Some(name.to_owned()), ..Visited::default() });
        let mut recent = Recent::default();
        for name in ["Ashcombe", "Netherby", "Ashcombe"] {
            recent.visit(place(name));
        }
        recent.visit(None);
        let names: Vec<&str> = recent.iter().filter_map(|p| p.authority.as_deref()).collect();
        assert_eq!(names, ["Ashcombe", "Netherby"]);
        (0..100).for_each(|n| recent.visit(place(&n.to_string())));
        assert_eq!(recent.into_places().len(), KEPT);
    }
}
