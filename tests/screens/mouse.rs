//! The mouse: where it points is where the bar and the keys go, and it can do nothing that keys cannot.

use findings::app::mouse::Did;
use findings::library::Problem;
use findings::list::List;
use findings::load::Progress;
use findings::saved::Saved;
use ratatui::layout::Size;

use crate::library;
use crate::typing::{NARROW, SMALL, Typing, WIDE, typed};

/// Points at the first place on the screen where a text stands, and does something there.
fn at(mut typing: Typing, text: &str, did: Did) -> Typing {
    let screen = typing.shown();
    let (row, line) = screen.lines().enumerate().find(|(_, line)| line.contains(text)).expect("the text is in sight");
    let column = line[..line.find(text).expect("it is in the line")].chars().count();
    let cell = |number: usize| u16::try_from(number).expect("it is on the screen");
    typing.effect = typing.app.mouse(did, cell(column), cell(row));
    typing
}

/// The line with the bar in the pane that has the keys.
fn under_bar(typing: &Typing) -> String {
    let screen = typing.shown();
    let line = screen.lines().find(|line| line.contains('▌')).expect("there is a bar");
    let rest = &line[line.find('▌').expect("it is in the line") + '▌'.len_utf8()..];
    rest.split('│').next().unwrap_or_default().trim().to_owned()
}

#[test]
fn a_press_moves_the_bar_and_another_one_opens() {
    for size in [NARROW, SMALL, WIDE] {
        let there = at(typed(size, ""), "Calder Moor", Did::Press);
        assert!(under_bar(&there).starts_with("Calder Moor"), "{}", there.shown());
        let opened = at(there, "▌ Calder Moor", Did::Press);
        assert!(opened.shown().starts_with(" Calder Moor · judgements over time"), "{}", opened.shown());
    }
}

#[test]
fn a_row_that_is_pressed_stays_under_the_mouse_at_the_edges_too() {
    for (size, keys, first) in
        [(SMALL, "", 2), (WIDE, "", 2), (SMALL, "z", 2), (SMALL, "R", 3), (SMALL, "F", 3), (SMALL, "fa", 4)]
    {
        for pages in ["", "<pgdn>", "<pgdn><down>"] {
            let before = typed(size, &format!("{keys}{pages}"));
            let screen = before.shown();
            let ends = |line: &&str| line.trim_start_matches('│').starts_with(['─', '└']);
            let above_foot = screen.lines().count() - 2;
            let rows = screen.lines().take(above_foot).skip(first).take_while(|line| !ends(line)).count();
            assert!(rows > 5, "{keys}: {screen}");
            for row in first..first + rows {
                let line =
                    |typing: &Typing| typing.shown().lines().nth(row).unwrap_or_default().replace(['▌', '│'], " ");
                let wanted: String = line(&before).chars().take(30).collect();
                let mut pressed = before.clone();
                for _ in 0..3 {
                    pressed.app.mouse(Did::Drag, 5, u16::try_from(row).expect("it is on the screen"));
                    assert!(line(&pressed).starts_with(&wanted), "{keys}{pages} {row}: {screen}\n{}", pressed.shown());
                    assert!(under_bar(&pressed).starts_with(wanted.trim()), "{keys}{pages} {row}: {}", pressed.shown());
                }
                pressed.app.leap_now();
                assert!(line(&pressed).starts_with(&wanted), "nothing moves later: {}", pressed.shown());
            }
        }
    }
}

#[test]
fn the_wheel_scrolls_the_pane_that_it_is_over() {
    let mut text = typed(WIDE, "");
    let before = text.shown();
    text.app.mouse(Did::WheelDown, 110, 10);
    let place = |screen: &str| screen.lines().rev().find(|l| l.contains("para")).map(str::to_owned);
    assert_ne!(place(&before), place(&text.shown()), "{}", text.shown());
    let mut list = typed(SMALL, "");
    list.app.mouse(Did::WheelDown, 4, 10);
    assert!(under_bar(&list).starts_with("Dunmarsh upon Wey"), "{}", list.shown());
    list.app.mouse(Did::WheelUp, 4, 10);
    assert!(under_bar(&list).starts_with("Ashcombe"), "{}", list.shown());
}

