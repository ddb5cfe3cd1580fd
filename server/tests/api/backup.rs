//! `sectorwise backup` and `restore`: every row and every tally comes back, on the same database and on the other kind.

use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};

use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use serde_json::{Value, json};
use shared::tally::measures;

use super::support::*;

/// Something of everything: made-up answers, real ones, revisions, a withdrawal, a late one, contacts, drafts, people.
fn fill(world: &World) -> Value {
    world.run(&["demo", "--responses", "150", "--seed", "3"]);
    let ids: Vec<String> = (0..6).map(|_| fresh_id()).collect();
    let mut sent: Vec<Value> = ids.iter().map(|id| submission(id)).collect();
    for (index, one) in sent.iter_mut().enumerate().take(3) {
        one["answers"]["L2"] = json!("yes");
        one["contact"] = json!({"name": "Zoë “Z” Ōta", "email": format!("z{index}@example.org"), "salt": "00ff"});
    }
    world.store(&sent);
    let mut later = revised(&sent[0], 2);
    later["answers"]["B1"] = json!("Line\nbreak, ‘quotes’ and \\ back");
    world.store(&[later]);
    world.withdraw(&ids[1]);
    let mut other = sent[3].clone();
    other["answers"]["B1"] = json!("Another name");
    assert_eq!(world.send(&[other]).outcome()["outcome"], "conflict");
    let staff = world.staff();
    staff.start("camden", json!({"survey": SLUG}));
    let edit =
        json!({"edit": "survey", "property": "title", "before": "State of the Sector 2026", "after": "Camden’s"});
    staff.change("camden", &[edit]);
    world.run(&["user", "add", "--email", "cem@example.org", "--role", "admin"]);
    world.run(&["token", "create", "--name", "reports"]);
    world.get(&format!("/api/v1/surveys/{SLUG}/receipts/{}", ids[0])).json()
}

/// A database of the other kind, or where there is none, of the same.
fn other_kind(world: &World) -> Database {
    if world.database.is_sqlite() {
        Database::postgresql().unwrap_or_else(Database::sqlite)
    } else {
        Database::sqlite()
    }
}

fn same_kind(world: &World) -> Database {
    if world.database.is_sqlite() { Database::sqlite() } else { Database::postgresql().unwrap() }
}

fn backup(world: &World) -> String {
    let file = world.database.folder.join("backup.gz").to_str().unwrap().to_owned();
    let said = world.run(&["backup", &file]);
    assert!(said.contains(&file) && said.contains("keep it as safe"), "{said}");
    file
}

fn restore(database: &Database, file: &str) -> std::process::Output {
    Program::run(database, &[], &["restore", file], "")
}

fn restored(database: &Database, file: &str) {
    let output = restore(database, file);
    assert!(output.status.success(), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("Everything is as it should be."), "{output:?}");
}

/// Tables whose rows a backup has.
fn kept_tables(database: &Database) -> Vec<String> {
    let mut tables = database.tables();
    assert!(tables.len() > 12, "{tables:?}");
    tables.retain(|table| !table.starts_with("tally_snapshot"));
    tables
}

fn assert_same_rows(database: &Database, other: &Database) {
    assert_eq!(database.tables(), other.tables());
    for table in kept_tables(database) {
        assert_eq!(database.rows(&table), other.rows(&table), "{table}");
    }
}

/// Every measure of the survey, as the coordinator's board and the downloads have it.
fn tallies(world: &World) -> Vec<Value> {
    let staff = world.staff();
    let questionnaire = shared::standard::state_of_the_sector().unwrap();
    let all: Vec<String> = questionnaire.questions().flat_map(measures).collect();
    assert!(all.len() > 60, "{all:?}");
    let tables = all.iter().flat_map(|measure| [staff.tally(measure, "borough"), staff.tally(measure, "worked_in")]);
    let mut tallies: Vec<Value> = tables.collect();
    tallies.extend(staff.lines());
    tallies
}

