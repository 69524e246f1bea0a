//! Bytes of the terminal, as they come, into what a person did: whole where a slow line cut them.
//!
//! An arrow is sent as Esc, `[` and a letter, and Esc alone as the first of these. Only time tells them apart, and a packet
//! may end behind any byte. So a row that is not whole waits a moment for its rest; what it turns out not to be are letters,
//! and none of them is lost. Answers to questions of a program that has just ended come here too; those that begin as no key
//! does press nothing.

use std::time::{Duration, Instant};

use super::keys::{self, Input, Row};
use crate::keymap::Key;

/// How long Esc waits for the rest of a key.
const WAIT: Duration = Duration::from_millis(50);
/// How long the rest may take of what came together as nobody types it, of a letter, or of an answer. As long after an Esc
/// the rest of a key may still come, when it comes at once.
const LATE: Duration = Duration::from_millis(300);
/// How long the rest of a row may take that has a number in it.
const LATEST: Duration = Duration::from_secs(1);
/// How long the next byte of what comes at once takes.
const AT_ONCE: Duration = Duration::from_millis(2);
/// The longest that single bytes are taken for the rest of an answer. Behind one that was cut off, a key may be held.
const ANSWERED: Duration = Duration::from_secs(1);
/// What ends pasted text (xterm's bracketed paste).
const PASTED: &[u8] = b"\x1b[201~";
/// The most of a pasted text that is kept, in bytes: four times what an input holds.
const KEPT: usize = 1 << 16;

/// What is known of the bytes that came.
#[derive(Debug, Default)]
enum State {
    /// Nothing waits for more.
    #[default]
    Plain,
    /// The first bytes of a letter (UTF-8).
    Letter(Vec<u8>),
    /// An Esc, and what came behind it.
    Row { row: Vec<u8>, esc: Esc },
    /// An answer of which more than a byte came together then; and whether its last byte was an Esc.
    Answer { at: Instant, escaped: bool },
    /// Pasted text.
    Paste { text: Vec<u8>, lull: Lull },
}

/// What is known of an Esc.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Esc {
    /// It came just now.
    Fresh,
    /// It came by itself.
    Alone,
    /// It came by itself, and was told as a key.
    Told,
}

/// Whether pasted text goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lull {
    /// It comes.
    None,
    /// Nothing has come for a while.
    Quiet,
    /// Behind that, an Esc came by itself: a key, or the first byte of what ends the text.
    Escaped,
}

/// Puts what was done at the terminal together from its bytes.
#[derive(Debug, Default)]
pub struct Typed {
    state: State,
    /// When an Esc was told that nothing came behind.
    escaped: Option<Instant>,
    /// Whether the bytes are from before the terminal was taken: until then it makes a line feed of Enter (POSIX termios,
    /// ICRNL), which is the byte of Ctrl-j.
    pub early: bool,
}

impl Typed {
    /// How long to wait for more bytes before [`Typed::quiet`] is told; `None` where nothing waits for them.
    pub fn patience(&self) -> Option<Duration> {
        match &self.state {
            State::Plain | State::Paste { lull: Lull::Quiet, .. } => None,
            State::Row { esc: Esc::Told, .. } => Some(AT_ONCE),
            State::Row { row, .. } if keys::may_end(row) => Some(AT_ONCE),
            State::Row { row, esc } => Some(match row.len() {
                0 => WAIT,
                1 if *esc == Esc::Alone => WAIT,
                1 => LATE,
                _ => LATEST,
            }),
            State::Letter(_) | State::Answer { .. } | State::Paste { .. } => Some(LATE),
        }
    }

    /// Takes in bytes that came together. Answers what was done with them.
    pub fn take(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut done = Vec::new();
        match &mut self.state {
            // A paste whose end was lost must not swallow every key that follows: a key that no text has ends it.
            State::Paste { text, lull } => match (std::mem::replace(lull, Lull::None), bytes) {
                (Lull::Quiet, [0x1b]) => *lull = Lull::Escaped,
                (Lull::Quiet, key) if is_key(key) => {
                    done.push(pasted(text));
                    self.state = State::Plain;
                }
                _ => {}
            },
            State::Row { row, esc: esc @ Esc::Fresh } if row.is_empty() => *esc = Esc::Alone,
            State::Answer { at, .. } if bytes.len() > 1 => *at = now,
            _ => {}
        }
        for &byte in bytes {
            self.byte(byte, now, &mut done);
        }
        done
    }

    /// Nothing came for as long as [`Typed::patience`] said. Answers what is known to have been done by that.
    pub fn quiet(&mut self, now: Instant) -> Vec<Input> {
        let mut done = Vec::new();
        match std::mem::take(&mut self.state) {
            State::Row { row, .. } if row.is_empty() => {
                self.escaped = Some(now);
                done.push(Input::Key(Key::Esc));
            }
            State::Row { row, esc } => match keys::read_ended(&row) {
                Row::Whole(inputs) => done.extend(inputs),
                _ => self.letters(&row, esc, now, &mut done),
            },
            // It ends the paste and nothing else: if it was no key, what it begins is still no letters.
            State::Paste { text, lull: Lull::Escaped } => {
                self.escaped = Some(now);
                done.push(pasted(&text));
            }
            State::Paste { text, .. } => self.state = State::Paste { text, lull: Lull::Quiet },
            State::Plain | State::Letter(_) | State::Answer { .. } => {}
        }
        done
    }

