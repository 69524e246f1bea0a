//! Reading: a folder's files, whatever they are, become [`Document`]s.
//!
//! [`walk`] finds the files, [`sniff`] tells what one is by its content, [`decode`] makes text of its bytes, and a
//! reader for each format makes blocks of it. No reader knows another, nor what a report is.

use std::panic::catch_unwind;

use crate::document::{Document, clean};

pub mod decode;
pub mod html;
pub mod lines;
pub mod markdown;
pub mod pdf;
pub mod sniff;
pub mod text;
pub mod walk;

use sniff::Kind;

/// Why a file gives no document.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is something that is not read.
    #[error("{0}, which cannot be read as a report")]
    NotADocument(Kind),
    /// It is a page that says something else than a report does: that it was not found, most often.
    #[error("an HTML page that holds no inspection report")]
    NoReport,
    /// It is a PDF that cannot be read.
    #[error(transparent)]
    Pdf(#[from] pdf::Error),
    /// The reader has a mistake that this file brings out.
    #[error("the reader failed on this file: {0}")]
    Failed(String),
}

impl Error {
    /// The reason in a sentence without its stop, for a file of this name: one that calls itself a PDF and is none says so.
    #[must_use]
    pub fn reason(&self, file_name: &str) -> String {
        let called_pdf = file_name.len() >= 4 && file_name.to_ascii_lowercase().ends_with(".pdf");
        match self {
            Self::NoReport if called_pdf => "an HTML page, not a PDF; it holds no inspection report".to_owned(),
            Self::NotADocument(kind) if called_pdf => format!("{kind}, not a PDF"),
            _ => self.to_string(),
        }
    }
}

/// Reads a file of any format that is known.
///
/// # Errors
///
/// Answers why there is no document in it. A panic in a reader is caught and told as [`Error::Failed`]. That is a last
/// resort, not a way to work: the readers are tested never to panic, the program's panic hook still sees it, and what
/// aborts instead (a stack that overflows, memory that runs out) cannot be caught here.
pub fn read(bytes: impl Into<Vec<u8>>) -> Result<Document, Error> {
    let bytes = bytes.into();
    catch_unwind(|| read_as_found(bytes)).unwrap_or_else(|panic| {
        let words = panic.downcast_ref::<&str>().map(|words| (*words).to_owned());
        let words = words.or_else(|| panic.downcast_ref::<String>().cloned());
        Err(Error::Failed(words.unwrap_or_else(|| "no reason is known".to_owned())))
    })
}

fn read_as_found(bytes: Vec<u8>) -> Result<Document, Error> {
    let mut document = match sniff::bytes(&bytes) {
        Some(Kind::Pdf) => pdf::read(bytes)?,
        Some(Kind::Empty) => return Err(Error::Empty),
        Some(other) => return Err(Error::NotADocument(other)),
        None => read_text(&bytes)?,
    };
    clean::clean(&mut document);
    Ok(document)
}

fn read_text(bytes: &[u8]) -> Result<Document, Error> {
    let decoded = decode::decode(bytes);
    let mut document = match sniff::text(&decoded.text) {
        Kind::Html => html::read(&decoded.text).ok_or(Error::NoReport)?,
        Kind::Markdown => markdown::read(&decoded.text),
        Kind::Empty => return Err(Error::Empty),
        _ => text::read(&decoded.text),
    };
    document.remarks.splice(0..0, decoded.remarks);
    Ok(document)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Format;

    #[test]
    fn each_kind_of_text_finds_its_reader() {
        let format = |bytes: &[u8]| read(bytes).unwrap().format;
        assert_eq!(format(b"Dear Director\n\nThank you."), Format::Text);
        assert_eq!(format(b"# Report\n\nText."), Format::Markdown);
        let page = format!("<html><body><p>{}</p></body></html>", "Leaders know their service well. ".repeat(40));
        assert_eq!(format(page.as_bytes()), Format::Html);
    }

    #[test]
    fn a_page_under_a_pdfs_name_says_so() {
        let error = read(b"<!DOCTYPE html><title>Report not found</title><h1>Report not found</h1>").unwrap_err();
        assert_eq!(error.reason("a/REPORT.PDF"), "an HTML page, not a PDF; it holds no inspection report");
        assert_eq!(error.reason("saved.html"), "an HTML page that holds no inspection report");
    }

    #[test]
    fn what_is_no_document_is_told() {
        let reason = |bytes: &[u8], name: &str| read(bytes).unwrap_err().reason(name);
        assert_eq!(reason(b"", "a.txt"), "the file is empty");
        assert_eq!(reason(b"\xef\xbb\xbf \n", "a.txt"), "the file is empty");
        assert_eq!(reason(b"\x89PNG\r\n\x1a\n\0", "scan.png"), "a PNG image, which cannot be read as a report");
        assert_eq!(reason(b"\x89PNG\r\n\x1a\n\0", "scan.pdf"), "a PNG image, not a PDF");
    }

    #[test]
    fn what_is_taken_out_of_a_text_is_told_whatever_it_is_written_in() {
        let odd =
            "Leaders\u{1b}[31m listen\u{1b}]0;a title\u{7}\u{200b}\u{200b}\u{200b} to\u{9b}2J children\u{1}. \u{202e}";
        let page = format!("<html><body><h1>Report</h1><p>{odd}</p>");
        let entities = odd.chars().fold(String::new(), |all, c| match c {
            // A page's numbers from 128 to 159 are letters of Windows, and no controls.
            ' '..='~' | '\u{9b}' => all + &c.to_string(),
            _ => all + &format!("&#{};", u32::from(c)),
        });
        let told = |text: &str| {
            let document = read(format!("{text}\n\n{}\n", "Leaders know their service well. ".repeat(40))).unwrap();
            let said: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
            assert!(said.contains(&"Leaders listen to children ."), "{said:?}");
            document.remarks
        };
        let taken = [
            "3 terminal control sequences were taken out of the text",
            "1 control character was taken out of the text",
            "1 mark that turns the direction of writing was taken out of the text",
            "2 invisible characters were taken out of the text",
        ];
        for text in [
            odd.to_owned(),
            format!("# Report\n\n{odd}\n"),
            format!("# Report\n\n{entities}\n"),
            format!("# Report\n\n<p>{odd}</p>\n"),
        ] {
            assert_eq!(told(&text), taken, "{text:?}");
        }
        for text in [page.clone(), page.replace(odd, &entities)] {
            assert_eq!(told(&text), taken, "{text:?}");
        }
    }

    #[test]
    fn what_decoding_cost_is_remarked_first() {
        let document = read(b"Dear Director\n\nThe council\x92s plan.").unwrap();
        assert_eq!(document.remarks[0], "The text is not UTF-8; it was read as windows-1252.");
    }

    proptest! {
        #[test]
        fn no_bytes_make_a_text_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let text = decode::decode(&bytes).text;
            let _ = sniff::bytes(&bytes);
            let _ = sniff::text(&text);
            let _ = html::read(&text);
            let _ = markdown::read(&text);
            let _ = text::read(&text);
        }
    }
}
