//! Draws screens as a picture that moves: one after the other, as text in the colours of the terminal.

use std::fmt::Write as _;

use vt100::{Cell, Color, Screen};

use super::player::{COLUMNS, ROWS};

/// The size of a letter's cell, in the picture's own units.
const CELL: (usize, usize) = (8, 17);
/// How long each screen is shown, in seconds.
const SHOWN: usize = 3;
/// The sixteen colours of a terminal: dark ones, then bright ones.
const PALETTE: [&str; 16] = [
    "#1c1f24", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d7dae0", "#7f848e", "#ef8b93",
    "#b5dba0", "#f0d8a8", "#8ac6f5", "#d9a0e8", "#86d3dc", "#ffffff",
];

/// A screen on which the tape waited: the line of the tape, and the screen as it is drawn.
pub struct Scene {
    line: usize,
    drawn: String,
}

impl Scene {
    /// The scene of a line.
    pub fn of(line: usize, screen: &Screen) -> Self {
        Self { line, drawn: draw(screen) }
    }
}

/// A screen, without what says when it is shown.
pub fn draw(screen: &Screen) -> String {
    let mut out = String::new();
    for y in 0..ROWS {
        self::line(&mut out, screen, y);
    }
    out
}

/// What a picture shows where the tape waits in this line: its own scene, or the one before, where it looked the same.
pub fn shown_at(picture: &str, line: usize) -> Option<&str> {
    let scenes = picture.split("<g class=\"s\" id=\"line-").skip(1);
    let scenes = scenes.filter_map(|scene| {
        let (number, rest) = scene.split_once('"')?;
        let drawn = rest.split_once(">\n")?.1.split_once("</g>")?.0;
        Some((number.parse::<usize>().ok()?, drawn))
    });
    scenes.take_while(|(number, _)| *number <= line).last().map(|(_, drawn)| drawn)
}

/// The picture of these scenes; those that look as the one before are left out.
pub fn picture(mut scenes: Vec<Scene>) -> String {
    scenes.dedup_by(|a, b| a.drawn == b.drawn);
    let (width, height) = (usize::from(COLUMNS) * CELL.0 + 16, usize::from(ROWS) * CELL.1 + 16);
    let (count, all) = (scenes.len(), scenes.len() * SHOWN);
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-family=\"monospace\" \
         font-size=\"13\">\n<style>text{{white-space:pre}}.s{{visibility:hidden;animation:s {all}s step-end infinite}}\
         @keyframes s{{0%{{visibility:visible}}{:.3}%{{visibility:hidden}}}}</style>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{}\"/>\n",
        100.0 / f64::from(u32::try_from(count.max(1)).unwrap_or(u32::MAX)),
        PALETTE[0],
    );
    for (number, Scene { line, drawn }) in scenes.iter().enumerate() {
        let delay = number * SHOWN;
        write!(out, "<g class=\"s\" id=\"line-{line}\" style=\"animation-delay:{delay}s\">\n{drawn}</g>\n")
            .expect("memory");
    }
    out + "</svg>\n"
}

/// How a cell looks: its colour, the colour behind it, bold, underlined.
fn look(cell: &Cell) -> (&'static str, Option<&'static str>, bool, bool) {
    let colour = |colour: Color| match colour {
        Color::Idx(index) => PALETTE.get(usize::from(index)).copied(),
        Color::Default | Color::Rgb(..) => None,
    };
    let (fg, bg) = (colour(cell.fgcolor()).unwrap_or(PALETTE[7]), colour(cell.bgcolor()));
    let (fg, bg) = if cell.inverse() { (bg.unwrap_or(PALETTE[0]), Some(fg)) } else { (fg, bg) };
    (fg, bg, cell.bold(), cell.underline())
}

/// One line of a screen: what is behind the letters, and pieces of letters that look alike, each at its place.
///
/// A blank looks as what stands beside it: whether it is bold, nobody sees, and the program does not send.
fn line(out: &mut String, scene: &Screen, y: u16) {
    let at = |x: u16| scene.cell(y, x).expect("a cell of the screen");
    let run = |from: u16, holds: &dyn Fn(u16) -> bool| (from..COLUMNS).find(|&x| !holds(x)).unwrap_or(COLUMNS);
    let place = |x: u16| 8 + usize::from(x) * CELL.0;
    let top = 8 + usize::from(y) * CELL.1;
    let mut x = 0;
    while x < COLUMNS {
        let behind = look(at(x)).1;
        let end = run(x, &|x| look(at(x)).1 == behind);
        if let Some(behind) = behind {
            let (left, wide) = (place(x), usize::from(end - x) * CELL.0);
            writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{behind}\"/>", CELL.1)
                .expect("memory");
        }
        x = end;
    }
    let letter = |x: u16| (look(at(x)).0, look(at(x)).2, at(x).underline());
    let blank = |x: u16| at(x).contents().trim().is_empty() && !at(x).underline();
    let mut x = 0;
    while x < COLUMNS {
        if blank(x) {
            x += 1;
            continue;
        }
        let (fg, bold, underlined) = letter(x);
        let end = run(x, &|next| letter(next) == (fg, bold, underlined) || !underlined && blank(next));
        let cells = (x..end).map(|x| at(x).contents()).map(|text| if text.is_empty() { " " } else { text });
        let text = cells.collect::<String>();
        let text = text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let (left, length) = (place(x), text_cells(&text) * CELL.0);
        let bold = if bold { " font-weight=\"bold\"" } else { "" };
        let underlined = if underlined { " text-decoration=\"underline\"" } else { "" };
        writeln!(
            out,
            "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{fg}\"{bold}{underlined}>{text}</text>",
            top + 13
        )
        .expect("memory");
        x = end;
    }
}

/// How many cells a text takes, its escapes counted as the signs they stand for. The sample has no wide letters.
fn text_cells(text: &str) -> usize {
    let escapes: usize =
        [("&amp;", 4), ("&lt;", 3), ("&gt;", 3)].map(|(escape, more)| text.matches(escape).count() * more).iter().sum();
    text.chars().count() - escapes
}
