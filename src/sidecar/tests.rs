//! What a sidecar says and what is wrong with it, and how the user's own is written.

use std::path::Path;

use super::own::{self, folder_key};
use super::{Change, Known, Said, Told, What, Whose};
use crate::report::{Basis, Framework, Period, Rule};

/// The authorities that the tests speak of.
const COUNCILS: &str = "[[authority]]\nname = \"Ashcombe\"\nother_names = [\"Vale of Ashcombe\"]\nregion = \"London\"\n\
                        [[authority]]\nname = \"Netherby\"\nregion = \"London\"\n";

fn known(folder: &str, own: &str) -> Known {
    let mut known = Known::default();
    known.add(Whose::Folder, "councils", Ok(Some(COUNCILS.to_owned())), None);
    known.add(Whose::Folder, "findings.toml", Ok(Some(folder.to_owned())), None);
    known.add(Whose::Own, "own.toml", Ok(Some(own.to_owned())), Some(Path::new("/reports")));
    known
}

/// The problems of a folder's sidecar, a line each.
fn problems(text: &str) -> Vec<String> {
    known(text, "").problems.into_iter().map(|p| format!("{}: {}", p.file, p.reason)).collect()
}

fn authority(said: &Said) -> Option<&str> {
    said.assigned.authority.as_ref().map(|a| a.value.as_str())
}

#[test]
fn everything_that_can_be_said_is_understood() {
    let text = "[[file]]\npath = \"a/scan.pdf\"\nauthority = \"vale of ashcombe\"\nframework = \"sif\"\n\
                from = 2015-07-06\nto = \"2015-07-30\"\n[[file]]\npath = \"agendas/*\"\nignore = true\n";
    let known = known(text, "");
    assert_eq!(known.problems, []);
    let said = known.of("a/scan.pdf");
    assert_eq!((authority(&said), said.ignored.as_deref()), (Some("Ashcombe"), None));
    let evidence = &said.assigned.authority.as_ref().expect("it is assigned").evidence;
    assert_eq!((evidence.basis, evidence.rule), (Basis::Assigned, Rule::FolderSidecar));
    assert_eq!(evidence.printed, "authority = \"vale of ashcombe\"");
    assert_eq!(said.assigned.framework.map(|f| f.value), Some(Framework::Sif));
    let inspected = said.assigned.inspected.expect("it is assigned");
    assert_eq!(inspected.evidence.printed, "from = 2015-07-06, to = 2015-07-30");
    assert_eq!((inspected.value.from.to_string(), inspected.value.to.day()), ("2015-07-06".to_owned(), 30));
    assert_eq!(known.of("agendas/june.pdf").ignored.as_deref(), Some("findings.toml"));
    assert_eq!(known.of("a/other.pdf"), Said::default());
}

#[test]
fn one_day_alone_is_a_visit_of_one_day() {
    let known = known("[[file]]\npath = \"a\"\nto = 2015-07-06\n", "");
    let period = known.of("a").assigned.inspected.expect("it is assigned").value;
    assert_eq!(period.from, period.to);
}

#[test]
fn a_name_alone_adds_to_the_register() {
    let known = known("[[authority]]\nname = \"Netherby\"\nother_names = [\"Netherby Trust\"]\n", "");
    let entry = known.register.resolve("Netherby Trust").expect("it has the name");
    assert_eq!((entry.name.as_str(), entry.region.as_str()), ("Netherby", "London"));
}

