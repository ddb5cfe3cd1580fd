//! Submissions stored per second: one a request, 32 connections, each durable before its receipt.

use super::figure::{Bound, Figure};
use super::http::{Connection, post};
use super::program::Program;
use crate::postgres::Postgres;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::fs;
use std::sync::{Arc, Barrier};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

const SUBMISSIONS: usize = 20_000;
const CONNECTIONS: usize = 32;
const MUST_REACH: f64 = 2_000.0;
/// Ten times as slow as it must be; whoever is slower is measured on what was stored until then.
const LIMIT: Duration = Duration::from_secs(100);

pub fn sqlite(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, None, "submissions stored per second")
}

pub fn postgres(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    let cluster = Postgres::start()?;
    measure(tree, Some(&cluster.url()), "submissions stored per second, PostgreSQL")
}

fn measure(tree: &Tree, database: Option<&str>, figure: &str) -> Result<Vec<Figure>> {
    let program = Program::start(tree, database)?;
    let file = program.folder().join("submissions.jsonl");
    say::step(&format!("{SUBMISSIONS} submissions written"), || {
        let (count, path) = (SUBMISSIONS.to_string(), file.display().to_string());
        program.call(&["demo", "--responses", &count, "--seed", "1", "--to", &path]).map(drop)
    })?;
    let text = fs::read_to_string(&file).context("The submissions cannot be read")?;
    let mut requests: Vec<Vec<Vec<u8>>> = vec![Vec::new(); CONNECTIONS];
    for (index, line) in text.lines().enumerate() {
        let body = format!("{{\"submissions\":[{line}]}}");
        requests[index % CONNECTIONS].push(post("/api/v1/submissions", &body));
    }
    let load = send_all(&program.address, requests)?;
    if load.stored < load.sent {
        say::note(&format!("{} of {} were not stored: {}", load.sent - load.stored, load.sent, load.odd));
    }
    let value = load.stored as f64 / load.time.as_secs_f64();
    say::note(&format!("{} stored in {}", load.stored, say::took(load.time)));
    let bound = Some(Bound::AtLeast(MUST_REACH));
    Ok(vec![Figure { figure: figure.into(), value: value.round(), unit: "/s".into(), bound }])
}

#[derive(Default)]
struct Load {
    sent: usize,
    stored: usize,
    time: Duration,
    /// An example of an answer that is not a receipt.
    odd: String,
}

/// Every connection is open before the clock starts, and answers are read through after it has stopped.
fn send_all(address: &str, requests: Vec<Vec<Vec<u8>>>) -> Result<Load> {
    let start = Arc::new(Barrier::new(requests.len() + 1));
    let connections: Result<Vec<Connection>> = requests.iter().map(|_| Connection::open(address)).collect();
    let threads: Vec<JoinHandle<Answers>> = connections?
        .into_iter()
        .zip(requests)
        .map(|(connection, requests)| {
            let start = Arc::clone(&start);
            std::thread::spawn(move || send(connection, &requests, &start))
        })
        .collect();
    start.wait();
    let begun = Instant::now();
    let mut load = Load::default();
    let mut answers = Vec::new();
    for thread in threads {
        match thread.join() {
            Ok(found) => answers.push(found),
            Err(_) => bail!("A connection's thread broke off"),
        }
    }
    load.time = begun.elapsed();
    for answer in answers {
        load.odd.extend(answer.broken.filter(|_| load.odd.is_empty()));
        load.sent += answer.bodies.len();
        for (status, body) in answer.bodies {
            if status == 200 && is_stored(&body) {
                load.stored += 1;
            } else if load.odd.is_empty() {
                load.odd = format!("{status} {}", String::from_utf8_lossy(&body));
            }
        }
    }
    if load.stored == 0 {
        bail!("nothing was stored: {}", load.odd);
    }
    Ok(load)
}

#[derive(Default)]
struct Answers {
    bodies: Vec<(u16, Vec<u8>)>,
    broken: Option<String>,
}

fn send(mut connection: Connection, requests: &[Vec<u8>], start: &Barrier) -> Answers {
    let mut answers = Answers::default();
    start.wait();
    let deadline = Instant::now() + LIMIT;
    for request in requests {
        if Instant::now() > deadline {
            answers.broken = Some("the time was over".into());
            break;
        }
        match connection.send(request) {
            Ok(answer) => answers.bodies.push(answer),
            Err(error) => {
                answers.broken = Some(format!("{error:#}"));
                break;
            }
        }
    }
    answers
}

fn is_stored(body: &[u8]) -> bool {
    let Ok(answer) = serde_json::from_slice::<Value>(body) else {
        return false;
    };
    let result = &answer["results"][0];
    result["outcome"] == "stored" && result["receipt"]["signature"].is_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_receipt_counts_as_stored() {
        let stored = br#"{"results":[{"id":"x","outcome":"stored","receipt":{"signature":"s"}}]}"#;
        assert!(is_stored(stored));
        assert!(!is_stored(br#"{"results":[{"id":"x","outcome":"stored"}]}"#));
        assert!(!is_stored(br#"{"results":[{"id":"x","outcome":"refused"}]}"#));
        assert!(!is_stored(b"<html>"));
    }
}
