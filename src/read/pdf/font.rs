//! Fonts, for what they say of text: which characters a code stands for, how wide they are, whether they are bold.
//!
//! Their dictionaries nearly always tell all of it (see [`Entry`]). Only where they do not, the library looks into the
//! program of the font, which it has to inflate and parse for that.

mod entry;

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId, StandardFont};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

use self::entry::Entry;

/// The weight from which a font counts as bold.
const BOLD_WEIGHT: f32 = 600.0;
/// The descriptor's flag by which a font is bold at all sizes.
const FORCE_BOLD: u32 = 1 << 18;

/// The fonts of one file, each loaded once.
pub struct Faces<'a> {
    library: Rc<Library<'a>>,
    known: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
}

/// The fonts that a content stream has named: a few, of which one is set again and again.
#[derive(Default)]
pub struct Named<'a>(Vec<(Vec<u8>, Option<Rc<Face<'a>>>)>);

impl<'a> Named<'a> {
    /// The font of a name, which `find` looks for when it comes for the first time.
    pub fn face(
        &mut self,
        name: &Name<'_>,
        find: impl FnOnce(&Name<'_>) -> Option<Rc<Face<'a>>>,
    ) -> Option<Rc<Face<'a>>> {
        let bytes: &[u8] = name;
        if let Some((_, face)) = self.0.iter().find(|(known, _)| known == bytes) {
            return face.clone();
        }
        let face = find(name);
        self.0.push((bytes.to_owned(), face.clone()));
        face
    }
}

/// The library's fonts.
struct Library<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
}

/// One font.
pub struct Face<'a> {
    entry: Option<Entry>,
    dict: Dict<'a>,
    library: Rc<Library<'a>>,
    whole: OnceCell<Option<Font<'a>>>,
    /// Whether it is bold by its name, weight or flags.
    pub bold: bool,
    /// Whether it is written from top to bottom.
    pub vertical: bool,
    glyphs: RefCell<FxHashMap<u32, Letters>>,
}

/// What a code stands for.
#[derive(Debug)]
pub struct Letters {
    /// The text; empty where the font does not know it.
    pub text: Box<str>,
    /// How far the next one stands, in parts of the font's size.
    pub width: f32,
    /// Whether there is only white space in it.
    pub blank: bool,
    /// How many letters and figures are in it.
    pub alphanumeric: usize,
}

impl Letters {
    /// This text, so wide.
    pub fn new(text: impl Into<Box<str>>, width: f32) -> Self {
        let text = text.into();
        let blank = text.chars().all(char::is_whitespace);
        let alphanumeric = alphanumeric(&text);
        Self { text, width, blank, alphanumeric }
    }
}

/// How many letters and figures are in a text.
pub fn alphanumeric(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count()
}

/// Where the library finds the fonts that a file does not bring along.
pub fn standard_fonts() -> FontResolverFn {
    Arc::new(|query| {
        Some(match query {
            FontQuery::Standard(font) => font.get_font_data(),
            FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
        })
    })
}

impl<'a> Faces<'a> {
    /// No fonts yet.
    pub fn new() -> Self {
        let cmaps: CMapResolverFn = Arc::new(hayro_cmap::load_embedded);
        let library = Library { cache: FontCache::new(), fonts: standard_fonts(), cmaps };
        Self { library: Rc::new(library), known: HashMap::new() }
    }

    /// The font of this name among the resources, Helvetica in place of one that is broken; none where none has the name.
    pub fn face(&mut self, resources: &Resources<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        let dict = resources.get_font(name)?;
        let id = dict.obj_id();
        if let Some(face) = id.and_then(|id| self.known.get(&id)) {
            return face.clone();
        }
        let face = Face::new(dict, &self.library).map(Rc::new);
        if let Some(id) = id {
            self.known.insert(id, face.clone());
        }
        face
    }

