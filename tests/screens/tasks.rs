//! What people come for, as they would say it, most frequent first, with the keys that do it on the sample library.
//!
//! A task takes at most [`MOST`] keys besides the words that are typed, and none needs the help.

use findings::app::Effect;
use findings::app::export::Saved;
use findings::keymap::Key;
use findings::load::{Folder, load_all};

use super::*;
use crate::typing::Typing;
use findings::load::Progress;
use std::sync::Arc;

/// The most keys of a task.
const MOST: usize = 12;

/// A step of a task.
enum Step {
    /// Keys that do something.
    Keys(&'static str),
    /// Words that are typed.
    Words(&'static str),
}

use Step::{Keys, Words};

/// A task.
struct Task {
    said: &'static str,
    steps: &'static [Step],
    /// What must stand on the screen then, each in one line.
    shown: &'static [&'static str],
    /// What must not.
    absent: &'static [&'static str],
    /// What must stand in the text that was copied, or in the file that was written.
    taken: &'static [&'static str],
}

const NOTHING: Task = Task { said: "", steps: &[], shown: &[], absent: &[], taken: &[] };

const TASKS: &[Task] = &[
    Task {
        said: "What did inspectors say about return home interviews in Ashcombe since 2019?",
        steps: &[Keys("s"), Words("\"return home\" authority:ashcombe from:2019"), Keys("<enter>")],
        shown: &[
            "3 passages in 3 reports",
            "2019 █1  2021 █1  2023 █1",
            "▌ para 10 · p. 3",
            "Ashcombe · ILACS inspection 11–22 Nov 2019",
        ],
        ..NOTHING
    },
    Task {
        said: "And what about supervision, among our neighbours?",
        steps: &[Keys("s"), Words("supervision near:ashcombe from:2018"), Keys("<enter>")],
        shown: &["Thornmere · ILACS inspection 3–14 Feb 2020", "Port Wenlow · ILACS inspection"],
        absent: &["Ashcombe ·"],
        ..NOTHING
    },
    Task {
        said: "How did Thornmere's judgements move?",
        steps: &[Keys("f"), Words("thornmere"), Keys("<enter><enter>")],
        shown: &[
            "Thornmere · judgements over time",
            "Overall effectiveness    Inad    │ no      │▸RI    ▲1│",
            "printed “Requires",
        ],
        ..NOTHING
    },
    Task {
        said: "How do our neighbours stand beside us?",
        steps: &[Keys("W\\"), Words("near:ashcombe"), Keys("<enter>")],
        shown: &[
            "National grid [near:ashcombe]",
            "3 of 4",
            "neighbours: as the folder’s findings.toml names them",
            "▌ Ashcombe (itself)  Mar 2023",
            "Thornmere          Feb 2020   RI",
        ],
        ..NOTHING
    },
    Task {
        said: "I need paragraph 13 of Thornmere's report of 2020 for a paper, with its source.",
        steps: &[Keys("f"), Words("thornmere 2020 p13"), Keys("<enter>y")],
        shown: &[
            "Thornmere › ILACS inspection 3–14 Feb 2020",
            "▌  13  Adoption is timely",
            "Thornmere 2020 para 13",
            "file  ",
        ],
        taken: &["“Adoption is timely", "(Thornmere, “", "inspected 3–14 Feb 2020", "paragraph 13"],
        ..NOTHING
    },
    Task {
        said: "Every recommendation with its timescale, for a spreadsheet.",
        steps: &[Keys("F\\"), Words("kind:recommendation"), Keys("<enter>e<enter>")],
        shown: &["Findings [kind:recommendation]", "38 of 107", "written"],
        taken: &["authority,", "timescale", "Ensure that strategy discussions include health professionals"],
        ..NOTHING
    },
    Task {
        said: "Which of Ashcombe's weaknesses were found before, and when?",
        steps: &[
            Keys("F\\"),
            Words("authority:ashcombe again:yes"),
            Keys("<enter><right><right><right><right><right><right>"),
        ],
        shown: &["4 of 107", "[said before]", "2015          ILACS", "to improve 1 of 4"],
        ..NOTHING
    },
    Task {
        said: "What is good practice with children in care?",
        steps: &[Keys("s"), Words("\"children in care\" kind:strength"), Keys("<enter>")],
        shown: &["1 passage in 1 report", "▌ line 30", "strength", "Thornmere · SEND inspection 10–14 Jun 2024"],
        ..NOTHING
    },
    Task {
        said: "Let me read Port Wenlow's last report, section by section.",
        steps: &[Keys("f"), Words("port wenlow 2026"), Keys("<enter>]]")],
        shown: &[
            "Port Wenlow › ILACS inspection 11–22 May 2026 › The experiences",
            "△     • The capacity of the front door",
        ],
        ..NOTHING
    },
    Task {
        said: "What is new, and what have I not read?",
        steps: &[Keys("R")],
        shown: &["Reports by date", "▌ ○ 22 May 2026   Port Wenlow", "○ 14 Jun 2024   Thornmere"],
        ..NOTHING
    },
    Task {
        said: "Which files could not be read, and why?",
        steps: &[Keys("P")],
        shown: &[
            "children's services inspection - 20 july 2012.pdf",
            "an HTML page, not a PDF; it holds no inspection report",
        ],
        ..NOTHING
    },
    Task {
        said: "Does the newspaper say what the report says?",
        steps: &[Keys("R\\"), Words("source:press"), Keys("<enter>cc")],
        shown: &[
            "Ashcombe ·  ILACS Mar 2023 and its ▸press May 2023",
            "Overall effectiveness     Good     Good    the press says the same",
        ],
        ..NOTHING
    },
    Task {
        said: "How many findings of each kind are there?",
        steps: &[Keys("F<right><right>C")],
        shown: &["to improve      45  ███", "PRIORITY         4  ██"],
        ..NOTHING
    },
];

/// A browser of the sample library with everything read.
fn sample() -> Typing {
    let known = Folder::Sample.known(None);
    let library = load_all(&Folder::Sample, None);
    let reports = library.reports().iter().map(|report| Progress::Report(Arc::clone(report)));
    let problems = library.problems().iter().cloned().map(Progress::Problem);
    let news: Vec<Progress> =
        std::iter::once(Progress::Register(Arc::new(known.register))).chain(reports).chain(problems).collect();
    Typing::started(SMALL).told(news).finished()
}

#[test]
fn every_task_takes_a_few_keys() {
    let (start, mut failed) = (sample(), Vec::new());
    for task in TASKS {
        let mut typing = start.clone();
        let (mut pressed, mut taken) = (0, String::new());
        for step in task.steps {
            let (keys, counts) = match step {
                Keys(keys) => (keys, true),
                Words(words) => (words, false),
            };
            pressed += if counts { Key::row(keys).expect("keys have names").len() } else { 0 };
            typing = typing.keys(keys);
        }
        match typing.effect.clone() {
            Some(Effect::Copy(copied)) => taken = copied.text,
            Some(Effect::Save(save)) => {
                typing.app.saved(&save, Saved::Written(format!("written to {}", save.path)));
                taken = save.text;
            }
            _ => {}
        }
        let screen = typing.shown();
        let missing = task.shown.iter().filter(|words| !screen.contains(*words));
        let strange = task.absent.iter().filter(|words| screen.contains(*words));
        let lost = task.taken.iter().filter(|words| !taken.contains(*words));
        let wrong: Vec<&&str> = missing.chain(strange).chain(lost).collect();
        if pressed > MOST || !wrong.is_empty() {
            failed.push(format!("{}: {pressed} keys, {wrong:?} in\n{screen}\n{taken}", task.said));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}
