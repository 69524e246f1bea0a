//! How much two findings say the same: the share of their words that both have.
//!
//! The measure is plain, so that it can be said and checked by hand. A finding's words are counted once each, by their
//! stems, and each weighs: words that any finding may have ("ensure", "improve", "children") weigh nothing; words of the
//! trade that many findings have ("support", "plan") weigh less; all others, such as "supervision" or "housing",
//! more. The share is twice the weight of the words that both have, out of the weight of all words of both, in
//! hundredths. From [`AGAIN`] on, with two words in common of which one is telling, the same is said again.
//!
//! Nothing depends on the other reports of a folder: two findings that are alike in one library are so in every other.

use std::collections::HashMap;

use crate::typography::fold;

/// The share, in hundredths, from which two findings are taken to say the same.
///
/// Read on pairs of findings of the same authority: from here on more than four in five were about the same thing, and
/// below it most were not. Where a single word tells, such as "supervision", it has to be most of what both say.
pub const AGAIN: u32 = 45;
/// The share from which they are where only one of the words in common is telling.
const WITH_ONE: u32 = 50;
/// What a word weighs that few findings have.
const TELLING: u32 = 5;
/// What a word of the trade weighs.
const OF_THE_TRADE: u32 = 2;
/// The fewest words that two findings must have in common.
const SHARED: usize = 2;
/// Words are compared from this length on; shorter ones tell nothing.
const SHORTEST: usize = 3;

/// Words that any finding may have.
const ANY: &str = "a about across action actions adequate adequately all also among and any appropriate appropriately are \
     area areas authorities authority based become been being better both but can child children childrens clear clearly \
     consistent consistently consistency continue council councils could council county current develop developed does \
     during each effective effectively effectiveness enable ensure ensured ensures ensuring every example families family \
     first for from fully further good greater had has have having help her high highly his how immediately impact implement improve improved \
     improvement improvements improves improving include included includes including increase individual into its lack \
     less local make makes making may more most must necessary need needed needs not number order other others our out \
     outcomes over paragraph paragraphs particular particularly people place provide provided provides provision quality \
     quickly regarding relation relevant remain required requires robust rigorous robustly same service services should \
     some so staff strengthen strengthened sufficient sufficiently suitable take taken takes taking such than that the \
     their them then there these they this those through time timely timeliness timescales to under until upon use used \
     using very was way ways well were what when where whether which while who whole whom whose why will with within \
     without would young month months week weeks year years old olds aged";

/// Words of the trade: they say a little of what a finding is about.
const TRADE: &str = "access agencies agency approach arrange arrangement arrangements assess assessed assessment \
     assessments care carers case cases effect experience experiences incare inform informed lead leaders leadership \
     leavers careleavers lookedafter manage managed management manager managers meet met monitor monitoring multi parents \
     opportunities oversight partner partners plan planned planning plans placement placements practice process processes progress protect protection receive received \
     recorded recording record records respond response responses review reviewed reviews risk risks safeguard \
     safeguarding safe safety senior social support supported team teams work worker workers working socialwork \
     socialworkers understand understanding";

/// Several words that name one thing; they count as one word, or else every two findings about it were alike.
const ONE_THING: &[(&str, &str)] = &[
    ("care leav", "careleav"),
    ("leaving care", "careleavers"),
    ("social work", "socialwork"),
    ("early help", "earlyhelp"),
    ("looked after", "lookedafter"),
    ("decision mak", "decisionmak"),
    ("mental health", "mentalhealth"),
    ("quality assur", "qualityassur"),
    ("children in care", "incare"),
];

/// Endings that are taken off a word, the longest first; at least [`STEM`] letters stay.
const ENDINGS: &[&str] = &[
    "isation", "ations", "ation", "ments", "ment", "ities", "ings", "ness", "ity", "ing", "ies", "ion", "ers", "ed",
    "es", "er", "ly", "al", "s", "e", "y",
];
/// The fewest letters of a stem.
const STEM: usize = 4;

/// The words of a finding that tell what it is about, numbered by [`Stems`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wording {
    /// The words, sorted, each once.
    words: Vec<u32>,
    /// The weight of all of them.
    weight: u32,
}

/// The stems of words, each with a number and a weight, so that findings can be compared quickly. Wordings that two of
/// these made cannot be compared.
#[derive(Debug, Clone)]
pub struct Stems {
    numbers: HashMap<String, u32>,
    /// The weight of each number.
    weights: Vec<u32>,
}

impl Default for Stems {
    fn default() -> Self {
        let mut stems = Self { numbers: HashMap::new(), weights: Vec::new() };
        for (list, weight) in [(ANY, 0), (TRADE, OF_THE_TRADE)] {
            for word in list.split_whitespace() {
                stems.number(stem(word), weight);
            }
        }
        stems
    }
}

