//! Authorities: the register of their names, and how a document's words resolve to one.

pub mod names;
pub mod register;
pub mod succession;

pub use names::{Mention, Names};
pub use register::{Entry, Register};
