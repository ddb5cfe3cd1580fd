//! Bodies that are files: read whole, bounded in size and time, whatever is in them.

use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;

use super::Problem;
use crate::xlsform::LARGEST_FILE;

/// A form has a few lines around its file.
const LIMIT: usize = LARGEST_FILE + (64 << 10);
/// What is read beyond the limit and dropped, so that the sender can finish and hear why.
const DRAINED: usize = 16 << 20;
/// A workbook over a bad connection.
const PATIENCE: Duration = Duration::from_secs(300);

/// A file, or the form that it came in.
pub struct Upload(pub Vec<u8>);

impl FromRequest for Upload {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Upload, Problem>>;

    fn from_request(_: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        Box::pin(async move {
            tokio::time::timeout(PATIENCE, read(payload)).await.map_err(|_| Problem::too_slow())?.map(Upload)
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
        bytes.clear();
        dropped += chunk.len();
        if dropped > DRAINED {
            break;
        }
    }
    if dropped > 0 { Err(Problem::too_large(LARGEST_FILE)) } else { Ok(bytes) }
}
