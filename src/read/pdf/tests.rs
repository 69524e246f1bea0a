//! Small PDF files, written here as bytes, and what is read of them.

use std::fmt::Write;

use super::*;

mod unseen;
mod untagged;

/// A PDF file in the making: pages of shown text, and a structure tree over them.
struct Paper {
    pages: Vec<String>,
    tree: String,
    roles: String,
}

/// A tagged paper with one page that shows `lines`, and a tree of `tree`.
fn paper(lines: &[Line], tree: &str) -> Paper {
    Paper { pages: vec![lines.iter().map(Line::content).collect()], tree: tree.to_owned(), roles: String::new() }
}

/// A line of text under a mark, as a content stream shows it.
struct Line {
    mark: &'static str,
    font: &'static str,
    size: u8,
    x: u16,
    y: u16,
    text: &'static str,
}

/// A line of the body's size under this number.
fn line(id: &'static str, x: u16, y: u16, text: &'static str) -> Line {
    Line { mark: id, font: "F1", size: 12, x, y, text }
}

impl Line {
    fn content(&self) -> String {
        let Self { mark, font, size, x, y, text } = self;
        let open = match *mark {
            "" => String::new(),
            "artifact" => "/Artifact <</Type /Pagination /Subtype /Footer>> BDC ".to_owned(),
            id => format!("/P <</MCID {id}>> BDC "),
        };
        let close = if mark.is_empty() { "" } else { " EMC" };
        format!("{open}BT /{font} {size} Tf {x} {y} Td ({text}) Tj ET{close}\n")
    }
}

/// An element of the tree on the first page.
fn element(tag: &str, kids: &str) -> String {
    format!("<</Type /StructElem /S /{tag} /Pg 10 0 R /K [{kids}]>> ")
}

impl Paper {
    fn bytes(&self) -> Vec<u8> {
        let mut objects: Vec<(usize, String)> = Vec::new();
        let kids: String = (0..self.pages.len()).fold(String::new(), |kids, page| format!("{kids}{} 0 R ", 10 + page));
        let root = if self.tree.is_empty() { "" } else { "/StructTreeRoot 5 0 R" };
        objects.push((1, format!("<</Type /Catalog /Pages 2 0 R {root}>>")));
        objects.push((2, format!("<</Type /Pages /Kids [{kids}] /Count {}>>", self.pages.len())));
        for (id, name) in [(3, "Helvetica"), (4, "Helvetica-Bold")] {
            objects.push((id, format!("<</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding>>")));
        }
        objects.push((5, format!("<</Type /StructTreeRoot /RoleMap <<{}>> /K [{}]>>", self.roles, self.tree)));
        for (page, content) in self.pages.iter().enumerate() {
            let fonts = "/Resources <</Font <</F1 3 0 R /F2 4 0 R>>>>";
            let contents = 50 + page;
            let boxed = "/MediaBox [0 0 595 842]";
            objects
                .push((10 + page, format!("<</Type /Page /Parent 2 0 R {boxed} {fonts} /Contents {contents} 0 R>>")));
            objects.push((contents, format!("<</Length {}>> stream\n{content}\nendstream", content.len())));
        }
        objects.sort();
        let mut out = String::from("%PDF-1.7\n");
        let mut table = String::new();
        for (id, object) in &objects {
            let _ = write!(table, "{id} 1\n{:010} 00000 n \n", out.len());
            let _ = write!(out, "{id} 0 obj\n{object}\nendobj\n");
        }
        let start = out.len();
        let _ = write!(
            out,
            "xref\n0 1\n0000000000 65535 f \n{table}trailer <</Root 1 0 R /Size 100>>\nstartxref\n{start}\n%%EOF"
        );
        out.into_bytes()
    }

    fn blocks(&self) -> Vec<Block> {
        read(self.bytes()).expect("a paper can be read").blocks
    }
}

