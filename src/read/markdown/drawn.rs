//! Drawn tables: grids of `+`, `-` and `|`, and columns under rules, as pandoc writes them. `CommonMark` knows neither.
//!
//! Each row becomes one line with tabs between its cells, and the other lines that it took become blank, so that every
//! line keeps its number. A grid of one column is a box around text, and is taken off.
//!
//! ```text
//! +-----------+-------+        ----------- -------
//! | Judgement | Grade |         Judgement   Grade
//! +===========+=======+        ----------- -------
//! | Leaders   | Good  |         Leaders     Good
//! +-----------+-------+        ----------- -------
//! ```

/// The most lines of a table under rules.
const LINES: usize = 200;

/// The text with its drawn tables as lines of tabs.
pub(super) fn flatten(text: &str) -> String {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out: Vec<String> = Vec::with_capacity(lines.len());
    while let Some(line) = lines.get(out.len()) {
        let rest = &lines[out.len()..];
        match boxed(rest).or_else(|| ruled(rest)) {
            Some(rows) => out.extend(rows),
            None => out.push((*line).to_owned()),
        }
    }
    out.join("\n")
}

/// The lines of a grid that begins here.
fn boxed(lines: &[&str]) -> Option<Vec<String>> {
    let columns = border(lines[0])?;
    let inside = |line: &&&str| {
        let line = line.trim();
        line.len() > 1 && line.starts_with(['+', '|']) && line.ends_with(['+', '|'])
    };
    let taken = lines.iter().take_while(inside).count();
    let last = lines[..taken].iter().rposition(|line| border(line).is_some()).filter(|last| *last > 1)?;
    if columns.len() == 2 {
        let content = |line: &&str| match border(line) {
            Some(_) => String::new(),
            None => line.trim().trim_matches('|').trim_end().strip_prefix(' ').unwrap_or_default().to_owned(),
        };
        return Some(lines[..=last].iter().map(content).collect());
    }
    let mut out = Vec::new();
    for group in lines[..=last].split(|line| border(line).is_some()).skip(1) {
        out.push(String::new());
        let cut = |line: &&str| -> Vec<String> {
            let chars: Vec<char> = line.trim().chars().collect();
            let cell = |ends: &[usize]| chars.get(ends[0] + 1..ends[1].min(chars.len())).unwrap_or_default();
            columns.windows(2).map(|ends| cell(ends).iter().collect()).collect()
        };
        out.extend(row(&group.iter().map(cut).collect::<Vec<_>>()));
    }
    Some(out)
}

/// Where the corners of a grid's border stand, in characters; `None` for any other line.
fn border(line: &str) -> Option<Vec<usize>> {
    let line = line.trim();
    let drawn = line.len() > 4 && line.starts_with('+') && line.ends_with('+');
    let only = drawn && line.bytes().all(|b| matches!(b, b'+' | b'-' | b'=' | b':'));
    only.then(|| line.bytes().enumerate().filter(|(_, b)| *b == b'+').map(|(at, _)| at).collect())
}

/// The lines of a table that begins with this rule: its rows are parted by blank lines, where there are any before the next
/// rule, or are its lines up to a blank one.
fn ruled(lines: &[&str]) -> Option<Vec<String>> {
    let starts = rule(lines[0]).filter(|starts| starts.len() > 1)?;
    let below = &lines[1..lines.len().min(LINES)];
    let closing = below.iter().position(|line| rule(line).is_some());
    let set_in = |end: usize| below[..end].iter().all(|line| line.trim().is_empty() || line.starts_with(' '));
    let closing = closing.filter(|end| *end > 0 && (starts[0] == 0 || set_in(*end)));
    let end = closing.unwrap_or_else(|| below.iter().position(|line| line.trim().is_empty()).unwrap_or(below.len()));
    let body = &below[..end];
    let cut = |line: &&str| -> Vec<String> {
        let chars: Vec<char> = line.chars().collect();
        let end = |at: usize| starts.get(at + 1).copied().unwrap_or(chars.len()).min(chars.len());
        (0..starts.len()).map(|at| chars.get(starts[at]..end(at)).unwrap_or_default().iter().collect()).collect()
    };
    let mut out = vec![String::new()];
    if body.iter().any(|line| line.trim().is_empty()) {
        for (index, group) in body.split(|line| line.trim().is_empty()).enumerate() {
            out.extend((index > 0).then(String::new));
            out.extend(row(&group.iter().map(cut).collect::<Vec<_>>()));
        }
    } else {
        out.extend(body.iter().flat_map(|line| row(&[cut(line)])));
    }
    out.extend(closing.map(|_| String::new()));
    Some(out)
}