    fn byte(&mut self, byte: u8, now: Instant, done: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Plain => self.plain(byte, now, done),
            State::Letter(letter) => self.letter(letter, byte, now, done),
            State::Row { row, esc } => self.row(row, esc, byte, now, done),
            State::Answer { at, escaped } => self.answer(at, escaped, byte, now, done),
            State::Paste { mut text, lull } => {
                text.push(byte);
                if text.ends_with(PASTED) {
                    text.truncate(text.len() - PASTED.len());
                    done.push(pasted(&text));
                    return;
                }
                if text.len() > KEPT {
                    text.remove(KEPT - PASTED.len());
                }
                self.state = State::Paste { text, lull };
            }
        }
    }

    /// A byte that nothing waited for.
    fn plain(&mut self, byte: u8, now: Instant, done: &mut Vec<Input>) {
        let late = self.escaped.take().is_some_and(|at| now.saturating_duration_since(at) < LATE);
        let key = match byte {
            0x1b => {
                self.state = State::Row { row: Vec::new(), esc: Esc::Fresh };
                return;
            }
            0x80.. => return self.letter(Vec::new(), byte, now, done),
            _ if late && keys::read(&[byte]) == Row::Begun => {
                self.state = State::Row { row: vec![byte], esc: Esc::Told };
                return;
            }
            b'\n' if self.early => Key::Enter,
            b' '..=b'~' => Key::Char(char::from(byte)),
            control => keys::control_key(control),
        };
        done.push(Input::Key(key));
    }

    /// A byte of a letter that is more than one.
    fn letter(&mut self, mut letter: Vec<u8>, byte: u8, now: Instant, done: &mut Vec<Input>) {
        letter.push(byte);
        match std::str::from_utf8(&letter) {
            Ok(text) => done.extend(text.chars().map(|c| Input::Key(Key::Char(c)))),
            Err(error) if error.error_len().is_none() => self.state = State::Letter(letter),
            // No letter. What is not its begin may be that of another one.
            Err(_) if letter.len() > 1 => self.plain(byte, now, done),
            Err(_) => {}
        }
    }

    /// A byte behind an Esc.
    fn row(&mut self, mut row: Vec<u8>, esc: Esc, byte: u8, now: Instant, done: &mut Vec<Input>) {
        if row.is_empty() && byte == 0x1b {
            done.push(Input::Key(Key::Esc));
            self.state = State::Row { row, esc: Esc::Fresh };
            return;
        }
        row.push(byte);
        match keys::read(&row) {
            Row::Begun => self.state = State::Row { row, esc },
            Row::Whole(inputs) => done.extend(inputs),
            Row::Paste => self.state = State::Paste { text: Vec::new(), lull: Lull::None },
            Row::Answer => self.state = State::Answer { at: now, escaped: false },
            Row::Letters => {
                row.pop();
                self.letters(&row, esc, now, done);
                self.byte(byte, now, done);
            }
        }
    }

    /// A row that is none: its Esc, where that was not told, and its letters.
    fn letters(&mut self, row: &[u8], esc: Esc, now: Instant, done: &mut Vec<Input>) {
        done.extend((esc != Esc::Told).then_some(Input::Key(Key::Esc)));
        self.escaped = None;
        for &byte in row {
            self.byte(byte, now, done);
        }
    }

    /// A byte of an answer, which ends as a string of control ends (ECMA-48, 8.3.89 and 8.3.143; xterm's BEL; CAN and SUB).
    fn answer(&mut self, at: Instant, escaped: bool, byte: u8, now: Instant, done: &mut Vec<Input>) {
        let is_over = now.saturating_duration_since(at) > ANSWERED;
        match byte {
            b'\\' if escaped => {}
            _ if escaped => self.row(Vec::new(), Esc::Fresh, byte, now, done),
            0x07 | 0x18 | 0x1a => {}
            0x1b => self.state = State::Answer { at, escaped: true },
            0x08..=0x0d | 0x20.. if !is_over => self.state = State::Answer { at, escaped },
            _ => self.plain(byte, now, done),
        }
    }
}

/// Whether these bytes are one key, and none that a text has.
fn is_key(bytes: &[u8]) -> bool {
    match bytes {
        [0x1b, row @ ..] if !row.is_empty() => matches!(keys::read(row), Row::Whole(inputs) if !inputs.is_empty()),
        [byte] => byte.is_ascii_control() && !b"\t\r\n".contains(byte),
        _ => false,
    }
}

/// Pasted text; bytes that are no UTF-8 become signs for that.
fn pasted(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).replace('\u{1b}', ""))
}

#[cfg(test)]
mod tests;
