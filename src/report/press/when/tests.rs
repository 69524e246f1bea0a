//! The days of accounts, and the frameworks that they leave.

use super::*;
use crate::report::sketch;

fn day(text: &str) -> Option<String> {
    written(&sketch::document(text).blocks).map(|(first, _)| first.to_string())
}

#[test]
fn the_day_of_an_account_stands_on_a_line_near_its_top() {
    let table = [
        ("County turns a corner\nThursday, September 7, 2017\nInspectors came.", Some("2017-09-07")),
        ("County turns a corner\nBy Rosalind Teague\n| 20 December 2018", Some("2018-12-20")),
        ("Page last updated at 10:05 GMT, Friday, 14 November 2008", Some("2008-11-14")),
        ("Issue - meetings\nMeeting: 17/05/2023 - Assembly (Item 10)", Some("2023-05-17")),
        ("Published on: 26 Apr, 2021\nUpdated on: 3 May, 2022", Some("2021-04-26")),
        (
            "The judgement, published today (Friday, 4 March 2016), follows a visit in the winter to all of the county's teams.",
            Some("2016-03-04"),
        ),
        ("Published 4 March 2015.", Some("2015-03-04")),
        ("2015-03-04T10:00:00Z", Some("2015-03-04")),
        ("March 2015", Some("2015-03-01")),
        ("2015-13-04", None),
        ("Inspectors visited Ashcombe from 3 to 7 May 2021.", None),
        ("County turns a corner\nThu, 04", None),
    ];
    for (text, want) in table {
        assert_eq!(day(text).as_deref(), want, "{text}");
    }
}

#[test]
fn days_are_told_in_many_ways_and_other_days_are_not_taken() {
    let days = |text: &str| {
        let blocks = sketch::document(text).blocks;
        days(&blocks, None, |_| true).map(|(_, f, _)| format!("{} {}", f.period.from, f.period.to))
    };
    let table = [
        ("The inspection was made by Ofsted between 7 and 18 March 2011.", Some("2011-03-07 2011-03-18")),
        (
            "Further to minute 7 (1/4/11) the director told of the inspection that was made from 7 to 18 March 2011.",
            Some("2011-03-07 2011-03-18"),
        ),
        ("Further to minute 7 (1/4/11) the director told of the inspection.", None),
        ("The judgement, published today (Friday, 4 March 2016), follows an inspection in the winter.", None),
        ("The area was inspected between January 2022 and 1 February 2022.", None),
        ("Of the 59 councils inspected between November 2013 and 30 June 2015, one was good.", None),
        (
            "They were inspected from 6 to 30 March 2017. A visit was made on 26 and 27 February 2019.",
            Some("2019-02-26 2019-02-27"),
        ),
        ("The visit took place on 18th and 19th of February 2025.", Some("2025-02-18 2025-02-19")),
        ("The next inspection will begin on 3 May 2021.", None),
        ("The result of the inspection was announced on 3 May 2021.", None),
        ("Inspectors said on Monday 3 May 2021 that it was so.", None),
        ("In its inspection report of 3 May 2021 much is praised.", None),
        ("A children's home of the county was inspected on 3 and 4 May 2021.", None),
        (
            "They were inspected from 6 to 30 March 2017. A visit by others was made on 3 May 2018.",
            Some("2017-03-06 2017-03-30"),
        ),
        ("“We were inspected on 3 May 2016 and inspected again now,” she said of the inspection.", None),
        ("The inspection report was put to the cabinet on 19 January 2012.", None),
        (
            "The visit was made on 31 July and 1 August 2018, and the commissioner's exercise on 5 and 6 September 2018.",
            Some("2018-07-31 2018-08-01"),
        ),
        (
            "Following the inspection from 17 to 28 September 2018, a fifth visit took place on 28 to 29 April 2021.",
            Some("2021-04-28 2021-04-29"),
        ),
        ("The inspection report was sent to the committee's meeting of Tuesday, 19 January 2012.", None),
    ];
    for (text, want) in table {
        assert_eq!(days(text).as_deref(), want, "{text}");
    }
}

#[test]
fn a_framework_must_have_begun_when_inspectors_came() {
    use crate::report::Framework;
    let when = |text: &str| When::read(&sketch::document(text).blocks);
    let table = [
        ("4 September 2017", Framework::Ilacs, false),
        ("4 September 2017", Framework::Sif, true),
        ("4 September 2019", Framework::Sif, false),
        ("4 September 2019", Framework::Ilacs, true),
        ("Inspectors came in an inspection in June and July 2017.", Framework::Ilacs, false),
        ("The previous inspection was in June 2016.", Framework::Ilacs, true),
        ("4 September 2019\nThe last full inspection, in June 2016, was another.", Framework::Ilacs, true),
        ("4 September 2019\nInspectors came for a hard inspection in June 2016.", Framework::Ilacs, true),
        ("Inspectors judged it to be ‘adequate’.", Framework::Ilacs, false),
        ("They found much to praise since the last inspection in 2012.", Framework::Ilacs, false),
        ("They found much to praise since the last inspection in 2016.", Framework::Ilacs, true),
        ("It was previously judged adequate.", Framework::Ilacs, true),
        ("In 2011 it was judged ‘adequate’.", Framework::Ilacs, true),
        ("4 September 2024\nMuch is better since the last inspection in 2017.", Framework::AreaSend2023, true),
    ];
    for (text, framework, want) in table {
        assert_eq!(when(text).admits(framework.row()), want, "{text} {framework}");
    }
    // A page that was written in one year and saved in another.
    assert!(!when("12 December 2020\nThu, 04\n5 May 2015").settles(Framework::Ilacs.row()));
    assert!(!when("4 March 2018").settles(Framework::Ilacs.row()));
    assert!(when("4 September 2018").settles(Framework::Ilacs.row()));
}
