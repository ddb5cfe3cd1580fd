//! A questionnaire with its expressions parsed and its questions indexed, made once and shared.

use crate::expression::{Expression, parse};
use crate::questionnaire::{Fault, Question, Questionnaire, check};

/// A questionnaire that can be interviewed with: its rules are known to be sound.
#[derive(Debug)]
pub struct Form {
    questionnaire: Questionnaire,
    /// Every question in order, as one list.
    questions: Vec<Question>,
    /// Places of the questions, ordered by their ids.
    by_id: Vec<usize>,
    short_route: Option<Expression>,
    relevant: Vec<Option<Expression>>,
    constraints: Vec<Vec<Expression>>,
}

impl Form {
    /// Checks and parses; the faults name the question and what to mend.
    pub fn new(questionnaire: Questionnaire) -> Result<Form, Vec<Fault>> {
        let faults = check(&questionnaire);
        if faults.is_empty() { Ok(Form::of_published(questionnaire)) } else { Err(faults) }
    }

    /// Parses what was checked when it was published; so the phone need not carry the checks.
    pub fn of_published(questionnaire: Questionnaire) -> Form {
        let questions: Vec<Question> = questionnaire.questions().cloned().collect();
        let optional = |text: &Option<String>| text.as_deref().and_then(|text| parse(text).ok());
        Form {
            by_id: by_id(&questions),
            short_route: optional(&questionnaire.short_route),
            relevant: questions.iter().map(|question| optional(&question.relevant)).collect(),
            constraints: questions
                .iter()
                .map(|question| question.constraints.iter().filter_map(|rule| parse(&rule.test).ok()).collect())
                .collect(),
            questions,
            questionnaire,
        }
    }

    pub fn questionnaire(&self) -> &Questionnaire {
        &self.questionnaire
    }

    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    pub fn index_of(&self, id: &str) -> Option<usize> {
        let id_at = |place: &usize| self.questions.get(*place).map_or("", |question| question.id.as_str());
        let at = self.by_id.binary_search_by(|place| id_at(place).cmp(id)).ok()?;
        self.by_id.get(at).copied()
    }

    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.get(self.index_of(id)?)
    }

    pub(super) fn short_route(&self) -> Option<&Expression> {
        self.short_route.as_ref()
    }

    pub(super) fn relevant(&self, index: usize) -> Option<&Expression> {
        self.relevant.get(index)?.as_ref()
    }

    pub(super) fn constraints(&self, index: usize) -> &[Expression] {
        self.constraints.get(index).map_or(&[], Vec::as_slice)
    }
}

/// Inserted one by one: a sort, or another kind of map, would be two kilobytes more on the phone.
fn by_id(questions: &[Question]) -> Vec<usize> {
    let mut places: Vec<usize> = Vec::with_capacity(questions.len());
    for (place, question) in questions.iter().enumerate() {
        let is_before = |other: &usize| questions.get(*other).is_some_and(|other| other.id < question.id);
        places.insert(places.partition_point(is_before), place);
    }
    places
}