#[test]
fn lists_menus_and_overlays_take_presses_too() {
    let list = at(typed(SMALL, "R"), "Wexcombe", Did::Press);
    assert!(under_bar(&list).contains("Wexcombe"), "{}", list.shown());
    let opened = at(list, "Wexcombe", Did::Press);
    assert!(opened.shown().starts_with(" Wexcombe ›"), "{}", opened.shown());
    let menu = at(at(typed(SMALL, "v"), "reports by date", Did::Press), "reports by date", Did::Press);
    assert!(menu.shown().starts_with(" Reports by date"), "{}", menu.shown());
    let export = at(typed(SMALL, "R<enter>e"), "this report", Did::Press);
    assert!(export.shown().contains("▌ this report"), "{}", export.shown());
    let aside = at(export, "ILACS inspection", Did::Press);
    assert!(!aside.shown().contains("Write to a file"), "{}", aside.shown());
    let goto = at(typed(SMALL, "fmardale"), "Mardale", Did::Press);
    assert!(goto.shown().contains("Go to") || goto.shown().contains("Mardale"), "{}", goto.shown());
}

#[test]
fn a_press_beside_an_overlay_closes_it_and_one_on_nothing_does_nothing() {
    let mut menu = typed(SMALL, "v");
    menu.app.mouse(Did::Press, 0, 0);
    assert_eq!(menu.shown(), typed(SMALL, "").shown());
    let mut head = typed(SMALL, "");
    head.app.mouse(Did::Press, 0, 0);
    head.app.mouse(Did::Press, 900, 900);
    assert_eq!(head.shown(), typed(SMALL, "").shown());
}

#[test]
fn a_press_beside_a_note_that_is_being_typed_does_not_lose_it() {
    for size in [SMALL, WIDE] {
        let mut note = typed(size, "R/netherby 2022<enter><enter>J:note<enter>ask the board");
        let before = note.shown();
        assert!(before.contains("note: ask the board"), "{before}");
        note.app.mouse(Did::Press, 0, 0);
        note.app.mouse(Did::Press, 0, size.height - 1);
        assert_eq!(note.shown(), before);
        note.app.mouse(Did::Press, 5, 10);
        assert!(note.shown().contains("note: ask the board"), "{}", note.shown());
    }
}

#[test]
fn a_press_on_the_last_list_that_is_kept_is_on_the_menu() {
    let kept = |name: &str| Saved {
        name: name.to_owned(),
        list: List::Findings,
        query: "visits".to_owned(),
        sort: None,
        only: Vec::new(),
    };
    let lists = ["first of ours", "second of ours", "last of ours"].map(kept).to_vec();
    let browser = Typing::with(SMALL, |setup| setup.saved = lists).told(library::news()).finished();
    let menu = at(browser.keys("v"), "last of ours", Did::Press);
    assert!(menu.shown().contains("▌    last of ours"), "{}", menu.shown());
    let opened = at(menu, "last of ours", Did::Press);
    assert!(opened.shown().starts_with(" Findings"), "{}", opened.shown());
}

#[test]
fn a_press_between_the_stops_takes_the_bar_to_the_next_one() {
    let there = at(typed(SMALL, ""), "To improve", Did::Press);
    assert!(there.effect.is_none());
    let item = under_bar(&there);
    assert!(!item.starts_with("To improve"), "{}", there.shown());
}

#[test]
fn a_drag_takes_the_bar_along_and_opens_nothing() {
    let there = at(at(typed(SMALL, ""), "Ashcombe", Did::Drag), "Brackendale", Did::Drag);
    assert!(under_bar(&there).starts_with("Brackendale"), "{}", there.shown());
}

#[test]
fn a_press_on_an_inspection_of_the_grid_takes_the_bar_there() {
    for (size, keys) in
        [(SMALL, "fnetherby<enter><enter>"), (WIDE, "fnetherby<enter><enter>"), (WIDE, "fnetherby<enter>")]
    {
        let there = typed(size, keys);
        let chosen = |typing: &Typing| {
            let prepared = typing.app.prepared();
            if keys.ends_with("<enter><enter>") { Some(prepared.chart.column) } else { prepared.summary.column }
        };
        let before = chosen(&there);
        let there = at(there, "RI", Did::Press);
        assert!(there.effect.is_none());
        let after = chosen(&there);
        assert_ne!(after, before, "{}", there.shown());
        let again = at(there.clone(), "RI", Did::Press);
        assert_ne!(again.shown(), there.shown(), "another press opens it");
    }
}

