//! Singular and plural: what else a word may look like for a reader who does not care which of them is printed.
//!
//! Only endings are looked at, and one noun that has none of them. A form that is no English word is found nowhere and does
//! no harm; one that is another word would, so that short words and those in "ss", "us" and "is" are left as they are.

/// Nouns whose plural is not made with an s.
const ODD: [(&str, &str); 1] = [("child", "children")];

/// The shortest word that is taken for a plural, or given one.
const SHORTEST: usize = 4;

/// The singular of a word in small letters, itself where it is none.
fn singular(word: &str) -> String {
    if let Some((one, _)) = ODD.iter().find(|(_, many)| *many == word) {
        return (*one).to_owned();
    }
    let kept = |cut: usize, ending: &str| format!("{}{ending}", &word[..word.len() - cut]);
    if word.chars().count() < SHORTEST || !word.chars().all(char::is_alphabetic) {
        word.to_owned()
    } else if word.ends_with("ies") && word.chars().count() > SHORTEST {
        kept(3, "y")
    } else if ["sses", "shes", "ches", "xes"].iter().any(|ending| word.ends_with(ending)) {
        kept(2, "")
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| word.ends_with(ending)) {
        kept(1, "")
    } else {
        word.to_owned()
    }
}

/// The other forms of a word in small letters: its plural, or its singular.
#[must_use]
pub fn others(word: &str) -> Vec<String> {
    let one = singular(word);
    let odd = ODD.iter().find(|(known, _)| *known == one).map(|(_, many)| (*many).to_owned());
    let in_y = one.strip_suffix('y').map(|stem| format!("{stem}ies"));
    let usual = [format!("{one}s"), format!("{one}es")];
    let forms = std::iter::once(one.clone()).chain(odd).chain(in_y).chain(usual);
    forms.filter(|form| form != word && singular(form) == one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn singular_and_plural_meet() {
        let pairs = [
            ("leaver", "leavers"),
            ("policy", "policies"),
            ("child", "children"),
            ("process", "processes"),
            ("service", "services"),
            ("response", "responses"),
            ("search", "searches"),
            ("plan", "plans"),
        ];
        for (one, many) in pairs {
            assert!(others(one).contains(&many.to_owned()), "{one}: {:?}", others(one));
            assert!(others(many).contains(&one.to_owned()), "{many}: {:?}", others(many));
        }
    }

    #[test]
    fn words_that_are_no_plurals_are_left_alone() {
        for word in ["was", "focus", "basis", "47s", "is"] {
            let cut = &word[..word.len() - 1];
            assert!(!others(word).contains(&cut.to_owned()), "{word}: {:?}", others(word));
        }
        assert!(!others("foster").contains(&"fostering".to_owned()));
    }

    proptest::proptest! {
        #[test]
        fn the_other_forms_lead_back(word in "[a-zé]{1,8}") {
            for form in others(&word) {
                proptest::prop_assert!(others(&form).contains(&word), "{word} {form}");
            }
        }
    }
}
