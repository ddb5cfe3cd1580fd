//! A column of numbers: whole ones in as few bytes as they take, others as they are.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::cells::{Borrowed, Cells, Raw};
use super::column::{OPEN, Open};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Values {
    /// An `Open`, or the number and `OPEN`.
    Whole(Cells),
    /// The bits of a number, or of a NaN whose low bits are an `Open`.
    Any(Vec<u64>),
}

impl Default for Values {
    fn default() -> Values {
        Values::Whole(Cells::default())
    }
}

impl Values {
    pub fn put(&mut self, row: usize, value: Result<f64, Open>) {
        if let Values::Whole(cells) = self {
            match whole(value) {
                Some(cell) => return cells.put(row, cell),
                None => *self = Values::Any((0..cells.len()).map(|row| bits(read(cells.get(row)))).collect()),
            }
        }
        if let Values::Any(cells) = self {
            cells.resize(row, bits(Err(Open::NotShown as u32)));
            cells.push(bits(value.map_err(|open| open as u32)));
        }
    }

    /// The number of a row, or the number of its kind of nothing.
    pub fn get(&self, row: usize) -> Result<f64, u32> {
        match self {
            Values::Whole(cells) => read(cells.get(row)),
            Values::Any(cells) => {
                let cell = cells.get(row).copied().unwrap_or_else(|| bits(Err(Open::NotShown as u32)));
                let number = f64::from_bits(cell);
                if number.is_nan() { Err((cell & 3) as u32) } else { Ok(number) }
            }
        }
    }
}

/// `None` where cells cannot hold it.
fn whole(value: Result<f64, Open>) -> Option<u32> {
    match value {
        Err(open) => Some(open as u32),
        Ok(number) => {
            let fits = number.fract() == 0.0 && (0.0..=f64::from(u32::MAX - OPEN)).contains(&number);
            fits.then(|| number as u32 + OPEN)
        }
    }
}

fn read(cell: u32) -> Result<f64, u32> {
    cell.checked_sub(OPEN).map_or(Err(cell), |number| Ok(f64::from(number)))
}

fn bits(value: Result<f64, u32>) -> u64 {
    match value {
        Ok(number) => number.to_bits(),
        Err(open) => f64::NAN.to_bits() | u64::from(open),
    }
}

#[derive(Serialize, Deserialize)]
enum Kept<W, B> {
    Whole(W),
    Any(B),
}

impl Serialize for Values {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Values::Whole(cells) => Kept::<_, Borrowed>::Whole(cells).serialize(serializer),
            Values::Any(cells) => {
                let bytes: Vec<u8> = cells.iter().flat_map(|cell| cell.to_le_bytes()).collect();
                Kept::<&Cells, _>::Any(Borrowed(&bytes)).serialize(serializer)
            }
        }
    }
}

impl<'de> Deserialize<'de> for Values {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Values, D::Error> {
        Ok(match Kept::<Cells, Raw>::deserialize(deserializer)? {
            Kept::Whole(cells) => Values::Whole(cells),
            Kept::Any(Raw(bytes)) => {
                let (cells, []) = bytes.as_chunks::<8>() else { return Err(de::Error::custom("not numbers")) };
                Values::Any(cells.iter().map(|cell| u64::from_le_bytes(*cell)).collect())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn every_number_and_kind_of_nothing_comes_back(
            numbers in proptest::collection::vec(proptest::prop_oneof![
                (0u32..5_000_000).prop_map(f64::from), -1e12..1e12f64, proptest::strategy::Just(f64::from(u32::MAX)),
            ], 0..20)
        ) {
            let mut values = Values::default();
            for (row, number) in numbers.iter().enumerate() {
                values.put(2 * row + 1, if row % 3 == 0 { Err(Open::Unanswered) } else { Ok(*number) });
            }
            let again: Values = serde_json::from_str(&serde_json::to_string(&values).unwrap()).unwrap();
            for (row, number) in numbers.iter().enumerate() {
                let expected = if row % 3 == 0 { Err(Open::Unanswered as u32) } else { Ok(*number) };
                proptest::prop_assert_eq!(values.get(2 * row), Err(Open::NotShown as u32));
                proptest::prop_assert_eq!(again.get(2 * row + 1), expected);
            }
            proptest::prop_assert_eq!(values.get(2 * numbers.len()), Err(Open::NotShown as u32));
        }
    }
    use proptest::strategy::Strategy;
}
