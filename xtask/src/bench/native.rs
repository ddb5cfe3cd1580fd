//! What examples measure natively, in the release's own profile: answers worked out, workbooks read, a million counted.

use super::figure::Figure;
use super::program::Program;
use crate::build;
use crate::run;
use crate::tree::Tree;
use anyhow::{Result, bail};

pub fn rules(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, "shared", "bench_rules", &[])
}

/// The tally of a million responses, copies of ten thousand that the demo makes up.
pub fn tally(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    let program = Program::start(tree, None)?;
    let file = program.folder().join("submissions.jsonl").display().to_string();
    program.call(&["demo", "--responses", "10000", "--seed", "1", "--to", &file])?;
    measure(tree, "shared", "bench_tally", &["--", &file])
}

pub fn workbook(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, "server", "bench_xlsform", &[])
}

fn measure(tree: &Tree, package: &str, example: &str, arguments: &[&str]) -> Result<Vec<Figure>> {
    let mut cargo = build::server(tree);
    cargo.args(["run", "--release", "--quiet", "-p", package, "--example", example]).args(arguments);
    let printed = run::capture(&mut cargo)?;
    let lines = printed.lines().filter(|line| line.starts_with('{'));
    let figures: Vec<Figure> = lines.map(Figure::read).collect::<Result<_>>()?;
    if figures.is_empty() {
        bail!("the example {example} printed no figure");
    }
    Ok(figures)
}
