//! The register of English children's-services authorities, past and present, and its lookups.

use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::names::folded;
use crate::typography::harmless::harmless;
use crate::typography::plain;

/// The register's table as built in: plain names, other names, regions, kinds, codes and statistical neighbours.
const BUILT_IN: &str = include_str!("register.csv");

/// One authority of the register.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Entry {
    /// The plain name: "Norfolk", "Kingston upon Thames".
    pub name: String,
    /// Other names, apart from those that [`crate::authority`] derives from the plain one ("Norfolk County Council").
    #[serde(deserialize_with = "list")]
    pub other_names: Vec<String>,
    /// The region of England.
    pub region: String,
    /// The kind of council: "County", "London Borough"; empty for those that are no more.
    pub kind: String,
    /// The Department for Education's three-digit code.
    pub la_code: String,
    /// The Office for National Statistics' nine-character code.
    pub gss_code: String,
    /// The plain names of the ten nearest statistical neighbours, nearest first.
    #[serde(deserialize_with = "list")]
    pub statistical_neighbours: Vec<String>,
    /// Whether all of this is the built-in table's, and no sidecar's.
    #[serde(skip)]
    pub built_in: bool,
}

impl Entry {
    /// The same without what could do harm on a screen: a sidecar may hold anything.
    #[must_use]
    pub fn made_harmless(mut self) -> Self {
        let texts = [&mut self.name, &mut self.region, &mut self.kind, &mut self.la_code, &mut self.gss_code];
        for text in texts.into_iter().chain(&mut self.other_names).chain(&mut self.statistical_neighbours) {
            *text = plain(&harmless(text).0);
        }
        self
    }

    /// Whether it holds nothing but names.
    fn only_names(&self) -> bool {
        let names = Self { name: self.name.clone(), other_names: self.other_names.clone(), ..Self::default() };
        *self == names
    }
}

/// A list as the two kinds of file write it.
#[derive(Deserialize)]
#[serde(untagged)]
enum List {
    /// One cell with semicolons between its items, as in the register's table.
    Cell(String),
    /// An array, as in a sidecar.
    Array(Vec<String>),
}

/// Reads a list from a cell or an array.
fn list<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match List::deserialize(deserializer)? {
        List::Cell(cell) => cell.split(';').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect(),
        List::Array(items) => items,
    })
}

/// All authorities that documents may resolve to. Many hold it, so that a copy costs nothing until it is changed.
#[derive(Debug, Clone, PartialEq, Hash, Default)]
pub struct Register {
    entries: Arc<Vec<Entry>>,
}

impl Register {
    /// The register that is built into the program.
    ///
    /// # Panics
    ///
    /// Never: the table is part of the program and a test reads it.
    #[must_use]
    pub fn built_in() -> Self {
        /// Read once: a register is asked for wherever a folder is opened.
        static TABLE: LazyLock<Register> = LazyLock::new(|| {
            let entries = csv::Reader::from_reader(BUILT_IN.as_bytes())
                .deserialize()
                .map(|entry: Result<Entry, csv::Error>| entry.map(|entry| Entry { built_in: true, ..entry }))
                .collect::<Result<_, _>>()
                .expect("the built-in register is well formed");
            Register { entries: Arc::new(entries) }
        });
        TABLE.clone()
    }

