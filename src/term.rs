//! The terminal, and nothing else touches it: taking and giving it back, keys in, frames out, signals, suspending.
//!
//! One channel carries keys, progress and signals. The loop draws, waits for one of them, takes what has queued
//! behind it, and draws again: keys are never dropped, frames are. Nothing ticks, and the terminal is asked nothing.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::mpsc::channel;

use crossterm::style;
use rustix::io::Errno;
use rustix::process::{getpgid, getsid};
use signal_hook::consts::SIGHUP;

use crate::app::App;
use crate::keymap::Key;
use crate::load::Tell;
use crate::load::watch::Watch;

pub mod abilities;
mod background;
mod begun;
pub mod clipboard;
pub mod frame;
mod gate;
mod glyph;
mod keeper;
mod keys;
mod line;
mod listen;
mod loader;
mod next;
mod outside;
mod pace;
mod print;
mod running;
mod screen;
mod scroll;
mod seeker;
pub mod shown;
mod student;
mod typed;
mod watcher;
pub mod width;
mod writer;

use abilities::Abilities;
use clipboard::Clipboard;
use gate::Gate;
use keeper::Keeper;
use listen::Ears;
use loader::Loader;
use next::Next;
pub use outside::{Outside, Viewer};
pub use print::print;
use running::Running;
use screen::Screen;
use seeker::Seeker;
use student::Student;
use watcher::Watcher;

/// Reads the folder and tells what it reads.
pub type Load = dyn Fn(Tell<'_>) + Send + Sync;

/// What a run begins with.
pub struct Start<'a> {
    /// Pressed when everything is read.
    pub keys: &'a [Key],
    /// Whether the mouse is listened to.
    pub mouse: bool,
    /// Changes files, in the background. Nothing ends before that is done.
    pub outside: Arc<dyn Outside>,
    /// Reads the folder, in the background, and again for every reload.
    pub load: Arc<Load>,
    /// The folder, where it is watched.
    pub watch: Option<Watch>,
    /// Keeps where one was, when the terminal is given back and before anything is waited for.
    pub leave: &'a dyn Fn(&App),
}

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The signal that ended it, `None` where a key did; or why the terminal could not be used any longer.
    pub signal: io::Result<Option<i32>>,
    /// What could not be written, and was known too late for the screen: sentences without their stops.
    pub lost: Vec<String>,
}

/// Shows the browser until it is left.
///
/// # Errors
///
/// When the terminal cannot be taken, or is gone.
pub fn run(mut app: App, start: Start<'_>) -> io::Result<Ended> {
    style::force_color_output(true);
    let (sender, news) = channel();
    // Reading goes on while the terminal is taken and the first frame is drawn.
    let mut loader = Loader::new(start.load, sender.clone());
    loader.start();
    // A signal that came between the two would leave the terminal as it was taken.
    let ears = Ears::open()?;
    let screen = Screen::take(start.mouse, start.watch.is_some())?;
    app.resize(screen.size()?);
    let mut running = Running {
        app,
        keys: Some(start.keys),
        told: Vec::new(),
        later: VecDeque::new(),
        waits: None,
        next: Next::default(),
        screen,
        gate: Gate::default(),
        ears: Some(ears),
        loader,
        watcher: Watcher::new(start.watch, sender.clone()),
        seeker: Seeker::new(&sender),
        student: Student::new(sender.clone()),
        keeper: Keeper::new(Arc::clone(&start.outside), &sender),
        outside: start.outside,
        clipboard: Clipboard::default(),
        sender,
    };
    let signal = running.follow(&news).or_else(gone);
    let Running { mut app, screen, mut keeper, .. } = running;
    // The terminal is given back first: it may be gone, and a disk may be slow.
    drop(screen);
    // Another session may hold what is to be written for seconds.
    (start.leave)(&app);
    let mut lost = Vec::new();
    keeper.settle(&mut app, &mut |reason| lost.push(reason));
    Ok(Ended { signal, lost })
}

/// A terminal that is gone is a hang-up, whoever noticed it first.
fn gone(error: io::Error) -> io::Result<Option<i32>> {
    let is_gone =
        [Errno::IO, Errno::NXIO, Errno::PIPE].map(Errno::raw_os_error).map(Some).contains(&error.raw_os_error());
    if is_gone { Ok(Some(SIGHUP)) } else { Err(error) }
}

/// Whether a shell would continue the program: one that was started by itself, as by `ssh -t` or in a window of its own,
/// would stay stopped for ever.
fn has_shell() -> bool {
    matches!((getpgid(None), getsid(None)), (Ok(group), Ok(session)) if group != session)
}

/// Whether terminfo's entry of a terminal says that it shows all colours.
#[must_use]
pub fn knows_rgb(term: &str) -> bool {
    let entry = termini::TermInfo::from_name(term).ok();
    entry.is_some_and(|entry| ["RGB", "Tc"].into_iter().any(|flag| entry.extended_cap(flag).is_some()))
}

/// What the terminal can do.
#[must_use]
pub fn abilities() -> Abilities {
    screen::abilities()
}
