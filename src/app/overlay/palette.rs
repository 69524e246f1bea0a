//! Help and commands: the same list of actions. It filters as one types and runs the line under the bar.

use std::sync::Arc;

use super::picker::{Picker, fits};
use crate::authority::Register;
use crate::keymap::{Action, Context, Key, Keymap};
use crate::report::{Framework, Period, calendar};
use crate::sidecar::Told;
use crate::typography::fold;

/// What a line does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// An action.
    Action(Action),
    /// Goes to a numbered paragraph.
    Paragraph(u32),
    /// Goes to a page.
    Page(u32),
    /// Assigns the report under the bar to what this names: an authority, a framework, or the days of an inspection.
    Assign(String),
    /// Writes this about the passage under the bar.
    Note(String),
    /// Keeps the list that is open under this name.
    Keep(String),
    /// Keeps the list of this name no longer.
    Forget(String),
    /// Chooses the themes of which this is the name, or the beginning of it.
    Theme(String),
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The keys, as the screen names them.
    pub keys: String,
    /// The command's name.
    pub name: String,
    /// What it does.
    pub words: String,
    /// Whether it can be done where one is.
    pub here: bool,
    /// What runs.
    pub run: Run,
}

/// The list.
#[derive(Debug, Clone)]
pub struct Palette {
    /// The input and the bar.
    pub picker: Picker,
    /// The lines that fit what is typed.
    pub lines: Vec<Entry>,
    all: Vec<Entry>,
    authorities: Arc<Register>,
}

impl Palette {
    /// Every action: those that work in this place first.
    #[must_use]
    pub fn of(keymap: &Keymap, context: Context, typed: &str) -> Self {
        let mut all: Vec<Entry> =
            keymap.entries().map(|(action, keys, places)| entry(action, keys, places, context)).collect();
        all.sort_by_key(|e| !e.here);
        let mut palette = Self { picker: Picker::typed(typed), lines: Vec::new(), all, authorities: Arc::default() };
        palette.filter();
        palette
    }

    /// The same with the authorities that a report can be assigned to.
    #[must_use]
    pub fn with_authorities(mut self, register: &Arc<Register>) -> Self {
        self.authorities = Arc::clone(register);
        self.filter();
        self
    }

    /// Keeps the lines that fit what is typed. A number is a paragraph, `p` and a number a page, `theme` a theme.
    ///
    /// After `assign` stand the days that are typed, the authorities and the frameworks.
    pub fn filter(&mut self) {
        if let Some(name) = self.picker.input.text().trim_start().strip_prefix("assign ") {
            self.lines = assignments(&self.authorities, name.trim());
            return;
        }
        let typed = self.picker.input.text().trim();
        let special = special(typed);
        let name = |e: &Entry| e.name == typed || alias(typed) == Some(&e.run);
        let fit = self.all.iter().filter(|e| fits(typed, &format!("{} {} {}", e.keys, e.name, e.words)) || name(e));
        let mut lines: Vec<Entry> = fit.cloned().collect();
        lines.sort_by_key(|e| (!name(e), !e.name.starts_with(typed), !e.name.contains(typed)));
        if typed.is_empty() {
            lines.clone_from(&self.all);
        }
        self.lines = special.into_iter().chain(lines).collect();
    }

    /// The line under the bar.
    #[must_use]
    pub fn chosen(&self) -> Option<&Entry> {
        self.lines.get(self.picker.bar)
    }
}

/// The line of an action, with all its keys but the digits, which are one.
fn entry(action: Action, keys: &[Key], places: &[Context], context: Context) -> Entry {
    let keys: Vec<String> = match action {
        Action::Paragraph if keys.len() == 9 => vec!["1…9".to_owned()],
        _ => keys.iter().map(|k| k.words()).collect(),
    };
    let here = places.contains(&context);
    let only: Vec<&str> = places.iter().filter(|c| Context::VIEWS.contains(c)).map(|c| c.words()).collect();
    // The names of several places would take the room of the words.
    let words = match only[..] {
        _ if here => action.words().to_owned(),
        [one] => format!("{} (in {one})", action.words()),
        _ => format!("{} (not here)", action.words()),
    };
    Entry { keys: keys.join(" "), name: action.key().to_owned(), words, here, run: Run::Action(action) }
}

