//! The second reader: the library's own interpreter, for the pages that [`text`](super::text) declines.
//!
//! It follows everything that a drawing needs, which costs twice as much, and hands over each glyph with its place. Here
//! they become the same pieces under the same marks, so that one way leads on from either reader. Nothing is drawn: paths
//! are looked at for what lies under white letters, pictures are noticed, and no outline is asked for.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap;
use hayro_interpret::kurbo::{Affine, BezPath, PathEl, Point, Rect, Shape};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, Paint, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::object::Dict;
use hayro_syntax::page::Page;

use super::font;
use super::ground::{self, Ground, Light, Rectangle};
use super::layer::{Declined, Hidden, Layers, Mark, Reached, Shown, innermost, mark_of};
use super::matrix::Matrix;
use super::piece;

/// How many operators one costs that this reader follows.
const COST: usize = 4;
/// How many pages of one file are read a second time.
const PAGES: usize = 300;

/// How many glyphs are kept of one page: where the first reader broke, it has not counted them.
const GLYPHS: usize = 300_000;
/// How many areas of a page are looked at for what they hide.
const AREAS: usize = 2000;
/// How near to a corner of a rectangle a path turns, in points.
const NEAR: f64 = 0.1;

/// The library's reader, for one file.
pub struct Reader<'a> {
    cache: InterpreterCache<'a>,
    settings: InterpreterSettings,
    pages: usize,
}

impl<'a> Reader<'a> {
    /// A reader that has read nothing.
    pub fn new() -> Self {
        let settings = InterpreterSettings {
            font_resolver: font::standard_fonts(),
            cmap_resolver: Arc::new(hayro_cmap::load_embedded),
            warning_sink: Arc::new(|_| {}),
            render_content: RenderContent::PAGE,
        };
        Self { cache: InterpreterCache::new(), settings, pages: 0 }
    }

    /// What a page shows by this reader where it reads more than the first did, else what the first read: nothing, where
    /// that broke on it. `spent` is what the page cost the first reader: the same content is followed once more, and `left`
    /// pays for it.
    pub fn or_first(&mut self, page: &Page<'a>, first: Shown, why: Declined, spent: usize, left: &mut usize) -> Shown {
        // What the first passed over is missing where there is no second.
        let cut = Reached { cut: first.reached.cut || why == Declined::NoFont, ..first.reached };
        let cost = spent.saturating_mul(COST);
        if cost > *left || self.pages >= PAGES {
            return Shown { reached: cut, ..first };
        }
        *left -= cost;
        self.pages += 1;
        match catch_unwind(AssertUnwindSafe(|| self.read(page))) {
            Ok(second) if why == Declined::Broken || second.letters() > first.letters() => {
                // What lies on a layer that is off is not handed over, so that it is the first reader that knows of it.
                let hidden = match second.hidden {
                    Hidden::None if first.hidden == Hidden::LeftOut => Hidden::LeftOut,
                    hidden => hidden,
                };
                Shown { second: true, hidden, ..second }
            }
            Ok(_) => first,
            Err(_) => Shown { reached: cut, ..first },
        }
    }

    /// What a page shows.
    pub fn read(&self, page: &Page<'a>) -> Shown {
        let crop = page.intersected_crop_box();
        let place = Affine::new(page.initial_transform(true).as_coeffs());
        let bounds = place.transform_rect_bbox(Rect::new(crop.x0, crop.y0, crop.x1, crop.y1));
        let mut context = Context::new(place, bounds, &self.cache, page.xref(), self.settings.clone());
        let mut letters = Letters::default();
        interpret_page(page, &mut context, &mut letters);
        let crowded = letters.crowded || letters.ground.is_crowded();
        let reached = Reached { cut: letters.glyphs > GLYPHS, crowded };
        Shown { reached, ..letters.layers.shown(letters.picture, page.render_dimensions()) }
    }
}

/// Gathers the letters of a page.
#[derive(Default)]
struct Letters {
    layers: Layers,
    ground: Ground,
    picture: bool,
    marks: Vec<Mark>,
    /// Where may be painted: `None` for a clip of another shape than a rectangle.
    clips: Vec<Option<Rect>>,
    /// Whether what is painted in a group hides what lies beneath.
    groups: Vec<bool>,
    /// How many glyphs were shown.
    glyphs: usize,
    /// How many areas were looked at for what they hide.
    areas: usize,
    /// Whether there were more of them.
    crowded: bool,
    /// Where the last run that was filled and is seen begins, and its length: its strokes come as the same run again.
    filled: Option<([f64; 6], usize)>,
}

