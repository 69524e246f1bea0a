//! Letters of one inspectorate: unannounced inspections, focused and monitoring visits.

use crate::report::sketch::report;
use crate::report::{FindingKind, Framework, Report, Source};

/// How many findings of each kind a report has, kinds without any left out.
pub(super) fn counts(report: &Report) -> Vec<(&'static str, usize)> {
    let count = |kind: &FindingKind| report.findings.iter().filter(|f| f.kind == *kind).count();
    FindingKind::ALL.iter().map(|kind| (kind.key(), count(kind))).filter(|(_, n)| *n > 0).collect()
}

pub(super) const CRA: &str = "
    2 March 2010
    Ms A Reader
    Director of Children’s Services
    Ashcombe Council
    Dear Ms Reader
    Annual unannounced inspection of contact, referral and assessment arrangements within Ashcombe children’s services
    This letter tells the findings of the recent unannounced inspection, which was conducted on 2 and 3 February 2010.
    Strengths
    - Duty workers answer within the hour.
    The service meets the requirements of statutory guidance in the following areas
    - Records are up to date.
    - Managers sign decisions.
    Areas for development
    - Plans do not say who does what.
    Areas for priority action
    There are no areas for priority action.
    Any areas for development named above will be looked at again.
    Yours sincerely
    Ann Other
    Her Majesty’s Inspector
";

pub(super) const FOCUSED: &str = "
    20 May 2019
    Mr A Reader, Director of Children’s Services
    Ashcombe Council
    Dear Mr Reader
    Focused visit to Ashcombe children’s services
    This letter summarises the findings of a focused visit from 23 April 2019 to 24 April 2019. The previous inspection was on 3 May 2016.
    Inspectors looked at the local authority’s arrangements for children in need and those with a protection plan.
    Overview
    Leaders know what to do next.
    Area for priority action
    The local authority must act at once on the following:
    - children who wait for a first visit
    - managers who sign nothing
    What needs to improve in this area of social work practice
    - The timeliness of meetings.
    Yours sincerely
    Ann Other
    Her Majesty’s Inspector
";

pub(super) const MONITORING: &str = "
    20 April 2017
    Ms A Reader
    Director of Children’s Services, Ashcombe Council
    Dear Ms Reader
    Monitoring visit of Ashcombe children’s services
    This letter summarises the findings of the monitoring visit on 21 and 22 March 2017, the first since the council was judged inadequate in May 2016.
    Areas covered by the visit
    During the visit, inspectors reviewed the progress made in the areas of help and protection, with a look at assessments.
    Findings and evaluation of progress
    Thresholds are understood.
    Yours sincerely
    Ann Other
    Her Majesty’s Inspector
";

#[test]
fn the_unannounced_letters() {
    let report = report(CRA);
    assert_eq!((report.framework.value, report.source.value), (Framework::Cra, Source::Letter));
    assert_eq!(report.authority_name(), Some("Ashcombe"));
    let days = report.inspected.as_ref().map(|i| (i.value.from.to_string(), i.value.to.to_string()));
    assert_eq!(days, Some(("2010-02-02".into(), "2010-02-03".into())));
    assert_eq!(report.published.as_ref().map(|p| p.value.to_string()).as_deref(), Some("2010-03-02"));
    assert_eq!(report.inspectors[0].value, "Ann Other");
    assert_eq!(counts(&report), [("strength", 1), ("met", 2), ("improvement", 1)]);
}

#[test]
fn a_focused_visit_has_a_topic_and_no_grade() {
    let report = report(FOCUSED);
    assert_eq!(report.framework.value, Framework::FocusedVisit);
    assert_eq!(report.inspected.as_ref().map(|i| i.value.to.to_string()).as_deref(), Some("2019-04-24"));
    assert_eq!(
        report.theme.as_ref().map(|t| t.value.as_str()),
        Some("children in need and those with a protection plan")
    );
    assert_eq!(counts(&report), [("improvement", 1), ("priority", 2)]);
    assert!(report.judgements.is_empty() && report.warnings.is_empty(), "{:?}", report.warnings);
}

