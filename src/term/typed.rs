//! Bytes of the terminal, as they come, into what a person did: whole where a slow line cut them.
//!
//! An arrow is sent as Esc, `[` and a letter, and Esc alone as the first of these. Only time tells them apart, and a packet
//! may end behind any byte. So a row that is not whole waits a moment for its rest; what it turns out not to be are letters,
//! and none of them is lost. Answers to questions of a program that has just ended come here too, and press nothing.

use std::time::{Duration, Instant};

use super::keys::{self, Input, Row};
use crate::keymap::Key;

/// How long Esc waits for the rest of a key.
const WAIT: Duration = Duration::from_millis(50);
/// How long the rest of what nobody types may take: of a row with a number in it, of a letter, an answer or a paste. As
/// long after an Esc the rest of a key may still come, when it comes at once.
const LATE: Duration = Duration::from_millis(300);
/// How long the next byte of what comes at once takes.
const AT_ONCE: Duration = Duration::from_millis(2);
/// The longest that an answer is passed over. Behind one that was cut off, a key that is held must not be taken for its rest.
const ANSWERED: Duration = Duration::from_secs(1);
/// What ends pasted text (xterm's bracketed paste).
const PASTED: &[u8] = b"\x1b[201~";
/// The most of a pasted text that is kept, in bytes; no input holds a tenth of it.
const KEPT: usize = 1 << 16;

