//! Both readers side by side: on the sample, on real reports where they are at hand, and on what one of them declines.

use std::fs;
use std::path::{Path, PathBuf};

use super::*;

/// Of real reports, every so many is read by both: all of them take minutes. When all were read, every word of all their
/// pages was the same, in the same order; so nothing less is asked of some.
const EVERY: usize = 16;

/// The words of a page in the order of its marks. Soft hyphens and ligatures are writing, not words.
fn words(shown: Shown) -> Vec<String> {
    let place = |piece| Placed { page: 1, piece };
    let text = |content: layer::Content| {
        let draft = Draft::new(Kind::Paragraph, content.pieces.into_iter().map(place).collect());
        draft.text().replace('\u{ad}', "").replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff")
    };
    let texts: Vec<String> = shown.contents.into_iter().map(text).collect();
    texts.iter().flat_map(|text| text.split_whitespace()).map(str::to_owned).collect()
}

/// A page's words by either reader, and why the first declined it.
type Both = (Vec<String>, Vec<String>, Option<Declined>);

/// Each page as both read it, and for how many fonts of how many the first had to ask the library.
fn both_and_fonts(pdf: &Pdf) -> (Vec<Both>, (usize, usize)) {
    let (mut faces, second, mut left) = (font::Faces::new(), whole::Reader::new(), text::OPERATORS);
    let mut off = optional::Off::of(pdf.xref());
    let read = |page| {
        let first = text::Reader::read(page, &mut faces, &mut off, &mut left);
        let declined = first.declined;
        (words(first), words(second.read(page)), declined)
    };
    let pages = pdf.pages().iter().map(read).collect();
    (pages, faces.asked())
}

fn both(pdf: &Pdf) -> Vec<Both> {
    both_and_fonts(pdf).0
}

fn pdfs(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let mut paths: Vec<PathBuf> = entries
        .flat_map(|path| match path.extension() {
            _ if path.is_dir() => pdfs(&path),
            Some(extension) if extension.eq_ignore_ascii_case("pdf") => vec![path],
            _ => Vec::new(),
        })
        .collect();
    paths.sort();
    paths
}

#[test]
fn both_readers_agree_on_every_page_of_the_sample() {
    let paths = pdfs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample"));
    // One of them is a web page under a PDF's name.
    let papers: Vec<Pdf> = paths.iter().filter_map(|path| Pdf::new(fs::read(path).unwrap()).ok()).collect();
    assert!(papers.len() >= 2, "{paths:?}");
    for (number, (first, second, declined)) in papers.iter().flat_map(both).enumerate() {
        assert_eq!(first, second, "page {number} of {paths:?}");
        assert!(declined.is_none() && !first.is_empty(), "page {number} of {paths:?}");
    }
}

#[test]
fn both_readers_agree_on_real_reports() {
    let paths = pdfs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/reports"));
    if paths.is_empty() {
        eprintln!("skipped: there are no real reports in ../shared/reports");
        return;
    }
    let (mut pages, mut count, mut asked, mut fonts) = (0, 0, 0, 0);
    for path in paths.iter().step_by(EVERY) {
        let Ok(pdf) = Pdf::new(fs::read(path).unwrap()) else { continue };
        let (read, of) = both_and_fonts(&pdf);
        (asked, fonts) = (asked + of.0, fonts + of.1);
        for (number, (first, second, declined)) in (1..).zip(read) {
            assert!(first == second, "the words of page {number} of {} differ", path.display());
            assert_eq!(declined, None, "page {number} of {}", path.display());
            (pages, count) = (pages + 1, count + first.len());
        }
    }
    eprintln!("{count} words on {pages} pages are the same; the library was asked for {asked} of {fonts} fonts");
    assert!(count > 1000, "{count} words on {pages} pages");
}

/// A PDF of one page that shows this content; its resources, and objects from number 5 on.
fn paper(content: &str, resources: &str, objects: &str) -> Vec<u8> {
    format!(
        "%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
         3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<{resources}>>>> endobj\n\
         {objects}\n4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\ntrailer <</Root 1 0 R /Size 20>>\n%%EOF",
        content.len()
    )
    .into_bytes()
}

/// The text of the blocks, and the remarks.
fn blocks(bytes: Vec<u8>) -> (Vec<String>, Vec<String>) {
    let document = read(bytes).expect("a paper can be read");
    (document.blocks.into_iter().map(|block| block.text).collect(), document.remarks)
}

