//! Authorities: the register of their names, how a document's words resolve to one, and what stands for one unnamed.

pub mod clues;
pub mod names;
pub mod register;
pub mod succession;

pub use clues::{Clues, Inference};
pub use names::{Mention, Names};
pub use register::{Entry, Register};
