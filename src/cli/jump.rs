//! `findings jump`: what go-to would list, printed.

use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::output;
use super::status::Status;
use super::worker::How;
use crate::export::jump;
use crate::export::table::Style;
use crate::keymap::{Action, Keymap};
use crate::query::jump::{Given, Index, Question, Target};

/// What is asked.
#[derive(Debug, Args)]
pub struct Jump {
    /// The folder of reports, or a single file.
    folder: PathBuf,
    /// A few letters of what is meant, in any order: "norfolk 22", "leeds care leav", "norfolk 2022 p31". A sign keeps one
    /// kind: @ authorities, r: reports, # sections, p: paragraphs, ! findings, : commands.
    #[arg(required = true)]
    query: Vec<String>,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
    /// How many hits to print at most.
    #[arg(long, value_name = "N", default_value_t = 20)]
    limit: usize,
}

/// Prints the hits. Where nothing fits, the list is empty, on a terminal it is said, and the exit code is 1 as of a search.
///
/// # Errors
///
/// When the folder cannot be opened, or what the output answers.
pub fn run(jump: &Jump, how: How) -> io::Result<ExitCode> {
    let folder = super::folder(Some(jump.folder.clone()))?;
    let known = super::known(&folder);
    let library = Arc::new(super::read(&folder, &known, how));
    let index = Arc::new(Index::build(&library, &known.register));
    let question = Question { given: commands(), ..Question::new(jump.query.join(" "), jump.limit) };
    let found = index.search(&question);
    match Style::from_key(&jump.format).unwrap_or(Style::Table) {
        Style::Json => {
            let mut out = BufWriter::new(io::stdout().lock());
            jump::json(&library, &found.hits, &mut out)?;
            out.flush()?;
        }
        Style::Table if found.hits.is_empty() => match &found.absent {
            Some(name) => writeln!(io::stdout(), "there is no report of {name} here")?,
            None => writeln!(io::stdout(), "nothing is called that")?,
        },
        style => output::table(&jump::table(&library, &found.hits), style)?,
    }
    Ok(Status::of(found.hits.is_empty()).into())
}

/// Every command with the keys it has from the start.
fn commands() -> Arc<[Given]> {
    let keymap = Keymap::default();
    let number = |action| Action::ALL.iter().position(|&a| a == action).unwrap_or_default();
    let given = keymap.entries().map(|(action, keys, _)| {
        let keys: Vec<String> = keys.iter().map(|key| key.words()).collect();
        let label = format!("{} · {}  {}", action.key(), action.words(), keys.join(" "));
        let target = Target::Command(number(action));
        Given { target, name: action.key().replace('-', " "), label: label.trim_end().to_owned() }
    });
    given.collect()
}
