//! A library of invented councils, built by hand, for the tests of the screens.
//!
//! No such council exists and no sentence here stands in any report.

use std::path::PathBuf;
use std::sync::Arc;

use findings::authority::{Entry, Register};
use findings::document::{Block, BlockId, Format, Furniture, Kind, PageBreak, Place};
use findings::library::{Library, Problem};
use findings::load::Progress;
use findings::report::{
    Area, Basis, Body, Evidence, Fact, Finding, FindingKind, Framework, Grade, Grounds, Judgement, Paragraph, Period,
    Report, Rule, Section, SectionId, Source, beginning,
};
use jiff::civil::Date;

/// A report that grows block by block.
pub struct Draft {
    report: Report,
    page: u32,
    number: u32,
}

fn evidence(printed: &str, page: u32, basis: Basis, rule: Rule) -> Evidence {
    Evidence { printed: printed.to_owned(), place: Place { page, line: 0 }, block: None, basis, rule }
}

fn fact<T>(value: T, printed: &str, basis: Basis, rule: Rule) -> Fact<T> {
    Fact { value, evidence: evidence(printed, 1, basis, rule) }
}

impl Draft {
    /// A report of an authority under a framework, of the days between two dates ("2022-11-07").
    pub fn new(authority: &str, framework: Framework, from: &str, to: &str) -> Self {
        let day = |text: &str| text.parse::<Date>().expect("a date of the test");
        let (from, to) = (day(from), day(to));
        let title = format!("Inspection of {authority} children’s services");
        let (source, of_source) = fact(Source::Report, "", Basis::Inferred, Rule::Default).parted();
        let (framework, of_framework) = fact(framework, &title, Basis::Title, Rule::TitleLine).parted();
        let (named, of_name) = fact(authority.to_owned(), authority, Basis::Title, Rule::TitleName).parted();
        let days = fact(Period { from, to }, "Inspection dates", Basis::Printed, Rule::LabelledLine);
        let (days, of_days) = days.parted();
        let body = Body {
            grounds: Grounds {
                source: Some(of_source),
                framework: Some(of_framework),
                authority: Some(of_name),
                inspected: Some(of_days),
                published: None,
            },
            title: Some(fact(title.clone(), &title, Basis::Title, Rule::TitleLine)),
            inspectors: vec![fact(
                "Morgan Attley".to_owned(),
                "Lead inspector: Morgan Attley",
                Basis::Printed,
                Rule::LabelledLine,
            )],
            ..Body::default()
        };
        let report = Report {
            file: format!("{}-{}-{}.pdf", authority.to_lowercase().replace(' ', "-"), framework.value.key(), to),
            format: Format::Pdf,
            source,
            framework,
            authority: Some(named),
            inspected: Some(days),
            published: None,
            file_date: Some(to),
            fingerprint: None,
            pages: 1,
            rest: body.into(),
            blocks: Vec::new().into(),
        };
        Self { report, page: 1, number: 0 }.block(Kind::Heading { level: 0 }, &title)
    }

    fn id(&self) -> BlockId {
        BlockId::new(self.report.blocks.len())
    }

    fn block(mut self, kind: Kind, text: &str) -> Self {
        self.report.blocks.extend([Block::new(kind, text, Place { page: self.page, line: 0 })]);
        self
    }

    /// Makes a letter of it, about this theme.
    pub fn letter(mut self, theme: &str) -> Self {
        self.report.source.value = Source::Letter;
        self.report.theme = Some(fact(theme.to_owned(), theme, Basis::Printed, Rule::LeadSentence));
        self
    }

    /// Turns the page; a footer marks its end.
    pub fn turn(mut self) -> Self {
        let mut footer = Block::new(Kind::Paragraph, format!("{}", self.page), Place { page: self.page, line: 0 });
        footer.furniture = Some(Furniture::PageNumber);
        self.report.blocks.extend([footer]);
        self.page += 1;
        self.report.pages = self.page;
        self
    }

