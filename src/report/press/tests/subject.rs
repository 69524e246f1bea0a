//! What an account is about: whose services, which inspection, and whether it is one of the press at all.

use super::{grades, grades_of};
use crate::report::sketch::report;
use crate::report::{Framework, Report, Source};

#[test]
fn a_framework_is_one_of_the_account_s_own_day() {
    let told = |text: &str| report(&format!("{text}\nAshcombe Council said that it was glad.")).framework.value;
    let lead = "Children’s services in Ashcombe have been praised, according to Ofsted.";
    let table = [
        ("", Framework::Ilacs),
        ("Thursday, September 7, 2017", Framework::Sif),
        ("Last updated: Friday, 14 November 2008", Framework::Other),
        ("12 December 2018", Framework::Ilacs),
        // In the first months of a framework, accounts are still of the one before.
        ("5 February 2018", Framework::Other),
        ("20 January 2014", Framework::Other),
    ];
    for (day, want) in table {
        assert_eq!(told(&format!("County praised\n{day}\n{lead}")), want, "{day}");
    }
    for (sentence, want) in [
        ("Inspectors came in an inspection in June and July 2017.", Framework::Sif),
        ("The inspection took place from 6 to 17 May 2019.", Framework::Ilacs),
        ("The last inspection was in 2016.", Framework::Ilacs),
        ("The last inspection was in 2011.", Framework::Other),
        ("Inspectors judged them to be ‘adequate’.", Framework::Other),
        ("The four-week inspection was a hard one.", Framework::Sif),
        ("It was a pilot inspection of a new framework.", Framework::Other),
        ("Its inspection of safeguarding and looked after children services took two weeks.", Framework::Slac),
        ("The safeguarding and looked-after children inspection took two weeks.", Framework::Slac),
        ("Its arrangements for the protection of children were judged good.", Framework::Protection2012),
        ("This was its annual performance assessment.", Framework::Other),
        ("It was made under the single inspection framework.", Framework::Sif),
    ] {
        assert_eq!(told(&format!("County praised\n{lead}\n{sentence}")), want, "{sentence}");
    }
}

#[test]
fn an_account_of_something_else_is_of_no_inspection_of_the_council_s_services() {
    for (text, want) in [
        (
            "Children’s home in Ashcombe rated inadequate by Ofsted\nAshcombe’s children’s services have moved the children, its report says.",
            Framework::Other,
        ),
        (
            "Ashcombe’s SEND pupils wait too long, Ofsted said\nThe head of children’s services in Ashcombe was sorry.",
            Framework::Other,
        ),
        (
            "4 May 2021\nAshcombe’s SEND inspection finds long waits, inspectors said\nThe head of children’s services in Ashcombe was sorry.",
            Framework::AreaSend2016,
        ),
        (
            "4 May 2024\nAshcombe’s SEND inspection finds long waits, inspectors said\nThe head of children’s services in Ashcombe was sorry.",
            Framework::AreaSend2023,
        ),
    ] {
        assert_eq!(report(text).framework.value, want, "{text}");
    }
}

#[test]
fn what_else_inspectors_saw_is_not_what_they_inspected() {
    for sentence in [
        "Inspectors said that the youth justice service knows its children.",
        "Inspectors found that children with special educational needs are helped early.",
        "Inspectors said that they will send the letter to all.",
        "Families waited over four weeks for child protection services, inspectors said.",
        "An annual self assessment helps leaders to see it.",
    ] {
        let text = format!("Children’s services in Ashcombe rated good by Ofsted\n4 May 2021\n{sentence}");
        assert_eq!(report(&text).framework.value, Framework::Ilacs, "{sentence}");
    }
    let since = report(
        "Ashcombe’s children wait, Ofsted finds\nIn a letter on a focused visit, Ofsted said that children’s services in Ashcombe \
         changed little since their last inspection in March 2020.",
    );
    assert_eq!(since.framework.value, Framework::FocusedVisit);
    // A visit of which too little is understood leaves no guess.
    let unsaid = report(
        "Ashcombe’s children wait, Ofsted finds\nFocused visits will go on, Ofsted said of children’s services in Ashcombe.",
    );
    assert_eq!(unsaid.framework.value, Framework::Other);
    let visit =
        report("Focused visit to Ashcombe finds ‘good’ practice\nInspectors said that much was good in Ashcombe.");
    assert_eq!(visit.framework.value, Framework::FocusedVisit);
}

