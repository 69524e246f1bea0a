//! Paragraphs: the blocks of a text between two elements, which may have breaks in it.

use super::super::lines::{self, Break, Line, Wrapping};
use crate::document::label::Label;
use crate::document::{Block, Kind, Place};
use crate::typography::plain;

/// The blocks of a text that begins at this place. The first is the item's where one is open, of which this is the depth
/// and the label; in `pre`, lines are lines.
pub(super) fn all(text: &str, place: Place, pre: bool, mut item: Option<(u8, Option<String>)>) -> Vec<Block> {
    let end = if pre { Break::End } else { Break::Hard };
    let first = text.len() - text.trim_start().len();
    let before = text[..first].matches('\n').count();
    let line = |(index, line): (usize, &str)| Line {
        text: plain(line),
        number: place.line + if pre { u32::try_from(index.saturating_sub(before)).unwrap_or(0) } else { 0 },
        bold: false,
        end,
    };
    let parts = text.split('\n').enumerate().map(line).filter(|line| !line.text.is_empty()).collect();
    let block = |line: Line| {
        let printed = lines::split_label(&line.text).filter(|(_, rest)| !rest.is_empty());
        let place = Place { page: 0, line: line.number };
        let (kind, text) = match (item.take(), printed) {
            (Some((depth, label)), Some((Label::Bullet(_), rest))) => (Kind::Item { depth, label }, rest),
            (Some((depth, None)), Some((Label::Printed(label), rest))) => {
                (Kind::Item { depth, label: Some(label.to_owned()) }, rest)
            }
            (Some((depth, label)), _) => (Kind::Item { depth, label }, line.text.as_str()),
            (None, Some((Label::Bullet(_), rest))) => (Kind::Item { depth: 0, label: None }, rest),
            (None, Some((Label::Printed(label), rest))) => {
                (Kind::Item { depth: 0, label: Some(label.to_owned()) }, rest)
            }
            (None, None) => (Kind::Paragraph, line.text.as_str()),
        };
        Block::new(kind, text, place)
    };
    lines::join(parts, Wrapping::default()).into_iter().map(block).collect()
}
