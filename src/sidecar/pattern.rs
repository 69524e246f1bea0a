//! Paths in which "*" stands for any run of characters but "/".

/// Whether a path fits a pattern, each whole and in the same case.
pub fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, path): (Vec<&str>, Vec<&str>) = (pattern.split('/').collect(), path.split('/').collect());
    pattern.len() == path.len() && pattern.iter().zip(path).all(|(pattern, part)| fits_part(pattern, part))
}

/// The same for one part of a path: what stands before the first star and after the last is fixed, and between them each
/// piece is taken where it first occurs, which is as good as any place.
fn fits_part(pattern: &str, part: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else { return pattern == part };
    let (middle, tail) = rest.rsplit_once('*').unwrap_or(("", rest));
    let Some(inner) = part.strip_prefix(head).and_then(|part| part.strip_suffix(tail)) else { return false };
    middle.split('*').try_fold(inner, |left, piece| left.find(piece).map(|at| &left[at + piece.len()..])).is_some()
}

#[cfg(test)]
mod tests {
    use super::fits;

    #[test]
    fn a_star_stands_for_anything_within_one_part() {
        let table = [
            ("a.pdf", "a.pdf", true),
            ("a.pdf", "A.pdf", false),
            ("a.pdf", "x/a.pdf", false),
            ("*.pdf", "a.pdf", true),
            ("*.pdf", "x/a.pdf", false),
            ("*/a.pdf", "x/a.pdf", true),
            ("x/*", "x/y/a.pdf", false),
            ("x*y*z", "xyz", true),
            ("x*y*z", "x-y-y-z", true),
            ("x*y*z", "x-z", false),
            ("ab*b", "ab", false),
            ("*", "", true),
            ("**", "a", true),
            ("é*é", "é", false),
            ("a*a*a", "aa", false),
        ];
        for (pattern, path, want) in table {
            assert_eq!(fits(pattern, path), want, "{pattern} {path}");
        }
    }
}
