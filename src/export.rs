//! What the program understood, written for other programs and other papers.

pub mod json;
pub mod jump;
pub mod list;
pub mod search;
pub mod table;
