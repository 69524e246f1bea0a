//! The same finding again: for every finding, what the same authority's earlier reports said about the same.
//!
//! What is asked for is compared with what was asked for, praise with praise. How alike two findings must be stands in
//! [`super::likeness`]. A report in two files is one inspection, which cannot say something again; a press account repeats its
//! report, so that its findings neither are again nor count as said before.

use std::collections::HashMap;

use jiff::civil::Date;

use super::likeness::{AGAIN, Stems, Wording};
use crate::library::{Authority, Inspection, Library, ReportId};
use crate::report::{FindingId, FindingKind, Source};

/// An earlier finding that says the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Earlier {
    /// The report that said it.
    pub report: ReportId,
    /// Its finding.
    pub finding: FindingId,
    /// The share of words in common, in hundredths.
    pub share: u32,
    /// The year of that report.
    pub year: i16,
}

/// What was said before, for every finding of a library.
#[derive(Debug, Clone, Default)]
pub struct Before {
    earlier: HashMap<(ReportId, FindingId), Vec<Earlier>>,
}

/// What a finding can say again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Something is asked for: to improve, recommended, a priority action.
    Asked,
    /// A strength.
    Praised,
    /// A requirement that is met.
    Met,
}

impl Side {
    /// All sides, what is asked for first.
    pub const ALL: [Self; 3] = [Self::Asked, Self::Praised, Self::Met];

    /// The side that a kind of finding is on.
    #[must_use]
    pub const fn of(kind: FindingKind) -> Self {
        match kind {
            FindingKind::Strength => Self::Praised,
            FindingKind::Met => Self::Met,
            FindingKind::Improvement | FindingKind::Recommendation | FindingKind::Priority => Self::Asked,
        }
    }
}

/// Whether a finding of this kind asks for something.
#[must_use]
pub const fn is_open(kind: FindingKind) -> bool {
    matches!(Side::of(kind), Side::Asked)
}

impl Before {
    /// The earlier findings that say what this one says, the oldest first; of each report the one that is most alike.
    #[must_use]
    pub fn of(&self, report: ReportId, finding: FindingId) -> &[Earlier] {
        self.earlier.get(&(report, finding)).map_or(&[], Vec::as_slice)
    }

    /// The years in which it was said before, each once, the oldest first.
    #[must_use]
    pub fn years(&self, report: ReportId, finding: FindingId) -> Vec<i16> {
        let mut years: Vec<i16> = self.of(report, finding).iter().map(|e| e.year).collect();
        years.dedup();
        years
    }

    /// The years by the file of the report, as a query's scope and the column "said before" ask for them.
    #[must_use]
    pub fn by_file(&self, library: &Library) -> HashMap<(String, FindingId), Vec<i16>> {
        let file = |id: ReportId| library.report(id).map(|report| report.file.clone());
        let years = |(&(id, finding), _): (&(ReportId, FindingId), &Vec<Earlier>)| {
            Some(((file(id)?, finding), self.years(id, finding)))
        };
        self.earlier.iter().filter_map(years).collect()
    }

    /// How many findings say something again.
    #[must_use]
    pub fn count(&self) -> usize {
        self.earlier.len()
    }
}

/// A finding while its authority's are compared.
struct Said {
    report: ReportId,
    finding: FindingId,
    inspection: usize,
    date: Date,
    wording: Wording,
}

/// What was said before, for every finding of every report; made once per library.
///
/// Each finding is compared with those before it of the same authority: numbers of words, a few dozen steps a pair.
#[must_use]
pub fn before(library: &Library) -> Before {
    let mut stems = Stems::default();
    let mut before = Before::default();
    for authority in library.authorities() {
        before.earlier.extend(of_authority(library, authority, &mut stems));
    }
    before
}

/// What one finding's authority was told before it, the oldest first: for a page that is about this finding alone.
#[must_use]
pub fn earlier(library: &Library, report: ReportId, finding: FindingId) -> Vec<Earlier> {
    let name = library.report(report).and_then(|r| r.authority_name());
    let authority = name.and_then(|name| library.authority(library.authority_named(name)?));
    let found = authority.map(|authority| of_authority(library, authority, &mut Stems::default()));
    found.and_then(|mut found| found.remove(&(report, finding))).unwrap_or_default()
}

/// What was said before, for every finding of one authority.
fn of_authority(
    library: &Library,
    authority: &Authority,
    stems: &mut Stems,
) -> HashMap<(ReportId, FindingId), Vec<Earlier>> {
    let mut before = HashMap::new();
    let mut said: HashMap<Side, Vec<Said>> = HashMap::new();
    // The reports stand by date: what stands before is earlier, or of the same inspection.
    for &id in &authority.reports {
        let Some(report) = library.report(id).filter(|r| r.source.value != Source::Press) else { continue };
        let Some(date) = report.date() else { continue };
        let began = report.inspected.as_ref().map_or(date, |inspected| inspected.value.from);
        let inspection = library.inspection_of(id).and_then(Inspection::primary).map_or(id.index(), ReportId::index);
        for (at, finding) in report.findings.iter().enumerate() {
            let wording = stems.wording(&finding.text);
            let said = said.entry(Side::of(finding.kind)).or_default();
            let finding = FindingId::new(at);
            let earlier = said_before(stems, said, inspection, began, &wording);
            if !earlier.is_empty() {
                before.insert((id, finding), earlier);
            }
            said.push(Said { report: id, finding, inspection, date, wording });
        }
    }
    before
}

