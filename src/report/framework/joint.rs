//! Inspections that several inspectorates make together, or that are not Ofsted's: joint targeted area inspections, the
//! two frameworks for special educational needs and disabilities (SEND) in an area, and youth justice.
//!
//! Sources: Ofsted, CQC, HMICFRS (until 2017 HMIC) and HMI Probation, joint targeted area inspection guidance (2016,
//! restarted 2022; section 20 of the Children Act 2004); Ofsted and CQC, "The framework for the inspection of local areas' effectiveness in
//! identifying and meeting the needs of children and young people who have special educational needs and/or
//! disabilities" (April 2016) and the area SEND framework and handbook (January 2023); HMI Probation's inspection
//! programme for youth justice services (2018 to 2024); and the letters and reports.

use super::{
    Heading, ItemForm, LETTER, Lead, PLAIN, Role, Row, Sentence, Stands, Tells, always, dated, heading, list, says,
    told,
};
use crate::report::FindingKind::{Improvement, Priority, Recommendation, Strength};
use crate::report::area::Area;
use crate::report::framework::Framework;
use crate::report::grade::Scale;

/// Letters to a partnership. Until 2020 key strengths and areas for improvement are grouped by agency; since 2022 the
/// headline findings come first. Studies of a case or a practice stand between, and hold no findings of their own.
pub(super) const TARGETED: Row = Row {
    framework: Framework::Jtai,
    short: "JTAI",
    months: ((2016, 1), None),
    bodies: &["Ofsted", "Care Quality Commission", "HMICFRS", "HMI Probation"],
    titles: &[r"^joint targeted area inspection (of|in|into) .{3,200}"],
    mentions: &[
        says(2, r"joint targeted area inspection"),
        told(4, r"\bjoint targeted (?:area )?inspections?\b|\bjtais?\b"),
    ],
    headings: &[&[
        list(1, Strength, r"(key )?strengths"),
        list(1, Improvement, r"what needs to improve"),
        list(1, Improvement, r"areas? for (further )?improvement"),
        list(1, Priority, r"areas? for priority action"),
        heading(1, r"(headline|main|key) findings|next steps|context|background"),
        heading(1, r"(case|practice) (study|example)\b.{0,80}|places and spaces\b.{0,60}"),
    ]],
    lead: Lead::Nowhere,
    themes: &[
        r"deep[ -]dive'? (?:focus|theme|investigation|inspection|element)?,? ?(?:which |that )?(?:focused on|looked at|on|into|was|considered) (?:the )?(?:multi-agency )?(?:response to )?([^.;]{4,160})",
        r"(?:multi-agency )?response to (?:the )?([^.;]{4,200})",
        r"joint (?:targeted area )?inspection (?:\(jtai\) )?(?:of|into|on) (?:the )?([^.;]{4,200}) in ",
    ],
    ..LETTER
};

const SEND_LISTS: &[Heading] = &[
    list(2, Strength, r"(key )?strengths"),
    list(2, Improvement, r"areas? for (development|improvement)"),
    heading(1, r"main findings"),
    heading(1, r"the effectiveness of the local area in .{5,160}"),
    heading(1, r"the inspection raises significant concerns about the effectiveness of the (local )?area"),
    heading(1, r"next steps|context|background|areas? of (serious |significant )?(weakness|concern)"),
];

/// An inspection of what an area does for children with special educational needs and disabilities (SEND), under either
/// framework: only the day tells which.
const SEND_INSPECTION: &str = r"\b(?:area )?send (?:services? )?(?:inspection|re-?visit)\b|\b(?:inspection|re-?visit|review)s? (?:of|on|into) (?:[\w'/,()-]+ ){0,8}?(?:special educational needs|send)\b";

/// Outcome letters without grades: strengths and areas for development under each of three questions, and whether a
/// written statement of action is asked for. A re-visit says of each weakness whether progress is sufficient.
pub(super) const AREA_SEND_2016: Row = Row {
    framework: Framework::AreaSend2016,
    short: "SEND",
    months: ((2016, 5), Some((2022, 12))),
    bodies: &["Ofsted", "Care Quality Commission"],
    titles: &[
        r"^joint (local )?area (send|special educational needs).{0,200}",
        r"^(joint )?(local )?area send (re-?visit|revisit).{0,120}",
        r"^(joint )?re-?visit (of|to|in) .{3,120}(send|special educational needs).{0,120}",
    ],
    headings: &[SEND_LISTS],
    tells: &[Tells::Progress, Tells::StatementOfAction],
    mentions: &[told(6, r"\bwritten statement of action\b"), dated(6, SEND_INSPECTION)],
    lead: Lead::Team,
    ..LETTER
};

