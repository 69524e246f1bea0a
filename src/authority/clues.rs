//! Clues to an authority whose name is not printed: who runs its services, how it styles itself, its wards and towns.
//!
//! The table holds general knowledge: the bodies that run services for councils, with the years in which they did, the four
//! royal boroughs, wards of councils that a body or a style does not tell apart, and the main towns of counties and boroughs.
//! No clue is proof: they are intersected, and only what at least two of them leave, or a body of one council, counts.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::Deserialize;

use crate::typography::{fold_char, pattern};

const BUILT_IN: &str = include_str!("clues.csv");

/// What a clue is, the most telling first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Kind {
    /// A body that runs services for councils.
    Body,
    /// How a council styles itself.
    Style,
    /// The ward of a councillor.
    Ward,
    /// A town or a part of one.
    Town,
}

#[derive(Deserialize)]
struct Row {
    kind: Kind,
    names: String,
    authorities: String,
    from: Option<i16>,
    to: Option<i16>,
}

/// One name and the authorities it stands for.
#[derive(Debug)]
struct Clue {
    kind: Kind,
    name: String,
    of: Vec<(String, Option<i16>, Option<i16>)>,
}

/// The table of clues, ready to be looked for.
#[derive(Debug)]
pub struct Clues(Vec<Clue>);

/// What a document's clues leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inference {
    /// Nothing is known.
    Nothing,
    /// Exactly one authority, and the texts (by their place in the argument) whose clues leave only it.
    One(String, Vec<usize>),
    /// More than one; their plain names.
    Several(Vec<String>),
}

static BUILT: LazyLock<Clues> = LazyLock::new(|| Clues::parse(BUILT_IN).expect("the built-in table is well formed"));

impl Clues {
    /// The table that is built into the program.
    ///
    /// # Panics
    ///
    /// Never: the table is part of the program and a test reads it.
    #[must_use]
    pub fn built_in() -> &'static Self {
        &BUILT
    }

    /// Reads a table.
    ///
    /// # Errors
    ///
    /// Where a row has other columns than the table, or a kind that is none.
    pub fn parse(table: &str) -> Result<Self, csv::Error> {
        let mut clues: Vec<Clue> = Vec::new();
        for row in csv::Reader::from_reader(table.as_bytes()).deserialize() {
            let row: Row = row?;
            let of = row.authorities.split(';').map(|a| (a.trim().to_owned(), row.from, row.to));
            for name in row.names.split(';').map(str::trim) {
                match clues.iter_mut().find(|c| c.kind == row.kind && c.name == name) {
                    Some(clue) => clue.of.extend(of.clone()),
                    None => clues.push(Clue { kind: row.kind, name: name.to_owned(), of: of.clone().collect() }),
                }
            }
        }
        clues.sort_by_key(|c| c.kind);
        Ok(Self(clues))
    }

    /// What the clues in these texts leave. `year` is that of the document, where it is known.
    #[must_use]
    pub fn infer(&self, texts: &[&str], year: Option<i16>) -> Inference {
        let texts: Vec<String> = texts.iter().map(|t| plain(t)).collect();
        let mut left: BTreeSet<&str> = BTreeSet::new();
        let mut evidence = Vec::new();
        let (mut agree, mut firm, mut sure) = (0, false, false);
        for clue in &self.0 {
            let Some(text) = texts.iter().position(|t| clue.stands_in(t)) else { continue };
            let of = clue.of_year(year);
            let both = if agree == 0 { of.clone() } else { left.intersection(&of).copied().collect() };
            let local = matches!(clue.kind, Kind::Ward | Kind::Town);
            if of.is_empty() || both.is_empty() && local && firm {
                // A ward or town of the same name may lie elsewhere.
                continue;
            }
            if both.is_empty() {
                return Inference::Nothing;
            }
            if agree == 0 || both.len() < left.len() {
                evidence.push(text);
            }
            agree += 1;
            firm |= !local;
            sure |= clue.kind == Kind::Body && of.len() == 1;
            left = both;
        }
        let mut left = left.into_iter().map(str::to_owned).collect::<Vec<_>>();
        match left.len() {
            // One clue alone is no evidence, unless it is a body of one council: then it stands twice.
            1 if agree > 1 || sure => {
                evidence.dedup();
                Inference::One(left.remove(0), evidence)
            }
            0 | 1 => Inference::Nothing,
            _ => Inference::Several(left),
        }
    }
}

impl Clue {
    /// The authorities that it stood for in a year, or ever.
    fn of_year(&self, year: Option<i16>) -> BTreeSet<&str> {
        let holds = |from: Option<i16>, to: Option<i16>| {
            year.is_none_or(|y| from.is_none_or(|f| f <= y) && to.is_none_or(|t| y <= t))
        };
        self.of.iter().filter(|(_, from, to)| holds(*from, *to)).map(|(name, ..)| name.as_str()).collect()
    }
}

