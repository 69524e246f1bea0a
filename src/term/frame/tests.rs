//! The bytes of a frame, played to a terminal's model, give the screen that was wanted; and they are few.

use std::num::NonZeroU16;

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::term::glyph::Look;

/// The terminals that frames are sent to.
const TERMS: &[&str] = &["xterm-256color", "screen", "linux", "vt100", "unknown"];

/// Letters of one cell and two, of one byte and more, and mostly blanks.
const LETTERS: &[&str] = &[" ", " ", " ", "a", "b", "é", "─", "漢", "▌"];

fn looks() -> [Style; 7] {
    [
        Style::new(),
        Style::new().bold(),
        Style::new().fg(Color::Cyan),
        Style::new().fg(Color::DarkGray).add_modifier(Modifier::DIM),
        Style::new().underlined().italic(),
        Style::new().fg(Color::Magenta).reversed(),
        Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Indexed(200)),
    ]
}

/// A row: runs of one letter in one look.
fn line(width: u16) -> impl Strategy<Value = Vec<(usize, usize, u16)>> {
    proptest::collection::vec((0..LETTERS.len(), 0..7_usize, 1..=width), 1..6)
}

type Row = Vec<(usize, usize, u16)>;

fn paint(width: u16, rows: &[Row]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows.len()).expect("few rows")));
    for (y, row) in (0..).zip(rows) {
        let mut x = 0;
        for &(letter, look, count) in row {
            for _ in 0..count {
                let cells = if LETTERS[letter] == "漢" { 2 } else { 1 };
                if x + cells > width {
                    break;
                }
                buffer.set_string(x, y, LETTERS[letter], looks()[look]);
                x += cells;
            }
        }
    }
    buffer
}

/// Two screens, the second with rows of the first, moved, changed and new.
fn screens() -> impl Strategy<Value = (Buffer, Buffer)> {
    (1..40_u16, 1..16_usize).prop_flat_map(|(width, height)| {
        let rows = move || proptest::collection::vec(line(width), height);
        let take = proptest::collection::vec(proptest::option::weighted(0.8, -3..=3_i64), height);
        (rows(), rows(), take, -6..=6_i64).prop_map(move |(old, fresh, take, by)| {
            let new: Vec<Row> = (0_i64..)
                .zip(take.iter().zip(&fresh))
                .map(|(y, (take, fresh))| {
                    let from = take.and_then(|_| usize::try_from(y + by).ok()).and_then(|y| old.get(y));
                    from.unwrap_or(fresh).clone()
                })
                .collect();
            (paint(width, &old), paint(width, &new))
        })
    })
}

fn terminal(buffer: &Buffer) -> vt100::Parser {
    let size = |cells| NonZeroU16::new(cells).expect("a screen has cells");
    vt100::Parser::new(size(buffer.area.height), size(buffer.area.width), 0)
}

/// What a terminal shows, in the terms of the buffer.
fn seen(parser: &vt100::Parser, buffer: &Buffer) -> Vec<(String, Look)> {
    let colour = |colour| match colour {
        vt100::Color::Default => Color::Reset,
        vt100::Color::Idx(number) => Color::Indexed(number),
        vt100::Color::Rgb(r, g, b) => Color::Rgb(r, g, b),
    };
    let cells = buffer.area.positions().map(|at| {
        let cell = parser.screen().cell(at.y, at.x).expect("it is on the screen");
        let effects = [
            (Modifier::BOLD, cell.bold()),
            (Modifier::DIM, cell.dim()),
            (Modifier::ITALIC, cell.italic()),
            (Modifier::UNDERLINED, cell.underline()),
            (Modifier::REVERSED, cell.inverse()),
        ];
        let effects = effects.into_iter().filter(|(_, is)| *is).fold(Modifier::empty(), |all, (e, _)| all | e);
        let look = Look { fg: colour(cell.fgcolor()), bg: colour(cell.bgcolor()), effects };
        alike(
            if cell.has_contents() { cell.contents().to_owned() } else { " ".to_owned() },
            look,
            cell.is_wide_continuation(),
        )
    });
    cells.collect()
}

/// What a buffer wants, in the same terms.
fn wanted(buffer: &Buffer) -> Vec<(String, Look)> {
    let mut wide = false;
    let cells = buffer.content.iter().map(|cell| {
        let index = |colour| match colour {
            Color::DarkGray => Color::Indexed(8),
            Color::Cyan => Color::Indexed(6),
            Color::Magenta => Color::Indexed(5),
            colour => colour,
        };
        let look = Look { fg: index(cell.fg), bg: index(cell.bg), effects: cell.modifier };
        let shadow = std::mem::replace(&mut wide, cell.symbol() == "漢");
        alike(cell.symbol().to_owned(), look, shadow)
    });
    cells.collect()
}

