//! `SECTORWISE_RATE_LIMIT`: public writes a minute and address.

use serde_json::json;

use super::support::*;

#[test]
fn public_writes_are_counted_by_request_and_reads_are_not() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_RATE_LIMIT", "3")]);
    for _ in 0..3 {
        assert_eq!(world.send(&[submission(&fresh_id()), submission(&fresh_id())]).status, 200);
    }
    world.send(&[submission(&fresh_id())]).is_problem(429, "too-often");
    let withdrawal = format!("/api/v1/submissions/{}/withdrawal", fresh_id());
    world.post(&withdrawal, &json!({"survey": SLUG, "edit_key": "x"})).is_problem(429, "too-often");
    for _ in 0..10 {
        assert_eq!(world.get("/health/live").status, 200);
    }
    assert_eq!(world.log_length(), 6);
}

/// The status of a submission that came by these hops.
fn send_through(world: &World, hops: &str) -> u16 {
    let body = json!({"submissions": [submission(&fresh_id())]});
    let request = world.agent.post(world.url("/api/v1/submissions")).header("x-forwarded-for", hops);
    request.send_json(body).unwrap().status().as_u16()
}

#[test]
fn behind_a_trusted_proxy_everybody_counts_for_themselves() {
    let settings = [("SECTORWISE_RATE_LIMIT", "1"), ("SECTORWISE_TRUSTED_PROXY", "127.0.0.1, 10.0.0.2")];
    let world = World::with(Database::sqlite(), &settings);
    let send = |hops: &str| send_through(&world, hops);
    assert_eq!((send("198.51.100.7"), send("198.51.100.8")), (200, 200));
    // Whoever writes the header themselves is still the one that the proxy saw.
    assert_eq!((send("203.0.113.1, 198.51.100.7"), send("203.0.113.2, 198.51.100.8, 10.0.0.2")), (429, 429));
    // Some proxies add the port, which is another one each time.
    assert_eq!((send("198.51.100.9:4711"), send("198.51.100.9:4712")), (200, 429));
    assert_eq!((send("[2001:db8:1::1]:4711"), send("2001:db8:1::1")), (200, 429));

    let world = World::with(Database::sqlite(), &settings[..1]);
    let send = |hops: &str| send_through(&world, hops);
    assert_eq!((send("198.51.100.7"), send("198.51.100.8")), (200, 429));
}

/// A training day: everybody finishes at once, through one router, and some send twice, correct or take back.
#[test]
fn a_hall_of_forty_people_behind_one_address_never_meets_the_limit() {
    let world = World::with(Database::sqlite(), &[("SECTORWISE_RATE_LIMIT", "")]);
    let world = &world;
    std::thread::scope(|scope| {
        for _ in 0..40 {
            scope.spawn(move || {
                let first = submission(&fresh_id());
                // The first answer is lost on its way five times.
                for outcome in ["stored", "duplicate", "duplicate", "duplicate", "duplicate", "duplicate"] {
                    assert_eq!(world.send(std::slice::from_ref(&first)).outcome()["outcome"], outcome);
                }
                for number in 2..=3 {
                    assert_eq!(world.send(&[revised(&first, number)]).outcome()["outcome"], "stored");
                }
                world.withdraw(first["id"].as_str().unwrap());
            });
        }
    });
    assert_eq!(world.log_length(), 160);
}
