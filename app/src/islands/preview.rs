//! The designer's preview: the respondent's interview in a page of its own, told by the editor what to show.

use leptos::prelude::*;

use super::respond::{Session, interview};
use crate::widgets::el::{Child, el, when};

#[island]
pub fn Preview() -> impl IntoView {
    let Some(survey) = super::respond::of_page() else {
        return el("p").child("This page did not load whole. Load it again.");
    };
    let session = Session::trial(survey);
    let is_here = RwSignal::new(false);
    #[cfg(feature = "browser")]
    {
        listening::listen(&session);
        // Only once the server's page has been taken over, which has no chips.
        Effect::new(move |_| is_here.set(true));
    }
    let spoken = session.clone();
    el("div").child(when(move || is_here.get(), move || languages(&spoken))).child(interview(session))
}

/// Chips where the page brings the draft in all its languages: there is no editor around it to choose in.
#[cfg(feature = "browser")]
fn languages(session: &Session) -> Child {
    listening::chooser(session)
}

#[cfg(not(feature = "browser"))]
fn languages(_: &Session) -> Child {
    Child::Nothing
}

/// What the frame says of the question that is being edited, before its path.
pub const HIDES: &str = "preview-hides:";
pub const SHOWS: &str = "preview-shows:";
/// The page's block with the languages of the interface, and where their words are.
pub const INTERFACES: &str = "interfaces";
/// The page's block with the draft in all its languages.
pub const WHOLE: &str = "whole";

#[cfg(feature = "browser")]
mod listening {
    use std::cell::RefCell;

    use leptos::prelude::{Effect, document, window};
    use leptos::task::spawn_local;
    use leptos::wasm_bindgen::JsCast;
    use leptos::wasm_bindgen::closure::Closure;
    use leptos::web_sys::{Element, Event, MessageEvent};
    use serde::Deserialize;
    use serde_json::{Map, Value};
    use shared::Questionnaire;
    use shared::language::{is_rtl, own_name_among};
    use shared::questionnaire::luggage::Tongue;
    use shared::text::Text;

    use super::super::respond::{Session, Survey, follow, is_framed, try_out};
    use super::super::spoken;
    use super::{HIDES, INTERFACES, SHOWS, WHOLE};
    use crate::widgets::el::{Child, El, el};
    use crate::words;

    thread_local! {
        static SPOKEN: RefCell<String> = const { RefCell::new(String::new()) };
        static WATCHED: RefCell<String> = const { RefCell::new(String::new()) };
    }

    /// What the editor says, as JSON text.
    #[derive(Deserialize)]
    struct Told {
        survey: Questionnaire,
        language: String,
        /// Taken for given: consent, the answers of a new group with no staff.
        #[serde(default)]
        answers: Map<String, Value>,
        /// `q-C3`
        #[serde(default)]
        open: String,
        /// The path of the question that is being edited, such as `sites[1].name`; empty where there is none.
        #[serde(default)]
        watched: String,
    }

