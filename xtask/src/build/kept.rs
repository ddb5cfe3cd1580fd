//! Bundles kept from an earlier build, while nothing that went into them has changed.
//!
//! Cargo cannot do this here: both bundles are the same library, its file has no hash in its name, and
//! so each build of one evicts the other. Contents are compared, not times, since CI checks out afresh.

use super::hash::hex;
use crate::run;
use crate::tree::Tree;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

pub struct Kept<'a> {
    tree: &'a Tree,
    pub folder: PathBuf,
    /// What decides besides the sources: compiler and flags.
    context: String,
}

const ALWAYS: [&str; 6] =
    ["Cargo.lock", "Cargo.toml", "rust-toolchain.toml", ".cargo/config.toml", "app/Cargo.toml", "shared/Cargo.toml"];

impl<'a> Kept<'a> {
    pub fn new(tree: &'a Tree, target: &Path, which: &str, profile: &str, flags: &str) -> Result<Kept<'a>> {
        let mut rustc = Command::new("rustc");
        let version = run::capture(rustc.arg("-vV").current_dir(&tree.root))?;
        Ok(Kept {
            tree,
            folder: target.join("kept").join(format!("{which}-{profile}")),
            context: format!("{version}\n{flags}"),
        })
    }

    pub fn is_current(&self) -> bool {
        let Ok(stamp) = fs::read_to_string(self.stamp()) else {
            return false;
        };
        let mut lines = stamp.lines();
        let Some(hash) = lines.next() else {
            return false;
        };
        let sources: Vec<&str> = lines.collect();
        self.hash(&sources).is_ok_and(|now| now == hash)
    }

    /// Keeps the list of sources that cargo wrote beside the library (`app.d`), and their hash; not where one was
    /// changed after the compiler `began`, which may have read it as it was before.
    pub fn remember(&self, dep_info: &Path, began: SystemTime) -> Result<()> {
        let text = fs::read_to_string(dep_info).with_context(|| format!("{} cannot be read", dep_info.display()))?;
        let sources = sources(&text, &self.tree.root);
        let mut names: Vec<&str> = sources.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let is_newer = |name: &&str| {
            let path = self.tree.root.join(name);
            let changed = fs::metadata(&path).and_then(|file| file.modified());
            // What the build script has just made is not anybody's change.
            !path.starts_with(&self.tree.target) && changed.is_ok_and(|changed| changed >= began)
        };
        if names.iter().any(is_newer) {
            return Ok(());
        }
        let stamp = format!("{}\n{}\n", self.hash(&names)?, names.join("\n"));
        fs::write(self.stamp(), stamp).context("The build's stamp cannot be written")
    }

    fn stamp(&self) -> PathBuf {
        self.folder.join("made-from")
    }

    fn hash(&self, sources: &[&str]) -> Result<String> {
        let mut hash = Sha256::new();
        hash.update(&self.context);
        for name in ALWAYS.iter().chain(sources) {
            let bytes = contents(&self.tree.root.join(name)).with_context(|| name.to_string())?;
            hash.update(name.as_bytes());
            hash.update((bytes.len() as u64).to_le_bytes());
            hash.update(&bytes);
        }
        Ok(hex(&hash.finalize()))
    }
}

/// The files named in make's syntax (`app.wasm: a.rs b\ c.rs`), relative to the checkout where inside it.
fn sources(dep_info: &str, root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    for line in dep_info.lines() {
        let Some((_, list)) = line.split_once(": ") else {
            continue;
        };
        for word in list.replace("\\ ", "\0").split(' ').filter(|word| !word.is_empty()) {
            let path = PathBuf::from(word.replace('\0', " "));
            let short = path.strip_prefix(root).unwrap_or(&path);
            files.push(short.to_string_lossy().into_owned());
        }
    }
    files
}

/// Of a folder that a build script looks through, all of its files.
fn contents(path: &Path) -> Result<Vec<u8>> {
    if !path.is_dir() {
        return Ok(fs::read(path)?);
    }
    let mut files: Vec<PathBuf> = fs::read_dir(path)?.flatten().map(|entry| entry.path()).collect();
    files.sort();
    let mut all = Vec::new();
    for file in files.iter().filter(|file| file.is_file()) {
        all.extend(fs::read(file)?);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_are_relative_and_may_hold_spaces() {
        let text = "/t/app.wasm: /r/app/src/lib.rs /r/a\\ b.rs /other/c.rs\n";
        let found = sources(text, Path::new("/r"));
        assert_eq!(found, ["app/src/lib.rs", "a b.rs", "/other/c.rs"]);
    }
}
