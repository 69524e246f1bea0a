//! Grades, their two scales, and the words that print them.

use crate::typography::without_note_mark;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The grades, best first. "Adequate" and "requires improvement" take the same place on different scales
    /// and are never the same grade.
    Grade {
        Outstanding = "outstanding", "Outstanding";
        Good = "good", "Good";
        RequiresImprovement = "requires_improvement", "Requires improvement";
        Adequate = "adequate", "Adequate";
        Inadequate = "inadequate", "Inadequate";
        NotJudged = "not_judged", "Not judged";
    }
}

vocabulary! {
    /// The scales on which grades can be compared. No trend crosses from one to the other.
    Scale {
        Adequate = "adequate", "outstanding, good, adequate, inadequate (to 2013)";
        RequiresImprovement = "requires_improvement", "outstanding, good, requires improvement, inadequate (since 2013)";
        None = "none", "no grades";
    }
}

/// The phrases that print a grade, longest first where one begins another.
const WORDINGS: &[(&str, Grade)] = &[
    ("requires improvement to be good", Grade::RequiresImprovement),
    ("require improvement to be good", Grade::RequiresImprovement),
    ("required improvement to be good", Grade::RequiresImprovement),
    ("requires improvement", Grade::RequiresImprovement),
    ("require improvement", Grade::RequiresImprovement),
    ("required improvement", Grade::RequiresImprovement),
    ("outstanding", Grade::Outstanding),
    ("inadequate", Grade::Inadequate),
    ("adequate", Grade::Adequate),
    ("not judged", Grade::NotJudged),
    ("good", Grade::Good),
];

impl Grade {
    /// The place on its scale, 1 (best) to 4; `None` for "not judged".
    #[must_use]
    pub const fn rank(self) -> Option<u8> {
        match self {
            Self::Outstanding => Some(1),
            Self::Good => Some(2),
            Self::RequiresImprovement | Self::Adequate => Some(3),
            Self::Inadequate => Some(4),
            Self::NotJudged => None,
        }
    }

    /// The word in at most five letters, as the grids show it.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Outstanding => "Outst",
            Self::Good => "Good",
            Self::RequiresImprovement => "RI",
            Self::Adequate => "Adeq",
            Self::Inadequate => "Inad",
            Self::NotJudged => "n/j",
        }
    }

    /// The grade that begins a text, with the number of bytes that print it. Case does not count.
    ///
    /// The phrase must end at a word's end: "goodness" is no grade. A figure behind it is the mark of a footnote.
    #[must_use]
    pub fn at_start(text: &str) -> Option<(Self, usize)> {
        WORDINGS.iter().find_map(|&(words, grade)| {
            let head = text.get(..words.len())?;
            let ends = !text[words.len()..].starts_with(char::is_alphabetic);
            (head.eq_ignore_ascii_case(words) && ends).then_some((grade, words.len()))
        })
    }

    /// The first grade that a text names, with the byte where it begins and its length. Case does not count.
    #[must_use]
    pub fn find(text: &str) -> Option<(Self, usize, usize)> {
        let starts = text.char_indices().filter(|(i, c)| {
            c.is_alphabetic() && !text[..*i].ends_with(|before: char| before.is_alphanumeric() || before == '-')
        });
        starts.map(|(i, _)| i).find_map(|i| Self::at_start(&text[i..]).map(|(grade, length)| (grade, i, length)))
    }

    /// The grade that a whole cell or line prints, if it prints nothing else but its number, brackets or a stop: "Good",
    /// "Good (2)", "2 (Good)", "Grade 2 (Good)".
    #[must_use]
    pub fn exactly(text: &str) -> Option<Self> {
        let text = without_note_mark(text.trim()).trim_end_matches(['.', '*', '†', ':', ';']).trim();
        let words = match Self::find(text) {
            Some((_, 0, _)) => text,
            Some((_, start, _)) if is_grade_number(&text[..start]) => text[start..].trim_end_matches(')'),
            _ => return None,
        };
        let (grade, length) = Self::at_start(words)?;
        let rest = words[length..].trim();
        (rest.is_empty() || is_grade_number(rest)).then_some(grade)
    }

    /// The grade that "Grade 2" prints, on the scale from 1 for outstanding to 4 for inadequate that was used from 2009 to
    /// 2013. A figure without the word is no grade: it may be anything.
    #[must_use]
    pub fn numbered(text: &str) -> Option<Self> {
        let text = text.trim();
        let word = text.get(..5).filter(|word| word.eq_ignore_ascii_case("grade"))?;
        match text[word.len()..].trim_matches([':', ' ', '.']) {
            "1" => Some(Self::Outstanding),
            "2" => Some(Self::Good),
            "3" => Some(Self::Adequate),
            "4" => Some(Self::Inadequate),
            _ => None,
        }
    }
}

/// Whether this is only the number of a grade: "(2)", "2", "(Grade 2)".
fn is_grade_number(text: &str) -> bool {
    let inner = text.trim_matches(['(', ')', ' ', ':']);
    let digit = inner.strip_prefix("Grade ").or_else(|| inner.strip_prefix("grade ")).unwrap_or(inner);
    matches!(digit, "1" | "2" | "3" | "4")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_alone_in_all_its_forms() {
        let table = [
            ("Good", Some(Grade::Good)),
            ("Requires Improvement to be good.", Some(Grade::RequiresImprovement)),
            ("2 (Good)", Some(Grade::Good)),
            ("Grade 3 (Adequate)", Some(Grade::Adequate)),
            ("Outstanding (1)", Some(Grade::Outstanding)),
            ("Grade 4 (inadequate)", Some(Grade::Inadequate)),
            ("Not Judged", Some(Grade::NotJudged)),
            ("Good progress", None),
            ("The quality is good", None),
            ("Adequate overall and many are good", None),
            ("", None),
        ];
        for (text, want) in table {
            assert_eq!(Grade::exactly(text), want, "{text}");
        }
    }
    #[test]
    fn a_number_is_a_grade_only_with_the_word() {
        let table =
            [("Grade 2", Some(Grade::Good)), ("grade: 4", Some(Grade::Inadequate)), ("2", None), ("Grade 12", None)];
        for (text, want) in table {
            assert_eq!(Grade::numbered(text), want, "{text}");
        }
    }
}
