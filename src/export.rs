//! What the program understood, written for other programs and other papers.

pub mod annex;
pub mod compare;
pub mod json;
pub mod jump;
pub mod list;
mod markdown;
pub mod rows;
pub mod search;
pub mod show;
pub mod table;
pub mod text;
