//! Lines: which of a file's lines are one paragraph, and what a line says of itself by how it begins.
//!
//! Some files break every line at a width, some give each paragraph one long line, and a letter does both at once: its
//! address is short lines that are not one sentence. [`Wrapping`] looks at the whole file first and then at two lines.

use crate::document::label::{self, Label};

/// How a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Break {
    /// With a line end of the file, which means something only where lines are not wrapped.
    #[default]
    Soft,
    /// With a break that somebody wrote.
    Hard,
    /// With the end of a piece of text that only looks like one line with the next.
    End,
}

/// One line of a block, as its file breaks it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// The text, tabs kept.
    pub text: String,
    /// The physical line of the file, counted from 1.
    pub number: u32,
    /// Whether all of it is bold.
    pub bold: bool,
    /// How it ends.
    pub end: Break,
}

/// The width at which a file breaks its lines, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Wrapping {
    /// In characters; 0 where lines are not wrapped.
    width: usize,
}

impl Wrapping {
    /// Looks at the lines that run on into another. They must agree on a width, and hardly a line may go far past it;
    /// where no blank line parts paragraphs, a line is a paragraph unless the agreement is overwhelming.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let lines: Vec<&str> = text.trim().lines().map(str::trim).collect();
        let runs_on = |pair: &&[&str]| !pair[0].is_empty() && !pair[1].is_empty() && !begins_block(pair[1]);
        let mut inner: Vec<usize> = lines
            .windows(2)
            .filter(runs_on)
            .filter(|pair| !pair[0].contains('\t'))
            .map(|pair| chars(pair[0]))
            .collect();
        inner.sort_unstable();
        let parted = lines.iter().any(|line| line.is_empty());
        let (least, share, reach) = if parted { (2, 60, 60) } else { (8, 80, 75) };
        let Some(&width) = inner.get(inner.len().saturating_sub(1) * 95 / 100) else { return Self::default() };
        let full = inner.iter().filter(|length| **length * 100 >= width * reach).count();
        let far = lines.iter().filter(|line| chars(line) * 2 > width * 3).count();
        let agreed = inner.len() >= least && full * 100 >= inner.len() * share && far * 20 <= lines.len();
        Self { width: if agreed && (40..=160).contains(&width) { width } else { 0 } }
    }

    /// Whether the file breaks its lines at a width.
    #[must_use]
    pub const fn is_wrapped(self) -> bool {
        self.width > 0
    }

    /// Whether a line goes on in the one below it: it is about full, or breaks off early in the middle of a sentence. A
    /// question and a greeting end there, and a line such as "Inspection dates: …" begins anew.
    #[must_use]
    pub fn joins(self, before: &str, after: &str) -> bool {
        let anew = begins_block(after) && ends_thought(before) || is_labelled(after);
        if !self.is_wrapped() || anew || is_whole(before) && after.trim_start().starts_with(char::is_uppercase) {
            return false;
        }
        let before = before.trim();
        let length = chars(before);
        let next = after.split_whitespace().next().map_or(0, chars);
        let early = length + 1 + next < self.width * 4 / 5;
        let goes_on = !early || after.trim_start().starts_with(char::is_lowercase) && !ends_sentence(before);
        length * 100 >= self.width * 55 && goes_on
    }
}

/// The list label or bullet that a paragraph begins with, and the text behind it. Letters need a bracket here.
#[must_use]
pub fn split_label(text: &str) -> Option<(Label<'_>, &str)> {
    let bracketed = |(label, _): &(Label<'_>, &str)| matches!(label, Label::Printed(label) if label.ends_with(')'));
    let star = || text.trim_start().strip_prefix("* ").map(|rest| (Label::Bullet(0), rest.trim_start()));
    label::split(text).or_else(|| label::split_item(text).filter(bracketed)).or_else(star)
}

/// Joins the lines that are one paragraph.
#[must_use]
pub fn join(lines: Vec<Line>, wrapping: Wrapping) -> Vec<Line> {
    let mut joined: Vec<Line> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(last) if runs_on(last, &line, wrapping) => {
                append(&mut last.text, line.text.trim());
                last.bold &= line.bold;
                last.end = line.end;
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// Appends the next line's text: with a space, or behind a hyphen at the line's end with the mark that lets cleaning
/// decide whether the word has one.
pub fn append(text: &mut String, next: &str) {
    text.truncate(text.trim_end().len());
    let hyphen = text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic));
    match text.is_empty() {
        true => {}
        false if hyphen && next.starts_with(char::is_lowercase) => text.push('\u{ad}'),
        false => text.push(' '),
    }
    text.push_str(next);
}

/// Whether a line is a rule: nothing but dashes, underlines and the like, tabs and bars between them.
#[must_use]
pub fn is_rule(line: &str) -> bool {
    let mut marks = 0;
    let only = line.chars().all(|c| {
        marks += usize::from(matches!(c, '-' | '_' | '=' | '*' | '─' | '—'));
        matches!(c, '-' | '_' | '=' | '*' | '─' | '—' | '|' | ':' | '+') || c.is_whitespace()
    });
    only && marks >= 3
}

/// Whether a text ends as a sentence does.
#[must_use]
pub fn ends_sentence(text: &str) -> bool {
    text.trim_end().trim_end_matches(['"', '”', '’', '\'', ')', ']']).ends_with(['.', '!', '?', ':'])
}

fn ends_thought(text: &str) -> bool {
    ends_sentence(text) || text.trim_end().ends_with([';', ','])
}

