//! When two edits are about the same place.

use crate::draft::{Edit, Holder, Set};

/// One edit for two, the second made right after the first in the same place.
pub(super) fn one(first: &Edit, second: &Edit) -> Option<Edit> {
    let (was, is) = (first.set()?, second.set()?);
    if thing(first) != thing(second) || was.property != is.property || was.language != is.language {
        return None;
    }
    let mut one = second.clone();
    if let Some(set) = one.set_mut() {
        set.before = was.before.clone();
    }
    Some(one)
}

/// Whether it ends where it began.
pub(super) fn is_nothing(edit: &Edit) -> bool {
    let empty = |value: &serde_json::Value| value.is_null() || value == "";
    edit.set().is_some_and(|set| set.before == set.after || (empty(&set.before) && empty(&set.after)))
}

/// Whether an edit of somebody else may stand in the way of one's own.
pub(super) fn meets(theirs: &Edit, mine: &Edit) -> bool {
    match (theirs.set(), mine.set()) {
        (Some(their), Some(own)) => {
            let top = |set: &Set| set.property.split('/').next().map(str::to_owned);
            thing(theirs) == thing(mine) && top(their) == top(own) && (their.language == own.language)
        }
        _ => {
            let (theirs, mine) = (thing(theirs), thing(mine));
            mine.starts_with(&theirs) || theirs.starts_with(&mine)
        }
    }
}

/// What an edit is about, from the whole to the part.
pub(super) fn thing(edit: &Edit) -> String {
    let holder = |of: &Holder| match of {
        Holder::Options(id) => ["question/", id, "/options/"].concat(),
        Holder::Rows(id) => ["question/", id, "/rows/"].concat(),
        Holder::List(name) => ["list/", name, "/"].concat(),
    };
    match edit {
        Edit::Survey { .. } => "survey/".to_owned(),
        Edit::Replace { .. } => String::new(),
        Edit::Section { id, .. } | Edit::RemoveSection { id, .. } | Edit::MoveSection { id, .. } => {
            ["section/", id, "/"].concat()
        }
        Edit::AddSection { section, .. } => ["section/", &section.id, "/"].concat(),
        Edit::Question { id, .. } | Edit::RemoveQuestion { id, .. } | Edit::MoveQuestion { id, .. } => {
            ["question/", id, "/"].concat()
        }
        Edit::AddQuestion { question, .. } => ["question/", &question.id, "/"].concat(),
        Edit::Choice { of, code, .. } | Edit::RemoveChoice { of, code, .. } | Edit::MoveChoice { of, code, .. } => {
            [&holder(of), code, "/"].concat()
        }
        Edit::AddChoice { of, choice, .. } => {
            [&holder(of), choice.get("code").and_then(|code| code.as_str()).unwrap_or_default(), "/"].concat()
        }
        Edit::List { name, .. } | Edit::RemoveList { name, .. } => ["list/", name, "/"].concat(),
        Edit::AddList { list, .. } => ["list/", &list.name, "/"].concat(),
    }
}
