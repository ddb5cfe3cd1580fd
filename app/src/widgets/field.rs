//! One question being answered: what a widget may know, and the one door by which it answers.

use std::ops::Deref;
use std::sync::Arc;

use leptos::tachys::renderer::types::Element;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlInputElement;
use serde_json::{Map, Value};
use shared::language::is_rtl;
use shared::questionnaire::{Choice, Question};
use shared::text::Text;
use shared::time::{Date, Stamp};
use shared::{Missing, Problem};

use super::el::{Child, el, live};
use super::followed::Followed;
use crate::words;

/// The interview around the questions of a page, as widgets may know it; paths are such as `sites[1].name`.
pub trait Host: Send + Sync {
    /// Takes each change, keystroke by keystroke; `None` takes an answer away.
    fn record(&self, path: &str, value: Option<Value>);
    fn entry(&self, path: &str) -> Option<Value>;
    /// Follows what appears, vanishes or is worked out.
    fn follow(&self);
    fn is_shown(&self, path: &str) -> bool;
    fn is_required(&self, path: &str) -> bool;
    /// A wording with the answers that it mentions in their places.
    fn fill(&self, path: &str, words: &str) -> String;
    /// The choices that are offered now.
    fn choices(&self, path: &str) -> Vec<Choice>;
    /// How many choices there are, offered or not.
    fn count_choices(&self, path: &str) -> usize;
    /// How many items a repeat has, and whether one may be added.
    fn items(&self, repeat: &str) -> (usize, bool);
    fn add_item(&self, repeat: &str);
    fn remove_item(&self, repeat: &str, item: usize);
    /// A time of the clock, given as if in Greenwich, with the device's offset on that day.
    fn at_home(&self, clock: Stamp) -> Stamp;
}

/// What all questions of a page share.
pub struct Around {
    /// The device's day.
    pub today: Date,
    /// Rows of grids may be missing on the short route.
    pub short_route: bool,
    pub language: String,
    /// The questionnaire's main language, for wordings that are not translated.
    pub main_language: String,
    /// Which boroughs a postcode may lie in; empty where no table is loaded.
    pub sectors: Arc<Value>,
    /// The borough that this device chose last; a suggestion, never an answer.
    pub last_borough: Option<String>,
    pub host: Box<dyn Host>,
    /// Told to screen readers.
    pub say: Arc<Followed<String>>,
    /// What is wrong on this page, since somebody asked to go on.
    pub problems: Arc<Followed<Vec<Problem>>>,
}

/// A question together with its answer: a pointer, so that every handler can have one.
#[derive(Clone)]
pub struct Field(Arc<Parts>);

pub struct Parts {
    pub question: Question,
    /// Its id, or inside of a repeat `sites[1].name`.
    pub path: String,
    pub around: Arc<Around>,
    /// The answer as typed; `None` while it is open.
    pub entry: Followed<Option<Value>>,
    /// Counts changes that did not come from the control itself, so that it draws them.
    pub pushed: Followed<u32>,
}

impl Around {
    /// Words that are not translated say in which language they are, to be read out and set as such (WCAG 3.1.2).
    pub fn marked(&self, text: &Text, words: Child) -> Child {
        if !cfg!(feature = "several") || self.language == self.main_language || text.has(&self.language) {
            return words;
        }
        let direction = if is_rtl(&self.main_language) { "rtl" } else { "ltr" };
        el("span").attr("lang", self.main_language.clone()).attr("dir", direction).child(words).into()
    }

    /// A time of the clock with the device's offset on that day.
    pub fn at_home(&self, clock: Stamp) -> Stamp {
        self.host.at_home(clock)
    }
}

impl Deref for Field {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// What an input is to show.
pub enum Shows {
    Ticked(bool),
    Text(String),
}

impl Field {
    pub fn new(question: &Question, path: String, around: Arc<Around>) -> Field {
        let (entry, pushed) = (Followed::new(around.host.entry(&path)), Followed::new(0));
        Field(Arc::new(Parts { question: question.clone(), path, around, entry, pushed }))
    }

    /// The wording in the respondent's language.
    pub fn words(&self, text: &Text) -> String {
        let words = text.get(&self.around.language, &self.around.main_language);
        if cfg!(feature = "whole") && words.contains("${") {
            self.around.host.fill(&self.path, words)
        } else {
            words.to_owned()
        }
    }

    /// The wording as a child; it follows the answers that it mentions.
    pub fn wording(&self, text: &Text) -> Child {
        self.around.marked(text, self.followed(text))
    }

    fn followed(&self, text: &Text) -> Child {
        if !cfg!(feature = "whole") || !text.get(&self.around.language, &self.around.main_language).contains("${") {
            return self.words(text).into();
        }
        let (field, text) = (self.clone(), text.clone());
        live(move || {
            field.around.host.follow();
            field.words(&text)
        })
    }

    /// The short name, for labels that only screen readers need.
    pub fn name(&self) -> String {
        self.words(self.question.short_name())
    }

    /// The id of one of the question's parts, such as `q-C3-contracts`; errors link to it.
    pub fn id(&self, part: &str) -> String {
        [&anchor(&self.path), "-", part].concat()
    }

    /// The name that the question's inputs share.
    pub fn input_name(&self) -> String {
        self.path.clone()
    }

