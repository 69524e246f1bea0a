//! Decoding: a file's bytes become text, whatever wrote them.
//!
//! UTF-8 and UTF-16 are recognised by their mark or by being valid; a page may declare its encoding; everything else
//! is Windows-1252, as most British offices wrote it, unless the bytes clearly speak for another.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How many bytes at a file's start are searched for the name of its encoding.
const DECLARATION: usize = 1024;

/// The bytes that a Windows-1252 text in English has beyond ASCII: quotes, dashes, bullets, pounds, degrees, fractions.
const OFFICE: &[u8] = b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa7\xa9\xad\xae\xb0\xb7\xbc\xbd\xbe\xe8\xe9";

/// A text and what it cost to read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text, its lines ended by a line feed alone.
    pub text: String,
    /// What a person may want to know of it, one sentence each.
    pub remarks: Vec<String>,
}

/// Decodes a text of any encoding. Bytes that stand for no character become U+FFFD and are counted in a remark.
#[must_use]
pub fn decode(bytes: &[u8]) -> Decoded {
    let encoding = encoding(bytes);
    let (text, _) = encoding.decode_with_bom_removal(bytes);
    let mut remarks = Vec::new();
    if encoding != UTF_8 {
        remarks.push(format!("The text is not UTF-8; it was read as {}.", encoding.name()));
    }
    let before = if encoding == UTF_8 { written_replacements(bytes) } else { 0 };
    match text.matches('\u{fffd}').count().saturating_sub(before) {
        0 => {}
        1 => remarks.push("One character could not be decoded and was replaced.".to_owned()),
        lost => remarks.push(format!("{lost} characters could not be decoded and were replaced.")),
    }
    Decoded { text: unify_lines(&text), remarks }
}

/// Whether the bytes are UTF-16, by their mark or, without one, by every other byte of mostly ASCII text being 0.
#[must_use]
pub fn utf_16(bytes: &[u8]) -> Option<&'static Encoding> {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return (marked != UTF_8).then_some(marked);
    }
    let start = &bytes[..bytes.len().min(4096) & !1];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), start.len() / 2);
    let mostly = |zeros: usize| zeros * 10 > pairs * 7;
    let hardly = |zeros: usize| zeros * 50 <= pairs;
    match () {
        () if mostly(odd) && hardly(even) => Some(UTF_16LE),
        () if mostly(even) && hardly(odd) => Some(UTF_16BE),
        () => None,
    }
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some(found) = utf_16(bytes) {
        return found;
    }
    if nearly_utf_8(bytes) {
        return UTF_8;
    }
    if let Some(declared) = declared(bytes).filter(|declared| *declared != UTF_8) {
        return declared;
    }
    if bytes.iter().filter(|b| !b.is_ascii()).all(|b| OFFICE.contains(b)) {
        return WINDOWS_1252;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(Some(b"uk"), Utf8Detection::Deny)
}

/// Whether the bytes are UTF-8, or so full of it that the rest is damage: one stray byte must not turn every quote to dust.
fn nearly_utf_8(bytes: &[u8]) -> bool {
    let (mut sound, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        sound += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    broken == 0 || broken * 10 <= sound || Encoding::for_bom(bytes).is_some_and(|(marked, _)| marked == UTF_8)
}

/// The encoding that a page declares: `<meta charset=…>` or `<?xml … encoding=…>`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARATION)]).to_ascii_lowercase();
    let after = ["charset=", "encoding="].into_iter().find_map(|key| start.split_once(key))?.1;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(name.len());
    start.contains('<').then(|| Encoding::for_label(&name.as_bytes()[..end])).flatten()
}

/// The replacement characters that stood in a UTF-8 file already.
fn written_replacements(bytes: &[u8]) -> usize {
    bytes.utf8_chunks().map(|chunk| chunk.valid().matches('\u{fffd}').count()).sum()
}

fn unify_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8]) -> String {
        decode(bytes).text
    }

    #[test]
    fn utf_8_with_and_without_a_mark() {
        assert_eq!(decode("children’s".as_bytes()), Decoded { text: "children’s".to_owned(), remarks: vec![] });
        assert_eq!(text("\u{feff}children’s".as_bytes()), "children’s");
        assert_eq!(text(b""), "");
    }

    #[test]
    fn utf_16_of_both_orders_with_and_without_a_mark() {
        for mark in ["\u{feff}", ""] {
            let units = || format!("{mark}Ashcombe – children’s plan").encode_utf16().collect::<Vec<u16>>();
            let little: Vec<u8> = units().iter().flat_map(|u| u.to_le_bytes()).collect();
            let big: Vec<u8> = units().iter().flat_map(|u| u.to_be_bytes()).collect();
            assert_eq!(text(&little), "Ashcombe – children’s plan");
            assert_eq!(text(&big), "Ashcombe – children’s plan");
        }
    }

    #[test]
    fn a_cut_off_utf_16_file_is_counted() {
        let decoded = decode(b"\xff\xfeA\0b\0c");
        assert_eq!(decoded.text, "Ab\u{fffd}");
        assert_eq!(decoded.remarks[1], "One character could not be decoded and was replaced.");
    }

    #[test]
    fn windows_1252_quotes_dashes_and_pounds() {
        let decoded = decode(b"children\x92s plan \x96 \xa35 million \x93now\x94");
        assert_eq!(decoded.text, "children’s plan – £5 million “now”");
        assert_eq!(decoded.remarks, ["The text is not UTF-8; it was read as windows-1252."]);
    }

    #[test]
    fn unsure_bytes_are_guessed_as_latin_text() {
        assert_eq!(text(b"The caf\xe9 and the fa\xe7ade of Thornmere in the ma\xf1ana style"), {
            "The café and the façade of Thornmere in the mañana style"
        });
    }

    #[test]
    fn a_declared_encoding_is_believed_where_the_bytes_are_not_utf_8() {
        assert_eq!(text(b"<meta charset=\"iso-8859-2\"><p>\xb1"), "<meta charset=\"iso-8859-2\"><p>ą");
        assert_eq!(text("<meta charset=iso-8859-2><p>é".as_bytes()), "<meta charset=iso-8859-2><p>é");
    }

    #[test]
    fn one_stray_byte_does_not_spoil_utf_8() {
        let mut bytes = "‘a’ ‘b’ ‘c’ ‘d’ ‘e’ ‘f’".as_bytes().to_vec();
        bytes.push(0xff);
        let decoded = decode(&bytes);
        assert_eq!(decoded.text, "‘a’ ‘b’ ‘c’ ‘d’ ‘e’ ‘f’\u{fffd}");
        assert_eq!(decoded.remarks, ["One character could not be decoded and was replaced."]);
    }

    #[test]
    fn a_replacement_that_was_written_is_no_loss() {
        assert_eq!(decode("was \u{fffd} already".as_bytes()).remarks, Vec::<String>::new());
    }

    #[test]
    fn all_line_ends_become_one() {
        assert_eq!(text(b"a\r\nb\rc\nd\r\n\r\ne"), "a\nb\nc\nd\n\ne");
    }
}
