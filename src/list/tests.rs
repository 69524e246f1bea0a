use super::*;
use crate::query::sample::{finding, graded, library, paragraph, register, section};
use crate::report::{Area, FindingKind, Framework, Grade};

fn sample() -> Library {
    let grades = [(Area::Overall, Grade::Good), (Area::HelpAndProtection, Grade::RequiresImprovement)];
    let mut old = graded("Ashcombe", Framework::Sif, "2015-05-01", &[(Area::Overall, Grade::Inadequate)]);
    finding(&mut old, FindingKind::Priority, "Unallocated cases.");
    let mut new = graded("Ashcombe", Framework::Ilacs, "2022-11-18", &grades);
    section(&mut new, 1, "What needs to improve");
    finding(&mut new, FindingKind::Improvement, "The timeliness of strategy discussions.");
    paragraph(&mut new, 1, "Visits are timely. A strategy discussion is held at once. All is well.");
    let kelling = graded("Kelling", Framework::Ilacs, "2019-03-01", &[(Area::Overall, Grade::Inadequate)]);
    library(vec![old, new, kelling])
}

/// The first column's and another column's text of each row that fits.
fn shown_rows(list: List, query: &str, only: &[Only], sort: Option<&Sort>, column: &str) -> Vec<String> {
    let (library, register) = (sample(), register());
    let concordance = Concordance::of(&library);
    let stock = Stock { concordance: Some(&concordance), ..Stock::of(&library, &register) };
    let base = Base::of(list, &stock);
    let query = Query::parse(query, &register);
    let column = list.column(column).expect("a column of the list");
    let text = |row: Row| format!("{} {}", (list.columns()[0].cell)(&stock, row).text, (column.cell)(&stock, row).text);
    rows(list, &stock, &base, &query, only, sort).into_iter().map(text).collect()
}

#[test]
fn reports_stand_by_date_and_fit_fields_words_and_phrases() {
    let shown = |query: &str| shown_rows(List::Reports, query, &[], None, "outcome");
    assert_eq!(shown(""), ["18 Nov 2022 Good", "1 Mar 2019 Inad", "1 May 2015 Inad"]);
    assert_eq!(shown("ashcombe grade:inadequate"), ["1 May 2015 Inad"]);
    assert_eq!(shown("kind:priority"), ["1 May 2015 Inad"]);
    assert_eq!(shown("\"strategy discussion\""), ["18 Nov 2022 Good"], "a phrase is looked for in the text");
    assert_eq!(shown("-\"strategy discussion\" ashcombe"), ["1 May 2015 Inad"]);
    assert_eq!(shown("strategy"), [""; 0], "a word is looked for in the row");
}

#[test]
fn a_list_is_sorted_by_a_column_and_what_has_nothing_stands_last() {
    let by = |column: &str, descending| Some(Sort { column: column.to_owned(), descending });
    let shown = |sort: Option<Sort>| shown_rows(List::National, "", &[], sort.as_ref(), "help_and_protection");
    assert_eq!(shown(by("help_and_protection", false)), ["Ashcombe RI", "Kelling "]);
    assert_eq!(shown(by("help_and_protection", true)), ["Ashcombe RI", "Kelling "]);
    assert_eq!(shown(by("authority", true)), ["Kelling ", "Ashcombe RI"]);
    assert_eq!(shown(by("overall", true)), ["Kelling ", "Ashcombe RI"], "by rank");
}

#[test]
fn timescales_are_sorted_by_the_time_that_they_leave() {
    let mut report = graded("Ashcombe", Framework::Sif, "2015-12-15", &[]);
    let dues =
        ["several weeks", "three to six months", "By March 2016", "4 weeks", "1 year", "immediately", "3 months"];
    for due in dues {
        let id = finding(&mut report, FindingKind::Recommendation, "Visits.");
        report.findings[id.index()].due = Some(due.to_owned());
    }
    let (library, register) = (library(vec![report]), register());
    let stock = Stock::of(&library, &register);
    let sort = Sort { column: "timescale".to_owned(), descending: false };
    let query = Query::default();
    let sorted = rows(List::Findings, &stock, &Base::of(List::Findings, &stock), &query, &[], Some(&sort));
    let column = List::Findings.column("timescale").expect("a column of the list");
    let shown: Vec<String> = sorted.into_iter().map(|row| (column.cell)(&stock, row).text).collect();
    let wanted =
        ["immediately", "4 weeks", "3 months", "By March 2016", "three to six months", "1 year", "several weeks"];
    assert_eq!(shown, wanted);
}

