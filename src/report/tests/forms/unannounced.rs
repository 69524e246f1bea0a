//! Letters after an unannounced inspection, in the forms in which people have them.

use super::{facts, file};

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
