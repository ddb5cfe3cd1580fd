//! Reads a backup line by line, and says in plain words what is wrong with a file.

use std::fs::File;
use std::io::{BufRead, BufReader, Error as IoError, ErrorKind, Read};
use std::path::Path;

use flate2::bufread::GzDecoder;

use super::format::{FORMAT, Header, Line};
use crate::store::schemas;

/// Longer than any row is: a made-up file must not fill the memory.
const LONGEST: u64 = 256 << 20;
/// The first line's own bound.
const LONGEST_HEADER: u64 = 1 << 16;

/// Why a file cannot be restored.
#[derive(Debug, thiserror::Error)]
pub enum Broken {
    #[error("it cannot be read: {0}")]
    Unreadable(IoError),
    #[error("it is no backup that `sectorwise backup` made")]
    Foreign,
    #[error("Sectorwise {0} made it, which is newer than this program; restore it with that one")]
    Newer(String),
    #[error("it is cut off: its end is missing")]
    CutOff,
    #[error("it is damaged: {0}")]
    Damaged(String),
}

/// A file whose first line said that it is a backup.
pub struct Reader {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    pub header: Header,
    line: String,
}

impl Reader {
    pub fn open(path: &Path) -> Result<Reader, Broken> {
        let mut file = BufReader::with_capacity(1 << 20, File::open(path).map_err(Broken::Unreadable)?);
        if !file.fill_buf().map_err(Broken::Unreadable)?.starts_with(&[0x1f, 0x8b]) {
            return Err(Broken::Foreign);
        }
        let mut lines = BufReader::with_capacity(1 << 20, GzDecoder::new(file));
        let line = read_line(&mut lines, LONGEST_HEADER).map_err(|broken| match broken {
            Broken::Damaged(_) => Broken::Foreign,
            broken => broken,
        })?;
        let Ok(Line::SectorwiseBackup(header)) = serde_json::from_str(&line) else { return Err(Broken::Foreign) };
        // A schema that is unknown here has what there is no place for.
        if header.format > FORMAT || !schemas().contains(&header.schema) {
            return Err(Broken::Newer(header.program));
        }
        Ok(Reader { lines, header, line: String::new() })
    }

    /// The next line; after the one that says it is the end, nothing follows.
    pub fn next(&mut self) -> Result<Line<'_>, Broken> {
        self.line = read_line(&mut self.lines, LONGEST)?;
        let line = serde_json::from_str(&self.line);
        line.map_err(|error| Broken::Damaged(format!("a line cannot be read ({error})")))
    }

    /// After the last line: the checksum of all is right, and nothing follows.
    pub fn end(mut self) -> Result<(), Broken> {
        let mut rest = [0];
        let more = self.lines.read(&mut rest).map_err(broken)?;
        let after = self.lines.into_inner().into_inner().fill_buf().map_err(Broken::Unreadable)?.len();
        if more + after > 0 { Err(Broken::Damaged("something follows after its end".to_owned())) } else { Ok(()) }
    }
}

fn read_line(lines: &mut impl BufRead, longest: u64) -> Result<String, Broken> {
    let mut line = String::new();
    let length = lines.take(longest).read_line(&mut line).map_err(broken)?;
    match line.ends_with('\n') {
        true => Ok(line),
        false if length as u64 == longest => Err(Broken::Damaged("a line is too long".to_owned())),
        false => Err(Broken::CutOff),
    }
}

/// What the unpacking says.
fn broken(error: IoError) -> Broken {
    match error.kind() {
        ErrorKind::UnexpectedEof => Broken::CutOff,
        ErrorKind::InvalidInput | ErrorKind::InvalidData => Broken::Damaged(error.to_string()),
        _ => Broken::Unreadable(error),
    }
}
