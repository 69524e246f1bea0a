//! The publisher's imprint: what Ofsted prints below the last word of its reports. Its offices and its newsletter are no part
//! of the judgement that happens to stand last.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::{Block, Furniture, Kind};

/// An imprint is no longer than this, in bytes; those known have at most 2,600.
const LONGEST: usize = 4000;

/// How it opens, since 2012.
static OPENS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)^the office for standards in education, children.s services and skills \(ofsted\) regulates and inspects\b")
        .expect("it is a pattern")
});

/// Marks an imprint at the end, notes that stand in it left out.
pub fn mark(blocks: &mut [Block]) {
    let Some(opens) = blocks.iter().rposition(|block| block.is_text() && OPENS.is_match(&block.text)) else { return };
    let (above, imprint) = blocks.split_at_mut(opens);
    if !above.iter().any(Block::is_text) || imprint.iter().map(|block| block.text.len()).sum::<usize>() > LONGEST {
        return;
    }
    for block in imprint.iter_mut().filter(|block| block.is_text() && block.kind != Kind::Note) {
        block.furniture = Some(Furniture::Imprint);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Place;

    const OPENING: &str = "The Office for Standards in Education, Children’s Services and Skills (Ofsted) regulates and inspects schools.";

    fn marked(texts: &[&str]) -> Vec<bool> {
        let block = |text: &&str| Block::new(Kind::Paragraph, *text, Place::default());
        let mut blocks: Vec<Block> = texts.iter().map(block).collect();
        mark(&mut blocks);
        blocks.iter().map(|block| block.furniture == Some(Furniture::Imprint)).collect()
    }

    #[test]
    fn everything_from_its_opening_on_is_the_imprint() {
        assert_eq!(
            marked(&["Plans are clear.", OPENING, "1 Any Street", "© Crown copyright"]),
            [false, true, true, true]
        );
    }

    #[test]
    fn a_report_goes_on_behind_it_or_is_nothing_else() {
        assert_eq!(marked(&["Plans are clear.", OPENING, &"Families wait. ".repeat(300)]), [false; 3]);
        assert_eq!(marked(&[OPENING, "1 Any Street"]), [false; 2]);
        assert_eq!(marked(&["Plans are clear.", "Ofsted regulates and inspects much."]), [false; 2]);
    }
}
