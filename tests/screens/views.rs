//! The views and overlays as they are drawn.

use super::*;

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
    let typing = typing::ascii(SMALL, "/nether<enter><enter><left><left>jjj<enter>/agenc<enter><esc>");
    let screen = typing.shown();
    assert!(screen.is_ascii(), "{screen}");
    insta::assert_snapshot!(screen);
}
