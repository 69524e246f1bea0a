//! Copying a passage with its citation, or the citation alone.
//!
//! The state cannot know whether a terminal took what it was sent, so it never says "copied".

use super::notice::Notice;
use super::{App, Effect};
use crate::keymap::Action;
use crate::query::{citation, words};

/// A text that is sent to the terminal's clipboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copied {
    /// The text.
    pub text: String,
    /// What it is, in a few words: "Norfolk 2022 para 5".
    pub what: String,
}

impl App {
    /// The quotation or the citation under the bar. A report without a passage under the bar can still be cited.
    pub(super) fn copy(&mut self, action: Action) -> Option<Effect> {
        let whole = action == Action::Copy;
        if self.mark_row().is_some() {
            let copied = self.mark_under_bar().map(|mark| {
                let passage = &mark.passage;
                let quoted = || format!("“{}” ({})", passage.text, passage.citation);
                let name = passage.authority.as_deref().unwrap_or("authority not known");
                Copied {
                    text: if whole { quoted() } else { passage.citation.clone() },
                    what: format!("{name} {}", mark.place()).trim_end().to_owned(),
                }
            });
            if copied.is_none() {
                self.no_passage();
            }
            return copied.map(Effect::Copy);
        }
        if let Some((report, passage)) = self.passage_under_bar() {
            let what = citation::brief(&report, Some(&passage));
            let text = if whole { citation::quote(&report, &passage) } else { citation::cite(&report, Some(&passage)) };
            return Some(Effect::Copy(Copied { text, what }));
        }
        let report = self.report_under_bar().and_then(|id| self.library.report(id)).filter(|_| !whole);
        if let Some(report) = report {
            let (text, what) = (citation::cite(report, None), citation::brief(report, None));
            return Some(Effect::Copy(Copied { text, what }));
        }
        self.no_passage();
        None
    }

    /// What became of a text that was to be copied: how it was sent, or why it was not.
    pub fn copied(&mut self, copied: &Copied, sent: Result<String, String>) {
        let save = format!("{} saves it to a file", self.key(Action::Export));
        let count = words::count(copied.text.chars().count(), "character", "characters");
        self.say(match sent {
            Ok(how) => Notice::info(format!("{how}: {count}, {} · {save}", copied.what)),
            Err(why) => Notice::warn(format!("{why} · {save}")),
        });
        self.prepare();
    }
}
