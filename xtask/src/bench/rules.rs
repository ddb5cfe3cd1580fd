//! How fast an answer is worked out, natively, in the release's own profile.

use super::figure::Figure;
use crate::run;
use crate::tree::Tree;
use anyhow::{Result, bail};

pub fn measure(tree: &Tree, _name: &str) -> Result<Vec<Figure>> {
    let mut cargo = run::cargo(tree);
    cargo.args(["run", "--release", "--quiet", "-p", "shared", "--example", "bench_rules"]);
    let printed = run::capture(&mut cargo)?;
    let lines = printed.lines().filter(|line| line.starts_with('{'));
    let figures: Vec<Figure> = lines.map(Figure::read).collect::<Result<_>>()?;
    if figures.is_empty() {
        bail!("the example bench_rules printed no figure");
    }
    Ok(figures)
}
