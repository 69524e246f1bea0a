//! Pages without a structure tree: what the places of the words tell.

use super::super::piece::Piece;
use super::super::{line, margin, position};
use crate::document::Kind;

/// Words on a line: where they begin and end, and the base line.
fn words(x: f32, end: f32, y: f32, text: &str) -> Piece {
    Piece { text: text.to_owned(), x, end, y, size: 12.0, bold: false }
}

fn bold(piece: Piece) -> Piece {
    Piece { bold: true, ..piece }
}

/// The paragraphs of a page, and its rows with a bar between the cells.
fn read(pieces: Vec<Piece>) -> Vec<String> {
    let drafts = position::drafts(1, line::lines(pieces), &mut 0);
    let told = |draft: &super::Draft| match &draft.kind {
        Kind::Row { cells, .. } => cells.join(" | "),
        _ => draft.text().trim().to_owned(),
    };
    drafts.iter().map(told).collect()
}

#[test]
fn a_label_that_almost_reaches_its_grade_is_a_cell_where_a_column_begins() {
    let rows = [
        words(77.0, 144.0, 100.0, "Judgement"),
        words(303.0, 339.0, 100.0, "Grade"),
        words(77.0, 278.0, 133.0, "The experiences and progress of care"),
        words(303.0, 483.0, 133.0, "Requires improvement to be good"),
        words(77.0, 114.0, 147.5, "leavers"),
    ];
    let cells = ["Judgement | Grade", "The experiences and progress of care leavers | Requires improvement to be good"];
    assert_eq!(read(rows.to_vec()), cells);
    // Nothing begins there elsewhere, or only far above: a wide gap in a sentence.
    assert_eq!(read(rows[2..4].to_vec()).len(), 1);
    let far: Vec<Piece> = rows[2..4].iter().map(|piece| Piece { y: 400.0, ..piece.clone() }).collect();
    assert_eq!(read([&rows[..2], &far].concat()).len(), 2);
    let mut close = rows[2..4].to_vec();
    close[1].y += 0.6;
    assert_eq!(read(close), ["The experiences and progress of care | Requires improvement to be good"]);
}

#[test]
fn a_label_may_stand_above_below_and_around_its_grade() {
    let label = ["The impact of leaders on", "social work practice with", "children and families"];
    let row = ["The impact of leaders on social work practice with children and families | Good"];
    for grade in [100.0, 107.2, 114.5, 121.7, 129.0] {
        let mut page: Vec<Piece> =
            label.iter().zip([100.0, 114.5, 129.0]).map(|(text, y)| words(77.0, 240.0, y, text)).collect();
        page.push(words(303.0, 330.0, grade, "Good"));
        assert_eq!(read(page), row, "the grade at {grade}");
    }
    // What stands above a table is none of its labels: it is wider than they are, or bold, or stands off, or ends, or the
    // label does not go on from it.
    for above in [
        words(77.0, 188.0, 85.5, "Overall effectiveness"),
        words(77.0, 200.0, 85.5, "Our grades are these:"),
        words(77.0, 420.0, 85.5, "Inspectors judged as follows and gave their reasons"),
        bold(words(77.0, 200.0, 85.5, "What inspectors judged")),
        words(77.0, 200.0, 80.0, "What inspectors judged"),
    ] {
        let text = above.text.clone();
        let page = vec![above, words(77.0, 240.0, 100.0, "Leaders"), words(303.0, 330.0, 100.0, "Good")];
        assert_eq!(read(page), [text.as_str(), "Leaders | Good"]);
    }
}

