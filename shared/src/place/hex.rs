//! Where each borough's hexagon stands (odd-r layout; source and licence in `data/SOURCES.md`).

use super::BOROUGHS;

/// A borough's cell; `row` grows to the north, odd rows stand half a cell to the right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HexCell {
    /// Index of the base place.
    pub place: usize,
    pub column: i32,
    pub row: i32,
}

const SOURCE: &str = include_str!("../../data/london-boroughs.hexjson");

/// The 33 cells in the order of the boroughs.
pub fn hexes() -> Vec<HexCell> {
    let parsed: serde_json::Value = serde_json::from_str(SOURCE).unwrap_or_default();
    let number = |code: &str, key: &str| {
        parsed.pointer(&format!("/hexes/{code}/{key}")).and_then(serde_json::Value::as_i64).map(|value| value as i32)
    };
    BOROUGHS
        .iter()
        .enumerate()
        .filter_map(|(place, borough)| {
            Some(HexCell { place, column: number(borough.code, "q")?, row: number(borough.code, "r")? })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_borough_has_a_place_of_its_own() {
        let mut cells: Vec<_> = hexes().iter().map(|cell| (cell.column, cell.row)).collect();
        assert_eq!(cells.len(), 33);
        cells.sort_unstable();
        cells.dedup();
        assert_eq!(cells.len(), 33);
    }
}
