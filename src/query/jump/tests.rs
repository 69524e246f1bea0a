//! Queries and what they must find first, in a small library of invented councils.

use super::*;

mod table;
use crate::query::sample;
use crate::report::{Area, FindingKind, Framework, Grade};

/// Two reports of Ashcombe, one each of three others; Kelling is in the register and has none.
fn library() -> Library {
    let mut old = sample::report("Ashcombe", Framework::Sif, "2016-03-04");
    sample::section(&mut old, 1, "Children looked after, and care leavers: requires improvement");
    sample::paragraph(&mut old, 31, "Assistants help young people to move on, and they say that they feel at home.");

    let mut new = sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Leadership, Grade::Good)]);
    let leaders = sample::section(&mut new, 1, "The impact of leaders on practice");
    new.judgements[0].section = Some(leaders);
    sample::paragraph(&mut new, 4, "Strategy meetings are held soon, and the police come to each.");
    sample::section(&mut new, 1, "The experiences of children in care and care leavers");
    sample::paragraph(&mut new, 31, "Unaccompanied asylum-seeking children are met on the day.");
    sample::finding(&mut new, FindingKind::Improvement, "The oversight of private fostering.");
    sample::finding(&mut new, FindingKind::Strength, "Ashcombe’s foster carers are heard.");

    let mut both = sample::report("Netherby and Thornmere", Framework::Ilacs, "2023-05-12");
    sample::section(&mut both, 1, "The impact of leaders on practice");
    sample::paragraph(&mut both, 2, "Leaders moved here from Ashcombe.");

    let north = sample::report("North Ashcombeshire", Framework::Jtai, "2024-06-07");
    let wey = sample::report("Dunmarsh upon Wey", Framework::Ilacs, "2019-01-18");
    let kellington = sample::report("Kelbringlend", Framework::Ilacs, "2019-01-18");
    sample::library(vec![old, new, both, north, wey, kellington])
}

fn index() -> Arc<Index> {
    Arc::new(Index::build(&Arc::new(library()), &sample::register()))
}

fn found(query: &str, limit: usize) -> Found {
    index().search(&Question::new(query, limit))
}

/// A hit as a line: its kind, its label with the matched letters in brackets.
fn line(hit: &Hit) -> String {
    let kind = match hit.target {
        Target::Authority(_) => "authority",
        Target::Report(_) => "report",
        Target::Section(..) => "section",
        Target::Paragraph(..) => "paragraph",
        Target::Finding(..) => "finding",
        Target::Mark(_) => "mark",
        Target::Command(_) => "command",
    };
    let mut label = String::new();
    for (at, c) in hit.label.chars().enumerate() {
        let marked = |at: usize| hit.positions.contains(&at);
        let opens = marked(at) && !at.checked_sub(1).is_some_and(marked);
        label.extend(opens.then_some('['));
        label.push(c);
        label.extend((marked(at) && !marked(at + 1)).then_some(']'));
    }
    format!("{kind} {label}")
}

fn first(query: &str) -> String {
    found(query, 10).hits.first().map(line).unwrap_or_default()
}