#[test]
fn rows_without_space_between_them_are_rows_where_each_begins_anew() {
    let row = |y, label, grade| [words(77.0, 240.0, y, label), words(303.0, 330.0, y, grade)];
    let tight =
        [row(100.0, "Leaders", "Good"), row(114.5, "Adoption", "Inadequate"), row(129.0, "Care leavers", "Good")];
    assert_eq!(read(tight.concat()), ["Leaders | Good", "Adoption | Inadequate", "Care leavers | Good"]);
    let wrapped =
        [row(100.0, "Children in care and", "Requires improvement"), row(114.5, "care leavers", "to be good")];
    assert_eq!(read(wrapped.concat()), ["Children in care and care leavers | Requires improvement to be good"]);
    let long = "Leaders, among them those of Netherby Council";
    let text = [
        row(100.0, "Netherby Council and", long),
        row(114.5, "Vale Care Board", "Integrated Care, must listen to children"),
    ];
    assert_eq!(read(text.concat()).len(), 1);
}

#[test]
fn the_head_of_a_table_and_its_first_row_are_two_and_a_bullet_stays_in_its_cell() {
    let page = vec![
        bold(words(63.0, 168.0, 100.0, "Responsible body")),
        bold(words(224.0, 367.0, 100.0, "Areas for priority action")),
        words(63.0, 170.0, 115.5, "Netherby Council"),
        words(224.0, 480.0, 115.5, "Leaders need to urgently:"),
        words(224.0, 229.0, 136.0, "•"),
        words(241.0, 519.0, 136.0, "identify the needs of children;"),
        words(241.0, 363.0, 150.5, "and of their families;"),
        words(224.0, 229.0, 171.0, "•"),
        words(241.0, 519.0, 171.0, "agree a strategy."),
        words(63.0, 170.0, 192.0, "Netherby Council"),
        words(224.0, 480.0, 192.0, "Leaders need to listen."),
    ];
    let rows = [
        "Responsible body | Areas for priority action",
        "Netherby Council | Leaders need to urgently: • identify the needs of children; and of their families; • agree a \
         strategy.",
        "Netherby Council | Leaders need to listen.",
    ];
    assert_eq!(read(page), rows);
}

#[test]
fn a_labelled_line_begins_where_the_line_above_had_room() {
    let line = |end, y, text| words(71.0, end, y, text);
    let page = |end| {
        vec![
            line(end, 100.0, "Inspection date: 2 June 2014 to 25 June 2014"),
            line(250.0, 114.5, "Report published: 8 August 2014"),
            line(520.0, 160.0, "Leaders know their children well and listen to what they say about their lives and"),
        ]
    };
    assert_eq!(read(page(388.0)).len(), 3);
    assert_eq!(read(page(515.0)).len(), 2, "the words would not have fitted");
    let mut prose = page(388.0);
    prose[0].text = "The council has raised this with its partners in".to_owned();
    prose[1].text = "Leeds: the first was not heard".to_owned();
    assert_eq!(read(prose).len(), 2, "it is no label below another");
}

#[test]
fn sentences_that_stand_off_from_each_other_are_paragraphs() {
    let page = |gap: f32| {
        let lines =
            ["Leaders need to plan with schools", "for young people.", "Health leaders need to", "work at pace."];
        let heights = [100.0, 114.5, 114.5 + gap, 129.0 + gap];
        lines.iter().zip(heights).map(|(text, y)| words(63.0, 480.0, y, text)).collect::<Vec<_>>()
    };
    assert_eq!(read(page(17.0)).len(), 2);
    assert_eq!(read(page(14.9)).len(), 1);
    let mut open = page(17.0);
    open[1].text = "for young people and".to_owned();
    assert_eq!(read(open).len(), 1, "the sentence goes on");
}

#[test]
fn a_mark_of_four_fifths_belongs_to_its_note() {
    let note = Piece { size: 10.0, ..words(79.0, 480.0, 698.6, "A scheme of the council for care leavers.") };
    let mark = Piece { size: 8.0, ..words(71.0, 75.0, 693.1, "4") };
    let drafts = position::drafts(1, line::lines(vec![mark, note]), &mut 0);
    let [note] = &drafts[..] else { panic!("{drafts:?}") };
    assert_eq!((&note.kind, note.text().as_str()), (&Kind::Note, "⁴ A scheme of the council for care leavers."));
}

