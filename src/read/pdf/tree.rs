//! The structure tree of a tagged PDF: what the program that wrote it knew of headings, lists, tables and notes.

use std::collections::{HashMap, HashSet};

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// How deep elements may stand in elements.
const DEPTH: u32 = 120;
/// How many elements are read of one file.
const ELEMENTS: usize = 400_000;

/// What an element is, as far as a reader of text cares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    /// A heading; 0 is the document's title.
    Heading(u8),
    /// A paragraph, a caption or a figure's text.
    Paragraph,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// An item's number or bullet.
    Label,
    /// What stands beside the label.
    Body,
    /// A table.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// A footnote or endnote.
    Note,
    /// A contents list or one of its entries.
    Contents,
    /// Page furniture that stands in the tree.
    Artifact,
    /// Part of a line.
    Inline,
    /// Whatever only groups others.
    Group,
}

/// An element of the tree.
#[derive(Debug)]
pub struct Element {
    /// What it is.
    pub tag: Tag,
    /// What stands in it, in reading order.
    pub kids: Vec<Kid>,
}

/// What stands in an element.
#[derive(Debug)]
pub enum Kid {
    /// Another element.
    Element(Element),
    /// Marked content of a page.
    Text {
        /// The page, counted from 0.
        page: usize,
        /// The content's number on that page.
        id: i32,
    },
}

struct Walk<'w, 'a> {
    xref: &'a XRef,
    pages: &'w HashMap<ObjectIdentifier, usize>,
    roles: HashMap<String, String>,
    seen: HashSet<ObjectIdentifier>,
    elements: usize,
    /// Whether a limit was reached.
    cut: bool,
}

