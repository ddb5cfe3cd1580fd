//! Which columns a table of answers has, and what stands in them.
//!
//! The three kinds of missing are words that no code can be: `not-shown`, `dont-know`,
//! `prefer-not-to-say`; a question that was simply skipped leaves its cells empty.

use std::sync::Arc;

use shared::answer::{Answer, Cell as GridCell};
use shared::interview::Form;
use shared::json::canonical;
use shared::organisation_id::LISTS;
use shared::questionnaire::{Kind, Question};

use super::{Row, received_at};

/// The head of a table: what every row has, then a column or more for each question.
pub struct Columns {
    heads: Vec<String>,
    questions: Vec<Column>,
}

struct Column {
    question: String,
    part: Option<String>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Empty,
    Text(String),
    Number(f64),
}

const FIXED: [&str; 11] = [
    "sequence",
    "id",
    "code",
    "version",
    "revision",
    "received_at",
    "finished_at",
    "language",
    "base_borough",
    "late",
    "demo",
];

impl Columns {
    /// All versions together, so that no answer is left out; newer wording comes after older.
    pub fn of(forms: &[Arc<Form>]) -> Columns {
        let mut heads: Vec<String> = FIXED.map(str::to_owned).to_vec();
        let mut questions: Vec<Column> = Vec::new();
        for question in forms.iter().flat_map(|form| form.questions()) {
            for part in parts(question) {
                let head = part.as_ref().map_or_else(|| question.id.clone(), |part| format!("{}.{part}", question.id));
                if !heads.contains(&head) {
                    heads.push(head);
                    questions.push(Column { question: question.id.clone(), part });
                }
            }
        }
        Columns { heads, questions }
    }

    pub fn heads(&self) -> &[String] {
        &self.heads
    }

    /// The cells of a row, in the order of the heads.
    pub fn cells(&self, row: &Row) -> Vec<Cell> {
        let entry = row.entry;
        let text = |key: &str| row.body.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
        let yes = |flag: bool| Cell::Text(if flag { "yes" } else { "no" }.to_owned());
        let mut cells = vec![
            Cell::Number(entry.sequence as f64),
            Cell::Text(entry.submission_id.clone()),
            Cell::Text(shared::short_code::of(&entry.submission_id).unwrap_or_default()),
            Cell::Number(f64::from(entry.version)),
            Cell::Number(f64::from(entry.revision)),
            Cell::Text(received_at(entry)),
            Cell::Text(text("finished_at")),
            Cell::Text(text("language")),
            Cell::Text(row.base_borough.to_owned()),
            yes(entry.late),
            yes(entry.demo),
        ];
        cells.extend(self.questions.iter().map(|column| cell(row, column)));
        cells
    }
}

/// The columns of a question; `None` is the question itself.
fn parts(question: &Question) -> Vec<Option<String>> {
    let some = |codes: Vec<&str>| codes.into_iter().map(|code| Some(code.to_owned())).collect::<Vec<_>>();
    let options = || question.options.iter().map(|option| option.code.as_str()).collect();
    match question.kind {
        // Stored apart, and not part of a table of answers.
        Kind::Contact | Kind::Note => Vec::new(),
        Kind::Multi | Kind::Split => some(options()),
        Kind::GridSingle | Kind::GridNumber => some(question.rows.iter().map(|row| row.code.as_str()).collect()),
        Kind::Money => some(vec!["amount", "year_end"]),
        Kind::Place => some(vec!["postcode", "borough"]),
        Kind::OrganisationId => some(LISTS.iter().map(|list| list.code).chain(["none"]).collect()),
        Kind::Number | Kind::Year if question.estimate => vec![None, Some("about".to_owned())],
        Kind::Rank => {
            some(vec!["1", "2", "3"]).into_iter().take(question.max.map_or(3, |most| most as usize)).collect()
        }
        _ => vec![None],
    }
}

fn cell(row: &Row, column: &Column) -> Cell {
    let interview = &row.interview;
    let Some(question) = interview.form().question(&column.question) else {
        return Cell::Text("not-shown".to_owned());
    };
    let part = column.part.as_deref();
    let grid_row = part.and_then(|part| question.row(part));
    if !interview.is_shown(&question.id) || !grid_row.is_none_or(|row| interview.context().shows(row)) {
        return Cell::Text("not-shown".to_owned());
    }
    if question.kind == Kind::Repeat {
        // One row a submission: its items stand in one cell, as they were sent.
        return interview.entry(&question.id).map_or(Cell::Empty, |items| Cell::Text(canonical(&items)));
    }
    interview.answer(&question.id).map_or(Cell::Empty, |answer| said(answer, part))
}

fn said(answer: &Answer, part: Option<&str>) -> Cell {
    let text = |text: &str| Cell::Text(text.to_owned());
    let tick = |yes: bool| Cell::Number(if yes { 1.0 } else { 0.0 });
    let has = |codes: &[String]| tick(codes.iter().any(|code| Some(code.as_str()) == part));
    match (answer, part) {
        (Answer::Missing(reason), _) => text(reason.code()),
        (Answer::Consent, _) => text("yes"),
        (Answer::Single(code), _) => text(code),
        (Answer::Multi(codes), None) => Cell::Text(codes.join(" ")),
        (Answer::Multi(codes) | Answer::Ticked(codes), _) => has(codes),
        (Answer::Rank(codes), Some(place)) => {
            let index = place.parse::<usize>().ok().and_then(|place| place.checked_sub(1));
            index.and_then(|index| codes.get(index)).map_or(Cell::Empty, |code| text(code))
        }
        (Answer::Rank(codes), None) => Cell::Text(codes.join(" ")),
        (Answer::Number { about, .. }, Some(_)) => tick(*about),
        (Answer::Number { value, .. }, None) => Cell::Number(*value),
        (Answer::Money { amount, .. }, Some("amount")) => Cell::Number(*amount),
        (Answer::Money { year_end, .. }, _) => year_end.map_or(Cell::Empty, |date| Cell::Text(date.to_iso())),
        (Answer::Split(parts), part) => Cell::Number(part.and_then(|part| parts.get(part)).copied().unwrap_or(0.0)),
        (Answer::GridNumber(rows), part) => {
            part.and_then(|row| rows.get(row)).map_or(Cell::Empty, |number| Cell::Number(*number))
        }
        (Answer::GridSingle(rows), part) => match part.and_then(|row| rows.get(row)) {
            Some(GridCell::Code(code)) => text(code),
            Some(GridCell::Missing(reason)) => text(reason.code()),
            None => Cell::Empty,
        },
        (Answer::Text(words), _) => text(words),
        (Answer::Place { postcode, .. }, Some("postcode")) => postcode.as_deref().map_or(Cell::Empty, text),
        (Answer::Place { borough, .. }, _) => text(borough),
        (Answer::OrganisationIds(ids), Some("none")) => tick(ids.is_empty()),
        (Answer::OrganisationIds(ids), part) => {
            part.and_then(|list| ids.get(list)).map_or(Cell::Empty, |number| text(number))
        }
    }
}