/// Blanks that look alike are the same; the second cell of a wide letter is nobody's.
fn alike(symbol: String, look: Look, shadow: bool) -> (String, Look) {
    match symbol.as_str() {
        _ if shadow => (String::new(), Look::PLAIN),
        " " if look.leaves_blanks() => (symbol, Look { bg: look.bg, ..Look::PLAIN }),
        _ => (symbol, look),
    }
}

/// Plays frames to a terminal and compares it with each; answers the bytes of the last.
fn play(frames: &[&Buffer], term: &str) -> Vec<u8> {
    let can = Abilities::of(Some(term));
    let mut parser = terminal(frames[0]);
    let (mut shown, mut last) = (None, Vec::new());
    for buffer in frames {
        last = frame(shown, buffer, &can);
        parser.process(&last);
        assert_eq!(seen(&parser, buffer), wanted(buffer), "{term}: {}", String::from_utf8_lossy(&last).escape_debug());
        shown = Some(buffer);
    }
    last
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_bytes_of_a_frame_give_the_screen_that_was_wanted((old, new) in screens()) {
        for term in TERMS {
            play(&[&old, &new, &old], term);
        }
    }

    #[test]
    fn a_terminal_that_cannot_scroll_is_never_asked_to((old, new) in screens()) {
        let bytes = frame(Some(&old), &new, &Abilities::of(Some("unknown")));
        prop_assert!(!bytes.windows(2).any(|pair| pair == b"\x1bM"));
        prop_assert!(!String::from_utf8_lossy(&bytes).split('\x1b').any(|part| part.starts_with('[') && part.contains('r')));
    }
}

/// A page of words, from a line of it on.
fn page(from: usize) -> Buffer {
    let line = |at: usize| format!("  {at:>3} {}", "words of a line that is not like another ".repeat(2 + at % 2));
    let mut lines = vec!["A head that stays".to_owned(), "─".repeat(100)];
    lines.extend((from..from + 34).map(line));
    lines.extend([String::new(), " A foot that stays".to_owned()]);
    Buffer::with_lines(lines.iter().map(|line| format!("{line:<100.100}")))
}

#[test]
fn nothing_is_sent_where_nothing_changed() {
    let page = page(0);
    assert_eq!(play(&[&page, &page], "xterm"), b"");
}

#[test]
fn a_line_that_comes_in_sight_is_all_that_is_sent() {
    for (term, most) in [("xterm", 125), ("screen", 130), ("vt100", 130)] {
        for to in [9, 11] {
            let bytes = play(&[&page(10), &page(to)], term);
            assert!(bytes.len() < most, "{term}: {} {}", bytes.len(), String::from_utf8_lossy(&bytes).escape_debug());
        }
    }
}

#[test]
fn the_rest_of_a_line_is_erased_at_once() {
    let [long, short] = [format!("{:<70}|", "a long line"), format!("{:<71}", "a")].map(|l| Buffer::with_lines([l]));
    assert_eq!(play(&[&long, &short], "xterm"), b"\x1b[1;3H\x1b[K");
}

#[test]
fn a_short_piece_between_two_changes_is_sent_again() {
    let [old, new] = ["a b c d e", "A b C d e"].map(|l| Buffer::with_lines([l]));
    assert_eq!(play(&[&old, &new], "xterm"), b"\x1b[HA b C");
}

#[test]
fn a_bar_that_moves_down_one_line_moves_by_the_shortest_way() {
    let rows = |bar: usize| Buffer::with_lines((0..5).map(|y| if y == bar { "▌ name" } else { "  name" }));
    assert_eq!(play(&[&rows(1), &rows(2)], "xterm"), "\u{1b}[2H \n\x08▌".as_bytes());
}

#[test]
fn what_stands_behind_a_letter_whose_width_terminals_do_not_agree_on_stands_in_its_place() {
    let screens = [
        ["กขค: words here", "next", "nbxt words", "aค: words"],
        ["กขค: other here", "ษ: next", "ษbxt words", "aก: words"],
        ["plain word here", "next", "nbxt words", "a: words"],
    ]
    .map(Buffer::with_lines);
    // Some take no cell for it, some one, some two.
    for width in ["", "?", "??"] {
        let mut parser = terminal(&screens[0]);
        let mut shown = None;
        for buffer in &screens {
            let bytes = frame(shown, buffer, &Abilities::of(Some("xterm")));
            let played: String = String::from_utf8(bytes).expect("a frame is text");
            parser.process(played.replace(|c| ('\u{e01}'..='\u{e2e}').contains(&c), width).as_bytes());
            let cells = seen(&parser, buffer).into_iter().zip(wanted(buffer));
            let (seen, wanted): (Vec<_>, Vec<_>) = cells.filter(|(_, (wanted, _))| wanted.is_ascii()).unzip();
            assert_eq!(seen, wanted, "{width:?}");
            shown = Some(buffer);
        }
    }
}
