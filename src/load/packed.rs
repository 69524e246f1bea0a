//! A report packed up: on its way from a worker, or in the cache. What tells it from other reports is understood at once, its
//! two long parts when somebody looks at them.

use std::io::{self, Write};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::wire::{self, Answer};
use crate::document::{Block, Blocks, Kind, Place};
use crate::library::cache::PARTS;
use crate::report::{Body, Glance, Report, Rest};

/// Which part is the rest of a report.
pub const REST: usize = 0;
/// Which part is its text.
pub const TEXT: usize = 1;

/// What became of a file, as bytes.
#[derive(Debug)]
pub struct Packed {
    /// What is understood at once.
    pub head: Vec<u8>,
    /// What is understood when somebody looks at it: the rest of the report, and its text.
    pub parts: [Arc<[u8]>; PARTS],
}

/// What became of a file, and the same packed up where a worker told it so.
pub type Read = (Answer, Option<Packed>);

/// What is understood at once.
#[derive(Serialize, Deserialize)]
struct Head<A> {
    /// What is known of the grades.
    glance: Glance,
    /// How many blocks there are.
    blocks: usize,
    /// What became of the file, without grades and blocks.
    answer: A,
}

impl Packed {
    /// Packs up what became of a file.
    ///
    /// # Errors
    ///
    /// Never for the reports that there are.
    pub fn of(answer: &mut Answer) -> io::Result<Self> {
        let (mut rest, mut blocks) = (Rest::default(), Blocks::default());
        if let Ok(report) = answer {
            (rest, blocks) = (std::mem::take(&mut report.rest), std::mem::take(&mut report.blocks));
        }
        let head = Head { glance: rest.glance(), blocks: blocks.len(), answer: &*answer };
        let packed = wire::bytes(&head).and_then(|head| {
            let parts = match answer {
                Ok(_) => [wire::bytes(&rest)?.into(), wire::bytes(&blocks)?.into()],
                Err(_) => Default::default(),
            };
            Ok(Self { head, parts })
        });
        if let Ok(report) = answer {
            (report.rest, report.blocks) = (rest, blocks);
        }
        packed
    }

    /// What became of the file of this name. The parts stay as they are until somebody looks at them.
    ///
    /// # Errors
    ///
    /// When the head is not that of a report packed up.
    pub fn answer(&self, file: &str) -> io::Result<Answer> {
        let [rest, text] = self.parts.each_ref().map(Arc::clone);
        let parts = |_| (move || understood(&rest, body_or_why), move || understood(&text, blocks_or_why));
        unpacked(&self.head, file, self.parts[TEXT].len() as u64, parts)
    }

    /// Sends it in one message: how long the head and the first part are, then head and parts.
    ///
    /// # Errors
    ///
    /// When the other side is gone, or it is too long to be sent ([`io::ErrorKind::FileTooLarge`]).
    pub fn give(&self, to: &mut impl Write) -> io::Result<()> {
        let Self { head, parts: [rest, text] } = self;
        let lengths = [wire::length_before(head.len())?, wire::length_before(rest.len())?].concat();
        let all = [&lengths, head, &rest[..], &text[..]];
        to.write_all(&wire::length_before(all.iter().map(|bytes| bytes.len()).sum())?)?;
        all.into_iter().try_for_each(|bytes| to.write_all(bytes))
    }

    /// What such a message says.
    ///
    /// # Errors
    ///
    /// When it is no such message.
    pub fn understand(message: &[u8]) -> io::Result<Self> {
        let number = |bytes: &[u8; 4]| u32::from_le_bytes(*bytes) as usize;
        let unpacked = || {
            let (head, message) = message.split_first_chunk()?;
            let (rest, message) = message.split_first_chunk()?;
            let (head, message) = message.split_at_checked(number(head))?;
            let (rest, text) = message.split_at_checked(number(rest))?;
            Some(Self { head: head.to_vec(), parts: [rest.into(), text.into()] })
        };
        unpacked().ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "it is shorter than it says"))
    }
}

