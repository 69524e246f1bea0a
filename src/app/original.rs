//! Opening the file behind a report in another program.

use super::flow::Flow;
use super::notice::Notice;
use super::{App, Effect};
use crate::query::words;
use crate::report::Report;

/// The cells of the text that a pager shows.
const CELLS: usize = 80;

/// A file that is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Its path below the folder, with "/" between its parts.
    pub file: String,
    /// What was read of it, for where the file itself cannot be shown.
    pub text: String,
}

impl App {
    pub(super) fn original(&mut self) -> Option<Effect> {
        let Some(report) = self.report_under_bar().and_then(|id| self.library.report(id)) else {
            self.say(Notice::info("no report is under the bar"));
            return None;
        };
        Some(Effect::Original(Original { file: report.file.clone(), text: plain(report, self.measure) }))
    }

    /// The viewer was closed, or could not be opened.
    pub fn came_back(&mut self, told: Result<String, String>) {
        self.say(match told {
            Ok(words) => Notice::info(words),
            Err(reason) => Notice::error(reason),
        });
        self.prepare();
    }
}

/// A report's text in lines, as it stands in the reader.
fn plain(report: &Report, measure: usize) -> String {
    let mut out = format!("{} · {} · {}\n\n", words::authority_marked(report), words::name(report), report.file);
    let flow = Flow::of(report, 0..report.blocks.len(), CELLS, measure);
    for line in &flow.lines {
        let mut text = String::new();
        let mut put = |column: usize, piece: &str| {
            let used = super::safe::width(&text);
            text.extend(std::iter::repeat_n(' ', column.saturating_sub(used)));
            text.push_str(&super::safe::safe(piece));
        };
        if let Some((column, lead)) = &line.lead {
            put(*column, lead);
        }
        let block = report.block(line.block).map(|b| b.text.as_str()).unwrap_or_default();
        for piece in &line.pieces {
            put(piece.column, block.get(piece.range.clone()).unwrap_or_default());
        }
        if let super::flow::Shape::Page(page) = line.shape {
            text = format!("{:>width$}", format!("page {page}"), width = flow.width);
        }
        out.push_str(text.trim_end());
        out.push('\n');
    }
    out
}
