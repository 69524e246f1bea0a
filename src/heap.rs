//! The heap: who hands out memory, and when what is free goes back to the system.
//!
//! Reading a folder and learning its words takes several times the memory that is held afterwards. The program may then
//! stay open for a day on a server that others share, so that what it does not hold is not kept for it.

/// Who hands out memory: it can be told to give back what is free, wherever it lies between what is held.
#[cfg(unix)]
pub use tikv_jemallocator::Jemalloc as Allocator;

/// Who hands out memory.
#[cfg(not(unix))]
pub use std::alloc::System as Allocator;

/// The setting of a worker process: address space that is free is not kept either, for that is what its limit counts.
#[cfg(unix)]
pub const OF_WORKERS: (&str, &str) = ("_RJEM_MALLOC_CONF", "retain:false,narenas:1");

/// Gives all memory that is free back to the system, once. For who has done a piece of work that took much.
#[cfg(unix)]
pub fn give_back() {
    use tikv_jemalloc_ctl::{Access as _, AsName as _, arenas};
    // Pages that are free go back after a time of use, which setting this time to nothing ends at once (jemalloc's manual,
    // "arena.<i>.dirty_decay_ms"). That an arena has no such time is no failure: it was never used.
    for arena in 0..arenas::narenas::read().unwrap_or(0) {
        let name = format!("arena.{arena}.dirty_decay_ms\0");
        if let Ok(before) = name.as_bytes().name().update(0_isize) {
            let _ = name.as_bytes().name().write(before);
        }
    }
}

/// Nothing is known here of memory that is free.
#[cfg(not(unix))]
pub const fn give_back() {}
