//! Many at once: gapless numbers, and each submission exactly once.

use std::collections::BTreeSet;

use serde_json::Value;

use super::support::*;

on_both! {
    fn numbers_have_no_gap_while_many_send_the_same_and_different_things(world: &World) {
        let shared: Vec<Value> = (0..40).map(|_| submission(&fresh_id())).collect();
        let senders: Vec<_> = (0..8)
            .map(|_| {
                let own: Vec<Value> = (0..40).map(|_| submission(&fresh_id())).collect();
                own.into_iter().zip(shared.clone()).flat_map(|(own, shared)| [own, shared]).collect::<Vec<Value>>()
            })
            .collect();
        let outcomes: Vec<Value> = std::thread::scope(|scope| {
            let threads: Vec<_> = senders
                .iter()
                .map(|items| scope.spawn(move || items.chunks(2).map(|two| world.send(two).json()).collect::<Vec<_>>()))
                .collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
        });
        let results: Vec<&Value> = outcomes.iter().flat_map(|outcome| outcome["results"].as_array().unwrap()).collect();
        let stored = results.iter().filter(|result| result["outcome"] == "stored").count();
        let duplicate = results.iter().filter(|result| result["outcome"] == "duplicate").count();
        assert_eq!((stored, duplicate), (360, 280));
        let number = |result: &&Value| result["receipt"]["sequence"].as_u64().unwrap();
        let numbers: BTreeSet<u64> = results.iter().map(number).collect();
        assert_eq!(numbers, (1..=360).collect());
        assert_eq!(world.log_length(), 360);
    }
}

/// Several stateless processes on one PostgreSQL take their numbers from one row.
#[test]
fn two_processes_on_one_database_leave_no_gap() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let world = World::new(database);
    let second = Program::serve(&world.database, &[]);
    let addresses = [world.program.address.clone(), second.address.clone()];
    std::thread::scope(|scope| {
        for address in addresses.iter().cycle().take(6) {
            let world = &world;
            scope.spawn(move || {
                for _ in 0..50 {
                    let body = serde_json::json!({"submissions": [submission(&fresh_id())]}).to_string();
                    let answer =
                        world.agent.post(format!("{address}/api/v1/submissions")).send(body.as_bytes()).unwrap();
                    let answer: Value = answer.into_body().read_json().unwrap();
                    assert_eq!(answer["results"][0]["outcome"], "stored");
                    world.verified(&answer["results"][0]["receipt"]);
                }
            });
        }
    });
    assert_eq!(world.log_length(), 300);
}
