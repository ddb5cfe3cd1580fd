//! Submissions stored per second, each durable before its receipt: one a request, fifty a request, and a steady stream.

use super::figure::{Bound, Figure};
use super::http::post;
use super::load::Load;
use super::program::Program;
use super::steady;
use crate::postgres::Postgres;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::fs;

const CONNECTIONS: usize = 32;
/// Connections that send fifty at once: phones that come back from a weekend without signal.
pub const FEW_CONNECTIONS: usize = 8;
pub const BATCH: usize = 50;
/// Submissions of each kind of load.
const SINGLE: usize = 40_000;
const IN_BATCHES: usize = 60_000;
const STEADY: usize = 20_000;
/// A second.
const RATE: u32 = 1_000;
const P99: f64 = 25.0;

/// What a database must reach.
struct Goal {
    single: f64,
    in_batches: f64,
    /// Behind the name of each figure.
    which: &'static str,
}

pub fn sqlite(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, None, Goal { single: 5_300.0, in_batches: 10_000.0, which: "" })
}

pub fn postgres(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    let cluster = Postgres::start()?;
    let goal = Goal { single: 3_500.0, in_batches: 8_000.0, which: ", PostgreSQL" };
    measure(tree, Some(&cluster.url()), goal)
}

fn measure(tree: &Tree, database: Option<&str>, goal: Goal) -> Result<Vec<Figure>> {
    let program = Program::start(tree, database)?;
    let which = goal.which;
    let single = parcels(&submissions(&program, SINGLE, 1)?, 1);
    let batches = parcels(&submissions(&program, IN_BATCHES, 2)?, BATCH);
    let steady = parcels(&submissions(&program, STEADY, 3)?, 1);
    let mut figures = Vec::new();
    let name = format!("submissions stored per second{which}");
    figures.extend(told(&program, &name, Some(goal.single), || {
        Load::send(&program.address, dealt(single, CONNECTIONS), 1)
    })?);
    let name = format!("the same, {BATCH} a request{which}");
    figures.extend(told(&program, &name, Some(goal.in_batches), || {
        Load::send(&program.address, dealt(batches, FEW_CONNECTIONS), BATCH)
    })?);
    let name = format!("the same, {RATE} a second steady{which}");
    figures.extend(told(&program, &name, None, || steady::send(&program.address, steady, RATE))?);
    Ok(figures)
}

/// Rate, waits, and what the server used for it. A rate that nothing is asked of has its p99 bounded.
fn told(program: &Program, name: &str, rate: Option<f64>, load: impl FnOnce() -> Result<Load>) -> Result<Vec<Figure>> {
    let before = program.usage()?;
    let load = load()?;
    let after = program.usage()?;
    if !load.odd.is_empty() {
        say::note(&format!("not all were stored: {}", load.odd));
    }
    say::note(&format!("{name}: {} stored in {}", load.stored, say::took(load.time)));
    let mut figures = vec![Figure {
        figure: name.into(),
        value: load.per_second(),
        unit: "/s".into(),
        bound: rate.map(Bound::AtLeast),
    }];
    figures.extend(load.waits.figures(name, rate.is_none().then_some(P99)));
    let spent = (after.processor - before.processor).as_secs_f64() * 1e6 / load.stored.max(1) as f64;
    figures.push(Figure {
        figure: format!("{name}, the server's processor time for each"),
        value: spent.round(),
        unit: "µs".into(),
        bound: None,
    });
    figures.push(Figure { figure: format!("{name}, memory at most"), ..megabytes(after.peak) });
    Ok(figures)
}

/// Without a name.
pub fn megabytes(bytes: u64) -> Figure {
    let value = (bytes as f64 / 1e5).round() / 10.0;
    Figure { figure: String::new(), value, unit: "MB".into(), bound: None }
}

/// Made-up submissions, one a line; another seed gives others.
pub fn submissions(program: &Program, count: usize, seed: usize) -> Result<String> {
    let file = program.folder().join("submissions.jsonl");
    say::step(&format!("{count} submissions written"), || {
        let (count, seed, path) = (count.to_string(), seed.to_string(), file.display().to_string());
        program.call(&["demo", "--responses", &count, "--seed", &seed, "--to", &path]).map(drop)
    })?;
    let text = fs::read_to_string(&file).context("The submissions cannot be read")?;
    fs::remove_file(&file).context("The submissions cannot be removed")?;
    Ok(text)
}

/// Requests with so many submissions each.
pub fn parcels(text: &str, each: usize) -> Vec<Vec<u8>> {
    let lines: Vec<&str> = text.lines().collect();
    let body = |lines: &[&str]| format!("{{\"submissions\":[{}]}}", lines.join(","));
    lines.chunks(each).map(|lines| post("/api/v1/submissions", &body(lines))).collect()
}

/// To so many connections in turn.
pub fn dealt(requests: Vec<Vec<u8>>, connections: usize) -> Vec<Vec<Vec<u8>>> {
    let mut dealt = vec![Vec::new(); connections];
    for (index, request) in requests.into_iter().enumerate() {
        if let Some(line) = dealt.get_mut(index % connections) {
            line.push(request);
        }
    }
    dealt
}
