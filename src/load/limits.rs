//! Limits: what a worker process may take of the machine. It sets them itself, before it has seen a single byte.
//!
//! What they leave to it is a bare process: it can open files to read them, and answer. Memory is limited as address
//! space, because that is what the system refuses at once and for a decompression bomb's first allocation that is too
//! large; a limit of resident memory is not kept by any system in use.

use std::io;
use std::time::Duration;

use rustix::process::{Resource, Rlimit, Signal, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// What all processes together may have of memory, in bytes.
const ALTOGETHER: u64 = 600 << 20;
/// What is left of it for the program itself: the library, and what lies between it and its workers.
const PROGRAM: u64 = 64 << 20;
/// What all workers together may have of it, with their code and tables.
pub const OF_WORKERS: u64 = ALTOGETHER - OWN - PROGRAM;
/// As many workers as there are at most. Each core has one, but ten workers that all read hostile files would have more
/// than a program may take on a machine that others share.
pub const WORKERS: usize = 5;
/// The address space of a worker beyond the program's own, in bytes. The largest report known takes two thirds of it.
pub const MEMORY: u64 = 44 << 20;
/// The same of a worker that reads what was too much for another.
pub const LARGE_MEMORY: u64 = 224 << 20;
/// The address space of the program itself where the system does not tell it: its code, its tables and its libraries.
pub const OWN: u64 = 20 << 20;
/// Its stack, in bytes.
const STACK: u64 = 8 << 20;
/// The processor time for one file, in seconds. The slowest report known takes a hundredth of it.
pub const SECONDS: u64 = 10;
/// How long the program waits for an answer, whoever is slow: the file's disk, the network, or the machine.
pub const PATIENCE: Duration = Duration::from_secs(30);
/// The files that a worker has open: its pipe, what it was given as output, and the file it reads.
const FILES: u64 = 16;

// There is enough for a worker on each core, and for two that need more.
const _: () = assert!(WORKERS as u64 * (OWN + MEMORY) <= OF_WORKERS && 2 * (OWN + LARGE_MEMORY) <= OF_WORKERS);

/// Sets the limits of this process, as far as the system has them: this much memory more than the program takes itself,
/// and the rest as above.
///
/// # Errors
///
/// When the memory cannot be limited, without which the rest is worth little.
pub fn set(memory: u64) -> io::Result<()> {
    lower(Resource::As, own().unwrap_or(OWN) + memory)?;
    // A system that lacks one of these has the others still.
    for (resource, most) in
        [(Resource::Stack, STACK), (Resource::Core, 0), (Resource::Fsize, 0), (Resource::Nofile, FILES)]
    {
        drop(lower(resource, most));
    }
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(Signal::KILL));
    Ok(())
}

/// Gives this process the time for one more file. What takes longer is ended by the system.
pub fn begin_file() {
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let used = u64::try_from(used).unwrap_or(0) + 1;
    let hard = getrlimit(Resource::Cpu).maximum;
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(used + SECONDS), maximum: hard });
}

/// Whether a process that was ended by this signal had used up its time.
pub fn is_out_of_time(signal: i32) -> bool {
    signal == Signal::XCPU.as_raw()
}

/// The address space of this process now, in bytes, where the system tells it (`/proc/self/statm`, its first number). A
/// program that is built for looking into takes twice as much as one for use: enough to die of a limit before its first file.
fn own() -> Option<u64> {
    let pages: u64 = std::fs::read_to_string("/proc/self/statm").ok()?.split(' ').next()?.parse().ok()?;
    pages.checked_mul(u64::try_from(rustix::param::page_size()).ok()?)
}

fn lower(resource: Resource, most: u64) -> io::Result<()> {
    let now = getrlimit(resource);
    let most = now.maximum.map_or(most, |hard| hard.min(most));
    Ok(setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(target_os = "linux")]
    fn the_system_tells_what_the_program_takes_itself() {
        let own = own().expect("it is told");
        assert!((1 << 20..1 << 40).contains(&own), "{own}");
    }
}
