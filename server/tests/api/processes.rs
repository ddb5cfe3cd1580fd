//! Several processes on one PostgreSQL: whoever stores, every process's live tallies move, and none skips or doubles.

use serde_json::Value;

use super::support::*;

const LISTENS: &str = "query like 'LISTEN%'";

fn open(staff: &Staff) -> Stream {
    Stream::open(staff, &format!("/api/v1/surveys/{SLUG}/live?question=A2"), None)
}

/// Reads events until the log's number is this one, asserting that each table holds just what it says.
fn follow(stream: &mut Stream, last: u64) {
    let mut ids = Vec::new();
    while ids.last() != Some(&last) {
        let event = stream.next();
        assert_eq!(event.data["total"]["responses"], event.id);
        ids.push(event.id);
        assert!(ids.is_sorted_by(|one, next| one < next) && event.id <= last, "{ids:?}");
    }
}

fn some(count: usize) -> Vec<Value> {
    (0..count).map(|_| submission(&fresh_id())).collect()
}

#[test]
fn what_one_process_stores_moves_the_tallies_of_the_other() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let one = World::new(database);
    let other = one.beside(&[]);
    let (staff, watching) = (one.staff(), other.staff());
    let (mut here, mut there) = (open(&staff), open(&watching));
    one.database.wait_for_sessions(2, LISTENS);
    for round in 0..5 {
        one.store(&some(1));
        follow(&mut there, 2 * round + 1);
        other.store(&some(1));
        follow(&mut here, 2 * round + 2);
        follow(&mut there, 2 * round + 2);
    }
    // Whose listening connection is ended listens again, and has missed nothing meanwhile.
    let ended = format!("select pg_terminate_backend(pid) from pg_stat_activity where {LISTENS}");
    one.database.execute(&format!("{ended} and datname = current_database()"));
    one.store(&some(1));
    follow(&mut there, 11);
    one.database.wait_for_sessions(2, LISTENS);
    one.store(&some(1));
    follow(&mut there, 12);
}

/// Batches of both wait for the row that a third holds, and commit in whatever order they get it.
#[test]
fn whatever_the_order_of_the_commits_nothing_is_skipped() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let one = World::new(database);
    let other = one.beside(&[]);
    let (staff, watching) = (one.staff(), other.staff());
    let (mut here, mut there) = (open(&staff), open(&watching));
    for round in 1..=5 {
        std::thread::scope(|scope| {
            one.database.inside("select id from survey for update", || {
                for world in [&one, &other, &one, &other] {
                    scope.spawn(|| world.store(&some(3)));
                }
                one.database.wait_for_sessions(2, "wait_event_type = 'Lock'");
            });
        });
        follow(&mut here, 12 * round);
        follow(&mut there, 12 * round);
    }
    assert_eq!(one.log_length(), 60);
}

#[test]
fn a_process_that_was_cut_off_catches_up_by_itself() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let proxy = Proxy::before(&database.url);
    let one = World::new(database);
    let other = one.beside(&[("SECTORWISE_DATABASE_URL", &proxy.url)]);
    other.program.expect_trouble();
    let watching = other.staff();
    let mut there = open(&watching);
    one.store(&some(2));
    follow(&mut there, 2);
    proxy.hold();
    let waiting = some(1);
    other.send(&waiting).is_problem(503, "busy");
    one.store(&some(20));
    proxy.go_on_anew();
    let outcome = other.insist(&waiting[0]);
    assert_eq!((&outcome["outcome"], &outcome["receipt"]["sequence"]), (&"stored".into(), &23.into()));
    follow(&mut there, 23);
    assert_eq!((one.staff().responses(), watching.responses()), (23, 23));
    assert_eq!(one.log_length(), 23);
}
