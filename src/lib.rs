//! `findings`: a terminal browser for inspection findings.
//!
//! It opens a folder of children's-services inspection reports as people have them (published PDFs, saved web pages,
//! Markdown conversions, letters and newspaper accounts turned to text), builds a model of authorities, inspections,
//! judgements, sections, paragraphs and findings in memory, and lets a person move through them with the keyboard.
//!
//! There is one way through the program; an import may point to the left, never to the right, and `tests/layers.rs`
//! fails when one does:
//!
//! ```text
//! folder ─▶ read ─▶ document ─▶ report ─▶ library ─▶ app ─▶ ui ─▶ terminal
//!           bytes    clean,      parsed    the model  state   frame
//!                    structured            (read-only)
//! ```
//!
//! - [`read`] walks the folder and turns bytes into a [`document::Document`]: blocks in reading order, each with its
//!   page or line, page furniture marked as such. PDF, HTML, Markdown and plain text all end here.
//! - [`report`] understands a document: framework, authority, dates, judgement grid, sections, findings. Every fact
//!   carries the printed words, the place and the rule that took it.
//! - [`library`] is the model: authorities, their reports by date, typed ids. It is immutable; while a folder is
//!   still being read, a new one is built from the reports that are there.
//! - [`load`] runs the above on all cores and tells what happens as it happens.

pub mod app;
pub mod authority;
pub mod cli;
pub mod config;
pub mod document;
pub mod durable;
pub mod export;
pub mod heap;
pub mod keymap;
pub mod library;
pub mod list;
pub mod load;
pub mod marks;
pub mod query;
pub mod read;
pub mod report;
pub mod sample;
pub mod saved;
pub mod session;
pub mod sidecar;
pub mod term;
pub mod theme;
pub mod typography;
pub mod ui;
mod vocabulary;
