//! A document: what every reader makes of a file, before anything is understood of it.
//!
//! PDF, HTML, Markdown and plain text all become the same list of blocks in reading order. A block knows
//! its page (PDF) or line (the others), and whether it is page furniture. The type is plain, serialisable
//! data with no reference to the file, so that a file can be read in another process.

use serde::{Deserialize, Serialize};

use crate::vocabulary::{typed_id, vocabulary};

mod blocks;
pub mod clean;
pub mod label;
mod later;

pub use blocks::Blocks;
pub use later::Later;

typed_id! {
    /// The place of a block in [`Document::blocks`].
    BlockId
}

vocabulary! {
    /// What a file is, by content and never by its name.
    Format {
        Pdf = "pdf", "PDF";
        Html = "html", "HTML";
        Markdown = "markdown", "Markdown";
        Text = "text", "plain text";
    }
}

vocabulary! {
    /// Why a block is no part of the text: it belongs to the page, not to the report.
    Furniture {
        Header = "header", "running header";
        Footer = "footer", "running footer";
        PageNumber = "page-number", "page number";
        Contents = "contents", "contents list";
        Imprint = "imprint", "what the publisher prints at the end of every report";
        Chrome = "chrome", "part of the web page around an article";
    }
}

/// What one file holds, in reading order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// What the file is.
    pub format: Format,
    /// The number of pages; 0 where the format has none.
    pub pages: u32,
    /// Everything that was read, page furniture included and marked.
    pub blocks: Vec<Block>,
    /// What the reader noticed and a person may want to know, one sentence each.
    pub remarks: Vec<String>,
}

/// Where a block begins. 0 means that the format has no such thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The page, counted from 1.
    pub page: u32,
    /// The physical line of the file, counted from 1.
    pub line: u32,
}

/// Where a block's text runs on over a page break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageBreak {
    /// The byte offset in the block's text of the first character on the new page.
    pub at: usize,
    /// The page that begins there, counted from 1.
    pub page: u32,
}

/// One piece of a document: a heading, a paragraph, a list item, a table row or a note.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// The text in one line, with plain spaces, bullets and list labels left out. A row's cells are joined by a space.
    pub text: String,
    /// Where it begins.
    pub place: Place,
    /// Where it runs on over a page break, in order.
    pub breaks: Vec<PageBreak>,
    /// Set when the block belongs to the page and not to the text.
    pub furniture: Option<Furniture>,
    /// Whether all of its text is set in bold.
    pub bold: bool,
    /// The size of most of its letters in points; 0 where the format does not say.
    pub size: f32,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A heading; `level` 1 is the highest. 0 is a title.
    Heading {
        /// 0 (a document's title) to 6.
        level: u8,
    },
    /// A paragraph.
    Paragraph,
    /// A list item.
    Item {
        /// 0 for the outermost list.
        depth: u8,
        /// The number or letter as printed, with its stop or brackets ("12.", "(a)"); `None` for a bullet.
        label: Option<String>,
    },
    /// A row of a table.
    Row {
        /// Rows of the same table share this number; tables count from 0.
        table: u32,
        /// The text of each cell; empty cells are kept.
        cells: Vec<String>,
    },
    /// A footnote or endnote, with its mark left in the text.
    Note,
}

impl Block {
    /// A block of this kind with this text, of no known size, on the given place.
    #[must_use]
    pub fn new(kind: Kind, text: impl Into<String>, place: Place) -> Self {
        Self { kind, text: text.into(), place, breaks: Vec::new(), furniture: None, bold: false, size: 0.0 }
    }

    /// Whether this is text of the document and not of the page.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        self.furniture.is_none()
    }

    /// The number of a numbered paragraph: an item labelled "12", "12.", "12)" or "(12)".
    #[must_use]
    pub fn number(&self) -> Option<u32> {
        let Kind::Item { label: Some(label), .. } = &self.kind else { return None };
        let digits = label.trim().trim_start_matches('(').trim_end_matches(['.', ')']);
        (digits.len() <= 3 && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
            .then(|| digits.parse().ok())
            .flatten()
    }

    /// The cells of a table row, or an empty list.
    #[must_use]
    pub fn cells(&self) -> &[String] {
        match &self.kind {
            Kind::Row { cells, .. } => cells,
            _ => &[],
        }
    }

    /// The page on which the block ends; 0 where the format has no pages.
    #[must_use]
    pub fn last_page(&self) -> u32 {
        self.breaks.last().map_or(self.place.page, |b| b.page)
    }
}
