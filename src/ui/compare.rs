//! Two reports beside each other: names and dates, judgements, findings, sections.

use ratatui::layout::Rect;

use super::BAR;
use super::chart::{bracket, grade_role};
use super::pen::{Pen, row};
use super::summary::{short, sign, trend, trend_role};
use crate::app::App;
use crate::app::compare::{Compare, Half, PageLine, PageView, Tone};
use crate::app::safe::{cut, width};
use crate::query::compare::{Movement, Relation, is_told_below};
use crate::query::grid::{Cell, Joint};
use crate::query::words;
use crate::theme::Role;

/// The cells of an area's name.
const LABEL: usize = 24;
/// The cells of a grade.
const GRADE: usize = 9;

/// Draws the view.
pub fn draw(pen: &mut Pen, app: &App, state: &Compare) {
    let screen = app.prepared().screen;
    pen.rule(row(screen.body, 0), Role::Border);
    let Some(page) = &app.prepared().compare else {
        let words =
            if app.reading().is_done() { "one of the reports is no longer in the folder" } else { "reading…" };
        pen.put(screen.head, 1, "Compare", Role::TitleFocused);
        pen.put(row(screen.body, 1), 1, words, Role::TextMuted);
        return;
    };
    head(pen, screen.head, page, state);
    let area = screen.below_rule();
    for (at, (_, line)) in page.lines.iter().enumerate().skip(page.top).take(usize::from(area.height)) {
        let row = row(area, at - page.top);
        if at == page.bar {
            pen.tint(row, Role::Cursor);
        }
        draw_line(pen, app, row, page, line, (at == page.bar).then_some(state.side));
    }
}

/// Both names and dates; the side that has the keys stands out.
fn head(pen: &mut Pen, row: Rect, page: &PageView, state: &Compare) {
    let other = page.comparison.relation == Relation::Authorities;
    let mut at = 1;
    if !other {
        at = pen.put(row, at, words::authority(&page.reports[1]), Role::Title);
        at = pen.put(row, at, " · ", Role::TextMuted);
    }
    for side in [0, 1] {
        let long = if other {
            format!("{} · {}", words::authority(&page.reports[side]), words::name(&page.reports[side]))
        } else {
            words::name(&page.reports[side])
        };
        let between = if page.comparison.relation == Relation::Account { " and its " } else { " → " };
        let left = usize::from(row.width).saturating_sub(at + 1);
        // The second name needs as much room again.
        let room = if side == 0 { left / 2 } else { left };
        let name = if width(&long) + 3 > room { page.short(side) } else { long };
        let role = if side == state.side { Role::TitleFocused } else { Role::Title };
        let mark = if side == state.side { "▸" } else { " " };
        at = pen.put(row, at, mark, Role::Cursor);
        at = pen.put(row, at, &cut(&name, left), role);
        if side == 0 {
            at = pen.put(row, at, between, Role::TextMuted);
        }
    }
}

/// One line; `bar` is the side that has the keys where the bar is on it.
fn draw_line(pen: &mut Pen, app: &App, row: Rect, page: &PageView, line: &PageLine, bar: Option<usize>) {
    let cells = usize::from(row.width);
    match line {
        PageLine::Blank => {}
        PageLine::Title(title) => {
            let title = cut(title, cells.saturating_sub(4));
            let end = pen.put(row, 1, &title, Role::TextHeading);
            pen.put(row, end + 1, &"─".repeat(cells.saturating_sub(end + 2)), Role::Border);
        }
        PageLine::Words(words) => {
            mark(pen, row, 0, bar.is_some());
            pen.put(row, 2, words, Role::TextMuted);
        }
        PageLine::Judgement(index) => {
            mark(pen, row, 0, bar.is_some());
            judgement(pen, row, page, *index);
        }
        PageLine::Both(halves) => {
            let side_width = page.side_width.unwrap_or(cells);
            for (side, half) in halves.iter().enumerate() {
                let start = side * side_width;
                mark(pen, row, start, bar == Some(side));
                if let Some(half) = half {
                    draw_half(pen, app, row, start, half);
                }
            }
            // The rule stands in the last cell of the left side.
            pen.put(row, side_width - 1, "│", Role::Border);
        }
        PageLine::One(_, half) => {
            mark(pen, row, 0, bar.is_some());
            draw_half(pen, app, row, 0, half);
        }
    }
}

