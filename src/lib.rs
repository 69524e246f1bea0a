//! `findings`: a terminal browser for inspection findings.

pub mod authority;
pub mod document;
pub mod library;
pub mod load;
pub mod query;
pub mod read;
pub mod report;
pub mod theme;
pub mod typography;
mod vocabulary;