    /// A grade, printed as a row of the table on this page.
    pub fn grade(mut self, area: Area, label: &str, grade: Grade) -> Self {
        let cells = vec![label.to_owned(), grade.words().to_owned()];
        let mut evidence = evidence(grade.words(), self.page, Basis::Printed, Rule::GridTable);
        evidence.block = Some(self.id());
        self.report.judgements.push(Judgement {
            group: None,
            area,
            label: label.to_owned(),
            grade,
            section: None,
            evidence,
        });
        let text = cells.join(" ");
        self.block(Kind::Row { table: 0, cells }, &text)
    }

    /// A heading. One that begins with the label of a grade is the section behind it.
    pub fn heading(mut self, level: u8, text: &str) -> Self {
        let section = SectionId::new(self.report.sections.len());
        for judgement in self.report.judgements.iter_mut().filter(|j| text.starts_with(&j.label)) {
            judgement.section = Some(section);
        }
        let block = self.id();
        let parent = self.report.sections.iter().rposition(|s| s.level < level).map(SectionId::new);
        self.report.sections.push(Section { level, heading: text.to_owned(), block, parent });
        self.block(Kind::Heading { level }, text)
    }

    fn section(&self) -> Option<SectionId> {
        self.report.sections.len().checked_sub(1).map(SectionId::new)
    }

    /// A numbered paragraph.
    pub fn para(mut self, text: &str) -> Self {
        self.number += 1;
        let (block, number) = (self.id(), self.number);
        let end = BlockId::new(block.index() + 1);
        let (section, begins) = (self.section(), beginning(text).to_owned());
        self.report.paragraphs.push(Paragraph { number, section, block, end, begins });
        self.block(Kind::Item { depth: 0, label: Some(format!("{number}.")) }, text)
    }

    /// A numbered paragraph that runs on over a page break.
    pub fn split(self, before: &str, after: &str) -> Self {
        let mut draft = self.para(&format!("{before} {after}"));
        draft.page += 1;
        draft.report.pages = draft.page;
        let page = draft.page;
        let block = draft.report.blocks.last_mut().expect("it was just added");
        block.breaks.push(PageBreak { at: before.len() + 1, page });
        draft
    }

    /// A paragraph without a number.
    pub fn plain(self, text: &str) -> Self {
        self.block(Kind::Paragraph, text)
    }

    /// A bullet under the paragraph before.
    pub fn bullet(mut self, depth: u8, text: &str) -> Self {
        let end = BlockId::new(self.report.blocks.len() + 1);
        if let Some(paragraph) = self.report.paragraphs.last_mut().filter(|p| p.end.index() + 1 == end.index()) {
            paragraph.end = end;
        }
        self.block(Kind::Item { depth, label: None }, text)
    }

    /// A finding as a bullet.
    pub fn finding(mut self, kind: FindingKind, text: &str, due: Option<&str>) -> Self {
        let ordinal = self.report.findings.iter().filter(|f| f.kind == kind).count() + 1;
        let (block, section) = (self.id(), self.section());
        self.report.findings.push(Finding {
            kind,
            text: text.to_owned(),
            due: due.map(str::to_owned),
            addressed_to: None,
            section,
            paragraph: None,
            ordinal: u32::try_from(ordinal).expect("few findings"),
            block,
            end: BlockId::new(block.index() + 1),
            place: Place { page: self.page, line: 0 },
        });
        self.bullet(0, text)
    }

    /// A row of a table.
    pub fn row(self, table: u32, cells: &[&str]) -> Self {
        let cells: Vec<String> = cells.iter().map(|&c| c.to_owned()).collect();
        let text = cells.join(" ");
        self.block(Kind::Row { table, cells }, &text)
    }

    /// A footnote.
    pub fn note(self, text: &str) -> Self {
        self.block(Kind::Note, text)
    }

