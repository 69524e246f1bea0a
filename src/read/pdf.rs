//! PDF: through the structure tree where the file has one, by position, size and weight where it has none.
//!
//! ```text
//! content streams ─▶ text (pieces under marks) ─┐
//!             or, where that declines, whole ───┤
//! structure tree  ─▶ tree ──────────────────────┴▶ walk, table ─▶ drafts ─▶ heading, item, join ─▶ blocks
//! no tree         ─▶ line ─▶ margin ─▶ band ─▶ position ───────────▲
//! ```

mod band;
mod draft;
mod font;
mod ground;
mod heading;
mod item;
mod join;
mod layer;
mod line;
mod margin;
mod matrix;
mod optional;
mod piece;
mod position;
mod shown;
mod stray;
mod table;
mod text;
mod tree;
mod walk;
mod whole;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf};

use self::draft::{Draft, Placed};
use self::layer::{Declined, Hidden, Mark, Shown};
use self::line::Line;
use self::piece::Piece;
use crate::document::{Block, Document, Format, Furniture, Kind};

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
    /// It has pages, and no text on any of them.
    #[error("is a PDF file of {} without any text", pages(*.0))]
    NoText(usize),
    /// It has pages with pictures on them, and no text: a scan.
    #[error("is a PDF file of {} that holds pictures and no text: a scan, which has to be recognised (OCR) first", pages(*.0))]
    Pictures(usize),
    /// The library that reads PDF failed in a way it should not.
    #[error("is a PDF file that cannot be read: it broke the PDF library")]
    Broken,
}

fn pages(count: usize) -> String {
    if count == 1 { "1 page".to_owned() } else { format!("{count} pages") }
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
    let shown = shown(&pdf, &mut remarks);
    let picture = shown.iter().any(|page| page.picture);
    let broken = shown.iter().any(is_broken);
    let (mut drafts, artifacts) = drafts(&pdf, shown, &mut remarks);
    heading::promote(&mut drafts);
    item::label(&mut drafts);
    join::join(&mut drafts);
    let blocks: Vec<Block> = drafts.iter().map(Draft::block).collect();
    if blocks.is_empty() && artifacts.is_empty() {
        return Err(match () {
            () if broken => Error::Broken,
            () if picture => Error::Pictures(count),
            () => Error::NoText(count),
        });
    }
    let pages = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Document { format: Format::Pdf, pages, blocks: place_furniture(blocks, &artifacts), remarks })
}

