//! The terminal, and nothing else touches it: taking and giving it back, keys in, frames out, signals, suspending.
//!
//! One channel carries keys, progress and signals. The loop draws, waits for one of them, takes what has queued
//! behind it, and draws again: keys are never dropped, frames are. Nothing ticks, and the terminal is asked nothing.

use std::io;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

use crossterm::event::{Event, MouseButton, MouseEventKind};
use crossterm::style;
use rustix::io::Errno;
use rustix::process::{getpgid, getsid};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGTSTP};

use crate::app::mouse;
use crate::app::notice::Notice;
use crate::app::seek::Seek;
use crate::app::{App, Effect};
use crate::keymap::Key;
use crate::load::Progress;
use crate::load::watch::{Change, Watch};

pub mod abilities;
mod background;
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
mod screen;
mod scroll;
mod seeker;
pub mod shown;
mod student;
mod watcher;
pub mod width;
mod writer;

use abilities::Abilities;
use gate::Gate;
use keeper::Keeper;
use listen::{News, listen};
use loader::Loader;
use next::Next;
pub use outside::{Outside, Viewer};
use print::press;
pub use print::print;
use screen::Screen;
use seeker::Seeker;
use student::Student;
use watcher::Watcher;

/// How long a frame waits for the answer to what is typed: what is there then is drawn.
const PATIENCE: Duration = Duration::from_millis(8);
/// How long it waits for the disk to have what a key asked to be written, so that most disks are never said to be busy.
const DISK: Duration = Duration::from_millis(40);

/// Tells the browser what was read; `false` asks to stop.
pub type Tell<'a> = &'a (dyn Fn(Progress) -> bool + Sync);

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The state as it was left.
    pub app: App,
    /// The signal that ended it, `None` where a key did; or why the terminal could not be used any longer.
    pub signal: io::Result<Option<i32>>,
    /// What could not be written, and was known too late for the screen: sentences without their stops.
    pub lost: Vec<String>,
}

/// Shows the browser until it is left. `load` reads the folder and tells what it reads; it runs in the background, and
/// again for every reload. `outside` changes files, in the background as well; nothing ends before it is done. `keys` are pressed when everything is read. The mouse is listened to
/// where that is asked for, and a folder is watched where there is a watch.
///
/// # Errors
///
/// When the terminal cannot be taken, or is gone.
pub fn run<L>(
    mut app: App,
    (keys, mouse): (&[Key], bool),
    outside: &Arc<dyn Outside>,
    (load, watch): (L, Option<Watch>),
) -> io::Result<Ended>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    style::force_color_output(true);
    let (sender, news) = channel();
    // Reading goes on while the terminal is taken and the first frame is drawn.
    let mut loader = Loader::new(load, sender.clone());
    loader.start();
    let mut screen = Screen::take(mouse, watch.is_some())?;
    let mut watcher = Watcher::new(watch, sender.clone());
    app.resize(screen.size()?);
    let gate = Gate::default();
    listen(&sender, &gate)?;
    let seeker = Seeker::start(&sender);
    let student = Student::new(sender.clone());
    let mut keeper = Keeper::start(Arc::clone(outside), &sender);
    let helpers = (&mut loader, &mut watcher, &seeker, &student);
    let doers = (&**outside, &mut keeper);
    let signal = follow(&mut app, (keys, doers), &mut screen, helpers, (&sender, &news, &gate)).or_else(gone);
    // The terminal is given back first: it may be gone, and a disk may be slow.
    drop(screen);
    let mut lost = Vec::new();
    keeper.settle(&mut app, &mut |reason| lost.push(reason));
    Ok(Ended { app, signal, lost })
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

