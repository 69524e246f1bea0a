//! Events of the terminal as keys: the same key from every terminal, and whole when a slow line cut it in two.
//!
//! An arrow is sent as Esc, `[` and a letter. When a packet ends behind the Esc, the reader of events takes it for the key
//! Esc and the rest for letters. So an Esc waits a moment for more, and what follows it as such a row is put together again.

use std::time::{Duration, Instant};

use crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use crate::keymap::Key;

/// How long Esc waits for the rest of a key.
const WAIT: Duration = Duration::from_millis(50);
/// How long after an Esc the rest of a key may still come, when it comes in one piece. Nobody types so fast.
const LATE: Duration = Duration::from_millis(300);
/// How long the next byte of one piece takes: none, but the reader of events passes over what it has when it may not wait.
const AT_ONCE: Duration = Duration::from_millis(1);
/// More letters than any key has.
const LONGEST: usize = 24;

/// What ends pasted text (xterm's bracketed paste).
const PASTED: &str = "\u{1b}[201~";

/// The keys that are sent as a row, by what follows the bracket.
const ROWS: &[(&str, KeyCode)] = &[
    ("A", KeyCode::Up),
    ("B", KeyCode::Down),
    ("C", KeyCode::Right),
    ("D", KeyCode::Left),
    ("H", KeyCode::Home),
    ("F", KeyCode::End),
    ("Z", KeyCode::BackTab),
    ("1~", KeyCode::Home),
    ("3~", KeyCode::Delete),
    ("4~", KeyCode::End),
    ("5~", KeyCode::PageUp),
    ("6~", KeyCode::PageDown),
    ("7~", KeyCode::Home),
    ("8~", KeyCode::End),
];

/// Puts keys together that arrived in pieces.
#[derive(Debug, Default)]
pub struct Pieces {
    escaped: Option<Instant>,
}

impl Pieces {
    /// What an event is, together with those behind it that belong to it, and the event behind them where that is known
    /// already and is to be joined next. `next` gives the next event if it comes within a time.
    pub fn join(
        &mut self,
        event: Event,
        now: Instant,
        next: &mut dyn FnMut(Duration) -> Option<Event>,
    ) -> (Vec<Event>, Option<Event>) {
        let late = self.escaped.take().is_some_and(|at| now.duration_since(at) < LATE);
        if letter(&event).is_some_and(|c| late && matches!(c, '[' | 'O')) {
            return (rest(event, AT_ONCE, next), None);
        }
        if !is_escape(&event) {
            return (vec![event], None);
        }
        match next(WAIT) {
            None => {
                self.escaped = Some(now);
                (vec![event], None)
            }
            Some(first) if letter(&first).is_some_and(|c| matches!(c, '[' | 'O')) => {
                let joined = rest(first, WAIT, next);
                if matches!(joined[..], [Event::Key(KeyEvent { code: KeyCode::Char('[' | 'O'), .. }), ..]) {
                    return (std::iter::once(event).chain(joined).collect(), None);
                }
                (joined, None)
            }
            // A key Esc that is held down comes again and again, each time sooner than the wait is over.
            other => (vec![event], other),
        }
    }
}

/// The key that a bracket begins, or the bracket and what came behind it where that is no key. A row that is well formed
/// and no key, such as a late answer of the terminal, is nothing.
fn rest(bracket: Event, wait: Duration, next: &mut dyn FnMut(Duration) -> Option<Event>) -> Vec<Event> {
    let single = letter(&bracket) == Some('O');
    let mut row = String::new();
    let mut events = vec![bracket];
    while events.len() < LONGEST {
        let Some(event) = next(wait) else { break };
        let c = letter(&event);
        events.push(event);
        match c {
            // The first function keys of the console of Linux have two brackets.
            Some('[') if !single && row.is_empty() => row.push('['),
            Some(' '..='?') if !single => row.extend(c),
            Some('@'..='~') => {
                row.extend(c);
                let code = ROWS.iter().find(|(name, _)| *name == row).map(|&(_, code)| code);
                return match code {
                    Some(code) => vec![Event::Key(KeyEvent::new(code, KeyModifiers::NONE))],
                    None if row == "200~" => paste(next),
                    // The first four function keys, which are nothing here when they come in one piece.
                    None if single && matches!(c, Some('P'..='S')) => Vec::new(),
                    None if single => events,
                    None => Vec::new(),
                };
            }
            _ => break,
        }
    }
    events
}

