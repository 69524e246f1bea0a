//! How long a finding leaves: at once, so many days, weeks, months or years, or until a day.
//!
//! [`Finding::due`](super::Finding::due) keeps the words, which are what is shown and exported; here they are read for
//! what is sorted.

use jiff::civil::Date;

use super::calendar::MONTHS;

/// A timescale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timescale {
    /// "immediately".
    AtOnce,
    /// So many units at most: six months in "three to six months".
    Within(u8, Unit),
    /// Until a month is over, or a day of it; a year that is not printed is the next one that fits.
    By {
        /// The year.
        year: Option<i16>,
        /// The month, from 1.
        month: i8,
        /// The day of the month.
        day: Option<i8>,
    },
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Days of the calendar.
    Day,
    /// Days of which a week has five.
    WorkingDay,
    /// Weeks.
    Week,
    /// Months.
    Month,
    /// Years.
    Year,
}

/// The units by the words that end a timescale, the longer one before the one that it ends in.
const UNITS: &[(&str, Unit)] = &[
    ("working day", Unit::WorkingDay),
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
    ("year", Unit::Year),
];

/// The numbers that timescales print as words.
const NUMBERS: &[(&str, u8)] = &[
    ("a", 1),
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("twelve", 12),
    ("eighteen", 18),
];

/// The months that end what is called otherwise.
const PARTS_OF_A_YEAR: &[(&str, i8)] = &[("spring", 5), ("summer", 8), ("autumn", 11), ("winter", 12), ("year", 12)];

/// The number that a word of a timescale is.
pub(super) fn number(word: &str) -> Option<u8> {
    NUMBERS.iter().find(|(name, _)| *name == word).map(|&(_, number)| number)
}

impl Timescale {
    /// Reads the words of a finding's timescale. `None` where they give no number and no month ("several weeks").
    #[must_use]
    pub fn read(due: &str) -> Option<Self> {
        let due = due.to_lowercase();
        if due == "immediately" {
            return Some(Self::AtOnce);
        }
        if let Some(day) = due.strip_prefix("by ") {
            return Self::by(day);
        }
        let (count, unit) =
            UNITS.iter().find_map(|&(name, unit)| Some((due.trim_end_matches('s').strip_suffix(name)?, unit)))?;
        let last = count.split([' ', '-']).rfind(|word| !word.is_empty())?;
        Some(Self::Within(number(last).or_else(|| last.parse().ok())?, unit))
    }

    /// Reads "the end of march 2016", "16 june", "the year".
    fn by(words: &str) -> Option<Self> {
        let (mut year, mut month, mut day) = (None, None, None);
        for word in words.split_whitespace() {
            match word.parse::<i16>() {
                Ok(number) if number > 31 => year = Some(number),
                Ok(number) => day = i8::try_from(number).ok(),
                Err(_) => {
                    let named = (1..).zip(MONTHS).find(|&(_, name)| name == word).map(|(at, _)| at);
                    let part = || PARTS_OF_A_YEAR.iter().find(|(name, _)| *name == word).map(|&(_, at)| at);
                    month = month.or(named).or_else(part);
                }
            }
        }
        Some(Self::By { year, month: month?, day })
    }

    /// How many days it leaves from a day on: the day of the report, which only one with a printed end needs. `None` where
    /// that is not known.
    #[must_use]
    pub fn days(self, from: Option<Date>) -> Option<i64> {
        match self {
            Self::AtOnce => Some(0),
            Self::Within(count, unit) => {
                let count = i64::from(count);
                Some(match unit {
                    Unit::Day => count,
                    Unit::WorkingDay => count * 7 / 5,
                    Unit::Week => count * 7,
                    Unit::Month => count * 365 / 12,
                    Unit::Year => count * 365,
                })
            }
            Self::By { year, month, day } => {
                let from = from?;
                let end = |year: i16| {
                    let first = Date::new(year, month, 1).ok()?;
                    day.map_or_else(|| Some(first.last_of_month()), |day| Date::new(year, month, day).ok())
                };
                let end = match year {
                    Some(year) => end(year)?,
                    None => {
                        end(from.year()).filter(|end| *end >= from).or_else(|| end(from.year().checked_add(1)?))?
                    }
                };
                Some(i64::from((end - from).get_days()))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn timescales_are_as_long_as_their_words_say() {
        let table = [
            ("immediately", Some(Timescale::AtOnce), Some(0)),
            ("10 working days", Some(Timescale::Within(10, Unit::WorkingDay)), Some(14)),
            ("20 days", Some(Timescale::Within(20, Unit::Day)), Some(20)),
            ("6 weeks", Some(Timescale::Within(6, Unit::Week)), Some(42)),
            ("3 months", Some(Timescale::Within(3, Unit::Month)), Some(91)),
            ("three to six months", Some(Timescale::Within(6, Unit::Month)), Some(182)),
            ("3 - 6 months", Some(Timescale::Within(6, Unit::Month)), Some(182)),
            ("1 year", Some(Timescale::Within(1, Unit::Year)), Some(365)),
            ("several weeks", None, None),
            ("By March 2016", Some(Timescale::By { year: Some(2016), month: 3, day: None }), Some(107)),
            ("By the end of June", Some(Timescale::By { year: None, month: 6, day: None }), Some(198)),
            ("by 16 january 2016", Some(Timescale::By { year: Some(2016), month: 1, day: Some(16) }), Some(32)),
            ("by 31 february 2016", Some(Timescale::By { year: Some(2016), month: 2, day: Some(31) }), None),
            ("by the end of the year", Some(Timescale::By { year: None, month: 12, day: None }), Some(16)),
            ("by spring 2016", Some(Timescale::By { year: Some(2016), month: 5, day: None }), Some(168)),
        ];
        for (words, wanted, days) in table {
            let read = Timescale::read(words);
            assert_eq!((read, read.and_then(|read| read.days(Some(date(2015, 12, 15))))), (wanted, days), "{words}");
        }
        let march = Timescale::read("By March 2016").expect("a month");
        assert_eq!(march.days(None), None, "a report without a day does not say how long it leaves");
    }
}
