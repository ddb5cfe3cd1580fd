//! The one door from JSON to an answer: the same on phone and server.

mod choice;
mod entry;
mod number;
mod words_and_places;

use serde_json::Value;

pub use entry::tidy;

use crate::answer::{Answer, Missing};
use crate::problem::{Code, Problem};
use crate::questionnaire::{Kind, Question, Row};
use crate::time::Date;

/// What a check depends on beside the question and the value.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// The day of `finished_at`, or the device's day while filling.
    pub today: Date,
    /// On the short route, rows without `short` are not shown.
    pub short_route: bool,
}

impl Context {
    pub fn shows(&self, row: &Row) -> bool {
        !self.short_route || row.short
    }
}

/// An answer, or everything that is wrong with it. Constraints need other answers: see `interview`.
pub fn read(question: &Question, value: &Value, context: Context) -> Result<Answer, Vec<Problem>> {
    if let Some(reason) = value.get("missing") {
        return missing(question, value, reason).map_err(|problem| vec![problem]);
    }
    let mut problems = Vec::new();
    let mut reader = Reader { question, context, problems: &mut problems };
    let answer = match question.kind {
        Kind::Consent => reader.consent(value),
        Kind::Single => reader.single(value),
        Kind::Multi => reader.multi(value),
        Kind::Rank => reader.rank(value),
        Kind::Number | Kind::Year => reader.number(value),
        Kind::Money => reader.money(value),
        Kind::Split => reader.split(value),
        Kind::GridSingle => reader.grid_single(value),
        Kind::GridNumber => reader.grid_number(value),
        Kind::Text | Kind::Long => reader.text(value),
        Kind::Place => reader.place(value),
        Kind::Boroughs => reader.boroughs(value),
        Kind::OrganisationId => reader.organisation_ids(value),
        Kind::Contact => reader.wrong("contact details travel beside the answers"),
        Kind::Date | Kind::Time | Kind::DateTime => reader.moment(value),
        Kind::Calculate => reader.calculated(value),
        // The items of a repeat are read one by one.
        Kind::Note | Kind::Repeat => reader.wrong("nothing"),
    };
    match answer {
        Some(answer) if problems.is_empty() => Ok(answer),
        _ => Err(problems),
    }
}

fn missing(question: &Question, value: &Value, reason: &Value) -> Result<Answer, Problem> {
    let alone = value.as_object().is_some_and(|object| object.len() == 1);
    let reason = reason.as_str().and_then(Missing::from_code);
    match reason {
        Some(reason) if alone && question.missing.contains(&reason) => Ok(Answer::Missing(reason)),
        Some(reason) if alone => Err(Problem::new(&question.id, Code::MissingNotOffered).detail(reason.code())),
        _ => Err(Problem::new(&question.id, Code::WrongType)),
    }
}

/// Reads one value and gathers what is wrong with it.
struct Reader<'a> {
    question: &'a Question,
    context: Context,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    fn add(&mut self, code: Code, detail: &str) {
        self.problems.push(Problem::new(&self.question.id, code).detail(detail));
    }

    fn add_at(&mut self, row: &str, code: Code, detail: &str) {
        self.problems.push(Problem::new(&self.question.id, code).row(row).detail(detail));
    }

    fn wrong<T>(&mut self, expected: &str) -> Option<T> {
        self.add(Code::WrongType, expected);
        None
    }

    fn consent(&mut self, value: &Value) -> Option<Answer> {
        if *value == Value::Bool(true) { Some(Answer::Consent) } else { self.wrong("true") }
    }
}
