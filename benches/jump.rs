//! A key after the other in go-to, over as many headings and paragraphs as are asked for: `jump FOLDER LINES [FILE]`.
//!
//! The folder's own reports are repeated under other names, every third word of a copy changed, until there are enough; with
//! a file, the labels are written to it, so that another program can be given the same lines. Each key is asked as the program
//! asks it, what is known of finished words kept; the least of five rounds is told. Prints one line a key: the query and
//! milliseconds.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::sync::Arc;
use std::time::{Duration, Instant};

use findings::authority::Register;
use findings::document::BlockId;
use findings::library::Library;
use findings::load::{self, Folder};
use findings::query::jump::{Index, Question, Search};
use findings::report::Report;

/// What is typed, letter by letter.
const TYPED: &[&str] = &[
    "strat disc",
    "careleav",
    "missing child",
    "norfolk 22 care leav",
    "uasc",
    "front door thresh",
    "superv mgmt oversight",
    "return home interv",
];
const ROUNDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let [folder, lines, file @ ..] = arguments.as_slice() else {
        eprintln!("skipped: jump FOLDER LINES [FILE]");
        return;
    };
    let wanted: usize = lines.parse().expect("a number of lines");
    let read = load::load_all(&Folder::Disk(folder.into()), None);
    let (library, text) = repeated(&read, wanted);
    let start = Instant::now();
    let index = Arc::new(Index::build(&library, &Register::built_in()));
    let built = start.elapsed();
    if let Some(file) = file.first() {
        let mut out = BufWriter::new(File::create(file).expect("the file can be written"));
        index.labels().for_each(|label| writeln!(out, "{label}").expect("the file can be written"));
    }
    let held = index.bytes();
    eprintln!(
        "{} lines, {:.1} MB of text; index built in {:.0} ms, {:.1} MB ({:.2} times the text)",
        index.labels().count(),
        mega(text),
        milliseconds(built),
        mega(held),
        mega(held) / mega(text),
    );
    for typed in TYPED {
        let mut least = vec![Duration::MAX; typed.len()];
        for _ in 0..ROUNDS {
            let mut search = Search::new(Arc::clone(&index));
            for (key, least) in (1..=typed.len()).zip(&mut least) {
                let question = Question::new(&typed[..key], 100);
                let start = Instant::now();
                let found = search.ask(&question, &|| false);
                *least = (*least).min(start.elapsed());
                assert!(found.is_some());
            }
        }
        for (key, least) in (1..=typed.len()).zip(least) {
            println!("{}\t{:.3}", &typed[..key], milliseconds(least));
        }
    }
}

/// The reports again and again, each copy with words of its own, until they hold so many things to go to.
fn repeated(read: &Library, wanted: usize) -> (Arc<Library>, usize) {
    let things = |r: &Report| 1 + r.sections.len() + r.paragraphs.len() + r.findings.len();
    let (mut reports, mut lines, mut text) = (Vec::new(), 0, 0);
    'enough: for copy in 0_usize.. {
        for report in read.reports() {
            if lines >= wanted {
                break 'enough;
            }
            let mut report = Report::clone(report);
            if copy > 0 {
                report.file = format!("{copy}/{}", report.file);
                report.blocks.iter_mut().for_each(|block| block.text = varied(&block.text, copy));
                report.sections.iter_mut().for_each(|s| s.heading = varied(&s.heading, copy));
                report.findings.iter_mut().for_each(|f| f.text = varied(&f.text, copy));
            }
            lines += things(&report);
            text += report.text(BlockId::new(0), BlockId::new(report.blocks.len())).len();
            reports.push(Arc::new(report));
        }
        assert!(lines > 0, "the folder holds no report");
    }
    let register = Register::built_in();
    (Arc::new(Library::build(read.root().to_owned(), &register, reports, Vec::new())), text)
}

/// A text with every third long word turned round, so that copies differ as reports do.
fn varied(text: &str, copy: usize) -> String {
    let word = |(at, word): (usize, &str)| match (at + copy) % 3 {
        0 if word.len() > 6 => word.chars().rev().collect(),
        _ => word.to_owned(),
    };
    text.split(' ').enumerate().map(word).collect::<Vec<String>>().join(" ")
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

#[expect(clippy::cast_precision_loss, reason = "megabytes to one digit")]
fn mega(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}
