//! What the pages of the interview share: the answers, the open page, what is wrong, where it is kept.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;
use shared::Problem;
use shared::interview::{Form, Interview};
use shared::questionnaire::{Kind, Question};
use shared::time::Date;

use super::survey::Survey;
use crate::islands::pill::Telling;
use crate::widgets::{Around, Field};

/// The open page.
#[derive(Clone, Debug, PartialEq)]
pub enum Step {
    Start,
    /// A section, by its index.
    Part(usize),
    Check,
    /// The receipt of a submission, by its id.
    Receipt(String),
}

/// What was found on this device.
#[derive(Clone, Debug, PartialEq)]
pub enum Arrival {
    /// Still looking.
    Looking,
    Fresh,
    /// A draft to carry on with: begun when, answered how many of how many.
    Draft { begun: String, answered: u32, of: u32 },
    /// It is open in another tab.
    Held,
}

/// Handles to everything; copied into handlers.
#[derive(Clone, Copy)]
pub struct Session {
    pub survey: StoredValue<Arc<Survey>>,
    pub interview: StoredValue<Interview>,
    pub step: RwSignal<Step>,
    pub arrival: RwSignal<Arrival>,
    /// Counts changes of what is shown.
    pub route: RwSignal<u32>,
    pub problems: RwSignal<Vec<Problem>>,
    /// Soft warnings of this page were shown once: going on means that they were read.
    pub warned: RwSignal<bool>,
    /// A single answer is being changed from the check page, which comes next again.
    pub changing: RwSignal<bool>,
    pub busy: RwSignal<bool>,
    pub online: RwSignal<bool>,
    pub trouble: RwSignal<Option<&'static str>>,
    pub say: RwSignal<String>,
    pub telling: Telling,
    /// The consent and whatever else stands at the start, so that a draft can fill them in.
    pub start_fields: StoredValue<Vec<Field>>,
    pub last_borough: StoredValue<Option<String>>,
    #[cfg(feature = "browser")]
    pub keep: super::arrive::Keep,
}

/// Before the device's clock is known; nothing on the first page asks for the day.
const NO_DAY: Date = Date { year: 2000, month: 1, day: 1 };

impl Session {
    pub fn new(survey: Arc<Survey>) -> Session {
        Session {
            interview: StoredValue::new(Interview::new(survey.form.clone(), NO_DAY)),
            survey: StoredValue::new(survey),
            step: RwSignal::new(Step::Start),
            arrival: RwSignal::new(Arrival::Looking),
            route: RwSignal::new(0),
            problems: RwSignal::new(Vec::new()),
            warned: RwSignal::new(false),
            changing: RwSignal::new(false),
            busy: RwSignal::new(false),
            online: RwSignal::new(true),
            trouble: RwSignal::new(None),
            say: RwSignal::new(String::new()),
            telling: Telling::of_page(),
            start_fields: StoredValue::new(Vec::new()),
            last_borough: StoredValue::new(None),
            #[cfg(feature = "browser")]
            keep: super::arrive::Keep::new(),
        }
    }

    pub fn form(&self) -> Arc<Form> {
        self.interview.with_value(|interview| interview.form().clone())
    }

    /// The device's day, once it is known.
    pub fn today(&self) -> Date {
        self.interview.with_value(|interview| interview.context().today)
    }

    /// The section of consent alone is part of the start; the others are pages of their own.
    pub fn is_start_section(form: &Form, section: usize) -> bool {
        let section = form.questionnaire().sections.get(section);
        section.is_some_and(|section| section.questions.iter().all(|question| question.kind == Kind::Consent))
    }

    /// The pages on this route, as indexes of sections.
    pub fn parts(&self) -> Vec<usize> {
        let form = self.form();
        let shown = self.interview.with_value(Interview::sections_shown);
        shown.into_iter().filter(|section| !Session::is_start_section(&form, *section)).collect()
    }

    /// The questions at the start.
    pub fn start_questions(form: &Form) -> Vec<Question> {
        let sections = form.questionnaire().sections.iter().enumerate();
        let at_start = sections.filter(|(index, _)| Session::is_start_section(form, *index));
        at_start.flat_map(|(_, section)| section.questions.iter().cloned()).collect()
    }

    pub fn around(&self) -> Arc<Around> {
        let session = *self;
        let form = self.form();
        let main_language = form.questionnaire().main_language().to_owned();
        Arc::new(Around {
            today: self.today(),
            short_route: self.interview.with_value(Interview::is_short_route),
            language: main_language.clone(),
            main_language,
            sectors: self.survey.with_value(|survey| survey.sectors.clone()),
            last_borough: self.last_borough.get_value(),
            record: Box::new(move |question, value| session.record(question, value)),
            say: self.say,
            problems: self.problems,
        })
    }

    pub fn field(&self, question: &Question, around: &Arc<Around>) -> Field {
        let entry = self.interview.with_value(|interview| interview.entry(&question.id).cloned());
        Field::new(question, entry, around.clone())
    }

    /// Takes one change. Nothing is drawn but what it makes appear or vanish.
    pub fn record(&self, question: &str, value: Option<Value>) {
        #[cfg(feature = "browser")]
        super::arrive::keep(*self, question, value.as_ref());
        let changed = self.interview.try_update_value(|interview| interview.set(question, value)).unwrap_or(false);
        if changed {
            self.route.update(|count| *count += 1);
        }
    }

    /// What is wrong before the first question; without consent nothing goes on.
    pub fn problems_at_start(&self) -> Vec<Problem> {
        let questions = Session::start_questions(&self.form());
        self.interview.with_value(|interview| questions.iter().flat_map(|question| interview.problems_at(&question.id)).collect())
    }
}