#[test]
fn urgent_matters_told_in_a_paragraph_are_found() {
    let told = FOCUSED
        .replace("    The local authority must act at once on the following:\n", "")
        .replace("    - children who wait for a first visit\n", "    Leaders must see that children are visited.\n")
        .replace("    - managers who sign nothing\n", "");
    let report = report(&told);
    assert_eq!(counts(&report), [("improvement", 1), ("priority", 1)]);
}

#[test]
fn a_monitoring_visit_tells_what_progress_it_looked_at() {
    let report = report(MONITORING);
    assert_eq!(report.framework.value, Framework::MonitoringVisit);
    assert_eq!(report.inspected.as_ref().map(|i| i.value.from.to_string()).as_deref(), Some("2017-03-21"));
    assert_eq!(
        report.theme.as_ref().map(|t| t.value.as_str()),
        Some("help and protection, with a look at assessments")
    );
    assert_eq!(counts(&report), []);
}

#[test]
fn that_there_is_nothing_urgent_is_no_finding() {
    let forms = [
        "There are no areas for priority action.",
        "There were no areas for priority action identified during this visit.",
        "No areas for priority action were identified.",
        "None.",
        "None identified",
        "Not applicable",
        "The inspection did not identify any areas for priority action.",
        "This visit did not find any area for priority action.",
        "Inspectors identified no areas for priority action.",
    ];
    for form in forms {
        let bullet = CRA.replace("There are no areas for priority action.", &format!("- {form}"));
        for text in [CRA.replace("There are no areas for priority action.", form), bullet] {
            assert!(report(&text).findings.iter().all(|f| f.kind != FindingKind::Priority), "{form}");
        }
    }
}

#[test]
fn a_subject_may_be_announced_and_carry_a_mark() {
    for subject in
        ["Re: Focused visit to Ashcombe", "Subject: Focused visit to Ashcombe", "RE: FOCUSED VISIT TO ASHCOMBE"]
    {
        let letter = report(&FOCUSED.replace("Focused visit to Ashcombe", subject));
        assert_eq!(letter.framework.value, Framework::FocusedVisit, "{subject}");
    }
    let letter =
        report(&FOCUSED.replace("Focused visit to Ashcombe children’s services", "Focused visit to Ashcombe¹"));
    assert_eq!(letter.authority_name(), Some("Ashcombe"));
    assert_eq!(letter.title.as_ref().map(|t| t.value.as_str()), Some("Focused visit to Ashcombe"));
}

#[test]
fn a_monitoring_visit_says_its_progress_in_a_sentence() {
    let said = |sentence: &str| {
        let lead = format!("Dear Ms Reader\n    Monitoring visit to Ashcombe\n    {sentence} More is to come.");
        report(&format!("20 April 2017\n    {lead}\n    Yours sincerely\n    Ann Other"))
            .progress
            .clone()
            .map(|p| p.value)
    };
    for sentence in [
        "The local authority is making steady progress in its work.",
        "Ashcombe has not made enough progress since May.",
        "Since the last visit, leaders have made some progress.",
        "Progress since the inspection has been slow.",
    ] {
        assert_eq!(said(sentence).as_deref(), Some(sentence));
    }
    assert_eq!(said("Inspectors looked at the progress of plans."), None);
}

#[test]
fn the_best_sentence_tells_the_topic_wherever_it_stands() {
    let looked = "During the visit, inspectors reviewed the progress made in the areas of help and protection, with a look at assessments.";
    for before in
        ["Progress made in other work is slow.", "This visit focused on the work of one team and its records."]
    {
        let told = MONITORING.replace(looked, &format!("{before} Much is new.\n    {looked}"));
        assert_ne!(told, MONITORING);
        let theme = report(&told).theme.clone().map(|t| t.value);
        assert_eq!(theme.as_deref(), Some("help and protection, with a look at assessments"), "{before}");
    }
}
