//! Reports and authorities as a person names them: "norfolk 2022", "norfolk nov 22 ilacs", a part of a file's name.
//!
//! A name that fits several is answered with all of them, never with the likeliest. The documents of one inspection are one
//! answer, the fullest report of it; its newspaper accounts are meant where the word "press" is among the words.

use std::collections::HashSet;

use super::words;
use crate::authority::Register;
use crate::library::{AuthorityId, Library, ReportId};
use crate::report::calendar::MONTHS;
use crate::report::{Report, Source};
use crate::typography::fold;

/// Words that may stand beside a name and tell nothing.
const FILLERS: &[&str] = &["the", "of", "report", "inspection", "council", "borough", "city", "county", "and", "upon"];
/// The most candidates that a sentence names.
const NAMED: usize = 12;

/// Why a name is no one thing's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unclear<Id> {
    /// Nothing is called that.
    Nothing,
    /// It fits all of these.
    Several(Vec<Id>),
}

/// The report that a person means.
///
/// Words are those of an authority's name or one of its other names (whole or from three letters on their beginnings), a year
/// or a month and a year, the framework's short name, and "press" or "letter". The year is that of the inspection; where that finds
/// nothing, that of the publication or of the file's name. Else they are part of one file's path.
///
/// # Errors
///
/// When no report is called that, or several are.
pub fn named(library: &Library, register: &Register, typed: &str) -> Result<ReportId, Unclear<ReportId>> {
    let path = path(typed.trim());
    if let Some(id) = library.report_of_file(&path).or_else(|| library.report_of_file(typed.trim())) {
        return Ok(id);
    }
    let wanted = Wanted::of(library, register, typed);
    let fitting = |years: Years| -> Vec<ReportId> {
        let all = (0..library.reports().len()).map(ReportId::new);
        all.filter(|id| library.report(*id).is_some_and(|report| wanted.fits(report, years))).collect()
    };
    let mut found = if wanted.authorities.is_empty() { Vec::new() } else { fitting(Years::Inspected) };
    if found.is_empty() && !wanted.authorities.is_empty() {
        found = fitting(Years::Any);
    }
    if found.is_empty() {
        let part = fold(&path);
        let in_path = |id: &ReportId| library.report(*id).is_some_and(|r| fold(&r.file).contains(&part));
        found = (0..library.reports().len()).map(ReportId::new).filter(|id| !part.is_empty() && in_path(id)).collect();
    }
    if !wanted.press {
        found = one_an_inspection(library, &found);
    }
    Unclear::unless_one(found)
}

/// The authority that a person means: its name, one of its other names, or words of its name that no other has.
///
/// # Errors
///
/// When no authority with reports is called that, or several are.
pub fn authority(library: &Library, register: &Register, typed: &str) -> Result<AuthorityId, Unclear<AuthorityId>> {
    let names = tokens(typed);
    let words: Vec<&str> = names.iter().map(String::as_str).filter(|w| !FILLERS.contains(w)).collect();
    Unclear::unless_one(authorities(library, register, typed, &words))
}

impl Unclear<ReportId> {
    /// Why, in a sentence that names the candidates.
    #[must_use]
    pub fn words(&self, library: &Library, typed: &str) -> String {
        let name = |id: &ReportId| {
            let report = library.report(*id)?;
            Some(format!("{} · {} · {}", words::authority(report), words::name(report), report.file))
        };
        self.sentence("report", typed, &|id| name(id).unwrap_or_default())
    }
}

impl Unclear<AuthorityId> {
    /// Why, in a sentence that names the candidates.
    #[must_use]
    pub fn words(&self, library: &Library, typed: &str) -> String {
        let name = |id: &AuthorityId| library.authority(*id).map(|a| a.name.clone());
        self.sentence("authority", typed, &|id| name(id).unwrap_or_default())
    }
}

impl<Id: Copy> Unclear<Id> {
    /// The one thing that was found.
    ///
    /// # Errors
    ///
    /// When nothing was, or several things were.
    pub(super) fn unless_one(found: Vec<Id>) -> Result<Id, Self> {
        match found[..] {
            [] => Err(Self::Nothing),
            [id] => Ok(id),
            _ => Err(Self::Several(found)),
        }
    }

    fn sentence(&self, noun: &str, typed: &str, name: &dyn Fn(&Id) -> String) -> String {
        match self {
            Self::Nothing => format!("no {noun} is called “{typed}”"),
            Self::Several(ids) => {
                let mut lines: Vec<String> = ids.iter().take(NAMED).map(|id| format!("  {}", name(id))).collect();
                if ids.len() > NAMED {
                    lines.push(format!("  and {} more", ids.len() - NAMED));
                }
                let lines = lines.join("\n");
                format!("“{typed}” may be any of {}; say a year, a month or part of a path:\n{lines}", ids.len())
            }
        }
    }
}

