//! The command line: what can be asked, and the answers that are printed and done with.

mod ask;
mod browse;
mod cache;
mod jump;
mod manual;
mod marks;
mod original;
mod output;
mod outside;
mod report;
mod status;
mod themes;
mod worker;

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
#[cfg(unix)]
use std::sync::Arc;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

use ask::Ask;
use browse::Browse;
use jump::Jump;
use status::{Status, Trouble};
use worker::How;

use crate::config::Directories;
use crate::durable;
use crate::export::{json, list, table::Style};
use crate::library::{Library, ReportId};
use crate::list::List;
use crate::load::{self, Folder};
use crate::read::walk;
use crate::sidecar::Known;
use crate::term::width;
use crate::typography::{harmless, name};

/// Read inspection findings: authorities, judgement grids and finding text, in a terminal.
///
/// Without a folder, the last one opens, or a sample library of invented councils.
#[derive(Debug, Parser)]
#[command(name = "findings", version, args_conflicts_with_subcommands = true, after_help = status::help())]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    browse: Browse,
    #[command(flatten)]
    how: How,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the authorities with their latest inspection and its grades.
    List(Listing),
    /// Find words in all reports: each passage with its authority, date, section and paragraph. Exits with 1 when nothing fits.
    Search(Ask),
    /// List findings: strengths, areas for improvement, recommendations, priority actions. Exits with 1 when nothing fits.
    Findings(Ask),
    /// List reports, the newest first. Exits with 1 when nothing fits.
    Reports(Ask),
    /// Print the judgements of an authority over time.
    Grid(report::OverTime),
    /// Print a report, a section or a paragraph, with its citation.
    Show(report::Show),
    /// Hold two reports against each other: judgements, findings, sections.
    Compare(report::Compare),
    /// Print everything that was understood of a folder.
    Export(Export),
    /// List what a few letters lead to, as go-to does: authorities, reports, sections, paragraphs, findings, commands. Exits
    /// with 1 when nothing is called that.
    Jump(Jump),
    /// Say for every file what it was read as, or why not. Exits with 1 when there are problems.
    Check(Check),
    /// Print the marked passages of all folders, as a table or as an annex for a paper.
    Marks(marks::Marks),
    /// Say where what was read is kept between runs, and how large it is.
    Cache(cache::Arguments),
    /// List the themes: their names, whose each is and where it stands.
    Themes(themes::Themes),
    /// Print a script that completes commands and options in a shell.
    Completions(manual::Completions),
    /// Print the manual page, of the program or of one command: findings man | man -l -
    Man(manual::Page),
    /// Read files for another process of this program.
    #[command(name = worker::NAME, hide = true)]
    Worker(worker::Asked),
}

#[derive(Debug, Args)]
struct Listing {
    /// The folder of reports (or a single file); the sample library without one.
    folder: Option<PathBuf>,
    /// The sample library, as without a folder.
    #[arg(long, conflicts_with = "folder")]
    sample: bool,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

#[derive(Debug, Args)]
struct Check {
    #[command(flatten)]
    listing: Listing,
    /// Say of this file where each fact stands and by which rule it was taken. Any part of its path that is in one path only will do.
    #[arg(long, value_name = "FILE")]
    why: Option<String>,
}

#[derive(Debug, Args)]
struct Export {
    /// The folder of reports (or a single file); the sample library without one.
    folder: Option<PathBuf>,
    /// How to print it.
    #[arg(long, default_value = "json", value_parser = ["json"])]
    format: String,
}

/// Does what the arguments of the process ask.
///
/// It ends with one of the statuses of `docs/exit-status.md`. A pipe that is closed early is no error.
#[must_use]
pub fn main() -> ExitCode {
    // Where no file may grow (a quota, a limit), writing one is an error to be told and not the end of the program.
    #[cfg(unix)]
    drop(signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default()));
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Status::Well.into(),
        Err(error) => {
            // What the system says of an output that takes no more is told in plain words, without its number.
            let system = error.raw_os_error().map(|_| format!("it cannot be printed: {}", durable::reason(&error)));
            tell(&system.unwrap_or_else(|| error.to_string()));
            Trouble::status(&error).into()
        }
    }
}