#[test]
fn a_headline_with_a_grade_is_not_on_a_visit_without() {
    let text = "Ashcombe’s children’s services improve to ‘good’\n\
        Inspectors said that they came far, and a focused visit the year before is the reason.\n\
        In a focused visit Ofsted found delays. Ashcombe’s children’s services were rated good.";
    let told = report(text);
    assert_eq!((told.framework.value, grades(&told)), (Framework::Ilacs, vec![("overall", "good")]));
}

#[test]
fn a_round_up_is_about_none_of_its_councils() {
    let told = report(
        "The latest visits of Ofsted\n12 June 2019\nOfsted said that it was busy.\n\
         Ashcombe Borough Council\nInspectors visited Ashcombe from 13 to 17 May 2019. Ashcombe’s children’s services were rated good.\n\
         Ashcombe must go on.\nNetherby and Vale\nIts children’s services were judged inadequate.\nThornmere: a short visit, no grade.",
    );
    assert_eq!(told.authority_name(), None);
    assert!(told.inspected.is_none() && told.judgements.is_empty(), "{:?}", told.judgements);
    let warning = told.warnings.iter().find(|w| w.contains("side by side")).expect("a warning");
    assert!(warning.contains("Ashcombe, Netherby and Vale, Thornmere"), "{warning}");
    // A headline that names one says which; the others are neighbours.
    let one = report(
        "Ofsted praises Ashcombe\nThe report said much.\nIn Netherby and Vale, inspectors found less.\nIn Thornmere, too.",
    );
    assert_eq!(one.authority_name(), Some("Ashcombe"));
}

#[test]
fn counted_councils_have_no_grade_in_common() {
    for sentence in [
        "A fifth of all councils were judged outstanding for overall effectiveness this summer.",
        "Of these, 17 children’s services are ‘inadequate’ and 30 children’s services require improvement.",
        "Half of the councils were judged inadequate for help and protection.",
    ] {
        assert_eq!(grades_of(sentence), [], "{sentence}");
    }
    let one = "Ashcombe’s children’s services were rated outstanding, which makes it one of only three councils.";
    assert_eq!(grades_of(one), [("overall", "outstanding")]);
}

#[test]
fn a_label_before_its_own_grade_has_not_the_one_before() {
    assert_eq!(
        grades_of(
            "The council was judged to be good for the impact of leaders, with overall effectiveness as inadequate."
        ),
        [("leadership", "good"), ("overall", "inadequate")]
    );
}

#[test]
fn the_minutes_of_a_council_are_neither_press_nor_report() {
    let told = report(
        "Agenda item\nInspection of safeguarding\nMinutes:\n\
         As minute 7 (1/4/11) asked, the head of the service told the panel of the safeguarding and looked-after children inspection \
         of Ashcombe Council, made by Ofsted from 7 to 18 March 2011.\n\
         Ofsted said that staying safe was judged good.\n\
         1. One.\n2. Two.\n3. Three.\n4. Four.\n5. Five.",
    );
    assert_eq!((told.source.value, told.framework.value), (Source::Other, Framework::Slac));
    let days = told.inspected.as_ref().map(|i| (i.value.from.to_string(), i.value.to.to_string()));
    assert_eq!(days, Some(("2011-03-07".into(), "2011-03-18".into())));
    assert!(told.judgements.is_empty() && told.findings.is_empty() && told.variant.is_none());
    assert_eq!(told.title.as_ref().map(|t| t.value.as_str()), Some("Inspection of safeguarding"));
    let note = report(
        "Ofsted Report\nFurther to minute 12/19 the Parks Board considered a briefing note on Ashcombe Council’s inspection, \
         by which the report of Ofsted said that services were good.",
    );
    assert_eq!(note.source.value, Source::Other);
    let visit = report(
        "Agenda item\nChildren’s Services Ofsted Focused Visit\nMinutes:\nThe board considered a note on Ashcombe Council’s \
         focused visit held on 26th and 27th of February 2019.",
    );
    assert_eq!((visit.source.value, visit.framework.value), (Source::Other, Framework::FocusedVisit));
}

