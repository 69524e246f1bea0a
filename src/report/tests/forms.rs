//! The same letters in the forms in which people have them: text with hard line ends, Markdown by other programs, saved
//! web pages. The facts must come out of each.

use super::letters::counts;
use crate::report::sketch::parse;
use crate::report::{Report, Source};

/// The report that a file of text in any form is read as.
fn file(text: &str) -> Report {
    parse(crate::read::read(text.as_bytes()).expect("a text"))
}

/// What a test asks of a letter: framework, authority, first and last day, signatory, findings by kind.
fn facts(report: &Report) -> String {
    let days = report.inspected.as_ref().map(|i| format!("{} {}", i.value.from, i.value.to));
    let names: Vec<&str> = report.inspectors.iter().map(|i| i.value.as_str()).collect();
    let found: Vec<String> = counts(report).iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    format!(
        "{} {} | {} | {} | {} | {}",
        report.framework.value.key(),
        report.source.value.key(),
        report.authority_name().unwrap_or("-"),
        days.unwrap_or_default(),
        names.join(", "),
        found.join(", ")
    )
}

const WRAPPED_CRA: &str = "\
Freshwater House
1 Quay Street
Anytown                                T 0300 000 0000
AT1 1AA                                www.ofsted.gov.uk

2 March 2010

Ms A Reader
Director of Children's Services
Ashcombe Council
Town Hall
Ashcombe
AC1 1AA

Dear Ms Reader

Annual unannounced inspection of contact, referral and assessment
arrangements within Ashcombe children's services

This letter summarises the findings of the recent unannounced inspection of
contact, referral and assessment arrangements within local authority
children's services in Ashcombe which was conducted on 2 and 3 February
2010. The inspection was carried out under section 138 of the Education and
Inspections Act 2006.

From the evidence gathered, the following strengths and areas for
development were identified:

Strengths

- Duty workers answer every call within the hour, and tell the caller what
  happens next and when.

- Health visitors sit with the duty team on two days of each week and bring
  what they know.

The service meets the requirements of statutory guidance in the following
areas

- Records are up to date and read well.

- Managers sign decisions.

Areas for development

- Plans do not always say who does what, so that families are left to guess
  what is asked of them.

This visit has identified the following area for priority action

Area for priority action

- Some children wait too long for a first visit.

Any areas for development identified above will be specifically considered
in any future inspection of services to safeguard children within your area.

Yours sincerely


Ann Other
Her Majesty's Inspector

Copy: Some One, Chief Executive, Ashcombe Council
";

const PANDOC_CRA: &str = r"Ofsted\
1 Quay Street\
Anytown

2 March 2010

Ms A Reader\
Director of Children's Services\
Ashcombe Council

Dear Ms Reader

**Annual unannounced inspection of contact, referral and assessment arrangements within Ashcombe children\'s services**

This letter summarises the findings of the recent unannounced inspection of contact, referral and assessment arrangements which was conducted on 2 and 3 February 2010.

**Strengths**

-   Duty workers answer every call within the hour.

-   Health visitors sit with the duty team.

**The service meets the requirements of statutory guidance in the following areas**

-   Records are up to date.

-   Managers sign decisions.

**Areas for development**

-   Plans do not always say who does what.

**Area for priority action**

-   Some children wait too long for a first visit.

Yours sincerely

**Ann Other**

**Her Majesty\'s Inspector**
";

const PIPED_CRA: &str = r"| Ofsted<br>1 Quay Street<br>Anytown | T 0300 000 0000<br>www.ofsted.gov.uk |
| --- | --- |

2 March 2010

Ms A Reader<br>Director of Children’s Services<br>Ashcombe Council

Dear Ms Reader

### **Annual unannounced inspection of contact, referral and assessment arrangements within Ashcombe children’s services**

This letter summarises the findings of the recent unannounced inspection which was conducted on 2 and 3 February 2010\.

__Strengths__

* Duty workers answer every call within the hour\.
* Health visitors sit with the duty team\.

