//! The views and overlays as they are drawn.

use super::*;
use crate::typing::typed;

#[test]
fn browsing() {
    screen!(SMALL, "/nether<enter><esc>");
}

#[test]
fn browsing_with_the_text_beside() {
    screen!(WIDE, "/nether<enter><esc><tab>jj");
}

#[test]
fn browsing_a_large_screen() {
    screen!(LARGE, "/nether<enter><esc>");
}

#[test]
fn browsing_a_narrow_screen_shows_one_pane() {
    screen!(NARROW, "/nether<enter><esc>");
}

#[test]
fn the_second_pane_of_a_narrow_screen() {
    screen!(NARROW, "/nether<enter><tab>");
}

#[test]
fn the_bar_goes_down_to_the_items() {
    screen!(SMALL, "/nether<enter><tab>G");
}

#[test]
fn only_this_pane() {
    screen!(SMALL, "/nether<enter><tab>z");
}

#[test]
fn the_filter_counts_as_one_types() {
    screen!(SMALL, "/east");
}

#[test]
fn a_filter_that_fits_nothing_says_so() {
    screen!(SMALL, "/xyzzy");
}

#[test]
fn the_grid() {
    screen!(SMALL, "/nether<enter><enter>jjjj<left><left>");
}

#[test]
fn the_grid_keeps_the_newest_inspection_in_sight() {
    screen!(NARROW, "/nether<enter><enter><left><left><left>");
}

#[test]
fn the_grid_of_a_large_screen_shows_every_inspection() {
    screen!(WIDE, "/nether<enter><enter>j");
}

#[test]
fn the_grid_of_an_authority_with_letters_only() {
    screen!(SMALL, "/wexc<enter><enter>");
}

#[test]
fn reports_by_date() {
    screen!(SMALL, "Rg");
}

#[test]
fn reports_by_date_filtered() {
    screen!(WIDE, "R/2022 ilacs<enter>");
}

#[test]
fn files_with_problems() {
    screen!(SMALL, "P<enter>");
}

#[test]
fn the_whole_of_a_problem() {
    screen!(NARROW, "Pi");
}

#[test]
fn a_filter_of_problems_names_its_own_keys() {
    screen!(NARROW, "P/agenda<enter>");
}

#[test]
fn a_long_input_keeps_its_end_in_sight() {
    screen!(NARROW, "fan input that is longer than its line keeps the end in sight");
}

#[test]
fn the_bar_leaves_the_bracket_of_two_areas() {
    screen!(SMALL, "/nether<enter><tab>jjjj<left>");
}

#[test]
fn a_filter_that_is_longer_than_its_line() {
    screen!(NARROW, "/a filter that is longer than the line it is typed in");
}

#[test]
fn going_to_anything() {
    screen!(SMALL, "fnether 22 leav");
}

#[test]
fn going_to_what_there_is_not() {
    screen!(SMALL, "fqqqqxz");
}

#[test]
fn commands() {
    screen!(SMALL, ":sec");
}

#[test]
fn a_number_is_a_paragraph() {
    screen!(SMALL, ":12");
}

#[test]
fn outline() {
    screen!(SMALL, "/nether<enter><enter><left><left>o");
}

#[test]
fn how_we_know_a_grade() {
    screen!(SMALL, "/nether<enter><enter>ji");
}

#[test]
fn how_we_know_a_date_from_the_file_name() {
    screen!(WIDE, "R/wexc<enter>iG");
}

#[test]
fn help_filters_as_one_types() {
    screen!(SMALL, "?finding");
}

#[test]
fn menu_of_views() {
    screen!(SMALL, "v");
}

#[test]
fn themes() {
    screen!(SMALL, ":theme<enter><down>");
}

#[test]
fn while_reading() {
    let news = library::news();
    let typing = typing::Typing::started(SMALL).told(news.into_iter().take(12));
    insta::assert_snapshot!(typing.shown());
}

#[test]
fn before_anything_is_read() {
    insta::assert_snapshot!(typing::Typing::started(SMALL).shown());
}

#[test]
fn a_folder_without_reports() {
    let told = std::iter::once(findings::load::Progress::Found(2));
    let problems = library::problems().into_iter().map(findings::load::Progress::Problem);
    insta::assert_snapshot!(typing::Typing::started(SMALL).told(told.chain(problems)).finished().shown());
}

#[test]
fn a_folder_without_files() {
    insta::assert_snapshot!(typing::Typing::started(NARROW).finished().shown());
}

#[test]
fn plain_ascii() {
    let typing = typing::ascii(SMALL, "/nether<enter><enter><left><left>jjj<enter>/plan<enter><esc>");
    let screen = typing.shown();
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!(screen);
}

