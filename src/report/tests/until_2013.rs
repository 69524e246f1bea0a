//! Reports up to 2013, and a grid without an overall row.

use super::{ILACS, grades};
use crate::report::sketch::report;
use crate::report::{FindingKind, Framework};

pub(super) const PROTECTION: &str = "
    # Inspection of local authority arrangements for the protection of children
    # Ashcombe Council
    Inspection dates: 5 – 14 November 2012
    Lead inspector Ann Other HMI
    Age group: All
    Published: 17 December 2012
    # Inspection of local authority arrangements for the protection of children
    1. Inspectors looked at the work of the council and its partners.
    # Overall effectiveness
    2. Children are safe, but some wait.
    # Areas for improvement
    3. In order to improve, the local authority and its partners should take the following action.
    Immediately:
    - see every child who was referred last week
    Within three months:
    - write plans that say by when
    # Record of main findings
    | Local authority arrangements for the protection of children | |
    | Overall effectiveness | Adequate |
    | The effectiveness of the help and protection provided to children, young people, families and carers | Grade 3 |
    | The quality of practice | Adequate |
    | Leadership and governance | Good |
";

#[test]
fn protection_of_children() {
    let report = report(PROTECTION);
    assert_eq!(report.framework.value, Framework::Protection2012);
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    assert_eq!(report.inspectors[0].value, "Ann Other");
    assert_eq!(
        grades(&report),
        [
            ("overall", "adequate"),
            ("help_and_protection", "adequate"),
            ("quality_of_provision", "adequate"),
            ("leadership", "good"),
        ]
    );
    let items: Vec<_> = report.findings.iter().map(|f| (f.kind, f.due.as_deref())).collect();
    let recommended = FindingKind::Recommendation;
    assert_eq!(items, [(recommended, Some("immediately")), (recommended, Some("3 months"))]);
    let headings: Vec<&str> = report.sections.iter().map(|s| s.heading.as_str()).collect();
    assert!(!headings.contains(&"Ashcombe Council"), "the cover's lines are no sections: {headings:?}");
    assert!(report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn a_grid_without_overall_is_whole_from_april_2026() {
    let without = ILACS.replace("    | Overall effectiveness | Good |\n", "");
    let split = without.replace(
        "    | The experiences and progress of children in care and care leavers | Outstanding |\n",
        "    | The experiences and progress of children in care | Good |\n    | The experiences and progress of care leavers | Good |\n",
    );
    let late = report(&split.replace("7 to 18 November 2022", "27 April to 8 May 2026"));
    assert_eq!(late.judgements.len(), 4);
    assert!(late.warnings.is_empty(), "{:?}", late.warnings);
    let early = report(&split.replace("7 to 18 November 2022", "16 to 27 March 2026"));
    assert_eq!(early.warnings, ["no grade was found for “Overall effectiveness”"]);
}

#[test]
fn what_a_board_must_do_is_recommended_to_it() {
    let report = report(
        "
        Thornmere Council
        Inspection of services for children in need of help and protection, children looked after and care leavers
        Inspection date: 4 – 26 November 2014
        Children’s services in Thornmere are inadequate
        | 1. Children who need help and protection | Inadequate |
        | 2. Children looked after and achieving permanence | Good |
        | 2.1 Adoption performance | Good |
        | 2.2 Experiences and progress of care leavers | Good |
        | 3. Leadership, management and governance | Inadequate |
        # The local authority
        ### Priority and immediate action
        1. See children alone.
        # The Local Safeguarding Children Board (LSCB)
        ## What does the LSCB need to improve?
        ### Priority and immediate action
        2. Meet.
        ### Areas for improvement
        3. Measure what training changes.
        ",
    );
    let items: Vec<_> = report.findings.iter().map(|f| (f.kind.key(), f.addressed_to.as_deref())).collect();
    assert_eq!(items, [("priority", None), ("recommendation", Some("LSCB")), ("recommendation", Some("LSCB"))]);
    assert!(report.warnings.is_empty(), "a re-inspection needs no board: {:?}", report.warnings);
}

#[test]
fn a_grade_line_is_a_section_that_nothing_is_cited_under() {
    let text = PROTECTION.replace(
        "    # Overall effectiveness\n",
        "    # Overall effectiveness¹\n    ## Grade 3 (Adequate)\n    ## Adequate\n",
    );
    let report = report(&text);
    let headings: Vec<&str> = report.sections.iter().map(|s| s.heading.as_str()).collect();
    assert!(headings.contains(&"Grade 3 (Adequate)") && !headings.contains(&"Adequate"), "{headings:?}");
    let second = report.paragraphs.iter().find(|p| p.number == 2).and_then(|p| p.section);
    let cited = second.and_then(|s| report.section(s)).map(|s| s.heading.as_str());
    assert_eq!(cited, Some("Overall effectiveness"), "without the mark of a note");
}

#[test]
fn early_single_inspections_list_the_strengths_of_council_and_board() {
    let report = report(
        "
        Ashcombe Council
        Inspection of services for children in need of help and protection, children looked after and care leavers
        Inspection date: 4 – 26 November 2014
        Children’s services in Ashcombe are good
        The local authority
        Areas for improvement
        1. Write plans.
        The local authority’s strengths
        2. Leaders listen.
        The Local Safeguarding Children Board (LSCB)
        The LSCB’s strengths
        3. Partners come.
        Inspection judgement about the LSCB
        4. The board meets.
        ",
    );
    let items: Vec<_> = report.findings.iter().map(|f| (f.kind.key(), f.addressed_to.as_deref())).collect();
    assert_eq!(items, [("recommendation", None), ("strength", None), ("strength", None)]);
}

#[test]
fn numbers_of_2005_to_2008_are_no_grades() {
    let text = "
        # Annual performance assessment of services for children and young people in Ashcombe Council 2007
        This letter tells what was found in 2007.
        | Overall effectiveness of children’s services | 3 |
        | Being healthy | Grade 4 |
        | Staying safe | 1 |
    ";
    let report = report(text);
    assert_eq!((report.framework.value, report.authority_name()), (Framework::Other, Some("Ashcombe")));
    assert!(report.judgements.is_empty(), "four was best: {:?}", report.judgements);
}

#[test]
fn a_grade_may_carry_a_footnotes_mark() {
    let marked = PROTECTION.replace("Adequate |", "Adequate¹ |");
    assert_ne!(marked, PROTECTION);
    assert_eq!(grades(&report(&marked)), grades(&report(PROTECTION)));
}
