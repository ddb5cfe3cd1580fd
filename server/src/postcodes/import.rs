//! `sectorwise postcodes import`: an ONSPD file, streamed; London rows are kept, whatever the release calls its columns.

use std::collections::BTreeMap;
use std::io::Read;

use shared::place::{Postcode, index_of};

use super::VERSION;
use crate::store::{self, HUB, Store};

/// What an import did.
#[derive(Debug, PartialEq, Eq)]
pub struct Imported {
    pub read: u64,
    pub kept: u64,
}

/// Why a file cannot be imported.
#[derive(Debug, thiserror::Error)]
pub enum Unusable {
    #[error("the file has no column {0}; it has: {1}. Name the columns with --postcode-column and --borough-column")]
    Column(String, String),
    #[error("line {line}: {source}")]
    Line { line: u64, source: csv::Error },
    #[error("no row of the file lies in London")]
    NotLondon,
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// Names that releases have used for the same column, newest first.
const POSTCODE: [&str; 4] = ["pcds", "pcd7", "pcd8", "postcode"];
const BOROUGH: [&str; 6] = ["oslaua", "lad25cd", "lad24cd", "lad23cd", "laua", "lad"];
/// Rows written at once.
const CHUNK: usize = 1_000;

/// Replaces the table by the London rows of `file`, terminated postcodes included, so that old addresses
/// resolve. All of it or nothing.
pub async fn import(
    store: &Store,
    file: impl Read,
    postcode_column: Option<&str>,
    borough_column: Option<&str>,
) -> Result<Imported, Unusable> {
    let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(file);
    let unreadable =
        |error: csv::Error| Unusable::Line { line: error.position().map_or(0, csv::Position::line), source: error };
    let heads = reader.headers().map_err(unreadable)?.clone();
    let postcode = column(&heads, postcode_column, &POSTCODE)?;
    let borough = column(&heads, borough_column, &BOROUGH)?;
    let transaction = store.begin().await?;
    store::postcodes::clear(&*transaction, HUB).await?;
    let mut imported = Imported { read: 0, kept: 0 };
    // A map, since one statement may not name the same postcode twice.
    let mut rows = BTreeMap::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        imported.read += 1;
        let place = record.get(borough).map(str::trim).filter(|code| code.starts_with("E09")).and_then(index_of);
        let postcode = record.get(postcode).and_then(Postcode::parse);
        if let (Some(place), Some(postcode)) = (place, postcode) {
            rows.insert(postcode.as_str().to_owned(), place as i16);
            imported.kept += 1;
        }
        if rows.len() == CHUNK {
            put(&transaction, &mut rows).await?;
        }
    }
    if imported.kept == 0 {
        return Err(Unusable::NotLondon);
    }
    put(&transaction, &mut rows).await?;
    let next = super::version(&*transaction).await? + 1;
    store::settings::put(&*transaction, HUB, VERSION, &next.to_string()).await?;
    transaction.commit().await?;
    Ok(imported)
}

async fn put(transaction: &store::Transaction, rows: &mut BTreeMap<String, i16>) -> store::Result<()> {
    let rows: Vec<_> = std::mem::take(rows).into_iter().collect();
    store::postcodes::put(&**transaction, HUB, &rows).await
}

fn column(heads: &csv::StringRecord, named: Option<&str>, known: &[&str]) -> Result<usize, Unusable> {
    let find = |name: &str| {
        heads.iter().position(|head| head.trim().trim_start_matches('\u{feff}').eq_ignore_ascii_case(name))
    };
    let found = match named {
        Some(name) => find(name),
        None => known.iter().find_map(|name| find(name)),
    };
    found.ok_or_else(|| {
        let wanted = named.map_or_else(|| known.join(", or "), str::to_owned);
        Unusable::Column(wanted, heads.iter().collect::<Vec<_>>().join(", "))
    })
}
