//! Writing what is on the screen into a file: what and in which form, and under which name.

use crate::app::input::Input;
use crate::export::table::Style;
use crate::list::List;
use crate::query::citation::Passage;
use crate::report::SectionId;

/// What is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Scope {
    /// A passage of a report.
    Passage(String, Box<Passage>),
    /// A section of a report.
    Section(String, SectionId),
    /// A report.
    Report(String),
    /// The findings of a report.
    Findings(String),
    /// The grades of the authority that is shown.
    Grades,
    /// The two reports that are held against each other: judgements, findings, sections.
    Comparison,
    /// The authorities and their last grades.
    Authorities,
    /// The rows of the list, or their counts.
    Rows(List),
}

impl Scope {
    /// What it is, as the menu says it.
    #[must_use]
    pub const fn words(&self) -> &'static str {
        match self {
            Self::Passage(..) => "this passage",
            Self::Section(..) => "this section",
            Self::Report(_) => "this report",
            Self::Findings(_) => "its findings",
            Self::Grades => "these judgements",
            Self::Comparison => "this comparison",
            Self::Authorities => "the authorities",
            Self::Rows(List::Reports) => "these reports",
            Self::Rows(List::Findings) => "these findings",
            Self::Rows(List::National) => "this grid",
            Self::Rows(List::Search) => "these passages",
            Self::Rows(List::Marks) => "these marks",
            Self::Rows(List::Problems) => "these files",
        }
    }
}

impl Offer {
    /// The form, as the menu says it.
    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self.style {
            Style::Table => "plain text",
            Style::Csv => "CSV, for a spreadsheet",
            Style::Json => "JSON",
            Style::Markdown => "Markdown",
        }
    }
}

/// One line of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// What is written.
    pub scope: Scope,
    /// In which form.
    pub style: Style,
    /// Under which name, unless another is typed.
    pub path: String,
}

/// The menu, the name that is typed below it, and what stands against writing.
#[derive(Debug, Clone)]
pub struct Export {
    /// The lines.
    pub offers: Vec<Offer>,
    /// The line under the bar.
    pub bar: usize,
    /// The name.
    pub input: Input,
    /// The file that is there already, about which one was asked.
    pub asked: Option<String>,
    /// Why the last try failed.
    pub failed: Option<String>,
    /// The file that is being written.
    pub writing: Option<String>,
}

impl Export {
    /// A menu of these; there is at least one.
    #[must_use]
    pub fn of(offers: Vec<Offer>) -> Self {
        let path = offers.first().map(|offer| offer.path.clone()).unwrap_or_default();
        Self { offers, bar: 0, input: Input::with(path), asked: None, failed: None, writing: None }
    }

    /// The first offer in sight of so many rows.
    #[must_use]
    pub const fn top(&self, rows: usize) -> usize {
        (self.bar + 1).saturating_sub(rows)
    }

    /// Puts the bar on another line. A name that nobody typed follows it.
    pub fn choose(&mut self, to: usize) {
        let untouched = self.offers.get(self.bar).is_some_and(|offer| offer.path == self.input.text());
        self.bar = to;
        if let Some(offer) = self.offers.get(to).filter(|_| untouched) {
            self.input = Input::with(offer.path.as_str());
        }
        self.changed();
    }

    /// Another name is typed: nothing was asked about it yet.
    pub fn changed(&mut self) {
        (self.asked, self.failed) = (None, None);
    }
}
