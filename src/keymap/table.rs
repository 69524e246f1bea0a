//! The default keys: a row a binding, in the order of the help.

use super::{Action, Context};

/// One row: what, with which keys, where. The first key is the one that hints show.
#[derive(Debug, Clone, Copy)]
pub struct Binding {
    /// What the keys do.
    pub action: Action,
    /// The names of the keys.
    pub keys: &'static [&'static str],
    /// Where they do it.
    pub contexts: &'static [Context],
}

const fn row(action: Action, keys: &'static [&'static str], contexts: &'static [Context]) -> Binding {
    Binding { action, keys, contexts }
}

use Context::{Authorities, Compare, Grid, Line, List, Menu, Page, Picker, Text};

const VIEWS: &[Context] = Context::VIEWS;
const LISTS: &[Context] = &[Authorities, Grid, Text, Compare, List, Page];
const CLOSED: &[Context] = &[Authorities, Grid, Text, Compare, List, Page, Menu];
const PANES: &[Context] = &[Authorities, Grid, Text];
const SIDES: &[Context] = &[Authorities, Grid, Text, Compare];
const SIDEWAYS: &[Context] = &[Authorities, Grid, Text, Compare, List];
const SECTIONS: &[Context] = &[Text, Compare, List];
const ALL_BUT_COMPARE: &[Context] = &[Authorities, Grid, Text, List];
const PASSAGES: &[Context] = &[Grid, Text, List];
const FILES: &[Context] = &[Text, List];
const INPUTS: &[Context] = &[Picker, Line];
const ANYWHERE: &[Context] = &[Authorities, Grid, Text, Compare, List, Page, Menu, Picker, Line];

