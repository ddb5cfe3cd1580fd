//! An interview in progress: what is shown, how far it is, and the same check at its end on phone and server.

mod carry;
mod checks;
mod contact;
mod finish;
mod form;
mod graph;
mod items;
mod progress;
mod rings;
mod rules;
mod scope;
mod settle;
mod typed;

use std::sync::Arc;

use serde_json::{Map, Value};

pub use carry::{Carried, carry};
pub use checks::errors;
pub use contact::Contact;
pub use finish::{Finished, check_received};
pub use form::{Form, Spot};
pub use items::MOST_ITEMS;
pub use progress::{Progress, SectionProgress};

use crate::WHOLE;
use crate::answer::Answer;
use crate::check::Context;
use crate::json::object;
use crate::questionnaire::{Choice, Kind, Question};
use crate::time::Stamp;

/// Answers as typed so far, and what follows from them.
#[derive(Clone, Debug)]
pub struct Interview {
    form: Arc<Form>,
    now: Stamp,
    language: String,
    /// By node and item: one outside of repeats. After the nodes the route and the pages.
    cells: Vec<Vec<Cell>>,
    /// Scratch: by rank, what has to be worked out again.
    dirty: Vec<bool>,
}

/// One answer and whether it is asked for.
#[derive(Clone, Debug, Default)]
struct Cell {
    /// As typed, so that nothing typed is ever lost.
    entry: Option<Value>,
    /// The same, read; `None` where it is empty or cannot be read.
    answer: Option<Answer>,
    shown: bool,
}

impl Interview {
    /// A fresh interview: a repeat starts with one item, and defaults stand in their places.
    pub fn new(form: Arc<Form>, now: Stamp) -> Interview {
        let mut interview = Interview::empty(form, now, 1);
        interview.settle_all();
        if WHOLE {
            interview.put_defaults();
            interview.settle_all();
        }
        interview
    }

    /// Takes up an interview again; entries of questions that do not exist are left aside.
    pub fn with_entries(form: Arc<Form>, entries: Map<String, Value>, now: Stamp) -> Interview {
        Interview::filled(form, entries, now, 1)
    }

    /// Takes up answers that were sent: a repeat that they do not speak of has no items.
    pub fn of_received(form: Arc<Form>, answers: Map<String, Value>, finished_at: Stamp) -> Interview {
        Interview::filled(form, answers, finished_at, 0)
    }

    /// `items`: how many items a repeat has that the entries do not speak of.
    fn filled(form: Arc<Form>, entries: Map<String, Value>, now: Stamp, items: usize) -> Interview {
        let mut interview = Interview::empty(form, now, items);
        for (path, value) in entries {
            if let Some(spot) = interview.form.spot(&path) {
                interview.put(spot, Some(value));
            }
        }
        interview.settle_all();
        interview
    }

    fn empty(form: Arc<Form>, now: Stamp, items: usize) -> Interview {
        let numbers = form.graph.order.len();
        let size = |number: usize| if form.repeat_of(number).is_some() { items } else { 1 };
        let cells = (0..numbers).map(|number| vec![Cell::default(); size(number)]).collect();
        Interview { now: now.to_the_second(), language: String::new(), cells, dirty: vec![false; numbers], form }
    }

    /// Puts an answer as typed, or takes it away; true where something else is to be drawn anew: questions
    /// that appear or vanish, values that are worked out, choices, wordings.
    pub fn set(&mut self, path: &str, value: Option<Value>) -> bool {
        let Some(spot) = self.form.spot(path) else {
            return false;
        };
        self.put(spot, value);
        self.settle_after(spot.node)
    }

    pub fn form(&self) -> &Arc<Form> {
        &self.form
    }

    /// The moment that `today()` and `now()` tell.
    pub fn now(&self) -> Stamp {
        self.now
    }

    /// Goes on at another moment.
    pub fn set_now(&mut self, now: Stamp) -> bool {
        let now = now.to_the_second();
        let changes = self.now != now;
        self.now = now;
        changes && self.settle_all()
    }

    /// The language of messages; the questionnaire's main one where it is empty.
    pub fn language(&self) -> &str {
        if self.language.is_empty() { self.form.questionnaire().main_language() } else { &self.language }
    }

    pub fn set_language(&mut self, language: &str) {
        language.clone_into(&mut self.language);
    }

    /// The answer as typed; of a repeat, its items.
    pub fn entry(&self, path: &str) -> Option<Value> {
        self.entry_at(self.form.spot(path)?)
    }

