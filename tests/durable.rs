//! What the program keeps for a person outlives every kill: what was acknowledged is there, and each file is whole.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use findings::library::cache::{self, Cache, Kept, Stamp};
use findings::list::List;
use findings::load::Folder;
use findings::marks::{Anchor, Marked, Store};
use findings::report::Period;
use findings::saved::{self, Saved};
use findings::session::{Session, Visited};
use findings::sidecar::own::{self, Told, What};
use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan as _};

/// Tells the writing half of the test where to write; without it, that test does nothing.
const WRITE_INTO: &str = "FINDINGS_TEST_DURABLE";
/// How often a program is killed that writes in a plain run; `KILLS=200 cargo test --test durable` does it more often.
const KILLS: usize = 40;
/// The cache's key.
const BUILD: u64 = 7;

fn add(n: usize) -> findings::marks::Change {
    let passage = Marked {
        authority: Some("Ashcombe".into()),
        title: None,
        report: "ILACS inspection".into(),
        section: None,
        paragraph: None,
        finding: None,
        page: None,
        citation: "Ashcombe, ILACS inspection".into(),
        text: format!("passage {n}"),
    };
    let anchor = Anchor { folder: "/reports".into(), file: "a.pdf".into(), content: None, block: 1 };
    findings::marks::Change::Add { passage: Box::new(passage), anchor, note: String::new() }
}

/// The day that stands for a number.
fn day(n: usize) -> Date {
    date(2000, 1, 1) + i64::try_from(n).expect("a small number").days()
}

/// Writes a number into every file that the program keeps.
fn write(home: &Path, n: usize) {
    Store::new(&home.join("data")).change(&add(n), Timestamp::now()).expect("the mark is written");
    let list = Saved { name: "ours".into(), list: List::Findings, query: n.to_string(), sort: None, only: Vec::new() };
    saved::change(&home.join("config"), &saved::Change::Keep(list)).expect("the list is written");
    let fact = Told::Inspected(Period { from: day(n), to: day(n) });
    let what = What::Assign { fact, was_ignored: false };
    own::write(&home.join("config"), Path::new("/reports"), &own::Change { file: "a.pdf".into(), what })
        .expect("the sidecar is written");
    let visited = Visited { block: u32::try_from(n).expect("a small number"), ..Visited::default() };
    let visit = |session: &mut Session| drop(session.recent.insert("/reports".into(), vec![visited]));
    Session::change(&home.join("state"), visit).expect("the session is written");
    let stamp = Stamp::of(&std::fs::metadata(home).expect("it is there"));
    let kept = |file: &str| Kept {
        file: file.into(),
        stamp,
        said: n as u64,
        head: vec![b'x'; 400],
        parts: [vec![b'x'; 4000].into(), vec![b'x'; 40_000].into()],
    };
    cache::save(&home.join("cache/0.reports"), BUILD, &[kept("a.pdf"), kept("b.pdf")]).expect("the cache is written");
}

/// Fails unless every file holds this number or a later one, and is whole.
fn check(home: &Path, n: usize, marks_before: usize) -> usize {
    let (marks, told) = Store::new(&home.join("data")).load();
    assert_eq!(told, None);
    assert!(marks.iter().any(|mark| mark.passage.text == format!("passage {n}")), "mark {n} was acknowledged");
    assert!(marks.len() > marks_before, "no mark of an earlier session is lost");
    let lists = saved::load(&home.join("config")).expect("the lists are whole");
    assert!(lists[0].query.parse::<usize>().expect("a number") >= n);
    let known = Folder::Disk("/reports".into()).known(Some(&home.join("config")));
    assert!(known.problems.is_empty(), "{:?}", known.problems);
    assert!(known.of("a.pdf").assigned.inspected.expect("it is assigned").value.from >= day(n));
    let (session, told) = Session::load(Some(&home.join("state")));
    assert_eq!(told, None);
    assert!(session.recent[Path::new("/reports")][0].block as usize >= n);
    assert_eq!(Cache::open(&home.join("cache/0.reports"), BUILD).len(), 2, "the cache is the old or the new");
    marks.len()
}

/// Run by the test below in a process of its own: writes, and says what is kept, until it is killed.
#[test]
fn writes_until_it_is_killed() {
    let Ok(home) = std::env::var(WRITE_INTO) else { return };
    let from = Store::new(&Path::new(&home).join("data")).load().0.len();
    for n in from.. {
        write(Path::new(&home), n);
        println!("kept {n}");
    }
}

#[test]
fn what_was_acknowledged_outlives_every_kill() {
    let dir = tempfile::tempdir().expect("a folder");
    let mut marks = 0;
    let kills = std::env::var("KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    for round in 0..kills {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args(["--exact", "writes_until_it_is_killed", "--nocapture"])
            .env(WRITE_INTO, dir.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("its output")).lines();
        // It goes on writing while it is killed, so that the kill comes anywhere.
        let told: Vec<usize> = lines
            .map_while(Result::ok)
            .filter_map(|line| line.rsplit_once("kept ").and_then(|(_, n)| n.parse().ok()))
            .take(1 + round % 3)
            .collect();
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        assert_eq!(told.len(), 1 + round % 3, "it wrote before it was killed");
        marks = check(dir.path(), *told.last().expect("it told of one"), marks);
    }
    // Whoever comes next is not kept out by the locks of the killed ones, and clears away what they left.
    write(dir.path(), marks);
    // Each with its lock.
    for (folder, files) in [("data", 2), ("config", 3), ("config/folders", 2), ("state", 2)] {
        let found = std::fs::read_dir(dir.path().join(folder)).expect("it is there").count();
        assert_eq!(found, files, "{folder}");
    }
}

#[test]
fn sessions_that_write_at_once_lose_no_list_and_no_assignment() {
    let dir = tempfile::tempdir().expect("a folder");
    std::thread::scope(|scope| {
        for session in 0..4 {
            let config = dir.path();
            scope.spawn(move || {
                for n in 0..8 {
                    let name = format!("{session}/{n}");
                    let list = Saved {
                        name: name.clone(),
                        list: List::Marks,
                        query: String::new(),
                        sort: None,
                        only: Vec::new(),
                    };
                    saved::change(config, &saved::Change::Keep(list)).expect("the list is written");
                    let change = own::Change { file: name, what: What::Ignore };
                    own::write(config, Path::new("/reports"), &change).expect("the sidecar is written");
                }
            });
        }
    });
    assert_eq!(saved::load(dir.path()).map(|lists| lists.len()), Ok(32));
    let known = Folder::Disk("/reports".into()).known(Some(dir.path()));
    for session in 0..4 {
        for n in 0..8 {
            assert!(known.ignored(&format!("{session}/{n}")).is_some());
        }
    }
}
