//! Questions to the library that need no terminal: the judgement grid, words in a text, going to anything, an outline, citing a passage.

pub mod ask;
pub mod citation;
pub mod compare;
pub mod concordance;
pub mod facts;
pub mod find;
pub mod grid;
pub mod jump;
pub mod likeness;
pub mod named;
pub mod number;
pub mod outline;
pub mod part;
pub mod recur;
#[cfg(test)]
pub(crate) mod sample;
pub mod token;
pub mod words;
