//! The tape of the demonstration says only what vhs understands, and shows what it says it does: it is recorded seldom and
//! must not fail then. It is played to the real program in a real terminal, and the README's picture is drawn from that.

#[path = "tape/picture.rs"]
mod picture;
#[path = "tape/player.rs"]
mod player;
#[path = "support/terminal.rs"]
#[expect(dead_code, reason = "a tape neither resizes its terminal nor takes it away")]
mod terminal;

use std::time::Duration;

use picture::Scene;

/// How long nothing must come before a screen is drawn into a new picture.
const QUIET: Duration = Duration::from_secs(1);

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
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/demo.svg");
    let writes = std::env::var_os("PICTURE").is_some_and(|what| what == "write");
    let kept = if writes { String::new() } else { std::fs::read_to_string(path).expect("the picture is there") };
    let (mut scenes, mut texts) = (Vec::new(), String::new());
    player::play(TAPE, |line, terminal| {
        if !terminal.screen.screen().alternate_screen() {
            return;
        }
        // A pane may follow a moment later: a new picture waits until nothing more comes, a kept one for what it shows.
        if writes {
            while terminal.take(QUIET).is_ok() {}
        } else {
            let shown = picture::shown_at(&kept, line).unwrap_or_default();
            if !terminal.comes(|screen| picture::draw(screen) == shown) {
                let drawn = picture::draw(terminal.screen.screen());
                let differs: Vec<&str> =
                    drawn.lines().filter(|line| !shown.lines().any(|kept| kept == *line)).collect();
                panic!(
                    "docs/demo.svg is not what line {line} of the tape shows (PICTURE=write cargo test --test tape):\n{}",
                    differs.join("\n")
                );
            }
        }
        texts += &terminal.screen.screen().contents();
        scenes.push(Scene::of(line, terminal.screen.screen()));
    });
    for shown in ["judgements over time", "Go to", "ILACS inspection 3–14 Feb 2020", "2 of 2", "marked", "written: "]
    {
        assert!(texts.contains(shown), "{shown} is shown in:\n{texts}");
    }
    let picture = picture::picture(scenes);
    if writes {
        std::fs::write(path, &picture).expect("it can be written");
    } else {
        assert!(
            picture == kept,
            "docs/demo.svg has scenes that the tape has not: PICTURE=write cargo test --test tape"
        );
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
