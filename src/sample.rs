//! The built-in sample library: reports about four councils that do not exist, so that the program can be tried on nothing.
//!
//! The documents are ours. They have the shapes of real ones across the frameworks and formats: grades that move in both
//! directions, a weakness that three reports of one council find again in other words, another that is put right, a
//! newspaper's account beside the report it is about, and one file that is broken on purpose.

/// Names a file of the sample folder and includes its bytes.
macro_rules! files {
    ($($path:literal),+ $(,)?) => {
        &[$(($path, include_bytes!(concat!("sample/", $path)))),+]
    };
}

/// The sample folder's sidecar, which adds the invented councils to the register.
pub const SIDECAR: &str = include_str!("sample/findings.toml");

/// Every report of the sample folder: its path below the folder, with "/" between the parts, and its bytes.
pub const FILES: &[(&str, &[u8])] = files![
    "ashcombe/contact referral and assessment letter - 8 october 2010.txt",
    "ashcombe/safeguarding and looked after children - 1 july 2011.md",
    "ashcombe/single inspection - 4 september 2015.html",
    "ashcombe/children's services inspection - 10 january 2020.pdf",
    "ashcombe/focused visit - 24 august 2021.txt",
    "ashcombe/children's services inspection - 28 april 2023.pdf",
    "ashcombe/press/ashcombe gazette - 4 may 2023.txt",
    "netherby and vale/looked after children - 6 september 2013.md",
    "netherby and vale/single inspection - 2 december 2016.txt",
    "netherby and vale/children's services inspection - 14 december 2018.md",
    "netherby and vale/joint targeted area inspection - 11 july 2022.txt",
    "port wenlow/children's services inspection - 20 july 2012.pdf",
    "port wenlow/children's services inspection - 2 september 2022.txt",
    "port wenlow/children's services inspection - 26 june 2026.md",
    "thornmere/single inspection - 30 january 2015.html",
    "thornmere/monitoring visit - 20 april 2017.txt",
    "thornmere/children's services inspection - 27 march 2020.md",
    "thornmere/area send full inspection - 6 september 2024.html",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_the_folder_is_included() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sample");
        let walk = ignore::WalkBuilder::new(&root).build();
        let on_disk = walk
            .map(|entry| entry.expect("the folder can be read"))
            .filter(|entry| entry.file_type().is_some_and(|t| t.is_file()))
            .map(|entry| entry.path().strip_prefix(&root).expect("below the root").to_owned())
            .filter(|path| !path.starts_with("source") && path.as_os_str() != "findings.toml");
        let mut on_disk: Vec<String> = on_disk.map(|path| path.to_string_lossy().replace('\\', "/")).collect();
        on_disk.sort();
        let mut included: Vec<String> = FILES.iter().map(|(path, _)| (*path).to_owned()).collect();
        included.sort();
        assert_eq!(on_disk, included);
    }

    #[test]
    fn the_councils_are_invented() {
        let register = include_str!("authority/register.csv").to_lowercase();
        for name in ["ashcombe", "netherby", "thornmere", "wenlow"] {
            assert!(!register.contains(name), "{name} is the name, or part of the name, of a real authority");
        }
    }
}
