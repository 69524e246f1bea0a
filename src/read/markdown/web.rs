//! Pieces of HTML within Markdown.

use super::Reader;
use crate::document::Kind;
use crate::read::html;
use crate::read::lines::Break;

impl Reader<'_> {
    pub(super) fn inline_tag(&mut self, tag: &str) {
        let name = tag.trim_matches(['<', '>', '/', ' ']).to_ascii_lowercase();
        let closes = tag.starts_with("</");
        match (name.as_str(), closes) {
            ("b" | "strong", false) => self.bold += 1,
            ("b" | "strong", true) => self.bold = self.bold.saturating_sub(1),
            ("br", _) if self.table.as_ref().is_some_and(|table| !table.is_box) => self.line.text.push(' '),
            ("br", _) if self.table.is_some() => self.end_line(Break::End),
            ("br", _) => self.end_line(Break::Hard),
            (_, false) if name.contains(char::is_whitespace) => self.remark(html::fragment(tag, 1, 0).remarks),
            _ => {}
        }
    }

    /// Says something of the text, once.
    fn remark(&mut self, remarks: Vec<String>) {
        for remark in remarks {
            if !self.remarks.contains(&remark) {
                self.remarks.push(remark);
            }
        }
    }

    pub(super) fn end_html(&mut self) {
        if let Some((text, line)) = self.html.take() {
            let html::Fragment { blocks, remarks, taken } = html::fragment(&text, line, self.tables);
            self.taken.add(taken);
            self.remark(remarks);
            let last =
                blocks.iter().filter_map(|b| if let Kind::Row { table, .. } = b.kind { Some(table) } else { None });
            self.tables = last.max().map_or(self.tables, |table| table + 1);
            for block in blocks {
                self.push(block);
            }
        }
        self.flush();
    }
}
