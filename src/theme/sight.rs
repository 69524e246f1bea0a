//! What eyes make of the themes: contrast, and colours as they look where red and green, or blue and yellow, are one.

use ratatui::style::{Color, Modifier};

use super::*;

/// Linear red, green and blue, from 0 to 1.
type Light = [f64; 3];

/// How eyes see: the name, and what they make of linear light. The matrices are those of Machado, Oliveira and Fernandes,
/// "A Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), at full severity.
const EYES: &[(&str, [Light; 3])] = &[
    ("most eyes", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "eyes without red",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "eyes without green",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "eyes without blue",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// The least contrast of letters, as the Web Content Accessibility Guidelines ask of their level AA; of lines that divide,
/// as they ask of what is no text; and of everything in the theme of high contrast, as their level AAA.
const LETTERS: f64 = 4.5;
const LINES: f64 = 3.0;
const HIGH: f64 = 7.0;
/// The least difference of two grades' colours (CIE 1976), well above what is seen side by side.
const APART: f64 = 20.0;

fn linear(colour: Color) -> Option<Light> {
    let (r, g, b) = match colour {
        Color::Rgb(r, g, b) => (r, g, b),
        Color::Indexed(number @ 16..) => depth::shade(number),
        _ => return None,
    };
    let part = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    Some([part(r), part(g), part(b)])
}

fn seen(light: Light, eyes: &[Light; 3]) -> Light {
    eyes.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0))
}

fn luminance([r, g, b]: Light) -> f64 {
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

fn contrast(a: Light, b: Light) -> f64 {
    let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
    a.max(b) / a.min(b)
}

/// Lightness and the two colour axes of CIE 1976.
fn lab(light: Light) -> Light {
    let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let sum = |parts: Light| parts.iter().zip(light).map(|(a, b)| a * b).sum::<f64>();
    let first = root(sum([0.4124, 0.3576, 0.1805]) / 0.9505);
    let middle = root(luminance(light));
    let last = root(sum([0.0193, 0.1192, 0.9505]) / 1.089);
    [116.0 * middle - 16.0, 500.0 * (first - middle), 200.0 * (middle - last)]
}

fn difference(a: Light, b: Light) -> f64 {
    lab(a).iter().zip(lab(b)).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}

/// The bundled themes that have colours of their own, at both depths that have shades.
fn coloured() -> impl Iterator<Item = (&'static str, Theme)> {
    let all = [Depth::Rgb, Depth::Indexed].into_iter().flat_map(|depth| BUILT_IN.iter().map(move |row| (row.0, depth)));
    let themes = all.map(|(name, depth)| (name, load(name, None, depth).expect("a bundled theme loads").0));
    themes.filter(|(_, theme)| theme.style(Role::Text).bg.and_then(linear).is_some())
}

/// The letters and what is behind them, for a role on the frame and on the line under the bar.
fn pairs(theme: &Theme, role: Role) -> Vec<(Light, Light)> {
    let text = theme.style(Role::Text);
    let tints = [Role::Text, Role::Cursor, Role::CursorUnfocused].map(|under| text.patch(theme.style(under)));
    let styles = tints.map(|under| under.patch(theme.style(role)));
    styles.into_iter().filter_map(|style| style.fg.and_then(linear).zip(style.bg.and_then(linear))).collect()
}

#[test]
fn everything_can_be_read_by_all_eyes() {
    assert_eq!(coloured().count(), 6);
    for (name, theme) in coloured() {
        for (eyes, matrix) in EYES {
            for &role in Role::ALL {
                let is_line = matches!(role, Role::Border | Role::PageBreak | Role::ScrollTrack);
                let least = if name == "contrast" {
                    HIGH
                } else if is_line {
                    LINES
                } else {
                    LETTERS
                };
                for (letters, behind) in pairs(&theme, role) {
                    let contrast = contrast(seen(letters, matrix), seen(behind, matrix));
                    assert!(contrast >= least, "{role} in {name} for {eyes}: {contrast:.2}, not {least}");
                }
            }
        }
    }
}

#[test]
fn grades_of_different_colours_are_apart_for_all_eyes() {
    let roles = [Role::GradeOutstanding, Role::GradeRequires, Role::GradeInadequate];
    for (name, theme) in coloured() {
        for (eyes, matrix) in EYES {
            let colours = roles.map(|role| theme.style(role).fg.and_then(linear).map(|light| seen(light, matrix)));
            for (i, a) in colours.iter().enumerate() {
                for (j, b) in colours.iter().enumerate().skip(i + 1) {
                    let (Some(a), Some(b)) = (a, b) else { panic!("a grade in {name} has no colour") };
                    let apart = difference(*a, *b);
                    assert!(apart >= APART, "{} and {} in {name} for {eyes}: {apart:.1}", roles[i], roles[j]);
                }
            }
        }
    }
}

#[test]
fn bold_letters_of_the_terminals_own_colours_are_seen_on_black_and_on_white() {
    // Many terminals show a bold colour as its bright twin. These are xterm's, of the colours that are dark enough for
    // white and bright enough for black; the guidelines ask 3:1 of large or bold letters. Bright cyan has 1.3 on white.
    let bright = |colour| match colour {
        Color::Blue => Some((0x5c, 0x5c, 0xff)),
        Color::Magenta => Some((0xff, 0x00, 0xff)),
        _ => None,
    };
    let theme = load("terminal", None, Depth::Ansi).expect("a bundled theme loads").0;
    for &role in Role::ALL {
        let style = theme.style(role);
        let Some(fg) = style.fg.filter(|_| style.add_modifier.contains(Modifier::BOLD)) else { continue };
        let (r, g, b) = bright(fg).unwrap_or_else(|| panic!("{role} is bold and {fg}, pale on black or on white"));
        for behind in [Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)] {
            let [letters, behind] = [Color::Rgb(r, g, b), behind].map(|c| linear(c).expect("it is a shade"));
            assert!(contrast(letters, behind) >= LINES, "{role}: {:.2}", contrast(letters, behind));
        }
    }
}

#[test]
fn the_measure_is_that_of_the_guidelines() {
    let [black, white] = [Color::Rgb(0, 0, 0), Color::Rgb(255, 255, 255)].map(|c| linear(c).expect("it is a shade"));
    assert!((contrast(black, white) - 21.0).abs() < 0.01);
    assert!((difference(black, white) - 100.0).abs() < 0.1);
    let [red, green] = [Color::Rgb(200, 0, 0), Color::Rgb(80, 100, 0)].map(|c| linear(c).expect("it is a shade"));
    assert!(difference(seen(red, &EYES[2].1), seen(green, &EYES[2].1)) < difference(red, green) / 2.0);
}
