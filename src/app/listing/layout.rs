//! Which columns of a list are in sight, and where they stand.
//!
//! The first ones stay; from the others as many as fit are shown, so that the one under the bar is among them.

use crate::list::{Cells, Column, List};

/// The cells between two columns.
const GAP: usize = 2;
/// The cells before the first column: the bar.
const LEFT: usize = 2;
/// The widest column of authorities.
const NAME: usize = 28;
/// The fewest cells that a column under the bar is cut to.
const CUT: usize = 16;
/// A screen from which the text of a list grows with it.
const WIDE: usize = 120;
/// The share of a screen that names may take.
const NAME_SHARE: usize = 3;

/// A column on the screen.
#[derive(Clone, Copy)]
pub struct Placed {
    /// The column.
    pub column: &'static Column,
    /// Its place among the list's columns.
    pub index: usize,
    /// The cell it begins in.
    pub at: usize,
    /// Its cells.
    pub cells: usize,
}

/// The columns of a list in so many cells, with the bar on column `bar`. `longest` is the longest authority's name;
/// columns whose index is in `hidden` are left out.
#[must_use]
pub fn layout(list: List, cells: usize, bar: usize, longest: usize, hidden: &[usize]) -> Vec<Placed> {
    let columns = list.columns();
    let room = cells.saturating_sub(LEFT);
    // A wide screen is first of all for the text that the list is about: further columns come only as it grows.
    let more = cells.saturating_sub(WIDE) * 5 / 8;
    let least = |column: &Column| match column.cells {
        Cells::Rest(cells) if Some(column.key) == list.text() => cells + more,
        Cells::Fixed(cells) | Cells::Rest(cells) => cells,
        Cells::Name => longest.clamp(9, NAME).min((cells / NAME_SHARE).max(9)),
    };
    let shown = |index: &usize| !hidden.contains(index);
    let kept: Vec<usize> = (0..columns.len()).filter(shown).take(list.kept()).collect();
    let others: Vec<usize> = (0..columns.len()).filter(shown).skip(list.kept()).collect();
    let width =
        |indices: &[usize]| indices.iter().map(|&i| least(&columns[i]) + GAP).sum::<usize>().saturating_sub(GAP);
    let first_shown = others.iter().position(|&i| i == bar).unwrap_or(0);
    // The list moves sideways only as far as the column under the bar needs.
    let start = (0..=first_shown).find(|&start| {
        let needed: Vec<usize> =
            kept.iter().chain(&others[start..=first_shown.min(others.len().saturating_sub(1))]).copied().collect();
        width(&needed) <= room
    });
    let mut chosen = kept;
    if start.is_none() && others.contains(&bar) {
        // A long one is cut, and takes the place of those that stay before it is too short to be read.
        let fits = |chosen: &[usize]| width(chosen) + GAP + CUT <= room;
        let staying = (1..=chosen.len()).rev().find(|&count| fits(&chosen[..count]));
        if let Some(count) = staying {
            chosen.truncate(count);
            chosen.push(bar);
        }
    }
    for &index in others.iter().skip(start.unwrap_or(others.len())) {
        chosen.push(index);
        if width(&chosen) > room {
            chosen.pop();
            break;
        }
    }
    // The text that a list is about is worth more than what stands before it, where the bar is not there.
    let text = others.iter().copied().find(|&i| Some(columns[i].key) == list.text());
    if let Some(text) = text.filter(|text| !chosen.contains(text) && *text > bar) {
        let mut fewer = chosen.clone();
        while fewer.len() > list.kept()
            && fewer.last() != Some(&bar)
            && width(&[fewer.as_slice(), &[text]].concat()) > room
        {
            fewer.pop();
        }
        fewer.push(text);
        if width(&fewer) <= room {
            chosen = fewer;
        }
    }
    if chosen.is_empty() {
        chosen.extend(others.first());
    }
    let left = room.saturating_sub(width(&chosen));
    let wide = chosen.iter().filter(|&&i| matches!(columns[i].cells, Cells::Rest(_))).count();
    let mut at = LEFT;
    chosen
        .into_iter()
        .map(|index| {
            let column = &columns[index];
            let more = if matches!(column.cells, Cells::Rest(_)) { left / wide.max(1) } else { 0 };
            let placed = Placed { column, index, at, cells: (least(column) + more).min(cells.saturating_sub(at)) };
            at += placed.cells + GAP;
            placed
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(list: List, cells: usize, bar: usize) -> Vec<&'static str> {
        layout(list, cells, bar, 20, &[]).iter().map(|placed| placed.column.key).collect()
    }

    #[test]
    fn the_first_columns_stay_when_the_bar_goes_right() {
        assert_eq!(shown(List::Findings, 80, 0), ["authority", "date", "kind", "finding"]);
        assert_eq!(shown(List::Findings, 80, 3), ["authority", "date", "kind", "finding"]);
        let right = shown(List::Findings, 80, 8);
        assert_eq!((right[0], right.last().copied()), ("authority", Some("section")));
        assert_eq!(shown(List::Findings, 30, 3)[0], "authority");
        assert_eq!(shown(List::Findings, 50, 0), ["authority", "finding"], "the text goes before date and kind");
    }

    #[test]
    fn the_column_under_the_bar_is_in_sight() {
        for &list in List::ALL {
            for (cells, bar) in (46..240).flat_map(|cells| (0..list.columns().len()).map(move |bar| (cells, bar))) {
                let placed = layout(list, cells, bar, 28, &[]);
                let under = placed.iter().find(|placed| placed.index == bar);
                let least = |placed: &Placed| match placed.column.cells {
                    Cells::Fixed(cells) | Cells::Rest(cells) => cells.min(CUT),
                    Cells::Name => 9,
                };
                assert!(under.is_some_and(|placed| placed.cells >= least(placed)), "{list} {cells} {bar}");
            }
        }
    }

    #[test]
    fn the_text_is_no_narrower_on_a_wider_screen() {
        let text = |cells| {
            let placed = layout(List::Findings, cells, 0, 28, &[]);
            placed.iter().find(|placed| Some(placed.column.key) == List::Findings.text()).map_or(0, |p| p.cells)
        };
        let widths: Vec<usize> = [80, 120, 160, 200, 240].into_iter().map(text).collect();
        assert!(widths.is_sorted(), "{widths:?}");
        assert!(text(200) >= 70, "{widths:?}");
    }

    #[test]
    fn no_width_is_too_small_and_none_is_exceeded() {
        for &list in List::ALL {
            for cells in 0..240 {
                for bar in 0..list.columns().len() {
                    let placed = layout(list, cells, bar, 20, &[]);
                    assert!(!placed.is_empty(), "{list} {cells}");
                    let last = placed.last().map_or(0, |p| p.at + p.cells);
                    assert!(last <= cells || placed.len() <= list.kept(), "{list} {cells} {bar}: {last}");
                }
            }
        }
    }
}
