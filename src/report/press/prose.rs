//! The prose of an account: sentences and clauses, folded for comparing, with the words of its speakers left out.
//!
//! An account mixes what inspectors now say with what they said before, what the council hopes for and what its
//! councillors feel. Only what is left after those may state a grade.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use crate::typography::{fold_char, pattern};

/// A quotation of more characters than this is a speaker's; a shorter one is a word that is set apart, such as a grade.
const QUOTED_WORD: usize = 40;

/// What begins another statement within a sentence.
static JOINTS: LazyLock<Regex> = LazyLock::new(|| pattern(r"; |,? (?:- )?(?:but|while|whereas|although|though) "));
/// The grade that is left behind: "improved from inadequate to good".
static LEFT_BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\bfrom (?:(?:an?|its|the|being|rated|rating|previous|earlier|of|overall|ofsted|ofsted's) )*['\x22]?(?:outstanding|good|requir(?:es?|ed|ing) improvement(?: to be good)?|adequate|inadequate)\b['\x22]?",
    )
});
/// The grade that was not reached, or that others have: "one below outstanding".
static MISSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:below|beneath|under|above|short of|shy of|away from|close to|near|nearly|almost|than|instead of) (?:(?:an?|the|being|rated|top|highest|overall|rating|grade|of) )*['\x22]?(?:outstanding|good|requir(?:es?|ed|ing) improvement(?: to be good)?|adequate|inadequate)\b['\x22]?",
    )
});
/// What begins a remark on an earlier inspection inside a statement on this one.
static ASIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:(?:up|down) from|compared (?:with|to)|(?:\w+ )?(?:years?|months?) (?:after|since)|having (?:previously )?been|since (?:its|the|their) (?:last|previous|earlier) (?:\w+ )?(?:inspection|visit|report)|after (?:being|previously|it was|they were|having)|which (?:it|they|the council) (?:was|were|had)) ",
    )
});
/// Words of the past. A year is one unless it is that of the inspection itself.
static PAST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:previous(?:ly)?|former(?:ly)?|earlier|ago|then|at the time|historic(?:al)?|last (?:inspection|rated|inspected|time|report|visit|judged|graded|year)|had (?:\w+ )?(?:been|received|rated|judged|found)|used to|once|for (?:(?:over|more than|almost|nearly|about|at least|the best part of) )?(?:an? |the last |the past )?(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|many)? ?(?:decades?|years)|predecessors?|superseded|replaced|the (?:following|next) year|(?:a|the) year (?:before|earlier|later))\b",
    )
});
pub(super) static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:19|20)\d\d\b"));
/// The day on which a report came out is no day of the past.
static PUBLISHED: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:published|released|issued)(?: (?:in|on|this|last))?(?: \w+){0,3} (?:19|20)\d\d\b"));
/// Words of hope, doubt and denial, and of those who speak for themselves.
static NOT_SAID: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:will|would|could|should|might|hop(?:es?|ed|ing)|aim(?:s|ed|ing)?|ambitions?|wants?|wanted|future|towards|aspir(?:es?|ed|ing)|if|bid|target|expects?|expected|becom(?:es?|ing)|not|never|no longer|neither|nor|isn't|wasn't|weren't|we|our|us|i|my|we're|we've|i'm)\b",
    )
});

/// Those who grade and are not the inspectors: unions, peers, the council itself.
static GRADED_BY_OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    const OTHERS: &str = r"(?:unions?|unison|peers?|peer (?:reviews?|reviewers?|challenges?|assessments?)|mock (?:ofsted )?(?:inspections?|inspectors|reviews?)|self[- ](?:assessments?|evaluations?)|surveys?|polls?|campaigners?|critics)";
    const GRADES: &str = r"(?:rat(?:ed|es|ing)|judg(?:ed|es|ing)|grad(?:ed|es|ing)|scor(?:ed|es|ing)|assess(?:ed|es|ing)|declar(?:ed|es|ing)|deem(?:ed|s)|brand(?:ed|s)|gave|gives|award(?:ed|s)|found|finds|call(?:ed|s)|consider(?:ed|s))";
    pattern(&format!(
        r"\b(?:{OTHERS} (?:[\w']+ ){{0,3}}?{GRADES}|{GRADES} (?:itself|themselves|himself|herself)|council (?:has |have |had )?(?:rated|judged|graded|deemed) (?:its|their)|(?:by|in|during) (?:an? |the |its |their )?(?:own |recent )?{OTHERS})\b",
    ))
});
static INSPECTORS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:ofsted|watchdog|inspectorate|inspectors)\b.* "));

