//! Contents lists: lines that repeat every heading with its page, marked so that none of them makes a section.

use crate::document::{Block, Furniture, Kind};
use crate::typography::fold;

/// How many lines without a title above them make a contents list.
const UNTITLED: usize = 5;

/// Marks the contents lists among the blocks, and the titles above them.
pub fn mark(blocks: &mut [Block]) {
    let mut at = 0;
    while at < blocks.len() {
        let first = at + usize::from(is_title(&blocks[at]));
        let titled = first > at;
        let pages: Vec<u32> = blocks[first..].iter().map_while(|block| page(block, titled)).collect();
        let end = first + pages.len();
        if pages.len() >= 2 && (titled || is_untitled_list(&blocks[first..end], &pages)) {
            for block in &mut blocks[at..end] {
                block.furniture = Some(Furniture::Contents);
            }
        }
        at = end.max(at + 1);
    }
}

fn is_title(block: &Block) -> bool {
    matches!(fold(block.text.trim()).trim_end_matches(':'), "contents" | "table of contents" | "contents page")
}

/// The page that a line of a contents list leads to. Below a title any closing number will do; else it must stand apart.
fn page(block: &Block, titled: bool) -> Option<u32> {
    let number = |text: &str| text.parse().ok().filter(|page| (1..1000).contains(page));
    if let Kind::Row { cells, .. } = &block.kind {
        let mut filled = cells.iter().filter(|cell| !cell.is_empty());
        return match (filled.next(), filled.next(), filled.next()) {
            (Some(_), Some(last), None) => number(last),
            _ => None,
        };
    }
    let (label, last) = block.text.rsplit_once([' ', '.', '…', '_'])?;
    (titled && label.len() < 150 && label.contains(char::is_alphabetic) || is_led(label))
        .then(|| number(last))
        .flatten()
}

/// Whether a run of dots leads from the label to the number.
fn is_led(label: &str) -> bool {
    let closing: String = label.chars().rev().take(8).filter(|c| !c.is_whitespace()).collect();
    closing.starts_with("...") || closing.starts_with('…') || closing.starts_with("___")
}

/// Grades are numbers too: pages never fall, and go further than any scale of grades.
fn is_untitled_list(blocks: &[Block], pages: &[u32]) -> bool {
    let led = blocks.iter().filter(|block| matches!(block.kind, Kind::Paragraph | Kind::Item { .. })).count() >= 3;
    let rising = pages.is_sorted() && pages.last().is_some_and(|last| *last >= 5);
    led || pages.len() >= UNTITLED && rising
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;

    fn row(label: &str, page: &str) -> Block {
        let cells = vec![label.to_owned(), page.to_owned()];
        Block::new(Kind::Row { table: 0, cells }, format!("{label} {page}"), Place::default())
    }

    fn paragraph(text: &str) -> Block {
        Block::new(Kind::Paragraph, text, Place::default())
    }

    fn marked(mut blocks: Vec<Block>) -> Vec<bool> {
        mark(&mut blocks);
        blocks.iter().map(|b| b.furniture == Some(Furniture::Contents)).collect()
    }

    #[test]
    fn lines_below_the_title_are_marked_with_it() {
        let blocks = vec![
            Block::new(Kind::Heading { level: 1 }, "Contents", Place::default()),
            row("About this visit", "2"),
            row("Strengths", "2"),
            paragraph("Leadership 4"),
            paragraph("About this visit"),
        ];
        assert_eq!(marked(blocks), [true, true, true, true, false]);
    }

    #[test]
    fn dots_lead_to_a_page_without_a_title() {
        let blocks = vec![
            paragraph("Scope ........ 2"),
            paragraph("Findings . . . . . 3"),
            paragraph("Next steps…… 7"),
            paragraph("In 2012 there were 3"),
        ];
        assert_eq!(marked(blocks), [true, true, true, false]);
    }

    #[test]
    fn grades_are_no_pages() {
        assert_eq!(marked(vec![row("A", "2"), row("B", "2"), row("C", "2"), row("D", "3"), row("E", "4")]), [false; 5]);
        assert_eq!(marked(vec![row("A", "2"), row("B", "9"), row("C", "3"), row("D", "3"), row("E", "6")]), [false; 5]);
        assert_eq!(marked(vec![row("A", "2"), row("B", "2"), row("C", "4"), row("D", "7"), row("E", "9")]), [true; 5]);
    }
}
