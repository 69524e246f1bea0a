//! A passage and how it is cited: one fixed form, so that a reader of a paper finds the words again.
//!
//! ```text
//! “Strategy meetings are held in good time.” (Netherby, “Inspection of Netherby children’s services”,
//! inspected 7–18 Nov 2022, published 13 Jan 2023 (date from the file name), paragraph 2, pages 2 to 3)
//! ```
//!
//! What no document prints says so: an authority that was inferred, a date that is only in the file's name. A newspaper's
//! words are never cited as the inspectors'.

use crate::document::{BlockId, Kind};
use crate::query::words;
use crate::report::{FindingKind, Report, Source};

/// A piece of a report that can be quoted: a finding, a numbered paragraph with its bullets, or a single block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// Its first block.
    pub start: BlockId,
    /// The block after its last.
    pub end: BlockId,
    /// Its words, a line a block.
    pub text: String,
    /// The heading that it stands under.
    pub section: Option<String>,
    /// The numbered paragraph that it is, or stands in.
    pub paragraph: Option<u32>,
    /// Its kind, where it is a finding.
    pub finding: Option<FindingKind>,
    /// The page on which it begins; 0 where the format has no pages.
    pub page: u32,
    /// The page on which it ends; 0 where the format has no pages.
    pub last_page: u32,
    /// The line of the file on which it begins; 0 where the format has no lines.
    pub line: u32,
}

impl Passage {
    /// The passage that a block belongs to: the finding, else the numbered paragraph, else the block itself. `None` for
    /// page furniture and where nothing is written.
    #[must_use]
    pub fn at(report: &Report, block: BlockId) -> Option<Self> {
        let found = report.finding_at(block).and_then(|id| report.findings.get(id.index()));
        let paragraph = report.paragraph_at(block);
        let (start, end) = match (found, paragraph) {
            (Some(finding), _) => (finding.block, finding.end),
            (None, Some(paragraph)) => (paragraph.block, paragraph.end),
            (None, None) => (block, BlockId::new(block.index() + 1)),
        };
        let text = found.map_or_else(|| lines(report, start, end), |finding| finding.text.clone());
        let number = found.and_then(|f| f.paragraph).or(paragraph.map(|p| p.number));
        let passage = Self::of(report, start, end, text)?;
        Some(Self { paragraph: number, finding: found.map(|f| f.kind), ..passage })
    }

    fn of(report: &Report, start: BlockId, end: BlockId, text: String) -> Option<Self> {
        let mut blocks = report.blocks.get(start.index()..end.index())?.iter().filter(|b| b.is_text());
        let first = blocks.next().filter(|_| !text.trim().is_empty())?;
        let last = blocks.next_back().unwrap_or(first);
        let section = report.section_at(start).and_then(|id| report.section(id)).map(|s| s.heading.clone());
        Some(Self {
            start,
            end,
            text,
            section,
            paragraph: None,
            finding: None,
            page: first.place.page,
            last_page: last.last_page(),
            line: first.place.line,
        })
    }

