//! The proof of the suite itself: programs that are broken on purpose are each found out.

use super::judge::Findings;
use super::kind::Counts;
use super::options::{Database, Options};
use crate::build;
use crate::run;
use crate::say;
use crate::tree::Tree;
use anyhow::Result;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Each must be found out within this time.
const LIMIT: Duration = Duration::from_secs(10 * 60);

/// What is broken: a feature of the server, or the simulated phone itself.
enum Sabotage {
    Server(&'static str),
    Phone,
}

const ALL: [(&str, Sabotage); 4] = [
    ("no unique key", Sabotage::Server("sabotage-no-unique-key")),
    ("the receipt before the commit", Sabotage::Server("sabotage-early-receipt")),
    ("a follower that skips", Sabotage::Server("sabotage-skipping-follower")),
    ("a phone that deletes on a 4xx", Sabotage::Phone),
];

/// False when one of them was not found out in time.
pub fn prove(tree: &Tree, options: &Options) -> Result<bool> {
    if options.binary.is_none() {
        build::build(tree, false)?;
    }
    let mut all_found = true;
    for (what, sabotage) in ALL {
        let options = match sabotage {
            Sabotage::Server(feature) => broken(tree, options, feature)?,
            Sabotage::Phone => Options { deletes_on_4xx: true, ..options.clone() },
        };
        let found = caught(tree, &options)?;
        let is_found = found.is_some();
        let words = found.map_or("NOT FOUND".into(), |(findings, time)| {
            let (lost, doubled, wrong) = (findings.lost.len(), findings.doubled.len(), findings.wrong.len());
            format!("found in {}: {lost} lost, {doubled} doubled, {wrong} otherwise wrong", say::took(time))
        });
        say::line(&format!("{what}: {words}"));
        all_found &= is_found;
    }
    Ok(all_found)
}

/// The options with a server that has this fault built in, beside the release and not in its place.
fn broken(tree: &Tree, options: &Options, feature: &str) -> Result<Options> {
    let mut cargo = build::server(tree);
    cargo.args(["build", "--release", "-p", "server", "--bin", "sectorwise-sabotaged", "--features", feature]);
    say::step(&format!("server with {feature}"), || run::run(&mut cargo))?;
    Ok(Options { binary: Some(tree.target.join("release/sectorwise-sabotaged")), ..options.clone() })
}

/// Rounds of a minute until something is found; what, and after how long.
fn caught(tree: &Tree, options: &Options) -> Result<Option<(Findings, Duration)>> {
    let begun = Instant::now();
    for number in 0.. {
        // The devices find it out alone; on which database is for the seed to say.
        let database = if number % 2 == 0 { Database::Sqlite } else { Database::Postgres };
        let database = Some(options.database.unwrap_or(database));
        let options = Options {
            time: Duration::from_secs(60),
            seed: options.seed + number,
            database,
            browser: false,
            ..options.clone()
        };
        let findings = super::storm(tree, &options, &Arc::new(Counts::default()))?;
        if begun.elapsed() > LIMIT {
            break;
        }
        if !findings.is_well() {
            return Ok(Some((findings, begun.elapsed())));
        }
    }
    Ok(None)
}
