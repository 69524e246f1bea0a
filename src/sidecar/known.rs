//! What both sidecars say together: the register with their authorities, and what they say of each file.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use super::parse::{self, Lines, Table};
use super::{Whose, pattern};
use crate::authority::Register;
use crate::document::Place;
use crate::library::{Ignored, Problem};
use crate::report::{Assigned, Basis, Evidence, Fact, Framework, Period};
use crate::typography::harmless::harmless;
use crate::typography::plain;

/// What is known before any file is read.
#[derive(Debug, Clone, PartialEq)]
pub struct Known {
    /// The authorities: the built-in ones and those of the sidecars.
    pub register: Register,
    /// What cannot be followed in the sidecars.
    pub problems: Vec<Problem>,
    rows: Vec<Row>,
    /// The rows about a whole path.
    exact: HashMap<String, Vec<usize>>,
    /// The rows with a star in their path.
    patterns: Vec<usize>,
}

/// What is said of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Said {
    /// The facts.
    pub assigned: Assigned,
    /// The sidecar that sets the file aside, where one does.
    pub ignored: Option<String>,
}

/// One table, understood.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    path: String,
    whose: Whose,
    sidecar: String,
    line: usize,
    assigned: Assigned,
    ignore: Option<bool>,
}

impl Default for Known {
    fn default() -> Self {
        Self {
            register: Register::built_in(),
            problems: Vec::new(),
            rows: Vec::new(),
            exact: HashMap::new(),
            patterns: Vec::new(),
        }
    }
}

impl Known {
    /// Takes in a sidecar, the folder's before the user's own. `name` is what problems call it, and `folder` the folder
    /// that it must be about where it says that itself.
    pub fn add(&mut self, whose: Whose, name: &str, text: Result<Option<String>, String>, folder: Option<&Path>) {
        let taken = |known: &mut Self| {
            let Some(text) = text? else { return Ok(()) };
            let sidecar = parse::parse(&text)?;
            let lines = Lines::of(&text);
            if let (Some(said), Some(folder)) = (&sidecar.folder, folder)
                && *said != folder.to_string_lossy()
            {
                return Err(format!("it is about {said}, not about {}; nothing of it is used", folder.display()));
            }
            for entry in sidecar.authority {
                if entry.get_ref().name.trim().is_empty() {
                    known.problem(name, lines.number(entry.span().start), "an authority has no name");
                } else {
                    known.register.extend([entry.into_inner().made_harmless()]);
                }
            }
            for table in sidecar.file {
                known.take(whose, name, &lines, table);
            }
            Ok(())
        };
        if let Err(reason) = taken(self) {
            self.refused(name, &reason);
        }
    }

    /// A problem with a sidecar, whose words may quote it and are made harmless.
    fn refused(&mut self, name: &str, reason: &str) {
        let reason = plain(&harmless(reason).0);
        self.problems.push(Problem { file: name.to_owned(), reason });
    }

    fn problem(&mut self, name: &str, line: usize, reason: impl std::fmt::Display) {
        self.refused(name, &format!("line {line}: {reason}"));
    }

    fn take(&mut self, whose: Whose, name: &str, lines: &Lines, table: Table) {
        let at = lines.number(table.path.span().start);
        let path = table.path.into_inner();
        let mut assigned = Assigned::default();
        let evidence = |printed: String| Evidence {
            printed,
            place: Place::default(),
            block: None,
            basis: Basis::Assigned,
            rule: whose.rule(),
        };
        if let Some(authority) = table.authority {
            let line = lines.number(authority.span().start);
            let said = authority.into_inner();
            match self.register.resolve(&said).map(|e| e.name.clone()) {
                Some(value) => {
                    assigned.authority =
                        Some(Fact { value, evidence: evidence(plain(&format!("authority = \"{said}\""))) });
                }
                None => self.problem(name, line, format!("no authority of the register is called “{said}”")),
            }
        }
        if let Some(framework) = table.framework {
            let line = lines.number(framework.span().start);
            let said = framework.into_inner();
            if let Some(value) = Framework::from_key(&said) {
                assigned.framework = Some(Fact { value, evidence: evidence(format!("framework = \"{said}\"")) });
            } else {
                let keys: Vec<&str> = Framework::ALL.iter().map(|f| f.key()).collect();
                self.problem(name, line, format!("there is no framework “{said}”; there are {}", keys.join(", ")));
            }
        }
        if let Some(first) = table.from.as_ref().or(table.to.as_ref()) {
            let line = lines.number(first.span().start);
            let day = |day: &Option<toml::Spanned<parse::Day>>| day.as_ref().map(|d| d.get_ref().0);
            let first = first.get_ref().0;
            let (from, to) = (day(&table.from).unwrap_or(first), day(&table.to).unwrap_or(first));
            if from > to {
                self.problem(name, line, format!("the visit ends on {to}, before it begins on {from}"));
            } else {
                let written = [("from", day(&table.from)), ("to", day(&table.to))];
                let written = written.iter().filter_map(|(key, day)| Some(format!("{key} = {}", (*day)?)));
                let printed = written.collect::<Vec<_>>().join(", ");
                assigned.inspected = Some(Fact { value: Period { from, to }, evidence: evidence(printed) });
            }
        }
        let row = Row { path, whose, sidecar: name.to_owned(), line: at, assigned, ignore: table.ignore };
        let index = self.rows.len();
        if row.path.contains('*') {
            self.patterns.push(index);
        } else {
            self.exact.entry(row.path.clone()).or_default().push(index);
        }
        self.rows.push(row);
    }

    /// What the sidecars say of a file.
    #[must_use]
    pub fn of(&self, file: &str) -> Said {
        let exact = self.exact.get(file).into_iter().flatten();
        let patterns = self.patterns.iter().filter(|&&row| pattern::fits(&self.rows[row].path, file));
        let mut rows: Vec<&Row> = patterns.chain(exact).map(|&row| &self.rows[row]).collect();
        // Patterns stand before whole paths and earlier tables before later ones; the sort keeps that and only parts the
        // two sidecars.
        rows.sort_by_key(|row| row.whose);
        let mut said = Said::default();
        for row in rows {
            let Assigned { authority, framework, inspected } = row.assigned.clone();
            said.assigned.authority = authority.or(said.assigned.authority);
            said.assigned.framework = framework.or(said.assigned.framework);
            said.assigned.inspected = inspected.or(said.assigned.inspected);
            match row.ignore {
                Some(true) => said.ignored = Some(row.sidecar.clone()),
                Some(false) => said.ignored = None,
                None => {}
            }
        }
        said
    }

    /// The file as one that is set aside, where it is.
    #[must_use]
    pub fn ignored(&self, file: &str) -> Option<Ignored> {
        self.of(file).ignored.map(|by| Ignored { file: file.to_owned(), by })
    }

    /// The tables about files that are not there, each a problem.
    #[must_use]
    pub fn unmatched<'f>(&self, files: impl Iterator<Item = &'f str>) -> Vec<Problem> {
        if self.rows.is_empty() {
            return Vec::new();
        }
        let files: HashSet<&str> = files.collect();
        let there = |path: &str| {
            if path.contains('*') { files.iter().any(|file| pattern::fits(path, file)) } else { files.contains(path) }
        };
        let missing = self.rows.iter().filter(|row| !there(&row.path));
        let problem = |row: &Row| Problem {
            file: row.sidecar.clone(),
            reason: plain(&harmless(&format!("line {}: no file of the folder is “{}”", row.line, row.path)).0),
        };
        missing.map(problem).collect()
    }
}
