//! Writing what is on the screen into a file. The state makes the text; writing it is an [`Effect`].

use std::path::Path;

use super::notice::Notice;
use super::overlay::{Export, Offer, Overlay, Scope};
use super::view::{Focus, View};
use super::{App, Effect, bar};
use crate::export::table::{Style, Table};
use crate::export::{annex, compare, list as export, rows, text};
use crate::keymap::{Action, Context};
use crate::list::{List, Row};
use crate::marks::Mark;
use crate::query::compare::Relation;
use crate::query::{citation, words};
use crate::report::Report;

/// A file that is to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// Its path as it was typed.
    pub path: String,
    /// What is written into it.
    pub text: String,
    /// Whether it may be there already and is written over.
    pub over: bool,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Saved {
    /// It was written; where, in words.
    Written(String),
    /// Nothing was written, because it is there already.
    IsThere,
    /// Nothing was written; why.
    Failed(String),
}

/// The forms of a table, the one for papers first or that for spreadsheets.
const TABLE: [Style; 3] = [Style::Csv, Style::Markdown, Style::Json];
const PAPER: [Style; 3] = [Style::Markdown, Style::Csv, Style::Json];
const TEXT: [Style; 1] = [Style::Markdown];

impl App {
    /// Opens the menu of what can be written here.
    pub(super) fn ask_export(&mut self) {
        let mut offers = Vec::new();
        let mut offer = |scope: &Scope, styles: &[Style], name: &str| {
            offers.extend(styles.iter().map(|&style| Offer {
                scope: scope.clone(),
                style,
                path: format!("{}{}.{}", self.exports, slug(name), extension(style)),
            }));
        };
        if let Some(listing) = self.listing()
            && self.prepared.table.as_ref().is_some_and(|table| !table.is_empty())
        {
            let (styles, name) = match listing.list {
                List::Marks => (&PAPER, "annex"),
                List::Search => (&TABLE, listing.query.as_str()),
                list => (&TABLE, list.key()),
            };
            offer(&Scope::Rows(listing.list), styles, name);
        }
        if let Some(page) = &self.prepared.compare {
            let name = match page.comparison.relation {
                Relation::Authorities => String::new(),
                _ => words::authority(&page.reports[0]).to_owned(),
            };
            offer(&Scope::Comparison, &PAPER, &format!("{name} {} and {}", page.short(0), page.short(1)));
        }
        if let Some((report, passage)) = self.passage_under_bar() {
            let (file, name) = (report.file.clone(), citation::brief(&report, Some(&passage)));
            offer(&Scope::Passage(file, Box::new(passage)), &TEXT, &name);
        }
        let report = self.report_under_bar().and_then(|id| self.library.report(id));
        match &self.view {
            View::List(_) => {}
            View::Browse(browse) if browse.focus == Focus::Authorities => {
                offer(&Scope::Authorities, &TABLE, "authorities");
                if let Some(authority) = self.shown_authority() {
                    offer(&Scope::Grades, &PAPER, &format!("{} judgements", authority.name));
                }
            }
            _ if self.context() == Context::Grid => {
                if let Some(authority) = self.shown_authority() {
                    offer(&Scope::Grades, &PAPER, &format!("{} judgements", authority.name));
                }
                if let Some(report) = report.filter(|r| !r.findings.is_empty()) {
                    let name = format!("{} findings", citation::brief(report, None));
                    offer(&Scope::Findings(report.file.clone()), &TABLE, &name);
                }
            }
            _ => {
                if let Some(report) = report {
                    let (file, name) = (report.file.clone(), citation::brief(report, None));
                    let block = self.prepared.text.as_ref().map(|text| text.spot.block);
                    if let Some(id) = block.and_then(|block| report.section_at(block)) {
                        let heading = report.section(id).map(|s| s.heading.as_str()).unwrap_or_default();
                        offer(&Scope::Section(file.clone(), id), &TEXT, &format!("{name} {heading}"));
                    }
                    offer(&Scope::Report(file.clone()), &TEXT, &name);
                    if !report.findings.is_empty() {
                        offer(&Scope::Findings(file), &TABLE, &format!("{name} findings"));
                    }
                }
            }
        }
        if offers.is_empty() {
            return self.say(Notice::info("there is nothing to write here"));
        }
        self.overlay = Some(Overlay::Export(Export::of(offers)));
    }

