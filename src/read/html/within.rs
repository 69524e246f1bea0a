//! Within: what a text stands in, and whether a browser shows it.

use html5ever::tokenizer::Tag;

use super::tag::{self, Role};
use crate::document::Furniture;

/// What an open element and those around it make of the text inside, known without looking at each of them.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Within {
    pub(super) furniture: Option<Furniture>,
    pub(super) heading: Option<u8>,
    pub(super) lists: u8,
    /// How many items are open.
    pub(super) items: u8,
    pub(super) main: bool,
    pub(super) form: bool,
    pub(super) pre: bool,
}

impl Within {
    /// The same with an element of this role inside.
    pub(super) fn and(mut self, role: &Role) -> Self {
        match role {
            Role::Furniture(furniture) => self.furniture = self.furniture.or(Some(*furniture)),
            Role::Heading(level) => self.heading = Some(*level),
            Role::List(_) => self.lists = self.lists.saturating_add(1),
            Role::Item { .. } => self.items = self.items.saturating_add(1),
            Role::Main => self.main = true,
            Role::Form(_) => self.form = true,
            Role::Pre => self.pre = true,
            Role::Box | Role::Table | Role::Row | Role::Cell | Role::Bold => {}
        }
        self
    }
}

/// Elements that hold nothing and are never closed.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements whose end need not be written (the HTML standard, 13.1.2.4): which ones end them by beginning, and which hold them,
/// so that they end with them and may stand again inside of another.
const IMPLIED: &[(&str, &[&str], &[&str])] = &[
    ("p", &["p"], &["div", "section", "article", "main", "body", "li", "td", "th", "blockquote", "header", "footer"]),
    ("li", &["li"], &["ul", "ol", "menu"]),
    ("dt", &["dt", "dd"], &["dl"]),
    ("dd", &["dt", "dd"], &["dl"]),
    ("td", &["td", "th", "tr", "tbody", "tfoot"], &["table"]),
    ("th", &["td", "th", "tr", "tbody", "tfoot"], &["table"]),
    ("tr", &["tr", "tbody", "tfoot"], &["table"]),
    ("option", &["option", "optgroup"], &["select"]),
];

/// The outermost open element that a browser does not show.
#[derive(Debug, Default)]
pub(super) struct Unseen(Option<Hidden>);

/// An element that is not shown.
#[derive(Debug)]
struct Hidden {
    name: String,
    /// How many of this name are open.
    open: usize,
    /// How many are open inside of it that hold such elements.
    inside: usize,
}

impl Hidden {
    fn implied(&self) -> (&'static [&'static str], &'static [&'static str]) {
        let row = IMPLIED.iter().find(|(name, ..)| *name == self.name);
        row.map_or((&[], &[]), |&(_, by, within)| (by, within))
    }
}

impl Unseen {
    /// An element begins. Of those whose end need not be written it ends the one before.
    pub(super) fn open(&mut self, tag: &Tag) {
        if tag.self_closing || VOID.contains(&&*tag.name) {
            return;
        }
        if let Some(hidden) = &mut self.0 {
            let (by, within) = hidden.implied();
            let ends = hidden.inside == 0 && by.contains(&&*tag.name);
            if !ends {
                hidden.inside += usize::from(within.contains(&&*tag.name));
                hidden.open += usize::from(*hidden.name == *tag.name);
                return;
            }
        }
        self.0 = tag::is_unseen(tag).then(|| Hidden { name: tag.name.to_string(), open: 1, inside: 0 });
    }

    /// An element of this name ends.
    pub(super) fn close(&mut self, closed: &str) {
        let Some(hidden) = &mut self.0 else { return };
        if hidden.name == closed {
            hidden.open -= 1;
        } else if hidden.implied().1.contains(&closed) {
            match hidden.inside.checked_sub(1) {
                Some(inside) => hidden.inside = inside,
                None => hidden.open = 0,
            }
        }
        if hidden.open == 0 {
            self.0 = None;
        }
    }

    /// Whether what comes now is not shown.
    pub(super) const fn is(&self) -> bool {
        self.0.is_some()
    }
}
