//! Letters after a focused or a monitoring visit, in the forms in which people have them.

use super::{facts, file};

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
