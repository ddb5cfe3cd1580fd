//! The pages, the islands and the widgets of Sectorwise: compiled for the server (`ssr`) and, as two
//! bundles, for the browser (`respond`, `staff`).

#[cfg(feature = "ssr")]
pub mod boot;
#[cfg(feature = "browser")]
pub mod device;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod widgets;
#[cfg(feature = "ssr")]
pub mod worker;

/// What the page's boot script calls first; the islands follow one by one, by name.
#[cfg(feature = "browser")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
}
