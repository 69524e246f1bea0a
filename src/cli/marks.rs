//! `findings marks`: prints what was marked, in all folders.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::output;
use super::status::Status;
use crate::config::Directories;
use crate::export::table::Style;
use crate::export::{annex, rows};
use crate::marks::{Mark, Store};

/// Which marks, and how.
#[derive(Debug, Args)]
pub struct Marks {
    /// Words that all stand in the passage, its citation or its note.
    words: Vec<String>,
    /// Only marks with this tag; of several tags, all.
    #[arg(long, value_name = "TAG")]
    tag: Vec<String>,
    /// How to print them; markdown is an annex for a paper.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

/// Prints the marks, the oldest first.
///
/// # Errors
///
/// When nothing can be printed, or the marks cannot be read.
pub fn print(wanted: &Marks) -> io::Result<ExitCode> {
    let (marks, told) = Directories::of_user().data.as_deref().map(|data| Store::new(data).load()).unwrap_or_default();
    if let Some(told) = told {
        super::tell(&told);
    }
    let words = wanted.words.join(" ");
    let tag = |tag: &String| tag.trim_start_matches('#').to_lowercase();
    let fits = |mark: &&Mark| mark.holds(&words) && wanted.tag.iter().all(|wanted| mark.tags.contains(&tag(wanted)));
    let marks: Vec<&Mark> = marks.iter().filter(fits).collect();
    match Style::from_key(&wanted.format) {
        Some(Style::Markdown) => {
            let mut out = io::stdout().lock();
            out.write_all(annex::annex(&marks, jiff::Zoned::now().date()).as_bytes())?;
            out.flush()?;
        }
        Some(style @ (Style::Csv | Style::Json)) => output::table(&rows::marks(&marks), style)?,
        _ => output::table(&rows::marks_in_short(&marks), Style::Table)?,
    }
    Ok(Status::Well.into())
}
