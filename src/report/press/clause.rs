//! One statement of an account: which words in it are grades, given by whom and to what.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::label::Label;
use super::several;
use super::verdict::About;
use crate::report::{Area, Grade};
use crate::typography::pattern;

/// Verbs that give a grade.
static VERB: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:rat(?:ed|es|ing)|judg(?:ed|es|ing)|grad(?:ed|es|ing)|deem(?:ed|s)|assessed|declared|branded|given|gave|gives|award(?:ed|s)|received|receives|earned|earns|achieved|achieves|secured|handed|scored|retain(?:ed|s)|kept|keeps|maintain(?:ed|s))\b",
    )
});
/// A verb, or the like, at the end of what stands before the grade.
static VERB_LAST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:rated|rates|judged|judges|graded|grades|deemed|deems|assessed|declared|branded)$"));
/// Verbs that say of a grade as much as "is" does: only a quoted word behind them is one.
static FINDS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:found|finds|considered|considers)\b"));
static RISES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:improve[ds]?|improving|upgraded|downgraded|promoted|raised|rises?|rose|moves?|moved|moving|up|down|drops?|dropped|falls?|fell|slips?|slipped)(?:\s+\w+){0,3}\s+to$",
    )
});
static COPULA: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:is|are|was|were|been|remains?|remained)$"));
/// Words between a verb and its grade that change nothing.
static FILLER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[\s'\x22])(as|to be|being|an?|the|(?:rating|grade|judgement|verdict) of|overall|now|also|both|all|each|still|again|once more|together)$",
    )
});
/// A grade as a thing: "a ‘good’ rating".
static NOUN: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:overall )?(?:ratings?|judgements?|grad(?:e|ing)s?|verdicts?|marks?)\b"));
/// What may follow a grade that is no adjective.
static BEHIND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[.,:;)!?]|- |(?:for|in|by|overall|and|with|according|across|said|say|says|when|after|following|under|on|this|ratings?|judgements?|grades?|verdicts?|marks?)\b)",
    )
});
/// What introduces the areas that share a grade behind it.
static COMPLEMENT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:overall )?(?:(?:ratings?|judgements?|grades?|verdicts?|marks?) )?(?:overall )?(?:(?:by|from) (?:the )?\w+(?: inspectors)? )?(?:for|in|on|across)\b|^:",
    )
});
/// Areas that are only counted: which they are is not said.
static COUNTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"^\s*(?:\w+ ){0,4}(?:areas|categories|judgements|measures|fields|counts|respects|aspects)\b")
});
static EVERY: LazyLock<Regex> = LazyLock::new(|| pattern(r"^\s*(?:all|each|every)\b"));
static OVERALL_WORD: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\boverall,|\boverall (?:rating|grade|judgement|verdict)\b"));
/// The service as a whole, in the words of the standard form.
static STANDARD_FORM: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\bservices for (?:vulnerable )?children\b.*\b(?:help|protection)\b.*\b(?:care|looked[ -]after)\b")
});
/// The service, or who runs it, as what is graded: nothing may stand between it and the verdict but where it is.
static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"\b(?:children's (?:social care )?(?:services?|department)|children's social care|children's social work services|social services for children|services for (?:vulnerable )?children(?: and (?:young people|families))*){TAIL}"
    ))
});
static COUNCIL: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"\b(?:council|local authority|authority|borough|county|department){TAIL}")));
const TAIL: &str = r"(?:,? (?:in|at|across|of|run by|provided by|delivered by) [^,.;:]{2,60}?)?(?:[\s,'\x22-]|\b(?:has|have|had|been|is|are|was|were|be|being|also|now|again|as|to|by|ofsted|inspectors|overall|remains?|rated|judged|graded|deemed|found|an?|improves?|improved|upgraded|downgraded|given|awarded|received|receives|(?:rating|grade|judgement) of)\b)*$";
/// A part of what is named behind it: "some parts of children's services".
static PART_OF: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:parts?|aspects?|areas?|elements?|features|bits|pockets|some|most|much|many|half|examples?) of (?:[\w']+ ){0,6}?(?:services?|care|department|council|authority|work|practice)\b[^,;]*$",
    )
});
/// Who judges, so that a plain "are good" is theirs.
static JUDGES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\baccording to (?:a|an|its|their) (?:\w+ ){0,3}report\b|\b(?:according to|(?:says?|said|finds?|found|ruled|concluded|concludes|reported|reports)) (?:ofsted|the (?:report|watchdog|inspectorate|inspectors)|(?:its |the )?(?:ofsted )?inspectors)|\b(?:ofsted|inspectors|inspectorate|watchdog|report) (?:has |have )?(?:says?|said|found|finds|ruled|concluded|concludes|judged)\b",
    )
});
/// Others than the authority: their grades are not its own.
static OTHERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:schools?|academ(?:y|ies)|colleges?|nurser(?:y|ies)|childminders?|homes?|hospitals?|foster(?:ing)? (?:agency|agencies|service|services)|fostering|adoption (?:agency|agencies)|nhs|mappa|police|prisons?|youth (?:offending|justice)|neighbou?r(?:s|ing)?|other (?:councils?|authorit\w+|boroughs?)|another (?:council|authority|borough)|nationally|across england|head ?teachers?|early years|pupil referral|probation|residential)\b",
    )
});

