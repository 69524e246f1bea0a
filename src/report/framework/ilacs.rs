//! Since 2018: inspections of local authority children's services (ILACS), the focused visits between them, and the
//! monitoring visits (since 2016) to councils that were found inadequate.
//!
//! Sources: Ofsted, "Inspecting local authority children's services" (November 2017 and its revisions: care leavers
//! judged apart from January 2023, no overall effectiveness from April 2026) with its annex on monitoring visits, which
//! "Monitoring local authority children's services judged inadequate: guidance for inspectors" (2016) preceded; and
//! the reports and letters.

use super::{Given, Heading, Judged, LETTER, LOOSE, PLAIN, Row, Tells, always, heading, list, says, told};
use crate::report::FindingKind::{Improvement, Priority, Recommendation, Strength};
use crate::report::area::Area;
use crate::report::framework::Framework;
use crate::report::grade::Scale;

/// The lists of reports and letters: bullets without timescales.
pub(super) const LISTS: &[Heading] = &[
    list(
        1,
        Improvement,
        r"what (does the local authority )?needs? to (improve|be improved)( in this area of .{3,40} practice)?",
    ),
    list(1, Improvement, r"areas? for (development|(further )?improvement)"),
    list(1, Priority, r"areas? for priority action"),
    list(1, Recommendation, r"recommendations?"),
    list(1, Strength, r"(key )?strengths"),
];

const PARTS: &[Heading] = &[
    heading(1, r"(the )?experiences and progress of (children|care leavers)\b.{0,120}"),
    heading(1, r"(the )?impact of leaders on social work practice with children and families.{0,60}"),
];

const LETTER_PARTS: &[Heading] = &[
    heading(1, r"(headline|main|key) findings|findings and evaluation of progress|findings"),
    heading(1, r"overview|next steps|context|background|areas covered by the visit|summary of (main |the )?findings"),
    heading(1, r"(evaluation of )?progress( made)?( since .{3,60})?"),
];

const AREAS: &[Judged] = &[
    always(Area::Leadership, &["impact of leaders"]),
    always(Area::HelpAndProtection, &["need help and protection", "help and protection"]),
    Judged {
        area: Area::InCareAndCareLeavers,
        wordings: &["children in care and care leavers"],
        given: Given::Until(2023, 1, 1),
    },
    Judged { area: Area::InCare, wordings: &["children in care"], given: Given::Since(2023, 1, 1) },
    Judged { area: Area::CareLeavers, wordings: &["care leavers"], given: Given::Since(2023, 1, 1) },
    Judged { area: Area::Overall, wordings: &["overall effectiveness"], given: Given::Until(2026, 4, 1) },
];

/// The labels of what is judged, which the framework before it had in part.
pub(super) const LABELS: &str = r"\b(?:experiences? and progress of (?:children|care leavers)|impact of leaders on)\b";
/// What is inspected, whatever the framework.
pub(super) const SERVICES: &str = r"\bchildren's (?:social care|services|social work)\b|\bservices for children\b";

/// A table on page 1; the lead inspector on the cover; no date of publication.
pub(super) const INSPECTION: Row = Row {
    framework: Framework::Ilacs,
    short: "ILACS",
    months: ((2018, 1), None),
    titles: &[
        r"^(re-?)?inspection of children's (social care )?services$",
        r"^(re-?)?inspection of .{3,90} children's (social care )?services$",
    ],
    scale: Scale::RequiresImprovement,
    areas: AREAS,
    headings: &[LISTS, PARTS],
    tells: &[Tells::Length],
    mentions: &[
        says(4, r"impact of leaders on social work practice|experiences and progress of children"),
        says(5, r"children's social care services"),
        told(5, r"\bilacs\b|\binspection of (?:the )?local authority children's services\b"),
        told(
            0,
            r"\b(?:experiences? and progress of|impact of leaders on)\b.*\b(?:outstanding|good|requir\w+ improvement|inadequate)\b",
        ),
        told(LOOSE, LABELS),
        told(LOOSE + 1, SERVICES),
    ],
    ..PLAIN
};

/// Letters without grades on one part of a council's work.
pub(super) const FOCUSED: Row = Row {
    framework: Framework::FocusedVisit,
    short: "Focused",
    months: ((2018, 1), None),
    titles: &[r"^(ofsted )?(ilacs )?focused visit (to|of) .{3,90}", r"^.{3,80} focused visit$"],
    mentions: &[says(0, r"focused visit"), told(2, r"\bfocus+ed visits?\b")],
    headings: &[LISTS, LETTER_PARTS],
    themes: &[
        r"(?:inspectors|the visit|this visit) (?:looked at|evaluated|reviewed|considered|examined) (?:the )?(?:local authority's |council's )?(?:arrangements for |quality of |effectiveness of )?(?:the )?([^.;]{4,160})",
    ],
    ..LETTER
};

/// Letters on progress since a judgement of inadequate.
pub(super) const MONITORING: Row = Row {
    framework: Framework::MonitoringVisit,
    short: "Monitor",
    months: ((2016, 5), None),
    tells: &[Tells::Progress],
    mentions: &[says(1, r"monitoring visit"), told(3, r"\bmonitoring visits?\b")],
    titles: &[r"^(ofsted |(first|second|third|fourth|fifth|sixth) )?monitoring visit (to|of|in) .{3,90}"],
    headings: &[LISTS, LETTER_PARTS],
    themes: &[
        r"progress (?:made )?in (?:the (?:following )?areas? of |relation to )([^.;]{4,160})",
        r"(?:inspectors|the visit|this visit) (?:looked at|evaluated|reviewed|considered|examined|focused on) (?:the )?([^.;]{4,160})",
        r"progress (?:made )?in ([^.;]{4,160})",
    ],
    ..LETTER
};
