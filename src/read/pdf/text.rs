//! The text of a page: what its content stream shows, where, how large and how heavy, by marked content.
//!
//! Only the operators that place text are followed, and of paths and colours only so much that letters are known as invisible
//! that are white on nothing or lie under something (see [`Ground`]); those of no size or beside the page are, too. Nothing is drawn and no image is decoded; that makes reading twice as fast as through a drawing device, and the font's
//! dictionary, which says whether it is bold, stays in sight.

use std::rc::Rc;

use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, ObjectIdentifier, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::{Face, Faces, Named};
use super::ground::{self, Brush, Ground, Mode, Rectangle};
use super::layer::{Declined, Hidden, Layers, Mark, Reached, Shown, innermost, mark_of, properties};
use super::matrix::Matrix;
use super::optional::Off;
use super::piece::Glyph;
use super::shown::{Element, Elements};

/// How deep forms may stand in forms.
const FORM_DEPTH: u32 = 12;
/// How many graphics states are kept at once.
const STATES: usize = 512;
/// How many operators are followed in one file, forms each time they are shown.
pub const OPERATORS: usize = 30_000_000;
/// How many bytes of a form cost as much as an operator: it is inflated each time it is shown.
const BYTES_PER_OPERATOR: usize = 32;
/// How many pieces of text cost as much as an operator where it is looked which of them lie under something.
const PIECES_PER_OPERATOR: usize = 8;
/// How many painted areas cost as much as an operator where it is looked which of them lie under a string.
const AREAS_PER_OPERATOR: usize = 32;
/// How many pieces of text are kept of one page.
const PIECES: usize = 200_000;

/// The text state of the content stream, saved and restored with the graphics state.
#[derive(Clone)]
struct State<'a> {
    ctm: Matrix,
    face: Option<Rc<Face<'a>>>,
    size: f32,
    spacing: f32,
    word_spacing: f32,
    scaling: f32,
    leading: f32,
    rise: f32,
    mode: Mode,
    /// What letters and areas are painted with.
    brush: Brush,
}

/// What belongs to layers that are off.
#[derive(Default)]
struct Dark {
    /// Below how many marks everything does.
    below: Option<usize>,
    /// How many forms that are being shown do, whatever marks end within.
    forms: usize,
    /// Whether text was among it.
    text: bool,
}

impl Dark {
    /// Whether what comes now does.
    const fn is(&self) -> bool {
        self.below.is_some() || self.forms > 0
    }
}

/// Follows one page's content.
pub struct Reader<'f, 'a> {
    faces: &'f mut Faces<'a>,
    off: &'f mut Off,
    dark: Dark,
    layers: Layers,
    ground: Ground,
    picture: bool,
    cut: bool,
    /// Whether text was passed over because it has no font.
    fontless: bool,
    /// How many codes were shown, and how many of them had no letters.
    codes: usize,
    mute: usize,
    /// The forms that are being shown, so that none is shown inside itself.
    forms: Vec<ObjectIdentifier>,
    marks: Vec<Mark>,
    state: State<'a>,
    stack: Vec<State<'a>>,
    matrix: Matrix,
    line: Matrix,
    left: &'f mut usize,
    pieces: usize,
    /// The page's width and height.
    size: (f32, f32),
}

impl<'f, 'a> Reader<'f, 'a> {
    /// What a page shows: its contents, one for each mark, in the order of their first appearance. `left` counts the file's
    /// operators down.
    pub fn read(page: &Page<'a>, faces: &'f mut Faces<'a>, off: &'f mut Off, left: &'f mut usize) -> Shown {
        let ctm = Matrix::from(page.initial_transform(true).as_coeffs());
        let mut reader = Self {
            faces,
            off,
            dark: Dark::default(),
            layers: Layers::default(),
            ground: Ground::default(),
            picture: false,
            cut: false,
            fontless: false,
            codes: 0,
            mute: 0,
            forms: Vec::new(),
            marks: Vec::new(),
            state: State {
                ctm,
                face: None,
                size: 1.0,
                spacing: 0.0,
                word_spacing: 0.0,
                scaling: 1.0,
                leading: 0.0,
                rise: 0.0,
                mode: Mode::Fill,
                brush: Brush::NEW,
            },
            stack: Vec::new(),
            matrix: Matrix::IDENTITY,
            line: Matrix::IDENTITY,
            left,
            pieces: 0,
            size: page.render_dimensions(),
        };
        reader.follow(page.typed_operations(), page.resources(), 0);
        reader.finish()
    }

