//! Caches on disk: whole, damaged, under other names, and who may read them.

use super::*;

fn kept(file: &str, stamp: Stamp) -> Kept {
    Kept {
        file: file.to_owned(),
        stamp,
        said: 7,
        head: file.repeat(3).into_bytes(),
        parts: [file.repeat(4).into_bytes().into(), file.repeat(5).into_bytes().into()],
    }
}

fn stamped(size: u64) -> Stamp {
    Stamp::of_size(size)
}

fn joined(cache: &Cache, lying: &Lying) -> Option<Vec<u8>> {
    Some([lying.head, &cache.part(lying.at, 0)?, &cache.part(lying.at, 1)?].join(&b'|'))
}

/// What is kept of a file that is as it was.
fn get<T>(
    cache: &Cache,
    file: &str,
    (stamp, said): (Stamp, u64),
    content: impl FnOnce() -> Option<Vec<u8>>,
    taken: impl FnOnce(&Lying) -> Option<T>,
) -> Option<T> {
    let at = cache.same(file, &stamp, said, content)?;
    let heads = cache.heads(at..at + 1, Heads::default())?;
    taken(&cache.nth(at, &heads)?)
}

fn none() -> Option<Vec<u8>> {
    None
}

#[test]
fn what_is_kept_is_found_while_the_file_is_as_it_was() {
    let folder = tempfile::tempdir().unwrap();
    let path = path(folder.path(), Path::new("/reports"));
    let fresh = stamped(3).with_content(b"abc");
    save(&path, 1, &[kept("a", stamped(1)), kept("b", stamped(2)), kept("c", fresh)]).unwrap();
    let cache = Cache::open(&path, 1);
    let whole = |file: &str, stamp: Stamp, said| get(&cache, file, (stamp, said), none, |lying| joined(&cache, lying));
    assert_eq!(whole("b", stamped(2), 7), Some(b"bbb|bbbb|bbbbb".to_vec()));
    assert_eq!(whole("b", stamped(3), 7), None, "another size");
    assert_eq!(whole("b", stamped(2), 8), None, "something else is said of it");
    assert_eq!(whole("d", stamped(1), 7), None);
    let held = |held: &'static [u8]| {
        let taken = |lying: &Lying| Some((lying.head.to_vec(), lying.stamp));
        get(&cache, "c", (stamped(3), 7), || Some(held.to_vec()), taken)
    };
    assert_eq!(held(b"abc"), Some((b"ccc".to_vec(), fresh)));
    let again = cache.again("a", stamped(9)).unwrap();
    assert_eq!(
        (again.stamp, again.head.as_slice(), again.parts.each_ref().map(Arc::as_ref)),
        (stamped(9), &b"aaa"[..], [&b"aaaa"[..], b"aaaaa"])
    );
    assert_eq!(held(b"abd"), None, "it held something else");
    assert!(Cache::open(&path, 2).is_empty(), "another build");
    assert_eq!(all(folder.path()).len(), 1);
}

#[test]
fn a_damaged_cache_gives_nothing_wrong_whatever_is_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = path(folder.path(), Path::new("/reports"));
    save(&path, 1, &[kept("a", stamped(1)), kept("b", stamped(2))]).unwrap();
    let whole = fs::read(&path).unwrap();
    for at in 0..whole.len() {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x41;
        for bytes in [&damaged[..], &whole[..at]] {
            fs::write(&path, bytes).unwrap();
            let cache = Cache::open(&path, 1);
            assert!(cache.is_empty() || at >= BEFORE, "byte {at} of the numbers of bytes was believed");
            for (file, size, want) in [("a", 1, &b"aaa|aaaa|aaaaa"[..]), ("b", 2, b"bbb|bbbb|bbbbb")] {
                let bytes = get(&cache, file, (stamped(size), 7), none, |lying| joined(&cache, lying));
                assert!(bytes.is_none_or(|bytes| bytes == want), "byte {at}");
                let heads = cache.heads(0..2, Heads::default()).unwrap_or_default();
                let all = (0..2).filter_map(|at| cache.nth(at, &heads)).filter(|lying| lying.file == file);
                let mut all = all.filter_map(|lying| joined(&cache, &lying));
                assert!(all.all(|bytes| bytes == want), "byte {at}");
            }
        }
    }
}

#[cfg(unix)]
#[test]
fn a_pipe_in_its_place_is_not_waited_for() {
    use rustix::fs::{CWD, FileType, Mode, mknodat};
    let folder = tempfile::tempdir().unwrap();
    let path = path(folder.path(), Path::new("/reports"));
    mknodat(CWD, &path, FileType::Fifo, Mode::RWXU, 0).unwrap();
    assert!(Cache::open(&path, 1).is_empty());
    assert!(save(&path, 1, &[kept("a", stamped(1))]).is_err(), "it may be somebody's");
}

#[test]
fn a_file_kept_under_what_it_held_is_not_another_that_held_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = path(folder.path(), Path::new("/reports"));
    let [one, another] = [&b"abc"[..], b"abd"].map(|content| stamped(3).with_content(content));
    save(&path, 1, &[kept("a", one)]).unwrap();
    let cache = Cache::open(&path, 1);
    assert_eq!(cache.agreed("a", &one, 7), Some(one));
    assert_eq!(cache.agreed("a", &stamped(3), 7), Some(one), "its time has proved it meanwhile");
    assert_eq!(cache.agreed("a", &another, 7), None);
    assert_eq!(cache.agreed("a", &one, 8), None, "something else is said of it");
}

#[test]
fn every_build_finds_a_folders_cache_and_passes_over_those_of_other_names() {
    let folder = tempfile::tempdir().unwrap();
    let path = path(folder.path(), Path::new("/Ashcombe/reports"));
    // FNV-1a of the path, worked out elsewhere. Builds before this rule had a name of another hash.
    assert_eq!(path, folder.path().join("75732efbc607a12a.reports"));
    let old = folder.path().join("0123456789abcdef.reports");
    save(&old, 1, &[kept("a", stamped(1))]).unwrap();
    assert!(Cache::open(&path, 1).is_empty());
    let all = |folder: &Path| all(folder).into_iter().map(|(path, _)| path).collect::<Vec<_>>();
    assert_eq!(all(folder.path()), std::slice::from_ref(&old), "it is still there to be cleared");
    save(&path, 1, &[kept("b", stamped(2))]).unwrap();
    assert_eq!(all(folder.path()), [old, path]);
}

#[cfg(unix)]
#[test]
fn only_the_user_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = path(&folder.path().join("cache"), Path::new("/reports"));
    save(&path, 1, &[]).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}
