//! What a font's dictionary alone tells of its codes: their letters by `ToUnicode` or by the encoding, their widths by the
//! list of widths. The program that draws the font, which is most of its bytes, stays unread.

use std::collections::HashMap;

use hayro_font::hayro_cmap::{self, BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

/// How many widths are taken of one font; a font that lists more is left to the library.
const WIDTHS: usize = 200_000;
/// The letters that `WinAnsiEncoding` has from 0x80 on; from 0xA0 on, codes are letters. What is not used shows a bullet.
const WIN_ANSI: [char; 32] = [
    '€', '•', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '•', 'Ž', '•', //
    '•', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '•', 'ž', 'Ÿ',
];

/// A font as its dictionary tells it.
pub struct Entry {
    codes: Codes,
    to_unicode: Option<CMap>,
}

/// How codes are written and how wide they are, in thousandths of the font's size.
enum Codes {
    /// One byte each.
    Bytes { first: usize, widths: Vec<f32>, missing: f32, win_ansi: bool, nul_is_none: bool },
    /// Two bytes each.
    Pairs { widths: HashMap<u32, f32>, default: f32 },
}

impl Entry {
    /// What the dictionary tells; `None` where it leaves open how codes are read or how wide they are.
    pub fn new(dict: &Dict<'_>) -> Option<Self> {
        let subtype = dict.get::<Name<'_>>(b"Subtype")?;
        let codes = match subtype.as_str() {
            "Type0" => Codes::pairs(dict)?,
            "TrueType" => Codes::bytes(dict, false)?,
            "Type1" | "MMType1" => Codes::bytes(dict, true)?,
            _ => return None,
        };
        let to_unicode = match dict.get::<Object<'_>>(b"ToUnicode") {
            Some(Object::Stream(stream)) => parse(&stream),
            // The name of a table: the library has it.
            Some(Object::Name(_)) => return None,
            _ => None,
        };
        // Nothing but the table tells what pairs stand for, unless the library knows the collection of their letters.
        (to_unicode.is_some() || matches!(codes, Codes::Bytes { .. })).then_some(Self { codes, to_unicode })
    }

    /// The code that begins at `offset`, and its length in bytes.
    pub fn read_code(&self, bytes: &[u8], offset: usize) -> (u32, usize) {
        match (&self.codes, &bytes[offset..]) {
            (Codes::Pairs { .. }, [high, low, ..]) => (u32::from(u16::from_be_bytes([*high, *low])), 2),
            (Codes::Bytes { .. }, [byte, ..]) => (u32::from(*byte), 1),
            _ => (0, 1),
        }
    }

    /// The text of a code, empty for one that has none; `None` where only the font's program tells.
    pub fn text(&self, code: u32) -> Option<String> {
        match self.to_unicode.as_ref().and_then(|table| table.lookup_bf_string(code)) {
            // Some programs write this where they do not know.
            Some(BfString::Char('\0')) if matches!(self.codes, Codes::Bytes { nul_is_none: true, .. }) => {}
            Some(BfString::Char(c)) => return Some(c.to_string()),
            Some(BfString::String(text)) => return Some(text),
            None => {}
        }
        match self.codes {
            Codes::Pairs { .. } => Some(String::new()),
            Codes::Bytes { win_ansi: true, .. } => Some(win_ansi(code).map_or_else(String::new, String::from)),
            Codes::Bytes { .. } => None,
        }
    }

    /// The width of a code in thousandths of the font's size.
    pub fn width(&self, code: u32) -> f32 {
        match &self.codes {
            Codes::Pairs { widths, default } => widths.get(&code).copied().unwrap_or(*default),
            Codes::Bytes { first, widths, missing, .. } => {
                let at = (code as usize).checked_sub(*first);
                at.and_then(|at| widths.get(at)).copied().unwrap_or(*missing)
            }
        }
    }
}

impl Codes {
    fn bytes(dict: &Dict<'_>, nul_is_none: bool) -> Option<Self> {
        let (first, last) = (dict.get::<usize>(b"FirstChar")?, dict.get::<usize>(b"LastChar")?);
        let count = last.checked_sub(first)?.checked_add(1)?;
        let widths: Vec<f32> = dict.get::<Array<'_>>(b"Widths")?.iter::<f32>().take(count.min(256)).collect();
        let descriptor = dict.get::<Dict<'_>>(b"FontDescriptor").unwrap_or_default();
        let missing = descriptor.get::<f32>(b"MissingWidth").unwrap_or(0.0);
        // Fonts of signs have codes of their own, whatever encoding is named.
        let signs = |name: Name<'_>| {
            let name = name.as_str();
            name.ends_with("Symbol") || name.to_ascii_lowercase().contains("dingbats")
        };
        let win_ansi = dict.get::<Name<'_>>(b"Encoding").is_some_and(|name| name.as_str() == "WinAnsiEncoding")
            && !dict.get::<Name<'_>>(b"BaseFont").is_some_and(signs);
        Some(Self::Bytes { first, widths, missing, win_ansi, nul_is_none })
    }

    fn pairs(dict: &Dict<'_>) -> Option<Self> {
        if dict.get::<Name<'_>>(b"Encoding")?.as_str() != "Identity-H" {
            return None;
        }
        let descendant = dict.get::<Array<'_>>(b"DescendantFonts")?.iter::<Dict<'_>>().next()?;
        let default = descendant.get::<f32>(b"DW").unwrap_or(1000.0);
        let listed = descendant.get::<Array<'_>>(b"W");
        let widths = listed.map_or_else(|| Some(HashMap::new()), |listed| widths(&listed))?;
        Some(Self::Pairs { widths, default })
    }
}

/// The widths of a font of pairs: `first [width width …]` or `first last width`; `None` where they are too many.
fn widths(listed: &Array<'_>) -> Option<HashMap<u32, f32>> {
    let mut out = HashMap::new();
    let mut left = WIDTHS;
    let mut listed = listed.flex_iter();
    loop {
        if let Some((first, each)) = listed.next::<(u32, Array<'_>)>() {
            for (code, width) in (first..).zip(each.iter::<f32>()) {
                left = left.checked_sub(1)?;
                out.insert(code, width);
            }
        } else if let Some((first, last, width)) = listed.next::<(u32, u32, f32)>() {
            let count = usize::try_from(last.saturating_sub(first)).ok()?;
            left = left.checked_sub(count)?.checked_sub(1)?;
            out.extend((first..=last).map(|code| (code, width)));
        } else {
            return Some(out);
        }
    }
}

fn parse(table: &Stream<'_>) -> Option<CMap> {
    let data = table.decoded_data().ok()?;
    CMap::parse(&data, hayro_cmap::load_embedded)
}

fn win_ansi(code: u32) -> Option<char> {
    match code {
        0x20..=0x7e | 0xa0..=0xff => char::from_u32(code),
        0x7f => Some('•'),
        0x80..=0x9f => WIN_ANSI.get(code as usize - 0x80).copied(),
        _ => None,
    }
}
