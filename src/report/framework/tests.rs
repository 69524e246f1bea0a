//! The table is whole: a row for each word of the vocabulary, patterns that compile, labels that lead to their areas.

use super::*;

#[test]
fn rows_stand_in_the_order_of_the_vocabulary_and_their_patterns_compile() {
    assert_eq!(TABLE.iter().map(|r| r.framework).collect::<Vec<_>>(), Framework::ALL);
    for row in TABLE {
        assert!(row.short.len() <= 7 && !row.bodies.is_empty(), "{}", row.framework);
        assert_eq!(row.scale == Scale::None, row.areas.is_empty(), "{}", row.framework);
        let sentences = row.sentences.iter().map(|s| s.pattern);
        for text in row.titles.iter().chain(row.themes).copied().chain(sentences) {
            assert!(Regex::new(text).is_ok(), "{text}");
        }
    }
}

#[test]
fn labels_as_printed_over_the_years() {
    let table = [
        (
            Framework::Ilacs,
            "The experiences and progress of children in care and care leavers",
            Area::InCareAndCareLeavers,
        ),
        (Framework::Ilacs, "The experiences and progress of children in care", Area::InCare),
        (Framework::Ilacs, "The experiences and progress of care leavers", Area::CareLeavers),
        (Framework::Sif, "2. Children looked after and achieving permanence", Area::Permanence),
        (Framework::Sif, "2.2 Experiences and progress of care leavers", Area::CareLeavers),
        (Framework::Slac, "Capacity for improvement", Area::CapacityToImprove),
        (Framework::Slac, "Making a positive contribution, including user engagement", Area::PositiveContribution),
        (Framework::Lac2013, "Outcomes for looked-after children and young people", Area::Outcomes),
        (Framework::Protection2012, "Overall effectiveness", Area::Overall),
        (
            Framework::Protection2012,
            "The effectiveness of the help and protection provided to children, young people, families and carers",
            Area::HelpAndProtection,
        ),
        (Framework::Protection2012, "The quality of practice", Area::QualityOfProvision),
        (Framework::Protection2012, "Leadership and governance", Area::Leadership),
    ];
    for (framework, label, area) in table {
        assert_eq!(framework.row().area(label), Some(area), "{label}");
    }
    assert_eq!(Framework::Jtai.row().area("Overall effectiveness"), None);
}

#[test]
fn areas_come_and_go_with_the_first_day_of_the_inspection() {
    let given = |area: Area, day: &str| {
        let judged = Framework::Ilacs.row().areas.iter().find(|j| j.area == area).expect("a row");
        judged.given.on(day.parse().expect("a day"))
    };
    assert_eq!(given(Area::Overall, "2026-03-31"), Some(true));
    assert_eq!(given(Area::Overall, "2026-04-01"), Some(false));
    assert_eq!(given(Area::CareLeavers, "2022-12-12"), Some(false));
    assert_eq!(given(Area::InCareAndCareLeavers, "2022-12-12"), Some(true));
    assert_eq!(given(Area::CareLeavers, "2023-01-16"), Some(true));
}
