//! The tape of the demonstration says only what vhs understands: it is recorded seldom and must not fail then.

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

#[test]
fn what_vhs_does_not_know_is_caught() {
    assert_eq!(faults("Home").len(), 1);
    assert_eq!(faults("Enter\nSet FontSize 12").len(), 1);
    assert_eq!(faults("Set MaxColors 16").len(), 1);
    assert_eq!(faults("Type \"say \"no\"\"").len(), 1);
    assert_eq!(faults("Wait+Screen nothing").len(), 1);
}
