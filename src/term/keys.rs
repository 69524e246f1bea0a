//! What the bytes mean that a terminal sends: a key, a movement of the mouse, somebody who comes back, an answer.
//!
//! Behind an Esc stands a row of bytes whose first says of what kind it is (ECMA-48, 5.3 to 5.6; for the keys, xterm's
//! "Control Sequences" and what rxvt and the console of Linux send in their place). Nothing here knows of time: [`read`]
//! says of a row whether it is whole.

use crate::app::mouse::Did;
use crate::keymap::Key;

/// What a person did at the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Pressed a key.
    Key(Key),
    /// Pasted text, as it came: with its line ends, and whatever else was in it.
    Paste(String),
    /// Did something with the mouse in the cell of this column and row, counted from 0.
    Mouse(Did, u16, u16),
    /// Came back to the terminal.
    Focus,
}

/// What a row of bytes behind an Esc is.
#[derive(Debug, PartialEq, Eq)]
pub enum Row {
    /// Its begin; more bytes belong to it.
    Begun,
    /// Whole, and this was done; nothing where it is a key that this program does not know, or an answer.
    Whole(Vec<Input>),
    /// The mark before pasted text.
    Paste,
    /// The begin of an answer of any length, to a question of another program.
    Answer,
    /// None: the bytes are keys that were typed one by one.
    Letters,
}

/// The keys that are sent as a row, by how it ends; numbers that say more than that stand before the letters.
const ROWS: &[(&str, Key)] = &[
    ("A", Key::Up),
    ("B", Key::Down),
    ("C", Key::Right),
    ("D", Key::Left),
    ("H", Key::Home),
    ("F", Key::End),
    ("Z", Key::BackTab),
    ("1~", Key::Home),
    ("3~", Key::Delete),
    ("4~", Key::End),
    ("5~", Key::PageUp),
    ("6~", Key::PageDown),
    ("7~", Key::Home),
    ("8~", Key::End),
    // With Shift held, as rxvt sends them.
    ("a", Key::Up),
    ("b", Key::Down),
    ("c", Key::Right),
    ("d", Key::Left),
];

/// The first letters of the keypad where its keys have numbers of their own (kitty's protocol).
const KEYPAD: u32 = 57399;
/// Its letters, in the order of their numbers.
const KEYPAD_LETTERS: &str = "0123456789./*-+\r=,";
/// The keys behind them; nothing is Insert.
const KEYPAD_KEYS: &[Option<Key>] = &[
    Some(Key::Left),
    Some(Key::Right),
    Some(Key::Up),
    Some(Key::Down),
    Some(Key::PageUp),
    Some(Key::PageDown),
    Some(Key::Home),
    Some(Key::End),
    None,
    Some(Key::Delete),
];

/// The longest row that is kept, in bytes. No key has a quarter of that, and the longest answer that is a row half.
const LONGEST: usize = 128;

/// Of the modifiers that a key is sent with, less one: Shift, Alt and Ctrl.
const SHIFT: u32 = 1;
const ALT: u32 = 2;
const CTRL: u32 = 4;

/// What a row is, which stood behind an Esc and is not empty.
pub fn read(row: &[u8]) -> Row {
    match row {
        [b'[', b'M', at @ ..] => match *at {
            [button, column, row] => Row::Whole(old_mouse(button, column, row)),
            _ => Row::Begun,
        },
        _ if row.len() > LONGEST => Row::Answer,
        // The first function keys of the console of Linux have two brackets.
        [b'[' | b'O' | b'_'] | [b'[', b'['] | [b'[', .., b' '..=b'?'] | [b'O', .., b'0'..=b'9' | b';'] => Row::Begun,
        [b'[', b'2', b'0', b'0', b'~'] => Row::Paste,
        // st's Delete. In other terminals it is a function key, which is nothing here.
        [b'[', b'P'] => Row::Whole(vec![Input::Key(Key::Delete)]),
        // A keypad whose keys send what no other key does.
        [b'O', b'M'] => Row::Whole(vec![Input::Key(Key::Enter)]),
        [b'O', letter @ b'j'..=b'y'] => Row::Whole(vec![Input::Key(Key::Char(char::from(letter & !0x40)))]),
        [b'[' | b'O', body @ .., last @ b'@'..=b'~'] => Row::Whole(sequence(&text(body), char::from(*last))),
        [b']', number @ ..] => match number.iter().position(|byte| !byte.is_ascii_digit()) {
            None => Row::Begun,
            Some(digits) if digits > 0 && number[digits] == b';' => Row::Answer,
            Some(_) => Row::Letters,
        },
        [b'P', body @ ..] => device_answer(body),
        // Kitty's pictures.
        [b'_', b'G'] => Row::Answer,
        _ => Row::Letters,
    }
}

