//! Writes to a terminal in as few bytes as can be, keeping account of where its cursor stands and how it writes.

use std::io::Write as _;

use ratatui::style::{Color, Modifier};

use super::abilities::{Abilities, Scroll};
use super::glyph::{Glyph, Look};
use super::scroll::Moved;

/// The effects, with the numbers that set each and lift it.
const EFFECTS: &[(Modifier, u8, u8)] = &[
    (Modifier::BOLD, 1, 22),
    (Modifier::DIM, 2, 22),
    (Modifier::ITALIC, 3, 23),
    (Modifier::UNDERLINED, 4, 24),
    (Modifier::SLOW_BLINK, 5, 25),
    (Modifier::RAPID_BLINK, 6, 25),
    (Modifier::REVERSED, 7, 27),
    (Modifier::HIDDEN, 8, 28),
    (Modifier::CROSSED_OUT, 9, 29),
];

/// Where the cursor stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    /// Nobody knows.
    Anywhere,
    /// In a cell.
    At(usize, usize),
    /// In a row, and only a carriage return leads on from there: behind its last cell, where terminals differ, or behind a
    /// letter whose width they do not agree on.
    Row(usize),
}

/// The bytes so far, and the state of the terminal behind them.
#[derive(Debug, Clone)]
pub struct Writer<'a> {
    can: &'a Abilities,
    width: usize,
    out: Vec<u8>,
    spot: Spot,
    look: Look,
}

impl<'a> Writer<'a> {
    /// Nothing is written yet; the looks are plain, and the cursor is anywhere.
    pub const fn new(can: &'a Abilities, width: usize) -> Self {
        Self { can, width, out: Vec::new(), spot: Spot::Anywhere, look: Look::PLAIN }
    }

    /// The same state with nothing written, to try a way of writing.
    pub fn fork(&self) -> Self {
        Self {
            can: self.can,
            width: self.width,
            out: Vec::with_capacity(2 * self.width),
            spot: self.spot,
            look: self.look,
        }
    }

    /// Takes what was tried.
    pub fn join(&mut self, tried: Self) {
        self.out.extend(tried.out);
        (self.spot, self.look) = (tried.spot, tried.look);
    }

    /// How many bytes are written.
    pub const fn len(&self) -> usize {
        self.out.len()
    }

    /// Everything written, with plain looks behind it.
    pub fn finish(mut self) -> Vec<u8> {
        self.set(Look::PLAIN);
        self.out
    }

    /// Clears the screen.
    pub fn clear(&mut self) {
        self.out.extend(b"\x1b[m\x1b[2J");
    }

    /// Moves the rows of a region.
    pub fn scroll(&mut self, moved: &Moved) {
        let Moved { top, end, by, up } = *moved;
        self.set(Look::PLAIN);
        self.csi(format_args!("{};{end}r", top + 1));
        // Setting a region moves the cursor, and not everywhere to the same place.
        self.spot = Spot::Anywhere;
        match self.can.scroll {
            Some(Scroll::Count) => self.counted(by, if up { 'S' } else { 'T' }),
            _ if up => {
                self.go(0, end - 1);
                self.out.extend(std::iter::repeat_n(b'\n', by));
            }
            _ => {
                self.go(0, top);
                self.out.extend(b"\x1bM".repeat(by));
            }
        }
        self.out.extend(b"\x1b[r");
        self.spot = Spot::Anywhere;
    }

    /// Erases from the cursor to the end of the row, which takes the colour behind this glyph.
    pub fn erase(&mut self, blank: Glyph) {
        self.set_behind(blank.look, None);
        self.out.extend(b"\x1b[K");
    }

    /// Whether this is what the terminal can erase cells to.
    pub fn erases_to(&self, glyph: &Glyph) -> bool {
        glyph.is_blank() && (glyph.look.bg == Color::Reset || self.can.erases_in_colour)
    }

    /// Where the blank end of a row begins that can be erased at once: the row's length where there is none.
    pub fn erasable(&self, row: &[Glyph]) -> usize {
        let Some(last) = row.last().filter(|last| self.erases_to(last)) else { return row.len() };
        row.iter().rposition(|glyph| glyph != last).map_or(0, |at| at + 1)
    }

