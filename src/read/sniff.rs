//! Sniffing: what a file is, by its content and never by its name.

use crate::vocabulary::vocabulary;

use super::decode;

vocabulary! {
    /// What a file is. Only the first four are read; the others are told by these words.
    Kind {
        Pdf = "pdf", "a PDF";
        Html = "html", "an HTML page";
        Markdown = "markdown", "a Markdown text";
        Text = "text", "a plain text";
        Word = "docx", "a Word document (docx)";
        Sheet = "xlsx", "an Excel workbook (xlsx)";
        OpenDocument = "odt", "an OpenDocument file";
        Epub = "epub", "an EPUB book";
        Zip = "zip", "a zip archive";
        Ole = "doc", "an old Microsoft Office file (doc, xls or msg)";
        Rtf = "rtf", "a rich text file (rtf)";
        Png = "png", "a PNG image";
        Jpeg = "jpeg", "a JPEG image";
        Gif = "gif", "a GIF image";
        Tiff = "tiff", "a TIFF image";
        Gzip = "gzip", "a gzip archive";
        SevenZip = "7z", "a 7z archive";
        Rar = "rar", "a RAR archive";
        Empty = "empty", "an empty file";
        Binary = "binary", "a binary file of no known kind";
    }
}

/// Byte sequences that files of a kind begin with.
const MAGIC: &[(&[u8], Kind)] = &[
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind::Ole),
    (b"{\\rtf", Kind::Rtf),
    (b"\x89PNG\r\n\x1a\n", Kind::Png),
    (b"\xff\xd8\xff", Kind::Jpeg),
    (b"GIF87a", Kind::Gif),
    (b"GIF89a", Kind::Gif),
    (b"II*\0", Kind::Tiff),
    (b"MM\0*", Kind::Tiff),
    (b"\x1f\x8b", Kind::Gzip),
    (b"7z\xbc\xaf\x27\x1c", Kind::SevenZip),
    (b"Rar!\x1a\x07", Kind::Rar),
];

/// Names that a zip archive holds when it is something better known.
const ZIPPED: &[(&[u8], Kind)] = &[
    (b"mimetypeapplication/vnd.oasis.opendocument", Kind::OpenDocument),
    (b"mimetypeapplication/epub", Kind::Epub),
    (b"word/", Kind::Word),
    (b"xl/", Kind::Sheet),
];

/// What the bytes are when they are no text: `None` is a text of some kind, which [`text`] tells apart.
#[must_use]
pub fn bytes(bytes: &[u8]) -> Option<Kind> {
    let start = &bytes[..bytes.len().min(1024)];
    if has_pdf_header(start) {
        return Some(Kind::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(ZIPPED.iter().find(|(name, _)| holds(bytes, name)).map_or(Kind::Zip, |(_, kind)| *kind));
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*kind);
    }
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        return Some(Kind::Empty);
    }
    (decode::utf_16(bytes).is_none() && is_binary(bytes)).then_some(Kind::Binary)
}

/// What a text is: a page, Markdown or plain text.
#[must_use]
pub fn text(text: &str) -> Kind {
    match text {
        _ if text.trim_start_matches('\u{feff}').trim().is_empty() => Kind::Empty,
        _ if is_html(text) => Kind::Html,
        _ if is_markdown(text) => Kind::Markdown,
        _ => Kind::Text,
    }
}

/// A PDF's header may stand behind up to 1,024 bytes of a mail's or a server's making.
fn has_pdf_header(start: &[u8]) -> bool {
    start.windows(6).any(|w| w.starts_with(b"%PDF-") && w[5].is_ascii_digit())
}

/// Whether a zip archive has an entry whose name, or name and first bytes, begin so. A name stands 30 bytes behind the
/// beginning of an entry (APPNOTE.TXT, 4.3.7); what is packed may hold any bytes.
fn holds(bytes: &[u8], name: &[u8]) -> bool {
    const HEAD: &[u8] = b"PK\x03\x04";
    let mut heads = bytes.windows(HEAD.len()).enumerate().filter(|(_, window)| *window == HEAD);
    heads.any(|(at, _)| bytes.get(at + 30..).is_some_and(|entry| entry.starts_with(name)))
}

