//! The hints of the bottom line: a row a situation, the most useful first. Their keys come from the keymap.

use super::{Action, Context, Keymap};

/// One hint: the actions whose first keys it shows, and the word beside them.
type Hint = (&'static [Action], &'static str);

const AUTHORITIES: &[Hint] = &[
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::Open], "judgements"),
    (&[Action::GoTo], "go to…"),
    (&[Action::Search], "search all"),
    (&[Action::Find], "filter"),
    (&[Action::Views], "views"),
];
const GRID: &[Hint] = &[
    (&[Action::Left, Action::Right], "inspection"),
    (&[Action::Up, Action::Down], "area"),
    (&[Action::Open], "read it"),
    (&[Action::Compare], "compare"),
    (&[Action::HowWeKnow], "how we know"),
    (&[Action::Close], "close"),
];
const COMPARE: &[Hint] = &[
    (&[Action::PreviousSection, Action::NextSection], "section"),
    (&[Action::NextPane], "other side"),
    (&[Action::Open], "read it"),
    (&[Action::Export], "export"),
    (&[Action::Close], "close"),
];
const CHOOSING: &[Hint] =
    &[(&[Action::Compare], "compare with this; again: with the one before"), (&[Action::Cancel], "give up")];
const TEXT: &[Hint] = &[
    (&[Action::PreviousSection, Action::NextSection], "section"),
    (&[Action::PreviousParagraph, Action::NextParagraph], "para"),
    (&[Action::Find], "find"),
    (&[Action::Copy], "copy"),
    (&[Action::Mark], "mark"),
    (&[Action::Outline], "outline"),
];
const FOUND: &[Hint] = &[
    (&[Action::FindNext], "next"),
    (&[Action::FindPrevious], "previous"),
    (&[Action::Cancel], "clear"),
    (&[Action::PreviousSection, Action::NextSection], "section"),
    (&[Action::Back], "back"),
];
const LIST: &[Hint] = &[
    (&[Action::Open], "open"),
    (&[Action::Filter], "filter"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Sort], "sort"),
    (&[Action::Count], "count"),
    (&[Action::Close], "close"),
];
const RESULTS: &[Hint] = &[
    (&[Action::Open], "read"),
    (&[Action::Search], "search again"),
    (&[Action::Filter], "refine"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Count], "count"),
    (&[Action::Close], "close"),
];
const COUNTED: &[Hint] = &[
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::Open], "the rows behind"),
    (&[Action::Cancel], "back to the rows"),
];
const PROBLEMS: &[Hint] = &[
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::HowWeKnow], "in full"),
    (&[Action::Find], "filter"),
    (&[Action::Reload], "read again"),
    (&[Action::Close], "close"),
];
const MARKS: &[Hint] = &[
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::Open], "read"),
    (&[Action::Note], "note"),
    (&[Action::Mark], "take off"),
    (&[Action::Export], "export"),
    (&[Action::Find], "filter"),
];
const NO_MARKS: &[Hint] = &[(&[Action::Close], "close"), (&[Action::Views], "views")];
const EMPTY: &[Hint] = &[(&[Action::Reload], "read again"), (&[Action::Close], "quit")];
const UNREADABLE: &[Hint] =
    &[(&[Action::ShowProblems], "files with problems"), (&[Action::Reload], "read again"), (&[Action::Close], "quit")];
const FILTERED_AUTHORITIES: &[Hint] = &[
    (&[Action::Cancel], "clear the filter"),
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::Open], "judgements"),
    (&[Action::GoTo], "go to…"),
];
const FILTERED_LIST: &[Hint] = &[
    (&[Action::Cancel], "clear the filter"),
    (&[Action::Open], "open"),
    (&[Action::Filter], "filter"),
    (&[Action::Left, Action::Right], "column"),
    (&[Action::Sort], "sort"),
    (&[Action::Count], "count"),
];
const PAGE: &[Hint] = &[(&[Action::Up, Action::Down], "scroll"), (&[Action::Cancel], "close")];
const MENU: &[Hint] =
    &[(&[Action::Up, Action::Down], "choose"), (&[Action::Open], "open"), (&[Action::Cancel], "close")];
const PICKER: &[Hint] =
    &[(&[Action::Up, Action::Down], "choose"), (&[Action::Open], "go"), (&[Action::Clear], "clear the input")];
const COMMANDS: &[Hint] = &[
    (&[Action::Up, Action::Down], "choose"),
    (&[Action::Open], "run"),
    (&[Action::NextPane], "complete"),
    (&[Action::Clear], "clear the input"),
];
const HELP: &[Hint] =
    &[(&[Action::Up, Action::Down], "choose"), (&[Action::Open], "run"), (&[Action::Clear], "clear the input")];
