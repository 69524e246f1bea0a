//! The judgement grid of an authority as plain data: areas down, inspections across, the oldest first.

use jiff::civil::Date;

use crate::library::{AuthorityId, Library, ReportId};
use crate::report::{Area, Framework, Grade, Group};

/// The judgements of one authority over time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Grid {
    /// The inspections, the oldest first.
    pub columns: Vec<Column>,
    /// The areas that occur, each with one cell a column.
    pub rows: Vec<Row>,
}

/// One inspection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The report that the column shows and that opens from it.
    pub report: ReportId,
    /// Its framework.
    pub framework: Framework,
    /// The best date there is.
    pub date: Option<Date>,
    /// Whether the report gives grades.
    pub graded: bool,
    /// Words for a column without grades: an outcome, the theme of a joint inspection, "no grades".
    pub outcome: Option<String>,
    /// What stands between the column before and this one.
    pub rule_before: Rule,
    /// The items to improve, recommendations and priority actions together; `None` where the report has no such list.
    pub to_improve: Option<usize>,
}

/// The vertical rule before a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// The same rows as before.
    None,
    /// A single rule: other rows, or a column of another kind.
    Rows,
    /// A double rule: another scale, across which no arrow may point.
    Scale,
}

/// One area.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The half of a safeguarding and looked-after children report; these rows stand together after the others.
    pub group: Option<Group>,
    /// The area that gives the row its name.
    pub area: Area,
    /// Its name.
    pub label: &'static str,
    /// One cell a column.
    pub cells: Vec<Cell>,
}

/// What one inspection says of one area; three kinds of nothing are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The framework has no such row, or the report no grades.
    NoSuchRow,
    /// The framework has the row, and this report does not judge it.
    NotInspected,
    /// The overall judgement, which is no longer given from April 2026.
    NotGivenSince2026,
    /// A judgement, "not judged" as printed included.
    Judged(Judged),
}

/// A judgement in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    /// Its place in the report's judgements.
    pub judgement: usize,
    /// The grade.
    pub grade: Grade,
    /// The change since the last report that judged this area on the same scale.
    pub trend: Option<Trend>,
    /// Whether the printed row stands for this area and the next one together.
    pub joint: Joint,
}

/// A change of grade, in grades.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trend {
    /// Better by so many grades.
    Up(u8),
    /// Worse by so many grades.
    Down(u8),
    /// The same grade again.
    Same,
}

/// The part of a cell in a printed row that stands for two areas.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// The row stands for itself.
    No,
    /// The first of the two rows under the bracket.
    Upper,
    /// The second of them, with the same judgement.
    Lower,
}

impl Grid {
    /// The grid of an authority; empty where the library has none of this id.
    #[must_use]
    pub fn of(library: &Library, authority: AuthorityId) -> Self {
        let _ = (library, authority);
        Self::default()
    }
}
