//! The outline of a report: its sections with their grades, findings and places.

use crate::document::Place;
use crate::report::{Grade, Report, Section, SectionId};

/// One line of the outline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The section.
    pub section: SectionId,
    /// 1 for the outermost.
    pub level: u8,
    /// The heading as printed.
    pub heading: String,
    /// The grade of the judgement whose section this is.
    pub grade: Option<Grade>,
    /// The findings inside, those of the sections under it included.
    pub findings: usize,
    /// Where it begins.
    pub place: Place,
}

/// The sections of a report in reading order.
#[must_use]
pub fn outline(report: &Report) -> Vec<Entry> {
    report.sections.iter().enumerate().map(|(index, section)| entry(report, SectionId::new(index), section)).collect()
}

fn entry(report: &Report, id: SectionId, section: &Section) -> Entry {
    let inside = section.block..report.section_end(id);
    Entry {
        section: id,
        level: section.level,
        heading: section.heading.clone(),
        grade: report.judgements.iter().find(|j| j.section == Some(id)).map(|j| j.grade),
        findings: report.findings.iter().filter(|f| inside.contains(&f.block)).count(),
        place: report.block(section.block).map(|b| b.place).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::report::{Area, FindingKind, Framework};

    #[test]
    fn a_section_counts_the_findings_of_those_under_it_and_shows_its_grade() {
        let mut report = sample::graded(
            "Ashcombe",
            Framework::Ilacs,
            "2022-11-18",
            &[(Area::Overall, Grade::Good), (Area::HelpAndProtection, Grade::RequiresImprovement)],
        );
        sample::section(&mut report, 1, "What is done well");
        sample::finding(&mut report, FindingKind::Strength, "Children are known by name.");
        let help = sample::section(&mut report, 1, "Help and protection");
        sample::finding(&mut report, FindingKind::Strength, "Calls are answered.");
        sample::section(&mut report, 2, "At night");
        sample::finding(&mut report, FindingKind::Improvement, "Records arrive late.");
        sample::section(&mut report, 1, "About this inspection");
        report.judgements[1].section = Some(help);
        let lines: Vec<String> = outline(&report)
            .iter()
            .map(|e| {
                let grade = e.grade.map_or("-", Grade::short);
                format!("{} {} · {grade} · {} · p{}", e.level, e.heading, e.findings, e.place.page)
            })
            .collect();
        let expected = [
            "1 What is done well · - · 1 · p1",
            "1 Help and protection · RI · 2 · p1",
            "2 At night · - · 1 · p2",
            "1 About this inspection · - · 0 · p3",
        ];
        assert_eq!(lines, expected);
    }
}