const THEMES: &[Hint] =
    &[(&[Action::Up, Action::Down], "try"), (&[Action::Open], "choose"), (&[Action::Clear], "clear the input")];
const EXPORT: &[Hint] =
    &[(&[Action::Up, Action::Down], "what and how"), (&[Action::Open], "write it"), (&[Action::Clear], "another name")];
const LINE: &[Hint] =
    &[(&[Action::Open], "keep"), (&[Action::Up, Action::Down], "choose"), (&[Action::NextPane], "complete")];

/// What changes the hints beyond the place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Situation {
    /// Nothing.
    #[default]
    Plain,
    /// Words were looked for and are marked.
    Found,
    /// A filter hides part of the list.
    Filtered,
    /// The list shows counts.
    Counted,
    /// The list is that of files that were not read.
    Unread,
    /// The list is what a search found.
    Results,
    /// The list is that of the marks.
    Marks,
    /// The folder holds no report.
    Empty,
    /// The folder holds no report, but files that could not be read.
    Unreadable,
    /// The list is that of the commands.
    Commands,
    /// The list is that of the keys.
    Help,
    /// The list is that of the themes.
    Themes,
    /// The list is that of what can be written into a file.
    Export,
    /// The first of two reports to compare is chosen.
    Choosing,
}

impl Situation {
    /// Every situation.
    pub const ALL: &'static [Self] = &[
        Self::Plain,
        Self::Found,
        Self::Filtered,
        Self::Counted,
        Self::Unread,
        Self::Results,
        Self::Marks,
        Self::Empty,
        Self::Unreadable,
        Self::Commands,
        Self::Help,
        Self::Themes,
        Self::Export,
        Self::Choosing,
    ];
}

/// The hints of a place, each as the keys it shows and its word; the most useful first. An action without a key is left out.
#[must_use]
pub fn hints(keymap: &Keymap, context: Context, situation: Situation) -> Vec<(String, &'static str)> {
    let rows = match (context, situation) {
        (Context::Grid | Context::List, Situation::Choosing) => CHOOSING,
        (Context::Text, Situation::Found) => FOUND,
        (Context::Authorities, Situation::Filtered) => FILTERED_AUTHORITIES,
        (Context::List, Situation::Counted) => COUNTED,
        (Context::List, Situation::Unread) => PROBLEMS,
        (Context::List, Situation::Results) => RESULTS,
        (Context::List, Situation::Marks) => MARKS,
        (Context::List, Situation::Empty) => NO_MARKS,
        (Context::List, Situation::Filtered) => FILTERED_LIST,
        (Context::Authorities, Situation::Empty) => EMPTY,
        (Context::Authorities, Situation::Unreadable) => UNREADABLE,
        (Context::Authorities, _) => AUTHORITIES,
        (Context::Grid, _) => GRID,
        (Context::Text, _) => TEXT,
        (Context::Compare, _) => COMPARE,
        (Context::List, _) => LIST,
        (Context::Page, _) => PAGE,
        (Context::Menu, _) => MENU,
        (Context::Picker, Situation::Commands) => COMMANDS,
        (Context::Picker, Situation::Help) => HELP,
        (Context::Picker, Situation::Themes) => THEMES,
        (Context::Picker, Situation::Export) => EXPORT,
        (Context::Picker, _) => PICKER,
        (Context::Line, _) => LINE,
    };
    rows.iter().filter_map(|&(actions, words)| Some((keys(keymap, context, actions)?, words))).collect()
}

/// The first keys of some actions side by side: arrows and brackets need no space between them.
fn keys(keymap: &Keymap, context: Context, actions: &[Action]) -> Option<String> {
    let words: Option<Vec<String>> =
        actions.iter().map(|&action| keymap.keys(context, action).first().map(|key| key.words())).collect();
    let words = words?;
    let close = words.iter().all(|w| matches!(w.as_str(), "↑" | "↓" | "←" | "→"));
    Some(words.join(if close { "" } else { " " }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_place_has_more_than_six_hints_and_every_hint_has_its_key() {
        let keymap = Keymap::default();
        for &context in Context::ALL {
            for &situation in Situation::ALL {
                let hints = hints(&keymap, context, situation);
                assert!((1..=6).contains(&hints.len()), "{context:?}: {hints:?}");
            }
        }
        assert_eq!(hints(&keymap, Context::Authorities, Situation::Plain).len(), AUTHORITIES.len());
        assert_eq!(hints(&keymap, Context::Text, Situation::Plain)[0], ("[ ]".to_owned(), "section"));
    }
}