/// The library in which a council is only assigned to one report of three, and inferred for another's only one.
fn assigned(size: ratatui::layout::Size, keys: &str) -> typing::Typing {
    use findings::load::Progress;
    use findings::report::Basis;
    let news = library::news().into_iter().map(|progress| match progress {
        Progress::Report(report) => {
            let mut report = std::sync::Arc::unwrap_or_clone(report);
            let name = report.authority_name().unwrap_or_default().to_owned();
            if let Some(authority) = report.authority.as_mut().filter(|_| name == "Netherby" || name == "Kirkfell") {
                authority.basis = if name == "Kirkfell" { Basis::Inferred } else { Basis::Assigned };
                if let Some(inspected) = report.inspected.as_mut() {
                    inspected.basis = Basis::Assigned;
                }
            }
            Progress::Report(std::sync::Arc::new(report))
        }
        other => other,
    });
    typing::Typing::started(size).told(news).finished().keys(keys)
}

#[test]
fn what_is_assigned_or_inferred_says_so_beside_the_authority() {
    insta::assert_snapshot!("assigned_grid", assigned(SMALL, "/nether<enter><enter>").shown());
    insta::assert_snapshot!("assigned_text", assigned(SMALL, "/nether<enter><enter><enter>").shown());
    insta::assert_snapshot!("assigned_reports", assigned(SMALL, "R/nether<enter>").shown());
    insta::assert_snapshot!("inferred_browse", assigned(SMALL, "/ki<enter>").shown());
}

#[test]
fn an_authority_is_completed_and_asked_for() {
    use findings::app::Effect;
    use findings::sidecar::{Change, Told, What};
    screen!(SMALL, "R:assign wen");
    let typing = typing::typed(SMALL, "P:assign wen<tab><enter>");
    let fact = Told::Authority("Upper Wenlow".to_owned());
    let what = What::Assign { fact, was_ignored: false };
    assert_eq!(typing.effect, Some(Effect::Write(Change { file: "broken/locked.pdf".to_owned(), what })));
    let typing = typing::typed(SMALL, "R:assign<enter>");
    assert!(typing.shown().contains("› assign"), "the command alone asks for the name");
    let typing = typing::typed(SMALL, ":assign wen<enter>");
    assert!(typing.shown().contains("“say which authority or days"), "{}", typing.shown());
}

#[test]
fn what_was_written_is_told_and_read_again() {
    use findings::app::Effect;
    let mut typing = typing::typed(SMALL, "P:ignore<enter>");
    let Some(Effect::Write(change)) = typing.effect.clone() else { panic!("nothing is to be written") };
    let mut full = typing.clone();
    assert_eq!(full.app.wrote(&change, Err("the disk is full".to_owned())), None);
    assert!(full.shown().contains("the disk is full"));
    assert_eq!(typing.app.wrote(&change, Ok("ignored in there".to_owned())), Some(Effect::Reload));
    let ignored = findings::library::Ignored { file: change.file, by: "there".to_owned() };
    let news = library::news().into_iter().filter(|p| !matches!(p, findings::load::Progress::Problem(_)));
    let typing = typing.told(news.chain([findings::load::Progress::Ignored(ignored)])).finished();
    insta::assert_snapshot!(typing.shown());
}

#[test]
fn the_grid_says_that_no_overall_is_given_since_2026() {
    use findings::load::Progress;
    let news = library::news().into_iter().map(|progress| match progress {
        Progress::Report(report) if report.date().is_some_and(|d| d.year() == 2025) => {
            let mut report = std::sync::Arc::unwrap_or_clone(report);
            report.judgements.retain(|j| j.area != findings::report::Area::Overall);
            if let Some(inspected) = report.inspected.as_mut() {
                inspected.value.to = jiff::civil::date(2026, 5, 15);
            }
            Progress::Report(std::sync::Arc::new(report))
        }
        other => other,
    });
    let typing = typing::Typing::started(SMALL).told(news).finished().keys("/nether<enter><enter>");
    insta::assert_snapshot!(typing.shown());
}

#[test]
fn a_list_waits_for_what_is_still_being_learnt_and_is_filled_when_it_comes() {
    let mut typing = typed(SMALL, "");
    typing.app.has_student();
    typing.app.finish();
    let typing = typing.keys("F");
    assert!(typing.shown().contains("to improve"), "a small folder's list waits for nothing: {}", typing.shown());
    let mut typing = typing.keys("qsstrategy<enter>");
    assert!(typing.shown().contains("reading words…"), "{}", typing.shown());
    let study = typing.app.study().expect("a library was read");
    assert!(typing.app.study().is_none(), "it is studied once");
    // A mark changes nothing of what is learnt.
    let mut typing = typing.keys("qR<enter>}}m");
    assert_eq!(typing.app.marks().len(), 1);
    study.learn(&mut |piece| {
        typing.app.learnt(study.generation, piece);
        true
    });
    let typing = typing.keys("sstrategy<enter>");
    let at_once = typed(SMALL, "sstrategy<enter>").shown();
    assert_eq!(typing.shown(), at_once);
    assert!(typing.keys("F").shown().contains("to improve"));
}

#[test]
fn the_head_of_the_last_column_keeps_its_brackets() {
    for width in 60..100 {
        let screen = typed(ratatui::layout::Size::new(width, 24), "Wllllll").shown();
        let heads = screen.lines().nth(2).unwrap_or_default();
        assert!(heads.contains('[') && heads.contains(']'), "{width}: {heads}");
    }
}
