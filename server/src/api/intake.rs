//! Bytes from outside: bounded in size and time, each body and all together. What is too much is dropped as it comes.

use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_LENGTH, HeaderMap};
use actix_web::web::Data;
use futures_util::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use super::Problem;
use crate::state::App;

/// Whoever stops sending what nobody wants is answered.
const PAUSE: Duration = Duration::from_secs(2);
/// What stays of a body that is too large: the fields of a form stand before its file.
const HEAD: usize = 64 << 10;

/// What a body may be.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Bytes.
    pub limit: usize,
    /// Read and dropped, so that the sender can finish and hear why; of more than that nothing is read.
    pub drained: u64,
    pub patience: Duration,
    /// Whether it takes of the memory for all; what staff alone may send does not.
    pub is_counted: bool,
}

/// So much of each body is not counted: whoever sends a single submission finds room, however many large bodies
/// arrive slowly at the same time.
const FREE: u64 = 64 << 10;

/// What a body takes of the memory for all of them, for as long as this is held.
#[derive(Default)]
pub struct Room(Option<OwnedSemaphorePermit>);

/// What came of a body.
pub enum Intake {
    Whole(Vec<u8>, Room),
    /// Its beginning, and how many bytes it has, as far as that is known.
    TooLarge {
        head: Vec<u8>,
        size: u64,
    },
}

/// Takes in the body of a request.
pub fn take(
    request: &HttpRequest,
    payload: &mut Payload,
    bounds: Bounds,
) -> impl Future<Output = Result<Intake, Problem>> + use<> {
    let (is_encoded, declared) = (is_encoded(request.headers()), declared(request.headers()));
    let payload = payload.take();
    let all = request.app_data::<Data<App>>().filter(|_| bounds.is_counted).map(|app| app.bodies.clone());
    async move {
        let taken =
            timeout(bounds.patience, read(payload, bounds, declared, all)).await.map_err(|_| Problem::too_slow())?;
        if is_encoded { Err(Problem::encoding()) } else { taken }
    }
}

async fn read(
    mut payload: Payload,
    bounds: Bounds,
    declared: u64,
    all: Option<Arc<Semaphore>>,
) -> Result<Intake, Problem> {
    let (limit, drained) = (bounds.limit as u64, bounds.drained);
    let mut is_too_large = declared > limit;
    let (mut bytes, mut size, mut room) = (Vec::new(), 0, Room::default());
    loop {
        let next = match is_too_large {
            true if size.max(declared) > drained.saturating_add(limit) => break,
            true => match timeout(PAUSE, payload.next()).await {
                Ok(next) => next,
                Err(_) => break,
            },
            false => payload.next().await,
        };
        let Some(chunk) = next else { break };
        let chunk = match chunk {
            Ok(chunk) => chunk,
            Err(_) if is_too_large => break,
            Err(_) => return Err(Problem::bad("body", "The body broke off or cannot be read.")),
        };
        size += chunk.len() as u64;
        if size > limit {
            is_too_large = true;
            bytes.truncate(HEAD);
            bytes.shrink_to_fit();
        }
        let fits = if is_too_large { HEAD.saturating_sub(bytes.len()) } else { usize::MAX };
        if !is_too_large && let Some(all) = &all {
            room.grow(all, size.saturating_sub(FREE).min(chunk.len() as u64))?;
        }
        bytes.extend(chunk.iter().take(fits));
    }
    match is_too_large {
        true => Ok(Intake::TooLarge { head: bytes, size: size.max(declared) }),
        false => Ok(Intake::Whole(bytes, room)),
    }
}

impl Room {
    /// The rest of the body is not waited for: who holds room and waits for more would hold up all others.
    fn grow(&mut self, all: &Arc<Semaphore>, bytes: u64) -> Result<(), Problem> {
        let more = u32::try_from(bytes).ok().and_then(|bytes| all.clone().try_acquire_many_owned(bytes).ok());
        let more = more.ok_or_else(Problem::busy)?;
        match &mut self.0 {
            Some(held) => held.merge(more),
            none => *none = Some(more),
        }
        Ok(())
    }
}

fn declared(headers: &HeaderMap) -> u64 {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    length.unwrap_or_default()
}

fn is_encoded(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_ENCODING).is_some_and(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"))
}
