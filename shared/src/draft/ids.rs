//! Which ids a new question may have, said before it is added.

use super::all_questions;
use crate::questionnaire::{Questionnaire, is_id};

/// Why a question cannot have this id, as a sentence; `own` is the id that it has now. Ids that differ only by
/// capitals would be one column in most spreadsheets and statistics programs.
pub fn why_not_id(draft: &Questionnaire, id: &str, own: Option<&str>) -> Option<String> {
    if own == Some(id) {
        return None;
    }
    if id.is_empty() {
        return Some("Give the question an id, such as Q1".to_owned());
    }
    if !is_id(id) {
        return Some(format!(
            "“{id}” cannot be an id. It begins with a letter and has letters, digits, hyphens and underscores only, such as Q1"
        ));
    }
    let mut others = all_questions(draft).filter(|question| own != Some(question.id.as_str()));
    let other = others.find(|question| question.id.eq_ignore_ascii_case(id))?;
    Some(match other.id == id {
        true => format!("Another question is called {id}. Give this one another id"),
        false => format!("{id} and {} differ only by capitals. Give this one another id", other.id),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::standard::state_of_the_sector;

    #[test]
    fn an_id_is_refused_with_its_reason_before_anything_is_added() {
        let draft = state_of_the_sector().unwrap();
        let why = |id: &str| why_not_id(&draft, id, None).unwrap_or_default();
        assert!(why("1a").starts_with("“1a” cannot be an id"), "{}", why("1a"));
        assert_eq!(why("b1"), "b1 and B1 differ only by capitals. Give this one another id");
        assert_eq!(why("B1"), "Another question is called B1. Give this one another id");
        assert!(why("").starts_with("Give the question an id"));
        assert_eq!((why("HK1").as_str(), why_not_id(&draft, "b1", Some("B1"))), ("", None));
    }
}
