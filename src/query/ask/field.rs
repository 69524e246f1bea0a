//! The fields of a query: one line each, and how each reads its values.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{QUOTES, Test};
use crate::authority::{Entry, Register};
use crate::query::token::{row, tokens};
use crate::report::{FindingKind, Framework, Grade, Source};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// A field, its name in a query and what it asks.
    Field {
        Kind = "kind", "the kind of finding";
        Framework = "framework", "the framework of the inspection";
        From = "from", "inspected in this year, month or on this day, or later";
        To = "to", "inspected in this year, month or on this day, or earlier";
        Grade = "grade", "the overall grade; any grade where no overall one is given";
        Region = "region", "the region of England";
        Near = "near", "the statistical neighbours of an authority";
        Authority = "authority", "the authority, by any of its names";
        Source = "source", "report, letter or press account";
        Again = "again", "whether an earlier report of the authority said the same";
    }
}

impl Field {
    /// The field of this name, in any case.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::from_key(&name.to_lowercase())
    }

    /// What the field asks with these values, at least one.
    ///
    /// # Errors
    ///
    /// A sentence that says which value is none of the field's.
    pub(super) fn test(self, values: &[&str], register: &Register) -> Result<Test, String> {
        Ok(match self {
            Self::Kind => Test::Kind(self.meant(values, FindingKind::ALL, |k| vec![k.key(), k.words()])?),
            Self::Framework => {
                let names = |f: Framework| vec![f.key(), f.short(), f.words()];
                Test::Framework(self.meant(values, Framework::ALL, names)?)
            }
            Self::Grade => Test::Grade(self.meant(values, Grade::ALL, |g| vec![g.key(), g.short(), g.words()])?),
            Self::Source => Test::Source(self.meant(values, Source::ALL, |s| vec![s.key(), s.words()])?),
            Self::From => Test::From(self.date(values, false)?),
            Self::To => Test::To(self.date(values, true)?),
            Self::Again => Test::Again(self.yes(values)?),
            Self::Region | Self::Near | Self::Authority => Test::Authorities(self.authorities(values, register)?),
        })
    }

    /// The words that a field knows as values; none for those with too many.
    pub(super) fn choices(self, register: &Register) -> Vec<String> {
        let keyed = |all: &mut dyn Iterator<Item = &'static str>| all.map(str::to_owned).collect();
        match self {
            Self::Kind => keyed(&mut FindingKind::ALL.iter().map(|k| k.key())),
            Self::Framework => keyed(&mut Framework::ALL.iter().map(|f| f.key())),
            Self::Grade => keyed(&mut Grade::ALL.iter().map(|g| g.key())),
            Self::Source => keyed(&mut Source::ALL.iter().map(|s| s.key())),
            Self::From | Self::To => Vec::new(),
            Self::Again => keyed(&mut ["yes", "no"].into_iter()),
            Self::Region => {
                let regions: BTreeSet<&str> = register.entries().iter().map(|e| e.region.as_str()).collect();
                regions.into_iter().filter(|r| !r.is_empty()).map(str::to_owned).collect()
            }
            Self::Near | Self::Authority => register.entries().iter().map(|e| e.name.clone()).collect(),
        }
    }

    /// The words of a vocabulary that values mean: the one of this name, else all in which a word begins so.
    fn meant<T: Copy>(
        self,
        values: &[&str],
        all: &[T],
        names: impl Fn(T) -> Vec<&'static str>,
    ) -> Result<Vec<T>, String> {
        let mut found = Vec::new();
        for value in values {
            let wanted = row(value);
            let is = |&&word: &&T| names(word).iter().any(|name| row(name) == wanted);
            let begins = |&&word: &&T| names(word).iter().any(|name| row(name).contains(wanted.trim_end()));
            let exact: Vec<T> = all.iter().filter(is).copied().collect();
            let meant = if exact.is_empty() { all.iter().filter(begins).copied().collect() } else { exact };
            if meant.is_empty() {
                let known: Vec<&str> = all.iter().filter_map(|&word| names(word).first().copied()).collect();
                return Err(format!("{}: “{value}” is none of {}", self.key(), known.join(", ")));
            }
            found.extend(meant);
        }
        Ok(found)
    }

    /// A year, a month ("2022-11") or a day; its first day, or its last one.
    fn date(self, values: &[&str], last: bool) -> Result<Date, String> {
        let fault = || format!("{}: “{}” is no date; write 2022, 2022-11 or 2022-11-07", self.key(), values.join(","));
        let [value] = values else { return Err(fault()) };
        let mut parts = value.split('-').map(str::parse::<i16>);
        let mut next = || parts.next().transpose().map_err(|_| fault());
        let (year, month, day, more) = (next()?, next()?, next()?, next()?);
        let year = year.filter(|year| (1900..=2999).contains(year)).ok_or_else(fault)?;
        let small = |part: Option<i16>| part.map(i8::try_from).transpose().map_err(|_| fault());
        let (month, day) = (small(month)?, small(day)?);
        let month = month.unwrap_or(if last { 12 } else { 1 });
        let first = Date::new(year, month, day.unwrap_or(1)).map_err(|_| fault())?;
        match (more, day) {
            (Some(_), _) => Err(fault()),
            (None, None) if last => Ok(first.last_of_month()),
            (None, _) => Ok(first),
        }
    }

    fn yes(self, values: &[&str]) -> Result<bool, String> {
        match values.iter().map(|v| v.to_lowercase()).collect::<Vec<_>>().as_slice() {
            [one] if "yes".starts_with(one.as_str()) => Ok(true),
            [one] if "no".starts_with(one.as_str()) => Ok(false),
            _ => Err(format!("{}: “{}” is neither yes nor no", self.key(), values.join(","))),
        }
    }

    /// The authorities that values mean, by name, region or neighbourhood.
    fn authorities(self, values: &[&str], register: &Register) -> Result<BTreeSet<String>, String> {
        let mut found = BTreeSet::new();
        for value in values {
            let before = found.len();
            match self {
                Self::Region => {
                    let wanted = row(value);
                    let begins = |e: &&Entry| row(&e.region).contains(wanted.trim_end());
                    found.extend(register.entries().iter().filter(begins).map(|e| e.name.clone()));
                }
                Self::Near => match named(value, register)[..] {
                    [one] if one.statistical_neighbours.is_empty() => {
                        return Err(format!("near: no list names the neighbours of {}", one.name));
                    }
                    [one] => found.extend(one.statistical_neighbours.iter().cloned()),
                    [] => {}
                    ref several => {
                        let names: Vec<&str> = several.iter().map(|e| e.name.as_str()).collect();
                        return Err(format!("near: “{value}” may be {}", names.join(" or ")));
                    }
                },
                _ => found.extend(named(value, register).iter().map(|e| e.name.clone())),
            }
            if found.len() == before && !matches!(self, Self::Near if before > 0) {
                let what = if self == Self::Region { "region" } else { "authority" };
                return Err(format!("{}: no {what} is called “{value}”", self.key()));
            }
        }
        Ok(found)
    }
}