#[test]
fn the_national_grid_asks_grades_of_the_report_it_shows() {
    let shown = |query: &str| shown_rows(List::National, query, &[], None, "overall");
    assert_eq!(shown("grade:inadequate"), ["Kelling Inad"], "Ashcombe was, and is no longer");
    assert_eq!(shown("framework:sif"), ["Ashcombe Good"]);
    assert_eq!(shown("-kell*"), ["Ashcombe Good"]);
}

#[test]
fn the_national_grid_shows_the_last_inspection_inside_the_dates() {
    let shown = |query: &str| shown_rows(List::National, query, &[], None, "date");
    assert_eq!(shown("to:2018"), ["Ashcombe May 2015"], "Kelling was not inspected until then");
    assert_eq!(shown("from:2020"), ["Ashcombe Nov 2022"]);
    assert_eq!(shown("from:2016 to:2021"), ["Kelling Mar 2019"]);
    assert_eq!(
        shown("to:2018 grade:inadequate"),
        ["Ashcombe May 2015"],
        "the grade is asked of the report that is shown"
    );
    assert_eq!(shown("from:2030"), [""; 0]);
}

#[test]
fn hits_stand_below_their_report() {
    let shown = shown_rows(List::Search, "strategy", &[], None, "place");
    assert_eq!(shown, ["Ashcombe ", "Ashcombe p. 1", "Ashcombe para 1 · p. 1"]);
    let sorted =
        shown_rows(List::Search, "strateg*", &[], Some(&Sort { column: "kind".to_owned(), descending: false }), "kind");
    assert_eq!(sorted, ["Ashcombe to improve", "Ashcombe "], "a sorted list has no headings");
}

#[test]
fn a_hit_knows_its_sentence_and_its_words() {
    let (library, register) = (sample(), register());
    let concordance = Concordance::of(&library);
    let stock = Stock { concordance: Some(&concordance), ..Stock::of(&library, &register) };
    let query = Query::parse("\"strategy discussion\"", &register);
    let found = rows(List::Search, &stock, &Base::default(), &query, &[], None);
    let hit = hit(&stock, found[1], &query);
    assert_eq!(&hit.text[hit.sentence.clone()], "A strategy discussion is held at once.");
    assert_eq!(hit.spans.iter().map(|span| &hit.text[span.clone()]).collect::<Vec<_>>(), ["strategy discussion"]);
}

#[test]
fn counting_a_column_leads_back_to_its_rows() {
    let (library, register) = (sample(), register());
    let stock = Stock::of(&library, &register);
    let base = Base::of(List::Reports, &stock);
    let all = rows(List::Reports, &stock, &base, &Query::default(), &[], None);
    for column in List::Reports.columns() {
        for counted in counts(&stock, &all, column) {
            let only = [Only { column: column.key.to_owned(), value: counted.value.clone() }];
            let behind = rows(List::Reports, &stock, &base, &Query::default(), &only, None);
            assert_eq!(behind.len(), counted.rows, "{} {}", column.key, counted.value);
        }
    }
    let years = counts(&stock, &all, List::Reports.column("date").expect("a column"));
    assert_eq!(years.iter().map(|c| c.value.as_str()).collect::<Vec<_>>(), ["2015", "2019", "2022"]);
}

#[test]
fn grades_stood_year_by_year() {
    let library = sample();
    let rows = national::rows(&library);
    let standings = standings(&library, &rows);
    assert_eq!(standings[&2015], [0, 0, 0, 0, 1]);
    assert_eq!(standings[&2020], [0, 0, 0, 0, 2]);
    assert_eq!(standings[&2022], [0, 1, 0, 0, 1]);
}

#[test]
fn every_row_has_a_name_that_leads_back_to_it() {
    let (library, register) = (sample(), register());
    let concordance = Concordance::of(&library);
    let stock = Stock { concordance: Some(&concordance), ..Stock::of(&library, &register) };
    for &list in List::ALL {
        let base = Base::of(list, &stock);
        let query = Query::parse(if list == List::Search { "strategy" } else { "" }, &register);
        let rows = rows(list, &stock, &base, &query, &[], None);
        let keys: std::collections::HashSet<Option<Key>> = rows.iter().map(|row| row.key(&stock)).collect();
        assert_eq!(keys.len(), rows.len(), "{list}: every row has a name of its own");
        assert!(!keys.contains(&None), "{list}");
    }
}
