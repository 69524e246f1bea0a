//! Marks on the command line. That they outlive a kill is tested with all that is kept, in `tests/durable.rs`.

use std::path::Path;
use std::process::Command;

/// Runs the program at home in this folder.
fn findings(home: &Path, arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_findings"))
        .args(arguments)
        .env("HOME", home)
        .envs(["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"].map(|name| (name, home.join(name))))
        .env("LC_ALL", "C.UTF-8")
        .current_dir(home)
        .output()
        .expect("it runs");
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn marks_are_printed_as_they_were_made() {
    let home = tempfile::tempdir().expect("a folder");
    let print = |arguments: &[&str]| findings(home.path(), arguments);
    assert!(print(&["marks", "--format", "markdown"]).contains("0 passages"));
    // Three paragraphs of the first report of the sample, one with a note.
    let keys = "R<enter>}m}:note for the #budget<enter>}m";
    print(&["--sample", "--keys", keys, "--print"]);
    let table = print(&["marks"]);
    assert_eq!(table.lines().count(), 4, "{table}");
    assert_eq!(print(&["marks", "--tag", "budget"]).lines().count(), 2);
    assert_eq!(print(&["marks", "--tag", "#Budget", "nowhere"]).lines().count(), 1);
    let json: serde_json::Value = serde_json::from_str(&print(&["marks", "--format", "json"])).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(3));
    assert_eq!(json[1]["tags"], "budget");
    let annex = print(&["marks", "--format", "markdown", "for", "budget"]);
    assert!(annex.contains("1 passage from 1 report") && annex.contains("Note: for the #budget"), "{annex}");
    // The same key takes a mark off in the next session, which finds it again.
    print(&["--sample", "--keys", "R<enter>}m", "--print"]);
    assert_eq!(print(&["marks"]).lines().count(), 3);
}

#[test]
fn a_file_is_written_where_one_is() {
    let home = tempfile::tempdir().expect("a folder");
    let screen = findings(home.path(), &["--sample", "--keys", "R<enter>}e<enter>", "--print"]);
    assert!(screen.contains("written: "), "{screen}");
    let names: Vec<String> = std::fs::read_dir(home.path())
        .expect("it is there")
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| Path::new(name).extension().is_some_and(|e| e == "md"))
        .collect();
    assert_eq!(names.len(), 1, "{names:?}");
    let again = findings(home.path(), &["--sample", "--keys", "R<enter>}e<enter>", "--print"]);
    assert!(again.contains("it is there already; Enter again writes over it"), "{again}");
}
