//! Going to anything: the index's best hits for what is typed, and what `Enter` would open.

use super::picker::Picker;
use crate::app::{summary, wrap};
use crate::document::BlockId;
use crate::library::Library;
use crate::query::jump::{Found, Scope, Target};
use crate::query::recur::is_open;
use crate::query::words;
use crate::report::Report;

/// The characters of a text that a preview shows at most.
const PREVIEWED: usize = 1200;

/// The overlay.
#[derive(Debug, Clone, Default)]
pub struct GoTo {
    /// The input and the bar.
    pub picker: Picker,
    /// What fits; while the answer to the last key is still on its way, what fitted before it.
    pub found: Found,
    /// What `Enter` opens, in lines that fit the box.
    pub preview: Vec<String>,
    /// Whether the answer to the last key is on its way.
    pub waiting: bool,
    /// Whether `Enter` was pressed before that answer came: it opens what the answer puts under the bar, and where that is
    /// nothing looks for the words.
    opens: bool,
    /// What was asked last.
    asked: String,
}

/// What `Enter` does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Chosen {
    /// Goes there.
    Target(Target),
    /// Looks for these words in all reports.
    Words(String),
    /// Nothing, or nothing yet.
    Nothing,
}

impl GoTo {
    /// What is typed, to be looked for. Where that is what was asked before, there is more to be found by now, and what
    /// `Enter` was pressed for stands.
    pub fn ask(&mut self) -> String {
        let typed = self.picker.input.text();
        self.opens &= self.asked == typed;
        typed.clone_into(&mut self.asked);
        self.waiting = true;
        self.asked.clone()
    }

    /// What fits what was typed last. Answers whether it is to be opened at once: where nothing fits, not before `all` was
    /// read that there is.
    pub fn found(&mut self, found: Found, all: bool) -> bool {
        self.found = found;
        self.waiting = false;
        self.picker.bar = self.picker.bar.min(self.rows().saturating_sub(1));
        let fits = all || !self.found.hits.is_empty();
        fits && std::mem::take(&mut self.opens)
    }

    /// Whether what the answer puts under the bar is to be opened.
    #[must_use]
    pub const fn is_to_open(&self) -> bool {
        self.opens
    }

    /// The words that can be looked for in all reports: what is typed, without the sign that keeps one kind.
    #[must_use]
    pub fn words(&self) -> Option<String> {
        let words = Scope::of(self.picker.input.text()).1.trim();
        (!words.is_empty()).then(|| words.to_owned())
    }

    /// How many rows the bar can stand on: the hits, and below them the words in all reports.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.found.hits.len() + usize::from(self.words().is_some())
    }

    /// What is under the bar.
    #[must_use]
    pub fn under_bar(&self) -> Option<Target> {
        self.found.hits.get(self.picker.bar).map(|hit| hit.target)
    }

    /// What `Enter` does. What stood under the bar before the last key is never opened for what was typed since.
    pub fn choose(&mut self) -> Chosen {
        if self.waiting {
            self.opens = true;
            return Chosen::Nothing;
        }
        match (self.under_bar(), self.words()) {
            (Some(target), _) => Chosen::Target(target),
            (None, Some(words)) => Chosen::Words(words),
            (None, None) => Chosen::Nothing,
        }
    }

    /// Makes the preview for a box this wide.
    pub fn look(&mut self, library: &Library, width: usize) {
        let text = self.under_bar().map(|target| preview(library, target)).unwrap_or_default();
        self.preview = text.iter().flat_map(|line| wrap::lines(line, width)).collect();
    }
}

