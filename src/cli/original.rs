//! Which program shows the file behind a report.

use std::ffi::{OsStr, OsString};
use std::path::Path;

use crate::term::Viewer;

/// The pager where none is named.
const PAGER: &str = "less";

/// The viewer of the settings with the file; where there is none, or the file cannot be shown from here, the pager with the
/// report's text.
///
/// No shell sees the words: the file's path is one argument, whatever stands in it.
///
/// # Errors
///
/// A sentence without its stop: the settings or the environment name no program.
pub fn viewer(viewer: Option<&str>, pager: Option<&str>, file: Option<&Path>, text: &str) -> Result<Viewer, String> {
    if let (Some(viewer), Some(file)) = (viewer, file) {
        return Ok(Viewer { words: with_file(&split(viewer, "viewer in config.toml")?, file), input: None });
    }
    let words = split(pager.unwrap_or(PAGER), "PAGER")?;
    Ok(Viewer { words: words.into_iter().map(OsString::from).collect(), input: Some(text.to_owned()) })
}

/// The words of a command with the file wherever an argument says `{}`, at the end of all where none does.
fn with_file(command: &[String], file: &Path) -> Vec<OsString> {
    let mut words: Vec<OsString> = command.iter().map(OsString::from).collect();
    let named = |word: &String| word.contains("{}");
    for (word, written) in words.iter_mut().zip(command).skip(1).filter(|(_, written)| named(written)) {
        *word = written.split("{}").map(OsStr::new).collect::<Vec<_>>().join(file.as_os_str());
    }
    if !command.iter().skip(1).any(named) {
        words.push(file.into());
    }
    words
}

/// The words of a command.
fn split(command: &str, name: &str) -> Result<Vec<String>, String> {
    let words = shlex::split(command).filter(|words| !words.is_empty());
    words.ok_or_else(|| format!("{name} names no program: {command}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(settings: Option<&str>, pager: Option<&str>, file: Option<&str>) -> Result<(Vec<String>, bool), String> {
        let viewer = viewer(settings, pager, file.map(Path::new), "text")?;
        let words = viewer.words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
        Ok((words, viewer.input.is_some()))
    }

    #[test]
    fn the_file_is_one_argument_whatever_stands_in_its_name() {
        let path = "/reports/it's $(here); 2022.pdf";
        let file = Some(path);
        let expect = |all: &[&str], input| Ok((all.iter().map(|&w| w.to_owned()).collect(), input));
        assert_eq!(words(Some("zathura --fork {}"), None, file), expect(&["zathura", "--fork", path], false));
        assert_eq!(words(Some("open -a 'My Viewer'"), None, file), expect(&["open", "-a", "My Viewer", path], false));
        let inside = format!("--file={path}");
        assert_eq!(words(Some("viewer --file={} -q"), None, file), expect(&["viewer", &inside, "-q"], false));
        assert_eq!(words(None, Some("less -R"), file), expect(&["less", "-R"], true));
        assert_eq!(words(None, None, file), expect(&["less"], true));
        assert_eq!(
            words(Some("zathura {}"), None, None),
            expect(&["less"], true),
            "over SSH the file stays where it is"
        );
        assert!(words(Some("zathura '"), None, file).is_err_and(|why| why.starts_with("viewer in config.toml")));
    }
}
