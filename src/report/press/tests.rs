//! Accounts of inspections that never were, each with a trap in which a reader of prose can fall.

use crate::report::sketch::report;
use crate::report::{Basis, FindingKind, Framework, Report, Rule, Source};

mod subject;

const ACCOUNT: &str = "
    Home News Sport Jobs Weather
    Thu, 04
    13 °C
    County ‘turns a corner’ for its children
    Children’s services in Ashcombe have been rated ‘good’ by Ofsted, four years after they were told to do better.
    Inspectors judged the impact of leaders on social work practice to be outstanding.
    The experiences and progress of children who need help and protection and of children in care were both rated as good, but they found it ‘required improvement’ for the experiences and progress of care leavers.
    The watchdog praised the following:
    - Social workers who stay.
    - Homes that feel like homes, including
    -- those for brothers and sisters.
    What needs to improve:
    The timeliness of health checks for children who come into care.
    The report says that a third of them were late.
    Support for care leavers, so that they are ready to live alone.
    “We are proud, and we know that we must improve our plans,” said Cllr Rosalind Teague.
    Read the full report here.
    Most read
    Ofsted rates Thornmere inadequate
    Unit 4, Mill Lane, Thornmere NB4 2XY
";

fn grades(report: &Report) -> Vec<(&'static str, &'static str)> {
    report.judgements.iter().map(|j| (j.area.key(), j.grade.key())).collect()
}

fn findings(report: &Report, kind: FindingKind) -> Vec<&str> {
    report.findings.iter().filter(|f| f.kind == kind).map(|f| f.text.as_str()).collect()
}

/// The grades of an account of two sentences: one that makes it an account of Ashcombe's services, and this one.
fn grades_of(sentence: &str) -> Vec<(&'static str, &'static str)> {
    let lead =
        "Ashcombe’s children’s services have been inspected, and Ashcombe has the findings, according to Ofsted.";
    grades(&report(&format!("{lead}\n{sentence}")))
}

const ALL: [(&str, &str); 5] = [
    ("leadership", "outstanding"),
    ("help_and_protection", "good"),
    ("in_care", "good"),
    ("care_leavers", "requires_improvement"),
    ("overall", "good"),
];

#[test]
fn an_account_gives_its_grades_findings_and_nothing_of_its_page() {
    let report = report(ACCOUNT);
    assert_eq!((report.source.value, report.framework.value), (Source::Press, Framework::Ilacs));
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    assert_eq!(report.title.as_ref().map(|t| t.value.as_str()), Some("County ‘turns a corner’ for its children"));
    assert_eq!(grades(&report), ALL);
    let strengths =
        ["Social workers who stay.", "Homes that feel like homes, including those for brothers and sisters."];
    assert_eq!(findings(&report, FindingKind::Strength), strengths);
    let improve = [
        "The timeliness of health checks for children who come into care.",
        "Support for care leavers, so that they are ready to live alone.",
    ];
    assert_eq!(findings(&report, FindingKind::Improvement), improve);
    assert!(report.inspected.is_none() && report.published.is_none() && report.paragraphs.is_empty());
    let leaders = &report.judgements[0];
    assert_eq!(leaders.evidence.rule, Rule::PressVerdict);
    assert_eq!(leaders.evidence.place.line, 7);
    assert_eq!(
        (leaders.label.as_str(), leaders.evidence.printed.as_str()),
        ("impact of leaders on social work practice", "outstanding")
    );
    let overall = &report.judgements[4];
    assert_eq!((overall.evidence.basis, overall.evidence.rule), (Basis::Inferred, Rule::PressLead));
}

#[test]
fn the_order_of_sentences_does_not_matter() {
    let mut lines: Vec<&str> = ACCOUNT.lines().collect();
    lines[5..8].reverse();
    assert_eq!(grades(&report(&lines.join("\n"))), ALL);
}

#[test]
fn the_authority_follows_the_name() {
    let swapped = ACCOUNT.replace("Ashcombe", "Netherby and Vale");
    assert_eq!(report(&swapped).authority_name(), Some("Netherby and Vale"));
}

