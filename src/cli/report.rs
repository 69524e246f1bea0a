//! Commands that ask about a report or two: `show`, `compare`, `grid`.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::status::Status;
use super::worker::How;
use super::{ask, output};
use crate::authority::Register;
use crate::export::show::{self, Form};
use crate::export::{compare, table::Style};
use crate::library::{Library, ReportId};
use crate::list::List;
use crate::query::compare::Comparison;
use crate::query::named::{self, Unclear};
use crate::query::part::Part;

/// A report, a section or a paragraph of it.
#[derive(Debug, Args)]
pub struct Show {
    /// The folder of reports (or a single file).
    folder: PathBuf,
    /// The report as you would name it, then, if wanted, a paragraph or words of a section: Norfolk 2022 p31.
    #[arg(required = true, value_name = "REPORT [SECTION|PARAGRAPH]")]
    words: Vec<String>,
    /// How to print it.
    #[arg(long, default_value = "text", value_parser = PossibleValuesParser::new(Form::ALL.iter().map(|s| s.key())))]
    format: String,
}

/// Two reports held against each other.
#[derive(Debug, Args)]
pub struct Compare {
    /// The folder of reports.
    folder: PathBuf,
    /// The two reports as you would name them: "norfolk 2017" "norfolk 2022", or a part of a file's path.
    #[arg(required = true, num_args = 2.., value_name = "REPORT")]
    words: Vec<String>,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

/// The judgements of an authority over time, or the latest of all.
#[derive(Debug, Args)]
pub struct OverTime {
    /// The folder of reports (or a single file).
    folder: PathBuf,
    /// The authority: its name, another name of it, or words of it. Without one, or with fields such as near:norfolk or
    /// region:london, the national grid: a row an authority.
    #[arg(value_name = "AUTHORITY")]
    words: Vec<String>,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

/// What is known of a folder, and the authorities that names resolve to.
fn known(path: PathBuf, how: How) -> io::Result<(Library, Register)> {
    let folder = super::folder(Some(path))?;
    let known = super::known(&folder);
    Ok((super::read(&folder, &known, how), known.register))
}

fn not_found(reason: String) -> io::Error {
    io::Error::new(io::ErrorKind::NotFound, reason)
}

/// Prints a part of a report.
pub fn show(asked: Show, how: How) -> io::Result<ExitCode> {
    let (library, register) = known(asked.folder, how)?;
    let (id, rest) = split(&library, &register, &asked.words)?;
    let Some(report) = library.report(id) else { return Err(not_found("this report is not there".to_owned())) };
    let part = Part::named(report, &rest).map_err(|no| not_found(no.words(report, &rest)))?;
    let mut out = BufWriter::new(io::stdout().lock());
    show::write(report, part, Form::from_key(&asked.format).unwrap_or(Form::Text), &mut out)?;
    out.flush()?;
    Ok(Status::Well.into())
}

/// The report that the first words name, as many of them as name one, and the words that are left.
fn split(library: &Library, register: &Register, words: &[String]) -> io::Result<(ReportId, String)> {
    let words: Vec<&str> = words.iter().flat_map(|w| w.split_whitespace()).collect();
    let mut several = None;
    for end in (1..=words.len()).rev() {
        let typed = words[..end].join(" ");
        match named::named(library, register, &typed) {
            Ok(id) => return Ok((id, words[end..].join(" "))),
            Err(unclear @ Unclear::Several(_)) if several.is_none() => several = Some((unclear, typed)),
            Err(_) => {}
        }
    }
    let (unclear, typed) = several.unwrap_or_else(|| (Unclear::Nothing, words.join(" ")));
    Err(not_found(unclear.words(library, &typed)))
}

/// Prints two reports held against each other.
pub fn compare(asked: Compare, how: How) -> io::Result<ExitCode> {
    let (library, register) = known(asked.folder, how)?;
    let [one, other] = two(&library, &register, &asked.words)?;
    let Some(comparison) = Comparison::of(&library, one, other) else {
        return Err(not_found("both names are of the same report".to_owned()));
    };
    output::table(&compare::comparison(&library, &comparison), super::style(&asked.format))?;
    Ok(Status::Well.into())
}

/// The two reports that some words name: two arguments are two names, more are parted where both sides name one.
fn two(library: &Library, register: &Register, words: &[String]) -> io::Result<[ReportId; 2]> {
    let name = |words: &[String]| {
        let typed = words.join(" ");
        named::named(library, register, &typed).map_err(|unclear| not_found(unclear.words(library, &typed)))
    };
    if let [one, other] = words {
        return Ok([name(std::slice::from_ref(one))?, name(std::slice::from_ref(other))?]);
    }
    let splits = (1..words.len()).filter_map(|at| Some([name(&words[..at]).ok()?, name(&words[at..]).ok()?]));
    let mut found: Vec<[ReportId; 2]> = splits.filter(|[one, other]| one != other).collect();
    found.dedup();
    match found[..] {
        [both] => Ok(both),
        _ => Err(not_found(
            "say which two reports, each between quotation marks: \"norfolk 2017\" \"norfolk 2022\"".to_owned(),
        )),
    }
}

/// Prints the judgements of an authority over time.
pub fn grid(asked: OverTime, how: How) -> io::Result<ExitCode> {
    let typed = asked.words.join(" ");
    if typed.is_empty() || typed.contains(':') {
        return ask::print(List::National, &ask::Ask::new(asked.folder, typed, asked.format), how);
    }
    let (library, register) = known(asked.folder, how)?;
    let id = named::authority(&library, &register, &typed).map_err(|u| not_found(u.words(&library, &typed)))?;
    output::table(&compare::grid(&library, id), super::style(&asked.format))?;
    Ok(Status::Well.into())
}
