//! Slow transformations of bytes, remembered by what went in.

use super::hash::hex;
use crate::tree::Tree;
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// Long enough for switching between branches, short enough not to fill a disk.
const KEEP: Duration = Duration::from_secs(14 * 24 * 3600);

pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    pub fn open(tree: &Tree) -> Result<Cache> {
        let folder = tree.target.join("phone").join("cache");
        fs::create_dir_all(&folder).with_context(|| format!("{} cannot be made", folder.display()))?;
        Ok(Cache { folder })
    }

    /// What `make` gives for this input; `how` names the transformation with all its settings.
    pub fn get(&self, how: &str, input: &[u8], make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
        let key = hex(&Sha256::new().chain_update(how).chain_update([0]).chain_update(input).finalize());
        let path = self.folder.join(key);
        if let Ok(bytes) = fs::read(&path) {
            if let Ok(file) = fs::File::options().append(true).open(&path) {
                let _ = file.set_modified(SystemTime::now());
            }
            return Ok(bytes);
        }
        let bytes = make()?;
        // Renamed into place: a build that is interrupted leaves no half of a file behind.
        let beside = path.with_extension("new");
        fs::write(&beside, &bytes)
            .and_then(|()| fs::rename(&beside, &path))
            .with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(bytes)
    }

    pub fn forget_old(&self) {
        let Ok(entries) = fs::read_dir(&self.folder) else {
            return;
        };
        for entry in entries.flatten() {
            let age = entry.metadata().and_then(|about| about.modified()).map(|time| time.elapsed());
            if let Ok(Ok(age)) = age
                && age > KEEP
            {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}
