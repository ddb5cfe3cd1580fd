//! What the names in an expression mean, for the check of their types.

use crate::expression::{Kind as ExpressionKind, Known, Names};
use crate::interview::Form;
use crate::questionnaire::{Choice, Kind, Question};

/// The names around one question.
pub(super) struct Around<'a> {
    pub form: &'a Form,
    pub question: Option<&'a Question>,
}

impl Names for Around<'_> {
    fn known(&self, name: &str) -> Option<Known> {
        match name {
            "." => known(self.form, &self.question?.id),
            name => known(self.form, name),
        }
    }

    fn has_list(&self, list: &str) -> bool {
        self.form.questionnaire().lists.iter().any(|known| known.name == list)
    }

    fn has_column(&self, list: &str, column: &str) -> bool {
        self.form.list(list).is_none_or(|choices| has_column(choices, column))
    }

    fn never(&self, name: &str) -> Option<String> {
        let question = self.form.question(name)?;
        let part = match question.kind {
            Kind::GridSingle | Kind::GridNumber => question.rows.first().map(|row| &row.code),
            Kind::Split => question.options.first().map(|part| &part.code),
            Kind::Contact => {
                return Some(format!(
                    "${{{name}}} are contact details, which no rule can see: they travel apart from the answers"
                ));
            }
            _ => None,
        }?;
        let what = if question.kind == Kind::Split { "a part" } else { "a row" };
        Some(format!("${{{name}}} has no answer of its own: name {what}, such as ${{{name}.{part}}}"))
    }

    fn is_in_repeat(&self) -> bool {
        self.question.is_some_and(|question| self.form.spot(&question.id).is_none())
    }

    fn speaks_many(&self) -> bool {
        self.form.questionnaire().languages.len() > 1
    }

    fn has_choice_column(&self, column: &str) -> bool {
        self.question.is_some_and(|question| has_column(self.form.choices(question), column))
    }
}

fn has_column(choices: &[Choice], column: &str) -> bool {
    column == "name" || column == "label" || choices.iter().any(|choice| choice.columns.get(column).is_some())
}

/// A name such as `C1` or `E1.demand`; `None` where nothing is called so.
fn known(form: &Form, name: &str) -> Option<Known> {
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
        (Kind::Consent, None) => (ExpressionKind::Truth, None),
        (Kind::Single, None) => (ExpressionKind::Choice, codes()),
        (Kind::Multi | Kind::Rank, None) => (ExpressionKind::Choices, codes()),
        (Kind::Boroughs, None) => (ExpressionKind::Choices, None),
        (Kind::Number | Kind::Year | Kind::Money, None) => (ExpressionKind::Number, None),
        (Kind::Date, None) => (ExpressionKind::Date, None),
        (Kind::Repeat, None) => (ExpressionKind::Repeat, None),
        (Kind::Calculate | Kind::Note | Kind::DateTime | Kind::Time, None) => (ExpressionKind::Unknown, None),
        (_, None) => (ExpressionKind::Text, None),
        (_, Some(part)) => part_of(question, part, codes)?,
    };
    Some(Known { kind, codes })
}

fn part_of(
    question: &Question,
    part: &str,
    codes: impl Fn() -> Option<Vec<String>>,
) -> Option<(ExpressionKind, Option<Vec<String>>)> {
    match question.kind {
        Kind::GridSingle => question.row(part).map(|_| (ExpressionKind::Choice, codes())),
        Kind::GridNumber => question.row(part).map(|_| (ExpressionKind::Number, None)),
        Kind::Split => question.option(part).map(|_| (ExpressionKind::Number, None)),
        Kind::Money if part == "amount" => Some((ExpressionKind::Number, None)),
        Kind::Money if part == "year_end" => Some((ExpressionKind::Date, None)),
        Kind::Place if part == "borough" || part == "postcode" => Some((ExpressionKind::Text, None)),
        Kind::OrganisationId => Some((ExpressionKind::Text, None)),
        _ => None,
    }
}