/// How the labels of a cover's lines begin, in small letters: a line with one goes on with nothing above it.
const LABELS: &[&str] = &[
    "inspection date",
    "date of",
    "dates of",
    "lead inspector",
    "reporting inspector",
    "report published",
    "publication date",
];

/// Whether a line is a label of a cover, a capital first, and its value behind a colon.
fn is_labelled(line: &str) -> bool {
    let Some((label, value)) = line.trim().split_once(':') else { return false };
    let small = label.to_lowercase();
    label.starts_with(char::is_uppercase)
        && value.starts_with(' ')
        && LABELS.iter().any(|known| small.starts_with(known))
}

/// Whether a line is a whole of its own, however full it is: a heading that asks, or a letter's greeting.
fn is_whole(line: &str) -> bool {
    line.trim_end().ends_with('?') || line.trim_start().starts_with("Dear ")
}

fn begins_block(line: &str) -> bool {
    split_label(line).is_some()
}

fn runs_on(before: &Line, after: &Line, wrapping: Wrapping) -> bool {
    if before.text.contains('\t') || after.text.contains('\t') || is_rule(&after.text) {
        return false;
    }
    match before.end {
        Break::Soft => wrapping.joins(&before.text, &after.text),
        Break::Hard => {
            chars(&before.text) >= 60 && !ends_sentence(&before.text) && after.text.starts_with(char::is_lowercase)
        }
        Break::End => false,
    }
}

fn chars(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRAPPED: &str = "Leaders in Ashcombe have made steady progress since the last\n\
        visit, and children are now seen soon after a referral comes\n\
        in. Partners agree.\n\nThe council knows where practice is not yet good enough and\n\
        has a plan that its managers own and follow from week to\nweek.\n";

    #[test]
    fn lines_of_one_width_are_wrapped() {
        assert!(Wrapping::of(WRAPPED).is_wrapped());
    }

    #[test]
    fn an_address_and_long_paragraphs_are_not() {
        let long = "Leaders know their service well and act on what they find. ".repeat(5);
        let letter = format!("Ms A Example\nDirector\nNetherby Council\nTown Hall\nN1 1AA\n\n{long}\n\n{long}\n");
        assert!(!Wrapping::of(&letter).is_wrapped());
        let lines = format!("{long}\n{long}{long}\nShort one here.\n{long}\n");
        assert!(!Wrapping::of(&lines).is_wrapped());
        assert!(!Wrapping::of("").is_wrapped());
    }

    #[test]
    fn a_wrapped_file_without_blank_lines_needs_more_lines_that_agree() {
        let line = "Social workers in Thornmere see children often and alone too\n";
        assert!(Wrapping::of(&line.repeat(12)).is_wrapped());
        assert!(!Wrapping::of(&line.repeat(5)).is_wrapped());
    }

    #[test]
    fn a_sentence_that_ends_early_ends_its_paragraph() {
        let wrapping = Wrapping { width: 60 };
        let full = "Leaders in Ashcombe have made steady progress since the last";
        assert!(wrapping.joins(full, "visit, and more."));
        assert!(!wrapping.joins("Progress is steady and plans are good.", "Leaders know."));
        assert!(!wrapping.joins("Strengths", "Leaders know."));
        assert!(!wrapping.joins("Dates of this visit: 3 to 7 May 2019", "Outcome: good"));
        assert!(wrapping.joins("Progress is steady and plans are often", "good."));
        assert!(
            !wrapping.joins("Leaders know where the practice of the service is good enough.", "12. Plans are clear.")
        );
        assert!(
            wrapping.joins("The previous inspection of the council took place in the year", "2012. It found more.")
        );
    }

    #[test]
    fn full_lines_that_are_a_question_a_greeting_or_above_a_label_end_there() {
        let wrapping = Wrapping { width: 60 };
        let full = "Review of how well the local safeguarding children board works";
        assert!(!wrapping.joins(full, "Inspection date: 14 January 2014"));
        assert!(
            !wrapping
                .joins("Dear members of the Netherby local safeguarding partnership", "Joint inspection of Netherby")
        );
        assert!(!wrapping.joins("What is it like to be a child or young person in this area?", "Children in Netherby"));
        let found = "Leaders know the children who go missing from home or from care and whom";
        assert!(wrapping.joins(found, "Ashcombe must find: those who are placed outside of the area above all."));
        assert!(wrapping.joins("The board could not say who is responsible for it? and", "nobody asked."));
    }

    #[test]
    fn hard_breaks_part_labels_and_not_sentences() {
        let line = |text: &str| Line { text: text.to_owned(), end: Break::Hard, ..Line::default() };
        let labels = vec![line("Inspection dates: 3 to 7 May 2019"), line("Lead inspector: A Example")];
        assert_eq!(join(labels, Wrapping::default()).len(), 2);
        let long = "The council has taken every step that was asked of it at the last visit and";
        assert_eq!(join(vec![line(long), line("has done so soon.")], Wrapping::default()).len(), 1);
    }

    #[test]
    fn a_hyphen_at_the_line_end_takes_no_space() {
        let mut text = "they make pre-".to_owned();
        append(&mut text, "placement checks");
        assert_eq!(text, "they make pre-\u{ad}placement checks");
        let mut dash = "checks -".to_owned();
        append(&mut dash, "often late");
        assert_eq!(dash, "checks - often late");
    }

    #[test]
    fn rules_are_more_than_a_dash() {
        assert!(is_rule("-------\t---") && is_rule("|---|:--:|") && is_rule("=====") && is_rule("* * *"));
        assert!(!is_rule("--") && !is_rule("- a -") && !is_rule(""));
    }
}
