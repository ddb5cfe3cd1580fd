//! Where things are: the checkout, and the folder that cargo builds into.

use crate::run;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Tree {
    /// The checkout.
    pub root: PathBuf,
    /// Cargo's target folder, which need not be inside the checkout.
    pub target: PathBuf,
}

impl Tree {
    pub fn find() -> Result<Tree> {
        let root = root()?;
        let mut ask = Command::new(run::cargo_path());
        ask.args(["metadata", "--no-deps", "--offline", "--format-version", "1"]);
        ask.current_dir(&root);
        let told: serde_json::Value =
            serde_json::from_str(&run::capture(&mut ask)?).context("`cargo metadata` printed no JSON")?;
        let target = told["target_directory"].as_str().context("`cargo metadata` named no target folder")?.into();
        Ok(Tree { root, target })
    }

    /// The folder that the server embeds.
    pub fn site(&self) -> PathBuf {
        self.target.join("site")
    }

    /// The release as cargo writes it.
    pub fn built(&self) -> PathBuf {
        self.target.join("release").join("sectorwise")
    }

    /// The release where the contract promises it.
    pub fn binary(&self) -> PathBuf {
        self.root.join("target").join("release").join("sectorwise")
    }
}

/// `cargo run` tells where this crate is; called by hand, the folder above the current one that holds it.
fn root() -> Result<PathBuf> {
    if let Some(own) = std::env::var_os("CARGO_MANIFEST_DIR")
        && let Some(parent) = Path::new(&own).parent()
    {
        return Ok(parent.to_path_buf());
    }
    let here = std::env::current_dir().context("The current folder cannot be read")?;
    here.ancestors()
        .find(|folder| folder.join("xtask/Cargo.toml").is_file())
        .map(Path::to_path_buf)
        .context("This is not inside a checkout of Sectorwise: call it as `cargo xtask`")
}
