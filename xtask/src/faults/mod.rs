//! `cargo xtask faults`: devices, browsers, a network, servers and databases that fail in every way that a seed
//! thinks of; at the end everything that was finished is on the server exactly once.
//!
//! A seed decides the answers, which request meets which fault and the moments of the blows; how threads and
//! programs take turns is the machine's.

mod answers;
mod book;
mod browser;
mod chaos;
mod desk;
mod device;
mod judge;
mod kind;
mod line;
mod options;
mod plan;
mod prove;
mod proxy;
mod recount;
mod round;
mod wire;

use crate::build;
use crate::postgres::Postgres;
use crate::say;
use crate::tree::Tree;
use anyhow::{Result, bail};
use judge::Findings;
use kind::Counts;
pub use options::{Database, Options};
use round::Round;
use serde_json::json;
use std::sync::Arc;
use std::time::Duration;

/// Long enough for a pile to grow, and short enough that a finding is told soon.
const LONGEST_ROUND: Duration = Duration::from_secs(5 * 60);
/// Findings that are printed, of each sort.
const TOLD: usize = 10;

/// Runs the suite; false when anything was lost, doubled or otherwise wrong.
pub fn faults(tree: &Tree, arguments: &[String]) -> Result<bool> {
    let options = Options::read(arguments)?;
    if options.prove {
        return prove::prove(tree, &options);
    }
    if options.binary.is_none() {
        build::build(tree, false)?;
    }
    let counts = Arc::new(Counts::default());
    let findings = storm(tree, &options, &counts)?;
    report(&options, &findings, &counts);
    Ok(findings.is_well())
}

/// What the project's tests run of it: two minutes together with its ends, always from the same seed.
pub fn short(tree: &Tree) -> Result<bool> {
    let options = Options { time: Duration::from_secs(100), seed: 1, ..Options::read(&[])? };
    let counts = Arc::new(Counts::default());
    let findings = storm(tree, &options, &counts)?;
    report(&options, &findings, &counts);
    Ok(findings.is_well())
}

/// Round after round on one database and the other, until the time is over or something is found.
pub fn storm(tree: &Tree, options: &Options, counts: &Arc<Counts>) -> Result<Findings> {
    let binary = options.binary.clone().unwrap_or_else(|| tree.binary());
    if !binary.is_file() {
        bail!("There is no {}: `cargo xtask build` makes it, `--binary` names another", binary.display());
    }
    let mut cluster = if options.databases().contains(&Database::Postgres) { Some(Postgres::start()?) } else { None };
    let mut findings = Findings::default();
    for (number, (database, length)) in options.rounds(LONGEST_ROUND).into_iter().enumerate() {
        let round = Round {
            // Rounds differ, and any of them can be run again alone.
            seed: options.seed + number as u64,
            length,
            binary: binary.clone(),
            deletes_on_4xx: options.deletes_on_4xx,
            browser: options.browser,
        };
        let cluster = cluster.as_mut().filter(|_| database == Database::Postgres);
        let found =
            say::step(&format!("faults, {} for {} s, seed {}", database.name(), length.as_secs(), round.seed), || {
                round::run(tree, &round, cluster, counts)
            })?;
        findings.add(found);
        if !findings.is_well() {
            let (seed, word) = (options.seed + number as u64, database.word());
            say::note(&format!("that round again: cargo xtask faults --seed {seed} --database {word}"));
            break;
        }
    }
    Ok(findings)
}

fn report(options: &Options, findings: &Findings, counts: &Counts) {
    for (what, all) in [("lost", &findings.lost), ("doubled", &findings.doubled), ("wrong", &findings.wrong)] {
        all.iter().take(TOLD).for_each(|words| say::note(&format!("{what}: {words}")));
        if all.len() > TOLD {
            say::note(&format!("{what}: and {} more", all.len() - TOLD));
        }
    }
    let (lost, doubled) = (findings.lost.len(), findings.doubled.len());
    if options.json {
        let line = json!({
            "submissions": findings.submissions, "faults": counts.to_json(), "lost": lost, "doubled": doubled,
            "wrong": findings.wrong.len(), "seed": options.seed,
        });
        return say::line(&line.to_string());
    }
    say::line(&format!("submissions       {}", findings.submissions));
    for kind in kind::ALL {
        say::line(&format!("{:<17} {}", kind.name(), counts.of(kind)));
    }
    say::line(&format!(
        "lost {lost}, doubled {doubled}, otherwise wrong {}, seed {}",
        findings.wrong.len(),
        options.seed
    ));
}
