//! Words that nobody can see on a page, by every way to hide them that is known.

use super::*;

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
        for odd in
            ["60 690 m 90 730 l 300 690 l f", "60 690 m 90 800 300 800 400 690 c f", "60 690 m 90 730 200 800 v f"]
        {
            assert!(read(&format!("0 0 1 rg {odd}"), white), "{white} on who knows what");
            assert!(!read(&format!("0 0 1 rg q 1 0 0 1 0 -300 cm {odd} Q"), white), "{white} beside it");
            assert!(!read(&format!("1 g {odd}"), white), "{white} on white");
            assert!(
                !read(&format!("0 0 1 rg q 50 90 400 30 re W n {odd} Q"), white),
                "{white} beside what the clip leaves of it"
            );
        }
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
    // White words on a picture, and on the page beside it.
    assert!(seen(&picture("300 0 0 30 60 690"), "1 g", "") && !seen(&picture("300 0 0 30 60 90"), "1 g", ""));
    assert!(
        !seen(&format!("q 60 90 300 30 re W n {} Q", picture("595 0 0 842 0 0")), "1 g", ""),
        "what the clip leaves"
    );
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
    let seen_by = |about: &str, said: &str, expression: &str| {
        let properties = "/Properties <</L 60 0 R /M 61 0 R /V 62 0 R /E 63 0 R>> /Font <</F1";
        let layers = format!(
            "60 0 obj\n<</Type /OCG /Name (Draft)>>\nendobj\n61 0 obj\n<</Type /OCMD /OCGs [60 0 R] /P /AllOff>>\nendobj\n62 0 obj\n\
             <</Type /OCG /Name (Proof) /Usage <</View <</ViewState /OFF>> /Print <</PrintState /ON>>>>>>\nendobj\n63 0 obj\n\
             <</Type /OCMD /VE {expression}>>\nendobj\nxref"
        );
        let text = page(about, "Better.").replace("/Font <</F1", properties).replacen("xref", &layers, 1);
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
            "{about} {said} {expression}"
        );
        seen
    };
    let seen = |about: &str, said: &str| seen_by(about, said, "[/Not [/Not 60 0 R]]");
    let (layer, rule, expression) = ("/OC /L BDC", "/OC /M BDC", "/OC /E BDC");
    assert!(seen(layer, "") && seen(layer, "/ON [60 0 R]") && seen(layer, "/BaseState /OFF /ON [60 0 R]"));
    assert!(!seen(layer, "/OFF [60 0 R]") && !seen(layer, "/BaseState /OFF"));
    assert!(!seen(rule, "") && seen(rule, "/OFF [60 0 R]"), "a rule that shows what others hide");
    assert!(!seen("/OC /L BDC /P BMC EMC", "/OFF [60 0 R]"), "a mark within");
    let nested = format!("{}60 0 R{}", "[/Not ".repeat(40), "]".repeat(40));
    for (said, when_on) in [
        ("[/Not 60 0 R]", false),
        ("[/Not [/Not 60 0 R]]", true),
        ("[/And 60 0 R [/Not 60 0 R]]", false),
        ("[/Or 60 0 R [/Not 60 0 R]]", true),
        ("[/And]", true),
    ] {
        assert_eq!(seen_by(expression, "", said), when_on, "{said}");
    }
    assert!(
        seen_by(expression, "/OFF [60 0 R]", "[/Not 60 0 R]") && !seen_by(expression, "/OFF [60 0 R]", "[/Or 60 0 R]")
    );
    for said in ["[]", "7", "[/Perhaps 60 0 R]", "[60 0 R]", &nested] {
        assert!(seen_by(expression, "/OFF [60 0 R]", said), "{said} says nothing");
    }
    let viewed = "/AS [<</Event /View /OCGs [62 0 R]>> <</Event /Print /OCGs [60 0 R]>>]";
    assert!(!seen("/OC /V BDC", viewed) && seen(layer, viewed), "a layer that is off as soon as it is viewed");
}

