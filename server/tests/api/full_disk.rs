//! A disk that is full for a while: nothing gets a receipt that is not stored.

use super::support::*;

#[test]
fn after_a_commit_that_failed_a_receipt_still_means_stored() {
    let database = Database::sqlite();
    let world = World {
        program: Program::serve_in_little_room(&database),
        agent: agent(),
        database: std::sync::Arc::new(database),
    };
    world.program.expect_trouble();
    let submissions: Vec<_> = (0..8).map(|_| submission(&fresh_id())).collect();
    let [first, second, third, others @ ..] = submissions.as_slice() else { unreachable!() };
    assert_eq!(world.send(std::slice::from_ref(first)).outcome()["outcome"], "stored");

    world.program.limit_files("4096");
    world.send(std::slice::from_ref(second)).is_problem(503, "busy");
    world.program.limit_files("unlimited");

    assert_eq!(world.send(std::slice::from_ref(second)).outcome()["outcome"], "stored");
    // A batch that adds nothing ends its transaction without a commit.
    assert_eq!(world.send(std::slice::from_ref(first)).outcome()["outcome"], "duplicate");
    assert_eq!(world.send(std::slice::from_ref(third)).outcome()["outcome"], "stored");
    for other in others {
        assert_eq!(world.send(std::slice::from_ref(other)).outcome()["outcome"], "stored");
    }
    // Another connection sees them all, and they survive the power going.
    assert_eq!(world.log_length(), 8);
    let World { program, agent, database } = world;
    program.kill();
    let world = World { program: Program::serve(&database, &[]), agent, database };
    assert_eq!(world.log_length(), 8);
    assert_eq!(world.send(&submissions[7..]).outcome()["outcome"], "duplicate");
}
