//! Words of a report as Markdown that shows them as they are.

/// The text in one line, with every sign escaped that Markdown would take for its own.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let text = text.trim();
    for (at, c) in text.char_indices() {
        let begins = at == 0 && matches!(c, '#' | '+' | '-' | '>' | '=' | '~' | '|');
        // "12." at the start of a line would begin a list.
        let number = matches!(c, '.' | ')') && at > 0 && text[..at].bytes().all(|b| b.is_ascii_digit());
        if begins || number || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '>' | '&') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}

/// The text as a quotation, a paragraph a line.
pub(super) fn quoted(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(|line| format!("> {}\n", plain(line))).collect();
    lines.join(">\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_taken_for_markdown() {
        let table = [
            ("12. Plans are *good*", "12\\. Plans are \\*good\\*"),
            ("- a dash", "\\- a dash"),
            ("in 2022. And", "in 2022. And"),
            ("<b>[x]</b>", "\\<b\\>\\[x\\]\\</b\\>"),
            ("red\u{1b}[31m", "red \\[31m"),
        ];
        for (text, expected) in table {
            assert_eq!(plain(text), expected);
        }
        assert_eq!(quoted("One.\n# Two."), "> One.\n>\n> \\# Two.\n");
    }
}