    /// Writes the letter of a cell of a row where the cursor stands, at a place that [`Writer::reach`] or [`Writer::go`] went
    /// to.
    pub fn put(&mut self, x: usize, row: &[Glyph]) {
        let glyph = row[x];
        if glyph.is_blank() {
            self.set_behind(glyph.look, row[x..].iter().find(|glyph| !glyph.is_blank()).map(|glyph| glyph.look));
        } else {
            self.set(glyph.look);
        }
        let sure = glyph.has_sure_width();
        if let Spot::At(x, y) = self.spot {
            let known = sure && x + glyph.cells < self.width;
            self.spot = if known { Spot::At(x + glyph.cells, y) } else { Spot::Row(y) };
        }
        self.out.extend(glyph.symbol.as_bytes());
    }

    /// Goes to a cell of a row, of which everything before is as it shall be: what lies between may be written again
    /// where that is shorter.
    pub fn reach(&mut self, x: usize, y: usize, row: &[Glyph]) {
        if self.spot == Spot::At(x, y) {
            return;
        }
        if let Spot::At(from, line) = self.spot
            && line == y
            && from < x
        {
            self.reach_on(from, x, row);
            self.spot = Spot::At(x, y);
        } else {
            self.go(x, y);
        }
    }

    /// Goes on in a row. No other way is shorter than steps, and only what lies between may be.
    fn reach_on(&mut self, from: usize, x: usize, row: &[Glyph]) {
        let same = |glyph: &Glyph| {
            glyph.look == self.look || glyph.is_blank() && glyph.look.bg == self.look.bg && self.look.leaves_blanks()
        };
        let between = &row[from..x];
        let bytes: usize = between.iter().map(|glyph| glyph.symbol.len()).sum();
        // What introduces a control, the digits of a number that is not one, and the letter.
        let steps = if x - from == 1 { 3 } else { 4 + (x - from).ilog10() as usize };
        let fits = bytes <= steps && !row[from].is_shadow();
        if fits && between.iter().all(|glyph| glyph.is_shadow() || same(glyph) && glyph.has_sure_width()) {
            for glyph in between {
                self.out.extend(glyph.symbol.as_bytes());
            }
        } else {
            self.counted(x - from, 'C');
        }
    }

    /// Goes to a cell.
    pub fn go(&mut self, x: usize, y: usize) {
        let way = self.way(x, y);
        self.out.extend(way);
        self.spot = Spot::At(x, y);
    }

    /// The shortest bytes that move the cursor to a cell.
    fn way(&self, x: usize, y: usize) -> Vec<u8> {
        let absolute = match (x, y) {
            (0, 0) => "\x1b[H".to_owned(),
            (0, y) => format!("\x1b[{}H", y + 1),
            (x, y) => format!("\x1b[{};{}H", y + 1, x + 1),
        };
        let ways = match self.spot {
            Spot::Anywhere => Vec::new(),
            Spot::At(from, line) => vec![way((from, line), (x, y)), format!("\r{}", way((0, line), (x, y)))],
            Spot::Row(line) => vec![format!("\r{}", way((0, line), (x, y)))],
        };
        ways.into_iter().chain([absolute]).min_by_key(String::len).unwrap_or_default().into_bytes()
    }

    /// Writes blanks in this look: only what is behind them counts. Of the looks that show as much, the one that takes the
    /// fewest bytes together with the `next` one behind the blanks: a colour of 24 bits takes seventeen to come back.
    fn set_behind(&mut self, look: Look, next: Option<Look>) {
        if self.look.bg == look.bg && self.look.leaves_blanks() {
            return;
        }
        let kept = Look { bg: look.bg, effects: self.look.effects.difference(Look::ON_BLANKS), ..self.look };
        let early = next.filter(|next| next.bg == look.bg && next.leaves_blanks());
        let bytes = |&by: &Look| self.change(self.look, by).len() + next.map_or(0, |next| self.change(by, next).len());
        let best = [Some(look), early, Some(kept)].into_iter().flatten().min_by_key(bytes);
        self.set(best.unwrap_or(look));
    }

