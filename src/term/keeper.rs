//! Writing what is to be kept, in a thread of its own: one thing after another in the order in which it was asked for. A
//! busy disk takes seconds to say that it has something; keys are answered meanwhile.
//!
//! The thread is never left alone with what it was given: whoever lets the keeper go waits for it.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;

use super::background::begin;
use super::listen::News;
use super::outside::{Done, Errand, Outside};
use crate::app::notice::Notice;
use crate::app::{App, Effect};

/// What is told when nobody writes any longer, for a fault of the program.
const GONE: &str = "nothing can be written any more: the part of the program that does it failed";

/// Who writes.
pub struct Keeper {
    /// Nothing before the first errand.
    work: Option<Work>,
    /// How many errands are not answered yet.
    open: usize,
    outside: Arc<dyn Outside>,
    sender: Sender<News>,
}

/// The thread that writes.
struct Work {
    errands: Sender<Errand>,
    done: Receiver<Done>,
    /// None where the system allows no more threads: nobody hears then.
    thread: Option<JoinHandle<()>>,
}

impl Keeper {
    /// The thread starts with the first errand.
    pub fn new(outside: Arc<dyn Outside>, sender: &Sender<News>) -> Self {
        Self { work: None, open: 0, outside, sender: sender.clone() }
    }

    /// Starts the thread. That something is done is told where all news go; what became of it is asked here, so that it is
    /// not lost with news that nobody listens to any more.
    fn start(&self) -> Work {
        let (errands, asked) = channel::<Errand>();
        let (answers, done) = channel();
        let (outside, tell) = (Arc::clone(&self.outside), self.sender.clone());
        let thread = begin("writing", &self.sender, move || {
            for errand in asked {
                if answers.send(errand.run(&*outside)).is_err() {
                    break;
                }
                // Nobody listens when the program is about to end; it asks then.
                drop(tell.send(News::Done));
            }
        });
        Work { errands, done, thread }
    }

    /// Gives it something to write. What is no errand comes back.
    pub fn ask(&mut self, app: &mut App, effect: Effect) -> Option<Effect> {
        let errand = match Errand::of(effect) {
            Ok(errand) => errand,
            Err(effect) => return Some(effect),
        };
        let work = self.work.take().unwrap_or_else(|| self.start());
        let sent = work.errands.send(errand);
        self.work = Some(work);
        if sent.is_err() {
            app.say(Notice::error(GONE));
            return None;
        }
        self.open += 1;
        app.set_writing(true);
        None
    }

    /// Tells the state what is done. Answers what is to be done next and is not writing.
    pub fn tell(&mut self, app: &mut App) -> Vec<Effect> {
        let mut left = Vec::new();
        while let Some(done) = self.work.as_ref().and_then(|work| work.done.try_recv().ok()) {
            left.extend(self.told(app, done));
        }
        left
    }

    /// Waits until all is written, and tells the state. `failed` hears of everything that was not.
    pub fn settle(&mut self, app: &mut App, failed: &mut dyn FnMut(String)) -> Vec<Effect> {
        let mut left = Vec::new();
        while self.open > 0 {
            let Some(done) = self.work.as_ref().and_then(|work| work.done.recv().ok()) else {
                failed(GONE.to_owned());
                break;
            };
            done.failure().into_iter().for_each(&mut *failed);
            left.extend(self.told(app, done));
        }
        left
    }

    fn told(&mut self, app: &mut App, done: Done) -> Vec<Effect> {
        self.open -= 1;
        app.set_writing(self.open > 0);
        done.tell(app).into_iter().filter_map(|effect| self.ask(app, effect)).collect()
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        if let Some(Work { errands, thread, .. }) = self.work.take() {
            drop(errands);
            drop(thread.map(JoinHandle::join));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use ratatui::layout::Size;

    use super::*;
    use crate::app::Setup;
    use crate::app::export::{Save, Saved};
    use crate::app::original::Original;
    use crate::marks::{self, Kept};
    use crate::term::Viewer;
    use crate::{saved, sidecar};

    /// A disk that writes a file when it is told to, and not the one of no name.
    struct Slow {
        may: Mutex<Receiver<()>>,
        wrote: Mutex<Vec<String>>,
    }

    impl Outside for Slow {
        fn write(&self, _: &sidecar::Change) -> Result<String, String> {
            Err("only files are written here".to_owned())
        }
        fn keep(&self, _: &marks::Change) -> Result<Kept, String> {
            Err("only files are written here".to_owned())
        }
        fn lists(&self, _: &saved::Change) -> Result<Vec<saved::Saved>, String> {
            Err("only files are written here".to_owned())
        }
        fn save(&self, save: &Save) -> Saved {
            self.may.lock().expect("nobody fails").recv().expect("it is told");
            self.wrote.lock().expect("nobody fails").push(save.path.clone());
            if save.path.is_empty() {
                Saved::Failed("no name".to_owned())
            } else {
                Saved::Written("written".to_owned())
            }
        }
        fn viewer(&self, _: &Original) -> Result<Viewer, String> {
            Err("nothing is shown here".to_owned())
        }
    }

    #[test]
    fn nobody_waits_for_a_slow_disk_before_the_end_and_nothing_is_lost_then() {
        let (tell, may) = channel();
        let (sender, news) = channel();
        let slow = Arc::new(Slow { may: Mutex::new(may), wrote: Mutex::default() });
        let mut app = App::new(Setup::default(), Size::new(80, 24));
        let mut keeper = Keeper::new(Arc::clone(&slow) as Arc<dyn Outside>, &sender);
        let save = |path: &str| Effect::Save(Save { path: path.to_owned(), text: String::new(), over: false });
        for path in ["first", "", "third"] {
            assert_eq!(keeper.ask(&mut app, save(path)), None);
        }
        assert_eq!(keeper.ask(&mut app, Effect::Quit), Some(Effect::Quit), "that is somebody else's");
        let told = |app: &App| app.notice().map(|notice| notice.text.clone());
        assert_eq!(keeper.tell(&mut app), []);
        assert!(told(&app).is_some_and(|told| told.starts_with("being written")));
        tell.send(()).expect("it listens");
        assert!(matches!(news.recv(), Ok(News::Done)));
        keeper.tell(&mut app);
        assert_eq!(told(&app).as_deref(), Some("written"));
        (0..2).for_each(|_| tell.send(()).expect("it listens"));
        let mut failed = Vec::new();
        keeper.settle(&mut app, &mut |reason| failed.push(reason));
        assert_eq!(
            (failed, slow.wrote.lock().expect("nobody fails").join(" ")),
            (vec!["no name".to_owned()], "first  third".to_owned())
        );
        assert_eq!(told(&app).as_deref(), Some("no name"), "good news stands behind bad");
    }
}