#[test]
fn grades_are_told_in_many_ways() {
    let table: &[(&str, &[(&str, &str)])] = &[
        ("Ofsted has rated the council ‘inadequate’.", &[("overall", "inadequate")]),
        ("Services for children in Ashcombe are outstanding, according to Ofsted.", &[("overall", "outstanding")]),
        ("Children’s services require improvement to be good, Ofsted said.", &[("overall", "requires_improvement")]),
        ("Its overall effectiveness was judged good.", &[("overall", "good")]),
        ("The council improves to ‘good’.", &[("overall", "good")]),
        ("Inspectors gave the council an overall rating of good.", &[("overall", "good")]),
        ("The impact of leaders was also judged as outstanding.", &[("leadership", "outstanding")]),
        (
            "Inspectors rated the service ‘good’ for the impact of leaders and ‘inadequate’ for help and protection.",
            &[("leadership", "good"), ("help_and_protection", "inadequate")],
        ),
        (
            "The experiences and progress of children in care and care leavers is good.",
            &[("in_care_and_care_leavers", "good")],
        ),
        ("It received an ‘outstanding’ rating for its support for care leavers.", &[("care_leavers", "outstanding")]),
        ("- The impact of leaders on social work practice with children and families: good", &[("leadership", "good")]),
        (
            "The impact of leaders: Good the experiences and progress of care leavers: Outstanding",
            &[("leadership", "good"), ("care_leavers", "outstanding")],
        ),
        (
            "Two areas were graded as good: the impact of leaders, and help and protection.",
            &[("leadership", "good"), ("help_and_protection", "good")],
        ),
        (
            "Children’s services ‘require improvement to be good’ according to a new Ofsted report.",
            &[("overall", "requires_improvement")],
        ),
        (
            "Services for children who need help and protection, children in care and care leavers are good, said Ofsted.",
            &[("overall", "good")],
        ),
    ];
    for (sentence, want) in table {
        assert_eq!(grades_of(sentence), *want, "{sentence}");
    }
}

#[test]
fn a_headline_gives_the_overall_grade() {
    let report = report(
        "Ashcombe’s children’s social care services ‘Good’ overall\nInspectors said that much has changed in two years.",
    );
    assert_eq!(grades(&report), [("overall", "good")]);
}

#[test]
fn grades_of_the_past_are_none() {
    for sentence in [
        "In 2015 the council received a ‘requires improvement’ rating.",
        "Children’s services were previously rated inadequate.",
        "At the last inspection the experiences and progress of care leavers were judged inadequate.",
        "The department has made progress from a ‘requires improvement’ rating that it received four years ago.",
        "The council had been rated inadequate.",
    ] {
        assert_eq!(grades_of(sentence), [], "{sentence}");
    }
    let up = "Children’s services were rated good, up from a ‘requires improvement’ rating in 2015.";
    assert_eq!(grades_of(up), [("overall", "good")]);
}

#[test]
fn grades_of_others_are_none() {
    for sentence in [
        "Two of the council’s children’s homes were rated outstanding.",
        "The council’s fostering service was judged good.",
        "All schools in the county were rated good.",
        "Children’s services in Thornmere were rated inadequate.",
        "Neighbouring councils have been rated outstanding.",
        "The council’s early help team was rated good.",
        "The local hospital was rated ‘requires improvement’ by another watchdog.",
    ] {
        assert_eq!(grades_of(sentence), [], "{sentence}");
    }
}

#[test]
fn adjectives_hopes_and_counts_are_no_grades() {
    for sentence in [
        "Children in care have a good range of activities, inspectors said.",
        "Social workers do outstanding work with care leavers.",
        "Leaders are good at listening.",
        "Support for care leavers was found to be good.",
        "The council hopes to be rated outstanding next time.",
        "We will be rated outstanding.",
        "Ofsted has rated the council’s children’s services as ‘good’ in three key areas.",
        "“The experiences and progress of care leavers were rated outstanding and that is our doing,” said Cllr Teague.",
        "The quality of plans for care leavers was judged good.",
        "Although inspectors found that some parts of children’s services in Ashcombe were good, it is not enough.",
    ] {
        assert_eq!(grades_of(sentence), [], "{sentence}");
    }
    let part = "Although inspectors found that parts of children’s services in Ashcombe were good, overall the department was rated “inadequate”.";
    assert_eq!(grades_of(part), [("overall", "inadequate")]);
}

#[test]
fn two_grades_for_one_area_are_none_and_a_warning() {
    let report = report(&ACCOUNT.replace(
        "The watchdog praised",
        "The impact of leaders on social work practice was rated good.\nThe watchdog praised",
    ));
    assert_eq!(grades(&report), ALL[1..]);
    assert!(report.warnings.iter().any(|w| w.contains("two grades")), "{:?}", report.warnings);
}

#[test]
fn a_counted_list_of_sentences_ends_where_others_speak() {
    let report = report(
        "Ofsted has rated children’s services in Ashcombe as good.\n\
         The report also lists two things that still have to improve.\n\
         Doctors are missing from too many meetings. Inspectors said they came to half of them.\n\
         Assessments of grandparents who offer a home take too long.\n\
         Too many people have said so already, a former manager believes.",
    );
    let improve = findings(&report, FindingKind::Improvement);
    assert_eq!(improve.len(), 2, "{improve:?}");
    assert!(improve[1].starts_with("Assessments of grandparents"));
}

#[test]
fn demands_in_prose_are_items_and_weaknesses_and_speakers_are_not() {
    let report = report(
        "Ofsted has praised children’s services in Ashcombe, its report says.\n\
         Planning is strong. However, not all plans are clear.\n\
         In order to improve, health visitors should come to every meeting.\n\
         Plans should also say who does what.\n\
         However, Ofsted noted that recording is variable. It recommends that this is improved.\n\
         In 2015 inspectors said that the council must improve its plans.\n\
         Councillor Rosalind Teague said that the county must do more.\n\
         “Plans need to be improved,” she said.",
    );
    let starts: Vec<&str> =
        findings(&report, FindingKind::Improvement).iter().map(|t| &t[..t.find([',', ' ']).unwrap_or(0)]).collect();
    assert_eq!(starts, ["In", "Plans", "However"]);
}