/// The loop. Answers the signal that ended it.
fn follow<L>(
    app: &mut App,
    (keys, (outside, keeper)): (&[Key], (&dyn Outside, &mut Keeper)),
    screen: &mut Screen,
    (loader, watcher, seeker, student): (&mut Loader<L>, &mut Watcher, &Seeker, &Student),
    (sender, news, gate): (&Sender<News>, &Receiver<News>, &Gate),
) -> io::Result<Option<i32>>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    let mut keys = Some(keys);
    let mut told = Vec::new();
    let mut next = Next::default();
    loop {
        screen.line.watch(sender)?;
        let waited = next.early.is_some();
        let patience = next::patience(app.reading());
        let Ok(first) = next.wait(news, (!told.is_empty()).then_some(patience)) else { return Ok(None) };
        let (quiet, held) = (first.is_none(), next.held.take());
        let mut only_news = first.is_some() && held.is_none();
        let mut ahead = false;
        let mut only_keys = held.unwrap_or(first.is_some());
        let mut wrote = false;
        for news in first.into_iter().chain(news.try_iter()) {
            // What an earlier run kept is shown at once.
            let kept = matches!(news, News::Progress(_, Progress::Kept(..)));
            ahead |= kept;
            only_news &= matches!(news, News::Progress(..)) && !kept;
            let typed = matches!(news, News::Terminal(..));
            only_keys &= matches!(news, News::Terminal(Event::Key(_), _));
            let effects = match news {
                News::Progress(run, progress) => {
                    if loader.is_now(run) {
                        told.push(progress);
                    }
                    if kept {
                        break;
                    }
                    continue;
                }
                News::Read(run) if !loader.is_now(run) => continue,
                News::Read(_) => {
                    app.told_all(told.drain(..));
                    watcher.begin(|| loader.turn());
                    given(app, keys.take().unwrap_or_default())
                }
                News::Terminal(event, at) => {
                    match event {
                        Event::FocusGained => watcher.focus(),
                        Event::Key(_) => next.pace.typed(at),
                        _ => {}
                    }
                    if !told.is_empty() {
                        app.told(told.drain(..));
                    }
                    take(app, screen, event)?
                }
                News::Done => keeper.tell(app),
                News::Learnt(..) | News::Found(..) | News::Changed(_) | News::Failed(_) => heard(app, news),
                News::Room => {
                    screen.line.has_room()?;
                    Vec::new()
                }
                News::Signal(SIGTSTP) => vec![Effect::Suspend],
                News::Signal(SIGCONT) => {
                    screen.enter()?;
                    Vec::new()
                }
                News::Signal(signal) => return Ok(Some(signal)),
            };
            match act(app, effects, (loader, keeper), (screen, gate, outside))? {
                ControlFlow::Break(()) => return Ok(None),
                ControlFlow::Continue(asked) => wrote |= asked,
            }
            if typed {
                gate.dealt();
            }
        }
        if only_news && next.drawn.elapsed() < patience {
            continue;
        }
        if !told.is_empty() {
            app.told(told.drain(..));
        }
        if !next.pace.rest(Instant::now()).is_zero() {
            next.held = Some(only_keys);
            continue;
        }
        let waits = app.is_seeking() || wrote;
        let mut asked = app.seek();
        asked.take_if(|_| waits).into_iter().for_each(|seek| seeker.ask(seek));
        if waits && !waited {
            next.early = news.recv_timeout(if wrote { DISK } else { PATIENCE }).ok();
            if next.early.is_some() {
                continue;
            }
        }
        // What the terminal has not taken yet comes first, and one frame of all that happened until then behind it.
        if screen.line.is_behind() {
            next.follows = None;
            continue;
        }
        next.draw(screen, app, (only_keys, quiet))?;
        // The look at the files comes before what is learnt of them, and keys that are given wait for what they find.
        if app.reading().is_kept() && !ahead && keys.is_none_or(<[Key]>::is_empty) {
            app.has_student();
        }
        behind_frame(app, asked, (seeker, student));
    }
}

/// Takes in what others found out.
fn heard(app: &mut App, news: News) -> Vec<Effect> {
    match news {
        News::Learnt(generation, piece) => app.learnt(generation, piece),
        News::Found(number, found) => return app.found(number, found).into_iter().collect(),
        News::Changed(Change::Again(news)) => app.read_again(news),
        News::Changed(Change::Gone(reason)) => app.lost(&reason),
        News::Changed(Change::Unheard) => app.unheard(),
        News::Failed(part) => {
            app.say(Notice::error(format!(
                "{part} failed, which is a fault of the program; what is shown may not be all"
            )));
        }
        // The loop takes these in itself.
        News::Terminal(..) | News::Signal(_) | News::Progress(..) | News::Read(_) | News::Room | News::Done => {}
    }
    Vec::new()
}