    /// What was read. A page that was cut short is not declined: it is too much for any reader.
    fn finish(self) -> Shown {
        let declined = match () {
            () if self.cut => None,
            () if self.fontless => Some(Declined::NoFont),
            () if self.mute > self.codes / 2 => Some(Declined::NoLetters),
            () => None,
        };
        let reached = Reached { cut: self.cut, crowded: self.ground.is_crowded() };
        let mut shown = Shown { reached, declined, ..self.layers.shown(self.picture, self.size) };
        if self.dark.text && shown.hidden == Hidden::None {
            // It has no font either.
            shown.hidden = Hidden::LeftOut;
        }
        shown
    }

    fn follow(&mut self, mut operators: TypedIter<'_>, resources: &Resources<'a>, depth: u32) {
        use TypedInstruction as Op;
        let stacked = self.stack.len();
        let marked = self.marks.len();
        let mut named = Named::default();
        while let Some(op) = operators.next() {
            if *self.left == 0 || self.pieces > PIECES {
                self.cut = true;
                break;
            }
            *self.left -= 1;
            for area in self.ground.notice(&op, &mut self.state.brush, self.state.ctm) {
                self.cover(area);
            }
            match op {
                Op::SaveState(_) if self.stack.len() < STATES => self.stack.push(self.state.clone()),
                // From here on it is not known in which colour anything is shown.
                Op::SaveState(_) => self.cut = true,
                Op::RestoreState(_) if self.stack.len() > stacked => {
                    if let Some(state) = self.stack.pop() {
                        self.state = state;
                    }
                }
                Op::Transform(t) => {
                    let matrix = Matrix([t.0, t.1, t.2, t.3, t.4, t.5].map(|n| n.as_f32()));
                    self.state.ctm = matrix.then(self.state.ctm);
                }
                Op::BeginText(_) => {
                    self.matrix = Matrix::IDENTITY;
                    self.line = Matrix::IDENTITY;
                }
                Op::SetTextMatrix(m) => {
                    self.line = Matrix([m.0, m.1, m.2, m.3, m.4, m.5].map(|n| n.as_f32()));
                    self.matrix = self.line;
                }
                Op::TextFont(font) => {
                    self.state.face = named.face(font.0, |name| self.faces.face(resources, name));
                    self.state.size = font.1.as_f32();
                }
                Op::CharacterSpacing(n) => self.state.spacing = n.0.as_f32(),
                Op::WordSpacing(n) => self.state.word_spacing = n.0.as_f32(),
                Op::HorizontalScaling(n) => self.state.scaling = n.0.as_f32() / 100.0,
                Op::TextLeading(n) => self.state.leading = n.0.as_f32(),
                Op::TextRenderingMode(n) => self.state.mode = n.0.as_i64().into(),
                Op::InlineImage(image) => self.show_picture(image.0.dict()),
                Op::SetGraphicsState(name) => {
                    if let Some(state) = resources.ext_g_states.get::<Dict<'_>>(name.0) {
                        self.state.brush.set(&state);
                    }
                }
                Op::TextRise(n) => self.state.rise = n.0.as_f32(),
                Op::NextLine(n) => self.next_line(n.0.as_f32(), n.1.as_f32()),
                Op::NextLineAndSetLeading(n) => {
                    self.state.leading = -n.1.as_f32();
                    self.next_line(n.0.as_f32(), n.1.as_f32());
                }
                Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
                Op::ShowText(s) => self.show(s.0.as_bytes()),
                Op::NextLineAndShowText(s) => {
                    self.next_line(0.0, -self.state.leading);
                    self.show(s.0.as_bytes());
                }
                Op::ShowTextWithParameters(s) => {
                    self.state.word_spacing = s.0.as_f32();
                    self.state.spacing = s.1.as_f32();
                    self.next_line(0.0, -self.state.leading);
                    self.show(s.2.as_bytes());
                }
                Op::ShowTexts(array) => self.show_all(array.0),
                Op::BeginMarkedContent(mark) => self.marks.push(mark_of(mark.0, None)),
                Op::BeginMarkedContentWithProperties(mark) => {
                    self.begin_mark(mark.0, mark.1, resources);
                }
                Op::EndMarkedContent(_) if self.marks.len() > marked => {
                    self.marks.pop();
                    self.dark.below = self.dark.below.filter(|&marks| marks < self.marks.len());
                }
                Op::XObject(x) => {
                    if let Some(form) = resources.get_x_object(x.0) {
                        self.form(&form, resources, depth + 1);
                    }
                }
                _ => {}
            }
        }
        self.stack.truncate(stacked);
        self.marks.truncate(marked);
        self.dark.below = self.dark.below.filter(|&marks| marks < marked);
    }

    /// Begins a mark with properties, which may say that what follows belongs to a layer that is off.
    fn begin_mark<'m>(&mut self, tag: &Name<'_>, said: &Object<'m>, resources: &Resources<'m>) {
        let properties = properties(said, resources);
        let off = match said {
            Object::Name(name) => self.off.hides(&resources.properties, name, self.left),
            _ => properties.as_ref().is_some_and(|properties| self.off.hides(properties, b"OC", self.left)),
        };
        if off {
            self.dark.below.get_or_insert(self.marks.len());
        }
        self.marks.push(mark_of(tag, properties.as_ref()));
    }

    /// Follows a form's content where it stands. Pictures are noticed; whatever else is no form is passed over.
    fn form(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, depth: u32) {
        let hidden = usize::from(self.off.hides(stream.dict(), b"OC", self.left));
        self.dark.forms += hidden;
        self.object(stream, resources, depth);
        self.dark.forms -= hidden;
    }

    fn object(&mut self, stream: &Stream<'a>, resources: &Resources<'a>, depth: u32) {
        let dict = stream.dict();
        match dict.get::<Name<'_>>(b"Subtype").as_ref().map(Name::as_str) {
            Some("Form") => {}
            Some("Image") => {
                self.ground.paint_picture(&self.state.brush, self.state.ctm);
                return self.show_picture(dict);
            }
            _ => return,
        }
        let id = stream.obj_id();
        if depth > FORM_DEPTH || self.forms.contains(&id) {
            self.cut = true;
            return;
        }
        let Ok(content) = stream.decoded_data() else { return };
        *self.left = self.left.saturating_sub(content.len() / BYTES_PER_OPERATOR);
        let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
        let saved = self.state.clone();
        let (matrix, line) = (self.matrix, self.line);
        if let Some(matrix) = dict.get::<[f32; 6]>(b"Matrix") {
            self.state.ctm = Matrix(matrix).then(self.state.ctm);
        }
        if let Some(shown) = dict.get::<[f32; 4]>(b"BBox") {
            self.state.brush.clip(shown, self.state.ctm);
        }
        self.forms.push(id);
        self.follow(TypedIter::new(&content), own.as_ref().unwrap_or(resources), depth);
        self.forms.pop();
        self.state = saved;
        (self.matrix, self.line) = (matrix, line);
    }

    /// Notices a picture. One without holes hides the letters under it.
    fn show_picture(&mut self, dict: &Dict<'_>) {
        self.picture = true;
        let whole = ground::is_without_holes(dict);
        if let Some(area) = self.state.brush.picture(self.state.ctm).filter(|_| whole) {
            self.cover(area);
        }
    }

    /// Takes the letters that lie under an area for unseen, if that is seen itself.
    fn cover(&mut self, area: Rectangle) {
        if self.dark.is() {
            return;
        }
        *self.left = self.left.saturating_sub(self.pieces / PIECES_PER_OPERATOR);
        self.layers.cover(area);
    }

    fn next_line(&mut self, x: f32, y: f32) {
        self.line = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.line);
        self.matrix = self.line;
    }

    /// Shows the strings of an array, each moved by the numbers before it.
    fn show_all(&mut self, array: &Array<'_>) {
        let mut plain = Elements::new(array.data());
        while let Some(element) = plain.next() {
            match element {
                Element::Text(text) => self.show(text),
                Element::Back(by) => self.back(by),
            }
        }
        if plain.is_done() {
            return;
        }
        for object in array.iter::<Object<'_>>().skip(plain.count()) {
            match object {
                Object::Number(n) => self.back(n.as_f32()),
                Object::String(s) => self.show(s.as_bytes()),
                _ => {}
            }
        }
    }

    /// Moves what comes next back by thousandths of the font's size.
    fn back(&mut self, by: f32) {
        self.advance(-by / 1000.0 * self.state.size * self.state.scaling);
    }

    fn advance(&mut self, by: f32) {
        let vertical = self.state.face.as_ref().is_some_and(|face| face.vertical);
        let (x, y) = if vertical { (0.0, by) } else { (by, 0.0) };
        self.matrix = Matrix([1.0, 0.0, 0.0, 1.0, x, y]).then(self.matrix);
    }

    fn show(&mut self, bytes: &[u8]) {
        self.dark.text |= self.dark.is() && !bytes.is_empty();
        let Some(face) = self.state.face.clone() else {
            self.fontless |= !bytes.is_empty();
            return;
        };
        let mark = innermost(&self.marks);
        let onto = self.matrix.then(self.state.ctm);
        let em =
            Matrix([self.state.size * self.state.scaling, 0.0, 0.0, self.state.size, 0.0, self.state.rise]).then(onto);
        let looked = self.ground.looks();
        let seen =
            !self.dark.is() && self.state.brush.is_seen(self.state.mode, &self.ground, onto.origin(), em.height());
        *self.left = self.left.saturating_sub((self.ground.looks() - looked) / AREAS_PER_OPERATOR);
        let layer = if seen { &mut self.layers.seen } else { &mut self.layers.unseen };
        let at = layer.content(mark);
        // Letters of one string differ in their place alone, so that what they have in common is worked out once.
        let mut glyph = Glyph { at: em.origin(), size: em.height(), bold: face.bold };
        let (wide, start) = (em.width(), em.origin());
        let along = if face.vertical { (0.0, 1.0) } else { (1.0, 0.0) };
        let scaling = if face.vertical { 1.0 } else { self.state.scaling };
        let (dx, dy) = onto.direction(along);
        let mut gone = 0.0;
        let mut offset = 0;
        while offset < bytes.len() {
            let (code, length) = face.read_code(bytes, offset);
            offset += length.max(1);
            let (width, space) = face.with_glyph(code, |letters| {
                self.codes += 1;
                self.mute += usize::from(letters.text.is_empty());
                self.pieces += usize::from(layer.push(at, letters, glyph, letters.width * wide));
                (letters.width, code == 32 && length == 1)
            });
            let spacing = self.state.spacing + if space { self.state.word_spacing } else { 0.0 };
            gone += (width * self.state.size + spacing) * scaling;
            glyph.at = (start.0 + gone * dx, start.1 + gone * dy);
        }
        self.matrix = Matrix([1.0, 0.0, 0.0, 1.0, gone * along.0, gone * along.1]).then(self.matrix);
    }
}
