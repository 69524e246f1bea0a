//! A part of a report as a person names it: "p31", "paragraph 31", words of a heading, an area such as "leaders".

use super::named::{Unclear, tokens};
use crate::document::BlockId;
use crate::report::{Report, SectionId};
use crate::typography::fold;

/// Words that announce the number of a paragraph, and may stand right before it ("p31"); the longer before their beginnings.
pub(super) const PARAGRAPH: &[&str] = &["paragraph", "para", "p"];

/// A part of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A section, with those inside it.
    Section(SectionId),
    /// A numbered paragraph, by its place in [`crate::report::Body::paragraphs`].
    Paragraph(usize),
}

/// Why nothing is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoPart {
    /// There is no paragraph of this number; the last is this one, 0 without any.
    Paragraph(u32, u32),
    /// No section is called that, or several are.
    Section(Unclear<SectionId>),
}

impl Part {
    /// The part that some words name; all of the report where there are none.
    ///
    /// # Errors
    ///
    /// When the report has no such part, or several.
    pub fn named(report: &Report, typed: &str) -> Result<Self, NoPart> {
        let typed = fold(typed.trim());
        if typed.is_empty() {
            return Ok(Self::Whole);
        }
        if let Some(number) = paragraph_number(&typed) {
            let last = report.paragraphs.iter().map(|p| p.number).max().unwrap_or(0);
            let at = report.paragraphs.iter().position(|p| p.number == number);
            return at.map(Self::Paragraph).ok_or(NoPart::Paragraph(number, last));
        }
        section(report, &typed).map(Self::Section).map_err(NoPart::Section)
    }

    /// Its blocks: the first, and the one after the last.
    #[must_use]
    pub fn blocks(self, report: &Report) -> (BlockId, BlockId) {
        let all = (BlockId::new(0), BlockId::new(report.blocks.len()));
        match self {
            Self::Whole => all,
            Self::Section(id) => report.section(id).map_or(all, |s| (s.block, report.section_end(id))),
            Self::Paragraph(at) => report.paragraphs.get(at).map_or(all, |p| (p.block, p.end)),
        }
    }
}

impl NoPart {
    /// Why, in a sentence that names the candidates.
    #[must_use]
    pub fn words(&self, report: &Report, typed: &str) -> String {
        match self {
            Self::Paragraph(_, 0) => "this report has no numbered paragraphs".to_owned(),
            Self::Paragraph(number, last) => format!("there is no paragraph {number}; the last is {last}"),
            Self::Section(Unclear::Nothing) => format!("no section of this report is called “{typed}”"),
            Self::Section(Unclear::Several(ids)) => {
                let headings = ids.iter().filter_map(|id| report.section(*id));
                let lines: Vec<String> = headings.map(|s| format!("  {}", s.heading)).collect();
                format!("“{typed}” may be any of {} sections:\n{}", ids.len(), lines.join("\n"))
            }
        }
    }
}

/// The number in "p31", "para 31", "paragraph 31", "31".
fn paragraph_number(typed: &str) -> Option<u32> {
    let digits = PARAGRAPH.iter().chain(&[""]).find_map(|word| typed.strip_prefix(word))?;
    digits.trim_start_matches(['.', ' ']).parse().ok()
}

/// The section that some words name: the one whose heading they are, the one behind the judgement of an area so called, else the
/// only one whose heading has them all. Of one inside the other the outer is meant.
fn section(report: &Report, typed: &str) -> Result<SectionId, Unclear<SectionId>> {
    let typed = tokens(typed);
    let fitting = |fits: &dyn Fn(&[String]) -> bool| -> Vec<SectionId> {
        let all = report.sections.iter().enumerate().filter(|(_, s)| fits(&tokens(&s.heading)));
        all.map(|(at, _)| SectionId::new(at)).collect()
    };
    let exact = fitting(&|heading| heading == typed);
    let of_area = || -> Vec<SectionId> {
        let named = report.judgements.iter().filter(|j| tokens(j.area.words()) == typed);
        named.filter_map(|j| j.section).collect()
    };
    let begun = |heading: &[String]| typed.iter().all(|t| heading.iter().any(|w| w.starts_with(t.as_str())));
    let mut found = [exact, of_area()].into_iter().find(|f| !f.is_empty()).unwrap_or_else(|| fitting(&begun));
    let inside = |inner: SectionId, outer: SectionId| {
        let block = |id: SectionId| report.section(id).map(|s| s.block);
        outer < inner && block(inner) < Some(report.section_end(outer))
    };
    let all = found.clone();
    found.retain(|&id| !all.iter().any(|&outer| inside(id, outer)));
    Unclear::unless_one(found)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::report::{Area, Framework, Grade};

    fn report() -> Report {
        let mut report = sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Leadership, Grade::Good)]);
        sample::section(&mut report, 1, "What needs to improve");
        sample::section(&mut report, 1, "Help and protection: good");
        sample::paragraph(&mut report, 1, "The phone is answered.");
        sample::section(&mut report, 2, "Help at night");
        sample::paragraph(&mut report, 2, "It is answered at night.");
        let leaders = sample::section(&mut report, 1, "The impact of those who lead");
        sample::paragraph(&mut report, 3, "They know.");
        report.judgements[0].section = Some(leaders);
        report
    }

    #[test]
    fn a_part_is_named_by_number_heading_or_area() {
        let report = report();
        let section = |at| Ok(Part::Section(SectionId::new(at)));
        let table = [
            ("", Ok(Part::Whole)),
            ("p2", Ok(Part::Paragraph(1))),
            ("Para 3", Ok(Part::Paragraph(2))),
            ("paragraph 9", Err(NoPart::Paragraph(9, 3))),
            ("help protect", section(1)),
            ("night", section(2)),
            ("help", section(1)),
            ("leaders", section(3)),
            ("What needs to improve?", section(0)),
            ("adoption", Err(NoPart::Section(Unclear::Nothing))),
        ];
        for (typed, expected) in table {
            assert_eq!(Part::named(&report, typed), expected, "{typed}");
        }
        let several = Part::named(&report, "n").expect_err("there are two");
        assert!(several.words(&report, "n").contains("Help at night"), "{several:?}");
    }
}