impl<'a> Device<'a> for Letters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, mode: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        let begins = ((props.transform * first.transform()).as_coeffs(), run.glyphs().len());
        let filled = std::mem::take(&mut self.filled);
        if matches!(mode, DrawMode::Stroke(_)) && filled == Some(begins) {
            return;
        }
        let hidden = matches!(mode, DrawMode::Invisible) || opacity(&props.paint).is_some_and(|it| it <= ground::FAINT);
        let light = light(&props.paint);
        let reach = self.clips.iter().flatten().copied().reduce(|one, other| one.intersect(other));
        let mark = innermost(&self.marks);
        for glyph in run.glyphs() {
            self.glyphs += 1;
            if self.glyphs > GLYPHS {
                return;
            }
            // A glyph is drawn a thousand units to the size of its font.
            let place = Matrix::from((props.transform * glyph.transform() * Affine::scale(1000.0)).as_coeffs());
            let (text, width, bold) = told(glyph, place);
            let (at, size) = (place.origin(), place.height());
            let same = || light.is_some_and(|light| self.ground.is_of(light, at, size));
            let unseen = hidden || same() || reach.is_some_and(|reach| !ground::is_within(rectangle(reach), at, size));
            if !unseen && matches!(mode, DrawMode::Fill(_)) {
                self.filled = Some(begins);
            }
            let layer = if unseen { &mut self.layers.unseen } else { &mut self.layers.seen };
            let content = layer.content(mark);
            let glyph = piece::Glyph { at, size, bold };
            layer.push(content, &font::Letters::new(text, width), glyph, width * place.width());
        }
    }

    fn draw_path(&mut self, path: &BezPath, props: DrawProps<'a>, mode: &DrawMode) {
        self.paint(&path.bounding_box(), false, &props, mode);
    }

    fn draw_rect(&mut self, rect: &Rect, props: DrawProps<'a>, mode: &DrawMode) {
        let hides = self.hides(&props);
        if let Some(area) = self.paint(rect, true, &props, mode).filter(|_| hides) {
            self.cover(area);
        }
    }

    fn draw_image(&mut self, image: Image<'a, '_>, props: ImageDrawProps<'a>) {
        self.picture = true;
        let pixels = Rect::new(0.0, 0.0, image.width().into(), image.height().into());
        let area = props.transform.transform_rect_bbox(pixels);
        self.ground.paint_within(self.reached_by_clips(area), None);
        let Image::Raster(raster) = &image else { return };
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        if plain
            && self.is_whole(props.transform)
            && ground::is_without_holes(raster.stream().dict())
            && let Some(area) = self.left_by_clips(area)
        {
            self.cover(area);
        }
    }

    fn begin_marked_content(&mut self, tag: &[u8], properties: Option<&Dict<'_>>) {
        self.marks.push(mark_of(tag, properties));
    }

    fn end_marked_content(&mut self) {
        self.marks.pop();
    }

    fn push_clip_path(&mut self, clip: &ClipPath) {
        // What a form shows is clipped to its box, which comes as a path.
        self.clips.push(upright(&clip.path));
    }

    fn push_clip_rect(&mut self, rect: &Rect) {
        self.clips.push(Some(*rect));
    }

    fn pop_clip(&mut self) {
        self.clips.pop();
    }

    fn push_transparency_group(&mut self, opacity: f32, mask: Option<SoftMask<'a>>, blend: BlendMode) {
        self.groups.push(opacity >= ground::OPAQUE && mask.is_none() && blend == BlendMode::Normal);
    }

    fn pop_transparency_group(&mut self) {
        self.groups.pop();
    }
}

