//! One table: actions, the keys that do them, where. Bindings, hints and help are all read from it.
//!
//! The defaults stand in [`table`]; a user's `[keys]` replace an action's keys in the panes. The keys of inputs stay
//! as they are, because a printable key there is text.

use std::collections::BTreeMap;

mod action;
mod context;
pub mod hints;
mod key;
pub mod table;

pub use action::Action;
pub use context::Context;
pub use key::{Key, KeyError};

/// One binding as it stands, defaults and user's keys merged.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Bound {
    action: Action,
    keys: Vec<Key>,
    contexts: &'static [Context],
}

/// The keys in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    rows: Vec<Bound>,
}

impl Default for Keymap {
    fn default() -> Self {
        let rows = table::TABLE
            .iter()
            .map(|row| Bound {
                action: row.action,
                keys: row.keys.iter().map(|name| Key::one(name).expect("a test reads every default key")).collect(),
                contexts: row.contexts,
            })
            .collect();
        Self { rows }
    }
}

impl Keymap {
    /// The default keys with a user's own: action names to key names. What cannot be followed is left out and told.
    ///
    /// An action's keys replace its defaults. A key that is taken from another action is taken away from it there.
    #[must_use]
    pub fn with(user: &BTreeMap<String, Vec<String>>) -> (Self, Vec<String>) {
        let mut map = Self::default();
        let mut told = Vec::new();
        for (name, names) in user {
            let Some(action) = Action::from_key(name) else {
                told.push(format!("config.toml: no action is called “{name}”"));
                continue;
            };
            let mut keys = Vec::new();
            for text in names {
                match Key::one(text) {
                    Ok(key) => keys.push(key),
                    Err(error) => told.push(format!("config.toml: {name}: {error}")),
                }
            }
            if keys.is_empty() && !names.is_empty() {
                continue;
            }
            if !map.rebind(action, &keys) {
                told.push(format!("config.toml: the keys of “{name}” cannot be changed"));
            }
        }
        (map, told)
    }

    /// Gives an action other keys wherever printable keys are no text. Answers whether it has such a place.
    fn rebind(&mut self, action: Action, keys: &[Key]) -> bool {
        let in_panes = |row: &Bound| row.contexts.iter().any(|c| !c.takes_text());
        let Some(at) = self.rows.iter().position(|row| row.action == action && in_panes(row)) else { return false };
        let contexts = self.rows[at].contexts;
        for row in &mut self.rows {
            if row.action != action && in_panes(row) && row.contexts.iter().any(|c| contexts.contains(c)) {
                row.keys.retain(|key| !keys.contains(key));
            }
        }
        keys.clone_into(&mut self.rows[at].keys);
        true
    }

    /// What a key does in a place.
    ///
    /// A context that takes text only knows keys that are no characters.
    #[must_use]
    pub fn action(&self, context: Context, key: Key) -> Option<Action> {
        if context.takes_text() && matches!(key, Key::Char(_)) {
            return None;
        }
        self.rows.iter().find(|row| row.contexts.contains(&context) && row.keys.contains(&key)).map(|row| row.action)
    }

    /// The keys of an action in a place, the one for hints first.
    #[must_use]
    pub fn keys(&self, context: Context, action: Action) -> &[Key] {
        self.rows.iter().find(|row| row.action == action && row.contexts.contains(&context)).map_or(&[], |r| &r.keys)
    }

    /// Whether an action can be done in a place, with a key or by its name.
    #[must_use]
    pub fn works_in(&self, context: Context, action: Action) -> bool {
        self.rows.iter().any(|row| row.action == action && row.contexts.contains(&context))
    }

    /// Every action that panes know, in the order of the table, with its keys and the places it works in.
    pub fn entries(&self) -> impl Iterator<Item = (Action, &[Key], &'static [Context])> {
        let panes = |row: &&Bound| row.contexts.iter().any(|c| Context::VIEWS.contains(c));
        self.rows.iter().filter(panes).map(|row| (row.action, row.keys.as_slice(), row.contexts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CTRL: &str = "cdlopruz";
    const CTRL_IN_INPUTS: &str = "aejknw";

    fn contexts_of(row: &table::Binding) -> impl Iterator<Item = (Context, Key)> {
        let keys: Vec<Key> = row.keys.iter().map(|k| Key::one(k).expect("a default key has a name")).collect();
        row.contexts.iter().flat_map(move |&c| keys.clone().into_iter().map(move |k| (c, k)))
    }

    #[test]
    fn no_key_means_two_things_in_one_place() {
        let mut seen = BTreeMap::new();
        for row in table::TABLE {
            for place in contexts_of(row) {
                assert_eq!(seen.insert(place, row.action), None, "{place:?} is bound twice");
            }
        }
    }

    #[test]
    fn defaults_are_keys_that_every_terminal_sends() {
        for (context, key) in table::TABLE.iter().flat_map(contexts_of) {
            let allowed = match key {
                Key::Char(c) => !context.takes_text() && (c.is_ascii_graphic() || c == ' '),
                Key::Ctrl(c) => CTRL.contains(c) || context.takes_text() && CTRL_IN_INPUTS.contains(c),
                Key::Delete => context.takes_text(),
                _ => true,
            };
            assert!(allowed, "{key} is no default in {context:?}");
        }
    }

    #[test]
    fn every_action_stands_in_the_table() {
        for &action in Action::ALL {
            assert!(table::TABLE.iter().any(|row| row.action == action), "{action:?} has no row");
        }
    }

    #[test]
    fn an_input_takes_letters_as_text() {
        let map = Keymap::default();
        assert_eq!(map.action(Context::Text, Key::Char('j')), Some(Action::Down));
        assert_eq!(map.action(Context::Line, Key::Char('j')), None);
        assert_eq!(map.action(Context::Picker, Key::Ctrl('p')), Some(Action::Up));
    }

    fn user(action: &str, keys: &[&str]) -> BTreeMap<String, Vec<String>> {
        BTreeMap::from([(action.to_owned(), keys.iter().map(|&k| k.to_owned()).collect())])
    }

    #[test]
    fn a_users_keys_replace_the_defaults_and_take_them_from_others() {
        let (map, told) = Keymap::with(&user("back", &["u"]));
        assert_eq!(told, [""; 0]);
        assert_eq!(map.action(Context::Text, Key::Char('u')), Some(Action::Back));
        assert_eq!(map.action(Context::Text, Key::Backspace), None);
        assert_eq!(map.action(Context::Text, Key::Ctrl('u')), Some(Action::HalfUp));
    }

    #[test]
    fn a_users_mistake_is_told_and_changes_nothing() {
        let (map, told) = Keymap::with(&user("fly", &["j"]));
        assert_eq!((map, told.len()), (Keymap::default(), 1));
        let (map, told) = Keymap::with(&user("down", &["<hyper>"]));
        assert_eq!((map, told), (Keymap::default(), vec!["config.toml: down: <hyper> names no key".to_owned()]));
    }

    #[test]
    fn a_key_for_the_panes_does_not_reach_into_inputs() {
        let (map, _) = Keymap::with(&user("down", &["x"]));
        assert_eq!(map.action(Context::Text, Key::Char('x')), Some(Action::Down));
        assert_eq!(map.action(Context::Picker, Key::Down), Some(Action::Down));
        assert_eq!(map.action(Context::Picker, Key::Char('x')), None);
    }
}
