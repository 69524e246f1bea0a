//! When a frame may be drawn: at once for keys that a person presses, seldom while keys come as no hand sends them.
//!
//! A line that had stopped gives everything at once that was typed meanwhile, or a run of keys is pasted. A frame for each
//! of them is bytes that nobody sees, and the frames queue up: the system takes some 20 KB from a program before that one
//! can know that nobody reads, and over 64 kbit/s these are two and a half seconds. So it cannot be left to the line to say
//! that it is full, and the terminal is asked nothing. What is left to tell a flood by is the keys: a keyboard repeats
//! at most 60 times a second, and two hands are slower.
//!
//! Nothing here waits or asks for the time; the loop does both.

use std::time::{Duration, Instant};

/// Keys that come closer behind each other come from no hand: the fastest keyboard repeats 60 times a second, every 16.7 ms.
const FAST: Duration = Duration::from_millis(14);
/// Keys that come closer than this come together, as the arrows of one turn of the wheel do: they count as one.
const TOGETHER: Duration = Duration::from_millis(2);
/// Keys of a flood that come later than this are a run of their own: more than a machine with much to do delays a key.
const LATE: Duration = Duration::from_millis(60);
/// Behind so many fast keys a flood may pause for [`LATE`], else for [`FAST`]: a late key is not its end.
const SURE: u8 = 3;
/// As many late keys in a row end the surest flood: a key that is held behind it is soon drawn at once again, and one that
/// is pressed by itself at once.
const MOST: u8 = 8;
/// How long a flood goes on before a frame shows how far it is, for somebody who turns a wheel very fast. Within that time a
/// bar has gone down a screen; later, such a frame is a page of bytes.
const FIRST: Duration = Duration::from_millis(200);
/// How long it goes on before the next such frame: a person whose keyboard repeats a hundred times a second must see where
/// the bar goes.
const THEN: Duration = Duration::from_millis(500);
/// How long it goes on before such a frame is a whole screen again. Until then it is the lines at the foot, which say where
/// the bar is: behind a line that stalls, every frame of a flood is bytes that nobody sees, and a screen is thirty times
/// what a line is. Nobody reads a screen that changes with every hundredth of a second.
const WHOLE: Duration = Duration::from_secs(3);

/// How fast keys come, and what follows for the next frame.
#[derive(Debug, Clone, Default)]
pub struct Pace {
    /// When the last key came, of those that came together the first.
    last: Option<Instant>,
    /// How many of them were fast, less those that were not; at most [`MOST`].
    fast: u8,
    /// While they do: when a frame is due in any case.
    due: Option<Instant>,
    /// And when a whole one is.
    whole: Option<Instant>,
}

impl Pace {
    /// A key came.
    pub fn typed(&mut self, at: Instant) {
        let gap = self.last.map(|last| at.saturating_duration_since(last));
        match gap {
            Some(gap) if gap < TOGETHER => return,
            Some(gap) if gap < FAST => self.fast = MOST.min(self.fast + 1),
            Some(gap) if gap < LATE => self.fast = self.fast.saturating_sub(1),
            _ => self.fast = 0,
        }
        self.last = Some(at);
        self.due = (self.fast > 0).then(|| self.due.unwrap_or(at + FIRST));
        self.whole = (self.fast > 0).then(|| self.whole.unwrap_or(at + WHOLE));
    }

    /// How long keys of a flood may pause.
    const fn pause(&self) -> Duration {
        if self.fast < SURE { FAST } else { LATE }
    }

    /// Whether a frame that is due now is to show no more than where the bar is, because more keys come.
    #[must_use]
    pub fn glimpses(&self, now: Instant) -> bool {
        let comes = self.last.is_some_and(|last| now < last + self.pause());
        comes && self.whole.is_some_and(|whole| now < whole)
    }

    /// How long the next frame is to wait for more keys: not at all where a person presses them, else until they pause or a
    /// frame is due in any case.
    #[must_use]
    pub fn rest(&self, now: Instant) -> Duration {
        let Some((due, last)) = self.due.zip(self.last) else { return Duration::ZERO };
        due.min(last + self.pause()).saturating_duration_since(now)
    }

