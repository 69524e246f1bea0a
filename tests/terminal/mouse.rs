//! The mouse, where it is asked for.

use crate::session::{Session, Start};

#[test]
fn the_mouse_is_listened_to_only_where_that_is_asked_for() {
    for (arguments, times) in [(&["--sample"][..], 0), (&["--sample", "--mouse"][..], 1)] {
        let mut session = Session::start(80, 24, arguments);
        session.see("4 authorities");
        session.type_keys("Q");
        assert_eq!(session.end(), 0);
        assert_eq!(session.sent("\x1b[?1000h"), times);
        assert_eq!(session.sent("\x1b[?1003h"), 0, "movements are never told");
        assert_eq!(session.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
    }
}

impl Session {
    /// Where a text stands on the screen: its column and row, counted from 1.
    fn place(&self, text: &str) -> (usize, usize) {
        // Row by row: as one text, rows that go on below are one line.
        let columns = self.screen().size().1.get();
        let rows = self.screen().rows(0, columns);
        let (row, line) = rows.enumerate().find(|(_, line)| line.contains(text)).expect(text);
        let before = &line[..line.find(text).expect("it is in the line")];
        (before.chars().count() + 1, row + 1)
    }

    /// Does something with the mouse where a text stands, as a terminal tells it: 0 is the first button, 32 the mouse moved
    /// with it held, 64 and 65 the wheel; and lets the button go.
    fn point(&mut self, whats: &[(u8, &str)]) {
        for (what, text) in whats {
            let (column, row) = self.place(text);
            self.type_keys(&format!("\x1b[<{what};{column};{row}M"));
        }
        if let Some((_, text)) = whats.last().filter(|(what, _)| *what < 64) {
            let (column, row) = self.place(text);
            self.type_keys(&format!("\x1b[<0;{column};{row}m"));
        }
    }
}

#[test]
fn wheel_press_and_drag_reach_every_pane() {
    let home = tempfile::tempdir().expect("a home directory");
    let config = home.path().join(".config/findings");
    std::fs::create_dir_all(&config).expect("it can be made");
    std::fs::write(config.join("config.toml"), "mouse = true\n").expect("it can be written");
    let start = Start { size: (120, 40), home: Some(home.path()), ..Start::default() };
    let mut session = Session::with(&start);
    // A report that is read later moves those below it.
    session.wait("all reports", |screen| screen.contains("17 reports") && !screen.contains("reading"));
    session.see("▌ Ashcombe");
    session.point(&[(0, "Netherby and Vale  ")]);
    session.see("▌ Netherby and Vale");
    session.point(&[(0, "Ashcombe  "), (32, "Port Wenlow  "), (32, "Thornmere  ")]);
    session.see("▌ Thornmere");
    session.point(&[(64, "▌ Thornmere")]);
    session.see("▌ Ashcombe");
    // The summary: a press gives it the keys and the bar, the wheel moves the bar.
    session.see("▸ Jul 2021");
    session.point(&[(0, "▸ Jul 2021")]);
    session.see("▌▸ Jul 2021");
    session.point(&[(65, "Help, protection")]);
    session.wait("the bar further down", |screen| !screen.contains("▌▸ Jul 2021") && screen.contains("▌△"));
    // The text: the wheel is enough.
    session.type_keys("\x1b[<65;110;20M");
    session.wait("the bar in the text", |screen| screen.lines().any(|line| line.chars().skip(76).any(|c| c == '▌')));
    // A list, and a report that is opened from it.
    session.type_keys("R");
    session.see("Reports by date");
    session.point(&[(0, "Jul 2021")]);
    session.wait("the bar", |screen| screen.lines().any(|line| line.starts_with('▌') && line.contains("Jul 2021")));
    session.point(&[(0, "Jul 2021")]);
    session.see("Ashcombe ›");
    // A box, closed by a press beside it.
    session.type_keys("?");
    session.see("Help");
    session.type_keys("\x1b[<0;1;1M\x1b[<0;1;1m");
    session.wait("the text again", |screen| !screen.contains("Help"));
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.screen().mouse_protocol_mode(), vt100::MouseProtocolMode::None);
}
