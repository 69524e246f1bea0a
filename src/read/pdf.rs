//! PDF: through the structure tree where the file has one, by position, size and weight where it has none.
//!
//! ```text
//! content streams ─▶ text (pieces under marks) ─┐
//! structure tree  ─▶ tree ──────────────────────┴▶ walk, table ─▶ drafts ─▶ heading, item, join ─▶ blocks
//! no tree         ─▶ position ─────────────────────────────────────▲
//! ```

mod draft;
mod font;
mod heading;
mod item;
mod join;
mod matrix;
mod piece;
mod position;
mod table;
mod text;
mod tree;
mod walk;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use self::draft::{Draft, Placed};
use self::piece::Piece;
use self::text::{Content, Mark};
use crate::document::{Block, Document, Format, Furniture, Kind, clean};

/// How many pages are read of one file.
const PAGES: usize = 3000;
/// How many bytes of text are read of one file.
const TEXT: usize = 20_000_000;

/// Why a file could not be read as PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// It has no PDF header, or nothing of a PDF can be found in it.
    #[error("is not a PDF file, or is damaged beyond reading")]
    NotPdf,
    /// It is encrypted with a password, or in a way that is not supported.
    #[error("is an encrypted PDF file")]
    Encrypted,
    /// It has no pages.
    #[error("is a PDF file without pages")]
    NoPages,
    /// It has pages, and no text on any of them: pictures of pages.
    #[error("is a PDF file of {0} pages without any text, such as a scan")]
    NoText(usize),
    /// The library that reads PDF failed in a way it should not.
    #[error("is a PDF file that cannot be read: it broke the PDF library")]
    Broken,
}

/// Reads a PDF file.
///
/// A panic of the PDF library is caught: it parses what strangers wrote, and one bad file must not stop the others.
///
/// # Errors
///
/// When the file is no PDF, is encrypted, or has no pages or no text.
pub fn read(bytes: Vec<u8>) -> Result<Document, Error> {
    catch_unwind(AssertUnwindSafe(|| read_unguarded(bytes))).unwrap_or(Err(Error::Broken))
}

fn read_unguarded(bytes: Vec<u8>) -> Result<Document, Error> {
    let pdf = Pdf::new(bytes).map_err(|error| match error {
        LoadPdfError::Invalid => Error::NotPdf,
        LoadPdfError::Decryption(_) => Error::Encrypted,
    })?;
    let count = pdf.pages().len();
    if count == 0 {
        return Err(Error::NoPages);
    }
    let mut remarks = Vec::new();
    let contents = contents(&pdf, &mut remarks);
    let (mut drafts, artifacts) = drafts(&pdf, contents, &mut remarks);
    heading::promote(&mut drafts);
    item::label(&mut drafts);
    join::join(&mut drafts);
    let blocks: Vec<Block> = drafts.iter().map(Draft::block).collect();
    if blocks.is_empty() && artifacts.is_empty() {
        return Err(Error::NoText(count));
    }
    let pages = u32::try_from(count).unwrap_or(u32::MAX);
    let mut document = Document { format: Format::Pdf, pages, blocks: place_furniture(blocks, &artifacts), remarks };
    clean::clean(&mut document);
    Ok(document)
}

/// The contents of every page.
fn contents(pdf: &Pdf, remarks: &mut Vec<String>) -> Vec<Vec<Content>> {
    let mut faces = font::Faces::new();
    let mut contents = Vec::new();
    let mut length = 0;
    let mut operators = text::OPERATORS;
    for page in pdf.pages().iter() {
        if contents.len() >= PAGES || length > TEXT || operators == 0 {
            remarks.push(format!("Only the first {} pages were read.", contents.len()));
            break;
        }
        let content = text::Reader::read(page, &mut faces, &mut operators);
        length += content.iter().flat_map(|content| &content.pieces).map(|piece| piece.text.len()).sum::<usize>();
        contents.push(content);
    }
    contents
}