/// What is known of the bytes that came.
#[derive(Debug, Default)]
enum State {
    /// Nothing waits for more.
    #[default]
    Plain,
    /// The first bytes of a letter (UTF-8).
    Letter(Vec<u8>),
    /// An Esc, and what came behind it. Or, where that was told as a key already, only what came behind it.
    Row { row: Vec<u8>, told: bool },
    /// An answer that began then; and whether its last byte was an Esc.
    Answer { began: Instant, escaped: bool },
    /// Pasted text; and whether nothing has come of it for a while.
    Paste { text: Vec<u8>, quiet: bool },
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
            State::Plain | State::Paste { quiet: true, .. } => None,
            State::Row { told: true, .. } => Some(AT_ONCE),
            State::Row { row, .. } if keys::may_end(row) => Some(AT_ONCE),
            State::Row { row, .. } if row.len() < 2 => Some(WAIT),
            State::Row { .. } | State::Letter(_) | State::Answer { .. } | State::Paste { .. } => Some(LATE),
        }
    }

    /// Takes in bytes that came together. Answers what was done with them.
    pub fn take(&mut self, bytes: &[u8], now: Instant) -> Vec<Input> {
        let mut done = Vec::new();
        // A paste whose end was lost must not swallow every key that follows: a key that no text has ends it.
        if let State::Paste { text, quiet } = &mut self.state
            && std::mem::take(quiet)
            && bytes.first().is_some_and(|byte| byte.is_ascii_control() && !b"\t\r\n".contains(byte))
            && !PASTED.starts_with(&bytes[..bytes.len().min(PASTED.len())])
        {
            done.push(pasted(text));
            self.state = State::Plain;
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
            State::Row { row, told } if row.is_empty() => {
                self.escaped = Some(now);
                done.extend((!told).then_some(Input::Key(Key::Esc)));
            }
            State::Row { row, told } => match keys::read_ended(&row) {
                Row::Whole(inputs) => done.extend(inputs),
                _ => self.letters(&row, told, now, &mut done),
            },
            State::Paste { text, .. } => self.state = State::Paste { text, quiet: true },
            State::Plain | State::Letter(_) | State::Answer { .. } => {}
        }
        done
    }

    fn byte(&mut self, byte: u8, now: Instant, done: &mut Vec<Input>) {
        match std::mem::take(&mut self.state) {
            State::Plain => self.plain(byte, now, done),
            State::Letter(letter) => self.letter(letter, byte, now, done),
            State::Row { row, told } => self.row(row, told, byte, now, done),
            State::Answer { began, escaped } => self.answer(began, escaped, byte, now, done),
            State::Paste { mut text, .. } => {
                text.push(byte);
                if text.ends_with(PASTED) {
                    text.truncate(text.len() - PASTED.len());
                    done.push(pasted(&text));
                    return;
                }
                if text.len() > KEPT {
                    text.remove(KEPT - PASTED.len());
                }
                self.state = State::Paste { text, quiet: false };
            }
        }
    }

    /// A byte that nothing waited for.
    fn plain(&mut self, byte: u8, now: Instant, done: &mut Vec<Input>) {
        let late = self.escaped.take().is_some_and(|at| now.saturating_duration_since(at) < LATE);
        let key = match byte {
            0x1b => {
                self.state = State::Row { row: Vec::new(), told: false };
                return;
            }
            0x80.. => return self.letter(Vec::new(), byte, now, done),
            _ if late && keys::read(&[byte]) == Row::Begun => {
                self.state = State::Row { row: vec![byte], told: true };
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
    fn row(&mut self, mut row: Vec<u8>, told: bool, byte: u8, now: Instant, done: &mut Vec<Input>) {
        if row.is_empty() && byte == 0x1b {
            done.push(Input::Key(Key::Esc));
            self.state = State::Row { row, told };
            return;
        }
        row.push(byte);
        match keys::read(&row) {
            Row::Begun => self.state = State::Row { row, told },
            Row::Whole(inputs) => done.extend(inputs),
            Row::Paste => self.state = State::Paste { text: Vec::new(), quiet: false },
            Row::Answer => self.state = State::Answer { began: now, escaped: false },
            Row::Letters => {
                row.pop();
                self.letters(&row, told, now, done);
                self.byte(byte, now, done);
            }
        }
    }

    /// A row that is none: its Esc, where that was not told, and its letters.
    fn letters(&mut self, row: &[u8], told: bool, now: Instant, done: &mut Vec<Input>) {
        done.extend((!told).then_some(Input::Key(Key::Esc)));
        self.escaped = None;
        for &byte in row {
            self.plain(byte, now, done);
        }
    }

    /// A byte of an answer, which ends as a string of control ends (ECMA-48, 8.3.89 and 8.3.143; xterm's BEL; CAN and SUB).
    fn answer(&mut self, began: Instant, escaped: bool, byte: u8, now: Instant, done: &mut Vec<Input>) {
        let is_over = now.saturating_duration_since(began) > ANSWERED;
        match byte {
            b'\\' if escaped => {}
            _ if escaped => self.row(Vec::new(), false, byte, now, done),
            0x07 | 0x18 | 0x1a => {}
            0x1b => self.state = State::Answer { began, escaped: true },
            0x08..=0x0d | 0x20.. if !is_over => self.state = State::Answer { began, escaped },
            _ => self.plain(byte, now, done),
        }
    }
}

/// Pasted text; bytes that are no UTF-8 become signs for that.
fn pasted(text: &[u8]) -> Input {
    Input::Paste(String::from_utf8_lossy(text).replace('\u{1b}', ""))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What is done by pieces that come so many milliseconds behind each other, the keys by their names.
    fn done(pieces: &[(u64, &[u8])]) -> String {
        let (mut typed, mut now, mut inputs) = (Typed::default(), Instant::now(), Vec::new());
        for (gap, bytes) in pieces {
            let mut gap = Duration::from_millis(*gap);
            while let Some(wait) = typed.patience().filter(|wait| *wait <= gap) {
                (now, gap) = (now + wait, gap.saturating_sub(wait));
                inputs.extend(typed.quiet(now));
            }
            now += gap;
            inputs.extend(typed.take(bytes, now));
        }
        while let Some(wait) = typed.patience() {
            now += wait;
            inputs.extend(typed.quiet(now));
        }
        names(&inputs)
    }

    fn names(inputs: &[Input]) -> String {
        let name = |input: &Input| match input {
            Input::Key(key) => key.to_string(),
            Input::Paste(text) => format!("“{text}”"),
            other => format!("{other:?}"),
        };
        inputs.iter().map(name).collect()
    }

    #[test]
    fn bytes_are_keys() {
        assert_eq!(done(&[(0, b"jG ?\r\t\x7f\x08\x04")]), "jG<space>?<enter><tab><bs><bs><c-d>");
        assert_eq!(done(&[(0, "é€".as_bytes())]), "é€");
        assert_eq!(done(&[(0, b"\xe2\x82"), (200, b"\xac")]), "€");
        assert_eq!(done(&[(0, b"\xff\xc3j\xe2\x82\xc3\xa9\x80k")]), "jék", "what is no letter is nothing");
        assert_eq!(done(&[(0, b"\x1b[B\x1bOC\x1b[6~\x1b[Z")]), "<down><right><pgdn><s-tab>");
        assert_eq!(done(&[(0, b"\x1bx\x1b\r\x1b\x1b[A")]), "<esc>x<esc><enter><esc><up>", "Alt");
    }

    #[test]
    fn an_arrow_cut_behind_its_first_byte_is_an_arrow() {
        assert_eq!(done(&[(0, b"\x1b"), (1, b"[A")]), "<up>");
        assert_eq!(done(&[(0, b"\x1b"), (49, b"[Bj")]), "<down>j");
        assert_eq!(done(&[(0, b"\x1b"), (20, b"["), (20, b"5"), (200, b"~")]), "<pgup>");
        assert_eq!(done(&[(0, b"\x1b"), (5, b"OC")]), "<right>");
        assert_eq!(done(&[(0, b"\x1b"), (5, b"OP")]), "", "a function key");
        assert_eq!(done(&[(0, b"\x1b"), (5, b"[[Aj")]), "j", "one of the console of Linux");
        assert_eq!(done(&[(0, b"\x1b"), (9, b"\x1b"), (9, b"[A")]), "<esc><up>");
    }

    #[test]
    fn the_rest_of_an_arrow_that_comes_too_late_is_still_no_letter() {
        assert_eq!(done(&[(0, b"\x1b"), (150, b"[A")]), "<esc><up>");
        assert_eq!(done(&[(0, b"\x1b"), (150, b"[200~Q\x1b[201~")]), "<esc>“Q”");
    }

    #[test]
    fn escape_alone_and_keys_typed_behind_it_are_themselves() {
        assert_eq!(done(&[(0, b"\x1b")]), "<esc>");
        assert_eq!(done(&[(0, b"\x1b"), (10, b"j")]), "<esc>j");
        assert_eq!(done(&[(0, b"\x1b"), (120, b"["), (90, b"j")]), "<esc>[j");
        assert_eq!(done(&[(0, b"\x1b"), (400, b"[A")]), "<esc>[A");
        assert_eq!(done(&[(0, b"\x1b["), (60, b"j")]), "<esc>[j");
        assert_eq!(done(&[(0, b"\x1b[5"), (400, b"j")]), "<esc>[5j");
        assert_eq!(done(&[(0, b"\x1b[\r")]), "<esc>[<enter>");
        assert_eq!(done(&[(0, b"\x1b]"), (20, b"j")]), "<esc>]j");
        assert_eq!(done(&[(0, b"\x1b"), (90, b"]"), (9, b"P"), (9, b"_")]), "<esc>]P_");
    }

    #[test]
    fn an_escape_that_is_held_down_is_told_each_time_it_comes() {
        let mut typed = Typed::default();
        let told = typed.take(&[0x1b; 100], Instant::now());
        assert_eq!(told.len(), 99, "the last of them waits");
    }

    #[test]
    fn answers_that_come_late_press_nothing() {
        for answer in [
            &b"\x1b[?62;22c"[..],
            b"\x1b[?2026;2$y",
            b"\x1b[>0;276;0c",
            b"\x1b[?997;1n",
            b"\x1b]11;rgb:0000/0000/0000\x1b\\",
            b"\x1b]11;rgb:0000/0000/0000\x07",
            b"\x1bP>|a terminal(370)\x1b\\",
            b"\x1bP1+r524742=38\x1b\\",
            b"\x1b_Gi=31;OK\x1b\\",
        ] {
            let shown = answer.escape_ascii();
            let then = |behind: &[u8]| [answer, behind].concat();
            assert_eq!(done(&[(0, &then(b"jj"))]), "jj", "{shown}");
            assert_eq!(done(&[(0, &then(b"\x1b[A"))]), "<up>", "{shown}");
            for cut in 1..answer.len() {
                let (begin, rest) = answer.split_at(cut);
                assert_eq!(done(&[(0, begin), (40, rest), (0, b"j")]), "j", "{shown}, cut at {cut}");
            }
        }
        let late = [(0, &b"\x1b"[..]), (150, b"]11;rgb:0000/0000/0000\x07j")];
        assert_eq!(done(&late), "<esc>j", "the Esc was told");
    }

    #[test]
    fn an_answer_that_was_cut_off_swallows_no_keys_for_long() {
        assert_eq!(done(&[(0, b"\x1b]11;rgb:00"), (310, b"j")]), "j");
        assert_eq!(done(&[(0, b"\x1b]11;rgb:00\x04j")]), "<c-d>j");
        assert_eq!(done(&[(0, b"\x1b]11;rgb:00\x1b[Bj")]), "<down>j");
        let held: Vec<(u64, &[u8])> =
            std::iter::once((0, &b"\x1b]11;rgb:00"[..])).chain([(30, &b"j"[..]); 40]).collect();
        assert_eq!(done(&held), "jjjjjjj", "1.2 s of a key that is held");
    }

    #[test]
    fn pasted_text_presses_no_keys_however_it_is_cut() {
        assert_eq!(done(&[(0, b"\x1b[200~Q\rx\x1b[201~j")]), "“Q\rx”j");
        assert_eq!(done(&[(0, b"\x1b"), (1, b"[200~Q\x1b[20"), (250, b"1~j")]), "“Q”j");
        assert_eq!(done(&[(0, b"\x1b[200~a"), (9000, b"Q\tq\x1b[201~j")]), "“aQ\tq”j", "a line that stalls");
        assert_eq!(done(&[(0, b"\x1b[200~a"), (9000, b"\x1b[201~j")]), "“a”j");
        assert_eq!(done(&[(0, b"\x1b[200~a\x7f\x1b[31mb\x1b[201~")]), "“a\x7f[31mb”", "controls in it end nothing");
    }

    #[test]
    fn a_paste_without_an_end_is_ended_by_a_key_that_no_text_has() {
        assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"\x1b[Bj")]), "“ab”<down>j");
        assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"c"), (900, b"\x03")]), "“abc”<c-c>");
        assert_eq!(done(&[(0, b"\x1b[200~ab"), (100, b"\x03c"), (900, b"\x1b[201~")]), "“ab\x03c”");
    }

    #[test]
    fn of_a_long_paste_the_begin_is_kept() {
        let long = [b"\x1b[200~".as_slice(), &b"x".repeat(3 * KEPT), PASTED].concat();
        let inputs = Typed::default().take(&long, Instant::now());
        assert!(
            matches!(&inputs[..], [Input::Paste(text)] if text.len() == KEPT + 1 - PASTED.len()),
            "{}",
            inputs.len()
        );
    }

    #[test]
    fn rxvts_keys_with_shift_end_when_nothing_comes() {
        assert_eq!(done(&[(0, b"\x1b[7$"), (10, b"j")]), "<home>j");
    }

    #[test]
    fn enter_before_the_terminal_is_taken_is_enter() {
        let mut typed = Typed { early: true, ..Typed::default() };
        assert_eq!(names(&typed.take(b":quit\n\x04j", Instant::now())), ":quit<enter><c-d>j");
        typed.early = false;
        assert_eq!(names(&typed.take(b"\n", Instant::now())), "<c-j>");
    }

    /// Bytes that a terminal might send, with more of those that mean something than chance would have.
    fn bytes() -> impl Strategy<Value = Vec<u8>> {
        const PIECES: &[&str] =
            &["\u{1b}", "[", "O", "]", "P", "_G", "200~", "201~", "11;", "<0;5;5M", "M", "$", "\\", "A", "é", "\r"];
        let piece = prop_oneof![
            proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
            any::<u8>().prop_map(|byte| vec![byte]),
        ];
        proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn it_makes_no_difference_where_bytes_are_cut(bytes in bytes(), cuts in proptest::collection::vec(0..9_usize, 40)) {
            let now = Instant::now();
            let (mut whole, mut cut) = (Typed::default(), Typed::default());
            let together = whole.take(&bytes, now);
            let mut rest = &bytes[..];
            let mut apart = Vec::new();
            for size in cuts {
                let (begin, behind) = rest.split_at(size.min(rest.len()));
                apart.extend(cut.take(begin, now));
                rest = behind;
            }
            apart.extend(cut.take(rest, now));
            prop_assert_eq!(together, apart);
        }

        #[test]
        fn behind_any_bytes_the_keyboard_is_alive_again(bytes in bytes(), gap in 0..400_u64) {
            let told = done(&[(0, &bytes), (gap, b""), (2000, b"\x04"), (400, b"\x1b[B"), (400, b"j")]);
            prop_assert!(told.ends_with('j'), "{:?} behind {}", told, bytes.escape_ascii());
        }
    }
}
