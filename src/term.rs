//! The terminal, and nothing else touches it: taking and giving it back, keys in, frames out, signals, suspending.
//!
//! One channel carries keys, progress and signals. The loop draws, waits for one of them, takes what has queued
//! behind it, and draws again: keys are never dropped, frames are. Nothing ticks, and the terminal is asked nothing.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, Once, PoisonError};
use std::thread;
use std::time::Duration;

use crossterm::cursor::{Hide, MoveTo, Show};
use crossterm::event::{
    DisableBracketedPaste, EnableBracketedPaste, Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers,
};
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use crossterm::{execute, queue, style, terminal};
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
use signal_hook::low_level::raise;

use crate::app::seek::Seek;
use crate::app::{App, Effect};
use crate::keymap::Key;
use crate::load::Progress;
use crate::query::jump::{Found, Search};
use crate::ui;

mod gate;
mod outside;

use gate::Gate;
use outside::answer;
pub use outside::{Outside, Viewer};

/// The stop that no program can catch. Raised by hand after the terminal was given back.
const SIGSTOP: i32 = signal_hook::consts::SIGSTOP;

/// How long a frame waits for the answer to what was typed: most come in time, and the list does not change twice for a key.
const PATIENCE: Duration = Duration::from_millis(8);

/// Tells the browser what was read; `false` asks to stop.
pub type Tell<'a> = &'a (dyn Fn(Progress) -> bool + Sync);

/// How a run ended.
#[derive(Debug)]
pub struct Ended {
    /// The state as it was left.
    pub app: App,
    /// The signal that ended it; `None` where a key did.
    pub signal: Option<i32>,
}

/// What arrives at the loop.
enum News {
    Terminal(Event),
    Signal(i32),
    Progress(usize, Progress),
    Read(usize),
    Found(usize, Found),
    Gone(io::Error),
}

/// Shows the browser until it is left. `load` reads the folder and tells what it reads; it runs in the background, and
/// again for every reload. `outside` changes files. `keys` are pressed when everything is read.
///
/// # Errors
///
/// When the terminal cannot be taken, or is gone.
pub fn run<L>(mut app: App, keys: &[Key], outside: &dyn Outside, load: L) -> io::Result<Ended>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    style::force_color_output(true);
    let mut screen = Screen::take()?;
    app.resize(screen.size()?);
    screen.draw(&app)?;
    let (sender, news) = channel();
    let gate = Gate::default();
    listen(&sender, &gate)?;
    let seeker = Seeker::start(sender.clone());
    let mut loader = Loader { load: Arc::new(load), run: Arc::new(AtomicUsize::new(0)), sender };
    loader.start();
    let signal = follow(&mut app, (keys, outside), &mut screen, (&mut loader, &seeker), (&news, &gate))?;
    Ok(Ended { app, signal })
}

