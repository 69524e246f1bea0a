//! What `TJ` shows: strings, and the numbers between them that move them (ISO 32000-1, 9.4.3), from the array's bytes.
//!
//! Most of a report is shown so, and the library makes an object of every string and number, which takes longer than to
//! show it. Whatever is not written in the plainest way is left to the library: an escape, a comment, a name.

/// As many digits as a number may have: so many are exact in 64 bits of floating point.
const DIGITS: usize = 15;

/// A string, or how far the next one is moved back, in thousandths of the font's size.
#[derive(Debug, PartialEq)]
pub enum Element<'a> {
    Text(&'a [u8]),
    Back(f32),
}

/// The elements of an array that are written plainly, up to the first that is not.
pub struct Elements<'a> {
    rest: &'a [u8],
    /// The last string that was written in hexadecimal digits.
    string: Vec<u8>,
    count: usize,
}

impl<'a> Elements<'a> {
    /// The elements of an array with these bytes between its brackets.
    pub const fn new(array: &'a [u8]) -> Self {
        Self { rest: array, string: Vec::new(), count: 0 }
    }

    /// How many there were. The library has as many elements up to here: what is plain is one for both.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// Whether nothing is left.
    pub const fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// The next element; nothing at the end, and before an element that is not plain.
    pub fn next(&mut self) -> Option<Element<'_>> {
        self.rest = &self.rest[self.rest.iter().take_while(|byte| is_space(**byte)).count()..];
        let (length, element) = match self.rest.first()? {
            b'(' => literal(self.rest).map(|text| (text.len() + 2, Element::Text(text)))?,
            b'<' => (hexadecimal(self.rest, &mut self.string)?, Element::Text(&self.string)),
            // Two numbers side by side may be a reference, which the library takes for one element.
            _ => number(self.rest)
                .filter(|(length, _)| !starts_with_digit(self.rest, *length))
                .map(|(length, number)| (length, Element::Back(number)))?,
        };
        self.rest = &self.rest[length..];
        self.count += 1;
        Some(element)
    }
}

/// White space (ISO 32000-1, table 1).
const fn is_space(byte: u8) -> bool {
    matches!(byte, b'\0' | b'\t' | b'\n' | b'\x0c' | b'\r' | b' ')
}

/// Whether what follows behind so many bytes, and white space, begins with a digit.
fn starts_with_digit(bytes: &[u8], behind: usize) -> bool {
    bytes[behind..].iter().find(|byte| !is_space(**byte)).is_some_and(u8::is_ascii_digit)
}

/// What stands between the parentheses of a literal string without escapes, line ends and parentheses of its own.
fn literal(bytes: &[u8]) -> Option<&[u8]> {
    let inner = &bytes[1..];
    let end = inner.iter().position(|byte| matches!(byte, b'(' | b')' | b'\\' | b'\n' | b'\r'))?;
    (inner[end] == b')').then(|| &inner[..end])
}

/// Decodes a string in hexadecimal digits, a missing last one being zero, and answers how long it is written.
fn hexadecimal(bytes: &[u8], into: &mut Vec<u8>) -> Option<usize> {
    into.clear();
    let mut half = None;
    for (at, &byte) in bytes.iter().enumerate().skip(1) {
        match char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()) {
            Some(digit) => match half.take() {
                Some(high) => into.push(high << 4 | digit),
                None => half = Some(digit),
            },
            None if byte == b'>' => {
                into.extend(half.map(|high| high << 4));
                return Some(at + 1);
            }
            None if is_space(byte) => {}
            None => return None,
        }
    }
    None
}

