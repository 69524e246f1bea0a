use super::*;
use std::fs;

/// A watch over a folder of its own, and what it told, by words.
struct Trial {
    folder: tempfile::TempDir,
    watch: Watch,
}

impl Trial {
    fn new(files: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("reports");
        fs::create_dir(&path).unwrap();
        let watch = Watch { path, config: None, means: Means::default(), memory: Arc::default() };
        let trial = Self { folder, watch };
        for file in files {
            trial.write(file, "fostering");
        }
        trial
    }

    fn at(&self, name: &str) -> PathBuf {
        self.watch.path.join(name)
    }

    /// Writes a letter, as long ago as a file must be that is not being written any more.
    fn write(&self, name: &str, topic: &str) {
        let text = format!(
            "# Leaders of {topic}\n\n# Inspection of Derby local authority children’s services\n\nInspection dates: 6 March 2023 to 10 March 2023\n"
        );
        fs::write(self.at(name), text).unwrap();
        let file = fs::File::options().append(true).open(self.at(name)).unwrap();
        file.set_modified(std::time::SystemTime::now() - Duration::from_secs(1)).unwrap();
    }
}

fn words(changes: &[Change]) -> Vec<String> {
    let files = |news: &[Progress]| {
        let mut files: Vec<_> = news.iter().filter_map(file).collect();
        files.sort();
        files.join(" ")
    };
    let file = |change: &Change| match change {
        Change::Again(news) => files(news),
        Change::Gone(_) => "gone".to_owned(),
        Change::Unheard => "unheard".to_owned(),
    };
    changes.iter().map(file).collect()
}

fn file(news: &Progress) -> Option<String> {
    match news {
        Progress::Report(report) => Some(report.file.clone()),
        Progress::Problem(problem) => Some(format!("{}!", problem.file)),
        _ => None,
    }
}

fn report(changes: &[Change], file: &str) -> Arc<crate::report::Report> {
    let [.., Change::Again(news)] = changes else { panic!("{:?}", words(changes)) };
    let reports = news.iter().filter_map(|news| if let Progress::Report(report) = news { Some(report) } else { None });
    Arc::clone(reports.into_iter().find(|report| report.file == file).expect("it was read"))
}

#[test]
fn only_what_changed_is_read_and_only_a_change_is_told() {
    let trial = Trial::new(&["a.md", "b.md"]);
    let mut state = State::of(&trial.watch, None);
    let first = state.look().0;
    assert_eq!(words(&first), ["a.md b.md"]);
    assert!(state.look().0.is_empty());
    trial.write("b.md", "adoption");
    trial.write("c.md", "adoption");
    let second = state.look().0;
    assert_eq!(words(&second), ["a.md b.md c.md"]);
    assert!(Arc::ptr_eq(&report(&first, "a.md"), &report(&second, "a.md")), "it is as it was");
    assert!(!Arc::ptr_eq(&report(&first, "b.md"), &report(&second, "b.md")));
    // What was only touched is read, and is the report of before.
    trial.write("c.md", "adoption");
    assert!(Arc::ptr_eq(&report(&second, "c.md"), &report(&state.look().0, "c.md")));
    fs::remove_file(trial.at("a.md")).unwrap();
    fs::create_dir(trial.at("sub")).unwrap();
    fs::rename(trial.at("b.md"), trial.at("sub/b.md")).unwrap();
    assert_eq!(words(&state.look().0), ["c.md sub/b.md"]);
    assert!(state.look().0.is_empty());
}

#[test]
fn a_file_that_is_being_written_is_waited_for() {
    // A machine that stands still for so long that the file has settled gives no answer, and is asked again.
    let (trial, look) = loop {
        let trial = Trial::new(&["a.md"]);
        State::of(&trial.watch, None).look();
        let began = Instant::now();
        fs::write(trial.at("b.md"), "# Inspection of De").unwrap();
        let look = State::of(&trial.watch, None).look();
        if began.elapsed() < super::super::memory::WRITTEN {
            break (trial, look);
        }
    };
    assert_eq!((words(&look.0).len(), look.1.is_some()), (0, true), "it is looked at again");
    trial.write("b.md", "fostering");
    assert_eq!(words(&State::of(&trial.watch, None).look().0), ["a.md b.md"]);
}