/// Whether a statement gives the grades of others than the inspectors.
fn is_graded_by_others(text: &str) -> bool {
    GRADED_BY_OTHERS.find_iter(text).any(|hit| hit.as_str().contains("mock") || !INSPECTORS.is_match(hit.as_str()))
}

/// A block's text with its fold. One character of the fold stands for one of the text; long quotations are blanks in it.
#[derive(Debug, Clone)]
pub(super) struct Prose<'t> {
    text: &'t str,
    /// The fold without what speakers say.
    pub folded: String,
    /// Where every so many characters the fold and the text are, in bytes.
    steps: Vec<(usize, usize)>,
}

/// From how many characters to how many it is known where the fold and the text are.
const STEP: usize = 64;

impl<'t> Prose<'t> {
    pub fn new(text: &'t str) -> Self {
        let mut folded: Vec<char> = text.chars().map(fold_char).collect();
        for quotation in quotations(text) {
            if quotation.len() > QUOTED_WORD {
                folded[quotation].fill(' ');
            }
        }
        let folded: String = folded.into_iter().collect();
        let steps =
            folded.char_indices().zip(text.char_indices()).step_by(STEP).map(|((f, _), (t, _))| (f, t)).collect();
        Self { text, folded, steps }
    }

    /// The text behind a range of the fold.
    pub fn printed(&self, range: Range<usize>) -> &'t str {
        let byte = |at: usize| {
            let step = self.steps.partition_point(|(folded, _)| *folded <= at).checked_sub(1);
            let (folded, text) = step.map_or((0, 0), |step| self.steps[step]);
            let characters = self.folded[folded..at].chars().count();
            self.text[text..].char_indices().nth(characters).map_or(self.text.len(), |(i, _)| text + i)
        };
        &self.text[byte(range.start)..byte(range.end)]
    }

    /// The sentences, as ranges of the fold: cut after a full stop that a capital or a quotation follows.
    pub fn sentences(&self) -> Vec<Range<usize>> {
        let mut sentences = Vec::new();
        let mut from = 0;
        let mut pairs = self.folded.char_indices().zip(self.text.chars()).peekable();
        while let Some(((at, folded), _)) = pairs.next() {
            if !matches!(folded, '.' | '?' | '!') || is_shortened(&self.folded[from..at]) {
                continue;
            }
            let rest = &self.folded[at + 1..];
            let closing = rest.len() - rest.trim_start_matches(['\'', '"', ')']).len();
            if !rest[closing..].starts_with(' ') {
                continue;
            }
            let end = at + 1 + closing;
            let begins = pairs.clone().find(|((i, c), _)| *i > end && *c != ' ');
            if begins.is_some_and(|((_, c), printed)| printed.is_uppercase() || matches!(c, '\'' | '"')) {
                sentences.push(from..end);
                from = end + 1;
            }
        }
        sentences.push(from..self.folded.len());
        sentences
    }

    /// The statements of a sentence, as ranges of the fold.
    pub fn clauses(&self, sentence: Range<usize>) -> Vec<Range<usize>> {
        let mut clauses = Vec::new();
        let mut from = sentence.start;
        for joint in JOINTS.find_iter(&self.folded[sentence.clone()]) {
            clauses.push(from..sentence.start + joint.start());
            from = sentence.start + joint.end();
        }
        clauses.push(from..sentence.end);
        clauses
    }
}

/// The quotations in double quotes, as ranges of characters. One that is not closed runs to the end.
fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    let mut length = 0;
    for (at, c) in text.chars().enumerate() {
        match (c, open) {
            ('“', _) | ('"', None) => open = open.or(Some(at)),
            ('”' | '"', Some(from)) => {
                found.push(from..at + 1);
                open = None;
            }
            _ => {}
        }
        length = at + 1;
    }
    found.extend(open.map(|from| from..length));
    found
}

/// Whether a stop after these words shortens a title and ends no sentence.
fn is_shortened(before: &str) -> bool {
    let word = before.rsplit([' ', '(']).next().unwrap_or(before);
    matches!(word, "cllr" | "mr" | "mrs" | "ms" | "dr" | "st" | "prof" | "rev" | "no" | "p")
}

