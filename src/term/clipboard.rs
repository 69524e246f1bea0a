//! Sending text to the clipboard of whoever sits at the terminal, over any number of connections between.
//!
//! There is one way through all of them: the terminal itself is asked, by the sequence OSC 52. Some terminals pass over it,
//! and none says whether it did as asked, so what is told is that the text was sent, never that it was copied. No program of
//! this machine is asked: over SSH its clipboard is not the reader's.

use std::env;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::outside::await_end;

/// The most bytes that are sent. xterm takes about as many in one sequence, and fewer over a slow line are sent in seconds.
const MOST: usize = 74_000;
/// How long tmux may take for a text. It answers within a few milliseconds, or not at all.
const PATIENCE: Duration = Duration::from_millis(700);
/// The most bytes that GNU screen passes on in one string.
const CHUNK: usize = 768;
const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// How text reaches the terminal's clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The terminal is asked directly.
    Terminal,
    /// tmux is given the text; it keeps it as a buffer of its own and sends it on by itself. It would swallow the sequence of
    /// a program inside it.
    Tmux,
    /// GNU screen passes short strings on as they are.
    Screen,
}

impl Way {
    /// The way from what the environment says: the values of `TMUX`, `STY` and `TERM`.
    #[must_use]
    pub fn of(tmux: Option<&str>, sty: Option<&str>, term: Option<&str>) -> Self {
        let is_set = |value: Option<&str>| value.is_some_and(|value| !value.is_empty());
        // The innermost of the two is the one that gave the terminal its name.
        let screen = term.is_some_and(|term| term.starts_with("screen"));
        match (is_set(tmux), is_set(sty)) {
            (true, true) if screen => Self::Screen,
            (true, _) => Self::Tmux,
            (false, true) => Self::Screen,
            (false, false) => Self::Terminal,
        }
    }
}

/// Who sends text on its way.
#[derive(Debug, Default)]
pub struct Clipboard {
    /// Whether tmux did not answer once. It would be waited for again with every copy.
    hung: bool,
}

impl Clipboard {
    /// Sends text on its way, and answers the words that tell what was done: what was sent is the caller's to say. `send`
    /// writes to the terminal.
    ///
    /// # Errors
    ///
    /// A sentence that tells why nothing was sent, or the error of a terminal that is gone.
    pub fn copy(
        &mut self,
        text: &str,
        send: impl FnOnce(&[u8]) -> io::Result<()>,
    ) -> io::Result<Result<String, String>> {
        if text.is_empty() {
            return Ok(Err("there is nothing to copy here".to_owned()));
        }
        if text.len() > MOST {
            return Ok(Err(format!("too long for the terminal's clipboard ({} bytes); a file takes it", text.len())));
        }
        let variable = |name| env::var(name).ok();
        let [tmux, sty, term] = ["TMUX", "STY", "TERM"].map(variable);
        match Way::of(tmux.as_deref(), sty.as_deref(), term.as_deref()) {
            Way::Tmux if self.load(text).is_ok() => return Ok(Ok("sent to tmux and the terminal".to_owned())),
            // A tmux that cannot be run may still pass the sequence on.
            Way::Tmux => send(&through_tmux(&sequence(text)))?,
            Way::Screen => send(&through_screen(&sequence(text)))?,
            Way::Terminal => send(&sequence(text))?,
        }
        Ok(Ok("sent to the terminal".to_owned()))
    }

