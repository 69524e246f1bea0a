//! Names of files as they are shown: as they are, or where that would do something, as a shell reads them back.
//!
//! A name may hold anything but "/" and NUL. One with a line feed, an escape sequence or bytes that are no UTF-8 is shown
//! as `$'…'`, which bash, zsh and ksh read as the same name again, so that what is on the screen can be given to a command.

use std::borrow::Cow;
use std::fmt::Write as _;

use super::harmless::is_harmless;

/// The name as it is known by: itself where that is harmless on one line, else quoted with everything odd written out.
#[must_use]
pub fn name(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) if is_harmless(text) && !text.contains(['\t', '\n', '\r', '\u{c}', '\u{fffd}']) => Cow::Borrowed(text),
        _ => Cow::Owned(quoted(bytes)),
    }
}

/// A known name as a word of a shell's command: in quotes where it needs any, and with "./" before a leading dash.
#[must_use]
pub fn for_shell(name: &str) -> Cow<'_, str> {
    let plain = |c: char| c.is_alphanumeric() || "_-./,:@%+=".contains(c);
    if name.starts_with("$'") && name.ends_with('\'') {
        return Cow::Borrowed(name);
    }
    let dashed = if name.starts_with('-') { "./" } else { "" };
    if !name.is_empty() && name.chars().all(plain) {
        return if dashed.is_empty() { Cow::Borrowed(name) } else { Cow::Owned(format!("{dashed}{name}")) };
    }
    Cow::Owned(format!("'{dashed}{}'", name.replace('\'', "'\\''")))
}

fn quoted(bytes: &[u8]) -> String {
    let mut out = "$'".to_owned();
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '\'' | '\\' => out.extend(['\\', c]),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\u{1b}' => out.push_str("\\e"),
                c if is_harmless(c.encode_utf8(&mut [0; 4])) && !is_odd(c) => out.push(c),
                c if u32::from(c) < 0x100 => {
                    c.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| push_byte(&mut out, byte));
                }
                c => push_code(&mut out, c),
            }
        }
        chunk.invalid().iter().for_each(|byte| push_byte(&mut out, *byte));
    }
    out.push('\'');
    out
}

/// Whether a character is nothing that is seen by itself.
fn is_odd(c: char) -> bool {
    use unicode_width::UnicodeWidthChar as _;
    c == '\u{c}' || c == '\u{fffd}' || c.width().unwrap_or(0) == 0
}

fn push_byte(out: &mut String, byte: u8) {
    // In octal and with three figures always, so that no figure behind it is taken for one of its own.
    let _ = write!(out, "\\{byte:03o}");
}

fn push_code(out: &mut String, c: char) {
    let _ = write!(out, "\\U{:08x}", u32::from(c));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn plain_names_are_themselves() {
        for plain in ["a.pdf", "2019/scan 12 (final).pdf", "café – “new”.txt", "-rf.txt"] {
            assert_eq!(name(plain.as_bytes()), plain);
        }
    }

    #[test]
    fn odd_names_are_written_out_and_differ() {
        assert_eq!(name(b"a\nb.pdf"), "$'a\\nb.pdf'");
        assert_eq!(name(b"\x1b[31mred"), "$'\\e[31mred'");
        assert_eq!(name(b"r\xe9.txt"), "$'r\\351.txt'");
        assert_ne!(name(b"r\xe8.txt"), name(b"r\xe9.txt"));
        assert_eq!(name("it’s\u{202e}fdp.'x".as_bytes()), "$'it’s\\U0000202efdp.\\'x'");
        assert_eq!(name("a\u{9b}1m".as_bytes()), "$'a\\302\\2331m'");
    }

    #[test]
    fn a_shell_reads_what_it_is_given() {
        assert_eq!(for_shell("2019/a.pdf"), "2019/a.pdf");
        assert_eq!(for_shell("a b.pdf"), "'a b.pdf'");
        assert_eq!(for_shell("it's"), "'it'\\''s'");
        assert_eq!((for_shell("-x").as_ref(), for_shell("- x").as_ref()), ("./-x", "'./- x'"));
        assert_eq!(for_shell("$'a\\nb'"), "$'a\\nb'");
        assert_eq!(for_shell(""), "''");
    }

    /// The bytes that bash makes of a `$'…'` word; the word itself where it is none.
    fn read_back(word: &str) -> Vec<u8> {
        let Some(inner) = word.strip_prefix("$'").and_then(|w| w.strip_suffix('\'')) else { return word.into() };
        let mut out = Vec::new();
        let mut chars = inner.chars();
        while let Some(c) = chars.next() {
            if c != '\\' {
                out.extend(c.encode_utf8(&mut [0; 4]).bytes());
                continue;
            }
            match chars.next().expect("a backslash has something behind it") {
                'n' => out.push(b'\n'),
                't' => out.push(b'\t'),
                'r' => out.push(b'\r'),
                'e' => out.push(0x1b),
                'U' => {
                    let code: String = chars.by_ref().take(8).collect();
                    let c = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).expect("a character");
                    out.extend(c.encode_utf8(&mut [0; 4]).bytes());
                }
                first @ '0'..='7' => {
                    let octal: String = std::iter::once(first).chain(chars.by_ref().take(2)).collect();
                    out.push(u8::from_str_radix(&octal, 8).expect("a byte"));
                }
                c => out.extend(c.encode_utf8(&mut [0; 4]).bytes()),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn every_name_comes_back_and_shows_nothing_odd(bytes in proptest::collection::vec(1_u8.., 1..40)) {
            prop_assume!(!bytes.starts_with(b"$'"));
            let shown = name(&bytes);
            prop_assert!(is_harmless(&shown) && !shown.contains('\n'), "{shown:?}");
            prop_assert_eq!(read_back(&shown), bytes);
        }
    }
}
