//! The designer's preview: the respondent's interview in a page of its own, told by the editor what to show.

use leptos::prelude::*;

use super::respond::{Session, interview};
use crate::widgets::el::el;

#[island]
pub fn Preview() -> impl IntoView {
    let Some(survey) = super::respond::of_page() else {
        return el("p").child("This page did not load whole. Load it again.");
    };
    let session = Session::trial(survey);
    #[cfg(feature = "browser")]
    listening::listen(&session);
    interview(session)
}

#[cfg(feature = "browser")]
mod listening {
    use leptos::prelude::{document, window};
    use leptos::wasm_bindgen::JsCast;
    use leptos::wasm_bindgen::closure::Closure;
    use leptos::web_sys::MessageEvent;
    use serde::Deserialize;
    use serde_json::{Map, Value};
    use shared::Questionnaire;
    use shared::language::is_rtl;
    use shared::text::Text;

    use super::super::respond::{Session, Survey, follow, try_out};

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
    }

    pub fn listen(session: &Session) {
        // Its pages are turned by the address, as on a phone.
        follow(session);
        let session = session.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let is_ours = window().location().origin().is_ok_and(|origin| origin == event.origin());
            let told = event.data().as_string().filter(|_| is_ours);
            if let Some(told) = told.and_then(|text| serde_json::from_str(&text).ok()) {
                show(&session, told);
            }
        });
        window().set_onmessage(Some(heard.into_js_value().unchecked_ref()));
        // The editor answers with the survey as it is now.
        if let (Ok(Some(parent)), Ok(origin)) = (window().parent(), window().location().origin()) {
            let _ = parent.post_message(&"preview-is-ready".into(), &origin);
        }
    }

    fn show(session: &Session, told: Told) {
        let mut spoken = told.survey;
        let main = spoken.main_language().to_owned();
        let put = |text: &mut Text| {
            let words = text.get(&told.language, &main);
            let is_translated = text.has(&told.language) && told.language != main;
            *text = if is_translated { Text::only(&told.language, words) } else { Text::Plain(words.to_owned()) };
        };
        spoken.each_text(&mut |text| put(text));
        spoken.lists.iter_mut().flat_map(|list| &mut list.choices).for_each(|choice| put(&mut choice.label));
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", &told.language);
            let _ = root.set_attribute("dir", if is_rtl(&told.language) { "rtl" } else { "ltr" });
        }
        let json = serde_json::to_string(&spoken).unwrap_or_default();
        if let Some(survey) = Survey::read(json) {
            try_out(session, survey, &told.language, told.answers, &told.open);
        }
    }
}
