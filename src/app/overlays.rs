//! Opening overlays, and what keys do in them.

use super::input::Input;
use super::notice::Notice;
use super::overlay::{Choice, Chosen, Contents, Did, GoTo, Menu, Overlay, Palette, Run};
use super::screen::inside;
use super::view::{Focus, Reader, View};
use super::{App, Effect, bar};
use crate::document::BlockId;
use crate::keymap::Action;
use crate::query::ask::{complete, phrase};
use crate::query::jump::Scope;
use crate::saved;

mod about;

/// The lines of an overlay that are no rows of its list: border, input and rule.
pub const AROUND: u16 = 2;
/// The lines of the go-to overlay below its list: a rule, the preview, the scopes.
pub const PREVIEW: u16 = 8;

impl App {
    pub(super) fn open_overlay(&mut self, action: Action) {
        let context = self.view.context();
        let overlay = match action {
            Action::GoTo => return self.open_goto(),
            Action::Commands | Action::Paragraph => Overlay::Commands(self.palette("")),
            Action::Help => Overlay::Help(Palette::of(&self.keymap, context, "")),
            Action::Views => Overlay::Views(Menu::default()),
            Action::Theme => Overlay::Themes(Choice::of(self.themes.names(), self.themes.now(), "")),
            Action::Outline => match self.contents() {
                Some(contents) => Overlay::Outline(contents),
                None => return self.say(Notice::info("this report has no sections")),
            },
            _ => match self.evidence() {
                Some(page) => Overlay::Evidence(page),
                None => return self.say(Notice::info("no report is under the bar")),
            },
        };
        self.overlay = Some(overlay);
    }

    /// Types a text into the input that is open, at once: what follows from it is looked for once.
    pub(super) fn typed(&mut self, mut text: &str) {
        if let Some(Overlay::GoTo(goto)) = &self.overlay
            && let Some(rest) = text.strip_prefix([':', '>'])
            && goto.picker.input.text().is_empty()
        {
            self.open_overlay(Action::Commands);
            text = rest;
        }
        if text.is_empty() {
            return;
        }
        let took = match &mut self.overlay {
            Some(
                Overlay::GoTo(GoTo { picker, .. })
                | Overlay::Commands(Palette { picker, .. })
                | Overlay::Help(Palette { picker, .. })
                | Overlay::Outline(Contents { picker, .. })
                | Overlay::Themes(Choice { picker, .. }),
            ) => picker.insert(text),
            Some(Overlay::Filter { input, .. } | Overlay::Find { input, .. } | Overlay::Note(input)) => {
                input.insert(text)
            }
            Some(Overlay::Export(export)) => {
                export.changed();
                export.input.insert(text)
            }
            _ => return,
        };
        if !took {
            self.say(Notice::info("there is no more room here: the rest was left out"));
        }
        self.typed_on();
    }

    /// What follows from a changed input.
    fn typed_on(&mut self) {
        if matches!(self.overlay, Some(Overlay::GoTo(_))) {
            return self.ask();
        }
        match self.overlay.take() {
            Some(Overlay::Commands(mut palette)) => {
                palette.filter();
                self.overlay = Some(Overlay::Commands(palette));
            }
            Some(Overlay::Help(mut palette)) => {
                palette.filter();
                self.overlay = Some(Overlay::Help(palette));
            }
            Some(Overlay::Outline(mut contents)) => {
                contents.filter();
                self.overlay = Some(Overlay::Outline(contents));
            }
            Some(Overlay::Themes(mut choice)) => {
                choice.filter(self.themes.names());
                self.themes.choose(choice.chosen().unwrap_or(choice.before));
                self.overlay = Some(Overlay::Themes(choice));
            }
            Some(Overlay::Filter { input, before, fresh }) => {
                self.set_filter(input.text());
                self.overlay = Some(Overlay::Filter { input, before, fresh });
            }
            Some(Overlay::Find { input, before, from }) => {
                self.find_typed(input.text(), &from);
                self.overlay = Some(Overlay::Find { input, before, from });
            }
            other => self.overlay = other,
        }
    }

    pub(super) fn set_filter(&mut self, text: &str) {
        match &mut self.view {
            View::Browse(browse) => {
                text.clone_into(&mut browse.filter);
                (browse.under, browse.text) = (None, None);
            }
            View::List(_) => self.set_query(text),
            View::Grid(_) | View::Reader(_) | View::Compare(_) => {}
        }
    }

    /// The rows of the open overlay's list that are in sight.
    #[must_use]
    pub fn overlay_height(&self) -> usize {
        let inner = inside(self.prepared.screen.overlay()).height.saturating_sub(AROUND);
        usize::from(match self.overlay {
            Some(Overlay::GoTo(ref goto)) => {
                inner.saturating_sub(PREVIEW.min(inner / 2) + u16::from(goto.words().is_some()))
            }
            _ => inner,
        })
    }

