//! Places: the 33 boroughs, groupings of them with their dates, postcodes.

mod borough;
mod grouping;
mod hex;
mod postcode;
mod sectors;

pub use borough::{BOROUGHS, Borough, OUTSIDE, by_code, index_of, name_of, place_code};
pub use grouping::{Group, Grouping, groups};
pub use hex::{HexCell, hexes};
pub use postcode::Postcode;
pub use sectors::Sectors;

/// How many base places there are: the 33 boroughs and `outside`.
pub const PLACES: usize = BOROUGHS.len() + 1;
