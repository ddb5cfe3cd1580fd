//! Request bodies: read whole, bounded in size and time, and always UTF-8.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, HeaderMap};
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde_json::error::Category;

use super::Problem;

/// The contract's 1 MiB.
pub const LIMIT: usize = 1 << 20;
/// What is read beyond the limit and dropped, so that the sender can finish and hear why.
const DRAINED: usize = 16 << 20;
/// 1 MiB over a bad connection.
const PATIENCE: Duration = Duration::from_secs(120);

/// A body as text.
pub struct Body(pub String);

impl Body {
    /// Reads it; `shape` tells a programmer what was expected.
    pub fn json<'a, T: Deserialize<'a>>(&'a self, shape: &str) -> Result<T, Problem> {
        serde_json::from_str(&self.0).map_err(|error| match error.classify() {
            Category::Data => Problem::bad("shape", format!("The body is not {shape}: {error}.")),
            _ => Problem::bad("not-json", format!("The body is not JSON: {error}.")),
        })
    }
}

impl FromRequest for Body {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Body, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let encoded = is_encoded(request.headers());
        let payload = payload.take();
        Box::pin(async move {
            let bytes = tokio::time::timeout(PATIENCE, read(payload)).await.map_err(|_| Problem::too_slow())??;
            if encoded {
                return Err(Problem::encoding());
            }
            String::from_utf8(bytes).map(Body).map_err(|_| Problem::bad("not-utf-8", "The body is not UTF-8."))
        })
    }
}

async fn read(mut payload: Payload) -> Result<Vec<u8>, Problem> {
    let (mut bytes, mut dropped) = (Vec::new(), 0);
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| Problem::bad("body", "The body broke off or cannot be read."))?;
        if dropped == 0 && bytes.len() + chunk.len() <= LIMIT {
            bytes.extend_from_slice(&chunk);
            continue;
        }
        dropped += chunk.len();
        if dropped > DRAINED {
            break;
        }
    }
    if dropped > 0 { Err(Problem::too_large(LIMIT)) } else { Ok(bytes) }
}

fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_ENCODING).is_some_and(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
