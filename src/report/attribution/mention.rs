//! What an account names an authority as: the council whose services it is about, or a newspaper, a partner, somebody's post.

use std::sync::LazyLock;

use regex::Regex;

use crate::authority::{Mention, Names};
use crate::typography::{fold, pattern};

/// How many characters before and behind a name tell what it is named as.
const AROUND: usize = 200;
/// How many mentions in one block are looked at.
const MOST_MENTIONS: usize = 300;

/// The style of a borough before its name.
static BOROUGH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|\s)(?:the )?(?:(?:royal |london )?borough of )?(?:the )?$"));
/// Somebody's post at a council.
static POST: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:chief executive|director|leader|head|lead|chair(?:man|woman)?|councillor|mp|member|manager|officer|spokes(?:man|woman|person)) (?:of|for|at|from)(?: [\w',&-]+){0,6}?\s*$",
    )
});
static OF_INSPECTION: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:inspect\w*|ofsted|watchdog)\b"));

/// What makes a place's name that of a newspaper, or of a body that is not its council.
pub(super) static NAMESAKE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:(?i:(?:evening|daily|weekly|morning|sunday|free) (?:post|press|news|gazette|echo|mail|herald|times|telegraph|chronicle|express|star))|(?:(?:Evening|Daily|Weekly|Morning|Sunday|Free) )?(?:Post|Press|News|Gazette|Echo|Mail|Herald|Times|Telegraph|Chronicle|Advertiser|Express|Live|Online|Today|Citizen|Sentinel|Independent|Leader|Observer|Standard|Messenger|Mercury|Argus|Star|Courier|Journal|Guardian|Examiner|Reporter|World|University|College|Hospitals?|NHS|Police|Constabulary|United|Airport|Cathedral))\b",
    )
});

/// Words before the name of a council that is not the one inspected.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b(?:led by|(?:help|support|advice|peers|officers|someone) (?:of|from|by)|partner(?:s|ed|ship)?(?: with)?|partners?,|peer review (?:of|by)|neighbou?rs?,?|neighbou?ring(?: (?:council|county|authority|borough|city))?,?|another (?:council|authority),?|mov(?:ed|es|ing) (?:to|from)|(?:joined|came) from|like|unlike|than|compared (?:to|with)|along with|alongside|such as|formerly (?:of|at|in)|run by)(?: the)?\s*$",
    )
});

/// What may stand behind the name of the council that is graded.
static GRADED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^ (?:(?:county |city |borough )?council )?(?:was|is|were|are|has been|have been) (?:(?:now|also|again|once) )*(?:rated|judged|graded)\b",
    )
});
/// Words of a neighbour's grade, or of an earlier one.
static ELSEWHERE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\b(?:last|previous(?:ly)?|earlier|whereas|while|meanwhile|neighbou?r\w*|too)\b"));

/// A text with what all its mentions share: whether it speaks of an inspection.
struct Told<'t> {
    text: &'t str,
    on_inspection: bool,
}

impl<'t> Told<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, on_inspection: OF_INSPECTION.is_match(&fold(text)) }
    }

    /// What stands before a mention and behind it, folded, as far as it is looked at.
    fn around(&self, mention: &Mention) -> (String, String) {
        let (before, behind) = (&self.text[..mention.start], &self.text[mention.end..]);
        let from = before.char_indices().rev().nth(AROUND).map_or(0, |(at, _)| at);
        let to = behind.char_indices().nth(AROUND).map_or(behind.len(), |(at, _)| at);
        let before = fold(&before[from..]);
        (BOROUGH.replace(&before, "").into_owned(), fold(&behind[..to]))
    }

    /// Whether a mention is no more than part of another's name, or of a council that sent its director or is what this one
    /// is like, or of somebody's post.
    fn is_in_passing(&self, mention: &Mention, before: &str) -> bool {
        NAMESAKE.is_match(&self.text[mention.end..])
            || BESIDE.is_match(before)
            || POST.is_match(before) && !self.on_inspection
    }
}

/// Whether a headline names an authority otherwise than in passing.
pub(super) fn is_not_in_passing(text: &str, names: &Names) -> bool {
    let told = Told::new(text);
    names.find(text).iter().take(MOST_MENTIONS).any(|m| !told.is_in_passing(m, &told.around(m).0))
}

/// Whether a sentence names an authority, or this one, as the council whose services it is about: "in …", "…'s children's
/// services", "… Council", and in what opens an account "… was rated".
pub(super) fn is_of_council(text: &str, names: &Names, own: Option<&str>, opens: bool) -> bool {
    let mentions = names.find(text);
    let mut own = mentions.iter().filter(|m| own.is_none_or(|own| names.plain(**m) == own)).peekable();
    if own.peek().is_none() {
        return false;
    }
    let told = Told::new(text);
    own.take(MOST_MENTIONS).any(|m| {
        let (before, behind) = told.around(m);
        if told.is_in_passing(m, &before) {
            return false;
        }
        let last = before.trim_end().rsplit(' ').next();
        let one_of = |words: &[&str]| words.iter().any(|w| last == Some(w));
        let graded = GRADED.is_match(&behind) || one_of(&["judged", "graded", "gave", "upgraded", "downgraded"]);
        fold(&text[m.start..m.end]).ends_with(" council")
            || one_of(&["in", "of", "by", "rated", "told", "visited", "inspected", "praised", "criticised"])
            || ["'s children", "'s social", "'s services", "' services", " council", " county", " city", " borough"]
                .iter()
                .any(|w| behind.starts_with(w))
            || behind.starts_with(" children's")
            || opens && graded && told.on_inspection && !ELSEWHERE.is_match(&before) && !ELSEWHERE.is_match(&behind)
    })
}
