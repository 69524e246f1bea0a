//! What a folder holds cannot hurt: the program itself is run over files that are too much for any reader.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output};
use std::time::{Duration, Instant};

use findings::library::cache;

const GOOD: &str =
    "# Inspection of Derby local authority children’s services\n\nInspection dates: 6 March 2023 to 10 March 2023\n";

/// Runs the program with empty directories of its own.
fn findings(home: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_findings"))
        .args(arguments)
        .envs(["HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"].map(|name| (name, home)))
        .output()
        .expect("the program starts")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("what is printed is UTF-8")
}

/// A PDF whose one page is shown by this content.
fn pdf(content: &[u8], about: &str) -> Vec<u8> {
    let mut out = b"%PDF-1.7\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> \
        endobj\n3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <</Font <</F1 5 0 R>>>>>> \
        endobj\n5 0 obj <</Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [<</Type /Font \
        /Subtype /CIDFontType2 /BaseFont /X /W [0 2147483647 500]>>]>> endobj\n"
        .to_vec();
    writeln!(out, "4 0 obj <</Length {} {about}>> stream", content.len()).expect("a vector takes everything");
    out.extend_from_slice(content);
    out.extend_from_slice(b"\nendstream endobj\ntrailer <</Root 1 0 R /Size 9>>\n%%EOF");
    out
}

#[test]
fn a_file_that_is_too_much_is_a_problem_and_the_good_report_is_there() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = |name: &str| folder.path().join(name);
    fs::write(at("good.md"), GOOD).unwrap();
    // A range of widths for every code that there is: the library asks for more memory than any machine has.
    // There are two of them, so that both are put off, and read side by side.
    let widths = ["widths-1.pdf", "widths-2.pdf"];
    for name in widths {
        fs::write(at(name), pdf(b"BT /F1 12 Tf (\0A) Tj ET", "")).unwrap();
    }
    fs::File::create(at("giant.pdf")).unwrap().set_len(1 << 40).unwrap();
    let folder = folder.path().to_str().unwrap();
    for again in [false, true] {
        let begun = Instant::now();
        let out = findings(home.path(), &["check", folder, "--format", "csv"]);
        let (said, errors) = (text(&out.stdout), text(&out.stderr));
        // On a machine that is busy, the time may be up before the memory is.
        let limits = ["it needed more than 224 MiB of memory to be read", "it took longer", "nothing was heard of it"];
        for name in widths {
            let told = |limit: &&str| said.contains(&format!("{name},problem,,,,,,{limit}"));
            assert!(limits.iter().any(told) && said.matches(name).count() == 1, "{name}: {said}");
        }
        assert!(said.contains("giant.pdf,problem,,,,,,it is larger than 100 MiB"), "{said}");
        assert!(said.contains("good.md,") && said.contains("Derby"), "{said}");
        assert_eq!((errors.as_str(), out.status.code()), ("", Some(1)), "again: {again}");
        assert!(begun.elapsed() < Duration::from_mins(1));
    }
    // Every other command reads the folder in the same way.
    for command in [&["show", folder, "derby"][..], &["grid", folder, "derby"], &["jump", folder, "derby"]] {
        let out = findings(home.path(), &[command, &["--no-cache"]].concat());
        assert!(
            out.status.success() && ["Derby", "good.md"].iter().any(|good| text(&out.stdout).contains(good)),
            "{command:?}: {out:?}"
        );
    }
    let cache = findings(home.path(), &["cache"]);
    assert!(text(&cache.stdout).contains("1 folder, "), "{cache:?}");
    let cleared = findings(home.path(), &["cache", "--clear"]);
    assert!(text(&cleared.stdout).starts_with("deleted what was kept of 1 folder, "), "{cleared:?}");
}

