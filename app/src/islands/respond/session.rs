//! What the pages of the interview share: the answers, the open page, what is wrong, where it is kept.

use std::ops::Deref;
use std::sync::Arc;

use serde_json::Value;
use shared::Problem;
use shared::interview::{Form, Interview};
use shared::questionnaire::{Choice, Kind, Question};
use shared::time::{Date, Stamp};

use super::survey::Survey;
use crate::islands::pill::Telling;
use crate::widgets::followed::Followed;
use crate::widgets::{Around, Field, Host};

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
    /// A draft to carry on with: begun when, answered how many of how many, and how many others there are.
    Draft {
        begun: Option<Date>,
        answered: u32,
        of: u32,
        others: usize,
    },
    /// It is open in another tab.
    Held {
        others: usize,
    },
}

/// What became of the answers that were taken over into the newer version.
#[cfg(feature = "several")]
#[derive(Clone, Debug)]
pub struct CameAlong {
    /// Questions whose answers did not fit, or not whole, by their names.
    pub lost: Vec<String>,
    /// How many questions the newer version asks beside the older one's.
    pub new: usize,
}

/// What the device could not do; on the server there is no device.
#[cfg(feature = "browser")]
pub use crate::device::DeviceError as Trouble;
#[cfg(not(feature = "browser"))]
pub use std::convert::Infallible as Trouble;

/// One pointer to everything, so that every handler can have one.
#[derive(Clone)]
pub struct Session(Arc<Desk>);

pub struct Desk {
    /// Only being looked at by who makes the survey: nothing is kept or sent.
    pub is_trial: bool,
    /// The page's.
    pub survey: Arc<Survey>,
    /// The version that the interview goes by: the page's, or the one that a draft was begun with.
    pub base: Followed<Arc<Survey>>,
    /// Changes at every answer, so nothing that is drawn follows it.
    pub interview: Followed<Interview>,
    pub step: Followed<Step>,
    pub arrival: Followed<Arrival>,
    /// Counts changes of what is shown.
    pub route: Followed<u32>,
    pub problems: Arc<Followed<Vec<Problem>>>,
    /// Why the server refused these answers, until the page where they are mended has said so.
    pub refused: Followed<Vec<Problem>>,
    /// Soft warnings of this page were shown once: going on means that they were read.
    pub warned: Followed<bool>,
    /// What was finished last in this page, by its id: behind it in the history lies nothing that could be filled in.
    pub finished: Followed<Option<String>>,
    /// A single answer is being changed from the check page, which comes next again.
    pub changing: Followed<bool>,
    pub busy: Followed<bool>,
    pub online: Followed<bool>,
    pub trouble: Followed<Option<Trouble>>,
    pub say: Arc<Followed<String>>,
    pub telling: Telling,
    /// The consent and whatever else stands at the start, so that a draft can fill them in.
    pub start_fields: Followed<Vec<Field>>,
    pub last_borough: Followed<Option<String>>,
    #[cfg(feature = "several")]
    pub came_along: Followed<Option<CameAlong>>,
    /// BCP 47; the questionnaire's main language at first.
    pub language: Followed<String>,
    #[cfg(feature = "browser")]
    pub keep: super::arrive::Keep,
}

impl Deref for Session {
    type Target = Desk;

    fn deref(&self) -> &Desk {
        &self.0
    }
}

impl Host for Session {
    fn record(&self, path: &str, value: Option<Value>) {
        Session::record(self, path, value);
    }

    fn entry(&self, path: &str) -> Option<Value> {
        self.interview.peek(|interview| interview.entry(path))
    }

    fn follow(&self) {
        self.route.get();
    }

    fn is_shown(&self, path: &str) -> bool {
        self.interview.peek(|interview| interview.is_shown(path))
    }

    fn is_required(&self, path: &str) -> bool {
        cfg!(feature = "whole") && self.interview.peek(|interview| interview.needs(path))
    }

    fn fill(&self, path: &str, words: &str) -> String {
        if !cfg!(feature = "whole") {
            return String::new();
        }
        self.interview.peek(|interview| interview.words(path, words))
    }

    fn choices(&self, path: &str) -> Vec<Choice> {
        if !cfg!(feature = "whole") {
            return Vec::new();
        }
        self.interview.peek(|interview| interview.choices(path).into_iter().cloned().collect())
    }

    fn count_choices(&self, path: &str) -> usize {
        if !cfg!(feature = "whole") {
            return 0;
        }
        let form = self.form();
        form.question_at(path).map_or(0, |question| form.choices(question).len())
    }

    fn items(&self, repeat: &str) -> (usize, bool) {
        if !cfg!(feature = "whole") {
            return (0, false);
        }
        self.interview.peek(|interview| (interview.items(repeat), interview.may_add(repeat)))
    }

    fn add_item(&self, repeat: &str) {
        if !cfg!(feature = "whole") {
            return;
        }
        self.interview.change(|interview| interview.add_item(repeat));
        self.keep_items(repeat);
        self.turn();
    }

    fn remove_item(&self, repeat: &str, item: usize) {
        if !cfg!(feature = "whole") {
            return;
        }
        self.interview.change(|interview| interview.remove_item(repeat, item));
        self.keep_items(repeat);
        self.turn();
    }

