//! Inputs made by machine: whatever readers, parsers and the grammars of people's own files are given, none may panic, and
//! nothing that could do harm may come out of a document.
//!
//! `fuzz/feed.rs` says what each target does; the fuzz targets of `fuzz/` look for hours, and this with few cases: each target is
//! fed its seeds, every file of `tests/fuzz/<target>/` (inputs that once failed), and mutations of both: pieces cut, doubled,
//! swapped and turned over, words of the dictionary put in. `FUZZ_CASES=100000 cargo test --release --test fuzz` looks
//! longer. A case that fails is printed as small as it can be made.

use std::path::Path;
use std::sync::LazyLock;

use findings::sample;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config as Cases, TestRunner};

#[path = "../fuzz/feed.rs"]
mod feed;

/// The words of the dictionary.
static WORDS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let lines = include_str!("../fuzz/dictionary.txt").lines();
    lines.filter_map(|line| Some(unescaped(line.strip_prefix('"')?.strip_suffix('"')?))).collect()
});

/// A word of the dictionary as bytes: `\x1b` is one.
fn unescaped(word: &str) -> Vec<u8> {
    let mut pieces = word.split("\\x");
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let (code, rest) = piece.split_at(2);
        bytes.push(u8::from_str_radix(code, 16).expect("two figures"));
        bytes.extend_from_slice(rest.as_bytes());
    }
    bytes
}

/// One change of an input.
#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Cut(Index, usize),
    Double(Index, usize),
    Swap(Index, Index, usize),
    Put(Index, Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        (at(), 1_u8..).prop_map(|(at, bits)| Change::Flip(at, bits)),
        (at(), 1_usize..400).prop_map(|(at, length)| Change::Cut(at, length)),
        (at(), 1_usize..400).prop_map(|(at, length)| Change::Double(at, length)),
        (at(), at(), 1_usize..100).prop_map(|(a, b, length)| Change::Swap(a, b, length)),
        (at(), at()).prop_map(|(at, word)| Change::Put(at, word)),
    ]
}

impl Change {
    fn apply(&self, data: &mut Vec<u8>) {
        let size = data.len() + 1;
        let piece = |at: &Index, length: usize| at.index(size)..(at.index(size) + length).min(size - 1);
        match self {
            Self::Flip(at, bits) => {
                if let Some(byte) = data.get_mut(at.index(size)) {
                    *byte ^= bits;
                }
            }
            Self::Cut(at, length) => drop(data.drain(piece(at, *length))),
            Self::Double(at, length) => {
                let copy = data[piece(at, *length)].to_vec();
                data.splice(at.index(size)..at.index(size), copy);
            }
            Self::Swap(a, b, length) => {
                let (a, b) = (piece(a, *length), piece(b, *length));
                let (first, second) = (data[a.clone()].to_vec(), data[b.clone()].to_vec());
                let (one, other) =
                    if a.start < b.start { ((a, second), (b, first)) } else { ((b, first), (a, second)) };
                if one.0.end <= other.0.start {
                    data.splice(other.0, other.1);
                    data.splice(one.0, one.1);
                }
            }
            Self::Put(at, word) => drop(data.splice(at.index(size)..at.index(size), word.get(&WORDS).iter().copied())),
        }
    }
}

/// Feeds a target with its seeds, what once failed, and mutations of them. `cases` is how many a plain run makes.
fn fuzz(target: &str, cases: u32, ends: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut seeds = samples(ends);
    for folder in ["tests/fuzz", "fuzz/seeds"] {
        for entry in std::fs::read_dir(root.join(folder).join(target)).into_iter().flatten().flatten() {
            seeds.push(std::fs::read(entry.path()).expect("it can be read"));
        }
    }
    assert!(!seeds.is_empty(), "{target} has seeds");
    for seed in &seeds {
        feed::feed(target, seed);
    }
    let cases = std::env::var("FUZZ_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(cases);
    let input = (any::<Index>(), proptest::collection::vec(change(), 1..12)).prop_map(|(seed, changes)| {
        let mut data = seed.get(&seeds).clone();
        for change in &changes {
            change.apply(&mut data);
        }
        data
    });
    let settings = Cases { cases, failure_persistence: None, ..Cases::default() };
    let run = TestRunner::new(settings).run(&input, |data| {
        feed::feed(target, &data);
        Ok(())
    });
    run.expect("no input fails");
}

/// The reports of the sample whose names end so.
fn samples(ends: &str) -> Vec<Vec<u8>> {
    sample::FILES.iter().filter(|(file, _)| file.ends_with(ends)).map(|(_, bytes)| bytes.to_vec()).collect()
}

/// How many mutations of each target a plain run makes, and which reports of the sample are its seeds.
const PLAIN: &[(&str, u32, &str)] = &[
    ("pdf", 40, ".pdf"),
    ("html", 60, ".html"),
    ("markdown", 60, ".md"),
    ("text", 60, ".txt"),
    ("report", 60, ".txt"),
    ("sidecar", 200, NONE),
    ("theme", 200, NONE),
    ("config", 200, NONE),
    ("query", 200, NONE),
    ("keys", 500, NONE),
    ("names", 500, NONE),
];
/// What no report's name ends in.
const NONE: &str = "/";

#[test]
fn no_target_fails_on_what_failed_once_or_on_mutations() {
    assert_eq!(PLAIN.len(), feed::TARGETS.len(), "every target is fed");
    std::thread::scope(|scope| {
        for &(target, cases, ends) in PLAIN {
            let fed = move || fuzz(target, cases, ends);
            let name = std::thread::Builder::new().name(target.to_owned());
            name.stack_size(8 << 20).spawn_scoped(scope, fed).expect("a thread starts");
        }
    });
}
