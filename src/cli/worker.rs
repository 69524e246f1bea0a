//! The program as its own worker: the hidden subcommand that reads files for another process of it, and who starts it.

use std::env;
use std::io;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::config::Directories;
use crate::load::{BUILD, Means, Program, Reading};

/// The word after the program's name that makes it a worker.
#[cfg(unix)]
pub const NAME: &str = crate::load::worker::SUBCOMMAND;
/// The word after the program's name that would make it a worker where there were any.
#[cfg(not(unix))]
pub const NAME: &str = "read-worker";

/// The option for a worker that may take more memory.
#[cfg(unix)]
const LARGE: &str = crate::load::worker::LARGE;
/// The option that a worker would have where there were any.
#[cfg(not(unix))]
const LARGE: &str = "large";

/// What can be said of how files are read, with every command.
#[derive(Debug, Clone, Copy, Args)]
pub struct How {
    /// Read every file anew, and keep nothing of it.
    #[arg(long, global = true)]
    pub no_cache: bool,
    /// Read files in this process, without limits on what one may take.
    #[arg(long, global = true, hide = true)]
    pub no_workers: bool,
}

impl How {
    /// By what means the program reads files: in workers where the system has what they need and it is known where the program
    /// lies, and with a cache where there is a place for it.
    pub fn means(self) -> Means {
        let path = if cfg!(unix) && !self.no_workers { this() } else { None };
        let workers = path.map(|path| Reading::Workers(Program { path, build: BUILD }));
        let cache = Directories::of_user().cache.filter(|_| !self.no_cache);
        Means { reading: workers.unwrap_or_default(), cache }
    }
}

/// Where this program lies, where that is known.
fn this() -> Option<PathBuf> {
    // The system's name for it leads to the running one, whatever lies in its place by now (proc(5), "/proc/pid/exe").
    let running = PathBuf::from("/proc/self/exe");
    if running.exists() { Some(running) } else { env::current_exe().ok() }
}

/// What another process asks of its worker.
#[derive(Debug, Args)]
pub struct Asked {
    /// Take the memory that is there for a few workers at a time.
    #[arg(long = LARGE)]
    large: bool,
}

/// Reads files for the process at the other end of standard input.
///
/// # Errors
///
/// When there is no such process, or this one cannot limit itself.
pub fn serve(asked: &Asked) -> io::Result<ExitCode> {
    #[cfg(unix)]
    crate::load::worker::serve(asked.large)?;
    #[cfg(not(unix))]
    let _ = asked.large;
    Ok(ExitCode::SUCCESS)
}