/// Each block as its kind and text.
fn outline(blocks: &[Block]) -> Vec<String> {
    blocks
        .iter()
        .map(|block| {
            let kind = match &block.kind {
                Kind::Heading { level } => format!("h{level}"),
                Kind::Paragraph => "p".to_owned(),
                Kind::Item { depth, label } => format!("i{depth} {}", label.as_deref().unwrap_or("-")),
                Kind::Row { cells, .. } => format!("r{}", cells.len()),
                Kind::Note => "n".to_owned(),
            };
            format!("{kind}: {}", block.text)
        })
        .collect()
}

#[test]
fn the_tree_gives_headings_paragraphs_and_numbered_items() {
    let lines = [
        Line { font: "F2", size: 14, ..line("0", 72, 800, "Leadership in Ashcombe") },
        line("1", 72, 770, "Leaders know their"),
        line("1", 72, 755, "services well."),
        line("2", 72, 730, "1. "),
        line("3", 90, 730, "Plans are clear."),
        line("4", 72, 700, "2. Visits are regular."),
    ];
    let item = |kids: &str| element("L", &element("LI", kids));
    let tree = [
        element("H1", "0"),
        element("P", "1"),
        element("P", ""),
        item(&(element("Lbl", "2") + &element("LBody", "3"))),
        item(&element("LBody", "4")),
    ];
    let blocks = paper(&lines, &tree.concat()).blocks();
    assert_eq!(
        outline(&blocks),
        [
            "h1: Leadership in Ashcombe",
            "p: Leaders know their services well.",
            "i0 1.: Plans are clear.",
            "i0 2.: Visits are regular."
        ]
    );
    assert!(blocks[0].bold && !blocks[1].bold);
    assert_eq!(blocks[3].number(), Some(2));
    assert_eq!(blocks[1].place.page, 1);
}

#[test]
fn a_grid_is_rows_and_a_layout_table_dissolves() {
    let lines = [
        line("0", 72, 800, "Overall effectiveness of"),
        line("0", 72, 786, "the services"),
        line("1", 400, 800, "Good"),
        line("2", 72, 700, "A sentence in a table that only lays the page out."),
        line("3", 72, 680, "Another sentence."),
    ];
    let row = |cells: &[&str]| {
        element("TR", &cells.iter().map(|cell| element("TD", &element("P", cell))).collect::<String>())
    };
    let layout = element("TR", &element("TD", &(element("P", "2") + &element("P", "3"))));
    let tree = element("Table", &(row(&["0", "1"]) + &layout));
    let blocks = paper(&lines, &tree).blocks();
    assert_eq!(
        outline(&blocks),
        [
            "r2: Overall effectiveness of the services Good",
            "p: A sentence in a table that only lays the page out.",
            "p: Another sentence."
        ]
    );
    assert_eq!(blocks[0].cells(), ["Overall effectiveness of the services", "Good"]);
}

#[test]
fn a_note_follows_its_paragraph_and_artifacts_are_furniture() {
    let lines = [
        line("0", 72, 800, "Partners meet"),
        Line { size: 6, ..line("1", 72, 104, "1") },
        line("2", 78, 100, "A board of partners."),
        line("3", 146, 800, " often."),
        line("artifact", 300, 20, "7"),
    ];
    let tree = element("P", &format!("0 {} 3", element("Note", "1 2")));
    let blocks = paper(&lines, &tree).blocks();
    assert_eq!(outline(&blocks), ["p: Partners meet often.", "n: ¹ A board of partners.", "p: 7"]);
    assert_eq!(blocks[2].furniture, Some(Furniture::PageNumber));
}

#[test]
fn roles_name_the_standard_tag_and_a_circle_of_elements_ends() {
    let lines = [line("0", 72, 800, "Findings"), line("1", 72, 770, "Leaders act.")];
    let tree = element("Chapter", "0") + &element("P", "1 5 0 R");
    let paper = Paper { roles: "/Chapter /Title2 /Title2 /H2".to_owned(), ..paper(&lines, &tree) };
    assert_eq!(outline(&paper.blocks()), ["h2: Findings", "p: Leaders act."]);
}

#[test]
fn text_that_the_tree_forgot_comes_in_its_place() {
    let lines = [
        line("0", 72, 800, "The first sentence."),
        line("9", 72, 750, "The forgotten sentence."),
        line("1", 72, 700, "The last one."),
    ];
    let tree = element("P", "0") + &element("P", "1");
    let blocks = paper(&lines, &tree).blocks();
    assert_eq!(outline(&blocks), ["p: The first sentence.", "p: The forgotten sentence.", "p: The last one."]);
}

