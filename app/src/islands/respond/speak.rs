//! The language of the questions: chosen at any time, the answers stay.

#[cfg(feature = "several")]
use super::Session;
#[cfg(feature = "several")]
use crate::islands::spoken;
#[cfg(feature = "several")]
use crate::widgets::el::{Child, El, el};
#[cfg(feature = "several")]
use crate::words;

/// A chip for each language of the version that is being answered; nothing where there is one. It follows the version.
#[cfg(feature = "several")]
pub fn chooser(session: &Session) -> Child {
    // The designer's preview has chips of its own.
    let survey = if session.is_trial { session.survey.clone() } else { session.base.get() };
    if survey.tongues.len() < 2 {
        return Child::Nothing;
    }
    let chips = survey.tongues.iter().map(|tongue| {
        let (shown, pressed) = (session.clone(), session.clone());
        let is_read = move |tag: &str| shown.language.with(|language| language == tag);
        spoken::chip(tongue, is_read, move |tag| choose(&pressed, tag))
    });
    let chips: Vec<El> = chips.collect();
    el("p.tongues.row.g2.no-print")
        .attr("role", "group")
        .live_attr("aria-label", || {
            words::follow();
            Some(words::language().into())
        })
        .children(chips)
        .into()
}

#[cfg(all(feature = "browser", feature = "several"))]
pub use browser::{anew, arrive_in, bring_lists, greet};

#[cfg(all(feature = "browser", feature = "several"))]
fn choose(session: &Session, tag: &str) {
    browser::choose(session, tag);
}

// On the server nobody presses anything.
#[cfg(all(not(feature = "browser"), feature = "several"))]
fn choose(_: &Session, _: &str) {}

#[cfg(all(feature = "browser", feature = "several"))]
mod browser {
    use std::sync::Arc;

    use leptos::task::spawn_local;
    use shared::interview::{Form, Interview};
    use shared::language::is_rtl;
    use shared::questionnaire::rows_of_lists;

    use super::super::address;
    use super::Session;
    use crate::device;
    use crate::islands::spoken;
    use crate::words;

    pub fn choose(session: &Session, tag: &str) {
        spoken::remember(tag);
        let (session, tag) = (session.clone(), tag.to_owned());
        spawn_local(async move {
            if speak(&session, &tag).await.is_none() {
                session.say.set(words::language_not_here().to_owned());
            }
        });
    }

    /// The interface in the page's own language, where that is not English: the server has drawn it so.
    pub async fn greet(session: &Session) {
        let main = session.language.peek(Clone::clone);
        if let Some(address) = interface(session, &main) {
            words::speak(words::begin_to_speak(), &main, Some(&address)).await;
            if spoken::last().is_none() {
                // Its list of what is on this phone is in that language, too.
                spoken::remember(&main);
            }
            session.language.set(main);
        }
    }

    /// The page's, also for a draft of an older version: these words are as new as the program. Where the newest
    /// version has the language no more, those that the older one came with.
    fn interface(session: &Session, tag: &str) -> Option<String> {
        let base = session.base.peek(Clone::clone);
        let mut known = session.survey.tongues.iter().chain(&base.tongues);
        known.find(|tongue| tongue.tag == tag)?.interface.clone()
    }

    /// After another version has been opened, whose words are not there yet: in the language that is being read, or
    /// where that version does not have it, in its main one.
    pub fn anew(session: &Session) {
        let survey = session.base.peek(Clone::clone);
        let main = survey.form.questionnaire().main_language().to_owned();
        let spoken = session.language.change(|language| std::mem::replace(language, main.clone()));
        if spoken == main {
            return;
        }
        let session = session.clone();
        spawn_local(async move {
            if survey.tongues.iter().any(|tongue| tongue.tag == spoken) {
                speak(&session, &spoken).await;
            } else if words::speak(words::begin_to_speak(), &main, interface(&session, &main).as_deref()).await {
                settle(&session, &main, is_rtl(&main)).await;
            }
        });
    }

    /// The language that a draft was begun in, or that this device chose last.
    pub async fn arrive_in(session: &Session) {
        let tag = session.keep.draft().map(|draft| draft.language).or_else(spoken::last);
        if let Some(tag) = tag {
            speak(session, &tag).await;
        }
    }

    /// `None` where its words cannot be had now.
    pub async fn speak(session: &Session, tag: &str) -> Option<()> {
        let turn = words::begin_to_speak();
        let is_spoken = session.language.peek(|language| language == tag);
        let survey = session.base.peek(Clone::clone);
        let Some(tongue) = survey.tongues.iter().find(|tongue| tongue.tag == tag).filter(|_| !is_spoken) else {
            return Some(());
        };
        let form = match &tongue.words {
            None => Arc::new(Form::of_published(survey.form.questionnaire().clone())),
            Some(address) => survey.in_words(&device::luggage(address).await?, tag)?,
        };
        if !words::speak(turn, tag, interface(session, tag).as_deref()).await {
            return Some(());
        }
        session.interview.change(|interview| {
            *interview = Interview::with_entries(form, interview.entries(), interview.now());
            interview.set_language(tag);
        });
        session.language.set(tag.to_owned());
        settle(session, tag, tongue.rtl).await;
        Some(())
    }

    /// Whatever else is in a language: the page's frame, the draft, the lists, the title.
    async fn settle(session: &Session, tag: &str, rtl: bool) {
        spoken::turn_page(tag, rtl);
        super::super::arrive::speak(session, tag);
        bring_lists(session).await;
        address::set_title(session, false);
        session.turn();
    }

    /// Fetches the choice lists that the page does not carry; without signal from this device.
    pub async fn bring_lists(session: &Session) {
        let form = session.form();
        let language = session.language.peek(Clone::clone);
        for list in &form.questionnaire().lists {
            let Some(address) = list.address.as_deref().filter(|_| form.list(&list.name).is_none()) else { continue };
            if let Some(lines) = device::luggage(address).await {
                form.supply(&list.name, rows_of_lists::read(&lines, &language));
                session.interview.change(Interview::refresh);
                session.turn();
            }
        }
    }
}
