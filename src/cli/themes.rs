//! `findings themes`: the themes that can be chosen, and what is wrong with those that cannot be used.

use std::io;
use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::output;
use super::status::Status;
use crate::config::Directories;
use crate::export::table::{Style, Table};
use crate::theme::{self, Depth, Listed, Origin};
use crate::typography::harmless;

/// How the themes are printed.
#[derive(Debug, Args)]
pub struct Themes {
    /// How to print it.
    #[arg(long, default_value = "table", value_parser = PossibleValuesParser::new(Style::ALL.iter().map(|s| s.key())))]
    format: String,
}

/// Prints the themes: the name to choose each by, the name that it gives itself, whose it is, and where it stands.
///
/// # Errors
///
/// When the output ends.
pub fn print(asked: &Themes) -> io::Result<ExitCode> {
    let folder = Directories::of_user().themes();
    output::table(&table(folder.as_deref()), super::style(&asked.format))?;
    Ok(Status::Well.into())
}

fn table(folder: Option<&Path>) -> Table {
    let mut table = Table::new(&["name", "title", "kind", "from", "remarks"]);
    table.rows.extend(theme::names(folder).iter().map(|listed| row(listed, folder)));
    table
}

fn row(listed: &Listed, folder: Option<&Path>) -> Vec<String> {
    let (kind, from) = match listed.origin {
        Origin::BuiltIn => ("built in", "the program".to_owned()),
        Origin::User => {
            let path = folder.map(|folder| folder.join(format!("{}.toml", listed.name)));
            ("your own", path.as_deref().map(super::shown).unwrap_or_default())
        }
    };
    let remarks = match theme::load(&listed.name, folder, Depth::Rgb) {
        Ok((_, warnings)) => warnings.iter().map(|warning| warning.message.clone()).collect::<Vec<_>>().join("; "),
        Err(error) => format!("it cannot be used: {error}"),
    };
    let cells = [listed.name.clone(), listed.title.clone(), kind.to_owned(), from, remarks];
    cells.map(|cell| harmless::line(&cell)).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_are_listed_with_whose_they_are_and_what_is_wrong_with_them() {
        let folder = tempfile::tempdir().expect("a folder");
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("it is written");
        write("dusk.toml", "name = \"My \u{1b}[2Jdusk\"\n");
        write("own.toml", "inherits = \"paper\"\n[roles]\ntxt = { fg = \"red\" }\n");
        write("broken.toml", "inherits = \"nowhere\"\n");
        let rows = table(Some(folder.path())).rows;
        let find = |name: &str| rows.iter().find(|row| row[0] == name).unwrap_or_else(|| panic!("{name}: {rows:?}"));
        assert_eq!(find("terminal")[2..4], ["built in", "the program"]);
        assert_eq!(find("dusk")[2], "your own");
        assert!(!find("dusk")[1].contains('\u{1b}') && find("dusk")[3].ends_with("dusk.toml"));
        assert_eq!(find("own")[4], "there is no role “txt”");
        assert!(find("broken")[4].starts_with("it cannot be used: "), "{rows:?}");
        assert_eq!(table(None).rows.len(), rows.len() - 2, "without a folder there are those of the program");
    }
}
