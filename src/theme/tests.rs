//! The bundled themes at every depth, and files of users, good and bad.

use ratatui::style::{Color, Modifier};

use super::*;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/themes").join(name)
}

fn bundled() -> impl Iterator<Item = (&'static str, Depth, Theme)> {
    let each = |&(name, _): &(&'static str, &str)| {
        Depth::ALL.iter().map(move |&depth| {
            let (theme, warnings) = load(name, None, depth).expect("a bundled theme loads");
            assert_eq!(warnings, [], "{name} at {depth}");
            (name, depth, theme)
        })
    };
    BUILT_IN.iter().flat_map(each)
}

#[test]
fn every_bundled_theme_is_whole_at_every_depth() {
    for (name, depth, theme) in bundled() {
        let text = theme.style(Role::Text);
        let told_apart = [Role::Selection, Role::Match, Role::MatchCurrent, Role::CursorName, Role::FindingPriority];
        for role in told_apart.into_iter().chain([Role::GradeInadequate, Role::BorderFocused, Role::TitleFocused]) {
            let style = text.patch(theme.style(role));
            assert_ne!(style, text, "{role} in {name} at {depth}");
        }
        assert_ne!(theme.style(Role::BorderFocused), theme.style(Role::Border), "{name} at {depth}");
        assert_ne!(theme.style(Role::Match), theme.style(Role::MatchCurrent), "{name} at {depth}");
    }
}

#[test]
fn a_match_is_underlined_and_only_what_is_urgent_is_reversed() {
    for (name, depth, theme) in bundled() {
        for &role in Role::ALL {
            let reversed = theme.style(role).add_modifier.contains(Modifier::REVERSED);
            let urgent = matches!(role, Role::GradeInadequate | Role::FindingPriority);
            assert_eq!(reversed, urgent, "{role} in {name} at {depth}");
        }
        for role in [Role::Match, Role::MatchCurrent] {
            assert!(theme.style(role).add_modifier.contains(Modifier::UNDERLINED), "{role} in {name} at {depth}");
        }
    }
}

#[test]
fn no_theme_sets_green_or_red() {
    for (name, depth, theme) in bundled() {
        for &role in Role::ALL {
            let style = theme.style(role);
            let barred = [Color::Green, Color::LightGreen, Color::Red, Color::LightRed];
            assert!(
                ![style.fg, style.bg].into_iter().flatten().any(|c| barred.contains(&c)),
                "{role} in {name} at {depth}"
            );
        }
    }
}

#[test]
fn mono_has_no_colour_and_takes_the_place_of_every_theme() {
    let mono = load(MONO, None, Depth::Rgb).expect("mono loads").0;
    for &role in Role::ALL {
        let style = mono.style(role);
        assert_eq!((style.fg, style.bg), (None, None), "{role}");
    }
    for name in ["dusk", "a theme that is not there"] {
        assert_eq!(load(name, None, Depth::Mono).expect("mono loads").0, mono, "{name}");
    }
}

#[test]
fn every_shade_of_a_bundled_theme_has_a_twin() {
    for (name, text) in BUILT_IN {
        let file = File::parse(text).expect("a bundled theme parses");
        let colours = file.roles.values().flat_map(|look| [&look.fg, &look.bg]).flatten();
        for colour in colours {
            let shade = |word: &str| matches!(word.parse(), Ok(Color::Rgb(..)));
            match file.palette.get(colour) {
                None => assert!(!shade(colour), "{colour} in {name}"),
                Some(Paint::Plain(word)) => assert!(!shade(word), "{colour} in {name}"),
                Some(Paint::Pair(pair)) => assert!(shade(&pair.rgb) && !shade(&pair.ansi), "{colour} in {name}"),
            }
        }
    }
}

#[test]
fn a_theme_takes_the_rest_from_its_parents() {
    let (theme, warnings) = load("own", Some(&folder("valid")), Depth::Rgb).expect("it loads");
    assert_eq!(warnings, []);
    assert_eq!(theme.title(), "My own");
    let dusk = load("dusk", None, Depth::Rgb).expect("it loads").0;
    assert_eq!(theme.style(Role::GradeGood), dusk.style(Role::GradeGood));
    assert_eq!(theme.style(Role::Number), Style::new().italic(), "a role replaces the parent's whole");
    assert_eq!(
        theme.style(Role::BorderFocused).fg,
        Some(Color::Rgb(0xff, 0x88, 0)),
        "a colour serves the parent's roles"
    );
}

#[test]
fn a_users_theme_goes_before_a_bundled_one_and_may_inherit_from_it() {
    let (theme, _) = load("terminal", Some(&folder("valid")), Depth::Ansi).expect("it loads");
    assert_eq!(theme.title(), "Terminal, my way");
    assert_eq!(theme.style(Role::Number).fg, Some(Color::Indexed(12)));
    assert_eq!(theme.style(Role::GradeGood), Theme::default().style(Role::GradeGood));
}

#[test]
fn slips_are_warnings_that_name_the_file() {
    let (theme, warnings) = load("slips", Some(&folder("valid")), Depth::Ansi).expect("it loads");
    let messages: Vec<&str> = warnings.iter().map(|w| w.message.as_str()).collect();
    assert_eq!(messages, ["there is no role “txt”", "there is no colour “fog”", "there is no colour “blu”"]);
    assert!(warnings.iter().all(|w| w.file.ends_with("slips.toml")), "{warnings:?}");
    assert_eq!(theme.style(Role::KeyLabel), Style::new().bold(), "a role left out takes the broader one's style");
}

#[test]
fn invalid_files_say_why() {
    let table = [
        ("unknown_key", "unknown field `colour`"),
        ("unknown_field", "unknown field `foreground`"),
        ("unknown_effect", "unknown variant `blinking`"),
        ("not_toml", "TOML parse error"),
        ("half_a_pair", "or a pair { rgb, ansi }"),
        ("no_such_parent", "inherits from “nowhere”, and there is no such theme"),
        ("circle_a", "themes inherit in a circle"),
        ("../valid/own", "there is no theme “../valid/own”"),
        ("missing", "there is no theme “missing”"),
    ];
    let dir = folder("invalid");
    for (name, expected) in table {
        let error = load(name, Some(&dir), Depth::Ansi).expect_err(name).to_string();
        assert!(error.contains(expected), "{name}: {error}");
    }
    let files = std::fs::read_dir(&dir).expect("the folder is there").flatten();
    for name in files.filter_map(|f| Some(f.path().file_stem()?.to_str()?.to_owned())) {
        assert!(load(&name, Some(&dir), Depth::Ansi).is_err(), "{name}");
    }
}

#[test]
fn the_list_shows_bundled_themes_first_and_each_name_once() {
    let listed: Vec<_> = names(Some(&folder("valid"))).into_iter().map(|l| (l.name, l.title, l.origin)).collect();
    let expected = [
        ("terminal", "Terminal, my way", Origin::User),
        ("dusk", "Dusk", Origin::BuiltIn),
        ("paper", "Paper", Origin::BuiltIn),
        ("contrast", "High contrast", Origin::BuiltIn),
        ("mono", "Mono", Origin::BuiltIn),
        ("own", "My own", Origin::User),
        ("slips", "Slips", Origin::User),
    ];
    assert_eq!(listed, expected.map(|(n, t, o)| (n.to_owned(), t.to_owned(), o)));
}
