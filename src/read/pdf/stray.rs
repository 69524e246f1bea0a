//! Stray words: those that the structure tree gives to another block than the one in whose line they are printed.
//!
//! A program that writes a tagged file after its text was corrected may hang the corrected words on the item above or below.
//! The tree is not wrong elsewhere, so it is believed but for words that stand between two of another block's in one line,
//! or behind another's bullet.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, Placed};
use super::piece::TAB_GAP;
use crate::document::Kind;

/// How far behind a bullet its text may begin, in parts of the letters' size.
const BULLET_GAP: f32 = 4.0;

/// A piece of a draft: the draft's place and its own.
type At = (usize, usize);

/// Words that are to go into another draft, behind one of its pieces.
struct Move {
    draft: usize,
    pieces: Vec<usize>,
    behind: At,
}

/// Puts stray words where they are printed. Answers the pages on which there were any, counted from 1.
pub fn settle(drafts: &mut Vec<Draft>) -> BTreeSet<u32> {
    let moves: Vec<Move> = lines(drafts).iter().flat_map(|line| strays(drafts, line)).collect();
    let mut gone: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    let mut come: BTreeMap<At, Vec<Placed>> = BTreeMap::new();
    for Move { draft, pieces, behind } in moves {
        come.entry(behind).or_default().extend(pieces.iter().map(|&at| drafts[draft].pieces[at].clone()));
        gone.entry(draft).or_default().extend(pieces);
    }
    let pages = come.values().flatten().map(|placed| placed.page).collect();
    // From the end on, so that the places before it stay what they are.
    for ((draft, at), pieces) in come.into_iter().rev() {
        let behind = at + 1;
        let lost = gone.get_mut(&draft);
        lost.into_iter().flatten().filter(|lost| **lost >= behind).for_each(|lost| *lost += pieces.len());
        let draft = &mut drafts[draft];
        draft.label += if behind < draft.label { pieces.len() } else { 0 };
        draft.pieces.splice(behind..behind, pieces);
    }
    for (draft, mut lost) in gone {
        lost.sort_unstable();
        let draft = &mut drafts[draft];
        for at in lost.into_iter().rev() {
            draft.label -= usize::from(at < draft.label);
            draft.pieces.remove(at);
        }
    }
    drafts.retain(|draft| !draft.pieces.is_empty());
    pages
}

/// The lines of all pages on which pieces of several drafts stand, each from left to right.
fn lines(drafts: &[Draft]) -> Vec<Vec<At>> {
    let piece = |&(draft, at): &At| &drafts[draft].pieces[at];
    let text = |draft: &Draft| matches!(draft.kind, Kind::Paragraph | Kind::Item { .. }) && draft.furniture.is_none();
    let texts = drafts.iter().enumerate().filter(|(_, draft)| text(draft));
    let mut all: Vec<At> =
        texts.flat_map(|(draft, of)| (0..of.pieces.len()).map(move |piece| (draft, piece))).collect();
    all.retain(|at| !piece(at).piece.is_blank());
    all.sort_by(|a, b| {
        let (a, b) = (piece(a), piece(b));
        a.page.cmp(&b.page).then(a.piece.y.total_cmp(&b.piece.y))
    });
    let mut lines: Vec<Vec<At>> = all.chunk_by(|a, b| piece(a).same_line(piece(b))).map(<[At]>::to_vec).collect();
    lines.retain(|line| line.iter().any(|at| at.0 != line[0].0));
    for line in &mut lines {
        line.sort_by(|a, b| piece(a).piece.x.total_cmp(&piece(b).piece.x));
    }
    lines
}

/// The stray words of a line.
fn strays(drafts: &[Draft], line: &[At]) -> Vec<Move> {
    let runs: Vec<&[At]> = line.chunk_by(|a, b| a.0 == b.0).collect();
    let beside = runs.windows(2).enumerate().filter_map(|(at, two)| {
        let (left, run) = (*two[0].last()?, two[1]);
        let right = runs.get(at + 2).and_then(|run| run.first()).copied();
        let stray = match right {
            Some(right) => {
                let apart = gap(drafts, left, run[0]).max(gap(drafts, *run.last()?, right));
                right.0 == left.0 && apart < TAB_GAP
            }
            None => is_behind_bullet(drafts, left, run),
        };
        stray.then(|| Move { draft: run[0].0, pieces: run.iter().map(|at| at.1).collect(), behind: left })
    });
    beside.collect()
}

/// The gap between two pieces of a line, in parts of the letters' size.
fn gap(drafts: &[Draft], left: At, right: At) -> f32 {
    let [left, right] = [left, right].map(|(draft, at)| &drafts[draft].pieces[at].piece);
    (right.x - left.end) / left.size.max(right.size).max(1.0)
}

