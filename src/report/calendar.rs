//! Printed dates become days of the calendar.
//!
//! Reports print "7 to 18 November 2022", "28 January–5 February 2014", "24 January to 4 February 2022",
//! "01/06/2011", "November 7 to 18, 2022", two ranges joined by "and", ordinals, short months, and ranges that leave out
//! a month or a year where the later date gives it. A date that is only half printed is never completed from elsewhere.

use jiff::civil::Date;

use crate::report::Period;

/// The months as reports print them, in lower case.
pub const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
/// The years that a report can print; a number outside them is no year.
const YEARS: std::ops::RangeInclusive<i16> = 1995..=2099;
/// How many words may stand between the parts of one range ("5 December 2022 to Friday 16 December").
const GAP: usize = 3;

/// A word of a date, with the bytes it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Token {
    Day(i8),
    Month(i8),
    Year(i16),
    Whole(Date),
    /// "to", a dash, "and", a comma: what may stand between dates.
    Joint,
    Word,
}

/// One date as printed, parts that are left out empty.
#[derive(Debug, Clone, Copy)]
struct Half {
    day: i8,
    month: Option<i8>,
    year: Option<i16>,
    start: usize,
    end: usize,
}

/// A period found in a text: the days and the bytes that print them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The days.
    pub period: Period,
    /// Where the printed words begin.
    pub start: usize,
    /// Where they end.
    pub end: usize,
}

/// The first date or range of dates in a text. Ranges joined by "and" or a comma count as one, from the first day to the last.
#[must_use]
pub fn period(text: &str) -> Option<Found> {
    periods(text).next()
}

/// Every date or range of dates in a text, in order.
pub fn periods(text: &str) -> impl Iterator<Item = Found> {
    let (tokens, mut at) = (tokens(text), 0);
    std::iter::from_fn(move || {
        while at < tokens.len() {
            let (halves, next) = run(&tokens, at);
            at = next.max(at + 1);
            if let Some(found) = complete(&halves) {
                return Some(found);
            }
        }
        None
    })
}

/// The first single, complete date in a text.
#[must_use]
pub fn date(text: &str) -> Option<(Date, usize, usize)> {
    let tokens = tokens(text);
    (0..tokens.len()).find_map(|at| {
        let (half, _) = half(&tokens, at)?;
        let date = Date::new(half.year?, half.month?, half.day).ok()?;
        Some((date, half.start, half.end))
    })
}

/// Reads as many dates as follow each other from `at`; answers them and the token after them.
fn run(tokens: &[(Token, usize, usize)], mut at: usize) -> (Vec<Half>, usize) {
    let mut halves = Vec::new();
    let mut next = at;
    let mut gap = 0;
    // The month before the day is that of the days after it too: "November 7 to 18, 2022".
    let mut before = None;
    while at < tokens.len() && gap <= GAP {
        if let Some((mut found, mut after)) = half(tokens, at) {
            if matches!(tokens[at].0, Token::Month(_)) {
                before = found.month;
            } else if found.month.is_none() && before.is_some() {
                found.month = before;
                after = with_year(tokens, after, &mut found);
            }
            halves.push(found);
            at = after;
            next = after;
            gap = 0;
            // Dates of one range are joined by a word or a dash; anything else begins something new.
            if !matches!(tokens.get(at), Some((Token::Joint, ..))) {
                break;
            }
        } else {
            if halves.is_empty() {
                return (halves, at + 1);
            }
            gap += usize::from(tokens[at].0 == Token::Word);
            at += 1;
        }
    }
    (halves, next)
}

/// Reads one date: a day with what follows of month and year, or a date in figures.
fn half(tokens: &[(Token, usize, usize)], at: usize) -> Option<(Half, usize)> {
    let &(first, start, end) = tokens.get(at)?;
    match first {
        Token::Whole(date) => {
            let half = Half { day: date.day(), month: Some(date.month()), year: Some(date.year()), start, end };
            Some((half, at + 1))
        }
        Token::Day(day) => {
            let mut half = Half { day, month: None, year: None, start, end };
            let mut next = at + 1;
            if let Some(&(Token::Month(month), _, end)) = tokens.get(next) {
                half.month = Some(month);
                half.end = end;
                next = with_year(tokens, next + 1, &mut half);
            }
            Some((half, next))
        }
        Token::Month(month) => {
            let &(Token::Day(day), _, end) = tokens.get(at + 1)? else { return None };
            let mut half = Half { day, month: Some(month), year: None, start, end };
            let next = with_year(tokens, at + 2, &mut half);
            Some((half, next))
        }
        _ => None,
    }
}

