//! The 33 London authorities by GSS code (boundaries of 2020; source and licence in `data/SOURCES.md`).

/// One borough, or the City.
#[derive(Debug, PartialEq, Eq)]
pub struct Borough {
    /// ONS GSS code.
    pub code: &'static str,
    pub name: &'static str,
    /// For maps and narrow tables.
    pub short_name: &'static str,
}

/// Code of a place outside London.
pub const OUTSIDE: &str = "outside";

/// In the order of their codes; the index here is the base place in tallies.
pub const BOROUGHS: [Borough; 33] = [
    Borough { code: "E09000001", name: "City of London", short_name: "City" },
    Borough { code: "E09000002", name: "Barking and Dagenham", short_name: "Barking & Dag." },
    Borough { code: "E09000003", name: "Barnet", short_name: "Barnet" },
    Borough { code: "E09000004", name: "Bexley", short_name: "Bexley" },
    Borough { code: "E09000005", name: "Brent", short_name: "Brent" },
    Borough { code: "E09000006", name: "Bromley", short_name: "Bromley" },
    Borough { code: "E09000007", name: "Camden", short_name: "Camden" },
    Borough { code: "E09000008", name: "Croydon", short_name: "Croydon" },
    Borough { code: "E09000009", name: "Ealing", short_name: "Ealing" },
    Borough { code: "E09000010", name: "Enfield", short_name: "Enfield" },
    Borough { code: "E09000011", name: "Greenwich", short_name: "Greenwich" },
    Borough { code: "E09000012", name: "Hackney", short_name: "Hackney" },
    Borough { code: "E09000013", name: "Hammersmith and Fulham", short_name: "Hammersmith & F." },
    Borough { code: "E09000014", name: "Haringey", short_name: "Haringey" },
    Borough { code: "E09000015", name: "Harrow", short_name: "Harrow" },
    Borough { code: "E09000016", name: "Havering", short_name: "Havering" },
    Borough { code: "E09000017", name: "Hillingdon", short_name: "Hillingdon" },
    Borough { code: "E09000018", name: "Hounslow", short_name: "Hounslow" },
    Borough { code: "E09000019", name: "Islington", short_name: "Islington" },
    Borough { code: "E09000020", name: "Kensington and Chelsea", short_name: "Kensington & C." },
    Borough { code: "E09000021", name: "Kingston upon Thames", short_name: "Kingston" },
    Borough { code: "E09000022", name: "Lambeth", short_name: "Lambeth" },
    Borough { code: "E09000023", name: "Lewisham", short_name: "Lewisham" },
    Borough { code: "E09000024", name: "Merton", short_name: "Merton" },
    Borough { code: "E09000025", name: "Newham", short_name: "Newham" },
    Borough { code: "E09000026", name: "Redbridge", short_name: "Redbridge" },
    Borough { code: "E09000027", name: "Richmond upon Thames", short_name: "Richmond" },
    Borough { code: "E09000028", name: "Southwark", short_name: "Southwark" },
    Borough { code: "E09000029", name: "Sutton", short_name: "Sutton" },
    Borough { code: "E09000030", name: "Tower Hamlets", short_name: "Tower Hamlets" },
    Borough { code: "E09000031", name: "Waltham Forest", short_name: "Waltham F." },
    Borough { code: "E09000032", name: "Wandsworth", short_name: "Wandsworth" },
    Borough { code: "E09000033", name: "Westminster", short_name: "Westminster" },
];

/// The borough of a GSS code.
pub fn by_code(code: &str) -> Option<&'static Borough> {
    BOROUGHS.iter().find(|borough| borough.code == code)
}

/// The base place of a GSS code or of `outside` (33); `None` for anything else.
pub fn index_of(code: &str) -> Option<usize> {
    if code == OUTSIDE {
        return Some(BOROUGHS.len());
    }
    BOROUGHS.iter().position(|borough| borough.code == code)
}

/// The code of a base place: the inverse of `index_of`.
pub fn place_code(index: usize) -> &'static str {
    BOROUGHS.get(index).map_or(OUTSIDE, |borough| borough.code)
}

/// What people call a base place.
pub fn name_of(code: &str) -> &'static str {
    by_code(code).map_or("Outside London", |borough| borough.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table above is written out for the phone's sake; this keeps it equal to its source.
    #[test]
    fn the_table_equals_its_source() {
        let source = include_str!("../../data/boroughs.csv");
        let lines: Vec<_> = source.lines().skip(1).collect();
        assert_eq!(lines.len(), BOROUGHS.len());
        for (line, borough) in lines.iter().zip(&BOROUGHS) {
            let fields: Vec<_> = line.split(',').take(3).collect();
            assert_eq!(fields, [borough.code, borough.name, borough.short_name]);
        }
    }

    #[test]
    fn every_place_has_an_index_and_a_code() {
        for index in 0..=33 {
            assert_eq!(index_of(place_code(index)), Some(index));
        }
        assert_eq!(index_of("E09000034"), None);
        assert_eq!(index_of(""), None);
    }
}
