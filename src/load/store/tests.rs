//! What is kept of folders of invented letters: told ahead, as it was, changed and damaged.

use std::time::{Duration, SystemTime};

use super::*;
use crate::library::Library;
use crate::load::{Folder, Means, Memory, Program, Progress, Recall, load, load_all_by};

fn texts(library: &Library) -> Vec<(String, String)> {
    let reports = library.reports().iter().map(|r| (r.file.clone(), format!("{} {:?}", r.blocks[0].text, r.title)));
    let problems = library.problems().iter().map(|p| (p.file.clone(), p.reason.clone()));
    reports.chain(problems).collect()
}

/// What is told of a folder: the files of what was kept, then all outcomes.
fn told(folder: &Path, means: &Means, memory: &Memory) -> (Vec<Arc<Report>>, Vec<Arc<Report>>) {
    let told = Mutex::new((Vec::new(), Vec::new()));
    let folder = Folder::Disk(folder.to_owned());
    load(&folder, &folder.known(None), means, Recall::Ahead(memory), &|progress| {
        let (kept, read) = &mut *told.lock().unwrap();
        match progress {
            Progress::Kept(reports, _) => {
                assert!(read.is_empty(), "it is told ahead");
                *kept = reports;
            }
            Progress::Report(report) => read.push(report),
            _ => {}
        }
        true
    });
    let (mut kept, mut read) = told.into_inner().unwrap();
    kept.sort_by(|a, b| a.file.cmp(&b.file));
    read.sort_by(|a, b| a.file.cmp(&b.file));
    (kept, read)
}

#[test]
fn what_is_kept_is_told_ahead_and_is_the_same_report_where_the_file_is_as_it_was() {
    let (folder, cache) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let write = |name: &str, topic: &str| {
        let text = format!(
            "# Inspection of Derby local authority children’s services\n\nInspection dates: 6 March 2023 to 10 March 2023\n\nLeaders of {topic}.\n"
        );
        fs::write(folder.path().join(name), text).unwrap();
    };
    let means = Means { cache: Some(cache.path().to_owned()), ..Means::default() };
    let files = |reports: &[Arc<Report>]| reports.iter().map(|r| r.file.clone()).collect::<Vec<_>>();
    for name in ["a.md", "b.md", "c\n.md", "d.md"] {
        write(name, "services");
    }
    let memory = Memory::default();
    let (kept, read) = told(folder.path(), &means, &memory);
    assert_eq!((kept.len(), read.len()), (0, 4));
    let (kept, _) = told(folder.path(), &means, &memory);
    assert_eq!(kept.len(), 0, "what is remembered is not told ahead");
    write("b.md", "fostering");
    fs::remove_file(folder.path().join("d.md")).unwrap();
    fs::write(folder.path().join("findings.toml"), "[[file]]\npath = \"a.md\"\nauthority = \"Leeds\"\n").unwrap();
    let (kept, read) = told(folder.path(), &means, &Memory::default());
    // The path of the odd one is not known before the folder is walked, and of a.md something else is said now.
    assert_eq!(files(&kept), ["b.md", "d.md"]);
    assert_eq!(files(&read).len(), 3);
    assert!(!read.iter().any(|report| Arc::ptr_eq(report, &kept[0])), "it was written over");
    let (kept, read) = told(folder.path(), &means, &Memory::default());
    assert_eq!(files(&kept), ["a.md", "b.md"]);
    assert!(Arc::ptr_eq(&kept[0], &read[1]) && Arc::ptr_eq(&kept[1], &read[2]), "{:?}", files(&read));
}

/// A folder that is read with a cache, which holds one of it.
struct Trial {
    folder: tempfile::TempDir,
    cache: tempfile::TempDir,
    means: Means,
}

impl Trial {
    /// Two letters and a file that is no report.
    fn new() -> Self {
        let cache = tempfile::tempdir().unwrap();
        let means = Means { cache: Some(cache.path().to_owned()), ..Means::default() };
        let trial = Self { folder: tempfile::tempdir().unwrap(), cache, means };
        trial.letter("a.md", "services");
        trial.letter("b.md", "fostering");
        trial.write("c.pdf", "");
        trial
    }