/// What may be so of a page, and how that is told.
type Told = (fn(&Shown) -> bool, &'static str);

/// Whether both readers broke on a page.
fn is_broken(page: &Shown) -> bool {
    page.declined == Some(Declined::Broken)
}

/// What every page shows. What was passed over, and what a person should know of invisible text, is remarked.
fn shown(pdf: &Pdf, remarks: &mut Vec<String>) -> Vec<Shown> {
    let mut faces = font::Faces::new();
    let mut second = whole::Reader::new();
    let mut off = optional::Off::of(pdf.xref());
    let mut shown: Vec<Shown> = Vec::new();
    let mut length = 0;
    let mut operators = text::OPERATORS;
    for page in pdf.pages().iter() {
        if shown.len() >= PAGES || length > TEXT || operators == 0 {
            remarks.push(format!("Only the first {} were read.", pages(shown.len())));
            break;
        }
        let before = operators;
        let first = catch_unwind(AssertUnwindSafe(|| text::Reader::read(page, &mut faces, &mut off, &mut operators)))
            .unwrap_or_else(|_| Shown {
                declined: Some(Declined::Broken),
                // What it would have found on layers that are off is not known.
                hidden: if off.has_any() { Hidden::LeftOut } else { Hidden::None },
                ..Shown::default()
            });
        let page = match first.declined {
            Some(why) => second.or_first(page, first, why, before - operators, &mut operators),
            None => first,
        };
        length += page.contents.iter().flat_map(|content| &content.pieces).map(|piece| piece.text.len()).sum::<usize>();
        shown.push(page);
    }
    let blank = |page: &Shown| page.contents.iter().all(|content| content.pieces.iter().all(Piece::is_blank));
    let told: [Told; 7] = [
        (is_broken, "is missing: it broke the PDF library"),
        (|page| page.second, "could not be read in the usual way; the PDF library’s own reader read its text"),
        (
            |page| page.declined == Some(Declined::NoLetters),
            "shows text whose fonts do not tell the letters; it could not be read, or not all of it",
        ),
        (|page| page.reached.cut, "holds more than is read of a page"),
        (
            |page| page.reached.crowded,
            "has more painted on it than is looked at, so that words nobody can see may be among those that were read",
        ),
        (|page| page.hidden == Hidden::LeftOut, "holds invisible text, which was left out"),
        (
            |page| page.hidden == Hidden::Read,
            "is a picture; its text was recognised by a program, and may have mistakes",
        ),
    ];
    for (is, words) in told {
        remarks.extend(on_pages(&shown, is, words));
    }
    if off.is_crowded() {
        remarks.push(
            "The file has more layers, or rules over them, than are looked at, so that words on one that is off may be among \
             those that were read."
                .to_owned(),
        );
    }
    if !shown.iter().all(blank) {
        remarks.extend(on_pages(&shown, |page| page.picture && blank(page), "is a picture without text"));
    }
    shown
}

/// A remark on the pages of which this is so: "Page 3 …" or "Pages 3, 5 and 2 more: each …".
fn on_pages(shown: &[Shown], is: impl Fn(&Shown) -> bool, words: &str) -> Option<String> {
    let found: Vec<u32> = (1..).zip(shown).filter(|(_, page)| is(page)).map(|(number, _)| number).collect();
    of_pages(&found, words)
}

/// The same of pages that are known.
fn of_pages(pages: &[u32], words: &str) -> Option<String> {
    const NAMED: usize = 5;
    match pages {
        [] => None,
        [one] => Some(format!("Page {one} {words}.")),
        many => {
            let named: Vec<String> = many.iter().take(NAMED).map(ToString::to_string).collect();
            let more = many.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            Some(format!("Pages {}{more}: each {words}.", named.join(", ")))
        }
    }
}

/// The drafts of the text, and the furniture that the file marks as such.
fn drafts(pdf: &Pdf, shown: Vec<Shown>, remarks: &mut Vec<String>) -> (Vec<Draft>, Vec<Draft>) {
    let numbers: HashMap<_, _> =
        pdf.pages().iter().enumerate().filter_map(|(at, page)| Some((page.raw().obj_id()?, at))).collect();
    let mut texts = walk::Texts::new();
    let mut loose: Vec<Vec<Piece>> = Vec::new();
    let mut artifacts = Vec::new();
    let height = |at: usize| pdf.pages().get(at).map_or(842.0, |page| page.render_dimensions().1);
    for (at, page) in shown.into_iter().enumerate() {
        loose.push(Vec::new());
        for content in page.contents {
            match content.mark {
                Mark::Id(id) => texts.entry((at, id)).or_default().extend(content.pieces),
                Mark::Artifact(said) => artifacts.extend(artifact(at, height(at), said, content.pieces)),
                Mark::None => loose[at].extend(content.pieces),
            }
        }
    }
    // A tree that breaks the library leaves the places on the pages, which are read then.
    let tree = catch_unwind(AssertUnwindSafe(|| tree::read(pdf.xref(), &numbers, remarks))).ok().flatten();
    let mut drafts = tree.map_or_else(Vec::new, |tree| walk::walk(&tree, &mut texts));
    let strays = stray::settle(&mut drafts);
    remarks.extend(of_pages(
        &Vec::from_iter(strays),
        "holds words that the file gives to another paragraph; they were put where they are printed",
    ));
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
    let mut pages: Vec<Vec<Line>> = loose.into_iter().map(line::lines).collect();
    if empty {
        let running = margin::take(&mut pages).into_iter();
        artifacts.extend(running.filter_map(|(at, pieces)| artifact(at, height(at), None, pieces)));
        // Furniture is put where its page is, in this order.
        artifacts.sort_by_key(|draft| draft.pieces.first().map_or(0, |placed| placed.page));
    }
    for (at, lines) in pages.into_iter().enumerate() {
        let page = u32::try_from(at + 1).unwrap_or(u32::MAX);
        for draft in position::drafts(page, lines, &mut tables) {
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
mod agreement;
#[cfg(test)]
mod tests;