/// What a row is behind a `P` (DCS): what a terminal calls itself, what it can, how it is set (xterm's XTVERSION, DA3,
/// XTGETTCAP, DECRQSS). Between numbers and the letter that says which of them stands a sign, which nobody types there.
fn device_answer(body: &[u8]) -> Row {
    let is_sign = |byte: &u8| matches!(byte, b'!'..=b'/' | b'<'..=b'?');
    match body.iter().position(|byte| !matches!(byte, b'0'..=b';')) {
        None => Row::Begun,
        Some(digits) if is_sign(&body[digits]) => match &body[digits + 1..] {
            [] => Row::Begun,
            [b'@'..=b'~'] => Row::Answer,
            _ => Row::Letters,
        },
        Some(_) => Row::Letters,
    }
}

/// What a row is that nothing more comes behind: rxvt ends the keys with Shift as no row ends, and what begins the mouse's
/// three bytes is st's Delete with Ctrl.
pub fn read_ended(row: &[u8]) -> Row {
    match row {
        [b'[', b'M'] => Row::Whole(Vec::new()),
        [b'[', number @ .., b'$'] if is_number(number) => Row::Whole(sequence(&text(number), '~')),
        _ => Row::Letters,
    }
}

/// Whether a row is whole where nothing more comes at once.
pub fn may_end(row: &[u8]) -> bool {
    row.ends_with(b"$") && read_ended(row) != Row::Letters
}

fn is_number(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit)
}

