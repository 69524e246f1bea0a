//! HTML: saved pages and exports, their visible text as blocks.
//!
//! The page is read from its tags as they come, with no tree in between: a tree of a page that nests two hundred
//! thousand elements takes quadratic time to build and overflows the stack when it is dropped. What a tree would
//! add, that a new item ends the one before it, is a few rules in `page`.
//! Text that a style hides is read too, for that is how pages fold sections away.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use super::lines::ends_sentence;
use crate::document::{Block, Document, Format, Kind, Place};
use crate::typography::harmless::{TakenOut, harmless};
use crate::typography::{fold, plain};

mod page;
mod paragraph;
mod table;
mod tag;
mod within;

/// Fewer words than this are no report and no article about one.
const FEWEST_WORDS: usize = 150;

/// Fewer words than this in sentences are a list of links.
const FEWEST_PROSE: usize = 40;

/// A page whose title speaks of an error needs as many words in sentences as this to be believed nevertheless.
const DESPITE_TITLE: usize = 400;

/// What titles of error pages say.
const ERRORS: &[&str] = &[
    "404",
    "403",
    "500",
    "502",
    "503",
    "not found",
    "unavailable",
    "not available",
    "no longer available",
    "access denied",
    "forbidden",
    "error",
    "just a moment",
];

/// Reads a page, or answers `None` where it holds no report: it is an error page, or hardly any prose.
#[must_use]
pub fn read(text: &str) -> Option<Document> {
    let page = tokenize(text, 1, 0);
    let (mut blocks, (title, of_title)) = (page.blocks, harmless(&page.title));
    let title = plain(&title);
    if !holds_report(&blocks, &title) {
        return None;
    }
    let top = |block: &Block| block.is_text() && block.kind == Kind::Heading { level: 1 };
    if !title.is_empty() && !blocks.iter().any(top) {
        let place = Place { page: 0, line: page.title_line };
        blocks.insert(0, Block::new(Kind::Heading { level: 0 }, title, place));
    }
    let (mut remarks, mut taken) = (page.remarks, page.taken);
    taken.add(of_title);
    remarks.extend(taken.sentences());
    Some(Document { format: Format::Html, pages: 0, blocks, remarks })
}

/// What a piece of HTML inside another text says, and what is to be told of it.
#[derive(Debug)]
pub struct Fragment {
    /// Its text.
    pub blocks: Vec<Block>,
    /// Sentences.
    pub remarks: Vec<String>,
    /// What was taken out of its text.
    pub taken: TakenOut,
}

/// Reads a piece of HTML inside another text, where it begins on this line and this many tables came before. An element that
/// is not shown and does not end with it hides what follows, whatever that is written in.
#[must_use]
pub fn fragment(text: &str, line: u32, tables: u32) -> Fragment {
    let page::Finished { blocks, mut remarks, taken, unseen, .. } = tokenize(text, line, tables);
    if unseen && !remarks.iter().any(|remark| remark == page::HIDDEN) {
        remarks.push(page::HIDDEN.to_owned());
    }
    Fragment { blocks, remarks, taken }
}

fn tokenize(text: &str, line: u32, tables: u32) -> page::Finished {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer = Tokenizer::new(page::Page::new(line, tables), TokenizerOpts::default());
    // The page never asks for a script to be run, which is all that could interrupt the tokenizer.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.finish()
}