__The service meets the requirements of statutory guidance in the following areas:__

* Records are up to date\.
* Managers sign decisions\.

__Areas for development__

* Plans do not always say who does what\.

__Area for priority action__

* Some children wait too long for a first visit\.

Yours sincerely

Ann Other
Her Majesty’s Inspector
";

#[test]
fn unannounced_letters() {
    let want =
        "cra letter | Ashcombe | 2010-02-02 2010-02-03 | Ann Other | 2 strength, 2 met, 1 improvement, 1 priority";
    for text in [WRAPPED_CRA, PANDOC_CRA, PIPED_CRA] {
        let report = file(text);
        assert_eq!(facts(&report), want, "{text}");
        assert_eq!(report.published.map(|p| p.value.to_string()).as_deref(), Some("2010-03-02"));
    }
}

const WRAPPED_FOCUSED: &str = "\
20 May 2019

Mr A Reader
Director of Children's Services
Ashcombe Council

Dear Mr Reader

Focused visit to Ashcombe children's services

This letter summarises the findings of a focused visit to Ashcombe
children's services from 23 April 2019 to 24 April 2019. The inspectors were
Ann Other HMI and Some One HMI.

Inspectors looked at the local authority's arrangements for children in need
and those with a protection plan.

Overview

Leaders know what is to be done next and have begun with it, though much of
what they want is still on paper.

What needs to improve in this area of social work practice

- The timeliness of meetings, and what is written down of them for those who
  could not come.
- The quality of plans.

Findings

- Most children are seen as often as they should be, and social workers know
  them well.

Yours sincerely

Ann Other
Her Majesty's Inspector
";

const PANDOC_FOCUSED: &str = r"20 May 2019

Mr A Reader\
Director of Children's Services\
Ashcombe Council

Dear Mr Reader

**Focused visit to Ashcombe children's services**

This letter summarises the findings of a focused visit to Ashcombe children's services from 23 April 2019 to 24 April 2019. The inspectors were Ann Other HMI and Some One HMI.

**Overview**

Leaders know what is to be done next.

**What needs to improve in this area of social work practice**

+-----------------------------------------------------------------------+
| -   The timeliness of meetings.                                       |
|                                                                       |
| -   The quality of plans.                                             |
+-----------------------------------------------------------------------+

**Findings**

-   Most children are seen as often as they should be.

Yours sincerely

Ann Other\
**Her Majesty's Inspector**
";

const PIPED_FOCUSED: &str = r"20 May 2019

Mr A Reader
Director of Children’s Services
Ashcombe Council

Dear Mr Reader

**Focused visit to Ashcombe children’s services**

This letter summarises the findings of a focused visit to Ashcombe children’s services from 23 April 2019 to 24 April 2019\. The inspectors were Ann Other HMI and Some One HMI\.

**Overview**

Leaders know what is to be done next\.

| **What needs to improve in this area of social work practice** |
| --- |
| • The timeliness of meetings\.<br>• The quality of plans\. |

**Findings**

* Most children are seen as often as they should be\.

Yours sincerely

Ann Other
**Her Majesty’s Inspector**
";