#[test]
fn every_mistake_is_told_with_its_line() {
    let unused = "; nothing of this file is used";
    let table: &[(&str, &str)] = &[
        ("\n\n[[file]\n", "line 3: "),
        ("[[file]]\npath = \"a\"\nautority = \"Ashcombe\"\n", "line 3: unknown field `autority`"),
        ("[[files]]\npath = \"a\"\n", "line 1: unknown field `files`"),
        ("[[file]]\nignore = true\n", "line 1: missing field `path`"),
        ("[[file]]\npath = 7\n", "line 2: invalid type: integer `7`"),
        ("[[file]]\npath = \"a\"\nfrom = 2015-07-06T10:00:00\n", "line 3: a day is written as 2022-11-07, not as"),
        (
            "[[file]]\npath = \"a\"\nfrom = \"2015-02-30\"\n",
            "line 3: a day is written as 2022-11-07, not as 2015-02-30",
        ),
    ];
    for (text, want) in table {
        let found = problems(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].starts_with(&format!("findings.toml: {want}")), "{found:?}");
        assert!(found[0].ends_with(unused), "{found:?}");
    }
}

#[test]
fn a_table_that_cannot_be_followed_leaves_the_others() {
    let text = "[[file]]\npath = \"a\"\nauthority = \"Saltby\"\nframework = \"ofsted\"\nfrom = 2015-07-06\nto = 2015-07-01\n\
                [[authority]]\nname = \" \"\n[[file]]\npath = \"b\"\nauthority = \"Netherby\"\n";
    let found = problems(text);
    let wanted = [
        "line 7: an authority has no name",
        "line 3: no authority of the register is called “Saltby”",
        "line 4: there is no framework “ofsted”; there are cra, slac,",
        "line 5: the visit ends on 2015-07-01, before it begins on 2015-07-06",
    ];
    assert_eq!(found.len(), wanted.len(), "{found:?}");
    for (found, wanted) in found.iter().zip(wanted) {
        assert!(found.starts_with(&format!("findings.toml: {wanted}")), "{found}");
    }
    assert_eq!(authority(&known(text, "").of("b")), Some("Netherby"));
    assert_eq!(known(text, "").of("a"), Said::default());
}

#[test]
fn the_nearer_word_wins() {
    let folder = "[[file]]\npath = \"a/1.pdf\"\nauthority = \"Ashcombe\"\nframework = \"sif\"\n\
                  [[file]]\npath = \"a/*\"\nauthority = \"Netherby\"\nignore = true\n";
    let said = known(folder, "").of("a/1.pdf");
    assert_eq!((authority(&said), said.ignored.is_some()), (Some("Ashcombe"), true), "a whole path before a star");
    let said = known(folder, "[[file]]\npath = \"*/1.pdf\"\nauthority = \"Netherby\"\nignore = false\n").of("a/1.pdf");
    assert_eq!(
        (authority(&said), said.ignored.as_deref()),
        (Some("Netherby"), None),
        "the user's own before the folder's"
    );
    let assigned = said.assigned.authority.expect("it is assigned");
    assert_eq!(assigned.evidence.rule, Rule::OwnSidecar);
    assert_eq!(said.assigned.framework.map(|f| f.value), Some(Framework::Sif), "each key for itself");
    let twice = "[[file]]\npath = \"b\"\nauthority = \"Ashcombe\"\n[[file]]\npath = \"b\"\nauthority = \"Netherby\"\n";
    assert_eq!(authority(&known(twice, "").of("b")), Some("Netherby"), "the later before the earlier");
}

#[test]
fn what_is_about_no_file_is_told() {
    let known = known("[[file]]\npath = \"a.pdf\"\n[[file]]\npath = \"*.txt\"\n[[file]]\npath = \"*.pdf\"\n", "");
    let told: Vec<String> = known.unmatched(["b.pdf"].into_iter()).into_iter().map(|p| p.reason).collect();
    assert_eq!(told, ["line 2: no file of the folder is “a.pdf”", "line 4: no file of the folder is “*.txt”"]);
}