    pub(super) fn export_act(&mut self, action: Action) {
        let Some(Overlay::Export(export)) = &mut self.overlay else { return };
        let last = export.offers.len();
        let vertical = matches!(action, Action::Up | Action::Down | Action::PageUp | Action::PageDown);
        if let Some(to) = bar::moved(action, export.bar, last, last).filter(|_| vertical) {
            export.choose(to);
        } else if action == Action::NextPane {
            export.choose((export.bar + 1) % last.max(1));
        } else if action == Action::Erase && export.input.text().is_empty() {
            self.overlay = None;
        } else if export.input.apply(action) {
            export.changed();
        }
    }

    /// `Enter`: writes the file. One that is there already is written over only by a second `Enter`. The menu stays until
    /// the file is there.
    pub(super) fn export(&mut self, mut export: Export) -> Option<Effect> {
        if export.writing.is_some() {
            self.overlay = Some(Overlay::Export(export));
            return None;
        }
        let path = export.input.text().trim().to_owned();
        let offer = export.offers.get(export.bar).cloned();
        let text = offer.and_then(|offer| self.exported(&offer.scope, offer.style)).filter(|_| !path.is_empty());
        let over = export.asked.as_ref() == Some(&path);
        if text.is_none() {
            let why = if path.is_empty() { "a file needs a name" } else { "this is no longer in the folder" };
            export.failed = Some(why.to_owned());
        }
        export.writing = text.is_some().then(|| path.clone());
        self.overlay = Some(Overlay::Export(export));
        text.map(|text| Effect::Save(Save { path, text, over }))
    }

    /// What became of a file that was to be written. The menu that it was asked for in may be closed by now, and another
    /// one open.
    pub fn saved(&mut self, save: &Save, saved: Saved) {
        let menu = match &mut self.overlay {
            Some(Overlay::Export(export)) => export.writing.take_if(|path| *path == save.path).map(|_| export),
            _ => None,
        };
        match (saved, menu) {
            (Saved::Written(words), menu) => {
                if menu.is_some() {
                    self.overlay = None;
                }
                self.say_late(Notice::info(words));
            }
            (Saved::IsThere, Some(export)) if export.input.text().trim() == save.path => {
                export.asked = Some(save.path.clone());
            }
            (Saved::Failed(why), Some(export)) => export.failed = Some(why),
            (Saved::IsThere, _) => self.say_late(Notice::error(format!("{} is there already", save.path))),
            (Saved::Failed(why), None) => self.say_late(Notice::error(why)),
        }
        self.prepare();
    }

    /// The text of what is written; `None` where its report is gone.
    fn exported(&self, scope: &Scope, style: Style) -> Option<String> {
        let report = |file: &str| -> Option<&Report> {
            let id = self.library.report_of_file(file)?;
            self.library.report(id).map(AsRef::as_ref)
        };
        Some(match scope {
            Scope::Passage(file, passage) => text::passage(report(file)?, passage),
            Scope::Section(file, id) => text::section(report(file)?, *id),
            Scope::Report(file) => text::report(report(file)?),
            Scope::Findings(file) => written(&rows::findings(report(file)?), style),
            Scope::Grades => match (style, self.shown_authority()) {
                (Style::Markdown, Some(authority)) => {
                    let name = words::standing_name(&self.library, authority);
                    rows::grid(&self.library, &name, &self.prepared.grid)
                }
                _ => written(&rows::grades(&self.library, &self.prepared.grid), style),
            },
            Scope::Comparison => {
                let page = self.prepared.compare.as_ref()?;
                written(&compare::comparison(&self.library, &page.comparison), style)
            }
            Scope::Authorities => {
                let shown = |name: &str| {
                    let mut shown = self.prepared.authorities.iter().filter_map(|&id| self.library.authority(id));
                    shown.any(|authority| authority.name == name)
                };
                let mut table = export::authorities(&self.library, &self.register);
                table.rows.retain(|row| row.first().is_some_and(|name| shown(name)));
                written(&table, style)
            }
            Scope::Rows(list) => self.rows_written(*list, style)?,
        })
    }