    /// Whether there is such a place: an item that exists.
    pub fn has(&self, path: &str) -> bool {
        self.form.spot(path).is_some_and(|spot| self.cell(spot).is_some())
    }

    /// The value as it would be sent, whether or not it is right.
    pub fn value(&self, path: &str) -> Option<Value> {
        self.tidied(self.form.spot(path)?)
    }

    /// The answer as it would be sent; `None` where it is empty or cannot be read.
    pub fn answer(&self, path: &str) -> Option<&Answer> {
        self.cell(self.form.spot(path)?)?.answer.as_ref()
    }

    /// Every entry by question id.
    pub fn entries(&self) -> Map<String, Value> {
        let questions = self.form.questions().iter().enumerate();
        object(
            questions
                .filter_map(|(node, question)| Some((question.id.clone(), self.entry_at(Spot { node, item: 0 })?))),
        )
    }

    pub fn is_shown(&self, path: &str) -> bool {
        self.form.spot(path).is_some_and(|spot| self.shows(spot))
    }

    /// The shown questions in order, repeats as one.
    pub fn shown(&self) -> impl Iterator<Item = &Question> {
        let questions = self.form.questions().iter().enumerate();
        questions.filter(|(node, _)| self.shows(Spot { node: *node, item: 0 })).map(|(_, question)| question)
    }

    /// Where the shown questions stand, in order: those of a repeat item by item, in its place.
    pub fn spots(&self) -> Vec<Spot> {
        let mut spots = Vec::new();
        for (node, question) in self.form.questions().iter().enumerate() {
            if question.kind != Kind::Repeat {
                spots.push(Spot { node, item: 0 });
                continue;
            }
            for item in 0..self.items_of(node) {
                spots.extend(self.form.inside(node).map(|node| Spot { node, item }));
            }
        }
        spots.retain(|spot| self.shows(*spot));
        spots
    }

    pub fn is_short_route(&self) -> bool {
        self.is_on(graph::route_number(&self.form))
    }

    /// The codes that the question offers now; `None` where all of its choices are offered.
    pub fn offered(&self, path: &str) -> Option<Vec<&str>> {
        self.form.rules(self.form.spot(path)?.node)?.filter.as_ref()?;
        Some(self.choices(path).into_iter().map(|choice| choice.code.as_str()).collect())
    }

    /// The choices that the question offers now.
    pub fn choices(&self, path: &str) -> Vec<&Choice> {
        let spot = self.form.spot(path);
        let Some((spot, question)) = spot.and_then(|spot| Some((spot, self.form.at(spot.node)?))) else {
            return Vec::new();
        };
        let choices = self.form.choices(question).iter().enumerate();
        choices.filter(|(row, _)| self.offers(spot, question, *row)).map(|(_, choice)| choice).collect()
    }

    /// Whether an answer is needed here now.
    pub fn needs(&self, path: &str) -> bool {
        let spot = self.form.spot(path);
        spot.is_some_and(|spot| self.form.at(spot.node).is_some_and(|question| self.is_required(spot, question)))
    }

    /// Works out everything anew, after a list has arrived.
    pub fn refresh(&mut self) {
        self.settle_all();
    }

    /// A wording in a language, with the answers that it mentions in their places.
    pub fn words(&self, path: &str, words: &str) -> String {
        let spot = self.form.spot(path).unwrap_or(Spot { node: usize::MAX, item: 0 });
        if !WHOLE {
            return words.to_owned();
        }
        let mut said = String::new();
        for (before, name) in rules::pieces(words) {
            said.push_str(before);
            said.push_str(&name.map(|name| self.mentioned(spot, name)).unwrap_or_default());
        }
        said
    }

    pub fn context(&self) -> Context {
        Context { today: self.now.date(), short_route: self.is_short_route() }
    }

    fn cell(&self, spot: Spot) -> Option<&Cell> {
        self.cells.get(spot.node)?.get(spot.item)
    }

    /// As `is_shown`, for who looks often.
    pub fn shows(&self, spot: Spot) -> bool {
        self.cell(spot).is_some_and(|cell| cell.shown)
    }

    fn is_on(&self, number: usize) -> bool {
        self.shows(Spot { node: number, item: 0 })
    }

    fn is_repeat(&self, node: usize) -> bool {
        WHOLE && self.form.at(node).is_some_and(|question| question.kind == Kind::Repeat)
    }
}

#[cfg(test)]
mod rules_tests;
#[cfg(test)]
mod tests;
