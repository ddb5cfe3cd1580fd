//! The kinds of faults, and how often each has happened.

use serde_json::{Map, Value};
use std::sync::atomic::{AtomicU64, Ordering};

/// What goes wrong, between device and server or with one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The connection ends before the server hears of the request.
    DropBefore,
    /// The server has answered, so it has committed, and nobody hears it.
    DropAfter,
    Delay,
    /// The answer breaks off in its middle.
    Truncate,
    /// The server gets the same request twice, at once.
    Duplicate,
    /// 200 and a page to sign in to somebody's Wi-Fi.
    Portal,
    /// A connection that is cut off (RST) before or after the server has answered.
    Reset,
    /// 401, 403, 404 or 410 from something in between.
    Denied,
    /// SIGKILL, or now and then an orderly stop, and a start on the same port and data.
    ServerKilled,
    /// A cluster that is stopped, mostly without being asked, and started again.
    DatabaseStopped,
    ClockJumped,
    TabKilled,
    StorageFull,
}

pub const ALL: [Kind; 13] = [
    Kind::DropBefore,
    Kind::DropAfter,
    Kind::Delay,
    Kind::Truncate,
    Kind::Duplicate,
    Kind::Portal,
    Kind::Reset,
    Kind::Denied,
    Kind::ServerKilled,
    Kind::DatabaseStopped,
    Kind::ClockJumped,
    Kind::TabKilled,
    Kind::StorageFull,
];

/// Those that happen between device and server.
pub const ON_THE_WAY: [Kind; 8] = [
    Kind::DropBefore,
    Kind::DropAfter,
    Kind::Delay,
    Kind::Truncate,
    Kind::Duplicate,
    Kind::Portal,
    Kind::Reset,
    Kind::Denied,
];

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::DropBefore => "drop-before",
            Kind::DropAfter => "drop-after",
            Kind::Delay => "delay",
            Kind::Truncate => "truncate",
            Kind::Duplicate => "duplicate",
            Kind::Portal => "portal",
            Kind::Reset => "reset",
            Kind::Denied => "denied",
            Kind::ServerKilled => "server-killed",
            Kind::DatabaseStopped => "database-stopped",
            Kind::ClockJumped => "clock-jumped",
            Kind::TabKilled => "tab-killed",
            Kind::StorageFull => "storage-full",
        }
    }
}

/// One count a kind.
#[derive(Default)]
pub struct Counts([AtomicU64; ALL.len()]);

impl Counts {
    pub fn add(&self, kind: Kind, times: u64) {
        if let Some(count) = self.0.get(kind as usize) {
            count.fetch_add(times, Ordering::Relaxed);
        }
    }

    pub fn of(&self, kind: Kind) -> u64 {
        self.0.get(kind as usize).map_or(0, |count| count.load(Ordering::Relaxed))
    }

    pub fn to_json(&self) -> Value {
        let counts = ALL.iter().map(|kind| (kind.name().to_owned(), self.of(*kind).into()));
        Value::Object(counts.collect::<Map<String, Value>>())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_a_count_and_a_name_of_its_own() {
        let counts = Counts::default();
        for (times, kind) in ALL.into_iter().enumerate() {
            assert_eq!(kind as usize, times);
            counts.add(kind, times as u64 + 1);
        }
        let json = counts.to_json();
        assert_eq!(json.as_object().map(Map::len), Some(ALL.len()));
        assert_eq!(json["storage-full"], 13);
        assert!(ON_THE_WAY.iter().all(|kind| (*kind as usize) < ON_THE_WAY.len()));
    }
}
