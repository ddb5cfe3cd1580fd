//! The survey that the page carries: read from the page in the browser, from the context on the server.

use std::sync::Arc;

use serde_json::Value;
use shared::Questionnaire;
use shared::interview::Form;
use shared::questionnaire::luggage::Tongue;

/// One published version, ready to be interviewed with.
#[derive(Debug)]
pub struct Survey {
    pub form: Arc<Form>,
    /// RFC 3339.
    pub closes_at: Option<String>,
    /// Which boroughs a postcode may lie in, as JSON; `Sectors` reads it.
    pub sectors: Arc<Value>,
    /// The languages to choose from; where there is one that is not English, that one.
    pub tongues: Vec<Tongue>,
    /// As it stands in the page, to be kept beside the draft.
    pub json: String,
}

impl Survey {
    /// Reads `Published` by hand: derived readers are a tenth of a phone's bundle.
    pub fn read(json: String) -> Option<Survey> {
        let value: Value = shared::json::read_own(&json)?;
        let form = Arc::new(Form::of_published(Questionnaire::from_value(&value)?));
        let closes_at = value.get("closes_at").and_then(Value::as_str).map(str::to_owned);
        let sectors = value.get("sectors").cloned().unwrap_or_default();
        let tongues = value
            .get("tongues")
            .filter(|_| cfg!(feature = "several"))
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        let tongues = tongues.iter().filter_map(tongue).collect();
        Some(Survey { form, closes_at, sectors: Arc::new(sectors), tongues, json })
    }

    /// The same questions in other words, one for each wording.
    #[cfg(all(feature = "browser", feature = "several"))]
    pub fn in_words(&self, words: &str, language: &str) -> Option<Arc<Form>> {
        let Value::Array(words) = shared::json::read_own(words)? else { return None };
        let mut questionnaire = self.form.questionnaire().clone();
        let words: Vec<Option<String>> = words.iter().map(|words| words.as_str().map(str::to_owned)).collect();
        questionnaire.put_words(&words, language);
        Some(Arc::new(Form::of_published(questionnaire)))
    }
}

/// A language of the page, by hand as well.
pub fn tongue(value: &Value) -> Option<Tongue> {
    let text = |key: &str| value.get(key).and_then(Value::as_str).map(str::to_owned);
    let rtl = value.get("rtl").is_some();
    Some(Tongue { tag: text("tag")?, name: text("name")?, rtl, words: text("words"), interface: text("interface") })
}

/// Where the page keeps it.
#[cfg(feature = "browser")]
const ELEMENT: &str = "survey";

#[cfg(feature = "browser")]
pub fn of_page() -> Option<Arc<Survey>> {
    let json = leptos::prelude::document().get_element_by_id(ELEMENT)?.text_content()?;
    Survey::read(json).map(Arc::new)
}

#[cfg(not(feature = "browser"))]
pub fn of_page() -> Option<Arc<Survey>> {
    leptos::prelude::use_context()
}