#[test]
fn workers_and_the_program_itself_read_the_same() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("good.md"), GOOD).unwrap();
    fs::write(folder.path().join("odd.txt"), "\u{1b}]0;x\u{7}odd").unwrap();
    let folder = folder.path().to_str().unwrap();
    let export = |more: &[&str]| findings(home.path(), &[&["export", folder][..], more].concat()).stdout;
    let workers = export(&["--no-cache"]);
    assert!(text(&workers).contains("Derby"));
    assert_eq!(workers, export(&["--no-cache", "--no-workers"]));
    assert_eq!(workers, export(&[]), "into the cache");
    assert_eq!(workers, export(&[]), "out of the cache");
    let show = || text(&findings(home.path(), &["show", folder, "good.md"]).stdout);
    let shown = show();
    let [(cache, _)] = &cache::all(&home.path().join("findings"))[..] else { panic!("one cache for the folder") };
    let mut damaged = fs::read(cache).unwrap();
    *damaged.last_mut().unwrap() ^= 0x20;
    fs::write(cache, damaged).unwrap();
    assert!(shown.contains("Inspection dates"), "{shown}");
    assert_eq!(shown, show(), "by a worker, where the cache is damaged");
    assert!(!cache.exists());
}

#[cfg(unix)]
#[test]
fn another_build_that_took_the_programs_place_is_not_asked_to_read() {
    use findings::load::{Folder, Means, Program, Reading, load_all_by};
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.md"), GOOD).unwrap();
    let path = env!("CARGO_BIN_EXE_findings").into();
    let means = Means { reading: Reading::Workers(Program { path, build: 1 }), ..Means::default() };
    let library = load_all_by(&Folder::Disk(folder.path().to_owned()), None, &means);
    assert_eq!(library.reports().len(), 1, "it is read all the same");
    let why = "the program does not start as its own worker";
    assert!(library.problems().iter().any(|problem| problem.reason.contains(why)), "{:?}", library.problems());
}

#[cfg(unix)]
#[test]
fn a_home_that_is_not_absolute_is_none_and_the_folder_stays_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.md"), GOOD).unwrap();
    let out = Command::new(env!("CARGO_BIN_EXE_findings"))
        .args([".", "--print"])
        .current_dir(folder.path())
        .envs([("HOME", "home"), ("XDG_CACHE_HOME", "cache")])
        .output()
        .expect("the program starts");
    assert!(text(&out.stdout).contains("Derby"), "{out:?}");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[cfg(unix)]
