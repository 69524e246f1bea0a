//! A folder that changes while it is shown.

use std::path::Path;

use crate::session::{Session, Start};

/// Copies the sample folder, or one folder of it, to where it can be changed.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the sample is there") {
        let path = entry.expect("it can be listed").path();
        let to = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            std::fs::copy(&path, &to).expect("it can be copied");
        }
    }
}

#[test]
fn a_folder_that_changes_is_shown_as_it_is_then() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample");
    let folder = tempfile::tempdir().expect("a folder");
    let reports = folder.path().join("reports");
    let at = |name: &str| reports.join(name);
    copy(&sample.join("ashcombe"), &at("ashcombe"));
    std::fs::copy(sample.join("findings.toml"), at("findings.toml")).expect("it can be copied");
    let arguments = [reports.to_str().expect("a plain name")];
    let mut session = Session::start(80, 24, &arguments);
    session.see("1 authority");
    // A folder that appears is gone into, however late the watch begins.
    copy(&sample.join("thornmere"), &at("thornmere"));
    session.see("2 authorities");
    session.see("4 new files: read");
    session.type_keys("R");
    session.see("Reports by date");
    // One that is renamed into its place, as most programs write; nobody has seen it half.
    let visit = "thornmere/monitoring visit - 20 april 2017.txt";
    std::fs::copy(sample.join("port wenlow/children's services inspection - 2 september 2022.txt"), at("half.tmp"))
        .expect("it can be copied");
    std::fs::rename(at("half.tmp"), at("whole.txt")).expect("it can be renamed");
    session.see("Port Wenlow");
    session.type_keys("j");
    session.wait("hints again", |screen| !screen.contains(": read"));
    std::fs::remove_file(at(visit)).expect("it can be removed");
    session.see("1 file gone");
    std::fs::remove_dir_all(&reports).expect("it can be removed");
    session.see("the folder cannot be read now");
    copy(&sample, &reports);
    session.type_keys("q");
    session.see("4 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.sent("\x1b[?1004h"), 1, "coming back is asked to be told");
    assert!(session.sent("\x1b[?1004l") > 0, "and is not any more");
}

#[test]
fn a_folder_is_not_watched_where_that_is_not_wanted() {
    let home = tempfile::tempdir().expect("a home directory");
    let config = home.path().join(".config/findings");
    std::fs::create_dir_all(&config).expect("it can be made");
    std::fs::write(config.join("config.toml"), "watch = false\n").expect("it can be written");
    let folder = tempfile::tempdir().expect("a folder");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample"), folder.path());
    let arguments = [folder.path().to_str().expect("a plain name")];
    let mut session = Session::with(&Start { arguments: &arguments, home: Some(home.path()), ..Start::default() });
    session.see("4 authorities");
    std::fs::remove_dir_all(folder.path().join("thornmere")).expect("it can be removed");
    session.type_keys("\x12");
    session.see("3 authorities");
    session.type_keys("Q");
    assert_eq!(session.end(), 0);
    assert_eq!(session.sent("\x1b[?1004h"), 0);
}
