//! The blocks of a report, which may lie elsewhere until somebody asks for one.
//!
//! A folder that was read before is shown from what is known of each report; its text is fetched when it is looked at
//! first. How many blocks there are is known at once, so that places in the text can be checked without it.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::later::Later;
use super::{Block, Kind, Place};

/// A list of blocks, at hand or fetched when it is first looked at.
#[derive(Clone, Default, Deserialize)]
#[serde(from = "Vec<Block>")]
pub struct Blocks {
    count: usize,
    list: Later<Vec<Block>>,
}

impl Blocks {
    /// So many blocks, which are fetched when one is looked at. Where others come than were announced, blocks without text
    /// stand for those that are missing.
    #[must_use]
    pub fn later(count: usize, fetch: impl Fn() -> Vec<Block> + Send + Sync + 'static) -> Self {
        let whole = move || {
            let mut blocks = fetch();
            blocks.resize_with(count, || Block::new(Kind::Paragraph, "", Place::default()));
            blocks
        };
        Self { count, list: Later::new(Arc::new(whole)) }
    }

    /// How many there are. Nothing is fetched for it.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.count
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Whether nothing has to be fetched any more.
    #[must_use]
    pub fn are_here(&self) -> bool {
        self.list.here().is_some()
    }

    /// The blocks for one who goes through the text of every report once: what has to be fetched for that is not kept, so
    /// that a large folder's texts are never all in memory.
    #[must_use]
    pub fn passing(&self) -> Cow<'_, Vec<Block>> {
        self.list.passing()
    }
}

impl From<Vec<Block>> for Blocks {
    fn from(blocks: Vec<Block>) -> Self {
        Self { count: blocks.len(), list: blocks.into() }
    }
}

impl Deref for Blocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        self.list.get()
    }
}

impl DerefMut for Blocks {
    fn deref_mut(&mut self) -> &mut [Block] {
        self.list.get_mut()
    }
}

impl Extend<Block> for Blocks {
    fn extend<T: IntoIterator<Item = Block>>(&mut self, more: T) {
        self.list.get_mut().extend(more);
        self.count = self.list.get().len();
    }
}

impl<'a> IntoIterator for &'a Blocks {
    type Item = &'a Block;
    type IntoIter = std::slice::Iter<'a, Block>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.get().iter()
    }
}

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.list == other.list
    }
}

impl fmt::Debug for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.list.here() {
            Some(here) => here.fmt(f),
            None => write!(f, "{} blocks, not here yet", self.count),
        }
    }
}

impl Serialize for Blocks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.list.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_blocks_are_there_as_were_announced() {
        let fetch = || vec![Block::new(Kind::Paragraph, "one", Place::default())];
        let blocks = Blocks::later(2, fetch);
        assert_eq!((blocks.len(), format!("{blocks:?}").as_str()), (2, "2 blocks, not here yet"));
        let passing: Vec<String> = blocks.passing().iter().map(|b| b.text.clone()).collect();
        assert_eq!(passing, ["one", ""]);
        assert!(!blocks.are_here(), "who passes by leaves nothing");
        let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["one", ""], "one is missing");
        assert_eq!(blocks.last(), Some(&Block::new(Kind::Paragraph, "", Place::default())));
        assert!(blocks.are_here());
    }
}
