//! Marks as they are kept on the disk: by sessions that are killed, and on the command line.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use findings::marks::{Anchor, Change, Marked, Store};
use jiff::Timestamp;

/// Tells the writing half of the test where to write; without it, that test does nothing.
const WRITE_INTO: &str = "FINDINGS_TEST_MARKS";

fn add(text: &str) -> Change {
    let passage = Marked {
        authority: Some("Ashcombe".into()),
        title: None,
        report: "ILACS inspection".into(),
        section: None,
        paragraph: None,
        finding: None,
        page: None,
        citation: "Ashcombe, ILACS inspection".into(),
        text: text.into(),
    };
    let anchor = Anchor { folder: "/reports".into(), file: "a.pdf".into(), content: None, block: 1 };
    Change::Add { passage: Box::new(passage), anchor, note: String::new() }
}

/// Run by the test below in a process of its own: makes marks, and says of each that it is kept, until it is killed.
#[test]
fn writes_until_it_is_killed() {
    let Ok(directory) = std::env::var(WRITE_INTO) else { return };
    let store = Store::new(Path::new(&directory));
    for n in 0.. {
        store.change(&add(&format!("passage {n}")), Timestamp::now()).expect("it is written");
        println!("kept {n}");
    }
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    let dir = tempfile::tempdir().expect("a folder");
    let store = Store::new(dir.path());
    for kept in [1, 7, 20] {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "writes_until_it_is_killed", "--nocapture"])
            .env(WRITE_INTO, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        let told: Vec<String> = lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("kept ").map(str::to_owned))
            .take(kept)
            .collect();
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert_eq!(told.len(), kept, "it made marks before it was killed");
        let (marks, damaged) = store.load();
        assert_eq!(damaged, None);
        for n in told {
            let text = format!("passage {n}");
            assert!(marks.iter().any(|mark| mark.passage.text == text), "{text} was acknowledged");
        }
        // Whoever comes next is not kept out by the lock of the killed one.
        store.change(&add("passage after"), Timestamp::now()).expect("it is written");
    }
}

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
