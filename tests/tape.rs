//! The tape of the demonstration says only what vhs understands, and shows what it says it does: it is recorded seldom and
//! must not fail then. It is played to the real program in a real terminal, and the README's picture is drawn from that.

#[path = "tape/picture.rs"]
mod picture;
#[path = "tape/player.rs"]
mod player;

const TAPE: &str = include_str!("../demo.tape");

/// The commands that come before any action.
const SETTINGS: &[&str] = &["Output", "Require", "Set", "Env"];

/// The keys and the other actions. There is no `Home`, no `End` and no function key.
const ACTIONS: &[&str] = &[
    "Type",
    "Enter",
    "Space",
    "Tab",
    "Backspace",
    "Delete",
    "Insert",
    "Escape",
    "Up",
    "Down",
    "Left",
    "Right",
    "PageUp",
    "PageDown",
    "Sleep",
    "Wait+Screen",
    "Hide",
    "Show",
    "Screenshot",
];

/// What `Set` may name.
const NAMES: &[&str] = &[
    "Shell",
    "FontFamily",
    "FontSize",
    "Width",
    "Height",
    "Padding",
    "LetterSpacing",
    "LineHeight",
    "Margin",
    "MarginFill",
    "WindowBar",
    "WindowBarSize",
    "BorderRadius",
    "Theme",
    "Framerate",
    "PlaybackSpeed",
    "TypingSpeed",
    "LoopOffset",
    "CursorBlink",
    "WaitTimeout",
    "WaitPattern",
];

/// Every line that is wrong, with its number.
fn faults(tape: &str) -> Vec<String> {
    let mut acting = false;
    let mut faults = Vec::new();
    for (number, line) in (1..).zip(tape.lines()) {
        let line = line.trim();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let command = word.split('@').next().unwrap_or_default();
        let known = if SETTINGS.contains(&command) {
            !acting && (command != "Set" || NAMES.contains(&rest.split(' ').next().unwrap_or_default()))
        } else {
            acting = true;
            ACTIONS.contains(&command) || command.starts_with("Ctrl+")
        };
        let quoted = |mark: char| rest.len() > 1 && rest.starts_with(mark) && rest.ends_with(mark);
        let argument = match command {
            "Type" => ['"', '\'', '`'].into_iter().any(|mark| quoted(mark) && rest.matches(mark).count() == 2),
            "Wait+Screen" => quoted('/'),
            _ => true,
        };
        if !known || !argument {
            faults.push(format!("line {number}: {line}"));
        }
    }
    faults
}

#[test]
fn the_tape_is_understood() {
    assert_eq!(faults(TAPE), Vec::<String>::new());
    assert!(TAPE.contains("Output demo.gif"));
}

/// After a change of the screens: `PICTURE=write cargo test --test tape`, and look at it.
#[test]
fn the_tape_plays_and_the_picture_is_what_it_shows() {
    let scenes = player::play(TAPE);
    let texts: Vec<String> = scenes.iter().map(vt100::Screen::contents).collect();
    for shown in ["judgements over time", "Go to", "ILACS inspection 3–14 Feb 2020", "2 of 2", "marked", "written: "]
    {
        assert!(texts.iter().any(|text| text.contains(shown)), "{shown} is shown in:\n{}", texts.join("\n"));
    }
    let (picture, path) = (picture::draw(&scenes), concat!(env!("CARGO_MANIFEST_DIR"), "/docs/demo.svg"));
    if std::env::var_os("PICTURE").is_some_and(|what| what == "write") {
        std::fs::write(path, &picture).expect("it can be written");
    }
    let kept = std::fs::read_to_string(path).unwrap_or_default();
    // A scene can be taken before the last pane has followed, so that two runs differ in a few lines: what each scene is
    // about must stand in the picture, as it stands on the screen.
    for shown in ["judgements over time", "Go to", "2 of 2", "marked", "written: "] {
        assert!(kept.contains(shown), "{shown} is not in docs/demo.svg: PICTURE=write cargo test --test tape");
    }
}

#[test]
fn what_vhs_does_not_know_is_caught() {
    assert_eq!(faults("Home").len(), 1);
    assert_eq!(faults("Enter\nSet FontSize 12").len(), 1);
    assert_eq!(faults("Set MaxColors 16").len(), 1);
    assert_eq!(faults("Type \"say \"no\"\"").len(), 1);
    assert_eq!(faults("Wait+Screen nothing").len(), 1);
}
