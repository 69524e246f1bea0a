//! What could stand at the end of a query that is being typed.

use super::{Field, QUOTES, pieces};
use crate::authority::Register;
use crate::query::token::row;

/// The ways in which the last piece of a typed query goes on, each as the whole text; the most usual first.
///
/// A field's name is completed, then its values. A bare word that begins no field's name has no completions.
#[must_use]
pub fn complete(text: &str, register: &Register) -> Vec<String> {
    let last = pieces(text).pop().filter(|_| !text.ends_with(char::is_whitespace));
    let (before, piece) = last.map_or((text, ""), |piece| (&text[..piece.start], piece.text));
    let (sign, piece) = piece.strip_prefix('-').map_or(("", piece), |rest| ("-", rest));
    let Some((name, value)) = piece.split_once(':') else {
        let typed = piece.to_lowercase();
        let names = Field::ALL.iter().filter(|field| field.key().starts_with(&typed));
        return names.map(|field| format!("{before}{sign}{}:", field.key())).collect();
    };
    let Some(field) = Field::named(name) else { return Vec::new() };
    // Of several values, the last one is completed.
    let (done, typed) = value.rsplit_once(',').map_or(("", value), |(done, typed)| (&value[..=done.len()], typed));
    let wanted = row(typed.trim_matches(QUOTES));
    let whole = |choice: &String| {
        let quoted = if choice.contains(' ') { format!("\"{choice}\"") } else { choice.clone() };
        format!("{before}{sign}{}:{done}{quoted}", field.key())
    };
    let choices = field.choices(register);
    // A value that is complete goes on to the next one.
    if let Some(at) = choices.iter().position(|choice| row(choice) == wanted) {
        return choices[at + 1..].iter().chain(&choices[..=at]).map(whole).collect();
    }
    let begins = |choice: &&String| row(choice).starts_with(wanted.trim_end());
    let holds = |choice: &&String| row(choice).contains(wanted.trim_end());
    let first = choices.iter().filter(begins);
    first.chain(choices.iter().filter(|choice| !begins(choice)).filter(holds)).map(whole).collect()
}

/// What could come next, in words for the line above the input: the names of the fields, or the values of one.
#[must_use]
pub fn next(text: &str, register: &Register) -> Vec<String> {
    let piece = |whole: &String| {
        let last = pieces(whole).pop().map(|piece| piece.text.to_owned()).unwrap_or_default();
        last.rsplit_once([':', ',']).map_or(last.clone(), |(field, value)| {
            if value.is_empty() { format!("{}:", field.trim_start_matches('-')) } else { value.to_owned() }
        })
    };
    complete(text, register).iter().map(piece).collect()
}