#[test]
fn files_that_may_not_grow_end_nothing() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("good.md"), GOOD.to_owned() + &"Leaders listen to children.\n\n".repeat(999)).unwrap();
    let out = Command::new("sh")
        .args(["-c", "ulimit -f 1 && exec \"$0\" list \"$1\"", env!("CARGO_BIN_EXE_findings")])
        .arg(folder.path())
        .envs(
            ["HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME"]
                .map(|name| (name, home.path())),
        )
        .output()
        .expect("the program starts");
    assert!(out.status.success() && text(&out.stdout).contains("Derby"), "{out:?}");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_that_takes_no_more_says_why() {
    let home = tempfile::tempdir().unwrap();
    for arguments in [&["list"][..], &["export"], &["check", "--format", "json"], &["man"], &["--print"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let out = Command::new(env!("CARGO_BIN_EXE_findings"))
            .args(arguments)
            .envs(["HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, home.path())))
            .stdout(full)
            .output()
            .expect("the program starts");
        assert_eq!(text(&out.stderr), "findings: it cannot be printed: the disk is full\n", "{arguments:?}");
        assert_eq!(out.status.code(), Some(2));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_deleted_below_the_shell_is_told() {
    let (base, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let out = Command::new("sh")
        .args(["-c", "mkdir gone && cd gone && rmdir ../gone && exec \"$0\" list .", env!("CARGO_BIN_EXE_findings")])
        .current_dir(base.path())
        .envs(["HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, home.path())))
        .output()
        .expect("the program starts");
    assert!(text(&out.stderr).ends_with("findings: .: there is no such file or folder\n"), "{out:?}");
    assert_eq!(out.status.code(), Some(3));
}

#[test]
fn a_folder_that_cannot_be_opened_says_why() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let missing = folder.path().join("no\u{1b}ne");
    let out = findings(home.path(), &["list", missing.to_str().unwrap()]);
    let errors = text(&out.stderr);
    assert!(errors.contains("no\\ene'") && errors.ends_with(": there is no such file or folder\n"), "{errors}");
    assert_eq!(out.status.code(), Some(3));
    let out = findings(home.path(), &["list", folder.path().to_str().unwrap()]);
    assert!(text(&out.stderr).ends_with(": there are no files in it\n"), "{out:?}");
    assert_eq!(out.status.code(), Some(0));
}

#[test]
fn what_is_asked_and_fits_nothing_exits_with_1_and_the_help_says_so() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("good.md"), GOOD).unwrap();
    let folder = folder.path().to_str().unwrap();
    let help = text(&findings(home.path(), &["--help"]).stdout);
    let codes = help.split_whitespace().collect::<Vec<_>>().join(" ");
    for (command, fits, nothing) in [
        ("search", "inspection", "giraffe"),
        ("findings", "", "giraffe"),
        ("reports", "derby", "giraffe"),
        ("grid", "authority:derby", "grade:outstanding"),
    ] {
        let status = |query: &str| findings(home.path(), &[command, folder, query]).status.code();
        // The report has no list of findings: none at all is nothing too.
        let found = if command == "findings" { Some(1) } else { Some(0) };
        assert_eq!((status(fits), status(nothing)), (found, Some(1)), "{command}");
        assert_eq!(status("from:soon"), Some(2), "{command}");
        let told = codes.split("Exit codes: 0").nth(1).and_then(|codes| codes.split("; 2 ").next());
        assert!(told.is_some_and(|told| told.contains(&format!("`{command}`"))), "{codes}");
    }
}

/// What `docs/exit-status.md` says of a cause: the status and the message.
#[cfg(unix)]
fn written_down(cause: &str) -> (i32, &'static str) {
    let page = include_str!("../docs/exit-status.md");
    let rows = page.lines().map(|line| line.trim_matches('|').split('|').map(str::trim).collect::<Vec<_>>());
    let row = rows.into_iter().find(|row| row.len() == 3 && row[1].starts_with(cause));
    let row = row.unwrap_or_else(|| panic!("the page does not say what happens where {cause}"));
    (row[0].parse().expect("a number"), row[2].trim_matches('`'))
}

/// Asks for a folder and holds the answer against the page.
#[cfg(unix)]
fn is_as_written(cause: &str, path: &str, out: &Output) {
    let (status, message) = written_down(cause);
    let message = message.replace("FOLDER", path);
    let said = text(&out.stderr);
    assert_eq!(out.status.code(), Some(status), "{cause}: {said}");
    match message.split_once('…') {
        Some((begins, _)) => assert!(said.starts_with(begins), "{cause}: {said}"),
        None if message.is_empty() => assert_eq!(said, "", "{cause}"),
        None => assert_eq!(said, format!("{message}\n"), "{cause}"),
    }
}

/// What a folder may be. Root may read everything, so that it is not asked what is shut.
#[cfg(unix)]
#[test]
fn each_kind_of_folder_has_the_message_and_the_status_that_are_written_down() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    use std::os::unix::fs::PermissionsExt as _;
    let (base, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let at = |name: &str| base.path().join(name).to_str().unwrap().to_owned();
    for folder in ["good", "empty", "shut", "read-only"] {
        fs::create_dir(at(folder)).unwrap();
    }
    for file in ["good/a.md", "read-only/a.md", "shut.md"] {
        fs::write(at(file), GOOD).unwrap();
    }
    mknodat(CWD, at("pipe"), FileType::Fifo, Mode::RWXU, 0).unwrap();
    let _socket = std::os::unix::net::UnixListener::bind(at("socket")).unwrap();
    let mode = |name: &str, mode| fs::set_permissions(at(name), fs::Permissions::from_mode(mode)).unwrap();
    for (name, bits) in [("shut", 0o000), ("shut.md", 0o000), ("read-only", 0o555)] {
        mode(name, bits);
    }
    let denied = fs::File::open(at("shut.md")).is_err();
    let folder = "FOLDER is a folder";
    let kinds = [
        (folder, at("good")),
        (folder, at("good/")),
        (folder, at("good/../good/.")),
        ("FOLDER is a single file", at("good/a.md")),
        ("FOLDER is on a disk that can only be read", at("read-only")),
        ("FOLDER is empty", at("empty")),
        ("FOLDER is missing", at("none")),
        ("FOLDER leads through a file", at("good/a.md/b")),
        ("FOLDER is a device", "/dev/null".to_owned()),
        ("FOLDER is a named pipe", at("pipe")),
        ("FOLDER is a socket", at("socket")),
        ("the path of FOLDER is too long", at(&"a".repeat(300))),
    ];
    let shut = ["shut", "shut.md"].map(|name| ("FOLDER or FILE may not be read", at(name)));
    for (cause, path) in kinds.into_iter().chain(shut.into_iter().filter(|_| denied)) {
        let out = findings(home.path(), &["list", &path]);
        is_as_written(cause, &path, &out);
        let has_report = ["FOLDER is a folder", "FOLDER is a single file", "FOLDER is on a disk"];
        let expected = has_report.iter().any(|has| cause.starts_with(has));
        assert_eq!(text(&out.stdout).contains("Derby"), expected, "{cause}: {out:?}");
    }
    for name in ["shut", "read-only"] {
        mode(name, 0o700);
    }
}

#[cfg(unix)]
#[test]
fn what_cannot_be_answered_or_printed_ends_as_it_is_written_down() {
    use std::process::Stdio;
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    fs::write(folder.path().join("good.md"), GOOD).unwrap();
    let folder = folder.path().to_str().unwrap();
    let asked: [(&str, &[&str]); 5] = [
        ("wrong arguments", &["list", "--no-such-thing"]),
        ("no report, section or authority", &["show", folder, "giraffe"]),
        ("a field of a query is wrong", &["reports", folder, "from:soon"]),
        ("nothing fits what was asked", &["search", folder, "giraffe"]),
        ("the answer was printed", &["search", folder, "inspection"]),
    ];
    for (cause, arguments) in asked {
        is_as_written(cause, folder, &findings(home.path(), arguments));
    }
    let printed = |out: Stdio| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_findings"));
        command.args(["list", folder]).env("HOME", home.path()).stdout(out).stderr(Stdio::piped());
        command.spawn().expect("the program starts")
    };
    if let Ok(full) = fs::OpenOptions::new().write(true).open("/dev/full") {
        let out = printed(full.into()).wait_with_output().unwrap();
        is_as_written("the disk that the output goes to is full", folder, &out);
    }
    let mut closed = printed(Stdio::piped());
    drop(closed.stdout.take());
    is_as_written("what reads the output wants no more", folder, &closed.wait_with_output().unwrap());
}

#[cfg(unix)]
#[test]
fn names_are_printed_so_that_they_can_be_given_back() {
    let (folder, home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for name in ["a\nb.md", "-rf c.md"] {
        fs::write(folder.path().join(name), GOOD).unwrap();
    }
    let folder = folder.path().to_str().unwrap();
    let said = text(&findings(home.path(), &["check", folder]).stdout);
    assert!(said.contains("$'a\\nb.md'") && said.contains("'./-rf c.md'"), "{said}");
    for name in ["a\nb.md", "./-rf c.md"] {
        let why = findings(home.path(), &["check", folder, "--why", name]);
        assert!(text(&why.stdout).contains("Derby"), "{why:?}");
    }
}
