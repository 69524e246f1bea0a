//! Imports point one way: a module may use what stands to its left in the order below, never what stands to its right.
//!
//! The test reads the sources as text. It looks for `crate::name` and `use crate::{name, …}`, which is how this crate
//! refers to its own modules, and for the two libraries that only some modules may know.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The modules from left to right. `lib` and `main` stand outside: they only name the others.
const ORDER: &[&str] = &[
    "vocabulary",
    "durable",
    "heap",
    "typography",
    "document",
    "read",
    "authority",
    "report",
    "library",
    "sidecar",
    "sample",
    "load",
    "query",
    "marks",
    "list",
    "saved",
    "export",
    "keymap",
    "theme",
    "config",
    "session",
    "app",
    "ui",
    "term",
    "cli",
];

/// The libraries that draw or touch the terminal, and the modules that may know them.
const KEPT_APART: &[(&str, &[&str])] = &[("ratatui", &["theme", "ui", "term"]), ("crossterm", &["term"])];
/// Sizes and rectangles draw nothing: layout is computed before drawing, and a size can be asked for on the command line.
const GEOMETRY: &str = "ratatui::layout::";

/// The module that a file below `src` belongs to: the first part of its path.
fn module_of(file: &Path) -> String {
    let first = file.iter().next().unwrap_or_default();
    Path::new(first).with_extension("").to_string_lossy().into_owned()
}

/// A source without comments and without the contents of its strings, so that prose names no modules.
fn code(source: &str) -> String {
    let mut out = String::with_capacity(source.len());
    for line in source.lines() {
        let mut in_string = false;
        let mut before = ' ';
        let mut chars = line.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' if in_string => {
                    chars.next();
                }
                '"' if before != '\'' => in_string = !in_string,
                '/' if !in_string && chars.peek() == Some(&'/') => break,
                c if !in_string => out.push(c),
                _ => {}
            }
            before = c;
        }
        out.push('\n');
    }
    out
}

/// The modules of this crate that a source refers to.
fn references(source: &str) -> Vec<String> {
    let code = code(source);
    let mut found = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        if code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => found.extend(top_names(list)),
            None => found.push(name_at(rest)),
        }
    }
    found.retain(|name| !name.is_empty());
    found.sort();
    found.dedup();
    found
}

/// The identifier that begins a text.
fn name_at(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

/// The first identifier of each item of a braced list; inner braces belong to their item.
fn top_names(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut items = vec![String::new()];
    for c in list.chars() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => items.push(String::new()),
            c if depth == 0 => items.last_mut().expect("never empty").push(c),
            _ => {}
        }
    }
    items.iter().map(|item| name_at(item)).collect()
}

/// Whether a source names a library as a path (`ratatui::…`) or imports it whole.
fn names_library(source: &str, library: &str) -> bool {
    let code = code(source);
    code.match_indices(library).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = &code[at + library.len()..];
        let whole = !before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':');
        whole && (after.starts_with("::") || code[..at].ends_with("use "))
    })
}

/// Everything that is wrong with one file, a line each.
fn faults(file: &Path, source: &str) -> Vec<String> {
    let module = module_of(file);
    let mut faults = Vec::new();
    for (library, allowed) in KEPT_APART {
        if names_library(&source.replace(GEOMETRY, ""), library) && !allowed.contains(&module.as_str()) {
            faults.push(format!("{} knows {library}; only {} may", file.display(), allowed.join(", ")));
        }
    }
    if module == "lib" || module == "main" {
        return faults;
    }
    let place = |name: &str| ORDER.iter().position(|m| *m == name);
    let Some(own) = place(&module) else {
        faults.push(format!("{}: the module {module} has no place in the order", file.display()));
        return faults;
    };
    for name in references(source) {
        match place(&name) {
            Some(other) if other > own => {
                faults.push(format!("{} imports {name}, which stands to its right", file.display()));
            }
            Some(_) => {}
            None if name == "error" || name == "crate" => {}
            None => faults.push(format!("{} refers to {name}, which has no place in the order", file.display())),
        }
    }
    faults
}

/// Every Rust file below a folder.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("the folder can be read").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn imports_point_to_the_left() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files.sort();
    assert!(files.len() > 10, "only {} sources found below {}", files.len(), root.display());
    let mut all = String::new();
    for path in files {
        let file = path.strip_prefix(&root).expect("below the root");
        for fault in faults(file, &std::fs::read_to_string(&path).expect("a source is text")) {
            let _ = writeln!(all, "{fault}");
        }
    }
    assert!(all.is_empty(), "\n{all}");
}

#[test]
fn a_wrong_import_is_caught() {
    let caught = |file: &str, source: &str| faults(Path::new(file), source).len();
    assert_eq!(caught("report/grid.rs", "use crate::library::Library;"), 1);
    assert_eq!(caught("read.rs", "fn f() { crate::app::run(); }"), 1);
    assert_eq!(
        caught("query/find.rs", "use crate::{\n    report::{Area, Grade},\n    ui::pane,\n    typography,\n};"),
        1
    );
    assert_eq!(caught("app/view.rs", "use ratatui::text::Line;"), 1);
    assert_eq!(caught("ui.rs", "use crossterm::event::KeyCode;"), 1);
    assert_eq!(caught("elsewhere.rs", ""), 1);
}

#[test]
fn right_imports_and_prose_are_left_alone() {
    let fine = |file: &str, source: &str| assert_eq!(faults(Path::new(file), source), Vec::<String>::new());
    fine("library.rs", "use crate::report::Report;\nuse crate::vocabulary::typed_id;");
    fine("report/grid.rs", "use super::Grade;\nuse crate::report::Area;");
    fine("report/grid.rs", "//! See [`crate::ui`].\n// crate::app\nconst A: &str = \"crate::term\";");
    fine("term.rs", "use crossterm::event;\nuse ratatui::Terminal;\nuse crate::{app, ui};");
    fine("app.rs", "use ratatui::layout::{Rect, Size};");
    fine("main.rs", "use findings::cli;");
}
