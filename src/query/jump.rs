//! Going to anything by a few letters of it.

use crate::authority::Register;
use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{FindingId, SectionId};

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
    /// Higher is better; only comparable within one search.
    pub score: i64,
}

/// The best hits, and how many there were.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// The best ones, the best first.
    pub hits: Vec<Hit>,
    /// All that fit, those beyond the limit included.
    pub total: usize,
}

/// Everything that can be gone to. Built once for a library; share it in an `Arc`.
#[derive(Debug, Default)]
pub struct Index {}

impl Index {
    /// The index of a library, with the other names of the built-in register.
    #[must_use]
    pub fn build(library: &Library) -> Self {
        Self::with_register(library, &Register::built_in())
    }

    /// The index of a library, with the other names of this register.
    #[must_use]
    pub fn with_register(library: &Library, register: &Register) -> Self {
        let _ = (library, register);
        Self {}
    }

    /// The things that fit what was typed, the best first, at most `limit` of them.
    ///
    /// A leading `@` keeps authorities, `#` sections, `!` findings. Nothing typed lists the authorities.
    #[must_use]
    pub fn search(&self, query: &str, limit: usize) -> Found {
        let _ = (self, query, limit);
        Found::default()
    }
}