impl Letters {
    /// Notices an area that is filled, all of it or some; answers what of it the clips leave, where that is known.
    fn paint(&mut self, rect: &Rect, whole: bool, props: &DrawProps<'_>, mode: &DrawMode) -> Option<Rectangle> {
        if !matches!(mode, DrawMode::Fill(_) | DrawMode::FillAndStroke(..)) {
            return None;
        }
        let area = props.transform.transform_rect_bbox(*rect);
        let left = self.left_by_clips(area);
        match (left, light(&props.paint)) {
            (Some(left), known) if whole && self.hides(props) => self.ground.paint_within(left, known),
            (_, Some(known)) if ground::is_paper(known) => {}
            _ => self.ground.paint_within(self.reached_by_clips(area), None),
        }
        left
    }

    /// What of an area the clips leave, where that is known and more than nothing.
    fn left_by_clips(&self, area: Rect) -> Option<Rectangle> {
        let left = self.clips.iter().try_fold(area, |area, clip| clip.map(|clip| area.intersect(clip)));
        left.filter(|area| !area.is_zero_area()).map(rectangle)
    }

    /// Of an area, what lies within the clips that are known; more may be clipped away.
    fn reached_by_clips(&self, area: Rect) -> Rectangle {
        rectangle(self.clips.iter().flatten().fold(area, |area, &clip| area.intersect(clip)))
    }

    /// Whether an area painted so hides what lies beneath: nothing shines through, and it is no pattern and not turned.
    fn hides(&self, props: &DrawProps<'_>) -> bool {
        let plain = props.soft_mask.is_none() && props.blend_mode == BlendMode::Normal;
        plain
            && self.is_whole(props.transform)
            && opacity(&props.paint).is_some_and(|opacity| opacity >= ground::OPAQUE)
    }

    /// Whether what is put there is not turned, and no group lets through what lies beneath.
    fn is_whole(&self, transform: Affine) -> bool {
        Matrix::from(transform.as_coeffs()).is_upright() && self.groups.iter().all(|&whole| whole)
    }

    /// Takes the letters that lie under an area for unseen.
    fn cover(&mut self, area: Rectangle) {
        if self.areas < AREAS {
            self.areas += 1;
            self.layers.cover(area);
        } else {
            self.crowded = true;
        }
    }
}

/// The rectangle that a path is, where it is one that is not turned.
fn upright(path: &BezPath) -> Option<Rect> {
    let corners: Vec<Point> = path.elements().iter().filter_map(PathEl::end_point).collect();
    let area = path.bounding_box();
    let straight = path.elements().iter().all(|element| !matches!(element, PathEl::QuadTo(..) | PathEl::CurveTo(..)));
    let at_its_corner = |point: &Point| {
        let near = |n: f64, other: f64| (n - other).abs() < NEAR;
        (near(point.x, area.x0) || near(point.x, area.x1)) && (near(point.y, area.y0) || near(point.y, area.y1))
    };
    (straight && (4..=5).contains(&corners.len()) && corners.iter().all(at_its_corner)).then_some(area)
}

#[expect(clippy::cast_possible_truncation, reason = "a page is a few thousand points wide")]
fn rectangle(area: Rect) -> Rectangle {
    [area.x0, area.y0, area.x1, area.y1].map(|n| n as f32)
}

/// How much of what lies beneath a colour hides; a pattern has no say.
fn opacity(paint: &Paint<'_>) -> Option<f32> {
    let Paint::Color(color) = paint else { return None };
    Some(color.to_rgba().components()[3])
}

/// A glyph's text, its width in parts of the font's size, and whether its font is called bold.
fn told(glyph: &Glyph<'_>, place: Matrix) -> (String, f32, bool) {
    let text = font::string(glyph.as_unicode());
    match glyph {
        Glyph::Outline(outline) => {
            let width = outline.advance_width().unwrap_or(0.0) / 1000.0;
            let Some(font) = outline.font_data() else {
                // A font that stands in for another is stretched to its widths, and the place with it.
                return (text, width * place.height() / place.width().max(f32::EPSILON), false);
            };
            (text, width, font.postscript_name.is_some_and(|name| font::is_bold_name(&name)))
        }
        Glyph::Type3(drawn) => (text, drawn.advance_width().unwrap_or(0.0) / 1000.0, false),
    }
}

/// A colour as light; a pattern has none.
fn light(paint: &Paint<'_>) -> Option<Light> {
    let Paint::Color(color) = paint else { return None };
    let [red, green, blue, _] = color.to_rgba().components();
    Some([red, green, blue])
}
