//! What a person types and what must stand first: councils by their real names, reports and sentences that are made up.

use super::*;
use crate::library::Library;
use crate::report::Report;

/// What is typed, the kind that is meant, and how its label begins.
const TABLE: &[(&str, &str, &str)] = &[
    // Authorities: whole, begun, in another case, with a word of the name, words run together.
    ("norfolk", "authority", "Norfolk"),
    ("NORFOLK", "authority", "Norfolk"),
    ("norf", "authority", "Norfolk"),
    ("nor", "authority", "Norfolk"),
    ("leeds", "authority", "Leeds"),
    ("kent", "authority", "Kent"),
    ("ken", "authority", "Kent"),
    ("kens", "authority", "Kensington and Chelsea"),
    ("chelsea", "authority", "Kensington and Chelsea"),
    ("kensington chelsea", "authority", "Kensington and Chelsea"),
    ("chelsea kensington", "authority", "Kensington and Chelsea"),
    ("barking", "authority", "Barking and Dagenham"),
    ("dagenham", "authority", "Barking and Dagenham"),
    ("poole", "authority", "Bournemouth, Christchurch and Poole"),
    ("christchurch", "authority", "Bournemouth, Christchurch and Poole"),
    ("maidenhead", "authority", "Windsor and Maidenhead"),
    ("fulham", "authority", "Hammersmith and Fulham"),
    ("hammerful", "authority", "Hammersmith and Fulham"),
    ("north yorkshire", "authority", "North Yorkshire"),
    ("n yorks", "authority", "North Yorkshire"),
    ("yorkshire", "authority", "North Yorkshire"),
    ("@kent", "authority", "Kent"),
    ("a:leeds", "authority", "Leeds"),
    // Other names, nicknames and initials.
    ("hull", "authority", "Kingston upon Hull"),
    ("kingston", "authority", "Kingston upon Hull"),
    ("bcp", "authority", "Bournemouth, Christchurch and Poole"),
    ("rbwm", "authority", "Windsor and Maidenhead"),
    ("rbkc", "authority", "Kensington and Chelsea"),
    ("kc", "authority", "Kensington and Chelsea"),
    ("k&c", "authority", "Kensington and Chelsea"),
    ("h&f", "authority", "Hammersmith and Fulham"),
    ("hf", "authority", "Hammersmith and Fulham"),
    ("london borough of barking", "authority", "Barking and Dagenham"),
    ("norfolk county council", "authority", "Norfolk"),
    ("bd", "authority", "Barking and Dagenham"),
    ("ny", "authority", "North Yorkshire"),
    ("royal borough windsor", "authority", "Windsor and Maidenhead"),
    // A letter that is missing, too many, or changed places with its neighbour.
    ("brimingham", "authority", "Birmingham"),
    ("birmigham", "authority", "Birmingham"),
    ("liverpol", "authority", "Liverpool"),
    ("liverppool", "authority", "Liverpool"),
    ("nofolk", "authority", "Norfolk"),
    ("norflok", "authority", "Norfolk"),
    ("norrfolk", "authority", "Norfolk"),
    ("leesd", "authority", "Leeds"),
    ("kesnington", "authority", "Kensington and Chelsea"),
    ("hamersmith", "authority", "Hammersmith and Fulham"),
    ("brimingham ilacs", "report", "Birmingham · ILACS"),
    ("nofolk 22", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("nrflk", "authority", "Norfolk"),
    // Reports: by year, month, framework, in any order.
    ("norfolk 22", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("22 norfolk", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norfolk 2022", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norfolk nov 22", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norfolk november", "report", "Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norf 17", "report", "Norfolk · SIF, inspected 20 Nov 2017"),
    ("norfolk sif", "report", "Norfolk · SIF, inspected 20 Nov 2017"),
    ("norfolk sif 15", "report", "Norfolk · SIF, inspected 10 Jul 2015"),
    ("norfolk july", "report", "Norfolk · SIF, inspected 10 Jul 2015"),
    ("norfolk jtai", "report", "Norfolk · JTAI"),
    ("jtai norf", "report", "Norfolk · JTAI"),
    ("norfolk joint", "report", "Norfolk · JTAI"),
    ("leeds ilacs", "report", "Leeds · ILACS"),
    ("ilacs leeds", "report", "Leeds · ILACS"),
    ("leeds focused", "report", "Leeds · Focus"),
    ("leeds 24", "report", "Leeds · Focus"),
    ("hull send", "report", "Kingston upon Hull · SEND"),
    ("send hull 23", "report", "Kingston upon Hull · SEND"),
    ("kc 24", "report", "Kensington and Chelsea · ILACS"),
    ("bcp ilacs", "report", "Bournemouth, Christchurch and Poole · ILACS"),
    ("r:kent", "report", "Kent · ILACS"),
    ("h&f 19", "report", "Hammersmith and Fulham · ILACS"),
    // Sections: by words of the heading, run together, by what is judged, abbreviated.
    ("leeds care leav", "section", "Leeds · ILACS 2022 · How children in care and care leavers"),
    ("leav care leeds", "section", "Leeds · ILACS 2022 · How children in care and care leavers"),
    ("norf 22 care leav", "section", "Norfolk · ILACS 2022 · How children in care and care leavers"),
    ("norf careleav", "section", "Norfolk · ILACS 2022 · How children in care and care leavers"),
    ("norf leadership", "section", "Norfolk · ILACS 2022 · What those in charge do"),
    ("norfolk 15 leadership", "section", "Norfolk · SIF 2015 · Leadership and management"),
    ("norf help prot", "section", "Norfolk · ILACS 2022 · How children are helped and protected"),
    ("norf adoption", "section", "Norfolk · SIF 2017 · Adoption"),
    ("norf mgmt", "section", "Norfolk · SIF 2017 · Leadership and management"),
    ("#norf adopt", "section", "Norfolk · SIF 2017 · Adoption"),
    ("s:leeds leavers", "section", "Leeds · ILACS 2022 · How children in care and care leavers"),
    // Numbered paragraphs.
    ("norfolk 2022 p31", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("norf 22 para 31", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("norf 22 paragraph 31", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("p31 norf 22", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("norfolk p31", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("norf 17 p31", "paragraph", "Norfolk 2017 · Adopters wait"),
    ("nofolk 17 p31", "paragraph", "Norfolk 2017 · Adopters wait"),
    ("norf sif p31", "paragraph", "Norfolk 2017 · Adopters wait"),
    ("leeds para 4", "paragraph", "Leeds 2022 · Neighbours ring"),
    // Paragraphs by their words, acronyms, words run together.
    ("pathways", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("norf pathways", "paragraph", "Norfolk 2022 · Pathways are drawn"),
    ("uasc", "paragraph", "Kent 2023 · Unaccompanied asylum-seeking"),
    ("kent uasc", "paragraph", "Kent 2023 · Unaccompanied asylum-seeking"),
    ("iro", "paragraph", "Leeds 2022 · Independent reviewing officers"),
    ("leeds iro", "paragraph", "Leeds 2022 · Independent reviewing officers"),
    ("mash", "paragraph", "Liverpool 2023 · The multi-agency safeguarding hub"),
    ("strategymeet", "paragraph", "Birmingham 2023 · A strategy meeting"),
    ("strat meet", "paragraph", "Birmingham 2023 · A strategy meeting"),
    ("meeting strategy birm", "paragraph", "Birmingham 2023 · A strategy meeting"),
    ("p:police", "paragraph", "Birmingham 2023 · A strategy meeting"),
    // Findings.
    ("!norfolk", "finding", "Norfolk 2022 · Beds for homeless"),
    ("norf homeless", "finding", "Norfolk 2022 · Beds for homeless"),
    ("homeless 16", "finding", "Norfolk 2022 · Beds for homeless"),
    ("private foster", "finding", "Kent 2023 · Private fostering"),
    ("privatefost", "finding", "Kent 2023 · Private fostering"),
    ("!kent fost", "finding", "Kent 2023 · Private fostering"),
    // Marks and commands.
    ("budget", "mark", "Leeds 2022 · for the budget meeting"),
    ("m:leeds", "mark", "Leeds 2022 · for the budget meeting"),
    ("quit", "command", "quit · quit  Q"),
    (":quit", "command", "quit · quit  Q"),
    (":export", "command", "export · write what is on the screen  e"),
    ("export", "command", "export · write what is on the screen  e"),
    (":show grid", "command", "show-grid · judgements over time"),
];

/// What there is not: never another council instead.
const NOTHING: &[(&str, Option<&str>)] = &[
    ("xyzzy", None),
    ("paris", None),
    ("Narnia", None),
    ("trafford", Some("Trafford")),
    ("bath", Some("Bath and North East Somerset")),
    ("traford", None),
    ("@surrey", Some("Surrey")),
    ("@essex", Some("Essex")),
    ("@wessex", None),
    ("hertfordshire", Some("Hertfordshire")),
    ("norfolk 1999", None),
    ("norfolk p999", None),
    ("leeds sif", None),
    ("@p31", None),
    (":xyzzy", None),
];

fn with(mut report: Report, sections: &[(&str, Option<Area>)], paragraphs: &[(u32, &str)]) -> Report {
    for &(heading, area) in sections {
        let section = sample::section(&mut report, 1, heading);
        let area = area.and_then(|area| report.judgements.iter_mut().find(|j| j.area == area));
        if let Some(judgement) = area {
            judgement.section = Some(section);
        }
    }
    for &(number, text) in paragraphs {
        sample::paragraph(&mut report, number, text);
    }
    report
}

fn councils() -> Library {
    let leaders = [(Area::Leadership, Grade::Good)];
    let ilacs = |name, day| sample::graded(name, Framework::Ilacs, day, &leaders);
    let care = "How children in care and care leavers fare";
    let mut norfolk = with(
        ilacs("Norfolk", "2022-11-18"),
        &[
            ("How children are helped and protected", None),
            (care, None),
            ("What those in charge do", Some(Area::Leadership)),
        ],
        &[(31, "Pathways are drawn with each young person, and they hold a copy.")],
    );
    norfolk.inspected.as_mut().expect("it has days").value.from = "2022-11-07".parse().expect("a day");
    sample::finding(&mut norfolk, FindingKind::Improvement, "Beds for homeless people of 16 and 17.");
    let old = [("Leadership and management", Some(Area::Leadership)), ("Adoption", None)];
    let sif = |day| sample::graded("Norfolk", Framework::Sif, day, &leaders);
    let mut kent = with(
        ilacs("Kent", "2023-05-12"),
        &[(care, None)],
        &[(9, "Unaccompanied asylum-seeking children are met at the quay.")],
    );
    sample::finding(&mut kent, FindingKind::Improvement, "Private fostering, which nobody counts.");
    let reports = vec![
        norfolk,
        with(sif("2017-11-20"), &old, &[(31, "Adopters wait for two months.")]),
        with(sif("2015-07-10"), &old, &[]),
        sample::report("Norfolk", Framework::Jtai, "2024-12-13"),
        with(
            ilacs("Leeds", "2022-03-04"),
            &[(care, None)],
            &[(4, "Neighbours ring the front door."), (5, "Independent reviewing officers ring each child.")],
        ),
        sample::report("Leeds", Framework::FocusedVisit, "2024-07-05"),
        kent,
        with(ilacs("Liverpool", "2023-03-24"), &[], &[(2, "The multi-agency safeguarding hub answers at once.")]),
        with(ilacs("Birmingham", "2023-03-03"), &[], &[(7, "A strategy meeting is held, and the police come.")]),
        ilacs("Kensington and Chelsea", "2024-11-15"),
        ilacs("Hammersmith and Fulham", "2019-03-08"),
        ilacs("Windsor and Maidenhead", "2020-01-31"),
        ilacs("Bournemouth, Christchurch and Poole", "2024-12-06"),
        ilacs("Barking and Dagenham", "2023-07-07"),
        ilacs("North Yorkshire", "2023-07-14"),
        sample::report("Kingston upon Hull", Framework::AreaSend2023, "2023-11-24"),
    ];
    let reports = reports.into_iter().map(Arc::new).collect();
    Library::build(std::path::PathBuf::new(), &Register::built_in(), reports, Vec::new())
}

fn given() -> Arc<[Given]> {
    let command = |at, name: &str, label: &str| Given {
        target: Target::Command(at),
        name: name.to_owned(),
        label: label.to_owned(),
    };
    let mark =
        Given { target: Target::Mark(0), name: String::new(), label: "Leeds 2022 · for the budget meeting".into() };
    [
        mark,
        command(0, "quit", "quit · quit  Q"),
        command(1, "export", "export · write what is on the screen  e"),
        command(2, "show grid", "show-grid · judgements over time"),
    ]
    .into()
}

#[test]
fn what_is_meant_stands_first() {
    let index = Arc::new(Index::build(&Arc::new(councils()), &Register::built_in()));
    let mut search = Search::new(index);
    let (mut later, mut missed) = (Vec::new(), Vec::new());
    for &(query, kind, label) in TABLE {
        let question = Question { given: given(), ..Question::new(query, 5) };
        let found = search.ask(&question, &|| false).expect("nothing stops it");
        let is = |hit: &Hit| hit.target.kind().key() == kind && hit.label.starts_with(label);
        let listed: Vec<&str> = found.hits.iter().map(|hit| hit.label.as_str()).collect();
        match found.hits.iter().position(is) {
            Some(0) => {}
            Some(_) => later.push((query, listed.join(" / "))),
            None => missed.push((query, listed.join(" / "))),
        }
    }
    assert!(TABLE.len() >= 100);
    assert!(missed.is_empty(), "not in the first five: {missed:#?}; not first: {later:#?}");
    assert!(later.len() * 20 <= TABLE.len(), "not first: {later:#?}");
}

#[test]
fn where_nothing_fits_nothing_is_offered() {
    let index = Arc::new(Index::build(&Arc::new(councils()), &Register::built_in()));
    for &(query, absent) in NOTHING {
        let found = index.search(&Question { given: given(), ..Question::new(query, 5) });
        let labels: Vec<&str> = found.hits.iter().map(|hit| hit.label.as_str()).collect();
        assert_eq!((labels.as_slice(), found.absent.as_deref()), ([].as_slice(), absent), "{query}");
    }
}

#[test]
fn where_one_is_goes_before_its_equals_and_where_one_was_while_nothing_is_typed() {
    let library = Arc::new(councils());
    let index = Arc::new(Index::build(&library, &Register::built_in()));
    let kent = library.authority_named("Kent").expect("it is there");
    let first =
        |question: &Question| index.search(question).hits.first().map(|hit| hit.label.clone()).unwrap_or_default();
    let at_kent = Question { authority: Some(kent), ..Question::new("care leavers", 5) };
    assert!(first(&at_kent).starts_with("Kent · ILACS"), "{}", first(&at_kent));
    let elsewhere = Question { typed: "norf care leavers".into(), ..at_kent.clone() };
    assert!(first(&elsewhere).starts_with("Norfolk"), "{}", first(&elsewhere));
    let sif = library.reports().iter().position(|r| r.date().is_some_and(|d| d.year() == 2017)).expect("it is there");
    let sif = crate::library::ReportId::new(sif);
    let inside = Question { report: Some(sif), ..Question::new("p31", 5) };
    assert!(first(&inside).starts_with("Norfolk 2017"), "{}", first(&inside));
    let recent = Question { recent: vec![Target::Report(sif), Target::Authority(kent)], ..Question::new("", 9) };
    let found = index.search(&recent);
    let targets: Vec<Target> = found.hits.iter().map(|hit| hit.target).collect();
    assert_eq!(targets[..2], [Target::Report(sif), Target::Authority(kent)]);
    assert_eq!(targets.iter().filter(|&&t| t == Target::Authority(kent)).count(), 1);
    let exact = Question { typed: "norfolk".into(), ..recent };
    assert_eq!(first(&exact), "Norfolk", "an exact name goes before a recent place");
}

#[test]
fn a_search_that_nobody_waits_for_stops() {
    let index = Arc::new(Index::build(&Arc::new(councils()), &Register::built_in()));
    assert_eq!(Search::new(index).ask(&Question::new("care", 5), &|| true), None);
}

#[test]
fn keys_typed_one_after_the_other_find_what_is_found_at_once() {
    let index = Arc::new(Index::build(&Arc::new(councils()), &Register::built_in()));
    let mut search = Search::new(Arc::clone(&index));
    for query in ["n", "no", "norf 2", "norf 22 c", "norf 22 care lea", "norf 22 care", "nor", "leeds", "leeds iro"] {
        let question = Question::new(query, 9);
        assert_eq!(search.ask(&question, &|| false), Some(index.search(&question)), "{query}");
    }
}
