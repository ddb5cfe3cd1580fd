//! `/health`, the first start and the end.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use super::support::*;

#[test]
fn the_first_start_shows_a_password_once_and_the_second_none() {
    let database = Database::sqlite();
    let made = [("SECTORWISE_ADMIN_EMAIL", ""), ("SECTORWISE_ADMIN_PASSWORD", "")];
    let said = Program::serve(&database, &made).said.clone();
    assert!(said.iter().any(|line| line.contains("The password is ")), "{said:?}");
    assert!(Program::serve(&database, &made).said.is_empty());
}

on_both! {
    fn it_is_live_and_ready_and_stops_when_asked(world: &World) {
        assert_eq!(world.get("/health/live").status, 200);
        assert_eq!(world.get("/health/ready").status, 200);
        let head = world.agent.head(world.url("/health/live")).call().unwrap();
        assert_eq!(head.status(), 200);
        let second = Program::serve(&world.database, &[]);
        assert!(second.said.is_empty(), "{:?}", second.said);
        assert!(second.stop());
        assert_eq!(world.get("/health/ready").status, 200);
    }
}

#[test]
fn without_its_database_it_is_live_but_not_ready() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let world = World::new(database);
    world.program.expect_trouble();
    let name = world.database.value("select current_database()::text").unwrap();
    world.database.refuse_connections(&name, true);
    world.get("/health/ready").is_problem(503, "busy");
    assert_eq!(world.get("/health/live").status, 200);
    let sent = submission(&fresh_id());
    world.send(std::slice::from_ref(&sent)).is_problem(503, "busy");
    world.program.expect_log("ERROR");
    world.database.refuse_connections(&name, false);
    // Each connection that was lost is found out once; whoever meets it is told to send the same again.
    let mut tries = (0..20).map(|_| world.send(std::slice::from_ref(&sent))).skip_while(|answer| answer.status == 503);
    assert_eq!(tries.next().unwrap().outcome()["outcome"], "stored");
    assert!((0..20).any(|_| world.get("/health/ready").status == 200));
}

/// What a database may do to the program, and what makes it well again.
type Trouble = (fn(&mut Cluster), fn(&mut Cluster));

const TROUBLES: [Trouble; 2] =
    [(Cluster::stop, Cluster::go), (|cluster| cluster.signal_all("STOP"), |cluster| cluster.signal_all("CONT"))];

#[test]
fn a_database_that_was_stopped_or_halted_is_found_again_without_a_restart() {
    let Some(mut cluster) = Cluster::start(&[]) else { return println!("skipped: no PostgreSQL") };
    let world = World::new(cluster.database());
    world.program.expect_trouble();
    world.store(&[submission(&fresh_id())]);
    for (count, (spoil, mend)) in (2..).zip(TROUBLES) {
        spoil(&mut cluster);
        world.get("/health/ready").is_problem(503, "busy");
        assert_eq!(world.get("/health/live").status, 200);
        let sent = submission(&fresh_id());
        world.send(std::slice::from_ref(&sent)).is_problem(503, "busy");
        mend(&mut cluster);
        world.wait_for("/health/ready", 200);
        // It may have been stored while nobody could be told.
        let outcome = world.insist(&sent);
        assert_eq!(world.insist(&sent)["receipt"], outcome["receipt"]);
        assert_eq!(world.log_length(), count);
    }
    assert_eq!(world.staff().responses(), 3);
}

#[test]
fn under_load_nothing_has_a_receipt_that_the_database_has_not() {
    let Some(mut cluster) = Cluster::start(&[]) else { return println!("skipped: no PostgreSQL") };
    let world = World::new(cluster.database());
    world.program.expect_trouble();
    let (world, is_over) = (&world, AtomicBool::new(false));
    let insist = || {
        let next =
            || (!is_over.load(Ordering::Relaxed)).then(|| world.insist(&submission(&fresh_id()))["receipt"].clone());
        std::iter::from_fn(next).collect::<Vec<_>>()
    };
    let receipts: Vec<_> = std::thread::scope(|scope| {
        let senders: Vec<_> = (0..4).map(|_| scope.spawn(insist)).collect();
        let grows = || {
            let before = world.database.count("submission");
            until("some are stored", || world.database.count("submission") > before + 10);
        };
        for (spoil, mend) in TROUBLES {
            grows();
            spoil(&mut cluster);
            world.wait_for("/health/ready", 503);
            mend(&mut cluster);
        }
        grows();
        is_over.store(true, Ordering::Relaxed);
        senders.into_iter().flat_map(|sender| sender.join().unwrap()).collect()
    });
    // Who meets a connection that was cut off is told to come back: each of them has been met by then.
    until("all are answered", || (0..20).all(|_| world.get("/api/v1/surveys/state-of-the-sector").status == 200));
    let numbers: BTreeSet<i64> = receipts.iter().map(|receipt| receipt["sequence"].as_i64().unwrap()).collect();
    let count = receipts.len() as i64;
    assert_eq!(numbers, (1..=count).collect());
    assert_eq!(world.log_length(), count);
    receipts.iter().for_each(|receipt| drop(world.verified(receipt)));
    assert_eq!(world.staff().responses() as i64, count);
}
