//! What a page shows, in the making: its text by marks, and apart from it what nobody can see.
//!
//! Both readers of a page, [`text`](super::text) and [`whole`](super::whole), fill these layers.

use std::collections::HashMap;

use hayro_syntax::object::{Dict, Name, Object};
use hayro_syntax::page::Resources;

use super::font::{self, Letters};
use super::ground::Rectangle;
use super::piece::{Glyph, Piece};
use crate::document::Furniture;

/// The size of letters up to which nobody can read them, in points.
const UNREADABLE: f32 = 1.0;

/// What the marks around a piece of content say about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// The structure tree speaks of it under this number.
    Id(i32),
    /// It belongs to the page, and this is what the file calls it.
    Artifact(Option<Furniture>),
    /// Nothing is said.
    None,
}

/// Text under one mark, in the order of the content stream.
#[derive(Debug)]
pub struct Content {
    /// The mark.
    pub mark: Mark,
    /// The text, in pieces that stand on one line in one weight.
    pub pieces: Vec<Piece>,
}

/// What a page shows, and what is to be said of it.
#[derive(Debug, Default)]
pub struct Shown {
    /// The text that is read.
    pub contents: Vec<Content>,
    /// Whether the page holds a picture.
    pub picture: bool,
    /// What became of invisible text.
    pub hidden: Hidden,
    /// Which limits were reached.
    pub reached: Reached,
    /// Why this reader is not the one to read the page, if it is not.
    pub declined: Option<Declined>,
    /// Whether the library's reader read it in place of this one.
    pub second: bool,
}

/// The limits that were reached on a page.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reached {
    /// Some of the page was not read.
    pub cut: bool,
    /// More is painted on it than is looked at, so that text may be among the contents that nobody can see.
    pub crowded: bool,
}

/// Why the reader of text declines a page, so that the library's whole reader ([`whole`](super::whole)) reads it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Declined {
    /// Text is shown in a font that is not among the page's resources, or in none at all.
    NoFont,
    /// For most of what is shown, nothing tells the letters.
    NoLetters,
    /// The reader broke on it.
    Broken,
}

/// What became of a page's invisible text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hidden {
    /// There was none.
    #[default]
    None,
    /// It was left out: the page has a text that is seen, and this is another.
    LeftOut,
    /// It was read: the page is a picture, and this is what a program recognised in it.
    Read,
}

/// Contents in the making.
#[derive(Default)]
pub struct Layer {
    pub contents: Vec<Content>,
    by_mark: HashMap<i32, usize>,
    /// The content that was asked for last, and will be for most of what comes next.
    last: usize,
    /// Letters and figures.
    letters: usize,
}

/// A page's text in the making, what is seen of it and what is not.
#[derive(Default)]
pub struct Layers {
    pub seen: Layer,
    pub unseen: Layer,
}

impl Layers {
    /// An area was painted over what was shown so far: the pieces that lie under it can no longer be seen.
    pub fn cover(&mut self, [left, top, right, bottom]: Rectangle) {
        self.seen.part(&mut self.unseen, |piece| {
            let middle = piece.y - piece.size / 3.0;
            left <= piece.x && piece.end <= right && top <= middle && middle <= bottom
        });
    }

    /// A page of mostly invisible text and a picture is a scan whose text was recognised, and there is nothing else to read.
    /// What stands beside a page of this size, in points, or is too small to read is invisible too.
    pub fn shown(mut self, picture: bool, (width, height): (f32, f32)) -> Shown {
        let beside =
            |piece: &Piece| piece.end < 0.0 || piece.x > width || piece.y < 0.0 || piece.y - piece.size > height;
        self.seen.part(&mut self.unseen, |piece| piece.size < UNREADABLE || beside(piece));
        let scan = picture && self.unseen.letters > self.seen.letters;
        let mut contents = self.seen.contents;
        let hidden = match () {
            () if self.unseen.letters == 0 => Hidden::None,
            () if scan => {
                contents.extend(self.unseen.contents);
                Hidden::Read
            }
            () => Hidden::LeftOut,
        };
        Shown { contents, picture, hidden, ..Shown::default() }
    }
}

impl Shown {
    /// How many letters and figures it has.
    pub fn letters(&self) -> usize {
        let pieces = self.contents.iter().flat_map(|content| &content.pieces);
        pieces.map(|piece| font::alphanumeric(&piece.text)).sum()
    }
}

impl Layer {
    /// Adds a glyph to the content at this place; tells whether it opens a piece.
    pub fn push(&mut self, at: usize, letters: &Letters, glyph: Glyph, wide: f32) -> bool {
        self.letters += letters.alphanumeric;
        Piece::push(&mut self.contents[at].pieces, letters, glyph, wide)
    }

    /// Moves the pieces of which this is so to another layer.
    fn part(&mut self, other: &mut Self, is: impl Fn(&Piece) -> bool) {
        for content in 0..self.contents.len() {
            let Content { mark, pieces } = &mut self.contents[content];
            if !pieces.iter().any(&is) {
                continue;
            }
            let at = other.content(*mark);
            for piece in pieces.extract_if(.., |piece| is(piece)) {
                let letters = font::alphanumeric(&piece.text);
                self.letters -= letters.min(self.letters);
                other.letters += letters;
                other.contents[at].pieces.push(piece);
            }
        }
    }

    /// The content under this mark. Numbered content is gathered wherever it stands on the page; the rest by stretches.
    pub fn content(&mut self, mark: Mark) -> usize {
        if let Mark::Id(id) = mark {
            if self.contents.get(self.last).is_some_and(|content| content.mark == mark) {
                return self.last;
            }
            let next = self.contents.len();
            let at = *self.by_mark.entry(id).or_insert(next);
            if at == next {
                self.contents.push(Content { mark, pieces: Vec::new() });
            }
            self.last = at;
            return at;
        }
        if self.contents.last().is_none_or(|content| content.mark != mark) {
            self.contents.push(Content { mark, pieces: Vec::new() });
        }
        self.contents.len() - 1
    }
}

/// The innermost mark that says anything.
pub fn innermost(marks: &[Mark]) -> Mark {
    marks.iter().rev().copied().find(|mark| *mark != Mark::None).unwrap_or(Mark::None)
}

/// What a mark in a content stream says.
pub fn mark_of(tag: &[u8], properties: Option<&Dict<'_>>) -> Mark {
    if tag == b"Artifact" {
        let subtype = properties.and_then(|properties| properties.get::<Name<'_>>(b"Subtype"));
        return Mark::Artifact(match subtype.as_ref().map(Name::as_str) {
            Some("Header") => Some(Furniture::Header),
            Some("Footer") => Some(Furniture::Footer),
            Some("PageNum") => Some(Furniture::PageNumber),
            _ => None,
        });
    }
    properties.and_then(|properties| properties.get::<i32>(b"MCID")).map_or(Mark::None, Mark::Id)
}

/// The properties of a mark: its own, or those that the resources have under a name.
pub fn properties<'a>(said: &Object<'a>, resources: &Resources<'a>) -> Option<Dict<'a>> {
    match said {
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
        Object::Dict(dict) => Some(dict.clone()),
        _ => None,
    }
}
