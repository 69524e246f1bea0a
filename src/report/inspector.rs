//! Who led an inspection: on a line that says so, in the table of the team, or under a letter.

use std::sync::LazyLock;

use regex::Regex;

use crate::document::Block;
use crate::report::cover::Cover;
use crate::report::framework::Lead;
use crate::report::header::{evidence, labelled};
use crate::report::{Basis, Fact, Rule, Source};
use crate::typography::fold;
use crate::typography::pattern;

/// How many characters a name may have, so that no sentence is taken for one.
const NAME: usize = 60;

static LEAD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^((lead|reporting|managing) inspectors?|inspector in charge|lead (hmi|h[ei][rs] majesty's inspector))\b ?(\(s\))? ?:?",
    )
});
static ROLE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(,| -|\(|\bsenior hmi|\bhmi\b|\bh[ei][rs] majesty|\bhm inspector|\b(ofsted|regulatory|social care|social care regulatory) inspector|\bdeputy |\bteam inspector).*$",
    )
});
/// A role that somebody leads an inspection in, in the table of its team.
static LEADS: LazyLock<Regex> = LazyLock::new(|| pattern(r"\blead (hmi|inspector)\b|\blead\)|\binspector,? lead\b"));

/// The inspectors, the lead one first: from a labelled line anywhere in the document, the table of the team, or a letter's signature.
#[must_use]
pub fn inspectors(blocks: &[Block], cover: &Cover) -> Vec<Fact<String>> {
    let labelled = labelled(blocks, blocks.len(), &LEAD).find_map(|line| {
        let name = name(&line.value)?;
        Some(line.fact(name, line.value.trim()))
    });
    if let Some(line) = labelled {
        return vec![line];
    }
    let signed = || signature(blocks).into_iter().collect();
    match cover.framework.value.row().lead {
        _ if cover.source.value == Source::Press => Vec::new(),
        Lead::Nowhere => Vec::new(),
        Lead::Line if cover.source.value != Source::Letter => Vec::new(),
        Lead::Line | Lead::Signature => signed(),
        Lead::Team => match team(blocks) {
            leads if leads.is_empty() && cover.source.value == Source::Letter => signed(),
            leads => leads,
        },
    }
}

/// Those who lead, in the table of an inspection team or of a letter's signatures: Ofsted's first, then the others in
/// the order of the table.
fn team(blocks: &[Block]) -> Vec<Fact<String>> {
    let begins = |b: &Block| {
        let folded = fold(b.text.trim());
        folded.starts_with("inspection team") || folded.starts_with("yours ")
    };
    let Some(begin) = blocks.iter().rposition(|b| b.is_text() && begins(b)) else { return Vec::new() };
    let mut leads: Vec<(bool, Fact<String>)> = Vec::new();
    for (index, block) in blocks.iter().enumerate().skip(begin + 1).filter(|(_, b)| b.is_text()) {
        let whole = std::slice::from_ref(&block.text);
        let cells = if block.cells().is_empty() { whole } else { block.cells() };
        for cell in cells {
            // Where a table lost its cells, several people stand on one line, each with the role behind the name.
            let mut rest = cell.as_str();
            while let Some(role) = LEADS.find(&fold(rest)) {
                let end = fold(rest)[..role.end()].chars().count();
                let (person, after) = rest.split_at(rest.char_indices().nth(end).map_or(rest.len(), |(at, _)| at));
                rest = after;
                let Some(name) = name(person) else { continue };
                let folded = fold(person);
                let evidence = evidence(person.trim().to_owned(), block, index, Basis::Printed, Rule::TeamTable);
                let ofsted = folded.contains("ofsted") || folded.contains("hmi");
                leads.push((!ofsted, Fact { value: name, evidence }));
            }
        }
    }
    leads.sort_by_key(|(other, _)| *other);
    leads.into_iter().map(|(_, fact)| fact).collect()
}

/// The name under "Yours sincerely".
fn signature(blocks: &[Block]) -> Option<Fact<String>> {
    let closing = blocks.iter().rposition(|b| fold(&b.text).trim_start().starts_with("yours "))?;
    let below = blocks.iter().enumerate().skip(closing + 1).filter(|(_, b)| b.is_text());
    below.take(3).find_map(|(index, block)| {
        let name = name(&block.text)?;
        let evidence = evidence(block.text.clone(), block, index, Basis::Printed, Rule::Signature);
        Some(Fact { value: name, evidence })
    })
}

/// A person's name without role and post-nominals, if the text begins with one.
fn name(text: &str) -> Option<String> {
    let text = text.trim().trim_start_matches([':', '-', '–', '|']).trim();
    let folded = fold(text);
    let cut = ROLE.find(&folded).map_or(folded.chars().count(), |m| folded[..m.start()].chars().count());
    let name: String = text.chars().take(cut).collect();
    let name = name.trim().trim_end_matches([':', '.', ';']).trim();
    let words = name.split_whitespace().count();
    let capital = name.starts_with(char::is_uppercase);
    (capital && (2..=6).contains(&words) && name.chars().count() <= NAME).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Kind, Place};

    fn lines(text: &str) -> Vec<Block> {
        text.lines().map(|l| Block::new(Kind::Paragraph, l, Place::default())).collect()
    }

    #[test]
    fn the_labels_of_the_one_who_led() {
        for line in [
            "Lead inspector: Ann Other, His Majesty’s Inspector",
            "Lead Inspector Ann Other HMI",
            "Lead inspector(s): Ann Other",
            "Reporting inspector Ann Other HMI",
            "Managing inspector: Ann Other",
            "Inspector in charge: Ann Other, HMI",
            "Lead HMI: Ann Other",
            "Lead Her Majesty’s Inspector: Ann Other",
            "Lead inspector:\nAnn Other, HMI",
        ] {
            let text = format!("Ashcombe\nInspection of children’s social care services\n{line}\nLeaders know.");
            let blocks = lines(&text);
            let found = inspectors(&blocks, &Cover::read(&blocks));
            assert_eq!(found.first().map(|f| f.value.as_str()), Some("Ann Other"), "{line}");
        }
    }

    #[test]
    fn a_team_whose_table_lost_its_cells() {
        let team = "Inspection team\nOfsted Care Quality Commission\n\
            Some One, CQC lead inspector Ann Other, Ofsted HMI lead inspector\nAny Body, Ofsted HMI";
        let found: Vec<String> = super::team(&lines(team)).into_iter().map(|f| f.value).collect();
        assert_eq!(found, ["Ann Other", "Some One"]);
    }

    #[test]
    fn names_without_roles() {
        let table = [
            ("Ann Other, His Majesty’s Inspector", Some("Ann Other")),
            ("Ann O’Ther HMI", Some("Ann O’Ther")),
            ("Ann Other Her Majesty’s Inspector", Some("Ann Other")),
            (": Ann de la Other Senior HMI", Some("Ann de la Other")),
            ("the inspection was led by one of HMI", None),
        ];
        for (text, want) in table {
            assert_eq!(name(text).as_deref(), want, "{text}");
        }
    }
}
