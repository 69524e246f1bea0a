//! Tags: what each element is to a reader of text.

use html5ever::tokenizer::Tag;

use crate::document::Furniture;

/// What an open element does to the text in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// It parts its text from the text around it, and no more.
    Box,
    /// Its headers and footers are parts of the text.
    Main,
    /// A heading of this level.
    Heading(u8),
    /// A list, and the count of the next item of a numbered one.
    List(Option<Count>),
    /// An item with its label; `taken` once a block has it.
    Item { label: Option<String>, taken: bool },
    /// Something that belongs to the page.
    Furniture(Furniture),
    /// A form: of the page or of the text, as what it holds shows. The number of blocks before it.
    Form(usize),
    /// A table, a row of it and a cell of that.
    Table,
    /// A row of a table.
    Row,
    /// A cell of a row.
    Cell,
    /// Text whose lines are lines.
    Pre,
    /// Bold text, inside a line.
    Bold,
}

/// How a numbered list counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) next: i64,
    style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Number,
    Letter,
    Roman,
}

/// Elements that hold no text of the page.
const SILENT: &[&str] = &[
    "audio", "button", "canvas", "datalist", "iframe", "map", "noframes", "noscript", "object", "script", "select",
    "style", "svg", "template", "textarea", "title", "video", "xmp",
];

/// Elements that part their text from what is around them.
const BOXES: &[&str] = &[
    "address",
    "blockquote",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "hgroup",
    "legend",
    "p",
    "section",
    "summary",
];

/// Elements that part text and are never looked at again.
const EDGES: &[&str] = &["body", "col", "colgroup", "frameset", "head", "hr", "html", "tbody", "tfoot", "thead"];

/// Roles that elements claim for themselves, and what they are then.
const CLAIMS: &[(&str, Furniture)] = &[
    ("navigation", Furniture::Header),
    ("banner", Furniture::Header),
    ("search", Furniture::Header),
    ("contentinfo", Furniture::Footer),
    ("complementary", Furniture::Footer),
];

pub(super) fn is_silent(name: &str) -> bool {
    SILENT.contains(&name)
}

/// How a style hides what it is about.
enum Hides {
    /// By one of these values.
    Being(&'static [&'static str]),
    /// By a value that begins so.
    Beginning(&'static [&'static str]),
    /// By a number that is next to nothing.
    Nought,
    /// By letters of no size, or of a dot's.
    Tiny,
    /// By a place that no screen has. A hanging indent goes back by a word and no more.
    Away,
    /// By letters as white as the page, unless the style says what lies behind them.
    White,
}

/// Styles by which a page hides what it says.
const UNSEEN: &[(&str, Hides)] = &[
    ("display", Hides::Being(&["none"])),
    ("visibility", Hides::Being(&["hidden", "collapse"])),
    ("content-visibility", Hides::Being(&["hidden"])),
    ("opacity", Hides::Nought),
    ("font-size", Hides::Tiny),
    ("transform", Hides::Being(&["scale(0)", "scale(0,0)"])),
    ("clip", Hides::Beginning(&["rect(0", "rect(1px,1px,1px,1px"])),
    ("clip-path", Hides::Beginning(&["inset(50%", "inset(100%"])),
    ("text-indent", Hides::Away),
    ("margin-left", Hides::Away),
    ("left", Hides::Away),
    ("top", Hides::Away),
    ("color", Hides::White),
];

/// Colours of letters that cannot be seen on the bare page.
const WHITE: &[&str] = &["white", "#fff", "#ffffff", "transparent"];

