//! Paragraphs that the file cut into lines: joined where the next line is one that would have been wrapped.

use super::draft::{Draft, Placed};
use super::piece::Piece;
use crate::document::Kind;

/// Lines of one paragraph stand at most this many sizes apart.
const LEADING: f32 = 1.4;
/// How far, in points, the left ends of lines of one paragraph may differ.
const LEFT: f32 = 4.0;

/// Joins each draft to the one before where both are one paragraph.
pub fn join(drafts: &mut Vec<Draft>) {
    let right = right_edges(drafts);
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts.drain(..) {
        if let Some(last) = out.last_mut()
            && runs_on(last, &draft, &right)
        {
            last.pieces.append(&mut draft.pieces);
        } else {
            out.push(draft);
        }
    }
    *drafts = out;
}

/// The right end of the longest line of each page.
fn right_edges(drafts: &[Draft]) -> Vec<f32> {
    let mut edges = Vec::new();
    for placed in drafts.iter().flat_map(|draft| &draft.pieces) {
        let page = placed.page as usize;
        if edges.len() <= page {
            edges.resize(page + 1, 0.0);
        }
        edges[page] = placed.piece.end.max(edges[page]);
    }
    edges
}

fn runs_on(last: &Draft, next: &Draft, right: &[f32]) -> bool {
    if last.furniture.is_some()
        || next.furniture.is_some()
        || !matches!(last.kind, Kind::Paragraph | Kind::Item { .. })
        || !matches!(next.kind, Kind::Paragraph)
        || last.bold() != next.bold()
    {
        return false;
    }
    let (Some(end), Some(start)) = (last.pieces.last(), next.pieces.first()) else { return false };
    let size = end.piece.size;
    if (size - start.piece.size).abs() > 0.3 {
        return false;
    }
    if end.page + 1 == start.page {
        // A numbered paragraph's text hangs; what hangs like it on the next page, without a number, is its text.
        let numbered = matches!(&last.kind, Kind::Item { label: Some(_), .. });
        return numbered && last.pieces.len() > 1 && hangs(last, start);
    }
    let down = start.piece.y - end.piece.y;
    if end.page != start.page || down < 0.5 * size || down > LEADING * size || !aligned(last, start) {
        return false;
    }
    let text = next.text();
    let word = text.split_whitespace().next().unwrap_or_default();
    let ended = last.text().trim_end().ends_with(['.', ':', ';', '!', '?', '”', '’', ')']);
    let lower = word.starts_with(char::is_lowercase);
    // A sentence that ends where a table's cell ends does not run on into the next one.
    let closed = next.apart && ended;
    let edge = right.get(end.page as usize).copied().unwrap_or(f32::MAX);
    (lower && !ended) || !closed && wraps(end, &start.piece, word, edge)
}

/// Whether a text's first words would not have fitted on the line before, which might reach to this edge.
pub fn wraps(end: &Placed, start: &Piece, words: &str, edge: f32) -> bool {
    let letters = start.text.trim_end().chars().count().max(1);
    #[expect(clippy::cast_precision_loss, reason = "a line has few letters")]
    let width = (start.end - start.x) / letters as f32 * words.chars().count() as f32;
    end.piece.end + width > edge
}

/// Whether a line begins where the last paragraph's lines do.
fn aligned(last: &Draft, start: &Placed) -> bool {
    last.pieces
        .iter()
        .rev()
        .take_while(|placed| placed.page == start.page)
        .any(|placed| (placed.piece.x - start.piece.x).abs() < LEFT)
}

/// Whether a line on the next page begins as far right of its page's numbers as the last paragraph's text does of its own.
fn hangs(last: &Draft, start: &Placed) -> bool {
    last.pieces.iter().any(|placed| (placed.piece.x - start.piece.x).abs() < LEFT)
}