#[test]
fn a_name_in_passing_is_not_the_authority() {
    for text in [
        "Children’s services praised by Ofsted\nA peer review, led by Ashcombe Council’s director, came before the inspection, inspectors said.",
        "Children’s services praised by Ofsted\nA former manager told the Ashcombe Gazette so. The Ashcombe Gazette heard it from inspectors, it said.",
        "Plan for all children’s services\nOfsted said that it plans much.\nMay Brook, chief executive of Ashcombe Council, leads on children’s services.",
    ] {
        let document = crate::report::sketch::document(text);
        let names = crate::report::sketch::names();
        let told = Report::parse(document, "a.txt", &names).ok();
        assert_eq!(told.and_then(|t| t.authority_name().map(str::to_owned)), None, "{text}");
    }
}

#[test]
fn bullets_under_a_grade_are_no_things_to_improve() {
    let told = report(
        "Ofsted has rated children’s services in Ashcombe as good, its report says.\n\
         In its last inspection it was rated as “required improvement to be good”.\n- Ashcombe: three years in\n- A company turns",
    );
    assert_eq!(told.findings, []);
}

/// A day on which one framework was in force, under a headline and before the first sentence of an account.
fn dated(headline: &str, text: &str) -> Option<Report> {
    let text = format!("{headline}\n20 January 2023\n{text}");
    Report::parse(crate::report::sketch::document(&text), "a.txt", &crate::report::sketch::names()).ok()
}

fn authority(headline: &str, text: &str) -> Option<String> {
    dated(headline, text).expect("an account").authority_name().map(str::to_owned)
}

const RATED: &str = "Ashcombe children’s services rated good by Ofsted";
const LEAD: &str = "Children’s services in Ashcombe have been rated good overall, according to Ofsted.";

#[test]
fn the_subject_s_own_grade_stays_beside_counted_councils() {
    for sentence in [
        "Ashcombe’s children’s services were rated good in the 2023 children’s services inspection.",
        "Ashcombe’s children’s services were rated good, putting the council in the top 10 per cent of councils.",
        "Ashcombe’s children’s services were rated good, the best of all councils in the region.",
        "Ashcombe’s children’s services were rated good, joining the 20 other councils.",
        "Ofsted, which has inspected 90 councils, rated Ashcombe’s children’s services good.",
    ] {
        let told = dated(RATED, &format!("Inspectors came to Ashcombe, according to Ofsted.\n{sentence}"));
        let told = told.expect("an account");
        assert_eq!(told.framework.value, Framework::Ilacs, "{sentence}");
        assert_eq!(grades(&told), [("overall", "good")], "{sentence}");
    }
    let staff = dated(RATED, &format!("Half of children’s services staff spoke to inspectors.\n{LEAD}"));
    assert_eq!(
        staff.map(|told| (told.framework.value, grades(&told))),
        Some((Framework::Ilacs, vec![("overall", "good")]))
    );
}

#[test]
fn an_account_that_sounds_like_a_paper_is_of_the_press() {
    for sentence in [
        "Ashcombe Council has received a glowing report from Ofsted after inspectors visited.",
        "Report by Chief Reporter May Brook",
        "Resolved to do better, leaders in Ashcombe have met.",
        "The council received a report it can be proud of.",
        "The cabinet received a report it can be proud of.",
    ] {
        let told = dated(RATED, &format!("{sentence}\n{LEAD}")).expect("an account");
        assert_eq!((told.source.value, grades(&told)), (Source::Press, vec![("overall", "good")]), "{sentence}");
    }
    for line in [
        "Report by the Chief Executive",
        "The cabinet received a report on the inspection.",
        "Resolved:",
        "RESOLVED that the report be noted.",
    ] {
        assert_eq!(dated(RATED, &format!("{line}\n{LEAD}")).map(|t| t.source.value), Some(Source::Other), "{line}");
    }
}

