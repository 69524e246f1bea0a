//! Grids of invented councils, drawn as text: one line a row, one cell a column.

use super::*;
use crate::query::sample;

/// A grid as text: columns by name, rules as "‖" and "|".
fn drawn(reports: Vec<Report>) -> String {
    let library = sample::library(reports);
    let grid = Grid::of(&library, AuthorityId::new(0));
    let mut lines = Vec::new();
    let rule = |r| match r {
        Rule::None => " ",
        Rule::Rows => "|",
        Rule::Scale => "‖",
    };
    let line = |first: &str, cells: Vec<String>| {
        let cells = cells.iter().zip(&grid.columns).map(|(c, k)| format!("{}{c:8}", rule(k.rule_before)));
        format!("{first:22}{}", cells.collect::<Vec<_>>().concat()).trim_end().to_owned()
    };
    lines.push(line("", grid.columns.iter().map(|c| c.framework.short().to_owned()).collect()));
    for row in &grid.rows {
        let group = row.group.map_or(String::new(), |g| format!("{}: ", g.key()));
        lines.push(line(&format!("{group}{}", row.area.key()), row.cells.iter().map(cell).collect()));
    }
    lines.push(line("outcome", grid.columns.iter().map(|c| c.outcome.clone().unwrap_or_default()).collect()));
    lines.join("\n")
}

fn cell(cell: &Cell) -> String {
    let judged = match cell {
        Cell::NoSuchRow => return String::new(),
        Cell::NotInspected => return "–".to_owned(),
        Cell::NotGivenSince2026 => return "n/g".to_owned(),
        Cell::Judged(judged) => judged,
    };
    let joint = match judged.joint {
        Joint::No => "",
        Joint::Upper => "┐",
        Joint::Lower => "┘",
    };
    let trend = match judged.trend {
        None => String::new(),
        Some(Trend::Up(n)) => format!("▲{n}"),
        Some(Trend::Down(n)) => format!("▼{n}"),
        Some(Trend::Same) => "=".to_owned(),
    };
    format!("{joint}{}{trend}", judged.grade.short())
}

const O: Grade = Grade::Outstanding;
const G: Grade = Grade::Good;
const R: Grade = Grade::RequiresImprovement;
const A: Grade = Grade::Adequate;
const I: Grade = Grade::Inadequate;

#[test]
fn four_frameworks_and_a_letter_stand_side_by_side() {
    let mut letter = sample::report("Ashcombe", Framework::Jtai, "2024-12-13");
    sample::text(&mut letter, "This is the second inspection of neglect and abuse in the area.");
    letter.theme = Some(sample::fact("children who live with domestic abuse".to_owned()));
    let drawing = drawn(vec![
        sample::graded("Ashcombe", Framework::Lac2013, "2013-07-12", &[(Area::Overall, I), (Area::Outcomes, A)]),
        sample::graded(
            "Ashcombe",
            Framework::Sif,
            "2015-07-10",
            &[(Area::Overall, I), (Area::Permanence, I), (Area::CareLeavers, I), (Area::Adoption, R), (Area::Lscb, R)],
        ),
        sample::graded(
            "Ashcombe",
            Framework::Sif,
            "2017-11-10",
            &[(Area::Overall, R), (Area::Permanence, R), (Area::CareLeavers, R), (Area::Adoption, O)],
        ),
        sample::graded(
            "Ashcombe",
            Framework::Ilacs,
            "2022-11-18",
            &[(Area::Overall, G), (Area::InCareAndCareLeavers, G)],
        ),
        letter,
    ]);
    let expected = "
                       LAC     ‖SIF      SIF     |ILACS   |JTAI
overall                Inad    ‖Inad     RI▲1    |Good▲1  |
in_care                        ‖Inad     RI▲1    |┐Good▲1 |
care_leavers                   ‖Inad     RI▲1    |┘Good▲1 |
adoption                       ‖RI       Outst▲2 |        |
lscb                           ‖RI       –       |        |
outcomes               Adeq    ‖                 |        |
outcome                        ‖                 |        |domestic abuse";
    assert_eq!(drawing, expected.trim_start_matches('\n'));
}

#[test]
fn a_joint_row_alone_keeps_its_name_and_its_line() {
    let reports = ["2018-11-02", "2021-05-14"]
        .map(|day| sample::graded("Ashcombe", Framework::Ilacs, day, &[(Area::InCareAndCareLeavers, G)]));
    let expected = "
                       ILACS    ILACS
in_care_and_care_leavers Good     Good=
outcome";
    assert_eq!(drawn(reports.to_vec()), expected.trim_start_matches('\n'));
}

#[test]
fn a_joint_row_has_no_arrow_where_its_two_areas_came_from_different_grades() {
    let drawing = drawn(vec![
        sample::graded("Ashcombe", Framework::Sif, "2016-03-04", &[(Area::Permanence, G), (Area::CareLeavers, I)]),
        sample::graded("Ashcombe", Framework::Ilacs, "2019-03-08", &[(Area::InCareAndCareLeavers, R)]),
        sample::graded("Ashcombe", Framework::Ilacs, "2024-03-08", &[(Area::InCare, G), (Area::CareLeavers, R)]),
    ]);
    let expected = "
                       SIF     |ILACS   |ILACS
in_care                Good    |┐RI     |Good▲1
care_leavers           Inad    |┘RI     |RI=
outcome                        |        |";
    assert_eq!(drawing, expected.trim_start_matches('\n'));
}

