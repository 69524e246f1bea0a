//! Queries on the folder of real reports, where it is there: what stands first, by kind and the beginning of its label.

use std::path::Path;
use std::sync::Arc;

use findings::authority::Register;
use findings::load::{self, Folder};
use findings::query::jump::{Index, Question, Search};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../shared/reports");

/// What is typed, and the hit that is meant. Nothing is meant where it is empty.
const TABLE: &[(&str, &str)] = &[
    ("norfolk", "authority Norfolk"),
    ("norf", "authority Norfolk"),
    ("bcp", "authority Bournemouth, Christchurch and Poole"),
    ("rbwm", "authority Windsor and Maidenhead"),
    ("rbkc", "authority Kensington and Chelsea"),
    ("kc", "authority Kensington and Chelsea"),
    ("hull", "authority Kingston upon Hull"),
    ("bwd", "authority Blackburn with Darwen"),
    ("scilly", "authority Isles of Scilly"),
    ("n tyneside", "authority North Tyneside"),
    ("somerset", "authority Somerset"),
    ("kent", "authority Kent"),
    ("nofolk", "authority Norfolk"),
    ("covenrty", "authority Coventry"),
    ("sheffeild", "authority Sheffield"),
    ("blackpol", "authority Blackpool"),
    ("souhampton", "authority Southampton"),
    ("norfolk 22", "report Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norfolk nov 22", "report Norfolk · ILACS, inspected 7–18 Nov 2022"),
    ("norfolk sif", "report Norfolk · SIF, inspected 13–24 Nov 2017"),
    ("norfolk sif 15", "report Norfolk · SIF, inspected 6–30 Jul 2015"),
    ("norfolk jtai", "report Norfolk · JTAI"),
    ("hull send", "report Kingston upon Hull · SEND"),
    ("norf 22 care leav", "section Norfolk · ILACS 2022"),
    ("norf leadership", "section Norfolk · ILACS 2022"),
    ("norfolk 2022 p31", "paragraph Norfolk 2022"),
    ("norf 22 para 31", "paragraph Norfolk 2022"),
    ("careleav", "section "),
    ("uasc", "paragraph "),
    ("iro", "paragraph "),
    ("xyzzy", ""),
    ("paris", ""),
    ("Narnia", ""),
    ("brimingham", ""),
    ("liverpol", ""),
    ("@leeds", ""),
    ("leeds ilacs", ""),
    ("h&f", ""),
];

#[test]
fn what_is_meant_stands_first_in_real_reports() {
    if !Path::new(FOLDER).is_dir() {
        eprintln!("skipped: there are no reports in {FOLDER}");
        return;
    }
    let library = Arc::new(load::load_all(&Folder::Disk(FOLDER.into()), None));
    let mut search = Search::new(Arc::new(Index::build(&library, &Register::built_in())));
    let (mut later, mut missed) = (Vec::new(), Vec::new());
    for &(query, expected) in TABLE {
        let found = search.ask(&Question::new(query, 5), &|| false).expect("nothing stops it");
        let hits: Vec<String> =
            found.hits.iter().map(|hit| format!("{} {}", hit.target.kind().key(), hit.label)).collect();
        match hits.iter().position(|hit| !expected.is_empty() && hit.starts_with(expected)) {
            Some(0) => {}
            Some(_) => later.push((query, hits)),
            None if expected.is_empty() && hits.is_empty() => {}
            None => missed.push((query, hits)),
        }
    }
    assert!(missed.is_empty(), "not in the first five: {missed:#?}; not first: {later:#?}");
    assert!(later.len() * 20 <= TABLE.len(), "not first: {later:#?}");
}