#[test]
fn a_headline_or_partner_in_passing_is_not_the_authority() {
    let text = "Children’s services were rated good overall, according to Ofsted.";
    for headline in [
        "Thornmere Daily Mail",
        "Thornmere Evening News",
        "THORNMERE DAILY MAIL",
        "Thornmere Sentinel and Citizen",
        "Children’s boss moves from Thornmere to rescue services",
        "Director of children’s services at Thornmere is glad",
    ] {
        assert_eq!(authority(headline, text), None, "{headline}");
    }
    let partner = "The council’s improvement partner, Thornmere County Council, will stay, inspectors said.";
    assert_eq!(authority("Children’s services rated good", &format!("{text}\n{partner}")), None);
    assert_eq!(authority(RATED, text).as_deref(), Some("Ashcombe"));
}

#[test]
fn the_council_that_is_rated_is_the_authority() {
    for sentence in [
        "Ashcombe was rated good by Ofsted for its children’s services.",
        "Ofsted has judged Ashcombe good for its children’s services.",
        "Inspectors gave Ashcombe a good rating for its children’s services.",
        "The London borough of Ashcombe’s services for children were rated outstanding by Ofsted.",
    ] {
        assert_eq!(authority("Social workers have been praised", sentence).as_deref(), Some("Ashcombe"), "{sentence}");
    }
    let neighbour =
        "Children’s services were rated good overall.\nNeighbouring Thornmere was rated good by Ofsted last year.";
    assert_eq!(authority("Social workers have been praised", neighbour), None);
    // Another may be named behind the grade of one that is not.
    let another =
        "Children’s services were rated good overall.\nThornmere was rated poor by Ofsted. Thornmere is near.";
    assert_eq!(authority("Social workers have been praised", another), None);
}

#[test]
fn a_report_with_its_title_and_numbers_is_no_councils_paper() {
    let told = report(
        "# Inspection of Ashcombe local authority children’s services\n# Purpose of this report\n\
         | Overall effectiveness | Good |\nIt says what inspectors saw.\n1. Children are seen.\n\
         2. Plans are clear.\n3. Visits are made.\n4. Workers stay.\n5. Leaders know.",
    );
    assert_eq!((told.source.value, grades(&told)), (Source::Report, vec![("overall", "good")]));
}

#[test]
fn a_paragraph_headed_by_another_council_is_not_the_headline_s() {
    let told = dated(
        "Ashcombe leads the way as Ofsted rates four councils",
        "Ofsted said that it was busy.\nThornmere: Inspectors were worried. Children’s services were rated inadequate overall.",
    )
    .expect("an account");
    assert_eq!((told.authority_name(), grades(&told)), (None, vec![]));
    assert!(told.warnings.iter().any(|w| w.contains("side by side (Ashcombe, Thornmere)")), "{:?}", told.warnings);
    // Nor is one that begins with its place, though the account is the headline's.
    let begun =
        dated(RATED, &format!("{LEAD}\nIn Thornmere, inspectors were worried. Leadership was rated inadequate."));
    assert_eq!(begun.map(|told| grades(&told)), Some(vec![("overall", "good")]));
    // A link to another article is no paragraph, and neither is a number to call.
    let linked = dated(RATED, &format!("{LEAD}\nThornmere: new school opens\nThornmere: 01234 567890."));
    assert_eq!(linked.map(|told| grades(&told)), Some(vec![("overall", "good")]));
}

#[test]
fn words_in_passing_are_not_the_framework_of_services_that_have_a_grade() {
    let account = "Ashcombe children’s services rated good by Ofsted\n20 January 2023\n\
                   Children’s services in Ashcombe have been rated good overall, according to Ofsted.\n";
    for passing in [
        "HMI Probation gave its view of the county’s youth justice service in the same week.",
        "The county waits for the result of an inspection of its special educational needs services.",
        "Managers are working on the findings of the JTAI on neglect.",
        "It follows a joint area review, and its annual assessment of need was late.",
        "Inspectors found that some children had waited over four weeks.",
    ] {
        let told = report(&format!("{account}{passing}"));
        assert_eq!(told.framework.value, Framework::Ilacs, "{passing}");
        assert_eq!(grades(&told), [("overall", "good")], "{passing}");
    }
}
