//! Temporary folders that go with their value, and those that a killed run has left behind.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

pub struct Scratch(PathBuf);

impl Scratch {
    /// A folder of this process inside `place`; leftovers of the same name are removed first.
    pub fn new(place: &Path, name: &str) -> Result<Scratch> {
        let start = format!("sectorwise-{name}-");
        for entry in fs::read_dir(place).into_iter().flatten().flatten() {
            let left = entry.file_name();
            let owner = left.to_str().and_then(|text| text.strip_prefix(&start)?.parse::<u32>().ok());
            if owner.is_some_and(|process| !Path::new(&format!("/proc/{process}")).exists()) {
                let _ = fs::remove_dir_all(entry.path());
            }
        }
        let path = place.join(format!("{start}{}", std::process::id()));
        fs::create_dir_all(&path).with_context(|| format!("{} cannot be made", path.display()))?;
        Ok(Scratch(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_goes_with_its_value_and_so_does_what_a_dead_run_left() {
        let outer = Scratch::new(&std::env::temp_dir(), "scratch-test").unwrap();
        // No process has this number: Linux counts to 2^22.
        let left = outer.path().join("sectorwise-x-4294967295");
        fs::create_dir(&left).unwrap();
        let inner = Scratch::new(outer.path(), "x").unwrap();
        let path = inner.path().to_path_buf();
        assert!(path.is_dir());
        assert!(!left.exists());
        drop(inner);
        assert!(!path.exists());
    }
}