/// Bytes of a row, all of them ASCII.
fn text(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// A control sequence: its parameters, and the letter that ends it.
fn sequence(body: &str, last: char) -> Vec<Input> {
    if let Some(at) = body.strip_prefix('<') {
        return mouse(at, last).into_iter().collect();
    }
    if body.is_empty() && last == 'I' {
        return vec![Input::Focus];
    }
    let mut parts = body.split(';');
    let [first, second, third] = [(); 3].map(|()| parts.next().unwrap_or_default());
    // What follows the modifiers says whether the key was pressed, repeated or let go (kitty's protocol).
    let (held, how) = second.split_once(':').unwrap_or((second, ""));
    let held = held.parse().map_or(0, |held: u32| held.saturating_sub(1));
    let key = match (last, first) {
        _ if how == "3" => None,
        ('u', code) => coded(code, held),
        ('~', "27") if !third.is_empty() => coded(third, held),
        ('~' | '^' | '@', number) => named(&format!("{number}~")),
        // A number alone is what is held with the key (xterm's modifyCursorKeys).
        ('A'..='Z', number) if number.bytes().all(|byte| byte.is_ascii_digit()) => named(last.encode_utf8(&mut [0; 4])),
        (_, "") => named(last.encode_utf8(&mut [0; 4])),
        _ => None,
    };
    let escaped = key.filter(|_| held & ALT != 0).map(|_| Key::Esc);
    escaped.into_iter().chain(key).map(Input::Key).collect()
}

fn named(name: &str) -> Option<Key> {
    ROWS.iter().find(|(row, _)| *row == name).map(|&(_, key)| key)
}

/// A key that is sent as the number of its character, with what was held (kitty's protocol and xterm's modifyOtherKeys). Both
/// are asked for by other programs, and left on by those that were killed. Behind the number may stand that of the
/// character that it is with Shift.
fn coded(numbers: &str, held: u32) -> Option<Key> {
    let (number, shifted) = numbers.split_once(':').unwrap_or((numbers, ""));
    let shifted = shifted.split(':').next().filter(|shifted| held & SHIFT != 0 && !shifted.is_empty());
    let number: u32 = shifted.unwrap_or(number).parse().ok()?;
    if let Some(key) = number.checked_sub(KEYPAD).and_then(|at| keypad(usize::try_from(at).ok()?)) {
        return Some(key);
    }
    Some(match char::from_u32(number)? {
        '\u{7f}' => Key::Backspace,
        '\t' if held & SHIFT != 0 => Key::BackTab,
        control @ '\0'..='\u{1f}' => control_key(u8::try_from(control).ok()?),
        // Keys that no character has.
        '\u{e000}'..='\u{f8ff}' => return None,
        letter if held & CTRL != 0 => Key::ctrl(letter),
        letter if held & SHIFT != 0 && letter.is_lowercase() => Key::Char(letter.to_uppercase().next()?),
        letter => Key::Char(letter),
    })
}

/// The key of the keypad with this number.
fn keypad(number: usize) -> Option<Key> {
    match KEYPAD_LETTERS.chars().nth(number) {
        Some('\r') => Some(Key::Enter),
        Some(letter) => Some(Key::Char(letter)),
        None => KEYPAD_KEYS.get(number - KEYPAD_LETTERS.len()).copied().flatten(),
    }
}

/// The key of a byte that is no letter: a letter held with Ctrl, of which some have keys of their own.
pub fn control_key(byte: u8) -> Key {
    if byte == 0x7f { Key::Backspace } else { Key::ctrl(char::from(byte | 0x40)) }
}

/// What the mouse did, with numbers for column and row (xterm's mode 1006).
fn mouse(body: &str, last: char) -> Option<Input> {
    let mut numbers = body.split(';').map(|number| number.parse::<u16>().ok());
    let [button, column, row] = [(); 3].map(|()| numbers.next().flatten());
    (last == 'M').then(|| did(button?, column?.checked_sub(1)?, row?.checked_sub(1)?)).flatten()
}

/// The same in three bytes, from a terminal that does not know that mode.
fn old_mouse(button: u8, column: u8, row: u8) -> Vec<Input> {
    let cell = |byte: u8| byte.checked_sub(33).map(u16::from);
    let told = |()| did(u16::from(button.checked_sub(32)?), cell(column)?, cell(row)?);
    Some(()).and_then(told).into_iter().collect()
}

/// What a button did in a cell, by its number, whatever was held with it.
fn did(button: u16, column: u16, row: u16) -> Option<Input> {
    const HELD: u16 = 4 | 8 | 16;
    let did = match button & !HELD {
        0 => Did::Press,
        32 => Did::Drag,
        64 => Did::WheelUp,
        65 => Did::WheelDown,
        _ => return None,
    };
    Some(Input::Mouse(did, column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The keys of a row that is whole, by their names.
    fn keys(row: &str) -> String {
        let Row::Whole(inputs) = read(row.as_bytes()) else { panic!("{row} is not whole: {:?}", read(row.as_bytes())) };
        inputs
            .iter()
            .map(|input| match input {
                Input::Key(key) => key.to_string(),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_key_is_the_same_from_every_terminal() {
        for (rows, key) in [
            (&["[A", "OA", "[1;5A", "[a", "Oa", "[1;2A", "[5A", "O5A", "O1;5A", "[57419u"][..], "<up>"),
            (&["[H", "OH", "[1~", "[7~", "[7^"], "<home>"),
            (&["[6~", "[6;5~", "[6^", "[6@"], "<pgdn>"),
            (&["[Z", "[9;2u", "[27;2;9~"], "<s-tab>"),
            (&["[97;5u", "[27;5;97~"], "<c-a>"),
            (&["[97;2u", "[65u", "[97:65;2u"], "A"),
            (&["[47:63;2u", "[63u"], "?"),
            (&["[47:63u", "[57410u", "Oo"], "/"),
            (&["[57403u", "Ot"], "4"),
            (&["[57426u", "[3~", "[3;2~", "[P"], "<del>"),
            (&["[27u", "[27;1:1u"], "<esc>"),
            (&["[13u", "OM", "[57414u"], "<enter>"),
            (&["[127u", "[104;5u"], "<bs>"),
            (&["[1;3B"], "<esc><down>"),
            (
                &[
                    "[97;1:3u", "OP", "O2P", "[1;2P", "OE", "OX", "[[A", "[15~", "[25~", "[E", "[57425u", "[57441u",
                    "[O", "[1R",
                ],
                "",
            ),
        ] {
            for row in rows {
                assert_eq!(keys(row), key, "{row}");
            }
        }
    }

    #[test]
    fn rxvt_ends_keys_with_shift_by_a_dollar() {
        assert_eq!(read(b"[5$"), Row::Begun);
        assert_eq!(read_ended(b"[5$"), Row::Whole(vec![Input::Key(Key::PageUp)]));
        assert_eq!(read_ended(b"[$"), Row::Letters);
        assert_eq!(read_ended(b"[?2026;2$"), Row::Letters);
        assert!(may_end(b"[7$") && !may_end(b"[7") && !may_end(b"[M"));
    }

    #[test]
    fn an_answer_presses_nothing() {
        for row in ["[?2026;2$y", "[?62;22c", "[>0;276;0c", "[?997;1n", "[1;1R", "[0n", "[8;24;80t", "[?0u", "[>4;2m"] {
            assert_eq!(keys(row), "", "{row}");
            (1..row.len()).for_each(|cut| assert_eq!(read(&row.as_bytes()[..cut]), Row::Begun, "{row} {cut}"));
        }
        for row in ["]11;", "]4;", "P>|", "P1+r", "P0$r", "P!|", "P1$u", "P1;2!~", "_G"] {
            assert_eq!(read(row.as_bytes()), Row::Answer, "{row}");
            (1..row.len()).for_each(|cut| assert_eq!(read(&row.as_bytes()[..cut]), Row::Begun, "{row} {cut}"));
        }
        for row in ["]j", "];", "]1j", "Pj", "P1j", "P!!", "P ", "_j", "x", "O\r", "O ", "[\u{1b}", "\r"] {
            assert_eq!(read(row.as_bytes()), Row::Letters, "{row}");
        }
        assert_eq!(read(&[b'[', b'1'].repeat(99)), Row::Answer, "one without an end");
    }

    #[test]
    fn the_mouse_is_where_it_is() {
        let mouse = |row: &[u8]| match read(row) {
            Row::Whole(inputs) => inputs,
            other => panic!("{other:?}"),
        };
        assert_eq!(mouse(b"[<0;5;7M"), [Input::Mouse(Did::Press, 4, 6)]);
        assert_eq!(mouse(b"[<16;5;7M"), [Input::Mouse(Did::Press, 4, 6)], "with Ctrl");
        assert_eq!(mouse(b"[<32;1;1M"), [Input::Mouse(Did::Drag, 0, 0)]);
        assert_eq!(mouse(b"[<64;5;7M"), [Input::Mouse(Did::WheelUp, 4, 6)]);
        assert_eq!(mouse(b"[M !\xff"), [Input::Mouse(Did::Press, 0, 222)]);
        assert_eq!(mouse(b"[Ma!!"), [Input::Mouse(Did::WheelDown, 0, 0)]);
        for nothing in [&b"[<0;5;7m"[..], b"[<0;0;7M", b"[<0;5M", b"[<2;5;7M", b"[<0;99999;7M", b"[M\0!!", b"[M#!!"] {
            assert_eq!(mouse(nothing), [], "{nothing:?}");
        }
        assert_eq!(mouse(b"[I"), [Input::Focus]);
    }
}
