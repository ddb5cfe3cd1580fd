//! Between the session and the device: a draft taken up, each answer put down, a new draft begun.

use leptos::task::spawn_local;
use serde_json::{Map, Value};
use shared::interview::Interview;
use shared::time::Stamp;

use std::sync::Arc;

use super::address;
use super::session::{Arrival, Session};
#[cfg(feature = "several")]
use super::speak;
use super::survey::Survey;
use crate::device::{self, DeviceError, Draft, TakeUp};
use crate::widgets::focus::input_is_checked;
use crate::widgets::followed::Followed;
use crate::words;

const LAST_BOROUGH: &str = "last-borough";

/// The open draft. Answers from before the device has been looked through begin one as well, so that the journal
/// has them at once; where there was an older draft, they go over into that one.
#[derive(Default)]
pub struct Keep {
    draft: Followed<Option<Draft>>,
}

impl Keep {
    pub fn draft(&self) -> Option<Draft> {
        self.draft.peek(Option::clone)
    }
}

/// Looks through the device, then shows the page that the address names. Runs after hydration, so that
/// the first drawing is the server's.
pub fn arrive(session: &Session) {
    let session = session.clone();
    spawn_local(async move {
        let now = device::now();
        session.interview.change(|interview| *interview = Interview::new(interview.form().clone(), now));
        session.online.set(device::is_online());
        session.last_borough.set(device::recall(LAST_BOROUGH));
        #[cfg(feature = "several")]
        speak::greet(&session).await;
        look(&session).await;
        #[cfg(feature = "several")]
        speak::arrive_in(&session).await;
        device::mark("sectorwise-usable");
        address::follow(&session);
        let seen = session.clone();
        device::on_change(move || {
            seen.online.set(device::is_online());
            let (now, is_full) = (device::trouble(), Some(DeviceError::Full));
            // Said at once, and no more once there is room again.
            if now == is_full || seen.trouble.peek(|before| *before == is_full) {
                seen.trouble.set(now);
            }
        });
        device::start_sending();
        device::worker::register();
        #[cfg(feature = "several")]
        speak::bring_lists(&session).await;
    });
}

/// Shows a survey that is still being made, in one language, with answers to begin with; what was answered
/// before stays where the question is still there. `open` is a place such as `q-C3`.
pub fn try_out(session: &Session, survey: Survey, language: &str, answers: Map<String, Value>, open: &str) {
    let mut entries = session.interview.peek(Interview::entries);
    entries.extend(answers);
    let form = survey.form.clone();
    session.base.set(Arc::new(survey));
    session.interview.change(|interview| {
        *interview = Interview::new(form.clone(), device::now());
        for (id, value) in entries {
            interview.set(&id, Some(value));
        }
        interview.set_language(language);
    });
    session.arrival.set(Arrival::Fresh);
    session.problems.set(Vec::new());
    // Told anew even where it is the same: every page is drawn again.
    session.language.set(language.to_owned());
    session.turn();
    address::open(session, open);
}

async fn look(session: &Session) {
    let slug = session.form().questionnaire().slug.clone();
    let taken = match address::draft_named() {
        Some(id) => device::take_up_draft(&id).await,
        None => device::take_up(&slug).await,
    };
    if let Some(id) = address::draft_named() {
        session.refused.set(device::refused_for(&id).await);
    }
    match taken {
        Ok(TakeUp::Draft { draft, others }) if draft.survey == slug => adopt(session, *draft, others).await,
        Ok(TakeUp::HeldElsewhere { others }) => session.arrival.set(Arrival::Held { others }),
        Ok(_) => session.arrival.set(Arrival::Fresh),
        Err(error) => {
            session.arrival.set(Arrival::Fresh);
            session.trouble.set(Some(error));
        }
    }
    // A box ticked before this script ran, by somebody quick.
    for question in Session::start_questions(&session.form()) {
        let is_open = session.interview.peek(|interview| interview.entry(&question.id).is_none());
        if is_open && input_is_checked(&["q-", &question.id, "-yes"].concat()) {
            session.record(&question.id, Some(Value::Bool(true)));
        }
    }
    fill_in_start(session);
}