    /// Takes another look.
    fn set(&mut self, look: Look) {
        let change = self.change(self.look, look);
        self.out.extend(change.into_bytes());
        self.look = look;
    }

    /// What turns one look into another, in the shorter of two ways: by what changes, or from plain.
    fn change(&self, from: Look, to: Look) -> String {
        if from == to {
            return String::new();
        }
        let anew = numbers(Look::PLAIN, to);
        let anew = if anew.is_empty() { String::new() } else { format!("0;{anew}") };
        let step = numbers(from, to);
        let lifts = !from.effects.difference(to.effects).is_empty();
        let best = if anew.len() < step.len() || lifts && !self.can.lifts_effects { anew } else { step };
        format!("\x1b[{best}m")
    }

    /// Writes a control with a number, which is left out where it is one.
    fn counted(&mut self, number: usize, control: char) {
        if number == 1 { self.csi(format_args!("{control}")) } else { self.csi(format_args!("{number}{control}")) }
    }

    fn csi(&mut self, control: std::fmt::Arguments<'_>) {
        write!(self.out, "\x1b[{control}").expect("memory can be written to");
    }
}

/// So many steps into one direction.
fn steps(count: usize, control: char) -> String {
    match count {
        0 => String::new(),
        1 => format!("\x1b[{control}"),
        count => format!("\x1b[{count}{control}"),
    }
}

/// Steps from a cell to another one.
fn way((from, line): (usize, usize), (x, y): (usize, usize)) -> String {
    // A line feed in raw mode is one step down, and these rows are there, so that nothing scrolls.
    let down = y.saturating_sub(line);
    let lines = if down <= 3 { "\n".repeat(down) } else { steps(down, 'B') } + &steps(line.saturating_sub(y), 'A');
    let back = from.saturating_sub(x);
    let across = if back <= 3 { "\x08".repeat(back) } else { steps(back, 'D') } + &steps(x.saturating_sub(from), 'C');
    lines + &across
}

/// The numbers that turn one look into another.
fn numbers(from: Look, to: Look) -> String {
    let mut effects = from.effects;
    let mut out = Vec::new();
    for &(effect, _, lift) in EFFECTS {
        if effects.contains(effect) && !to.effects.contains(effect) {
            out.push(lift.to_string());
            // Lifting bold lifts dim as well, and the other way about.
            let lifted = EFFECTS.iter().filter(|(_, _, l)| *l == lift);
            effects = lifted.fold(effects, |effects, (effect, ..)| effects.difference(*effect));
        }
    }
    let set = EFFECTS.iter().filter(|(effect, ..)| to.effects.contains(*effect) && !effects.contains(*effect));
    out.extend(set.map(|(_, set, _)| set.to_string()));
    if from.fg != to.fg {
        out.push(colour(to.fg, 30));
    }
    if from.bg != to.bg {
        out.push(colour(to.bg, 40));
    }
    out.join(";")
}

/// The numbers of a colour, for letters from 30 and behind them from 40.
fn colour(colour: Color, base: u8) -> String {
    let plain = |number: u8| (base + number).to_string();
    let bright = |number: u8| (base + 60 + number).to_string();
    match colour {
        Color::Reset => plain(9),
        Color::Black => plain(0),
        Color::Red => plain(1),
        Color::Green => plain(2),
        Color::Yellow => plain(3),
        Color::Blue => plain(4),
        Color::Magenta => plain(5),
        Color::Cyan => plain(6),
        Color::Gray => plain(7),
        Color::DarkGray => bright(0),
        Color::LightRed => bright(1),
        Color::LightGreen => bright(2),
        Color::LightYellow => bright(3),
        Color::LightBlue => bright(4),
        Color::LightMagenta => bright(5),
        Color::LightCyan => bright(6),
        Color::White => bright(7),
        Color::Indexed(number @ 0..8) => plain(number),
        Color::Indexed(number @ 8..16) => bright(number - 8),
        Color::Indexed(number) => format!("{};5;{number}", base + 8),
        Color::Rgb(r, g, b) => format!("{};2;{r};{g};{b}", base + 8),
    }
}