/// Pasted text whose first mark was cut: it must not be taken for keys. It ends with a key that no text has or where nothing
/// more comes, for the reader of events keeps its last mark to itself, unless that is cut as well. Other events come behind it.
fn paste(next: &mut dyn FnMut(Duration) -> Option<Event>) -> Vec<Event> {
    let (mut text, mut others, mut ahead) = (String::new(), Vec::new(), None);
    while !text.ends_with(PASTED)
        && let Some(event) = ahead.take().or_else(|| next(LATE)).map(early)
    {
        match event {
            Event::Key(KeyEvent { code: KeyCode::Enter, .. }) => text.push('\n'),
            Event::Key(KeyEvent { code: KeyCode::Tab, .. }) => text.push('\t'),
            _ if is_escape(&event) => text.push('\u{1b}'),
            Event::Key(_) if letter(&event).is_some() => text.extend(letter(&event)),
            // A control that a text holds comes with what is behind it; a key is pressed by itself.
            Event::Key(_) => {
                ahead = next(AT_ONCE);
                if ahead.is_none() {
                    others.push(event);
                    break;
                }
            }
            _ => others.push(event),
        }
    }
    let text = text.strip_suffix(PASTED).unwrap_or(&text);
    std::iter::once(Event::Paste(text.replace('\u{1b}', ""))).chain(others).collect()
}

/// The event of a byte that was typed before the terminal was taken: until then it makes a line feed of Enter (POSIX termios,
/// ICRNL), which is the byte of Ctrl-j.
pub fn early(event: Event) -> Event {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char('j'), modifiers: KeyModifiers::CONTROL, .. }) => {
            Event::Key(KeyCode::Enter.into())
        }
        event => event,
    }
}

fn is_escape(event: &Event) -> bool {
    matches!(event, Event::Key(KeyEvent { code: KeyCode::Esc, kind: KeyEventKind::Press, .. }))
}

/// The letter of an event, without Ctrl or Alt.
fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(KeyEvent { code: KeyCode::Char(c), modifiers, kind: KeyEventKind::Press, .. })
            if !modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) =>
        {
            Some(*c)
        }
        _ => None,
    }
}

/// The keys of an event. A terminal sends Alt and a letter as Esc and the letter, so that Esc with a letter typed close
/// behind it, or arriving close behind it over a slow line, is both of them and neither is lost.
pub fn keys(event: KeyEvent) -> impl Iterator<Item = Key> {
    let escaped = event.modifiers.contains(KeyModifiers::ALT) && event.kind != KeyEventKind::Release;
    escaped.then_some(Key::Esc).into_iter().chain(one(event))
}

