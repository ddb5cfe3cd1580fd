//! Phones whose clock is years off: their times are kept as they were claimed and decide nothing.

use std::time::SystemTime;

use serde_json::{Value, json};
use shared::time::{Millis, Stamp, utc};

use super::support::*;

const YEAR: Millis = 365 * 86_400_000;
/// As far as RFC 3339 goes.
const FURTHEST: [&str; 2] = ["0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"];

/// The right time, so many years off, on a phone five hours west of Greenwich.
fn off_by(years: i64) -> String {
    Stamp { millis: now() + years * YEAR, offset: -300 }.to_rfc3339()
}

fn now() -> Millis {
    SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis() as Millis
}

fn finished(at: impl AsRef<str>) -> Value {
    let at = at.as_ref();
    let mut sent = submission(&fresh_id());
    (sent["started_at"], sent["finished_at"]) = (json!(at), json!(at));
    sent
}

/// Of each line of the export, in the order of the log: when it was finished, and whether it is late.
fn claimed(world: &World) -> Vec<(String, bool)> {
    let line = |line: Value| {
        assert_eq!(line["started_at"], line["finished_at"]);
        (line["finished_at"].as_str().unwrap().to_owned(), line["late"].as_bool().unwrap())
    };
    world.staff().lines().into_iter().map(line).collect()
}

fn all(late: bool, times: &[String]) -> Vec<(String, bool)> {
    times.iter().map(|time| (time.clone(), late)).collect()
}

/// A right clock, two that are five years off, and two that are as far off as can be written.
fn clocks() -> Vec<String> {
    [0, -5, 5].map(off_by).into_iter().chain(FURTHEST.map(str::to_owned)).collect()
}

on_both! {
    fn no_phone_closes_an_open_survey(world: &World) {
        world.run(&["survey", "close", SLUG, "--at", &off_by(2)]);
        let times = clocks();
        for at in &times {
            let begun = utc(now());
            let outcome = world.send(&[finished(at)]).outcome();
            let receipt = world.verified(&outcome["receipt"]);
            assert!((begun..=utc(now())).contains(&receipt.received_at), "{receipt:?}");
        }
        assert_eq!(world.staff().responses(), 5);
        assert_eq!(claimed(world), all(false, &times));
    }

    fn no_phone_opens_a_closed_survey(world: &World) {
        world.run(&["survey", "close", SLUG, "--at", &off_by(-2)]);
        let times = clocks();
        world.store(&times.iter().map(finished).collect::<Vec<_>>());
        assert_eq!(world.staff().responses(), 0);
        assert_eq!(claimed(world), all(true, &times));
        // When it is open again, what comes then counts, whatever its clock says.
        world.run(&["survey", "close", SLUG, "--never"]);
        world.store(&[-5, 5].map(|years| finished(off_by(years))));
        assert_eq!(world.staff().responses(), 2);
    }

    fn the_higher_revision_counts_though_its_clock_is_behind(world: &World) {
        let (first, behind) = (finished(off_by(5)), off_by(-5));
        let mut second = revised(&first, 2);
        (second["started_at"], second["finished_at"]) = (json!(behind), json!(behind));
        second["answers"]["A2"] = json!("staff");
        world.store(&[first]);
        world.store(&[second]);
        let tally = world.staff().tally("A2", "borough");
        assert_eq!((&tally["total"]["responses"], &tally["total"]["counts"]["staff"]), (&json!(1), &json!(1)));
        assert_eq!(claimed(world), all(false, &[behind]));
    }

    fn a_table_keeps_the_claimed_times_too(world: &World) {
        let times = [-5, 5].map(off_by);
        world.store(&times.each_ref().map(finished));
        let csv = world.staff().download("csv").body;
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let column = reader.headers().unwrap().iter().position(|head| head == "finished_at").unwrap();
        let claimed: Vec<String> = reader.records().map(|record| record.unwrap()[column].to_owned()).collect();
        assert_eq!(claimed, times);
    }
}