const SAVED_FOCUSED: &str = r#"<!DOCTYPE html>
<html lang="en"><head><title>Focused visit to Ashcombe children's services - GOV.UK</title></head>
<body class="govuk-template__body">
<div id="global-cookie-message"><p>We use cookies to make this website better.</p></div>
<header role="banner"><a href="/">GOV.UK</a><form role="search"><label>Search</label><input name="q"></form></header>
<div class="govuk-width-container"><nav class="govuk-breadcrumbs"><ol><li><a href="/">Home</a></li><li><a href="/e">Education</a></li></ol></nav>
<main id="content" role="main">
<h1 class="govuk-heading-xl">Focused visit to Ashcombe children’s services</h1>
<div class="govspeak">
<p>20 May 2019</p>
<p>Mr A Reader<br>Director of Children’s Services<br>Ashcombe Council</p>
<p>Dear Mr Reader</p>
<p>This letter summarises the findings of a focused visit to Ashcombe children’s services from 23 April 2019 to 24 April 2019. The inspectors were Ann Other HMI and Some One HMI.</p>
<h2 id="overview">Overview</h2>
<p>Leaders know what is to be done next.</p>
<h2 id="improve">What needs to improve in this area of social work practice</h2>
<ul><li>The timeliness of meetings.</li><li>The quality of plans.</li></ul>
<h2 id="findings">Findings</h2>
<ul><li>Most children are seen as often as they should be.</li></ul>
<p>Yours sincerely</p>
<p>Ann Other<br>Her Majesty’s Inspector</p>
</div></main></div>
<footer role="contentinfo"><ul><li><a href="/help">Help</a></li></ul></footer></body></html>
"#;

#[test]
fn focused_visits() {
    let want = "focused-visit letter | Ashcombe | 2019-04-23 2019-04-24 | Ann Other | 2 improvement";
    // A page of few words is taken for one that says that there is no report.
    let told =
        "<p>Social workers see children often, and write down what they hear in words that a family can read.</p>";
    let saved = SAVED_FOCUSED.replace("<h2 id=\"improve\">", &format!("{}<h2 id=\"improve\">", told.repeat(8)));
    for text in [WRAPPED_FOCUSED, PANDOC_FOCUSED, PIPED_FOCUSED, &saved] {
        assert_eq!(facts(&file(text)), want, "{text}");
    }
}

const WRAPPED_MONITORING: &str = "\
20 April 2017

Ms A Reader, Director of Children's Services
Ashcombe Council

Dear Ms Reader

Monitoring visit of Ashcombe Council children's services

This letter summarises the findings of the monitoring visit to Ashcombe
Council children's services on 21 and 22 March 2017. The visit was the second
monitoring visit since the local authority was judged inadequate in May
2016. The inspectors were Ann Other HMI and Some One HMI.

The local authority is making steady progress in improving services for its
children and young people.

Areas covered by the visit

During the course of this visit, inspectors reviewed the progress made in the
area of help and protection.

A range of evidence was considered during the visit, including:

 o electronic case records
 o talks with social workers and their managers

Overview

Thresholds are understood.

Findings and evaluation of progress

 o Help comes at the right time for most.

Yours sincerely

Ann Other
Her Majesty's Inspector
";

#[test]
fn monitoring_visits() {
    let want = "monitoring-visit letter | Ashcombe | 2017-03-21 2017-03-22 | Ann Other | ";
    let strong = |line: &str| format!("**{}**", line.trim());
    let headings = ["Areas covered by the visit", "Overview", "Findings and evaluation of progress"];
    let marked: Vec<String> = WRAPPED_MONITORING
        .lines()
        .map(|l| if headings.contains(&l) { strong(l) } else { l.replace(" o ", "-   ") })
        .collect();
    for text in [WRAPPED_MONITORING.to_owned(), marked.join("\n")] {
        let report = file(&text);
        assert_eq!(facts(&report), want, "{text}");
        assert_eq!(
            report.progress.as_ref().map(|p| p.value.as_str()),
            Some(
                "The local authority is making steady progress in improving services for its children and young people."
            )
        );
        assert_eq!(report.theme.as_ref().map(|t| t.value.as_str()), Some("help and protection"));
    }
}

const WRAPPED_JTAI: &str = "\
13 June 2017

To:  Some One, Director of Children's Services, Ashcombe Council
     Any Body, Police and Crime Commissioner
     Ann Other, Chair of Ashcombe LSCB

Dear local partnership

Joint targeted area inspection of the multi-agency response to abuse and
neglect in Ashcombe

Between 20 March 2017 and 24 March 2017, Ofsted, the Care Quality Commission
(CQC), HMI Constabulary (HMIC) and HMI Probation (HMIP) undertook a joint
inspection of the multi-agency response to abuse and neglect in Ashcombe.[1]
This inspection included a 'deep dive' focus on the response to children
living with domestic abuse.

