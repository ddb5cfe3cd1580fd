//! One round: a fresh database, a server, devices and a browser behind the proxy, blows, quiet, and the judgement.

use super::answers::Answers;
use super::book::Book;
use super::browser::Browser;
use super::chaos::Backend;
use super::desk::Desk;
use super::device::{Device, World};
use super::judge::{Findings, Held, judge};
use super::kind::Counts;
use super::line::Line;
use super::plan::Plan;
use super::proxy::Proxy;
use super::recount::QUESTIONS;
use crate::bench::program::Program;
use crate::postgres::Postgres;
use crate::tree::Tree;
use anyhow::{Context, Result};
use fastrand::Rng;
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

const DEVICES: u64 = 240;
/// Different answers to choose from.
const ANSWERS: &str = "1500";
/// A device finishes something once in so many rounds of its tab.
const SELDOM: u32 = 90;
/// After the last blow everything that waits must arrive within this time, on a slow machine too.
const QUIET: Duration = Duration::from_secs(90);

pub struct Round {
    pub seed: u64,
    pub length: Duration,
    pub binary: PathBuf,
    /// Whether the simulated phones are the sabotaged ones.
    pub deletes_on_4xx: bool,
    /// Whether real browsers take part.
    pub browser: bool,
}

/// Runs one round, on PostgreSQL where there is a cluster.
pub fn run(tree: &Tree, round: &Round, cluster: Option<&mut Postgres>, counts: &Arc<Counts>) -> Result<Findings> {
    let database = cluster.as_ref().map(|cluster| cluster.database(&format!("faults_{}", round.seed))).transpose()?;
    let mut program = Program::of(tree, round.binary.clone(), database.as_deref())?;
    let stage = Stage::set(&program, round, counts)?;
    let browser = round.browser.then(|| Browser::start(tree, &stage.proxy.address, round)).transpose()?;
    stage.play(Backend { program: &mut program, cluster }, round, browser)?;
    stage.judged()
}

/// Everybody who takes part, but the server and the browsers.
struct Stage {
    desk: Desk,
    plan: Arc<Plan>,
    proxy: Proxy,
    world: Arc<World>,
    devices: Vec<Device>,
}

impl Stage {
    fn set(program: &Program, round: &Round, counts: &Arc<Counts>) -> Result<Stage> {
        let desk = Desk::at(&program.address, &program.call(&["token", "create", "--name", "faults"])?);
        let (seed, file) = (round.seed.to_string(), program.folder().join("answers.jsonl"));
        program.call(&["demo", "--responses", ANSWERS, "--seed", &seed, "--to", &file.to_string_lossy()])?;
        let answers = Answers::read(&fs::read_to_string(&file).context("The made-up answers cannot be read")?)?;
        let plan = Arc::new(Plan::new(round.seed));
        let proxy = Proxy::start(&program.address, Arc::clone(&plan), Arc::clone(counts))?;
        let world = Arc::new(World {
            answers,
            book: Book::default(),
            counts: Arc::clone(counts),
            keys: desk.keys()?,
            line: Line::to(&proxy.address),
            began: Instant::now(),
            deletes_on_4xx: round.deletes_on_4xx,
        });
        let device = |number| Device::new(Arc::clone(&world), round.seed << 16 | number);
        let devices = (0..DEVICES).map(device).collect();
        Ok(Stage { desk, plan, proxy, world, devices })
    }

    /// The storm, and the quiet after it in which everything that waits must arrive.
    fn play(&self, mut backend: Backend, round: &Round, browser: Option<Browser>) -> Result<()> {
        let (is_calm, is_over) = (&AtomicBool::new(false), &AtomicBool::new(false));
        let (counts, mut chance) = (&self.world.counts, Rng::with_seed(round.seed));
        std::thread::scope(|scope| {
            for (number, device) in self.devices.iter().enumerate() {
                scope.spawn(move || live(device, true, is_calm, is_over));
                if number % 4 == 0 {
                    // The survey is open in a second tab.
                    scope.spawn(move || live(device, false, is_calm, is_over));
                }
            }
            scope.spawn(|| watch(&self.desk, &self.world.book, is_over));
            let stormy = backend.storm(&mut chance, counts, self.world.began + round.length);
            self.plan.calm();
            is_calm.store(true, Ordering::Release);
            let browsed = browser.map_or(Ok(()), |browser| browser.end(&self.world, counts));
            if stormy.is_ok() {
                quiet(&self.devices);
            }
            is_over.store(true, Ordering::Release);
            stormy.and(browsed)
        })
    }

    fn judged(&self) -> Result<Findings> {
        let left: Vec<String> = self.devices.iter().flat_map(Device::left).collect();
        let waiting: HashSet<String> =
            left.iter().filter_map(|words| words.split(' ').next()).map(String::from).collect();
        let tally = |question| Ok((question, self.desk.tally(question)?));
        let tallies = QUESTIONS.into_iter().map(tally).collect::<Result<_>>()?;
        let pages = self.world.book.open();
        let mut findings = judge(&pages, &waiting, &Held { export: self.desk.export()?, tallies });
        findings.wrong.extend(left.into_iter().map(|words| format!("still in an outbox: {words}")));
        looked_up(&self.desk, &pages, &mut findings);
        Ok(findings)
    }
}

/// One tab of one device, until the round is over.
fn live(device: &Device, is_first: bool, is_calm: &AtomicBool, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Acquire) {
        if is_calm.load(Ordering::Acquire) {
            device.hurry();
        } else if is_first {
            if device.one_in(SELDOM) {
                // Now and then a whole afternoon's, without a signal.
                let pile = if device.one_in(8) { device.between(2, 40) } else { 1 };
                (0..pile).for_each(|_| device.finish());
            }
            if device.one_in(SELDOM * 10) {
                device.reconsider();
            }
            if device.one_in(SELDOM * 4) {
                device.jump();
            }
            if device.one_in(SELDOM) {
                device.hurry();
            }
        }
        device.send();
        std::thread::sleep(device.rest());
    }
}

/// A tally holds whatever had its receipt before it was asked for.
fn watch(desk: &Desk, book: &Book, is_over: &AtomicBool) {
    while !is_over.load(Ordering::Acquire) {
        let highest = book.open().highest();
        // The server may be dead just now.
        if let Ok(tally) = desk.tally(QUESTIONS[0])
            && let Some(sequence) = tally["sequence"].as_u64().filter(|sequence| *sequence < highest)
        {
            book.complain(format!("a tally ends at {sequence}, and number {highest} had its receipt before"));
        }
        std::thread::sleep(Duration::from_millis(500));
    }
}

fn quiet(devices: &[Device]) {
    let end = Instant::now() + QUIET;
    while Instant::now() < end && devices.iter().any(|device| !device.left().is_empty()) {
        std::thread::sleep(Duration::from_millis(100));
    }
}

/// Whoever asks for a receipt again is told the same as the device was.
fn looked_up(desk: &Desk, pages: &super::book::Pages, findings: &mut Findings) {
    for ((id, revision), receipt) in pages.receipts.iter().take(200) {
        let is_newest = !pages.receipts.contains_key(&(id.clone(), revision + 1));
        if !is_newest || pages.withdrawn.contains_key(id) {
            continue;
        }
        if desk.receipt(id).ok().as_ref() != Some(receipt) {
            findings.wrong.push(format!("{id} revision {revision} has another receipt when it is asked for again"));
        }
    }
}