#[test]
fn an_encoding_is_read_as_the_library_reads_it() {
    // Each code on a line of its own: what is no letter, or a space, is seen to be none.
    let content: String = (0..=255)
        .fold("BT /F1 2 Tf 3 TL 9 800 Td ".to_owned(), |all, code| all + &format!("(a) Tj <{code:02x}> Tj (b) Tj T* "));
    let widths = "500 ".repeat(256);
    for subtype in ["TrueType", "Type1"] {
        let font = format!(
            "5 0 obj <</Type /Font /Subtype /{subtype} /BaseFont /Ashcombe /Encoding /WinAnsiEncoding /FirstChar 0 /LastChar 255 \
             /Widths [{widths}]>> endobj"
        );
        let pdf = Pdf::new(paper(&(content.clone() + "ET"), "/Font <</F1 5 0 R>>", &font)).unwrap();
        let [(first, second, None)] = &both(&pdf)[..] else { panic!("the page is declined") };
        assert_eq!(first, second);
        assert!(first.contains(&"a€b".to_owned()) && first.contains(&"aÿb".to_owned()), "{first:?}");
    }
}

#[test]
fn the_table_of_a_font_tells_its_letters_and_its_widths_where_words_end() {
    let table = "2 beginbfchar <0001> <004C> <0002> <00660069> endbfchar";
    let objects = format!(
        "5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /Ashcombe /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R>> \
         endobj\n6 0 obj <</Type /Font /Subtype /CIDFontType2 /BaseFont /Ashcombe /DW 900 /W [1 [500] 2 3 250]>> endobj\n\
         7 0 obj <</Length {}>> stream\n{table}\nendstream endobj",
        table.len()
    );
    let content = "BT /F1 10 Tf 72 700 Td <00010002> Tj [<0002> -300 <0001>] TJ ET";
    let pdf = Pdf::new(paper(content, "/Font <</F1 5 0 R>>", &objects)).unwrap();
    let [(first, second, None)] = &both(&pdf)[..] else { panic!("the page is declined") };
    assert_eq!(first, second);
    assert_eq!(first[..], ["Lfifi", "L"]);
}

#[test]
fn text_without_a_font_is_read_by_the_second_reader() {
    for font in ["/F9 12 Tf", ""] {
        let content = format!("BT {font} 72 700 Td (Leaders in Netherby listen.) Tj ET");
        let (texts, remarks) = blocks(paper(&content, "", ""));
        assert_eq!(texts, ["Leaders in Netherby listen."]);
        assert!(remarks[0].starts_with("Page 1 could not be read in the usual way"), "{remarks:?}");
    }
}

#[test]
fn letters_that_nobody_can_tell_are_a_problem_or_a_remark() {
    let objects = "5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /Ashcombe /Encoding /Identity-H /DescendantFonts [6 0 R]>> endobj\n\
                   6 0 obj <</Type /Font /Subtype /CIDFontType2 /BaseFont /Ashcombe>> endobj\n\
                   8 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj";
    let mute = "BT /F1 12 Tf 72 700 Td (a long line of text that has no letters) Tj ET ";
    let fonts = "/Font <</F1 5 0 R /F2 8 0 R>>";
    assert_eq!(read(paper(mute, fonts, objects)), Err(Error::NoText(1)));
    let (texts, remarks) =
        blocks(paper(&(mute.to_owned() + "BT /F2 12 Tf 72 600 Td (Leaders.) Tj ET"), fonts, objects));
    assert_eq!(texts, ["Leaders."]);
    assert!(remarks[0].starts_with("Page 1 shows text whose fonts do not tell the letters"), "{remarks:?}");
}

#[test]
fn what_a_form_paints_hides_no_more_than_its_box() {
    let fonts = "5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj";
    let seen = |shown: &str, matrix: &str, painted: &str| {
        let objects = format!(
            "{fonts}\n6 0 obj <</Type /XObject /Subtype /Form /BBox [{shown}] /Matrix [{matrix}] /Length {}>> stream\n{painted}\n\
             endstream endobj",
            painted.len()
        );
        let content = "BT /F1 12 Tf 72 400 Td (Leaders listen to families.) Tj 0 300 Td (Better.) Tj ET /X Do";
        let bytes = paper(content, "/Font <</F1 5 0 R>> /XObject <</X 6 0 R>>", &objects);
        let pdf = Pdf::new(bytes).unwrap();
        let [(first, second, None)] = &both(&pdf)[..] else { panic!("the page is declined") };
        assert_eq!(first, second, "{shown} {matrix}");
        first.contains(&"Better.".to_owned())
    };
    let picture = "595 0 0 842 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \u{1} EI";
    for painted in [picture, "0.5 g 0 0 595 842 re f"] {
        assert!(!seen("0 600 595 842", "1 0 0 1 0 0", painted), "over the words");
        assert!(seen("0 0 595 300", "1 0 0 1 0 0", painted), "a box beside them");
        assert!(!seen("0 0 595 300", "1 0 0 1 0 500", painted), "a box put over them");
        assert!(seen("0 600 595 842", "0.7 0.7 -0.7 0.7 200 0", painted), "a box that is turned");
    }
}
