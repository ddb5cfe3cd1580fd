//! Which boroughs a postcode sector lies in: small enough to travel with the page and work offline.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{BOROUGHS, Borough, Postcode};

/// Sector → base places, the likeliest first. Compact on the wire: `{"E8 1":[11,29]}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Sectors(pub BTreeMap<String, Vec<u8>>);

impl Sectors {
    /// By hand, for the phone: see `Questionnaire::from_value`.
    pub fn from_value(value: &serde_json::Value) -> Sectors {
        let places = |list: &serde_json::Value| {
            let places = list.as_array().map_or(&[][..], Vec::as_slice);
            places.iter().filter_map(|place| place.as_u64()?.try_into().ok()).collect()
        };
        let mut sectors = BTreeMap::new();
        for (sector, list) in value.as_object().into_iter().flatten() {
            sectors.insert(sector.clone(), places(list));
        }
        Sectors(sectors)
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
