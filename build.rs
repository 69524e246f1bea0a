//! Gives the program a number for what it is made of: its sources, the dependencies' versions and the target.
//!
//! What one build keeps or tells its workers, only a build of the same sources may understand: they have the same words at
//! the same places of the same tables. The time and size of the program's file would say less, for a copy of it may have
//! another time, and two builds in a system that gives all files one time may have the same.

use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io;
use std::path::{Path, PathBuf};

/// What a build is made of, below the directory of `Cargo.toml`.
const SOURCES: [&str; 3] = ["src", "Cargo.toml", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = DefaultHasher::new();
    env::var_os("TARGET").hash(&mut hasher);
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        add(Path::new(source), &mut hasher)?;
    }
    println!("cargo::rustc-env=FINDINGS_BUILD={}", hasher.finish());
    Ok(())
}

/// Adds a file, or all that lies in a directory, in the order of the names. What is not there adds its name alone.
fn add(path: &Path, hasher: &mut DefaultHasher) -> io::Result<()> {
    path.hash(hasher);
    if path.is_dir() {
        let entries: io::Result<Vec<PathBuf>> = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect();
        let mut entries = entries?;
        entries.sort();
        entries.iter().try_for_each(|entry| add(entry, hasher))
    } else if path.is_file() {
        fs::read(path)?.hash(hasher);
        Ok(())
    } else {
        Ok(())
    }
}
