//! `sectorwise restore`: an empty database is filled from a backup in one transaction, or stays empty.

use std::path::Path;

use super::format::{Counting, Line, Sum};
pub use super::read::Broken;
use super::read::Reader;
use crate::store::dump::{self, Table, Unwritten};
use crate::store::{self, Store, Transaction, schemas};

/// Rows, and bytes of them, that are written at once.
const ROWS: usize = 1_000;
const BYTES: usize = 1 << 20;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0}")]
    Broken(#[from] Broken),
    #[error(
        "the database is not empty (there is something in the table {0}); restore into an empty one, which \
        SECTORWISE_DATABASE_URL names"
    )]
    NotEmpty(&'static str),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// What was restored.
pub struct Restored {
    /// When the backup was made, RFC 3339, UTC.
    pub made_at: String,
    pub sums: Vec<Sum>,
}

/// A backup whose beginning was read, so that a foreign file is refused before a database is made for it.
pub struct Backup(Reader);

pub fn open(path: &Path) -> Result<Backup, Broken> {
    Ok(Backup(Reader::open(path)?))
}

/// Fills an empty database; whatever goes wrong, it is empty afterwards.
pub async fn restore(store: &Store, Backup(mut reader): Backup) -> Result<Restored, Error> {
    let transaction = store.begin_long().await?;
    if let Some(table) = dump::make_room(&transaction).await? {
        return Err(Error::NotEmpty(table));
    }
    let mut filling = Filling {
        transaction: &transaction,
        tables: dump::tables(),
        current: None,
        waiting: (Vec::new(), 0),
        sums: Vec::new(),
    };
    let promised = loop {
        match reader.next()? {
            Line::Table(name) => filling.begin(&name).await?,
            Line::Row(row) => filling.add(row.get()).await?,
            Line::End(promised) => break promised,
            Line::SectorwiseBackup(_) => return Err(damaged("it begins twice").into()),
        }
    };
    filling.flush().await?;
    let (missing, sums) = (filling.tables.first().map(|table| table.name), filling.sums);
    compare(&sums, &promised)?;
    // An older schema had fewer tables.
    if let Some(name) = missing.filter(|_| schemas().last() == Some(&reader.header.schema)) {
        return Err(damaged(&format!("the table {name} is missing")).into());
    }
    let made_at = reader.header.made_at.clone();
    reader.end()?;
    dump::go_on_numbering(&transaction).await?;
    transaction.commit().await?;
    Ok(Restored { made_at, sums })
}

struct Filling<'a> {
    transaction: &'a Transaction,
    /// Those that may still come.
    tables: Vec<Table>,
    current: Option<(Table, Counting)>,
    /// Rows that wait to be written, and their bytes.
    waiting: (Vec<String>, usize),
    sums: Vec<Sum>,
}

impl Filling<'_> {
    async fn begin(&mut self, name: &str) -> Result<(), Error> {
        self.flush().await?;
        let Some(index) = self.tables.iter().position(|table| table.name == name) else {
            return Err(damaged(&format!("the table {name:?} is none, or is there twice")).into());
        };
        self.current = Some((self.tables.remove(index), Counting::new(name)));
        Ok(())
    }

    async fn add(&mut self, row: &str) -> Result<(), Error> {
        let Some((_, counting)) = &mut self.current else {
            return Err(damaged("a row belongs to no table").into());
        };
        counting.add(row);
        let (rows, bytes) = &mut self.waiting;
        rows.push(row.to_owned());
        *bytes += row.len();
        if rows.len() >= ROWS || *bytes >= BYTES {
            self.write().await?;
        }
        Ok(())
    }

    /// At the end of a table.
    async fn flush(&mut self) -> Result<(), Error> {
        self.write().await?;
        self.sums.extend(self.current.take().map(|(_, counting)| counting.sum()));
        Ok(())
    }

    async fn write(&mut self) -> Result<(), Error> {
        let (rows, _) = std::mem::take(&mut self.waiting);
        let Some((table, _)) = &self.current else { return Ok(()) };
        table.write(self.transaction, &rows).await.map_err(|error| match error {
            Unwritten::Unfit(why) => {
                damaged(&format!("a row of the table {} cannot be read ({why})", table.name)).into()
            }
            Unwritten::Store(error) => Error::Store(error),
        })
    }
}

fn compare(found: &[Sum], promised: &[Sum]) -> Result<(), Broken> {
    for sum in promised {
        let Some(found) = found.iter().find(|found| found.table == sum.table) else {
            return Err(damaged(&format!("the table {} is missing", sum.table)));
        };
        if found.rows != sum.rows {
            let (table, rows, right) = (&sum.table, found.rows, sum.rows);
            return Err(damaged(&format!("the table {table} has {rows} rows instead of {right}")));
        }
        if found.sha256 != sum.sha256 {
            return Err(damaged(&format!("the rows of the table {} are not those that were written", sum.table)));
        }
    }
    match found.len() == promised.len() {
        true => Ok(()),
        false => Err(damaged("it has more tables than it says")),
    }
}

fn damaged(why: &str) -> Broken {
    Broken::Damaged(why.to_owned())
}