/// The loop. Answers the signal that ended it.
fn follow<L>(
    app: &mut App,
    (keys, outside): (&[Key], &dyn Outside),
    screen: &mut Screen,
    (loader, seeker): (&mut Loader<L>, &Seeker),
    (news, gate): (&Receiver<News>, &Gate),
) -> io::Result<Option<i32>>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    let mut keys = Some(keys);
    let mut early = None;
    loop {
        let waited = early.is_some();
        let Some(first) = early.take().or_else(|| news.recv().ok()) else { return Ok(None) };
        let mut told = Vec::new();
        for news in std::iter::once(first).chain(news.try_iter()) {
            let typed = matches!(news, News::Terminal(_));
            let effects = match news {
                News::Progress(run, progress) => {
                    if loader.is_now(run) {
                        told.push(progress);
                    }
                    continue;
                }
                News::Read(run) if !loader.is_now(run) => continue,
                News::Read(_) => {
                    app.told(told.drain(..));
                    app.finish();
                    let mut search = None;
                    keys.take().unwrap_or_default().iter().filter_map(|&key| press(app, key, &mut search)).collect()
                }
                News::Terminal(event) => {
                    if !told.is_empty() {
                        app.told(told.drain(..));
                    }
                    take(app, screen, event)?
                }
                News::Found(number, found) => app.found(number, found).into_iter().collect(),
                News::Signal(SIGTSTP) => vec![Effect::Suspend],
                News::Signal(SIGCONT) => {
                    enter()?;
                    vec![Effect::Redraw]
                }
                News::Signal(signal) => return Ok(Some(signal)),
                News::Gone(error) => return Err(error),
            };
            for effect in effects.into_iter().filter_map(|effect| answer(app, outside, effect)).collect::<Vec<_>>() {
                match effect {
                    Effect::Quit => return Ok(None),
                    Effect::Redraw => screen.forget(),
                    Effect::Suspend => {
                        screen.suspend()?;
                        app.resize(screen.size()?);
                    }
                    Effect::Reload => loader.start(),
                    Effect::Copy(copied) => app.copied(&copied, send(&copied.text)),
                    Effect::Original(original) => {
                        let shown = outside.viewer(&original).and_then(|viewer| screen.lend(gate, &viewer));
                        app.resize(screen.size()?);
                        app.came_back(shown.map(|()| format!("back from {}", original.file)));
                    }
                    Effect::Write(_) | Effect::Keep(_) | Effect::Save(_) | Effect::Lists(_) => {}
                }
            }
            if typed {
                gate.dealt();
            }
        }
        if !told.is_empty() {
            app.told(told);
        }
        if let Some(seek) = app.seek() {
            seeker.ask(seek);
        }
        if app.is_seeking() && !waited {
            early = news.recv_timeout(PATIENCE).ok();
            if early.is_some() {
                continue;
            }
        }
        screen.draw(app)?;
    }
}

/// Sends a text to the terminal's clipboard (OSC 52). Answers what can be said of that: no terminal tells whether it took it.
fn send(text: &str) -> Result<String, String> {
    use crossterm::clipboard::CopyToClipboard;
    match execute!(io::stdout(), CopyToClipboard::to_clipboard_from(text)) {
        Ok(()) => Ok("sent to the terminal".to_owned()),
        Err(error) => Err(format!("it cannot be sent to the terminal: {error}")),
    }
}

/// Takes in what the terminal sent.
fn take(app: &mut App, screen: &mut Screen, event: Event) -> io::Result<Vec<Effect>> {
    Ok(match event {
        Event::Key(event) => keys(event).filter_map(|key| app.input(key)).collect(),
        Event::Paste(text) => {
            app.paste(&text);
            Vec::new()
        }
        Event::Resize(..) => {
            app.resize(screen.size()?);
            vec![Effect::Redraw]
        }
        _ => Vec::new(),
    })
}

