//! A folder that changes under the program: what is shown then, and what stays where it is.

use std::sync::Arc;

use super::*;
use findings::library::Problem;
use findings::load::Progress;
use findings::report::{Framework, Report};

const ILACS: &str = "netherby-ilacs-2022-11-18.pdf";
const READING: &str = "R/netherby 2022<enter><enter>}}";

/// A browser in which these keys were pressed, and everything that was read for it.
fn opened(size: ratatui::layout::Size, keys: &str) -> (typing::Typing, Vec<Progress>) {
    let news = library::news();
    (typing::Typing::started(size).told(news.clone()).finished().keys(keys), news)
}

/// The folder with the report of a file changed, or without it.
fn with(news: &[Progress], file: &str, change: impl Fn(Report) -> Option<Report>) -> Vec<Progress> {
    let changed = news.iter().filter_map(|progress| match progress {
        Progress::Report(report) if report.file == file => {
            change(Report::clone(report)).map(|report| Progress::Report(Arc::new(report)))
        }
        other => Some(other.clone()),
    });
    changed.collect()
}

fn fresh() -> Progress {
    let draft = library::Draft::new("Wexcombe", Framework::Ilacs, "2026-03-02", "2026-03-13");
    Progress::Report(Arc::new(draft.heading(1, "What needs to improve?").para("Homes near schools.").build()))
}

/// The words under the bar of a text.
fn under_bar(typing: &typing::Typing) -> String {
    let text = typing.app.prepared().text.as_ref().expect("a text is open");
    text.report.block(text.spot.block).expect("the bar is on a block").text.clone()
}

#[test]
fn what_is_new_is_counted_and_the_place_stays() {
    let (mut typing, mut news) = opened(SMALL, "/kirk<enter><tab>j");
    let before = typing.shown();
    news.push(fresh());
    typing.app.read_again(news);
    let after = typing.shown();
    assert!(after.contains("1 new file: read"), "{after}");
    let body = |screen: &str| screen.lines().skip(1).take(20).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(body(&before), body(&after));
    assert!(!typing.keys("k").shown().contains("1 new file"), "a key takes it away");
}

#[test]
fn what_was_only_touched_says_nothing() {
    let (mut typing, news) = opened(SMALL, READING);
    let before = typing.shown();
    typing.app.read_again(with(&news, ILACS, Some));
    assert_eq!(typing.shown(), before);
}

#[test]
fn the_place_in_a_text_that_changed_is_found_by_its_words() {
    let (mut typing, news) = opened(SMALL, READING);
    let (words, block) = (under_bar(&typing), typing.app.place().block);
    let longer = |mut report: Report| {
        let first = report.blocks[0].clone();
        report.blocks = std::iter::repeat_n(first, 3).chain(report.blocks.iter().cloned()).collect::<Vec<_>>().into();
        Some(report)
    };
    typing.app.read_again(with(&news, ILACS, longer));
    assert_eq!((under_bar(&typing), typing.app.place().block), (words, block + 3));
    assert!(typing.shown().contains("1 file changed: read again"), "{}", typing.shown());
    // A text that became shorter than the place keeps its end.
    let shorter = |mut report: Report| {
        report.blocks = report.blocks[..2].to_vec().into();
        (report.sections, report.paragraphs, report.findings) = Default::default();
        report.judgements.clear();
        Some(report)
    };
    typing.app.read_again(with(&news, ILACS, shorter));
    assert_eq!(typing.app.place().block, 1);
}

#[test]
fn a_report_that_was_moved_is_followed_and_the_way_back_too() {
    let (mut typing, news) = opened(SMALL, &format!("{READING}R"));
    let rename = |mut report: Report| {
        report.file = "2022/autumn.pdf".to_owned();
        Some(report)
    };
    typing.app.read_again(with(&news, ILACS, rename));
    assert!(typing.shown().contains("1 new file, 1 gone: read"), "{}", typing.shown());
    let back = typing.keys("<bs>");
    let there = typing::typed(SMALL, READING);
    assert_eq!(under_bar(&back), under_bar(&there));
    assert_eq!(back.app.place().report.as_deref(), Some("2022/autumn.pdf"));
}

#[test]
fn a_report_that_is_gone_says_so_and_comes_back_where_it_was() {
    let (mut typing, news) = opened(SMALL, READING);
    let before = typing.shown();
    typing.app.read_again(with(&news, ILACS, |_| None));
    let gone = typing.shown();
    assert!(gone.contains("this report is no longer in the folder"), "{gone}");
    assert!(gone.contains("the report that you read is gone"), "{gone}");
    typing.app.read_again(news);
    let back = typing.keys("<c-l>").shown();
    assert_eq!(back, before);
}

#[test]
fn nothing_jumps_while_something_is_typed() {
    for keys in ["fwexc", "R\\wex", "?the", ":as", &format!("{READING}/fam"), "/ki"] {
        let (mut typing, news) = opened(SMALL, keys);
        let before = typing.shown();
        let gone = with(&news, ILACS, |_| None);
        typing.app.read_again(gone.into_iter().chain([fresh()]).collect());
        assert_eq!(typing.shown(), before, "{keys}");
        let closed = typing.keys("<esc>").shown();
        assert!(closed.contains("1 new") || closed.contains("is gone"), "{keys}: {closed}");
    }
}

#[test]
fn what_is_told_late_adds_up_until_a_key_is_pressed() {
    let (mut typing, news) = opened(SMALL, "R");
    let all = news.iter().cloned().chain([fresh()]).collect::<Vec<_>>();
    typing.app.read_again(all.clone());
    typing.app.read_again(with(&all, ILACS, |_| None));
    assert!(typing.shown().contains("1 new file, 1 gone: read"), "{}", typing.shown());
    typing.app.read_again(news);
    assert!(typing.shown().contains("1 file changed: read again"), "{}", typing.shown());
}