/// Which of a report's dates a year may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Years {
    /// The last day of the inspection, or what stands for it.
    Inspected,
    /// That, the first day, the day of publication, or the day in the file's name.
    Any,
}

/// What was typed, word by word.
struct Wanted {
    /// The authorities that the words name.
    authorities: Vec<String>,
    year: Option<i16>,
    month: Option<i8>,
    press: bool,
    letter: bool,
    /// The words of frameworks' short names.
    frameworks: Vec<String>,
}

impl Wanted {
    fn of(library: &Library, register: &Register, typed: &str) -> Self {
        let mut wanted = Self {
            authorities: Vec::new(),
            year: None,
            month: None,
            press: false,
            letter: false,
            frameworks: Vec::new(),
        };
        let known: Vec<String> = library.reports().iter().flat_map(|r| tokens(r.framework.value.short())).collect();
        let tokens = tokens(typed);
        let mut names = Vec::new();
        for word in &tokens {
            match word.as_str() {
                "press" | "account" => wanted.press = true,
                "letter" => wanted.letter = true,
                word if FILLERS.contains(&word) => {}
                word => match (year(word, &names), month(word)) {
                    (Some(year), _) if wanted.year.is_none() => wanted.year = Some(year),
                    (_, Some(month)) if wanted.month.is_none() => wanted.month = Some(month),
                    _ if known.iter().any(|k| k == word) => wanted.frameworks.push(word.to_owned()),
                    _ => names.push(word),
                },
            }
        }
        // A number that is no date is no part of a name: it is a paragraph's, or a file's.
        if names.iter().any(|name| name.chars().all(|c| c.is_ascii_digit())) {
            return wanted;
        }
        let whole = names.join(" ");
        let found = authorities(library, register, &whole, &names);
        wanted.authorities = found.iter().filter_map(|id| library.authority(*id)).map(|a| a.name.clone()).collect();
        wanted
    }

    fn fits(&self, report: &Report, years: Years) -> bool {
        let inspected = report.inspected.as_ref().map(|i| i.value);
        let dates = match years {
            Years::Inspected => vec![report.date()],
            Years::Any => vec![
                inspected.map(|i| i.from),
                inspected.map(|i| i.to),
                report.published.as_ref().map(|p| p.value),
                report.file_date,
            ],
        };
        let fits = |date: &jiff::civil::Date| {
            self.year.is_none_or(|year| date.year() == year) && self.month.is_none_or(|month| date.month() == month)
        };
        let in_time = self.year.is_none() && self.month.is_none() || dates.iter().flatten().any(fits);
        let short = tokens(report.framework.value.short());
        in_time
            && self.authorities.iter().any(|name| report.authority_name() == Some(name))
            && self.frameworks.iter().all(|word| short.contains(word))
            && (!self.press || report.source.value == Source::Press)
            && (!self.letter || report.source.value == Source::Letter)
    }
}

/// A path as the program prints it for a shell, without the shell's quotation marks.
fn path(typed: &str) -> String {
    let typed = typed.strip_prefix("./").unwrap_or(typed);
    match typed.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) {
        Some(quoted) => quoted.replace("'\\''", "'"),
        None => typed.to_owned(),
    }
}

/// A year: four digits, or two after a name ("norfolk 22").
fn year(word: &str, names: &[&str]) -> Option<i16> {
    let number: i16 = word.parse().ok()?;
    match word.len() {
        4 if (1900..2100).contains(&number) => Some(number),
        2 if !names.is_empty() => Some(2000 + number),
        _ => None,
    }
}

/// A month, from its first three letters on.
fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| word.len() >= 3 && name.starts_with(word))?;
    i8::try_from(at + 1).ok()
}

/// The authorities with reports that some words name: those whose whole name it is, else those with all the words in one name.
fn authorities(library: &Library, register: &Register, typed: &str, words: &[&str]) -> Vec<AuthorityId> {
    if words.is_empty() {
        return Vec::new();
    }
    if let Some(id) = register.resolve(typed).and_then(|entry| library.authority_named(&entry.name)) {
        return vec![id];
    }
    let names = |name: &str| {
        let others = register.get(name).map(|e| e.other_names.clone()).unwrap_or_default();
        std::iter::once(name.to_owned()).chain(others).map(|n| tokens(&n)).collect::<Vec<_>>()
    };
    let is = |word: &str, typed: &str| word == typed || typed.len() >= 3 && word.starts_with(typed);
    let fit = |least: &dyn Fn(&[String]) -> bool| -> Vec<AuthorityId> {
        let all = library.authorities().iter().enumerate();
        all.filter(|(_, a)| names(&a.name).iter().any(|n| least(n))).map(|(at, _)| AuthorityId::new(at)).collect()
    };
    let telling = |name: &[String]| name.iter().filter(|w| !FILLERS.contains(&w.as_str())).count();
    let whole = fit(&|name| telling(name) == words.len() && words.iter().all(|w| name.iter().any(|n| n == w)));
    if whole.is_empty() { fit(&|name| words.iter().all(|w| name.iter().any(|n| is(n, w)))) } else { whole }
}