#[test]
fn a_folder_that_is_gone_is_told_once_and_is_read_when_it_is_back() {
    let trial = Trial::new(&["a.md"]);
    let mut state = State::of(&trial.watch, None);
    state.look();
    let away = trial.folder.path().join("away");
    fs::rename(&trial.watch.path, &away).unwrap();
    assert_eq!(words(&state.look().0), ["gone"]);
    assert!(state.look().0.is_empty());
    fs::rename(&away, &trial.watch.path).unwrap();
    assert_eq!(words(&state.look().0), ["a.md"]);
    assert!(state.look().0.is_empty());
}

#[test]
fn what_no_walk_enters_is_no_change_and_a_pipe_is_told() {
    let trial = Trial::new(&["a.md"]);
    let mut state = State::of(&trial.watch, None);
    state.look();
    fs::write(trial.at(".a.md.swp"), "swap").unwrap();
    fs::create_dir(trial.at(".git")).unwrap();
    fs::write(trial.at(".git/b.md"), "hidden").unwrap();
    assert!(state.look().0.is_empty());
    #[cfg(unix)]
    {
        use rustix::fs::{CWD, FileType, Mode, mknodat};
        mknodat(CWD, trial.at("pipe.pdf"), FileType::Fifo, Mode::RUSR, 0).unwrap();
        assert_eq!(words(&state.look().0), ["a.md pipe.pdf!"]);
        assert!(state.look().0.is_empty());
    }
}

#[test]
fn more_folders_than_the_system_allows_are_told_once_and_looked_at_all_the_same() {
    struct Full;
    impl Listen for Full {
        fn listen(&mut self, _: &[PathBuf]) -> io::Result<bool> {
            Err(io::ErrorKind::StorageFull.into())
        }
    }
    let trial = Trial::new(&["a.md"]);
    let mut state = State::of(&trial.watch, Some(Box::new(Full)));
    assert_eq!(words(&state.look().0), ["unheard", "a.md"]);
    trial.write("b.md", "adoption");
    assert_eq!(words(&state.look().0), ["a.md b.md"]);
}

#[test]
fn a_look_waits_until_the_folder_settles_but_not_for_ever() {
    let start = Instant::now();
    let at = |ms: u64| start + Duration::from_millis(ms);
    let mut schedule = Schedule::default();
    schedule.ping(Ping::Event, at(0));
    schedule.ping(Ping::Event, at(200));
    assert_eq!(schedule.due, Some(at(500)));
    (3..20).for_each(|i| schedule.ping(Ping::Event, at(i * 100)));
    assert_eq!(schedule.due, Some(at(2000)));
    schedule.looked(at(2000), None);
    assert_eq!(schedule.due, None, "nobody wakes for nothing");
    schedule.ping(Ping::Focus, at(2500));
    assert_eq!(schedule.due, Some(at(6000)), "not so soon again");
    schedule.ping(Ping::Event, at(2600));
    assert_eq!(schedule.due, Some(at(2900)));
    schedule.looked(at(2900), Some(TICK));
    assert_eq!(schedule.due, Some(at(5900)));
    schedule.ping(Ping::Focus, at(60_000));
    assert_eq!(schedule.due, Some(at(5900)));
}

#[cfg(target_os = "linux")]
#[test]
fn an_event_in_a_folder_that_appeared_is_heard() {
    let trial = Trial::new(&["a.md"]);
    let (asking, asked) = std::sync::mpsc::channel();
    let (told, news) = std::sync::mpsc::channel();
    let watch = trial.watch.clone();
    std::thread::spawn(move || {
        watch.follow(&asking, &asked, &Mutex::new(()), &mut |change| told.send(change).is_ok());
    });
    let patience = Duration::from_mins(1);
    let next = || words(&[news.recv_timeout(patience).expect("it is told")]);
    assert_eq!(next(), ["a.md"]);
    fs::create_dir_all(trial.at("sub/deep")).unwrap();
    trial.write("sub/deep/b.md", "adoption");
    assert_eq!(next(), ["a.md sub/deep/b.md"]);
    trial.write("sub/deep/c.md", "adoption");
    assert_eq!(next(), ["a.md sub/deep/b.md sub/deep/c.md"]);
    fs::rename(trial.at("sub"), trial.at("other")).unwrap();
    assert_eq!(next(), ["a.md other/deep/b.md other/deep/c.md"]);
    fs::remove_file(trial.at("other/deep/b.md")).unwrap();
    assert_eq!(next(), ["a.md other/deep/c.md"]);
    fs::remove_dir_all(&trial.watch.path).unwrap();
    assert_eq!(next(), ["gone"]);
    fs::create_dir(&trial.watch.path).unwrap();
    trial.write("d.md", "adoption");
    assert_eq!(next(), ["d.md"]);
}
