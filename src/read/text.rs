//! Plain text: letters, articles and what other programs took out of a PDF.
//!
//! There is no mark-up to go by, so every line is first told apart by how it begins, and then joined with the line
//! above it or not. Short lines stay paragraphs: which of them are headings is for those to say who know reports.

use super::lines::{self, Wrapping};
use crate::document::label::Label;
use crate::document::{Block, Document, Format, Kind, Place};
use crate::typography::plain;

mod layout;

/// Reads a plain text. Form feeds part its pages; without any, it has none.
#[must_use]
pub fn read(text: &str) -> Document {
    let mut reader = Reader::new(text);
    for page in pages(text) {
        let edges = page.iter().position(Piece::is_full).zip(page.iter().rposition(Piece::is_full));
        let mut at = 0;
        while let Some(piece) = page.get(at) {
            let group = page[at..].iter().take_while(|piece| piece.is_full()).count();
            let lines: Vec<&str> = page[at..at + group].iter().map(|piece| piece.text).collect();
            if let Some(cells) = layout::row(&lines).filter(|_| reader.blank) {
                reader.row(&cells, piece.number);
                reader.blank = true;
                at += group;
                continue;
            }
            reader.at_edge = edges.is_some_and(|(first, last)| at == first || at == last);
            reader.line(piece.text, piece.number);
            at += 1;
        }
        reader.turn_page();
    }
    let pages = reader.out.last().map_or(0, |block| block.place.page);
    Document { format: Format::Text, pages, blocks: reader.out, remarks: Vec::new() }
}

/// A line, or what of it stands on one page.
struct Piece<'t> {
    text: &'t str,
    /// The physical line.
    number: u32,
}

impl Piece<'_> {
    fn is_full(&self) -> bool {
        !self.text.trim().is_empty()
    }
}

/// The lines of each page.
fn pages(text: &str) -> Vec<Vec<Piece<'_>>> {
    let mut pages = vec![Vec::new()];
    for (index, line) in text.split('\n').enumerate() {
        let number = u32::try_from(index + 1).unwrap_or(u32::MAX);
        for (part, text) in line.split('\u{c}').enumerate() {
            if part > 0 {
                pages.push(Vec::new());
            }
            if let Some(page) = pages.last_mut() {
                page.push(Piece { text, number });
            }
        }
    }
    pages
}

/// A bullet or number that is open: lists inside it are set further in, or have other bullets.
#[derive(Debug, Clone, Copy)]
struct Open {
    indent: usize,
    level: u8,
}

struct Reader {
    wrapping: Wrapping,
    out: Vec<Block>,
    page: u32,
    /// Whether the line in hand is the first or the last of its page.
    at_edge: bool,
    /// Whether the line above was blank, or there is none.
    blank: bool,
    /// The line above, as it stands in the file: what the last block ends with.
    above: String,
    /// How far the last block's text is set in; behind its bullet, for an item.
    indent: usize,
    lists: Vec<Open>,
    /// A bullet that stands alone on its line, with its text to come.
    waiting: Option<(Open, Place)>,
    tables: u32,
}

impl Reader {
    fn new(text: &str) -> Self {
        Self {
            wrapping: Wrapping::of(text),
            out: Vec::new(),
            page: u32::from(text.contains('\u{c}')),
            at_edge: false,
            blank: true,
            above: String::new(),
            indent: 0,
            lists: Vec::new(),
            waiting: None,
            tables: 0,
        }
    }

    fn turn_page(&mut self) {
        self.page += u32::from(self.page > 0);
        self.blank = true;
    }

    fn line(&mut self, line: &str, number: u32) {
        let text = line.trim();
        if text.is_empty() || lines::is_rule(text) {
            self.blank = true;
            return;
        }
        let indent = line.len() - line.trim_start().len();
        let place = Place { page: self.page, line: number };
        match lines::split_label(text) {
            Some((Label::Bullet(level), rest)) => self.bullet(Open { indent, level }, rest, place),
            Some((Label::Printed(label), rest)) if !rest.is_empty() && self.starts(text) => {
                self.numbered(label, rest, indent, place);
            }
            _ => self.plain(text, indent, place),
        }
        self.blank = false;
        text.clone_into(&mut self.above);
    }

