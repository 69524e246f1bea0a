//! `findings`: a terminal browser for inspection findings.

pub mod authority;
pub mod document;
pub mod library;
pub mod load;
pub mod read;
pub mod report;
pub mod sample;
pub mod typography;
mod vocabulary;
