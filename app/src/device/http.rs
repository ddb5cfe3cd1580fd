//! Asking the server: one request, an answer or nothing, never an error to handle.

use js_sys::Promise;
pub use shared::outbox::Answer;
use shared::time::Millis;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, Headers, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response};

use super::js;

/// A thin signal in a hall: better slow than given up.
const PATIENCE: f64 = 60_000.0;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = fetch, catch)]
    fn fetch(url: &str, init: &RequestInit) -> Result<Promise, JsValue>;
}

pub async fn get(url: &str) -> Option<Answer> {
    ask(url, None, RequestCredentials::Omit).await
}

pub async fn post(url: &str, json: &str) -> Option<Answer> {
    ask(url, Some(json), RequestCredentials::Omit).await
}

/// As the one who is signed in.
#[cfg(feature = "staff")]
pub async fn get_signed(url: &str) -> Option<Answer> {
    ask(url, None, RequestCredentials::SameOrigin).await
}

/// As the one who is signed in.
#[cfg(feature = "staff")]
pub async fn post_signed(url: &str, json: &str) -> Option<Answer> {
    ask(url, Some(json), RequestCredentials::SameOrigin).await
}

/// `None` where nobody answered, or not in time.
async fn ask(url: &str, json: Option<&str>, who: RequestCredentials) -> Option<Answer> {
    let init = RequestInit::new();
    init.set_cache(RequestCache::NoStore);
    init.set_credentials(who);
    // A redirect is never ours: a Wi-Fi sign-in does that.
    init.set_redirect(RequestRedirect::Manual);
    // `AbortSignal.timeout` would be shorter, and is younger than the browsers that these pages promise to serve.
    if let Ok(patience) = AbortController::new() {
        init.set_signal(Some(&patience.signal()));
        js::after(PATIENCE, move || patience.abort());
    }
    if let Some(json) = json {
        init.set_method("POST");
        init.set_body(&json.into());
        let headers = Headers::new().ok()?;
        headers.set("content-type", "application/json").ok()?;
        init.set_headers(&headers);
    }
    let response: Response = JsFuture::from(fetch(url, &init).ok()?).await.ok()?.dyn_into().ok()?;
    let retry_after = response.headers().get("retry-after").ok().flatten();
    let retry_after = retry_after.and_then(|seconds| seconds.trim().parse::<Millis>().ok());
    let body = JsFuture::from(response.text().ok()?).await.ok()?.as_string()?;
    Some(Answer {
        status: response.status(),
        body,
        retry_after: retry_after.map(|seconds| seconds.saturating_mul(1000)),
    })
}
