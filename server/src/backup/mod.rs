//! `sectorwise backup`: every table in one moment of the database, streamed into one file.

mod file;
mod format;
mod read;
pub mod restore;

use std::io::{BufWriter, Write};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use shared::time::utc;

use crate::clock;
use crate::store::dump::{Place, tables};
use crate::store::{self, Store, schemas};
use file::Partial;
pub use format::Sum;
use format::{Counting, FORMAT, Header, Line};

/// Hardly larger than at its best, and several times as fast.
const LEVEL: u32 = 3;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("{0} is there already and is no backup; it is left as it is")]
    Taken(String),
    #[error("another backup is being written to {0}")]
    Busy(String),
    #[error("{name} cannot be written: {why}")]
    File { name: String, why: std::io::Error },
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Writes a backup; an older one of that name gives way once the new one is complete and durable. What each table
/// came to.
pub async fn backup(store: &Store, path: &Path) -> Result<Vec<Sum>, Error> {
    let failed = |why| Error::File { name: path.display().to_string(), why };
    let partial = Partial::create(path)?;
    let mut out = GzEncoder::new(BufWriter::with_capacity(1 << 20, partial.file()), Compression::new(LEVEL));
    let moment = store.moment().await?;
    let header = Header {
        format: FORMAT,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        schema: schemas().pop().unwrap_or_default(),
        made_at: utc(clock::now()),
    };
    line(&mut out, &Line::SectorwiseBackup(header)).map_err(failed)?;
    let mut sums = Vec::new();
    for table in tables() {
        line(&mut out, &Line::Table(table.name.to_owned())).map_err(failed)?;
        let (mut counting, mut place) = (Counting::new(table.name), Place::default());
        loop {
            let page = table.read(&moment, place).await?;
            if page.rows.is_empty() {
                break;
            }
            // Packing is work, and the disk may be slow: others on this thread move over.
            let written = tokio::task::block_in_place(|| {
                page.rows.iter().try_for_each(|row| {
                    counting.add(row);
                    writeln!(out, "{{\"row\":{row}}}")
                })
            });
            written.map_err(failed)?;
            place = page.next;
        }
        sums.push(counting.sum());
    }
    moment.rollback().await?;
    line(&mut out, &Line::End(sums.clone())).map_err(failed)?;
    let packed = out.finish().and_then(|mut out| out.flush());
    packed.map_err(failed)?;
    partial.keep().map_err(failed)?;
    Ok(sums)
}

fn line(out: &mut impl Write, line: &Line) -> std::io::Result<()> {
    serde_json::to_writer(&mut *out, line)?;
    out.write_all(b"\n")
}
