//! What each target does with an input, and what must be so whatever that is: nothing panics, and no text that comes out of
//! a file can do harm. The fuzz targets use it, and `tests/fuzz.rs` with few cases and the inputs that once failed.

use std::path::Path;
use std::sync::LazyLock;

use findings::authority::{Names, Register};
use findings::config::Config;
use findings::document::{Block, Document};
use findings::keymap::Key;
use findings::query::ask::{Query, Scope, complete};
use findings::read::{self, decode, html, markdown, pdf, text};
use findings::report::Report;
use findings::sample;
use findings::sidecar::{Known, Whose};
use findings::theme::{self, Depth};
use findings::typography::{harmless, name};

static REGISTER: LazyLock<Register> = LazyLock::new(Register::built_in);
static NAMES: LazyLock<Names> = LazyLock::new(|| Names::of(&REGISTER));
/// A report that queries are asked of.
static ASKED: LazyLock<Report> = LazyLock::new(|| {
    let (file, bytes) = sample::FILES
        .iter()
        .find(|(file, _)| Path::new(file).extension().is_some_and(|e| e == "md"))
        .expect("the sample has one");
    Report::parse(read::read(*bytes).expect("the sample is read"), file, &NAMES).expect("the sample is a report")
});

/// A target by its name: the same as that of its fuzz target, its corpus and its seeds.
pub type Feed = fn(&[u8]);

/// Every target.
pub const TARGETS: &[(&str, Feed)] = &[
    ("pdf", readers::pdf),
    ("html", readers::html),
    ("markdown", readers::markdown),
    ("text", readers::text),
    ("report", readers::report),
    ("sidecar", sidecar),
    ("theme", theme),
    ("config", config),
    ("query", query),
    ("keys", keys),
    ("names", names),
];

/// The text of an input; bytes that are no UTF-8 become signs for that.
fn text_of(data: &[u8]) -> std::borrow::Cow<'_, str> {
    String::from_utf8_lossy(data)
}

/// Fails where a text holds what could do harm.
fn harmless(text: &str) {
    assert!(harmless::is_harmless(text), "{text:?} is not harmless");
}

/// The readers, each alone, and all of them with the report parsers behind them.
mod readers {
    use super::*;

    pub fn pdf(data: &[u8]) {
        drop(pdf::read(data.to_vec()));
        whole(data);
    }

    pub fn html(data: &[u8]) {
        drop(html::read(&decode::decode(data).text));
        whole(data);
    }

    pub fn markdown(data: &[u8]) {
        drop(markdown::read(&decode::decode(data).text));
        whole(data);
    }

    pub fn text(data: &[u8]) {
        drop(text::read(&decode::decode(data).text));
        whole(data);
    }

    /// The parsers of reports, whatever the input looks like: as a text of paragraphs, and under a name with a year in it.
    pub fn report(data: &[u8]) {
        for read in [text::read, markdown::read] {
            understand(read(&text_of(data)));
        }
    }

    /// A file as a folder holds it.
    fn whole(data: &[u8]) {
        match read::read(data) {
            Ok(document) => {
                document.blocks.iter().for_each(|block| harmless(&block.text));
                document.blocks.iter().flat_map(Block::cells).for_each(|cell| harmless(cell));
                document.remarks.iter().for_each(|remark| harmless(remark));
                understand(document);
            }
            Err(error) => {
                assert!(!matches!(error, read::Error::Failed(_)), "{error}");
                harmless(&error.reason("a.pdf"));
            }
        }
    }

    fn understand(mut document: Document) {
        findings::document::clean::clean(&mut document);
        if let Ok(report) = Report::parse(document, "2023/a.pdf", &NAMES) {
            let _ = Query::parse("good -bad", &REGISTER).fits_report(&report);
        }
    }
}

fn sidecar(data: &[u8]) {
    let mut known = Known::default();
    known.add(Whose::Folder, "findings.toml", Ok(Some(text_of(data).into_owned())), None);
    drop(known.of("2019/a.pdf"));
    for problem in known.unmatched(["2019/a.pdf"].into_iter()).iter().chain(&known.problems) {
        harmless(&problem.reason);
        assert!(!problem.reason.contains('\n'), "{:?} is one line", problem.reason);
    }
}

fn theme(data: &[u8]) {
    if let Ok(file) = theme::file::File::parse(&text_of(data)) {
        drop(file.remarks(&file.palette));
        for look in file.roles.values() {
            for depth in [Depth::Mono, Depth::Ansi, Depth::Indexed, Depth::Rgb] {
                let _ = look.style(&file.palette, depth);
            }
        }
    }
}

fn config(data: &[u8]) {
    let (_, told) = Config::parse(&text_of(data));
    for told in &told {
        harmless(told);
    }
}

fn query(data: &[u8]) {
    let text = text_of(data);
    for query in [Query::parse(&text, &REGISTER), Query::parse(&text, &REGISTER).begun(|_| false)] {
        let _ = query.fits_report(&ASKED);
        let _ = query.fits_some_finding(Scope::default(), &ASKED);
        let _ = query.fits_row(&text);
        for range in query.spans(&text) {
            assert!(text.get(range.clone()).is_some(), "{range:?} is a piece of {text:?}");
        }
    }
    drop(complete(&text, &REGISTER));
    drop(findings::query::ask::could_follow(&text, &REGISTER));
}

fn keys(data: &[u8]) {
    let text = text_of(data);
    drop(Key::row(&text));
    if let Ok(key) = Key::one(&text) {
        drop(key.words());
    }
}

/// Names of files, and text made harmless: what comes out stays as it is when it goes in again.
fn names(data: &[u8]) {
    let shown = name::name(data);
    harmless(&shown);
    harmless(&name::for_shell(&shown));
    let text = text_of(data);
    let (made, _) = harmless::harmless(&text);
    harmless(&made);
}

/// Feeds a target by its name.
pub fn feed(target: &str, data: &[u8]) {
    let (_, feed) = TARGETS.iter().find(|(name, _)| *name == target).expect("every target is in the table");
    feed(data);
}
