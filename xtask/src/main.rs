//! Sets up, builds, checks, tests and measures Sectorwise: what `cargo xtask` does.

mod bench;
mod build;
mod faults;
mod guard;
mod npm;
mod ports;
mod postgres;
mod python;
mod run;
mod say;
mod scratch;
mod serve;
mod setup;
mod test;
mod tidy;
mod tree;

use anyhow::{Result, bail};
use std::process::ExitCode;
use tree::Tree;

const HELP: &str = "\
cargo xtask serve                      builds the release and serves it on 127.0.0.1:3000
cargo xtask build [--fast]             the release, one file: target/release/sectorwise
                                       (--fast: larger browser files, for developing)
cargo xtask test [NAME…]               every check and test, or those named
cargo xtask tidy                       the house rules only
cargo xtask bench [NAME…] [--json]     the benchmarks, or those named; only when named:
                                       store-postgres, million, million-postgres
cargo xtask faults [--minutes N] [--seed S] [--json]
                                       the fault suite; also --database sqlite|postgres,
                                       --binary FILE, --no-browser, and --prove, which
                                       checks that broken programs are found out

Each command does its own set-up.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Runs one command; `false` means that it ran and that something it looked at is not right.
fn dispatch(arguments: &[String]) -> Result<bool> {
    let Some((command, rest)) = arguments.split_first() else {
        say::line(HELP);
        return Ok(true);
    };
    if command == "faults" {
        return faults::faults(&Tree::find()?, rest);
    }
    let flag = |name: &str| rest.iter().any(|word| word == name);
    let names: Vec<&str> = rest.iter().map(String::as_str).filter(|word| !word.starts_with("--")).collect();
    let known: &[&str] = match command.as_str() {
        "build" => &["--fast"],
        "bench" => &["--json"],
        _ => &[],
    };
    if let Some(odd) = rest.iter().find(|word| word.starts_with("--") && !known.contains(&word.as_str())) {
        bail!("`cargo xtask {command}` has no option {odd}. It can do:\n\n{HELP}");
    }
    match command.as_str() {
        "serve" => serve::serve(&Tree::find()?).map(|()| true),
        "build" => build::build(&Tree::find()?, flag("--fast")).map(|()| true),
        "test" => test::test(&Tree::find()?, &names),
        "tidy" => tidy::tidy(&Tree::find()?).map(|tally| tally.failed == 0),
        "bench" => bench::bench(&Tree::find()?, &names, flag("--json")),
        "help" | "--help" | "-h" => {
            say::line(HELP);
            Ok(true)
        }
        other => bail!("There is no `cargo xtask {other}`. It can do:\n\n{HELP}"),
    }
}