#[test]
fn the_overall_judgement_ends_in_april_2026() {
    let drawing = drawn(vec![
        sample::graded("Ashcombe", Framework::Ilacs, "2023-02-10", &[(Area::Overall, G), (Area::Leadership, G)]),
        sample::graded("Ashcombe", Framework::Ilacs, "2026-05-08", &[(Area::Leadership, O)]),
    ]);
    let expected = "
                       ILACS    ILACS
overall                Good     n/g
leadership             Good     Outst▲1
outcome";
    assert_eq!(drawing, expected.trim_start_matches('\n'));
}

#[test]
fn the_halves_of_an_old_report_keep_their_rows_apart() {
    let mut slac = sample::graded("Ashcombe", Framework::Slac, "2011-05-20", &[(Area::Overall, A), (Area::Overall, G)]);
    slac.judgements[0].group = Some(Group::Safeguarding);
    slac.judgements[1].group = Some(Group::LookedAfter);
    let protection = sample::graded("Ashcombe", Framework::Protection2012, "2012-09-14", &[(Area::Overall, I)]);
    let expected = "
                       SLAC    |CP
overall                        |Inad
safeguarding: overall  Adeq    |
looked_after: overall  Good    |
outcome                        |";
    assert_eq!(drawn(vec![slac, protection]), expected.trim_start_matches('\n'));
}

#[test]
fn overall_is_not_compared_between_what_judged_different_services() {
    let drawing = drawn(vec![
        sample::graded("Ashcombe", Framework::Protection2012, "2012-09-14", &[(Area::Overall, I)]),
        sample::graded("Ashcombe", Framework::Lac2013, "2013-05-17", &[(Area::Overall, G)]),
    ]);
    assert!(drawing.contains("Inad    |Good\n"), "{drawing}");
}

#[test]
fn the_same_visit_read_twice_is_one_column_and_a_press_account_never_joins_it() {
    let day = "2022-11-18";
    let full = sample::graded("Ashcombe", Framework::Ilacs, day, &[(Area::Overall, G), (Area::Leadership, G)]);
    let mut poorer = sample::graded("Ashcombe", Framework::Ilacs, day, &[(Area::Overall, G)]);
    poorer.file = "another copy.md".to_owned();
    let mut press = sample::graded("Ashcombe", Framework::Ilacs, day, &[(Area::Overall, I)]);
    press.file = "the local paper.html".to_owned();
    press.source.value = Source::Press;
    let expected = "
                       ILACS   |ILACS
overall                Good    |Inad
leadership             Good    |
outcome                        |";
    assert_eq!(drawn(vec![poorer, full, press]), expected.trim_start_matches('\n'));
}

#[test]
fn youth_justice_and_unread_grids_are_outcomes_and_no_rows() {
    let drawing = drawn(vec![
        sample::graded("Ashcombe", Framework::YouthJustice, "2019-02-01", &[(Area::Overall, O)]),
        sample::graded("Ashcombe", Framework::Ilacs, "2020-02-07", &[(Area::Overall, G)]),
        sample::report("Ashcombe", Framework::Ilacs, "2021-02-05"),
        sample::report("Ashcombe", Framework::FocusedVisit, "2022-02-04"),
    ]);
    let expected = "
                       Youth   |ILACS   |ILACS   |Focused
overall                        |Good    |        |
outcome                Outstanding|        |no grades read|no grades";
    assert_eq!(drawing, expected.trim_start_matches('\n'));
}

#[test]
fn things_to_improve_are_counted_where_there_is_a_list() {
    use crate::report::FindingKind::{Improvement, Priority, Strength};
    let mut listed = sample::report("Ashcombe", Framework::Ilacs, "2020-02-07");
    for (kind, text) in [(Improvement, "Visits."), (Priority, "Plans."), (Strength, "Warmth.")] {
        sample::finding(&mut listed, kind, text);
    }
    let mut nothing_to_do = sample::report("Ashcombe", Framework::Ilacs, "2021-02-05");
    sample::section(&mut nothing_to_do, 1, "What needs to improve?");
    let mut graded_heading = sample::report("Ashcombe", Framework::Ilacs, "2022-02-04");
    sample::section(&mut graded_heading, 1, "Requires improvement");
    let library = sample::library(vec![listed, nothing_to_do, graded_heading]);
    let counts: Vec<_> = Grid::of(&library, AuthorityId::new(0)).columns.iter().map(|c| c.to_improve).collect();
    assert_eq!(counts, [Some(2), Some(0), None]);
}

#[test]
fn an_authority_that_is_not_there_has_an_empty_grid() {
    assert_eq!(Grid::of(&sample::library(Vec::new()), AuthorityId::new(3)), Grid::default());
}
