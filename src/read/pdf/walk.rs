//! From the structure tree to blocks in the making: paragraphs, items with their labels, rows, notes, in reading order.

use std::collections::HashMap;

use super::draft::{Draft, Placed};
use super::piece::Piece;
use super::table;
use super::tree::{Element, Kid, Tag};
use crate::document::{Furniture, Kind};

/// The marked text of all pages, by page (from 0) and number; what the tree speaks of is taken out.
pub type Texts = HashMap<(usize, i32), Vec<Piece>>;

/// Gathers drafts while it walks.
pub struct Walk<'t> {
    texts: &'t mut Texts,
    now: Gathered,
    tables: u32,
}

/// What was gathered of an element so far. A note and a cell gather apart from what they stand in.
#[derive(Default)]
struct Gathered {
    drafts: Vec<Draft>,
    /// The text that belongs together and is not yet a draft.
    open: Vec<Placed>,
    /// Notes met inside of a paragraph; they follow it.
    notes: Vec<Draft>,
    /// The list item whose first text has not come yet: its depth, and the number of open pieces that are its label.
    item: Option<(u8, usize)>,
}

/// The drafts of a whole tree, in its order.
pub fn walk(root: &Element, texts: &mut Texts) -> Vec<Draft> {
    let mut walk = Walk { texts, now: Gathered::default(), tables: 0 };
    walk.kids(root, &Kind::Paragraph, 0);
    walk.flush(&Kind::Paragraph);
    walk.now.drafts
}

