//! How far each report was read: its sign, and opening it where it was left.

use super::App;
use super::notice::Notice;
use super::view::{Reader, View};
use crate::document::BlockId;
use crate::keymap::Action;
use crate::list::Read;

impl App {
    /// Keeps how far the report in the reader was read. A report is read to its end when its last line was in sight.
    pub(super) fn keep_read(&mut self) {
        let (View::Reader(reader), Some(text)) = (&self.view, &self.prepared.text) else { return };
        let last = text.flow.lines.iter().rposition(|line| line.shape.is_text()).unwrap_or(0);
        let end = text.height() > 0 && text.top + text.height() > last;
        let before = self.read.get(&reader.file).is_some_and(|read| read.done);
        let block = u32::try_from(text.spot.block.index()).unwrap_or(u32::MAX);
        self.read.insert(reader.file.clone(), Read { block, done: before || end });
    }

    /// The sign of a report: ○ not opened, ◐ begun, ● read to the end.
    #[must_use]
    pub fn read_sign(&self, file: &str) -> &'static str {
        Read::sign(self.read.get(file))
    }

    /// A report that is opened as a whole: where it was left, or from its beginning where it was read to the end.
    pub(super) fn resumed(&mut self, file: String) -> Reader {
        let left = self.read.get(&file).filter(|read| !read.done && read.block > 0);
        let left = left.filter(|_| !matches!(&self.view, View::Reader(reader) if reader.file == file));
        let Some(block) = left.map(|read| BlockId::new(read.block as usize)) else {
            return Reader::at(file, BlockId::new(0));
        };
        self.say(Notice::info(format!("where you left it · {} goes to the top", self.key(Action::Top))));
        Reader::at(file, block)
    }
}
