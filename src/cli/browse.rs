//! Starting the browser: settings, session, theme and folder are gathered, and the place is saved at the end.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::Args;
use ratatui::layout::Size;

use super::outside::{Files, exports, short};
use crate::app::themes::Themes;
use crate::app::{App, Setup, Today};
use crate::config::{self, Config, Directories, locale_is_ascii};
use crate::durable;
use crate::keymap::Key;
use crate::load::watch::Watch;
use crate::load::{self, Folder, Memory, Recall};
use crate::marks::Store;
use crate::saved;
use crate::session::Session;
use crate::sidecar::own;
use crate::term::{self, Outside};
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
pub fn run(browse: Browse) -> io::Result<ExitCode> {
    let directories = Directories::of_user();
    let (session, session_told) = Session::load(directories.state.as_deref());
    let (folder, sample) = choose(&browse, &session)?;
    let (config, config_told) = Config::load(directories.config.as_deref());
    let mut told: Vec<String> = config_told.into_iter().chain(session_told).collect();
    let asked = browse.color.filter(|&asked| asked != Asked::Auto).unwrap_or(config.color);
    let depth = depth(asked);
    let can = term::abilities();
    if !browse.print && !can.draws {
        return Err(io::Error::new(io::ErrorKind::Unsupported, LINES_ONLY));
    }
    let store = directories.data.as_deref().map(Store::new);
    let (marks, marks_told) = store.as_ref().map(Store::load).unwrap_or_default();
    told.extend(marks_told);
    let saved = directories.config.as_deref().map_or(Ok(Vec::new()), saved::load).unwrap_or_else(|reason| {
        told.push(reason);
        Vec::new()
    });
    let wanted = browse.theme.as_deref().or(config.theme.as_deref());
    let wanted = if depth == Depth::Mono { None } else { wanted };
    let (themes, themes_told) = Themes::load(directories.themes().as_deref(), depth, wanted);
    told.extend(themes_told);
    // What went wrong is told first; the sample library says its name in the first line as well.
    told.extend(sample);
    // They quote the user's own files, and a name in those may be anything.
    let told = told.iter().map(|told| harmless::line(told)).collect();
    let register = Arc::new(folder.known(directories.config.as_deref()).register);
    let variable = |name| env::var(name).ok();
    let locale = [variable("LC_ALL"), variable("LC_CTYPE"), variable("LANG")];
    let viewer = config.viewer.clone();
    let (mouse, watches) = (config.mouse, config.watch);
    let setup = Setup {
        root: folder.path().to_owned(),
        ascii: config.ascii.unwrap_or_else(|| {
            !(browse.print || can.signs) || locale_is_ascii(locale.each_ref().map(Option::as_deref))
        }),
        config,
        themes,
        register,
        told,
        folder: session_key(&folder),
        marks,
        saved,
        exports: exports(&folder),
        settings: directories.config.as_deref().map(|dir| short(&dir.join(config::NAME))).unwrap_or_default(),
        today: Today::default(),
        place: session.places.get(&session_key(&folder)).cloned(),
        recent: session.recent.get(&session_key(&folder)).cloned().unwrap_or_default(),
    };
    let keys = browse.keys.unwrap_or_default().0;
    let size = browse.size.unwrap_or(DEFAULT_SIZE);
    let files = Files { folder: folder.clone(), config: directories.config.clone(), store, viewer };
    let (source, settings) = (folder.clone(), directories.config.clone());
    let means = super::worker::means();
    let memory = Arc::new(Memory::default());
    let on_disk = match &folder {
        Folder::Disk(path) if watches && !browse.print => Some(path.clone()),
        _ => None,
    };
    let watch = on_disk.map(|path| Watch {
        path,
        config: directories.config.clone(),
        means: means.clone(),
        memory: Arc::clone(&memory),
    });
    // A frame that is printed shows the folder as it is.
    let ahead = !browse.print;
    let read = move |tell: term::Tell<'_>| {
        let recall = if ahead { Recall::Ahead(&memory) } else { Recall::All(&memory) };
        load::load(&source, &source.known(settings.as_deref()), &means, recall, tell);
    };
    if browse.print {
        let mut out = io::stdout().lock();
        out.write_all(term::print(App::new(setup, size), size, &keys, &files, &read).as_bytes())?;
        out.flush()?;
        return Ok(ExitCode::SUCCESS);
    }
    let mouse = browse.mouse || mouse;
    let outside: Arc<dyn Outside> = Arc::new(files);
    let ended = term::run(App::new(setup, size), (&keys, mouse), &outside, (read, watch))?;
    ended.lost.iter().for_each(|reason| super::tell(reason));
    save(&folder, &ended.app, directories.state.as_deref());
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