/// Takes the year that follows a day and month, a comma between them or not; answers the token after it.
fn with_year(tokens: &[(Token, usize, usize)], at: usize, half: &mut Half) -> usize {
    let comma = usize::from(matches!(tokens.get(at), Some((Token::Joint, s, e)) if e - s == 1));
    for skip in [0, comma] {
        if let Some(&(Token::Year(year), _, end)) = tokens.get(at + skip) {
            half.year = Some(year);
            half.end = end;
            return at + skip + 1;
        }
    }
    at
}

/// Gives each date the month and year of the next one where it prints none, and answers the whole period.
fn complete(halves: &[Half]) -> Option<Found> {
    let (mut month, mut year) = (None, None);
    let mut days = Vec::with_capacity(halves.len());
    let last = halves.iter().rposition(|h| h.month.is_some() && h.year.is_some())?;
    for half in halves[..=last].iter().rev() {
        let inherited_year = half.year.is_none();
        let this_month = half.month.or(month)?;
        let mut this_year = half.year.or(year)?;
        if inherited_year && month.is_some_and(|m| this_month > m) {
            this_year -= 1;
        }
        days.push(Date::new(this_year, this_month, half.day).ok()?);
        (month, year) = (Some(this_month), Some(this_year));
    }
    let mut end = halves[last].end;
    // A later day that prints its month only is of the year before it, or of the next where New Year lies between.
    let (mut month, mut year) = (halves[last].month?, halves[last].year?);
    for half in &halves[last + 1..] {
        let Some(this_month) = half.month else { break };
        year += i16::from(this_month < month);
        month = this_month;
        days.push(Date::new(year, month, half.day).ok()?);
        end = half.end;
    }
    let (from, to) = (*days.iter().min()?, *days.iter().max()?);
    Some(Found { period: Period { from, to }, start: halves[0].start, end })
}

