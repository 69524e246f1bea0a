//! What a saved web page prints around an article: widgets, teasers of other stories, newsletter boxes, addresses.
//!
//! None of it says anything of the inspection, yet it names places, dates and other inspections. Lines are told by what they
//! say; from the first line that opens the foot of a page on, everything is furniture, unless the account goes on below.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, Furniture, Kind};
use crate::typography::fold;
use crate::typography::pattern;

/// A paragraph of at least this many characters is prose; a shorter line without a stop may be a headline.
const PROSE: usize = 60;
/// A line of an address or a widget is shorter than this.
const LINE: usize = 160;
/// How many paragraphs a teaser of another story has at most.
const TEASER: usize = 4;

/// Whole lines that are furniture wherever they stand.
static LINES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:",
        r"(?:click here to )?(?:read|see|view|download) (?:the )?(?:full |whole |complete )?(?:ofsted )?(?:report|story|article|letter)(?: (?:here|now|online|on .{3,40}))?",
        r"|read (?:more|next|also|on)\b.{0,120}|continue reading.{0,80}",
        r"|(?:make an enquiry|contact(?: us)?|about us|get in touch|log ?in|sign ?in|register|search|menu|close|home|share|print|email|comments?|privacy(?: policy)?|cookies?(?: policy)?|terms.{0,30}|advertis(?:e|ement|ing).{0,30}|sponsored|promoted.{0,20}|accessibility|sitemap)",
        r"|published|updated|image (?:source|caption|copyright).{0,80}|getty images|(?:about )?(?:\d+|an?) (?:minutes?|hours?|days?|weeks?|months?|years?) ago|\d+ mins? read",
        r"|characters left:? ?\d*|share (?:this|your|on)\b.{0,60}|follow us\b.{0,60}|like us on\b.{0,40}",
        r"|-?\d{1,2} ?°[cf]?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? \d{1,2}(?: -?\d{1,2} ?°[cf]?)?",
        r"|.{0,60}\b(?:web ?site|site|web) (?:design|development|hosting|build)(?:ed|t)? by\b.{0,80}|powered by .{2,60}|(?:©|\(c\) ?|copyright\b).{0,120}|.{0,60}all rights reserved.{0,40}",
        r")[.:!]?$",
    ))
});
/// Lines that open the foot of a page.
static OPENERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"^(?:",
        r"leave (?:a|your) (?:comment|reply)|(?:post|add) (?:a|your) comment|have your say|join the (?:conversation|debate)",
        r"|(?:most|best|top|latest|recent|popular|trending|related|paid|other|more|similar)[ -](?:\w+ )?(?:read|popular|commented|shared|stories|story|articles?|news|posts?|content|links|topics)",
        r"|top (?:ten|five|\d+)\b.{0,30}|more (?:from|on|in|like)\b.{0,60}|you (?:may|might) (?:also )?(?:like|be interested).{0,40}|don't miss|recommended(?: for you)?|what to read next",
        r"|(?:keep (?:abreast|up[ -]to[ -]date|informed)|stay (?:informed|up[ -]to[ -]date)|sign up|subscribe)\b.{0,160}|(?:get|receive) .{0,60}\b(?:newsletter|inbox|bulletin)\b.{0,60}|newsletters?",
        r")[.:!?]?$",
    ))
});
/// The link to the whole of another story, under its teaser.
static REST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:read|see|view) (?:the )?(?:full|whole|more)?\s?(?:story|article|more)$"));
/// What an account speaks of and the foot of a page does not.
static ON_SUBJECT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:inspect\w*|ofsted|watchdog|the report)\b"));
static NAMES_A_REPORT: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b(?:inspection|visit|report|ofsted|letter)\b"));

/// The words of menus and icons: a line of hardly anything else is one.
const MENU: &[&str] = &[
    "home",
    "news",
    "sport",
    "sports",
    "jobs",
    "notices",
    "contact",
    "us",
    "about",
    "privacy",
    "terms",
    "of",
    "use",
    "login",
    "search",
    "menu",
    "subscribe",
    "business",
    "lifestyle",
    "what's",
    "on",
    "weather",
    "cookies",
    "policy",
    "events",
    "property",
    "motors",
    "opinion",
    "comment",
    "comments",
    "video",
    "podcasts",
    "podcast",
    "more",
    "share",
    "print",
    "email",
    "and",
    "family",
    "linkedin",
    "facebook",
    "pinterest",
    "youtube",
    "rss",
    "twitter",
    "instagram",
    "whatsapp",
    "tiktok",
    "x",
    "blank",
    "close",
    "bars",
    "chevron",
    "down",
    "up",
    "left",
    "right",
    "icon",
    "copy",
    "link",
    "advertise",
    "register",
    "sign",
    "in",
    "announcements",
];

/// Marks the furniture of a saved article.
pub(super) fn mark(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|b| b.is_text()) {
        let folded = fold(&block.text);
        let line = block.text.chars().count() < LINE;
        if line && (LINES.is_match(folded.trim()) || is_menu(&folded) || is_address(&block.text)) {
            block.furniture = Some(Furniture::Chrome);
        }
    }
    mark_teasers(blocks);
    mark_foot(blocks);
}

