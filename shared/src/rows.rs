//! A short list looked up by name: a map's surface for a handful of rows. Each kind of map with a tree inside
//! costs a phone two kilobytes, and there were four.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Ordered by name; a name stands once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, T>", into = "BTreeMap<String, T>", bound(serialize = "T: Clone + Serialize"))]
pub struct Rows<T>(Vec<(String, T)>);

impl<T> Default for Rows<T> {
    fn default() -> Self {
        Rows(Vec::new())
    }
}

impl<T> Rows<T> {
    /// Puts a row, in place of the one of that name if there is one.
    pub fn insert(&mut self, name: String, value: T) {
        match self.0.binary_search_by(|(known, _)| known.as_str().cmp(&name)) {
            Ok(at) => {
                if let Some(row) = self.0.get_mut(at) {
                    row.1 = value;
                }
            }
            Err(at) => self.0.insert(at, (name, value)),
        }
    }

    pub fn get(&self, name: &str) -> Option<&T> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = (&String, &T)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    pub fn keys(&self) -> impl Iterator<Item = &String> {
        self.iter().map(|(name, _)| name)
    }

    pub fn values(&self) -> impl Iterator<Item = &T> {
        self.iter().map(|(_, value)| value)
    }
}

impl<T> From<BTreeMap<String, T>> for Rows<T> {
    fn from(map: BTreeMap<String, T>) -> Self {
        Rows(map.into_iter().collect())
    }
}

impl<T> From<Rows<T>> for BTreeMap<String, T> {
    fn from(rows: Rows<T>) -> Self {
        rows.0.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn it_is_the_map_that_it_stands_for(entries in proptest::collection::vec(("[a-e]{1,2}", 0u8..9), 0..12)) {
            let (mut rows, mut map) = (Rows::default(), BTreeMap::new());
            for (name, value) in entries {
                rows.insert(name.clone(), value);
                map.insert(name, value);
            }
            proptest::prop_assert!(rows.iter().eq(map.iter()));
            proptest::prop_assert_eq!(rows.get("a"), map.get("a"));
            proptest::prop_assert_eq!(serde_json::to_value(&rows).unwrap(), serde_json::to_value(&map).unwrap());
            proptest::prop_assert_eq!(Rows::from(map), rows);
        }
    }
}