[1] This joint inspection was conducted under section 20 of the Children Act
2004.

Key Strengths

  * Calls are answered at once, by people who know what to ask and whom to
    tell.
  * Nurses sit with social workers.

Case study: highly effective practice

  * A school noticed, and called.

Areas for improvement

  * Records are thin, and some of them are lost before anybody has read what
    they say.

Next steps

The director of children's services should prepare a written statement of
proposed action.

Yours sincerely

Ofsted                          Care Quality Commission

Some Director                   Other Director
National Director               Deputy Chief Inspector
";

const PIPED_JTAI: &str = r"13 June 2017

Dear local partnership

**Joint targeted area inspection of the multi\-agency response to abuse and neglect in Ashcombe**

Between 20 March 2017 and 24 March 2017, Ofsted, the Care Quality Commission \(CQC\), HMI Constabulary \(HMIC\) and HMI Probation undertook a joint inspection of the multi\-agency response to abuse and neglect in Ashcombe\.[^1] This inspection included a ‘deep dive’ focus on the response to children living with domestic abuse\.

**Key strengths**

* Calls are answered at once\.
* Nurses sit with social workers\.

**Case study: highly effective practice**

| A school noticed, and called\. |
| --- |

**Areas for improvement**

* Records are thin\.

**Next steps**

The director of children’s services should prepare a written statement of proposed action\.

Yours sincerely

| **Ofsted** | **Care Quality Commission** |
| --- | --- |
| Some Director<br>National Director | Other Director<br>Deputy Chief Inspector |

[^1]: This joint inspection was conducted under section 20 of the Children Act 2004\.
";

#[test]
fn joint_targeted_area_inspections() {
    let want = "jtai letter | Ashcombe | 2017-03-20 2017-03-24 |  | 2 strength, 1 improvement";
    for text in [WRAPPED_JTAI, PIPED_JTAI] {
        let report = file(text);
        assert_eq!(facts(&report), want, "{text}");
        assert_eq!(
            report.theme.as_ref().map(|t| t.value.as_str()),
            Some("children living with domestic abuse"),
            "{text}"
        );
    }
}

const WRAPPED_SEND: &str = "\
9 May 2018

Mr A Reader
Director of Children's Services, Ashcombe Council
Some One, Chief Officer, Weir Clinical Commissioning Group

Dear Mr Reader and Ms One

Joint local area SEND inspection in Ashcombe

Between 12 March 2018 and 16 March 2018, Ofsted and the Care Quality
Commission (CQC) conducted a joint inspection of the local area of Ashcombe
to judge the effectiveness of the area in implementing the special
educational needs and disability (SEND) reforms.

The inspection was led by one of Her Majesty's Inspectors from Ofsted, with
team inspectors including an Ofsted Inspector and children's services
inspectors from the CQC.

As a result of the findings of this inspection, Her Majesty's Chief Inspector
(HMCI) has determined that a Written Statement of Action is required because
of significant areas of weakness in the local area's practice.

Main Findings

   - Leaders know the area, and what parents think of it, though they have
     been slow to act.

The effectiveness of the local area in identifying children and young
people's special educational needs and/or disabilities

Strengths

   - Health visitors see nearly every child at two, and tell nurseries what
     they found.

Areas for development

   - Waits for an assessment are long.

   - Plans are late.

The local area is required to produce and submit a written statement of
action to Ofsted that explains how the local area will tackle the following
areas of significant weakness:

   - the timeliness of plans.

Yours sincerely

Ann Other
Her Majesty's Inspector
";

