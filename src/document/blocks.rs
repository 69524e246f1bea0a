//! The blocks of a report, which may lie elsewhere until somebody asks for one.
//!
//! A folder that was read before is shown from what is known of each report; its text is fetched when it is looked at
//! first. How many blocks there are is known at once, so that places in the text can be checked without it.

use std::borrow::Cow;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, OnceLock};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Block, Kind, Place};

/// Fetches blocks. It has no way to fail: who makes one knows what to do then.
pub type Fetch = Arc<dyn Fn() -> Vec<Block> + Send + Sync>;

/// A list of blocks, at hand or fetched when it is first looked at.
#[derive(Clone, Default)]
pub struct Blocks {
    count: usize,
    here: OnceLock<Vec<Block>>,
    fetch: Option<Fetch>,
}

impl Blocks {
    /// So many blocks, which are fetched when one is looked at. Where others come than were announced, blocks without text
    /// stand for those that are missing.
    #[must_use]
    pub fn later(count: usize, fetch: Fetch) -> Self {
        Self { count, here: OnceLock::new(), fetch: Some(fetch) }
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
        self.here.get().is_some() || self.fetch.is_none()
    }

    /// The blocks for one who goes through the text of every report once: what has to be fetched for that is not kept, so
    /// that a large folder's texts are never all in memory.
    #[must_use]
    pub fn passing(&self) -> Cow<'_, [Block]> {
        match (self.here.get(), &self.fetch) {
            (Some(here), _) => Cow::Borrowed(here),
            (None, Some(fetch)) => Cow::Owned(self.fetched(fetch)),
            (None, None) => Cow::Borrowed(&[]),
        }
    }

    fn get(&self) -> &[Block] {
        let Some(fetch) = &self.fetch else { return self.here.get().map_or(&[], Vec::as_slice) };
        self.here.get_or_init(|| self.fetched(fetch))
    }

    fn fetched(&self, fetch: &Fetch) -> Vec<Block> {
        let mut blocks = fetch();
        blocks.resize_with(self.count, || Block::new(Kind::Paragraph, "", Place::default()));
        blocks
    }
}

impl From<Vec<Block>> for Blocks {
    fn from(blocks: Vec<Block>) -> Self {
        Self { count: blocks.len(), here: OnceLock::from(blocks), fetch: None }
    }
}

impl Deref for Blocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        self.get()
    }
}

impl DerefMut for Blocks {
    fn deref_mut(&mut self) -> &mut [Block] {
        self.get();
        self.here.get_mut().map_or(&mut [], Vec::as_mut_slice)
    }
}

impl Extend<Block> for Blocks {
    fn extend<T: IntoIterator<Item = Block>>(&mut self, more: T) {
        self.get();
        let mut blocks = self.here.take().unwrap_or_default();
        blocks.extend(more);
        *self = blocks.into();
    }
}

impl<'a> IntoIterator for &'a Blocks {
    type Item = &'a Block;
    type IntoIter = std::slice::Iter<'a, Block>;

    fn into_iter(self) -> Self::IntoIter {
        self.get().iter()
    }
}

impl PartialEq for Blocks {
    fn eq(&self, other: &Self) -> bool {
        self.count == other.count && self.get() == other.get()
    }
}

impl fmt::Debug for Blocks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.are_here() { self.get().fmt(f) } else { write!(f, "{} blocks, not here yet", self.count) }
    }
}

impl Serialize for Blocks {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Blocks {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn blocks_are_fetched_once_and_only_when_one_is_looked_at() {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let blocks = Blocks::later(
            2,
            Arc::new(move || {
                counted.fetch_add(1, Ordering::SeqCst);
                vec![Block::new(Kind::Paragraph, "one", Place::default())]
            }),
        );
        assert_eq!((blocks.len(), format!("{blocks:?}").as_str()), (2, "2 blocks, not here yet"));
        assert_eq!(asked.load(Ordering::SeqCst), 0);
        let passing: Vec<String> = blocks.passing().iter().map(|b| b.text.clone()).collect();
        assert_eq!(passing, ["one", ""]);
        assert!(!blocks.are_here(), "who passes by leaves nothing");
        asked.store(0, Ordering::SeqCst);
        let texts: Vec<&str> = blocks.iter().map(|b| b.text.as_str()).collect();
        assert_eq!(texts, ["one", ""], "one is missing");
        assert_eq!(blocks.last(), Some(&Block::new(Kind::Paragraph, "", Place::default())));
        assert_eq!(asked.load(Ordering::SeqCst), 1);
    }
}
