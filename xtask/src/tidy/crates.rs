//! The rule about what `shared` may depend on.

use super::Breaches;
use super::files::Files;
use crate::run;
use crate::tree::Tree;
use anyhow::Result;

const IO_CRATES: [&str; 7] = ["tokio", "mio", "getrandom", "web-sys", "js-sys", "wasm-bindgen", "socket2"];

pub fn shared_dependencies(tree: &Tree, _: &Files) -> Result<Breaches> {
    let mut cargo = run::cargo(tree);
    cargo.args(["tree", "-p", "shared", "--target", "wasm32-unknown-unknown", "-e", "normal"]);
    cargo.args(["--prefix", "none", "--format", "{p}"]);
    let list = run::capture(&mut cargo)?;
    let names = list.lines().filter_map(|line| line.split_whitespace().next());
    let mut found: Vec<&str> = names.filter(|name| IO_CRATES.contains(name)).collect();
    found.sort_unstable();
    found.dedup();
    Ok(found.into_iter().map(|name| format!("shared depends on {name}")).collect())
}
