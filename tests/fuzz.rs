//! Inputs made by machine: whatever readers, parsers and the grammars of people's own files are given, none may panic, and
//! nothing that could do harm may come out of a document.
//!
//! Each target is fed its seeds, every file of `tests/fuzz/<target>/` (inputs that once failed), and mutations of both:
//! pieces cut, doubled, swapped and turned over, words of a dictionary put in. `FUZZ_CASES=100000 cargo test --release
//! --test fuzz` looks longer; the few cases of a plain run replay the corpus. A case that fails is printed as small as it
//! can be made.

use std::path::Path;

use findings::authority::{Names, Register};
use findings::config::Config;
use findings::keymap::Key;
use findings::query::ask::Query;
use findings::read;
use findings::report::Report;
use findings::sample;
use findings::sidecar::{Known, Whose};
use findings::typography::harmless::is_harmless;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config as Cases, TestRunner};

/// What is likely to mean something to somebody.
const WORDS: &[&[u8]] = &[
    b"endobj",
    b"stream\n",
    b"/Kids [2 0 R]",
    b"/W [0 65535 500]",
    b"BT",
    b"Do",
    b"0 0 0 0 0 0 cm",
    b"/Filter",
    b"<<",
    b"]",
    b"<table><tr><td>",
    b"</p>",
    b"<li>",
    b"&#27;",
    b"<script>",
    b"- ",
    b"1. ",
    b"| a | b |\n|-|-|\n",
    b"[^1]: ",
    b"> ",
    b"****",
    b"```\n",
    b"\x0c",
    b"\t",
    b"\x1b]0;x\x07",
    "\u{202e}\u{200b}\u{200b}".as_bytes(),
    "\u{2028}".as_bytes(),
    b"\xff\xfe",
    b"\0",
    b"Inspection dates: 6 March 2023 to 31 February 2024",
    b"Overall effectiveness",
    b"requires improvement",
    b"within 3 months",
    b"[[file]]\npath = \"*\"\n",
    b"ignore = true\n",
    b"from = 2019-06-03\n",
    b"authority = ",
    b"\"\"\"",
    b"[keys]\n",
    b"<c-",
    b"<enter>",
    b"grade:",
    b"from:2019",
    b"near:",
    b"-\"",
    b"kind:,",
    b"!",
    b"999999999999999999999",
];

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
            Self::Put(at, word) => drop(data.splice(at.index(size)..at.index(size), word.get(WORDS).iter().copied())),
        }
    }
}

/// Feeds a target. `cases` is how many mutations a plain run makes.
fn fuzz(target: &str, cases: u32, mut seeds: Vec<Vec<u8>>, feed: impl Fn(&[u8])) {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz").join(target);
    for entry in std::fs::read_dir(corpus).into_iter().flatten().flatten() {
        seeds.push(std::fs::read(entry.path()).expect("the corpus can be read"));
    }
    for seed in &seeds {
        feed(seed);
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
        feed(&data);
        Ok(())
    });
    run.expect("no input fails");
}

/// The reports of the sample whose names end so.
fn samples(ends: &str) -> Vec<Vec<u8>> {
    sample::FILES.iter().filter(|(file, _)| file.ends_with(ends)).map(|(_, bytes)| bytes.to_vec()).collect()
}

fn reads(target: &str, cases: u32, ends: &str) {
    let names = Names::of(&Register::built_in());
    fuzz(target, cases, samples(ends), |data| match read::read(data) {
        Ok(document) => {
            assert!(document.blocks.iter().all(|block| is_harmless(&block.text)));
            assert!(document.blocks.iter().flat_map(findings::document::Block::cells).all(|cell| is_harmless(cell)));
            drop(Report::parse(document, "2023/a.pdf", &names));
        }
        Err(error) => assert!(!matches!(error, read::Error::Failed(_)), "{error}"),
    });
}

#[test]
fn pdfs() {
    reads("pdf", 40, ".pdf");
}

#[test]
fn pages() {
    reads("html", 60, ".html");
}

#[test]
fn conversions() {
    reads("markdown", 60, ".md");
}

#[test]
fn letters() {
    reads("read", 60, ".txt");
}

#[test]
fn sidecars() {
    fuzz("sidecar", 200, vec![sample::SIDECAR.as_bytes().to_vec()], |data| {
        let mut known = Known::default();
        known.add(Whose::Folder, "findings.toml", Ok(Some(String::from_utf8_lossy(data).into_owned())), None);
        drop(known.of("2019/a.pdf"));
        assert!(known.unmatched(["2019/a.pdf"].into_iter()).iter().all(|problem| is_harmless(&problem.reason)));
        assert!(known.problems.iter().all(|problem| is_harmless(&problem.reason) && !problem.reason.contains('\n')));
    });
}

#[test]
fn settings() {
    let seed = b"theme = \"dusk\"\nascii = true\nmeasure = 70\n[keys]\nquit = [\"<c-q>\", \"q\"]\n".to_vec();
    fuzz("settings", 200, vec![seed], |data| drop(Config::parse(&String::from_utf8_lossy(data))));
}

#[test]
fn keys() {
    fuzz("keys", 500, vec![b"jj<tab>/foster<enter><c-d><esc>".to_vec()], |data| {
        drop(Key::row(&String::from_utf8_lossy(data)));
    });
}

#[test]
fn queries() {
    let register = Register::built_in();
    let seed =
        b"foster \"care leavers\" -visits kind:improvement from:2019 to:2023-04 grade:good region:\"South West\""
            .to_vec();
    fuzz("queries", 300, vec![seed], |data| {
        let text = String::from_utf8_lossy(data);
        drop(Query::parse(&text, &register));
        drop(Query::typing(&text, &register));
    });
}