#[test]
fn area_send_letters() {
    let want = "area-send-2016 letter | Ashcombe | 2018-03-12 2018-03-16 | Ann Other | 1 strength, 2 improvement";
    let headings = ["Main Findings", "Strengths", "Areas for development"];
    let marked: Vec<String> = WRAPPED_SEND
        .lines()
        .map(|l| if headings.contains(&l) { format!("**{l}**") } else { l.trim_start().replace("- ", "\\- ") })
        .collect();
    let page: Vec<String> = WRAPPED_SEND
        .split("\n\n")
        .map(|p| match p.trim() {
            p if headings.contains(&p) => format!("<h2>{p}</h2>"),
            p if p.starts_with("- ") => format!("<ul><li>{}</li></ul>", &p[2..]),
            p => format!("<p>{}</p>", if p.len() < 90 { p.replace('\n', "<br>") } else { p.to_owned() }),
        })
        .collect();
    let page = format!("<!DOCTYPE html><html><body><main>{}</main></body></html>", page.join("\n"));
    for text in [WRAPPED_SEND.to_owned(), marked.join("\n"), page] {
        let report = file(&text);
        assert_eq!(facts(&report), want, "{text}");
        assert_eq!(report.statement_of_action.as_ref().map(|s| s.value), Some(true), "{text}");
        assert_eq!(report.source.value, Source::Letter);
    }
}

/// A report's cover as pandoc writes it, with its table in each of three ways.
#[test]
fn a_grid_of_judgements_in_markdown() {
    let rows = [
        ("The impact of leaders on social work practice with children and", "families", "Good"),
        ("The experiences and progress of children who need help and", "protection", "Requires improvement to be good"),
        ("The experiences and progress of children in care and care", "leavers", "Outstanding"),
        ("Overall effectiveness", "", "Good"),
    ];
    let dashes = |n: usize| "-".repeat(n);
    let join = |row: &dyn Fn(&str, &str, &str) -> String| rows.map(|(a, b, g)| row(a, b, g)).concat();
    let grid =
        join(&|a, b, g| format!("| {a:70} | {g:32} |\n| {b:70} | {:32} |\n+{}+{}+\n", "", dashes(72), dashes(34)));
    let columns = join(&|a, b, g| format!("  {a:70} {g}\n  {b}\n\n"));
    let pipes = join(&|a, b, g| format!("| **{a}<br>{b}** | {g} |\n"));
    for table in [
        format!(
            "+{}+{}+\n| **Judgement** {:57}| **Grade** {:23}|\n+{}+{}+\n{grid}",
            dashes(72),
            dashes(34),
            "",
            "",
            "=".repeat(72),
            "=".repeat(34)
        ),
        format!(
            "  {}\n  **Judgement** {:56} **Grade**\n\n  {} {}\n{columns}  {}\n",
            dashes(105),
            "",
            dashes(70),
            dashes(34),
            dashes(105)
        ),
        format!("| **Judgement** | **Grade** |\n| --- | --- |\n{pipes}"),
    ] {
        let text = format!(
            "**Ashcombe**\n\n**Inspection of children\\'s social care services**\n\n**Inspection dates:** 7 November to 18 November 2022\n\n\
             **Lead inspector:** Ann Other, His Majesty\\'s Inspector\n\n{table}\nLeaders know their town and what it needs.\n\n\
             **What needs to improve?**\n\n-   Plans, and\n    what is written in them.\n\n**The experiences and progress of children who need help and protection: requires improvement to be good**\n\n\
             1\\. Children are seen.\n\n2\\. Help is early.\n"
        );
        let report = file(&text);
        assert_eq!(
            facts(&report),
            "ilacs report | Ashcombe | 2022-11-07 2022-11-18 | Ann Other | 1 improvement",
            "{text}"
        );
        let grades = super::grades(&report);
        assert_eq!(
            grades,
            [
                ("leadership", "good"),
                ("help_and_protection", "requires_improvement"),
                ("in_care_and_care_leavers", "outstanding"),
                ("overall", "good")
            ],
            "{text}"
        );
        assert_eq!(report.paragraphs.iter().map(|p| p.number).collect::<Vec<_>>(), [1, 2], "{text}");
    }
}
