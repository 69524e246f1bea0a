//! Where marked passages stand in a folder's reports: by file where that is still the report, else by content.

use std::cell::OnceCell;
use std::path::Path;

use super::{Mark, content};
use crate::document::BlockId;
use crate::library::{Library, ReportId};
use crate::report::Report;
use crate::typography::letters;

/// So many letters tell a passage when the blocks of a text are cut otherwise than they were.
const TELLING: usize = 48;

/// The place of each mark: the report's file and the first block; `None` where its report is not here.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places {
    places: Vec<Option<(String, BlockId)>>,
}

impl Places {
    /// Looks for every mark in the library of a folder, whose path is absolute.
    ///
    /// The report is, in this order, the one in the same file, one with the same text, one of the same authority; and for
    /// a mark that was made in this folder one of no known authority that has its words. A text is fetched only where one of
    /// these is so: no mark makes all the texts of a folder be searched.
    #[must_use]
    pub fn of(library: &Library, folder: &Path, marks: &[Mark]) -> Self {
        if marks.is_empty() {
            return Self::default();
        }
        let texts: Vec<Text> = library.reports().iter().map(|report| Text::of(report)).collect();
        Self {
            places: marks.iter().map(|mark| place(&texts, mark, Path::new(&mark.anchor.folder) == folder)).collect(),
        }
    }

    /// Where the mark of this number stands.
    #[must_use]
    pub fn get(&self, mark: usize) -> Option<(&str, BlockId)> {
        self.places.get(mark)?.as_ref().map(|(file, block)| (file.as_str(), *block))
    }

    /// The marks in a file, each with its block.
    pub fn in_file<'a>(&'a self, file: &'a str) -> impl Iterator<Item = (usize, BlockId)> + 'a {
        let places = self.places.iter().enumerate();
        places
            .filter_map(move |(mark, place)| place.as_ref().filter(|(f, _)| f == file).map(|(_, block)| (mark, *block)))
    }

    /// The report and block of a mark in this library.
    #[must_use]
    pub fn in_library(&self, library: &Library, mark: usize) -> Option<(ReportId, BlockId)> {
        let (file, block) = self.get(mark)?;
        Some((library.report_of_file(file)?, block))
    }
}

/// A report with what it is compared by, made when it is first needed.
struct Text<'a> {
    report: &'a Report,
    content: OnceCell<Option<String>>,
    blocks: OnceCell<Vec<String>>,
}

impl<'a> Text<'a> {
    const fn of(report: &'a Report) -> Self {
        Self { report, content: OnceCell::new(), blocks: OnceCell::new() }
    }

    fn has_content(&self, mark: &Mark) -> bool {
        let own = self.content.get_or_init(|| content(self.report));
        own.is_some() && *own == mark.anchor.content
    }

    /// The block where a passage was, if it still begins there: in a text that did not change nothing more is to be done.
    fn still(&self, wanted: &str, was: usize) -> Option<BlockId> {
        let block: String = letters(&self.report.blocks.get(was)?.text).collect();
        let same = !block.is_empty() && (wanted.starts_with(&block) || block.contains(wanted));
        same.then(|| BlockId::new(was))
    }

    /// The block where a passage begins: the one that has its words, of several the one nearest to where it was.
    fn find(&self, wanted: &str, was: usize) -> Option<BlockId> {
        let blocks = self.blocks.get_or_init(|| {
            let text =
                |b: &crate::document::Block| if b.is_text() { letters(&b.text).collect() } else { String::new() };
            self.report.blocks.iter().map(text).collect()
        });
        let near = |fits: &dyn Fn(&str) -> bool| {
            let fitting = blocks.iter().enumerate().filter(|(_, block)| !block.is_empty() && fits(block));
            fitting.map(|(at, _)| at).min_by_key(|at| at.abs_diff(was))
        };
        let start = match wanted.char_indices().nth(TELLING) {
            Some((end, _)) => &wanted[..end],
            None => wanted,
        };
        let whole = start.len() < wanted.len();
        near(&|block| block == wanted)
            .or_else(|| near(&|block| whole && block.starts_with(start)))
            .or_else(|| near(&|block| block.chars().count() * 2 > TELLING && wanted.starts_with(block)))
            .or_else(|| near(&|block| wanted.chars().count() * 2 > TELLING && block.contains(start)))
            .map(BlockId::new)
    }
}

