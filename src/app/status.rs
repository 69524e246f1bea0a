//! What the first line and the line above the hints say.

use super::App;
use super::chart;
use super::overlay::Overlay;
use super::summary::{Line, last_overall};
use super::text::Text;
use super::view::{Focus, View};
use crate::keymap::hints::{Situation, hints};
use crate::keymap::{Action, Context};
use crate::list::{List, Row};
use crate::query::ask::could_follow;
use crate::query::recur::is_open;
use crate::query::words;
use crate::report::{Report, Source};

impl App {
    /// What was read: reports, authorities, years, files with problems. Where there is no room for all, those with the
    /// lowest number are left out first; the files with problems never are.
    #[must_use]
    pub fn folder_words(&self) -> Vec<(u8, String)> {
        let library = self.library();
        let mut parts = vec![(3, words::count(library.reports().len(), "report", "reports"))];
        parts.push((2, words::count(library.authorities().len(), "authority", "authorities")));
        if let Some((from, to)) = library.years() {
            parts.push((1, if from == to { from.to_string() } else { format!("{from}–{to}") }));
        }
        if !library.problems().is_empty() {
            let files = words::count(library.problems().len(), "file", "files");
            parts.push((u8::MAX, format!("{files} with problems")));
        }
        parts
    }

    /// Where one is: authority, report, section; from the outermost in.
    #[must_use]
    pub fn breadcrumb(&self) -> Vec<String> {
        match (&self.view, &self.prepared.text) {
            (View::Reader(_) | View::Browse(_), Some(text)) => {
                let mut parts = vec![words::authority_marked(&text.report), words::name(&text.report)];
                let section = text.report.section_at(text.spot.block).and_then(|id| text.report.section(id));
                parts.extend(section.map(|s| s.heading.clone()));
                parts
            }
            (View::Reader(reader), None) => vec![reader.file.clone()],
            (View::Grid(chart), _) => vec![chart.authority.clone(), "judgements over time".to_owned()],
            (View::Compare(_), _) => vec!["Compare".to_owned()],
            (View::List(listing), _) => vec![title(listing.list).to_owned()],
            (View::Browse(_), None) => Vec::new(),
        }
    }

    /// A line about what is under the bar.
    #[must_use]
    pub fn info(&self) -> String {
        let prepared = &self.prepared;
        if let Some(Overlay::Filter { input, .. }) = &self.overlay {
            let could = could_follow(input.text(), &self.register);
            if !could.is_empty() {
                return could.join("  ");
            }
        }
        if let Some(Overlay::GoTo(_)) = &self.overlay {
            return "letters match in any order; initials and nicknames work   : commands".to_owned();
        }
        match &self.view {
            View::Browse(browse) => match browse.focus {
                Focus::Authorities => self.authority_words(),
                Focus::Summary => self.summary_words(),
                Focus::Text => prepared.text.as_ref().map(|text| self.text_words(text)).unwrap_or_default(),
            },
            View::Grid(_) => {
                let report = self.report_under_bar().and_then(|id| self.library.report(id));
                let name = |r: &Report| {
                    let mark = r.authority.as_ref().and_then(|a| words::mark(a.basis));
                    let mark = mark.map(|word| format!(" · authority {word}")).unwrap_or_default();
                    format!("{}{mark} · {}", words::name(r), r.file)
                };
                report.map(|r| name(r)).unwrap_or_default()
            }
            View::Reader(_) => prepared.text.as_ref().map(|text| self.text_words(text)).unwrap_or_default(),
            View::Compare(_) => self.compared_words(),
            View::List(listing) => self.list_words(listing.list),
        }
    }