/// That no field has this name, and which are nearest to it. `None` where the colon is one of ordinary text: behind a word,
/// in a time, in an address.
pub(super) fn mistaken(name: &str, value: &str) -> Option<String> {
    let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
    if !is_name || value.starts_with("//") || value.trim_matches(QUOTES).is_empty() {
        return None;
    }
    let folded = name.to_lowercase();
    let far = |field: &Field| strsim::osa_distance(&folded, field.key());
    let near = Field::ALL.iter().filter(|field| far(field) <= field.key().len() / 2);
    let least = near.clone().map(far).min();
    let nearest: Vec<String> =
        near.filter(|field| Some(far(field)) == least).map(|field| format!("{}:", field.key())).collect();
    Some(if nearest.is_empty() {
        let all: Vec<&str> = Field::ALL.iter().map(|field| field.key()).collect();
        format!("no field is called “{name}”; write quotation marks for words, or one of {}", all.join(", "))
    } else {
        format!("no field is called “{name}”; write {}, or quotation marks for words", nearest.join(" or "))
    })
}

/// The authorities that a name means: the one that has it, else all in whose names words begin so.
pub(super) fn named<'r>(name: &str, register: &'r Register) -> Vec<&'r Entry> {
    let spaced = tokens(name).join(" ");
    if let Some(one) = register.resolve(name).or_else(|| register.resolve(&spaced)) {
        return vec![one];
    }
    let wanted = row(name);
    let begins =
        |e: &&Entry| std::iter::once(&e.name).chain(&e.other_names).any(|known| row(known).contains(wanted.trim_end()));
    register.entries().iter().filter(|_| wanted.len() > 1).filter(begins).collect()
}
