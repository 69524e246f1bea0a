use super::*;
use crate::query::sample::{finding, graded, register, report};
use crate::query::token;
use crate::report::{Area, FindingKind, Framework, Grade};

fn parse(text: &str) -> Query {
    Query::parse(text, &register())
}

fn fault(text: &str) -> String {
    parse(text).faults.join(" / ")
}

#[test]
fn words_phrases_endings_and_nots() {
    let fits = |text: &str, row: &str| parse(text).fits_row(&token::row(row));
    let row = "Strategy discussions are timely; a strategy discussion is held for each child’s case.";
    for (text, expected) in [
        ("", true),
        ("strategy timely", true),
        ("timely strategy", true),
        ("strat", false),
        ("strat*", true),
        ("\"strategy discussion\"", true),
        ("\"discussion strategy\"", false),
        ("“strategy discussion”", true),
        ("\"strategy disc*\"", true),
        ("-adoption", true),
        ("-strategy", false),
        ("-\"strategy plan\" timely", true),
        ("child's", true),
        ("STRATEGY-DISCUSSION", true),
        ("\"not closed", false),
        ("-", true),
        ("*", true),
    ] {
        assert_eq!(fits(text, row), expected, "{text}");
    }
}

#[test]
fn singular_and_plural_are_one_word_and_a_phrase_stays_as_it_is() {
    let row = token::row("Care leavers, one policy; fostering");
    let fits = |text: &str| parse(text).fits_row(&row);
    for (text, expected) in [
        ("leaver", true),
        ("policies", true),
        ("care-leaver", true),
        ("\"care leaver\"", false),
        ("\"care leavers\"", true),
        ("foster", false),
        ("foster*", true),
        ("-leaver", false),
    ] {
        assert_eq!(fits(text), expected, "{text}");
    }
}

#[test]
fn a_field_whose_name_is_being_typed_asks_nothing() {
    let terms = |text: &str| Query::typing(text, &register()).terms.len();
    for (text, expected) in [
        ("kin", 0),
        ("visits kin", 1),
        ("-auth", 0),
        ("kin ", 1),
        ("kind", 1),
        ("kinder", 1),
        ("visits", 1),
        ("kind:met fr", 1),
    ] {
        assert_eq!(terms(text), expected, "{text:?}");
    }
    assert_eq!(parse("kin").terms.len(), 1, "when it is kept it is a word");
}

#[test]
fn a_word_that_nobody_wrote_is_a_beginning() {
    let row = token::row("Netherby and Thornmere, a foster home for fostering");
    let open = |text: &str| {
        let query = parse(text).begun(|pattern| pattern.is_in(&row));
        (query.starred(text), query.fits_row(&row))
    };
    let starred = |text: &str| open(text).0;
    assert_eq!(open("nether thorn"), ("nether* thorn*".to_owned(), true));
    assert_eq!(starred("foster"), "foster", "somebody wrote it");
    assert_eq!(starred("\"thorn\""), "\"thorn\"", "a quotation is as it stands");
    assert_eq!(starred("-thorn kind:met hom foster*"), "-thorn kind:met hom* foster*");
}

#[test]
fn a_list_is_filtered_by_beginnings() {
    let row = token::row("Netherby and Thornmere, pre-birth plans");
    for (text, expected) in
        [("nether thorn", true), ("\"nether\"", false), ("ther", false), ("pre-b plan", true), ("-nether", false)]
    {
        assert_eq!(parse(text).by_beginnings().fits_row(&row), expected, "{text}");
    }
}

#[test]
fn reports_fit_their_fields() {
    let ashcombe = graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(Area::Overall, Grade::Good)]);
    let letter = report("Kelling", Framework::Jtai, "2019-03-01");
    for (text, expected) in [
        ("framework:ilacs", [true, false]),
        ("framework:jtai,ilacs", [true, true]),
        ("-framework:ilacs", [false, true]),
        ("from:2020", [true, false]),
        ("to:2019", [false, true]),
        ("from:2022-11-18 to:2022-11", [true, false]),
        ("from:2022-11-19", [false, false]),
        ("grade:good", [true, false]),
        ("grade:ri", [false, false]),
        ("authority:ash", [true, false]),
        ("authority:KELLING,ashcombe", [true, true]),
        ("source:report", [true, true]),
        ("source:press", [false, false]),
    ] {
        let query = parse(text);
        assert_eq!(query.faults, [""; 0], "{text}");
        assert_eq!([&ashcombe, &letter].map(|r| query.fits_report(r)), expected, "{text}");
    }
}

