//! 2009 to 2013, when the third grade was "adequate": the unannounced letters, the safeguarding and looked-after children
//! reports, and the two frameworks that followed them for a year each.
//!
//! Sources: Ofsted, "Unannounced inspections of contact, referral and assessment arrangements" (2009, under section 138
//! of the Education and Inspections Act 2006); "Inspections of safeguarding and looked after children services:
//! framework" (May 2009, revised October 2010); "Framework for the inspection of local authority arrangements for the
//! protection of children" (2012); the 2013 framework for services for looked after children; and the reports themselves.

use super::{Heading, Judged, LETTER, PLAIN, Role, Row, always, dated, heading, list, sometimes, told};
use crate::report::FindingKind::{Improvement, Met, Priority, Recommendation, Strength};
use crate::report::area::{Area, Group};
use crate::report::framework::Framework;
use crate::report::grade::Scale;

/// The lists of the reports. Their areas for improvement are recommendations with timescales.
pub(super) const LISTS: &[Heading] = &[
    list(2, Recommendation, r"areas? for improvement"),
    list(2, Recommendation, r"(summary of )?recommendations?( for .{3,60})?"),
    Heading {
        pattern: r"immediate(ly)?( action)?|within (the next )?[\w-]+ (days|weeks|months|year)( of .{3,40})?",
        level: 3,
        role: Role::Within,
    },
];

const PARTS: &[Heading] = &[
    heading(1, r"about this inspection"),
    heading(1, r"the inspection judgements and what they mean"),
    heading(1, r"service information"),
    Heading { pattern: r"record of main findings", level: 1, role: Role::Record },
];

/// The letters: strengths, requirements met and areas for development, in bullets.
pub(super) const CRA: Row = Row {
    framework: Framework::Cra,
    short: "CRA",
    months: ((2009, 4), Some((2012, 5))),
    titles: &[r"^(annual )?unannounced inspection of contact, referral and assessment.{0,200}"],
    mentions: &[told(
        7,
        r"\b(?:unannounced|annual) inspections? of (?:.{2,60} )?(?:contact,? )?(?:referral and assessment|assessment and referral)\b|\bcontact, referral and assessment (?:inspection|arrangements|services?)\b",
    )],
    headings: &[&[
        list(1, Strength, r"strengths?"),
        list(
            1,
            Met,
            r"((the )?(service|authority|council) )?meets? (the )?requirements of statutory guidance( in the following areas)?",
        ),
        list(
            1,
            Met,
            r"areas? (of practice )?(that|where the service) meets? (the )?requirements( of statutory guidance)?",
        ),
        list(1, Improvement, r"areas? for (further )?development"),
        list(1, Priority, r"areas? for priority action"),
    ]],
    ..LETTER
};

/// With the Care Quality Commission; the four groups of the grid fall into two, in which labels repeat.
pub(super) const SLAC: Row = Row {
    framework: Framework::Slac,
    short: "SLAC",
    months: ((2009, 4), Some((2012, 7))),
    bodies: &["Ofsted", "Care Quality Commission"],
    titles: &[r"^inspection of safeguarding and looked[ -]after children services"],
    mentions: &[told(
        8,
        r"\binspections? of (?:.{2,40} )?safeguarding and (?:services for )?(?:looked[ -]after children|children in care)\b|\bsafeguarding and (?:services for )?(?:looked[ -]after children|children in care)(?:'s)?(?: services)? inspections?\b|\b(?:announced|joint) (?:\w+ )?inspection of safeguarding\b",
    )],
    scale: Scale::Adequate,
    numbered: true,
    areas: SLAC_AREAS,
    groups: &[
        ("safeguarding services", Group::Safeguarding),
        ("safeguarding outcomes", Group::Safeguarding),
        ("services for looked after children", Group::LookedAfter),
        ("outcomes for looked after children", Group::LookedAfter),
    ],
    headings: &[
        LISTS,
        PARTS,
        &[
            heading(1, r"safeguarding services"),
            heading(1, r"safeguarding outcomes for children and young people"),
            heading(1, r"services for looked[ -]after children"),
            heading(1, r"how good are outcomes for looked[ -]after children and care leavers"),
            heading(2, r"overall effectiveness|capacity (for|to) improve(ment)?|quality of provision"),
            heading(2, r"(children and young people are )?safe and feel safe|being healthy|staying safe"),
            heading(2, r"the contribution of health agencies to keeping children and young people safe"),
            heading(2, r"ambition and prioritisation|leadership and management|partnership working"),
            heading(2, r"performance management and quality assurance|equality and diversity"),
            heading(2, r"enjoying and achieving|economic well-?being"),
            heading(2, r"making a positive contribution(, including user engagement)?"),
        ],
    ],
    ..PLAIN
};

