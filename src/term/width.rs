//! How wide the terminal is that the output goes to, for what prints and is done.

use std::io::{IsTerminal as _, stdout};

use crossterm::terminal;

/// The cells of a line of the terminal that the output goes to. `None` where it goes to no terminal, or to one that does
/// not know.
#[must_use]
pub fn of_output() -> Option<usize> {
    let (cells, _) = stdout().is_terminal().then(terminal::size)?.ok()?;
    (cells > 0).then_some(usize::from(cells))
}
