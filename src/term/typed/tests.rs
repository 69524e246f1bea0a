//! Bytes, whole and in pieces, and what was done by them.

use proptest::prelude::*;

use super::*;

/// What is done by pieces that come so many milliseconds behind each other, the keys by their names.
fn done(pieces: &[(u64, &[u8])]) -> String {
    let (mut typed, mut now, mut inputs) = (Typed::default(), Instant::now(), Vec::new());
    for (gap, bytes) in pieces {
        let mut gap = Duration::from_millis(*gap);
        while let Some(wait) = typed.patience().filter(|wait| *wait <= gap) {
            (now, gap) = (now + wait, gap.saturating_sub(wait));
            inputs.extend(typed.quiet(now));
        }
        now += gap;
        inputs.extend(typed.take(bytes, now));
    }
    while let Some(wait) = typed.patience() {
        now += wait;
        inputs.extend(typed.quiet(now));
    }
    names(&inputs)
}

fn names(inputs: &[Input]) -> String {
    let name = |input: &Input| match input {
        Input::Key(key) => key.to_string(),
        Input::Paste(text) => format!("“{text}”"),
        other => format!("{other:?}"),
    };
    inputs.iter().map(name).collect()
}

#[test]
fn bytes_are_keys() {
    assert_eq!(done(&[(0, b"jG ?\r\t\x7f\x08\x04")]), "jG<space>?<enter><tab><bs><bs><c-d>");
    assert_eq!(done(&[(0, "é€".as_bytes())]), "é€");
    assert_eq!(done(&[(0, b"\xe2\x82"), (200, b"\xac")]), "€");
    assert_eq!(done(&[(0, b"\xff\xc3j\xe2\x82\xc3\xa9\x80k")]), "jék", "what is no letter is nothing");
    assert_eq!(done(&[(0, b"\x1b[B\x1bOC\x1b[6~\x1b[Z")]), "<down><right><pgdn><s-tab>");
    assert_eq!(done(&[(0, b"\x1bx\x1b\r\x1b\x1b[A")]), "<esc>x<esc><enter><esc><up>", "Alt");
}

#[test]
fn an_arrow_cut_behind_its_first_byte_is_an_arrow() {
    assert_eq!(done(&[(0, b"\x1b"), (1, b"[A")]), "<up>");
    assert_eq!(done(&[(0, b"\x1b"), (49, b"[Bj")]), "<down>j");
    assert_eq!(done(&[(0, b"\x1b"), (20, b"["), (20, b"5"), (200, b"~")]), "<pgup>");
    assert_eq!(done(&[(0, b"\x1b"), (5, b"OC")]), "<right>");
    assert_eq!(done(&[(0, b"\x1b"), (5, b"OP")]), "", "a function key");
    assert_eq!(done(&[(0, b"\x1b"), (5, b"[[Aj")]), "j", "one of the console of Linux");
    assert_eq!(done(&[(0, b"\x1b"), (9, b"\x1b"), (9, b"[A")]), "<esc><up>");
}

#[test]
fn the_rest_of_an_arrow_that_comes_too_late_is_still_no_letter() {
    assert_eq!(done(&[(0, b"\x1b"), (150, b"[A")]), "<esc><up>");
    assert_eq!(done(&[(0, b"\x1b"), (150, b"[200~Q\x1b[201~")]), "<esc>“Q”");
}

