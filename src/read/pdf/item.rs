//! List items: what opens them, how deep they stand, and the halves of one that a page break made into two.

use super::draft::{Draft, Placed};
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
    // Whether the last item showed a number or bullet.
    let mut shown = false;
    // A label that stands alone, until it is known whether the next text is its own.
    let mut waiting: Option<(Placed, Kind)> = None;
    for mut draft in drafts.drain(..) {
        if !matches!(draft.kind, Kind::Paragraph | Kind::Item { .. }) || draft.furniture.is_some() {
            if matches!(draft.kind, Kind::Heading { .. } | Kind::Row { .. }) {
                bullets = Bullets::default();
            }
            out.push(draft);
            continue;
        }
        if draft.label > 0 && label::whole(&draft.label_text()).is_none() {
            // Prose is no label; it may not even stand first on the line.
            draft.sort();
        }
        let (page, x) = draft.pieces.first().map_or((0, 0.0), |placed| (placed.page, placed.piece.x));
        let label = draft.pieces.first().cloned();
        match take(&mut draft, shown.then_some(&out[..])) {
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
                shown = true;
                bullets = Bullets::default();
                let value = Label::Printed(&label).value();
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
                shown = true;
                draft.kind = Kind::Item { depth: bullets.depth(level, page, x), label: None };
            }
            Found::Nothing => shown &= !matches!(draft.kind, Kind::Item { .. }),
        }
        let blank = draft.is_blank();
        if let Some((label, kind)) = waiting.take() {
            let own = !blank
                && matches!(draft.kind, Kind::Paragraph | Kind::Item { label: None, .. })
                && draft.pieces.first().is_some_and(|first| label.same_line(first));
            if own {
                draft.kind = kind;
            } else {
                out.extend(alone(label));
            }
        }
        if blank {
            waiting = label.map(|label| (label, draft.kind));
        } else {
            out.push(draft);
        }
    }
    out.extend(waiting.and_then(|(label, _)| alone(label)));
    indent(&mut out);
    *drafts = out;
}

/// A label whose text is not to be found, as it is printed. A bullet without a text says nothing.
fn alone(label: Placed) -> Option<Draft> {
    let says = label.piece.text.chars().any(char::is_alphanumeric);
    says.then(|| Draft::new(Kind::Paragraph, vec![label]))
}

