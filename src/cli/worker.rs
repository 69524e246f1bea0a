//! The program as its own worker: the hidden subcommand that reads files for another process of it, and who starts it.

use std::io;
use std::process::ExitCode;

use crate::load::Reading;

/// The word after the program's name that makes it a worker.
#[cfg(unix)]
pub const NAME: &str = crate::load::worker::SUBCOMMAND;
/// The word after the program's name that would make it a worker where there were any.
#[cfg(not(unix))]
pub const NAME: &str = "read-worker";

/// How the program reads files: in workers where the system has what they need, and it is known where the program lies.
pub fn reading() -> Reading {
    match std::env::current_exe() {
        Ok(program) if cfg!(unix) => Reading::Workers(program),
        _ => Reading::Here,
    }
}

/// Reads files for the process at the other end of standard input.
///
/// # Errors
///
/// When there is no such process, or this one cannot limit itself.
pub fn serve() -> io::Result<ExitCode> {
    #[cfg(unix)]
    crate::load::worker::serve()?;
    Ok(ExitCode::SUCCESS)
}