    /// Changes what the builder has no word for.
    pub fn with(mut self, change: impl FnOnce(&mut Report)) -> Self {
        change(&mut self.report);
        self
    }

    /// The report.
    pub fn build(self) -> Report {
        self.report
    }
}

/// The register of the invented councils.
pub fn register() -> Register {
    let mut register = Register::default();
    register.extend(COUNCILS.iter().map(|&(name, region)| Entry {
        name: name.to_owned(),
        region: region.to_owned(),
        ..Entry::default()
    }));
    register
}

const COUNCILS: &[(&str, &str)] = &[
    ("Ashcombe", "South West"),
    ("Brackendale", "North West"),
    ("Calder Moor", "Yorkshire and the Humber"),
    ("Dunmarsh upon Wey", "South East"),
    ("Eastholme", "East of England"),
    ("Frithwick", "East Midlands"),
    ("Great Saltby", "East Midlands"),
    ("Harrowdene", "London"),
    ("Inglesham Forest", "South West"),
    ("Kelling", "East of England"),
    ("Kirkfell", "North East"),
    ("Lowmoor", "Yorkshire and the Humber"),
    ("Mardale", "North West"),
    ("Netherby", "East of England"),
    ("Oakhampton and Stourleigh", "West Midlands"),
    ("Pendrift", "South West"),
    ("Quenbury", "South East"),
    ("Ravensworth", "North East"),
    ("Saltmarsh", "East of England"),
    ("Thornmere", "North West"),
    ("Upper Wenlow", "West Midlands"),
    ("Wexcombe", "South East"),
    ("Yarrowby", "Yorkshire and the Humber"),
];

const OVERALL: &str = "Overall effectiveness";
const LEADERS: &str = "The impact of leaders on social work practice with children and families";
const HELP: &str = "The experiences and progress of children who need help and protection";
const CARE: &str = "The experiences and progress of children in care";
const LEAVERS: &str = "The experiences and progress of care leavers";

