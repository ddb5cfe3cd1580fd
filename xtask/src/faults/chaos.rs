//! Servers that are killed and databases that are stopped, at moments that a seed decides.

use super::kind::{Counts, Kind};
use crate::bench::program::Program;
use crate::postgres::Postgres;
use anyhow::Result;
use fastrand::Rng;
use std::time::{Duration, Instant};

/// What stands behind the proxy. Its owner keeps the thread that started it: the kernel ends both together.
pub struct Backend<'a> {
    pub program: &'a mut Program,
    /// None on SQLite, which lies inside the server.
    pub cluster: Option<&'a mut Postgres>,
}

impl Backend<'_> {
    /// One blow after the other until `end`; then everything is up again.
    pub fn storm(&mut self, chance: &mut Rng, counts: &Counts, end: Instant) -> Result<()> {
        loop {
            let pause = Duration::from_millis(chance.u64(200..1_600));
            if Instant::now() + pause >= end {
                std::thread::sleep(end.saturating_duration_since(Instant::now()));
                return Ok(());
            }
            std::thread::sleep(pause);
            self.blow(chance, counts)?;
        }
    }

    fn blow(&mut self, chance: &mut Rng, counts: &Counts) -> Result<()> {
        let down = Duration::from_millis(chance.u64(0..500));
        // More often the database than the server, where there is one of each: it takes longer to come back.
        let (hits_database, hits_server) = match (&self.cluster, chance.u32(..10)) {
            (None, _) => (false, true),
            (_, 0) => (false, true),
            (_, 1..=3) => (true, true),
            _ => (true, false),
        };
        if let Some(cluster) = self.cluster.as_mut().filter(|_| hits_database) {
            // At once, as in a crash, or after open transactions have been rolled back.
            cluster.stop(if chance.u32(..3) > 0 { "QUIT" } else { "INT" });
            counts.add(Kind::DatabaseStopped, 1);
        }
        if hits_server {
            // In good order it writes a snapshot of its tallies, for which it needs its database.
            let is_orderly = !hits_database && chance.u32(..6) == 0;
            self.program.end(if is_orderly { "TERM" } else { "KILL" });
            counts.add(Kind::ServerKilled, 1);
        }
        std::thread::sleep(down);
        if let Some(cluster) = self.cluster.as_mut().filter(|_| hits_database) {
            cluster.start_again()?;
        }
        if hits_server { self.program.start_again() } else { Ok(()) }
    }
}
