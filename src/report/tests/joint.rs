//! Inspections by several inspectorates, and by HMI Probation.

use super::grades;
use super::letters::counts;
use crate::report::sketch::report;
use crate::report::{Framework, Outcome, Source};

/// A letter of 2016 to 2020.
pub(super) const JTAI_2017: &str = "
    13 June 2017
    To the chief officers
    Ashcombe Council
    Dear local partnership
    # Joint targeted area inspection of the multi-agency response to abuse and neglect in Ashcombe
    Between 20 March 2017 and 24 March 2017, three inspectorates undertook a joint inspection of the response to abuse and neglect in Ashcombe. This inspection included a ‘deep dive’ focus on the response to children living with domestic abuse.
    # Key strengths
    # The front door
    - Calls are answered at once.
    - Nurses sit with social workers.
    # Leadership
    - Leaders meet.
    # Case study: highly effective practice
    - A school noticed, and called.
    # Areas for improvement
    # The police
    - Records are thin, and
    -- some are lost.
    # Health
    - Nobody asks about fathers.
    # Case study: area for improvement
    - A visit was late.
    # Next steps
    The council should write a plan.
    Yours sincerely
    Some Director
    National Director, Social Care
";

/// A letter since 2022.
pub(super) const JTAI_2022: &str = "
    18 July 2022
    Dear Ashcombe Local Safeguarding Partnership
    # Joint targeted area inspection of Ashcombe
    This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency response to the criminal exploitation of children in Ashcombe.
    This inspection took place from 23 to 27 May 2022. It was carried out by inspectors from Ofsted and others.
    # Headline findings
    Children are seen as children.
    # Area for priority action
    - Children wait for a medical.
    # What needs to improve?
    - The sharing of what is known about places.
    # Strengths
    - Schools are quick to tell.
    # Main findings
    Much is well done.
    # Practice study: area for improvement
    - A younger brother was not seen.
    Yours sincerely
    Some Director
    National Director, Social Care
";

pub(super) const SEND_2016: &str = "
    8 May 2018
    Ms A Reader, Director of Children’s Services, Ashcombe Council
    Dear Ms Reader
    Joint local area SEND inspection in Ashcombe
    Between 12 March 2018 and 16 March 2018, Ofsted and the Care Quality Commission (CQC) conducted a joint inspection of the local area of Ashcombe.
    A written statement of action is required because of significant weakness in the area’s practice.
    Main findings
    - Leaders have begun well.
    The effectiveness of the local area in identifying children and young people’s needs
    Strengths
    - Health visitors are early.
    Areas for development
    - Plans are late.
    The effectiveness of the local area in improving outcomes
    Strengths
    - Young people work.
    Areas for development
    - Few know what is on offer.
    Yours sincerely
    | Ofsted | Care Quality Commission |
    | Some Director, Regional Director | Other Director, Deputy Chief Inspector |
    | Ann Other, HMI Lead Inspector | Some One, CQC Inspector |
";

pub(super) const SEND_2023: &str = "
    # Area SEND inspection of Ashcombe Local Area Partnership
    Inspection dates: 10 to 14 June 2024
    Date of previous inspection: 12 to 16 March 2018
    # Inspection outcome
    The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children and young people.
    # What is the area partnership doing that is effective?
    - Help is early.
    # What does the area partnership need to do better?
    - Waits are long.
    # Areas for priority action
    | Responsible body | Areas for priority action |
    | Ashcombe Council and the Weir Integrated Care | Leaders should begin at once. |
    === 2
    Board
    | The Weir Integrated Care Board | Leaders should shorten waits. |
    # Areas for improvement
    ## Areas for improvement
    Leaders should plan for adulthood. This should include:
    - work
    - travel.
    Leaders should listen.
    # Inspection team
    | Ofsted | Care Quality Commission |
    | Ann Other, Ofsted HMI lead inspector | Some One, CQC lead inspector |
    | Any Body, Ofsted HMI | |
";

pub(super) const YOUTH: &str = "
    # An inspection of youth justice services in Ashcombe
    HM Inspectorate of Probation, July 2023
    # Foreword
    Overall, Ashcombe Youth Justice Service was rated as: Good
    # Recommendations
    The Ashcombe Youth Justice Service should:
    1. write plans with children.
    The police should:
    2. release fewer children under investigation.
";

#[test]
fn joint_letters_until_2020_list_by_agency() {
    let report = report(JTAI_2017);
    assert_eq!((report.framework.value, report.source.value), (Framework::Jtai, Source::Letter));
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    assert_eq!(report.theme.as_ref().map(|t| t.value.as_str()), Some("children living with domestic abuse"));
    assert_eq!(counts(&report), [("strength", 3), ("improvement", 2)]);
    assert!(report.findings[3].text.ends_with("some are lost."));
    assert!(report.inspectors.is_empty(), "a director who signs is no inspector");
}

#[test]
fn joint_letters_since_2022() {
    let report = report(JTAI_2022);
    assert_eq!(report.title.as_ref().map(|t| t.value.as_str()), Some("Joint targeted area inspection of Ashcombe"));
    assert_eq!(report.theme.as_ref().map(|t| t.value.as_str()), Some("criminal exploitation of children"));
    assert_eq!(report.inspected.as_ref().map(|i| i.value.to.to_string()).as_deref(), Some("2022-05-27"));
    assert_eq!(counts(&report), [("strength", 1), ("improvement", 1), ("priority", 1)]);
}