impl Hides {
    /// Whether a value does, in lower case and without white space; `behind` says whether the style paints a ground.
    fn by(&self, value: &str, behind: bool) -> bool {
        let end = value.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(value.len());
        let (number, unit) = value.split_at(end);
        let number: Option<f32> = number.parse().ok();
        match self {
            Self::Being(values) => values.contains(&value),
            Self::Beginning(values) => values.iter().any(|begins| value.starts_with(begins)),
            Self::Nought => number.is_some_and(|n| n < if unit == "%" { 5.0 } else { 0.05 }),
            Self::Tiny => number.is_some_and(|n| n <= if matches!(unit, "px" | "pt") { 1.0 } else { 0.1 }),
            Self::Away => number.is_some_and(|n| n * if matches!(unit, "em" | "rem") { 16.0 } else { 1.0 } <= -500.0),
            Self::White => {
                !behind && (WHITE.contains(&value) || value.starts_with("rgb") && value.contains("(255,255,255"))
            }
        }
    }
}

/// Whether an element says of itself that it is not shown. Style sheets are not followed.
pub(super) fn is_unseen(tag: &Tag) -> bool {
    let style = attribute(tag, "style").unwrap_or_default();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    let style = style.replace("!important", "");
    let said = || style.split(';').filter_map(|said| said.split_once(':'));
    let behind = said().any(|(property, _)| property.starts_with("background"));
    let hides = |property, value| UNSEEN.iter().any(|(name, hides)| *name == property && hides.by(value, behind));
    attribute(tag, "hidden").is_some() || said().any(|(property, value)| hides(property, value))
}

pub(super) fn is_edge(name: &str) -> bool {
    EDGES.contains(&name)
}

/// The value of an attribute.
pub(super) fn attribute<'t>(tag: &'t Tag, name: &str) -> Option<&'t str> {
    tag.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

/// What an element is, or `None` where it is a part of a line.
pub(super) fn role(tag: &Tag) -> Option<Role> {
    let claim = attribute(tag, "role").and_then(|claim| CLAIMS.iter().find(|(name, _)| *name == claim));
    Some(match (role_of(&tag.name)?, claim) {
        (Role::List(Some(_)), _) => Role::List(Some(Count::of(tag))),
        (Role::Box, Some((_, furniture))) => Role::Furniture(*furniture),
        (Role::Box, None) if speaks_of_cookies(tag) => Role::Furniture(Furniture::Header),
        (role, _) => role,
    })
}

/// What elements of this name are, before their attributes are looked at.
pub(super) fn role_of(name: &str) -> Option<Role> {
    Some(match name {
        "b" | "strong" => Role::Bold,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "menu" => Role::List(None),
        "ol" => Role::List(Some(Count { next: 1, style: Style::Number })),
        "li" => Role::Item { label: None, taken: false },
        "nav" | "header" | "search" => Role::Furniture(Furniture::Header),
        "footer" | "aside" => Role::Furniture(Furniture::Footer),
        "form" => Role::Form(0),
        "table" => Role::Table,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "pre" | "listing" => Role::Pre,
        "main" | "article" => Role::Main,
        name if BOXES.contains(&name) => Role::Box,
        _ => return None,
    })
}

fn speaks_of_cookies(tag: &Tag) -> bool {
    ["id", "class"]
        .iter()
        .filter_map(|name| attribute(tag, name))
        .any(|value| value.to_ascii_lowercase().contains("cookie"))
}

impl Count {
    fn of(tag: &Tag) -> Self {
        let style = match attribute(tag, "type") {
            Some("a" | "A") => Style::Letter,
            Some("i" | "I") => Style::Roman,
            _ => Style::Number,
        };
        Self { next: attribute(tag, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1), style }
    }

    /// The label of the next item as a browser prints it.
    pub(super) fn label(&mut self) -> String {
        let number = self.next;
        self.next = number.saturating_add(1);
        match (self.style, usize::try_from(number)) {
            (Style::Letter, Ok(number @ 1..=26)) => format!("{}.", char::from(b"`abcdefghijklmnopqrstuvwxyz"[number])),
            (Style::Roman, Ok(number @ 1..=39)) => format!("{}.", roman(number)),
            _ => format!("{number}."),
        }
    }
}

fn roman(number: usize) -> String {
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    "x".repeat(number / 10) + ONES[number % 10]
}
