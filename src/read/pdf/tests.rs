//! Small PDF files, written here as bytes, and what is read of them.

use std::fmt::Write;

use super::*;

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

#[test]
fn white_words_are_read_where_something_lies_under_them() {
    let page = |content: &str| Paper { pages: vec![content.to_owned()], tree: String::new(), roles: String::new() };
    let text = |color: &str, words: &str| format!("{color} BT /F1 12 Tf 72 700 Td ({words}) Tj ET\n");
    let black = "0 g BT /F1 12 Tf 72 600 Td (Leaders listen.) Tj ET\n";
    let read = |before: &str, color: &str| {
        let paper = page(&format!("{before} {} {black}", text(color, "The grade is better.")));
        let document = read(paper.bytes()).expect("a paper can be read");
        let seen = document.blocks.iter().any(|block| block.text.contains("better"));
        assert_eq!(seen, !document.remarks.iter().any(|remark| remark.contains("holds invisible text")));
        seen
    };
    for white in ["1 g", "1 1 1 rg", "0.99 0.99 0.98 rg", "0 0 0 0 k"] {
        assert!(!read("", white), "{white} on the bare page");
        assert!(!read("1 g 50 690 400 30 re f", white), "{white} on white");
        assert!(!read("0 0 1 rg 50 90 400 30 re f", white), "{white} beside the band");
        assert!(!read("0 0 1 rg 50 690 400 30 re S", white), "{white} in a frame");
        assert!(read("0 0 1 rg 50 690 400 30 re f", white), "{white} on a band");
        assert!(read("q 2 0 0 2 0 0 cm 0 0 1 rg 25 345 200 15 re f Q", white), "{white} on a scaled band");
        assert!(read("0 0 1 rg 0 0 m 9 9 l 9 0 l f", white), "{white} on who knows what");
    }
    assert!(read("", "0.5 g") && read("", "/CS0 cs 1 1 1 scn"));
}

#[test]
fn words_that_nobody_can_see_say_nothing_unseen() {
    const PICTURE: &str = "BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI";
    const MASK: &str = "BI /W 1 /H 1 /BPC 1 /IM true ID \u{1} EI";
    let seen = |before: &str, text: &str, behind: &str| {
        let black = "q 0 g BT /F1 12 Tf 72 400 Td (Leaders listen to what children and their families say.) Tj ET Q\n";
        let content = format!("{black} {before} BT /F1 12 Tf 72 700 Td {text} (The grade is better.) Tj ET {behind}");
        let paper = Paper { pages: vec![content], tree: String::new(), roles: String::new() };
        let document = read(paper.bytes()).expect("a paper can be read");
        assert!(document.blocks.iter().any(|block| block.text.starts_with("Leaders listen")), "{document:?}");
        let seen = document.blocks.iter().any(|block| block.text.contains("better"));
        assert_eq!(seen, !document.remarks.iter().any(|remark| remark.contains("holds invisible text")), "{behind}");
        // The second reader sees the same.
        let pdf = Pdf::new(paper.bytes()).expect("it is a PDF");
        let page = whole::Reader::new().read(&pdf.pages()[0]);
        let pieces = page.contents.iter().flat_map(|content| &content.pieces);
        assert_eq!(pieces.into_iter().any(|piece| piece.text.contains("better")), seen, "{before} {text} {behind}");
        seen
    };
    assert!(seen("", "", ""));
    let unseen =
        ["/F1 0.01 Tf", "0.05 0 0 0.05 72 700 Tm", "1 0 0 1 72 -700 Tm", "1 0 0 1 -500 700 Tm", "1 0 0 1 900 700 Tm"];
    for text in unseen {
        assert!(!seen("", text, ""), "{text}");
    }
    assert!(!seen("0.05 0 0 0.05 0 0 cm", "", ""), "a page made small");
    // What is painted over words hides them, where it is all of them and nothing can be seen through.
    let picture = |at: &str| format!("q {at} cm {PICTURE} Q");
    assert!(!seen("", "", &picture("595 0 0 300 0 600")) && !seen("", "", &picture("300 0 0 30 60 690")));
    assert!(
        seen("", "", &picture("50 0 0 30 60 690")) && seen("", "", &picture("595 0 0 500 0 0")),
        "on a part, or beside"
    );
    assert!(seen(&picture("595 0 0 842 0 0"), "", ""), "a picture under words");
    assert!(seen("", "", &format!("q 595 0 0 300 0 600 cm {MASK} Q")), "a stencil has holes");
    let turned = picture("400 400 -400 400 200 400");
    assert!(seen("", "", &turned), "what is turned is not looked at");
    assert!(seen("", "", &format!("q 60 90 300 30 re W n {} Q", picture("595 0 0 842 0 0"))), "a picture clipped away");
    assert!(!seen("", "", &format!("q 60 690 300 30 re W n {} Q", picture("595 0 0 842 0 0"))), "what the clip leaves");
    for color in ["0 g", "1 g", "1 0 0 rg", "/CS0 cs 0.1 scn"] {
        assert!(!seen("", "", &format!("{color} 60 690 300 30 re f")), "{color}");
        assert!(
            seen("", "", &format!("{color} 60 690 300 30 re S")) && seen("", "", &format!("{color} 60 90 300 30 re f"))
        );
    }
    assert!(seen("", "", "/Pattern cs /P0 scn 60 690 300 30 re f"), "a pattern has holes");
    assert!(seen("", "", "q 60 90 300 30 re W n 0 0 595 842 re f Q"), "what is clipped away hides nothing");
    assert!(!seen("", "", "q 60 690 300 30 re W n 0 0 595 842 re f Q"), "what the clip leaves hides");
    assert!(seen("", "", "q 0 0 m 9 9 l 9 0 l W n 0 0 595 842 re f Q"), "who knows where");
    // Words in the colour of what lies under them.
    let band = |color: &str| format!("{color} 60 690 300 30 re f");
    for (ground, words, is_seen) in [
        ("0 0 1 rg", "0 0 1 rg", false),
        ("0 0 1 rg", "0 0 0.99 rg", false),
        ("0 0 1 rg", "0 0 0.5 rg", true),
        ("0 g", "0 g", false),
        ("0 0 1 rg", "1 g", true),
        ("/CS0 cs 0.1 scn", "0 0 1 rg", true),
    ] {
        assert_eq!(seen(&band(ground), words, ""), is_seen, "{words} on {ground}");
    }
    assert!(!seen(&(band("0 0 1 rg") + " " + &band("1 g")), "1 g", ""), "white on white on blue");
    assert!(seen("0 g 60 699 300 1 re f", "0 g", ""), "an underline");
    assert!(seen("0 g 60 699 300 3 re f 60 690 300 4 re f", "0 g", ""), "lines");
    // Letters that are drawn as outlines, and those that a clip leaves nothing of.
    assert!(
        !seen("1 G", "1 Tr", "") && seen("1 g", "1 Tr", "") && seen("1 g", "2 Tr", "") && !seen("1 g 1 G", "2 Tr", "")
    );
    assert!(!seen("60 90 300 30 re W n", "", "") && seen("60 690 300 30 re W n", "", ""), "clipped");
}

