//! Plain ASCII for terminals that print nothing else: every sign of the screen has a twin of one cell.

use ratatui::buffer::Buffer;

/// The twins, those of one kind together.
const TWINS: &[(&str, &str)] = &[
    ("│┃▏▕", "|"),
    ("║", "#"),
    ("─━═‐‑‒–—―−", "-"),
    ("┌┐└┘├┤┬┴┼╔╗╚╝", "+"),
    ("▌▐▷▸›»→⏎┓┛", ">"),
    ("△", "-"),
    ("◆", "m"),
    ("○", "o"),
    ("◐", "%"),
    ("●", "@"),
    ("▲↑", "^"),
    ("▼↓", "v"),
    ("◂‹«←", "<"),
    ("•◦‣∙", "*"),
    ("·", "-"),
    ("█▓", "#"),
    ("░▒", "."),
    ("…", "~"),
    ("‘’‚‛´`", "'"),
    ("“”„‟", "\""),
    ("×", "x"),
    ("\u{a0}\u{2009}\u{202f}", " "),
    ("£", "L"),
    ("½", "h"),
    ("áàâäãå", "a"),
    ("éèêë", "e"),
    ("íìîï", "i"),
    ("óòôöõø", "o"),
    ("úùûü", "u"),
    ("ýÿ", "y"),
    ("ŵ", "w"),
    ("ŷ", "y"),
    ("çč", "c"),
    ("ñ", "n"),
    ("ÁÀÂÄÃÅ", "A"),
    ("ÉÈÊË", "E"),
    ("ÓÒÔÖÕØ", "O"),
    ("ÚÙÛÜ", "U"),
];

/// The keys of a list of keys by their names: their arrows would be letters and signs that are keys themselves.
pub fn keys(keys: &str) -> String {
    let names = [("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right")];
    names.iter().fold(keys.to_owned(), |keys, (arrow, name)| keys.replace(arrow, name))
}

/// Replaces everything in the buffer that is no ASCII.
pub fn plain(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        if !cell.symbol().is_ascii() {
            cell.set_symbol(twin(cell.symbol()));
        }
    }
}

/// The ASCII twin of a symbol; a question mark where it has none.
pub fn twin(symbol: &str) -> &'static str {
    let first = symbol.chars().next().unwrap_or(' ');
    TWINS.iter().find(|(signs, _)| signs.contains(first)).map_or("?", |(_, twin)| twin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_and_a_rule_are_told_from_others() {
        assert_eq!(keys("↑ k"), "Up k");
        assert_ne!(twin("║"), twin("│"));
        assert_ne!(twin("·"), twin("•"));
    }

    #[test]
    fn nothing_but_ascii_is_left() {
        let mut buffer = Buffer::with_lines(["┌ Norfolk › “é” ▌△ 漢 e\u{301}"]);
        plain(&mut buffer);
        let text: String = buffer.content.iter().map(ratatui::buffer::Cell::symbol).collect();
        assert!(text.starts_with("+ Norfolk > \"e\" >- ?"), "{text}");
        assert!(text.is_ascii());
    }
}