/// Whether words that end a line stand behind the bullet of an item whose own words go on below it, and are the smaller part
/// of what they were taken for.
fn is_behind_bullet(drafts: &[Draft], bullet: At, run: &[At]) -> bool {
    let (item, from) = (&drafts[bullet.0], &drafts[run[0].0]);
    let [sign, first] = [&item.pieces[bullet.1], &from.pieces[run[0].1]];
    let below = |placed: &Placed| {
        placed.page > sign.page
            || (placed.page == sign.page && (0.5..3.0).contains(&((placed.piece.y - sign.piece.y) / first.piece.size)))
    };
    let letters = |placed: &Placed| placed.piece.text.len();
    let all: usize = from.pieces.iter().map(letters).sum();
    let stray: usize = run.iter().map(|at| letters(&from.pieces[at.1])).sum();
    !sign.piece.text.chars().any(char::is_alphanumeric)
        && gap(drafts, bullet, run[0]) < BULLET_GAP
        && item.pieces.get(bullet.1 + 1).is_some_and(below)
        && stray * 2 < all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::pdf::piece::Piece;

    /// A draft of pieces, each with its left end and its line; a letter is five points wide, a line fourteen high.
    fn draft(kind: Kind, pieces: &[(&str, u16, u16)]) -> Draft {
        let placed = pieces.iter().map(|&(text, x, line)| {
            let width = u16::try_from(text.trim_end().chars().count()).expect("a short text") * 5;
            let [x, end, y] = [x, x + width, line * 14].map(f32::from);
            Placed { page: 1, piece: Piece { text: text.to_owned(), x, end, y, size: 10.0, bold: false } }
        });
        Draft::new(kind, placed.collect())
    }

    fn item(pieces: &[(&str, u16, u16)]) -> Draft {
        draft(Kind::Item { depth: 0, label: None }, pieces)
    }

    fn settled(mut drafts: Vec<Draft>) -> (Vec<String>, usize) {
        let pages = settle(&mut drafts);
        (drafts.iter().map(Draft::text).collect(), pages.len())
    }

    #[test]
    fn words_between_two_of_another_item_are_that_items() {
        let above = item(&[("•", 50, 1), ("Plans are written in good time.", 70, 1), ("the", 95, 2)]);
        let below = item(&[("•", 50, 2), ("Read", 70, 2), ("plans are kept by every", 115, 2), ("family.", 70, 3)]);
        let (texts, pages) = settled(vec![above, below]);
        assert_eq!(texts, ["• Plans are written in good time.", "• Read the plans are kept by every family."]);
        assert_eq!(pages, 1);
    }

    #[test]
    fn words_behind_the_bullet_of_another_item_are_that_items() {
        let above =
            item(&[("•", 50, 1), ("Plans are written in good time, and read aloud.", 70, 1), ("A cousin", 70, 2)]);
        let below = item(&[("•", 50, 2), ("may stay the night.", 70, 3)]);
        let (texts, _) = settled(vec![above, below]);
        assert_eq!(texts, ["• Plans are written in good time, and read aloud.", "• A cousin may stay the night."]);
    }

    #[test]
    fn a_label_that_loses_its_words_is_as_much_shorter() {
        let mut above = item(&[("the", 95, 2), ("•", 50, 1), ("Plans are written.", 70, 1)]);
        above.label = 2;
        let below = item(&[("•", 50, 2), ("Read", 70, 2), ("plans.", 115, 2)]);
        let mut drafts = vec![above, below];
        settle(&mut drafts);
        assert_eq!(drafts[0].label, 1);
    }

    #[test]
    fn columns_and_what_goes_on_in_the_same_line_stay_what_they_are() {
        let paragraph = |pieces| draft(Kind::Paragraph, pieces);
        let columns = vec![
            paragraph(&[("Left one", 50, 1), ("left two", 50, 2)]),
            paragraph(&[("right one", 200, 1), ("right two", 200, 2)]),
        ];
        assert_eq!(settled(columns).0, ["Left one left two", "right one right two"]);
        let row = vec![
            draft(Kind::Heading { level: 1 }, &[("Leaders:", 50, 1), ("good", 150, 1)]),
            paragraph(&[("of", 95, 1), ("a page", 50, 2)]),
        ];
        assert_eq!(settled(row).1, 0, "a heading keeps its line");
        let run_in = vec![paragraph(&[("Summary.", 50, 1)]), paragraph(&[("It goes on", 95, 1), ("below.", 50, 2)])];
        assert_eq!(settled(run_in).0, ["Summary.", "It goes on below."]);
    }
}
