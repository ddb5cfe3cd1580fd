//! Durability as the system sees it: no receipt leaves before the sync of its commit.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use super::support::*;

/// Whether `strace` has hold of every thread: one that was born while it took hold of the others may have slipped away.
fn holds_every_thread(process: u32) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).unwrap().flatten();
    threads.map(|thread| std::fs::read_to_string(thread.path().join("status")).unwrap_or_default()).all(|status| {
        // A thread that has ended meanwhile has no status, and nothing to hide.
        status.is_empty() || status.lines().any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0"))
    })
}

/// Begins to write down the system calls of these processes; `None` where there is no `strace` or it may not.
fn trace(file: &std::path::Path, processes: &[u32]) -> Option<std::process::Child> {
    let calls = "trace=fdatasync,fsync,sendto,sendmsg,write,writev";
    for _ in 0..10 {
        let mut command = Command::new("strace");
        command.args(["-f", "-e", calls, "-s", "24", "-o"]).arg(file);
        for process in processes {
            command.args(["-p", &process.to_string()]);
        }
        let mut strace = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().ok()?;
        let said = BufReader::new(strace.stderr.take().unwrap()).lines().map_while(Result::ok);
        let attached = said.filter(|line| line.contains("attached")).take(processes.len()).count() == processes.len();
        if attached && processes.iter().all(|process| holds_every_thread(*process)) {
            return Some(strace);
        }
        end(&mut strace);
        if !attached {
            return None;
        }
    }
    panic!("strace never had hold of every thread");
}

/// Asks it to let go of everything and waits until it has written the last line.
fn end(strace: &mut std::process::Child) {
    Command::new("kill").args(["-INT", &strace.id().to_string()]).status().unwrap();
    strace.wait().unwrap();
}

/// Sends one submission after the other while the system calls of the program and these processes are written down.
fn no_receipt_leaves_before_a_sync(world: &World, others: &[u32]) {
    // The connection that writes, and its thread, are there before anybody looks.
    world.store(&[submission(&fresh_id())]);
    let file = world.database.folder.join("trace");
    let processes: Vec<u32> = others.iter().copied().chain([world.program.id()]).collect();
    let Some(mut strace) = trace(&file, &processes) else {
        return println!("skipped: no strace, or this system lets nobody trace");
    };
    for _ in 0..20 {
        assert_eq!(world.send(&[submission(&fresh_id())]).outcome()["outcome"], "stored");
    }
    end(&mut strace);
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
