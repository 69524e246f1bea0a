//! `findings cache`: where what was read is kept between runs, how large it is, and an end to it.

use std::io::{self, Write as _};
use std::process::ExitCode;

use clap::Args;

use super::status::Status;
use crate::config::Directories;
use crate::library::cache;
use crate::query::words;

/// What can be asked of the cache.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Delete it. Every folder is read anew the next time.
    #[arg(long)]
    clear: bool,
}

/// Says where the cache is and how large, or clears it.
///
/// # Errors
///
/// When there is no home directory, or a file of the cache cannot be deleted.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let directory = Directories::of_user().cache;
    let directory = directory.ok_or_else(|| io::Error::other("there is no home directory to keep a cache in"))?;
    let caches = cache::all(&directory);
    let bytes: u64 = caches.iter().map(|(_, size)| size).sum();
    let folders = words::count(caches.len(), "folder", "folders");
    let size = format!("{}.{} MiB", bytes >> 20, ((bytes % (1 << 20)) * 10) >> 20);
    let mut out = io::stdout().lock();
    if arguments.clear {
        for (path, _) in &caches {
            match std::fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        writeln!(out, "deleted what was kept of {folders}, {size}")?;
    } else {
        writeln!(out, "{}: {folders}, {size}", super::shown(&directory))?;
    }
    Ok(Status::Well.into())
}
