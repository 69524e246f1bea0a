//! The lists on the command line: the same questions as in the browser, printed and done with.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::browse::session_key;
use super::output;
use super::status::Status;
use super::worker::How;
use crate::config::Directories;
use crate::export::table::Style;
use crate::export::{list as export, search};
use crate::list::{Base, List, Sort, Stock, counts, rows};
use crate::query::ask::{Query, Scope};
use crate::query::concordance::Concordance;
use crate::query::recur;
use crate::saved::{self, Saved};
use crate::session::Session;

/// A question to a list.
#[derive(Debug, Args)]
pub struct Ask {
    /// The folder of reports (or a single file).
    folder: PathBuf,
    /// Words, "phrases", -not, word*, kind: framework: from: to: grade: region: near: authority: source: again:
    #[arg(allow_hyphen_values = true)]
    query: Option<String>,
    /// More of the query. A term that begins with a minus stands in quotation marks with the rest, or after --.
    #[arg(value_name = "QUERY")]
    more: Vec<String>,
    /// Sort by this column; a minus before it puts the greatest first.
    #[arg(long, value_name = "COLUMN", allow_hyphen_values = true)]
    sort: Option<String>,
    /// Count the values of this column instead.
    #[arg(long, value_name = "COLUMN")]
    count: Option<String>,
    /// Ask what is kept under this name in the browser; the query narrows it.
    #[arg(long, value_name = "NAME")]
    saved: Option<String>,
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

impl Ask {
    /// A question without an order of its own.
    #[must_use]
    pub const fn new(folder: PathBuf, query: String, format: String) -> Self {
        Self { folder, query: Some(query), more: Vec::new(), sort: None, count: None, saved: None, format }
    }
}

/// Prints the rows of a list that fit. Exits with 1 when nothing does.
///
/// # Errors
///
/// When the folder cannot be opened, the query or a column's name is wrong, or the output ends.
pub fn print(list: List, ask: &Ask, how: How) -> io::Result<ExitCode> {
    let folder = super::folder(Some(ask.folder.clone()))?;
    let config = Directories::of_user().config;
    let known = super::known(&folder);
    let register = &known.register;
    let kept = ask.saved.as_deref().map(|name| kept(list, config.as_deref(), name)).transpose()?;
    let typed = kept.iter().map(|saved| &saved.query).chain(&ask.query).chain(&ask.more);
    let typed = typed.map(String::as_str).collect::<Vec<_>>().join(" ");
    let query = list.understood(Query::parse(&typed, register));
    if let Some(fault) = query.faults.first() {
        return Err(wrong(fault.clone()));
    }
    if list == List::Search && query.is_empty() {
        return Err(wrong("search: no words to look for".to_owned()));
    }
    let sort = ask.sort.as_deref().map(|name| sort(list, name)).transpose()?;
    let (only, sort) = match kept {
        Some(saved) => (saved.only, sort.or(saved.sort)),
        None => (Vec::new(), sort),
    };
    let column = ask.count.as_deref().map(|name| list.column(name).ok_or_else(|| no_column(list, name))).transpose()?;
    let library = super::read(&folder, &known, how);
    let concordance = list.needs_words(&query).then(|| Concordance::of(&library));
    let before = list.needs_before(&query).then(|| recur::before(&library).by_file(&library));
    let scope = Scope { before: before.as_ref() };
    let (session, _) = Session::load(Directories::of_user().state.as_deref());
    let read = session.places.get(&session_key(&folder)).map(|place| &place.read);
    let stock = Stock { concordance: concordance.as_ref(), scope, read, ..Stock::of(&library, register) };
    let base = Base::of(list, &stock);
    let rows = rows(list, &stock, &base, &query, &only, sort.as_ref());
    let style = super::style(&ask.format);
    match column {
        Some(column) => output::table(&export::counted(column.key, &counts(&stock, &rows, column)), style)?,
        None if list == List::Search && style == Style::Json => {
            let mut out = BufWriter::new(io::stdout().lock());
            search::write(&stock, &typed, &query, &rows, &mut out)?;
            out.flush()?;
        }
        None => output::table(&export::rows(list, &stock, &rows, style), style)?,
    }
    Ok(Status::of(rows.is_empty()).into())
}

/// The list that is kept under a name.
fn kept(list: List, config: Option<&Path>, name: &str) -> io::Result<Saved> {
    let all = config.map_or(Ok(Vec::new()), saved::load).map_err(wrong)?;
    let of_list = |saved: &&Saved| saved.list == list;
    let known: Vec<&str> = all.iter().filter(of_list).map(|saved| saved.name.as_str()).collect();
    let found = all.iter().filter(of_list).find(|saved| saved.name == name).cloned();
    let others = if known.is_empty() { "there is none".to_owned() } else { format!("there are {}", known.join(", ")) };
    found.ok_or_else(|| wrong(format!("no list of {list} is kept as “{name}”; {others}")))
}

fn sort(list: List, name: &str) -> io::Result<Sort> {
    let (descending, name) = name.strip_prefix('-').map_or((false, name), |name| (true, name));
    let column = list.column(name).ok_or_else(|| no_column(list, name))?;
    Ok(Sort { column: column.key.to_owned(), descending })
}

fn no_column(list: List, name: &str) -> io::Error {
    let known: Vec<&str> = list.columns().iter().map(|column| column.key).collect();
    wrong(format!("no column is called “{name}”; there are {}", known.join(", ")))
}

fn wrong(reason: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, reason)
}
