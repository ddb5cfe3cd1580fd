//! What is kept beside answers: definitions, small preferences, files for people, and how safe storage is.

use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::database::{self, Durability, Step, Store};
use super::{DeviceError, http, journal, js};

/// How safe the answers are on this device.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Storage {
    /// Whether the browser has promised to keep everything; `None` where it does not say.
    pub persisted: Option<bool>,
    /// Bytes.
    pub used: Option<f64>,
    pub left: Option<f64>,
    /// Nothing can be stored at all.
    pub blocked: bool,
}

/// Stores a published version, so that a draft opens with the questions it was begun with.
pub async fn keep_definition(slug: &str, version: u32, json: &str) -> Result<(), DeviceError> {
    let key = definition_key(slug, version);
    let step = Step::Put(Store::Definitions, key.into(), json.into());
    database::run(Durability::Relaxed, vec![step]).await.map(drop)
}

pub async fn definition(slug: &str, version: u32) -> Option<String> {
    database::get(Store::Definitions, &definition_key(slug, version)).await.ok()??.as_string()
}

fn definition_key(slug: &str, version: u32) -> String {
    [slug, "@", &version.to_string()].concat()
}

/// A language or a choice list of a survey: kept with the first look, since its name tells its content.
pub async fn luggage(address: &str) -> Option<String> {
    if let Ok(Some(kept)) = database::get(Store::Definitions, address).await {
        return kept.as_string();
    }
    let answer = http::get(address).await.filter(|answer| answer.status == 200)?;
    let step = Step::Put(Store::Definitions, address.into(), answer.body.as_str().into());
    // Where it cannot be kept, it is there as long as the page is.
    drop(database::run(Durability::Relaxed, vec![step]).await);
    Some(answer.body)
}

/// Keeps a small preference, such as the last borough.
pub fn remember(key: &str, value: &str) {
    if let Some(storage) = journal::storage() {
        let _ = storage.set_item(&preference(key), value);
    }
}

pub fn recall(key: &str) -> Option<String> {
    journal::storage()?.get_item(&preference(key)).ok()?
}

fn preference(key: &str) -> String {
    ["sw:p:", key].concat()
}

/// Where pages that nobody opens for a week are forgotten, and this one is not on the home screen.
pub fn belongs_on_home_screen() -> bool {
    js::standalone() == Some(false)
}

/// Asks the browser to keep everything; sensible after the first saved answer.
pub async fn ask_to_keep() -> Option<bool> {
    JsFuture::from(js::storage_manager()?.persist().ok()?).await.ok()?.as_bool()
}

pub async fn storage() -> Storage {
    let mut storage = Storage { blocked: database::ready().await.is_err(), ..Storage::default() };
    let Some(manager) = js::storage_manager() else { return storage };
    if let Ok(asked) = manager.persisted() {
        storage.persisted = JsFuture::from(asked).await.ok().and_then(|answer| answer.as_bool());
    }
    if let Ok(asked) = manager.estimate()
        && let Ok(estimate) = JsFuture::from(asked).await
    {
        let number = |name: &str| Reflect::get(&estimate, &name.into()).ok()?.as_f64();
        storage.used = number("usage");
        storage.left = number("quota").zip(storage.used).map(|(quota, used)| (quota - used).max(0.0));
    }
    storage
}

/// Offers a text as a file to save.
pub fn save_file(name: &str, mime: &str, contents: &str) {
    let _ = offer(name, mime, contents);
}

fn offer(name: &str, mime: &str, contents: &str) -> Option<()> {
    let kind = BlobPropertyBag::new();
    kind.set_type(mime);
    let parts = Array::of1(&JsValue::from_str(contents));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &kind).ok()?;
    let address = Url::create_object_url_with_blob(&blob).ok()?;
    let link: HtmlAnchorElement = web_sys::window()?.document()?.create_element("a").ok()?.dyn_into().ok()?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read the file only after the click has returned.
    js::after(60_000.0, move || drop(Url::revoke_object_url(&address)));
    Some(())
}
