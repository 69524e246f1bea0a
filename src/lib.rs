//! `findings`: a terminal browser for inspection findings.

pub mod app;
pub mod authority;
pub mod config;
pub mod document;
pub mod keymap;
pub mod library;
pub mod load;
pub mod query;
pub mod read;
pub mod report;
pub mod session;
pub mod term;
pub mod theme;
pub mod typography;
pub mod ui;
mod vocabulary;