    /// Writes a file of a time that is yet to come, so that what it holds decides however long this takes.
    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
        let file = fs::File::options().append(true).open(self.folder.path().join(name)).unwrap();
        file.set_modified(SystemTime::now() + Duration::from_hours(1)).unwrap();
    }

    fn letter(&self, name: &str, topic: &str) {
        let text = format!(
            "# Leaders of {topic}\n\n# Inspection of Derby local authority children’s services\n\nInspection dates: 6 March 2023 to 10 March 2023\n"
        );
        self.write(name, &text);
    }

    /// What is read with the cache.
    fn load(&self) -> Vec<(String, String)> {
        self.load_by(&self.means)
    }

    /// What is read without it.
    fn load_afresh(&self) -> Vec<(String, String)> {
        self.load_by(&Means::default())
    }

    fn load_by(&self, means: &Means) -> Vec<(String, String)> {
        texts(&load_all_by(&Folder::Disk(self.folder.path().to_owned()), None, means))
    }

    fn cache(&self) -> PathBuf {
        let [(path, size)] = &cache::all(self.cache.path())[..] else { panic!("one cache for the folder") };
        assert!(*size > 0);
        path.clone()
    }
}

#[test]
fn a_second_start_reads_only_what_changed_and_says_the_same() {
    let trial = Trial::new();
    let first = trial.load();
    assert_eq!(first, trial.load_afresh());
    assert!(first[1].1.contains("fostering"), "{first:?}");
    let path = trial.cache();
    let written = fs::read(&path).unwrap();
    assert_eq!(trial.load(), first);
    assert_eq!(fs::read(&path).unwrap(), written, "nothing changed, so that nothing is written");
    // A change of the same length in the same tick is seen by what the file holds.
    trial.letter("b.md", "adoptions");
    let second = trial.load();
    assert_eq!(second, trial.load_afresh());
    assert_ne!(second, first);
    fs::remove_file(trial.folder.path().join("a.md")).unwrap();
    assert_eq!(trial.load().len(), 2);
}

#[test]
fn what_is_damaged_is_read_anew_when_somebody_looks_at_it_and_the_cache_is_given_up() {
    let trial = Trial::new();
    let fresh = trial.load();
    let path = trial.cache();
    let kept = fs::read(&path).unwrap();
    let damage = |at: usize| {
        let mut damaged = kept.clone();
        damaged[at] ^= 0x20;
        fs::write(&path, damaged).unwrap();
    };
    // A text, which stands last, or what stands before it.
    let said = kept.windows(10).position(|bytes| bytes == b"Leaders of").unwrap();
    for at in [kept.len() - 3, said] {
        damage(at);
        assert_eq!(trial.load(), fresh);
        assert!(!path.exists());
    }
    // It is read by who reads the others, and not by the program itself where they are workers.
    #[cfg(unix)]
    {
        damage(kept.len() - 3);
        let nowhere = Program { path: "/nowhere/at/all".into(), build: 1 };
        let nobody = Means { reading: Reading::Workers(nowhere), ..trial.means.clone() };
        let texts = trial.load_by(&nobody);
        let why = "What was kept of this report is damaged, and it could not be read again: no worker process could be started";
        assert!(texts.iter().any(|(_, text)| text.starts_with(why)), "{texts:?}");
        assert!(!path.exists());
    }
    // What has changed meanwhile is not put beside what was kept of it.
    fs::write(&path, &kept).unwrap();
    let store = Store::open(trial.cache.path(), trial.folder.path(), &Known::default(), &Reading::default());
    assert!(store.old.read(1, None).is_ok());
    trial.letter("b.md", "adoptions");
    assert_eq!(store.old.read(1, None).map_err(|refusal| refusal.reason), Err("the file has changed since".to_owned()));
    trial.letter("b.md", "fostering");
    fs::write(&path, "damaged").unwrap();
    assert_eq!(trial.load(), fresh);
    assert_ne!(fs::read(&path).unwrap(), b"damaged");
}
