//! A worker: the program again, as a process that reads one file after the other and dies of those that are too much.
//!
//! Its standard input is a socket to the program that started it. It ends when that closes, however the program ended.

use std::ffi::OsStr;
use std::io;
use std::os::fd::AsFd as _;
use std::os::unix::ffi::OsStrExt as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::packed::Packed;
use super::source::Refusal;
use super::wire::{Answer, Buffer, Ready, Setup, Task};
use super::{BUILD, limits, source};
use crate::authority::{Names, Register};

/// The word after the program's name that makes it a worker.
pub const SUBCOMMAND: &str = "read-worker";
/// The option of the worker that reads what was too much for another.
pub const LARGE: &str = "large";

/// The name of a worker in lists of processes.
#[cfg(target_os = "linux")]
const NAME: &std::ffi::CStr = c"findings-worker";

/// The last words of a worker that had a panic in little memory.
pub const CRAMPED: &str = "a panic in little memory";

/// Reads the files that it is asked for until nobody asks any more; `large` is for those that need more memory than most.
///
/// # Errors
///
/// When the limits cannot be set, or standard input is not the socket of a program of the same build.
pub fn serve(large: bool) -> io::Result<()> {
    // It may have been started by the system's name for the running program, which would be the one in lists of processes.
    #[cfg(target_os = "linux")]
    let _ = rustix::thread::set_name(NAME);
    limits::set(if large { limits::LARGE_MEMORY } else { limits::MEMORY })?;
    // A panic is caught and told as the file's problem; its message on top of that would be nobody's.
    let panicked = Arc::new(AtomicBool::new(false));
    let seen = Arc::clone(&panicked);
    std::panic::set_hook(Box::new(move |_| seen.store(true, Ordering::SeqCst)));
    let mut pipe = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    let mut buffer = Buffer::default();
    let Some(setup) = buffer.take::<Setup>(&mut pipe)? else { return Ok(()) };
    buffer.give(&mut pipe, &Ready::of(BUILD))?;
    let names = Names::of(&Register::from_json(&setup.register).map_err(io::Error::other)?);
    while let Some(task) = buffer.take::<Task>(&mut pipe)? {
        limits::begin_file();
        let path = Path::new(OsStr::from_bytes(&task.path));
        let mut answer: Answer = source::report(path, &task.file, &names, &task.assigned);
        if panicked.load(Ordering::SeqCst) && !large {
            // A library that asks for memory and does not get it may panic as well as abort: whoever has more tries again.
            return Err(io::Error::other(CRAMPED));
        }
        let packed = Packed::of(&mut answer)?;
        drop(answer);
        match packed.give(&mut pipe) {
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                let reason = "it holds more text than any report has".to_owned();
                Packed::of(&mut Err(Refusal { reason, lasts: true }))?.give(&mut pipe)?;
            }
            sent => sent?,
        }
    }
    Ok(())
}
