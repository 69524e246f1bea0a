//! What all readers leave to one place: making text harmless and plain, rejoining what a page break cut, marking page furniture.
//!
//! The order matters: what could do harm goes before anything looks at the text, hyphens first (they need the marks of line ends), then plain characters, then furniture,
//! contents lists and the imprint (they stand between the halves of a paragraph), then the halves.

mod contents;
mod furniture;
mod hyphen;
mod imprint;
mod rejoin;

use std::borrow::Cow;

use super::{Block, Document, Kind};
use crate::typography;
use crate::typography::harmless::{TakenOut, harmless};

/// Cleans a document in place. What was taken out of its text is told in its remarks.
pub fn clean(document: &mut Document) {
    let mut taken = TakenOut::default();
    for block in &mut document.blocks {
        make_harmless(block, &mut taken);
    }
    document.remarks.extend(taken.sentences());
    hyphen::resolve(&mut document.blocks);
    for block in &mut document.blocks {
        make_plain(block);
    }
    document.blocks.retain(|block| !block.text.is_empty());
    furniture::mark(document);
    contents::mark(&mut document.blocks, document.pages);
    imprint::mark(&mut document.blocks);
    rejoin::rejoin(document);
}

/// Takes out of a block what is no text, and moves its page breaks along.
fn make_harmless(block: &mut Block, taken: &mut TakenOut) {
    let (made, out) = harmless(&block.text);
    if let Cow::Owned(made) = made {
        let mut from = 0;
        let mut at = 0;
        for found in &mut block.breaks {
            // In pieces from break to break, so that many breaks cost no more than one.
            at += block.text.get(from..found.at).map_or(0, |piece| harmless(piece).0.len());
            from = from.max(found.at);
            found.at = at.min(made.len());
        }
        block.text = made;
        block.breaks.retain(|found| block.text.is_char_boundary(found.at));
        taken.add(out);
    }
    match &mut block.kind {
        // Its cells say again what its text says, so that they are not counted.
        Kind::Row { cells, .. } => {
            for cell in cells {
                if let (Cow::Owned(made), _) = harmless(cell) {
                    *cell = made;
                }
            }
        }
        Kind::Item { label: Some(label), .. } => {
            if let (Cow::Owned(made), _) = harmless(label) {
                *label = made;
            }
        }
        _ => {}
    }
}

/// Makes a block's characters plain and moves its page breaks along.
fn make_plain(block: &mut Block) {
    let plain = typography::plain(&block.text);
    for found in &mut block.breaks {
        let before = block.text.get(..found.at).map_or(plain.len(), |before| typography::plain(before).len());
        found.at = before + usize::from(plain.as_bytes().get(before) == Some(&b' '));
    }
    block.text = plain;
    if let Kind::Row { cells, .. } = &mut block.kind {
        for cell in cells {
            *cell = typography::plain(cell);
        }
    }
}

/// Whether a text ends like a sentence, a heading's colon or a list entry.
fn is_closed(text: &str) -> bool {
    text.ends_with(['.', ':', ';', '!', '?', ')', '”', '’', '"', '\''])
}

