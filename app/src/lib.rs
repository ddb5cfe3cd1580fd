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
pub mod words;
#[cfg(feature = "ssr")]
pub mod worker;

/// What the page's boot script calls first; the islands follow one by one, by name.
///
/// Leptos's `hydrate_islands` does the same with a context for resources and errors from the server beside
/// it. There are none, and it would be 3 kB.
#[cfg(feature = "browser")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // Only an executor that is there already could be in the way.
    let _ = any_spawner::Executor::init_wasm_bindgen();
    // The root of all islands lives as long as the page.
    std::mem::forget(leptos::reactive::owner::Owner::new_root(None));
}