const SLAC_AREAS: &[Judged] = &[
    always(Area::Overall, &["overall effectiveness"]),
    sometimes(Area::CapacityToImprove, &["capacity to improve", "capacity for improvement"]),
    sometimes(Area::Safe, &["safe and feel safe"]),
    sometimes(Area::QualityOfProvision, &["quality of provision"]),
    sometimes(Area::Health, &["contribution of health agencies"]),
    sometimes(Area::Ambition, &["ambition and prioritisation"]),
    sometimes(Area::Leadership, &["leadership and management"]),
    sometimes(Area::PerformanceManagement, &["performance management"]),
    sometimes(Area::Partnership, &["partnership working"]),
    sometimes(Area::Equality, &["equality and diversity"]),
    sometimes(Area::BeingHealthy, &["being healthy"]),
    sometimes(Area::StayingSafe, &["staying safe"]),
    sometimes(Area::EnjoyingAndAchieving, &["enjoying and achieving"]),
    sometimes(Area::PositiveContribution, &["positive contribution"]),
    sometimes(Area::EconomicWellbeing, &["economic well"]),
];

/// June 2012 to 2013, unannounced.
pub(super) const PROTECTION: Row = Row {
    framework: Framework::Protection2012,
    short: "CP",
    months: ((2012, 5), Some((2013, 11))),
    titles: &[r"^(unannounced )?inspection of (local authority )?arrangements for the protection of children"],
    mentions: &[
        told(8, r"\barrangements for the protection of children\b"),
        dated(
            8,
            r"\binspection of (?:[\w']+ ){0,6}?(?:child protection (?:arrangements|services)|arrangements for child protection)\b",
        ),
    ],
    scale: Scale::Adequate,
    numbered: true,
    areas: &[
        always(Area::Overall, &["overall effectiveness"]),
        always(
            Area::HelpAndProtection,
            &[
                "effectiveness of the help and protection",
                "effectiveness of help and protection",
                "help and protection provided",
            ],
        ),
        always(Area::QualityOfProvision, &["quality of practice", "quality of provision"]),
        always(
            Area::Leadership,
            &["leadership and governance", "leadership, management and governance", "leadership and management"],
        ),
    ],
    headings: &[
        LISTS,
        PARTS,
        &[
            heading(1, r"overall effectiveness"),
            heading(1, r"the effectiveness of the help and protection.{0,120}"),
            heading(1, r"the quality of practice|leadership and governance"),
        ],
    ],
    ..PLAIN
};

/// Summer 2013. The record of main findings prints words only, the headings in the text a number too.
pub(super) const LOOKED_AFTER: Row = Row {
    framework: Framework::Lac2013,
    short: "LAC",
    months: ((2013, 4), Some((2013, 11))),
    titles: &[r"^inspection of (services for )?looked[ -]after children( services)?$"],
    scale: Scale::Adequate,
    numbered: true,
    areas: &[
        always(Area::Overall, &["overall effectiveness"]),
        always(Area::CapacityToImprove, &["capacity to improve", "capacity for improvement"]),
        always(Area::Outcomes, &["outcomes for looked after children"]),
        always(Area::QualityOfProvision, &["quality of provision"]),
        always(Area::Leadership, &["leadership and management"]),
    ],
    headings: &[
        LISTS,
        PARTS,
        &[
            heading(1, r"overall effectiveness of services for looked[ -]after children.{0,40}"),
            heading(1, r"capacity to improve|quality of provision|leadership and management"),
            heading(1, r"outcomes for looked[ -]after children.{0,40}"),
            heading(2, r"services for looked[ -]after children"),
        ],
    ],
    ..PLAIN
};
