//! Keys in, screen out: every test types into the real state and shows what is drawn.

#[path = "support/library.rs"]
mod library;
#[path = "support/typing.rs"]
mod typing;

use typing::{LARGE, NARROW, SMALL, WIDE};

/// Types keys into a browser of this size and compares the screen with the one on file.
macro_rules! screen {
    ($size:expr, $keys:expr) => {
        insta::assert_snapshot!(typing::typed($size, $keys).shown())
    };
}

#[path = "screens/again.rs"]
mod again;
#[path = "screens/asked.rs"]
mod asked;
#[path = "screens/bytes.rs"]
mod bytes;
#[path = "screens/compare.rs"]
mod compare;
#[path = "screens/every.rs"]
mod every;
#[path = "screens/everywhere.rs"]
mod everywhere;
#[path = "screens/goto.rs"]
mod goto;
#[path = "screens/marks.rs"]
mod marks;
#[path = "screens/mouse.rs"]
mod mouse;
#[path = "screens/reading.rs"]
mod reading;
#[path = "screens/sizes.rs"]
mod sizes;
#[path = "screens/slow.rs"]
mod slow;
#[path = "screens/tasks.rs"]
mod tasks;
#[path = "screens/views.rs"]
mod views;
#[path = "screens/watched.rs"]
mod watched;
