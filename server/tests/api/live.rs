//! `GET /api/v1/surveys/{slug}/live`: whole tables as they grow, at a bearable pace, never older than asked for.

use std::time::{Duration, Instant};

use serde_json::Value;

use super::support::*;

fn open(staff: &Staff, query: &str, last_event_id: Option<u64>) -> Stream {
    Stream::open(staff, &format!("/api/v1/surveys/{SLUG}/live?{query}"), last_event_id)
}

/// The next event: its id and the table.
fn next(stream: &mut Stream) -> (u64, Value) {
    let event = stream.next();
    assert_eq!(event.name, "tally");
    (event.id, event.data)
}

on_both! {
    fn the_first_event_is_the_whole_table_and_the_next_follows_a_submission(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        let mut stream = open(&staff, "question=A2&by=icb", None);
        assert_eq!(stream.content_type, "text/event-stream");
        assert_eq!(next(&mut stream), (1, staff.tally("A2", "icb")));
        for number in 2..=4 {
            let begun = Instant::now();
            world.store(&[submission_from("outside")]);
            let (id, table) = next(&mut stream);
            assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
            assert_eq!((id, &table["sequence"]), (number, &Value::from(number)));
            assert_eq!(table, staff.tally("A2", "icb"));
        }
    }

    fn who_has_the_newest_table_is_only_sent_newer_ones(world: &World) {
        world.store(&[submission(&fresh_id()), submission(&fresh_id())]);
        let staff = world.staff();
        let mut behind = open(&staff, "question=A2", Some(1));
        let mut newest = open(&staff, "question=A2", Some(2));
        assert_eq!(next(&mut behind).0, 2);
        world.store(&[submission(&fresh_id())]);
        assert_eq!((next(&mut behind).0, next(&mut newest).0), (3, 3));
    }

    fn withdrawals_and_what_another_process_stored_are_told_too(world: &World) {
        let id = fresh_id();
        world.store(&[submission(&id)]);
        let staff = world.staff();
        let mut stream = open(&staff, "question=E1.demand", None);
        assert_eq!(next(&mut stream).1["total"]["responses"], 1);
        world.withdraw(&id);
        assert_eq!(next(&mut stream).1["total"]["responses"], 0);
        world.run(&["demo", "--responses", "3"]);
        while next(&mut stream).1["total"]["responses"] != 3 {}
    }

    fn under_load_there_are_about_five_tables_a_second_and_the_last_is_complete(world: &World) {
        let staff = world.staff();
        let mut stream = open(&staff, "question=A2", None);
        assert_eq!(next(&mut stream).0, 0);
        let begun = Instant::now();
        let ids = std::thread::scope(|scope| {
            scope.spawn(|| (0..50).for_each(|_| world.store(&[submission(&fresh_id())])));
            let mut ids = Vec::new();
            while ids.last() != Some(&50) {
                let (id, table) = next(&mut stream);
                assert_eq!(table["total"]["responses"], id);
                ids.push(id);
            }
            ids
        });
        assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
        let most = begun.elapsed().as_secs_f64() * 5.0 + 2.0;
        assert!((ids.len() as f64) <= most, "{} in {:?}", ids.len(), begun.elapsed());
    }

    fn signing_out_ends_what_was_opened_before(world: &World) {
        let staff = world.staff();
        let mut stream = open(&staff, "question=A2", None);
        next(&mut stream);
        assert_eq!(world.delete("/api/v1/session", &[("cookie", &staff.cookie)]).status, 204);
        // Reads to the end, which comes with the next sign of life.
        assert_eq!(stream.lines.filter(|line| line.starts_with("event:")).count(), 0);
    }

    fn who_only_asks_for_the_head_is_not_kept_waiting(world: &World) {
        let staff = world.staff();
        let path = world.url(&format!("/api/v1/surveys/{SLUG}/live?question=A2"));
        let answer = world.agent.head(path).header("cookie", &staff.cookie).call().unwrap();
        assert_eq!((answer.status().as_u16(), &answer.headers()["content-type"]), (200, &"text/event-stream".parse().unwrap()));
    }

    fn a_wrong_question_is_a_problem_and_no_stream(world: &World) {
        let staff = world.staff();
        let live = |query: &str| staff.get(&format!("/api/v1/surveys/{SLUG}/live?{query}"));
        live("question=Z9").is_problem(404, "unknown-question");
        live("question=A2&by=moon").is_problem(404, "unknown-question");
        live("").is_problem(400, "query");
    }
}
