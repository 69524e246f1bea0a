//! What the state asks for and cannot do itself: changing files, and showing one in another program.

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::thread;

use rustix::io::Errno;
use rustix::process::{Pid, WaitId, WaitIdOptions, waitid};

use super::gate::Gate;

use crate::app::export::{Save, Saved};
use crate::app::original::Original;
use crate::app::{App, Effect};
use crate::durable;
use crate::marks::{self, Kept};
use crate::saved;
use crate::sidecar;

/// What does it, in a thread of its own. The browser's settings, folder and directories are known there, not here.
pub trait Outside: Send + Sync {
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
    /// Runs the program on the terminal until it is closed, and tells the gate which process has it meanwhile.
    ///
    /// # Errors
    ///
    /// A sentence without its stop: it could not be started, or says itself that it failed.
    pub fn show(&self, gate: &Gate) -> Result<(), String> {
        let name = self.words.first().map(|word| word.to_string_lossy().into_owned()).unwrap_or_default();
        let cannot = |error: io::Error| format!("{name} cannot be started: {}", durable::reason(&error));
        let (program, arguments) = self.words.split_first().ok_or("no viewer is named")?;
        let mut command = Command::new(program);
        command.args(arguments);
        if self.input.is_some() {
            command.stdin(Stdio::piped());
        }
        let mut child = command.spawn().map_err(cannot)?;
        let process = Pid::from_child(&child);
        gate.lent_to(process);
        let mut given = Ok(());
        if let (Some(text), Some(mut pipe)) = (self.input.clone(), child.stdin.take()) {
            // Whoever closes the pager has read enough; that the rest finds no reader is no failure. Nobody waits for the writer:
            // a pager that was started by another one may hold the pipe longer than that lives.
            given = thread::Builder::new().spawn(move || drop(pipe.write_all(text.as_bytes()))).map(drop);
        }
        await_end(process);
        gate.came_back();
        given.map_err(|error| format!("{name} got nothing to show: {}", durable::reason(&error)))?;
        let status = child.wait().map_err(|error| format!("{name}: {}", durable::reason(&error)))?;
        if status.success() { Ok(()) } else { Err(format!("{name} ended with an error ({status})")) }
    }
}

/// Waits until a process that was started here has ended. It keeps its number until it is asked how it ended, so that a
/// signal for it cannot reach another one.
pub fn await_end(process: Pid) {
    let over = WaitIdOptions::EXITED | WaitIdOptions::NOWAIT;
    while waitid(WaitId::Pid(process), over).is_err_and(|error| error == Errno::INTR) {}
}

/// Something that is to be written.
#[derive(Debug)]
pub enum Errand {
    Write(sidecar::Change),
    Keep(marks::Change),
    Lists(saved::Change),
    Save(Save),
}

/// What became of it.
#[derive(Debug)]
pub enum Done {
    Wrote(Result<String, String>, sidecar::Change),
    Kept(Result<Kept, String>, marks::Change),
    Lists(Result<Vec<saved::Saved>, String>, saved::Change),
    Saved(Saved, Save),
}

impl Errand {
    /// What an effect asks to be written; an effect that asks for something else comes back.
    pub fn of(effect: Effect) -> Result<Self, Effect> {
        Ok(match effect {
            Effect::Write(change) => Self::Write(change),
            Effect::Keep(change) => Self::Keep(change),
            Effect::Lists(change) => Self::Lists(change),
            Effect::Save(save) => Self::Save(save),
            other => return Err(other),
        })
    }

    /// Writes it, and waits until the disk has it.
    pub fn run(self, outside: &dyn Outside) -> Done {
        match self {
            Self::Write(change) => Done::Wrote(outside.write(&change), change),
            Self::Keep(change) => Done::Kept(outside.keep(&change), change),
            Self::Lists(change) => Done::Lists(outside.lists(&change), change),
            Self::Save(save) => Done::Saved(outside.save(&save), save),
        }
    }
}

impl Done {
    /// Tells the state. Answers what it asks for next.
    pub fn tell(self, app: &mut App) -> Vec<Effect> {
        match self {
            Self::Wrote(told, change) => return app.wrote(&change, told).into_iter().collect(),
            Self::Kept(kept, change) => return app.kept(&change, kept),
            Self::Lists(lists, change) => app.kept_lists(&change, lists),
            Self::Saved(saved, save) => app.saved(&save, saved),
        }
        Vec::new()
    }

    /// Why it was not written; `None` where it was.
    pub fn failure(&self) -> Option<String> {
        match self {
            Self::Wrote(Err(reason), _) | Self::Kept(Err(reason), _) | Self::Lists(Err(reason), _) => {
                Some(reason.clone())
            }
            Self::Saved(Saved::Failed(reason), _) => Some(reason.clone()),
            Self::Saved(Saved::IsThere, save) => Some(format!("{} is there already; it was not written", save.path)),
            Self::Wrote(..) | Self::Kept(..) | Self::Lists(..) | Self::Saved(Saved::Written(_), _) => None,
        }
    }
}

/// Does at once what an effect asks to be written. Answers what is left to be done.
pub fn answer(app: &mut App, outside: &dyn Outside, effect: Effect) -> Vec<Effect> {
    match Errand::of(effect) {
        Ok(errand) => {
            let next = errand.run(outside).tell(app);
            next.into_iter().flat_map(|effect| answer(app, outside, effect)).collect()
        }
        Err(other) => vec![other],
    }
}