#[test]
fn a_form_on_a_layer_that_is_off_is_hidden_whatever_ends_within() {
    let form = "/P BMC EMC BT /F1 12 Tf 72 700 Td (Better.) Tj ET";
    let content =
        "BT /F1 12 Tf 72 600 Td (Leaders listen.) Tj ET /X Do BT /F1 12 Tf 72 500 Td (Plans are clear.) Tj ET";
    for (off, seen) in [("", true), ("/OFF [60 0 R]", false)] {
        let paper = Paper { pages: vec![content.to_owned()], tree: String::new(), roles: String::new() };
        let text = String::from_utf8(paper.bytes()).expect("a paper is text");
        let layers = format!("/Type /Catalog /OCProperties <</OCGs [60 0 R] /D <<{off}>>>>");
        let objects = format!(
            "60 0 obj\n<</Type /OCG /Name (Draft)>>\nendobj\n61 0 obj\n<</Type /XObject /Subtype /Form /BBox [0 0 600 800] \
             /OC 60 0 R /Length {}>>\nstream\n{form}\nendstream\nendobj\nxref",
            form.len()
        );
        let text = text.replace("/Font <</F1", "/XObject <</X 61 0 R>> /Font <</F1").replace("/Type /Catalog", &layers);
        let text = text.replacen("xref", &objects, 1).replace("startxref", "startyref");
        let document = read(text.into_bytes()).expect("a paper can be read");
        let texts: String = document.blocks.into_iter().map(|block| block.text).collect();
        assert!(texts.contains("listen") && texts.contains("clear"), "{texts}");
        assert_eq!(texts.contains("Better"), seen, "{texts}");
    }
}

#[test]
fn what_lies_on_a_layer_that_is_off_is_told_by_the_second_reader_too() {
    // No font is named, so that the second reader reads the page.
    let content = "BT 72 600 Td (Leaders listen.) Tj ET /OC /L BDC BT 72 700 Td (Better.) Tj ET EMC";
    for (off, seen) in [("", true), ("/OFF [60 0 R]", false)] {
        let paper = Paper { pages: vec![content.to_owned()], tree: String::new(), roles: String::new() };
        let text = String::from_utf8(paper.bytes()).expect("a paper is text");
        let layers = format!("/Type /Catalog /OCProperties <</OCGs [60 0 R] /D <<{off}>>>>");
        let text =
            text.replace("/Font <</F1", "/Properties <</L 60 0 R>> /Font <</F1").replace("/Type /Catalog", &layers);
        let text = text.replacen("xref", "60 0 obj\n<</Type /OCG /Name (Draft)>>\nendobj\nxref", 1);
        let document = read(text.replace("startxref", "startyref").into_bytes()).expect("a paper can be read");
        assert_eq!(document.blocks.iter().any(|block| block.text.contains("Better")), seen, "{document:?}");
        let told = |words| document.remarks.iter().any(|remark| remark.contains(words));
        assert!(told("own reader read its text"), "{document:?}");
        assert_eq!(told("holds invisible text"), !seen, "{document:?}");
    }
}

#[test]
fn a_page_with_more_than_is_looked_at_says_so() {
    let told = |content: String, words: &str| {
        let paper = Paper { pages: vec![content], tree: String::new(), roles: String::new() };
        let document = read(paper.bytes()).expect("a paper can be read");
        assert!(document.blocks.iter().any(|block| block.text.contains("Leaders listen")));
        document.remarks.iter().any(|remark| remark.contains(words))
    };
    let deep = |states: usize| "q ".repeat(states) + "1 g q 0 g Q BT /F1 12 Tf 72 400 Td (Leaders listen.) Tj ET";
    let cut = "holds more than is read of a page";
    assert!(!told("BT /F1 12 Tf 72 300 Td (Leaders listen.) Tj ET".to_owned(), cut) && told(deep(512), cut));
    let words = "has more painted on it than is looked at";
    let black = "0 g BT /F1 12 Tf 72 400 Td (Leaders listen.) Tj ET ";
    let areas = |count: usize| "0 0 1 rg 50 690 400 30 re f ".repeat(count);
    assert!(!told(format!("{} {black}", areas(2000)), words) && told(format!("{} {black}", areas(2001)), words));
    assert!(!told(format!("{black} {}", areas(2001)), words), "what is painted later says nothing of these");
    let path = |count: usize| format!("0 0 1 rg {} f {black}", "50 690 400 30 re ".repeat(count));
    assert!(!told(path(2000), words) && told(path(2001), words));
    // Letters far from all of the areas, so that each is looked at for each string.
    let many = |strings: usize| {
        black.to_owned() + &areas(2000) + "BT /F1 12 Tf 72 100 Td " + &"(a) Tj ".repeat(strings) + "ET"
    };
    assert!(!told(many(4000), words) && told(many(6000), words));
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
