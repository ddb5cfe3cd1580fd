//! `sectorwise demo`: made-up answers that are marked, the same for the same seed, and taken away in one command.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::support::*;

const ADD: [&str; 5] = ["demo", "--responses", "200", "--seed", "1"];

fn demo_entries(world: &World) -> i64 {
    let demo = if world.database.is_sqlite() { "demo = 1" } else { "demo" };
    world.database.count(&format!("submission where {demo} and kind = 'submission'"))
}

on_both! {
    fn demo_answers_are_stored_marked_and_believable(world: &World) {
        let said = world.run(&ADD);
        assert!(said.contains("200 demo answers were stored"), "{said}");
        assert_eq!((demo_entries(world), world.log_length()), (200, 200));
        let staff = world.staff();
        let tally = staff.tally("C2", "borough");
        assert_eq!((&tally["demo"], &tally["total"]["responses"]), (&json!(200), &json!(200)));
        let lines = staff.lines();
        assert!(lines.iter().all(|line| line["demo"] == true));
        let boroughs: BTreeSet<&str> = lines.iter().map(|line| line["base_borough"].as_str().unwrap()).collect();
        assert!(boroughs.len() > 28, "{boroughs:?}");
        // They have receipts as real ones have.
        let id = lines[0]["id"].as_str().unwrap();
        world.verified(&world.get(&format!("/api/v1/surveys/{SLUG}/receipts/{id}")).json());
    }

    fn the_same_seed_again_stores_nothing_and_another_one_does(world: &World) {
        world.run(&ADD);
        let before = world.staff().tally("C2", "borough");
        let said = world.run(&ADD);
        assert!(said.contains("0 demo answers were stored; 200 had been there"), "{said}");
        assert_eq!((world.staff().tally("C2", "borough"), world.log_length()), (before, 200));
        world.run(&["demo", "--responses", "50", "--seed", "2"]);
        assert_eq!((world.staff().responses(), world.log_length()), (250, 250));
    }

    fn removing_the_demo_leaves_what_is_real(world: &World) {
        let real = [submission(&fresh_id()), submission_from("outside")];
        world.store(&real[..1]);
        world.run(&ADD);
        world.store(&real[1..]);
        let staff = world.staff();
        assert_eq!(staff.responses(), 202);
        let said = world.run(&["demo", "--remove"]);
        assert!(said.contains("200 demo answers"), "{said}");
        let tally = staff.tally("A2", "borough");
        assert_eq!((&tally["total"]["responses"], tally.get("demo")), (&json!(2), None));
        let ids: Vec<Value> = staff.lines().iter().map(|line| line["id"].clone()).collect();
        assert_eq!(ids, [real[0]["id"].clone(), real[1]["id"].clone()]);
        assert_eq!(staff.download("csv").body.lines().count(), 3);
        // Their numbers stay, their bytes do not; the removal is an entry of its own.
        assert_eq!(world.log_length(), 203);
        assert_eq!(world.database.count("submission where body is not null"), 2);
        assert_eq!(world.database.count("contact"), 0);
        assert!(world.run(&["demo", "--remove"]).contains("0 demo answers"));
        assert_eq!(world.log_length(), 203);
        world.store(&[submission(&fresh_id())]);
        assert_eq!((staff.responses(), world.log_length()), (3, 204));
    }

    fn a_demo_that_was_taken_away_can_be_shown_again(world: &World) {
        world.run(&ADD);
        world.run(&["demo", "--remove"]);
        let said = world.run(&ADD);
        assert!(said.contains("200 demo answers were stored; 0 had been there"), "{said}");
        assert_eq!((world.staff().responses(), world.log_length()), (200, 401));
        world.run(&ADD);
        assert_eq!((world.staff().responses(), world.log_length()), (200, 401));
    }

    fn a_file_of_them_is_what_a_fresh_server_stores(world: &World) {
        let sent = world.made_up(200, 1);
        assert_eq!((sent.len(), world.log_length()), (200, 0));
        assert_eq!(sent, world.made_up(200, 1));
        assert_ne!(sent, world.made_up(200, 2));
        world.store(&sent);
        assert_eq!((world.log_length(), demo_entries(world)), (200, 0));
        let results = world.send(&sent[..100]).json()["results"].as_array().unwrap().clone();
        assert!(results.iter().all(|result| result["outcome"] == "duplicate"));
    }
}

fn removed_and_restarted(database: Database) {
    let world = World::new(database);
    world.run(&ADD);
    world.store(&[submission(&fresh_id())]);
    world.run(&["demo", "--remove"]);
    let before = world.staff().tally("A2", "borough");
    let world = world.restarted();
    assert_eq!(world.staff().tally("A2", "borough"), before);
    world.database.execute("delete from tally_snapshot");
    let world = world.restarted();
    assert_eq!(world.staff().tally("A2", "borough"), before);
}

#[test]
fn a_removed_demo_stays_away_after_a_restart_on_sqlite() {
    removed_and_restarted(Database::sqlite());
}

#[test]
fn a_removed_demo_stays_away_after_a_restart_on_postgresql() {
    match Database::postgresql() {
        Some(database) => removed_and_restarted(database),
        None => println!("skipped: no PostgreSQL"),
    }
}

/// Without a database the standard survey is answered, and none is made.
#[test]
fn a_file_needs_no_database() {
    let database = Database::sqlite();
    let file = database.folder.join("demo.jsonl");
    let output = Program::run(&database, &[], &["demo", "--responses", "5", "--to", file.to_str().unwrap()], "");
    assert!(output.status.success(), "{output:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap().lines().count(), 5);
    assert!(!database.folder.join("sectorwise.db").exists());
}
