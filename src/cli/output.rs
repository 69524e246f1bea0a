//! What the commands print: a table whole where a file or another program takes it, and within its width on a terminal.

use std::io::{self, BufWriter, Write as _};

use super::tell;
use crate::export::table::{Style, Table};
use crate::query::words;
use crate::term::width;

/// Prints a table in this style.
///
/// # Errors
///
/// When the output ends.
pub fn table(table: &Table, style: Style) -> io::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    let left_out = match width::of_output().filter(|_| style == Style::Table) {
        Some(cells) => table.write_within(cells, &mut out)?,
        None => table.write(style, &mut out).map(|()| 0)?,
    };
    out.flush()?;
    if left_out > 0 {
        let columns = words::count(left_out, "more column has", "more columns have");
        tell(&format!(
            "{columns} no room in this terminal; --format csv has all of them, and so has a pipe: | less -S"
        ));
    }
    Ok(())
}
