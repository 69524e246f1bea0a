//! What may lie elsewhere until somebody looks at it.

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use serde::{Deserialize, Serialize, Serializer};

/// Fetches what lies elsewhere. It has no way to fail: who makes one knows what to do then.
pub type Fetch<T> = Arc<dyn Fn() -> T + Send + Sync>;

/// A value that is at hand, or is fetched when it is first looked at and then kept.
#[derive(Default, Deserialize)]
#[serde(from = "T")]
pub struct Later<T> {
    /// Apart from the rest, for it may be long: thousands are not at hand.
    here: OnceLock<Box<T>>,
    /// Nothing once the value is here: what it was made of need not be held beside it.
    fetch: Mutex<Option<Fetch<T>>>,
}

impl<T: Default> Later<T> {
    /// A value that is fetched when it is looked at.
    #[must_use]
    pub const fn new(fetch: Fetch<T>) -> Self {
        Self { here: OnceLock::new(), fetch: Mutex::new(Some(fetch)) }
    }

    /// The value where nothing has to be fetched for it any more.
    #[must_use]
    pub fn here(&self) -> Option<&T> {
        self.here.get().map(Box::as_ref)
    }

    /// The value.
    #[must_use]
    pub fn get(&self) -> &T {
        self.here.get_or_init(|| {
            let value = Box::new(self.fetch().map(|fetch| fetch()).unwrap_or_default());
            *self.kept_fetch() = None;
            value
        })
    }

    /// The value, to be changed.
    ///
    /// # Panics
    ///
    /// Never: the value is fetched where it is not there.
    pub fn get_mut(&mut self) -> &mut T {
        let _ = self.get();
        self.here.get_mut().expect("it was fetched just now, or before")
    }

    /// The value itself.
    #[must_use]
    pub fn into_inner(self) -> T {
        let _ = self.get();
        self.here.into_inner().map(|here| *here).unwrap_or_default()
    }
}

impl<T> Later<T> {
    fn kept_fetch(&self) -> MutexGuard<'_, Option<Fetch<T>>> {
        self.fetch.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What fetches the value, while it is not here. Nobody waits for another who fetches it, too.
    fn fetch(&self) -> Option<Fetch<T>> {
        self.kept_fetch().clone()
    }
}

impl<T: Clone + Default> Clone for Later<T> {
    fn clone(&self) -> Self {
        let fetch = self.fetch();
        if fetch.is_none() {
            // It is here, or about to be.
            let _ = self.get();
        }
        Self { here: self.here.clone(), fetch: Mutex::new(fetch) }
    }
}

impl<T: Clone + Default> Later<T> {
    /// The value for one who goes through all there is once: what has to be fetched for that is not kept.
    #[must_use]
    pub fn passing(&self) -> Cow<'_, T> {
        match self.here().map_or_else(|| self.fetch(), |_| None) {
            Some(fetch) => Cow::Owned(fetch()),
            None => Cow::Borrowed(self.get()),
        }
    }
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Self {
        Self { here: OnceLock::from(Box::new(value)), fetch: Mutex::default() }
    }
}

impl<T: Default + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl<T: fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.here.get() {
            Some(here) => here.fmt(f),
            None => f.write_str("not here yet"),
        }
    }
}

impl<T: Default + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.get().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn a_value_is_fetched_once_and_only_when_it_is_looked_at() {
        let asked = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&asked);
        let later = Later::new(Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
            "text".to_owned()
        }));
        assert_eq!((later.here(), format!("{later:?}").as_str()), (None, "not here yet"));
        assert_eq!((later.passing().as_str(), later.here()), ("text", None), "who passes by leaves nothing");
        assert_eq!((later.get().as_str(), later.get().as_str()), ("text", "text"));
        assert_eq!(asked.load(Ordering::SeqCst), 2);
        assert_eq!(
            (Arc::strong_count(&asked), later.clone().into_inner().as_str()),
            (1, "text"),
            "nothing is held for it"
        );
        assert_eq!(later, Later::from("text".to_owned()));
    }
}
