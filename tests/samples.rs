//! What the built-in sample library must yield: every document's framework, council, dates, inspector, grades and findings.
//!
//! The table was written from the documents, not from what the program makes of them.

use std::collections::BTreeMap;

use findings::library::Library;
use findings::load::{Folder, load_all};
use findings::report::{Area, FindingKind, Framework, Grade, Group, Outcome, Report, Source, Variant};
use findings::sample::FILES;

use Area::{
    Adoption, CareLeavers, HelpAndProtection, InCare, InCareAndCareLeavers, Leadership, Lscb, Overall, Permanence,
};
use FindingKind::{Improvement, Met, Priority, Recommendation, Strength};
use Grade::{Adequate, Good, Inadequate, Outstanding, RequiresImprovement};
use Group::{LookedAfter, Safeguarding};

/// What one document says.
struct Expected {
    file: &'static str,
    framework: Framework,
    source: Source,
    authority: &'static str,
    /// The first and last day of the inspection; empty where the document does not say.
    inspected: (&'static str, &'static str),
    /// The day of publication, where the document prints it.
    published: &'static str,
    /// The lead inspector, where the document names one.
    lead: &'static str,
    variant: Option<Variant>,
    outcome: Option<Outcome>,
    /// The judgements outside any group.
    grades: &'static [(Area, Grade)],
    /// The last paragraph number; every number from 1 on must be there.
    paragraphs: u32,
    /// How many findings of each kind; a kind that is not named is not asked.
    findings: &'static [(FindingKind, usize)],
}

/// A document that says nothing, for the rows below to fill in.
const NOTHING: Expected = Expected {
    file: "",
    framework: Framework::Other,
    source: Source::Report,
    authority: "",
    inspected: ("", ""),
    published: "",
    lead: "",
    variant: None,
    outcome: None,
    grades: &[],
    paragraphs: 0,
    findings: &[],
};

