//! What examples measure natively, in the release's own profile: answers worked out, workbooks read.

use super::figure::Figure;
use crate::build;
use crate::run;
use crate::tree::Tree;
use anyhow::{Result, bail};

pub fn rules(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, "shared", "bench_rules")
}

pub fn workbook(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    measure(tree, "server", "bench_xlsform")
}

fn measure(tree: &Tree, package: &str, example: &str) -> Result<Vec<Figure>> {
    let mut cargo = build::server(tree);
    cargo.args(["run", "--release", "--quiet", "-p", package, "--example", example]);
    let printed = run::capture(&mut cargo)?;
    let lines = printed.lines().filter(|line| line.starts_with('{'));
    let figures: Vec<Figure> = lines.map(Figure::read).collect::<Result<_>>()?;
    if figures.is_empty() {
        bail!("the example {example} printed no figure");
    }
    Ok(figures)
}
