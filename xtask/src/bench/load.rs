//! As much as goes: each connection sends the next request as soon as it has the answer to the one before.

use super::http::Connection;
use super::waits::Waits;
use anyhow::{Result, bail};
use serde_json::Value;
use std::sync::{Arc, Barrier};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Whoever is slower is measured on what was stored until then.
const LIMIT: Duration = Duration::from_secs(100);
/// Connections that one thread looks after: the answers of one commit come together, and whoever measures shares the
/// machine with what is measured.
const TOGETHER: usize = 8;

#[derive(Default)]
pub struct Load {
    /// Submissions, not requests.
    pub stored: usize,
    pub time: Duration,
    /// From the moment a request is sent until its answer is read.
    pub waits: Waits,
    /// An example of an answer that is not what it should be.
    pub odd: String,
}

impl Load {
    /// What each connection is to send, and how many submissions each request has. Every connection is open before the
    /// clock starts, and answers are read through after it has stopped.
    pub fn send(address: &str, requests: Vec<Vec<Vec<u8>>>, each: usize) -> Result<Load> {
        let connections: Result<Vec<Connection>> = requests.iter().map(|_| Connection::open(address)).collect();
        let mut lines: Vec<Line> = connections?.into_iter().zip(requests).map(Line::new).collect();
        let mut groups = Vec::new();
        while !lines.is_empty() {
            groups.push(lines.split_off(lines.len().saturating_sub(TOGETHER)));
        }
        let start = Arc::new(Barrier::new(groups.len() + 1));
        let threads: Vec<JoinHandle<Answers>> = groups
            .into_iter()
            .map(|group| {
                let start = Arc::clone(&start);
                std::thread::spawn(move || send(group, &start))
            })
            .collect();
        start.wait();
        let begun = Instant::now();
        let mut answers = Vec::new();
        for thread in threads {
            match thread.join() {
                Ok(found) => answers.push(found),
                Err(_) => bail!("A connection's thread broke off"),
            }
        }
        let mut load = Load { time: begun.elapsed(), ..Load::default() };
        for found in answers {
            load.waits.merge(found.waits);
            load.odd.extend(found.broken.filter(|_| load.odd.is_empty()));
            for (status, body) in found.bodies {
                load.judge(status, &body, each);
            }
        }
        if load.stored == 0 {
            bail!("nothing was stored: {}", load.odd);
        }
        Ok(load)
    }

    /// Takes an answer to a request with so many submissions.
    pub fn judge(&mut self, status: u16, body: &[u8], each: usize) {
        let stored = if status == 200 { stored(body) } else { 0 };
        self.stored += stored;
        if stored != each && self.odd.is_empty() {
            self.odd = format!("{status} {}", String::from_utf8_lossy(body));
        }
    }

    pub fn per_second(&self) -> f64 {
        (self.stored as f64 / self.time.as_secs_f64()).round()
    }
}

/// One connection, what it has yet to send, and since when it waits.
struct Line {
    connection: Connection,
    requests: std::vec::IntoIter<Vec<u8>>,
    sent: Option<Instant>,
}

impl Line {
    fn new((connection, requests): (Connection, Vec<Vec<u8>>)) -> Line {
        Line { connection, requests: requests.into_iter(), sent: None }
    }

    fn send_next(&mut self) -> Result<()> {
        self.sent = None;
        let Some(request) = self.requests.next() else { return Ok(()) };
        self.sent = Some(Instant::now());
        self.connection.send(&request)
    }
}

#[derive(Default)]
struct Answers {
    bodies: Vec<(u16, Vec<u8>)>,
    waits: Waits,
    broken: Option<String>,
}

fn send(mut lines: Vec<Line>, start: &Barrier) -> Answers {
    let mut answers = Answers::default();
    start.wait();
    if let Err(error) = take_turns(&mut lines, &mut answers) {
        answers.broken = Some(format!("{error:#}"));
    }
    answers
}

fn take_turns(lines: &mut [Line], answers: &mut Answers) -> Result<()> {
    let deadline = Instant::now() + LIMIT;
    lines.iter_mut().try_for_each(Line::send_next)?;
    while lines.iter().any(|line| line.sent.is_some()) {
        for line in lines.iter_mut() {
            let Some(sent) = line.sent else { continue };
            answers.bodies.push(line.connection.receive()?);
            answers.waits.add(sent.elapsed());
            line.send_next()?;
        }
        if Instant::now() > deadline {
            bail!("the time was over");
        }
    }
    Ok(())
}

/// How many receipts an answer has: nothing else is a yes.
fn stored(body: &[u8]) -> usize {
    let Ok(answer) = serde_json::from_slice::<Value>(body) else {
        return 0;
    };
    let results = answer["results"].as_array().map_or(&[][..], Vec::as_slice);
    let is_stored = |result: &&Value| result["outcome"] == "stored" && result["receipt"]["signature"].is_string();
    results.iter().filter(is_stored).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_receipt_counts_as_stored() {
        let receipt = r#"{"id":"x","outcome":"stored","receipt":{"signature":"s"}}"#;
        assert_eq!(stored(format!(r#"{{"results":[{receipt},{receipt}]}}"#).as_bytes()), 2);
        assert_eq!(stored(br#"{"results":[{"id":"x","outcome":"stored"}]}"#), 0);
        assert_eq!(stored(br#"{"results":[{"id":"x","outcome":"refused"}]}"#), 0);
        assert_eq!(stored(b"<html>"), 0);
    }
}
