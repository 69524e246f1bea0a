//! Headings that the file does not call headings: short, large or bold.

use std::collections::HashMap;

use super::draft::Draft;
use crate::document::Kind;
use crate::document::label::{self, Label};

/// A heading has at most this many letters.
const LONGEST: usize = 220;
/// A heading in the body's size has at most this many.
const LONGEST_SMALL: usize = 160;
/// So many bold lines in the body's size without text between them are no headings.
const NAMES: usize = 3;
/// How much larger than the body, in points, bold text must be to be a heading.
const LARGER: f32 = 0.8;
/// How many times the body's size text that is not bold must be.
const MUCH_LARGER: f32 = 1.3;

/// The size in which most of the text is set.
pub fn body_size(drafts: &[Draft]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for placed in drafts.iter().filter(|draft| draft.furniture.is_none()).flat_map(|draft| &draft.pieces) {
        let size = round(placed.piece.size);
        match sizes.iter_mut().find(|(known, _)| (*known - size).abs() < f32::EPSILON) {
            Some((_, letters)) => *letters += placed.piece.text.len(),
            None => sizes.push((size, placed.piece.text.len())),
        }
    }
    sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(12.0, |(size, _)| size)
}

/// Makes headings of what is plainly a heading, with a level for each look: the file's own where it has tagged that look, else by size.
pub fn promote(drafts: &mut Vec<Draft>) {
    let body = body_size(drafts);
    split_rows(drafts, body);
    for draft in drafts.iter_mut() {
        if matches!(draft.kind, Kind::Heading { .. }) && is_body(draft, body) {
            draft.kind = Kind::Paragraph;
        }
    }
    let known = tagged(drafts);
    let mut looks: Vec<Option<(f32, bool)>> = drafts.iter().map(|draft| look(draft, body)).collect();
    // Bold lines one below the other are names below a letter, not headings.
    for run in looks.chunk_by_mut(|a, b| a.is_some() == b.is_some()) {
        if run.len() >= NAMES && run.iter().flatten().all(|(size, _)| *size < body + LARGER) {
            run.fill(None);
        }
    }
    let mut sizes: Vec<f32> = looks.iter().flatten().map(|(size, _)| *size).collect();
    sizes.sort_by(|a, b| b.total_cmp(a));
    sizes.dedup();
    // The largest size of several is the title's.
    let title = usize::from(sizes.first().is_some_and(|size| *size >= body * 1.6) && sizes.len() > 1);
    for (draft, look) in drafts.iter_mut().zip(looks) {
        let Some((size, bold)) = look else { continue };
        let rank = sizes.iter().position(|known| (known - size).abs() < f32::EPSILON).unwrap_or(0);
        let by_size = u8::try_from((rank + 1 - title).min(6)).unwrap_or(6);
        let level = known.iter().find(|(look, _)| *look == (size.to_bits(), bold)).map_or(by_size, |(_, level)| *level);
        draft.kind = Kind::Heading { level };
        draft.label = 0;
    }
}

/// Whether what the file calls a heading is text by its look: long, an item with a bullet, or numbered and
/// with a full stop, in the body's size and weight.
fn is_body(draft: &Draft, body: f32) -> bool {
    if draft.bold() || draft.size() > body + 0.6 {
        return false;
    }
    let text = draft.text();
    let text = text.trim();
    text.chars().count() > LONGEST
        || match label::split(text) {
            Some((Label::Bullet(_), _)) => true,
            Some((Label::Printed(_), rest)) => rest.ends_with('.'),
            None => false,
        }
}

/// A row that is alone in its table, large and bold, is a heading with its grade beside it: two blocks.
fn split_rows(drafts: &mut Vec<Draft>, body: f32) {
    let table = |draft: &Draft| if let Kind::Row { table, .. } = draft.kind { Some(table) } else { None };
    let mut rows: HashMap<u32, usize> = HashMap::new();
    for table in drafts.iter().filter_map(table) {
        *rows.entry(table).or_default() += 1;
    }
    let alone = |draft: &Draft| {
        table(draft).is_some_and(|table| rows.get(&table) == Some(&1)) && draft.bold() && draft.size() >= body + LARGER
    };
    *drafts = std::mem::take(drafts)
        .into_iter()
        .flat_map(|mut draft| {
            if !alone(&draft) {
                return vec![draft];
            }
            let counts = std::mem::take(&mut draft.cells);
            let mut pieces = draft.pieces.into_iter();
            let cells =
                counts.into_iter().map(|count| Draft::new(Kind::Paragraph, pieces.by_ref().take(count).collect()));
            cells.filter(|cell| !cell.is_blank()).collect()
        })
        .collect();
}

/// The looks of the headings that the file itself calls headings, with the level that most of each have.
fn tagged(drafts: &[Draft]) -> Vec<((u32, bool), u8)> {
    let mut looks: Vec<((u32, bool), [u32; 7])> = Vec::new();
    for draft in drafts {
        if let Kind::Heading { level } = draft.kind {
            let look = (round(draft.size()).to_bits(), draft.bold());
            let at = looks.iter().position(|(known, _)| *known == look).unwrap_or_else(|| {
                looks.push((look, [0; 7]));
                looks.len() - 1
            });
            looks[at].1[usize::from(level.min(6))] += 1;
        }
    }
    let most = |levels: [u32; 7]| (0u8..7).max_by_key(|level| levels[usize::from(*level)]).unwrap_or(1);
    looks.into_iter().map(|(look, levels)| (look, most(levels))).collect()
}

/// The size and weight of a draft that looks like a heading.
fn look(draft: &Draft, body: f32) -> Option<(f32, bool)> {
    if draft.furniture.is_some() || !matches!(draft.kind, Kind::Paragraph | Kind::Item { .. }) {
        return None;
    }
    let text = draft.text();
    let text = text.trim();
    let (size, bold) = (round(draft.size()), draft.bold());
    let length = text.chars().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 3 || length > LONGEST {
        return None;
    }
    let larger = bold && size >= body + LARGER || size >= body * MUCH_LARGER;
    let small = bold
        && size > body - 0.6
        && length <= LONGEST_SMALL
        && matches!(draft.kind, Kind::Paragraph)
        && !text.ends_with(['.', ';', ',']);
    (larger || small).then_some((size, bold))
}

fn round(size: f32) -> f32 {
    (size * 2.0).round() / 2.0
}
