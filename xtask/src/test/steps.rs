//! The steps of `cargo xtask test`, one function each.

use super::Tally;
use crate::build;
use crate::faults as suite;
use crate::npm;
use crate::postgres::Postgres;
use crate::python;
use crate::run;
use crate::say;
use crate::setup;
use crate::tidy as rules;
use crate::tree::Tree;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

/// Longer than any step takes on a small machine: a test that hangs ends here instead of never.
pub const LIMIT: Duration = Duration::from_secs(40 * 60);

pub fn fmt(tree: &Tree, tally: &mut Tally) -> Result<()> {
    check(run::cargo(tree).args(["fmt", "--all", "--check"]), tally)
}

pub fn tidy(tree: &Tree, tally: &mut Tally) -> Result<()> {
    tally.add(&rules::tidy(tree)?);
    Ok(())
}

pub fn clippy(tree: &Tree, tally: &mut Tally) -> Result<()> {
    lint(tree, &["--workspace", "--exclude", "app", "--all-targets"], tally)
}

pub fn clippy_ssr(tree: &Tree, tally: &mut Tally) -> Result<()> {
    lint(tree, &["-p", "app", "--all-targets", "--features", "ssr"], tally)
}

pub fn clippy_respond(tree: &Tree, tally: &mut Tally) -> Result<()> {
    lint_browser(tree, "respond", tally)
}

pub fn clippy_staff(tree: &Tree, tally: &mut Tally) -> Result<()> {
    lint_browser(tree, "staff", tally)
}

pub fn shared(tree: &Tree, tally: &mut Tally) -> Result<()> {
    count(run::cargo(tree).args(["test", "--no-fail-fast", "-p", "shared", "-p", "messages"]), tally)
}

/// Ours against the engines of ODK Web Forms and Enketo, which come from npm.
pub fn expressions(tree: &Tree, tally: &mut Tally) -> Result<()> {
    if let Err(error) = npm::install(tree, "end2end/oracle") {
        let text = format!("{error:#}");
        // Without a network there is nothing to compare with; all else that can go wrong is a failure.
        if !["request to ", "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"].iter().any(|words| text.contains(words)) {
            return Err(error);
        }
        say::line(&format!("skipped: expressions were compared with no other engine. {text}"));
        return Ok(());
    }
    let mut cargo = run::cargo(tree);
    cargo.args(["test", "-p", "shared", "--test", "expression_oracle", "--", "--ignored", "--nocapture"]);
    count(&mut cargo, tally)
}

/// Both sides of it: what the server renders, and what a phone decides, which needs no phone to be tested.
pub fn app(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let side = |side: &str, tally: &mut Tally| {
        count(run::cargo(tree).args(["test", "--no-fail-fast", "-p", "app", "--lib", "--features", side]), tally)
    };
    side("ssr", tally).and(side("respond", tally))
}

pub fn xtask(tree: &Tree, tally: &mut Tally) -> Result<()> {
    count(run::cargo(tree).args(["test", "--no-fail-fast", "--release", "-p", "xtask"]), tally)
}

pub fn build(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let built = build::build(tree, false);
    tally.check(built.is_ok());
    built
}

/// The store and the API, on SQLite and on PostgreSQL.
pub fn server(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let postgres = Postgres::start()?;
    // Durability is read from a trace of system calls.
    setup::strace()?;
    setup::openssl()?;
    let mut cargo = build::server(tree);
    cargo.args(["test", "--no-fail-fast", "--release", "-p", "server", "-p", "migrations"]);
    cargo.env("SECTORWISE_TEST_POSTGRES", postgres.url()).env("SECTORWISE_BIN", tree.binary());
    count(&mut cargo, tally)
}

/// Our reader and writer of workbooks against pyxform, which comes from PyPI.
pub fn xlsform(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let python = match python::with(tree, "pyxform", "server/tests/xlsform/requirements.txt") {
        Ok(python) => python,
        // Without a network there is nothing to compare with; all else that can go wrong is a failure.
        Err(error) if python::is_offline(&error) => {
            say::line(&format!("skipped: XLSForms were compared with no other reader. {error:#}"));
            return Ok(());
        }
        Err(error) => return Err(error),
    };
    let mut cargo = build::server(tree);
    cargo.args(["test", "--release", "-p", "server", "--test", "xlsform", "--", "--ignored", "--nocapture"]);
    cargo.env("SECTORWISE_PYXFORM", python).env("SECTORWISE_BIN", tree.binary());
    count(&mut cargo, tally)
}

pub fn end_to_end(tree: &Tree, tally: &mut Tally) -> Result<()> {
    let chromium = setup::chromium()?;
    npm::install(tree, "end2end")?;
    let tests = test_files(tree)?;
    let mut node = Command::new("node");
    // One file after the other: each has a browser, a server and a slowed clock of its own.
    node.args(["--test", "--test-concurrency=1", "--test-reporter=spec"]).args(tests);
    node.current_dir(&tree.root).env("SECTORWISE_BIN", tree.binary()).env("SECTORWISE_CHROMIUM", chromium);
    node.env("SECTORWISE_SITE", tree.site());
    count(&mut node, tally)
}

/// Two minutes of the fault suite, the same each time.
pub fn faults(tree: &Tree, tally: &mut Tally) -> Result<()> {
    tally.check(suite::short(tree)?);
    Ok(())
}

fn test_files(tree: &Tree) -> Result<Vec<PathBuf>> {
    let folder = tree.root.join("end2end/tests");
    let entries = std::fs::read_dir(&folder).context("There is no folder end2end/tests")?;
    let mut tests: Vec<PathBuf> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    if tests.is_empty() {
        bail!("There is no test in end2end/tests");
    }
    tests.sort();
    Ok(tests)
}

fn lint(tree: &Tree, what: &[&str], tally: &mut Tally) -> Result<()> {
    let mut cargo = run::cargo(tree);
    check(cargo.arg("clippy").args(what).args(["--", "-D", "warnings"]), tally)
}

fn lint_browser(tree: &Tree, which: &str, tally: &mut Tally) -> Result<()> {
    let target = "wasm32-unknown-unknown";
    setup::rust_target(tree, target)?;
    let what = ["-p", "app", "--lib", "--target", target, "--no-default-features", "--features"];
    lint(tree, &[&what[..], &[which]].concat(), tally)
}

/// A program that checks one thing and has no tests to count.
fn check(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let outcome = run::run(command);
    tally.check(outcome.is_ok());
    outcome
}

/// A program with tests: passes its output through and counts.
pub fn count(command: &mut Command, tally: &mut Tally) -> Result<()> {
    let status = run::lines(command, LIMIT, |line| {
        say::line(line);
        tally.read(line);
    })?;
    if !status.success() {
        bail!("`{}` failed ({status})", run::name(command));
    }
    Ok(())
}
