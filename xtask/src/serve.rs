//! `cargo xtask serve`: the release, built and running.

use crate::build;
use crate::tree::Tree;
use anyhow::{Context, Result};
use std::os::unix::process::CommandExt;
use std::process::Command;

/// Becomes the server, so that signals and exit status are its own.
pub fn serve(tree: &Tree) -> Result<()> {
    build::build(tree, false)?;
    let binary = tree.binary();
    let error = Command::new(&binary).arg("serve").current_dir(&tree.root).exec();
    Err(error).with_context(|| format!("{} could not be started", binary.display()))
}
