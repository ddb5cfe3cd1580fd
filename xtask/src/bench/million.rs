//! A million submissions: what they take of the server's memory while somebody watches, and how soon it is back.

use super::figure::{Bound, Figure};
use super::http::{Connection, get};
use super::load::Load;
use super::program::Program;
use super::store::{BATCH, FEW_CONNECTIONS, dealt, megabytes, parcels, submissions};
use crate::postgres::Postgres;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

const SUBMISSIONS: usize = 1_000_000;
/// Written, sent and forgotten together.
const PIECE: usize = 50_000;
const MEMORY: f64 = 300.0;
const READY: f64 = 1.0;
const COUNTED: f64 = 5.0;
const TALLY: &str = "/api/v1/surveys/state-of-the-sector/tally?question=C5";
const LIVE: &str = "/api/v1/surveys/state-of-the-sector/live?question=C5";

pub fn sqlite(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, None, "")
}

pub fn postgres(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    let cluster = Postgres::start()?;
    measure(tree, Some(&cluster.url()), ", PostgreSQL")
}

fn measure(tree: &Tree, database: Option<&str>, which: &str) -> Result<Vec<Figure>> {
    say::note("this takes about ten minutes, and 4 GB of disk");
    let mut program = Program::start(tree, database)?;
    let token = program.call(&["token", "create", "--name", "bench"])?;
    let token = token.split_whitespace().find(|word| word.len() > 30).context("No token was printed")?.to_owned();
    let figure = |name: &str, figure: Figure| Figure { figure: format!("{name}{which}"), ..figure };
    let mut figures = Vec::new();
    let filling = fill(&program, &token)?;
    figures.push(figure("a million stored", seconds(filling, None)));
    let used = program.usage()?;
    figures.push(figure("memory with a million, watched", bounded(megabytes(used.memory), MEMORY)));
    figures.push(figure("the same, the most there was", bounded(megabytes(used.peak), MEMORY)));
    let backup = program.folder().join("backup").display().to_string();
    for arguments in [&["backup", &backup][..], &["verify"]] {
        let name = arguments.first().copied().unwrap_or_default();
        let begun = Instant::now();
        say::step(name, || program.call(arguments).map(drop))?;
        figures.push(figure(&format!("{name} of a million"), seconds(begun.elapsed(), None)));
    }
    // Asked to stop it saves its counts; pulled down it has those of the time before.
    for (signal, how) in [("TERM", "after a stop"), ("KILL", "after a kill")] {
        program.end(signal);
        let begun = Instant::now();
        program.start_again()?;
        ready(&program)?;
        figures.push(figure(&format!("ready with a million {how}"), seconds(begun.elapsed(), Some(READY))));
        let counted = counted(&program, &token)?;
        if counted != SUBMISSIONS as u64 {
            bail!("after the start {counted} of {SUBMISSIONS} are counted");
        }
        figures.push(figure(&format!("all counted again {how}"), seconds(begun.elapsed(), Some(COUNTED))));
        let used = program.usage()?;
        figures.push(figure(&format!("memory {how}"), bounded(megabytes(used.peak), MEMORY)));
    }
    Ok(figures)
}

/// With an event stream open all the while; gives how long the sending took, without the writing of what is sent.
fn fill(program: &Program, token: &str) -> Result<Duration> {
    watch(&program.address, token)?;
    let mut time = Duration::ZERO;
    for piece in 1..=SUBMISSIONS / PIECE {
        let requests = parcels(&submissions(program, PIECE, piece)?, BATCH);
        let load = Load::send(&program.address, dealt(requests, FEW_CONNECTIONS), BATCH)?;
        if load.stored != PIECE {
            bail!("{} of {PIECE} were stored: {}", load.stored, load.odd);
        }
        time += load.time;
        let used = program.usage()?;
        let memory = say::size(used.memory as usize);
        say::note(&format!("{} stored, {} a second, {memory}", piece * PIECE, load.per_second()));
    }
    let counted = counted(program, token)?;
    if counted != SUBMISSIONS as u64 {
        bail!("{counted} of {SUBMISSIONS} are counted");
    }
    Ok(time)
}

/// Reads an event stream until the server ends.
fn watch(address: &str, token: &str) -> Result<()> {
    let mut stream = TcpStream::connect(address).context("Nobody can watch")?;
    stream.write_all(&get(LIVE, Some(token))).context("Nobody can watch")?;
    let mut some = [0; 16 << 10];
    let got = stream.read(&mut some).context("Nobody can watch")?;
    if !some.get(..got).is_some_and(|head| head.starts_with(b"HTTP/1.1 200")) {
        bail!("nobody can watch: {}", String::from_utf8_lossy(some.get(..got).unwrap_or_default()));
    }
    std::thread::spawn(move || while stream.read(&mut some).is_ok_and(|got| got > 0) {});
    Ok(())
}

/// Until what number the tally has counted, which is asked for and waited for.
fn counted(program: &Program, token: &str) -> Result<u64> {
    let (status, body) = Connection::open(&program.address)?.ask(&get(TALLY, Some(token)))?;
    let told: Value = serde_json::from_slice(&body).with_context(|| format!("The tally is no JSON ({status})"))?;
    told["sequence"].as_u64().with_context(|| format!("No tally: {status} {told}"))
}

fn ready(program: &Program) -> Result<()> {
    let deadline = Instant::now() + Duration::from_secs(60);
    while Instant::now() < deadline {
        if Connection::open(&program.address)?.ask(&get("/health/ready", None))?.0 == 200 {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    bail!("the server was not ready within a minute")
}

fn seconds(time: Duration, at_most: Option<f64>) -> Figure {
    let value = (time.as_secs_f64() * 100.0).round() / 100.0;
    Figure { figure: String::new(), value, unit: "s".into(), bound: at_most.map(Bound::AtMost) }
}

fn bounded(figure: Figure, at_most: f64) -> Figure {
    Figure { bound: Some(Bound::AtMost(at_most)), ..figure }
}
