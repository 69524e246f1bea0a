//! November 2013 to 2018: the single inspection framework, its re-inspections, and the reviews of Local Safeguarding
//! Children Boards, which most of its reports hold as a second part and some were published alone.
//!
//! Sources: Ofsted, "Framework and evaluation schedule for the inspection of services for children in need of help and
//! protection, children looked after and care leavers" with "Reviews of Local Safeguarding Children Boards" (2013, revised
//! to 2017; section 136 of the Education and Inspections Act 2006 and the LSCB (Review) Regulations 2013), and the reports.

use super::ilacs::{LABELS, SERVICES};
use super::{
    Heading, Judged, LOOSE, PLAIN, Part, Row, Sentence, Stands, always, dated, heading, list, says, sometimes, told,
};
use crate::report::FindingKind::{Priority, Recommendation, Strength};
use crate::report::area::Area;
use crate::report::framework::Framework;
use crate::report::grade::Scale;

/// The lists: until 2015 in two parts, then as recommendations, always numbered on with the paragraphs.
pub(super) const LISTS: &[Heading] = &[
    list(2, Recommendation, r"(summary of )?recommendations?( for .{3,60})?"),
    list(3, Priority, r"priority and immediate action|areas? for priority action"),
    list(2, Recommendation, r"areas? for improvement"),
    list(3, Strength, r"the (local authority|lscb)('s| has the following) strengths"),
];

const PARTS: &[Heading] = &[
    heading(1, r"the local authority"),
    heading(2, r"executive summary"),
    heading(2, r"information about this (local authority )?area"),
    heading(3, r"(previous|other) ofsted inspections|progress since the last inspection"),
    heading(3, r"local leadership|other information about this area|the casework model used in this area"),
    heading(3, r"children living in this area"),
    heading(3, r"child protection in this area"),
    heading(3, r"children looked after in this area"),
    heading(2, r"summary for children( and young people)?"),
    heading(3, r"summary"),
    heading(3, r"(key )?inspection findings( - .{3,60})?"),
    heading(3, r"the inspection team"),
    heading(1, r"information about this (inspection|review)"),
    heading(1, r"the local safeguarding children board( \(lscb\))?|section \d:? .{5,90}"),
    heading(1, r"what the inspection judge?ments mean(: .{3,60})?"),
    heading(2, r"summary of (key )?findings|the lscb|key strengths and weaknesses of the .{3,60}"),
    heading(2, r"what does the (local authority|lscb) need to improve"),
    heading(2, r"inspection judge?ments? about the (local authority|lscb)"),
    heading(2, r"(this local authority|the (lscb|local safeguarding children board)) .{4,60} because"),
    heading(3, r"the graded judge?ment (for|about) .{10,90}"),
    heading(1, r"(the )?experiences and progress of (children|care leavers)\b.{0,120}"),
];

/// "The Local Safeguarding Children Board (LSCB) requires improvement".
const BOARD_SENTENCE: Sentence = Sentence {
    area: Area::Lscb,
    pattern: r"^the (effectiveness of the )?(local safeguarding children'?s? board|lscb)( \(lscb\))?( (in|of|for) .{2,70}?)? ?(is|are|requires?|requiring)\b",
    stands: Stands::Anywhere,
};

/// The same in other words, with the board's own name: "Ashcombe Safeguarding Children Board has been judged as good".
const BOARD_LINE: Sentence = Sentence {
    area: Area::Lscb,
    pattern: r"^.{0,80}?\b(safeguarding (children'?s? )?board|lscb)\b.{0,40}?(:| - |\b(is|are|remains|has been|was|requires?)\b)( judged| rated| graded)?( to be| as)?",
    stands: Stands::Alone,
};

/// The council's judgement in words that other sentences begin with too.
const OVERALL_LINE: Sentence = Sentence {
    area: Area::Overall,
    pattern: r"^(overall,? )?((the )?overall (effectiveness|judgement)( judgement)?( (of|for) .{2,120}?)?|(.{2,60} |the )?children's (social care |social work )?services( (in|of|for|at|provided by) .{2,120}?)?|(the )?services for children\b.{0,160}?) ?(:|\b(is|are|remains?|continues? to|has been|have been|was|were|requires?)\b)( be)?( judged| rated| graded| found)?( to be| as)?",
    stands: Stands::Alone,
};

const AREAS: &[Judged] = &[
    always(Area::Overall, &["overall effectiveness"]),
    always(Area::HelpAndProtection, &["need help and protection"]),
    always(
        Area::Permanence,
        &["looked after and achieving permanence", "looked after and helped to achieve permanence"],
    ),
    always(Area::Adoption, &["adoption performance"]),
    always(Area::CareLeavers, &["care leavers"]),
    always(Area::Leadership, &["leadership, management and governance"]),
    // Re-inspections leave the board's review out.
    sometimes(Area::Lscb, &[]),
];

/// The overall judgement stands in a sentence above the grid, the board's in one of its own.
pub(super) const SINGLE: Row = Row {
    framework: Framework::Sif,
    short: "SIF",
    months: ((2013, 11), Some((2018, 3))),
    titles: &[
        r"^(re-?)?inspection of services for children in need of help and protection(, children looked after and care leavers)?( ?and ?review of the effectiveness of the local safeguarding children board)?",
    ],
    scale: Scale::RequiresImprovement,
    areas: AREAS,
    sentences: &[
        Sentence {
            area: Area::Overall,
            pattern: r"^(the overall judgement is|(the )?children's services in .{2,80}? (is|are|requires?)\b|(the )?overall effectiveness (of .{2,80} )?(is|are|requires?)\b)",
            stands: Stands::Front,
        },
        OVERALL_LINE,
        BOARD_SENTENCE,
        BOARD_LINE,
    ],
    headings: &[LISTS, PARTS],
    mentions: &[
        says(3, r"children looked after and achieving permanence"),
        told(
            1,
            r"\b(?:achieving permanence|adoption performance|leadership,? management and governance|single inspection framework|in need of help and protection,? (?:and )?(?:children looked after|looked[ -]after children),? and care leavers)\b",
        ),
        // No framework before or after had inspectors stay for four weeks.
        told(
            8,
            r"\b(?:four|4)[- ]weeks?(?:[- ]long)?,? (?:\w+,? )?inspection\b|\binspection (?:that |which )?(?:lasted|took|ran)(?: \w+){0,2} (?:four|4) weeks\b|\binspected\b[^.]{0,25}\bover four weeks\b",
        ),
        dated(LOOSE + 2, LABELS),
        dated(LOOSE + 3, SERVICES),
    ],
    // Priority actions for the board are recommendations too: "priority" is kept for what the council must do at once.
    parts: &[Part { heading: r"safeguarding children'?s? board|\blscb\b", body: "LSCB" }],
    ..PLAIN
};

/// The board's review alone.
pub(super) const BOARD: Row = Row {
    framework: Framework::LscbReview,
    short: "LSCB",
    months: ((2013, 11), Some((2018, 3))),
    titles: &[r"^review of the effectiveness of the local safeguarding children board"],
    scale: Scale::RequiresImprovement,
    areas: &[always(Area::Lscb, &[])],
    sentences: &[BOARD_SENTENCE, BOARD_LINE],
    headings: &[LISTS, PARTS],
    ..PLAIN
};
