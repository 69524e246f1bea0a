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

/// The outermost open element that a browser does not show: its name, and how many of that name are open.
#[derive(Debug, Default)]
pub(super) struct Unseen(Option<(String, usize)>);

impl Unseen {
    /// An element begins. A paragraph ends the one before it.
    pub(super) fn open(&mut self, tag: &Tag) {
        if tag.self_closing || VOID.contains(&&*tag.name) {
            return;
        }
        match &mut self.0 {
            Some((name, count)) if *name == *tag.name && name != "p" => *count += 1,
            Some((name, _)) if *name != *tag.name => {}
            _ => self.0 = tag::is_unseen(tag).then(|| (tag.name.to_string(), 1)),
        }
    }

    /// An element of this name ends.
    pub(super) fn close(&mut self, closed: &str) {
        if let Some((name, count)) = &mut self.0
            && name == closed
        {
            *count -= 1;
            if *count == 0 {
                self.0 = None;
            }
        }
    }

    /// Whether what comes now is not shown.
    pub(super) const fn is(&self) -> bool {
        self.0.is_some()
    }
}