fn place(texts: &[Text<'_>], mark: &Mark, here: bool) -> Option<(String, BlockId)> {
    let wanted: String = letters(&mark.passage.text).collect();
    if wanted.is_empty() {
        return None;
    }
    let was = mark.anchor.block as usize;
    let try_all = |fits: &dyn Fn(&Text<'_>) -> bool| {
        let mut texts = texts.iter().filter(|text| fits(text));
        texts.find_map(|text| {
            let still = text.has_content(mark).then(|| text.still(&wanted, was)).flatten();
            Some((text.report.file.clone(), still.or_else(|| text.find(&wanted, was))?))
        })
    };
    let told = wanted.chars().count() >= TELLING;
    let authority = mark.passage.authority.as_deref();
    let named = |text: &Text<'_>| authority.is_some() && text.report.authority_name() == authority;
    let same_report = |text: &Text<'_>| crate::query::words::name(text.report) == mark.passage.report;
    try_all(&|text| text.report.file == mark.anchor.file && text.has_content(mark))
        .or_else(|| try_all(&|text| text.has_content(mark)))
        .or_else(|| try_all(&|text| here && text.report.file == mark.anchor.file))
        .or_else(|| try_all(&|text| named(text) && same_report(text)))
        .or_else(|| try_all(&|text| told && named(text)))
        .or_else(|| try_all(&|text| told && here && text.report.authority_name().is_none()))
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;
    use std::sync::Arc;

    use super::*;
    use crate::authority::Register;
    use crate::document::{Block, Document, Format, Kind, Place};
    use crate::marks::Change;
    use crate::query::citation::Passage;

    const LONG: &str = "Families meet one worker and keep that worker until the plan is done and the file is closed.";

    /// A report of these blocks in this file.
    fn report(file: &str, blocks: &[&str]) -> Report {
        let block = |text: &&str| Block::new(Kind::Paragraph, *text, Place { page: 1, line: 0 });
        let title = "Inspection of Netherby local authority children’s services";
        let head = Block::new(Kind::Heading { level: 0 }, title, Place { page: 1, line: 0 });
        let dates = block(&"Inspection dates: 7 to 18 November 2022");
        let blocks = [head, dates].into_iter().chain(blocks.iter().map(block)).collect();
        let document = Document { format: Format::Pdf, pages: 1, blocks, remarks: Vec::new() };
        Report::parse(document, file, &crate::authority::Names::of(&Register::default())).expect("it is a report")
    }

    fn library(root: &str, reports: Vec<Report>) -> Library {
        let reports = reports.into_iter().map(Arc::new).collect();
        Library::build(PathBuf::from(root), &Register::default(), reports, Vec::new())
    }

    /// A mark on the first block that begins so.
    fn mark(report: &Report, begins: &str) -> Mark {
        let at = report.blocks.iter().position(|b| b.text.starts_with(begins)).expect("it is there");
        let passage = Passage::at(report, BlockId::new(at)).expect("it has words");
        let dir = tempfile::tempdir().expect("a folder");
        let change = Change::add(report, &passage, Path::new("/reports"), "");
        super::super::Store::new(dir.path())
            .change(&change, jiff::Timestamp::now())
            .expect("it is written")
            .marks
            .remove(0)
    }

    fn placed(root: &str, reports: Vec<Report>, mark: &Mark) -> Option<(String, String)> {
        let library = library(root, reports);
        let places = Places::of(&library, Path::new(root), std::slice::from_ref(mark));
        let (id, block) = places.in_library(&library, 0)?;
        let report = library.report(id)?;
        Some((report.file.clone(), report.block(block)?.text.clone()))
    }

    #[test]
    fn a_mark_is_found_where_its_file_went() {
        let text = ["First.", "The council acts.", LONG];
        let mark = mark(&report("a.pdf", &text), "The council");
        let found = |root, reports| placed(root, reports, &mark);
        let at = |file: &str| Some((file.to_owned(), "The council acts.".to_owned()));
        assert_eq!(found("/reports", vec![report("a.pdf", &text)]), at("a.pdf"));
        assert_eq!(found("/reports", vec![report("new/name.pdf", &text)]), at("new/name.pdf"), "renamed");
        assert_eq!(found("/elsewhere", vec![report("b.pdf", &text)]), at("b.pdf"), "another folder");
        let other = ["Something else.", "Nothing of it."];
        assert_eq!(found("/reports", vec![report("a.pdf", &other)]), None, "another report has the file's name now");
    }

    #[test]
    fn a_mark_is_found_in_a_text_that_is_cut_otherwise() {
        let mark = mark(&report("a.pdf", &["First.", LONG]), "Families");
        let found = |text: &[&str]| placed("/reports", vec![report("b.pdf", text)], &mark).map(|(_, text)| text);
        let joined = format!("First. {LONG}");
        assert_eq!(found(&["Another first.", LONG]).as_deref(), Some(LONG));
        assert_eq!(found(&[&joined]).as_deref(), Some(joined.as_str()));
        let (start, end) = LONG.split_at(LONG.find(" until").expect("it is there"));
        assert_eq!(found(&["First.", start, end]).as_deref(), Some(start));
        assert_eq!(found(&["First.", "Families meet."]), None);
    }

    #[test]
    fn of_equal_words_the_nearest_are_meant() {
        let text = ["Good.", "First.", "Good.", "Second.", "Good."];
        let report = report("a.pdf", &text);
        let mut mark = mark(&report, "Good.");
        mark.anchor.block += 4;
        let library = library("/reports", vec![report]);
        let places = Places::of(&library, Path::new("/reports"), std::slice::from_ref(&mark));
        assert_eq!(places.get(0).map(|(_, block)| block.index()), Some(mark.anchor.block as usize));
    }
}