/// Does what keys and news asked for. Answers whether something was given to be written, or breaks where the program is left.
fn act<L>(
    app: &mut App,
    effects: Vec<Effect>,
    (loader, keeper): (&mut Loader<L>, &mut Keeper),
    (screen, gate, outside): (&mut Screen, &Gate, &dyn Outside),
) -> io::Result<ControlFlow<(), bool>>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    let mut wrote = false;
    for effect in effects {
        match keeper.ask(app, effect) {
            None => wrote = true,
            Some(Effect::Quit) => return Ok(ControlFlow::Break(())),
            Some(Effect::Reload) => loader.start(),
            Some(effect) => {
                // Who is stopped in the middle of writing keeps other sessions out.
                if matches!(effect, Effect::Suspend | Effect::Original(_))
                    && keeper.settle(app, &mut |_| {}).contains(&Effect::Reload)
                {
                    loader.start();
                }
                perform(app, effect, (screen, gate, outside))?;
            }
        }
    }
    Ok(ControlFlow::Continue(wrote))
}

/// Does what a key asked for and only the terminal can do.
fn perform(
    app: &mut App,
    effect: Effect,
    (screen, gate, outside): (&mut Screen, &Gate, &dyn Outside),
) -> io::Result<()> {
    match effect {
        Effect::Redraw => screen.forget(),
        Effect::Suspend if !has_shell() => app.say(Notice::info("no shell would continue the program; it stays")),
        Effect::Suspend => {
            screen.suspend()?;
            app.resize(screen.size()?);
        }
        Effect::Copy(copied) => {
            let sent = clipboard::copy(&copied.text, |bytes| screen.send(bytes))?;
            app.copied(&copied, sent);
        }
        Effect::Original(original) => {
            let shown = outside.viewer(&original).and_then(|viewer| screen.lend(gate, &viewer));
            app.resize(screen.size()?);
            app.came_back(shown.map(|()| format!("back from {}", original.file)));
        }
        // The loop does these itself, or they are answered before.
        Effect::Quit | Effect::Reload | Effect::Write(_) | Effect::Keep(_) | Effect::Save(_) | Effect::Lists(_) => {}
    }
    Ok(())
}

/// Begins, once a frame is out, what nobody waits for yet.
fn behind_frame(app: &mut App, asked: Option<Seek>, (seeker, student): (&Seeker, &Student)) {
    if let Some(seek) = asked {
        seeker.ask(seek);
    }
    if let Some(study) = app.study() {
        student.learn(study);
    }
}

/// Presses the keys that were given beforehand, which find what they ask for; from then on no key waits for that.
fn given(app: &mut App, keys: &[Key]) -> Vec<Effect> {
    let mut search = None;
    let effects = keys.iter().filter_map(|&key| press(app, key, &mut search)).collect();
    app.has_student();
    effects
}

/// Takes in what the terminal sent.
fn take(app: &mut App, screen: &mut Screen, event: Event) -> io::Result<Vec<Effect>> {
    Ok(match event {
        Event::Key(event) => keys::keys(event).filter_map(|key| app.input(key)).collect(),
        Event::Paste(text) => {
            app.paste(&text);
            Vec::new()
        }
        Event::Mouse(event) => {
            let did = match event.kind {
                MouseEventKind::ScrollUp => mouse::Did::WheelUp,
                MouseEventKind::ScrollDown => mouse::Did::WheelDown,
                MouseEventKind::Down(MouseButton::Left) => mouse::Did::Press,
                MouseEventKind::Drag(MouseButton::Left) => mouse::Did::Drag,
                _ => return Ok(Vec::new()),
            };
            app.mouse(did, event.column, event.row).into_iter().collect()
        }
        Event::Resize(..) => {
            app.resize(screen.size()?);
            vec![Effect::Redraw]
        }
        _ => Vec::new(),
    })
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