#[test]
fn layers_that_are_off_are_not_seen() {
    let page = |about: &str, words: &str| {
        let paper = Paper {
            pages: vec![format!(
                "BT /F1 12 Tf 72 600 Td (Leaders listen to families.) Tj ET {about} BT /F1 12 Tf 72 700 Td ({words}) Tj ET EMC \
                 BT /F1 12 Tf 72 500 Td (Plans are clear.) Tj ET"
            )],
            tree: String::new(),
            roles: String::new(),
        };
        String::from_utf8(paper.bytes()).expect("a paper is text")
    };
    let seen = |about: &str, said: &str| {
        let properties = "/Properties <</L 60 0 R /M 61 0 R>> /Font <</F1";
        let layers = "60 0 obj\n<</Type /OCG /Name (Draft)>>\nendobj\n61 0 obj\n<</Type /OCMD /OCGs [60 0 R] /P /AllOff>>\nendobj\nxref";
        let text = page(about, "Better.").replace("/Font <</F1", properties).replacen("xref", layers, 1);
        let text =
            text.replace("/Type /Catalog", &format!("/Type /Catalog /OCProperties <</OCGs [60 0 R] /D <<{said}>>>>"));
        // Offsets are wrong now, as in many files.
        let bytes = text.replace("startxref", "startyref").into_bytes();
        let document = read(bytes).expect("a paper can be read");
        let texts: Vec<String> = document.blocks.into_iter().map(|block| block.text).collect();
        assert!(texts.concat().contains("listen") && texts.concat().contains("clear"), "{texts:?}");
        let seen = texts.concat().contains("Better");
        assert_eq!(
            seen,
            !document.remarks.iter().any(|remark| remark.contains("holds invisible text")),
            "{about} {said}"
        );
        seen
    };
    let (layer, rule) = ("/OC /L BDC", "/OC /M BDC");
    assert!(seen(layer, "") && seen(layer, "/ON [60 0 R]") && seen(layer, "/BaseState /OFF /ON [60 0 R]"));
    assert!(!seen(layer, "/OFF [60 0 R]") && !seen(layer, "/BaseState /OFF"));
    assert!(!seen(rule, "") && seen(rule, "/OFF [60 0 R]"), "a rule that shows what others hide");
    assert!(!seen("/OC /L BDC /P BMC EMC", "/OFF [60 0 R]"), "a mark within");
}

#[test]
fn a_page_that_is_a_picture_is_told_and_invisible_text_says_nothing_unseen() {
    const PICTURE: &str = "BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI\n";
    let page = |content: &str| Paper { pages: vec![content.to_owned()], tree: String::new(), roles: String::new() };
    let text = |hidden: &str, words: &str| format!("BT {hidden} /F1 12 Tf 72 700 Td ({words}) Tj ET\n");
    assert_eq!(read(page(PICTURE).bytes()), Err(Error::Pictures(1)));
    let words = |paper: Paper| {
        let document = read(paper.bytes()).expect("a paper can be read");
        let texts: Vec<String> = document.blocks.into_iter().map(|block| block.text).collect();
        (texts.join("|"), document.remarks)
    };
    let (seen, remarks) = words(page(&(text("", "Leaders listen.") + &text("3 Tr", "The grade is better."))));
    assert_eq!(seen, "Leaders listen.");
    assert_eq!(remarks[0], "Page 1 holds invisible text, which was left out.");
    let (seen, remarks) = words(page(&(PICTURE.to_owned() + &text("3 Tr", "Leaders listen."))));
    assert_eq!(seen, "Leaders listen.");
    assert_eq!(remarks[0], "Page 1 is a picture; its text was recognised by a program, and may have mistakes.");
}
