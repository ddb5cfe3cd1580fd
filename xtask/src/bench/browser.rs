//! The figures that only a browser can tell, measured by `end2end/bench.mjs` in Chromium.

use super::figure::Figure;
use crate::npm;
use crate::run;
use crate::setup;
use crate::tree::Tree;
use anyhow::{Result, bail};
use std::process::Command;
use std::time::Duration;

const LIMIT: Duration = Duration::from_secs(10 * 60);

/// Its lines of JSON are figures; anything else that it prints is passed on.
pub fn measure(tree: &Tree, name: &str) -> Result<Vec<Figure>> {
    let script = tree.root.join("end2end/bench.mjs");
    if !script.is_file() {
        bail!("there is no end2end/bench.mjs");
    }
    let chromium = setup::chromium()?;
    npm::install(tree, "end2end")?;
    let mut node = Command::new("node");
    node.arg(script)
        .arg(name)
        .current_dir(&tree.root)
        .env("SECTORWISE_BIN", tree.binary())
        .env("SECTORWISE_CHROMIUM", chromium);
    let mut figures = Vec::new();
    let mut odd = None;
    let status = run::lines(&mut node, LIMIT, |line| {
        if !line.starts_with('{') {
            eprintln!("{line}");
            return;
        }
        match Figure::read(line) {
            Ok(figure) => figures.push(figure),
            Err(error) => odd = Some(error.context(format!("bench.mjs printed {line}"))),
        }
    })?;
    if !status.success() {
        bail!("bench.mjs failed ({status})");
    }
    match odd {
        Some(error) => Err(error),
        None if figures.is_empty() => bail!("bench.mjs printed no figure for {name}"),
        None => Ok(figures),
    }
}
