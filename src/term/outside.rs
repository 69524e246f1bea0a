//! What the state asks for and cannot do itself: changing files, and showing one in another program.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};

use crate::app::export::{Save, Saved};
use crate::app::original::Original;
use crate::app::{App, Effect};
use crate::marks::{self, Kept};
use crate::saved;
use crate::sidecar;

/// What does it. The browser's settings, folder and directories are known there, not here.
pub trait Outside {
    /// Writes into the user's own sidecar of the folder. Answers what was written and where, or why nothing was.
    ///
    /// # Errors
    ///
    /// A sentence without its stop.
    fn write(&self, change: &sidecar::Change) -> Result<String, String>;

    /// Changes the marks, and answers all of them as they stand then on the disk, or why they do not.
    ///
    /// # Errors
    ///
    /// A sentence without its stop.
    fn keep(&self, change: &marks::Change) -> Result<Kept, String>;

    /// Changes the lists that are kept under names, and answers all of them as they stand then on the disk.
    ///
    /// # Errors
    ///
    /// A sentence without its stop.
    fn lists(&self, change: &saved::Change) -> Result<Vec<saved::Saved>, String>;

    /// Writes a file.
    fn save(&self, save: &Save) -> Saved;

    /// The program that shows a file.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: nothing can show it.
    fn viewer(&self, original: &Original) -> Result<Viewer, String>;
}

/// A program that shows a file, and what it is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Viewer {
    /// The program and its arguments.
    pub words: Vec<OsString>,
    /// What it reads from its input; `None` where the file is one of its arguments.
    pub input: Option<String>,
}

impl Viewer {
    /// Runs the program on the terminal until it is closed.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: it could not be started, or says itself that it failed.
    pub fn show(&self) -> Result<(), String> {
        let name = self.words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        let cannot = |error: io::Error| format!("{name} cannot be started: {error}");
        let (program, arguments) = self.words.split_first().ok_or("no viewer is named")?;
        let mut command = Command::new(program);
        command.args(arguments);
        if self.input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn().map_err(cannot)?;
        if let (Some(text), Some(mut pipe)) = (&self.input, child.stdin.take()) {
            // Whoever closes the pager has read enough; that the rest finds no reader is no failure.
            drop(pipe.write_all(text.as_bytes()));
        }
        let status = child.wait().map_err(|error| format!("{name}: {error}"))?;
        if status.success() { Ok(()) } else { Err(format!("{name} ended with an error ({status})")) }
    }
}

/// Does what an effect asks for, where that needs no terminal. Answers what is left to be done.
pub fn answer(app: &mut App, outside: &dyn Outside, effect: Effect) -> Option<Effect> {
    match effect {
        Effect::Write(change) => return app.wrote(&change, outside.write(&change)),
        Effect::Keep(change) => app.kept(&change, outside.keep(&change)),
        Effect::Lists(change) => app.kept_lists(&change, outside.lists(&change)),
        Effect::Save(save) => app.saved(&save, outside.save(&save)),
        other => return Some(other),
    }
    None
}
