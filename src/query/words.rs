//! Dates and reports in words, the same everywhere.

use jiff::civil::Date;

use crate::document::{BlockId, Place};
use crate::library::{Authority, Library};
use crate::report::{Basis, Framework, Period, Report, Source};

/// "Nov 2022".
#[must_use]
pub fn month(date: Date) -> String {
    date.strftime("%b %Y").to_string()
}

/// "18 Nov 2022".
#[must_use]
pub fn day(date: Date) -> String {
    date.strftime("%-d %b %Y").to_string()
}

/// "7–18 Nov 2022", "28 Nov – 9 Dec 2022", "18 Nov 2022".
#[must_use]
pub fn period(period: Period) -> String {
    let (from, to) = (period.from, period.to);
    if from == to {
        day(to)
    } else if (from.year(), from.month()) == (to.year(), to.month()) {
        format!("{}–{}", from.day(), day(to))
    } else if from.year() == to.year() {
        format!("{} – {}", from.strftime("%-d %b"), day(to))
    } else {
        format!("{} – {}", day(from), day(to))
    }
}

/// When a report was made, by the best date it has, saying which one it is where it is not the inspection's.
#[must_use]
pub fn when(report: &Report) -> String {
    if let Some(inspected) = &report.inspected {
        return marked(period(inspected.value), inspected.basis);
    }
    if let Some(published) = &report.published {
        return format!("published {}", day(published.value));
    }
    report.file_date.map_or_else(|| "no date".to_owned(), |date| format!("{} (date from the file name)", day(date)))
}

/// What a report is and when: "ILACS inspection 7–18 Nov 2022", "JTAI letter 5 Dec 2024", "press account published 2 May 2020".
#[must_use]
pub fn name(report: &Report) -> String {
    format!("{} {}", what(report), when(report))
}

/// What a report is: "ILACS inspection", "JTAI letter", "press account".
#[must_use]
pub fn what(report: &Report) -> String {
    match (report.source.value, report.framework.value) {
        (Source::Press, _) => "press account".to_owned(),
        (_, Framework::MonitoringVisit) => "monitoring visit".to_owned(),
        (_, Framework::FocusedVisit) => "focused visit".to_owned(),
        (Source::Other, _) | (_, Framework::Other) => "document".to_owned(),
        (Source::Report, framework) => format!("{} inspection", framework.short()),
        (Source::Letter, framework) => format!("{} letter", framework.short()),
    }
}

/// The kind of a report: its framework, and that it is only a newspaper's account where it is.
#[must_use]
pub fn kind(report: &Report) -> String {
    match report.source.value {
        Source::Press => format!("press account: {}", report.framework.value),
        Source::Other => Source::Other.words().to_owned(),
        Source::Report | Source::Letter => report.framework.value.words().to_owned(),
    }
}

/// The authority a report is about, or that it is not known.
#[must_use]
pub fn authority(report: &Report) -> &str {
    report.authority_name().unwrap_or("authority not known")
}

/// The word that stands beside a fact that no document prints.
#[must_use]
pub const fn mark(basis: Basis) -> Option<&'static str> {
    match basis {
        Basis::Inferred => Some("inferred"),
        Basis::Assigned => Some("assigned"),
        _ => None,
    }
}

/// A fact in words, with the word for what it rests on where no document prints it: "Netherby (assigned)".
fn marked(text: String, basis: Basis) -> String {
    match mark(basis) {
        Some(word) => format!("{text} ({word})"),
        None => text,
    }
}

/// The authority a report is about, with the word for what that rests on where no document prints it.
#[must_use]
pub fn authority_marked(report: &Report) -> String {
    let basis = report.authority.as_ref().map_or(Basis::Printed, |a| a.basis);
    marked(authority(report).to_owned(), basis)
}

/// Whether a report's place in time is not the inspection's as printed: it is inferred, assigned or the file name's.
#[must_use]
pub fn is_date_marked(report: &Report) -> bool {
    match &report.inspected {
        Some(inspected) => mark(inspected.basis).is_some(),
        None => report.published.is_none() && report.file_date.is_some(),
    }
}

/// In how many of an authority's reports it is inferred or assigned that they are about it: "assigned", or "inferred in
/// 1 of 3 reports"; `None` where all name it.
#[must_use]
pub fn standing(library: &Library, authority: &Authority) -> Option<String> {
    let reports = authority.reports.iter().filter_map(|&id| library.report(id)?.authority.as_ref());
    let bases: Vec<&str> = reports.filter_map(|a| mark(a.basis)).collect();
    let all = authority.reports.len();
    let parts = [Basis::Inferred, Basis::Assigned].into_iter().filter_map(mark).filter_map(|word| {
        match bases.iter().filter(|&&w| w == word).count() {
            0 => None,
            some if some == all => Some(word.to_owned()),
            some => Some(format!("{word} in {some} of {}", count(all, "report", "reports"))),
        }
    });
    let parts: Vec<String> = parts.collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// An authority's name, with its [`standing`] where it has one: "Netherby (assigned)".
#[must_use]
pub fn standing_name(library: &Library, authority: &Authority) -> String {
    match standing(library, authority) {
        Some(words) => format!("{} ({words})", authority.name),
        None => authority.name.clone(),
    }
}

/// Where something is printed, as it goes on a sentence: ", page 3", ", line 120", or nothing.
#[must_use]
pub fn place(place: Place) -> String {
    match place {
        Place { page: 1.., .. } => format!(", page {}", place.page),
        Place { line: 1.., .. } => format!(", line {}", place.line),
        Place { .. } => String::new(),
    }
}

/// The numbered paragraphs and the pages of a range of blocks: "paragraphs 40 to 55, pages 7 to 9".
#[must_use]
pub fn paragraphs(report: &Report, from: BlockId, to: BlockId) -> String {
    let numbers = || report.paragraphs.iter().filter(|p| (from..to).contains(&p.block)).map(|p| p.number);
    let blocks = report.blocks[from.index().min(report.blocks.len())..to.index().min(report.blocks.len())].iter();
    let blocks = || blocks.clone().filter(|b| b.is_text());
    let pages =
        blocks().map(|b| b.place.page).find(|&p| p > 0).zip(blocks().map(crate::document::Block::last_page).max());
    let numbers = numbers().min().zip(numbers().max());
    let parts = [numbers.map(|span| range("paragraph", span)), pages.map(|span| range("page", span))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "page 4", "pages 4 to 7".
fn range(noun: &str, (from, to): (u32, u32)) -> String {
    if from == to { format!("{noun} {from}") } else { format!("{noun}s {from} to {to}") }
}

/// A number with its noun: "1 report", "3 reports".
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_period_says_each_part_once() {
        let words = |from, to| period(Period { from, to });
        assert_eq!(words(date(2022, 11, 7), date(2022, 11, 18)), "7–18 Nov 2022");
        assert_eq!(words(date(2022, 11, 28), date(2022, 12, 9)), "28 Nov – 9 Dec 2022");
        assert_eq!(words(date(2021, 12, 30), date(2022, 1, 4)), "30 Dec 2021 – 4 Jan 2022");
        assert_eq!(words(date(2022, 11, 7), date(2022, 11, 7)), "7 Nov 2022");
    }
}