impl Walk<'_> {
    /// Walks what stands in an element; text that stands in it directly becomes a block of this kind.
    fn kids(&mut self, element: &Element, kind: &Kind, depth: u8) {
        for part in &element.kids {
            match part {
                Kid::Text { page, id } => self.text(*page, *id),
                Kid::Element(inner) => self.element(inner, kind, depth),
            }
        }
    }

    fn element(&mut self, element: &Element, kind: &Kind, depth: u8) {
        match element.tag {
            Tag::Inline => self.kids(element, kind, depth),
            Tag::Label if self.now.item.is_some() => {
                self.kids(element, kind, depth);
                self.now.item = self.now.item.map(|(depth, _)| (depth, self.now.open.len()));
            }
            Tag::Body if self.now.item.is_some() => self.kids(element, kind, depth),
            Tag::Note => {
                let outer = self.set_aside();
                self.kids(element, &Kind::Note, depth);
                self.flush(&Kind::Note);
                let notes = self.restore(outer);
                let one = notes.into_iter().reduce(|mut all, next| {
                    all.pieces.extend(next.pieces);
                    all
                });
                self.now.notes.extend(one.into_iter().flat_map(Draft::notes));
            }
            Tag::Table => {
                self.flush(kind);
                self.table(element);
            }
            Tag::List => {
                self.flush(kind);
                self.list(element, depth);
            }
            Tag::Item => {
                self.flush(kind);
                self.item(element, depth);
            }
            Tag::Contents | Tag::Artifact => {
                self.flush(kind);
                let from = self.now.drafts.len();
                self.kids(element, &Kind::Paragraph, depth);
                self.flush(&Kind::Paragraph);
                let furniture = if element.tag == Tag::Contents { Furniture::Contents } else { Furniture::Header };
                for draft in &mut self.now.drafts[from..] {
                    draft.furniture = draft.furniture.or(Some(furniture));
                }
            }
            // A heading's paragraphs are its lines.
            Tag::Paragraph if matches!(kind, Kind::Heading { .. } | Kind::Note) => self.kids(element, kind, depth),
            Tag::Heading(level) => self.block(element, kind, &Kind::Heading { level }, depth),
            Tag::Paragraph | Tag::Group | Tag::Label | Tag::Body | Tag::Row | Tag::Cell => {
                self.block(element, kind, &Kind::Paragraph, depth);
            }
        }
    }

    /// Ends what is open, walks the element and ends it.
    fn block(&mut self, element: &Element, outer: &Kind, kind: &Kind, depth: u8) {
        // An item's label waits for the paragraph in its body.
        if self.now.item.is_none_or(|(_, label)| label < self.now.open.len()) {
            self.flush(outer);
        }
        self.kids(element, kind, depth);
        self.flush(kind);
    }

    fn list(&mut self, element: &Element, depth: u8) {
        for kid in &element.kids {
            match kid {
                Kid::Element(kid) if kid.tag == Tag::Item => self.item(kid, depth),
                Kid::Element(kid) if kid.tag == Tag::List => self.list(kid, depth.saturating_add(1)),
                Kid::Element(kid) => self.element(kid, &Kind::Paragraph, depth),
                Kid::Text { page, id } => self.text(*page, *id),
            }
        }
        self.flush(&Kind::Paragraph);
    }

    fn item(&mut self, element: &Element, depth: u8) {
        self.end_item();
        self.now.item = Some((depth, 0));
        self.kids(element, &Kind::Paragraph, depth.saturating_add(1));
        self.flush(&Kind::Paragraph);
        self.end_item();
    }

    /// Ends an item that had no text beside its label.
    fn end_item(&mut self) {
        self.flush(&Kind::Paragraph);
        self.now.item = None;
    }

    fn table(&mut self, element: &Element) {
        let mut rows = Vec::new();
        self.rows(element, &mut rows);
        let drafts = table::resolve(rows, &mut self.tables);
        self.now.drafts.extend(drafts);
    }

    fn rows(&mut self, element: &Element, into: &mut Vec<table::Row>) {
        for kid in &element.kids {
            let Kid::Element(kid) = kid else { continue };
            match kid.tag {
                Tag::Row => {
                    let cells = kid.kids.iter().filter_map(|cell| match cell {
                        Kid::Element(cell) => Some(cell),
                        Kid::Text { .. } => None,
                    });
                    let row = cells
                        .filter_map(|cell| {
                            let drafts = self.apart(cell);
                            (cell.tag == Tag::Cell || !drafts.is_empty()).then_some(drafts)
                        })
                        .collect();
                    into.push(row);
                }
                Tag::Group => self.rows(kid, into),
                // A table's caption, and whatever a damaged table holds.
                _ => into.push(vec![self.apart(kid)]),
            }
        }
    }

    /// The drafts of an element, apart from what was gathered so far.
    fn apart(&mut self, element: &Element) -> Vec<Draft> {
        let outer = self.set_aside();
        if element.tag == Tag::Cell {
            self.kids(element, &Kind::Paragraph, 0);
        } else {
            self.element(element, &Kind::Paragraph, 0);
        }
        self.flush(&Kind::Paragraph);
        self.restore(outer)
    }

    fn set_aside(&mut self) -> Gathered {
        std::mem::take(&mut self.now)
    }

    fn restore(&mut self, outer: Gathered) -> Vec<Draft> {
        std::mem::replace(&mut self.now, outer).drafts
    }

    fn text(&mut self, page: usize, id: i32) {
        let pieces = self.texts.remove(&(page, id)).unwrap_or_default();
        let page = u32::try_from(page + 1).unwrap_or(u32::MAX);
        let shown = pieces.into_iter().filter(|piece| piece.text != " ");
        self.now.open.extend(shown.map(|piece| Placed { page, piece }));
    }

    /// Makes a draft of what is open, and lets the notes that were met in it follow.
    fn flush(&mut self, kind: &Kind) {
        let draft = Draft::new(kind.clone(), std::mem::take(&mut self.now.open));
        if !draft.is_blank() {
            let (kind, label) = match (self.now.item.take(), kind) {
                (Some((depth, label)), Kind::Paragraph) => (Kind::Item { depth, label: None }, label),
                _ => (draft.kind, 0),
            };
            self.now.drafts.push(Draft { kind, label, ..draft });
        }
        self.now.drafts.append(&mut self.now.notes);
    }
}
