//! A fact: a value, and where it comes from.

use serde::{Deserialize, Serialize};

use super::Rule;
use crate::document::{BlockId, Place};
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What a fact rests on.
    Basis {
        Title = "title", "the title";
        SubjectLine = "subject line", "the subject line";
        Addressee = "addressee", "the addressee";
        Printed = "printed", "printed";
        Body = "body", "the text";
        Length = "length of fieldwork", "the length of the fieldwork";
        Inferred = "inferred", "inferred";
        FileName = "file name", "the file name";
        Assigned = "assigned", "assigned by hand";
    }
}

/// Where a fact comes from: the words, the place and the rule that took it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    /// The words as printed.
    pub printed: String,
    /// The page or line they stand on.
    pub place: Place,
    /// The block they stand in, where they stand in one.
    pub block: Option<BlockId>,
    /// What kind of evidence this is.
    pub basis: Basis,
    /// The rule that took it.
    pub rule: Rule,
}

/// A value and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Fact<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub evidence: Evidence,
}

impl<T> Fact<T> {
    /// The value with its basis, and the evidence.
    #[must_use]
    pub fn parted(self) -> (Based<T>, Evidence) {
        let Self { value, evidence } = self;
        (Based { value, basis: evidence.basis }, evidence)
    }
}

/// A value and what it rests on. Its evidence is among the [`Grounds`](super::Grounds) of the report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Based<T> {
    /// The value.
    pub value: T,
    /// What kind of evidence it rests on.
    pub basis: Basis,
}