fn run(Cli { command, browse, how }: Cli) -> io::Result<ExitCode> {
    match command {
        Some(Command::List(listing)) => print_list(&listing, how),
        Some(Command::Search(ask)) => ask::print(List::Search, &ask, how),
        Some(Command::Findings(ask)) => ask::print(List::Findings, &ask, how),
        Some(Command::Reports(ask)) => ask::print(List::Reports, &ask, how),
        Some(Command::Grid(asked)) => report::grid(asked, how),
        Some(Command::Show(asked)) => report::show(asked, how),
        Some(Command::Compare(asked)) => report::compare(asked, how),
        Some(Command::Export(export)) => {
            let library = library(export.folder, how)?;
            let mut out = BufWriter::new(io::stdout().lock());
            json::write(&library, &mut out)?;
            out.flush()?;
            Ok(Status::Well.into())
        }
        Some(Command::Jump(jump)) => jump::run(&jump, how),
        Some(Command::Check(check)) => match &check.why {
            Some(file) => why(&check.listing, file, how),
            None => print_check(&check.listing, how),
        },
        Some(Command::Marks(wanted)) => marks::print(&wanted),
        Some(Command::Cache(arguments)) => cache::run(&arguments),
        Some(Command::Themes(asked)) => themes::print(&asked),
        Some(Command::Completions(asked)) => manual::complete(&asked),
        Some(Command::Man(asked)) => manual::page(&asked),
        Some(Command::Worker(asked)) => worker::serve(&asked),
        None if browse::can_show(&browse) => browse::run(browse, how),
        None => {
            let Browse { folder, sample, .. } = browse;
            print_list(&Listing { folder, sample, format: Style::Table.key().to_owned() }, how)
        }
    }
}

/// The folder that is asked for, or the sample library where none is.
fn folder(path: Option<PathBuf>) -> io::Result<Folder> {
    let Some(path) = path else { return Ok(Folder::Sample) };
    match walk::enter(&path) {
        Ok(()) => Ok(Folder::Disk(path)),
        Err(closed) => {
            let status = Status::of_closed(closed.why);
            Err(io::Error::other(Trouble { status, reason: format!("{}: {}", shown(&path), closed.reason) }))
        }
    }
}

/// Says something on standard error, on one line and so that it does nothing to a terminal.
///
/// The terminal may be gone, and with it whoever would read this.
fn tell(message: &str) {
    drop(writeln!(io::stderr(), "findings: {}", harmless::line(message)));
}

/// A path as a message has it: nothing in it does anything to a terminal, and a shell reads it back.
fn shown(path: &Path) -> String {
    name::for_shell(&name::name(path.as_os_str().as_encoded_bytes())).into_owned()
}

/// What is known of a folder before its files are read, the user's own sidecar included.
fn known(folder: &Folder) -> Known {
    folder.known(Directories::of_user().config.as_deref())
}

/// All reports of the folder that is asked for.
fn library(path: Option<PathBuf>, how: How) -> io::Result<Library> {
    let folder = folder(path)?;
    Ok(read(&folder, &known(&folder), how))
}

/// All reports of a folder. Every command reads by this way, so that no file can hurt any of them.
fn read(folder: &Folder, known: &Known, how: How) -> Library {
    let library = load::load_known(folder, known, &how.means());
    if library.reports().is_empty() && library.problems().is_empty() && library.ignored().is_empty() {
        tell(&format!("{}: there are no files in it", shown(folder.path())));
    }
    library
}

fn style(key: &str) -> Style {
    Style::from_key(key).unwrap_or(Style::Table)
}

fn print_list(listing: &Listing, how: How) -> io::Result<ExitCode> {
    let folder = folder(listing.folder.clone())?;
    let known = known(&folder);
    let library = read(&folder, &known, how);
    output::table(&list::authorities(&library, &known.register), style(&listing.format))?;
    Ok(Status::Well.into())
}

fn print_check(listing: &Listing, how: How) -> io::Result<ExitCode> {
    let library = library(listing.folder.clone(), how)?;
    let mut files = list::files(&library);
    let style = style(&listing.format);
    if style == Style::Table {
        for file in files.rows.iter_mut().filter_map(|row| row.first_mut()) {
            *file = name::for_shell(file).into_owned();
        }
    }
    // A terminal may have no room for all, and files with problems are what is asked after.
    if width::of_output().is_some() && style == Style::Table {
        files = files.leading(&["File", "Read as", "Remarks"]);
    }
    output::table(&files, style)?;
    Ok(Status::of(!library.problems().is_empty()).into())
}

/// Prints every fact of one file with the place and the rule behind it.
fn why(listing: &Listing, file: &str, how: How) -> io::Result<ExitCode> {
    let library = library(listing.folder.clone(), how)?;
    // A shell has made the name of what was printed; here it is written out again.
    let file = &*name::name(file.strip_prefix("./").unwrap_or(file).as_bytes());
    let named: Vec<ReportId> = (0..library.reports().len())
        .map(ReportId::new)
        .filter(|id| library.report(*id).is_some_and(|r| r.file == file))
        .collect();
    let like = |id: &ReportId| library.report(*id).is_some_and(|r| r.file.contains(file));
    let ids =
        if named.is_empty() { (0..library.reports().len()).map(ReportId::new).filter(like).collect() } else { named };
    let [id] = ids[..] else {
        let problem = library.problems().iter().find(|p| p.file.contains(file) && ids.is_empty());
        let reason = match problem {
            Some(problem) => format!("{}: {}", problem.file, problem.reason),
            None if ids.is_empty() => format!("no file that was read has “{file}” in its path"),
            None => format!("{} files have “{file}” in their paths: write more of it", ids.len()),
        };
        return Err(io::Error::new(io::ErrorKind::NotFound, reason));
    };
    output::table(&list::why(&library, id), style(&listing.format))?;
    Ok(Status::Well.into())
}
