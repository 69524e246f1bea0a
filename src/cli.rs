//! The command line: what can be asked, and the answers that are printed and done with.

mod browse;

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::builder::PossibleValuesParser;
use clap::{Args, Parser, Subcommand};

use browse::Browse;

use crate::export::{json, list, table::Style};
use crate::load::{self, Folder};

/// Read inspection findings: authorities, judgement grids and finding text, in a terminal.
///
/// Without a folder, the last one opens, or a sample library of invented councils.
#[derive(Debug, Parser)]
#[command(name = "findings", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    browse: Browse,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// List the authorities with their latest inspection and its grades.
    List(Listing),
    /// Print everything that was understood of a folder.
    Export(Export),
    /// Say for every file what it was read as, or why not. Exits with 1 when there are problems.
    Check(Listing),
}

#[derive(Debug, Args)]
struct Listing {
    /// The folder of reports (or a single file); the sample library without one.
    folder: Option<PathBuf>,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
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
/// Exit codes: 0 when all is well, 1 when `check` found problems, 2 when the arguments are wrong or the folder
/// cannot be opened. A pipe that is closed early is no error.
#[must_use]
pub fn main() -> ExitCode {
    match run(Cli::parse()) {
        Ok(code) => code,
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("findings: {error}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> io::Result<ExitCode> {
    match cli.command {
        Some(Command::List(listing)) => print_list(&listing),
        Some(Command::Export(export)) => {
            let library = load::load_all(&folder(export.folder)?);
            let mut out = BufWriter::new(io::stdout().lock());
            json::write(&library, &mut out)?;
            out.flush()?;
            Ok(ExitCode::SUCCESS)
        }
        Some(Command::Check(listing)) => check(&listing),
        None if browse::can_show(&cli.browse) => browse::run(cli.browse),
        None => print_list(&Listing { folder: cli.browse.folder, format: Style::Table.key().to_owned() }),
    }
}

/// The folder that is asked for, or the sample library where none is.
fn folder(path: Option<PathBuf>) -> io::Result<Folder> {
    let Some(path) = path else { return Ok(Folder::Sample) };
    match std::fs::metadata(&path) {
        Ok(_) => Ok(Folder::Disk(path)),
        Err(error) => Err(io::Error::new(error.kind(), format!("{}: {error}", path.display()))),
    }
}

fn style(key: &str) -> Style {
    Style::from_key(key).unwrap_or(Style::Table)
}

fn print_list(listing: &Listing) -> io::Result<ExitCode> {
    let library = load::load_all(&folder(listing.folder.clone())?);
    let mut out = BufWriter::new(io::stdout().lock());
    list::authorities(&library).write(style(&listing.format), &mut out)?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

fn check(listing: &Listing) -> io::Result<ExitCode> {
    let library = load::load_all(&folder(listing.folder.clone())?);
    let mut out = BufWriter::new(io::stdout().lock());
    list::files(&library).write(style(&listing.format), &mut out)?;
    out.flush()?;
    Ok(ExitCode::from(u8::from(!library.problems().is_empty())))
}