#[test]
fn a_second_press_on_an_item_below_the_grades_opens_it() {
    let typing = typed(SMALL, "/nether<enter><esc>");
    let screen = typing.shown();
    let row = screen.lines().position(|line| line.contains("△")).expect("an item is in sight");
    for column in [44, 63, 69, 76] {
        let mut pressed = typing.clone();
        for _ in 0..2 {
            pressed.app.mouse(Did::Press, column, u16::try_from(row).expect("it is on the screen"));
        }
        assert!(pressed.shown().starts_with(" Netherby ›"), "{column}: {}", pressed.shown());
    }
}

/// The first lines in sight: of the list of authorities, the pane beside it, the text, the full grid, a comparison and a list.
fn tops(typing: &Typing) -> [usize; 6] {
    let prepared = typing.app.prepared();
    let text = prepared.text.as_ref().map_or(0, |text| text.top);
    let page = prepared.compare.as_ref().map_or(0, |page| page.top);
    let table = prepared.table.as_ref().map_or(0, |table| table.top);
    [prepared.top, prepared.summary.top, text, prepared.chart.top, page, table]
}

#[test]
fn a_press_scrolls_nothing_wherever_it_is_in_a_pane() {
    let views = [
        (SMALL, "/nether<enter><esc><tab>", 50, 1),
        (Size::new(80, 12), "/nether<enter><esc><tab><pgdn><pgdn>", 50, 1),
        (WIDE, "/nether<enter><esc><tab><tab>", 100, 2),
        (WIDE, "/nether<enter><esc><tab><tab><pgdn>", 100, 2),
        (SMALL, "R/netherby 2022<enter><enter><pgdn>", 20, 2),
        (SMALL, "R/netherby 2022<enter><enter><pgdn><pgdn><down>", 20, 2),
        (SMALL, "R/netherby 2022<enter><enter>c", 20, 4),
        (SMALL, "R/netherby 2022<enter><enter>c<pgdn>", 20, 4),
        (SMALL, "F<pgdn>", 20, 5),
        (WIDE, "s children<enter><pgdn>", 20, 5),
    ];
    for (size, keys, column, pane) in views {
        let before = typed(size, keys);
        assert!(tops(&before)[pane] > 0 || !keys.contains("pgdn"), "{keys}: it is scrolled: {}", before.shown());
        for row in 2..size.height - 2 {
            let mut pressed = before.clone();
            pressed.app.mouse(Did::Drag, column, row);
            let bar = |typing: &Typing| typing.app.prepared().summary.bar;
            if pane == 1 && bar(&pressed) < tops(&before)[1] {
                // An item whose first line is out of sight comes in sight whole.
                assert_eq!(tops(&pressed)[1], bar(&pressed), "{keys} {row}: {}", pressed.shown());
                continue;
            }
            let seen = tops(&pressed);
            assert_eq!(seen[pane], tops(&before)[pane], "{keys} {row}: {}\n{}", before.shown(), pressed.shown());
            pressed.app.leap_now();
            assert_eq!(tops(&pressed), seen, "nothing moves later");
        }
    }
}

#[test]
fn what_a_press_chooses_and_opens_stands_as_after_keys() {
    let views = [
        (WIDE, "", "", 5),
        (SMALL, "<end><up>", "<home>", 5),
        (WIDE, "<end><up>", "<home>", 5),
        (WIDE, "<tab><down><down>", "<home>", 42),
        (SMALL, "F", "", 5),
        (SMALL, "fa", "", 5),
    ];
    for (size, keys, first, column) in views {
        let before = typed(size, keys);
        let mut rows = 0;
        for row in 2..size.height - 4 {
            let mut pressed = before.clone();
            pressed.app.mouse(Did::Drag, column, row);
            if !pressed.shown().lines().nth(usize::from(row)).is_some_and(|line| line.contains('▌')) {
                continue;
            }
            rows += 1;
            let mut keyed = before.clone().keys(first);
            for _ in 0..120 {
                if under_bar(&keyed) == under_bar(&pressed) {
                    break;
                }
                keyed = keyed.keys("<down>");
                keyed.app.leap_now();
            }
            let mut opened = [keyed.clone().keys("<enter>"), pressed.clone()];
            opened[1].app.mouse(Did::Press, column, row);
            let [keyed, pressed] = [keyed, pressed].map(|typing| tops(&typing));
            assert_eq!(pressed[1..3], keyed[1..3], "{keys} {row}: what stands beside it");
            let [keyed, pressed] = opened.map(|typing| typing.shown());
            assert_eq!(pressed, keyed, "{keys} {row}");
        }
        assert!(rows > 5, "{keys}");
    }
}