    /// Whether a line that begins with a number starts a paragraph, and is not a sentence's end that was wrapped.
    fn starts(&self, text: &str) -> bool {
        self.blank || !self.wrapping.joins(&self.above, text)
    }

    fn bullet(&mut self, open: Open, rest: &str, place: Place) {
        if rest.is_empty() {
            self.waiting = Some((open, place));
            return;
        }
        let depth = self.depth(open);
        self.indent = open.indent + 2;
        self.push(Kind::Item { depth, label: None }, rest, place);
    }

    fn numbered(&mut self, label: &str, rest: &str, indent: usize, place: Place) {
        self.waiting = None;
        if let Some(mut cells) = cells(rest).filter(|cells| is_value(&cells[1..])) {
            cells[0] = format!("{label} {}", cells[0]);
            return self.row(&cells, place.line);
        }
        if label.starts_with(|c: char| c.is_ascii_digit()) {
            self.lists.clear();
        }
        let depth = self.depth(Open { indent, level: 0 });
        self.indent = indent + label.len();
        self.push(Kind::Item { depth, label: Some(label.to_owned()) }, rest, place);
    }

    /// The depth of a bullet: further in, or a dash or ring below a round bullet, is a list inside the list.
    fn depth(&mut self, open: Open) -> u8 {
        while self.lists.last().is_some_and(|last| open.indent + 1 < last.indent) {
            self.lists.pop();
        }
        let inside = |last: &Open| open.indent >= last.indent + 2 || open.level > last.level;
        if self.lists.last().is_none_or(inside) {
            self.lists.push(open);
        } else {
            while self.lists.len() > 1 && self.lists.last().is_some_and(|last| open.level < last.level) {
                self.lists.pop();
            }
        }
        u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX)
    }

    fn plain(&mut self, text: &str, indent: usize, place: Place) {
        if let Some((open, place)) = self.waiting.take() {
            return self.bullet(open, text, place);
        }
        if self.is_orphan(text, indent) {
            let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
            return self.push(Kind::Item { depth, label: None }, text, place);
        }
        if let Some(cells) = cells(text) {
            if !self.is_page_foot(&cells) {
                return self.row(&cells, place.line);
            }
            self.lists.clear();
            return self.push(Kind::Paragraph, text, place);
        }
        if !self.blank && self.continue_row(text, indent) {
            return;
        }
        let continues = !self.blank && self.continues(text, indent);
        let above = self.out.last_mut().filter(|_| continues);
        if let Some(above) = above {
            lines::append(&mut above.text, &plain(text));
            return;
        }
        self.lists.clear();
        self.indent = indent;
        self.push(Kind::Paragraph, text, place);
    }

    /// Whether a line is an item whose bullet was lost: it follows an item that is complete, set in by one space.
    fn is_orphan(&self, text: &str, indent: usize) -> bool {
        let last = self.out.last().filter(|block| matches!(block.kind, Kind::Item { label: None, .. }));
        let outer = self.lists.last().map_or(0, |open| open.indent);
        !self.blank
            && indent == outer + 1
            && text.starts_with(char::is_uppercase)
            && last.is_some_and(|block| lines::ends_sentence(&block.text))
    }

    fn continues(&self, text: &str, indent: usize) -> bool {
        match self.out.last().map(|block| &block.kind) {
            Some(Kind::Item { .. }) if indent >= self.indent && indent > 0 => true,
            Some(Kind::Item { .. } | Kind::Paragraph) => self.wrapping.joins(&self.above, text),
            _ => false,
        }
    }

    fn row(&mut self, cells: &[String], line: u32) {
        let place = Place { page: self.page, line };
        let cells: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
        let follows = self.out.last().is_some_and(|block| matches!(block.kind, Kind::Row { .. }));
        if !follows {
            self.tables += 1;
        }
        let text = cells.join(" ");
        self.lists.clear();
        self.push(Kind::Row { table: self.tables - 1, cells }, &text, place);
    }

    /// Whether two cells are a line at a page's edge with the page's number, give or take the pages that are not counted.
    fn is_page_foot(&self, cells: &[String]) -> bool {
        let [_, number] = cells else { return false };
        self.at_edge && self.page > 0 && number.parse().is_ok_and(|number: u32| number.abs_diff(self.page) <= 2)
    }

    /// Adds a line that goes on in small letters below a row to the cell that it stands under.
    fn continue_row(&mut self, text: &str, indent: usize) -> bool {
        let Some(last) = self.out.last_mut().filter(|_| text.starts_with(char::is_lowercase)) else { return false };
        let Kind::Row { cells, .. } = &mut last.kind else { return false };
        let Some(gap) = self.above.rfind("    ").map(|at| self.above[..at + 4].chars().count()) else { return false };
        let under = if indent + 2 >= gap { cells.last_mut() } else { cells.first_mut() };
        let Some(cell) = under else { return false };
        lines::append(cell, &plain(text));
        last.text = cells.join(" ");
        true
    }

    fn push(&mut self, kind: Kind, text: &str, place: Place) {
        self.out.push(Block::new(kind, plain(text), place));
    }
}