/// What a statement says of this inspection: the same text with remarks on earlier ones blanked out, or `None` where it is
/// about the past, a hope, or somebody's own view. `year` is that of the inspection, where the account prints it.
pub(super) fn of_now(clause: &str, year: Option<i16>) -> Option<String> {
    // "Up from inadequate to good" says what is now behind what was; "good, up from inadequate" ends with it.
    let left_first = LEFT_BEHIND.find_iter(clause).map(|m| m.range()).filter(|m| clause[m.end..].starts_with(" to "));
    let mut text = blanked(clause, left_first);
    if let Some(aside) = ASIDE.find(&text.clone()) {
        let behind = text[aside.start()..].find(", ").filter(|_| aside.start() < 4);
        let to = behind.map_or(text.len(), |comma| aside.start() + comma);
        text = blanked(&text, std::iter::once(aside.start()..to));
    }
    text = blanked(&text.clone(), LEFT_BEHIND.find_iter(&text).map(|m| m.range()));
    text = blanked(&text.clone(), MISSED.find_iter(&text).map(|m| m.range()));
    let dated = blanked(&text, PUBLISHED.find_iter(&text).map(|m| m.range()));
    let own = year.map(|y| y.to_string());
    let past = PAST.is_match(&dated) || YEAR.find_iter(&dated).any(|m| Some(m.as_str()) != own.as_deref());
    (!past && !NOT_SAID.is_match(&text) && !is_graded_by_others(&text)).then_some(text)
}

/// The text with blanks for these ranges, byte for byte.
fn blanked(text: &str, ranges: impl Iterator<Item = Range<usize>>) -> String {
    let mut out = text.to_owned();
    for range in ranges {
        let blanks = " ".repeat(range.len());
        out.replace_range(range, &blanks);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_aside_ends_at_the_comma_behind_it() {
        assert_eq!(of_now("up from poor, it is good", None).as_deref(), Some("            , it is good"));
        assert_eq!(of_now("a, up from poor, it is good", None).as_deref(), Some("a,             , it is good"));
    }

    #[test]
    fn quotations_are_blank_and_quoted_words_stay() {
        let prose = Prose::new("“We are outstanding in all that we do, whatever they say.” It was rated “good”.");
        assert!(!prose.folded.contains("outstanding"), "{}", prose.folded);
        assert!(prose.folded.contains("\"good\""), "{}", prose.folded);
        let open = Prose::new("“This quotation goes on in the next paragraph and is not closed");
        assert_eq!(open.folded.trim(), "");
    }

    #[test]
    fn a_range_of_the_fold_is_printed_as_it_was() {
        let prose = Prose::new("‘Leaders’ know – they “do”.");
        let at = prose.folded.find("they").expect("the word is there");
        assert_eq!(prose.printed(at..prose.folded.len()), "they “do”.");
    }

    #[test]
    fn sentences_end_at_stops_and_not_in_titles() {
        let prose = Prose::new("Cllr. Teague spoke. ‘Plans’ are late. It cost 3.5 million. ok");
        let texts: Vec<&str> = prose.sentences().into_iter().map(|r| prose.printed(r)).collect();
        assert_eq!(texts, ["Cllr. Teague spoke.", "‘Plans’ are late.", "It cost 3.5 million. ok"]);
    }

    #[test]
    fn the_past_and_hopes_state_nothing() {
        for text in [
            "in 2015 the council received a 'requires improvement' rating",
            "the services were previously rated good",
            "it had been judged inadequate",
            "the council hopes to be rated outstanding",
            "the services were not rated good",
            "we are rated good",
            "for over a decade the services were rated inadequate",
            "for seven years they were judged inadequate",
            "the union judged leadership inadequate",
            "the council rated itself outstanding for leadership",
            "a peer review rated leadership as outstanding",
            "a mock inspection rated leadership as inadequate",
            "leadership was rated inadequate by the union",
        ] {
            assert_eq!(of_now(text, None), None, "{text}");
        }
    }

    #[test]
    fn remarks_on_the_past_leave_what_is_said_now() {
        for text in [
            "services have been rated good, up from requires improvement in 2015",
            "services were rated good, four years after they were found inadequate",
            "four years after being rated inadequate in 2015, services were rated good",
            "services have improved from 'inadequate' to good",
            "services were rated good in the report published in march 2020",
            "services have been downgraded from an ofsted overall 'inadequate' to good",
            "the union said inspectors rated services good",
            "a peer review had helped, and services were rated good by ofsted",
        ] {
            let left = of_now(text, None).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(left.len(), text.len());
            assert!(left.contains("good") && !left.contains("inadequate") && !left.contains("improvement"), "{left}");
        }
        assert!(of_now("services were rated good in 2020", Some(2020)).is_some());
        for text in ["rated good, one below 'outstanding'", "rated good, one grade short of outstanding"] {
            let left = of_now(text, None).unwrap_or_else(|| panic!("{text}"));
            assert!(left.contains("good") && !left.contains("outstanding"), "{left}");
        }
    }
}