/// The table.
pub const TABLE: &[Binding] = &[
    row(Action::Up, &["<up>", "k"], LISTS),
    row(Action::Down, &["<down>", "j"], LISTS),
    row(Action::PageDown, &["<space>", "<pgdn>"], LISTS),
    row(Action::PageUp, &["b", "<pgup>"], LISTS),
    row(Action::HalfDown, &["d", "<c-d>"], LISTS),
    row(Action::HalfUp, &["u", "<c-u>"], LISTS),
    row(Action::Top, &["g", "<home>"], LISTS),
    row(Action::Bottom, &["G", "<end>"], LISTS),
    row(Action::Left, &["<left>", "h"], SIDEWAYS),
    row(Action::Right, &["<right>", "l"], SIDEWAYS),
    row(Action::NextPane, &["<tab>"], SIDES),
    row(Action::PreviousPane, &["<s-tab>"], SIDES),
    row(Action::Zoom, &["z"], PANES),
    row(Action::Open, &["<enter>"], ANYWHERE),
    row(Action::Cancel, &["<esc>"], ANYWHERE),
    row(Action::Close, &["q"], CLOSED),
    row(Action::Quit, &["Q"], CLOSED),
    row(Action::Back, &["<bs>", "<c-o>", "H"], VIEWS),
    row(Action::Forward, &["L"], VIEWS),
    row(Action::GoTo, &["f", "<c-p>"], VIEWS),
    row(Action::Commands, &[":"], VIEWS),
    row(Action::Paragraph, &["1", "2", "3", "4", "5", "6", "7", "8", "9"], &[Text]),
    row(Action::Find, &["/"], ALL_BUT_COMPARE),
    row(Action::Filter, &["\\"], &[Authorities, Grid, List]),
    row(Action::Search, &["s"], VIEWS),
    row(Action::Results, &["r"], VIEWS),
    row(Action::Sort, &["S"], &[List]),
    row(Action::Count, &["C"], &[List]),
    row(Action::Save, &[], &[List]),
    row(Action::Forget, &[], VIEWS),
    row(Action::FindNext, &["n"], &[Text]),
    row(Action::FindPrevious, &["N"], &[Text]),
    row(Action::NextSection, &["]"], SECTIONS),
    row(Action::PreviousSection, &["["], SECTIONS),
    row(Action::NextParagraph, &["}"], &[Text]),
    row(Action::PreviousParagraph, &["{"], &[Text]),
    row(Action::NextFinding, &["J"], FILES),
    row(Action::PreviousFinding, &["K"], FILES),
    row(Action::Mark, &["m"], PASSAGES),
    row(Action::Note, &["a"], PASSAGES),
    row(Action::Copy, &["y"], PASSAGES),
    row(Action::CopyCitation, &["Y"], PASSAGES),
    row(Action::Export, &["e"], VIEWS),
    row(Action::Original, &["O"], ALL_BUT_COMPARE),
    row(Action::Compare, &["c"], PASSAGES),
    row(Action::Outline, &["o"], ALL_BUT_COMPARE),
    row(Action::HowWeKnow, &["i"], &[Authorities, Grid, Text, List, Page]),
    row(Action::Views, &["v"], VIEWS),
    row(Action::ShowAuthorities, &[], VIEWS),
    row(Action::ShowGrid, &[], VIEWS),
    row(Action::ShowText, &[], VIEWS),
    row(Action::ShowNational, &["W"], VIEWS),
    row(Action::ShowFindings, &["F"], VIEWS),
    row(Action::ShowReports, &["R"], VIEWS),
    row(Action::ShowProblems, &["P"], VIEWS),
    row(Action::ShowMarks, &["'", "M"], VIEWS),
    row(Action::Assign, &[], FILES),
    row(Action::Ignore, &[], FILES),
    row(Action::Unassign, &[], FILES),
    row(Action::Theme, &[], VIEWS),
    row(Action::Help, &["?"], CLOSED),
    row(Action::Reload, &["<c-r>"], VIEWS),
    row(Action::Redraw, &["<c-l>"], ANYWHERE),
    row(Action::Suspend, &["<c-z>"], ANYWHERE),
    row(Action::Interrupt, &["<c-c>"], ANYWHERE),
    row(Action::Up, &["<up>", "k"], &[Menu]),
    row(Action::Down, &["<down>", "j"], &[Menu]),
    row(Action::Top, &["<home>"], &[Menu]),
    row(Action::Bottom, &["G", "<end>"], &[Menu]),
    row(Action::PageDown, &["<space>", "<pgdn>"], &[Menu]),
    row(Action::PageUp, &["b", "<pgup>"], &[Menu]),
    row(Action::Views, &["v"], &[Menu]),
    row(Action::ShowAuthorities, &["a"], &[Menu]),
    row(Action::ShowGrid, &["g"], &[Menu]),
    row(Action::ShowText, &["t"], &[Menu]),
    row(Action::ShowNational, &["n", "W"], &[Menu]),
    row(Action::ShowFindings, &["f", "F"], &[Menu]),
    row(Action::ShowReports, &["r", "R"], &[Menu]),
    row(Action::Results, &["s"], &[Menu]),
    row(Action::ShowProblems, &["p", "P"], &[Menu]),
    row(Action::ShowMarks, &["m", "M", "'"], &[Menu]),
    row(Action::Up, &["<up>", "<c-p>", "<c-k>"], &[Picker]),
    row(Action::Down, &["<down>", "<c-n>", "<c-j>"], &[Picker]),
    row(Action::PageUp, &["<pgup>"], &[Picker]),
    row(Action::PageDown, &["<pgdn>"], &[Picker]),
    row(Action::Up, &["<up>"], &[Line]),
    row(Action::Down, &["<down>"], &[Line]),
    row(Action::NextPane, &["<tab>"], &[Picker, Line]),
    row(Action::Erase, &["<bs>"], INPUTS),
    row(Action::Delete, &["<del>", "<c-d>"], INPUTS),
    row(Action::EraseWord, &["<c-w>"], INPUTS),
    row(Action::Clear, &["<c-u>"], INPUTS),
    row(Action::LineStart, &["<c-a>", "<home>"], INPUTS),
    row(Action::LineEnd, &["<c-e>", "<end>"], INPUTS),
    row(Action::Left, &["<left>"], INPUTS),
    row(Action::Right, &["<right>"], INPUTS),
];
