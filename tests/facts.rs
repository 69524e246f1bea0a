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
}

impl<'a> Checked<'a> {
    fn new(report: &'a Report) -> Self {
        let texts = |all: bool| report.blocks.iter().filter(move |b| all || b.is_text()).map(|b| b.text.as_str());
        // Page furniture interrupts what is joined over a page break; it is text too, after all the rest.
        let text = texts(false).chain(["|"]).chain(texts(true)).collect::<Vec<_>>().join(" ");
        Self { file: &report.file, text: normal(&text), blocks: &report.blocks, strange: Vec::new() }
    }

    /// The words stand in the text as they are.
    fn says(&mut self, what: &str, value: &Value) {
        if let Some(value) = value.as_str()
            && !self.text.contains(&normal(value))
        {
            self.strange.push(format!("{}: {what}: {value}", self.file));
        }
    }

    /// Each word stands in the text, as where a cell was cut off by the end of a page.
    fn says_words(&mut self, what: &str, value: &Value) {
        let words = normal(value.as_str().unwrap_or_default());
        if !words.split(' ').all(|word| self.text.contains(word)) {
            self.strange.push(format!("{}: {what}: {words}", self.file));
        }
    }

    fn report(&mut self, row: &Value) {
        self.says("title", &row["title"]);
        self.says("theme", &row["theme"]);
        if !row["authority_basis"].as_str().is_some_and(|basis| NOT_PRINTED.contains(&basis)) {
            self.says("authority", &row["authority_evidence"]);
        }
        self.days(&row["inspected"]);
        self.day("published", &row["published"]);
        for name in list(&row["inspectors"]) {
            self.says("inspector", name);
        }
        for judgement in list(&row["judgements"]) {
            self.says_words("label", &judgement["label"]);
            self.says("grade", &judgement["printed"]);
        }
        for section in list(&row["sections"]) {
            self.says("heading", &section["heading"]);
        }
        for paragraph in list(&row["paragraphs"]) {
            self.says("paragraph", &paragraph["text"]);
        }
        for finding in list(&row["findings"]) {
            self.says("finding", &finding["text"]);
            self.says_words("addressed to", &finding["addressed_to"]);
            self.due(&finding["due"]);
        }
    }

    /// The days of an inspection are the figures of the printed words.
    fn days(&mut self, days: &Value) {
        self.says("inspected", &days["printed"]);
        for end in ["from", "to"] {
            self.within(end, &days[end], &normal(days["printed"].as_str().unwrap_or_default()));
        }
    }

    /// A day stands in one block, in figures or with its month in words.
    fn day(&mut self, what: &str, day: &Value) {
        let Some(date) = day.as_str() else { return };
        if !self.blocks.iter().any(|b| holds(&normal(&b.text), date)) {
            self.strange.push(format!("{}: {what}: {date}", self.file));
        }
    }

    fn within(&mut self, what: &str, day: &Value, printed: &str) {
        if let Some(date) = day.as_str()
            && !holds(printed, date)
        {
            self.strange.push(format!("{}: {what}: {date} of “{printed}”", self.file));
        }
    }

    /// A timescale is printed in figures or in words.
    fn due(&mut self, due: &Value) {
        let Some(due) = due.as_str() else { return };
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

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// Everything that the export says and the documents do not.
fn strange(library: &Library) -> Vec<String> {
    let mut out = Vec::new();
    json::write(library, &mut out).expect("a list can be written to");
    let export: Value = serde_json::from_slice(&out).expect("the export is JSON");
    let reports: HashMap<&str, &Report> = library.reports().iter().map(|r| (r.file.as_str(), &**r)).collect();
    let rows = list(&export["reports"]);
    assert_eq!(rows.len(), reports.len());
    let check = |row: &Value| {
        let mut checked = Checked::new(reports[row["file"].as_str().expect("a file")]);
        checked.report(row);
        checked.strange
    };
    rows.iter().flat_map(check).collect()
}

/// A folder beside the project, where there is one.
fn beside(path: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(path);
    folder.is_dir().then_some(folder)
}

#[test]
fn the_sample_library_says_nothing_of_its_own() {
    let strange = strange(&load_all(&Folder::Sample, None));
    assert!(strange.is_empty(), "\n{}", strange.join("\n"));
}

#[test]
fn the_reports_beside_the_project_say_nothing_of_their_own() {
    for path in ["shared/reports", "shared/seeds"] {
        match beside(path) {
            Some(folder) => {
                let strange = strange(&load_all(&Folder::Disk(folder), None));
                assert!(strange.is_empty(), "\n{}", strange.join("\n"));
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
    assert_eq!(checked.strange.len(), 3);
}