fn empty(database: &Database) {
    for table in database.tables() {
        assert_eq!(database.count(&table), i64::from(table == "workspace"), "{table}");
    }
}

fn unpacked(file: &str) -> String {
    let mut text = String::new();
    GzDecoder::new(std::fs::File::open(file).unwrap()).read_to_string(&mut text).unwrap();
    text
}

fn packed(file: &str, text: &str) {
    let mut packer = GzEncoder::new(std::fs::File::create(file).unwrap(), flate2::Compression::fast());
    packer.write_all(text.as_bytes()).unwrap();
    packer.finish().unwrap();
}

on_both! {
    fn every_row_and_every_tally_comes_back(world: &World) {
        let receipt = fill(world);
        let file = backup(world);
        let before = tallies(world);
        for database in [other_kind(world), same_kind(world)] {
            restored(&database, &file);
            // Asking tallies has left sessions, and nothing else.
            world.database.execute("delete from session");
            database.execute("delete from session");
            assert_same_rows(&world.database, &database);
            assert!(database.rows("submission").iter().any(|row| row.contains("‘quotes’")));
            // A backup of what was restored can be restored again.
            let again = World::new(database);
            assert_eq!(tallies(&again), before);
            assert_eq!(again.verified(&receipt).sequence, world.verified(&receipt).sequence);
            let third = other_kind(&again);
            restored(&third, &backup(&again));
            third.execute("delete from session");
            assert_same_rows(&world.database, &third);
            // Life goes on: numbers that the database gives out are fresh.
            again.run(&["user", "add", "--email", "new@example.org"]);
            again.run(&["token", "create", "--name", "new"]);
            assert_eq!(again.send(&[json!({"id": fresh_id()})]).outcome()["outcome"], "refused");
            again.store(&[submission(&fresh_id())]);
            assert_eq!(again.log_length(), world.log_length() + 1);
            assert!(again.run(&["verify"]).contains("Everything is as it should be."));
        }
    }

    fn a_backup_is_one_moment_while_submissions_keep_arriving(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let is_over = AtomicBool::new(false);
        let (file, sent) = std::thread::scope(|scope| {
            let sender = scope.spawn(|| {
                let mut sent = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let mut one = submission(&fresh_id());
                    one["answers"]["L2"] = json!("yes");
                    one["contact"] = json!({"email": "ama@hackney.example", "salt": "00ff"});
                    world.store(&[one]);
                    sent += 1;
                }
                sent
            });
            until("some were sent", || world.database.count("submission") > 20);
            let files: Vec<String> = (0..3).map(|_| backup(world)).collect();
            let now = world.database.count("submission");
            until("some came after it", || world.database.count("submission") > now);
            is_over.store(true, Ordering::Relaxed);
            (files[2].clone(), sender.join().unwrap())
        });
        assert_eq!(world.log_length(), sent + 1);
        let other = other_kind(world);
        restored(&other, &file);
        let (all, kept) = (world.database.rows("submission"), other.rows("submission"));
        assert!(kept.len() > 20 && kept.len() < all.len(), "{} of {}", kept.len(), all.len());
        assert!(kept.iter().all(|row| all.contains(row)));
        assert_eq!(other.value("select max(last_sequence) from survey"), Some(kept.len().to_string()));
        assert_eq!(other.count("contact"), kept.len() as i64 - 1);
    }

    fn a_database_that_has_something_is_left_as_it_is(world: &World) {
        let file = backup(world);
        let before = world.database.rows("survey");
        fails_saying(&restore(&world.database, &file), &["was not restored", "not empty", "SECTORWISE_DATABASE_URL"]);
        assert_eq!(world.database.rows("survey"), before);
        assert_eq!(world.database.count("staff"), 1);
    }

    fn what_is_no_whole_backup_is_refused_and_nothing_is_left_of_it(world: &World) {
        fill(world);
        let file = backup(world);
        let target = other_kind(world);
        assert!(Program::run(&target, &[], &["migrate"], "").status.success());
        let refused = |bytes: &[u8], words: &str| {
            let broken = target.folder.join("broken.gz").to_str().unwrap().to_owned();
            std::fs::write(&broken, bytes).unwrap();
            fails_saying(&restore(&target, &broken), &["was not restored", words]);
            empty(&target);
        };
        let (bytes, text) = (std::fs::read(&file).unwrap(), unpacked(&file));
        let changed = |text: &str| {
            let path = target.folder.join("changed.gz").to_str().unwrap().to_owned();
            packed(&path, text);
            std::fs::read(path).unwrap()
        };
        for length in [3, 40, bytes.len() / 2, bytes.len() - 9, bytes.len() - 1] {
            refused(&bytes[..length], "cut off");
        }
        let lines: Vec<&str> = text.lines().collect();
        refused(&changed(&lines[..lines.len() - 1].join("\n")), "cut off");
        refused(&changed(&format!("{}\n", lines[..lines.len() - 1].join("\n"))), "cut off");
        refused(b"", "no backup");
        refused(b"SQLite format 3\0 and so on", "no backup");
        refused(&changed("{\"surveys\":[]}\n"), "no backup");
        let mut bent = bytes.clone();
        let middle = bent.len() / 2;
        bent[middle] ^= 0x55;
        refused(&bent, "");
        refused(&[&bytes[..], b"more"].concat(), "damaged");
        assert!(text.contains("another name") || text.contains("Another name"));
        refused(&changed(&text.replace("Another name", "Onother name")), "kept_aside are not those");
        let row = lines.iter().position(|line| line.contains("\"submission_id\"")).unwrap();
        let without = [&lines[..row], &lines[row + 1..]].concat().join("\n") + "\n";
        refused(&changed(&without), "submission has");
        refused(&changed(&text.replacen("{\"table\":\"contact\"}", "{\"table\":\"weather\"}", 1)), "weather");
        refused(&changed(&text.replacen("\"format\":1", "\"format\":2", 1)), "newer than this program");
        refused(&changed(&text.replacen("_snapshots", "_wonders", 1)), "newer than this program");
        // And the whole one still goes in.
        restored(&target, &file);
    }
}

