//! One table per vocabulary: a line a word gives the enum, its key in files and its name in prose.
//!
//! Strings become these enums at the door (`from_key`) and travel no further. The keys are those of
//! the JSON export; changing one is a change of schema. Formats that nobody reads, of the cache and of what workers tell,
//! have a word's place in its table instead of its key: whoever changes a table has another build, by the number that
//! `build.rs` makes of the sources, and no build reads what another one wrote.

/// Declares a closed vocabulary: an enum whose variants each have a key (for files) and words (for people).
macro_rules! vocabulary {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident = $key:literal, $words:literal;)+ }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$variant_meta])* #[doc = concat!("`", $key, "`: ", $words, ".")] $variant,)+ }

        const _: () = assert!($name::ALL.len() <= 256, "a word's place is one byte");

        impl $name {
            /// Every word of the vocabulary, in the order of its table.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as it stands in files and exports.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$variant => $key,)+ }
            }

            /// The word as a person reads it.
            #[must_use]
            pub const fn words(self) -> &'static str {
                match self { $(Self::$variant => $words,)+ }
            }

            /// The variant whose key this is, if any.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.words())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                if serializer.is_human_readable() {
                    serializer.serialize_str(self.key())
                } else {
                    serializer.serialize_u8(*self as u8)
                }
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                if !deserializer.is_human_readable() {
                    let place = u8::deserialize(deserializer)?;
                    let unknown = || serde::de::Error::custom(concat!("a place outside of ", stringify!($name)));
                    return Self::ALL.get(usize::from(place)).copied().ok_or_else(unknown);
                }
                let key = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::from_key(&key).ok_or_else(|| {
                    serde::de::Error::unknown_variant(&key, &[$($key,)+])
                })
            }
        }
    };
}
pub(crate) use vocabulary;

/// Declares a typed index: a `u32` that can only be used for the list it was made for.
macro_rules! typed_id {
    ($(#[$meta:meta])* $name:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        #[serde(transparent)]
        pub struct $name(u32);

        impl $name {
            /// The id of the item at `index`. An index past `u32::MAX` is held at that value.
            #[must_use]
            pub fn new(index: usize) -> Self {
                Self(u32::try_from(index).unwrap_or(u32::MAX))
            }

            /// The place in the list, counted from 0.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}
pub(crate) use typed_id;