#[test]
fn the_first_hit_is_the_one_that_was_meant() {
    let table = [
        ("ashc", "authority [Ashc]ombe"),
        ("ASHCOMBE", "authority [Ashcombe]"),
        ("ashc 22", "report [Ashc]ombe · ILACS, inspected 18 Nov 20[22]"),
        ("2016", "report Ashcombe · SIF, inspected 4 Mar [2016]"),
        ("sif", "report Ashcombe · [SIF], inspected 4 Mar 2016"),
        (
            "ashc 22 care leav",
            "section [Ashc]ombe · ILACS 20[22] · The experiences of children in [care] and care [leav]ers",
        ),
        (
            "leav care 22 ashc",
            "section [Ashc]ombe · ILACS 20[22] · The experiences of children in [care] and care [leav]ers",
        ),
        (
            "ashc 22 careleav",
            "section [Ashc]ombe · ILACS 20[22] · The experiences of children in care and [care] [leav]ers",
        ),
        ("ashc ldrs", "section [Ashc]ombe · ILACS 2022 · The impact of [l]ea[d]e[rs] on practice: good"),
        ("leaders good", "section Ashcombe · ILACS 2022 · The impact of [leaders] on practice: [good]"),
        ("leaders", "section Netherby and Thornmere · ILACS 2023 · The impact of [leaders] on practice"),
        (
            "strategy-meeting",
            "paragraph Ashcombe 2022 · [Strategy] [meeting]s are held soon, and the police come to each.",
        ),
        ("uasc", "paragraph Ashcombe 2022 · [U]naccompanied [as]ylum-seeking [c]hildren are met on the day."),
        ("p31", "paragraph Ashcombe 2022 · Unaccompanied asylum-seeking children are met on the day."),
        (
            "ashc 16 para 31",
            "paragraph [Ashc]ombe 20[16] · Assistants help young people to move on, and they say that they feel at home.",
        ),
        ("private fost", "finding Ashcombe 2022 · The oversight of [private] [fost]ering."),
        ("ashcombes foster", "finding Ashcombe 2022 · [Ashcombe]’[s] [foster] carers are heard."),
        ("nt", "authority Netherby and Thornmere"),
        ("rbnt", "authority Netherby and Thornmere"),
        ("wharfside", "authority Dunmarsh upon Wey"),
        ("nethornmere", "authority [Ne]therby and [Thornmere]"),
        ("thronmere", "authority Netherby and Thornmere"),
        ("dunmrsh", "authority Dunmarsh upon Wey"),
        ("dunmaarsh", "authority Dunmarsh upon Wey"),
        ("@leaders", ""),
        ("#ashc 22", "section [Ashc]ombe · ILACS 20[22] · The impact of leaders on practice: good"),
        ("!ashc", "finding [Ashc]ombe 2022 · The oversight of private fostering."),
        ("@kelling", ""),
        ("@dunmorsh", ""),
        ("zebra", ""),
        ("ashc zebra", ""),
        ("", "authority Ashcombe"),
        ("#", "section Netherby and Thornmere · ILACS 2023 · The impact of leaders on practice"),
    ];
    for (query, expected) in table {
        assert_eq!(first(query), expected, "{query:?}");
    }
}

#[test]
fn names_come_before_what_only_mentions_them() {
    let kinds: Vec<String> = found("ashcombe", 20).hits.iter().map(line).collect();
    assert_eq!(kinds[..2], ["authority [Ashcombe]", "authority North [Ashcombe]shire"]);
    assert!(kinds[2].starts_with("paragraph Netherby"), "{kinds:#?}");
    assert!(kinds[3].starts_with("report [Ashcombe] · ILACS"), "{kinds:#?}");
}

#[test]
fn letters_scattered_over_a_text_are_no_match() {
    let found = found("smpc", 10);
    assert_eq!(found.hits.iter().map(line).collect::<Vec<_>>(), Vec::<String>::new());
}

#[test]
fn the_tail_is_cut_where_something_fits_well() {
    let lines: Vec<String> = found("care", 20).hits.iter().map(line).collect();
    assert!(!lines.is_empty() && lines.iter().all(|l| l.contains("[care]")), "{lines:#?}");
}

#[test]
fn nothing_typed_lists_the_authorities_and_counts_them() {
    let found = found(" ", 2);
    let labels: Vec<&str> = found.hits.iter().map(|h| h.label.as_str()).collect();
    assert_eq!((labels.as_slice(), found.total), (["Ashcombe", "Dunmarsh upon Wey"].as_slice(), 5));
}

#[test]
fn the_limit_cuts_the_hits_and_not_their_number() {
    let found = found("ashc", 3);
    assert_eq!(found.hits.len(), 3);
    assert!(found.total > 3, "{found:?}");
}

#[test]
fn an_index_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>(_: &T) {}
    shared(&index());
}

proptest::proptest! {
    #[test]
    fn positions_lie_in_the_label_and_rise(query in "[@#!]?[a-zA-Z0-9 ’–İßﬁ]{0,12}") {
        for hit in found(&query, 50).hits {
            let length = hit.label.chars().count();
            proptest::prop_assert!(hit.positions.windows(2).all(|w| w[0] < w[1]));
            proptest::prop_assert!(hit.positions.iter().all(|&p| p < length));
        }
    }
}