#[test]
fn reading_again_by_hand_says_what_differs() {
    let (typing, news) = opened(SMALL, "R<c-r>");
    let same = typing.clone().told(news.clone()).finished();
    assert!(same.shown().contains("read again: no file changed"), "{}", same.shown());
    let more = typing.told(news).told([fresh()]).finished();
    assert!(more.shown().contains("1 new file: read"), "{}", more.shown());
}

#[test]
fn a_folder_that_is_gone_leaves_what_was_read() {
    let (mut typing, news) = opened(SMALL, READING);
    typing.app.lost("there is no such file or folder");
    assert!(typing.shown().contains("stays here"), "{}", typing.shown());
    assert_eq!(under_bar(&typing), under_bar(&typing::typed(SMALL, READING)));
    typing.app.read_again(news);
    assert!(!typing.shown().contains("stays here"), "it is there again");
}

#[test]
fn a_folder_that_is_gone_when_it_is_read_again_by_hand_leaves_what_was_read_too() {
    let (typing, news) = opened(SMALL, READING);
    let gone = Problem { file: "~/reports".to_owned(), reason: "there is no such file or folder".to_owned() };
    let typing = typing.keys("<c-r>").told([Progress::Found(0), Progress::Problem(gone)]).finished();
    assert!(typing.shown().contains("stays here"), "{}", typing.shown());
    assert_eq!(under_bar(&typing), under_bar(&typing::typed(SMALL, READING)));
    let back = typing.keys("<c-r>").told(news).finished();
    assert!(back.shown().contains("read again: no file changed"), "{}", back.shown());
}

#[test]
fn files_that_nobody_could_read_are_not_said_to_be_read() {
    let (mut typing, mut news) = opened(SMALL, "R");
    let broken =
        |file: &str| Progress::Problem(Problem { file: file.to_owned(), reason: "it is cut short".to_owned() });
    news.extend(["a.pdf", "b.pdf"].map(broken));
    typing.app.read_again(news);
    assert!(typing.shown().contains("2 new files: 2 not read"), "{}", typing.shown());
}

#[test]
fn the_grades_of_an_authority_that_is_gone_are_no_view_to_come_back_to() {
    let keys = "fwexcombe<enter><enter><enter>";
    let (mut typing, news) = opened(SMALL, keys);
    let others = |news: &[Progress]| {
        let wexcombe = |p: &&Progress| matches!(p, Progress::Report(r) if r.authority_name() == Some("Wexcombe"));
        news.iter().filter(|p| !wexcombe(p)).cloned().collect::<Vec<_>>()
    };
    typing.app.read_again(others(&news));
    let closed = typing.keys("q").shown();
    assert!(!closed.contains("0 inspections"), "{closed}");
    assert!(closed.contains("Ashcombe"), "{closed}");
    let (mut grid, news) = opened(SMALL, "fwexcombe<enter><enter>");
    assert!(grid.shown().contains("judgements over time"), "{}", grid.shown());
    grid.app.read_again(others(&news));
    assert!(!grid.shown().contains("0 inspections"), "{}", grid.shown());
}

/// What an earlier run kept of a folder, as it is told.
fn kept(news: &[Progress]) -> Vec<Progress> {
    let register = news.iter().filter(|news| matches!(news, Progress::Register(_))).cloned();
    let reports =
        news.iter().filter_map(|n| if let Progress::Report(report) = n { Some(report.clone()) } else { None });
    let problems = news.iter().filter_map(|n| if let Progress::Problem(p) = n { Some(p.clone()) } else { None });
    register.chain([Progress::Kept(reports.collect(), problems.collect())]).collect()
}

#[test]
fn what_an_earlier_run_kept_is_there_at_once_and_stays() {
    for keys in ["", READING, "R", "/kirk<enter><tab>j"] {
        let (read, news) = opened(LARGE, keys);
        let typing = typing::Typing::started(LARGE).told(kept(&news)).keys(keys);
        assert_eq!(typing.shown(), read.shown(), "{keys}");
        let first = |typing: &typing::Typing| std::ptr::from_ref(typing.app.library().authorities());
        let before = first(&typing);
        let looked = typing.told(news).finished();
        assert_eq!(looked.shown(), read.shown(), "{keys}");
        assert_eq!(first(&looked), before, "nothing was made anew");
    }
}

#[test]
fn what_is_not_as_an_earlier_run_kept_it_takes_its_place_quietly() {
    let (read, news) = opened(LARGE, READING);
    let longer = |mut report: Report| {
        let first = report.blocks[0].clone();
        report.blocks = std::iter::repeat_n(first, 3).chain(report.blocks.iter().cloned()).collect::<Vec<_>>().into();
        Some(report)
    };
    let mut now = with(&news, ILACS, longer);
    now.push(fresh());
    let typing = typing::Typing::started(LARGE).told(kept(&news)).keys(READING).told(now.clone());
    assert_eq!(typing.app.place().block, read.app.place().block, "not before all files were looked at");
    let looked = typing.finished();
    assert_eq!((under_bar(&looked), looked.app.place().block), (under_bar(&read), read.app.place().block + 3));
    let count = |typing: &typing::Typing| typing.app.library().reports().len();
    assert_eq!(count(&looked), count(&read) + 1);
    assert!(!looked.shown().contains("read again"), "{}", looked.shown());
    let gone = typing::Typing::started(LARGE).told(kept(&now)).told(news).finished();
    assert_eq!(count(&gone), count(&read), "a file that is gone is not kept for ever");
}
