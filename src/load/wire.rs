//! The wire: what the program and its worker processes say to each other, each message with its length before it.
//!
//! ```text
//! program ─▶ worker   Setup, then a Task at a time
//! worker ─▶ program   Ready, then what became of each Task's file, packed up
//! ```
//!
//! A path is sent and not the bytes behind it: the worker opens the file itself, under its own limits. What comes back
//! is the understood report and not the document, so that the parsers run under the limits too, and on all cores.

use std::io::{self, Read, Write};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::source::Refusal;
use crate::report::{Assigned, Report};

/// The longest message, in bytes. A report of six hundred pages takes a tenth of it.
pub const LONGEST: usize = 48 << 20;

/// The number of what is said here; another one is not understood.
const FORMAT: u32 = 3;

/// What a worker is told first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Setup {
    /// The authorities, as JSON: their table may write a list in two ways, which a format without names cannot tell apart.
    pub register: String,
}

/// What a worker says when it can begin. It is another program where this is not understood.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The version of the program.
    pub version: String,
    /// The number of what is said on the wire, of which a version may have several while it is made.
    pub format: u32,
    /// The number of its build: another one may have other vocabularies, whose words are told by their places.
    pub build: u64,
}

impl Ready {
    /// What this build of the program says.
    pub fn of(build: u64) -> Self {
        Self { version: env!("CARGO_PKG_VERSION").to_owned(), format: FORMAT, build }
    }
}

/// One file to read.
#[derive(Debug, Serialize, Deserialize)]
pub struct Task {
    /// The absolute path, as bytes: names need not be UTF-8.
    pub path: Vec<u8>,
    /// The name by which the file is known.
    pub file: String,
    /// What a person says of it.
    pub assigned: Assigned,
}

/// What became of a file: its report, or why there is none.
pub type Answer = Result<Report, Refusal>;

/// What stands before a message of so many bytes.
///
/// # Errors
///
/// When it is too long to be sent ([`io::ErrorKind::FileTooLarge`]).
pub fn length_before(length: usize) -> io::Result<[u8; 4]> {
    let short = u32::try_from(length).ok().filter(|_| length <= LONGEST);
    short.map(u32::to_le_bytes).ok_or_else(|| io::ErrorKind::FileTooLarge.into())
}

/// What is kept elsewhere than on the wire, as bytes.
///
/// # Errors
///
/// Never for the messages above.
pub fn bytes(message: &impl Serialize) -> io::Result<Vec<u8>> {
    postcard::to_stdvec(message).map_err(io::Error::other)
}

/// The bytes of a message on their way, kept from one to the next: a fresh piece of memory for each would cost the system more
/// than the message itself.
#[derive(Debug, Default)]
pub struct Buffer(Vec<u8>);

impl Buffer {
    /// Writes a message.
    ///
    /// # Errors
    ///
    /// When the other side is gone, or the message is too long to be sent ([`io::ErrorKind::FileTooLarge`]).
    pub fn give(&mut self, to: &mut impl Write, message: &impl Serialize) -> io::Result<()> {
        let mut bytes = std::mem::take(&mut self.0);
        bytes.clear();
        bytes.extend_from_slice(&[0; 4]);
        self.0 = postcard::to_extend(message, bytes).map_err(io::Error::other)?;
        let before = length_before(self.0.len() - 4)?;
        self.0[..4].copy_from_slice(&before);
        to.write_all(&self.0)
    }

    /// The bytes of the next message; `None` where the other side is gone between two messages.
    ///
    /// # Errors
    ///
    /// When the other side is gone within a message, says nothing in time, or announces more than the longest message.
    pub fn take_bytes(&mut self, from: &mut impl Read) -> io::Result<Option<&[u8]>> {
        let mut length = [0; 4];
        match from.read_exact(&mut length) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
            Err(error) => return Err(error),
        }
        let length = u32::from_le_bytes(length) as usize;
        if length > LONGEST {
            return Err(io::ErrorKind::InvalidData.into());
        }
        // The bytes of the last message stay where they are until these take their place.
        if self.0.len() < length {
            self.0.resize(length, 0);
        }
        from.read_exact(&mut self.0[..length])?;
        Ok(Some(&self.0[..length]))
    }

    /// The next message; `None` where the other side is gone.
    ///
    /// # Errors
    ///
    /// As [`Self::take_bytes`] and [`understand`].
    pub fn take<T: DeserializeOwned>(&mut self, from: &mut impl Read) -> io::Result<Option<T>> {
        self.take_bytes(from)?.map(understand).transpose()
    }
}

/// What the bytes of a message say.
///
/// # Errors
///
/// When they are no such message.
pub fn understand<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    postcard::from_bytes(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_that_is_cut_off_or_lies_about_its_length_is_an_error() {
        let mut buffer = Buffer::default();
        assert!(buffer.take_bytes(&mut &b""[..]).unwrap().is_none());
        assert!(buffer.take_bytes(&mut &b"\x05\0\0\0ab"[..]).is_err());
        assert!(buffer.take_bytes(&mut &b"\xff\xff\xff\xff"[..]).is_err());
        assert!(buffer.take::<Ready>(&mut &b"\x02\0\0\0\x07\x07"[..]).is_err());
    }
}
