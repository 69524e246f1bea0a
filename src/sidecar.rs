//! The sidecar: what a folder's owner, or the user, knows and its reports do not say.
//!
//! Two places hold one, in the same format: `findings.toml` in the folder itself, which its owner writes and this program
//! never touches, and a file of the user's own for that folder in the configuration directory, which the browser writes
//! ([`own`]). The user's own wins.
//!
//! ```toml
//! folder = "/srv/reports"            # in the user's own: the folder that it is about
//!
//! [[authority]]                      # an authority that the built-in register lacks
//! name = "Ashcombe"
//! other_names = ["Ashcombe County Council"]
//! region = "South West"
//!
//! [[authority]]                      # with nothing but these two: more names for one that the register has
//! name = "Netherby"
//! other_names = ["Netherby Children’s Trust"]
//!
//! [[file]]
//! path = "2019/scan 12.pdf"          # below the folder, "/" between its parts; "*" stands for anything but "/"
//! authority = "Netherby"             # a name or another name of the register
//! framework = "ilacs"                # as the export writes it
//! from = 2019-06-03                  # the first and the last day; one alone is a visit of one day
//! to = 2019-06-14
//!
//! [[file]]
//! path = "agendas/*"
//! ignore = true                      # read as nothing; `findings check` lists it as ignored
//! ```
//!
//! Of two tables that say different things of one file, the user's own goes before the folder's, a whole path before one
//! with "*", a later table before an earlier one; each key for itself. `ignore = false` takes back what the folder's says.
//!
//! Nothing here is fatal. A file that is no such TOML, or has a key that is not above, is one problem with its line, and
//! nothing of it is used. A table that names an unknown authority, say, is a problem, and the others are used.

mod known;
pub mod own;
mod parse;
mod pattern;
#[cfg(test)]
mod tests;

use std::io;
use std::path::Path;

pub use known::{Known, Said};
pub use own::{Change, Told, What};

use crate::durable;
use crate::read::walk;
use crate::report::Rule;
use crate::vocabulary::vocabulary;

/// The name of the sidecar in a folder.
pub const NAME: &str = "findings.toml";
/// The longest sidecar that is read, in bytes: some ten thousand tables.
const LONGEST: u64 = 1 << 20;

vocabulary! {
    /// Whose a sidecar is. The later goes before the earlier.
    Whose {
        Folder = "folder", "the folder’s";
        Own = "own", "the user’s own";
    }
}

impl Whose {
    /// The rule that stands behind a fact of this sidecar.
    const fn rule(self) -> Rule {
        match self {
            Self::Folder => Rule::FolderSidecar,
            Self::Own => Rule::OwnSidecar,
        }
    }
}

/// Reads the text of a folder's own sidecar; `None` where there is none. Who fills the folder may have put a link there: one
/// that leads out of it is not followed, as with every other file.
///
/// # Errors
///
/// As [`read`], and when it is such a link, or one to nothing.
pub fn read_in(folder: &Path) -> Result<Option<String>, String> {
    let path = folder.join(NAME);
    if path.is_symlink() {
        let target = path.canonicalize().map_err(|error| walk::unfollowed(&error))?;
        if folder.canonicalize().is_ok_and(|folder| !target.starts_with(folder)) {
            return Err(walk::LEADS_OUT.to_owned());
        }
    }
    read(&path)
}

/// Reads the text of a sidecar; `None` where there is none.
///
/// # Errors
///
/// The reason, a sentence without its stop: it is no plain file (a pipe would wait for ever), too long, no UTF-8, or
/// cannot be read.
pub fn read(path: &Path) -> Result<Option<String>, String> {
    let bytes = durable::read(path, LONGEST).map_err(|error| match error.kind() {
        io::ErrorKind::Other | io::ErrorKind::FileTooLarge => error.to_string(),
        _ => format!("it cannot be read: {}", walk::reason(&error)),
    })?;
    let Some(bytes) = bytes else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let good = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        format!("line {}: it is not written in UTF-8", parse::Lines::of(&good).number(good.len()))
    })
}