    /// Where the names of these authorities' neighbours come from, and of when that list is, in a line.
    ///
    /// The built-in table prints no date. It names councils that began in April 2023 (Cumberland, Westmorland and
    /// Furness) and in 2021 (North and West Northamptonshire), so that it was made after April 2023; more is not known.
    #[must_use]
    pub fn vintage(&self, names: &[String]) -> &'static str {
        if names.iter().filter_map(|name| self.get(name)).all(|entry| entry.built_in) {
            "neighbours: a list without a date, of after April 2023, as it has Cumberland"
        } else {
            "neighbours: as the folder’s findings.toml names them"
        }
    }

    /// The whole register as JSON, for another process of this program.
    ///
    /// # Panics
    ///
    /// Never: its entries are texts and lists of texts.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(&*self.entries).expect("texts and lists of texts can be written")
    }

    /// The register that another process wrote with [`Self::to_json`].
    ///
    /// # Errors
    ///
    /// When it is no such text.
    pub fn from_json(text: &str) -> Result<Self, serde_json::Error> {
        Ok(Self { entries: Arc::new(serde_json::from_str(text)?) })
    }

    /// Adds authorities. One whose name the register has is replaced; where nothing but other names is given, those are
    /// added to the ones that it has.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Entry>) {
        for entry in more {
            let entries = Arc::make_mut(&mut self.entries);
            match entries.iter_mut().find(|e| e.name == entry.name) {
                Some(old) if entry.only_names() => {
                    let new: Vec<String> =
                        entry.other_names.into_iter().filter(|n| !old.other_names.contains(n)).collect();
                    old.other_names.extend(new);
                }
                Some(old) => *old = entry,
                None => entries.push(entry),
            }
        }
    }

    /// Every authority, in the order of the table.
    #[must_use]
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The authority of this plain name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Entry> {
        self.entries.iter().find(|e| e.name == name)
    }

    /// The authority that a person means by a name: its plain name, else one of its other names, in any case and with "&" for "and".
    ///
    /// A name that two authorities have in common is nobody's.
    #[must_use]
    pub fn resolve(&self, name: &str) -> Option<&Entry> {
        let wanted = folded(name);
        let plain = self.entries.iter().find(|e| folded(&e.name) == wanted);
        plain.or_else(|| {
            let mut others = self.entries.iter().filter(|e| e.other_names.iter().any(|n| folded(n) == wanted));
            others.next().filter(|_| others.next().is_none())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, other_names: &[&str], region: &str) -> Entry {
        let other_names = other_names.iter().map(|&n| n.to_owned()).collect();
        Entry { name: name.to_owned(), other_names, region: region.to_owned(), ..Entry::default() }
    }

    fn register() -> Register {
        let mut register = Register::default();
        register.extend([
            entry("Ashcombe", &["Ashcombe Vale"], "South West"),
            entry("Netherby and Vale", &["The Vale"], ""),
        ]);
        register
    }

    #[test]
    fn another_process_gets_the_same_register() {
        let register = Register::built_in();
        // Whose list the neighbours are is asked where lists are shown, and not told to those who only read files.
        let told = |entry: &Entry| Entry { built_in: false, ..entry.clone() };
        let there = Register::from_json(&register.to_json()).unwrap();
        assert_eq!(there.entries(), register.entries().iter().map(told).collect::<Vec<_>>());
    }

    #[test]
    fn an_entry_of_names_alone_adds_other_names() {
        let mut register = register();
        register.extend([entry("Ashcombe", &["Old Ashcombe", "Ashcombe Vale"], "")]);
        assert_eq!(
            register.get("Ashcombe"),
            Some(&entry("Ashcombe", &["Ashcombe Vale", "Old Ashcombe"], "South West"))
        );
        register.extend([entry("Ashcombe", &[], "London")]);
        assert_eq!(register.get("Ashcombe"), Some(&entry("Ashcombe", &[], "London")), "one with more replaces it");
    }

    #[test]
    fn a_name_is_resolved_as_a_person_writes_it() {
        let mut register = register();
        let name = |register: &Register, text| register.resolve(text).map(|e| e.name.clone());
        assert_eq!(name(&register, "netherby & vale").as_deref(), Some("Netherby and Vale"));
        assert_eq!(name(&register, "the vale").as_deref(), Some("Netherby and Vale"));
        assert_eq!(name(&register, "Nether"), None);
        assert_eq!(name(&register, ""), None);
        register.extend([entry("Thornmere", &["The Vale"], "")]);
        assert_eq!(name(&register, "The Vale"), None, "two have it");
    }
}