/// A text as it is compared with others of its kind: folded, without figures.
fn shape(text: &str) -> String {
    let words: Vec<String> = text
        .split(|c: char| c.is_whitespace() || c.is_ascii_digit())
        .filter(|word| !word.is_empty())
        .map(typography::fold)
        .collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Format, Furniture, PageBreak, Place};

    fn block(kind: Kind, text: &str, page: u32) -> Block {
        Block::new(kind, text, Place { page, line: 0 })
    }

    fn paragraph(text: &str, page: u32) -> Block {
        block(Kind::Paragraph, text, page)
    }

    fn numbered(label: &str, text: &str, page: u32) -> Block {
        block(Kind::Item { depth: 0, label: Some(label.to_owned()) }, text, page)
    }

    fn cleaned(format: Format, pages: u32, blocks: Vec<Block>) -> Document {
        let mut document = Document { format, pages, blocks, remarks: Vec::new() };
        clean(&mut document);
        document
    }

    #[test]
    fn a_paragraph_cut_by_a_page_is_whole_and_knows_the_break() {
        let document = cleaned(
            Format::Pdf,
            2,
            vec![numbered("4.", "Leaders in Ashcombe know their", 1), paragraph("children well.", 2)],
        );
        let [block] = &document.blocks[..] else { panic!("{:?}", document.blocks) };
        assert_eq!(block.text, "Leaders in Ashcombe know their children well.");
        assert_eq!(block.breaks, [PageBreak { at: 31, page: 2 }]);
        assert_eq!(&block.text[31..], "children well.");
        assert_eq!(block.last_page(), 2);
    }

    #[test]
    fn a_note_between_the_halves_follows_the_whole() {
        let document = cleaned(
            Format::Pdf,
            2,
            vec![
                paragraph("Leaders know", 1),
                block(Kind::Note, "¹ A board of partners.", 1),
                paragraph("their children.", 2),
            ],
        );
        let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Leaders know their children.", "¹ A board of partners."]);
    }

    #[test]
    fn a_finished_sentence_is_not_joined() {
        let blocks = vec![paragraph("Leaders know.", 1), paragraph("they also act.", 2)];
        assert_eq!(cleaned(Format::Pdf, 2, blocks).blocks.len(), 2);
    }

    #[test]
    fn a_blank_line_inside_a_sentence_joins_in_text() {
        let line = |text, line| Block::new(Kind::Paragraph, text, Place { page: 0, line });
        let document =
            cleaned(Format::Text, 0, vec![line("Leaders know", 3), line("their children.", 6), line("It shows.", 8)]);
        let texts: Vec<&str> = document.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(texts, ["Leaders know their children.", "It shows."]);
    }

    #[test]
    fn bullets_in_lower_case_stay_apart() {
        let bullet = |text, page| block(Kind::Item { depth: 0, label: None }, text, page);
        let blocks = vec![bullet("the quality of plans", 1), bullet("the pace of work", 2)];
        assert_eq!(cleaned(Format::Pdf, 2, blocks).blocks.len(), 2);
    }

    #[test]
    fn a_hyphen_at_a_line_end_goes_only_where_the_word_is_known_without() {
        let text = "A multi-\u{ad}agency plan needs infor-\u{ad}mation. Good information helps.";
        let document = cleaned(Format::Pdf, 1, vec![paragraph(text, 1)]);
        assert_eq!(document.blocks[0].text, "A multi-agency plan needs information. Good information helps.");
    }

    #[test]
    fn a_compound_cut_by_a_page_keeps_its_hyphen() {
        let document =
            cleaned(Format::Pdf, 2, vec![paragraph("Foster carers have pre-", 1), paragraph("placement meetings.", 2)]);
        assert_eq!(document.blocks[0].text, "Foster carers have pre-placement meetings.");
    }

    #[test]
    fn what_stands_on_every_page_is_furniture() {
        let blocks = (1..=4)
            .flat_map(|page| {
                [
                    paragraph("Ashcombe inspection report", page),
                    paragraph(
                        &format!(
                            "Sentence {page} of the text, on its own page and nowhere else, {}.",
                            "x".repeat(page as usize)
                        ),
                        page,
                    ),
                    paragraph(&format!("Page {page} of 4"), page),
                ]
            })
            .collect();
        let document = cleaned(Format::Pdf, 4, blocks);
        let marks: Vec<_> = document.blocks.iter().take(3).map(|block| block.furniture).collect();
        assert_eq!(marks, [Some(Furniture::Header), None, Some(Furniture::PageNumber)]);
    }

    #[test]
    fn a_contents_list_is_furniture() {
        let heading = |text, page| block(Kind::Heading { level: 1 }, text, page);
        let blocks = vec![
            heading("Contents", 1),
            paragraph("Summary 2", 1),
            paragraph("Leadership ........ 3", 1),
            paragraph("Next steps 4", 1),
            heading("Summary", 2),
            heading("Leadership", 3),
            heading("Next steps", 4),
        ];
        let document = cleaned(Format::Pdf, 4, blocks);
        let marked = document.blocks.iter().filter(|block| block.furniture == Some(Furniture::Contents)).count();
        assert_eq!(marked, 4);
        assert!(document.blocks[4..].iter().all(Block::is_text));
    }

    #[test]
    fn entries_of_a_contents_list_may_have_lost_their_numbers_and_what_follows_the_list_is_text() {
        let list = ["Contents", "Summary 2", "About this area", "Recommendations", "Leadership 3", "Next steps 4"];
        let marked = |more: &[&str]| {
            let blocks = list.iter().chain(more).map(|text| paragraph(text, 1)).collect();
            let document = cleaned(Format::Pdf, 5, blocks);
            document.blocks.iter().filter(|block| block.furniture == Some(Furniture::Contents)).count()
        };
        assert_eq!(marked(&[]), 6);
        assert_eq!(marked(&["Areas for improvement", "Inspectors visited 12 homes in 2014"]), 6);
        assert_eq!(marked(&["Adoption services", "Inspection team", "Number of homes visited: 4"]), 6);
    }

    #[test]
    fn what_does_harm_is_gone_before_anything_is_read_and_is_told() {
        let mut cut = paragraph("Lead\u{1b}[31mers\u{202e} know \u{7}their ", 1);
        let at = cut.text.len();
        cut.text.push_str("are\u{0}a.");
        cut.breaks.push(PageBreak { at, page: 2 });
        let row = block(
            Kind::Row { table: 0, cells: vec!["Over\u{9b}1mall".into(), "Good\u{202a}".into()] },
            "Over\u{9b}1mall Good\u{202a}",
            2,
        );
        let document = cleaned(Format::Pdf, 2, vec![cut, row]);
        assert_eq!(document.blocks[0].text, "Leaders know their are a.");
        assert_eq!(&document.blocks[0].text[document.blocks[0].breaks[0].at..], "are a.");
        assert_eq!(document.blocks[1].cells(), ["Overall", "Good"]);
        assert_eq!(
            document.remarks,
            [
                "2 terminal control sequences were taken out of the text",
                "2 control characters were taken out of the text",
                "2 marks that turn the direction of writing were taken out of the text",
            ]
        );
    }

    #[test]
    fn page_breaks_move_with_the_text() {
        let mut cut = paragraph("Ofﬁcers  know ", 1);
        cut.text.push_str("their area.");
        cut.breaks.push(PageBreak { at: "Ofﬁcers  know ".len(), page: 2 });
        let document = cleaned(Format::Pdf, 2, vec![cut]);
        let block = &document.blocks[0];
        assert_eq!(&block.text[block.breaks[0].at..], "their area.");
    }
}
