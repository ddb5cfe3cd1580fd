//! More than can be stored at once: whoever is too many is told to come back, and the memory stays bounded.

use serde_json::{Value, json};

use super::support::*;

/// Takes SQLite's one right to write, and the survey's row on PostgreSQL.
const LOCK: &str = "update survey set slug = slug";

/// A submission of this many bytes, give or take a few.
fn large(bytes: usize) -> Value {
    let mut sent = submission(&fresh_id());
    sent["padding"] = json!("x".repeat(bytes));
    sent
}

/// Memory of the program, in MiB: the most it ever had.
fn peak(world: &World) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{}/status", world.program.id())).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() >> 10
}

fn too_many_at_once_are_told_to_come_back(database: Database) {
    let world = World::with(database, &[("SECTORWISE_QUEUE_MIB", "4"), ("SECTORWISE_BODIES_MIB", "16")]);
    world.store(&[large(900_000)]);
    let before = peak(&world);
    let sent: Vec<Value> = (0..80).map(|_| large(900_000)).collect();
    let world = &world;
    std::thread::scope(|scope| {
        let answers = world.database.inside(LOCK, || {
            let answers: Vec<_> =
                sent.iter().map(|one| scope.spawn(move || world.send(std::slice::from_ref(one)))).collect();
            // Others are told so at once, while some wait for the lock.
            until("someone is told to come back", || answers.iter().any(|answer| answer.is_finished()));
            answers
        });
        let answers = answers.into_iter().map(|answer| answer.join().unwrap());
        let (stored, busy): (Vec<_>, Vec<_>) = answers.partition(|answer| answer.status == 200);
        assert!(!stored.is_empty() && !busy.is_empty(), "{} {}", stored.len(), busy.len());
        for answer in &busy {
            answer.is_problem(503, "busy");
        }
        assert_eq!(world.log_length(), 1 + stored.len() as i64);
    });
    // All of them together, in the three forms they have on their way, would be more than 200.
    assert!(peak(world) - before < 100, "{before} {}", peak(world));
    for one in &sent {
        world.insist(one);
    }
    assert_eq!(world.log_length(), 81);
}

#[test]
fn memory_is_bounded_on_sqlite() {
    too_many_at_once_are_told_to_come_back(Database::sqlite());
}

#[test]
fn memory_is_bounded_on_postgresql() {
    match Database::postgresql() {
        Some(database) => too_many_at_once_are_told_to_come_back(database),
        None => println!("skipped: no PostgreSQL"),
    }
}

#[test]
fn a_queue_that_is_full_tells_the_others_to_come_back() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_QUEUE_REQUESTS", "1")]);
    let world = &world;
    std::thread::scope(|scope| {
        let answers = world.database.inside(LOCK, || {
            let send = || scope.spawn(|| world.send(&[submission(&fresh_id())]));
            let answers: Vec<_> = (0..40).map(|_| send()).collect();
            // The writer has taken some and waits for the lock; one more waits for it.
            until("someone is told to come back", || answers.iter().any(|answer| answer.is_finished()));
            answers
        });
        let answers = answers.into_iter().map(|answer| answer.join().unwrap());
        let (stored, busy): (Vec<_>, Vec<_>) = answers.partition(|answer| answer.status == 200);
        busy.iter().for_each(|answer| answer.is_problem(503, "busy"));
        assert_eq!(world.log_length(), stored.len() as i64);
    });
}
