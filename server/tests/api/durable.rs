//! Durability as the system sees it: no receipt leaves before the sync of its commit.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::support::*;

/// Sends one submission after the other while the system calls of the program and these processes are written down.
fn no_receipt_leaves_before_a_sync(world: &World, others: &[u32]) {
    let file = world.database.folder.join("trace");
    let calls = "trace=fdatasync,fsync,sendto,sendmsg,write,writev";
    let mut command = Command::new("strace");
    command.args(["-f", "-e", calls, "-s", "24", "-o"]).arg(&file);
    for process in others.iter().chain([&world.program.id()]) {
        command.args(["-p", &process.to_string()]);
    }
    let Ok(mut strace) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn() else {
        return println!("skipped: no strace");
    };
    let said = BufReader::new(strace.stderr.take().unwrap()).lines().map_while(Result::ok);
    let attached = said.filter(|line| line.contains("attached")).take(1 + others.len()).count() > others.len();
    if attached {
        for _ in 0..20 {
            assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
        }
        Command::new("kill").args(["-INT", &strace.id().to_string()]).status().unwrap();
    }
    strace.wait().unwrap();
    if !attached {
        return println!("skipped: this system lets nobody trace");
    }
    // They were sent one after the other, so each answer needs a sync of its own since the one before.
    let (mut synced, mut answers) = (false, 0);
    for line in std::fs::read_to_string(&file).unwrap().lines() {
        if line.contains("sync") && line.ends_with("= 0") {
            synced = true;
        } else if line.contains("\"HTTP/1.1 200") {
            assert!(synced, "answer {answers} left before a sync: {line}");
            (synced, answers) = (false, answers + 1);
        }
    }
    assert_eq!(answers, 20);
}

#[test]
fn no_receipt_leaves_before_its_commit_is_on_the_disk() {
    no_receipt_leaves_before_a_sync(&World::new(Database::sqlite()), &[]);
}

/// It is PostgreSQL that writes to the disk: its processes are watched together with the program.
#[test]
fn no_receipt_leaves_before_its_commit_is_on_postgresqls_disk() {
    let Some(cluster) = Cluster::start(&[]) else { return println!("skipped: no PostgreSQL") };
    let world = World::new(cluster.database());
    // The connection that writes is there before anybody looks.
    world.store(&[submission(&fresh_id())]);
    no_receipt_leaves_before_a_sync(&world, &cluster.processes());
}

#[test]
fn a_database_that_may_forget_is_not_served() {
    for setting in ["fsync", "full_page_writes"] {
        let Some(cluster) = Cluster::start(&[&format!("{setting}=off")]) else {
            return println!("skipped: no PostgreSQL");
        };
        let output = Program::run(&cluster.database(), &[], &["serve"], "");
        fails_saying(&output, &["may forget", setting, "postgresql.conf"]);
    }
}

#[test]
fn commits_are_waited_for_whatever_the_database_was_set_to() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let name = database.value("select current_database()::text").unwrap();
    database.execute(&format!("alter database {name} set synchronous_commit = off"));
    World::new(database).store(&[submission(&fresh_id())]);
}
