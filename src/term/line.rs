//! The line to the terminal: bytes that it does not take now are kept, and nobody waits for it.
//!
//! A program that waits in a write sees no key and no signal until the other end reads again, and draws a frame that is
//! old by then. So the line is opened anew for this program alone, as one that takes what it can: to change the one that
//! was inherited would change it for the shell too.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::os::fd::AsFd as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::sync::mpsc::Sender;
use std::thread;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::OFlags;
use rustix::process::getsid;
use rustix::termios::{QueueSelector, tcflush, tcgetsid};

use super::listen::News;

/// The bytes for the terminal.
pub struct Line {
    out: File,
    /// What it did not take.
    kept: Vec<u8>,
    /// Whether a thread waits until it takes more.
    waits: bool,
}

impl Line {
    /// Opens the line.
    ///
    /// # Errors
    ///
    /// When the standard output cannot be used.
    pub fn open() -> io::Result<Self> {
        let stdout = io::stdout();
        // Where the output is the terminal of this session, it has this name, whoever owns its device.
        let ours = tcgetsid(&stdout).is_ok_and(|session| getsid(None) == Ok(session));
        let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
        // One that was given by somebody else has the name that the system knows what is open by (proc(5), "/proc/pid/fd").
        let name = if ours { "/dev/tty" } else { "/proc/self/fd/1" };
        let out = match OpenOptions::new().write(true).custom_flags(flags.bits().cast_signed()).open(name) {
            Ok(own) => own,
            Err(_) => File::from(stdout.as_fd().try_clone_to_owned()?),
        };
        Ok(Self::over(out))
    }

    /// A line over something that is open.
    const fn over(out: File) -> Self {
        Self { out, kept: Vec::new(), waits: false }
    }

    /// Whether there are bytes that the terminal has not taken.
    pub const fn is_behind(&self) -> bool {
        !self.kept.is_empty()
    }

    /// Sends bytes, behind those that are kept.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.kept.extend_from_slice(bytes);
        self.go_on()
    }

    /// Sends of what is kept as much as the terminal takes.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn go_on(&mut self) -> io::Result<()> {
        let mut sent = 0;
        let ended = loop {
            if sent == self.kept.len() {
                break Ok(());
            }
            match self.out.write(&self.kept[sent..]) {
                Ok(0) => break Err(io::ErrorKind::WriteZero.into()),
                Ok(taken) => sent += taken,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => break Ok(()),
                Err(error) => break Err(error),
            }
        };
        self.kept.drain(..sent);
        ended
    }

    /// Has the loop told once when the terminal takes more, where it is behind.
    ///
    /// # Errors
    ///
    /// When the line cannot be listened to.
    pub fn watch(&mut self, sender: &Sender<News>) -> io::Result<()> {
        if self.is_behind() && !self.waits {
            let (out, sender) = (self.out.try_clone()?, sender.clone());
            thread::Builder::new().spawn(move || {
                while poll(&mut [PollFd::new(&out, PollFlags::OUT)], None).is_err() {}
                sender.send(News::Room)
            })?;
            self.waits = true;
        }
        Ok(())
    }

    /// The thread that waited has told that there is room.
    ///
    /// # Errors
    ///
    /// When the terminal is gone.
    pub fn has_room(&mut self) -> io::Result<()> {
        self.waits = false;
        self.go_on()
    }

    /// Gives up what the terminal has not taken, also what is on its way, so that the few bytes that give it back find
    /// room. Answers whether something was cut.
    pub fn give_up(&mut self) -> bool {
        let cut = self.is_behind();
        self.kept.clear();
        if cut && !takes(&self.out) {
            tcflush(&self.out, QueueSelector::OFlush).ok();
        }
        cut
    }
}

/// Whether a terminal takes bytes now.
fn takes(out: &File) -> bool {
    let mut asked = [PollFd::new(out, PollFlags::OUT)];
    poll(&mut asked, Some(&Timespec { tv_sec: 0, tv_nsec: 0 })).is_ok_and(|ready| ready > 0)
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::os::fd::OwnedFd;
    use std::os::unix::net::UnixStream;
    use std::sync::mpsc::channel;

    use super::*;

    /// A line that takes what it can, and its other end.
    fn line() -> (Line, UnixStream) {
        let (near, far) = UnixStream::pair().expect("two ends");
        near.set_nonblocking(true).expect("it can be set");
        (Line::over(File::from(OwnedFd::from(near))), far)
    }

    #[test]
    fn what_is_not_taken_is_kept_and_sent_in_order_when_there_is_room() {
        let (mut line, mut far) = line();
        let (sender, news) = channel();
        let mut all = Vec::new();
        while !line.is_behind() {
            let piece: Vec<u8> = (0..=255).cycle().take(4099).collect();
            line.send(&piece).expect("the other end is there");
            all.extend(piece);
        }
        line.send(b"the last").expect("the other end is there");
        all.extend(b"the last");
        let mut read = vec![0; all.len()];
        let mut at = 0;
        while line.is_behind() {
            line.watch(&sender).expect("it can be watched");
            at += far.read(&mut read[at..]).expect("bytes");
            assert!(matches!(news.recv(), Ok(News::Room)));
            line.has_room().expect("the other end is there");
        }
        far.read_exact(&mut read[at..]).expect("the rest");
        assert!(read == all, "every byte, in order");
    }

    #[test]
    fn what_is_given_up_is_not_sent_later() {
        let (mut line, _far) = line();
        assert!(!line.give_up());
        while !line.is_behind() {
            line.send(&[b'x'; 4096]).expect("the other end is there");
        }
        assert!(line.give_up());
        assert!(!line.is_behind());
    }

    #[test]
    fn an_end_that_is_gone_is_an_error() {
        let (mut line, far) = line();
        drop(far);
        assert!(line.send(b"x").is_err());
    }
}