    pub fn listen(session: &Session) {
        // Its pages are turned by the address, as on a phone.
        follow(session);
        keep_history();
        let watched = session.clone();
        Effect::new(move |_| {
            watched.route.get();
            say_what_is_hidden(&watched);
        });
        let hearing = session.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let is_ours = window().location().origin().is_ok_and(|origin| origin == event.origin());
            let told = event.data().as_string().filter(|_| is_ours);
            if let Some(told) = told.and_then(|text| serde_json::from_str(&text).ok()) {
                show(&hearing, told);
            }
        });
        window().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        match (window().parent(), window().location().origin()) {
            // The editor answers with the survey as it is now.
            (Ok(Some(parent)), Ok(origin)) if parent != window() => {
                let _ = parent.post_message(&"preview-is-ready".into(), &origin);
            }
            _ => show_alone(session),
        }
    }

    /// Links inside of the frame make no steps in the designer's history either.
    fn keep_history() {
        if !is_framed() {
            return;
        }
        let pressed = Closure::<dyn Fn(Event)>::new(move |event: Event| {
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link = target.and_then(|target| target.closest("a[href^='#']").ok().flatten());
            if let Some(place) = link.and_then(|link| link.get_attribute("href")).filter(|_| !event.default_prevented())
            {
                event.prevent_default();
                let _ = window().location().replace(&place);
            }
        });
        let _ = document().add_event_listener_with_callback("click", pressed.into_js_value().unchecked_ref());
    }

    /// The editor is told whether the question that is being edited is to be seen with these answers.
    fn say_what_is_hidden(session: &Session) {
        let path = WATCHED.with_borrow(Clone::clone);
        let (Ok(Some(parent)), Ok(origin)) = (window().parent(), window().location().origin()) else { return };
        if path.is_empty() || !is_framed() {
            return;
        }
        let is_shown = session.interview.peek(|interview| interview.is_shown(&path));
        let word = if is_shown { SHOWS } else { HIDES };
        let _ = parent.post_message(&[word, &path].concat().into(), &origin);
    }

    /// On somebody's phone nobody tells it anything: it begins in the main language, on this day.
    fn show_alone(session: &Session) {
        let survey = block(WHOLE).unwrap_or_else(|| session.form().questionnaire().clone());
        let language = survey.main_language().to_owned();
        show(session, Told { survey, language, answers: Map::new(), open: String::new(), watched: String::new() });
    }

    /// A chip for each language of the draft.
    pub fn chooser(session: &Session) -> Child {
        let whole: Option<Questionnaire> = block(WHOLE);
        let Some(whole) = whole.filter(|whole| whole.languages.len() > 1) else { return Child::Nothing };
        let chips = whole.languages.iter().map(|tag| {
            let name = own_name_among(tag, &whole.languages);
            let tongue = Tongue { tag: tag.clone(), name, rtl: is_rtl(tag), words: None, interface: None };
            let (shown, pressed, whole) = (session.clone(), session.clone(), whole.clone());
            let is_read = move |tag: &str| shown.language.with(|language| language == tag);
            spoken::chip(&tongue, is_read, move |tag| {
                let (survey, language) = (whole.clone(), tag.to_owned());
                show(
                    &pressed,
                    Told { survey, language, answers: Map::new(), open: String::new(), watched: String::new() },
                );
            })
        });
        let chips: Vec<El> = chips.collect();
        el("p.row.g2.no-print").attr("role", "group").attr("aria-label", words::language()).children(chips).into()
    }

    fn block<T: serde::de::DeserializeOwned>(id: &str) -> Option<T> {
        let json = document().get_element_by_id(id)?.text_content()?;
        serde_json::from_str(&json).ok()
    }

    /// At once in the language that is spoken already; otherwise when its words are there, unless something newer
    /// has come meanwhile.
    fn show(session: &Session, told: Told) {
        let turn = words::begin_to_speak();
        if SPOKEN.with_borrow(|spoken| *spoken == told.language) {
            return draw(session, told);
        }
        let session = session.clone();
        spawn_local(async move {
            let interfaces: Vec<Tongue> = block(INTERFACES).unwrap_or_default();
            let base = told.language.split('-').next().unwrap_or_default();
            let found = interfaces.iter().find(|one| one.tag == told.language || one.tag == base);
            let address = found.and_then(|one| one.interface.as_deref());
            if words::speak(turn, &told.language, address).await {
                SPOKEN.set(told.language.clone());
                draw(&session, told);
            }
        });
    }

    /// The page's head was made by the server, with the title of that moment.
    fn brand(title: &str) {
        let words = document().query_selector(".masthead .brand").ok().flatten().and_then(|brand| brand.last_child());
        if let Some(words) = words {
            words.set_text_content(Some(&[" ", title].concat()));
        }
    }

    fn draw(session: &Session, told: Told) {
        let mut survey = told.survey;
        let main = survey.main_language().to_owned();
        let put = |text: &mut Text| {
            let words = text.get(&told.language, &main);
            let is_translated = text.has(&told.language) && told.language != main;
            *text = if is_translated { Text::only(&told.language, words) } else { Text::Plain(words.to_owned()) };
        };
        survey.each_text(&mut |text| put(text));
        survey.lists.iter_mut().flat_map(|list| &mut list.choices).for_each(|choice| put(&mut choice.label));
        spoken::turn_page(&told.language, is_rtl(&told.language));
        brand(survey.title.plain());
        WATCHED.set(told.watched);
        let json = serde_json::to_string(&survey).unwrap_or_default();
        if let Some(survey) = Survey::read(json) {
            try_out(session, survey, &told.language, told.answers, &told.open);
        }
    }
}
