//! Which boroughs a postcode sector lies in: small enough to travel with the page and work offline.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{BOROUGHS, Borough, Postcode};

/// Sector → base places, the likeliest first. Compact on the wire: `{"E8 1":[11,29]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sectors(pub BTreeMap<String, Vec<u8>>);

impl Sectors {
    /// The same from JSON as it stands in the page: one more kind of map would be a kilobyte on the phone.
    pub fn candidates_in(sectors: &Value, postcode: &Postcode) -> Vec<&'static Borough> {
        let places = sectors.get(postcode.sector()).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| BOROUGHS.get(usize::try_from(place.as_u64()?).ok()?)).collect()
    }

    /// The boroughs that the postcode's sector touches; empty where the table does not know it.
    pub fn candidates(&self, postcode: &Postcode) -> Vec<&'static Borough> {
        let places = self.0.get(postcode.sector()).map_or(&[][..], Vec::as_slice);
        places.iter().filter_map(|place| BOROUGHS.get(usize::from(*place))).collect()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_and_its_json_name_the_same_boroughs() {
        let sectors = Sectors(BTreeMap::from([("E8 1".to_owned(), vec![11, 29, 99])]));
        let json = serde_json::to_value(&sectors).unwrap();
        for (typed, expected) in [("E8 1DY", vec!["Hackney", "Tower Hamlets"]), ("N1 1AA", vec![])] {
            let postcode = Postcode::parse(typed).unwrap();
            let names = |boroughs: Vec<&Borough>| boroughs.iter().map(|borough| borough.name).collect::<Vec<_>>();
            assert_eq!(names(sectors.candidates(&postcode)), expected);
            assert_eq!(names(Sectors::candidates_in(&json, &postcode)), expected);
        }
    }
}