/// Whether more than one byte in fifty is a control character that no text has, or any is 0 near the start.
fn is_binary(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(8192)];
    let strange = start.iter().filter(|b| matches!(b, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f)).count();
    start.contains(&0) || strange * 50 > start.len()
}

/// Whether the text opens as a page does, after its comments and declarations.
fn is_html(text: &str) -> bool {
    const OPENINGS: &[&str] =
        &["!doctype html", "html", "head", "body", "title", "meta", "div", "article", "main", "table"];
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<?") => "?>",
            _ => break,
        };
        let Some((_, after)) = rest.split_once(end) else { return false };
        rest = after.trim_start();
    }
    let Some(tag) = rest.strip_prefix('<') else { return false };
    let opens = |name: &&str| {
        tag.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
            && tag[name.len()..].starts_with(|c: char| c.is_whitespace() || c == '>' || c == '/')
    };
    let closes = |name: &&str| rest.to_ascii_lowercase().contains(&format!("</{name}>"));
    OPENINGS.iter().find(|name| opens(name)).is_some_and(|name| match *name {
        "!doctype html" | "html" | "head" | "body" => true,
        fragment => closes(&fragment),
    })
}

/// What of Markdown a text shows. Bullets and numbers are not counted: people type them in plain text.
#[derive(Debug, Default)]
struct Evidence {
    headings: usize,
    opens_with_heading: bool,
    bold: usize,
    links: usize,
    rules: usize,
    tables: usize,
    escapes: usize,
    fences: usize,
}

impl Evidence {
    fn of(text: &str) -> Self {
        let mut evidence = Self::default();
        let mut previous_blank = true;
        let mut lines = 0;
        for line in text.lines() {
            let line = line.trim();
            if is_heading(line) {
                evidence.headings += 1;
                evidence.opens_with_heading |= lines == 0;
            }
            evidence.bold += spans(line, "**") + spans(line, "__") + spans_of_tag(line);
            evidence.links += line.matches("](").count();
            evidence.rules += usize::from(previous_blank && is_rule(line));
            evidence.tables += usize::from(is_table_rule(line));
            evidence.escapes += line.matches("\\*").count() + line.matches("\\_").count() + line.matches("\\.").count();
            evidence.fences += usize::from(line.starts_with("```"));
            previous_blank = line.is_empty();
            lines += usize::from(!line.is_empty());
        }
        evidence
    }

    /// Two kinds of evidence, or enough of one that plain text does not have by chance.
    fn is_enough(&self) -> bool {
        let all = [self.headings, self.bold, self.links, self.rules, self.tables, self.escapes, self.fences / 2];
        let kinds = all.iter().filter(|count| **count > 0).count();
        let certain =
            self.opens_with_heading || self.headings >= 2 || self.bold >= 3 || self.tables >= 1 || self.links >= 2;
        certain || kinds >= 2
    }
}

fn is_markdown(text: &str) -> bool {
    Evidence::of(text).is_enough()
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    (1..=6).contains(&(line.len() - text.len())) && text.starts_with(' ') && !text.trim().is_empty()
}

/// The pairs of a mark that stand at words: `2 ** 3 ** 4` has none.
fn spans(line: &str, mark: &str) -> usize {
    let parts: Vec<&str> = line.split(mark).collect();
    let inside = parts.iter().skip(1).step_by(2).take((parts.len() - 1) / 2);
    inside.filter(|part| part.starts_with(char::is_alphanumeric) && !part.ends_with(char::is_whitespace)).count()
}

fn spans_of_tag(line: &str) -> usize {
    ["<b>", "<strong>", "<em>", "<i>"].iter().map(|tag| line.matches(tag).count()).sum()
}

