//! Where a key is pressed: the pane or overlay that has the keys.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A pane or an overlay that takes keys.
    Context {
        Authorities = "authorities", "the list of authorities";
        Grid = "grid", "the judgement grid";
        Text = "text", "the text";
        Compare = "compare", "a comparison";
        List = "list", "a list";
        Page = "page", "how we know";
        Menu = "menu", "the menu of views";
        Picker = "picker", "a list with an input";
        Line = "line", "an input on the bottom line";
    }
}

impl Context {
    /// The panes, in which every printable key can mean something.
    pub const VIEWS: &'static [Self] = &[Self::Authorities, Self::Grid, Self::Text, Self::Compare, Self::List];

    /// Whether printable keys are text here.
    #[must_use]
    pub const fn takes_text(self) -> bool {
        matches!(self, Self::Picker | Self::Line)
    }
}
