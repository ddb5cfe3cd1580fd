//! What the designer's screen knows, and how it changes: every change is an edit.

use leptos::prelude::*;
use serde_json::Value;
use shared::draft::desk::{Desk, Thing};
use shared::draft::{Edit, Refusal};
use shared::questionnaire::{Fault, Ownership, Question, Questionnaire};

/// What the middle of the screen shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    #[default]
    Survey,
    Section(String),
    Question(String),
    List(String),
}

/// The dialogs, one at a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialog {
    Local,
    /// A local question that is asked of each item of the repeat that is open.
    Inside,
    Bank,
}

/// Where one's changes are, as the pill says it.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(not(feature = "browser"), expect(dead_code, reason = "only a browser saves"))]
pub enum Pill {
    /// Since when, as a time of the clock.
    Saved(String),
    #[default]
    Saving,
    NoSignal,
    SignedOut,
    /// There is no draft any more.
    Discarded,
    /// The server's own sentence.
    Refused(String),
}

/// A change that was not made, at a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    pub at: String,
    pub why: String,
}

/// Copied into every handler; the state stands in the root of the island.
#[derive(Clone, Copy)]
pub struct Screen {
    pub desk: StoredValue<Option<Desk>>,
    /// The draft is there.
    pub begun: RwSignal<bool>,
    /// Things of the draft as JSON, until it changes.
    pub read: StoredValue<Vec<(Thing, Value)>>,
    /// Told at each change of what is shown.
    pub tick: RwSignal<u32>,
    pub open: RwSignal<Open>,
    /// The language beside the main one, or the main one: what is edited and what the phone shows.
    pub tongue: RwSignal<String>,
    pub refused: RwSignal<Option<Refused>>,
    /// Told to screen readers.
    pub said: RwSignal<String>,
    pub faults: RwSignal<Vec<Fault>>,
    /// Whether faults are looked for: not where only words are written.
    #[cfg_attr(not(feature = "browser"), expect(dead_code, reason = "only a browser looks again"))]
    pub checks: bool,
    /// Told a moment after the last change: for what takes longer than a keystroke.
    pub rested: RwSignal<u32>,
    /// The newest published version, whose ids and codes stay.
    pub published: RwSignal<Option<Questionnaire>>,
    pub version: RwSignal<Option<u32>>,
    /// Whether whoever is signed in may change it, or only look.
    pub may_change: RwSignal<bool>,
    pub pill: RwSignal<Pill>,
    /// Who discarded the draft: then nothing is sent or heard any more.
    pub discarded: RwSignal<Option<String>>,
    /// Others who changed something lately.
    pub others: RwSignal<Vec<String>>,
    pub newcomer: RwSignal<bool>,
    /// A clash has just been settled: what comes to its place takes no press for a moment.
    pub settling: RwSignal<bool>,
    /// The question that is being edited and that the phone hides; empty where it shows it.
    pub hidden: RwSignal<String>,
    /// The question that the phone shows whatever its rule says.
    pub bare: RwSignal<Option<String>>,
    pub dialog: RwSignal<Option<Dialog>>,
    /// Parts of the editor that are folded out, by their ids.
    pub unfolded: RwSignal<Vec<String>>,
    /// What is being dragged, and where it would go.
    pub drag: RwSignal<Option<super::drag::Drag>>,
}

impl Screen {
    pub fn new() -> Screen {
        Screen {
            desk: StoredValue::new(None),
            read: StoredValue::new(Vec::new()),
            begun: RwSignal::new(false),
            tick: RwSignal::new(0),
            open: RwSignal::new(Open::default()),
            tongue: RwSignal::new(String::new()),
            refused: RwSignal::new(None),
            said: RwSignal::new(String::new()),
            faults: RwSignal::new(Vec::new()),
            checks: true,
            rested: RwSignal::new(0),
            published: RwSignal::new(None),
            version: RwSignal::new(None),
            may_change: RwSignal::new(true),
            pill: RwSignal::new(Pill::default()),
            discarded: RwSignal::new(None),
            others: RwSignal::new(Vec::new()),
            newcomer: RwSignal::new(false),
            settling: RwSignal::new(false),
            hidden: RwSignal::new(String::new()),
            bare: RwSignal::new(None),
            dialog: RwSignal::new(None),
            unfolded: RwSignal::new(Vec::new()),
            drag: RwSignal::new(None),
        }
    }

