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

/// The picture of these screens; those that show the same as the one before are left out, and so is the shell's.
pub fn draw(scenes: &[Screen]) -> String {
    let mut scenes: Vec<&Screen> = scenes.iter().filter(|scene| scene.alternate_screen()).collect();
    scenes.dedup_by(|a, b| a.contents() == b.contents());
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
    for (number, scene) in scenes.iter().enumerate() {
        writeln!(out, "<g class=\"s\" style=\"animation-delay:{}s\">", number * SHOWN).expect("memory");
        for y in 0..ROWS {
            line(&mut out, scene, y);
        }
        out.push_str("</g>\n");
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

/// One line of a screen: pieces that look alike, each at its place.
fn line(out: &mut String, scene: &Screen, y: u16) {
    let at = |x: u16| scene.cell(y, x).expect("a cell of the screen");
    let mut x = 0;
    while x < COLUMNS {
        let look = look(at(x));
        let end = (x..COLUMNS).find(|&x| self::look(at(x)) != look).unwrap_or(COLUMNS);
        let text: String =
            (x..end).map(|x| at(x).contents()).map(|text| if text.is_empty() { " " } else { text }).collect();
        let (left, top) = (8 + usize::from(x) * CELL.0, 8 + usize::from(y) * CELL.1);
        let wide = usize::from(end - x) * CELL.0;
        let (fg, bg, bold, underlined) = look;
        if let Some(bg) = bg {
            writeln!(out, "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{}\" fill=\"{bg}\"/>", CELL.1)
                .expect("memory");
        }
        if !text.trim().is_empty() {
            let text = text.trim_end().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let length = text_cells(&text) * CELL.0;
            let bold = if bold { " font-weight=\"bold\"" } else { "" };
            let underlined = if underlined { " text-decoration=\"underline\"" } else { "" };
            writeln!(
                out,
                "<text x=\"{left}\" y=\"{}\" textLength=\"{length}\" fill=\"{fg}\"{bold}{underlined}>{text}</text>",
                top + 13
            )
            .expect("memory");
        }
        x = end;
    }
}

/// How many cells a text takes, its escapes counted as the signs they stand for. The sample has no wide letters.
fn text_cells(text: &str) -> usize {
    let escapes: usize =
        [("&amp;", 4), ("&lt;", 3), ("&gt;", 3)].map(|(escape, more)| text.matches(escape).count() * more).iter().sum();
    text.chars().count() - escapes
}
