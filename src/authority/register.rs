//! The register of English children's-services authorities, past and present, and its lookups.

use serde::Deserialize;

/// The register's table as built in: plain names, other names, regions, kinds, codes and statistical neighbours.
const BUILT_IN: &str = include_str!("register.csv");

/// One authority of the register.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
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

/// All authorities that documents may resolve to.
#[derive(Debug, Clone, Default)]
pub struct Register {
    entries: Vec<Entry>,
}

impl Register {
    /// The register that is built into the program.
    ///
    /// # Panics
    ///
    /// Never: the table is part of the program and a test reads it.
    #[must_use]
    pub fn built_in() -> Self {
        let entries = csv::Reader::from_reader(BUILT_IN.as_bytes())
            .deserialize()
            .collect::<Result<Vec<Entry>, _>>()
            .expect("the built-in register is well formed");
        Self { entries }
    }

    /// Adds authorities; one of the same name is replaced.
    pub fn extend(&mut self, more: impl IntoIterator<Item = Entry>) {
        for entry in more {
            match self.entries.iter_mut().find(|e| e.name == entry.name) {
                Some(old) => *old = entry,
                None => self.entries.push(entry),
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
}