/// Splits a text into the words that matter to dates.
fn tokens(text: &str) -> Vec<(Token, usize, usize)> {
    let mut tokens = Vec::new();
    let mut rest = 0;
    while let Some(c) = text[rest..].chars().next() {
        let start = rest;
        if c.is_ascii_digit() {
            let (token, length) = figure(&text[start..]);
            rest += length;
            tokens.push((token, start, rest));
        } else if c.is_alphabetic() {
            rest += text[start..].find(|c: char| !c.is_alphabetic()).unwrap_or(text.len() - start);
            // "The 18th of February" is 18 February.
            let of = text[start..rest].eq_ignore_ascii_case("of") && matches!(tokens.last(), Some((Token::Day(_), ..)));
            if !of {
                tokens.push((word(&text[start..rest]), start, rest));
            }
        } else {
            rest += c.len_utf8();
            if matches!(c, '-' | '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '─' | ',' | '&' | ';' | '/')
            {
                tokens.push((Token::Joint, start, rest));
            } else if !c.is_whitespace() {
                tokens.push((Token::Word, start, rest));
            }
        }
    }
    tokens
}

/// A number: a day, a year or a whole date such as 01/06/2011.
fn figure(text: &str) -> (Token, usize) {
    let digits = |t: &str| t.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(text);
    let number: Option<i16> = text[..length].parse().ok();
    if let Some((date, taken)) = figures(text).or_else(|| year_first(text)) {
        return (Token::Whole(date), taken);
    }
    let suffix = &text[length..];
    let ordinal = ["st", "nd", "rd", "th"].iter().any(|o| {
        suffix.get(..2).is_some_and(|s| s.eq_ignore_ascii_case(o)) && !suffix[2..].starts_with(char::is_alphanumeric)
    });
    let taken = length + if ordinal { 2 } else { 0 };
    let meaning = match number {
        Some(n) if length == 4 && YEARS.contains(&n) => Token::Year(n),
        Some(n @ 1..=31) if length <= 2 => i8::try_from(n).map_or(Token::Word, Token::Day),
        _ => Token::Word,
    };
    (meaning, taken)
}

/// A date in figures as computers write it: 2011-06-01.
fn year_first(text: &str) -> Option<(Date, usize)> {
    let date = text.get(..10)?;
    let ends = !text[10..].starts_with(|c: char| c.is_alphanumeric());
    let shape =
        date.bytes().enumerate().all(|(at, b)| if matches!(at, 4 | 7) { b == b'-' } else { b.is_ascii_digit() });
    let date: Date = date.parse().ok().filter(|_| shape && ends)?;
    YEARS.contains(&date.year()).then_some((date, 10))
}

/// A date in figures, day first: 01/06/2011, 1.6.2011 or 1-6-2011; with strokes also 1/6/11.
fn figures(text: &str) -> Option<(Date, usize)> {
    let bytes = text.as_bytes();
    let mut parts = [0_i16; 3];
    let mut at = 0;
    let mut separator = None;
    for (index, part) in parts.iter_mut().enumerate() {
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        let short = separator == Some(b'/') && length == 2;
        let fits = if index == 2 { length == 4 || short } else { (1..=2).contains(&length) };
        *part = fits.then(|| text[at..at + length].parse().ok()).flatten()?;
        at += length;
        if index == 2 && length == 2 {
            *part += 2000;
        }
        if index < 2 {
            let here = *bytes.get(at).filter(|b| matches!(b, b'/' | b'.' | b'-'))?;
            if *separator.get_or_insert(here) != here {
                return None;
            }
            at += 1;
        }
    }
    let [day, month, year] = parts;
    let date = Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    YEARS.contains(&year).then_some((date, at))
}

/// A word: a month in full or in its first three letters, a joint, or any other.
fn word(word: &str) -> Token {
    let lower = word.to_ascii_lowercase();
    if matches!(lower.as_str(), "to" | "and" | "until" | "till" | "through") {
        return Token::Joint;
    }
    let short = if lower == "sept" { "sep" } else { &lower };
    let month = MONTHS.iter().position(|m| *m == lower || (short.len() == 3 && m.starts_with(short)));
    month.and_then(|m| i8::try_from(m + 1).ok()).map_or(Token::Word, Token::Month)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(text: &str) -> Option<String> {
        period(text).map(|f| format!("{} {}", f.period.from, f.period.to))
    }

    #[test]
    fn ranges_as_printed() {
        let table = [
            ("7 to 18 November 2022", "2022-11-07 2022-11-18"),
            ("24 January to 4 February 2022", "2022-01-24 2022-02-04"),
            ("18 November – 10 December 2014", "2014-11-18 2014-12-10"),
            ("28 January–5 February 2014", "2014-01-28 2014-02-05"),
            ("8 – 12 July 2013", "2013-07-08 2013-07-12"),
            ("10-20 April 2012", "2012-04-10 2012-04-20"),
            ("3 ─ 14 June 2019", "2019-06-03 2019-06-14"),
            ("30 November to 11 January 2019", "2018-11-30 2019-01-11"),
            ("18 Feb 2014 – 12 Mar 2014", "2014-02-18 2014-03-12"),
            ("01/06/2011 to 02/06/2011", "2011-06-01 2011-06-02"),
            ("5 Sept 2022 to 9th September 2022", "2022-09-05 2022-09-09"),
            ("8 July 2019 to 12 July 2019 and 7 August 2019 to 8 August 2019", "2019-07-08 2019-08-08"),
            ("19 November-11 December 2013 and 28 – 30 January 2014", "2013-11-19 2014-01-30"),
            ("14 May 2018", "2018-05-14 2018-05-14"),
            ("conducted on 1 and 2 June 2011 by", "2011-06-01 2011-06-02"),
            ("Between 23 and 27 September 2019, inspectors", "2019-09-23 2019-09-27"),
            ("Monday 23 April to Friday 27 April 2018", "2018-04-23 2018-04-27"),
            ("section 47 enquiries of 12 May 2016", "2016-05-12 2016-05-12"),
            ("4 July to 8 July, 2022", "2022-07-04 2022-07-08"),
            ("4 July 2022 to 8 July", "2022-07-04 2022-07-08"),
            ("12 December 2022 to 6 January", "2022-12-12 2023-01-06"),
            ("04/07/22 - 08/07/22", "2022-07-04 2022-07-08"),
            ("04-07-2022 to 08-07-2022", "2022-07-04 2022-07-08"),
            ("2022-07-04 to 2022-07-08", "2022-07-04 2022-07-08"),
            ("4/5 July 2022", "2022-07-04 2022-07-05"),
            ("4 to 8 July 2022; 18 to 22 July 2022", "2022-07-04 2022-07-22"),
            ("4 July 2022 and 16 children", "2022-07-04 2022-07-04"),
            ("July 4 to 8, 2022", "2022-07-04 2022-07-08"),
            ("July 4 to July 8 2022", "2022-07-04 2022-07-08"),
            ("November 28 – December 9, 2022", "2022-11-28 2022-12-09"),
            ("December 12, 2022 to January 6, 2023", "2022-12-12 2023-01-06"),
            ("in May 16 children moved, and on 4 July 2022", "2022-07-04 2022-07-04"),
            ("on the 18th and 19th of February 2025", "2025-02-18 2025-02-19"),
        ];
        for (text, want) in table {
            assert_eq!(days(text).as_deref(), Some(want), "{text}");
        }
    }

    #[test]
    fn what_is_no_date_stays_none() {
        for text in ["", "Wed, 08", "21 °C", "section 20 of the Children Act 2004", "in 2015", "aged 16 to 17", "May"]
        {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn the_first_whole_date_of_a_sentence() {
        let text = "Published: 16 August 2013";
        let (date, start, end) = date(text).expect("a date");
        assert_eq!((date.to_string().as_str(), &text[start..end]), ("2013-08-16", "16 August 2013"));
    }
}
