//! What keeps one kind when it stands first in what is typed: a sign, or the first letter of the kind and a colon.

use super::Kind;

/// A sign and the kind that it keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scope {
    /// What is typed.
    pub sign: &'static str,
    /// What is kept.
    pub kind: Kind,
    /// Whether the overlay shows it and `Tab` goes to it. The others are for those who know them.
    pub shown: bool,
}

/// Every sign, in the order in which they are shown.
pub const SCOPES: &[Scope] = &[
    shown("@", Kind::Authority),
    shown("r:", Kind::Report),
    shown("#", Kind::Section),
    shown("p:", Kind::Paragraph),
    shown("!", Kind::Finding),
    known(":", Kind::Command),
    known("m:", Kind::Mark),
    known("a:", Kind::Authority),
    known("s:", Kind::Section),
    known("f:", Kind::Finding),
];

const fn shown(sign: &'static str, kind: Kind) -> Scope {
    Scope { sign, kind, shown: true }
}

const fn known(sign: &'static str, kind: Kind) -> Scope {
    Scope { sign, kind, shown: false }
}

impl Scope {
    /// The sign that stands first, if one does, and what is typed behind it.
    #[must_use]
    pub fn of(typed: &str) -> (Option<&'static Self>, &str) {
        let typed = typed.trim_start();
        let found = SCOPES.iter().find_map(|scope| Some((Some(scope), typed.strip_prefix(scope.sign)?)));
        found.unwrap_or((None, typed))
    }

    /// What is typed with the next sign that is shown in place of its own: none behind the last one, the first where none
    /// that is shown keeps the same kind.
    #[must_use]
    pub fn next(typed: &str) -> String {
        let (now, rest) = Self::of(typed);
        let mut shown = SCOPES.iter().filter(|scope| scope.shown);
        let next = match now.filter(|now| shown.clone().any(|scope| scope.kind == now.kind)) {
            Some(now) => shown.skip_while(|scope| scope.kind != now.kind).nth(1),
            None => shown.next(),
        };
        format!("{}{rest}", next.map_or("", |scope| scope.sign))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_sign_takes_the_place_of_another() {
        for (typed, next) in [
            ("", "@"),
            ("@", "r:"),
            ("r:", "#"),
            ("#plans", "p:plans"),
            ("p:", "!"),
            ("!", ""),
            ("m:", "@"),
            (":", "@"),
            ("a:", "r:"),
            ("s:", "p:"),
            ("f:", ""),
            (" @ ne", "r: ne"),
        ] {
            assert_eq!(Scope::next(typed), next, "{typed:?}");
        }
    }
}
