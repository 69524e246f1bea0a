//! What a folder's owner and the user say of its files, from the file on disk to what is printed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of reports and a home directory.
struct Desk {
    dir: tempfile::TempDir,
}

/// A report that names no council anywhere.
const UNSIGNED: &str = "# Inspection of children’s services\n\nInspection dates: 4 to 15 March 2019\n\n\
    Judgement | Grade\n--- | ---\nOverall effectiveness | Good\n\n## Help and protection\n\n\
    1. Social workers of this council know the children they visit. The inspection saw this in every team.\n";
/// A report that names one.
const SIGNED: &str = "# Inspection of Thornmere children’s services\n\nInspection dates: 4 to 15 March 2019\n\n\
    ## Help and protection\n\n1. Workers know their children well, and inspectors saw it.\n";
/// Something else.
const AGENDA: &str = "# Agenda\n\nApologies, minutes, any other business.\n";
const COUNCILS: &str = "[[authority]]\nname = \"Ashcombe\"\nother_names = [\"Vale of Ashcombe\"]\nregion = \"London\"\n\n\
    [[authority]]\nname = \"Thornmere\"\nregion = \"North West\"\n";

impl Desk {
    fn new(sidecar: &str) -> Self {
        let desk = Self { dir: tempfile::tempdir().expect("a folder") };
        fs::create_dir_all(desk.reports().join("papers")).expect("it can be made");
        fs::create_dir(desk.dir.path().join("home")).expect("it can be made");
        desk.put("unsigned.md", UNSIGNED);
        desk.put("signed.md", SIGNED);
        desk.put("papers/agenda.md", AGENDA);
        desk.put("findings.toml", &format!("{COUNCILS}{sidecar}"));
        desk
    }

    fn reports(&self) -> PathBuf {
        self.dir.path().join("reports")
    }

    fn put(&self, file: &str, text: &str) {
        fs::write(self.reports().join(file), text).expect("it can be written");
    }

    fn run(&self, home: Option<&Path>, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_findings"));
        command.args(args).arg(self.reports()).env_clear().env("LANG", "C.UTF-8");
        if let Some(home) = home {
            command.env("HOME", home);
        }
        command.output().expect("the program runs")
    }

    fn prints(&self, args: &[&str]) -> String {
        let home = self.dir.path().join("home");
        String::from_utf8(self.run(Some(&home), args).stdout).expect("text")
    }

    /// The screen after these keys.
    fn types(&self, keys: &str) -> String {
        self.prints(&["--size", "160x30", "--print", "--keys", keys])
    }

    /// The line of a file in what `check` prints.
    fn check(&self, file: &str) -> String {
        let all = self.prints(&["check", "--format", "csv"]);
        all.lines().find(|line| line.starts_with(file)).unwrap_or_else(|| panic!("{file} in {all}")).to_owned()
    }

    /// The user's own sidecars, without the lock beside them.
    fn own(&self) -> Vec<PathBuf> {
        let folder = self.dir.path().join("home/.config/findings/folders");
        let all = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("it can be read").path());
        all.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
    }
}

#[test]
fn assigning_in_the_browser_changes_what_is_listed() {
    let desk = Desk::new("");
    assert!(desk.prints(&["list"]).contains("Thornmere") && !desk.prints(&["list"]).contains("Ashcombe"));
    let screen = desk.types("R/unsigned<enter>:assign vale of ash<enter>");
    assert!(screen.contains("Ashcombe: assigned in ~/.config/findings/folders/reports-"), "{screen}");
    assert!(screen.contains("Ashcombe (assigned)"), "{screen}");
    assert!(desk.prints(&["list"]).contains("Ashcombe"));
    assert!(desk.check("unsigned.md").contains("Ashcombe (assigned by hand)"));
    let json = desk.prints(&["export", "--format", "json"]);
    assert!(json.contains("\"authority_basis\": \"assigned\"") && json.contains("authority = \\\"Ashcombe\\\""));
    let screen = desk.types("R/unsigned<enter>:assign 4 to 8 March 2019<enter>");
    assert!(screen.contains("inspected 2019-03-04 to 2019-03-08: assigned in ~/.config"), "{screen}");
    assert!(desk.check("unsigned.md").contains("2019-03-04 to 2019-03-08 (assigned)"));
    let screen = desk.types("R/unsigned<enter>:unassign<enter>");
    assert!(screen.contains("forgotten in ~/.config"), "{screen}");
    assert!(!desk.prints(&["list"]).contains("Ashcombe"));
    assert_eq!(desk.own().len(), 1);
}

#[test]
fn what_was_read_before_is_kept_as_a_warning() {
    let file = "\n[[file]]\npath = \"signed.md\"\nauthority = \"Ashcombe\"\nfrom = 2018-03-05\nto = 2018-03-16\n";
    let desk = Desk::new(file);
    let line = desk.check("signed.md");
    assert!(line.contains("Ashcombe (assigned by hand),2018-03-05 to 2018-03-16 (assigned)"), "{line}");
    assert!(line.contains("the authority was assigned by hand; the document says"), "{line}");
    assert!(line.contains("Inspection of Thornmere"), "{line}");
    assert!(line.contains("the period was assigned by hand; the document says"), "{line}");
    let screen = desk.types("R/ashcombe<enter><enter>");
    assert!(screen.contains("Ashcombe (assigned) › ") && screen.contains("5–16 Mar 2018 (assigned)"), "{screen}");
}

