//! Drawing: one file a pane, each a function of the state. Nothing is computed here that a key could ask for.
//!
//! ```text
//! ~/reports · 150 reports · 40 authorities · 2013–2025                 header
//! ┌ Authorities ─── last overall ┐┌ Norfolk ───────┐┌ Norfolk › … ┐
//! │▌ Norfolk       Good   2022   ││ Overall  Good  ││ 5  When it  │
//! │      authorities             ││    summary     ││    text     │
//! └────────────────────── 21/40 ─┘└────────────────┘└─────────────┘
//!  Norfolk · East of England · Good, inspected November 2022         status
//!  ↑↓ choose  Enter judgements  f go to…                     ? help  foot
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::app::view::View;
use crate::app::{App, overlay::Overlay};

mod ascii;
mod authorities;
mod chart;
mod compare;
mod empty;
mod evidence;
mod export;
mod foot;
mod goto;
mod header;
mod listing;
mod menu;
mod outline;
mod palette;
mod pane;
mod pen;
mod summary;
mod text;
mod themes;

use pen::Pen;

/// The sign of the bar in the pane that has the keys.
const BAR: &str = "▌";

/// The sign of the bar, and what stands for it where only ASCII is shown.
#[must_use]
pub fn bars() -> [&'static str; 2] {
    [BAR, ascii::twin(BAR)]
}

/// Paints the screen into a buffer and answers where the cursor stands, when something is typed.
pub fn paint(buffer: &mut Buffer, app: &App) -> Option<(u16, u16)> {
    let whole = buffer.area;
    let mut pen = Pen::new(buffer, app.theme());
    pen.clear(whole);
    if empty::is_due(app) {
        empty::draw(&mut pen, app);
    } else {
        match app.view() {
            View::Browse(browse) => {
                header::draw(&mut pen, app);
                authorities::draw(&mut pen, app, browse);
                summary::draw(&mut pen, app, browse);
                text::draw_pane(&mut pen, app, browse);
            }
            View::Grid(_) => chart::draw(&mut pen, app),
            View::Reader(_) => text::draw_reader(&mut pen, app),
            View::Compare(state) => compare::draw(&mut pen, app, state),
            View::List(listing) => listing::draw(&mut pen, app, listing),
        }
    }
    if !matches!(app.view(), View::Browse(_)) {
        header::draw_reading(&mut pen, app);
    }
    let line = foot::draw(&mut pen, app);
    let cursor = match app.overlay() {
        Some(Overlay::GoTo(goto)) => Some(goto::draw(&mut pen, app, goto)),
        Some(Overlay::Commands(list)) => Some(palette::draw(&mut pen, app, list, "Commands")),
        Some(Overlay::Help(list)) => Some(palette::draw(&mut pen, app, list, "Help")),
        Some(Overlay::Outline(contents)) => Some(outline::draw(&mut pen, app, contents)),
        Some(Overlay::Themes(choice)) => Some(themes::draw(&mut pen, app, choice)),
        Some(Overlay::Views(menu)) => {
            menu::draw(&mut pen, app, *menu);
            None
        }
        Some(Overlay::Evidence(page)) => {
            evidence::draw(&mut pen, app, page);
            None
        }
        Some(Overlay::Export(export)) => Some(export::draw(&mut pen, app, export)),
        Some(Overlay::Filter { .. } | Overlay::Find { .. } | Overlay::Note(_)) => line,
        None => None,
    };
    if app.is_ascii() {
        ascii::plain(buffer);
    }
    cursor
}

/// The screen as text, a line a row, without trailing blanks.
#[must_use]
pub fn screen(app: &App, size: Size) -> String {
    let mut buffer = Buffer::empty(ratatui::layout::Rect::new(0, 0, size.width, size.height));
    paint(&mut buffer, app);
    let rows = (0..size.height).map(|y| {
        let mut skip = 0;
        let mut row = String::new();
        for x in 0..size.width {
            if skip > 0 {
                skip -= 1;
                continue;
            }
            let symbol = buffer[(x, y)].symbol();
            skip = unicode_width::UnicodeWidthStr::width(symbol).saturating_sub(1);
            row.push_str(symbol);
        }
        row.truncate(row.trim_end().len());
        row
    });
    rows.collect::<Vec<_>>().join("\n")
}
