//! Request bodies: read whole, bounded in size and time, and always UTF-8.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::Deserialize;
use serde_json::error::Category;

use super::Problem;
use super::intake::{Bounds, Intake, Room, take};

/// The contract's 1 MiB.
pub const LIMIT: usize = 1 << 20;
/// 1 MiB over a bad connection.
const BOUNDS: Bounds = Bounds { limit: LIMIT, drained: 16 << 20, patience: Duration::from_secs(120), is_counted: true };

/// A body as text.
pub struct Body {
    text: String,
    _room: Room,
}

impl Body {
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Reads it; `shape` tells a programmer what was expected.
    pub fn json<'a, T: Deserialize<'a>>(&'a self, shape: &str) -> Result<T, Problem> {
        serde_json::from_str(&self.text).map_err(|error| match error.classify() {
            Category::Data => Problem::bad("shape", format!("The body is not {shape}: {error}.")),
            _ => Problem::bad("not-json", format!("The body is not JSON: {error}.")),
        })
    }
}

impl FromRequest for Body {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Body, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let taken = take(request, payload, BOUNDS);
        Box::pin(async move {
            let Intake::Whole(bytes, room) = taken.await? else { return Err(Problem::too_large(LIMIT)) };
            let text = String::from_utf8(bytes).map_err(|_| Problem::bad("not-utf-8", "The body is not UTF-8."))?;
            Ok(Body { text, _room: room })
        })
    }
}