#[test]
fn a_sidecar_of_another_folder_is_not_used() {
    let own = "folder = \"/elsewhere\"\n[[file]]\npath = \"a\"\nignore = true\n";
    let known = known("", own);
    assert_eq!(known.problems[0].reason, "it is about /elsewhere, not about /reports; nothing of it is used");
    assert_eq!(known.of("a"), Said::default());
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_folder_is_no_sidecar_of_it() {
    let base = tempfile::tempdir().expect("a folder");
    let folder = base.path().join("reports");
    std::fs::create_dir(&folder).expect("it can be made");
    for place in ["outside.toml", "reports/inside.toml"] {
        std::fs::write(base.path().join(place), "# a\n").expect("it can be written");
    }
    let linked = |target: &str| {
        let path = folder.join("findings.toml");
        drop(std::fs::remove_file(&path));
        std::os::unix::fs::symlink(target, path).expect("it can be made");
        super::read_in(&folder)
    };
    assert_eq!(linked("inside.toml"), Ok(Some("# a\n".to_owned())));
    assert_eq!(linked("../outside.toml"), Err("a link that leads out of the folder; it is not followed".to_owned()));
    let unfollowed = |why| Err(format!("a link that cannot be followed: {why}"));
    assert_eq!(linked("findings.toml"), unfollowed("too many levels of symbolic links"));
    assert_eq!(linked("nowhere.toml"), unfollowed("there is no such file or folder"));
}

#[test]
fn a_file_that_is_no_text_is_told() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("findings.toml");
    assert_eq!(super::read(&path), Ok(None));
    std::fs::create_dir(&path).expect("it can be made");
    assert_eq!(super::read(&path), Err("it is no plain file".to_owned()));
    let path = folder.path().join("other.toml");
    std::fs::write(&path, b"# a\n# \xff\n").expect("it can be written");
    assert_eq!(super::read(&path), Err("line 2: it is not written in UTF-8".to_owned()));
    std::fs::write(&path, "#".repeat((1 << 20) + 1)).expect("it can be written");
    assert_eq!(super::read(&path), Err("it is longer than 1024 KiB".to_owned()));
    std::fs::write(&path, "[[file]]\npath=\"a\"\n".repeat(50_000)).expect("it can be written");
    let text = super::read(&path).expect("it is short enough").expect("it is there");
    let mut known = Known::default();
    known.add(Whose::Folder, "findings.toml", Ok(Some(text)), None);
    assert_eq!((known.problems.len(), known.unmatched(std::iter::empty()).len()), (0, 50_000));
}

fn assign(file: &str, authority: &str) -> Change {
    Change {
        file: file.to_owned(),
        what: What::Assign { fact: Told::Authority(authority.to_owned()), was_ignored: false },
    }
}

fn change(file: &str, what: What) -> Change {
    Change { file: file.to_owned(), what }
}