    /// Looks at the draft, and again when it changes.
    pub fn see<T: Default>(&self, look: impl FnOnce(&Questionnaire) -> T) -> T {
        self.tick.track();
        self.peek(look)
    }

    pub fn peek<T: Default>(&self, look: impl FnOnce(&Questionnaire) -> T) -> T {
        self.desk.with_value(|desk| desk.as_ref().map(|desk| look(desk.shown()))).unwrap_or_default()
    }

    /// A property as it is now.
    pub fn value(&self, thing: &Thing, property: &str) -> Value {
        self.tick.track();
        let found = self.read.with_value(|read| {
            let known = read.iter().find(|(known, _)| known == thing);
            known.map(|(_, json)| in_it(json, property))
        });
        // Every field of a thing asks for it at each letter: it is made once.
        found.unwrap_or_else(|| {
            let json = self.peek(|draft| thing.json(draft)).unwrap_or_default();
            let value = in_it(&json, property);
            self.read.update_value(|read| read.push((thing.clone(), json)));
            value
        })
    }

    pub fn peek_value(&self, thing: &Thing, property: &str) -> Value {
        self.peek(|draft| at(draft, thing, property))
    }

    /// Makes edits that belong together; a refusal is shown at `field`.
    pub fn act(&self, edits: Vec<Edit>, field: &str) -> bool {
        let mut done = Ok(false);
        self.desk.update_value(|desk| {
            if let Some(desk) = desk {
                done = desk.act(edits);
            }
        });
        self.done(done, field)
    }

    /// Whether an edit would be made, and not refused.
    pub fn would_take(&self, edit: &Edit) -> bool {
        self.desk.with_value(|desk| {
            let Some(desk) = desk else { return false };
            shared::draft::apply(&mut desk.shown().clone(), edit, desk.bank()).is_ok()
        })
    }

    /// Sets a property; `null` takes it away.
    pub fn set(&self, thing: &Thing, property: &str, language: Option<&str>, after: Value, field: &str) -> bool {
        match self.peek(|draft| thing.set(draft, property, language, after)) {
            Some(edit) => self.act(vec![edit], field),
            None => false,
        }
    }

    fn done(&self, done: Result<bool, Refusal>, field: &str) -> bool {
        match done {
            Ok(changed) => {
                self.refused.set(None);
                if changed {
                    self.changed();
                }
                changed
            }
            Err(refusal) => {
                let why = why(&refusal);
                self.said.set(why.clone());
                self.refused.set(Some(Refused { at: field.to_owned(), why }));
                false
            }
        }
    }

    /// What is shown has changed, by whomever.
    pub fn changed(&self) {
        self.read.set_value(Vec::new());
        self.tick.update(|tick| *tick = tick.wrapping_add(1));
        #[cfg(feature = "browser")]
        super::link::changed(*self);
    }

    /// Typing has paused: it is sent now.
    pub fn pause(&self) {
        self.desk.update_value(|desk| {
            if let Some(desk) = desk {
                desk.pause();
            }
        });
        #[cfg(feature = "browser")]
        super::link::hurry(*self);
    }

    pub fn undo(&self, again: bool) {
        let mut done = None;
        self.desk.update_value(|desk| {
            if let Some(desk) = desk {
                done = if again { desk.redo() } else { desk.undo() };
            }
        });
        let (verb, nothing) =
            if again { ("Done again", "There is nothing to do again") } else { ("Undone", "There is nothing to undo") };
        match done {
            None => self.said.set(nothing.to_owned()),
            Some(Ok(edits)) => {
                self.refused.set(None);
                if let Some(open) = edits.iter().rev().find_map(about) {
                    self.open.set(open);
                }
                self.said.set(verb.to_owned());
                self.stay_open();
                self.changed();
            }
            Some(Err(_)) => {
                let why = "That cannot be undone any more: somebody has changed it since".to_owned();
                self.said.set(why.clone());
                self.refused.set(Some(Refused { at: String::new(), why }));
                self.changed();
            }
        }
    }

    /// What is open may have gone.
    pub fn stay_open(&self) {
        let open = self.open.get_untracked();
        let is_there = self.peek(|draft| match &open {
            Open::Survey => true,
            Open::Section(id) => draft.sections.iter().any(|section| section.id == *id),
            Open::Question(id) => shared::draft::all_questions(draft).any(|question| question.id == *id),
            Open::List(name) => draft.lists.iter().any(|list| list.name == *name),
        });
        if !is_there {
            self.open.set(Open::Survey);
        }
    }