/// The kind of a target, as the list shows it.
#[must_use]
pub fn kind(library: &Library, target: Target) -> String {
    match target {
        Target::Authority(_) => "authority".to_owned(),
        Target::Report(_) => "report".to_owned(),
        Target::Section(..) => "section".to_owned(),
        Target::Mark(_) => "mark".to_owned(),
        Target::Command(_) => "command".to_owned(),
        Target::Paragraph(report, at) => {
            let number = library.report(report).and_then(|r| r.paragraphs.get(at)).map(|p| p.number);
            number.map_or_else(|| "para".to_owned(), |n| format!("para {n}"))
        }
        Target::Finding(report, finding) => {
            let kind = library.report(report).and_then(|r| r.findings.get(finding.index())).map(|f| f.kind);
            kind.map_or_else(|| "finding".to_owned(), |k| k.words().to_owned())
        }
    }
}

/// What a target opens: its name in full, where it stands, and how it begins.
fn preview(library: &Library, target: Target) -> Vec<String> {
    let (id, from, to) = match target {
        Target::Authority(id) => return authority(library, id),
        Target::Mark(_) | Target::Command(_) => return Vec::new(),
        Target::Report(id) => (id, BlockId::new(0), None),
        Target::Section(id, section) => {
            let report = library.report(id);
            let start = report.and_then(|r| r.section(section)).map_or(BlockId::new(0), |s| s.block);
            (id, start, report.map(|r| r.section_end(section)))
        }
        Target::Paragraph(id, at) => {
            let paragraph = library.report(id).and_then(|r| r.paragraphs.get(at));
            (id, paragraph.map_or(BlockId::new(0), |p| p.block), paragraph.map(|p| p.end))
        }
        Target::Finding(id, finding) => {
            let finding = library.report(id).and_then(|r| r.findings.get(finding.index()));
            (id, finding.map_or(BlockId::new(0), |f| f.block), finding.map(|f| f.end))
        }
    };
    let Some(report) = library.report(id) else { return Vec::new() };
    let end = to.unwrap_or(BlockId::new(report.blocks.len()));
    let mut lines = Vec::new();
    let span = words::paragraphs(report, from, end);
    let section = report.section_at(from).and_then(|s| report.section(s)).map(|s| s.heading.as_str());
    lines.extend(match target {
        Target::Report(_) => {
            let name = format!("{} › {}", words::authority_marked(report), words::name(report));
            vec![name, title(report), format!("{} · {span}", report.file)]
        }
        _ => section.map(str::to_owned).into_iter().chain((!span.is_empty()).then_some(span)).collect(),
    });
    let body = if let Target::Section(..) = target { BlockId::new(from.index() + 1) } else { from };
    lines.extend(beginning(report, body, end));
    lines.dedup();
    lines
}

fn title(report: &Report) -> String {
    let printed = report.title.as_ref().map(|t| t.value.clone());
    printed.unwrap_or_else(|| report.framework.value.words().to_owned())
}

/// The blocks of a text until there is enough for any box.
fn beginning(report: &Report, from: BlockId, to: BlockId) -> Vec<String> {
    let mut seen = 0;
    let blocks = report.blocks.iter().take(to.index()).skip(from.index()).filter(|b| b.is_text());
    let enough = blocks.take_while(|b| {
        let before = seen;
        seen += b.text.len();
        before < PREVIEWED
    });
    enough.map(|b| b.text.clone()).collect()
}

/// An authority: its region, its inspections and overall grades, its last items to improve.
fn authority(library: &Library, id: crate::library::AuthorityId) -> Vec<String> {
    let Some(authority) = library.authority(id) else { return Vec::new() };
    let place = if authority.region.is_empty() { String::new() } else { format!(" · {}", authority.region) };
    let mut lines = vec![format!("{}{place}", authority.name)];
    let reports = authority.reports.iter().rev().filter_map(|&id| library.report(id));
    lines.extend(reports.map(|report| {
        let grade = report.overall().map(|grade| format!(": {grade}")).unwrap_or_default();
        format!("{}{grade}", words::name(report))
    }));
    let open = summary::last_to_improve(library, id).and_then(|id| library.report(id));
    lines.extend(
        open.into_iter().flat_map(|r| &r.findings).filter(|f| is_open(f.kind)).map(|f| format!("- {}", f.text)),
    );
    lines
}
