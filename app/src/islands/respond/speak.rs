//! The language of the questions: chosen at any time, the answers stay.

use super::Session;
use crate::islands::spoken;
use crate::widgets::el::{Child, El, el};
use crate::words;

/// A chip for each language; nothing where there is one.
pub fn chooser(session: &Session) -> Child {
    if !cfg!(feature = "several") || session.survey.tongues.len() < 2 {
        return Child::Nothing;
    }
    let chips = session.survey.tongues.iter().map(|tongue| {
        let (shown, pressed) = (session.clone(), session.clone());
        let is_read = move |tag: &str| shown.language.with(|language| language == tag);
        spoken::chip(tongue, is_read, move |tag| choose(&pressed, tag))
    });
    let chips: Vec<El> = chips.collect();
    el("p.row.g2.no-print")
        .attr("role", "group")
        .live_attr("aria-label", || {
            words::follow();
            Some(words::language().into())
        })
        .children(chips)
        .into()
}

#[cfg(all(feature = "browser", feature = "several"))]
pub use browser::{arrive_in, bring_lists, greet, speak as say_in};

#[cfg(all(feature = "browser", feature = "several"))]
fn choose(session: &Session, tag: &str) {
    browser::choose(session, tag);
}

// On the server nobody presses anything, and a survey in several languages has a larger bundle.
#[cfg(not(all(feature = "browser", feature = "several")))]
fn choose(_: &Session, _: &str) {}

#[cfg(all(feature = "browser", feature = "several"))]
mod browser {
    use std::sync::Arc;

    use leptos::task::spawn_local;
    use shared::interview::{Form, Interview};
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

    /// The page's, also for a draft of an older version: these words are as new as the program.
    fn interface(session: &Session, tag: &str) -> Option<String> {
        session.survey.tongues.iter().find(|tongue| tongue.tag == tag)?.interface.clone()
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
        spoken::turn_page(tag, tongue.rtl);
        super::super::arrive::speak(session, tag);
        bring_lists(session).await;
        address::set_title(session, false);
        session.turn();
        Some(())
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
