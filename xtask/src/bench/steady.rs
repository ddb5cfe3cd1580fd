//! A steady stream: each request is due at its moment, whatever became of the ones before it. A wait is counted from
//! that moment, so a server that stops for a while is charged with everybody who would have come meanwhile.

use super::http::Connection;
use super::load::Load;
use super::waits::Waits;
use anyhow::{Result, bail};
use std::time::{Duration, Instant};

/// Far more than are ever busy at once at the rates that are asked for.
const CONNECTIONS: usize = 64;

/// A connection, and its requests with the moments at which they are due.
type Line = (Connection, Vec<(Duration, Vec<u8>)>);

/// What one connection was answered, and how long each answer took.
type Answered = (Vec<(u16, Vec<u8>)>, Waits);

/// Sends `requests` of one submission each, `rate` a second.
pub fn send(address: &str, requests: Vec<Vec<u8>>, rate: u32) -> Result<Load> {
    let mut lines: Vec<Line> = Vec::new();
    for _ in 0..CONNECTIONS {
        lines.push((Connection::open(address)?, Vec::new()));
    }
    for (index, request) in requests.into_iter().enumerate() {
        let due = Duration::from_secs(1) * index as u32 / rate;
        if let Some((_, line)) = lines.get_mut(index % CONNECTIONS) {
            line.push((due, request));
        }
    }
    // Threads need a moment to be there.
    let begin = Instant::now() + Duration::from_millis(50);
    let threads: Vec<_> =
        lines.into_iter().map(|(line, requests)| std::thread::spawn(move || keep_to(line, requests, begin))).collect();
    let mut load = Load::default();
    for thread in threads {
        let Ok(answered) = thread.join() else { bail!("A connection's thread broke off") };
        let (bodies, waits) = answered?;
        load.waits.merge(waits);
        for (status, body) in bodies {
            load.judge(status, &body, 1);
        }
    }
    load.time = begin.elapsed();
    Ok(load)
}

fn keep_to(mut connection: Connection, requests: Vec<(Duration, Vec<u8>)>, begin: Instant) -> Result<Answered> {
    let (mut bodies, mut waits) = (Vec::new(), Waits::default());
    for (due, request) in requests {
        let due = begin + due;
        std::thread::sleep(due.saturating_duration_since(Instant::now()));
        bodies.push(connection.ask(&request)?);
        waits.add(due.elapsed());
    }
    Ok((bodies, waits))
}
