//! Bold pieces that a conversion glued together.

use super::super::lines::{Break, Line};

/// Parts what was glued together and set too badly to be emphasis, `**A ****B**`, and strips the marks.
pub(super) fn unglue(line: Line) -> Vec<Line> {
    if !line.text.contains("**") {
        return vec![line];
    }
    let parts: Vec<&str> = line.text.split("****").collect();
    let last = parts.len() - 1;
    let part = |(index, part): (usize, &&str)| {
        let marks = part.matches("**").count();
        let opens = index > 0 || part.trim_start().starts_with("**");
        let closes = index < last || part.trim_end().ends_with("**");
        let badly_set = opens && closes && (last > 0 || marks == 2);
        let stray = last == 0 && marks % 2 == 1;
        Line {
            text: if stray { (*part).to_owned() } else { part.replace("**", "") },
            number: line.number,
            bold: line.bold || badly_set,
            end: if index == last { line.end } else { Break::End },
        }
    };
    parts.iter().enumerate().map(part).filter(|line| !line.text.trim().is_empty()).collect()
}
