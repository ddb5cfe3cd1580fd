//! A network that goes away without a word, between the program and PostgreSQL: nobody waits for ever.

use super::support::*;

const ROW: &str = "select id from survey for update";

#[test]
fn a_process_that_is_cut_off_with_the_row_in_its_hand_does_not_keep_it() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let proxy = Proxy::before(&database.url);
    let cut_off = World::with(database, &[("SECTORWISE_DATABASE_URL", &proxy.url)]);
    let other = cut_off.beside(&[]);
    for world in [&cut_off, &other] {
        world.program.expect_trouble();
        world.store(&[submission(&fresh_id())]);
    }
    let sent = [submission(&fresh_id()), submission(&fresh_id())];
    std::thread::scope(|scope| {
        let held = cut_off.database.inside(ROW, || {
            let held = scope.spawn(|| cut_off.send(&sent[..1]));
            cut_off.database.wait_for_sessions(1, "wait_event_type = 'Lock'");
            proxy.hold();
            held
        });
        // It has the row, and nobody can tell it.
        cut_off.database.wait_for_sessions(1, "state = 'idle in transaction'");
        assert_eq!(other.insist(&sent[1])["outcome"], "stored");
        held.join().unwrap().is_problem(503, "busy");
    });
    cut_off.get("/health/ready").is_problem(503, "busy");
    assert_eq!(cut_off.get("/health/live").status, 200);
    proxy.go_on();
    cut_off.insist(&sent[0]);
    assert_eq!(cut_off.insist(&sent[0])["outcome"], "duplicate");
    cut_off.wait_for("/health/ready", 200);
    assert_eq!(cut_off.log_length(), 4);
    assert_eq!((cut_off.staff().responses(), other.staff().responses()), (4, 4));
}

#[test]
fn a_database_that_vanished_holds_up_neither_submissions_nor_tallies_nor_streams() {
    let Some(database) = Database::postgresql() else { return println!("skipped: no PostgreSQL") };
    let proxy = Proxy::before(&database.url);
    let world = World::with(database, &[("SECTORWISE_DATABASE_URL", &proxy.url)]);
    world.program.expect_trouble();
    world.store(&[submission(&fresh_id())]);
    let staff = world.staff();
    let mut stream = Stream::open(&staff, &format!("/api/v1/surveys/{SLUG}/live?question=A2"), None);
    assert_eq!(stream.next().id, 1);
    let sent: Vec<_> = (0..40).map(|_| submission(&fresh_id())).collect();

    proxy.hold();
    std::thread::scope(|scope| {
        // More than there are connections, so that all of them are waited on.
        for one in &sent {
            let (world, staff) = (&world, &staff);
            scope.spawn(move || world.send(std::slice::from_ref(one)).is_problem(503, "busy"));
            scope.spawn(move || staff.ask_tally("A2", "borough").is_problem(503, "busy"));
        }
        scope.spawn(|| world.get("/health/ready").is_problem(503, "busy"));
        assert_eq!(world.get("/health/live").status, 200);
    });
    // As behind a router that has forgotten the connections of before.
    proxy.go_on_anew();
    for one in &sent {
        assert_eq!(world.insist(one)["outcome"], "stored");
    }
    assert_eq!(world.log_length(), 41);
    while stream.next().id < 41 {}
    world.wait_for("/health/ready", 200);
    assert_eq!(world.staff().responses(), 41);
}
