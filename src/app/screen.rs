//! Where everything stands on the screen, computed from its size before anything is drawn.
//!
//! ```text
//! head   ~/reports · 150 reports · 40 authorities · 2013–2025
//! body  ┌ Authorities ──┐┌ Norfolk ──────┐┌ text from 120 columns ┐
//!       │               ││               ││                       │
//!       └───────────────┘└───────────────┘└───────────────────────┘
//! info   Norfolk · East of England · Good, inspected Nov 2022
//! foot   ↑↓ choose  Enter read  f go to…                     ? help
//! ```

use ratatui::layout::{Rect, Size};

use super::view::Focus;

/// Narrower screens show one pane.
const TWO_PANES: u16 = 60;
/// From this width the text stands beside the other panes.
const THREE_PANES: u16 = 120;
/// From this width the list of authorities says the region too.
const REGIONS: u16 = 180;
/// What an authority's row needs beside the name: border, bar, grade and year.
const BESIDE_NAME: u16 = 17;
/// The narrowest list of authorities beside other panes, where there is room: it does not grow with every report.
const LEAST: u16 = 36;
/// The cells of the region's column.
pub const REGION: u16 = 24;
/// The widest overlay.
const OVERLAY: u16 = 120;
/// The boxes of the views, of the themes and of the export, border included.
const VIEWS: u16 = 52;
const THEMES: u16 = 34;
const EXPORT: u16 = 60;
/// The lines of the export's box below the offers: a rule, the file's name, and what is to be known.
pub const BELOW_OFFERS: u16 = 3;

/// The parts of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Screen {
    /// All of it.
    pub whole: Rect,
    /// The first line: what was read, or where one is.
    pub head: Rect,
    /// Everything between the first line and the last two.
    pub body: Rect,
    /// The line about what is under the bar.
    pub info: Rect,
    /// The last line: hints, notices, the input.
    pub foot: Rect,
}

impl Screen {
    /// The parts of a screen of this size.
    #[must_use]
    pub fn of(size: Size) -> Self {
        let whole = Rect::new(0, 0, size.width, size.height);
        let line = |y: u16, height: u16| Rect::new(0, y.min(size.height), size.width, height).intersection(whole);
        Self {
            whole,
            head: line(0, 1),
            body: line(1, size.height.saturating_sub(3)),
            info: line(size.height.saturating_sub(2).max(1), 1),
            foot: line(size.height.saturating_sub(1), 1),
        }
    }

    /// The body below the rule that divides it from the head.
    #[must_use]
    pub fn below_rule(&self) -> Rect {
        rows(self.body, 1, self.body.height.saturating_sub(1))
    }

    /// The box of an overlay: everything but the head and the last lines, no wider than can be read.
    #[must_use]
    pub fn overlay(&self) -> Rect {
        let width = self.whole.width.min(OVERLAY);
        let x = (self.whole.width - width) / 2;
        Rect { x, width, height: self.body.height, ..self.body }
    }

    /// The box of the menu of so many views.
    #[must_use]
    pub fn menu(&self, views: usize) -> Rect {
        self.small(VIEWS, u16::try_from(views).unwrap_or(u16::MAX).saturating_add(2))
    }

    /// The box of so many things that can be written, with the file's name below them.
    #[must_use]
    pub fn export(&self, offers: usize) -> Rect {
        self.small(EXPORT, u16::try_from(offers).unwrap_or(u16::MAX).saturating_add(2 + BELOW_OFFERS))
    }

    /// The box of so many themes, with the input above them.
    #[must_use]
    pub fn themes(&self, themes: usize) -> Rect {
        self.corner(THEMES, u16::try_from(themes).unwrap_or(u16::MAX).saturating_add(4))
    }

    /// A small box in the middle of the body.
    #[must_use]
    pub fn small(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.body.width), height.min(self.body.height));
        let x = self.body.x + (self.body.width - width) / 2;
        let y = self.body.y + (self.body.height - height) / 2;
        Rect { x, y, width, height }
    }

    /// A small box in the lower right corner of the body, out of the way of what it changes.
    #[must_use]
    pub fn corner(&self, width: u16, height: u16) -> Rect {
        let (width, height) = (width.min(self.body.width), height.min(self.body.height));
        Rect { x: self.body.right() - width, y: self.body.bottom() - height, width, height }
    }
}

