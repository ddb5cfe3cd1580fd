//! `sectorwise verify`: finds what was changed behind the program's back, and nothing else.

use serde_json::{Value, json};

use super::support::*;

/// What it says as JSON, and whether it ended well.
fn verify(world: &World) -> (bool, Value) {
    let output = Program::run(&world.database, &[], &["verify", "--json"], "");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output.status.success(), serde_json::from_str(&said).unwrap_or_else(|error| panic!("{error}: {output:?}")))
}

/// The codes of what differs, each once, with the first number that it is about.
fn codes(world: &World) -> Vec<(String, i64)> {
    let (ok, report) = verify(world);
    let mut codes: Vec<(String, i64)> = Vec::new();
    for difference in report["differences"].as_array().unwrap() {
        assert_eq!(difference["survey"], SLUG);
        let code = difference["code"].as_str().unwrap().to_owned();
        if codes.iter().all(|(known, _)| *known != code) {
            codes.push((code, difference["sequence"].as_i64().unwrap_or_default()));
        }
    }
    assert_eq!((ok, report["ok"] == true), (codes.is_empty(), codes.is_empty()), "{report}");
    codes
}

fn code(name: &str, sequence: i64) -> Vec<(String, i64)> {
    vec![(name.to_owned(), sequence)]
}

/// Five answers, the last two with contact details; the first is revised, the second withdrawn.
fn fill(world: &World) {
    let mut sent: Vec<Value> = (0..5).map(|_| submission(&fresh_id())).collect();
    for one in &mut sent[3..] {
        one["answers"]["L2"] = json!("yes");
        one["contact"] = json!({"email": "ama@hackney.example", "salt": "00ff"});
    }
    world.store(&sent);
    world.store(&[revised(&sent[0], 2)]);
    world.withdraw(sent[1]["id"].as_str().unwrap());
}

on_both! {
    fn what_the_program_did_is_right(world: &World) {
        assert_eq!(codes(world), []);
        fill(world);
        world.run(&["demo", "--responses", "30"]);
        assert_eq!(codes(world), []);
        world.run(&["demo", "--remove"]);
        world.run(&["demo", "--responses", "30"]);
        assert_eq!(codes(world), []);
        let said = world.run(&["verify"]);
        assert!(said.contains("there is no snapshot") && said.contains("Everything is as it should be."), "{said}");
        // What a server has left behind is compared, and a withdrawal after it is followed.
        let beside = world.beside(&[]);
        until("it is followed", || beside.staff().responses() == 34);
        assert!(beside.program.stop());
        let (ok, report) = verify(world);
        assert_eq!((ok, &report["surveys"][0]["snapshot"], &report["surveys"][0]["entries"]), (true, &json!(68), &json!(68)));
        let id = world.database.value("select submission_id from submission where sequence = 3").unwrap();
        world.withdraw(&id);
        world.run(&["demo", "--remove"]);
        assert_eq!(codes(world), []);
        assert_eq!(verify(world).1["surveys"][0]["snapshot"], 68);
    }

    fn a_tally_that_was_snapshot_wrongly_is_found(world: &World) {
        fill(world);
        let beside = world.beside(&[]);
        assert_eq!(beside.staff().responses(), 4);
        assert!(beside.program.stop());
        assert_eq!(codes(world), []);
        // Nothing signs when an answer counts, so only the tally can tell.
        let late = if world.database.is_sqlite() { "late = 1" } else { "late = true" };
        world.database.execute(&format!("update submission set {late} where sequence = 3"));
        assert_eq!(codes(world), code("tally", 0));
        let output = Program::run(&world.database, &[], &["verify"], "");
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(said.contains("Hackney, responses: the snapshot comes to 4, a recount to 3."), "{said}");
        assert!(String::from_utf8_lossy(&output.stderr).contains("differences were found"), "{output:?}");
    }

    fn every_kind_of_damage_is_found_and_named(world: &World) {
        fill(world);
        assert_eq!(codes(world), []);
        let damage = |sql: &str, back: &str| {
            world.database.execute(sql);
            let found = codes(world);
            world.database.execute(back);
            assert_eq!(codes(world), [], "{back}");
            found
        };
        let found = damage(
            "update submission set body = replace(body, 'Night', 'Light') where sequence = 3",
            "update submission set body = replace(body, 'Light', 'Night') where sequence = 3",
        );
        assert_eq!(found, code("hash", 3));
        let found = damage(
            "update submission set received_at = received_at + 1 where sequence = 7",
            "update submission set received_at = received_at - 1 where sequence = 7",
        );
        assert_eq!(found, code("signature", 7));
        let found = damage(
            "update submission set key_id = key_id || 'x' where sequence = 6",
            "update submission set key_id = substr(key_id, 1, length(key_id) - 1) where sequence = 6",
        );
        assert_eq!(found, code("signature", 6));
        let found = damage(
            "update submission set finished_at = finished_at + 1 where sequence = 1",
            "update submission set finished_at = finished_at - 1 where sequence = 1",
        );
        assert_eq!(found, code("field", 1));
        let found = damage(
            "update survey set last_sequence = last_sequence + 1",
            "update survey set last_sequence = last_sequence - 1",
        );
        assert_eq!(found, code("counter", 0));
        let found = damage(
            "update contact set body = replace(body, 'ama', 'amy') where submission_id = \
                (select submission_id from submission where sequence = 5)",
            "update contact set body = replace(body, 'amy', 'ama')",
        );
        assert_eq!(found, code("contact-hash", 5));
        let found = damage("update contact set revision = 9", "update contact set revision = 1");
        assert_eq!(found, [("contact-gone".to_owned(), 4), ("contact-stray".to_owned(), 0)]);
        world.database.execute("update submission set body = null where sequence = 3");
        assert_eq!(codes(world), code("gone", 3));
        world.database.execute("update submission set body = 'x' where sequence = 2");
        assert_eq!(codes(world), [("hash".to_owned(), 2), ("gone".to_owned(), 3), ("left".to_owned(), 2)]);
        world.database.execute("delete from submission where sequence in (2, 3)");
        let (_, report) = verify(world);
        assert_eq!(report["differences"][0], json!({"survey": SLUG, "code": "gap", "from": 2, "to": 3}));
    }
}