/// Presses keys and gives the screen as text, for `--print`. The folder is read before the first key, and wherever a key
/// asks for it.
#[must_use]
pub fn print(mut app: App, size: Size, keys: &[Key], outside: &dyn Outside, load: &dyn Fn(Tell<'_>)) -> String {
    app.resize(size);
    let read = |app: &mut App| {
        let news = Mutex::new(Vec::new());
        load(&|progress| {
            news.lock().unwrap_or_else(PoisonError::into_inner).push(progress);
            true
        });
        app.told(news.into_inner().unwrap_or_else(PoisonError::into_inner));
        app.finish();
    };
    read(&mut app);
    let mut search = None;
    for &key in keys {
        let effect = press(&mut app, key, &mut search).and_then(|effect| answer(&mut app, outside, effect));
        match effect {
            Some(Effect::Quit) => break,
            Some(Effect::Reload) => read(&mut app),
            Some(Effect::Copy(copied)) => app.copied(&copied, Err("there is no terminal to send it to".to_owned())),
            Some(Effect::Original(_)) => app.came_back(Err("there is no terminal to show it on".to_owned())),
            _ => {}
        }
    }
    ui::screen(&app, size) + "\n"
}

/// Presses a key and waits for the answer where it asks something: keys that are given beforehand find what they ask for.
fn press(app: &mut App, key: Key, search: &mut Option<Search>) -> Option<Effect> {
    let effect = app.input(key);
    let seek = app.seek();
    let found = seek.as_ref().and_then(|seek| Some((seek.number, seek.answer(search, &|| false)?)));
    effect.or_else(|| found.and_then(|(number, found)| app.found(number, found)))
}

/// The keys of an event. A terminal sends Alt and a letter as Esc and the letter, so that Esc with a letter typed close
/// behind it, or arriving close behind it over a slow line, is both of them and neither is lost.
fn keys(event: KeyEvent) -> impl Iterator<Item = Key> {
    let escaped = event.modifiers.contains(KeyModifiers::ALT) && event.kind != KeyEventKind::Release;
    escaped.then_some(Key::Esc).into_iter().chain(key(event))
}

/// The key of an event; `None` for a release and for what no terminal sends everywhere.
fn key(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Key::ctrl(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}

/// Reads the folder in the background, each time with a number of its own, so that what an older run tells is passed over.
struct Loader<L> {
    load: Arc<L>,
    run: Arc<AtomicUsize>,
    sender: Sender<News>,
}

impl<L> Loader<L>
where
    L: Fn(Tell<'_>) + Send + Sync + 'static,
{
    fn start(&mut self) {
        let (load, now, sender) = (Arc::clone(&self.load), Arc::clone(&self.run), self.sender.clone());
        let run = now.fetch_add(1, Ordering::SeqCst) + 1;
        thread::spawn(move || {
            load(&|progress| now.load(Ordering::SeqCst) == run && sender.send(News::Progress(run, progress)).is_ok());
            drop(sender.send(News::Read(run)));
        });
    }

    fn is_now(&self, run: usize) -> bool {
        self.run.load(Ordering::SeqCst) == run
    }
}

/// Answers what is typed into go-to, in a thread of its own: the newest question stops the one before it.
struct Seeker {
    newest: Arc<AtomicUsize>,
    questions: Sender<Seek>,
}

impl Seeker {
    fn start(sender: Sender<News>) -> Self {
        let (questions, asked) = channel::<Seek>();
        let newest = Arc::new(AtomicUsize::new(0));
        let now = Arc::clone(&newest);
        thread::spawn(move || {
            let mut search = None;
            while let Ok(seek) = asked.recv() {
                let seek = asked.try_iter().last().unwrap_or(seek);
                let old = || now.load(Ordering::SeqCst) != seek.number;
                let found = seek.answer(&mut search, &old);
                if found.is_some_and(|found| sender.send(News::Found(seek.number, found)).is_err()) {
                    break;
                }
            }
        });
        Self { newest, questions }
    }

    fn ask(&self, seek: Seek) {
        self.newest.store(seek.number, Ordering::SeqCst);
        // The thread ends only with the loop that asks.
        drop(self.questions.send(seek));
    }
}

/// Listens to the terminal and to signals, each in a thread that only passes on.
fn listen(sender: &Sender<News>, gate: &Gate) -> io::Result<()> {
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    let (signalled, lent) = (sender.clone(), gate.clone());
    thread::spawn(move || {
        for signal in signals.forever() {
            // Keys and stops are the other program's while it has the terminal; stopping it stops this one as well.
            match signal {
                SIGTSTP if lent.is_away() => {
                    drop(raise(SIGSTOP));
                    continue;
                }
                SIGINT | SIGCONT if lent.is_away() => continue,
                _ => {}
            }
            if signalled.send(News::Signal(signal)).is_err() {
                break;
            }
        }
    });
    let (typed, gate) = (sender.clone(), gate.clone());
    thread::spawn(move || {
        loop {
            if !crossterm::event::poll(Duration::ZERO).unwrap_or(true) {
                gate.wait();
            }
            let event = crossterm::event::read();
            gate.passed();
            let gone = event.is_err();
            if typed.send(event.map_or_else(News::Gone, News::Terminal)).is_err() || gone {
                break;
            }
        }
    });
    Ok(())
}

/// The terminal while it is ours. Dropping it gives the terminal back.
struct Screen {
    shown: Option<Buffer>,
    cursor: bool,
}

impl Screen {
    /// Takes the terminal. From here on it is given back however the program ends.
    fn take() -> io::Result<Self> {
        restore_on_panic();
        enter()?;
        Ok(Self { shown: None, cursor: false })
    }

    #[expect(clippy::unused_self, reason = "only who holds the terminal may ask it")]
    fn size(&self) -> io::Result<Size> {
        terminal::size().map(|(width, height)| Size { width, height })
    }

    /// The next frame draws every cell.
    fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws what changed since the last frame, in one write that the terminal shows at once.
    fn draw(&mut self, app: &App) -> io::Result<()> {
        let size = app.prepared().screen.whole;
        let area = Rect::new(0, 0, size.width, size.height);
        let mut next = Buffer::empty(area);
        let cursor = ui::paint(&mut next, app);
        let mut frame = Vec::with_capacity(1 << 16);
        queue!(frame, BeginSynchronizedUpdate)?;
        if self.cursor {
            queue!(frame, Hide)?;
        }
        let shown = self.shown.take().filter(|shown| shown.area == area);
        let shown = if let Some(shown) = shown {
            shown
        } else {
            queue!(frame, style::ResetColor, Clear(ClearType::All))?;
            Buffer::empty(area)
        };
        CrosstermBackend::new(&mut frame).draw(shown.diff(&next).into_iter())?;
        if let Some((x, y)) = cursor {
            queue!(frame, MoveTo(x, y), Show)?;
        }
        queue!(frame, EndSynchronizedUpdate)?;
        self.shown = Some(next);
        self.cursor = cursor.is_some();
        let mut out = io::stdout().lock();
        out.write_all(&frame)?;
        out.flush()
    }

    /// Gives the terminal to another program until that is closed, and takes it again.
    fn lend(&mut self, gate: &Gate, viewer: &Viewer) -> Result<(), String> {
        gate.set_away(true);
        leave();
        let shown = viewer.show();
        gate.set_away(false);
        self.forget();
        enter().map_err(|error| format!("the terminal cannot be taken again: {error}"))?;
        shown
    }

    /// Gives the terminal back, stops the program until the shell continues it, and takes the terminal again.
    fn suspend(&mut self) -> io::Result<()> {
        leave();
        raise(SIGSTOP)?;
        enter()?;
        self.forget();
        Ok(())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        leave();
    }
}

/// Takes the terminal: raw, another screen, no cursor, pasted text told apart from keys.
fn enter() -> io::Result<()> {
    terminal::enable_raw_mode()?;
    execute!(io::stdout(), EnterAlternateScreen, EnableBracketedPaste, Hide).inspect_err(|_| leave())
}

/// Gives the terminal back. What fails here has no one left to be told.
fn leave() {
    drop(execute!(io::stdout(), style::ResetColor, DisableBracketedPaste, LeaveAlternateScreen, Show));
    drop(terminal::disable_raw_mode());
}

/// A panic's message is printed on the terminal as it was, not on the screen that goes away.
///
/// A panic in another thread is a file that could not be read; the loader makes a problem of it, and the screen stays.
fn restore_on_panic() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let (hook, ours) = (std::panic::take_hook(), thread::current().id());
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == ours {
                leave();
                hook(panic);
            }
        }));
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Vec<Key> {
        keys(KeyEvent::new(code, modifiers)).collect()
    }

    #[test]
    fn keys_of_one_byte_are_one_key_before_the_keymap_sees_them() {
        assert_eq!(pressed(KeyCode::Char('h'), KeyModifiers::CONTROL), [Key::Backspace]);
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), [Key::Char('G')]);
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), [Key::BackTab]);
        assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::ALT), [Key::Esc, Key::Char('x')]);
        assert_eq!(pressed(KeyCode::F(1), KeyModifiers::NONE), []);
    }
}