    /// What is under the bar of a list.
    fn list_words(&self, list: List) -> String {
        if let Some(fault) = self.prepared.table.as_ref().and_then(|table| table.query.faults.first()) {
            return fault.clone();
        }
        match self.listed() {
            Some(Row::Mark(_)) => self.mark_words(),
            Some(Row::Unread(_)) => "no report was made of this file".to_owned(),
            Some(Row::Finding(id, finding)) => {
                self.library.report(id).map(|r| finding_words(r, finding.index())).unwrap_or_default()
            }
            Some(Row::Authority(..)) => {
                let report = self.report_under_bar().and_then(|id| self.library.report(id));
                report.map(|r| format!("{} · {}", words::authority_marked(r), words::name(r))).unwrap_or_default()
            }
            Some(Row::Passage(_)) => self.passage_words(),
            Some(Row::Report(_)) if list == List::Search => {
                let report = self.report_under_bar().and_then(|id| self.library.report(id));
                report.map(|r| r.file.clone()).unwrap_or_default()
            }
            Some(Row::Report(_)) => {
                let report = self.report_under_bar().and_then(|id| self.library.report(id));
                report.map(|r| format!("{} · {}", r.file, words::name(r))).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    /// Where a passage that was found stands: authority, date, paragraph and section.
    fn passage_words(&self) -> String {
        let Some((id, block)) = self.listed_passage() else { return String::new() };
        let Some(report) = self.library.report(id) else { return String::new() };
        let mut parts = vec![words::authority_marked(report), words::name(report)];
        parts.extend(report.paragraph_at(block).map(|p| format!("para {}", p.number)));
        parts.extend(report.section_at(block).and_then(|s| report.section(s)).map(|s| s.heading.clone()));
        parts.join(" · ")
    }

    /// How many rows fit: "3 of 40", "12 passages in 4 reports".
    #[must_use]
    pub fn table_words(&self) -> String {
        let (Some(table), Some(listing)) = (&self.prepared.table, self.listing()) else { return String::new() };
        if let Some(counts) = &table.counts {
            return words::count(counts.len(), "value", "values");
        }
        if listing.list != List::Search {
            let fitting = table.fitting().len();
            return if fitting == table.all { table.all.to_string() } else { of(fitting, table.all) };
        }
        if listing.query.trim().is_empty() {
            return String::new();
        }
        let reports: std::collections::HashSet<_> =
            self.with_stock(|stock| table.rows.iter().filter_map(|row| row.report(stock)).collect());
        match table.all {
            0 => "nothing is found".to_owned(),
            all => {
                let passages = words::count(all, "passage", "passages");
                format!("{passages} in {}", words::count(reports.len(), "report", "reports"))
            }
        }
    }

    /// The part of the page and the place of the passage under the bar.
    fn compared_words(&self) -> String {
        let Some(page) = &self.prepared.compare else { return String::new() };
        let View::Compare(state) = &self.view else { return String::new() };
        let report = &page.reports[state.side];
        let place = page.spot(state.side).map(|spot| {
            let paragraph = report.paragraph_at(spot.block).map(|p| format!("paragraph {}", p.number));
            let place = report.block(spot.block).map(|b| words::place(b.place)).unwrap_or_default();
            let parts = paragraph.into_iter().chain(Some(place.trim_start_matches(", ").to_owned()));
            parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
        });
        let whose = page.short(state.side);
        let place = place.filter(|place| !place.is_empty()).map(|place| format!(", {place}")).unwrap_or_default();
        format!("{} · {whose}{place}", page.part_title().unwrap_or_default())
    }

    fn authority_words(&self) -> String {
        let Some(authority) = self.shown_authority() else { return String::new() };
        let id = self.prepared.authority;
        let overall = id.and_then(|id| last_overall(&self.library, id)).and_then(|(report, grade)| {
            let when = report.date().map(|date| date.strftime("%B %Y").to_string());
            let how = match (report.source.value, when) {
                (Source::Press, _) => "as reported by the press".to_owned(),
                (_, when) => format!("inspected {}", when?),
            };
            Some(format!("{grade}, {how}"))
        });
        let region = (!authority.region.is_empty()).then(|| authority.region.clone());
        let overall = overall.unwrap_or_else(|| "no overall grade".to_owned());
        let name = words::standing_name(&self.library, authority);
        [Some(name), region, Some(overall)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    fn summary_words(&self) -> String {
        let (summary, grid) = (&self.prepared.summary, &self.prepared.grid);
        match summary.lines.get(summary.bar) {
            Some(Line::Row(row)) => {
                summary.column.map(|column| chart::foot(&self.library, grid, *row, column)).unwrap_or_default()
            }
            Some(Line::Report(id, _)) => {
                self.library.report(*id).map(|r| format!("{} · {}", words::name(r), r.file)).unwrap_or_default()
            }
            Some(Line::Item { report, finding, .. }) => {
                let report = self.library.report(*report);
                report.map(|r| finding_words(r, finding.index())).unwrap_or_default()
            }
            _ => String::new(),
        }
    }

    /// The state of the search, else the finding or the grade that the bar is in.
    fn text_words(&self, text: &Text) -> String {
        if !text.words.is_empty() {
            return self.found_words(text);
        }
        if let Some(id) = text.report.finding_at(text.spot.block) {
            return finding_words(&text.report, id.index());
        }
        let section = text.report.section_at(text.spot.block);
        let judgement = text.report.judgements.iter().find(|j| j.section.is_some() && j.section == section);
        judgement.map(|j| format!("{}: {}", j.area, j.grade)).unwrap_or_default()
    }

    /// “care leavers”: 4 of 14 here.
    #[must_use]
    pub fn found_words(&self, text: &Text) -> String {
        let many = text.stops.len();
        if text.within.is_some() && many > 0 {
            return match text.current_match() {
                Some(at) => format!("“{}”: passage {} of {many} here", text.words, at + 1),
                None => format!("“{}”: {} here", text.words, words::count(many, "passage", "passages")),
            };
        }
        match (many, text.current_match()) {
            (0, _) if matches!(self.overlay, Some(Overlay::Find { .. })) => {
                let all = words::count(self.library.reports().len(), "report", "reports");
                format!(
                    "“{}” is not in this report · {} searches all {all}",
                    text.words,
                    self.key_in_line(Action::Open)
                )
            }
            (0, _) => format!("“{}” is not in this report", text.words),
            (all, Some(at)) => format!("“{}”: {} of {all}", text.words, at + 1),
            (all, None) => format!("“{}”: {all} here", text.words),
        }
    }

    /// What the input on the last line counts: "3 of 40", "4 of 14".
    #[must_use]
    pub fn line_words(&self) -> String {
        let prepared = &self.prepared;
        match (&self.overlay, &self.view) {
            (Some(Overlay::Note(_)), _) => String::new(),
            (Some(Overlay::Find { input, .. }), _) if input.text().is_empty() => String::new(),
            (Some(Overlay::Find { .. }), _) => match &prepared.text {
                Some(text) if text.matches.is_empty() => {
                    format!("not in this report · Enter searches all {}", self.library.reports().len())
                }
                Some(text) => match text.current_match() {
                    Some(at) => format!("{} of {}", at + 1, text.matches.len()),
                    None => format!("{} here", text.matches.len()),
                },
                None => String::new(),
            },
            (_, View::Browse(_)) => of(prepared.authorities.len(), self.library.authorities().len()),
            (_, View::List(_)) => self.table_words(),
            _ => String::new(),
        }
    }

    /// The key of an action in an input.
    fn key_in_line(&self, action: Action) -> String {
        self.keymap.keys(Context::Line, action).first().map(|key| key.words()).unwrap_or_default()
    }

    /// Whether everything was read and no report is among it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.reading.is_done() && self.library.reports().is_empty()
    }

    /// The hints that fit the situation, the most useful first.
    #[must_use]
    pub fn hints(&self) -> Vec<(String, &'static str)> {
        let filtered = self.is_filtered();
        let counted = self.listing().is_some_and(|listing| listing.counted.is_some());
        let list = self.listing().map(|listing| listing.list);
        let found = self.prepared.text.as_ref().is_some_and(|text| !text.words.is_empty());
        let situation = match (&self.overlay, filtered, found) {
            (Some(Overlay::Commands(_)), ..) => Situation::Commands,
            (Some(Overlay::Help(_)), ..) => Situation::Help,
            (Some(Overlay::Themes(_)), ..) => Situation::Themes,
            (Some(Overlay::Export(_)), ..) => Situation::Export,
            (None, ..) if list == Some(List::Marks) && self.marks.is_empty() => Situation::Empty,
            (None, ..) if list == Some(List::Marks) => Situation::Marks,
            _ if self.is_empty() && self.library.problems().is_empty() => Situation::Empty,
            _ if self.is_empty() => Situation::Unreadable,
            _ if self.chosen.is_some() && self.overlay.is_none() => Situation::Choosing,
            _ if counted => Situation::Counted,
            (None, ..) if list == Some(List::Problems) => Situation::Unread,
            (None, ..) if list == Some(List::Search) => Situation::Results,
            (_, true, _) => Situation::Filtered,
            (_, _, true) => Situation::Found,
            _ => Situation::Plain,
        };
        hints(&self.keymap, self.context(), situation)
    }

    /// The overall grade of an authority's last inspection that gave one, and its year; "press" where only a newspaper tells it.
    #[must_use]
    pub fn last_overall(&self, id: crate::library::AuthorityId) -> Option<(crate::report::Grade, String)> {
        let (report, grade) = last_overall(&self.library, id)?;
        let year = report.date().map(|date| date.year().to_string()).unwrap_or_default();
        Some((grade, if report.source.value == Source::Press { "press".to_owned() } else { year }))
    }
}

/// The title of a list.
#[must_use]
pub const fn title(list: List) -> &'static str {
    match list {
        List::Reports => "Reports by date",
        List::Findings => "Findings",
        List::National => "National grid",
        List::Search => "Search all reports",
        List::Marks => "Marks",
        List::Problems => "Files with problems",
    }
}

fn of(some: usize, all: usize) -> String {
    if some == 0 { "nothing fits".to_owned() } else { format!("{some} of {all}") }
}

/// A finding in a line: "to improve 2 of 3 · 3 months · paragraph 12, page 4".
fn finding_words(report: &Report, index: usize) -> String {
    let Some(finding) = report.findings.get(index) else { return String::new() };
    let all = report.findings.iter().filter(|f| f.kind == finding.kind).count();
    let mut parts = vec![format!("{} {} of {all}", finding.kind, finding.ordinal)];
    parts.extend(finding.due.clone());
    parts.extend(finding.addressed_to.as_ref().map(|to| format!("to {to}")));
    parts.extend(finding.paragraph.map(|n| format!("paragraph {n}")));
    let place = words::place(finding.place);
    parts.extend((!place.is_empty()).then(|| place.trim_start_matches(", ").to_owned()));
    if is_open(finding.kind) {
        parts.extend(finding.section.and_then(|s| report.section(s)).map(|s| s.heading.clone()));
    }
    parts.join(" · ")
}
