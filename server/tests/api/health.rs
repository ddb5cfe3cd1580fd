//! `/health`, the first start and the end.

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
