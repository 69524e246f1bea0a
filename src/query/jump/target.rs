//! What a jump can lead to, what it is asked, and what it answers.

use std::sync::Arc;

use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{FindingId, SectionId};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The kinds of thing that can be gone to, in the order that breaks a tie.
    Kind {
        Authority = "authority", "authorities";
        Report = "report", "reports";
        Section = "section", "sections";
        Mark = "mark", "marks";
        Paragraph = "paragraph", "paragraphs";
        Finding = "finding", "findings";
        Command = "command", "commands";
    }
}

/// Where a jump leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Target {
    /// An authority.
    Authority(AuthorityId),
    /// A report.
    Report(ReportId),
    /// A section of a report.
    Section(ReportId, SectionId),
    /// A numbered paragraph, by its place in the report's paragraphs.
    Paragraph(ReportId, usize),
    /// A finding of a report.
    Finding(ReportId, FindingId),
    /// A mark, by the number that it was given with.
    Mark(usize),
    /// A command, by the number that it was given with.
    Command(usize),
}

impl Target {
    /// What kind of thing it is.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Authority(_) => Kind::Authority,
            Self::Report(_) => Kind::Report,
            Self::Section(..) => Kind::Section,
            Self::Paragraph(..) => Kind::Paragraph,
            Self::Finding(..) => Kind::Finding,
            Self::Mark(_) => Kind::Mark,
            Self::Command(_) => Kind::Command,
        }
    }

    /// The report that it stands in.
    #[must_use]
    pub const fn report(self) -> Option<ReportId> {
        match self {
            Self::Report(id) | Self::Section(id, _) | Self::Paragraph(id, _) | Self::Finding(id, _) => Some(id),
            Self::Authority(_) | Self::Mark(_) | Self::Command(_) => None,
        }
    }
}

/// A thing to go to that no report holds: a mark or a command. There are few, they change while one reads, and so they come
/// with each question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// Where it leads.
    pub target: Target,
    /// The name by which it is found whole; empty where it has none.
    pub name: String,
    /// What is shown, and found by its words.
    pub label: String,
}

/// What is asked of an index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// What was typed.
    pub typed: String,
    /// The authority that one is at; its own things go before their equals.
    pub authority: Option<AuthorityId>,
    /// The report that one is in; its own things go before those of its authority.
    pub report: Option<ReportId>,
    /// Where one was, the last place first. They are the answer while nothing is typed.
    pub recent: Vec<Target>,
    /// The marks and commands there are.
    pub given: Arc<[Given]>,
    /// How many hits are wanted.
    pub limit: usize,
}

impl Question {
    /// The question of someone who is nowhere yet.
    #[must_use]
    pub fn new(typed: impl Into<String>, limit: usize) -> Self {
        Self { typed: typed.into(), limit, ..Self::default() }
    }
}

/// One thing that fits what was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// Where it leads.
    pub target: Target,
    /// Its name in one line; the kind is not part of it.
    pub label: String,
    /// The matched characters, counted in characters of the label, rising.
    pub positions: Vec<usize>,
}

/// The best hits, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best ones, the best first.
    pub hits: Vec<Hit>,
    /// All that fit, those beyond the limit included.
    pub total: usize,
    /// The authority whose name was typed and of which there is no report.
    pub absent: Option<String>,
}

/// Where a place of a report leads: to the paragraph or the section that begins there, else to the report.
#[must_use]
pub fn at(library: &Library, id: ReportId, block: crate::document::BlockId) -> Target {
    let Some(report) = library.report(id).filter(|_| block.index() > 0) else { return Target::Report(id) };
    let paragraph = report.paragraphs.iter().position(|p| (p.block..p.end).contains(&block));
    match (paragraph, report.section_at(block)) {
        (Some(paragraph), _) => Target::Paragraph(id, paragraph),
        (None, Some(section)) => Target::Section(id, section),
        (None, None) => Target::Report(id),
    }
}