/// Where the columns of a rule begin, in characters; `None` for any other line.
fn rule(line: &str) -> Option<Vec<usize>> {
    let only = line.trim().len() > 4 && line.trim_end().bytes().all(|b| matches!(b, b'-' | b' '));
    let begins = |at: &usize| line.as_bytes()[*at] == b'-' && (*at == 0 || line.as_bytes()[*at - 1] == b' ');
    let short = |group: &str| !group.is_empty() && group.len() < 3;
    (only && !line.trim().split(' ').any(short)).then(|| (0..line.len()).filter(begins).collect())
}

/// A row that is drawn over several lines, as one line with tabs and blank ones after it.
fn row(lines: &[Vec<String>]) -> Vec<String> {
    let Some(first) = lines.first() else { return Vec::new() };
    let cell = |at: usize| -> String {
        let parts = lines.iter().filter_map(|line| line.get(at)).map(|part| part.trim());
        parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
    };
    let mut cells: Vec<String> = (0..first.len()).map(cell).collect();
    // A number or a dash at the line's beginning would open a list, and a tab a block of code.
    if let Some(first) = cells.first_mut() {
        let digits = first.bytes().take_while(u8::is_ascii_digit).count();
        match first.as_bytes().get(digits) {
            None => first.insert(0, '\u{a0}'),
            Some(b'.' | b')') if digits > 0 => first.insert(digits, '\\'),
            Some(b'-' | b'+' | b'#') if digits == 0 => first.insert(0, '\\'),
            Some(_) => {}
        }
    }
    let mut out = vec![cells.join("\t")];
    out.resize(lines.len(), String::new());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_keeps_its_number() {
        let grid = "a\n+---+----+\n| 1. b | c |\n+===+====+\n";
        for text in
            [grid, "----- ----\nx     y\n\nz\n----- ----\nend", "+---+\n| - a |\n| - b |\n+---+\n", "--- -", "+--+"]
        {
            assert_eq!(flatten(text).matches('\n').count(), text.matches('\n').count(), "{text}");
        }
    }

    #[test]
    fn cells_of_a_grid_and_of_columns_under_rules() {
        let grid = "+---------------+-------+\n| 2. Children   | Good  |\n| in care       |       |\n+---------------+-------+\n| Leaders       | Inade |\n+---------------+-------+";
        assert_eq!(flatten(grid), "\n2\\. Children in care\tGood\n\n\nLeaders\tInade\n");
        let rules = "  ------------- -------\n  Children in   Good\n  care          \n\n  Leaders       Good\n  ------------- -------";
        assert_eq!(flatten(rules), "\nChildren in care\tGood\n\n\nLeaders\tGood\n");
        let simple =
            "  Judgement     Grade\n  ------------- -------\n  Leaders       Good\n  Care leavers  Good\n\nText.";
        assert_eq!(flatten(simple), "  Judgement     Grade\n\nLeaders\tGood\nCare leavers\tGood\n\nText.");
    }

    #[test]
    fn a_box_around_text_is_taken_off() {
        let text = "+-------------+\n| - plans     |\n|   of ours   |\n+-------------+";
        assert_eq!(flatten(text), "\n- plans\n  of ours\n");
    }

    #[test]
    fn other_lines_stay() {
        for text in ["---", "a\n---\nb", "+ a\n+ b", "| a | b |\n|---|---|\n| c | d |", "1 + 2 +", "- - -"] {
            assert_eq!(flatten(text), text);
        }
    }
}
