//! Documents sketched in text, for the tests of the parsers.

use crate::authority::{Entry, Names, Register};
use crate::document::{Block, Document, Format, Kind, Place};
use crate::report::Report;

/// A document from lines: `# heading`, `12. item`, `- bullet`, `-- bullet below`, `| cell | cell |`, `^ note`, and paragraphs. A line `=== 2` begins page 2.
pub fn document(text: &str) -> Document {
    let mut page = 1;
    let mut blocks = Vec::new();
    for (line, text) in (1..).zip(text.lines().map(str::trim)) {
        if let Some(number) = text.strip_prefix("=== ") {
            page = number.parse().expect("a page number");
        } else if !text.is_empty() {
            let (kind, text) = kind(text);
            blocks.push(Block::new(kind, text, Place { page, line }));
        }
    }
    Document { format: Format::Pdf, pages: page, blocks, remarks: Vec::new() }
}

fn kind(text: &str) -> (Kind, String) {
    let hashes = text.bytes().take_while(|b| *b == b'#').count();
    if hashes > 0 {
        return (Kind::Heading { level: u8::try_from(hashes).expect("a level") }, text[hashes..].trim().to_owned());
    }
    if let Some(row) = text.strip_prefix('|') {
        let cells: Vec<String> = row.trim_end_matches('|').split('|').map(|c| c.trim().to_owned()).collect();
        let text = cells.join(" ");
        return (Kind::Row { table: 0, cells }, text);
    }
    if let Some(note) = text.strip_prefix("^ ") {
        return (Kind::Note, note.to_owned());
    }
    for (mark, depth) in [("-- ", 1), ("- ", 0)] {
        if let Some(item) = text.strip_prefix(mark) {
            return (Kind::Item { depth, label: None }, item.to_owned());
        }
    }
    let number = text.split_once(". ").filter(|(n, _)| n.len() <= 3 && n.bytes().all(|b| b.is_ascii_digit()));
    match number {
        Some((number, rest)) => (Kind::Item { depth: 0, label: Some(format!("{number}.")) }, rest.to_owned()),
        None => (Kind::Paragraph, text.to_owned()),
    }
}

/// The report that a sketched document parses to, with the invented councils Ashcombe, Netherby and Vale, and Thornmere in the register.
pub fn report(text: &str) -> Report {
    parse(document(text))
}

/// The same, with the numbers of its paragraphs printed in another way.
pub fn labelled(text: &str, print: impl Fn(u32) -> String) -> Report {
    let mut document = document(text);
    for block in &mut document.blocks {
        let number = block.number();
        if let (Some(number), Kind::Item { label, .. }) = (number, &mut block.kind) {
            *label = Some(print(number));
        }
    }
    parse(document)
}

/// The report that is made of a document, with the invented councils in the register.
pub fn parse(document: Document) -> Report {
    Report::parse(document, "a folder/a file.pdf", &names()).expect("a report")
}

/// The names of the register and of the invented councils.
pub fn names() -> Names {
    let mut register = Register::built_in();
    register.extend(
        ["Ashcombe", "Netherby and Vale", "Thornmere"].map(|name| Entry { name: name.into(), ..Entry::default() }),
    );
    Names::of(&register)
}
