//! No fact in the export that is not in the document's text.
//!
//! Everything that the JSON export says of a document must stand in the document, after plain normalisation: letter case, quotes, dashes,
//! white space and the raised marks of notes do not count. What is inferred, assigned by hand, taken from the file's name
//! or told by the length of the fieldwork says so in its basis, and is not asked.
//!
//! The sample library is always checked. Where a folder of real reports stands beside the project, those are too.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use findings::document::Block;
use findings::export::json;
use findings::library::Library;
use findings::load::{Folder, load_all};
use findings::report::Report;
use findings::typography::{fold, plain};
use serde_json::Value;

/// Bases that stand for a fact which the text need not print.
const NOT_PRINTED: &[&str] = &["inferred", "assigned", "file name", "length of fieldwork"];
/// How many facts the sample library states at least.
const LEAST_ASKED: usize = 800;
/// How many a report of a folder states at least, on the average.
const LEAST_A_REPORT: usize = 30;
/// Numbers in words, as timescales print them.
const NUMBERS: &[(&str, &str)] =
    &[("1", "one"), ("2", "two"), ("3", "three"), ("4", "four"), ("6", "six"), ("9", "nine"), ("12", "twelve")];

/// A text as it is compared.
fn normal(text: &str) -> String {
    let folded = fold(&plain(text));
    let kept = folded.chars().filter(|c| !matches!(c, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹'));
    kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A document's text, and what of it was not found in the export's facts.
struct Checked<'a> {
    file: &'a str,
    text: String,
    blocks: &'a [Block],
    strange: Vec<String>,
    /// How many facts were asked.
    asked: usize,
}

impl<'a> Checked<'a> {
    fn new(report: &'a Report) -> Self {
        let texts = |all: bool| report.blocks.iter().filter(move |b| all || b.is_text()).map(|b| b.text.as_str());
        // Page furniture interrupts what is joined over a page break; it is text too, after all the rest.
        let text = texts(false).chain(["|"]).chain(texts(true)).collect::<Vec<_>>().join(" ");
        Self { file: &report.file, text: normal(&text), blocks: &report.blocks, strange: Vec::new(), asked: 0 }
    }

    /// The words stand in the text as they are; nothing is asked of what the document does not state.
    fn says(&mut self, what: &str, value: &Value) {
        let Some(value) = self.stated(what, value) else { return };
        if !self.text.contains(&normal(value)) {
            self.strange.push(format!("{}: {what}: {value}", self.file));
        }
    }

    /// Each word stands in the text, as where a cell was cut off by the end of a page.
    fn says_words(&mut self, what: &str, value: &Value) {
        let words = self.stated(what, value).map(normal).unwrap_or_default();
        if !words.split(' ').all(|word| self.text.contains(word)) {
            self.strange.push(format!("{}: {what}: {words}", self.file));
        }
    }

    /// The words of a fact that is stated, which is counted. Nothing but words and `null` may stand there.
    fn stated<'v>(&mut self, what: &str, value: &'v Value) -> Option<&'v str> {
        assert!(value.is_string() || value.is_null(), "{}: {what} is no text: {value}", self.file);
        self.asked += usize::from(value.is_string());
        value.as_str()
    }

    fn report(&mut self, row: &Value) {
        self.says("title", key(row, "title"));
        self.says("theme", key(row, "theme"));
        if !key(row, "authority_basis").as_str().is_some_and(|basis| NOT_PRINTED.contains(&basis)) {
            self.says("authority", key(row, "authority_evidence"));
        }
        if !key(row, "inspected").is_null() {
            self.days(key(row, "inspected"));
        }
        self.day("published", key(row, "published"));
        for name in list(row, "inspectors") {
            self.says("inspector", name);
        }
        for judgement in list(row, "judgements") {
            self.says_words("label", key(judgement, "label"));
            self.says("grade", key(judgement, "printed"));
        }
        for section in list(row, "sections") {
            self.says("heading", key(section, "heading"));
        }
        for paragraph in list(row, "paragraphs") {
            self.says("paragraph", key(paragraph, "text"));
        }
        for finding in list(row, "findings") {
            self.says("finding", key(finding, "text"));
            self.says_words("addressed to", key(finding, "addressed_to"));
            self.due(key(finding, "due"));
        }
    }

    /// The days of an inspection are the figures of the printed words.
    fn days(&mut self, days: &Value) {
        self.says("inspected", key(days, "printed"));
        for end in ["from", "to"] {
            self.within(end, key(days, end), &normal(key(days, "printed").as_str().unwrap_or_default()));
        }
    }

    /// A day stands in one block, in figures or with its month in words.
    fn day(&mut self, what: &str, day: &Value) {
        let Some(date) = self.stated(what, day) else { return };
        if !self.blocks.iter().any(|b| holds(&normal(&b.text), date)) {
            self.strange.push(format!("{}: {what}: {date}", self.file));
        }
    }

    fn within(&mut self, what: &str, day: &Value, printed: &str) {
        let Some(date) = self.stated(what, day) else { return };
        if !holds(printed, date) {
            self.strange.push(format!("{}: {what}: {date} of “{printed}”", self.file));
        }
    }

    /// A timescale is printed in figures or in words.
    fn due(&mut self, due: &Value) {
        let Some(due) = self.stated("due", due) else { return };
        let spelt = due.split_once(' ').and_then(|(number, unit)| {
            NUMBERS.iter().find(|(figure, _)| *figure == number).map(|(_, word)| format!("{word} {unit}"))
        });
        if !self.text.contains(due) && !spelt.is_some_and(|words| self.text.contains(&words)) {
            self.strange.push(format!("{}: due: {due}", self.file));
        }
    }
}