/// Pages of text with what is given in their margins.
fn pages(count: u8, margin: impl Fn(u8) -> Vec<Piece>) -> Vec<Vec<Piece>> {
    let line = |page: u8, at: u8| {
        let text = char::from(b'a' + 9 * page + at).to_string();
        words(71.0, 500.0, 100.0 + 14.5 * f32::from(at), &text)
    };
    (0..count).map(|page| (0..9).map(|at| line(page, at)).chain(margin(page)).collect()).collect()
}

/// What is taken out of the margins, and how many pieces are left on the pages.
fn taken(pages: Vec<Vec<Piece>>) -> (Vec<(usize, String)>, usize) {
    let mut pages: Vec<_> = pages.into_iter().map(line::lines).collect();
    let mut taken: Vec<(usize, String)> = margin::take(&mut pages)
        .into_iter()
        .map(|(page, pieces)| (page, pieces.iter().map(|piece| piece.text.as_str()).collect::<Vec<_>>().join(" ")))
        .collect();
    taken.sort();
    (taken, pages.iter().flatten().map(|line| line.pieces.len()).sum())
}

#[test]
fn what_runs_along_the_margins_is_taken_out_and_text_is_not() {
    let foot = |page: u8| words(500.0, 510.0, 812.0, &(page + 3).to_string());
    let head = |page: u8| words(71.0, 300.0, 40.0, &format!("Ashcombe, page {}", page + 1));
    let (found, left) = taken(pages(3, |page| vec![head(page), foot(page)]));
    assert_eq!(found.len(), 6);
    assert_eq!(found[0], (0, "3".to_owned()));
    assert_eq!(left, 27);
    // Two numbers that count are enough, two heads are not, nor are numbers that do not count, nor what is not outermost.
    assert_eq!(taken(pages(2, |page| vec![head(page), foot(page)])).0.len(), 2);
    assert_eq!(taken(pages(3, |page| vec![words(500.0, 510.0, 812.0, &(page * 3 + 3).to_string())])).0.len(), 0);
    let below = |page: u8| words(71.0, 400.0, 830.0, &"a note ".repeat(usize::from(page) + 1));
    assert_eq!(taken(pages(3, |page| vec![foot(page), below(page)])).0.len(), 0);
    // The head of a table that goes on from page to page is bold and as large as the text.
    let table = |page: u8| bold(head(page));
    assert_eq!(taken(pages(3, |page| vec![table(page)])).0.len(), 0);
    // Neither are rows, nor what has other numbers on each page, nor headings, nor notes, nor lines that stand lower each time.
    let row = |_| vec![words(71.0, 150.0, 40.0, "Adoption"), words(300.0, 330.0, 40.0, "Good")];
    assert_eq!(taken(pages(3, row)).0.len(), 0);
    let ward = |page: u8| vec![words(71.0, 150.0, 40.0, &format!("Ward {} has {} homes", page * 4, page * 3))];
    assert_eq!(taken(pages(3, ward)).0.len(), 0);
    assert_eq!(taken(pages(3, |page| vec![Piece { size: 16.0, ..head(page) }])).0.len(), 0);
    let note = |_| {
        let mark = Piece { size: 8.0, ..words(71.0, 75.0, 795.0, "1") };
        vec![mark, Piece { size: 10.0, ..words(80.0, 200.0, 800.0, "Handbook, p. 14") }]
    };
    assert_eq!(taken(pages(3, note)).0.len(), 0);
    let lower = |page: u8| vec![words(71.0, 300.0, 800.0 + 2.0 * f32::from(page), "Ashcombe")];
    assert_eq!(taken(pages(3, lower)).0.len(), 0, "the last is 4 points below the first");
    assert_eq!(taken(pages(3, |page| vec![Piece { size: 8.0, ..table(page) }])).0.len(), 3);
}
