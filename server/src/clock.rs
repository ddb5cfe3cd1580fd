//! The one place that reads the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use shared::time::Millis;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub fn now() -> Millis {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as Millis)
}
