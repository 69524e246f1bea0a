//! What a search found, as `n` and `N` walk it in the texts: passage by passage, report by report, in the order of the list.
//!
//! The passages are learnt from the list of results once a library; a text whose words are not known yet shows every place
//! where the words stand until they are.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::App;
use super::notice::Notice;
use super::view::{Reader, Spot};
use crate::document::BlockId;
use crate::library::ReportId;
use crate::list::Row;
use crate::query::ask::Query;
use crate::query::find::within;
use crate::query::words;

/// What is looked for in all reports.
#[derive(Debug, Clone)]
pub struct Sought {
    pub(super) query: Query,
    /// The passages that fit, by report, and the library that they are of.
    found: Option<(usize, Arc<Vec<Found>>)>,
}

/// The passages of one report, in reading order.
#[derive(Debug, Clone)]
struct Found {
    report: ReportId,
    passages: Vec<Range<BlockId>>,
}

impl Sought {
    const fn new(query: Query) -> Self {
        Self { query, found: None }
    }
}

impl App {
    /// Marks in every text what the search looks for.
    pub(super) fn look_for_query(&mut self) {
        let Some(listing) = &self.searched else { return };
        let query = Query::parse(&listing.query, &self.register);
        if query.patterns().any(|(_, negated)| !negated) {
            self.words = query.wanted(&listing.query);
            self.sought = Some(Sought::new(query));
        }
    }

    /// The passages of a report that the search found; `None` while nothing is searched for, or it is not known yet.
    pub(super) fn found_in(&mut self, report: ReportId) -> Option<Vec<Range<BlockId>>> {
        self.sought.as_ref()?;
        // The words of all reports are not learnt for a text alone: a key that goes on asks for them.
        self.concordance.as_ref()?;
        let found = self.found_passages();
        Some(found.iter().find(|found| found.report == report).map(|found| found.passages.clone()).unwrap_or_default())
    }

    /// Learns which passages the search found, where a text is walked by them and they are not known yet.
    pub(super) fn learn_found(&mut self) {
        if self.sought.is_some() && self.concordance.is_none() {
            self.found_passages();
            self.prepare();
        }
    }

    /// The passages that the search found, learnt where they are not known of this library.
    fn found_passages(&mut self) -> Arc<Vec<Found>> {
        let known = self.sought.as_ref().and_then(|sought| sought.found.as_ref());
        if let Some((_, found)) = known.filter(|(generation, _)| *generation == self.generation) {
            return Arc::clone(found);
        }
        let rows = self.searched.clone().map(|listing| self.rows_of(&listing)).unwrap_or_default();
        let mut all: Vec<Found> = Vec::new();
        let mut places: HashMap<ReportId, usize> = HashMap::new();
        for row in rows {
            let Row::Passage(at) = row else { continue };
            let passage = self.concordance.as_ref().and_then(|concordance| concordance.passage(at as usize));
            let Some(passage) = passage else { continue };
            let (report, range) = (passage.report, passage.from..passage.to);
            let at = *places.entry(report).or_insert(all.len());
            if at == all.len() {
                all.push(Found { report, passages: Vec::new() });
            }
            all[at].passages.push(range);
        }
        for found in &mut all {
            found.passages.sort_by_key(|passage| passage.start);
        }
        let all = Arc::new(all);
        if let Some(sought) = &mut self.sought {
            sought.found = Some((self.generation, Arc::clone(&all)));
        }
        all
    }

    /// Goes on from the last passage of a text, or back from the first: to the report that stands next in the results.
    pub(super) fn go_to_found(&mut self, from: ReportId, row: usize, forward: bool) {
        let all = self.found_passages();
        let at = all.iter().position(|found| found.report == from);
        let next = match (at, forward) {
            (Some(at), true) => all.get(at + 1),
            (Some(at), false) => at.checked_sub(1).and_then(|at| all.get(at)),
            (None, true) => all.first(),
            (None, false) => all.last(),
        };
        let Some((found, report)) = next.and_then(|found| Some((found, self.library.report(found.report)?))) else {
            let many = all.iter().map(|found| found.passages.len()).sum();
            let notice = match many {
                0 => format!("no passage has “{}”", self.words),
                1 => "this is the only passage that was found".to_owned(),
                _ => format!("this is the {} of the {many} passages found", if forward { "last" } else { "first" }),
            };
            return self.say(Notice::info(notice));
        };
        let passage = if forward { found.passages.first() } else { found.passages.last() };
        let query = self.sought.as_ref().map(|sought| &sought.query);
        let first =
            passage.zip(query).and_then(|(passage, query)| within(&report.blocks, query, passage).into_iter().next());
        let Some(first) = first else { return };
        let there = words::count(found.passages.len(), "passage", "passages");
        let notice = format!("on in {}, {}: {there}", words::authority(report), words::name(report));
        let file = report.file.clone();
        self.open(Reader { file, spot: Spot { block: first.block, at: first.start }, row });
        self.say(Notice::info(notice));
    }
}