#[test]
fn bullets_under_a_mixed_lead_in_are_no_strengths() {
    let report = report(
        "Ofsted has rated children’s services in Ashcombe as inadequate, its report says.\n\
         Inspectors found that services were poor and that:\n- Visits are late.\n- Plans are short.",
    );
    assert_eq!(report.findings, []);
}

#[test]
fn a_focused_visit_has_no_grades_and_an_old_one_is_not_what_is_told() {
    let visit = report(
        "Ashcombe focused visit praised\nInspectors said a good service was there, and care leavers were rated good.",
    );
    assert_eq!((visit.framework.value, visit.judgements.len()), (Framework::FocusedVisit, 0));
    let later = ACCOUNT.replace("Read the full", "A focused visit in 2018 found delays.\nRead the full");
    assert_eq!(report(&later).framework.value, Framework::Ilacs);
}

#[test]
fn days_are_those_on_which_inspectors_came() {
    let days = |sentence: &str| {
        let report = report(&format!("{ACCOUNT}\n{sentence}"));
        report.inspected.map(|i| (i.value.from.to_string(), i.value.to.to_string()))
    };
    for sentence in [
        "The inspection took place last month.",
        "The inspection report was published on 24 February 2020.",
        "The previous inspection was made from 4 to 8 May 2015.",
        "Wed, 08 July 2020.",
    ] {
        let moved = ACCOUNT.replace("The watchdog praised", &format!("{sentence}\nThe watchdog praised"));
        assert!(report(&moved).inspected.is_none(), "{sentence}");
    }
    assert_eq!(days("Most read about the inspection of 3 to 7 May 2021"), None);
    let told =
        ACCOUNT.replace("The watchdog praised", "Inspectors visited from 13 to 24 January 2020.\nThe watchdog praised");
    let told = report(&told).inspected.map(|i| (i.value.from.to_string(), i.value.to.to_string()));
    assert_eq!(told, Some(("2020-01-13".into(), "2020-01-24".into())));
}

#[test]
fn an_authority_that_is_not_named_is_inferred_from_clues() {
    let article = "
        Inspectors have praised the Royal Borough’s social workers
        Ofsted has rated children’s services as good in its latest report.
        They are run by Achieving for Children, a company that three councils own.
        Cllr Desmond Teague (Ind, Furze Platt) said that he was glad.
    ";
    let told = report(article);
    assert_eq!(told.authority_name(), Some("Windsor and Maidenhead"));
    let evidence = told.grounds.authority.as_ref().expect("it is inferred");
    assert_eq!((evidence.basis, evidence.rule), (Basis::Inferred, Rule::Clues));
    assert!(evidence.printed.contains("Furze Platt"), "{}", evidence.printed);
    let kingston = report(&article.replace("Furze Platt", "Coombe Hill"));
    assert_eq!(kingston.authority_name(), Some("Kingston upon Thames"));
}

#[test]
fn two_authorities_that_clues_leave_are_named_in_a_warning() {
    let told = report(
        "Ofsted has rated the Royal Borough’s children’s services as good.\n\
         They are run by Achieving for Children, a company that three councils own.",
    );
    assert_eq!(told.authority_name(), None);
    let warning = told.warnings.iter().find(|w| w.contains("Kingston upon Thames")).expect("a warning");
    assert!(warning.contains("Windsor and Maidenhead"), "{warning}");
    assert_eq!(grades(&told), [("overall", "good")]);
}

#[test]
fn the_name_of_a_neighbour_does_not_stand_against_the_clues() {
    let told = report(
        "Ofsted has rated children’s services as good.\n\
         They are run by Together for Children, which looks at Thornmere with envy.\n\
         Thornmere was rated outstanding in the spring.",
    );
    assert_eq!(told.authority_name(), Some("Sunderland"));
    assert_eq!(grades(&told), [("overall", "good")]);
}

#[test]
fn an_article_that_links_to_its_report_is_no_report() {
    let told = report(
        "Ofsted has praised the social workers of a county, its inspectors said.\n\
         They know their children well.\nAshcombe County Council\nInspection of children’s social care services",
    );
    assert_eq!((told.source.value, told.framework.value), (Source::Press, Framework::Ilacs));
    let rule = told.grounds.authority.as_ref().map(|evidence| evidence.rule);
    assert_eq!((told.authority_name(), rule), (Some("Ashcombe"), Some(Rule::PressLink)), "the link names it");
}

#[test]
fn a_paper_on_an_inspection_is_no_account() {
    let told = report(
        "# Committee paper: Ashcombe after the inspection\n\
         The committee is asked to note the action plan that Ashcombe has sent to Ofsted.\n\
         Officers will come back in May.",
    );
    assert_eq!((told.source.value, told.framework.value), (Source::Other, Framework::Other));
}
