//! The same inspection twice: two formats, the same bytes twice, and a newspaper's account of it.

use std::fs;
use std::path::Path;

use findings::library::Library;
use findings::load::{Folder, load_all};

const REPORT: &str = "# Inspection of Norfolk local authority children’s services

Inspection dates: 7 to 18 November 2022

Lead inspector: Ann Other, His Majesty’s Inspector

| Judgement | Grade |
| --- | --- |
| The impact of leaders on social work practice with children and families | Good |
| The experiences and progress of children who need help and protection | Good |
| The experiences and progress of children in care and care leavers | Outstanding |
| Overall effectiveness | Good |

Leaders know their services and have made them better in the time since the last visit.

## What needs to improve?

- The timeliness of meetings.
";

const HTML: &str = "<!DOCTYPE html><html><head><title>Report</title></head><body>
<h1>Inspection of Norfolk local authority children’s services</h1>
<p>Inspection dates: 7 to 18 November 2022</p><p>Lead inspector: Ann Other, His Majesty’s Inspector</p>
<table><tr><th>Judgement</th><th>Grade</th></tr>
<tr><td>The impact of leaders on social work practice with children and families</td><td>Good</td></tr>
<tr><td>Overall effectiveness</td><td>Good</td></tr></table>
<p>Leaders know their services and have made them better in the time since the last visit. This page was saved from the
council’s own website, where it stood for the people of the county to read, with the words of the inspectors as they were
published and nothing left out, so that it is long enough to be read as the report that it is and not as an error page.
Social workers see children quickly. Plans are clear. Families are asked what they think, and what they say is written
down and used. Children in care live with people who know them well, and young people who leave care have somewhere safe
to live. There is more to do for some of them, and leaders know what it is and have begun to do it with their partners.</p>
</body></html>";

/// The library of a folder with these files.
fn library(files: &[(&str, &str)]) -> Library {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    load_all(&Folder::Disk(folder.path().to_owned()), None)
}

#[test]
fn two_formats_of_a_report_are_one_inspection_and_nothing_is_dropped() {
    let library = library(&[("a/report.html", HTML), ("b/report.md", REPORT)]);
    assert_eq!(library.reports().len(), 2, "{:?}", library.problems());
    let [inspection] = library.inspections() else { panic!("{:?}", library.inspections()) };
    let first = library.report(inspection.reports[0]).expect("of this library");
    assert_eq!((first.file.as_str(), inspection.reports.len()), ("b/report.md", 2), "the fuller one speaks");
}

#[test]
fn the_same_bytes_twice_are_one_inspection() {
    let undated = REPORT.replace("Inspection dates: 7 to 18 November 2022", "");
    let library = library(&[("one.md", &undated), ("two.md", &undated)]);
    assert_eq!(library.inspections().len(), 1);
    assert_eq!(library.inspections()[0].reports.len(), 2);
}

#[test]
fn another_visit_is_another_inspection() {
    let later = REPORT.replace("November 2022", "November 2024");
    let library = library(&[("one.md", REPORT), ("two.md", &later)]);
    assert_eq!(library.inspections().len(), 2);
}

#[test]
fn a_council_s_paper_does_not_speak_for_the_letter_that_it_is_about() {
    let letter = "3 May 2021\n\nMs A Reader\n\nDear Ms Reader\n\nFocused visit to Norfolk children’s services\n\n\
        This letter tells the findings of the visit to Norfolk on 7 and 8 April 2021.\n";
    let said = "The committee asked what the department will do, and was told that the plan is ready.\n\n".repeat(20);
    let paper = format!(
        "Agenda item\n\nFocused visit\n\nMinutes:\n\nThe committee considered a report on the focused visit of Ofsted to \
         Norfolk County Council, which was made on 7 and 8 April 2021.\n\n{said}"
    );
    let library = library(&[("a.txt", &paper), ("b.txt", letter)]);
    let [inspection] = library.inspections() else { panic!("{:?}", library.inspections()) };
    let first = library.report(inspection.reports[0]).expect("of this library");
    assert_eq!((first.file.as_str(), inspection.reports.len()), ("b.txt", 2));
}
