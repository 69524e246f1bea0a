//! What the program tells other programs of its commands: shells, which complete them, and `man`, which shows a page.
//!
//! Both are made when they are asked for, from the table that reads the command line.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::{Args, CommandFactory as _};
use clap_complete::Shell;
use clap_mangen::Man;

use super::Cli;
use super::status::Status;

/// The shell that completions are for.
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell.
    shell: Shell,
}

/// The page that is wanted.
#[derive(Debug, Args)]
pub struct Page {
    /// The page of this command alone; the whole program's without one.
    command: Option<String>,
}

/// Prints a script that completes commands and options: `findings completions bash >~/.local/share/bash-completion/completions/findings`.
///
/// # Errors
///
/// When the output ends.
pub fn complete(asked: &Completions) -> io::Result<ExitCode> {
    print(&script(asked.shell))
}

/// The script of a shell. The generator panics where its output ends early, and so writes into memory.
fn script(shell: Shell) -> Vec<u8> {
    let mut script = Vec::new();
    let mut command = Cli::command();
    let name = command.get_name().to_owned();
    clap_complete::generate(shell, &mut command, name, &mut script);
    script
}

/// Prints a manual page: `findings man | man -l -`.
///
/// # Errors
///
/// When there is no such command, or the output ends.
pub fn page(asked: &Page) -> io::Result<ExitCode> {
    print(&text(asked.command.as_deref())?)
}

/// The page of a command, or of the program.
fn text(command: Option<&str>) -> io::Result<Vec<u8>> {
    let mut whole = Cli::command();
    whole.build();
    let command = match command {
        None => whole,
        Some(wanted) => {
            let there = |command: &&clap::Command| !command.is_hide_set();
            let found = whole.get_subcommands().filter(there).find(|command| command.get_name() == wanted);
            let Some(found) = found else {
                let names: Vec<&str> = whole.get_subcommands().filter(there).map(clap::Command::get_name).collect();
                let reason = format!("there is no command “{wanted}”; there are {}", names.join(", "));
                return Err(io::Error::new(io::ErrorKind::NotFound, reason));
            };
            found.clone().display_name(format!("findings-{wanted}"))
        }
    };
    let mut text = Vec::new();
    Man::new(command).render(&mut text)?;
    Ok(text)
}

fn print(text: &[u8]) -> io::Result<ExitCode> {
    let mut out = io::stdout().lock();
    out.write_all(text)?;
    out.flush()?;
    Ok(Status::Well.into())
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum as _;

    use super::*;

    /// The commands that a person is told of.
    fn commands() -> Vec<String> {
        let whole = Cli::command();
        let told = whole.get_subcommands().filter(|command| !command.is_hide_set());
        told.map(|command| command.get_name().to_owned()).collect()
    }

    #[test]
    fn every_shell_completes_every_command() {
        for shell in Shell::value_variants() {
            let script = String::from_utf8(script(*shell)).expect("a script is text");
            for command in commands() {
                assert!(script.contains(&command), "{shell} does not know {command}");
            }
        }
    }

    #[test]
    fn there_is_a_page_of_the_program_and_of_each_command() {
        let page =
            |command: Option<&str>| String::from_utf8(text(command).expect("there is one")).expect("a page is text");
        let whole = page(None);
        for command in commands() {
            assert!(whole.contains(&command.replace('-', "\\-")), "{command} is not on the page");
            assert!(page(Some(&command)).contains(&format!(".TH findings-{command}")), "{}", page(Some(&command)));
        }
        assert!(!whole.contains("read\\-worker") && text(Some("read-worker")).is_err(), "{whole}");
        assert!(text(Some("no\u{1b}ne")).is_err());
    }
}