    /// A frame was drawn.
    pub fn drew(&mut self, now: Instant) {
        self.due = self.due.map(|due| if due <= now { now + THEN } else { due });
        self.whole = self.whole.map(|whole| if whole <= now { now + WHOLE } else { whole });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The milliseconds at which frames are drawn for keys that come after so many milliseconds each.
    fn frames(gaps: impl IntoIterator<Item = u64>) -> Vec<u64> {
        drawn(gaps).into_iter().map(|(at, _)| at).collect()
    }

    /// The same, and whether they show no more than where the bar is.
    fn drawn(gaps: impl IntoIterator<Item = u64>) -> Vec<(u64, bool)> {
        let start = Instant::now();
        let at = |clock| start + Duration::from_millis(clock);
        let mut clock = 0;
        let mut keys = gaps.into_iter().map(|gap| {
            clock += gap;
            clock
        });
        let (mut pace, mut out, mut key) = (Pace::default(), Vec::new(), keys.next());
        while let Some(now) = key {
            pace.typed(at(now));
            key = keys.next();
            let mut draws = now;
            loop {
                let rest = u64::try_from(pace.rest(at(draws)).as_millis()).expect("a short time");
                if rest == 0 {
                    let glimpses = pace.glimpses(at(draws));
                    pace.drew(at(draws));
                    out.push((draws, glimpses));
                    if glimpses {
                        continue;
                    }
                    break;
                }
                if key.is_some_and(|key| key <= draws + rest) {
                    break;
                }
                draws += rest;
            }
        }
        out
    }

    #[test]
    fn keys_of_a_hand_and_of_a_keyboard_are_drawn_at_once() {
        assert_eq!(frames([5000]), [5000]);
        assert_eq!(frames([0, 33, 34, 33, 33]), [0, 33, 67, 100, 133]);
        assert_eq!(frames([0, 16, 17, 17, 16, 17]), [0, 16, 33, 50, 66, 83]);
        assert_eq!(frames([0, 14, 19, 15, 18]), [0, 14, 33, 48, 66], "a line that shakes");
    }

    #[test]
    fn the_arrows_of_a_wheel_that_turns_are_drawn_as_they_come() {
        let turns = [0, 0, 1, 16, 0, 0, 17, 0, 1, 16, 1, 0];
        let mut drawn = frames(turns);
        drawn.dedup();
        assert_eq!(drawn, [0, 1, 17, 34, 35, 51, 52]);
    }

    #[test]
    fn the_second_of_two_fast_keys_waits_no_longer_than_it_takes_to_know_that_no_third_comes() {
        assert_eq!(frames([0, 5, 200]), [0, 19, 205]);
    }

    #[test]
    fn of_a_flood_few_frames_are_drawn_and_the_last_one_soon_behind_it() {
        let flood = || (0..200).map(|_| 10);
        assert_eq!(frames(flood()), [10, 220, 720, 1220, 1720, 2060]);
        let late = flood().enumerate().map(|(at, gap)| if at % 20 == 19 { 25 } else { gap });
        assert_eq!(frames(late).len(), 6, "also where a key comes late now and then");
    }

    #[test]
    fn while_a_flood_goes_on_only_every_third_second_is_shown_whole() {
        let whole =
            |gaps: Vec<u64>| drawn(gaps).into_iter().filter(|(_, glimpses)| !glimpses).map(|(at, _)| at).collect();
        let two_seconds: Vec<u64> = whole(vec![10; 200]);
        assert_eq!(two_seconds, [10, 2060], "the first key and what came of all");
        let seven_seconds: Vec<u64> = whole(vec![10; 700]);
        assert_eq!(seven_seconds, [10, 3220, 6220, 7060]);
    }

    #[test]
    fn behind_a_flood_a_keyboards_keys_are_drawn_at_once_again() {
        let flood = || (0..50).map(|_| 5);
        let held = frames(flood().chain([17; 12]));
        assert_eq!(held[held.len() - 5..], [386, 403, 420, 437, 454], "{held:?}");
        let single = frames(flood().chain([33; 12]));
        assert_eq!(single[single.len() - 3..], [580, 613, 646], "{single:?}");
        assert_eq!(frames(flood().chain([70, 33])).split_off(2), [310, 320, 353]);
    }
}
