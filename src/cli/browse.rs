//! Starting the browser: settings, session, theme and folder are gathered, and the place is saved at the end.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use ratatui::layout::Size;

use super::outside::{Files, exports, short};
use super::worker::How;
use crate::app::themes::Themes;
use crate::app::{App, Setup, Today};
use crate::config::{self, Config, Directories, locale_is_ascii};
use crate::durable;
use crate::keymap::Key;
use crate::load::watch::Watch;
use crate::load::{self, Folder, Means, Memory, Recall, Tell};
use crate::marks::{Mark, Store};
use crate::saved::{self, Saved};
use crate::session::Session;
use crate::sidecar::own;
use crate::term::{self, Ended, Load, Start};
use crate::theme::Depth;
use crate::theme::depth::{Asked, Environment};
use crate::typography::harmless;

/// The size that is drawn where there is no terminal and none is asked for.
const DEFAULT_SIZE: Size = Size { width: 80, height: 24 };
/// Why the browser does not open on a terminal that only prints lines.
const LINES_ONLY: &str = "this terminal prints lines and cannot show the browser (its TERM says so). \
    “findings list” and “findings check” print, and so does --print with --size and --keys";

/// What the browser is started with.
#[derive(Debug, Args)]
pub struct Browse {
    /// The folder of reports, or a single file.
    pub folder: Option<PathBuf>,
    /// Open the built-in sample library instead of the last folder.
    #[arg(long, conflicts_with = "folder")]
    pub sample: bool,
    /// Press these keys once everything is read, e.g. "jj<tab>/foster<enter>".
    #[arg(long, value_name = "KEYS", value_parser = Keys::parse)]
    pub keys: Option<Keys>,
    /// Draw for a screen of this size where it is printed, e.g. 120x40.
    #[arg(long, value_name = "COLSxROWS", value_parser = size)]
    pub size: Option<Size>,
    /// Print one frame as text, once everything is read and the keys are pressed.
    #[arg(long)]
    pub print: bool,
    /// Use this theme.
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
    /// How many colours to use: as the terminal says, none, 16, 256 or all.
    #[arg(long, value_name = "auto|never|16|256|rgb", value_parser = color)]
    pub color: Option<Asked>,
    /// Listen to the mouse: the wheel scrolls, a click moves the bar, another one opens.
    #[arg(long)]
    pub mouse: bool,
}

/// A row of keys, as one argument.
#[derive(Debug, Clone, Default)]
pub struct Keys(Vec<Key>);

impl Keys {
    fn parse(text: &str) -> Result<Self, String> {
        Key::row(text).map(Self).map_err(|error| error.to_string())
    }
}

/// Reads how many colours are asked for.
fn color(text: &str) -> Result<Asked, String> {
    Asked::from_key(text).ok_or_else(|| "it is auto, never, 16, 256 or rgb".to_owned())
}

/// Reads a size such as "120x40".
fn size(text: &str) -> Result<Size, String> {
    let (width, height) = text.split_once('x').ok_or("a size is written as 120x40")?;
    let number = |part: &str| part.parse::<u16>().ok().filter(|n| (1..=1000).contains(n));
    match (number(width), number(height)) {
        (Some(width), Some(height)) => Ok(Size { width, height }),
        _ => Err("columns and rows are numbers from 1 to 1000".to_owned()),
    }
}

/// Opens the browser, or prints one frame of it.
///
/// # Errors
///
/// When the folder cannot be opened, or the terminal cannot be taken or is gone.
pub fn run(browse: Browse, how: How) -> io::Result<ExitCode> {
    let directories = Directories::of_user();
    let (session, session_told) = Session::load(directories.state.as_deref());
    let (folder, sample) = choose(&browse, &session)?;
    let can = term::abilities();
    if !browse.print && !can.draws {
        return Err(io::Error::new(io::ErrorKind::Unsupported, LINES_ONLY));
    }
    let store = directories.data.as_deref().map(Store::new);
    let mut kept = Kept::load(&browse, &directories, store.as_ref(), session_told);
    // What went wrong is told first; the sample library says its name in the first line as well.
    kept.told.extend(sample);
    let mouse = browse.mouse || kept.config.mouse;
    let reading = Reading::of(&folder, &directories, how);
    let watch = reading.watch().filter(|_| kept.config.watch && !browse.print);
    // A frame that is printed shows the folder as it is.
    let load = reading.load(!browse.print);
    let viewer = kept.config.viewer.clone();
    let files = Files { folder: folder.clone(), config: directories.config.clone(), store, viewer };
    let signs = browse.print || can.signs;
    let size = browse.size.unwrap_or(DEFAULT_SIZE);
    let app = App::new(setup(kept, &folder, &directories, &session, signs), size);
    let keys = browse.keys.unwrap_or_default().0;
    if browse.print {
        let mut out = io::stdout().lock();
        out.write_all(term::print(app, size, &keys, &files, &*load).as_bytes())?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let leave = |app: &App| save(&folder, app, directories.state.as_deref());
    ended(term::run(app, Start { keys: &keys, mouse, outside: Arc::new(files), load, watch, leave: &leave })?)
}

/// What the user keeps beside the reports.
struct Kept {
    config: Config,
    themes: Themes,
    marks: Vec<Mark>,
    saved: Vec<Saved>,
    /// What is to be told of all this.
    told: Vec<String>,
}

impl Kept {
    /// Reads the settings, the theme that is asked for, the marks and the lists that have names. What was told of the session
    /// stands behind what is told of the settings.
    fn load(browse: &Browse, directories: &Directories, store: Option<&Store>, session_told: Option<String>) -> Self {
        let (config, mut told) = Config::load(directories.config.as_deref());
        told.extend(session_told);
        let (marks, marks_told) = store.map(Store::load).unwrap_or_default();
        told.extend(marks_told);
        let saved = directories.config.as_deref().map_or(Ok(Vec::new()), saved::load).unwrap_or_else(|reason| {
            told.push(reason);
            Vec::new()
        });
        let depth = depth(browse.color.filter(|&asked| asked != Asked::Auto).unwrap_or(config.color));
        let wanted = browse.theme.as_deref().or(config.theme.as_deref()).filter(|_| depth != Depth::Mono);
        let (themes, themes_told) = Themes::load(directories.themes().as_deref(), depth, wanted);
        told.extend(themes_told);
        Self { config, themes, marks, saved, told }
    }
}

/// What the state begins with. `signs` says whether more than ASCII can be shown, as far as the terminal is concerned.
fn setup(kept: Kept, folder: &Folder, directories: &Directories, session: &Session, signs: bool) -> Setup {
    let Kept { config, themes, marks, saved, told } = kept;
    let key = session_key(folder);
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].map(|name| env::var(name).ok());
    let is_ascii = || !signs || locale_is_ascii(locale.each_ref().map(Option::as_deref));
    Setup {
        root: folder.path().to_owned(),
        ascii: config.ascii.unwrap_or_else(is_ascii),
        config,
        themes,
        register: Arc::new(folder.known(directories.config.as_deref()).register),
        // They quote the user's own files, and a name in those may be anything.
        told: told.iter().map(|told| harmless::line(told)).collect(),
        marks,
        saved,
        exports: exports(folder),
        settings: directories.config.as_deref().map(|dir| short(&dir.join(config::NAME))).unwrap_or_default(),
        today: Today::default(),
        place: session.places.get(&key).cloned(),
        recent: session.recent.get(&key).cloned().unwrap_or_default(),
        folder: key,
    }
}