#[test]
fn a_backup_is_private_complete_or_not_there_and_overwrites_backups_only() {
    use std::os::unix::fs::PermissionsExt;
    let world = World::new(Database::sqlite());
    let folder = &world.database.folder;
    let path = folder.join("backup.gz");
    std::fs::write(folder.join("backup.gz.partial"), "of a run that was cut off").unwrap();
    let file = backup(&world);
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert!(!folder.join("backup.gz.partial").exists());
    world.store(&[submission(&fresh_id())]);
    assert_eq!(backup(&world), file);
    assert!(unpacked(&file).contains("Hackney Night Shelter"));
    let run = |arguments: &[&str]| Program::run(&world.database, &[], arguments, "");
    let own = folder.join("sectorwise.db").to_str().unwrap().to_owned();
    fails_saying(&run(&["backup", &own]), &["is no backup", "left as it is"]);
    fails_saying(&run(&["backup", "/proc/closed/backup.gz"]), &["/proc/closed/backup.gz cannot be written"]);
    let partial = std::fs::File::create(folder.join("backup.gz.partial")).unwrap();
    partial.lock().unwrap();
    fails_saying(&run(&["backup", &file]), &["another backup is being written"]);
    // Neither makes a database where there is none.
    let nowhere = Database::sqlite();
    for command in [&["backup", &file][..], &["verify"]] {
        fails_saying(&Program::run(&nowhere, &[], command, ""), &["there is no database at"]);
    }
    fails_saying(&restore(&nowhere, &own), &["no backup"]);
    assert!(!nowhere.folder.join("sectorwise.db").exists());
}

#[test]
fn every_table_of_the_schema_is_in_the_file() {
    let world = World::new(Database::sqlite());
    let text = unpacked(&backup(&world));
    for table in kept_tables(&world.database) {
        assert!(text.contains(&format!("{{\"table\":\"{table}\"}}")), "{table}");
    }
}