/// Carries on with a draft, in the version of the survey that it was begun with. Where that version is not on
/// this device, the draft is one of the page's version from now on: the server checks it with the version
/// that it names.
async fn adopt(session: &Session, mut draft: Draft, others: usize) {
    let mut form = session.survey.form.clone();
    let own = form.questionnaire().version;
    let mut is_moved = false;
    if draft.version != own {
        let kept = device::definition(&draft.survey, draft.version).await;
        match kept.and_then(Survey::read) {
            Some(survey) => {
                form = survey.form.clone();
                session.base.set(Arc::new(survey));
            }
            None => is_moved = true,
        }
    }
    let (now, entries) = (device::now(), draft.entries.clone());
    session.interview.change(|interview| *interview = Interview::with_entries(form, entries, now));
    let begun = Stamp::parse(&draft.started_at).map(|stamp| stamp.date());
    let progress = session.interview.peek(Interview::progress);
    if is_moved {
        draft.version = own;
        let section = draft.section;
        // Its head goes into the journal.
        device::turn_to(&mut draft, section, progress.answered as u32, progress.of as u32);
    }
    if draft.version == own {
        // The tab of the first answer may have gone before they were stored.
        let session = session.clone();
        spawn_local(async move { keep_questions(&session).await });
    }
    session.arrival.set(Arrival::Draft { begun, answered: progress.answered as u32, of: progress.of as u32, others });
    let early = session.keep.draft.change(|slot| slot.replace(draft));
    session.telling.begun.set(true);
    if let Some(early) = early {
        early.entries.iter().for_each(|(question, value)| session.record(question, Some(value.clone())));
        // What is not deleted is in the list of all.
        spawn_local(async move {
            let _ = device::discard(&early.id).await;
        });
    }
    fill_in_start(session);
    session.turn();
}

fn fill_in_start(session: &Session) {
    session.start_fields.peek(|fields| {
        for field in fields {
            let entry = session.interview.peek(|interview| interview.entry(&field.question.id));
            field.entry.set(entry);
            field.push();
        }
    });
}

/// Puts one change into the journal before the handler returns; the first answer begins the draft.
pub fn keep(session: &Session, question: &str, value: Option<&Value>) {
    if session.is_trial {
        return;
    }
    let is_first = session.keep.draft.peek(Option::is_none);
    if is_first && value.is_none() {
        return;
    }
    session.keep.draft.change(|slot| {
        let draft = slot.get_or_insert_with(|| begin(session));
        if is_first && cfg!(feature = "whole") {
            // What stands there by default was an answer from the first one on.
            let defaults = session.interview.peek(Interview::entries);
            defaults.iter().for_each(|(id, value)| device::record(draft, id, Some(value)));
        }
        device::record(draft, question, value)
    });
    if is_first {
        keep_what_belongs_to_it(session);
    }
    if !session.telling.begun.peek(|begun| *begun) {
        session.telling.begun.set(true);
    }
    remember_borough(session, value);
}

fn begin(session: &Session) -> Draft {
    let form = session.form();
    let survey = form.questionnaire();
    let language = session.language.peek(Clone::clone);
    device::begin(&survey.slug, survey.title.plain(), survey.version, &survey.notice.version, &language)
}

/// The draft is in this language from now on.
#[cfg(feature = "several")]
pub fn speak(session: &Session, tag: &str) {
    session.keep.draft.change(|draft| {
        if let Some(draft) = draft.as_mut().filter(|draft| draft.language != tag) {
            tag.clone_into(&mut draft.language);
            let (section, answered, of) = (draft.section, draft.answered, draft.of);
            device::turn_to(draft, section, answered, of);
        }
    });
}

/// With the first answer: the questions themselves, and the browser's promise to keep everything.
fn keep_what_belongs_to_it(session: &Session) {
    let session = session.clone();
    spawn_local(async move {
        keep_questions(&session).await;
        device::ask_to_keep().await;
    });
}

