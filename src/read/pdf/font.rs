//! Fonts, for what they say of text: which characters a code stands for, how wide they are, whether they are bold.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_cmap::{self, BfString};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn, GlyphId, StandardFont};
use hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_syntax::page::Resources;
use rustc_hash::FxHashMap;

/// The weight from which a font counts as bold.
const BOLD_WEIGHT: f32 = 600.0;
/// The descriptor's flag by which a font is bold at all sizes.
const FORCE_BOLD: u32 = 1 << 18;

/// The fonts of one file, each loaded once.
pub struct Faces<'a> {
    cache: FontCache<'a>,
    fonts: FontResolverFn,
    cmaps: CMapResolverFn,
    known: HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>,
}

/// One font.
pub struct Face<'a> {
    font: Font<'a>,
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
        let alphanumeric = text.chars().filter(|c| c.is_alphanumeric()).count();
        Self { text, width, blank, alphanumeric }
    }
}

impl<'a> Faces<'a> {
    /// No fonts yet.
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            fonts: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(query) => query.pick_standard_font().get_font_data(),
                })
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
            known: HashMap::new(),
        }
    }

    /// The font of this name among the resources; Helvetica in place of one that is missing or broken.
    pub fn face(&mut self, resources: &Resources<'a>, name: &Name<'_>) -> Option<Rc<Face<'a>>> {
        let dict = resources.get_font(name)?;
        let id = dict.obj_id();
        if let Some(face) = id.and_then(|id| self.known.get(&id)) {
            return face.clone();
        }
        let face = self
            .cache
            .font(&dict, &self.fonts, &self.cmaps)
            .or_else(|| self.cache.standard_font(StandardFont::Helvetica, &self.fonts))
            .map(|font| Rc::new(Face::new(font, is_bold(&dict))));
        if let Some(id) = id {
            self.known.insert(id, face.clone());
        }
        face
    }
}

impl<'a> Face<'a> {
    fn new(font: Font<'a>, bold: bool) -> Self {
        let vertical = !font.is_horizontal();
        Self { font, bold, vertical, glyphs: RefCell::default() }
    }

    /// The code that begins at `offset`, and its length in bytes.
    pub fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        self.font.read_code(bytes, offset)
    }

    /// Tells what a code stands for.
    pub fn with_glyph<T>(&self, code: u32, tell: impl FnOnce(&Letters) -> T) -> T {
        let mut glyphs = self.glyphs.borrow_mut();
        tell(glyphs.entry(code).or_insert_with(|| {
            let unicode = match self.font.glyph(GlyphId::NOTDEF, code) {
                FontGlyph::Outline(glyph) => glyph.as_unicode(),
                FontGlyph::Type3(glyph) => glyph.as_unicode(),
            };
            let text = match unicode {
                Some(BfString::Char(c)) => c.to_string(),
                Some(BfString::String(text)) => text,
                None => String::new(),
            };
            let advance = self.font.code_advance(code);
            #[expect(clippy::cast_possible_truncation, reason = "an advance is a few thousand units")]
            let width = if self.vertical { advance.y } else { advance.x } as f32 / 1000.0;
            Letters::new(text, width)
        }))
    }
}

/// Whether a font's dictionary says that it is bold.
fn is_bold(dict: &Dict<'_>) -> bool {
    let named = |name: Name<'_>| {
        let name = name.as_str().to_ascii_lowercase();
        ["bold", "black", "heavy"].iter().any(|weight| name.contains(weight))
    };
    if dict.get::<Name<'_>>(b"BaseFont").is_some_and(named) {
        return true;
    }
    let descendant = dict.get::<Array<'_>>(b"DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
    let Some(descriptor) = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor") else { return false };
    descriptor.get::<f32>(b"FontWeight").is_some_and(|weight| weight >= BOLD_WEIGHT)
        || descriptor.get::<u32>(b"Flags").is_some_and(|flags| flags & FORCE_BOLD != 0)
}
