//! Letters to partners: joint targeted area inspections and area SEND, in the forms in which people have them.

use super::{facts, file};
use crate::report::Source;

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
