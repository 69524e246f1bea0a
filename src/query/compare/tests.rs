use super::*;
use crate::query::sample;
use crate::report::Area;
use crate::report::{FindingKind, Framework, Grade};
use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};

const ASKED: FindingKind = FindingKind::Recommendation;

fn compared(one: Report, other: Report) -> Comparison {
    let library = sample::library(vec![one, other]);
    Comparison::of(&library, ReportId::new(1), ReportId::new(0)).expect("both are there")
}

fn moved(comparison: &Comparison) -> Vec<(Area, Movement)> {
    comparison.grid.rows.iter().map(|r| r.area).zip(comparison.movements.iter().copied()).collect()
}

#[test]
fn grades_move_on_one_scale() {
    let one = sample::graded(
        "Ashcombe",
        Framework::Sif,
        "2017-11-24",
        &[(Area::Overall, RequiresImprovement), (Area::Leadership, Outstanding), (Area::Adoption, Good)],
    );
    let other = sample::graded(
        "Ashcombe",
        Framework::Ilacs,
        "2022-11-18",
        &[(Area::Overall, Good), (Area::Leadership, Inadequate), (Area::HelpAndProtection, Good)],
    );
    let comparison = compared(other, one);
    let expected = [
        (Area::Overall, Movement::Moved(Trend::Up(1))),
        (Area::Leadership, Movement::Moved(Trend::Down(3))),
        (Area::HelpAndProtection, Movement::OnlySecond),
        (Area::Adoption, Movement::OnlyFirst),
    ];
    assert_eq!((moved(&comparison), comparison.moves()), (expected.to_vec(), [1, 1, 0]));
}

#[test]
fn nothing_moves_from_one_scale_to_another() {
    let one = sample::graded("Ashcombe", Framework::Lac2013, "2013-07-19", &[(Area::Overall, Grade::Adequate)]);
    let other = sample::graded("Ashcombe", Framework::Sif, "2017-11-24", &[(Area::Overall, Good)]);
    assert_eq!(moved(&compared(one, other)), [(Area::Overall, Movement::OtherScale)]);
}

#[test]
fn a_row_for_two_areas_is_no_two_judgements() {
    let split = |care, leavers| {
        sample::graded(
            "Ashcombe",
            Framework::Sif,
            "2017-11-24",
            &[(Area::Permanence, care), (Area::CareLeavers, leavers)],
        )
    };
    let joint = sample::graded("Ashcombe", Framework::Ilacs, "2019-11-18", &[(Area::InCareAndCareLeavers, Good)]);
    let comparison = compared(split(RequiresImprovement, RequiresImprovement), joint.clone());
    assert_eq!(comparison.moves(), [1, 0, 0], "one printed row moved");
    let later = sample::graded(
        "Ashcombe",
        Framework::Ilacs,
        "2023-11-18",
        &[(Area::InCare, Good), (Area::CareLeavers, Inadequate)],
    );
    assert_eq!(compared(joint.clone(), later).moves(), [0, 1, 1], "each of the two that were one row");
    let comparison = compared(split(RequiresImprovement, Good), joint);
    assert_eq!(moved(&comparison), [(Area::InCare, Movement::JointRow), (Area::CareLeavers, Movement::JointRow)]);
}

#[test]
fn an_account_is_asked_whether_it_agrees() {
    let report =
        sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Good), (Area::Leadership, Good)]);
    let mut account = sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Good)]);
    account.file = "cutting.html".to_owned();
    account.source.value = Source::Press;
    let comparison = compared(account, report);
    assert_eq!(comparison.relation, Relation::Account);
    assert_eq!(moved(&comparison), [(Area::Overall, Movement::AsReported), (Area::Leadership, Movement::OnlyFirst)]);
}

#[test]
fn findings_stand_beside_what_they_are_most_like() {
    let mut one = sample::report("Ashcombe", Framework::Sif, "2017-11-24");
    sample::finding(&mut one, ASKED, "Ensure that supervision is regular and reflective.");
    sample::finding(&mut one, ASKED, "Give interpreters to all who want them.");
    let mut other = sample::report("Ashcombe", Framework::Ilacs, "2022-11-18");
    sample::finding(&mut other, FindingKind::Strength, "Nurses visit early.");
    sample::finding(&mut other, FindingKind::Improvement, "Housing for care leavers.");
    sample::finding(&mut other, FindingKind::Improvement, "Reflective supervision.");
    let comparison = compared(one, other);
    let id = FindingId::new;
    let [asked, praised] = &comparison.findings[..] else { panic!("{:?}", comparison.findings) };
    assert_eq!(asked.both.iter().map(|b| (b.0, b.1)).collect::<Vec<_>>(), [(id(0), id(2))]);
    assert_eq!(asked.only, [vec![id(1)], vec![id(1)]]);
    assert_eq!((praised.side, &praised.only), (Side::Praised, &[vec![], vec![id(0)]]));
}

#[test]
fn sections_belong_together_by_area_and_then_by_heading() {
    let with = |day, framework, headings: &[(&str, Option<Area>)]| {
        let mut report = sample::report("Ashcombe", framework, day);
        for (heading, area) in headings {
            let section = sample::section(&mut report, 1, heading);
            sample::paragraph(&mut report, 1, "Something is told here.");
            if let Some(area) = area {
                let mut graded = sample::graded("Ashcombe", framework, day, &[(*area, Good)]).judgements.clone();
                graded[0].section = Some(section);
                report.judgements.append(&mut graded);
            }
        }
        report
    };
    let one = with(
        "2017-11-24",
        Framework::Sif,
        &[
            ("Leadership, management and governance", Some(Area::Leadership)),
            ("The adoption panel", None),
            ("Information about the inspection", None),
        ],
    );
    let other = with(
        "2022-11-18",
        Framework::Ilacs,
        &[("The impact of leaders: good", Some(Area::Leadership)), ("About the inspection and its information", None)],
    );
    let comparison = compared(one, other);
    let pairs: Vec<[Option<usize>; 2]> =
        comparison.sections.iter().map(|p| p.sections.map(|s| s.map(SectionId::index))).collect();
    assert_eq!(pairs, [[Some(0), Some(0)], [Some(1), None], [Some(2), Some(1)]]);
}

#[test]
fn before_a_graded_report_stands_the_last_with_grades() {
    let reports = vec![
        sample::graded("Ashcombe", Framework::Sif, "2017-11-24", &[(Area::Overall, Good)]),
        sample::report("Ashcombe", Framework::FocusedVisit, "2019-06-14"),
        sample::report("Ashcombe", Framework::FocusedVisit, "2021-06-14"),
        sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Good)]),
    ];
    let library = sample::library(reports);
    let found: Vec<Option<usize>> = (0..4).map(|at| before(&library, ReportId::new(at)).map(ReportId::index)).collect();
    assert_eq!(found, [None, Some(0), Some(1), Some(0)]);
}
