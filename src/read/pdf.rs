//! PDF: nothing is read of it yet.

use crate::document::Document;

/// Why a PDF cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no reader.
    #[error("PDF files are not read yet")]
    Unread,
}

/// Reads a PDF.
///
/// # Errors
///
/// Always, until there is a reader.
pub fn read(_: &[u8]) -> Result<Document, Error> {
    Err(Error::Unread)
}
