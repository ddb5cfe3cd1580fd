//! SIGKILL under load: every submission that got a receipt is there exactly once, and resending settles the rest.

use std::sync::mpsc::{Sender, channel};
use std::time::Duration;

use serde_json::{Value, json};

use super::support::*;

fn rounds(database: &Database, rounds: u32) {
    let mut receipts: Vec<Value> = Vec::new();
    for round in 0..rounds {
        let program = Program::serve(database, &[]);
        let address = program.address.clone();
        let found: Vec<(Value, Option<Value>)> = std::thread::scope(|scope| {
            let (told, answers) = channel();
            let send = |told: Sender<()>| scope.spawn(|| send_until_it_dies(&address, told));
            let threads: Vec<_> = (0..4).map(|_| send(told.clone())).collect();
            // In the middle of the load, at another moment in each round.
            for _ in 0..5 + 7 * (round % 7) {
                assert!(answers.recv_timeout(Duration::from_secs(60)).is_ok(), "there was no load");
            }
            program.kill();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        let again = Program::serve(database, &[]);
        let agent = ureq::Agent::new_with_defaults();
        for (sent, receipt) in found {
            let outcome = post(&agent, &again.address, &sent).unwrap();
            match receipt {
                // A receipt means stored: never anything else than a duplicate with the same receipt.
                Some(receipt) => {
                    assert_eq!((&outcome["outcome"], &outcome["receipt"]), (&json!("duplicate"), &receipt))
                }
                None => assert!(outcome["outcome"] == "stored" || outcome["outcome"] == "duplicate", "{outcome}"),
            }
            receipts.push(outcome["receipt"].clone());
        }
        assert_eq!(tallied(&agent, &again.address), receipts.len() as u64);
    }
    let mut numbers: Vec<u64> = receipts.iter().map(|receipt| receipt["sequence"].as_u64().unwrap()).collect();
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=receipts.len() as u64).collect::<Vec<_>>());
    assert_eq!(database.count("submission"), receipts.len() as i64);
}

/// What was sent, and the receipt where one came back; each of those is told.
fn send_until_it_dies(address: &str, told: Sender<()>) -> Vec<(Value, Option<Value>)> {
    let agent = ureq::Agent::new_with_defaults();
    let mut all = Vec::new();
    loop {
        let sent = submission(&fresh_id());
        let outcome = post(&agent, address, &sent);
        let is_dead = outcome.is_none();
        all.push((sent, outcome.map(|outcome| outcome["receipt"].clone())));
        if is_dead {
            return all;
        }
        // Nobody listens any more once the kill is under way.
        let _ = told.send(());
    }
}

fn post(agent: &ureq::Agent, address: &str, sent: &Value) -> Option<Value> {
    let body = json!({"submissions": [sent]}).to_string();
    let answer = agent.post(format!("{address}/api/v1/submissions")).send(body.as_bytes()).ok()?;
    let answer: Value = answer.into_body().read_json().ok()?;
    Some(answer["results"][0].clone())
}

/// How many responses the tally counts.
fn tallied(agent: &ureq::Agent, address: &str) -> u64 {
    let body = json!({"email": EMAIL, "password": PASSWORD}).to_string();
    agent.post(format!("{address}/api/v1/session")).send(body.as_bytes()).unwrap();
    let tally = agent.get(format!("{address}/api/v1/surveys/{SLUG}/tally?question=A2&by=borough")).call().unwrap();
    let tally: Value = tally.into_body().read_json().unwrap();
    tally["total"]["counts"]["committee"].as_u64().unwrap()
}

#[test]
fn nothing_with_a_receipt_is_lost_on_sqlite() {
    rounds(&Database::sqlite(), 20);
}

#[test]
fn nothing_with_a_receipt_is_lost_on_postgresql() {
    match Database::postgresql() {
        Some(database) => rounds(&database, 5),
        None => println!("skipped: no PostgreSQL"),
    }
}
