//! The one place that reads the clock.

use std::sync::LazyLock;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use shared::time::Millis;

/// Milliseconds since 1970-01-01T00:00:00Z.
pub fn now() -> Millis {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_millis() as Millis)
}

static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Milliseconds since some moment of this process. It never goes back, whoever sets the clock.
pub fn steady() -> Millis {
    START.elapsed().as_millis() as Millis
}
