//! A backup on its way: under another name until it is complete and durable, and for nobody else's eyes.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Error as IoError, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::Error;
use super::read::Reader;

/// `FILE.partial`, gone again unless it is kept.
pub struct Partial {
    file: File,
    path: PathBuf,
    wanted: PathBuf,
    is_kept: bool,
}

impl Partial {
    /// Whatever has the wanted name must be a backup, or nothing: a slip of the hand must not cost a database.
    pub fn create(wanted: &Path) -> std::result::Result<Partial, Error> {
        let name = || wanted.display().to_string();
        let failed = |why| Error::File { name: name(), why };
        if wanted.exists() && Reader::open(wanted).is_err() {
            return Err(Error::Taken(name()));
        }
        let mut path = wanted.as_os_str().to_owned();
        path.push(".partial");
        let path = PathBuf::from(path);
        let file = match create_new(&path) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {
                // Somebody is at it, or was cut off.
                match File::open(&path).map_err(failed)?.try_lock() {
                    Err(TryLockError::WouldBlock) => return Err(Error::Busy(name())),
                    _ => std::fs::remove_file(&path).and_then(|()| create_new(&path)).map_err(failed)?,
                }
            }
            made => made.map_err(failed)?,
        };
        // Where the file system knows no locks, two backups to one name are the operator's own care.
        let _ = file.try_lock();
        Ok(Partial { file, path, wanted: wanted.to_owned(), is_kept: false })
    }

    pub fn file(&self) -> &File {
        &self.file
    }

    /// Makes it durable under the wanted name.
    pub fn keep(mut self) -> Result<()> {
        self.file.sync_all()?;
        std::fs::rename(&self.path, &self.wanted)?;
        self.is_kept = true;
        // The name is durable once its folder is.
        let folder = self.wanted.parent().filter(|folder| !folder.as_os_str().is_empty());
        match File::open(folder.unwrap_or(Path::new("."))).and_then(|folder| folder.sync_all()) {
            // Some systems do not open folders.
            Err(error) if cfg!(unix) => {
                Err(IoError::new(error.kind(), format!("its folder cannot be synced: {error}")))
            }
            _ => Ok(()),
        }
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.is_kept {
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

/// It has the keys and the contact details, so only its owner may read it.
fn create_new(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
