//! The outbox in the language that was read last on this device.

#[cfg(all(feature = "browser", feature = "several"))]
pub use browser::{begin, chooser};
#[cfg(not(all(feature = "browser", feature = "several")))]
pub use english::*;

/// The smaller bundle has no other words, and the server does not know what was read.
#[cfg(not(all(feature = "browser", feature = "several")))]
mod english {
    use super::super::Seen;
    use crate::widgets::el::Child;

    pub fn chooser(_: &Seen) -> Child {
        Child::Nothing
    }

    #[cfg(feature = "browser")]
    pub fn begin(_: &Seen) {}
}

#[cfg(all(feature = "browser", feature = "several"))]
mod browser {
    use leptos::prelude::*;
    use leptos::task::spawn_local;
    use serde_json::Value;
    use shared::questionnaire::luggage::Tongue;

    use super::super::Seen;
    use super::super::look::refresh;
    use crate::islands::respond::tongue;
    use crate::islands::spoken;
    use crate::widgets::el::{Child, el};
    use crate::words;

    /// Where the page lists the languages.
    const ELEMENT: &str = "tongues";

    /// Draws everything in the language that was read last, where the page has it.
    pub fn begin(shown: &Seen) {
        if let Some(last) = spoken::last() {
            speak(shown, &last);
        }
    }

    fn speak(shown: &Seen, tag: &str) {
        // `pl` serves for `pl-PL`, as on the pages of the surveys.
        let base = tag.split('-').next().unwrap_or_default();
        let tongues = tongues();
        let Some(found) = tongues.into_iter().find(|tongue| tongue.tag == tag || tongue.tag == base) else { return };
        let turn = words::begin_to_speak();
        let shown = shown.clone();
        spawn_local(async move {
            if !words::speak(turn, &found.tag, found.interface.as_deref()).await {
                return;
            }
            spoken::turn_page(&found.tag, found.rtl);
            document().set_title(&[words::on_this_phone(), " – Sectorwise"].concat());
            refresh(&shown);
        });
    }

    /// A chip for each language.
    pub fn chooser(shown: &Seen) -> Child {
        let tongues = tongues();
        if tongues.len() < 2 {
            return Child::Nothing;
        }
        let now = document().document_element().and_then(|root| root.get_attribute("lang")).unwrap_or_default();
        let chips = tongues.iter().map(|tongue| {
            let (now, shown) = (now.clone(), shown.clone());
            spoken::chip(
                tongue,
                move |tag| tag == now,
                move |tag| {
                    spoken::remember(tag);
                    speak(&shown, tag);
                },
            )
        });
        el("p.row.g2.no-print").attr("role", "group").attr("aria-label", words::language()).children(chips).into()
    }

    fn tongues() -> Vec<Tongue> {
        let json = document().get_element_by_id(ELEMENT).and_then(|block| block.text_content());
        match json.and_then(|json| shared::json::read_own(&json)) {
            Some(Value::Array(tongues)) => tongues.iter().filter_map(tongue).collect(),
            _ => Vec::new(),
        }
    }
}