    /// Gives the text to tmux, which keeps it and sends it on. One that does not answer is not waited for: no key or signal
    /// would be answered meanwhile.
    fn load(&mut self, text: &str) -> io::Result<()> {
        if self.hung {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut tmux = Command::new("tmux");
        tmux.args(["load-buffer", "-w", "-"]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut child = tmux.spawn()?;
        let (text, process) = (text.to_owned(), Pid::from_child(&child));
        let (sender, took) = channel();
        let loading = thread::Builder::new().spawn(move || {
            let written = child.stdin.take().map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
            await_end(process);
            let _ = sender.send(());
            written.and_then(|()| child.wait())
        })?;
        if took.recv_timeout(PATIENCE).is_err() {
            self.hung = true;
            // Nobody waits for the thread either: what tmux has started may hold its input longer than it lives.
            kill_process(process, Signal::KILL).ok();
            return Err(io::ErrorKind::TimedOut.into());
        }
        let ended = loading.join().map_err(|_| io::ErrorKind::Other)??;
        if ended.success() { Ok(()) } else { Err(io::ErrorKind::Other.into()) }
    }
}

/// The sequence that asks a terminal to put text into its clipboard.
fn sequence(text: &str) -> Vec<u8> {
    format!("\x1b]52;c;{}\x07", base64(text.as_bytes())).into_bytes()
}

/// The sequence as tmux passes it on, where it is allowed to: every Esc in it twice.
fn through_tmux(sequence: &[u8]) -> Vec<u8> {
    let doubled = sequence.iter().flat_map(|&byte| std::iter::repeat_n(byte, if byte == 0x1b { 2 } else { 1 }));
    b"\x1bPtmux;".iter().copied().chain(doubled).chain(*b"\x1b\\").collect()
}

/// The sequence as GNU screen passes it on: piece by piece.
fn through_screen(sequence: &[u8]) -> Vec<u8> {
    sequence.chunks(CHUNK - 4).flat_map(|piece| [b"\x1bP".as_slice(), piece, b"\x1b\\"].concat()).collect()
}

/// Bytes as letters that every line carries.
fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0_usize, |number, &byte| number << 8 | usize::from(byte)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let letter = LETTERS[number >> (18 - 6 * place) & 63];
            out.push(if place > three.len() { '=' } else { char::from(letter) });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_chooses_the_way() {
        let table = [
            (None, None, Some("xterm-256color"), Way::Terminal),
            (Some(""), Some(""), Some("xterm"), Way::Terminal),
            (Some("/tmp/tmux-0/default,1,0"), None, Some("tmux-256color"), Way::Tmux),
            (Some("/tmp/tmux-0/default,1,0"), None, Some("screen-256color"), Way::Tmux),
            (None, Some("7.pts-0.host"), Some("screen"), Way::Screen),
            (Some("/tmp/tmux-0/default,1,0"), Some("7.pts-0.host"), Some("screen"), Way::Screen),
            (Some("/tmp/tmux-0/default,1,0"), Some("7.pts-0.host"), Some("tmux-256color"), Way::Tmux),
        ];
        for (tmux, sty, term, way) in table {
            assert_eq!(Way::of(tmux, sty, term), way, "{tmux:?} {sty:?} {term:?}");
        }
    }

    #[test]
    fn the_sequence_is_plain_for_a_terminal() {
        assert_eq!(sequence("Ashcombe"), b"\x1b]52;c;QXNoY29tYmU=\x07");
        let pairs = [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("é–", "w6nigJM=")];
        assert_eq!(pairs.map(|(text, _)| base64(text.as_bytes())), pairs.map(|(_, letters)| letters.to_owned()));
    }

    #[test]
    fn tmux_takes_every_escape_twice() {
        assert_eq!(through_tmux(b"\x1b]52;c;Zg==\x07"), b"\x1bPtmux;\x1b\x1b]52;c;Zg==\x07\x1b\\");
    }

    #[test]
    fn screen_takes_pieces_that_it_can_hold() {
        let sequence = sequence(&"children ".repeat(300));
        let sent = through_screen(&sequence);
        assert!(sent.starts_with(b"\x1bP\x1b]52;c;") && sent.ends_with(b"\x07\x1b\\"));
        let text = String::from_utf8(sent).expect("all of it is ASCII");
        let parts: Vec<&str> = text.split("\x1b\\").filter(|part| !part.is_empty()).collect();
        assert!(parts.len() > 4 && parts.iter().all(|part| part.len() + 2 <= CHUNK), "a piece is too long");
        let joined: String = parts.iter().filter_map(|part| part.strip_prefix("\x1bP")).collect();
        assert_eq!(joined.as_bytes(), sequence);
    }

    #[test]
    fn what_is_told_is_that_it_was_sent() {
        let refused = |_: &[u8]| -> io::Result<()> { panic!("nothing may be sent") };
        let mut clipboard = Clipboard::default();
        assert_eq!(
            clipboard.copy("", refused).expect("no terminal is needed"),
            Err("there is nothing to copy here".to_owned())
        );
        let long = clipboard.copy(&"x".repeat(MOST + 1), refused).expect("no terminal is needed");
        assert!(long.is_err_and(|told| told.starts_with("too long") && told.ends_with("a file takes it")));
    }
}