/// The panes of the browser; `None` for those that do not fit beside the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Panes {
    /// The authorities.
    pub authorities: Option<Rect>,
    /// The chosen one's grid and items to improve.
    pub summary: Option<Rect>,
    /// The text.
    pub text: Option<Rect>,
}

impl Panes {
    /// The panes in a body: three, two or only the one that has the keys. `longest` is the longest authority's name.
    #[must_use]
    pub fn of(body: Rect, focus: Focus, zoom: bool, longest: u16) -> Self {
        if zoom || body.width < TWO_PANES {
            let only = |pane: Focus| (focus == pane).then_some(body);
            let (authorities, summary, text) = (only(Focus::Authorities), only(Focus::Summary), only(Focus::Text));
            return Self { authorities, summary, text };
        }
        let wanted = longest.saturating_add(BESIDE_NAME + if body.width >= REGIONS { REGION } else { 0 });
        let three = body.width >= THREE_PANES;
        let most = body.width * if three { 34 } else { 50 } / 100;
        let first = wanted.max(LEAST).min(most);
        let second = if three { (body.width * 30 / 100).clamp(40, 60) } else { body.width - first };
        let column = |x: u16, width: u16| Some(Rect { x: body.x + x, width, ..body });
        Self {
            authorities: column(0, first),
            summary: column(first, second),
            text: three.then(|| column(first + second, body.width - first - second)).flatten(),
        }
    }

    /// A pane, where it is in sight.
    #[must_use]
    pub const fn at(&self, pane: Focus) -> Option<Rect> {
        match pane {
            Focus::Authorities => self.authorities,
            Focus::Summary => self.summary,
            Focus::Text => self.text,
        }
    }

    /// A pane, where another one stands beside it.
    #[must_use]
    pub fn beside(&self, pane: Focus) -> Option<Rect> {
        let several = Focus::ALL.iter().filter(|&&pane| self.at(pane).is_some()).count() > 1;
        self.at(pane).filter(|_| several)
    }

    /// The panes that `Tab` goes through: those in sight, or all where only one is.
    #[must_use]
    pub fn order(body: Rect, zoom: bool) -> &'static [Focus] {
        let two = !zoom && (TWO_PANES..THREE_PANES).contains(&body.width)
            || zoom && body.width < THREE_PANES && body.width >= TWO_PANES;
        if two { &Focus::ALL[..2] } else { &Focus::ALL }
    }
}

/// Some rows of a rectangle, from its first row `skip` on.
#[must_use]
pub fn rows(area: Rect, skip: u16, height: u16) -> Rect {
    let skip = skip.min(area.height);
    Rect { y: area.y + skip, height: height.min(area.height - skip), ..area }
}

/// The inside of a pane: without its border.
#[must_use]
pub fn inside(area: Rect) -> Rect {
    Rect {
        x: area.x + u16::from(area.width > 0),
        y: area.y + u16::from(area.height > 0),
        width: area.width.saturating_sub(2),
        height: area.height.saturating_sub(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn panes(width: u16, focus: Focus) -> [Option<u16>; 3] {
        let body = Screen::of(Size::new(width, 24)).body;
        let panes = Panes::of(body, focus, false, 22);
        [panes.authorities, panes.summary, panes.text].map(|p| p.map(|r| r.width))
    }

    #[test]
    fn width_decides_about_the_panes() {
        assert_eq!(panes(50, Focus::Summary), [None, Some(50), None]);
        assert_eq!(panes(80, Focus::Authorities), [Some(39), Some(41), None]);
        assert_eq!(panes(120, Focus::Authorities), [Some(39), Some(40), Some(41)]);
        assert_eq!(panes(200, Focus::Authorities), [Some(63), Some(60), Some(77)]);
    }

    #[test]
    fn panes_fill_the_screen_at_every_width() {
        for width in 0..260 {
            let shown = panes(width, Focus::Authorities);
            assert_eq!(shown.into_iter().flatten().sum::<u16>(), width, "{width}: {shown:?}");
        }
    }

    #[test]
    fn no_screen_is_too_small() {
        for width in 0..8 {
            for height in 0..8 {
                let screen = Screen::of(Size::new(width, height));
                for part in [screen.head, screen.body, screen.info, screen.foot, screen.overlay(), screen.small(9, 9)] {
                    assert_eq!(part.intersection(screen.whole), part, "{width}×{height}");
                }
            }
        }
    }
}