const REPORTS: &[Expected] = &[
    Expected {
        file: "ashcombe/safeguarding and looked after children - 1 july 2011.md",
        framework: Framework::Slac,
        authority: "Ashcombe",
        inspected: ("2011-05-16", "2011-05-27"),
        published: "2011-07-01",
        lead: "Cordelia Brash",
        paragraphs: 38,
        findings: &[(Recommendation, 9), (Improvement, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "ashcombe/single inspection - 4 september 2015.html",
        framework: Framework::Sif,
        authority: "Ashcombe",
        inspected: ("2015-06-08", "2015-07-02"),
        published: "2015-09-04",
        lead: "Aurelia Stannard",
        grades: &[
            (Overall, RequiresImprovement),
            (HelpAndProtection, RequiresImprovement),
            (Permanence, RequiresImprovement),
            (Adoption, Good),
            (CareLeavers, RequiresImprovement),
            (Leadership, RequiresImprovement),
            (Lscb, Good),
        ],
        paragraphs: 41,
        findings: &[(Recommendation, 9), (Improvement, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "ashcombe/children's services inspection - 10 january 2020.pdf",
        framework: Framework::Ilacs,
        authority: "Ashcombe",
        inspected: ("2019-11-11", "2019-11-22"),
        lead: "Helena Marchbanks",
        variant: Some(Variant::Standard),
        grades: &[
            (Leadership, Good),
            (HelpAndProtection, RequiresImprovement),
            (InCareAndCareLeavers, RequiresImprovement),
            (Overall, RequiresImprovement),
        ],
        paragraphs: 31,
        findings: &[(Improvement, 5), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "ashcombe/children's services inspection - 28 april 2023.pdf",
        framework: Framework::Ilacs,
        authority: "Ashcombe",
        inspected: ("2023-02-27", "2023-03-10"),
        lead: "Tobias Wrenfield",
        variant: Some(Variant::Standard),
        grades: &[
            (Leadership, Good),
            (HelpAndProtection, Good),
            (InCare, Good),
            (CareLeavers, Outstanding),
            (Overall, Good),
        ],
        paragraphs: 36,
        findings: &[(Improvement, 4), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "netherby and vale/looked after children - 6 september 2013.md",
        framework: Framework::Lac2013,
        authority: "Netherby and Vale",
        inspected: ("2013-07-22", "2013-07-26"),
        published: "2013-09-06",
        lead: "Leopold Sandys",
        grades: &[
            (Overall, Adequate),
            (Area::CapacityToImprove, Good),
            (Area::Outcomes, Adequate),
            (Area::QualityOfProvision, Adequate),
            (Leadership, Adequate),
        ],
        paragraphs: 22,
        findings: &[(Recommendation, 5), (Improvement, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "netherby and vale/single inspection - 2 december 2016.txt",
        framework: Framework::Sif,
        authority: "Netherby and Vale",
        inspected: ("2016-09-12", "2016-10-06"),
        published: "2016-12-02",
        lead: "Ottoline Varley",
        grades: &[
            (Overall, Good),
            (HelpAndProtection, Good),
            (Permanence, Good),
            (Adoption, Outstanding),
            (CareLeavers, RequiresImprovement),
            (Leadership, Good),
            (Lscb, RequiresImprovement),
        ],
        paragraphs: 39,
        findings: &[(Recommendation, 9), (Improvement, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "netherby and vale/children's services inspection - 14 december 2018.md",
        framework: Framework::Ilacs,
        authority: "Netherby and Vale",
        inspected: ("2018-11-05", "2018-11-09"),
        lead: "Imogen Fairweather-Stokes",
        variant: Some(Variant::Short),
        grades: &[
            (Leadership, Outstanding),
            (HelpAndProtection, Good),
            (InCareAndCareLeavers, Outstanding),
            (Overall, Outstanding),
        ],
        paragraphs: 19,
        findings: &[(Improvement, 2), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "port wenlow/children's services inspection - 2 september 2022.txt",
        framework: Framework::Ilacs,
        authority: "Port Wenlow",
        inspected: ("2022-07-04", "2022-07-15"),
        lead: "Araminta Bligh",
        variant: Some(Variant::Standard),
        grades: &[
            (Leadership, Good),
            (HelpAndProtection, Good),
            (InCareAndCareLeavers, RequiresImprovement),
            (Overall, Good),
        ],
        paragraphs: 22,
        findings: &[(Improvement, 4), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "port wenlow/children's services inspection - 26 june 2026.md",
        framework: Framework::Ilacs,
        authority: "Port Wenlow",
        inspected: ("2026-05-11", "2026-05-22"),
        lead: "Jocasta Merriweather",
        variant: Some(Variant::Standard),
        // Since April 2026 no overall grade is given.
        grades: &[
            (Leadership, RequiresImprovement),
            (HelpAndProtection, RequiresImprovement),
            (InCare, Good),
            (CareLeavers, Good),
        ],
        paragraphs: 22,
        findings: &[(Improvement, 5), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "thornmere/single inspection - 30 january 2015.html",
        framework: Framework::Sif,
        authority: "Thornmere",
        inspected: ("2014-11-04", "2014-11-26"),
        published: "2015-01-30",
        lead: "Barnaby Quill",
        grades: &[
            (Overall, Inadequate),
            (HelpAndProtection, Inadequate),
            (Permanence, RequiresImprovement),
            (Adoption, RequiresImprovement),
            (CareLeavers, Inadequate),
            (Leadership, Inadequate),
            (Lscb, Inadequate),
        ],
        paragraphs: 32,
        // What the board must do at once is a recommendation to it; only the council's own is a priority.
        findings: &[(Priority, 4), (Recommendation, 6), (Improvement, 0)],
        ..NOTHING
    },
    Expected {
        file: "thornmere/children's services inspection - 27 march 2020.md",
        framework: Framework::Ilacs,
        authority: "Thornmere",
        inspected: ("2020-02-03", "2020-02-14"),
        lead: "Ferdinand Oakshott",
        variant: Some(Variant::Standard),
        grades: &[
            (Leadership, Good),
            (HelpAndProtection, RequiresImprovement),
            (InCareAndCareLeavers, RequiresImprovement),
            (Overall, RequiresImprovement),
        ],
        paragraphs: 21,
        findings: &[(Improvement, 5), (Recommendation, 0), (Priority, 0)],
        ..NOTHING
    },
];

/// Letters, the newspaper's account and the joint inspections.
const OTHERS: &[Expected] = &[
    Expected {
        file: "ashcombe/contact referral and assessment letter - 8 october 2010.txt",
        framework: Framework::Cra,
        source: Source::Letter,
        authority: "Ashcombe",
        inspected: ("2010-09-14", "2010-09-15"),
        published: "2010-10-08",
        lead: "Dorothea Pinnock",
        findings: &[(Strength, 4), (Met, 7), (Improvement, 4)],
        ..NOTHING
    },
    Expected {
        file: "ashcombe/focused visit - 24 august 2021.txt",
        framework: Framework::FocusedVisit,
        source: Source::Letter,
        authority: "Ashcombe",
        inspected: ("2021-07-13", "2021-07-14"),
        published: "2021-08-24",
        lead: "Martin Aldous",
        findings: &[(Improvement, 3), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "ashcombe/press/ashcombe gazette - 4 may 2023.txt",
        framework: Framework::Ilacs,
        source: Source::Press,
        authority: "Ashcombe",
        grades: &[
            (Leadership, Good),
            (HelpAndProtection, Good),
            (InCare, Good),
            (CareLeavers, Outstanding),
            (Overall, Good),
        ],
        findings: &[(Improvement, 4)],
        ..NOTHING
    },
    Expected {
        file: "netherby and vale/joint targeted area inspection - 11 july 2022.txt",
        framework: Framework::Jtai,
        source: Source::Letter,
        authority: "Netherby and Vale",
        inspected: ("2022-05-16", "2022-05-20"),
        published: "2022-07-11",
        findings: &[(Improvement, 5), (Strength, 4), (Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "thornmere/monitoring visit - 20 april 2017.txt",
        framework: Framework::MonitoringVisit,
        source: Source::Letter,
        authority: "Thornmere",
        inspected: ("2017-03-21", "2017-03-22"),
        published: "2017-04-20",
        lead: "Barnaby Quill",
        findings: &[(Priority, 0)],
        ..NOTHING
    },
    Expected {
        file: "thornmere/area send full inspection - 6 september 2024.html",
        framework: Framework::AreaSend2023,
        authority: "Thornmere",
        inspected: ("2024-06-10", "2024-06-14"),
        lead: "Philippa Greengrass",
        outcome: Some(Outcome::Inconsistent),
        findings: &[(Improvement, 4), (Strength, 5), (Priority, 0)],
        ..NOTHING
    },
];

/// The grades of the safeguarding and looked-after children report, whose labels repeat in its two groups.
const ASHCOMBE_2011: &[(Group, Area, Grade)] = &[
    (Safeguarding, Overall, Adequate),
    (Safeguarding, Area::CapacityToImprove, Good),
    (Safeguarding, Area::Safe, Good),
    (Safeguarding, Area::QualityOfProvision, Adequate),
    (Safeguarding, Area::Health, Good),
    (Safeguarding, Area::Ambition, Good),
    (Safeguarding, Leadership, Adequate),
    (Safeguarding, Area::PerformanceManagement, Adequate),
    (Safeguarding, Area::Partnership, Good),
    (Safeguarding, Area::Equality, Adequate),
    (LookedAfter, Overall, Good),
    (LookedAfter, Area::CapacityToImprove, Good),
    (LookedAfter, Area::BeingHealthy, Good),
    (LookedAfter, Area::StayingSafe, Good),
    (LookedAfter, Area::EnjoyingAndAchieving, Adequate),
    (LookedAfter, Area::PositiveContribution, Outstanding),
    (LookedAfter, Area::EconomicWellbeing, Good),
    (LookedAfter, Area::QualityOfProvision, Good),
    (LookedAfter, Area::Ambition, Good),
    (LookedAfter, Leadership, Good),
    (LookedAfter, Area::PerformanceManagement, Adequate),
    (LookedAfter, Area::Equality, Good),
];

/// The sample library.
fn library() -> Library {
    load_all(&Folder::Sample, None)
}

/// Everything in which a report differs from what it should be, a line each.
fn differences(expected: &Expected, report: &Report) -> Vec<String> {
    let mut lines = Vec::new();
    let mut differ = |what: &str, want: String, got: String| {
        if want != got {
            lines.push(format!("{}: {what}: want {want}, got {got}", expected.file));
        }
    };
    differ("framework", expected.framework.to_string(), report.framework.value.to_string());
    differ("source", expected.source.to_string(), report.source.value.to_string());
    differ("authority", expected.authority.to_owned(), report.authority_name().unwrap_or_default().to_owned());
    let period = report.inspected.as_ref().map(|i| (i.value.from.to_string(), i.value.to.to_string()));
    let (from, to) = period.unwrap_or_default();
    differ("first day", expected.inspected.0.to_owned(), from);
    differ("last day", expected.inspected.1.to_owned(), to);
    let published = report.published.as_ref().map(|p| p.value.to_string());
    differ("published", expected.published.to_owned(), published.unwrap_or_default());
    if !expected.lead.is_empty() {
        let lead = report.inspectors.first().map(|i| i.value.clone());
        differ("lead inspector", expected.lead.to_owned(), lead.unwrap_or_default());
    }
    let variant = report.variant.as_ref().map(|v| v.value);
    differ("variant", format!("{:?}", expected.variant), format!("{variant:?}"));
    let outcome = report.outcome.as_ref().map(|o| o.value);
    differ("outcome", format!("{:?}", expected.outcome), format!("{outcome:?}"));

    let numbers: Vec<u32> = report.paragraphs.iter().map(|p| p.number).collect();
    let wanted: Vec<u32> = (1..=expected.paragraphs).collect();
    differ("paragraphs", format!("{wanted:?}"), format!("{numbers:?}"));
    for &(kind, count) in expected.findings {
        let got = report.findings.iter().filter(|f| f.kind == kind).count();
        differ(kind.key(), count.to_string(), got.to_string());
    }

    let mut wanted: Vec<String> = expected.grades.iter().map(|(a, g)| format!("{}={}", a.key(), g.key())).collect();
    let ungrouped = report.judgements.iter().filter(|j| j.group.is_none());
    let mut got: Vec<String> = ungrouped.map(|j| format!("{}={}", j.area.key(), j.grade.key())).collect();
    wanted.sort();
    got.sort();
    differ("grades", wanted.join(" "), got.join(" "));
    lines
}

/// Every difference between a table and the library.
fn check(table: &[Expected]) {
    let library = library();
    let mut lines = Vec::new();
    for expected in table {
        match library.report_of_file(expected.file).and_then(|id| library.report(id)) {
            Some(report) => lines.extend(differences(expected, report)),
            None => lines.push(format!("{}: not read", expected.file)),
        }
    }
    assert!(lines.is_empty(), "\n{}", lines.join("\n"));
}

#[test]
fn the_tables_name_every_document() {
    let mut named: Vec<&str> = REPORTS.iter().chain(OTHERS).map(|e| e.file).collect();
    named.push("port wenlow/children's services inspection - 20 july 2012.pdf");
    named.sort_unstable();
    let mut there: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
    there.sort_unstable();
    assert_eq!(named, there);
}

#[test]
fn reports_say_what_they_say() {
    check(REPORTS);
}

#[test]
fn letters_and_others_say_what_they_say() {
    check(OTHERS);
}

#[test]
fn a_report_in_two_groups_keeps_them_apart() {
    let library = library();
    let id = library.report_of_file(REPORTS[0].file).expect("the report was read");
    let report = library.report(id).expect("its id is of this library");
    let got: Vec<_> = report.judgements.iter().filter_map(|j| Some((j.group?, j.area, j.grade))).collect();
    assert_eq!(got, ASHCOMBE_2011);
}

#[test]
fn the_library_has_four_councils_and_one_problem() {
    let library = library();
    let names: Vec<&str> = library.authorities().iter().map(|a| a.name.as_str()).collect();
    assert_eq!(names, ["Ashcombe", "Netherby and Vale", "Port Wenlow", "Thornmere"]);
    let regions: BTreeMap<&str, &str> =
        library.authorities().iter().map(|a| (a.name.as_str(), a.region.as_str())).collect();
    assert_eq!(regions["Port Wenlow"], "South East");
    assert!(library.unattributed().is_empty());
    assert_eq!(library.years(), Some((2010, 2026)));
    let [problem] = library.problems() else { panic!("problems: {:?}", library.problems()) };
    assert_eq!(problem.file, "port wenlow/children's services inspection - 20 july 2012.pdf");
    assert!(problem.reason.contains("HTML"), "{}", problem.reason);
}