impl Stems {
    /// The wording of a text.
    pub fn wording(&mut self, text: &str) -> Wording {
        let mut folded: String =
            fold(text).replace('\'', "").chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
        for (words, one) in ONE_THING {
            if folded.contains(words) {
                folded = folded.replace(words, one);
            }
        }
        let words = folded.split_whitespace().filter(|w| w.len() >= SHORTEST && !w.bytes().all(|b| b.is_ascii_digit()));
        let mut words: Vec<u32> = words.map(|word| self.number(stem(word), TELLING)).collect();
        words.retain(|&word| self.weight(word) > 0);
        words.sort_unstable();
        words.dedup();
        let weight = words.iter().map(|&word| self.weight(word)).sum();
        Wording { words, weight }
    }

    /// What a word weighs.
    fn weight(&self, word: u32) -> u32 {
        self.weights.get(word as usize).copied().unwrap_or(0)
    }

    /// The number of a stem; a new one gets this weight.
    fn number(&mut self, stem: &str, weight: u32) -> u32 {
        if let Some(&number) = self.numbers.get(stem) {
            return number;
        }
        let number = u32::try_from(self.weights.len()).unwrap_or(u32::MAX);
        self.numbers.insert(stem.to_owned(), number);
        self.weights.push(weight);
        number
    }

    /// The share of words that two findings have in common, in hundredths; 0 where they are too few to tell.
    #[must_use]
    pub fn share(&self, one: &Wording, other: &Wording) -> u32 {
        let (mut a, mut b) = (one.words.iter().peekable(), other.words.iter().peekable());
        let (mut shared, mut weight, mut telling) = (0, 0, 0);
        while let (Some(&&left), Some(&&right)) = (a.peek(), b.peek()) {
            match left.cmp(&right) {
                std::cmp::Ordering::Less => {
                    a.next();
                }
                std::cmp::Ordering::Greater => {
                    b.next();
                }
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    weight += self.weight(left);
                    telling += u32::from(self.weight(left) == TELLING);
                    a.next();
                    b.next();
                }
            }
        }
        // A finding of one telling word, word for word the same, is the same all the same.
        let whole = shared > 0 && one == other;
        if telling == 0 || shared < SHARED && !whole {
            return 0;
        }
        let share = 200 * weight / (one.weight + other.weight);
        if telling == 1 && share < WITH_ONE { 0 } else { share }
    }
}

/// A word without its ending.
fn stem(word: &str) -> &str {
    let ending = ENDINGS.iter().find(|e| word.ends_with(**e) && word.len() >= STEM + e.len());
    ending.map_or(word, |e| &word[..word.len() - e.len()])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(one: &str, other: &str) -> u32 {
        let mut stems = Stems::default();
        let (one, other) = (stems.wording(one), stems.wording(other));
        assert_eq!(stems.share(&one, &other), stems.share(&other, &one), "it does not matter which is first");
        stems.share(&one, &other)
    }

    #[test]
    fn the_same_in_other_words_is_said_again() {
        let pairs = [
            (
                "Ensure that supervision of social workers is regular and that managers record it.",
                "The regularity of supervision, and how it is recorded by managers.",
            ),
            (
                "Interviews with children who return home after going missing should be offered within three days.",
                "The timeliness of return home interviews when children go missing.",
            ),
            (
                "The use of ‘letters of intent’ before proceedings begin.",
                "The use of 'letters of intent' before proceedings begin.",
            ),
            ("Homeless 16-year-olds and their accommodation.", "The accommodation of young people who are homeless."),
        ];
        for (one, other) in pairs {
            assert!(share(one, other) >= AGAIN, "{}: {one} | {other}", share(one, other));
        }
    }

    #[test]
    fn what_any_finding_says_is_not_enough() {
        let pairs = [
            (
                "Ensure that the quality of assessments improves so that children’s needs are met.",
                "Ensure that the quality of foster carers’ training improves so that children’s needs are met.",
            ),
            (
                "Ensure that care leavers receive timely support with debts.",
                "Ensure that care leavers receive timely support with tenancies.",
            ),
            ("Improve the timeliness of plans.", "Improve the timeliness of plans and of support."),
            (
                "Management oversight and supervision, so that the reasons for decisions are written down.",
                "A register of private fostering, with oversight of checks and the reasons for what managers decide.",
            ),
            (
                "The quality of practice and management oversight.",
                "Management oversight of work with disabled children.",
            ),
            ("", ""),
            ("Ensure that services improve.", "Ensure that services improve."),
        ];
        for (one, other) in pairs {
            assert!(share(one, other) < AGAIN, "{}: {one} | {other}", share(one, other));
        }
    }

    #[test]
    fn words_that_name_one_thing_are_one_word() {
        assert!(share("Early help for teenagers.", "Early help in rural districts.") < AGAIN);
        assert!(share("Thresholds for early help.", "Early help thresholds.") >= AGAIN);
    }
}