/// Whether what stands apart behind a numbered line is its value and not more of its text.
fn is_value(cells: &[String]) -> bool {
    matches!(cells, [value] if value.split(' ').count() <= 5 && !value.ends_with('.'))
}

/// The cells of a line that tabs, or gaps of four spaces and more, part. Two tabs hold an empty cell between them.
fn cells(text: &str) -> Option<Vec<String>> {
    let tabs = text.contains('\t');
    let cells = text.split(if tabs { "\t" } else { "    " }).map(plain);
    let cells: Vec<String> = cells.filter(|cell| tabs || !cell.is_empty()).collect();
    (cells.len() > 1).then_some(cells)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Each block as one line: kind, page and line, text.
    fn shown(text: &str) -> Vec<String> {
        let show = |block: &Block| {
            let kind = match &block.kind {
                Kind::Item { depth, label } => format!("i{depth}{}", label.as_deref().unwrap_or("")),
                Kind::Row { table, cells } => format!("r{table}[{}]", cells.join("|")),
                _ => "p".to_owned(),
            };
            format!("{kind} {}: {}", block.place.line, block.text)
        };
        read(text).blocks.iter().map(show).collect()
    }

    #[test]
    fn without_blank_lines_a_line_is_a_paragraph() {
        assert_eq!(
            shown("Leaders listen.\nPlans are clear.\n- Staff stay\nMore follows."),
            ["p 1: Leaders listen.", "p 2: Plans are clear.", "i0 3: Staff stay", "p 4: More follows."]
        );
    }

    #[test]
    fn wrapped_lines_are_joined_within_their_paragraph_and_item() {
        let text = "Strengths\n\nLeaders in Ashcombe have made steady progress since the last\n\
            visit, and children are now seen soon after a referral.\n\n\
            - Social workers know the children on their caseloads well and\n  see them often.\n\
            - Managers read what is written about children and they act on\nit without delay.\n";
        assert_eq!(
            shown(text),
            [
                "p 1: Strengths",
                "p 3: Leaders in Ashcombe have made steady progress since the last visit, and children are now seen soon after a referral.",
                "i0 6: Social workers know the children on their caseloads well and see them often.",
                "i0 8: Managers read what is written about children and they act on it without delay.",
            ]
        );
    }

    #[test]
    fn an_address_stays_in_lines() {
        assert_eq!(shown("Ms A Example\nNetherby Council\n\nDear Ms Example").len(), 3);
    }

    #[test]
    fn a_bullet_that_lost_its_sign_is_an_item_still() {
        let text =
            "Strengths\n\n- Staff know children.\n Managers support staff well.\n- Plans are clear.\n\nNext steps";
        assert_eq!(
            shown(text),
            [
                "p 1: Strengths",
                "i0 3: Staff know children.",
                "i0 4: Managers support staff well.",
                "i0 5: Plans are clear.",
                "p 7: Next steps"
            ]
        );
    }

    #[test]
    fn bullets_of_all_kinds_and_lists_inside_lists() {
        let text = "• one\no two\n• three\n\n\u{f0b7} four\n   - five\n* six\n•\nseven";
        assert_eq!(
            shown(text),
            ["i0 1: one", "i1 2: two", "i0 3: three", "i0 5: four", "i1 6: five", "i0 7: six", "i0 8: seven"]
        );
    }

    #[test]
    fn numbered_lines_keep_their_numbers() {
        assert_eq!(
            shown("12. Leaders listen.\n13. Plans are clear.\n\n(a) first\n\n2019 was hard."),
            ["i012. 1: Leaders listen.", "i013. 2: Plans are clear.", "i0(a) 4: first", "p 6: 2019 was hard."]
        );
    }

    #[test]
    fn bullets_further_in_are_inside_the_numbered_paragraph() {
        assert_eq!(
            shown("3. Ensure that:\n\n    • one\n    • two\n\n4. Ensure more.\n\n• three"),
            ["i03. 1: Ensure that:", "i1 3: one", "i1 4: two", "i04. 6: Ensure more.", "i0 8: three"]
        );
    }

    #[test]
    fn a_number_in_the_middle_of_a_wrapped_sentence_starts_nothing() {
        let text = "The council of Thornmere was last inspected in the spring of\n\
            12. No council has waited as long as that to be seen again, and\n\
            its children have noticed it.\n\nIts leaders say that they were ready for the visit at any time\nof the year.";
        assert_eq!(shown(text).len(), 2);
    }

    #[test]
    fn tabs_and_wide_gaps_make_rows() {
        assert_eq!(
            shown("Overall\tGood\nCare\t\tAdequate\n\nText.\n\nLeadership          Good"),
            [
                "r0[Overall|Good] 1: Overall Good",
                "r0[Care||Adequate] 2: Care Adequate",
                "p 4: Text.",
                "r1[Leadership|Good] 6: Leadership Good"
            ]
        );
    }

    #[test]
    fn a_row_goes_on_below_its_cells() {
        let text = "Quality of the provision for children and    Good (2)\nyoung people\n\
            Grade 3             A service that meets the least\n                    requirements\n\
            1. Leadership       Adequate\n";
        assert_eq!(
            shown(text),
            [
                "r0[Quality of the provision for children and young people|Good (2)] 1: Quality of the provision for children and young people Good (2)",
                "r0[Grade 3|A service that meets the least requirements] 3: Grade 3 A service that meets the least requirements",
                "r0[1. Leadership|Adequate] 5: 1. Leadership Adequate"
            ]
        );
    }

    #[test]
    fn a_foot_with_its_pages_number_is_no_row() {
        let text = "One.\nVisit to Netherby        1\n\u{c}Overall        2\n\nTwo.\n\nCare        2\n\nVisit to Netherby        2";
        assert_eq!(
            shown(text),
            [
                "p 1: One.",
                "p 2: Visit to Netherby 1",
                "p 3: Overall 2",
                "p 5: Two.",
                "r0[Care|2] 7: Care 2",
                "p 9: Visit to Netherby 2"
            ]
        );
    }

    #[test]
    fn form_feeds_turn_pages() {
        let document = read("One.\n\n2\n\u{c}Two.\n\u{c}");
        assert_eq!(document.pages, 2);
        let places: Vec<_> = document.blocks.iter().map(|b| (b.place.page, b.place.line)).collect();
        assert_eq!(places, [(1, 1), (1, 3), (2, 4)]);
        assert_eq!(read("One.").pages, 0);
    }

    #[test]
    fn rules_are_dropped() {
        assert_eq!(shown("Scope\n\n-----\n\n* * *\nText"), ["p 1: Scope", "p 6: Text"]);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[ \\t\\n\\x0ca-cA-C0-9.,()•o*\\-=_…\u{f0b7}é]{0,200}") {
            let _ = read(&text);
        }

        #[test]
        fn every_word_survives(lines in proptest::collection::vec("[ \\t]{0,3}(- |• |12\\. |\\x0c)?([a-zA-Z]{2,12}[.,]?[ \\t]{1,5}){0,14}", 0..30)) {
            let text = lines.join("\n");
            let words = |text: &str| -> Vec<String> {
                let word = |c: char| !c.is_ascii_alphabetic();
                text.split(word).filter(|word| word.len() > 1).map(str::to_owned).collect()
            };
            // A cell that goes on below its row stands before the cells behind it: the order is not that of the lines.
            let mut kept: Vec<String> = read(&text).blocks.iter().flat_map(|b| words(&b.text)).collect();
            let mut given = words(&text);
            kept.sort();
            given.sort();
            prop_assert_eq!(kept, given);
        }
    }
}