#[test]
fn what_is_written_is_read_and_the_rest_is_left() {
    let home = tempfile::tempdir().expect("a folder");
    let (config, folder) = (home.path().join("config"), home.path().join("my reports"));
    std::fs::create_dir(&folder).expect("it can be made");
    let path = own::write(&config, &folder, &assign("a \"b\".pdf", "Netherby")).expect("it can be written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    let key = folder_key(&folder);
    let wanted = format!(
        "# What you know of the reports of this folder and they do not say.\n\nfolder = {:?}\n\n[[file]]\n\
         path = 'a \"b\".pdf'\nauthority = \"Netherby\"\n",
        key.display().to_string()
    );
    assert_eq!(text, wanted);
    let by_hand = format!("{text}from = 2015-07-06 # from the minutes\n\n[[authority]]\nname = \"Saltby\"\n");
    std::fs::write(&path, by_hand).expect("it can be written");
    own::write(&config, &folder, &change("c.pdf", What::Ignore)).expect("it can be written");
    own::write(&config, &folder, &assign("a \"b\".pdf", "Ashcombe")).expect("it can be written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(text.contains("authority = \"Ashcombe\"\nfrom = 2015-07-06 # from the minutes\n"), "{text}");
    assert!(text.contains("path = \"c.pdf\"\nignore = true\n") && text.contains("name = \"Saltby\""), "{text}");
    own::write(&config, &folder, &change("c.pdf", What::Unassign)).expect("it can be written");
    own::write(&config, &folder, &change("a \"b\".pdf", What::Unassign)).expect("it can be written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(!text.contains("c.pdf") && !text.contains("Ashcombe") && text.contains("Saltby"), "{text}");
    assert!(!text.contains("2015"), "the days are taken back too: {text}");
    let nothing = own::write(&config, &folder, &change("c.pdf", What::Unassign)).expect_err("nothing is there");
    assert!(nothing.ends_with("it says nothing of this file alone"), "{nothing}");
    let folder = path.parent().expect("it lies in a folder");
    assert_eq!(std::fs::read_dir(folder).expect("it exists").count(), 2, "no other file but the lock is left behind");
}

#[test]
fn a_file_that_is_set_aside_is_read_again_once_it_is_assigned() {
    let home = tempfile::tempdir().expect("a folder");
    let what = What::Assign { fact: Told::Authority("Netherby".to_owned()), was_ignored: true };
    let path = own::write(home.path(), home.path(), &change("a.pdf", what)).expect("it can be written");
    let text = std::fs::read_to_string(path).expect("it is there");
    assert!(text.ends_with("authority = \"Netherby\"\nignore = false\n"), "{text}");
}

#[test]
fn what_is_not_understood_is_not_written_over() {
    let home = tempfile::tempdir().expect("a folder");
    let path = own::path(home.path(), &folder_key(home.path()));
    std::fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("it can be made");
    for (text, why) in [
        ("autority = 1\n", "unknown field"),
        ("folder = \"/elsewhere\"\n", "it is about /elsewhere"),
        ("file = [{ path = \"b\" }]\n", "change it by hand"),
    ] {
        std::fs::write(&path, text).expect("it can be written");
        let told = own::write(home.path(), home.path(), &assign("a", "Netherby")).expect_err("it is refused");
        assert!(told.contains(why), "{told}");
        assert_eq!(std::fs::read_to_string(&path).expect("it is there"), text);
    }
}

#[test]
fn two_folders_have_two_files_that_a_person_can_tell_apart() {
    let name = |folder: &str| {
        let path = own::path(Path::new("/c"), Path::new(folder));
        path.file_name().expect("it has a name").to_string_lossy().into_owned()
    };
    assert!(name("/srv/reports 2024").starts_with("reports-2024-"));
    assert_ne!(name("/a/b-c"), name("/a-b/c"));
    assert_ne!(name("/a/reports"), name("/b/reports"));
    assert!(name("/").starts_with("folder-") && name("/…/").starts_with("folder-"));
    assert!(name(&format!("/{}", "é".repeat(300))).len() < 150);
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_it() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().expect("a folder");
    let config = home.path().join("config");
    let path = own::write(&config, home.path(), &assign("a", "Netherby")).expect("it can be written");
    let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    let folder = path.parent().expect("it lies in a folder");
    assert_eq!((mode(&path), mode(folder), mode(&config)), (0o600, 0o700, 0o700));
}

#[test]
fn framework_and_days_are_written_as_they_are_read() {
    let home = tempfile::tempdir().expect("a folder");
    let say = |fact| change("a.pdf", What::Assign { fact, was_ignored: false });
    let day = |day| jiff::civil::date(2019, 6, day);
    own::write(home.path(), home.path(), &say(Told::Framework(Framework::FocusedVisit))).expect("it can be written");
    let days = Period { from: day(3), to: day(14) };
    let path = own::write(home.path(), home.path(), &say(Told::Inspected(days))).expect("it can be written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(text.ends_with("framework = \"focused-visit\"\nfrom = 2019-06-03\nto = 2019-06-14\n"), "{text}");
    assert!(super::parse::parse(&text).is_ok(), "{text}");
    own::write(home.path(), home.path(), &change("a.pdf", What::Unassign)).expect("it can be written");
    let text = std::fs::read_to_string(&path).expect("it is there");
    assert!(!text.contains("a.pdf"), "{text}");
}