/// A command that takes the words behind it: how it begins, what its line says, and what runs.
type WithWords = (&'static str, &'static str, fn(String) -> Run);

/// These commands.
const WITH_WORDS: &[WithWords] = &[
    ("note ", "write this about the passage", Run::Note),
    ("save ", "keep this list under this name", Run::Keep),
    ("forget ", "keep the list of this name no longer", Run::Forget),
    ("theme ", "choose this theme", Run::Theme),
];

/// The line that a typed number, or a command with words behind it, makes.
fn special(typed: &str) -> Option<Entry> {
    let line =
        |words: String, run: Run| Some(Entry { keys: String::new(), name: typed.to_owned(), words, here: true, run });
    if let Ok(number) = typed.parse() {
        return line(format!("go to paragraph {number}"), Run::Paragraph(number));
    }
    if let Some(Ok(page)) = typed.strip_prefix('p').map(|rest| rest.trim().parse()) {
        return line(format!("go to page {page}"), Run::Page(page));
    }
    WITH_WORDS.iter().find_map(|(prefix, words, run)| {
        let rest = typed.strip_prefix(prefix)?.trim();
        line((*words).to_owned(), run(rest.to_owned()))
    })
}

/// What is typed behind `assign`: the name of an authority, a framework by its name in files or its own, or days as reports print
/// them and nothing else.
pub fn meant(register: &Register, typed: &str) -> Option<Told> {
    let typed = typed.trim();
    let authority = || register.resolve(typed).map(|e| Told::Authority(e.name.clone()));
    let framework = || {
        let named = |f: &&Framework| fold(f.key()) == fold(typed) || fold(f.words()) == fold(typed);
        Framework::ALL.iter().find(named).map(|f| Told::Framework(*f))
    };
    days(typed).map(Told::Inspected).or_else(authority).or_else(framework)
}

/// The days that a text prints, where it prints nothing else.
fn days(typed: &str) -> Option<Period> {
    calendar::period(typed).filter(|found| (found.start, found.end) == (0, typed.len())).map(|found| found.period)
}

/// The days that are typed; the authorities whose names fit: that name itself, those that begin with it, the others; the
/// frameworks.
fn assignments(register: &Register, typed: &str) -> Vec<Entry> {
    let line = |name: &str, words: String| Entry {
        keys: String::new(),
        name: format!("{} {name}", Action::Assign.key()),
        words,
        here: true,
        run: Run::Assign(name.to_owned()),
    };
    if let Some(days) = days(typed) {
        return vec![line(typed, format!("this report is about an inspection: {}", Told::Inspected(days)))];
    }
    let wanted = fold(typed);
    let authority = register.resolve(typed).map(|e| e.name.as_str());
    let fit = register.entries().iter().filter(|e| {
        authority == Some(&e.name) || std::iter::once(&e.name).chain(&e.other_names).any(|name| fits(typed, name))
    });
    let mut names: Vec<&str> = fit.map(|e| e.name.as_str()).collect();
    names.sort_by_key(|name| (authority != Some(name), !fold(name).starts_with(&wanted)));
    let about = names.into_iter().map(|name| line(name, format!("this report is about {name}")));
    let fit = Framework::ALL.iter().filter(|f| fits(typed, &format!("{} {}", f.key(), f.words())));
    let under = fit.map(|f| line(f.key(), format!("this report is of this kind: {}", f.words())));
    let lines: Vec<Entry> = about.chain(under).collect();
    if lines.is_empty() {
        return vec![line(typed, "no authority of the register, no framework and no date is called so".to_owned())];
    }
    lines
}