    fn at_home(&self, clock: Stamp) -> Stamp {
        #[cfg(feature = "browser")]
        return crate::device::at_home(clock);
        #[cfg(not(feature = "browser"))]
        clock
    }
}

/// Before the device's clock is known; nothing on the first page asks for the day.
const NO_MOMENT: Stamp = Stamp { millis: 946_684_800_000, offset: 0 };

impl Session {
    pub fn new(survey: Arc<Survey>) -> Session {
        Session::made(survey, false)
    }

    /// For who makes the survey: nothing is kept or sent.
    pub fn trial(survey: Arc<Survey>) -> Session {
        Session::made(survey, true)
    }

    fn made(survey: Arc<Survey>, is_trial: bool) -> Session {
        let language = survey.form.questionnaire().main_language().to_owned();
        Session(Arc::new(Desk {
            is_trial,
            interview: Followed::new(Interview::new(survey.form.clone(), NO_MOMENT)),
            base: Followed::new(survey.clone()),
            survey,
            step: Followed::new(Step::Start),
            arrival: Followed::new(Arrival::Looking),
            route: Followed::new(0),
            problems: Arc::default(),
            refused: Followed::new(Vec::new()),
            warned: Followed::new(false),
            finished: Followed::new(None),
            changing: Followed::new(false),
            busy: Followed::new(false),
            online: Followed::new(true),
            trouble: Followed::new(None),
            say: Arc::default(),
            telling: Telling::of_page(),
            start_fields: Followed::new(Vec::new()),
            last_borough: Followed::new(None),
            #[cfg(feature = "several")]
            came_along: Followed::new(None),
            language: Followed::new(language),
            #[cfg(feature = "browser")]
            keep: super::arrive::Keep::default(),
        }))
    }

    pub fn form(&self) -> Arc<Form> {
        self.interview.peek(|interview| interview.form().clone())
    }

    /// The device's day, once it is known.
    pub fn today(&self) -> Date {
        self.interview.peek(|interview| interview.context().today)
    }

    /// The section of consent alone is part of the start; the others are pages of their own.
    pub fn is_start_section(form: &Form, section: usize) -> bool {
        let section = form.questionnaire().sections.get(section);
        section.is_some_and(|section| section.questions.iter().all(|question| question.kind == Kind::Consent))
    }

    /// The pages on this route, as indexes of sections.
    pub fn parts(&self) -> Vec<usize> {
        let form = self.form();
        let shown = self.interview.peek(Interview::sections_shown);
        shown.into_iter().filter(|section| !Session::is_start_section(&form, *section)).collect()
    }

    /// The questions at the start.
    pub fn start_questions(form: &Form) -> Vec<Question> {
        let sections = form.questionnaire().sections.iter().enumerate();
        let at_start = sections.filter(|(index, _)| Session::is_start_section(form, *index));
        at_start.flat_map(|(_, section)| section.questions.iter().cloned()).collect()
    }

    pub fn around(&self) -> Arc<Around> {
        let session = self.clone();
        let form = self.form();
        let main_language = form.questionnaire().main_language().to_owned();
        Arc::new(Around {
            today: self.today(),
            short_route: self.interview.peek(Interview::is_short_route),
            language: self.language.peek(Clone::clone),
            main_language,
            sectors: self.survey.sectors.clone(),
            last_borough: self.last_borough.peek(Option::clone),
            host: Box::new(session),
            say: self.say.clone(),
            problems: self.problems.clone(),
        })
    }

    pub fn field(&self, question: &Question, around: &Arc<Around>) -> Field {
        Field::new(question, question.id.clone(), around.clone())
    }

    /// Takes one change. Nothing is drawn but what it makes appear or vanish.
    pub fn record(&self, path: &str, value: Option<Value>) {
        let repeat = path.split_once('[').map(|(repeat, _)| repeat).filter(|_| cfg!(feature = "whole"));
        if repeat.is_none() {
            self.keep_answer(path, value.as_ref());
        }
        if self.interview.change(|interview| interview.set(path, value)) {
            self.turn();
        }
        if let Some(repeat) = repeat {
            self.keep_items(repeat);
        }
    }

    /// A repeat is kept as a whole: its items have no names of their own.
    fn keep_items(&self, repeat: &str) {
        let items = self.interview.peek(|interview| interview.entry(repeat));
        self.keep_answer(repeat, items.as_ref());
    }

    #[cfg_attr(not(feature = "browser"), expect(unused_variables, reason = "the server keeps nothing"))]
    fn keep_answer(&self, question: &str, value: Option<&Value>) {
        #[cfg(feature = "browser")]
        super::arrive::keep(self, question, value);
    }

    /// What is shown has changed.
    pub fn turn(&self) {
        self.route.change(|count| *count += 1);
    }

    /// What is wrong before the first question; without consent nothing goes on.
    pub fn problems_at_start(&self) -> Vec<Problem> {
        let questions = Session::start_questions(&self.form());
        self.interview
            .peek(|interview| questions.iter().flat_map(|question| interview.problems_at(&question.id)).collect())
    }
}
