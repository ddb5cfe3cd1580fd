//! Small numbers, one a row, in as few bytes as the largest of them takes.

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Rows that were never written are 0.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cells {
    One(Vec<u8>),
    Two(Vec<u16>),
    Four(Vec<u32>),
}

impl Default for Cells {
    fn default() -> Cells {
        Cells::One(Vec::new())
    }
}

impl Cells {
    /// Writes row `row`, the one after the last that was written or a later one.
    pub fn put(&mut self, row: usize, value: u32) {
        self.widen_for(value);
        // Neither conversion cuts anything off: `widen_for` has seen to it.
        match self {
            Cells::One(cells) => put(cells, row, value as u8),
            Cells::Two(cells) => put(cells, row, value as u16),
            Cells::Four(cells) => put(cells, row, value),
        }
    }

    pub fn get(&self, row: usize) -> u32 {
        match self {
            Cells::One(cells) => cells.get(row).copied().map(u32::from),
            Cells::Two(cells) => cells.get(row).copied().map(u32::from),
            Cells::Four(cells) => cells.get(row).copied(),
        }
        .unwrap_or_default()
    }

    pub fn len(&self) -> usize {
        match self {
            Cells::One(cells) => cells.len(),
            Cells::Two(cells) => cells.len(),
            Cells::Four(cells) => cells.len(),
        }
    }

    /// Copies the rows from `first` on. What needs more than 16 bits is `u16::MAX`: only numbers do, and they are no buckets.
    pub fn copy(&self, first: usize, into: &mut [u16]) {
        match self {
            Cells::One(cells) => copy(cells, first, into, u16::from),
            Cells::Two(cells) => copy(cells, first, into, |cell| cell),
            Cells::Four(cells) => copy(cells, first, into, |cell| u16::try_from(cell).unwrap_or(u16::MAX)),
        }
    }

    /// Changes a row that was written.
    pub fn set(&mut self, row: usize, value: u32) {
        self.widen_for(value);
        match self {
            Cells::One(cells) => cells.get_mut(row).map(|cell| *cell = value as u8),
            Cells::Two(cells) => cells.get_mut(row).map(|cell| *cell = value as u16),
            Cells::Four(cells) => cells.get_mut(row).map(|cell| *cell = value),
        };
    }

    fn widen_for(&mut self, value: u32) {
        match self {
            Cells::One(cells) if value > u32::from(u16::MAX) => {
                *self = Cells::Four(cells.iter().copied().map(u32::from).collect());
            }
            Cells::One(cells) if value > u32::from(u8::MAX) => {
                *self = Cells::Two(cells.iter().copied().map(u16::from).collect());
            }
            Cells::Two(cells) if value > u32::from(u16::MAX) => {
                *self = Cells::Four(cells.iter().copied().map(u32::from).collect());
            }
            _ => {}
        }
    }

    /// Bytes of a row, and all of them in little-endian order.
    fn bytes(&self) -> (u8, std::borrow::Cow<'_, [u8]>) {
        match self {
            Cells::One(cells) => (1, cells.into()),
            Cells::Two(cells) => (2, cells.iter().flat_map(|cell| cell.to_le_bytes()).collect()),
            Cells::Four(cells) => (4, cells.iter().flat_map(|cell| cell.to_le_bytes()).collect()),
        }
    }

    fn of_bytes(width: u8, bytes: Vec<u8>) -> Option<Cells> {
        Some(match width {
            1 => Cells::One(bytes),
            2 => {
                let (cells, []) = bytes.as_chunks::<2>() else { return None };
                Cells::Two(cells.iter().map(|cell| u16::from_le_bytes(*cell)).collect())
            }
            4 => {
                let (cells, []) = bytes.as_chunks::<4>() else { return None };
                Cells::Four(cells.iter().map(|cell| u32::from_le_bytes(*cell)).collect())
            }
            _ => return None,
        })
    }
}

fn put<T: Clone + Default>(cells: &mut Vec<T>, row: usize, value: T) {
    cells.resize(row, T::default());
    cells.push(value);
}

fn copy<T: Copy>(cells: &[T], first: usize, into: &mut [u16], narrow: impl Fn(T) -> u16) {
    let cells = cells.get(first..).unwrap_or_default();
    let known = cells.len().min(into.len());
    let (known, beyond) = into.split_at_mut(known);
    for (to, from) in known.iter_mut().zip(cells) {
        *to = narrow(*from);
    }
    beyond.fill(0);
}

/// Bytes as they are: a million of them one by one would cost a snapshot its speed.
pub(super) struct Raw(pub Vec<u8>);

impl Serialize for Cells {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (width, bytes) = self.bytes();
        (width, Borrowed(&bytes)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Cells {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Cells, D::Error> {
        let (width, Raw(bytes)) = Deserialize::deserialize(deserializer)?;
        Cells::of_bytes(width, bytes).ok_or_else(|| D::Error::custom("not cells"))
    }
}

pub(super) struct Borrowed<'a>(pub &'a [u8]);

impl Serialize for Borrowed<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(self.0)
    }
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Raw, D::Error> {
        struct Bytes;
        impl<'de> Visitor<'de> for Bytes {
            type Value = Raw;

            fn expecting(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
                formatter.write_str("bytes")
            }

            fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Raw, E> {
                Ok(Raw(bytes.to_vec()))
            }

            fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Raw, E> {
                Ok(Raw(bytes))
            }

            /// As JSON writes them.
            fn visit_seq<A: SeqAccess<'de>>(self, mut bytes: A) -> Result<Raw, A::Error> {
                let mut all = Vec::new();
                while let Some(byte) = bytes.next_element()? {
                    all.push(byte);
                }
                Ok(Raw(all))
            }
        }
        deserializer.deserialize_byte_buf(Bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_keep_their_numbers_while_the_cells_grow_wider() {
        let mut cells = Cells::default();
        for (row, value) in [(0, 7), (3, 300), (4, 70_000), (5, 1)] {
            cells.put(row, value);
        }
        assert_eq!((0..7).map(|row| cells.get(row)).collect::<Vec<_>>(), [7, 0, 0, 300, 70_000, 1, 0]);
        cells.set(0, 9);
        assert_eq!(cells.get(0), 9);
        let mut out = [1; 4];
        cells.copy(3, &mut out);
        assert_eq!(out, [300, u16::MAX, 1, 0]);
    }

    proptest::proptest! {
        #[test]
        fn cells_come_back_from_their_bytes(values in proptest::collection::vec(0u32.., 0..40)) {
            let mut cells = Cells::default();
            for (row, value) in values.iter().enumerate() {
                cells.put(row, value >> (value % 32));
                let text = serde_json::to_string(&cells).unwrap();
                proptest::prop_assert_eq!(&serde_json::from_str::<Cells>(&text).unwrap(), &cells);
            }
        }
    }
}
