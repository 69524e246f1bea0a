//! Authorities: the register of their names, and how a document's words resolve to one.

pub mod register;

pub use register::{Entry, Register};