/// Reports with one of three outcomes. Items stand in ruled boxes, as paragraphs or as rows with the responsible body.
pub(super) const AREA_SEND_2023: Row = Row {
    framework: Framework::AreaSend2023,
    short: "SEND",
    months: ((2023, 1), None),
    bodies: &["Ofsted", "Care Quality Commission"],
    tells: &[Tells::Outcome],
    mentions: &[
        told(
            5,
            r"\binconsistent experiences and outcomes\b|\bwidespread and/or systemic failings\b|\btypically lead(?:s|ing)? to positive experiences\b",
        ),
        dated(6, SEND_INSPECTION),
    ],
    titles: &[r"^area send (full |monitoring )?(re-?)?inspection of .{3,80}"],
    headings: &[&[
        list(1, Strength, r"what is the area partnership doing that is effective"),
        list(1, Improvement, r"areas? for improvement"),
        list(1, Priority, r"areas? for priority action"),
        heading(1, r"what does the area partnership need to do better"),
        heading(
            1,
            r"what is it like to be a child or young person with (special educational needs and/or disabilities \(send\)|send|special educational needs and/or disabilities) in this area",
        ),
        heading(1, r"inspection outcome|local area partnership details|information about this inspection"),
        heading(1, r"information about the (local )?area partnership"),
        heading(2, r"inspection team"),
    ]],
    items: ItemForm::Paragraphs,
    lead: Lead::Team,
    ..PLAIN
};

/// HMI Probation's reports: an overall rating, and one for each standard of the domains, on a page headed "Ratings". The
/// standards of work with court disposals and with out-of-court disposals have the same names.
pub(super) const YOUTH_JUSTICE: Row = Row {
    framework: Framework::YouthJustice,
    short: "Youth",
    months: ((2018, 1), None),
    bodies: &["HMI Probation"],
    titles: &[
        r"^(an |a )?(joint |full joint |single |core )?inspection of youth (offending|justice) (services?|teams?|work).{0,120}",
        r"^(an |a )?inspection of .{3,90} youth (offending|justice) (services?|teams?)$",
    ],
    mentions: &[dated(
        5,
        r"\byouth (?:justice|offending) (?:service|team)s? (?:hmip )?inspection\b|\binspection of (?:[\w']+ ){0,6}?youth (?:justice|offending)\b|\b(?:hmip|hmi probation|inspectorate of probation)\b.{0,80}\byouth (?:justice|offending)\b|\byouth (?:justice|offending)\b.{0,80}\b(?:hmip|hmi probation|inspectorate of probation)\b",
    )],
    scale: Scale::RequiresImprovement,
    areas: &[always(Area::Overall, &["overall rating", "overall:", "overall"])],
    standards: &[
        "governance and leadership",
        "staff",
        "partnerships and services",
        "information and facilities",
        "assessment",
        "assessing",
        "planning",
        "implementation and delivery",
        "delivery",
        "reviewing",
        "joint working",
        "policy and provision",
        "out-of-court disposal policy and provision",
        "resettlement policy and provision",
        "resettlement",
    ],
    sentences: &[Sentence {
        area: Area::Overall,
        pattern: r"^(overall,? .{3,90}? (is|was|has been) (rated|given|judged)( as)?|(the )?overall rating( of .{3,80})?( is| was|:)?)",
        stands: Stands::Front,
    }],
    headings: &[&[
        list(2, Recommendation, r"recommendations?"),
        Heading { pattern: r"ratings( summary)?|inspection ratings", level: 1, role: Role::Grid },
        heading(1, r"foreword|contents|introduction|key facts|executive summary|background|annex.{0,80}"),
        heading(
            1,
            r"(domain (one|two|three) ?[-:]? ?)?(organisational delivery|(post-)?court disposals|out-of-court disposals)",
        ),
        heading(1, r"resettlement"),
        heading(2, r"strengths|areas for improvement"),
    ]],
    ..PLAIN
};