/// The findings of earlier inspections that say the same, the most alike of each report. What was inspected in the same days
/// is one inspection, whatever documents there are of it.
fn said_before(stems: &Stems, said: &[Said], inspection: usize, began: Date, wording: &Wording) -> Vec<Earlier> {
    let mut found: Vec<Earlier> = Vec::new();
    for one in said.iter().filter(|s| s.inspection != inspection && s.date < began) {
        let share = stems.share(&one.wording, wording);
        if share < AGAIN {
            continue;
        }
        let earlier = Earlier { report: one.report, finding: one.finding, share, year: one.date.year() };
        match found.last_mut().filter(|last| last.report == one.report) {
            Some(last) if last.share < share => *last = earlier,
            Some(_) => {}
            None => found.push(earlier),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::sample;
    use crate::report::{Framework, Report};

    const ASKED: FindingKind = FindingKind::Recommendation;

    fn saying(day: &str, findings: &[(FindingKind, &str)]) -> Report {
        let mut report = sample::report("Ashcombe", Framework::Ilacs, day);
        for &(kind, text) in findings {
            sample::finding(&mut report, kind, text);
        }
        report
    }

    fn years(reports: Vec<Report>) -> Vec<Vec<i16>> {
        let library = sample::library(reports);
        let before = before(&library);
        let last = ReportId::new(library.reports().len() - 1);
        let findings = library.report(last).expect("a report").findings.len();
        (0..findings).map(|at| before.years(last, FindingId::new(at))).collect()
    }

    #[test]
    fn what_was_asked_before_is_told_with_its_years() {
        let reports = vec![
            saying("2016-05-12", &[(ASKED, "Make sure that supervision is regular and reflective.")]),
            saying("2019-06-14", &[(FindingKind::Improvement, "How regular and reflective supervision is.")]),
            saying(
                "2022-11-18",
                &[
                    (FindingKind::Improvement, "Regular, reflective supervision."),
                    (FindingKind::Improvement, "The use of interpreters in court."),
                ],
            ),
        ];
        assert_eq!(years(reports.clone()), [vec![2016, 2019], vec![]]);
        let library = sample::library(reports);
        let by_file = before(&library).by_file(&library);
        let last = (library.reports()[2].file.clone(), FindingId::new(0));
        assert_eq!(by_file.get(&last), Some(&vec![2016, 2019]));
    }

    #[test]
    fn praise_is_not_what_was_asked_for() {
        let reports = vec![
            saying("2016-05-12", &[(ASKED, "Regular, reflective supervision.")]),
            saying("2022-11-18", &[(FindingKind::Strength, "Regular, reflective supervision.")]),
        ];
        assert_eq!(years(reports), [Vec::<i16>::new()]);
    }

    #[test]
    fn a_report_says_nothing_again_of_itself_nor_of_its_twin_or_its_account() {
        let text = "Regular, reflective supervision.";
        let mut twin = saying("2022-11-18", &[(ASKED, text)]);
        twin.file = "twin.html".to_owned();
        let mut account = saying("2020-11-18", &[(ASKED, text)]);
        account.source.value = Source::Press;
        let reports = vec![saying("2022-11-18", &[(ASKED, text), (ASKED, text)]), twin, account];
        let library = sample::library(reports);
        assert_eq!(before(&library).count(), 0);
    }

    #[test]
    fn two_documents_of_the_same_days_are_one_inspection() {
        let text = "Regular, reflective supervision.";
        let mut letter = saying("2022-11-18", &[(ASKED, text)]);
        letter.framework.value = Framework::FocusedVisit;
        letter.file = "letter.txt".to_owned();
        let library = sample::library(vec![saying("2022-11-18", &[(ASKED, text)]), letter]);
        assert_eq!(before(&library).count(), 0);
    }

    #[test]
    fn one_finding_alone_is_told_the_same() {
        let text = "Regular, reflective supervision.";
        let library =
            sample::library(vec![saying("2016-05-12", &[(ASKED, text)]), saying("2022-11-18", &[(ASKED, text)])]);
        let (id, finding) = (ReportId::new(1), FindingId::new(0));
        assert_eq!(earlier(&library, id, finding), before(&library).of(id, finding));
        assert_eq!(earlier(&library, id, finding).len(), 1);
        assert_eq!(earlier(&library, ReportId::new(0), finding), []);
    }

    #[test]
    fn councils_do_not_speak_for_each_other() {
        let mut other = saying("2016-05-12", &[(ASKED, "Regular, reflective supervision.")]);
        other.authority.as_mut().expect("it has one").value = "Kelling".to_owned();
        let library =
            sample::library(vec![other, saying("2022-11-18", &[(ASKED, "Regular, reflective supervision.")])]);
        assert_eq!(before(&library).count(), 0);
    }
}