/// The bar's mark.
fn mark(pen: &mut Pen, row: Rect, column: usize, on: bool) {
    if on {
        pen.put(row, column, BAR, Role::Cursor);
    }
}

fn draw_half(pen: &mut Pen, app: &App, row: Rect, start: usize, half: &Half) {
    if let Some(kind) = half.sign {
        pen.put(row, start + 1, sign(kind, app.is_ascii()), Role::of_kind(kind));
    }
    for (column, text, tone) in &half.pieces {
        let role = match tone {
            Tone::Text => Role::Text,
            Tone::Heading => Role::TextHeading,
            Tone::Muted => Role::TextMuted,
            Tone::Lead => Role::Number,
        };
        pen.put(row, start + column, text, role);
    }
}

/// A row of the judgements: the area, both grades, what became of it.
fn judgement(pen: &mut Pen, row: Rect, page: &PageView, index: usize) {
    let Some(line) = page.comparison.grid.rows.get(index) else { return };
    let cells = usize::from(row.width);
    // What became of a judgement is said in full where the areas' names can be cut.
    let told = page.comparison.movements.iter().map(|&movement| width(&movement_words(page, movement))).max();
    let label = LABEL.min(cells.saturating_sub(3 + 2 * GRADE + told.unwrap_or(0)).max(10));
    let name = line.group.map_or_else(|| line.label.clone(), |group| format!("{group}: {}", line.label));
    pen.put(row, 2, &cut(&name, label), Role::Text);
    for side in [0, 1] {
        let start = 2 + label + 1 + side * GRADE;
        let cell = line.cells[side];
        if let Some(bracket) = bracket(cell) {
            pen.put(row, start, bracket, Role::Border);
        }
        match cell {
            Cell::Judged(judged) if judged.joint == Joint::Upper => {
                pen.put(row, start + 1, "one row", Role::TextMuted);
            }
            Cell::Judged(judged) => drop(pen.put(row, start + 1, judged.grade.short(), grade_role(cell))),
            _ => drop(pen.put(row, start + 1, short(cell), grade_role(cell))),
        }
    }
    let movement = page.comparison.movements[index];
    // The arrow of a printed row for two areas stands once, on its lower line.
    if is_told_below(line) {
        return;
    }
    let start = 2 + label + 1 + 2 * GRADE;
    match movement {
        Movement::Moved(moved) => drop(pen.put(row, start, &trend(Some(moved)), trend_role(Some(moved)))),
        other => drop(pen.put(row, start, &movement_words(page, other), Role::TextMuted)),
    }
}

/// What became of a judgement, where it did not move on one scale.
fn movement_words(page: &PageView, movement: Movement) -> String {
    let account = page.comparison.relation == Relation::Account;
    match movement {
        Movement::Moved(_) | Movement::Neither => String::new(),
        Movement::OtherScale => "different scale".to_owned(),
        Movement::OtherFramework => "different framework".to_owned(),
        Movement::NotGraded => "not judged".to_owned(),
        Movement::JointRow => "one row for both".to_owned(),
        Movement::AsReported if account => "the press says the same".to_owned(),
        Movement::Differs if account => "the press says otherwise".to_owned(),
        Movement::AsReported => "the same".to_owned(),
        Movement::Differs => "not the same".to_owned(),
        Movement::OnlyFirst if account => "not in the account".to_owned(),
        Movement::OnlyFirst => format!("only {}", page.short(0)),
        Movement::OnlySecond => format!("only {}", page.short(1)),
    }
}
