//! The README cannot go stale: its screen is what the program prints, and its keys are those that are bound.

use std::process::Command;

use findings::keymap::Keymap;

const README: &str = include_str!("../README.md");

/// What stands between two lines of the README.
fn between(from: &str, to: &str) -> &'static str {
    let start = README.find(from).map(|at| at + from.len()).expect("the README has the place");
    let length = README[start..].find(to).expect("the place ends");
    &README[start..start + length]
}

/// After a change of the screen: `cargo run --release -- --sample --size 80x24 --print`, pasted over the old one.
#[test]
fn its_screen_is_the_first_one_of_the_sample_library() {
    let home = tempfile::tempdir().expect("a home directory");
    let mut command = Command::new(env!("CARGO_BIN_EXE_findings"));
    command.args(["--sample", "--size", "80x24", "--print"]);
    command.env_clear().env("HOME", home.path()).env("LANG", "C.UTF-8");
    let printed = command.output().expect("the program runs").stdout;
    let printed = String::from_utf8(printed).expect("text");
    assert_eq!(between("--print -->\n```text\n", "```"), printed);
}

#[test]
fn its_table_names_every_key() {
    let table = between("## Keys", "## Commands");
    let all_digits = table.contains("`1` to `9`");
    let stands =
        |words: &str| table.contains(&format!("`{words}`")) || all_digits && matches!(words.as_bytes(), [b'1'..=b'9']);
    let missing: Vec<String> = Keymap::default()
        .entries()
        .flat_map(|(action, keys, _)| keys.iter().map(move |key| (action, key.words())))
        .filter(|(_, words)| !stands(words))
        .map(|(action, words)| format!("{words} ({action})"))
        .collect();
    assert_eq!(missing, Vec::<String>::new());
}

#[test]
fn its_table_names_every_command() {
    let printed = Command::new(env!("CARGO_BIN_EXE_findings")).arg("--help").output().expect("the program runs").stdout;
    let help = String::from_utf8(printed).expect("text");
    let listed = help.lines().skip_while(|line| !line.starts_with("Commands:")).skip(1);
    let names: Vec<&str> =
        listed.take_while(|line| line.starts_with("  ")).filter_map(|line| line.split_whitespace().next()).collect();
    assert!(names.len() > 10, "{help}");
    let rows: Vec<&str> = between("## Commands", "## Themes").lines().filter(|line| line.starts_with("| `")).collect();
    let stands = |name: &str| {
        let opens = format!("`{name}");
        rows.iter()
            .filter_map(|row| row.split(" | ").next())
            .any(|first| first.match_indices(&opens).any(|(at, _)| first[at + opens.len()..].starts_with(['`', ' '])))
    };
    let missing: Vec<&str> = names.into_iter().filter(|&name| name != "help" && !stands(name)).collect();
    assert_eq!(missing, [""; 0]);
}

#[test]
fn it_stays_short() {
    assert!(README.lines().count() < 150);
}