/// What stands before and behind a ward's name: brackets behind its councillor's, or the word itself.
static WARD: LazyLock<[(Regex, Regex); 3]> = LazyLock::new(|| {
    let around = |before, behind| (pattern(before), pattern(behind));
    [
        around(r"\((?:[\w'-]+ ){0,3}$", r"^(?: [\w'-]+){0,3}\)"),
        around(r"\b(?:[Ww]ard of|[Cc]ouncillor for|[Cc]llr for) $", ""),
        around("", r"^ ward\b"),
    ]
});
static TOWN: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:in|at|near|around|across) $"));

impl Clue {
    /// Whether a text prints the name, as a whole word, where it is a clue: a ward behind its councillor's name, a town as a place.
    fn stands_in(&self, text: &str) -> bool {
        let inside = |c: char| c.is_alphanumeric() || c == '-';
        text.match_indices(&self.name).any(|(at, name)| {
            let (before, behind) = (&text[..at], &text[at + name.len()..]);
            if before.ends_with(inside) || behind.starts_with(inside) {
                return false;
            }
            match self.kind {
                Kind::Body | Kind::Style => true,
                Kind::Ward => WARD.iter().any(|(b, a)| b.is_match(before) && a.is_match(behind)),
                Kind::Town => TOWN.is_match(before),
            }
        })
    }
}

/// The text as the table spells names: straight quotes, plain hyphens, "and" for the ampersand, no commas.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("and"),
            ',' | ':' | ';' | '/' => out.push(' '),
            c if c.is_uppercase() => out.push(c),
            c => out.push(fold_char(c)),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authority::Register;

    const TABLE: &str = "kind,names,authorities,from,to
body,Hand in Hand,Ashcombe; Thornmere,2014,
body,Hand in Hand,Netherby,2017,
body,Wenlow Children's Company,Port Wenlow,2018,
style,Free Borough,Ashcombe; Netherby; Quarle,,
ward,Mill & Hill; St Olave's,Netherby,,
ward,St Olave's,Quarle,,
town,Dunlow; Pell,Netherby,,
town,Pell; Marsh End,Quarle,,
";

    fn infer(texts: &[&str]) -> Inference {
        Clues::parse(&TABLE.replace('&', "and")).expect("a table").infer(texts, None)
    }

    fn one(name: &str, evidence: &[usize]) -> Inference {
        Inference::One(name.to_owned(), evidence.to_vec())
    }

    #[test]
    fn clues_that_agree_leave_one() {
        let texts =
            ["The Free Borough handed its services over.", "Hand in Hand runs them.", "Cllr Teague (Con, Mill & Hill)"];
        assert_eq!(infer(&texts), one("Netherby", &[1, 0, 2]));
    }

    #[test]
    fn two_that_are_left_are_named() {
        let texts = ["The Free Borough handed its services over.", "Hand in Hand runs them."];
        assert_eq!(infer(&texts), Inference::Several(vec!["Ashcombe".into(), "Netherby".into()]));
    }

    #[test]
    fn one_clue_is_none_unless_it_is_a_body_of_one_council() {
        assert_eq!(infer(&["A family in Dunlow."]), Inference::Nothing);
        assert_eq!(infer(&["Wenlow Children’s Company runs them."]), one("Port Wenlow", &[0]));
        assert_eq!(infer(&["A family in Dunlow, another in Pell."]), one("Netherby", &[0]));
    }

    #[test]
    fn a_ward_is_one_behind_a_councillors_name_only() {
        let body = "Hand in Hand runs them for the Free Borough.";
        assert!(matches!(infer(&[body, "She lives by St Olave's church."]), Inference::Several(_)));
        assert_eq!(infer(&[body, "Cllr Teague (Lab, St Olave’s)"]), one("Netherby", &[0, 1]));
    }

    #[test]
    fn contradictions_leave_nothing_and_far_towns_are_passed_over() {
        assert_eq!(infer(&["Wenlow Children's Company works for the Free Borough."]), Inference::Nothing);
        assert_eq!(infer(&["Wenlow Children's Company has a home in Pell."]), one("Port Wenlow", &[0]));
        assert_eq!(infer(&["A family in Dunlow, another in Marsh End."]), Inference::Nothing);
    }

    #[test]
    fn a_body_counts_in_the_years_in_which_it_worked() {
        let clues = Clues::parse(TABLE).expect("a table");
        let texts = ["Hand in Hand runs the services of the Free Borough."];
        assert_eq!(clues.infer(&texts, Some(2015)), one("Ashcombe", &[0]));
    }

    #[test]
    fn every_authority_of_the_table_is_in_the_register() {
        let register = Register::built_in();
        for (name, ..) in Clues::built_in().0.iter().flat_map(|c| &c.of) {
            assert!(register.get(name).is_some(), "{name}");
        }
    }
}
