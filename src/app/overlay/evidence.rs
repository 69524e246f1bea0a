//! How we know: every fact of a report with its printed words, its place, and the rule and basis that took it.

use crate::app::wrap;
use crate::document::BlockId;
use crate::library::{Library, Problem, ReportId};
use crate::query::facts::{self, Stated, Tone};
use crate::report::Judgement;
use crate::theme::Role;

/// The column of the values.
const VALUES: usize = 17;

/// One line: words in the first column, words in the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLine {
    /// The name of the fact; empty on the lines that go on.
    pub name: String,
    /// What stands beside it.
    pub text: String,
    /// How it looks.
    pub role: Role,
}

/// The page.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The lines in sight and out of it.
    pub lines: Vec<PageLine>,
    /// The first line in sight.
    pub top: usize,
    facts: Vec<PageLine>,
    /// Where each line begins.
    starts: Vec<Start>,
    /// Where the first line in sight was put: lines that are broken anew, or a larger screen, do not change it.
    place: Start,
}

/// Where a line begins: the fact, and how many letters of it stand before, spaces not counted.
type Start = (usize, usize);

impl Page {
    /// What is known of a report; a judgement, finding or passage under the bar goes first.
    #[must_use]
    pub fn of(library: &Library, id: ReportId, judgement: Option<&Judgement>, block: Option<BlockId>) -> Self {
        let mut page = Self::default();
        let Some(report) = library.report(id) else { return page };
        if let Some(judgement) = judgement {
            page.state(&facts::judgement(report, judgement), Role::of_grade(judgement.grade));
            page.gap();
        }
        let at = block.and_then(|block| report.finding_at(block));
        let finding = at.and_then(|at| Some((at, report.findings.get(at.index())?)));
        match (finding, block) {
            (Some((at, finding)), _) => {
                let mut stated = facts::finding(report, finding);
                stated.how.insert(0, format!("“{}”", finding.text));
                page.state(&stated, Role::of_kind(finding.kind));
                for fact in facts::said_before(library, id, at) {
                    page.state(&fact, Role::Text);
                }
            }
            (None, Some(block)) => page.state(&facts::passage(report, block), Role::Text),
            (None, None) => {}
        }
        if block.is_some() {
            page.gap();
        }
        page.title("The report");
        for fact in facts::of(library, id) {
            let role = if fact.tone == Tone::Warning { Role::NoticeWarn } else { Role::Text };
            page.state(&fact, role);
        }
        if !report.judgements.is_empty() {
            page.gap();
            page.title("Judgements");
            for judgement in &report.judgements {
                page.state(&facts::judgement(report, judgement), Role::of_grade(judgement.grade));
            }
        }
        page
    }

    /// Why a file was not read, in full.
    #[must_use]
    pub fn of_problem(problem: &Problem) -> Self {
        let mut page = Self::default();
        page.title("The file");
        page.push("path", problem.file.clone(), Role::Text);
        page.push("not read", problem.reason.clone(), Role::NoticeWarn);
        page
    }

    /// The column in which values stand.
    #[must_use]
    pub const fn column() -> usize {
        VALUES
    }

    /// Breaks the lines for a box of this size, with the line in sight first that was.
    pub fn wrap(&mut self, width: usize, height: usize) {
        let cells = width.saturating_sub(VALUES);
        (self.lines, self.starts) = (Vec::new(), Vec::new());
        for (fact, PageLine { name, text, role }) in self.facts.iter().enumerate() {
            let mut lines = wrap::lines(text, cells);
            lines.resize(lines.len().max(1), String::new());
            let mut letters = 0;
            for (i, text) in lines.into_iter().enumerate() {
                self.starts.push((fact, letters));
                letters += text.chars().filter(|c| !c.is_whitespace()).count();
                let name = if i == 0 { name.clone() } else { String::new() };
                self.lines.push(PageLine { name, text, role: *role });
            }
        }
        let top = self.starts.partition_point(|start| *start <= self.place).saturating_sub(1);
        self.top = top.min(self.lines.len().saturating_sub(height));
    }

    /// Puts a line first.
    pub fn go(&mut self, top: usize) {
        self.top = top;
        self.place = self.starts.get(top).copied().unwrap_or_default();
    }

    fn push(&mut self, name: &str, text: impl Into<String>, role: Role) {
        self.facts.push(PageLine { name: name.to_owned(), text: text.into(), role });
    }

    fn gap(&mut self) {
        self.push("", "", Role::Text);
    }

    fn title(&mut self, text: &str) {
        self.push(text, "", Role::TextHeading);
    }

    fn state(&mut self, fact: &Stated, role: Role) {
        self.push(fact.name, fact.value.clone(), role);
        for how in &fact.how {
            self.push("", how.clone(), Role::TextMuted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_place_in_boxes_of_every_size() {
        let mut page = Page::default();
        for at in 0..30 {
            page.push("fact", format!("number{at} is told in a few words that do not fit on a line"), Role::Text);
        }
        page.wrap(60, 20);
        page.go(33);
        let first = |page: &Page| page.lines[page.top].clone();
        let before = first(&page);
        for (width, height) in [(30, 5), (200, 60), (19, 1), (60, 200)] {
            page.wrap(width, height);
            assert!(page.top + height.min(page.lines.len()) <= page.lines.len(), "{width} {height}");
        }
        page.wrap(60, 20);
        assert_eq!((first(&page), page.top), (before, 33));
    }
}