/// The rich one: five inspections over two scales, with a joint row, a letter, and findings of every kind.
pub fn netherby() -> Vec<Report> {
    use FindingKind::{Improvement, Met, Priority, Recommendation, Strength};
    use Grade::{Good, Inadequate, Outstanding, RequiresImprovement};
    let lac = Draft::new("Netherby", Framework::Lac2013, "2013-07-08", "2013-07-19")
        .grade(Area::Overall, OVERALL, Inadequate)
        .grade(Area::Outcomes, "Outcomes for looked after children", Inadequate)
        .grade(Area::QualityOfProvision, "Quality of provision", Grade::Adequate)
        .grade(Area::Leadership, "Leadership and management", Inadequate)
        .grade(Area::CapacityToImprove, "Capacity to improve", Inadequate)
        .heading(1, "Areas for improvement")
        .finding(
            Priority,
            "Make sure that every child in care has an allocated social worker who visits.",
            Some("immediately"),
        )
        .finding(Improvement, "Write care plans with children and not about them.", Some("3 months"))
        .build();
    let sif = Draft::new("Netherby", Framework::Sif, "2015-07-06", "2015-07-30")
        .grade(Area::Overall, OVERALL, Inadequate)
        .grade(Area::HelpAndProtection, "Children who need help and protection", RequiresImprovement)
        .grade(Area::Permanence, "Children looked after and achieving permanence", Inadequate)
        .grade(Area::Adoption, "Adoption performance", RequiresImprovement)
        .grade(Area::CareLeavers, "Experiences and progress of care leavers", Inadequate)
        .grade(Area::Leadership, "Leadership, management and governance", RequiresImprovement)
        .grade(Area::Lscb, "Local Safeguarding Children Board", RequiresImprovement)
        .heading(1, "Recommendations")
        .finding(Priority, "Give every unallocated case a worker.", Some("immediately"))
        .finding(Recommendation, "Ensure that managers record the reasons for their decisions.", Some("3 months"))
        .finding(Recommendation, "Hold strategy meetings within a working day.", Some("6 months"))
        .heading(1, "Children who need help and protection")
        .para(
            "Strategy meetings are late in a third of the cases that were looked at, and the police are often missing.",
        )
        .build();
    let again = Draft::new("Netherby", Framework::Sif, "2017-11-06", "2017-11-30")
        .grade(Area::Overall, OVERALL, RequiresImprovement)
        .grade(Area::HelpAndProtection, "Children who need help and protection", RequiresImprovement)
        .grade(Area::Permanence, "Children looked after and achieving permanence", RequiresImprovement)
        .grade(Area::Adoption, "Adoption performance", Outstanding)
        .grade(Area::CareLeavers, "Experiences and progress of care leavers", RequiresImprovement)
        .grade(Area::Leadership, "Leadership, management and governance", RequiresImprovement)
        .with(|r| r.reinspection = true)
        .heading(1, "Children who need help and protection")
        .para("Strategy meetings now happen in time, with all who should be there.")
        .build();
    let ilacs = Draft::new("Netherby", Framework::Ilacs, "2022-11-07", "2022-11-18")
        .row(1, &["Inspection dates:", "7 to 18 November 2022"])
        .row(1, &["Lead inspector:", "Morgan Attley, His Majesty’s Inspector"])
        .grade(Area::Leadership, LEADERS, Good)
        .grade(Area::HelpAndProtection, HELP, Good)
        .grade(Area::InCareAndCareLeavers, "The experiences and progress of children in care and care leavers", Good)
        .grade(Area::Overall, OVERALL, Good)
        .plain("Services for children in Netherby have become better since the last inspection, and leaders can say why. Where children wait too long for help, the council knows it and has begun to act.")
        .turn()
        .heading(1, "What needs to improve?")
        .finding(Improvement, "The response to children aged 16 and 17 who present as homeless.", None)
        .finding(Improvement, "How neglect is recognised early, and what is done about it when a family has many needs.", None)
        .heading(1, &format!("{HELP}: good"))
        .para("Families meet one worker and keep that worker. The front door answers quickly, and what it decides is written down in words that a parent can follow.")
        .finding(Strength, "The emergency duty team gives children an effective response at night.", None)
        .split("Strategy meetings are held in good time. Most of them bring the right people to one table, share what is known and", "end with a plan that says who does what by when. A few records leave the reasons out.")
        .bullet(0, "health visitors come when they are asked")
        .bullet(1, "except in two districts")
        .bullet(0, "schools send notes")
        .para("Assessments are thorough, and children’s views stand in them word for word.")
        .finding(Met, "Records are kept as the guidance asks.", None)
        .heading(2, "Children who go missing")
        .para("Children who go missing are offered a conversation when they come back, and the council learns from what they say.")
        .note("1 A return conversation is offered within 72 hours.")
        .turn()
        .heading(1, "The experiences and progress of children in care and care leavers: good")
        .para("Children in care live near those who matter to them. Strategy discussions about their safety are prompt.")
        .row(2, &["Measure", "This year", "Last year"])
        .row(2, &["Children in care", "812", "840"])
        .row(2, &["Living within twenty miles", "71%", "64%"])
        .para("Care leavers know their personal advisers well; pathway plans are living papers.")
        .heading(1, &format!("{LEADERS}: good"))
        .para("Leaders know their services. Members ask hard questions and wait for the answers.")
        .with(|r| r.warnings.push("page 3 was read by position: its structure tree is empty".to_owned()))
        .build();
    let letter = Draft::new("Netherby", Framework::Jtai, "2024-12-02", "2024-12-06")
        .letter("domestic abuse")
        .plain("Dear colleague, this letter says what inspectors found about domestic abuse.")
        .plain("Partners share what they know at the front door every morning.")
        .build();
    let new = Draft::new("Netherby", Framework::Ilacs, "2025-09-01", "2025-09-12")
        .grade(Area::Leadership, LEADERS, Outstanding)
        .grade(Area::HelpAndProtection, HELP, Good)
        .grade(Area::InCare, CARE, Good)
        .grade(Area::CareLeavers, LEAVERS, RequiresImprovement)
        .grade(Area::Overall, OVERALL, Good)
        .heading(1, "What needs to improve?")
        .finding(Improvement, "The offer to care leavers over 21 who live outside the county.", None)
        .finding(Improvement, "How neglect is recognised early.", None)
        .heading(1, HELP)
        .para("Help comes early. Strategy meetings are timely.")
        .heading(1, LEAVERS)
        .para("Too many care leavers wait for a home of their own.")
        .build();
    vec![lac, sif, again, ilacs, letter, new]
}