    /// How many fonts the library had to be asked for, and how many there are.
    #[cfg(test)]
    pub fn asked(&self) -> (usize, usize) {
        let faces = || self.known.values().flatten();
        (faces().filter(|face| face.whole.get().is_some()).count(), faces().count())
    }
}

impl<'a> Face<'a> {
    fn new(dict: Dict<'a>, library: &Rc<Library<'a>>) -> Option<Self> {
        let entry = Entry::new(&dict);
        let whole = OnceCell::new();
        let mut vertical = false;
        if entry.is_none() {
            let font = library.font(&dict)?;
            vertical = !font.is_horizontal();
            whole.get_or_init(|| Some(font));
        }
        let (bold, library) = (is_bold(&dict), Rc::clone(library));
        Some(Self { entry, dict, library, whole, bold, vertical, glyphs: RefCell::default() })
    }

    /// The font as the library reads it, from its program too.
    fn whole(&self) -> Option<&Font<'a>> {
        self.whole.get_or_init(|| self.library.font(&self.dict)).as_ref()
    }

    /// The code that begins at `offset`, and its length in bytes.
    pub fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        let whole = || self.whole().map_or((0, 1), |font| font.read_code(bytes, offset));
        self.entry.as_ref().map_or_else(whole, |entry| entry.read_code(bytes, offset))
    }

    /// Tells what a code stands for.
    pub fn with_glyph<T>(&self, code: u32, tell: impl FnOnce(&Letters) -> T) -> T {
        if let Some(letters) = self.glyphs.borrow().get(&code) {
            return tell(letters);
        }
        let text = self.entry.as_ref().and_then(|entry| entry.text(code));
        let text = text.unwrap_or_else(|| self.whole().map_or_else(String::new, |font| letters(font, code)));
        let width = self.entry.as_ref().map(|entry| entry.width(code));
        let width = width.or_else(|| self.whole().map(|font| advance(font, code))).unwrap_or(0.0);
        tell(self.glyphs.borrow_mut().entry(code).or_insert(Letters::new(text, width / 1000.0)))
    }
}

impl<'a> Library<'a> {
    /// The font of a dictionary; Helvetica in place of one that is broken.
    fn font(&self, dict: &Dict<'a>) -> Option<Font<'a>> {
        let font = self.cache.font(dict, &self.fonts, &self.cmaps);
        font.or_else(|| self.cache.standard_font(StandardFont::Helvetica, &self.fonts))
    }
}

/// What a code stands for.
fn letters(font: &Font<'_>, code: u32) -> String {
    let unicode = match font.glyph(GlyphId::NOTDEF, code) {
        FontGlyph::Outline(glyph) => glyph.as_unicode(),
        FontGlyph::Type3(glyph) => glyph.as_unicode(),
    };
    string(unicode)
}

/// What the library says of a glyph's letters, as text.
pub fn string(unicode: Option<BfString>) -> String {
    match unicode {
        Some(BfString::Char(c)) => c.to_string(),
        Some(BfString::String(text)) => text,
        None => String::new(),
    }
}

/// How far a code's glyph moves on, in thousandths of the font's size.
#[expect(clippy::cast_possible_truncation, reason = "an advance is a few thousand units")]
fn advance(font: &Font<'_>, code: u32) -> f32 {
    let advance = font.code_advance(code);
    if font.is_horizontal() { advance.x as f32 } else { advance.y as f32 }
}

/// Whether a font's dictionary says that it is bold.
fn is_bold(dict: &Dict<'_>) -> bool {
    if dict.get::<Name<'_>>(b"BaseFont").is_some_and(|name| is_bold_name(name.as_str())) {
        return true;
    }
    let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let Some(descriptor) = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor") else { return false };
    descriptor.get::<f32>(b"FontWeight").is_some_and(|weight| weight >= BOLD_WEIGHT)
        || descriptor.get::<u32>(b"Flags").is_some_and(|flags| flags & FORCE_BOLD != 0)
}

/// Whether a font is bold by its name.
pub fn is_bold_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["bold", "black", "heavy"].iter().any(|weight| name.contains(weight))
}