/// Takes the answers over into the page's version; what did not fit is named on the next page.
#[cfg(feature = "several")]
pub fn carry_over(session: &Session) {
    let from = session.form();
    let to = session.survey.form.clone();
    let now = device::now();
    let carried =
        session.interview.peek(|interview| shared::interview::carry(&from, &interview.entries(), &to, now.date()));
    let named = |id: &String| from.question(id).map(|question| [id, " ", question.short_name().plain()].concat());
    let lost = carried.lost.iter().filter_map(named).collect();
    session.came_along.set(Some(super::session::CameAlong { lost, new: carried.new }));
    session.base.set(session.survey.clone());
    let kept = carried.entries.clone();
    session.interview.change(|interview| *interview = Interview::with_entries(to.clone(), carried.entries, now));
    session.keep.draft.change(|slot| {
        if let Some(draft) = slot {
            draft.version = to.questionnaire().version;
            to.questionnaire().notice.version.clone_into(&mut draft.notice);
            // What does not fit is taken out of the draft; the rest is written anew, under the new version.
            let old: Vec<String> = draft.entries.keys().cloned().collect();
            for id in old {
                device::record(draft, &id, kept.get(&id));
            }
            let (section, answered, of) = (0, draft.answered, draft.of);
            device::turn_to(draft, section, answered, of);
        }
    });
    let kept = session.clone();
    spawn_local(async move { keep_questions(&kept).await });
    // The words of the older version are not those of the newer.
    speak::anew(session);
    fill_in_start(session);
    session.turn();
    address::begin_or_say_why_not(session);
}

async fn keep_questions(session: &Session) {
    let survey = &session.survey;
    let questionnaire = survey.form.questionnaire();
    if let Err(error) = device::keep_definition(&questionnaire.slug, questionnaire.version, &survey.json).await {
        session.trouble.set(Some(error));
    }
}

/// Checks with this moment from now on: a tab may stay open over New Year, and the server checks with the
/// moment of the finish.
pub fn keep_to(session: &Session, now: Stamp) {
    if session.interview.change(|interview| interview.set_now(now)) {
        session.turn();
    }
}

fn remember_borough(session: &Session, value: Option<&Value>) {
    let Some(borough) = value.and_then(|value| value.get("borough")).and_then(Value::as_str) else { return };
    if session.last_borough.peek(|last| last.as_deref() != Some(borough)) {
        session.last_borough.set(Some(borough.to_owned()));
        device::remember(LAST_BOROUGH, borough);
    }
}

/// Remembers the open page and how far it is.
pub fn turn_to(session: &Session, section: usize) {
    let progress = session.interview.peek(Interview::progress);
    session.keep.draft.change(|draft| {
        if let Some(draft) = draft {
            device::turn_to(draft, section as u32, progress.answered as u32, progress.of as u32);
        }
    });
}

/// Leaves the draft where it is and begins afresh, with the newest version of the survey.
pub fn start_another(session: &Session) {
    forget(session);
    session.arrival.set(Arrival::Fresh);
    address::go_to_start(session);
}

/// After the finish, and before another: nothing of the old answers stays on the screen.
pub fn forget(session: &Session) {
    let now = device::now();
    let form = session.survey.form.clone();
    session.keep.draft.set(None);
    session.base.set(session.survey.clone());
    session.interview.change(|interview| *interview = Interview::new(form, now));
    session.telling.begun.set(false);
    // Where it is still true, the next first answer says so again.
    session.trouble.set(None);
    session.problems.set(Vec::new());
    session.changing.set(false);
    #[cfg(feature = "several")]
    {
        session.came_along.set(None);
        speak::anew(session);
    }
    fill_in_start(session);
    session.turn();
}

/// What the device could not do, and what to do about it.
pub fn in_words(error: DeviceError) -> &'static str {
    match error {
        DeviceError::Blocked => words::trouble_blocked(),
        DeviceError::Unsent => words::trouble_unsent(),
        DeviceError::Full => words::trouble_full(),
        DeviceError::HeldElsewhere => words::trouble_held(),
        DeviceError::Closed | DeviceError::Missing | DeviceError::Unreadable | DeviceError::Failed => {
            words::trouble_failed()
        }
    }
}
