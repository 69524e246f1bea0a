//! What all readers leave to one place: making text plain, rejoining what a page break cut, marking page furniture.

use super::Document;

/// Cleans a document in place.
pub fn clean(document: &mut Document) {
    let _ = document;
}