fn holds_report(blocks: &[Block], title: &str) -> bool {
    let words = |block: &Block| block.text.split_whitespace().count();
    let text = || blocks.iter().filter(|block| block.is_text());
    let is_prose =
        |block: &&Block| words(block) >= 8 && ends_sentence(&block.text) && !matches!(block.kind, Kind::Heading { .. });
    let prose: usize = text().filter(is_prose).map(words).sum();
    let is_error = |words: &str| ERRORS.iter().any(|error| fold(words).contains(error));
    let headings = || text().filter(|block| matches!(block.kind, Kind::Heading { level: 0..=1 }));
    let error = is_error(title) || headings().any(|block| is_error(&block.text));
    text().map(words).sum::<usize>() >= FEWEST_WORDS && prose >= if error { DESPITE_TITLE } else { FEWEST_PROSE }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Furniture;

    /// Each block of a fragment as one line: kind, text.
    fn shown(html: &str) -> Vec<String> {
        fragment(html, 1, 0)
            .blocks
            .iter()
            .map(|block| {
                let kind = match &block.kind {
                    Kind::Heading { level } => format!("h{level}"),
                    Kind::Paragraph => "p".to_owned(),
                    Kind::Item { depth, label } => format!("i{depth}{}", label.as_deref().unwrap_or("")),
                    Kind::Row { table, cells } => format!("r{table}[{}]", cells.join("|")),
                    Kind::Note => "n".to_owned(),
                };
                let furniture = block.furniture.map_or("", Furniture::key);
                format!("{kind}{}{furniture}: {}", if block.bold { "*" } else { "" }, block.text)
            })
            .collect()
    }

    #[test]
    fn headings_paragraphs_and_bold() {
        assert_eq!(
            shown("<h1>Report &amp; <i>letter</i></h1><p>One\n  two</p><p><b>Strengths</b></p>text<div>more</div>"),
            ["h1: Report & letter", "p: One two", "p*: Strengths", "p: text", "p: more"]
        );
    }

    #[test]
    fn lists_nest_and_count_as_printed() {
        assert_eq!(
            shown(
                "<ol start=12><li>a<ul><li>b<li>c</ul><li><p>d</p><p>e</p></ol><ol type=a><li>f</ol><ol type=i><li value=4>g</ol>"
            ),
            ["i012.: a", "i1: b", "i1: c", "i013.: d", "p: e", "i0a.: f", "i0iv.: g"]
        );
    }

    #[test]
    fn a_label_that_is_typed_counts() {
        assert_eq!(
            shown("<p>12. Leaders listen.</p><p>• Plans are clear.</p>"),
            ["i012.: Leaders listen.", "i0: Plans are clear."]
        );
    }

    #[test]
    fn tables_keep_empty_cells_and_layout_tables_dissolve() {
        assert_eq!(
            shown("<table><tr><th>Area<th>Grade<tr><td>Overall<td><tr><td>Care</td><td>Good</td></tr></table><p>x"),
            ["r0[Area|Grade]: Area Grade", "r0[Overall|]: Overall", "r0[Care|Good]: Care Good", "p: x"]
        );
        assert_eq!(
            shown("<table><tr><td><h2>Strengths</h2><p>a</p><table><tr><td>b<td>c</table></td></tr></table>"),
            ["h2: Strengths", "p: a", "r0[b|c]: b c"]
        );
    }

    #[test]
    fn what_surrounds_the_text_is_marked_and_not_lost() {
        assert_eq!(
            shown(
                "<nav><a href=/>Home</a></nav><header>Site</header><main><header><h1>T</h1></header></main>\
                 <aside>Also</aside><div class='cookie-banner'>Cookies</div><footer>End</footer>"
            ),
            ["pheader: Home", "pheader: Site", "h1: T", "pfooter: Also", "pheader: Cookies", "pfooter: End"]
        );
    }

    #[test]
    fn a_search_form_is_furniture_and_a_form_around_the_page_is_not() {
        assert_eq!(shown("<form><p>Search</p></form>"), ["pheader: Search"]);
        assert_eq!(shown("<form><h1>Report</h1><p>Text</p></form>"), ["h1: Report", "p: Text"]);
    }

    #[test]
    fn scripts_and_controls_say_nothing() {
        assert_eq!(
            shown("<style>p{}</style><script>if (a<b) {}</script><p>a<button>Go<b>!</b></button> c</p>"),
            ["p: a c"]
        );
    }

    #[test]
    fn breaks_part_short_lines_and_not_headings() {
        assert_eq!(
            shown("<p>Town Hall<br>Netherby<br/></p><h2>Areas<br>to improve</h2>"),
            ["p: Town Hall", "p: Netherby", "h2: Areas to improve"]
        );
        assert_eq!(shown("<pre>one\ntwo</pre>"), ["p: one", "p: two"]);
    }

    #[test]
    fn tags_that_are_never_closed_or_never_opened_lose_nothing() {
        assert_eq!(shown("<p>a</b></td></li><li>b<h3>c<p>d</table>e"), ["p: a", "i0: b", "h3: c", "p: d", "p: e"]);
    }

    #[test]
    fn blocks_know_their_line() {
        let lines: Vec<u32> = fragment("<p>a</p>\n\n<p>\nb\nc</p><table>\n<tr><td>d</table>", 10, 0)
            .blocks
            .iter()
            .map(|b| b.place.line)
            .collect();
        assert_eq!(lines, [10, 13, 15]);
    }

    #[test]
    fn two_hundred_thousand_nested_elements_are_read_in_a_moment() {
        for tag in ["div", "b", "ul><li", "table><tr><td", "form"] {
            let deep = format!("<{tag}>x").repeat(200_000);
            let letters: usize = fragment(&deep, 1, 0).blocks.iter().map(|b| b.text.matches('x').count()).sum();
            assert_eq!(letters, 200_000, "{tag}");
        }
    }

    #[test]
    fn the_title_stands_in_for_a_missing_heading() {
        let prose = "<p>Leaders know their service and act on what they find in it.</p>".repeat(20);
        let first =
            |head: &str| read(&format!("<title>Visit to Ashcombe</title>{head}{prose}")).unwrap().blocks.remove(0);
        assert_eq!(first("").kind, Kind::Heading { level: 0 });
        assert_eq!(first("<h1>Ashcombe</h1>").text, "Ashcombe");
    }

    #[test]
    fn error_pages_and_lists_of_links_hold_no_report() {
        let prose = "<p>Leaders know their service and act on what they find in it.</p>";
        assert!(read(&format!("<h1>Visit</h1>{}", prose.repeat(20))).is_some());
        assert!(read(&format!("<h1>Visit</h1>{}", prose.repeat(10))).is_none(), "too short");
        assert!(read(&format!("<title>Page not found</title>{}", prose.repeat(20))).is_none());
        assert!(read(&format!("<title>Error</title>{}", prose.repeat(40))).is_some(), "too long for an error page");
        assert!(read(&format!("<h1>Reports</h1>{}", "<li>Inspection of Netherby 2019</li>".repeat(60))).is_none());
        assert!(read(&format!("<nav>{}</nav><p>Hello</p>", prose.repeat(40))).is_none());
    }

    #[test]
    fn what_a_browser_does_not_show_and_what_nests_too_deeply_is_told() {
        let prose = "<p>Leaders know their service and act on what they find in it.</p>".repeat(20);
        let told = |html: &str| read(&format!("{prose}{html}{prose}")).unwrap().remarks.len();
        assert_eq!(told("<p style='background-color: white; color: red'>Seen.</p><p hidden></p>Seen."), 0);
        for seen in [
            "font-size: 0.9em",
            "margin-left: 18pt; text-indent: -9pt",
            "position: relative; left: -9px",
            "transform: scale(0.9)",
            "color: #fff000",
            "background: navy; color: white",
            "opacity: 0.9",
        ] {
            assert_eq!(told(&format!("<p style='{seen}'>Overall effectiveness: outstanding</p>")), 0, "{seen}");
        }
        for unseen in [
            "hidden",
            "style='display: NONE'",
            "style='margin:0;color:#FFF'",
            "style='font-size: 0'",
            "style='color: rgb(255, 255, 255)'",
            "style='position: absolute; left: -9999px'",
            "style='text-indent: -99em'",
            "style='font-size: 1px !important'",
            "style='opacity: 0.0'",
            "style='transform: scale(0)'",
        ] {
            assert_eq!(told(&format!("<p {unseen}>Overall effectiveness: outstanding</p>")), 1, "{unseen}");
            assert_eq!(told(&format!("Leaders <span {unseen}><b>do not</b></span> listen.")), 1, "{unseen}");
            assert_eq!(told(&format!("<div {unseen}><br><p></p><i></i>Overall effectiveness: outstanding</div>")), 1);
            assert_eq!(told(&format!("<nav><div {unseen}>Menu</div></nav>")), 0, "{unseen}");
        }
        assert_eq!(told("<input hidden><p hidden><p>Seen.<div hidden></div><div hidden><div></div></div>Seen."), 0);
        // What ends without saying so ends where the next begins, or with what it stands in.
        for page in [
            "<ul><li hidden><ul><li></ul><li>Seen.</ul>",
            "<ul><li hidden></ul>Seen.",
            "<table><tr><td hidden><td>Seen.<tr hidden><tr><td>Seen.</table>",
            "<table><tr><td hidden><table><tr><td></table></table>Seen.",
            "<dl><dt hidden><dd>Seen.</dl>",
            "<div><p hidden></div>Seen.",
        ] {
            assert_eq!(told(page), 0, "{page}");
        }
        assert_eq!(told("<ul><li hidden><ul><li>Overall effectiveness: outstanding</ul></ul>"), 1);
        assert_eq!(told("<table><td hidden><table><td>Overall effectiveness: outstanding</table></table>"), 1);
        assert_eq!(told(&format!("{}x", "<div>".repeat(90))), 0);
        assert_eq!(told(&format!("{}x", "<div>".repeat(200_000))), 1);
    }

    proptest! {
        #[test]
        fn no_page_makes_the_reader_panic(
            tags in proptest::collection::vec("(</?(p|b|li|ul|ol|table|tr|td|h1|div|form|pre|header|nav|script|title|br)>|[a-c \n]{1,3}|&lt;|<)", 0..60)
        ) {
            let _ = fragment(&tags.concat(), 1, 0);
            let _ = read(&tags.concat());
        }
    }
}