/// The short names that people bring from elsewhere.
fn alias(typed: &str) -> Option<&'static Run> {
    match typed {
        "q" | "q!" | "qa" | "x" => Some(&Run::Action(Action::Quit)),
        "h" => Some(&Run::Action(Action::Help)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(typed: &str) -> Run {
        let palette = Palette::of(&Keymap::default(), Context::Text, typed);
        palette.chosen().expect("something fits").run.clone()
    }

    #[test]
    fn numbers_are_paragraphs_and_pages() {
        assert_eq!(first("12"), Run::Paragraph(12));
        assert_eq!(first("p4"), Run::Page(4));
        assert_eq!(first("theme du"), Run::Theme("du".into()));
        assert_eq!(first("note  ask the board "), Run::Note("ask the board".into()));
        assert_eq!(first("save ours"), Run::Keep("ours".into()));
        assert_eq!(first("forget ours"), Run::Forget("ours".into()));
        assert_ne!(first("forget "), Run::Forget(String::new()), "nothing is kept under no name");
    }

    #[test]
    fn the_authority_that_is_meant_stands_first() {
        let mut register = Register::default();
        let names = [("Upper Wenlow", ""), ("Wenlow Vale", ""), ("Wenlow", ""), ("Ashcombe", "Old Wenlow")];
        register.extend(names.map(|(name, other)| crate::authority::Entry {
            name: name.to_owned(),
            other_names: vec![other.to_owned()],
            ..Default::default()
        }));
        let register = Arc::new(register);
        let lines = |typed: &str| {
            let palette = Palette::of(&Keymap::default(), Context::Text, typed).with_authorities(&register);
            palette.lines.into_iter().map(|e| e.name).collect::<Vec<_>>()
        };
        assert_eq!(
            lines("assign wenlow"),
            ["assign Wenlow", "assign Wenlow Vale", "assign Upper Wenlow", "assign Ashcombe"]
        );
        assert_eq!(lines("assign old wenlow"), ["assign Ashcombe"]);
        assert_eq!(lines("assign Saltby"), ["assign Saltby"], "it is told when it is chosen");
        assert_eq!(lines("assign ").len(), 4 + Framework::ALL.len(), "every authority and every framework");
        assert_eq!(lines("assign focused"), ["assign focused-visit"]);
        assert_eq!(lines("assign 3 to 14 June 2019"), ["assign 3 to 14 June 2019"]);
    }

    #[test]
    fn what_is_typed_is_an_authority_a_framework_or_days() {
        let mut register = Register::default();
        register.extend([crate::authority::Entry { name: "Wenlow".to_owned(), ..Default::default() }]);
        let said = |typed: &str| meant(&register, typed).map(|said| said.to_string());
        assert_eq!(said("wenlow").as_deref(), Some("Wenlow"));
        assert_eq!(said("ilacs").as_deref(), Some("ILACS"));
        assert_eq!(said("monitoring visit").as_deref(), Some("monitoring visit"));
        assert_eq!(said("3 to 14 June 2019").as_deref(), Some("inspected 2019-06-03 to 2019-06-14"));
        assert_eq!(said("2019-06-03").as_deref(), Some("inspected 2019-06-03"));
        assert_eq!(said("the week of 3 June 2019"), None, "a sentence is no date");
        assert_eq!(said("Saltby"), None);
    }

    #[test]
    fn what_is_called_so_is_shown() {
        let register = Arc::new(Register::default());
        let lines = |typed: &str| {
            let palette = Palette::of(&Keymap::default(), Context::Text, typed).with_authorities(&register);
            palette.lines.into_iter().map(|e| e.name).collect::<Vec<_>>()
        };
        assert!(lines("assign").iter().any(|name| name == "assign"), "the command itself");
    }

    #[test]
    fn a_name_goes_before_what_only_mentions_it() {
        assert_eq!(first("q"), Run::Action(Action::Quit));
        assert_eq!(first("help"), Run::Action(Action::Help));
        assert_eq!(first("outline"), Run::Action(Action::Outline));
        assert_eq!(first("theme"), Run::Action(Action::Theme));
    }

    #[test]
    fn what_works_here_stands_first() {
        let palette = Palette::of(&Keymap::default(), Context::Authorities, "");
        let last_here = palette.lines.iter().rposition(|e| e.here).expect("some work here");
        assert!(palette.lines[..last_here].iter().all(|e| e.here));
        assert!(palette.lines.iter().any(|e| !e.here && e.words.ends_with("(in the text)")));
    }
}
