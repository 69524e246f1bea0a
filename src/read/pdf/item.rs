//! List items: what opens them, how deep they stand, and the halves of one that a page break made into two.

use super::draft::Draft;
use super::piece::TAB_GAP;
use crate::document::Kind;
use crate::document::label::{self, Label};

/// How much further right, in points, an item of the same bullet stands when its list is inside of the one before.
const INDENT: f32 = 10.0;

/// What was found in front of a draft's text.
enum Found {
    Printed(String),
    Bullet(u8),
    /// The file calls prose a label: the paragraph before was cut here.
    Cut,
    Nothing,
}

/// The bullets of the list so far.
#[derive(Default)]
struct Bullets {
    outer: bool,
    last: Option<(u32, f32, u8)>,
}

/// Takes labels and bullets off the texts and says how deep each item stands.
pub fn label(drafts: &mut Vec<Draft>) {
    let mut bullets = Bullets::default();
    let mut number = 0;
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    let mut waiting: Option<Draft> = None;
    for mut draft in drafts.drain(..) {
        if !matches!(draft.kind, Kind::Paragraph | Kind::Item { .. }) || draft.furniture.is_some() {
            if matches!(draft.kind, Kind::Heading { .. } | Kind::Row { .. }) {
                bullets = Bullets::default();
            }
            out.push(draft);
            continue;
        }
        let (page, x) = draft.pieces.first().map_or((0, 0.0), |placed| (placed.page, placed.piece.x));
        match take(&mut draft) {
            Found::Cut => {
                if let Some(last) = out.iter_mut().rev().find(|last| last.kind != Kind::Note)
                    && matches!(last.kind, Kind::Paragraph | Kind::Item { .. })
                    && last.furniture.is_none()
                {
                    last.pieces.append(&mut draft.pieces);
                    continue;
                }
                draft.kind = Kind::Paragraph;
            }
            Found::Printed(label) => {
                bullets = Bullets::default();
                let value = label.trim_matches(|c: char| !c.is_ascii_digit()).parse::<u32>().ok();
                let nested = if let Kind::Item { depth, .. } = draft.kind { depth } else { 0 };
                let depth = if value == Some(number + 1) { 0 } else { nested };
                if depth == 0
                    && let Some(value) = value
                {
                    number = value;
                }
                draft.kind = Kind::Item { depth, label: Some(label) };
            }
            Found::Bullet(level) => {
                draft.kind = Kind::Item { depth: bullets.depth(level, page, x), label: None };
            }
            Found::Nothing => {}
        }
        if draft.is_blank() {
            waiting = Some(draft);
            continue;
        }
        if let Some(label) = waiting.take()
            && matches!(draft.kind, Kind::Paragraph | Kind::Item { label: None, .. })
        {
            draft.kind = label.kind;
        }
        out.push(draft);
    }
    *drafts = out;
}

impl Bullets {
    fn depth(&mut self, level: u8, page: u32, x: f32) -> u8 {
        let depth = if level > 0 {
            u8::from(self.outer)
        } else {
            self.outer = true;
            match self.last {
                Some((last, at, depth)) if last == page && x > at + INDENT => depth.saturating_add(1),
                Some((last, at, depth)) if last == page && x < at - INDENT => depth.saturating_sub(1),
                Some((.., depth)) => depth,
                None => 0,
            }
        };
        if level == 0 {
            self.last = Some((page, x, depth));
        }
        depth
    }
}

/// Takes what opens an item off the draft's pieces.
fn take(draft: &mut Draft) -> Found {
    if draft.label > 0 {
        let text: String = draft.pieces[..draft.label].iter().map(|placed| placed.piece.text.as_str()).collect();
        if let Some(label) = label::whole(&text) {
            let found = Found::from(label);
            draft.pieces.drain(..draft.label);
            draft.label = 0;
            return found;
        }
    }
    let listed = matches!(draft.kind, Kind::Item { .. });
    // A label in a piece of its own: a bullet in a font of its own, or a number and a tab.
    if let [first, rest @ ..] = &draft.pieces[..]
        && let Some(label) = label::whole(&first.piece.text)
    {
        let hangs = rest.first().is_none_or(|next| {
            first.same_line(next) && next.piece.x - first.piece.end > TAB_GAP * 0.6 * next.piece.size
        });
        let bare = first.piece.text.trim().ends_with(|c: char| c.is_ascii_digit());
        let printed = matches!(label, Label::Printed(_));
        if (printed && (hangs && (listed || label.is_number()) || listed && !bare))
            || (!printed && (listed || hangs || !rest.is_empty()))
        {
            let found = Found::from(label);
            draft.pieces.remove(0);
            return found;
        }
    }
    let Some(first) = draft.pieces.first_mut() else { return Found::Nothing };
    let split = if listed { label::split_item(&first.piece.text) } else { label::split(&first.piece.text) };
    if let Some((label, rest)) = split {
        let (found, rest) = (Found::from(label), rest.to_owned());
        if rest.is_empty() {
            draft.pieces.remove(0);
        } else {
            first.piece.text = rest;
        }
        return found;
    }
    if draft.label > 0 { Found::Cut } else { Found::Nothing }
}

impl From<Label<'_>> for Found {
    fn from(label: Label<'_>) -> Self {
        match label {
            Label::Printed(label) => Self::Printed(label.to_owned()),
            Label::Bullet(level) => Self::Bullet(level),
        }
    }
}
