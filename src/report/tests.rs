//! The parsers together, on sketched documents of each framework.

use crate::report::sketch::report;
use crate::report::{Area, Basis, FindingKind, Framework, Report, Source, Variant};

mod damage;
mod forms;
mod joint;
mod letters;
mod single;
mod until_2013;

const ILACS: &str = "
    # Inspection of Ashcombe local authority children’s services
    Inspection dates: 7 to 18 November 2022
    Lead inspector: Ann Other, His Majesty’s Inspector
    | Judgement | Grade |
    | The impact of leaders on social work practice with children and families | Good |
    | The experiences and progress of children who need help and protection | Requires improvement to be good |
    | The experiences and progress of children in care and care leavers | Outstanding |
    | Overall effectiveness | Good |
    Leaders know their services.
    # What needs to improve?
    - The timeliness of strategy meetings.
    - Support for young people who are homeless, including:
    -- those who are 16
    -- and those who are 17.
    === 2
    # The experiences and progress of children who need help and protection: requires improvement to be good
    1. Children are seen quickly.
    2. Plans are not always clear. These include:
    - plans for children in need
    - plans for disabled children
    # The experiences and progress of children in care and care leavers: outstanding
    3. Children in care thrive.
    # The impact of leaders on social work practice with children and families: good
    4. Leaders are ambitious.
";

fn grades(report: &Report) -> Vec<(&'static str, &'static str)> {
    report.judgements.iter().map(|j| (j.area.key(), j.grade.key())).collect()
}

#[test]
fn ilacs_as_printed_since_2018() {
    let report = report(ILACS);
    assert_eq!(report.framework.value, Framework::Ilacs);
    assert_eq!(report.source.value, Source::Report);
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    assert_eq!(report.authority.as_ref().map(|a| a.basis), Some(Basis::Title));
    assert_eq!(report.variant.as_ref().map(|v| v.value), Some(Variant::Standard));
    assert_eq!(report.inspectors[0].value, "Ann Other");
    assert_eq!(
        grades(&report),
        [
            ("leadership", "good"),
            ("help_and_protection", "requires_improvement"),
            ("in_care_and_care_leavers", "outstanding"),
            ("overall", "good")
        ]
    );
    let headings: Vec<usize> =
        report.judgements.iter().filter_map(|j| j.section.map(crate::report::SectionId::index)).collect();
    assert_eq!(headings, [3, 1, 2], "each graded area leads to its section, the overall one has none");
    assert_eq!(report.paragraphs.iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2, 3, 4]);
    let second = &report.paragraphs[1];
    assert!(report.text(second.block, second.end).ends_with("disabled children"), "bullets belong to their paragraph");
    let texts: Vec<&str> = report.findings.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "The timeliness of strategy meetings.",
            "Support for young people who are homeless, including: those who are 16 and those who are 17.",
        ]
    );
    assert!(report.findings.iter().all(|f| f.kind == FindingKind::Improvement));
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn the_single_inspection_framework_prints_its_overall_grade_as_a_sentence() {
    let report = report(
        "
        Thornmere County Council
        Inspection of services for children in need of help and protection, children looked after and care leavers
        and
        Review of the effectiveness of the Local Safeguarding Children Board
        Inspection date: 18 November – 10 December 2014
        Report published: 3 February 2015
        Children’s services in Thornmere require improvement to be good
        | 1. Children who need help and protection | Requires improvement |
        | 2. Children looked after and achieving permanence | Good |
        | 2.1 Adoption performance | Outstanding |
        | 2.2 Experiences and progress of care leavers | Good |
        | 3. Leadership, management and governance | Inadequate |
        # The local authority
        ## Executive summary
        The services are not yet good, and other authorities such as Derby are ahead, which nobody here denies.
        ## Recommendations
        1. Ensure that strategy discussions include health professionals.
        2. Improve plans by:
        - naming who does what
        - saying by when.
        ### Leadership
        3. Publish the plan.
        ## Summary for children and young people
        - Social workers listen.
        # The Local Safeguarding Children Board (LSCB)
        The Local Safeguarding Children Board is inadequate
        4. The board meets.
        # Information about this inspection
        Lead inspector: Ann Other HMI
        Deputy lead inspector: Some One HMI
        ",
    );
    assert_eq!(report.framework.value, Framework::Sif);
    assert_eq!(report.authority_name(), Some("Thornmere"));
    assert_eq!(report.published.as_ref().map(|p| p.value.to_string()).as_deref(), Some("2015-02-03"));
    assert_eq!(report.inspectors[0].value, "Ann Other");
    assert_eq!(
        grades(&report),
        [
            ("help_and_protection", "requires_improvement"),
            ("permanence", "good"),
            ("adoption", "outstanding"),
            ("care_leavers", "good"),
            ("leadership", "inadequate"),
            ("overall", "requires_improvement"),
            ("lscb", "inadequate"),
        ]
    );
    let texts: Vec<&str> = report.findings.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(
        texts,
        [
            "Ensure that strategy discussions include health professionals.",
            "Improve plans by: naming who does what saying by when.",
            "Publish the plan.",
        ]
    );
    assert!(report.findings.iter().all(|f| f.kind == FindingKind::Recommendation));
}

#[test]
fn looked_after_children_2013_has_timescales_and_adequate() {
    let report = report(
        "
        Inspection of looked after children services
        Netherby and Vale Council
        Inspection dates: 8 – 12 July 2013
        Reporting inspector Ann Other HMI
        Published: 16 August 2013
        # About this inspection
        1. The purpose of the inspection is to evaluate.
        # Areas for improvement
        2. In order to improve the quality of provision the local authority should take the following action.
        Immediately:
        - review all plans
        Within three months:
        - publish the strategy
        # Record of main findings
        | Services for looked after children | |
        | Overall effectiveness | Adequate |
        | Capacity to improve | Good |
        | Outcomes for looked after children and young people | Inadequate |
        | Quality of provision | Adequate |
        | Leadership and management | Not judged |
        ",
    );
    assert_eq!(report.framework.value, Framework::Lac2013);
    assert_eq!(report.authority_name(), Some("Netherby and Vale"));
    assert_eq!(
        grades(&report),
        [
            ("overall", "adequate"),
            ("capacity_to_improve", "good"),
            ("outcomes", "inadequate"),
            ("quality_of_provision", "adequate"),
            ("leadership", "not_judged"),
        ]
    );
    let items: Vec<_> = report.findings.iter().map(|f| (f.due.as_deref(), f.text.as_str())).collect();
    assert_eq!(items, [(Some("immediately"), "review all plans"), (Some("3 months"), "publish the strategy")]);
    assert_eq!(report.findings[0].paragraph, Some(2));
}

#[test]
fn nothing_to_list_is_no_finding() {
    let report =
        report(&ILACS.replace("- The timeliness of strategy meetings.", "- There are no areas for improvement."));
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn the_facts_follow_the_text() {
    let moved =
        ILACS.replace("Ashcombe", "Derbyshire").replace("7 to 18 November 2022", "30 January to 3 February 2023");
    let report = report(&moved);
    assert_eq!(report.authority_name(), Some("Derbyshire"));
    assert_eq!(report.inspected.as_ref().map(|i| i.value.from.to_string()).as_deref(), Some("2023-01-30"));
    assert_eq!(report.variant.as_ref().map(|v| v.value), Some(Variant::Short));
    assert_eq!(report.judgement(Area::Overall).map(|j| j.evidence.place.line), Some(9));
}