    /// How many lines the menu of views has: the views, and the lists that are kept under a name.
    #[must_use]
    pub const fn menu_lines(&self) -> usize {
        Menu::lines().len() + self.saved.len()
    }

    /// Does an action in the open overlay.
    pub(super) fn overlay_act(&mut self, action: Action) -> Option<Effect> {
        let all = self.menu_lines();
        match action {
            Action::Cancel | Action::Close => self.cancel(),
            Action::Open => return self.choose(),
            _ => match &mut self.overlay {
                Some(Overlay::Views(menu)) => {
                    if let Some(to) = bar::moved(action, menu.bar, all, all) {
                        menu.bar = to;
                    } else if Menu::lines().contains(&action) {
                        self.overlay = None;
                        if action == Action::Results { self.results() } else { self.show(action) }
                    } else {
                        self.close_for(action);
                    }
                }
                Some(Overlay::Evidence(page)) => {
                    let height = usize::from(inside(self.prepared.screen.overlay()).height);
                    let room = page.lines.len().saturating_sub(height) + 1;
                    if let Some(to) = bar::moved(action, page.top, room, height) {
                        page.go(to);
                    } else {
                        self.close_for(action);
                    }
                }
                Some(Overlay::Filter { .. } | Overlay::Find { .. } | Overlay::Note(_)) => self.line_act(action),
                Some(Overlay::Export(_)) => self.export_act(action),
                _ => self.picker_act(action),
            },
        }
        None
    }

    /// Closes a menu or page that a key has no meaning in; the key for help opens the help.
    fn close_for(&mut self, action: Action) {
        self.overlay = None;
        if action == Action::Help {
            self.open_overlay(action);
        }
    }

    fn line_act(&mut self, action: Action) {
        let noted = matches!(self.overlay, Some(Overlay::Note(_)));
        let Some(Overlay::Filter { input, .. } | Overlay::Find { input, .. } | Overlay::Note(input)) =
            &mut self.overlay
        else {
            return;
        };
        match action {
            Action::Up | Action::Down if noted => {}
            Action::Up | Action::Down => match self.view {
                View::Browse(ref browse) if browse.focus != Focus::Text => self.move_authorities(action),
                View::List(_) => self.move_listing(action),
                _ => self.find_beside(action == Action::Down),
            },
            Action::Erase if input.text().is_empty() => self.cancel(),
            Action::NextPane => self.complete_query(),
            _ => {
                let before = input.text().to_owned();
                if input.apply(action) && input.text() != before {
                    self.typed_on();
                }
            }
        }
    }

    /// `Tab` in a query: the next way in which its end goes on.
    fn complete_query(&mut self) {
        let Some(Overlay::Filter { input, .. }) = &mut self.overlay else { return };
        if let Some(next) = complete(input.text(), &self.register).into_iter().next() {
            *input = Input::with(next);
            self.typed_on();
        }
    }

    fn picker_act(&mut self, action: Action) {
        let height = self.overlay_height();
        let (picker, len) = match &mut self.overlay {
            Some(Overlay::GoTo(goto)) => {
                let rows = goto.rows();
                (&mut goto.picker, rows)
            }
            Some(Overlay::Commands(palette) | Overlay::Help(palette)) => (&mut palette.picker, palette.lines.len()),
            Some(Overlay::Outline(contents)) => (&mut contents.picker, contents.lines.len()),
            Some(Overlay::Themes(choice)) => (&mut choice.picker, choice.lines.len()),
            _ => return,
        };
        if action == Action::Erase && picker.input.text().is_empty() {
            return self.cancel();
        }
        if action == Action::NextPane {
            return self.complete();
        }
        match picker.apply(action, len, height, self.stays) {
            Did::Typed => self.typed_on(),
            Did::Moved => {
                if let Some(Overlay::Themes(choice)) = &self.overlay {
                    self.themes.choose(choice.chosen().unwrap_or(choice.before));
                }
            }
            Did::Nothing => {}
        }
    }

    /// `Tab`: the words of go-to in all reports, the next scope where there are none, the whole name of a command, else the next line.
    fn complete(&mut self) {
        match &mut self.overlay {
            Some(Overlay::GoTo(goto)) => {
                if let Some(words) = goto.words() {
                    self.overlay = None;
                    return self.search_all(&words);
                }
                goto.picker = super::overlay::Picker::typed(&Scope::next(goto.picker.input.text()));
                self.typed_on();
            }
            Some(Overlay::Commands(palette)) => {
                if let Some(name) = palette.chosen().map(|e| e.name.clone()) {
                    palette.picker = super::overlay::Picker::typed(&name);
                    self.typed_on();
                }
            }
            _ => self.picker_act(Action::Down),
        }
    }