#[test]
fn findings_fit_their_kind() {
    let mut report = report("Ashcombe", Framework::Ilacs, "2022-11-18");
    let first = finding(&mut report, FindingKind::Improvement, "The timeliness of visits.");
    let second = finding(&mut report, FindingKind::Priority, "Unallocated cases.");
    let kinds = |text: &str| [first, second].map(|id| parse(text).fits_finding(Scope::default(), &report, id));
    assert_eq!(kinds("kind:improvement"), [true, false]);
    assert_eq!(kinds("kind:pri"), [false, true]);
    assert_eq!(kinds("-kind:priority"), [true, false]);
    assert_eq!(kinds("again:no"), [true, true]);
    assert_eq!(kinds("again:yes"), [false, false]);
}

#[test]
fn a_fault_says_what_is_wrong_and_the_rest_stands() {
    assert!(fault("kind:advice").starts_with("kind: “advice” is none of strength, met"));
    assert_eq!(fault("from:soon"), "from: “soon” is no date; write 2022, 2022-11 or 2022-11-07");
    assert_eq!(fault("to:2022-13"), "to: “2022-13” is no date; write 2022, 2022-11 or 2022-11-07");
    assert_eq!(fault("authority:Atlantis"), "authority: no authority is called “Atlantis”");
    assert_eq!(fault("region:mars"), "region: no region is called “mars”");
    assert_eq!(fault("again:perhaps"), "again: “perhaps” is neither yes nor no");
    assert_eq!(fault("near:ashcombe"), "near: no list names the neighbours of Ashcombe");
    let query = parse("kind:advice visits");
    assert_eq!((query.terms.len(), query.faults.len()), (1, 1));
    assert_eq!(parse("kind:").terms, [], "a field without a value is being typed");
}

#[test]
fn a_field_that_is_none_is_told_with_the_nearest() {
    for (text, wanted) in [
        ("kimd:priority", "no field is called “kimd”; write kind:, or quotation marks for words"),
        ("-form:2022", "no field is called “form”; write from:, or quotation marks for words"),
        ("regions:\"south west\"", "no field is called “regions”; write region:, or quotation marks for words"),
        ("so:2022", "no field is called “so”; write to:, or quotation marks for words"),
    ] {
        assert_eq!((fault(text).as_str(), parse(text).terms.len()), (wanted, 0), "{text}");
    }
    assert!(
        fault("council:ashcombe")
            .ends_with("or one of kind, framework, from, to, grade, region, near, authority, source, again")
    );
}

#[test]
fn a_colon_of_ordinary_text_is_no_field() {
    for (text, terms) in [
        ("Ofsted: the council", 3),
        ("10:30", 1),
        ("3:1", 1),
        ("https://example.org", 1),
        ("\"kimd:priority\"", 1),
        ("kimd:", 1),
        (":visits", 1),
    ] {
        let query = parse(text);
        assert_eq!((query.faults.join(""), query.terms.len()), (String::new(), terms), "{text}");
    }
}

#[test]
fn neighbours_regions_and_names_come_from_the_register() {
    let register = Register::built_in();
    let names = |text: &str| match Query::parse(text, &register).terms.first().map(|t| t.test.clone()) {
        Some(Test::Authorities(names)) => names.len(),
        _ => 0,
    };
    assert_eq!(names("near:norfolk"), 10);
    assert_eq!(names("authority:derby"), 1, "Derbyshire is another");
    assert!(names("authority:north") > 3);
    assert!(names("region:\"south west\"") > 10);
    assert_eq!(names("authority:north-somerset"), 1);
    assert_eq!(names("authority:rbwm"), names("authority:\"windsor and maidenhead\""));
}

#[test]
fn spans_are_the_bytes_of_the_words() {
    let text = "Early-help plans; early help ends.";
    let found: Vec<&str> = parse("\"early help\" plan*").spans(text).into_iter().map(|span| &text[span]).collect();
    assert_eq!(found, ["Early-help", "plans", "early help"]);
}

#[test]
fn a_query_is_completed_from_its_end() {
    let register = Register::built_in();
    let first = |text: &str| complete(text, &register).first().cloned();
    for (text, expected) in [
        ("ki", Some("kind:")),
        ("visits fr", Some("visits framework:")),
        ("kind:pr", Some("kind:priority")),
        ("-kind:st", Some("-kind:strength")),
        ("kind:priority,imp", Some("kind:priority,improvement")),
        ("region:south", Some("region:\"South East\"")),
        ("authority:kingston", Some("authority:\"Kingston upon Hull\"")),
        ("visits", None),
        ("from:20", None),
        ("", Some("kind:")),
    ] {
        assert_eq!(first(text).as_deref(), expected, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_is_too_odd_for_a_query(text in "[a-z\"“”:,* -]{0,30}|.{0,20}", row in ".{0,30}") {
        let register = register();
        let query = Query::parse(&text, &register).begun(|_| false);
        let _ = query.starred(&text);
        for term in &query.terms {
            proptest::prop_assert!(text.get(term.range.clone()).is_some());
        }
        for span in query.spans(&row) {
            proptest::prop_assert!(row.get(span).is_some());
        }
        let _ = complete(&text, &register);
    }
}
