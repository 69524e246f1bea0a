//! The text of a report, in a view of its own or as the third pane.

use ratatui::layout::Rect;

use super::BAR;
use super::pane;
use super::pen::{Pen, row};
use super::summary::sign;
use crate::app::App;
use crate::app::ahead;
use crate::app::flow::{GUTTER, Line, Shape};
use crate::app::safe::{cut, safe, width};
use crate::app::text::Text;
use crate::app::view::{Browse, Focus};
use crate::document::BlockId;
use crate::query::find::Match;
use crate::theme::Role;

/// The column of the sign of a marked passage: nothing else stands between the gutter and the text.
const MARK: usize = GUTTER;

/// Draws the text as a view: where one is above, a rule, the text in the middle of a wide screen.
pub fn draw_reader(pen: &mut Pen, app: &App) {
    let screen = app.prepared().screen;
    pen.put(
        screen.head,
        1,
        &crumbs(&app.breadcrumb(), usize::from(screen.head.width).saturating_sub(2)),
        Role::TitleFocused,
    );
    pen.rule(row(screen.body, 0), Role::Border);
    if let Some(text) = &app.prepared().text {
        lines(pen, app, text, true);
    } else {
        let words = if app.reading().is_done() { "this report is no longer in the folder" } else { "reading…" };
        pen.put(row(screen.body, 1), 1, words, Role::TextMuted);
    }
}

/// Draws the text as the third pane, where that is in sight.
pub fn draw_pane(pen: &mut Pen, app: &App, browse: &Browse) {
    let Some(area) = app.prepared().panes.text else { return };
    let focused = browse.focus == Focus::Text;
    let Some(text) = &app.prepared().text else {
        pane::draw(pen, area, "Text", "", "", focused);
        return;
    };
    let title = crumbs(&app.breadcrumb()[1..], usize::from(area.width).saturating_sub(4));
    pane::draw(pen, area, &title, "", &text.place(), focused);
    lines(pen, app, text, focused);
}

/// A path in so many cells: the last part is cut first, then what stands before it.
fn crumbs(parts: &[String], cells: usize) -> String {
    let Some((last, before)) = parts.split_last() else { return String::new() };
    let before: String = before.iter().flat_map(|part| [part.as_str(), " › "]).collect();
    let used = width(&before);
    if used + 8 > cells { cut(&format!("{before}{last}"), cells) } else { before + &cut(last, cells - used) }
}

/// The lines in sight.
fn lines(pen: &mut Pen, app: &App, text: &Text, focused: bool) {
    let cells = usize::from(text.area.width);
    let left = u16::try_from(cells.saturating_sub(text.flow.width) / 2).unwrap_or(0);
    let area = Rect { x: text.area.x + left, width: text.area.width - left, ..text.area };
    let current = text.current_match().map(|at| text.stops[at]);
    let marked: Vec<BlockId> = app.marked_blocks(&text.report.file).collect();
    let drawn = ahead::drawn(text.line, text.top, text.height());
    for (at, line) in text.flow.lines.iter().enumerate().skip(text.top).take(text.height()).enumerate() {
        let row = row(area, at);
        let (index, line) = line;
        match line.shape {
            Shape::Blank => {}
            Shape::Page(page) => page_rule(pen, row, page, text.flow.width.min(usize::from(area.width))),
            _ => {
                if index == drawn {
                    pen.tint(row, if focused { Role::Cursor } else { Role::CursorUnfocused });
                    pen.put(row, 0, if focused { BAR } else { "▏" }, Role::CursorBar);
                }
                finding_sign(pen, app, row, text, index);
                if text.begins(index) && marked.contains(&line.block) {
                    pen.put(row, MARK, "◆", Role::Mark);
                }
                draw_line(pen, row, text, line, current);
            }
        }
    }
}

/// The longest line before the number of a page. Each of its signs is three bytes: all across the text they were twice as
/// many as the words of a line.
const PAGE_LINE: usize = 16;

/// The rule between two pages, with the number of the page that begins, at the right.
fn page_rule(pen: &mut Pen, row: Rect, page: u32, cells: usize) {
    let name = format!(" page {page} ─");
    let room = cells.saturating_sub(GUTTER + width(&name));
    let line = "─".repeat(room.min(PAGE_LINE));
    pen.put(row, GUTTER + room.saturating_sub(PAGE_LINE), &format!("{line}{name}"), Role::PageBreak);
}

/// The sign of the finding that begins on a line.
fn finding_sign(pen: &mut Pen, app: &App, row: Rect, text: &Text, index: usize) {
    let block = text.flow.lines[index].block;
    if !text.begins(index) {
        return;
    }
    if let Some(finding) = text.report.findings.iter().find(|f| f.block == block) {
        pen.put(row, 1, sign(finding.kind, app.is_ascii()), Role::of_kind(finding.kind));
    }
}

/// One line of text, with the matches in it.
fn draw_line(pen: &mut Pen, row: Rect, text: &Text, line: &Line, current: Option<Match>) {
    if let Some((column, lead)) = &line.lead {
        pen.put(row, *column, lead, Role::Number);
    }
    let Some(block) = text.report.block(line.block) else { return };
    let base = match line.shape {
        Shape::Heading(_) => Role::TextHeading,
        Shape::Note => Role::TextMuted,
        _ => Role::Text,
    };
    let matches = of_block(&text.matches, line.block);
    for piece in &line.pieces {
        let (mut column, mut at) = (piece.column, piece.range.start);
        for found in matches.iter().filter(|m| m.start < piece.range.end && m.end > piece.range.start) {
            let (start, end) = (found.start.max(at), found.end.min(piece.range.end));
            let role = if current == Some(*found) { Role::MatchCurrent } else { Role::Match };
            column = put(pen, row, column, block.text.get(at..start), base);
            column = put(pen, row, column, block.text.get(start..end), role);
            at = end;
        }
        put(pen, row, column, block.text.get(at..piece.range.end), base);
    }
}

fn put(pen: &mut Pen, row: Rect, column: usize, text: Option<&str>, role: Role) -> usize {
    pen.put(row, column, &safe(text.unwrap_or_default()), role)
}

/// The matches of one block; they stand in reading order.
fn of_block(matches: &[Match], block: BlockId) -> &[Match] {
    let start = matches.partition_point(|m| m.block < block);
    let end = matches.partition_point(|m| m.block <= block);
    &matches[start..end]
}
