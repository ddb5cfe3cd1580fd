//! Asked to stop, the program answers what it was sent.

use super::support::*;

#[test]
fn whoever_waits_gets_an_answer_and_streams_end() {
    let world = World::new(Database::sqlite());
    let staff = world.staff();
    let mut stream = Stream::open(&staff, &format!("/api/v1/surveys/{SLUG}/live?question=A2"), None);
    stream.next();
    std::thread::scope(|scope| {
        let waiting = world.database.inside("update survey set slug = slug", || {
            let waiting = scope.spawn(|| world.send(&[submission(&fresh_id())]));
            // The one connection that writes is waiting for the lock.
            world.wait_for("/health/ready", 503);
            world.program.ask_to_stop();
            // Streams end while the answer is still waited for.
            assert_eq!(stream.lines.by_ref().filter(|line| line.starts_with("event:")).count(), 0);
            assert!(!waiting.is_finished());
            waiting
        });
        assert_eq!(waiting.join().unwrap().outcome()["outcome"], "stored");
    });
    let World { program, database, .. } = world;
    assert!(program.stop());
    assert_eq!(database.count("submission"), 1);
}