#[test]
fn escape_alone_and_keys_typed_behind_it_are_themselves() {
    assert_eq!(done(&[(0, b"\x1b")]), "<esc>");
    assert_eq!(done(&[(0, b"\x1b"), (10, b"j")]), "<esc>j");
    assert_eq!(done(&[(0, b"\x1b"), (120, b"["), (90, b"j")]), "<esc>[j");
    assert_eq!(done(&[(0, b"\x1b"), (400, b"[A")]), "<esc>[A");
    assert_eq!(done(&[(0, b"\x1b"), (9, b"["), (60, b"j")]), "<esc>[j");
    assert_eq!(done(&[(0, b"\x1b["), (310, b"j")]), "<esc>[j");
    assert_eq!(done(&[(0, b"\x1b[5"), (1100, b"j")]), "<esc>[5j");
    assert_eq!(done(&[(0, "\x1b[Mé!\x1b[B".as_bytes())]), "<down>", "the mouse as it was");
    assert_eq!(done(&[(0, "\x1b[Mé".as_bytes())]), "<esc>[Mé");
    assert_eq!(done(&[(0, b"\x1b[\r")]), "<esc>[<enter>");
    assert_eq!(done(&[(0, b"\x1b]"), (20, b"j")]), "<esc>]j");
    assert_eq!(done(&[(0, b"\x1b"), (90, b"]"), (9, b"P"), (9, b"_")]), "<esc>]P_");
}

#[test]
fn an_escape_that_is_held_down_is_told_each_time_it_comes() {
    let mut typed = Typed::default();
    let told = typed.take(&[0x1b; 100], Instant::now());
    assert_eq!(told.len(), 99, "the last of them waits");
}

#[test]
fn answers_that_come_late_press_nothing() {
    for answer in [
        &b"\x1b[?62;22c"[..],
        b"\x1b[?2026;2$y",
        b"\x1b[>0;276;0c",
        b"\x1b[?997;1n",
        b"\x1b]11;rgb:0000/0000/0000\x1b\\",
        b"\x1b]11;rgb:0000/0000/0000\x07",
        b"\x1bP>|a terminal(370)\x1b\\",
        b"\x1bP1+r524742=38\x1b\\",
        b"\x1b_Gi=31;OK\x1b\\",
    ] {
        let shown = answer.escape_ascii();
        let then = |behind: &[u8]| [answer, behind].concat();
        assert_eq!(done(&[(0, &then(b"jj"))]), "jj", "{shown}");
        assert_eq!(done(&[(0, &then(b"\x1b[A"))]), "<up>", "{shown}");
        for cut in 1..answer.len() {
            let (begin, rest) = answer.split_at(cut);
            assert_eq!(done(&[(0, begin), (40, rest), (0, b"j")]), "j", "{shown}, cut at {cut}");
        }
    }
    let late = [(0, &b"\x1b"[..]), (150, b"]11;rgb:0000/0000/0000\x07j")];
    assert_eq!(done(&late), "<esc>j", "the Esc was told");
}

#[test]
fn an_answer_that_was_cut_off_swallows_no_keys_for_long() {
    assert_eq!(done(&[(0, b"\x1b]11;rgb:00"), (310, b"j")]), "j");
    assert_eq!(done(&[(0, b"\x1b]11;rgb:00\x04j")]), "<c-d>j");
    assert_eq!(done(&[(0, b"\x1b]11;rgb:00\x1b[Bj")]), "<down>j");
    let held: Vec<(u64, &[u8])> = std::iter::once((0, &b"\x1b]11;rgb:00"[..])).chain([(30, &b"j"[..]); 40]).collect();
    assert_eq!(done(&held), "jjjjjjj", "1.2 s of a key that is held");
    let long: Vec<(u64, &[u8])> = std::iter::once((0, &b"\x1b]52;c;"[..])).chain([(100, &b"Qj"[..]); 40]).collect();
    assert_eq!(done(&long), "", "4 s of a long answer");
}

