//! Optional content: the layers of a drawing that a person can switch on and off. What is off when the file is opened is
//! not seen, and so its words are as hidden as white ones.

use std::collections::HashSet;

use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};
use hayro_syntax::xref::XRef;

/// How many entries of a list of layers are looked at.
const LAYERS: usize = 100_000;
/// How deep the expression of a rule may nest.
const DEPTH: usize = 16;

/// The layers that are off when the file is opened.
#[derive(Debug, Default)]
pub struct Off {
    /// `None` where the file has no layers.
    layers: Option<HashSet<ObjectIdentifier>>,
    /// Whether there was more than is looked at.
    crowded: bool,
}

impl Off {
    /// What the catalogue says: a base state, then what is on and what is off, and at last what switches itself as soon as
    /// it is viewed.
    pub fn of(xref: &XRef) -> Self {
        let mut off = Self::default();
        let catalogue = xref.get::<Dict<'_>>(xref.root_id());
        let Some(said) = catalogue.and_then(|catalogue| catalogue.get::<Dict<'_>>(b"OCProperties")) else { return off };
        let Some(first) = said.get::<Dict<'_>>(b"D") else { return off };
        let mut layers = HashSet::new();
        if first.get::<Name<'_>>(b"BaseState").is_some_and(|state| state.as_str() == "OFF") {
            layers.extend(off.listed(&said, b"OCGs"));
        }
        for id in off.listed(&first, b"ON") {
            layers.remove(&id);
        }
        layers.extend(off.listed(&first, b"OFF"));
        for (id, is_on) in off.viewed(&first) {
            let _ = if is_on { layers.remove(&id) } else { layers.insert(id) };
        }
        off.layers = Some(layers);
        off
    }

    /// Whether any layer is off.
    pub fn has_any(&self) -> bool {
        self.layers.as_ref().is_some_and(|layers| !layers.is_empty())
    }

    /// Whether there are more layers, or a rule nests deeper, than is looked at: what is off may be taken to be on.
    pub const fn is_crowded(&self) -> bool {
        self.crowded
    }

    /// Whether what belongs to `key` of this dictionary is not seen: a layer, or a rule over some of them. Each layer that
    /// the rule speaks of costs one of what is `left`.
    pub fn hides(&mut self, dict: &Dict<'_>, key: &[u8], left: &mut usize) -> bool {
        if self.layers.is_none() {
            return false;
        }
        let id = dict.get_raw::<Object<'_>>(key).and_then(|object| object.as_obj_ref()).map(ObjectIdentifier::from);
        if id.is_some_and(|id| self.has(id)) {
            return true;
        }
        let Some(rule) = dict.get::<Dict<'_>>(key) else { return false };
        if let Some(expression) = rule.get::<Array<'_>>(b"VE") {
            return !self.shows(&expression, 0, left).unwrap_or(true);
        }
        let layers = match rule.get_raw::<Object<'_>>(b"OCGs") {
            Some(MaybeRef::Ref(one)) if rule.get::<Array<'_>>(b"OCGs").is_none() => vec![one.into()],
            _ => self.listed(&rule, b"OCGs"),
        };
        *left = left.saturating_sub(layers.len());
        let is_off = |&id: &ObjectIdentifier| self.has(id);
        let policy = rule.get::<Name<'_>>(b"P");
        !layers.is_empty()
            && match policy.as_ref().map(Name::as_str) {
                Some("AllOn") => layers.iter().any(is_off),
                Some("AnyOff") => !layers.iter().any(is_off),
                Some("AllOff") => !layers.iter().all(is_off),
                _ => layers.iter().all(is_off),
            }
    }

    fn has(&self, id: ObjectIdentifier) -> bool {
        self.layers.as_ref().is_some_and(|layers| layers.contains(&id))
    }

    /// Whether an expression is true: a word, and layers that are on and expressions behind it. It has no say where it is
    /// none, or where it nests too deeply.
    fn shows(&mut self, expression: &Array<'_>, depth: usize, left: &mut usize) -> Option<bool> {
        if depth >= DEPTH {
            self.crowded = true;
            return None;
        }
        let mut parts = expression.iter::<Object<'_>>();
        let Some(Object::Name(word)) = parts.next() else { return None };
        let mut parts = parts.filter_map(|part| {
            *left = left.checked_sub(1)?;
            match part {
                Object::Dict(layer) => Some(!layer.obj_id().is_some_and(|id| self.has(id))),
                Object::Array(within) => self.shows(&within, depth + 1, left),
                _ => None,
            }
        });
        match word.as_str() {
            "And" => Some(parts.all(|shows| shows)),
            "Or" => Some(parts.any(|shows| shows)),
            "Not" => parts.next().map(|shows| !shows),
            _ => None,
        }
    }

    /// The layers that are switched by themselves when the file is viewed, and whether they are on then.
    fn viewed(&mut self, first: &Dict<'_>) -> Vec<(ObjectIdentifier, bool)> {
        let events = first.get::<Array<'_>>(b"AS");
        let events = events.iter().flat_map(Array::iter::<Dict<'_>>).take(LAYERS);
        let views = events.filter(|event| event.get::<Name<'_>>(b"Event").is_some_and(|name| name.as_str() == "View"));
        let lists = views.filter_map(|event| event.get::<Array<'_>>(b"OCGs"));
        let layers: Vec<Dict<'_>> = lists.flat_map(|list| list.iter::<Dict<'_>>()).take(LAYERS + 1).collect();
        self.crowded |= layers.len() > LAYERS;
        let state = |layer: &Dict<'_>| {
            let view = layer.get::<Dict<'_>>(b"Usage")?.get::<Dict<'_>>(b"View")?;
            Some((layer.obj_id()?, view.get::<Name<'_>>(b"ViewState")?.as_str() != "OFF"))
        };
        layers.iter().filter_map(state).collect()
    }

    /// The objects that a list under this key names.
    fn listed(&mut self, dict: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
        let list = dict.get::<Array<'_>>(key);
        let mut entries = list.iter().flat_map(Array::raw_iter);
        let layers = entries.by_ref().take(LAYERS).filter_map(|entry| entry.as_obj_ref()).map(ObjectIdentifier::from);
        let layers = layers.collect();
        self.crowded |= entries.next().is_some();
        layers
    }
}