    /// The rows of the list that is open, or their counts; of marks in Markdown the annex for a paper.
    fn rows_written(&self, list: List, style: Style) -> Option<String> {
        let (table, listing) = (self.prepared.table.as_ref()?, self.listing()?);
        if let (Some(counts), Some(column)) = (&table.counts, listing.counted.as_deref().and_then(|c| list.column(c))) {
            return Some(written(&export::counted(column.key, counts), style));
        }
        if (list, style) == (List::Marks, Style::Markdown) {
            let mark = |row: &Row| match row {
                Row::Mark(at) => self.marks.get(*at),
                _ => None,
            };
            let marks: Vec<&Mark> = table.rows.iter().filter_map(mark).collect();
            return Some(annex::annex(&marks, (self.today.0)()));
        }
        Some(self.with_stock(|stock| written(&export::rows(list, stock, table.fitting(), style), style)))
    }
}

/// A table as text.
fn written(table: &Table, style: Style) -> String {
    let mut out = Vec::new();
    table.write(style, &mut out).expect("a vector takes everything");
    String::from_utf8_lossy(&out).into_owned()
}

const fn extension(style: Style) -> &'static str {
    match style {
        Style::Table => "txt",
        Style::Csv => "csv",
        Style::Json => "json",
        Style::Markdown => "md",
    }
}

/// A name as a file has it: small letters and digits with "-" between the words, and not too many of them.
fn slug(name: &str) -> String {
    const LETTERS: usize = 60;
    let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words.map(str::to_lowercase) {
        if slug.len() + word.len() >= LETTERS {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(&word);
    }
    if slug.is_empty() { "findings".to_owned() } else { slug }
}

/// What stands before the name of a file that nobody chose: nothing for the current directory, unless that is in the folder
/// of the reports, where nothing is written that a person did not ask for.
#[must_use]
pub fn beside(current: Option<&Path>, folder: Option<&Path>, home: Option<&Path>) -> String {
    let inside = current.zip(folder).is_some_and(|(current, folder)| current.starts_with(folder));
    match (inside, home) {
        (false, _) => String::new(),
        (true, Some(home)) if folder.is_none_or(|folder| !home.starts_with(folder)) => "~/".to_owned(),
        (true, _) => format!("{}/", std::env::temp_dir().display()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_plain() {
        assert_eq!(slug("Netherby 2022 para 5"), "netherby-2022-para-5");
        assert_eq!(slug("King’s Wenlow / ../x"), "king-s-wenlow-x");
        assert_eq!(slug("…"), "findings");
        assert!(slug(&"word ".repeat(40)).len() < 60);
    }

    #[test]
    fn nothing_is_written_among_the_reports_by_itself() {
        let path = |text| Some(Path::new(text));
        assert_eq!(beside(path("/home/ann"), path("/home/ann/reports"), path("/home/ann")), "");
        assert_eq!(beside(path("/home/ann/reports/a"), path("/home/ann/reports"), path("/home/ann")), "~/");
        assert!(!beside(path("/home/ann"), path("/home/ann"), path("/home/ann")).starts_with('~'));
        assert_eq!(beside(path("/home/ann"), None, path("/home/ann")), "");
    }
}