    /// `Enter`: runs or opens what is under the bar, or keeps what was typed.
    pub(super) fn choose(&mut self) -> Option<Effect> {
        match self.overlay.take() {
            Some(Overlay::GoTo(mut goto)) => match goto.choose() {
                Chosen::Target(target) => return self.go_to(target),
                Chosen::Words(words) => self.search_all(&words),
                Chosen::Nothing => self.overlay = Some(Overlay::GoTo(goto)),
            },
            Some(Overlay::Commands(palette)) => return self.run(palette, Overlay::Commands),
            Some(Overlay::Help(palette)) => return self.run(palette, Overlay::Help),
            Some(Overlay::Outline(contents)) => match contents.chosen() {
                Some(section) => {
                    let report = self.library.report_of_file(&contents.file).and_then(|id| self.library.report(id));
                    let block = report.and_then(|r| r.section(section)).map_or(BlockId::new(0), |s| s.block);
                    self.open(Reader::at(contents.file, block));
                }
                None => self.overlay = Some(Overlay::Outline(contents)),
            },
            Some(Overlay::Themes(choice)) => match choice.chosen() {
                Some(theme) => self.choose_theme(theme),
                None => self.overlay = Some(Overlay::Themes(choice)),
            },
            Some(Overlay::Views(menu)) => {
                let kept = menu.bar.checked_sub(Menu::lines().len()).and_then(|at| self.saved.get(at)).cloned();
                match (menu.chosen(), kept) {
                    (Some(Action::Results), _) => self.results(),
                    (Some(action), _) => self.show(action),
                    (None, Some(saved)) => self.open_saved(saved),
                    (None, None) => {}
                }
            }
            Some(Overlay::Note(input)) => return self.note(input.text()),
            Some(Overlay::Export(export)) => return self.export(export),
            Some(Overlay::Filter { .. }) => {
                self.keep_query();
                self.prepare();
                let authority = self.shown_authority().map(|a| a.name.clone());
                match &mut self.view {
                    View::Browse(browse) if authority.is_some() => browse.authority = authority,
                    _ => {}
                }
            }
            Some(Overlay::Find { input, before, .. }) => {
                if input.text().is_empty() {
                    (self.words, self.sought) = before;
                }
                self.prepare();
                if self.prepared.text.as_ref().is_some_and(|t| !t.words.is_empty() && t.matches.is_empty()) {
                    let words = std::mem::take(&mut self.words);
                    self.search_for(&phrase(&words));
                }
            }
            Some(Overlay::Evidence(_)) | None => {}
        }
        None
    }

    /// Runs a line of the help or of the commands; an empty list stays open.
    fn run(&mut self, palette: Palette, reopen: fn(Palette) -> Overlay) -> Option<Effect> {
        match palette.chosen().map(|e| e.run.clone()) {
            Some(Run::Action(action)) => return self.act(action),
            Some(Run::Paragraph(number)) => self.go_to_paragraph(number),
            Some(Run::Page(page)) => self.go_to_page(page),
            Some(Run::Assign(name)) => return self.assign(&name),
            Some(Run::Note(note)) if self.keymap.works_in(self.view.context(), Action::Note) => {
                return self.note(&note);
            }
            Some(Run::Keep(name)) => return self.keep_list(&name),
            Some(Run::Forget(name)) => return Some(Effect::Lists(saved::Change::Forget(name))),
            Some(Run::Note(_)) => return self.act(Action::Note),
            Some(Run::Theme(name)) => {
                let names = self.themes.names();
                let at =
                    names.iter().position(|n| *n == name).or_else(|| names.iter().position(|n| n.starts_with(&name)));
                match at {
                    Some(at) => self.choose_theme(at),
                    None => {
                        self.say(Notice::warn(format!("there is no theme “{name}”; there are {}", names.join(", "))));
                    }
                }
            }
            None => self.overlay = Some(reopen(palette)),
        }
        None
    }

    fn choose_theme(&mut self, at: usize) {
        self.themes.choose(at);
        let name = &self.themes.names()[self.themes.now()];
        let notice = format!("theme {name} · to keep it: theme = \"{name}\" in {}", self.settings);
        self.say(Notice::info(notice));
    }

    /// `Esc`: undoes the topmost of input, matches, filter and zoom. It never leaves a view.
    pub(super) fn cancel(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Themes(choice)) => self.themes.choose(choice.before),
            Some(Overlay::Filter { before, fresh, .. }) => self.end_query(&before, fresh),
            Some(Overlay::Find { before, from, .. }) => {
                (self.words, self.sought) = before;
                self.set_reader(from);
            }
            Some(_) => {}
            None => self.undo(),
        }
    }

    fn undo(&mut self) {
        let marked = self.prepared.text.as_ref().is_some_and(|_| !self.words.is_empty());
        match &mut self.view {
            _ if self.chosen.is_some() => self.chosen = None,
            _ if marked => {
                self.words.clear();
                self.sought = None;
            }
            View::Browse(browse) if !browse.filter.is_empty() => {
                browse.filter.clear();
            }
            View::List(listing) if listing.is_restricted() => listing.undo(),
            View::Browse(browse) if browse.zoom => browse.zoom = false,
            _ => {
                let notice = format!("nothing to undo; {} closes this view", self.key(Action::Close));
                self.say(Notice::info(notice));
            }
        }
    }
}
