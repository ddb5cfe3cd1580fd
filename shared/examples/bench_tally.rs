//! The tally of a million responses: `cargo run --release -p shared --example bench_tally -- FILE`, where the file
//! has submissions of the standard survey, one a line, as `sectorwise demo --to` writes them.

use std::error::Error;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

use serde_json::{Map, Value, json};
use shared::interview::{Form, Interview};
use shared::place::Grouping;
use shared::standard::state_of_the_sector;
use shared::tally::{Arrival, Asked, By, Filter, Tally, chosen_place};
use shared::time::{Date, Stamp};

const MANY: usize = 1_000_000;
const FEW: usize = 10_000;
const ROUNDS: usize = 21;
const ONE: [&str; 6] = ["C2", "C5", "E5", "B7", "E1.demand", "G1"];
const SEVERAL: [&str; 4] = ["B5", "I1", "E4", "B8"];
const DAY: Date = Date { year: 2026, month: 11, day: 22 };

fn main() -> Result<(), Box<dyn Error>> {
    let file = std::env::args().nth(1).ok_or("the file of submissions is missing")?;
    let form = Arc::new(Form::new(state_of_the_sector()?).map_err(|_| "the standard is broken")?);
    let mut interviews = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let body: Map<String, Value> = serde_json::from_str(line)?;
        let finished_at = body.get("finished_at").and_then(Value::as_str).and_then(Stamp::parse);
        let (Some(finished_at), Some(Value::Object(answers))) = (finished_at, body.get("answers")) else {
            return Err("a line is no submission".into());
        };
        interviews.push(Interview::of_received(form.clone(), answers.clone(), finished_at));
    }
    let filled = |count: usize| {
        let mut tally = Tally::new();
        for (number, interview) in (0..count).zip(interviews.iter().cycle()) {
            let id = format!("018f0000-0000-7000-8000-{number:012x}");
            let place = chosen_place(interview);
            tally.add(Arrival { id: &id, revision: 1, place, demo: false, late: false }, interview);
        }
        tally
    };
    let before = memory();
    let began = Instant::now();
    let many = filled(MANY);
    let each = began.elapsed().as_secs_f64() * 1e6 / MANY as f64;
    say("one submission into the tally", each, "µs", 20.0);
    say("memory of 1,000,000 responses", (memory() - before) / 1e6, "MB", 200.0);
    let few = filled(FEW);
    for (count, tally, at_most) in [("10,000", &few, 0.2), ("1,000,000", &many, 3.0)] {
        let figure = format!("slowest cross-tab of two questions with one answer, {count} responses, one filter");
        say(&figure, slowest(&form, tally, &ONE)?, "ms", at_most);
    }
    // A row counts for each pair of what it chose, which is more work than the bound was made for.
    say(
        "slowest cross-tab of two with several answers, 1,000,000 responses",
        slowest(&form, &many, &SEVERAL)?,
        "ms",
        100.0,
    );
    Ok(())
}

/// The median time of the slowest pair of measures, in milliseconds.
fn slowest(form: &Form, tally: &Tally, measures: &[&str]) -> Result<f64, Box<dyn Error>> {
    let mut slowest = 0.0;
    for measure in measures {
        for by in measures {
            let codes = vec!["E09000012".into(), "E09000033".into()];
            let filters = vec![Filter { by: By::Place(Grouping::Borough), codes }];
            let by = By::Measure((*by).into());
            let asked = Asked { measure: (*measure).into(), by, filters, day: DAY };
            let mut times = Vec::new();
            for _ in 0..ROUNDS {
                let began = Instant::now();
                black_box(tally.table(form, &asked)).ok_or("no such table")?;
                times.push(began.elapsed().as_secs_f64() * 1e3);
            }
            times.sort_by(f64::total_cmp);
            slowest = times.get(ROUNDS / 2).copied().unwrap_or_default().max(slowest);
        }
    }
    Ok(slowest)
}

/// Resident bytes of this process.
fn memory() -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<f64>().ok()).unwrap_or_default() * 1024.0
}

fn say(figure: &str, value: f64, unit: &str, at_most: f64) {
    let value = (value * 1000.0).round() / 1000.0;
    #[expect(clippy::print_stdout, reason = "the bench reads it")]
    {
        println!("{}", json!({"figure": figure, "value": value, "unit": unit, "at_most": at_most}));
    }
}
