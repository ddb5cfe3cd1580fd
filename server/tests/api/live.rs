//! `GET /api/v1/surveys/{slug}/live`: whole tables as they grow, at a bearable pace, never older than asked for.

use std::io::{BufRead, BufReader};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::support::*;

/// Far longer than any of this takes; it only ends a test that would hang.
const PATIENCE: Duration = Duration::from_secs(30);

/// An open event stream.
struct Stream {
    lines: Box<dyn Iterator<Item = String>>,
    content_type: String,
}

#[derive(Debug)]
struct Event {
    id: u64,
    table: Value,
}

impl Stream {
    fn open(staff: &Staff, query: &str, last_event_id: Option<u64>) -> Stream {
        let url = staff.world.url(&format!("/api/v1/surveys/{SLUG}/live?{query}"));
        let request = staff.world.agent.get(url).header("cookie", &staff.cookie);
        let request = match last_event_id {
            Some(id) => request.header("last-event-id", id.to_string()),
            None => request,
        };
        let response = request.config().timeout_global(Some(PATIENCE)).build().call().unwrap();
        assert_eq!(response.status(), 200);
        let content_type = response.headers()["content-type"].to_str().unwrap().to_owned();
        let lines = BufReader::new(response.into_body().into_reader()).lines().map(Result::unwrap);
        Stream { lines: Box::new(lines), content_type }
    }

    /// The next event; signs of life are passed over.
    fn next(&mut self) -> Event {
        let (mut name, mut id, mut data) = (String::new(), None, None);
        for line in &mut self.lines {
            match line.split_once(':').map(|(field, value)| (field, value.trim_start())) {
                Some(("event", value)) => value.clone_into(&mut name),
                Some(("id", value)) => id = value.parse().ok(),
                Some(("data", value)) => data = Some(value.to_owned()),
                None if data.is_some() => break,
                _ => {}
            }
        }
        assert_eq!(name, "tally");
        Event { id: id.unwrap(), table: serde_json::from_str(&data.unwrap()).unwrap() }
    }
}

on_both! {
    fn the_first_event_is_the_whole_table_and_the_next_follows_a_submission(world: &World) {
        world.store(&[submission(&fresh_id())]);
        let staff = world.staff();
        let mut stream = Stream::open(&staff, "question=A2&by=icb", None);
        assert_eq!(stream.content_type, "text/event-stream");
        let first = stream.next();
        assert_eq!((first.id, first.table), (1, staff.tally("A2", "icb")));
        for number in 2..=4 {
            let begun = Instant::now();
            world.store(&[submission_from("outside")]);
            let event = stream.next();
            assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
            assert_eq!((event.id, &event.table["sequence"]), (number, &Value::from(number)));
            assert_eq!(event.table, staff.tally("A2", "icb"));
        }
    }

    fn who_has_the_newest_table_is_only_sent_newer_ones(world: &World) {
        world.store(&[submission(&fresh_id()), submission(&fresh_id())]);
        let staff = world.staff();
        let mut behind = Stream::open(&staff, "question=A2", Some(1));
        let mut newest = Stream::open(&staff, "question=A2", Some(2));
        assert_eq!(behind.next().id, 2);
        world.store(&[submission(&fresh_id())]);
        assert_eq!((behind.next().id, newest.next().id), (3, 3));
    }

    fn withdrawals_and_what_another_process_stored_are_told_too(world: &World) {
        let id = fresh_id();
        world.store(&[submission(&id)]);
        let staff = world.staff();
        let mut stream = Stream::open(&staff, "question=E1.demand", None);
        assert_eq!(stream.next().table["total"]["responses"], 1);
        world.withdraw(&id);
        assert_eq!(stream.next().table["total"]["responses"], 0);
        world.run(&["demo", "--responses", "3"]);
        while stream.next().table["total"]["responses"] != 3 {}
    }

    fn under_load_there_are_about_five_tables_a_second_and_the_last_is_complete(world: &World) {
        let staff = world.staff();
        let mut stream = Stream::open(&staff, "question=A2", None);
        assert_eq!(stream.next().id, 0);
        let begun = Instant::now();
        let ids = std::thread::scope(|scope| {
            scope.spawn(|| (0..50).for_each(|_| world.store(&[submission(&fresh_id())])));
            let mut ids = Vec::new();
            while ids.last() != Some(&50) {
                let event = stream.next();
                assert_eq!(event.table["total"]["responses"], event.id);
                ids.push(event.id);
            }
            ids
        });
        assert!(ids.is_sorted_by(|one, next| one < next), "{ids:?}");
        let most = begun.elapsed().as_secs_f64() * 5.0 + 2.0;
        assert!((ids.len() as f64) <= most, "{} in {:?}", ids.len(), begun.elapsed());
    }

    fn signing_out_ends_what_was_opened_before(world: &World) {
        let staff = world.staff();
        let mut stream = Stream::open(&staff, "question=A2", None);
        stream.next();
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
