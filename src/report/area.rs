//! What is judged: the areas of all frameworks, in the order in which a grid shows them.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// A judgement area. The words are ours, for the rows of a grid; the printed label stays with each judgement.
    Area {
        Overall = "overall", "Overall effectiveness";
        Leadership = "leadership", "Leaders";
        HelpAndProtection = "help_and_protection", "Help and protection";
        InCareAndCareLeavers = "in_care_and_care_leavers", "In care, care leavers";
        InCare = "in_care", "Children in care";
        CareLeavers = "care_leavers", "Care leavers";
        Permanence = "permanence", "Looked after, permanence";
        Adoption = "adoption", "Adoption";
        Lscb = "lscb", "LSCB";
        Outcomes = "outcomes", "Outcomes";
        QualityOfProvision = "quality_of_provision", "Quality of provision";
        CapacityToImprove = "capacity_to_improve", "Capacity to improve";
        Safe = "safe", "Safe and feel safe";
        Health = "health", "Health agencies";
        BeingHealthy = "being_healthy", "Being healthy";
        StayingSafe = "staying_safe", "Staying safe";
        EnjoyingAndAchieving = "enjoying_and_achieving", "Enjoying and achieving";
        PositiveContribution = "positive_contribution", "Positive contribution";
        EconomicWellbeing = "economic_wellbeing", "Economic well-being";
        Ambition = "ambition", "Ambition";
        PerformanceManagement = "performance_management", "Performance management";
        Partnership = "partnership", "Partnership working";
        Equality = "equality", "Equality and diversity";
        Other = "other", "Other";
    }
}

vocabulary! {
    /// The two halves of a safeguarding and looked-after children report, whose labels repeat.
    Group {
        Safeguarding = "safeguarding", "Safeguarding";
        LookedAfter = "looked_after", "Looked after";
    }
}
