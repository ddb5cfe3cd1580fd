//! The folder that the server embeds: files under hashed names, each with its brotli, and `site.json`.

use super::cache::Cache;
use super::hash::short;
use crate::say;
use crate::tree::Tree;
use anyhow::{Context, Result};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

pub struct Site<'a> {
    cache: &'a Cache,
    quality: i32,
    assets: BTreeMap<String, Asset>,
    files: BTreeMap<String, Vec<u8>>,
}

pub struct Asset {
    name: String,
    pub raw: usize,
    pub brotli: usize,
}

impl<'a> Site<'a> {
    pub fn new(cache: &'a Cache, quality: i32) -> Site<'a> {
        Site { cache, quality, assets: BTreeMap::new(), files: BTreeMap::new() }
    }

    pub fn asset(&self, key: &str) -> Option<&Asset> {
        self.assets.get(key)
    }

    /// Takes a file in under the name that pages look it up by (`style.css`, `icons/home.svg`).
    pub fn add(&mut self, key: &str, bytes: Vec<u8>) -> Result<()> {
        let name = hashed(key, &bytes);
        let quality = self.quality;
        let packed =
            self.cache.get(&format!("brotli {quality}, best of blocks"), &bytes, || brotli(&bytes, quality))?;
        let asset = Asset { name: name.clone(), raw: bytes.len(), brotli: packed.len() };
        self.assets.insert(key.into(), asset);
        self.files.insert(format!("{name}.br"), packed);
        self.files.insert(name, bytes);
        Ok(())
    }

    /// Every file of a folder and its folders, by its path inside; no folder is no error.
    pub fn add_folder(&mut self, folder: &Path) -> Result<()> {
        let mut waiting = vec![folder.to_path_buf()];
        while let Some(next) = waiting.pop() {
            let Ok(entries) = fs::read_dir(&next) else {
                continue;
            };
            for entry in entries.flatten() {
                let path = entry.path();
                if path.is_dir() {
                    waiting.push(path);
                } else {
                    let key = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy();
                    let bytes = fs::read(&path).with_context(|| format!("{}", path.display()))?;
                    self.add(&key, bytes)?;
                }
            }
        }
        Ok(())
    }

    /// Writes only what differs and removes what is over: a newer time would rebuild the server.
    pub fn write(&self, tree: &Tree) -> Result<()> {
        let assets = tree.site().join("assets");
        fs::create_dir_all(&assets).with_context(|| format!("{} cannot be made", assets.display()))?;
        for (name, bytes) in &self.files {
            write_if_other(&assets.join(name), bytes)?;
        }
        for entry in fs::read_dir(&assets).context("The site cannot be listed")?.flatten() {
            if !self.files.contains_key(entry.file_name().to_string_lossy().as_ref()) {
                fs::remove_file(entry.path())
                    .with_context(|| format!("{} cannot be removed", entry.path().display()))?;
            }
        }
        let names: Map<String, Value> =
            self.assets.iter().map(|(key, asset)| (key.clone(), json!(asset.name))).collect();
        let site = json!({ "build": self.build(tree)?, "assets": names });
        write_if_other(&tree.site().join("site.json"), format!("{site:#}\n").as_bytes())
    }

    pub fn print(&self) {
        for (key, asset) in &self.assets {
            let (raw, packed) = (say::size(asset.raw), say::size(asset.brotli));
            eprintln!("  {key:<24} {raw:>10}   brotli {packed:>10}");
        }
    }

    /// One hash over all assets and over everything that makes pages, so that a page whose words alone
    /// have changed is a new generation too.
    fn build(&self, tree: &Tree) -> Result<String> {
        let mut hash = Sha256::new();
        for asset in self.assets.values() {
            hash.update(&asset.name);
            hash.update([0]);
        }
        let mut sources = BTreeSet::new();
        for folder in ["app/src", "app/words", "messages/src", "shared/src", "shared/data", "server/src/web"] {
            files_under(&tree.root.join(folder), &mut sources);
        }
        for path in sources {
            let bytes = fs::read(&path).with_context(|| format!("{}", path.display()))?;
            hash.update(path.strip_prefix(&tree.root).unwrap_or(&path).to_string_lossy().as_bytes());
            hash.update(Sha256::digest(&bytes));
        }
        Ok(short(hash))
    }
}

fn files_under(folder: &Path, into: &mut BTreeSet<std::path::PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for path in entries.flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            files_under(&path, into);
        } else {
            into.insert(path);
        }
    }
}

fn write_if_other(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|have| have == bytes) {
        return Ok(());
    }
    fs::write(path, bytes).with_context(|| format!("{} cannot be written", path.display()))
}

fn brotli(bytes: &[u8], quality: i32) -> Result<Vec<u8>> {
    let with_blocks = |lgblock| -> Result<Vec<u8>> {
        let settings = brotli::enc::BrotliEncoderParams {
            quality,
            lgwin: 22,
            lgblock,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &settings).context("brotli failed")?;
        Ok(packed)
    };
    let usual = with_blocks(0)?;
    if quality < 11 {
        return Ok(usual);
    }
    // Which size of blocks is better, only trying tells.
    let small = with_blocks(16)?;
    Ok(if small.len() < usual.len() { small } else { usual })
}

/// `icons/home.svg` becomes `icons-home-0123456789.svg`: one flat folder, names that never mean two things.
fn hashed(key: &str, bytes: &[u8]) -> String {
    let flat = key.replace('/', "-");
    let hash = short(Sha256::new_with_prefix(bytes));
    match flat.rsplit_once('.') {
        Some((stem, ending)) => format!("{stem}-{hash}.{ending}"),
        None => format!("{flat}-{hash}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_carry_the_hash_before_the_ending() {
        assert_eq!(hashed("icons/home.svg", b""), "icons-home-e3b0c44298.svg");
        assert_eq!(hashed("LICENCE", b""), "LICENCE-e3b0c44298");
    }

    #[test]
    fn brotli_gives_back_what_it_took() {
        let text = "the same again and again ".repeat(100);
        let packed = brotli(text.as_bytes(), 11).unwrap();
        let mut unpacked = Vec::new();
        brotli::BrotliDecompress(&mut &*packed, &mut unpacked).unwrap();
        assert_eq!(unpacked, text.as_bytes());
        assert!(packed.len() < 60);
    }
}