#[test]
fn without_a_tree_places_tell_paragraphs_rows_and_headings() {
    let lines = [
        Line { font: "F2", size: 16, ..line("", 72, 800, "Findings") },
        line("", 72, 770, "1."),
        line("", 90, 770, "Leaders in Netherby know the strengths of"),
        line("", 90, 756, "their services."),
        line("", 72, 700, "Children in care and"),
        line("", 400, 693, "Good"),
        line("", 72, 686, "care leavers"),
    ];
    let blocks = paper(&lines, "").blocks();
    assert_eq!(
        outline(&blocks),
        [
            "h1: Findings",
            "i0 1.: Leaders in Netherby know the strengths of their services.",
            "r2: Children in care and care leavers Good"
        ]
    );
}

#[test]
fn a_quote_of_another_font_stands_close_and_a_gap_is_a_space() {
    // Helvetica: "children" is 42.0 points wide at size 12, the quote 2.7.
    let content = "/P <</MCID 0>> BDC BT /F1 12 Tf 72 700 Td (children) Tj /F2 12 Tf (') Tj /F1 12 Tf (s) Tj \
                   [(ser) -300 (vices) 20 ( he) -20 (re)] TJ ET EMC";
    let paper = Paper { pages: vec![content.to_owned()], tree: element("P", "0"), roles: String::new() };
    assert_eq!(outline(&paper.blocks()), ["p: children'sser vices here"]);
}

#[test]
fn what_is_no_pdf_or_has_no_text_says_so() {
    assert_eq!(read(b"<html><body>Not found</body></html>".to_vec()), Err(Error::NotPdf));
    assert_eq!(read(b"".to_vec()), Err(Error::NotPdf));
    assert_eq!(read(paper(&[], "").bytes()), Err(Error::NoText(1)));
    let none = Paper { pages: Vec::new(), tree: String::new(), roles: String::new() };
    assert!(matches!(read(none.bytes()), Err(Error::NoPages | Error::NotPdf)));
}

#[test]
fn damage_anywhere_is_an_error_or_a_document_but_never_a_panic() {
    let whole = paper(&[line("0", 72, 800, "Leaders know.")], &element("P", "0")).bytes();
    for at in (0..whole.len()).step_by(3) {
        let mut cut = whole.clone();
        cut[at] = cut[at].wrapping_add(97);
        assert_ne!(read(cut.clone()), Err(Error::Broken), "byte {at}");
        cut.truncate(at);
        assert_ne!(read(cut), Err(Error::Broken), "first {at} bytes");
    }
}

#[test]
fn a_page_that_breaks_both_readers_is_missing_and_the_others_are_read() {
    // A row of no bytes: the library divides by its length.
    const BROKEN: &str = "\n/DecodeParms <</Predictor 2 /Colors 0>> /Filter /LZWDecode>> stream\n\u{1}\u{2}\u{3}\u{4}";
    let page = |words: &str| format!("BT /F1 12 Tf 72 700 Td ({words}) Tj ET");
    let file = |pages: &[&str]| {
        let paper =
            Paper { pages: pages.iter().map(|words| page(words)).collect(), tree: String::new(), roles: String::new() };
        String::from_utf8(paper.bytes()).expect("a paper is text")
    };
    let broken = |text: String| text.replace(&format!(">> stream\n{}", page("BROKEN")), BROKEN).into_bytes();
    let document =
        read(broken(file(&["Leaders listen.", "BROKEN", "Plans are clear."]))).expect("two pages can be read");
    let texts: Vec<(u32, &str)> = document.blocks.iter().map(|block| (block.place.page, &*block.text)).collect();
    assert_eq!(texts, [(1, "Leaders listen."), (3, "Plans are clear.")]);
    assert_eq!((document.pages, &*document.remarks[0]), (3, "Page 2 is missing: it broke the PDF library."));
    assert_eq!(read(broken(file(&["BROKEN"]))), Err(Error::Broken));
}