fn is_rule(line: &str) -> bool {
    line.len() >= 3 && (line.bytes().all(|b| b == b'-') || line.bytes().all(|b| b == b'*'))
}

fn is_table_rule(line: &str) -> bool {
    line.contains("--") && line.contains('|') && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_header_may_come_late_but_not_in_prose() {
        assert_eq!(bytes(b"%PDF-1.7\n\x00\x01"), Some(Kind::Pdf));
        assert_eq!(bytes(&[&[b' '; 900][..], b"%PDF-1.4"].concat()), Some(Kind::Pdf));
        assert_eq!(bytes(&[&[b' '; 1100][..], b"%PDF-1.4"].concat()), None);
        assert_eq!(bytes(b"A file begins with %PDF- and a number."), None);
    }

    #[test]
    fn what_is_no_text_is_named() {
        let cases: &[(&[u8], Kind)] = &[
            (b"PK\x03\x04--------------------------word/document.xml", Kind::Word),
            (b"PK\x03\x04--------------------------a.xml PK\x03\x04--------------------------xl/book.xml", Kind::Sheet),
            (b"PK\x03\x04--------------------------mimetypeapplication/vnd.oasis.opendocument", Kind::OpenDocument),
            (b"PK\x03\x04--------------------------report.txt", Kind::Zip),
            (b"PK\x03\x04--------------------------packed bytes that hold xl/ by chance", Kind::Zip),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", Kind::Ole),
            (b"{\\rtf1 Dear", Kind::Rtf),
            (b"\x89PNG\r\n\x1a\n\0", Kind::Png),
            (b"\xff\xd8\xff\xe0", Kind::Jpeg),
            (b"GIF89a\0", Kind::Gif),
            (b"\x1f\x8b\x08\0", Kind::Gzip),
            (b"", Kind::Empty),
            (b" \r\n\t", Kind::Empty),
            (b"\x7fELF\x02\x01\x01\0\0", Kind::Binary),
        ];
        for (content, kind) in cases {
            assert_eq!(bytes(content), Some(*kind), "{content:?}");
        }
    }

    #[test]
    fn utf_16_text_is_text_for_all_its_zeros() {
        let unmarked: Vec<u8> = "Dear Director".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(bytes(&unmarked), None);
        assert_eq!(bytes(b"\xfe\xff\0D\0e"), None);
    }

    #[test]
    fn a_page_is_known_by_its_opening() {
        for page in [
            "<!DOCTYPE html><html>",
            "\u{feff}\n <!-- saved --> <HTML lang=en>",
            "<?xml version=\"1.0\"?><!doctype HTML><html>",
            "<div class=a><p>Text</p></div>",
        ] {
            assert_eq!(text(page), Kind::Html, "{page}");
        }
        for other in ["<b>Strengths</b> are many.", "<headline> is no tag", "<!-- never closed", "Plain <html> later"] {
            assert_ne!(text(other), Kind::Html, "{other}");
        }
    }

    #[test]
    fn markdown_needs_evidence() {
        for markdown in [
            "# Report on Ashcombe\n\nText.",
            "Text\n\n## Strengths\n\n- one\n\n## Weaknesses\n",
            "**Strengths**\n\n- one\n\n---\n\nEnd",
            "| Area | Grade |\n|---|---|\n| Overall | Good |",
            "See [the report](https://example.org) and [that](https://example.org).",
        ] {
            assert_eq!(text(markdown), Kind::Markdown, "{markdown}");
        }
        for plain in [
            "Strengths\n\n- Staff know children.\n- Plans are clear.\n\n12. Leaders listen.",
            "Dear Director\n\n* one\n* two",
            "Part one\n\n---\n\nPart two\n\n---\n",
            "2 ** 3 ** 4 ** 5 ** 6 ** 7 ** 8",
            "We are #1 in care.",
        ] {
            assert_eq!(text(plain), Kind::Text, "{plain}");
        }
    }
}