/// Whether a text prints the day's number, and its month by number or by name.
fn holds(text: &str, date: &str) -> bool {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let parts: Vec<usize> = date.split('-').map(|part| part.parse().expect("figures")).collect();
    let figures: Vec<usize> = text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect();
    // A range may print its month once ("7 to 18 November"), and so belong to the other end.
    let month = figures.contains(&parts[1]) || text.contains(MONTHS[parts[1] - 1]);
    figures.contains(&parts[2]) && month
}

/// What stands under a key of the export, which is always there.
fn key<'v>(row: &'v Value, key: &str) -> &'v Value {
    row.get(key).unwrap_or_else(|| panic!("the export has no “{key}”"))
}

/// The list under a key.
fn list<'v>(row: &'v Value, name: &str) -> &'v [Value] {
    key(row, name).as_array().unwrap_or_else(|| panic!("“{name}” is no list"))
}

/// How many facts the export states, and those of them that the documents do not.
fn strange(library: &Library) -> (usize, Vec<String>) {
    let mut out = Vec::new();
    json::write(library, &mut out).expect("a list can be written to");
    let export: Value = serde_json::from_slice(&out).expect("the export is JSON");
    let reports: HashMap<&str, &Report> = library.reports().iter().map(|r| (r.file.as_str(), &**r)).collect();
    let rows = list(&export, "reports");
    assert_eq!(rows.len(), reports.len());
    let (mut asked, mut strange) = (0, Vec::new());
    for row in rows {
        let mut checked = Checked::new(reports[key(row, "file").as_str().expect("a file")]);
        checked.report(row);
        asked += checked.asked;
        strange.append(&mut checked.strange);
    }
    (asked, strange)
}

/// A folder beside the project, where there is one.
fn beside(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    folder.is_dir().then_some(folder)
}

#[test]
fn the_sample_library_says_nothing_of_its_own() {
    let (asked, strange) = strange(&load_all(&Folder::Sample, None));
    assert!(strange.is_empty(), "\n{}", strange.join("\n"));
    assert!(asked > LEAST_ASKED, "only {asked} facts were asked");
}

#[test]
fn the_reports_beside_the_project_say_nothing_of_their_own() {
    for path in ["shared/reports", "shared/seeds"] {
        match beside(path) {
            Some(folder) => {
                let library = load_all(&Folder::Disk(folder), None);
                let (asked, strange) = strange(&library);
                assert!(strange.is_empty(), "\n{}", strange.join("\n"));
                assert!(asked > LEAST_A_REPORT * library.reports().len(), "{path}: only {asked} facts were asked");
            }
            None => eprintln!("not checked: there is no folder ../{path}"),
        }
    }
}

#[test]
fn a_fact_from_nowhere_is_noticed() {
    let library = load_all(&Folder::Sample, None);
    let report = &library.reports()[0];
    let mut checked = Checked::new(report);
    checked.says("title", &Value::from("Inspection of a council that nobody wrote about"));
    checked.within("to", &Value::from("2022-11-18"), "7 to 17 november 2022");
    checked.due(&Value::from("17 weeks"));
    assert_eq!((checked.strange.len(), checked.asked), (3, 3));
}
