//! What the names in an expression mean, for the check of their types.

use crate::interview::Form;
use crate::questionnaire::{Kind, Question};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum KnownKind {
    Number,
    Text,
    Date,
    Choice,
    Choices,
    Truth,
    Repeat,
    Unknown,
}
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub kind: KnownKind,
    pub codes: Option<Vec<String>>,
}

/// A name such as `C1` or `E1.demand`; `None` where nothing is called so.
pub(super) fn known(form: &Form, name: &str) -> Option<Known> {
    let whole = form.question(name).map(|question| (question, None));
    let (question, part) = whole.or_else(|| {
        let (id, part) = name.split_once('.')?;
        Some((form.question(id)?, Some(part)))
    })?;
    let codes = || {
        let codes = form.choices(question).iter().map(|choice| choice.code.clone());
        // Of a long list, the codes would be a message of their own.
        question.list.is_none().then(|| codes.collect())
    };
    let (kind, codes) = match (question.kind, part) {
        (Kind::Consent, None) => (KnownKind::Truth, None),
        (Kind::Single, None) => (KnownKind::Choice, codes()),
        (Kind::Multi | Kind::Rank, None) => (KnownKind::Choices, codes()),
        (Kind::Boroughs, None) => (KnownKind::Choices, None),
        (Kind::Number | Kind::Year | Kind::Money, None) => (KnownKind::Number, None),
        (Kind::Date, None) => (KnownKind::Date, None),
        (Kind::Repeat, None) => (KnownKind::Repeat, None),
        (Kind::Calculate | Kind::Note | Kind::DateTime | Kind::Time, None) => (KnownKind::Unknown, None),
        (_, None) => (KnownKind::Text, None),
        (_, Some(part)) => part_of(question, part, codes)?,
    };
    Some(Known { kind, codes })
}

fn part_of(
    question: &Question,
    part: &str,
    codes: impl Fn() -> Option<Vec<String>>,
) -> Option<(KnownKind, Option<Vec<String>>)> {
    match question.kind {
        Kind::GridSingle => question.row(part).map(|_| (KnownKind::Choice, codes())),
        Kind::GridNumber => question.row(part).map(|_| (KnownKind::Number, None)),
        Kind::Split => question.option(part).map(|_| (KnownKind::Number, None)),
        Kind::Money if part == "amount" => Some((KnownKind::Number, None)),
        Kind::Money if part == "year_end" => Some((KnownKind::Date, None)),
        Kind::Place if part == "borough" || part == "postcode" => Some((KnownKind::Text, None)),
        Kind::OrganisationId => Some((KnownKind::Text, None)),
        _ => None,
    }
}