/// The drafts of the text, and the furniture that the file marks as such.
fn drafts(pdf: &Pdf, contents: Vec<Vec<Content>>, remarks: &mut Vec<String>) -> (Vec<Draft>, Vec<Draft>) {
    let pages: HashMap<_, _> =
        pdf.pages().iter().enumerate().filter_map(|(at, page)| Some((page.raw().obj_id()?, at))).collect();
    let mut texts = walk::Texts::new();
    let mut loose: Vec<Vec<Piece>> = Vec::new();
    let mut artifacts = Vec::new();
    for (at, page) in contents.into_iter().enumerate() {
        let height = pdf.pages().get(at).map_or(842.0, |page| page.render_dimensions().1);
        loose.push(Vec::new());
        for content in page {
            match content.mark {
                Mark::Id(id) => {
                    texts.insert((at, id), content.pieces);
                }
                Mark::Artifact(said) => artifacts.extend(artifact(at, height, said, content.pieces)),
                Mark::None => loose[at].extend(content.pieces),
            }
        }
    }
    let tree = tree::read(pdf.xref(), &pages);
    let mut drafts = tree.map_or_else(Vec::new, |tree| walk::walk(&tree, &mut texts));
    if drafts.is_empty() {
        remarks
            .push("The file has no structure tree; its paragraphs were found by their place on the page.".to_owned());
    }
    for ((page, _), pieces) in texts {
        loose[page].extend(pieces);
    }
    let mut tables = drafts
        .iter()
        .filter_map(|draft| if let Kind::Row { table, .. } = draft.kind { Some(table + 1) } else { None })
        .max()
        .unwrap_or(0);
    let empty = drafts.is_empty();
    for (at, pieces) in loose.into_iter().enumerate() {
        let page = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for draft in position::drafts(page, pieces, &mut tables) {
            let at = if empty { drafts.len() } else { before(&drafts, &draft) };
            drafts.insert(at, draft);
        }
    }
    (drafts, artifacts)
}

/// Where loose text belongs: before the first draft that stands below it or on a later page.
fn before(drafts: &[Draft], draft: &Draft) -> usize {
    let key = |draft: &Draft| draft.pieces.first().map_or((0, 0.0), |placed| (placed.page, placed.piece.y));
    let (page, y) = key(draft);
    drafts
        .iter()
        .position(|other| {
            let (other_page, other_y) = key(other);
            other.kind != Kind::Note && (other_page > page || (other_page == page && other_y > y))
        })
        .unwrap_or(drafts.len())
}

/// An artifact as a draft: what the file calls it, or by its half of the page; a bare number is a page number.
fn artifact(page: usize, height: f32, said: Option<Furniture>, pieces: Vec<Piece>) -> Option<Draft> {
    let page = u32::try_from(page + 1).unwrap_or(u32::MAX);
    let y = pieces.first()?.y;
    let mut draft = Draft::new(Kind::Paragraph, pieces.into_iter().map(|piece| Placed { page, piece }).collect());
    if draft.is_blank() {
        return None;
    }
    let number = draft.text().trim().bytes().all(|b| b.is_ascii_digit());
    let by_place = if y < height / 2.0 { Furniture::Header } else { Furniture::Footer };
    draft.furniture = Some(if number { Furniture::PageNumber } else { said.unwrap_or(by_place) });
    Some(draft)
}

/// Puts each page's furniture where the page is: headers before its first block, the rest after its last.
fn place_furniture(blocks: Vec<Block>, artifacts: &[Draft]) -> Vec<Block> {
    let (mut heads, mut feet): (Vec<Block>, Vec<Block>) =
        artifacts.iter().map(Draft::block).partition(|block| block.furniture == Some(Furniture::Header));
    heads.reverse();
    feet.reverse();
    let mut out = Vec::with_capacity(blocks.len() + heads.len() + feet.len());
    let take = |list: &mut Vec<Block>, out: &mut Vec<Block>, before: u32| {
        while list.last().is_some_and(|block| block.place.page < before) {
            out.extend(list.pop());
        }
    };
    for block in blocks {
        take(&mut feet, &mut out, block.place.page);
        take(&mut heads, &mut out, block.place.page + 1);
        out.push(block);
    }
    take(&mut feet, &mut out, u32::MAX);
    take(&mut heads, &mut out, u32::MAX);
    out
}

#[cfg(test)]
mod tests;