/// For each inspection of these reports the document that speaks for it, where that is among them.
fn one_an_inspection(library: &Library, ids: &[ReportId]) -> Vec<ReportId> {
    let speaks = |id: ReportId| library.inspection_of(id).and_then(|i| i.documents().find(|d| ids.contains(d)));
    let mut seen = HashSet::new();
    ids.iter().map(|&id| speaks(id).unwrap_or(id)).filter(|&id| seen.insert(id)).collect()
}

/// The words of a text as names are compared: letters and digits, an apostrophe left out.
pub(super) fn tokens(text: &str) -> Vec<String> {
    let folded = fold(text).replace('\'', "");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::report::{Framework, Grade};

    fn library() -> Library {
        let mut account =
            sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(crate::report::Area::Overall, Grade::Good)]);
        account.file = "cuttings/ashcombe.html".to_owned();
        account.source.value = Source::Press;
        let mut published = sample::report("Kelling", Framework::Ilacs, "2019-12-06");
        published.file_date = "2020-01-20".parse().ok();
        sample::library(vec![
            sample::report("Ashcombe", Framework::Sif, "2017-11-24"),
            sample::graded("Ashcombe", Framework::Ilacs, "2022-11-18", &[(crate::report::Area::Overall, Grade::Good)]),
            sample::report("Ashcombe", Framework::FocusedVisit, "2021-06-14"),
            sample::report("Ashcombe", Framework::Jtai, "2021-09-14"),
            account,
            published,
            sample::report("Netherby and Thornmere", Framework::Ilacs, "2018-06-14"),
            sample::report("Dunmarsh upon Wey", Framework::Ilacs, "2018-06-14"),
        ])
    }

    fn files(typed: &str) -> Vec<String> {
        let library = library();
        let file = |id: ReportId| library.report(id).expect("it is there").file.clone();
        match named(&library, &sample::register(), typed) {
            Ok(id) => vec![file(id)],
            Err(Unclear::Nothing) => Vec::new(),
            Err(Unclear::Several(ids)) => ids.into_iter().map(file).collect(),
        }
    }

    #[test]
    fn a_report_is_named_as_a_person_does() {
        let table: &[(&str, &[&str])] = &[
            ("ashcombe 2017", &["Ashcombe/sif 2017-11-24.md"]),
            ("Ashcombe 22", &["Ashcombe/ilacs 2022-11-18.md"]),
            ("ashc november 2022", &["Ashcombe/ilacs 2022-11-18.md"]),
            ("ashcombe 2022 press", &["cuttings/ashcombe.html"]),
            ("ashcombe jun 2021", &["Ashcombe/focused-visit 2021-06-14.md"]),
            ("ashcombe 2021 jtai", &["Ashcombe/jtai 2021-09-14.md"]),
            ("ashcombe 2021", &["Ashcombe/focused-visit 2021-06-14.md", "Ashcombe/jtai 2021-09-14.md"]),
            ("kelling 2020", &["Kelling/ilacs 2019-12-06.md"]),
            ("kelling", &["Kelling/ilacs 2019-12-06.md"]),
            ("RBNT", &["Netherby and Thornmere/ilacs 2018-06-14.md"]),
            ("wharfside 2018", &["Dunmarsh upon Wey/ilacs 2018-06-14.md"]),
            ("cuttings/ash", &["cuttings/ashcombe.html"]),
            ("'cuttings/ashcombe.html'", &["cuttings/ashcombe.html"]),
            ("./cuttings/ashcombe.html", &["cuttings/ashcombe.html"]),
            ("ashcombe 2017 31", &[]),
            ("sif 2017-11", &["Ashcombe/sif 2017-11-24.md"]),
            ("ashcombe 1999", &[]),
            ("brigadoon 2022", &[]),
            ("", &[]),
        ];
        for (typed, expected) in table {
            assert_eq!(files(typed), *expected, "{typed}");
        }
    }

    #[test]
    fn who_is_meant_is_never_guessed() {
        let library = library();
        let unclear = named(&library, &sample::register(), "ashcombe 2021").expect_err("there are two");
        let words = unclear.words(&library, "ashcombe 2021");
        assert!(words.starts_with("“ashcombe 2021” may be any of 2"), "{words}");
        let nobody = authority(&library, &sample::register(), "brigadoon").expect_err("there is none");
        assert_eq!(nobody.words(&library, "brigadoon"), "no authority is called “brigadoon”");
    }
}
