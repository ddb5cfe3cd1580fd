//! The language that a person reads in, on this device: the page's frame, and the chips to choose it by.

use shared::questionnaire::luggage::Tongue;

use crate::widgets::el::{El, el};

/// Where the list of what is on this phone is: one page for each bundle, so that no phone loads two.
pub const OUTBOX: &str = if cfg!(feature = "whole") {
    "/outbox/all"
} else if cfg!(feature = "several") {
    "/outbox/several"
} else {
    "/outbox"
};

/// A chip that is pressed while its language is read.
pub fn chip(
    tongue: &Tongue,
    is_read: impl Fn(&str) -> bool + Send + 'static,
    choose: impl Fn(&str) + Send + 'static,
) -> El {
    let (shown, chosen) = (tongue.tag.clone(), tongue.tag.clone());
    el("button.chip")
        .attr("type", "button")
        .attr("lang", tongue.tag.clone())
        .attr("dir", if tongue.rtl { "rtl" } else { "ltr" })
        .live_attr("aria-pressed", move || Some(if is_read(&shown) { "true" } else { "false" }.into()))
        .child(tongue.name.clone())
        .on("click", move |_| choose(&chosen))
}

#[cfg(all(feature = "browser", feature = "several"))]
pub use browser::{last, remember, turn_page};

#[cfg(all(feature = "browser", feature = "several"))]
mod browser {
    use leptos::prelude::document;
    use leptos::wasm_bindgen::JsCast;
    use leptos::web_sys::Element;

    use crate::device;

    const LANGUAGE: &str = "language";

    /// The language that was read last on this device.
    pub fn last() -> Option<String> {
        device::recall(LANGUAGE)
    }

    pub fn remember(tag: &str) {
        device::remember(LANGUAGE, tag);
    }

    /// The page is in this language from now on; of what stands there in each, one is shown. Where the page does not
    /// have it, as that of a version without it, what is shown stays.
    pub fn turn_page(tag: &str, rtl: bool) {
        if let Some(root) = document().document_element() {
            let _ = root.set_attribute("lang", tag);
            let _ = root.set_attribute("dir", if rtl { "rtl" } else { "ltr" });
        }
        let Ok(blocks) = document().query_selector_all("[data-tongue]") else { return };
        let blocks = || (0..blocks.length()).filter_map(|index| Some(blocks.item(index)?.unchecked_into::<Element>()));
        let is_meant = |block: &Element| block.get_attribute("data-tongue").as_deref() == Some(tag);
        if !blocks().any(|block| is_meant(&block)) {
            return;
        }
        for block in blocks() {
            let _ = if is_meant(&block) { block.remove_attribute("hidden") } else { block.set_attribute("hidden", "") };
        }
    }
}
