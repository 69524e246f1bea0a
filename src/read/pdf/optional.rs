//! Optional content: the layers of a drawing that a person can switch on and off. What is off when the file is opened is
//! not seen, and so its words are as hidden as white ones.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// How many layers of a file are looked at.
const LAYERS: usize = 10_000;

/// The layers that are off when the file is opened; `None` where it has no layers.
#[derive(Debug, Default)]
pub struct Off(Option<HashSet<ObjectIdentifier>>);

impl Off {
    /// What the catalogue says: a base state, and then what is on and what is off.
    pub fn of(xref: &XRef) -> Self {
        let catalogue = xref.get::<Dict<'_>>(xref.root_id());
        let Some(said) = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>(b"OCProperties")) else {
            return Self::default();
        };
        let Some(first) = said.get::<Dict<'_>>(b"D") else { return Self::default() };
        let mut off = HashSet::new();
        if first.get::<Name<'_>>(b"BaseState").is_some_and(|state| state.as_str() == "OFF") {
            off.extend(listed(&said, b"OCGs"));
        }
        for id in listed(&first, b"ON") {
            off.remove(&id);
        }
        off.extend(listed(&first, b"OFF"));
        Self(Some(off))
    }

    /// Whether what belongs to `key` of this dictionary is not seen: a layer, or a rule over some of them.
    pub fn hides(&self, dict: &Dict<'_>, key: &[u8]) -> bool {
        let Some(off) = &self.0 else { return false };
        let id = dict.get_raw::<Object<'_>>(key).and_then(|object| object.as_obj_ref()).map(ObjectIdentifier::from);
        if id.is_some_and(|id| off.contains(&id)) {
            return true;
        }
        let Some(rule) = dict.get::<Dict<'_>>(key) else { return false };
        let layers = match rule.get_raw::<Object<'_>>(b"OCGs") {
            Some(MaybeRef::Ref(one)) if rule.get::<Array<'_>>(b"OCGs").is_none() => vec![one.into()],
            _ => listed(&rule, b"OCGs"),
        };
        let is_off = |id: &ObjectIdentifier| off.contains(id);
        let policy = rule.get::<Name<'_>>(b"P");
        !layers.is_empty()
            && match policy.as_ref().map(Name::as_str) {
                Some("AllOn") => layers.iter().any(is_off),
                Some("AnyOff") => !layers.iter().any(is_off),
                Some("AllOff") => !layers.iter().all(is_off),
                _ => layers.iter().all(is_off),
            }
    }
}

/// The objects that a list under this key names.
fn listed(dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let list = dict.get::<Array<'_>>(key);
    let entries = list.iter().flat_map(Array::raw_iter).take(LAYERS);
    entries.filter_map(|entry| entry.as_obj_ref()).map(ObjectIdentifier::from).collect()
}