/// The tree below the catalogue's `StructTreeRoot`, or `None` where the file has none.
pub fn read(xref: &XRef, pages: &HashMap<ObjectIdentifier, usize>, remarks: &mut Vec<String>) -> Option<Element> {
    let root = xref.get::<Dict<'_>>(xref.root_id())?.get::<Dict<'_>>(b"StructTreeRoot")?;
    let roles = root.get::<Dict<'_>>(b"RoleMap").map_or_else(HashMap::new, |map| {
        map.keys()
            .filter_map(|key| Some((key.as_str().to_owned(), map.get::<Name<'_>>(&key)?.as_str().to_owned())))
            .collect()
    });
    let mut walk = Walk { xref, pages, roles, seen: HashSet::new(), elements: 0, cut: false };
    let mut kids = Vec::new();
    walk.kids(&root, None, 0, &mut kids);
    if walk.cut {
        remarks
            .push("The structure tree is larger or deeper than is read; some text was placed without it.".to_owned());
    }
    Some(Element { tag: Tag::Group, kids })
}

impl<'a> Walk<'_, 'a> {
    fn kids(&mut self, element: &Dict<'a>, page: Option<usize>, depth: u32, into: &mut Vec<Kid>) {
        if depth > DEPTH {
            self.cut = true;
            return;
        }
        let Some(kids) = element.get_raw::<Object<'_>>(b"K") else { return };
        match self.resolve(kids) {
            Some((_, Object::Array(kids))) => self.array(&kids, page, depth, into),
            Some((id, kid)) => self.kid(id, kid, page, depth, into),
            None => {}
        }
    }

    fn array(&mut self, kids: &Array<'a>, page: Option<usize>, depth: u32, into: &mut Vec<Kid>) {
        if depth > DEPTH {
            self.cut = true;
            return;
        }
        for kid in kids.raw_iter() {
            if let Some((id, kid)) = self.resolve(kid) {
                self.kid(id, kid, page, depth, into);
            }
        }
    }

    /// An object and, where it stands on its own, its number. An element that was seen before is left out.
    fn resolve(&mut self, object: MaybeRef<Object<'a>>) -> Option<(Option<ObjectIdentifier>, Object<'a>)> {
        match object {
            MaybeRef::NotRef(object) => Some((None, object)),
            MaybeRef::Ref(reference) => {
                let id = ObjectIdentifier::from(reference);
                let first = self.seen.insert(id);
                first.then(|| self.xref.get::<Object<'_>>(id).map(|object| (Some(id), object))).flatten()
            }
        }
    }

    fn kid(
        &mut self,
        id: Option<ObjectIdentifier>,
        kid: Object<'a>,
        page: Option<usize>,
        depth: u32,
        into: &mut Vec<Kid>,
    ) {
        self.elements += 1;
        if self.elements > ELEMENTS {
            self.cut = true;
            return;
        }
        match kid {
            #[expect(
                clippy::cast_possible_truncation,
                reason = "a number of marked content is small; a wrong one finds nothing"
            )]
            Object::Number(number) => {
                if let Some(page) = page {
                    into.push(Kid::Text { page, id: number.as_i64() as i32 });
                }
            }
            Object::Dict(dict) => self.dict(&dict, page, depth, into),
            Object::Array(kids) if id.is_some() => self.array(&kids, page, depth + 1, into),
            _ => {}
        }
    }

    fn dict(&mut self, dict: &Dict<'a>, page: Option<usize>, depth: u32, into: &mut Vec<Kid>) {
        let own = dict.get_ref(b"Pg").and_then(|id| self.pages.get(&ObjectIdentifier::from(id)).copied());
        let page = own.or(page);
        match dict.get::<Name<'_>>(b"Type").as_ref().map(Name::as_str) {
            Some("MCR") => {
                if let (Some(page), Some(id)) = (page, dict.get::<i32>(b"MCID")) {
                    into.push(Kid::Text { page, id });
                }
            }
            Some("OBJR") => {}
            _ => {
                let tag = dict.get::<Name<'_>>(b"S").map_or(Tag::Group, |name| self.tag(name.as_str()));
                let mut kids = Vec::new();
                self.kids(dict, page, depth + 1, &mut kids);
                if !kids.is_empty() {
                    into.push(Kid::Element(Element { tag, kids }));
                }
            }
        }
    }

    /// What a name stands for, through the file's own roles where it is no standard one.
    fn tag(&self, name: &str) -> Tag {
        let mut name = name;
        for _ in 0..8 {
            if let Some(tag) = standard(name) {
                return tag;
            }
            match self.roles.get(name) {
                Some(role) => name = role,
                None => break,
            }
        }
        Tag::Group
    }
}

/// The standard structure types of PDF 1.7 and 2.0.
fn standard(name: &str) -> Option<Tag> {
    Some(match name {
        "Title" => Tag::Heading(0),
        "H" | "H1" => Tag::Heading(1),
        "H2" => Tag::Heading(2),
        "H3" => Tag::Heading(3),
        "H4" => Tag::Heading(4),
        "H5" => Tag::Heading(5),
        "H6" => Tag::Heading(6),
        "P" | "Caption" | "Figure" | "Formula" => Tag::Paragraph,
        "L" => Tag::List,
        "LI" => Tag::Item,
        "Lbl" => Tag::Label,
        "LBody" => Tag::Body,
        "Table" => Tag::Table,
        "TR" => Tag::Row,
        "TH" | "TD" => Tag::Cell,
        "Note" | "FENote" => Tag::Note,
        "TOC" | "TOCI" => Tag::Contents,
        "Artifact" => Tag::Artifact,
        "Span" | "Link" | "Quote" | "Reference" | "BibEntry" | "Code" | "Annot" | "Ruby" | "RB" | "RT" | "RP"
        | "Warichu" | "WT" | "WP" | "Form" | "Em" | "Strong" | "Sub" => Tag::Inline,
        "Document" | "DocumentFragment" | "Part" | "Art" | "Sect" | "Div" | "BlockQuote" | "Index" | "NonStruct"
        | "Private" | "THead" | "TBody" | "TFoot" | "Aside" => Tag::Group,
        _ => return None,
    })
}
