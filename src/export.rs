//! What the program understood, written for other programs and other papers.

pub mod compare;
pub mod json;
pub mod list;
pub mod search;
pub mod show;
pub mod table;
