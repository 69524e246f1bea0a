//! The frameworks under which inspections were made: one row each.
//!
//! A row says when reports of the kind were written, what grades they give, and which rows their judgement grid has.
//! The years and wordings are those of the frameworks' own documents and of the reports written under them.

use crate::report::area::Area;
use crate::report::grade::Scale;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The frameworks, oldest first.
    Framework {
        Cra = "cra", "contact, referral and assessment letter";
        Slac = "slac", "safeguarding and looked-after children";
        Protection2012 = "protection-2012", "arrangements for the protection of children";
        Lac2013 = "lac-2013", "looked-after children 2013";
        Sif = "sif", "single inspection framework";
        LscbReview = "lscb-review", "LSCB review";
        AreaSend2016 = "area-send-2016", "local area SEND letter";
        Jtai = "jtai", "joint targeted area inspection";
        MonitoringVisit = "monitoring-visit", "monitoring visit";
        Ilacs = "ilacs", "ILACS";
        FocusedVisit = "focused-visit", "ILACS focused visit";
        YouthJustice = "youth-justice", "youth justice";
        AreaSend2023 = "area-send-2023", "area SEND";
        Other = "other", "other document";
    }
}

/// What is known of a framework.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// The framework.
    pub framework: Framework,
    /// Its name in at most seven letters, for the head of a grid's column.
    pub short: &'static str,
    /// The first and the last year in which inspections were made under it; `None` while it is in force.
    pub years: (i16, Option<i16>),
    /// The scale of its grades.
    pub scale: Scale,
    /// The judgement areas in grid order. Where areas were split or joined over time, both stand here.
    pub areas: &'static [Area],
    /// How its lists of findings are set.
    pub items: ItemForm,
}

/// How the items of a list of findings are set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemForm {
    /// As bullets, numbered paragraphs or table rows.
    Items,
    /// As paragraphs, with bullets as their parts.
    Paragraphs,
}

use ItemForm::{Items, Paragraphs};

/// The table, in the order of [`Framework::ALL`].
pub const TABLE: &[Row] = &[
    Row {
        framework: Framework::Cra,
        short: "CRA",
        years: (2009, Some(2012)),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
    Row {
        framework: Framework::Slac,
        short: "SLAC",
        years: (2009, Some(2012)),
        scale: Scale::Adequate,
        areas: SLAC,
        items: Items,
    },
    Row {
        framework: Framework::Protection2012,
        short: "CP",
        years: (2012, Some(2013)),
        scale: Scale::Adequate,
        areas: PROTECTION,
        items: Items,
    },
    Row {
        framework: Framework::Lac2013,
        short: "LAC",
        years: (2013, Some(2013)),
        scale: Scale::Adequate,
        areas: LAC,
        items: Items,
    },
    Row {
        framework: Framework::Sif,
        short: "SIF",
        years: (2013, Some(2018)),
        scale: Scale::RequiresImprovement,
        areas: SIF,
        items: Items,
    },
    Row {
        framework: Framework::LscbReview,
        short: "LSCB",
        years: (2013, Some(2018)),
        scale: Scale::RequiresImprovement,
        areas: &[Area::Lscb],
        items: Items,
    },
    Row {
        framework: Framework::AreaSend2016,
        short: "SEND",
        years: (2016, Some(2022)),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
    Row {
        framework: Framework::Jtai,
        short: "JTAI",
        years: (2016, None),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
    Row {
        framework: Framework::MonitoringVisit,
        short: "Monitor",
        years: (2016, None),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
    Row {
        framework: Framework::Ilacs,
        short: "ILACS",
        years: (2018, None),
        scale: Scale::RequiresImprovement,
        areas: ILACS,
        items: Items,
    },
    Row {
        framework: Framework::FocusedVisit,
        short: "Focused",
        years: (2018, None),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
    Row {
        framework: Framework::YouthJustice,
        short: "Youth",
        years: (2018, None),
        scale: Scale::RequiresImprovement,
        areas: &[Area::Overall],
        items: Items,
    },
    Row {
        framework: Framework::AreaSend2023,
        short: "SEND",
        years: (2023, None),
        scale: Scale::None,
        areas: &[],
        items: Paragraphs,
    },
    Row {
        framework: Framework::Other,
        short: "Other",
        years: (2005, None),
        scale: Scale::None,
        areas: &[],
        items: Items,
    },
];

const SLAC: &[Area] = &[
    Area::Overall,
    Area::CapacityToImprove,
    Area::Safe,
    Area::QualityOfProvision,
    Area::Health,
    Area::Ambition,
    Area::Leadership,
    Area::PerformanceManagement,
    Area::Partnership,
    Area::Equality,
    Area::BeingHealthy,
    Area::StayingSafe,
    Area::EnjoyingAndAchieving,
    Area::PositiveContribution,
    Area::EconomicWellbeing,
];
const PROTECTION: &[Area] = &[Area::Overall, Area::HelpAndProtection, Area::QualityOfProvision, Area::Leadership];
const LAC: &[Area] =
    &[Area::Overall, Area::CapacityToImprove, Area::Outcomes, Area::QualityOfProvision, Area::Leadership];
const SIF: &[Area] = &[
    Area::Overall,
    Area::HelpAndProtection,
    Area::Permanence,
    Area::Adoption,
    Area::CareLeavers,
    Area::Leadership,
    Area::Lscb,
];
const ILACS: &[Area] = &[
    Area::Leadership,
    Area::HelpAndProtection,
    Area::InCareAndCareLeavers,
    Area::InCare,
    Area::CareLeavers,
    Area::Overall,
];

impl Framework {
    /// The framework's row in the table.
    #[must_use]
    pub fn row(self) -> &'static Row {
        &TABLE[self as usize]
    }

    /// Its name in at most seven letters.
    #[must_use]
    pub fn short(self) -> &'static str {
        self.row().short
    }

    /// The scale of its grades.
    #[must_use]
    pub fn scale(self) -> Scale {
        self.row().scale
    }
}