/// How the folder is read, at first and whenever it changes.
struct Reading {
    folder: Folder,
    /// The directory with the user's own sidecars.
    config: Option<PathBuf>,
    means: Means,
    memory: Arc<Memory>,
}

impl Reading {
    fn of(folder: &Folder, directories: &Directories, how: How) -> Self {
        Self { folder: folder.clone(), config: directories.config.clone(), means: how.means(), memory: Arc::default() }
    }

    /// How it is watched; the sample library does not change.
    fn watch(&self) -> Option<Watch> {
        let Folder::Disk(path) = &self.folder else { return None };
        let Self { config, means, memory, .. } = self;
        Some(Watch { path: path.clone(), config: config.clone(), means: means.clone(), memory: Arc::clone(memory) })
    }

    /// Reads it; where `ahead` is asked for, what an earlier run kept is told before anybody looks at the files.
    fn load(self, ahead: bool) -> Arc<Load> {
        let Self { folder, config, means, memory } = self;
        Arc::new(move |tell: Tell<'_>| {
            let recall = if ahead { Recall::Ahead(&memory) } else { Recall::All(&memory) };
            load::load(&folder, &folder.known(config.as_deref()), &means, recall, tell);
        })
    }
}

/// Tells what was lost, and answers how the program ended.
fn ended(ended: Ended) -> io::Result<ExitCode> {
    ended.lost.iter().for_each(|reason| super::tell(reason));
    Ok(ended.signal?.map_or(ExitCode::SUCCESS, |signal| ExitCode::from(u8::try_from(128 + signal).unwrap_or(1))))
}

/// The folder that is asked for, else the last one if it is still there, else the sample library, which is told.
fn choose(browse: &Browse, session: &Session) -> io::Result<(Folder, Option<String>)> {
    if let Some(path) = &browse.folder {
        return Ok((super::folder(Some(path.clone()))?, None));
    }
    let last = session.last.as_ref().filter(|path| !browse.sample && path.exists());
    if let Some(path) = last {
        return Ok((Folder::Disk(path.clone()), None));
    }
    Ok((Folder::Sample, Some("sample library: invented councils · findings FOLDER opens yours".to_owned())))
}

/// The colours that are asked for, else those that the terminal shows, as far as its environment says.
fn depth(asked: Asked) -> Depth {
    let variable = |name| env::var(name).ok();
    let [no_color, term, colorterm] = ["NO_COLOR", "TERM", "COLORTERM"].map(variable);
    asked.depth().unwrap_or_else(|| {
        let rgb = term.as_deref().is_some_and(term::knows_rgb);
        let (no_color, term, colorterm) = (no_color.as_deref(), term.as_deref(), colorterm.as_deref());
        Depth::of(Environment { no_color, term, colorterm, rgb })
    })
}

/// Saves where one was. That it cannot be saved is told, and is no failure.
fn save(folder: &Folder, app: &App, directory: Option<&Path>) {
    let Some(directory) = directory else { return };
    let key = session_key(folder);
    let saved = Session::change(directory, |session| {
        if matches!(folder, Folder::Disk(_)) {
            session.last = Some(key.clone());
        }
        session.recent.insert(key.clone(), app.recent());
        session.places.insert(key, app.place());
    });
    match saved {
        Ok(None) => {}
        Ok(Some(told)) => super::tell(&told),
        Err(error) => {
            let reason = durable::reason(&error);
            super::tell(&format!("the session could not be saved in {}: {reason}", directory.display()));
        }
    }
}

/// The name of a folder in the session: the path under which all is kept that is a folder's own.
pub(super) fn session_key(folder: &Folder) -> PathBuf {
    match folder {
        Folder::Disk(path) => own::folder_key(path),
        Folder::Sample => folder.path().to_owned(),
    }
}

/// Whether the browser can open: a frame is to be printed, or there is a terminal to show it on.
#[must_use]
pub fn can_show(browse: &Browse) -> bool {
    browse.print || io::stdout().is_terminal()
}
