//! The rest of a report: what only those need who look at it, apart from what tells it from other reports.
//!
//! A folder of ten thousand reports that was read before is shown from the few hundred bytes by which each is listed; this
//! is many times as long and is fetched when somebody comes to the report.

use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

use super::area::Area;
use super::{Evidence, Fact, Finding, Grade, Judgement, Outcome, Paragraph, Section, Variant};
use crate::document::Later;

/// What a document says, apart from what tells it from others.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Where the facts come from that tell it from others.
    pub grounds: Grounds,
    /// The title as printed.
    pub title: Option<Fact<String>>,
    /// Short or standard, for ILACS.
    pub variant: Option<Fact<Variant>>,
    /// Whether the title calls it a re-inspection.
    pub reinspection: bool,
    /// The inspectors, the lead one first; names only.
    pub inspectors: Vec<Fact<String>>,
    /// What the inspection looked at, where its framework lets it choose: a joint inspection's theme, a visit's topic.
    pub theme: Option<Fact<String>>,
    /// Whether a local area SEND letter (2016 to 2022) asks for a written statement of action.
    pub statement_of_action: Option<Fact<bool>>,
    /// What a monitoring visit or a re-visit says of progress, as printed.
    pub progress: Option<Fact<String>>,
    /// The outcome of an area SEND inspection.
    pub outcome: Option<Fact<Outcome>>,
    /// The judgement grid, in the order of its framework.
    pub judgements: Vec<Judgement>,
    /// The section tree, in reading order.
    pub sections: Vec<Section>,
    /// The numbered paragraphs, in reading order.
    pub paragraphs: Vec<Paragraph>,
    /// The findings, in reading order.
    pub findings: Vec<Finding>,
    /// What a reader should know before trusting the above, one sentence each.
    pub warnings: Vec<String>,
}

/// Where the facts come from that tell a document from others; `None` for a fact that it does not state.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Grounds {
    /// That of whose words it is.
    pub source: Option<Evidence>,
    /// That of the framework.
    pub framework: Option<Evidence>,
    /// That of the authority.
    pub authority: Option<Evidence>,
    /// That of the days of the inspection.
    pub inspected: Option<Evidence>,
    /// That of the day of publication.
    pub published: Option<Evidence>,
}

/// What lists show of a body, and what they are put in order by: it is known before the body is fetched.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Glance {
    /// How many grades it gives. Of several files of one inspection that decides which speaks for it.
    pub judged: usize,
    /// The overall grade, where it gives one.
    pub overall: Option<Grade>,
}

/// A body, at hand or fetched when it is first looked at.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(from = "Body")]
pub struct Rest {
    glance: Glance,
    body: Later<Body>,
}

impl Glance {
    fn of(body: &Body) -> Self {
        let overall = body.judgements.iter().find(|judgement| judgement.area == Area::Overall);
        Self { judged: body.judgements.len(), overall: overall.map(|judgement| judgement.grade) }
    }
}

impl Rest {
    /// A body of which this is known, and which is fetched when it is looked at.
    #[must_use]
    pub fn later(glance: Glance, fetch: impl Fn() -> Body + Send + Sync + 'static) -> Self {
        Self { glance, body: Later::new(Arc::new(fetch)) }
    }

    /// What is known of it at once. Nothing is fetched for it.
    #[must_use]
    pub fn glance(&self) -> Glance {
        self.body.here().map_or(self.glance, Glance::of)
    }

    /// The body.
    #[must_use]
    pub fn body(&self) -> &Body {
        self.body.get()
    }

    /// The body, to be changed.
    pub fn body_mut(&mut self) -> &mut Body {
        self.body.get_mut()
    }

    /// The body itself.
    #[must_use]
    pub fn into_body(self) -> Body {
        self.body.into_inner()
    }
}

impl From<Body> for Rest {
    fn from(body: Body) -> Self {
        Self { glance: Glance::of(&body), body: body.into() }
    }
}

impl PartialEq for Rest {
    fn eq(&self, other: &Self) -> bool {
        self.body == other.body
    }
}

impl Serialize for Rest {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.body().serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicBool, Ordering};

    #[test]
    fn what_lists_show_is_known_before_the_body_is_fetched() {
        let fetched = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&fetched);
        let glance = Glance { judged: 5, overall: Some(Grade::Good) };
        let rest = Rest::later(glance, move || {
            seen.store(true, Ordering::SeqCst);
            Body { reinspection: true, ..Body::default() }
        });
        assert_eq!((rest.glance(), fetched.load(Ordering::SeqCst)), (glance, false));
        assert!(rest.body().reinspection);
        assert_eq!(rest.glance(), Glance::default(), "once it is here, it says so itself");
    }
}