#[test]
fn a_press_below_the_last_line_does_nothing() {
    for (size, keys, column, row) in [
        (WIDE, "", 5, 30),
        (WIDE, "<tab>", 50, 34),
        (SMALL, "<enter>", 5, 15),
        (SMALL, "<enter>", 5, 18),
        (WIDE, "R", 5, 36),
        (SMALL, "fvale", 5, 9),
        (SMALL, "fvale", 5, 18),
        (WIDE, "R<enter>o", 40, 30),
    ] {
        let before = typed(size, keys);
        let mut pressed = before.clone();
        for _ in 0..2 {
            pressed.app.mouse(Did::Press, column, row);
        }
        assert_eq!(pressed.shown(), before.shown(), "{keys} {row}");
    }
}

#[test]
fn what_is_typed_into_a_line_leaves_the_mouse_its_lists() {
    for keys in ["/a", "<tab>/a"] {
        let mut pressed = typed(SMALL, keys);
        pressed.app.mouse(Did::Press, 5, 4);
        let keyed = typed(SMALL, &format!("{keys}<down><down>"));
        assert_eq!(pressed.shown(), keyed.shown(), "the bar goes there");
        pressed.app.mouse(Did::Press, 5, 4);
        assert_eq!(pressed.shown(), keyed.keys("<enter>").shown(), "the filter is kept");
    }
    for keys in ["/e", "<tab>/e"] {
        let (mut pressed, row) = (typed(Size::new(80, 10), keys), 6);
        assert!(pressed.app.prepared().authorities.len() > usize::from(row), "{}", pressed.shown());
        for _ in 0..2 {
            let before = pressed.app.prepared().top;
            pressed.app.mouse(Did::Drag, 5, row);
            assert_eq!(pressed.app.prepared().top, before, "{}", pressed.shown());
        }
    }
    let rows = at(typed(SMALL, "R\\ilacs"), "Wexcombe", Did::Press);
    assert!(under_bar(&rows).contains("Wexcombe"), "{}", rows.shown());
    let mut text = typed(SMALL, "R<enter>/the");
    text.app.mouse(Did::Press, 5, 8);
    let bar = text.shown().lines().position(|line| line.starts_with('▌'));
    assert!(bar.is_some_and(|row| (8..=10).contains(&row)), "{}", text.shown());
}

#[test]
fn what_was_pressed_stays_until_something_moves() {
    for (keys, row) in [("", 20), ("R<enter>", 21), ("F", 20)] {
        let mut pressed = typed(SMALL, keys);
        pressed.app.mouse(Did::Press, 5, row);
        let before = pressed.shown();
        let body = |screen: &str| screen.lines().take(22).map(str::to_owned).collect::<Vec<_>>();
        for key in ["<c-l>", "X", "v<esc>"] {
            assert_eq!(body(&pressed.clone().keys(key).shown()), body(&before), "{keys} and {key}");
        }
    }
}

#[test]
fn a_press_that_opens_nothing_leaves_the_row_under_the_mouse() {
    let news = (0..60)
        .map(|at| Progress::Problem(Problem { file: format!("report{at:02}.pdf"), reason: "it is torn".to_owned() }));
    let typing = Typing::started(SMALL).told(news).finished().keys("P<pgdn><pgdn>");
    let line = |typing: &Typing| typing.shown().lines().nth(3).map(|line| line.replace('▌', " "));
    let mut pressed = typing.clone();
    for _ in 0..3 {
        pressed.app.mouse(Did::Press, 5, 3);
        assert_eq!(line(&pressed), line(&typing), "{}", pressed.shown());
    }
    assert!(pressed.shown().contains("this file was not read"), "{}", pressed.shown());
}

#[test]
fn a_press_on_an_item_s_later_lines_is_for_that_item() {
    let typing = typed(SMALL, "/nether<enter><esc><tab>");
    let summary = &typing.app.prepared().summary;
    let later: Vec<usize> = (0..summary.lines.len()).filter(|&line| summary.first_of(line) < line).collect();
    let in_sight: Vec<usize> = later.into_iter().filter(|line| *line < 17).collect();
    assert!(!in_sight.is_empty(), "{}", typing.shown());
    for line in in_sight {
        let mut pressed = typing.clone();
        pressed.app.mouse(Did::Press, 50, u16::try_from(line + 2).expect("it is on the screen"));
        let summary = &pressed.app.prepared().summary;
        assert_eq!(summary.bar, summary.first_of(line), "{}", pressed.shown());
    }
}