/// A number, and how long it is written.
fn number(bytes: &[u8]) -> Option<(usize, f32)> {
    let signed = usize::from(matches!(bytes[0], b'-' | b'+'));
    let (mut value, mut digits, mut point, mut length) = (0.0_f64, 0, None, signed);
    for &byte in &bytes[signed..] {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                digits += 1;
            }
            b'.' if point.is_none() => point = Some(digits),
            b'(' | b'<' => break,
            _ if is_space(byte) => break,
            _ => return None,
        }
        length += 1;
    }
    if !(1..=DIGITS).contains(&digits) {
        return None;
    }
    let value = value / 10.0_f64.powi(i32::try_from(digits - point.unwrap_or(digits)).ok()?);
    #[expect(clippy::cast_possible_truncation, reason = "places on a page have no more than single precision")]
    Some((length, if bytes[0] == b'-' { -value } else { value } as f32))
}

#[cfg(test)]
mod tests {
    use hayro_syntax::content::TypedIter;
    use hayro_syntax::content::ops::TypedInstruction;
    use hayro_syntax::object::Object;
    use proptest::prelude::*;

    use super::*;

    /// An element that is nobody's.
    #[derive(Debug, PartialEq)]
    enum Own {
        Text(Vec<u8>),
        Back(f32),
    }

    fn ours(array: &[u8]) -> (Vec<Own>, bool) {
        let (mut elements, mut own) = (Elements::new(array), Vec::new());
        while let Some(element) = elements.next() {
            own.push(match element {
                Element::Text(text) => Own::Text(text.to_vec()),
                Element::Back(number) => Own::Back(number),
            });
        }
        assert_eq!(elements.count(), own.len());
        (own, elements.is_done())
    }

    /// What the library makes of the same array.
    fn theirs(array: &[u8]) -> Option<Vec<Own>> {
        let content = [b"[", array, b"] TJ"].concat();
        match TypedIter::new(&content).next()? {
            TypedInstruction::ShowTexts(shown) => shown
                .0
                .iter::<Object<'_>>()
                .map(|object| match object {
                    Object::String(text) => Some(Own::Text(text.as_bytes().to_vec())),
                    Object::Number(number) => Some(Own::Back(number.as_f32())),
                    _ => None,
                })
                .collect(),
            _ => None,
        }
    }

    #[test]
    fn strings_and_numbers_are_told_apart() {
        let text = |text: &str| Own::Text(text.into());
        let (elements, done) = ours(b" (Lea)-12.5(ders)<20 414>+3 .5 -7.(x)\r\n");
        let wanted = [text("Lea"), Own::Back(-12.5), text("ders"), text(" A@"), Own::Back(3.0)];
        assert_eq!(&elements[..5], &wanted);
        assert_eq!(&elements[5..], &[Own::Back(0.5), Own::Back(-7.0), text("x")]);
        assert!(done);
    }

    #[test]
    fn what_is_not_plain_is_left_to_the_library() {
        for odd in [
            "(a\\)b)",
            "(a(b))",
            "(a\nb)",
            "<41G>",
            "<41",
            "(a",
            "%c\n",
            "/N",
            "1 0 R",
            "9000 0 R (gone)",
            "1 2",
            "--1",
            "1-1",
            "1.2.3",
            "[(a)]",
            "null",
            "1234567890123456",
        ] {
            let (elements, done) = ours(format!("(before) {odd}").as_bytes());
            assert_eq!(elements.first(), Some(&Own::Text(b"before".to_vec())), "{odd}");
            assert!(!done, "{odd}: {elements:?}");
        }
    }

    proptest! {
        #[test]
        fn the_library_reads_the_same(array in "([ \t\r\n]|\\([A-Za-z .,%<>\\[]{0,5}\\)|<[0-9A-Fa-f ]{0,7}>|[-+]?[0-9]{1,6}[ (]?|[-+]?[0-9]{0,3}\\.[0-9]{1,5} ?|[0-9]{1,3} 0 R ?|[()\\\\/<>0-9.-]){0,12}") {
            let (elements, done) = ours(array.as_bytes());
            if let Some(theirs) = theirs(array.as_bytes()) {
                prop_assert_eq!(&theirs[..elements.len().min(theirs.len())], &elements[..], "{}", array);
                prop_assert!(!done || theirs.len() == elements.len(), "{}", array);
            }
        }
    }
}