/// Marks the beginnings of other stories: a headline and paragraphs of which the last is cut off.
fn mark_teasers(blocks: &mut [Block]) {
    for cut in 0..blocks.len() {
        if !blocks[cut].is_text() || !is_cut_off(&blocks[cut].text) {
            continue;
        }
        let above = (0..cut).rev().filter(|&i| blocks[i].furniture.is_none()).take(TEASER);
        let headline = above.into_iter().find(|&i| is_headline(&blocks[i]));
        for block in blocks[headline.unwrap_or(cut)..=cut].iter_mut().filter(|b| b.is_text()) {
            block.furniture = Some(Furniture::Chrome);
        }
    }
}

/// Marks the foot of the page, with the line that stands over it.
fn mark_foot(blocks: &mut [Block]) {
    let opens = |b: &Block| {
        let folded = fold(&b.text);
        let folded = folded.trim();
        REST.is_match(folded) || b.text.chars().count() < 2 * LINE && OPENERS.is_match(folded)
    };
    let tells = |b: &Block| b.is_text() && is_prose(b) && ON_SUBJECT.is_match(&fold(&b.text)) && !opens(b);
    let Some(last) = blocks.iter().rposition(tells) else { return };
    for block in blocks[..last].iter_mut().filter(|b| opens(b)) {
        block.furniture = Some(Furniture::Chrome);
    }
    let Some(foot) = blocks.iter().skip(last + 1).position(opens).map(|i| last + 1 + i) else { return };
    let over = foot - 1;
    let stands_over = blocks[over].is_text() && over > last && is_headline(&blocks[over]);
    let from = if stands_over && !NAMES_A_REPORT.is_match(&fold(&blocks[over].text)) { over } else { foot };
    for block in blocks[from..].iter_mut().filter(|b| b.is_text()) {
        block.furniture = Some(Furniture::Chrome);
    }
}

/// Whether a paragraph breaks off, as a teaser does.
fn is_cut_off(text: &str) -> bool {
    let text = text.trim_end();
    ["[...]", "[…]", "[... ]", "(...)", "(…)"].iter().any(|end| text.ends_with(end))
}

fn is_prose(block: &Block) -> bool {
    let text = block.text.trim_end();
    text.chars().count() >= PROSE && text.ends_with(['.', '”', '"', '!', '?', '’', ':'])
}

/// Whether a line may head a story: short, and no sentence.
fn is_headline(block: &Block) -> bool {
    let text = block.text.trim();
    matches!(block.kind, Kind::Paragraph | Kind::Heading { .. })
        && text.chars().count() < LINE
        && !text.ends_with(['.', ':', ',', ';', '”', '"'])
}

/// Whether a line holds hardly anything but the words of menus and icons.
fn is_menu(folded: &str) -> bool {
    let words: Vec<&str> =
        folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|w| !w.is_empty()).collect();
    let known = words.iter().filter(|w| MENU.contains(w)).count();
    words.len() >= 3 && known * 10 >= words.len() * 8 && !folded.trim_end().ends_with('.')
}

/// Whether a line ends in a postcode, as an address does.
fn is_address(text: &str) -> bool {
    static POSTCODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}\.?$"));
    POSTCODE.is_match(text.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::sketch;

    /// The texts that stay.
    fn left(text: &str) -> Vec<String> {
        let mut blocks = sketch::document(text).blocks;
        mark(&mut blocks);
        blocks.into_iter().filter(Block::is_text).map(|b| b.text).collect()
    }

    const STORY: &str =
        "Inspectors who went to Ashcombe found that its social workers know the children whom they help.";

    #[test]
    fn widgets_menus_and_addresses_go() {
        let page = format!(
            "Published\nImage source, Ashcombe Council\nWed, 08\n21 °C\nThu, 09 13 °C\nHome News Sport What's on Jobs\n{STORY}\nRead the full report here.\n\
             © 2020 Ashcombe Gazette\nUnit 4, Mill Lane, Netherby NB4 2XY\ncloseicon linkedin facebook twitter rss instagram youtube"
        );
        assert_eq!(left(&page), [STORY]);
    }

    #[test]
    fn teasers_go_with_their_headlines() {
        let page = format!(
            "{STORY}\nAshcombe focused visit\nOur pages\nKeep up to date with the latest news from the sector.\n\
             Ofsted: Thornmere must act\nInspectors in Thornmere have found that children there wait for far too long for help.\n\
             Following a warning by the county [...]\nRead full story\nA website built by Mill & Sons"
        );
        assert_eq!(left(&page), [STORY, "Ashcombe focused visit"]);
    }

    #[test]
    fn an_account_goes_on_below_a_box_in_its_middle() {
        let page = format!("{STORY}\nMost read\n{STORY}\nMost read\nSwan on the bypass");
        assert_eq!(left(&page), [STORY, STORY]);
    }

    #[test]
    fn the_lead_sentence_stays() {
        let lead = "Ofsted has rated children’s services in Ashcombe as good, its report says.";
        assert_eq!(
            left(&format!("{lead}\nPaid stories\nTop ten articles")),
            [lead, "Paid stories", "Top ten articles"][..1]
        );
    }
}