/// What became of a file of this name that has this head, and so many bytes of text. `parts` says how the rest of the report is
/// fetched, and its text of so many blocks.
///
/// # Errors
///
/// When it is no such head, or tells of more blocks than the text has bytes: room would be made for all of them.
pub fn unpacked<R, T>(
    head: &[u8],
    file: &str,
    text_bytes: u64,
    parts: impl FnOnce(usize) -> (R, T),
) -> io::Result<Answer>
where
    R: Fn() -> Body + Send + Sync + 'static,
    T: Fn() -> Vec<Block> + Send + Sync + 'static,
{
    let Head { glance, blocks, mut answer } = wire::understand::<Head<Answer>>(head)?;
    if blocks as u64 > text_bytes {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "its text is shorter than it says"));
    }
    if let Ok(report) = &mut answer {
        let (rest, text) = parts(blocks);
        file.clone_into(&mut report.file);
        report.rest = Rest::later(glance, rest);
        report.blocks = Blocks::later(blocks, text);
    }
    Ok(answer)
}

/// Understands a part when somebody looks at it.
fn understood<T: DeserializeOwned>(bytes: &[u8], or_why: fn(Result<Report, String>) -> T) -> T {
    const WHY: &str = "What the worker told of this report could not be understood; --no-cache reads it anew.";
    wire::understand(bytes).unwrap_or_else(|_| or_why(Err(WHY.to_owned())))
}

/// The body of a report; where there is none, its warning is why.
pub fn body_or_why(read: Result<Report, String>) -> Body {
    read.map_or_else(|why| Body { warnings: vec![why], ..Body::default() }, |report| report.rest.into_body())
}

/// The text of a report; where there is none, why.
pub fn blocks_or_why(read: Result<Report, String>) -> Vec<Block> {
    read.map_or_else(|why| vec![Block::new(Kind::Paragraph, why, Place::default())], |report| report.blocks.to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Names;
    use crate::load::source::{Refusal, Source};
    use crate::report::Assigned;
    use crate::sample;
    use crate::sidecar::{Known, Whose};

    #[test]
    fn every_report_of_the_sample_comes_through_as_it_was() {
        let mut buffer = wire::Buffer::default();
        let mut known = Known::default();
        known.add(Whose::Folder, "findings.toml", Ok(Some(sample::SIDECAR.to_owned())), None);
        let names = Names::of(&known.register);
        for (file, bytes) in sample::FILES {
            let mut answer: Answer = Source::Sample(file, bytes).report(&names, &known.of(file).assigned);
            let packed = Packed::of(&mut answer).unwrap();
            assert_eq!(packed.answer(file).unwrap(), answer, "{file}");
            let mut sent = Vec::new();
            packed.give(&mut sent).unwrap();
            let message = buffer.take_bytes(&mut sent.as_slice()).unwrap().unwrap();
            let unpacked = Packed::understand(message).unwrap().answer(file).unwrap();
            assert_eq!(unpacked.as_ref().map(|report| report.blocks.are_here()), answer.as_ref().map(|_| false));
            assert_eq!(unpacked, answer, "{file}");
            for end in [0, 3, 7, 8, 30] {
                assert!(Packed::understand(&message[..end]).is_err(), "{file}, {end}");
            }
        }
    }

    #[test]
    fn a_refusal_has_no_parts() {
        let mut answer = Err(Refusal { reason: "it is no report".to_owned(), lasts: true });
        let packed = Packed::of(&mut answer).unwrap();
        assert_eq!((packed.parts.concat().len(), packed.answer("a.pdf").unwrap()), (0, answer));
    }

    #[test]
    fn a_part_that_is_damaged_says_so_and_the_rest_is_there() {
        let (file, bytes) = sample::FILES[0];
        let mut answer =
            Source::Sample(file, bytes).report(&Names::of(&Known::default().register), &Assigned::default());
        let mut packed = Packed::of(&mut answer).unwrap();
        packed.parts[1] = Arc::from(&packed.parts[1][..packed.parts[1].len() / 2]);
        let (report, before) = (packed.answer("a.pdf").unwrap().unwrap(), answer.unwrap());
        assert!(report.blocks[0].text.starts_with("What the worker told"), "{:?}", report.blocks[0]);
        assert_eq!((report.blocks.len(), &report.judgements), (before.blocks.len(), &before.judgements));
        packed.parts[1] = Arc::from(&packed.parts[1][..before.blocks.len() - 1]);
        assert!(packed.answer("a.pdf").is_err(), "no text has more blocks than bytes");
        assert!(Packed { head: vec![7, 7], ..packed }.answer("a.pdf").is_err());
    }
}