#[test]
fn pasted_text_presses_no_keys_however_it_is_cut() {
    assert_eq!(done(&[(0, b"\x1b[200~Q\rx\x1b[201~j")]), "“Q\rx”j");
    assert_eq!(done(&[(0, b"\x1b"), (1, b"[200~Q\x1b[20"), (250, b"1~j")]), "“Q”j");
    assert_eq!(done(&[(0, b"\x1b[200~a"), (9000, b"Q\tq\x1b[201~j")]), "“aQ\tq”j", "a line that stalls");
    assert_eq!(done(&[(0, b"\x1b[200~a"), (9000, b"\x1b[201~j")]), "“a”j");
    assert_eq!(
        done(&[(0, b"\x1b[200~a"), (400, b"\x0cQ\r"), (400, b"\x1b[31mQ"), (400, b"\x1b[201~j")]),
        "“a\x0cQ\r[31mQ”j"
    );
    assert_eq!(done(&[(0, b"\x1b[20"), (900, b"0~Q\x1b[201~")]), "“Q”");
    assert_eq!(done(&[(0, b"\x1b["), (290, b"200~Q\x1b[201~")]), "“Q”");
    assert_eq!(done(&[(0, b"\x1b[200~a\x7f\x1b[31mb\x1b[201~")]), "“a\x7f[31mb”", "controls in it end nothing");
}

#[test]
fn a_paste_without_an_end_is_ended_by_a_key_that_no_text_has() {
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"\x1b[B"), (30, b"j")]), "“ab”<down>j");
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"c"), (900, b"\x03")]), "“abc”<c-c>");
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"\x1b"), (900, b"j")]), "“ab”j", "Esc ends only the paste");
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"\x1b"), (200, b"[201~j")]), "“ab”j", "it was no key");
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (900, b"\x1b"), (400, b"[201~j")]), "“ab”j", "and came late");
    assert_eq!(done(&[(0, b"\x1b[200~ab"), (100, b"\x03c"), (900, b"\x1b[201~")]), "“ab\x03c”");
}

#[test]
fn of_a_long_paste_the_begin_is_kept() {
    let long = [b"\x1b[200~".as_slice(), &b"x".repeat(3 * KEPT), PASTED].concat();
    let inputs = Typed::default().take(&long, Instant::now());
    assert!(matches!(&inputs[..], [Input::Paste(text)] if text.len() == KEPT + 1 - PASTED.len()), "{}", inputs.len());
}

#[test]
fn rxvts_keys_with_shift_end_when_nothing_comes() {
    assert_eq!(done(&[(0, b"\x1b[7$"), (10, b"j")]), "<home>j");
}

#[test]
fn enter_before_the_terminal_is_taken_is_enter() {
    let mut typed = Typed { early: true, ..Typed::default() };
    assert_eq!(names(&typed.take(b":quit\n\x04j", Instant::now())), ":quit<enter><c-d>j");
    typed.early = false;
    assert_eq!(names(&typed.take(b"\n", Instant::now())), "<c-j>");
}

/// Bytes that a terminal might send, with more of those that mean something than chance would have.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    const PIECES: &[&str] =
        &["\u{1b}", "[", "O", "]", "P", "_G", "200~", "201~", "11;", "<0;5;5M", "M", "$", "\\", "A", "é", "\r"];
    let piece = prop_oneof![
        proptest::sample::select(PIECES).prop_map(|piece| piece.as_bytes().to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn it_makes_no_difference_where_bytes_are_cut(bytes in bytes(), cuts in proptest::collection::vec(0..9_usize, 40)) {
        let now = Instant::now();
        let (mut whole, mut cut) = (Typed::default(), Typed::default());
        let together = whole.take(&bytes, now);
        let mut rest = &bytes[..];
        let mut apart = Vec::new();
        for size in cuts {
            let (begin, behind) = rest.split_at(size.min(rest.len()));
            apart.extend(cut.take(begin, now));
            rest = behind;
        }
        apart.extend(cut.take(rest, now));
        prop_assert_eq!(together, apart);
    }

    #[test]
    fn behind_any_bytes_the_keyboard_is_alive_again(bytes in bytes(), gap in 0..400_u64) {
        let told = done(&[(0, &bytes), (gap, b""), (2000, b"\x04"), (400, b"\x1b[B"), (400, b"j")]);
        prop_assert!(told.ends_with('j'), "{:?} behind {}", told, bytes.escape_ascii());
    }
}
