//! The postcode directory: imported from ONSPD, held in memory, renewed when another import was made.

mod import;

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use shared::place::{BOROUGHS, Postcode, Sectors};

use crate::store::{self, HUB, Store};

pub use import::import;

/// The setting that counts imports.
const VERSION: &str = "postcode-table";

/// The number of the newest import; 0 before the first.
async fn version(db: &impl store::Connection) -> store::Result<i64> {
    let found = store::settings::get(db, HUB, VERSION).await?;
    Ok(found.and_then(|number| number.parse().ok()).unwrap_or(0))
}

/// The table in force. Cloning shares it.
#[derive(Clone, Default)]
pub struct Directory(Arc<RwLock<Arc<Postcodes>>>);

/// One import: base place by postcode. `version` 0 is no table at all.
#[derive(Debug, Default)]
pub struct Postcodes {
    pub version: i64,
    /// Sorted by postcode; 33 is outside London.
    rows: Vec<(String, u8)>,
    /// Sector → boroughs, those with the most postcodes first.
    pub sectors: Sectors,
}

impl Directory {
    /// The table in force now; it is read from the database again only when another import was made.
    pub async fn refresh(&self, store: &Store) -> store::Result<Arc<Postcodes>> {
        let version = version(store.read()).await?;
        let held = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if held.version == version {
            return Ok(held);
        }
        let mut rows: Vec<(String, u8)> = Vec::new();
        loop {
            let last = rows.last().map_or("", |(postcode, _)| postcode.as_str());
            let more = store::postcodes::after(store.read(), HUB, last, 20_000).await?;
            if more.is_empty() {
                break;
            }
            rows.extend(more.into_iter().map(|(postcode, place)| (postcode, u8::try_from(place).unwrap_or(u8::MAX))));
        }
        // Databases collate text in ways of their own; the search below needs the order of bytes.
        rows.sort_unstable();
        // A quarter of a million rows take a tenth of a second, once for each import.
        let sectors = sectors(&rows);
        let fresh = Arc::new(Postcodes { version, rows, sectors });
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = fresh.clone();
        Ok(fresh)
    }
}

impl Postcodes {
    /// The base place of a postcode in its one spelling; `None` where the table does not know it.
    pub fn place(&self, postcode: &str) -> Option<usize> {
        let index = self.rows.binary_search_by(|(known, _)| known.as_str().cmp(postcode)).ok()?;
        self.rows.get(index).map(|(_, place)| usize::from(*place))
    }
}

fn sectors(rows: &[(String, u8)]) -> Sectors {
    let mut counts: BTreeMap<String, BTreeMap<u8, usize>> = BTreeMap::new();
    for (postcode, place) in rows.iter().filter(|(_, place)| usize::from(*place) < BOROUGHS.len()) {
        if let Some(postcode) = Postcode::parse(postcode) {
            *counts.entry(postcode.sector().to_owned()).or_default().entry(*place).or_default() += 1;
        }
    }
    let ranked = counts.into_iter().map(|(sector, places)| {
        let mut places: Vec<_> = places.into_iter().collect();
        places.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (sector, places.into_iter().map(|(place, _)| place).collect())
    });
    Sectors(ranked.collect())
}
