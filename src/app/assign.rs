//! Saying by hand what a file is: the commands that write into the user's own sidecar.
//!
//! Nothing is written here. A change is answered as an [`Effect`], and what became of it comes back to [`App::wrote`].

use std::path::Path;

use super::again::Reloading;
use super::notice::Notice;
use super::overlay::{Overlay, Palette, meant};
use super::view::View;
use super::{App, Effect};
use crate::keymap::Action;
use crate::sidecar::{self, Change, What};

impl App {
    /// Opens the commands for the name of an authority, a framework or days to be typed.
    pub(super) fn ask_authority(&mut self) {
        if self.file_to_change().is_some() {
            let typed = format!("{} ", Action::Assign.key());
            self.overlay = Some(Overlay::Commands(self.palette(&typed)));
        }
    }

    /// The commands that work here, with this typed.
    pub(super) fn palette(&self, typed: &str) -> Palette {
        Palette::of(&self.keymap, self.view.context(), typed).with_authorities(&self.register)
    }

    /// Says what the file under the bar is: the authority of this name, plain or other, a framework, or the days of the inspection.
    pub(super) fn assign(&mut self, typed: &str) -> Option<Effect> {
        if !self.keymap.works_in(self.view.context(), Action::Assign) {
            return self.act(Action::Assign);
        }
        let file = self.file_to_change()?;
        let Some(fact) = meant(&self.register, typed) else {
            let notice = format!(
                "“{typed}” is no authority of the register, no framework and no date; {} can add an authority",
                sidecar::NAME
            );
            self.say(Notice::warn(notice));
            return None;
        };
        let was_ignored = self.library.ignored().iter().any(|i| i.file == file);
        Some(Effect::Write(Change { file, what: What::Assign { fact, was_ignored } }))
    }

    /// Sets the file under the bar aside, or forgets what was assigned to it.
    pub(super) fn say_of_file(&mut self, what: What) -> Option<Effect> {
        Some(Effect::Write(Change { file: self.file_to_change()?, what }))
    }

    /// The file under the bar, where something can be said of it; else says why not.
    fn file_to_change(&mut self) -> Option<String> {
        let file = match &self.view {
            View::List(_) => self.listed_file(),
            _ => self.report_under_bar().and_then(|id| self.library.report(id)).map(|r| r.file.clone()),
        };
        let problem = match &file {
            None => "nothing is under the bar".to_owned(),
            Some(file) if file == sidecar::NAME || Path::new(file).is_absolute() => {
                format!("{file} is no report; mend it in an editor")
            }
            Some(_) => return file,
        };
        self.say(Notice::warn(problem));
        None
    }

    /// What became of a change: the words for it, or why it was not written. What was written takes effect when the folder
    /// is read again.
    pub fn wrote(&mut self, change: &Change, told: Result<String, String>) -> Option<Effect> {
        let effect = match told {
            Ok(words) => {
                if let (View::Reader(reader), What::Ignore) = (&self.view, &change.what)
                    && reader.file == change.file
                {
                    self.travel(Action::Close);
                }
                self.say_late(Notice::info(words));
                self.reload(Reloading::Quiet);
                Some(Effect::Reload)
            }
            Err(reason) => {
                self.say_late(Notice::error(reason));
                None
            }
        };
        self.prepare();
        effect
    }
}