    /// Answers. Where this takes back a "Don’t know", that control follows.
    pub fn set(&self, value: Option<Value>) {
        let was_missing = self.missing().is_some();
        let is_missing = value.as_ref().and_then(reason_of).is_some();
        self.entry.set(value.clone());
        self.around.host.record(&self.path, value);
        if was_missing && !is_missing {
            self.push();
        }
    }

    /// Answers from outside the control, which then draws it.
    pub fn set_and_show(&self, value: Option<Value>) {
        self.set(value);
        self.push();
    }

    pub fn push(&self) {
        self.pushed.change(|count| *count += 1);
    }

    /// The answer, unless it is a reason for leaving it open. Follows nothing.
    pub fn typed(&self) -> Option<Value> {
        self.entry.peek(Option::clone).filter(|value| reason_of(value).is_none())
    }

    /// The reason for which it is left open. Follows nothing.
    pub fn missing(&self) -> Option<Missing> {
        self.entry.peek(|entry| entry.as_ref().and_then(reason_of))
    }

    /// The answer as an object, empty where it is none.
    pub fn object(&self) -> Map<String, Value> {
        match self.typed() {
            Some(Value::Object(object)) => object,
            _ => Map::new(),
        }
    }

    /// A text in the answer's object, as typed.
    pub fn text_at(&self, key: &str) -> String {
        text_of(self.object().get(key))
    }

    /// Puts one text of an object; empty texts go, and an object without any is no answer.
    pub fn set_at(&self, key: &str, text: String) {
        let mut object = self.object();
        if text.is_empty() {
            object.remove(key);
        } else {
            object.insert(key.to_owned(), Value::String(text));
        }
        self.set((!object.is_empty()).then_some(Value::Object(object)));
    }

    /// The choices that are offered now; without a filter these are the question's own.
    pub fn offered(&self) -> Vec<Choice> {
        let is_own = self.question.filter.is_none() && self.question.list.is_none();
        if is_own { self.question.options.clone() } else { self.around.host.choices(&self.path) }
    }

    /// The answer as a list of codes. Follows nothing.
    pub fn codes(&self) -> Vec<String> {
        codes_of(self.typed().as_ref())
    }

    /// Puts a list of codes; an empty one is no answer.
    pub fn set_codes(&self, codes: Vec<String>) {
        let list = || Value::Array(codes.iter().cloned().map(Value::String).collect());
        self.set((!codes.is_empty()).then(list));
    }

    /// Follows: whether something is wrong here, or at one row.
    pub fn is_wrong(&self, row: Option<&str>) -> bool {
        self.around.problems.with(|problems| {
            let here = problems.iter().filter(|problem| problem.question == self.path && problem.is_error());
            let mut rows = here.map(|problem| problem.row.as_deref());
            rows.any(|found| row.is_none() || found == row)
        })
    }

    pub fn say(&self, words: impl Into<String>) {
        self.around.say.set(words.into());
    }

    /// Keeps the inputs of a group as `shows` wants them, by name and value, whenever the answer was
    /// changed from outside. While somebody types, nothing is touched.
    pub fn mirror(&self, shows: fn(&Field, &str, &str) -> Shows) -> impl Fn(&Element) + Send + 'static {
        let field = self.clone();
        move |group| field.show(group, shows)
    }

    fn show(&self, group: &Element, shows: fn(&Field, &str, &str) -> Shows) {
        if self.pushed.get() == 0 {
            return;
        }
        let inputs = group.get_elements_by_tag_name("input");
        for index in 0..inputs.length() {
            let Some(input) = inputs.item(index).map(JsCast::unchecked_into::<HtmlInputElement>) else { continue };
            match shows(self, &input.name(), &input.value()) {
                Shows::Ticked(on) => input.set_checked(on),
                Shows::Text(text) => input.set_value(&text),
            }
        }
    }
}

/// The id of a question's element: `q-C3`, `q-sites-1-name`.
pub fn anchor(path: &str) -> String {
    if !cfg!(feature = "whole") {
        return ["q-", path].concat();
    }
    let mut id = String::from("q-");
    for sign in path.chars() {
        match sign {
            '[' | '.' => id.push('-'),
            ']' => {}
            other => id.push(other),
        }
    }
    id
}

/// `{"missing": …}`
pub fn missing_value(reason: Missing) -> Value {
    object([("missing", Value::String(reason.code().to_owned()))])
}

pub fn reason_of(value: &Value) -> Option<Missing> {
    value.get("missing").and_then(Value::as_str).and_then(Missing::from_code)
}

/// An object; inserted one by one, since collecting would bring a sorting algorithm onto the phone.
pub fn object<const N: usize>(entries: [(&str, Value); N]) -> Value {
    let mut object = Map::new();
    for (key, value) in entries {
        object.insert(key.to_owned(), value);
    }
    Value::Object(object)
}

/// A text as typed; numbers are shown as they would be sent.
pub fn text_of(value: Option<&Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(number @ Value::Number(_)) => shared::json::canonical(number),
        _ => String::new(),
    }
}

pub fn codes_of(value: Option<&Value>) -> Vec<String> {
    let list = value.and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Words for a reason.
pub fn reason_words(reason: Missing) -> &'static str {
    match reason {
        Missing::DontKnow => words::dont_know(),
        Missing::PreferNotToSay => words::prefer_not_to_say(),
    }
}