    /// Where it stands: "paragraph 5, pages 2 to 3". Without a number its section is named, without pages its line.
    #[must_use]
    pub fn place(&self) -> String {
        let number = self.paragraph.map(|n| format!("paragraph {n}"));
        let section = self.section.as_ref().filter(|heading| **heading != self.text);
        let under = section.filter(|_| number.is_none()).map(|heading| format!("under “{heading}”"));
        let page = match (self.page, self.last_page, self.line) {
            (0, _, 0) => None,
            (0, _, line) => Some(format!("line {line}")),
            (page, last, _) if last <= page => Some(format!("page {page}")),
            (page, last, _) => Some(format!("pages {page} to {last}")),
        };
        [number, under, page].into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

/// The text of a range of blocks, a line a block. Only the bullets below the first keep their signs and letters.
fn lines(report: &Report, start: BlockId, end: BlockId) -> String {
    let blocks = report.blocks.get(start.index()..end.index()).unwrap_or_default();
    let lines = blocks.iter().filter(|b| b.is_text()).enumerate().map(|(at, block)| match &block.kind {
        Kind::Item { label, .. } if at > 0 => format!("{} {}", label.as_deref().unwrap_or("•"), block.text),
        _ => block.text.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// How a report, or a passage of it, is cited: authority, title, days of inspection, publication, paragraph, page.
#[must_use]
pub fn cite(report: &Report, passage: Option<&Passage>) -> String {
    let title = report.title.as_ref().map(|t| format!("“{}”", t.value));
    let what = match (report.source.value, title) {
        (Source::Press, Some(title)) => format!("as reported by the press in {title}"),
        (Source::Press, None) => "as reported by the press".to_owned(),
        (_, Some(title)) => title,
        (_, None) => words::what(report),
    };
    let mut parts = vec![words::authority_marked(report), what];
    parts.extend(dates(report));
    parts.extend(passage.map(Passage::place).filter(|place| !place.is_empty()));
    parts.join(", ")
}

/// The dates of a report, each with the word for what it rests on where that is not the document.
#[must_use]
pub fn dates(report: &Report) -> Vec<String> {
    let inspected = report.inspected.as_ref().map(|i| {
        let mark = words::mark(i.basis).map(|word| format!(" ({word})")).unwrap_or_default();
        format!("inspected {}{mark}", words::period(i.value))
    });
    let published = report.published.as_ref().map(|p| format!("published {}", words::day(p.value)));
    let named = || report.file_date.map(|date| format!("{} (date from the file name)", words::day(date)));
    let dates: Vec<String> = inspected.into_iter().chain(published.or_else(named)).collect();
    if dates.is_empty() { vec!["no date".to_owned()] } else { dates }
}

/// A quotation with its citation.
#[must_use]
pub fn quote(report: &Report, passage: &Passage) -> String {
    format!("“{}” ({})", passage.text, cite(report, Some(passage)))
}

/// A passage, or a report, in a few words: "Norfolk 2022 para 5".
#[must_use]
pub fn brief(report: &Report, passage: Option<&Passage>) -> String {
    let year = report.date().map(|date| date.year().to_string());
    let place = passage.and_then(|p| match (p.paragraph, p.page) {
        (Some(number), _) => Some(format!("para {number}")),
        (None, 1..) => Some(format!("p. {}", p.page)),
        (None, 0) => (p.line > 0).then(|| format!("line {}", p.line)),
    });
    let name = words::authority(report).to_owned();
    [Some(name), year, place].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::document::{Block, PageBreak, Place};
    use crate::query::sample;
    use crate::report::{
        Based, Basis, Evidence, Fact, Finding, Framework, Paragraph, Period, Rule, Section, SectionId,
    };

    /// A change of the report, the block that is cited, and how.
    type Row = (fn(&mut Report), usize, String);

    fn fact<T>(value: T, basis: Basis) -> Fact<T> {
        let evidence =
            Evidence { printed: String::new(), place: Place::default(), block: None, basis, rule: Rule::Default };
        Fact { value, evidence }
    }

    /// A section, two numbered paragraphs with a bullet that turns the page, and a finding.
    fn report(change: impl FnOnce(&mut Report)) -> Report {
        let on = |page| Place { page, line: 0 };
        let item = |label: &str| Kind::Item { depth: 0, label: Some(label.to_owned()) };
        let bullet = Kind::Item { depth: 1, label: None };
        let mut report = sample::report("Netherby", Framework::Ilacs, "2022-11-18");
        report.title = Some(fact("Inspection of Netherby children’s services".to_owned(), Basis::Title));
        report.inspected =
            Some(Based { value: Period { from: date(2022, 11, 7), to: date(2022, 11, 18) }, basis: Basis::Printed });
        report.file_date = Some(date(2023, 1, 13));
        report.blocks = vec![
            Block::new(Kind::Heading { level: 1 }, "Help and protection", on(2)),
            Block::new(item("1."), "Families keep one worker.", on(2)),
            Block::new(item("2."), "Meetings are prompt:", on(2)),
            Block::new(bullet.clone(), "and end with a plan", on(2)),
            Block::new(Kind::Heading { level: 1 }, "What needs to improve", on(3)),
            Block::new(bullet, "Supervision.", on(3)),
        ]
        .into();
        report.blocks[3].breaks.push(PageBreak { at: 8, page: 3 });
        let id = BlockId::new;
        let section =
            |heading: &str, at| Section { level: 1, heading: heading.to_owned(), block: id(at), parent: None };
        report.sections = vec![section("Help and protection", 0), section("What needs to improve", 4)];
        let paragraph =
            |number, from, to| Paragraph { number, section: None, block: id(from), end: id(to), begins: String::new() };
        report.paragraphs = vec![paragraph(1, 1, 2), paragraph(2, 2, 4)];
        report.findings = vec![Finding {
            kind: FindingKind::Improvement,
            text: "Supervision.".to_owned(),
            due: None,
            addressed_to: None,
            section: Some(SectionId::new(1)),
            paragraph: None,
            ordinal: 1,
            block: id(5),
            end: id(6),
            place: on(3),
        }];
        change(&mut report);
        report
    }

    #[test]
    fn every_kind_of_document_is_cited_as_what_it_is() {
        let title = "“Inspection of Netherby children’s services”";
        let cited = |change: fn(&mut Report), block: usize| {
            let report = report(change);
            cite(&report, Passage::at(&report, BlockId::new(block)).as_ref())
        };
        let named = "13 Jan 2023 (date from the file name)";
        let table: &[Row] = &[
            (|_| {}, 1, format!("Netherby, {title}, inspected 7–18 Nov 2022, {named}, paragraph 1, page 2")),
            (|_| {}, 3, format!("Netherby, {title}, inspected 7–18 Nov 2022, {named}, paragraph 2, pages 2 to 3")),
            (|_| {}, 0, format!("Netherby, {title}, inspected 7–18 Nov 2022, {named}, page 2")),
            (
                |_| {},
                5,
                format!("Netherby, {title}, inspected 7–18 Nov 2022, {named}, under “What needs to improve”, page 3"),
            ),
            (
                |r| r.published = Some(Based { value: date(2023, 1, 16), basis: Basis::Printed }),
                1,
                format!("Netherby, {title}, inspected 7–18 Nov 2022, published 16 Jan 2023, paragraph 1, page 2"),
            ),
            (
                |r| {
                    (r.source.value, r.framework.value) = (Source::Letter, Framework::Jtai);
                    (r.title, r.file_date) = (None, None);
                },
                1,
                "Netherby, JTAI letter, inspected 7–18 Nov 2022, paragraph 1, page 2".to_owned(),
            ),
            (
                |r| {
                    r.source.value = Source::Press;
                    r.title = Some(fact("Council told to act".to_owned(), Basis::Title));
                    (r.inspected, r.file_date, r.paragraphs) = (None, None, Vec::new());
                    r.published = Some(Based { value: date(2020, 5, 2), basis: Basis::Printed });
                    r.blocks.iter_mut().for_each(|b| b.place = Place { page: 0, line: 12 });
                },
                1,
                "Netherby, as reported by the press in “Council told to act”, published 2 May 2020, \
                 under “Help and protection”, line 12"
                    .to_owned(),
            ),
            (
                |r| {
                    r.authority = Some(Based { value: "Netherby".to_owned(), basis: Basis::Inferred });
                    r.inspected.as_mut().expect("it is set").basis = Basis::Assigned;
                    r.file_date = None;
                },
                1,
                format!("Netherby (inferred), {title}, inspected 7–18 Nov 2022 (assigned), paragraph 1, page 2"),
            ),
            (
                |r| (r.authority, r.inspected, r.file_date) = (None, None, None),
                1,
                format!("authority not known, {title}, no date, paragraph 1, page 2"),
            ),
        ];
        for (change, block, expected) in table {
            assert_eq!(&cited(*change, *block), expected);
        }
    }

    #[test]
    fn a_paragraph_is_quoted_with_its_bullets_and_a_finding_alone() {
        let report = report(|r| r.file_date = None);
        let quoted = |block| Passage::at(&report, BlockId::new(block)).map(|p| p.text);
        assert_eq!(quoted(2).as_deref(), Some("Meetings are prompt:\n• and end with a plan"));
        assert_eq!(quoted(3), quoted(2));
        assert_eq!(quoted(5).as_deref(), Some("Supervision."));
        assert_eq!(quoted(9), None);
        let passage = Passage::at(&report, BlockId::new(1)).expect("it is there");
        assert_eq!(brief(&report, Some(&passage)), "Netherby 2022 para 1");
        assert!(quote(&report, &passage).starts_with("“Families keep one worker.” (Netherby, “"));
    }
}