/// A council with one ILACS inspection and this overall grade.
fn small(name: &str, year: i16, grade: Grade) -> Report {
    let (from, to) = (format!("{year}-03-04"), format!("{year}-03-15"));
    Draft::new(name, Framework::Ilacs, &from, &to)
        .grade(Area::Leadership, LEADERS, grade)
        .grade(Area::HelpAndProtection, HELP, grade)
        .grade(Area::InCare, CARE, Grade::RequiresImprovement)
        .grade(Area::CareLeavers, LEAVERS, Grade::Good)
        .grade(Area::Overall, OVERALL, grade)
        .heading(1, "What needs to improve?")
        .finding(FindingKind::Improvement, "Supervision that helps social workers to think.", None)
        .heading(1, HELP)
        .para(&format!("Children in {name} are seen, and seen alone."))
        .build()
}

/// All reports of the library.
pub fn reports() -> Vec<Report> {
    let grades = [Grade::Outstanding, Grade::Good, Grade::RequiresImprovement, Grade::Inadequate, Grade::Good];
    let mut reports = netherby();
    for (i, &(name, _)) in
        COUNCILS.iter().enumerate().filter(|(_, (name, _))| *name != "Netherby" && *name != "Wexcombe")
    {
        reports.push(small(name, 2018 + i16::try_from(i % 7).expect("small"), grades[i % grades.len()]));
    }
    let visit = Draft::new("Wexcombe", Framework::FocusedVisit, "2021-05-12", "2021-05-13")
        .with(|r| {
            r.source.value = Source::Letter;
            r.inspected = None;
            r.published = None;
        })
        .plain("Dear director, two inspectors looked at the front door for two days.")
        .build();
    let press = Draft::new("Nowhere", Framework::Other, "2020-05-02", "2020-05-02")
        .with(|r| {
            (r.authority, r.inspected) = (None, None);
            (r.source.value, r.file) = (Source::Press, "cuttings/front-page.html".to_owned());
        })
        .plain("Council told to act, says watchdog.")
        .build();
    reports.extend([visit, press]);
    reports
}

/// The problems of the library.
pub fn problems() -> Vec<Problem> {
    let problem = |file: &str, reason: &str| Problem { file: file.to_owned(), reason: reason.to_owned() };
    vec![
        problem("broken/locked.pdf", "the file is encrypted"),
        problem("notes/agenda.md", "no framework’s title is on its first page"),
    ]
}

/// Everything that loading the library tells, the number of files first.
pub fn news() -> Vec<Progress> {
    let (reports, problems) = (reports(), problems());
    let found = Progress::Found(reports.len() + problems.len());
    let reports = reports.into_iter().map(|r| Progress::Report(Arc::new(r)));
    std::iter::once(found).chain(reports).chain(problems.into_iter().map(Progress::Problem)).collect()
}

/// The library, as it is when all of it is read.
#[allow(dead_code, reason = "not every test needs it")]
pub fn library() -> Library {
    let reports = reports().into_iter().map(Arc::new).collect();
    Library::build(PathBuf::from("~/reports"), &register(), reports, problems())
}
