//! The file of a backup: gzip, and in it lines of JSON, the same for both databases.
//!
//! The first line says what it is. Then each table begins with its name and has a line for each row, and the last line
//! says how many rows each table had and what their SHA-256 is, so that a file that ends early is known as such.

use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use sha2::{Digest, Sha256};

/// Raised when an older program could not make sense of a file.
pub const FORMAT: u32 = 1;

/// One line.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Line<'a> {
    SectorwiseBackup(Header),
    /// The rows of this table follow.
    Table(String),
    #[serde(borrow)]
    Row(&'a RawValue),
    End(Vec<Sum>),
}

/// What a file says of itself before anything else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Header {
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The newest migration that the program knew.
    #[serde(default)]
    pub schema: String,
    /// RFC 3339, UTC.
    #[serde(default)]
    pub made_at: String,
}

/// What a table comes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub table: String,
    pub rows: u64,
    /// Of the rows' JSON, a line end after each.
    pub sha256: String,
}

/// Counts and hashes the rows of one table as they go by.
pub struct Counting {
    table: String,
    rows: u64,
    hash: Sha256,
}

impl Counting {
    pub fn new(table: &str) -> Counting {
        Counting { table: table.to_owned(), rows: 0, hash: Sha256::new() }
    }

    pub fn add(&mut self, row: &str) {
        self.rows += 1;
        self.hash.update(row.as_bytes());
        self.hash.update(b"\n");
    }

    pub fn sum(self) -> Sum {
        let sha256 = self.hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Sum { table: self.table, rows: self.rows, sha256 }
    }
}