/// Paragraphs that stand further in than the item that announces them with a colon are its list, whatever became of their bullets.
fn indent(drafts: &mut [Draft]) {
    // The left end of the announcing item's text.
    let mut announced: Option<(u32, f32)> = None;
    for draft in drafts {
        let Some(first) = draft.pieces.first() else { continue };
        match draft.kind {
            Kind::Item { .. } if draft.text().trim_end().ends_with(':') => {
                let left = draft.pieces.iter().map(|placed| placed.piece.x).fold(f32::MAX, f32::min);
                announced = Some((first.page, left));
            }
            Kind::Paragraph
                if announced.is_some_and(|(page, x)| page == first.page && first.piece.x > x + 2.0 * INDENT) =>
            {
                draft.kind = Kind::Item { depth: 1, label: None };
            }
            Kind::Note => {}
            _ => announced = None,
        }
    }
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

/// Takes what opens an item off the draft's pieces. `before` holds the drafts so far where their items show their labels.
fn take(draft: &mut Draft, before: Option<&[Draft]>) -> Found {
    let listed = matches!(draft.kind, Kind::Item { .. });
    if draft.label > 0
        && let Some(label) = label::whole(&draft.label_text())
    {
        let found = Found::from(label);
        draft.pieces.drain(..draft.label);
        draft.label = 0;
        return found;
    }
    if let Some(found) = take_hanging(draft, listed) {
        return found;
    }
    let opening = draft.opening();
    let split = if listed { label::split_item(&opening) } else { label::split(&opening) };
    if let Some((label, rest)) = split {
        let found = Found::from(label);
        draft.strip(opening.len() - rest.len());
        return found;
    }
    // In a list whose items show their labels, an item without one is the rest of the item before.
    let cut = listed && draft.label == 0 && before.is_some_and(|before| cut_off(draft, before));
    if draft.label > 0 || cut { Found::Cut } else { Found::Nothing }
}

/// A label in a piece of its own: a number, then a gap or nothing.
fn take_hanging(draft: &mut Draft, listed: bool) -> Option<Found> {
    let [first, rest @ ..] = &draft.pieces[..] else { return None };
    let label = label::whole(&first.piece.text)?;
    let hangs = rest
        .first()
        .is_some_and(|next| first.same_line(next) && next.piece.x - first.piece.end > TAB_GAP * 0.6 * next.piece.size);
    let alone = rest.is_empty();
    let stopped = !first.piece.text.trim().ends_with(|c: char| c.is_ascii_digit());
    let takes = match label {
        Label::Bullet(_) => true,
        Label::Printed(_) => {
            stopped && (listed || hangs && label.is_number()) || hangs && label.is_number() || alone && listed
        }
    };
    let found = takes.then(|| Found::from(label))?;
    draft.pieces.remove(0);
    Some(found)
}

/// Whether an item without a label goes on with the text before: that is a labelled item whose sentence has no end, on another page.
fn cut_off(draft: &Draft, before: &[Draft]) -> bool {
    let Some(last) = before.iter().rev().find(|last| last.kind != Kind::Note) else { return false };
    let page = |placed: Option<&Placed>| placed.map_or(0, |placed| placed.page);
    let turned = page(draft.pieces.first()) > page(last.pieces.last());
    let text = last.text();
    let lower = draft.text().trim_start().starts_with(char::is_lowercase);
    let open = !text.trim_end().ends_with(['.', ':', ';', '!', '?']);
    matches!(last.kind, Kind::Item { .. }) && turned && open && (lower || text.len() > 80)
}

impl Draft {
    /// The pieces that the file calls a label, as text.
    fn label_text(&self) -> String {
        self.pieces[..self.label].iter().map(|placed| placed.piece.text.as_str()).collect()
    }

    /// The first pieces on the first line as text, as far as a label can reach.
    fn opening(&self) -> String {
        let mut text = String::new();
        let mut last: Option<&Placed> = None;
        for placed in &self.pieces {
            if text.len() > 8 || last.is_some_and(|last| !last.same_line(placed)) {
                break;
            }
            if last.is_some_and(|last| last.piece.apart(&placed.piece) && !text.ends_with(' ')) {
                // A gap counts as a space, and `strip` passes over it.
                text.push(' ');
            }
            text.push_str(&placed.piece.text);
            last = Some(placed);
        }
        text
    }

    /// Takes the first bytes of [`Self::opening`] off the pieces.
    fn strip(&mut self, mut length: usize) {
        while let Some(first) = self.pieces.first_mut() {
            if length < first.piece.text.len() {
                if let Some(rest) = first.piece.text.get(length..) {
                    first.piece.text = rest.trim_start().to_owned();
                }
                break;
            }
            length -= first.piece.text.len();
            let spaced = first.piece.text.ends_with(' ');
            let end = first.piece.clone();
            self.pieces.remove(0);
            if length > 0 && !spaced && self.pieces.first().is_some_and(|next| end.apart(&next.piece)) {
                length -= 1;
            }
            if length == 0 {
                break;
            }
        }
    }
}

impl From<Label<'_>> for Found {
    fn from(label: Label<'_>) -> Self {
        match label {
            Label::Printed(label) => Self::Printed(label.to_owned()),
            Label::Bullet(level) => Self::Bullet(level),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::piece::Piece;

    fn draft(kind: Kind, text: &str, y: f32) -> Draft {
        let piece = Piece { text: text.to_owned(), x: 50.0, end: 90.0, y, size: 10.0, bold: false };
        Draft::new(kind, vec![Placed { page: 1, piece }])
    }

    #[test]
    fn a_number_whose_text_is_not_beside_it_is_not_lost() {
        let item = || Kind::Item { depth: 0, label: None };
        let texts = |mut drafts: Vec<Draft>| {
            label(&mut drafts);
            drafts.iter().map(|draft| (draft.kind.clone(), draft.text())).collect::<Vec<_>>()
        };
        let number = |text: &str| Kind::Item { depth: 0, label: Some(text.to_owned()) };
        let paragraph = |text: &str| (Kind::Paragraph, text.to_owned());
        let beside = texts(vec![draft(item(), "31.", 10.0), draft(Kind::Paragraph, "Plans are clear.", 10.0)]);
        assert_eq!(beside, [(number("31."), "Plans are clear.".to_owned())]);
        let below = texts(vec![draft(item(), "31.", 10.0), draft(Kind::Paragraph, "Plans are clear.", 90.0)]);
        assert_eq!(below, [paragraph("31."), paragraph("Plans are clear.")]);
        let twice = texts(vec![draft(item(), "31.", 10.0), draft(item(), "32.", 30.0)]);
        assert_eq!(twice, [paragraph("31."), paragraph("32.")]);
        assert_eq!(texts(vec![draft(item(), "•", 10.0)]), []);
    }
}
