//! What a part of the screen is, which is all that the panes say about its looks.

use crate::report::{FindingKind, Grade};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The part a piece of the screen plays. A theme that leaves a role out gives it the style of the role
    /// without the last dotted word, and in the end that of `text`.
    Role {
        Text = "text", "running text";
        TextMuted = "text.muted", "what may be overlooked";
        TextHeading = "text.heading", "a heading in a report";
        Number = "number", "the number of a paragraph";
        PageBreak = "page.break", "the line between two pages";
        Mark = "mark", "the sign of a place marked by hand";
        Border = "border", "a pane's border and the rules of a grid";
        BorderFocused = "border.focused", "the border of the pane that has the keys";
        Title = "title", "a pane's title";
        TitleFocused = "title.focused", "the title of the pane that has the keys";
        TitleColumn = "title.column", "the head of a column";
        Cursor = "cursor", "the line under the bar";
        CursorName = "cursor.name", "the bar, and the name of the line under it";
        CursorBar = "cursor.bar", "the bar before a line of text";
        CursorUnfocused = "cursor.unfocused", "the line under the bar in a pane that has not the keys";
        Selection = "selection", "what was chosen or is being copied";
        Match = "match", "words or letters that were found";
        MatchCurrent = "match.current", "the found words that the bar is on";
        Grade = "grade", "a grade";
        GradeOutstanding = "grade.outstanding", "outstanding";
        GradeGood = "grade.good", "good";
        GradeRequires = "grade.requires", "requires improvement";
        GradeAdequate = "grade.adequate", "adequate";
        GradeInadequate = "grade.inadequate", "inadequate";
        GradeNone = "grade.none", "no grade: not judged, not inspected";
        TrendUp = "trend.up", "a better grade than before";
        TrendDown = "trend.down", "a worse grade than before";
        TrendSame = "trend.same", "the same grade again";
        Finding = "finding", "a finding's sign";
        FindingStrength = "finding.strength", "a strength";
        FindingMet = "finding.met", "a requirement met";
        FindingImprovement = "finding.improvement", "something to improve";
        FindingRecommendation = "finding.recommendation", "a recommendation";
        FindingPriority = "finding.priority", "a priority action";
        Prompt = "prompt", "the line that is typed in";
        PromptGhost = "prompt.ghost", "what could be typed there";
        Key = "key", "a key in the hints and the help";
        KeyLabel = "key.label", "what the key does";
        Status = "status", "the line that says where one is";
        StatusGauge = "status.gauge", "the part of the work that is done";
        Notice = "notice", "news";
        NoticeWarn = "notice.warn", "news that want attention";
        NoticeError = "notice.error", "news of what failed";
        ScrollThumb = "scroll.thumb", "the part of the text in sight";
        ScrollTrack = "scroll.track", "the rest of the text";
    }
}

impl Role {
    /// The role of a grade.
    #[must_use]
    pub const fn of_grade(grade: Grade) -> Self {
        match grade {
            Grade::Outstanding => Self::GradeOutstanding,
            Grade::Good => Self::GradeGood,
            Grade::RequiresImprovement => Self::GradeRequires,
            Grade::Adequate => Self::GradeAdequate,
            Grade::Inadequate => Self::GradeInadequate,
            Grade::NotJudged => Self::GradeNone,
        }
    }

    /// The role of a finding of this kind.
    #[must_use]
    pub const fn of_kind(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Strength => Self::FindingStrength,
            FindingKind::Met => Self::FindingMet,
            FindingKind::Improvement => Self::FindingImprovement,
            FindingKind::Recommendation => Self::FindingRecommendation,
            FindingKind::Priority => Self::FindingPriority,
        }
    }

    /// The roles whose style this one takes when a theme leaves it out, the nearest first.
    pub fn fallbacks(self) -> impl Iterator<Item = Self> {
        let mut key = self.key();
        let broader = std::iter::from_fn(move || {
            key = &key[..key.rfind('.')?];
            Some(key)
        });
        broader.filter_map(Self::from_key).chain([Self::Text])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_falls_back_by_its_dots_and_then_to_text() {
        let fallbacks = |role: Role| role.fallbacks().collect::<Vec<_>>();
        assert_eq!(fallbacks(Role::BorderFocused), [Role::Border, Role::Text]);
        assert_eq!(fallbacks(Role::TrendUp), [Role::Text]);
        assert_eq!(fallbacks(Role::PageBreak), [Role::Text]);
    }
}
