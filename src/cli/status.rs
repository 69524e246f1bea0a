//! With which status the program ends: one table for the code, for `--help` and for `docs/exit-status.md`.
//!
//! The first three are those of `grep`: a script that asks only whether there was something, nothing or trouble knows them.

use std::error::Error;
use std::fmt;
use std::io;
use std::process::ExitCode;

use crate::read::walk::Why;

/// A status.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// All is well.
    Well,
    /// The question was answered, and the answer is that there is nothing, or that files have problems.
    Nothing,
    /// There is no answer.
    Trouble,
    /// There is no folder at the path.
    Missing,
    /// The folder may not be read.
    Shut,
    /// What lies at the path is neither a folder nor a file.
    Neither,
}

impl Status {
    /// All of them, by their numbers.
    pub const ALL: [Self; 6] = [Self::Well, Self::Nothing, Self::Trouble, Self::Missing, Self::Shut, Self::Neither];

    /// The number that a shell sees.
    #[must_use]
    pub const fn number(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Nothing => 1,
            Self::Trouble => 2,
            Self::Missing => 3,
            Self::Shut => 4,
            Self::Neither => 5,
        }
    }

    /// When the program ends with it, as `--help` says it.
    const fn words(self) -> &'static str {
        match self {
            Self::Well => "all is well, and an empty folder is said",
            Self::Nothing => {
                "`check` found files with problems, or nothing fits what `search`, `findings`, `reports`, `grid` or \
                 `jump` was asked"
            }
            Self::Trouble => "wrong arguments, or an output that takes no more",
            Self::Missing => "the folder is missing",
            Self::Shut => "the folder may not be read",
            Self::Neither => "the folder is neither a folder nor a file",
        }
    }

    /// [`Self::Nothing`] where there is nothing.
    #[must_use]
    pub const fn of(nothing: bool) -> Self {
        if nothing { Self::Nothing } else { Self::Well }
    }

    /// That of a folder that cannot be opened.
    #[must_use]
    pub const fn of_closed(why: Why) -> Self {
        match why {
            Why::Missing => Self::Missing,
            Why::Shut => Self::Shut,
            Why::Neither => Self::Neither,
        }
    }
}

/// A failure that has a status of its own.
#[derive(Debug)]
pub struct Trouble {
    /// What the program ends with.
    pub status: Status,
    /// What it says.
    pub reason: String,
}

impl Trouble {
    /// The status of any failure.
    #[must_use]
    pub fn status(error: &io::Error) -> Status {
        let own = error.get_ref().and_then(|error| error.downcast_ref::<Self>());
        own.map_or(Status::Trouble, |own| own.status)
    }
}

impl fmt::Display for Trouble {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.reason)
    }
}

impl Error for Trouble {}

impl From<Status> for ExitCode {
    fn from(status: Status) -> Self {
        Self::from(status.number())
    }
}

/// What `--help` says of all of them.
#[must_use]
pub fn help() -> String {
    let each = Status::ALL.map(|status| format!("{} {}", status.number(), status.words()));
    format!("Exit codes: {}; 128 and its number where a signal ended the browser.", each.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The page where it is all written down, cause by cause.
    const PAGE: &str = include_str!("../../docs/exit-status.md");

    /// The rows of its tables: the cells between the bars.
    fn rows() -> impl Iterator<Item = Vec<&'static str>> {
        let rows = PAGE.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| Status"));
        rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
    }

    #[test]
    fn the_page_has_the_statuses_that_the_program_ends_with_and_no_others() {
        let meant: Vec<String> =
            Status::ALL.iter().map(|status| format!("| {} | {}", status.number(), status.words())).collect();
        for row in meant {
            assert!(PAGE.contains(&row), "{row}");
        }
        let numbers: Vec<String> = Status::ALL.iter().map(|status| status.number().to_string()).collect();
        for row in rows() {
            assert!(row[0] == "128 + n" || numbers.iter().any(|number| number == row[0]), "{row:?}");
        }
        for number in numbers {
            assert!(rows().any(|row| row.len() == 3 && row[0] == number), "no cause of {number}");
        }
    }
}