/// How firmly a sentence gives a grade to an area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Firm {
    /// Of the council, which may be many things.
    Council,
    /// Of the service, or an area by a short name.
    Named,
    /// Of an area by its full label, or of everything "overall".
    Full,
}

/// A grade that a statement gives.
pub(super) struct Verdict {
    pub area: Area,
    pub grade: Grade,
    pub firm: Firm,
    pub at: Range<usize>,
    /// The label; `None` where the whole sentence is it.
    pub label: Option<Range<usize>>,
}

/// How a grade's word is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Given {
    /// By a verb that gives grades.
    Rated,
    /// By "is" or "are", which says as much of anything.
    Is,
}

/// One statement on this inspection.
pub(super) struct Clause<'a> {
    pub text: String,
    pub printed: &'a str,
    pub sentence: &'a str,
    pub labels: Vec<Label>,
    pub headline: bool,
    /// Whether a verdict's verb stands in the statement before, so that this one may do without.
    pub verb_above: bool,
}

/// How many grades one statement is asked for: no person gives more in a breath.
const GRADES: usize = 40;

impl Clause<'_> {
    /// Whether a verb that gives grades stands in the statement.
    pub fn has_verb(&self) -> bool {
        VERB.is_match(&self.text)
    }

    /// The verdicts of the statement. One that counts councils gives none to this one.
    pub fn read(&self, about: &About) -> Vec<Verdict> {
        if several::is_counted(&self.text) {
            return Vec::new();
        }
        let grades = self.grades();
        let mut found = Vec::new();
        let mut from = 0;
        for (n, &(grade, start, end)) in grades.iter().enumerate() {
            let Some((given, overall)) = self.given(start, end) else { continue };
            if !self.is_about(start, about) {
                continue;
            }
            let next = grades.get(n + 1).map_or(self.text.len(), |g| g.1);
            let (before, behind) = (from..start, end..next);
            from = end;
            let mut give = |area, firm, label| found.push(Verdict { area, grade, firm, at: start..end, label });
            let others = OTHERS
                .find_iter(&self.text)
                .any(|hit| !(hit.as_str().starts_with("other ") && several::is_joined(&self.text[..hit.start()])));
            if overall && !others {
                give(Area::Overall, Firm::Full, None);
            }
            let rest = trimmed(&self.text[behind.clone()]);
            if let Some(complement) = COMPLEMENT.find(rest) {
                let mut shared: Vec<&Label> = self.labels.iter().filter(|l| behind.contains(&l.start)).collect();
                // "Good for help, with overall effectiveness as inadequate": the last label is the next grade's.
                let owned = shared.last().filter(|l| next < self.text.len() && is_given_to(&self.text[l.end..next]));
                let until = owned.map_or(next, |label| label.start);
                shared.retain(|l| l.start < until);
                if !shared.is_empty() {
                    for label in shared {
                        give(label.area, firmness(label), Some(label.start..label.end));
                    }
                    from = until;
                    continue;
                }
                let counted = &rest[complement.end()..];
                if COUNTED.is_match(counted) && !EVERY.is_match(counted) {
                    continue;
                }
            }
            if overall {
                continue;
            }
            let subject = &self.text[before.clone()];
            if PART_OF.is_match(subject) {
                continue;
            }
            if STANDARD_FORM.is_match(subject) {
                give(Area::Overall, Firm::Named, None);
                continue;
            }
            let labels: Vec<&Label> = self.labels.iter().filter(|l| before.contains(&l.start)).collect();
            let direct = labels.last().is_some_and(|l| l.strong && leads_to(&self.text[l.end..start]));
            let names_areas = labels.iter().any(|l| l.strong) || !labels.is_empty() && !others;
            if names_areas && (given == Given::Rated || direct) {
                for label in labels {
                    give(label.area, firmness(label), Some(label.start..label.end));
                }
            } else if !others && labels.is_empty() && (given == Given::Rated || JUDGES.is_match(self.sentence)) {
                if SERVICE.is_match(subject) {
                    give(Area::Overall, Firm::Named, None);
                } else if given == Given::Rated && (COUNCIL.is_match(subject) || self.ends_in_name(before, about)) {
                    give(Area::Overall, Firm::Council, None);
                }
            }
        }
        found
    }

    /// The grades' words of the statement.
    fn grades(&self) -> Vec<(Grade, usize, usize)> {
        let mut found = Vec::new();
        let mut from = 0;
        while let Some((grade, at, length)) = Grade::find(&self.text[from..]).filter(|_| found.len() < GRADES) {
            found.push((grade, from + at, from + at + length));
            from += at + length;
        }
        found
    }

    /// How the word at this place is given as a grade, and whether as the overall one; `None` for an adjective.
    fn given(&self, start: usize, end: usize) -> Option<(Given, bool)> {
        let behind = trimmed(&self.text[end..]);
        if self.is_listed(start, end) {
            return Some((Given::Rated, false));
        }
        if !BEHIND.is_match(behind) {
            return None;
        }
        let quoted = self.text[..start].ends_with(['\'', '"']);
        let mut noun = NOUN.is_match(behind);
        let mut before = self.text[..start].trim_end_matches(['\'', '"', ' ']);
        let mut overall = behind.starts_with("overall") || OVERALL_WORD.is_match(before);
        let (mut article, mut as_if) = (false, false);
        while let Some(filler) = FILLER.captures(before).and_then(|c| c.get(1)) {
            overall |= filler.as_str() == "overall";
            article |= matches!(filler.as_str(), "a" | "an");
            as_if |= matches!(filler.as_str(), "as" | "to be" | "being");
            noun |= filler.as_str().ends_with(" of");
            before = before[..filler.start()].trim_end();
        }
        let (verb, found) = (VERB.is_match(before), FINDS.is_match(before));
        let adjoins = self.labels.iter().any(|l| l.end == before.len());
        let lists = COMPLEMENT.is_match(behind) && self.labels.iter().any(|l| l.start >= end);
        let rated = VERB_LAST.is_match(before)
            || RISES.is_match(before)
            || verb && (as_if || quoted || article && noun || lists)
            || quoted && found
            || verb && before.len() - VERB.find_iter(before).last().map_or(0, |m| m.end()) < 60 && !article
            || (verb || self.verb_above) && adjoins
            || self.headline && quoted;
        let improvement = self.text[start..end].starts_with("require") && !noun;
        match () {
            () if (COPULA.is_match(before) || found && as_if) && !quoted => Some((Given::Is, overall)),
            () if rated || COPULA.is_match(before) && (quoted || verb) => Some((Given::Rated, overall)),
            () if improvement => Some((Given::Is, overall)),
            () => None,
        }
    }

    /// Whether the word stands behind a label and a colon, and before nothing or the next label: a line of a list, or lines
    /// that were joined.
    fn is_listed(&self, start: usize, end: usize) -> bool {
        let before = self.text[..start].trim_end_matches([' ', '\'', '"']);
        let label = before.trim_end_matches([':', '-', ' ']);
        let behind = trimmed(&self.text[end..]);
        let next = self.labels.iter().find(|l| l.start >= end).map(|l| &self.text[end..l.start]);
        let ends = behind.is_empty() || behind.starts_with(['.', ';', ',']) || next.is_some_and(|n| n.len() < 6);
        label.len() < before.len() && ends && self.labels.iter().any(|l| l.end == label.len())
    }

    /// Whether the authority named nearest to the verdict, if one is, is the one the account is about.
    fn is_about(&self, at: usize, about: &About) -> bool {
        let at = self.text[..at].chars().count();
        let mentions = about.names.find(self.printed);
        let before = |m: &&crate::authority::Mention| self.printed[..m.start].chars().count() < at;
        let nearest = mentions.iter().rfind(before).or_else(|| mentions.first());
        nearest.is_none_or(|m| about.authority == Some(about.names.plain(*m)))
    }

    /// Whether what is rated is the authority by its name alone: "rated Ashcombe good", "Ashcombe was rated good".
    fn ends_in_name(&self, range: Range<usize>, about: &About) -> bool {
        static BETWEEN: LazyLock<Regex> = LazyLock::new(|| pattern(&format!("^'?s?{TAIL}")));
        let characters = |at: usize| self.text[..at].chars().count();
        let (from, to) = (characters(range.start), characters(range.end));
        about.names.find(self.printed).iter().rev().any(|m| {
            let end = self.printed[..m.end].chars().count();
            let behind: String = self.text.chars().skip(end).take(to.saturating_sub(end)).collect();
            (from..to).contains(&end) && BETWEEN.is_match(&behind)
        })
    }
}

const fn firmness(label: &Label) -> Firm {
    if label.strong { Firm::Full } else { Firm::Named }
}

/// The text behind a grade without the quote that closes it.
fn trimmed(text: &str) -> &str {
    text.trim_start_matches(['\'', '"']).trim_start()
}

/// Whether nothing but what gives a grade stands between a label and the grade behind it.
fn is_given_to(between: &str) -> bool {
    static GIVES: LazyLock<Regex> = LazyLock::new(|| {
        pattern(
            r"^(?:[\s'\x22]|\b(?:has|have|also|now|both|each|only)\b)*(?::|\b(?:as|at|is|are|was|were|being|been|rated|judged|graded|found|deemed|considered)\b)(?:[\s'\x22]|\b(?:as|being|been|to|be|also|now|only|rated|judged|graded|found|deemed|considered|an?|the)\b)*$",
        )
    });
    GIVES.is_match(between)
}

/// Whether the words between a full label and its grade leave it the subject: "… is outstanding", not "… who live far away are good".
fn leads_to(between: &str) -> bool {
    static OTHER_SUBJECT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:who|that|which|of|for|with|whose)\b|,"));
    between.len() < 60 && !OTHER_SUBJECT.is_match(between)
}