/// The key of an event; `None` for a release and for what no terminal sends everywhere.
fn one(event: KeyEvent) -> Option<Key> {
    if event.kind == KeyEventKind::Release {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c) if event.modifiers.contains(KeyModifiers::CONTROL) => Key::ctrl(c),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Esc,
        KeyCode::Tab if event.modifiers.contains(KeyModifiers::SHIFT) => Key::BackTab,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::Delete => Key::Delete,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pressed(code: KeyCode, modifiers: KeyModifiers) -> Vec<Key> {
        keys(KeyEvent::new(code, modifiers)).collect()
    }

    /// What becomes of events that come after so many milliseconds each.
    fn joined(events: &[(u64, char)]) -> String {
        let event = |c| match c {
            '\u{1b}' => Event::Key(KeyCode::Esc.into()),
            '\r' => Event::Key(KeyCode::Enter.into()),
            '\n' => Event::Key(KeyEvent::new(KeyCode::Char('j'), KeyModifiers::CONTROL)),
            '\t' => Event::Key(KeyCode::Tab.into()),
            '\x7f' => Event::Key(KeyCode::Backspace.into()),
            '⇲' => Event::Resize(1, 1),
            c => Event::Key(KeyCode::Char(c).into()),
        };
        let start = Instant::now();
        let (mut clock, mut pieces, mut out) = (Duration::ZERO, Pieces::default(), String::new());
        let mut times = Duration::ZERO;
        let mut queue: std::collections::VecDeque<_> = events
            .iter()
            .map(|&(gap, c)| {
                times += Duration::from_millis(gap);
                (times, event(c))
            })
            .collect();
        while let Some((at, first)) = queue.pop_front() {
            clock = clock.max(at);
            let mut next = |wait: Duration| {
                let due = queue.front().is_some_and(|(at, _)| *at <= clock + wait);
                clock = if due { clock.max(queue[0].0) } else { clock + wait };
                due.then(|| queue.pop_front()).flatten().map(|(_, event)| event)
            };
            let mut event = Some(first);
            while let Some(first) = event {
                let (joined, behind) = pieces.join(first, start + at, &mut next);
                event = behind;
                for event in joined {
                    match event {
                        Event::Key(event) => keys(event).for_each(|key| out += &key.to_string()),
                        Event::Paste(text) => out.extend(["“", &text, "”"]),
                        Event::Resize(..) => out.push('⇲'),
                        _ => {}
                    }
                }
            }
        }
        out
    }

    #[test]
    fn keys_of_one_byte_are_one_key_before_the_keymap_sees_them() {
        assert_eq!(pressed(KeyCode::Char('h'), KeyModifiers::CONTROL), [Key::Backspace]);
        assert_eq!(pressed(KeyCode::Char('G'), KeyModifiers::SHIFT), [Key::Char('G')]);
        assert_eq!(pressed(KeyCode::Tab, KeyModifiers::SHIFT), [Key::BackTab]);
        assert_eq!(pressed(KeyCode::Char('x'), KeyModifiers::ALT), [Key::Esc, Key::Char('x')]);
        assert_eq!(pressed(KeyCode::F(1), KeyModifiers::NONE), []);
    }

    #[test]
    fn an_arrow_cut_behind_its_first_byte_is_an_arrow() {
        assert_eq!(joined(&[(0, '\x1b'), (1, '['), (0, 'A')]), "<up>");
        assert_eq!(joined(&[(0, '\x1b'), (49, '['), (0, 'B'), (0, 'j')]), "<down>j");
        assert_eq!(joined(&[(0, '\x1b'), (20, '['), (20, '5'), (20, '~')]), "<pgup>");
        assert_eq!(joined(&[(0, '\x1b'), (5, 'O'), (0, 'C')]), "<right>");
        assert_eq!(joined(&[(0, '\x1b'), (5, 'O'), (0, 'P')]), "", "a function key");
        assert_eq!(joined(&[(0, '\x1b'), (5, '['), (0, '['), (0, 'A'), (0, 'j')]), "j", "one of the console of Linux");
        assert_eq!(joined(&[(0, '\x1b'), (9, '\x1b'), (9, '['), (0, 'A')]), "<esc><up>");
    }

    #[test]
    fn the_rest_of_an_arrow_that_comes_too_late_is_still_no_letter() {
        assert_eq!(joined(&[(0, '\x1b'), (150, '['), (0, 'A')]), "<esc><up>");
    }

    #[test]
    fn escape_alone_and_keys_typed_behind_it_are_themselves() {
        assert_eq!(joined(&[(0, '\x1b')]), "<esc>");
        assert_eq!(joined(&[(0, '\x1b'), (10, 'j')]), "<esc>j");
        assert_eq!(joined(&[(0, '\x1b'), (120, '['), (90, 'j')]), "<esc>[j");
        assert_eq!(joined(&[(0, '\x1b'), (400, '['), (0, 'A')]), "<esc>[A");
    }

    #[test]
    fn an_escape_that_is_held_down_is_told_each_time_it_comes() {
        let (mut pieces, mut left) = (Pieces::default(), 1000);
        let escape = || Event::Key(KeyCode::Esc.into());
        let mut next = |_: Duration| {
            left -= 1;
            (left > 0).then(escape)
        };
        let (told, behind) = pieces.join(escape(), Instant::now(), &mut next);
        assert_eq!((told.len(), behind), (1, Some(escape())));
        assert_eq!(left, 999, "it does not wait for the last of them");
    }

    #[test]
    fn a_late_answer_of_the_terminal_types_nothing() {
        let row: Vec<(u64, char)> = std::iter::once((0, '\x1b')).chain("[?62;22c".chars().map(|c| (1, c))).collect();
        assert_eq!(joined(&row), "");
    }

    #[test]
    fn pasted_text_whose_first_mark_was_cut_presses_no_keys() {
        let row: Vec<(u64, char)> = std::iter::once((0, '\x1b')).chain("[200~Q\rx".chars().map(|c| (1, c))).collect();
        assert_eq!(joined(&row), "“Q\nx”");
        let ended = row.into_iter().chain("\u{1b}[201~j".chars().map(|c| (1, c)));
        assert_eq!(joined(&ended.collect::<Vec<_>>()), "“Q\nx”j", "its last mark is cut as well");
        let slow = "[200~a\tb\nQ".chars().zip([0, 0, 0, 0, 0, 0, 290, 1, 290, 290]).map(|(c, gap)| (gap, c));
        let row: Vec<(u64, char)> = std::iter::once((0, '\x1b')).chain(slow).collect();
        assert_eq!(joined(&row), "“a\tb\nQ”", "it comes slowly");
        let row: Vec<(u64, char)> = std::iter::once((0, '\x1b'))
            .chain("[200~a⇲b".chars().map(|c| (1, c)))
            .chain([(90, '\x7f'), (90, 'j')])
            .collect();
        assert_eq!(joined(&row), "“ab”⇲<bs>j", "what no text has is not lost");
        let row: Vec<(u64, char)> = std::iter::once((0, '\x1b')).chain("[200~a\x7fQ".chars().map(|c| (1, c))).collect();
        assert_eq!(joined(&row), "“aQ”", "a control in a text ends nothing");
    }

    #[test]
    fn enter_before_the_terminal_is_taken_is_enter() {
        let ctrl = |c| Event::Key(KeyEvent::new(KeyCode::Char(c), KeyModifiers::CONTROL));
        assert_eq!(early(ctrl('j')), Event::Key(KeyCode::Enter.into()));
        assert_eq!(early(ctrl('d')), ctrl('d'));
        assert_eq!(early(Event::Key(KeyCode::Char('j').into())), Event::Key(KeyCode::Char('j').into()));
    }
}
