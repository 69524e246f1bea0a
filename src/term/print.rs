//! One frame as text, without a terminal: everything is read first, and each key finds what it asks for.

use std::sync::{Mutex, PoisonError};

use ratatui::layout::Size;

use super::Load;
use super::outside::{Outside, answer};
use crate::app::{App, Effect};
use crate::keymap::Key;
use crate::query::jump::Search;
use crate::ui;

/// Presses keys and gives the screen as text, for `--print`. The folder is read before the first key, and wherever a key
/// asks for it.
#[must_use]
pub fn print(mut app: App, size: Size, keys: &[Key], outside: &dyn Outside, load: &Load) -> String {
    app.resize(size);
    let read = |app: &mut App| {
        let news = Mutex::new(Vec::new());
        load(&|progress| {
            news.lock().unwrap_or_else(PoisonError::into_inner).push(progress);
            true
        });
        app.told_all(news.into_inner().unwrap_or_else(PoisonError::into_inner));
    };
    read(&mut app);
    let mut search = None;
    for &key in keys {
        let effect = press(&mut app, key, &mut search);
        let effects = effect.map(|effect| answer(&mut app, outside, effect)).unwrap_or_default();
        if effects.contains(&Effect::Quit) {
            break;
        }
        for effect in effects {
            match effect {
                Effect::Reload => read(&mut app),
                Effect::Copy(copied) => app.copied(&copied, Err("there is no terminal to send it to".to_owned())),
                Effect::Original(_) => app.came_back(Err("there is no terminal to show it on".to_owned())),
                _ => {}
            }
        }
    }
    ui::screen(&app, size) + "\n"
}

/// Presses a key and waits for the answer where it asks something: keys that are given beforehand find what they ask for.
pub fn press(app: &mut App, key: Key, search: &mut Option<Search>) -> Option<Effect> {
    let effect = app.input(key);
    app.leap_now();
    let seek = app.seek();
    let found = seek.as_ref().and_then(|seek| Some((seek.number, seek.answer(search, &|| false)?)));
    effect.or_else(|| found.and_then(|(number, found)| app.found(number, found)))
}
