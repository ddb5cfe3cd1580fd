//! Who each row is: submission, revision, place, and whether it still counts.

use std::hash::{BuildHasher, RandomState};

use hashbrown::HashTable;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cells::Cells;
use super::column::LANE;
use crate::place::PLACES;

const COUNTED: u32 = 1;
const DEMO: u32 = 2;

/// Parallel vectors, a row for each revision that was counted once and for each submission that is only known to be gone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Rows {
    /// Base place: 0 to 32 the boroughs, 33 outside.
    pub(super) places: Cells,
    /// Where the organisation works: a bit a place, eight a lane.
    pub(super) worked_in: Vec<Cells>,
    /// `COUNTED` until a newer revision, a withdrawal or a removal took its place.
    flags: Cells,
    revisions: Cells,
    ids: Vec<u128>,
    counted: u64,
    /// How many of those that count are demo answers.
    demo: u64,
    #[serde(skip)]
    newest: Index,
}

/// The newest row of each submission.
#[derive(Clone, Debug, Default)]
struct Index {
    rows: HashTable<u32>,
    /// Keyed, since phones choose the ids.
    hasher: RandomState,
}

/// What is known of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Newest {
    row: u32,
    pub(super) revision: u32,
}

impl PartialEq for Rows {
    /// The index follows from the rest.
    fn eq(&self, other: &Rows) -> bool {
        (&self.places, &self.worked_in, &self.flags, &self.revisions, &self.ids, self.counted, self.demo)
            == (&other.places, &other.worked_in, &other.flags, &other.revisions, &other.ids, other.counted, other.demo)
    }
}

impl Rows {
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// How many submissions count, and how many of them are demo answers.
    pub fn responses(&self) -> (u64, u64) {
        (self.counted, self.demo)
    }

    pub fn newest(&self, id: u128) -> Option<Newest> {
        let row = *self.newest.rows.find(self.newest.hasher.hash_one(id), |row| self.is(*row, id))?;
        Some(Newest { row, revision: self.revisions.get(row as usize) })
    }

    /// A new row takes the place of whatever counted of this submission; gives its number.
    pub fn add(&mut self, id: u128, revision: u32, place: usize, worked_in: u64, demo: bool) -> usize {
        let row = self.push(id, revision, COUNTED | if demo { DEMO } else { 0 });
        self.places.put(row, place.min(PLACES - 1) as u32);
        self.worked_in.resize_with(PLACES.div_ceil(LANE), Cells::default);
        for (lane, cells) in self.worked_in.iter_mut().enumerate() {
            let bits = worked_in >> (lane * LANE) & 0xff;
            if bits != 0 {
                cells.put(row, bits as u32);
            }
        }
        self.counted += 1;
        self.demo += u64::from(demo);
        row
    }

    /// From now on no revision up to this one counts.
    pub fn withdraw(&mut self, id: u128, revision: u32) {
        match self.newest(id) {
            Some(newest) => {
                self.set_aside(newest.row as usize);
                self.revisions.set(newest.row as usize, revision);
            }
            // It came before what it takes back, which must not count when it comes.
            None => {
                self.push(id, revision, 0);
            }
        }
    }

    pub fn remove_demo(&mut self) {
        for row in 0..self.len() {
            if self.flags.get(row) & DEMO != 0 {
                self.set_aside(row);
            }
        }
    }

    /// 1 for each row from `first` on that counts, else 0.
    pub fn counted(&self, first: usize, into: &mut [u16]) {
        self.flags.copy(first, into);
        into.iter_mut().for_each(|flag| *flag &= COUNTED as u16);
    }

    /// Finds every submission's newest row again, after they were read from a snapshot.
    pub fn index(&mut self) {
        self.newest = Index::default();
        self.newest.rows.reserve(self.len(), |_| 0);
        for row in 0..self.len() {
            if let Some(id) = self.ids.get(row).copied() {
                self.point(id, row);
            }
        }
    }

    fn push(&mut self, id: u128, revision: u32, flags: u32) -> usize {
        if let Some(newest) = self.newest(id) {
            self.set_aside(newest.row as usize);
        }
        let row = self.len();
        self.ids.push(id);
        self.revisions.put(row, revision);
        self.flags.put(row, flags);
        self.point(id, row);
        row
    }

    fn point(&mut self, id: u128, row: usize) {
        let Index { rows, hasher } = &mut self.newest;
        let hash = hasher.hash_one(id);
        let ids = &self.ids;
        match rows.find_mut(hash, |row| ids.get(*row as usize) == Some(&id)) {
            Some(newest) => *newest = row as u32,
            None => {
                let hash_of = |row: &u32| hasher.hash_one(ids.get(*row as usize).copied().unwrap_or_default());
                rows.insert_unique(hash, row as u32, hash_of);
            }
        }
    }

    fn is(&self, row: u32, id: u128) -> bool {
        self.ids.get(row as usize) == Some(&id)
    }

    fn set_aside(&mut self, row: usize) {
        let flags = self.flags.get(row);
        if flags & COUNTED != 0 {
            self.flags.set(row, flags & !COUNTED);
            self.counted -= 1;
            self.demo -= u64::from(flags & DEMO != 0);
        }
    }
}

/// A submission's id in 16 bytes: the UUID that it is, or the beginning of its hash.
pub(super) fn key(id: &str) -> u128 {
    let digits = || id.bytes().filter(|byte| *byte != b'-');
    let digit = |key: u128, byte: u8| Some(key << 4 | u128::from((byte as char).to_digit(16)?));
    let uuid = (digits().count() == 32).then(|| digits().try_fold(0, digit)).flatten();
    uuid.unwrap_or_else(|| {
        let hash: [u8; 32] = Sha256::digest(id).into();
        hash.iter().take(16).fold(0, |key, byte| key << 8 | u128::from(*byte))
    })
}