    /// Why a question cannot have this id, as a sentence; `own` is the id that it has now.
    pub fn why_not_id(&self, id: &str, own: Option<&str>) -> Option<String> {
        let of_bank = |desk: &Desk| desk.bank().question(id).is_some();
        if own != Some(id) && self.desk.with_value(|desk| desk.as_ref().is_some_and(of_bank)) {
            return Some(format!("{id} is a question of London’s bank. Give yours another id"));
        }
        self.peek(|draft| shared::draft::why_not_id(draft, id, own))
    }

    pub fn main(&self) -> String {
        self.peek(|draft| draft.main_language().to_owned())
    }

    /// The language of translations being written; `None` while it is the main one.
    pub fn other_tongue(&self) -> Option<String> {
        let tongue = self.tongue.get();
        (!tongue.is_empty() && tongue != self.main()).then_some(tongue)
    }

    /// Why a question cannot be changed; `None` where it can.
    pub fn lock(&self, question: &Question) -> Option<Lock> {
        self.desk.with_value(|desk| {
            let desk = desk.as_ref()?;
            let core = desk.bank().instrument_of(desk.shown());
            let is_core = core
                .is_some_and(|core| find(core, &question.id).is_some_and(|asked| asked.ownership == Ownership::Core));
            match question.ownership {
                _ if is_core => Some(Lock::Core),
                Ownership::Module if desk.bank().question(&question.id).is_some() => Some(Lock::Module),
                _ => None,
            }
        })
    }

    /// Whether a version with this question has been published.
    pub fn is_published(&self, id: &str) -> bool {
        self.published.with(|published| published.as_ref().is_some_and(|version| find(version, id).is_some()))
    }

    /// Whether a version with this code has been published.
    pub fn has_published(&self, id: &str, code: &str) -> bool {
        self.published.with(|published| {
            let question = published.as_ref().and_then(|version| find(version, id));
            question.is_some_and(|question| question.option(code).is_some() || question.row(code).is_some())
        })
    }
}

/// Who keeps a question as it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    Core,
    /// Shared across London: it can be left out.
    Module,
}

pub fn find<'a>(draft: &'a Questionnaire, id: &str) -> Option<&'a Question> {
    shared::draft::all_questions(draft).find(|question| question.id == id)
}

/// A question's short name in the main language, or the wording where there is none.
pub fn short_name(question: &Question, main: &str) -> String {
    let name = question.short_name().get(main, main);
    if name.trim().is_empty() { "New question".to_owned() } else { name.to_owned() }
}

fn at(draft: &Questionnaire, thing: &Thing, property: &str) -> Value {
    in_it(&thing.json(draft).unwrap_or_default(), property)
}

fn in_it(json: &Value, property: &str) -> Value {
    json.pointer(&["/", property].concat()).cloned().unwrap_or_default()
}

/// A refusal as a sentence.
pub fn why(refusal: &Refusal) -> String {
    match refusal {
        Refusal::Conflict { .. } => {
            "Somebody else has changed this in the meantime. Look at it, then change it".to_owned()
        }
        Refusal::Gone => "Somebody else has removed this in the meantime".to_owned(),
        Refusal::Locked { why } | Refusal::Invalid { why } => why.clone(),
    }
}

/// What an edit is about, to show it.
fn about(edit: &Edit) -> Option<Open> {
    use shared::draft::Holder;
    Some(match edit {
        Edit::Question { id, .. } | Edit::MoveQuestion { id, .. } => Open::Question(id.clone()),
        Edit::AddQuestion { question, .. } => Open::Question(question.id.clone()),
        Edit::Choice { of, .. }
        | Edit::AddChoice { of, .. }
        | Edit::RemoveChoice { of, .. }
        | Edit::MoveChoice { of, .. } => match of {
            Holder::Options(id) | Holder::Rows(id) => Open::Question(id.clone()),
            Holder::List(name) => Open::List(name.clone()),
        },
        Edit::Section { id, .. } | Edit::MoveSection { id, .. } => Open::Section(id.clone()),
        Edit::AddSection { section, .. } => Open::Section(section.id.clone()),
        Edit::List { name, .. } => Open::List(name.clone()),
        Edit::Survey { .. } => Open::Survey,
        _ => return None,
    })
}
