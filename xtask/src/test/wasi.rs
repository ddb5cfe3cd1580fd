//! The tests of `shared` once more, compiled to wasm and run under Node: what a phone computes.

use super::Tally;
use super::steps::count;
use crate::run;
use crate::setup;
use crate::tree::Tree;
use anyhow::{Result, bail};
use serde_json::Value;
use std::path::PathBuf;
use std::process::Command;

const TARGET: &str = "wasm32-wasip1";

pub fn shared(tree: &Tree, tally: &mut Tally) -> Result<()> {
    setup::rust_target(tree, TARGET)?;
    let mut cargo = run::cargo(tree);
    cargo.args(["test", "-p", "shared", "--target", TARGET, "--no-run"]);
    cargo.arg("--message-format=json-render-diagnostics").stderr(std::process::Stdio::inherit());
    let programs = programs(&run::capture(&mut cargo)?);
    if programs.is_empty() {
        bail!("cargo named no test program for {TARGET}");
    }
    let mut outcome = Ok(());
    for program in programs {
        let mut node = Command::new("node");
        // Node prints a warning with every use of WASI.
        node.arg("--no-warnings").arg(tree.root.join("xtask/wasi.mjs")).arg(program);
        // A panic ends the whole program there, with whatever libtest had caught: so nothing is caught.
        node.arg(tree.root.join("shared")).arg("--nocapture");
        if let Err(error) = count(&mut node, tally) {
            outcome = Err(error);
        }
    }
    outcome
}

/// The test programs among cargo's messages.
fn programs(messages: &str) -> Vec<PathBuf> {
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["profile"]["test"] == true)
        .filter_map(|message| message["executable"].as_str().map(PathBuf::from))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_test_programs_are_taken() {
        let messages = r#"{"reason":"compiler-artifact","profile":{"test":false},"executable":null}
{"reason":"compiler-artifact","profile":{"test":true},"executable":"/t/shared-1.wasm"}
{"reason":"build-finished","success":true}"#;
        assert_eq!(programs(messages), [PathBuf::from("/t/shared-1.wasm")]);
    }
}