#[test]
fn area_send_letters_say_whether_a_statement_is_asked_for() {
    let letter = report(SEND_2016);
    assert_eq!(letter.framework.value, Framework::AreaSend2016);
    assert_eq!(letter.outcome, None);
    assert_eq!(letter.statement_of_action.as_ref().map(|s| s.value), Some(true));
    assert_eq!(counts(&letter), [("strength", 2), ("improvement", 2)]);
    assert_eq!(letter.inspectors[0].value, "Ann Other");
    let no = report(&SEND_2016.replace("action is required because", "action is not required, nor is there"));
    assert_eq!(no.statement_of_action.as_ref().map(|s| s.value), Some(false));
    let again = report(&SEND_2016.replace("Joint local area SEND inspection in", "Joint area SEND revisit in"));
    assert!(again.reinspection && again.framework.value == Framework::AreaSend2016);
}

#[test]
fn area_send_reports_since_2023() {
    let report = report(SEND_2023);
    assert_eq!((report.framework.value, report.source.value), (Framework::AreaSend2023, Source::Report));
    assert_eq!(report.outcome.as_ref().map(|o| o.value), Some(Outcome::Inconsistent));
    assert_eq!(report.inspected.as_ref().map(|i| i.value.from.to_string()).as_deref(), Some("2024-06-10"));
    let names: Vec<&str> = report.inspectors.iter().map(|i| i.value.as_str()).collect();
    assert_eq!(names, ["Ann Other", "Some One"]);
    assert_eq!(counts(&report), [("strength", 1), ("improvement", 2), ("priority", 2)]);
    let bodies: Vec<_> = report.findings.iter().filter_map(|f| f.addressed_to.as_deref()).collect();
    assert_eq!(bodies, ["Ashcombe Council and the Weir Integrated Care Board", "The Weir Integrated Care Board"]);
}

/// The page of a youth justice report that prints its ratings, as a table or as lines.
const RATINGS: &str = "
    # An inspection of youth justice services in Ashcombe
    HM Inspectorate of Probation, July 2023
    # Foreword
    The board of Ashcombe knows its children, and its staff are good at what they do.
    # Ratings
    | Ashcombe Youth Justice Service | Score | 21/36 |
    | Overall rating | | Good |
    # 1. Organisational delivery
    | 1.1 Governance and leadership | 70% | Good |
    | 1.2 Staff | | Outstanding |
    # 2. Court disposals
    | Assessment | | Requires improvement |
    | Planning | | Good |
    # 3. Out-of-court disposals
    | Assessment | | Inadequate |
    | Out-of-court disposal policy and provision | | Good |
    # 4. Resettlement
    | 4.1 Resettlement policy and provision | | Good |
    # 1.2 Staff
    Staff are skilled.
    # Court disposals
    | Assessment | Requires improvement |
";

#[test]
fn youth_justice_rates_each_standard_of_each_domain() {
    let want = [
        ("overall", "good"),
        ("1_1_governance_and_leadership", "good"),
        ("1_2_staff", "outstanding"),
        ("assessment", "requires_improvement"),
        ("planning", "good"),
        ("3_out_of_court_disposals_assessment", "inadequate"),
        ("out_of_court_disposal_policy_and_provision", "good"),
        ("4_1_resettlement_policy_and_provision", "good"),
    ];
    let lines = RATINGS.replace("| |", "|").replace(" | 70%", "").replace("    | ", "    ").replace(" |\n", "\n");
    let above = lines.clone();
    let cut = lines.replace(" | ", "\n    ");
    let swapped: Vec<String> = above
        .lines()
        .map(|l| l.split_once(" | ").map_or(l.to_owned(), |(label, grade)| format!("{grade}\n{label}")))
        .collect();
    for text in [RATINGS.to_owned(), lines.replace(" | ", ": "), cut, swapped.join("\n")] {
        let report = report(&text);
        let got: Vec<(String, &str)> = report.judgements.iter().map(|j| (j.area_key(), j.grade.key())).collect();
        let got: Vec<(&str, &str)> = got.iter().map(|(area, grade)| (area.as_str(), *grade)).collect();
        assert_eq!(got, want, "{text}");
    }
    let read = report(RATINGS);
    let staff = read.judgements.iter().find(|j| j.label == "1.2 Staff").and_then(|j| j.section);
    assert_eq!(staff.and_then(|s| read.section(s)).map(|s| s.heading.as_str()), Some("1.2 Staff"));
}

#[test]
fn youth_justice_has_an_overall_rating_and_says_whom_it_asks() {
    let report = report(YOUTH);
    assert_eq!(report.framework.value, Framework::YouthJustice);
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    assert_eq!(grades(&report), [("overall", "good")]);
    let bodies: Vec<_> = report.findings.iter().filter_map(|f| f.addressed_to.as_deref()).collect();
    assert_eq!(bodies, ["The Ashcombe Youth Justice Service", "The police"]);
}

#[test]
fn a_page_line_among_paragraphs_that_are_items_is_none() {
    let line = "Area SEND inspection report: Ashcombe Local Area Partnership, 10 to 14 June 2024 3";
    let text = SEND_2023.replace("    Leaders should listen.", &format!("    {line}\n    Leaders should listen."));
    assert_eq!(counts(&report(&text)), counts(&report(SEND_2023)));
}

#[test]
fn another_list_below_a_list_is_none_of_it() {
    let more = "The local area is required to say in writing, to all of those who asked for it and within the year that was set, how it will answer:\n    - the lateness of plans.\n    Yours sincerely";
    let letter = report(&SEND_2016.replace("Yours sincerely", more));
    assert_eq!(counts(&letter), counts(&report(SEND_2016)));
}