#[test]
fn the_users_own_goes_before_the_folders() {
    let desk = Desk::new("\n[[file]]\npath = \"unsigned.md\"\nauthority = \"Thornmere\"\n");
    assert!(desk.check("unsigned.md").contains("Thornmere (assigned by hand)"));
    desk.types("R/unsigned<enter>:assign Ashcombe<enter>");
    assert!(desk.check("unsigned.md").contains("Ashcombe (assigned by hand)"));
}

#[test]
fn a_file_that_is_set_aside_is_listed_as_ignored() {
    let desk = Desk::new("\n[[file]]\npath = \"papers/*\"\nignore = true\n");
    let line = desk.check("papers/agenda.md");
    assert!(line.starts_with("papers/agenda.md,ignored,") && line.ends_with("set aside by findings.toml"), "{line}");
    let all = desk.run(Some(desk.dir.path()), &["check"]);
    assert_eq!(all.status.code(), Some(0), "it is no problem: {}", String::from_utf8_lossy(&all.stdout));
    let screen = desk.types("R/signed<enter><enter>:ignore<enter>");
    assert!(screen.contains("ignored in ~/.config") && screen.contains("Reports by date"), "{screen}");
    assert!(desk.check("signed.md").starts_with("signed.md,ignored,") || desk.check("unsigned.md").contains("ignored"));
    assert!(desk.prints(&["export"]).contains("\"ignored\": ["));
}

#[test]
fn a_file_that_looks_like_something_else_is_read_once_it_is_assigned() {
    let desk = Desk::new("");
    assert!(desk.check("papers/agenda.md").contains("problem"));
    let screen = desk.types("P/agenda<enter>:assign thornmere<enter>");
    assert!(screen.contains("every file was read"), "{screen}");
    assert!(desk.check("papers/agenda.md").contains("Thornmere (assigned by hand)"));
    desk.types("R/agenda<enter>:ignore<enter>");
    let screen = desk.types("P");
    assert!(screen.contains("papers/agenda.md") && screen.contains("ignored, as"), "{screen}");
    desk.types("P/agenda<enter>:assign ashcombe<enter>");
    assert!(desk.check("papers/agenda.md").contains("Ashcombe (assigned by hand)"), "it is taken back");
}

#[test]
fn mistakes_are_problems_and_the_rest_is_read() {
    let desk = Desk::new("\n[[file]]\npath = \"gone.md\"\n\n[[file]]\npath = \"signed.md\"\nauthority = \"Saltby\"\n");
    let all = desk.prints(&["check", "--format", "csv"]);
    assert!(all.contains("line 11: no file of the folder is “gone.md”"), "{all}");
    assert!(all.contains("line 15: no authority of the register is called “Saltby”"), "{all}");
    assert!(desk.check("signed.md").contains("Thornmere"), "it is read as if nothing were said");
    desk.types("R/unsigned<enter>:assign Ashcombe<enter>");
    fs::write(&desk.own()[0], "path = 1\n").expect("it can be written");
    let all = desk.prints(&["check", "--format", "csv"]);
    assert!(all.contains(".toml,problem") && all.contains("line 1: unknown field `path`"), "{all}");
    let screen = desk.types("R/unsigned<enter>:assign Ashcombe<enter>");
    assert!(screen.contains("line 1: unknown field"), "{screen}");
    assert_eq!(fs::read_to_string(&desk.own()[0]).expect("it is there"), "path = 1\n", "it is left as it is");
}

#[test]
fn without_a_home_and_without_a_name_it_says_why() {
    let desk = Desk::new("");
    let screen = desk.types("R/unsigned<enter>:assign Saltby<enter>");
    assert!(screen.contains("“Saltby” is no authority of the register"), "{screen}");
    assert!(desk.own().is_empty());
    let home = desk.dir.path().join("no home");
    fs::write(&home, "").expect("it can be written");
    let args = ["--size", "160x30", "--print", "--keys", "R/unsigned<enter>:assign Ashcombe<enter>"];
    let screen = String::from_utf8(desk.run(Some(&home), &args).stdout).expect("text");
    assert!(screen.contains("it cannot be") && !screen.contains("(assigned)"), "{screen}");
}

#[cfg(unix)]
#[test]
fn the_folder_of_reports_is_never_written_to() {
    use std::os::unix::fs::PermissionsExt as _;
    let desk = Desk::new("");
    let set = |mode: u32| {
        for folder in [desk.reports(), desk.reports().join("papers")] {
            fs::set_permissions(folder, fs::Permissions::from_mode(mode)).expect("it can be set");
        }
    };
    let state = || {
        let files = ["findings.toml", "signed.md", "unsigned.md", "papers/agenda.md", "papers", "."];
        files.map(|file| {
            let about = fs::metadata(desk.reports().join(file)).expect("it is there");
            (about.modified().expect("a time"), about.len())
        })
    };
    set(0o555);
    let before = state();
    let screen = desk.types("R/unsigned<enter>:assign Ashcombe<enter>P:ignore<enter>");
    assert!(screen.contains("ignored in ~/.config"), "{screen}");
    assert_eq!(state(), before, "nothing in it has another time or size");
    set(0o755);
}
