//! Groupings of boroughs, which change: dated tables read from `data/groupings.csv`.

use crate::time::Date;

use super::{BOROUGHS, OUTSIDE, index_of};

/// Along which line base boroughs are added up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Grouping {
    Borough,
    Subregion,
    Icb,
    /// The ONS definition: Haringey and Newham inner, Greenwich outer.
    InnerOuter,
    London,
}

/// One group and the base places that it adds up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub code: String,
    pub name: String,
    /// Indices of base places.
    pub members: Vec<usize>,
}

const TABLE: &str = include_str!("../../data/groupings.csv");

impl Grouping {
    pub const ALL: [Grouping; 5] =
        [Grouping::Borough, Grouping::Subregion, Grouping::Icb, Grouping::InnerOuter, Grouping::London];

    pub fn code(self) -> &'static str {
        match self {
            Grouping::Borough => "borough",
            Grouping::Subregion => "subregion",
            Grouping::Icb => "icb",
            Grouping::InnerOuter => "inner_outer",
            Grouping::London => "london",
        }
    }

    pub fn from_code(code: &str) -> Option<Grouping> {
        Grouping::ALL.into_iter().find(|grouping| grouping.code() == code)
    }
}

/// The groups in force on `day`, in the order of their codes, `outside` always last and on its own.
pub fn groups(grouping: Grouping, day: Date) -> Vec<Group> {
    read(TABLE, grouping, day)
}

fn read(table: &str, grouping: Grouping, day: Date) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    if grouping == Grouping::Borough {
        found.extend(BOROUGHS.iter().enumerate().map(|(index, borough)| Group {
            code: borough.code.to_owned(),
            name: borough.name.to_owned(),
            members: vec![index],
        }));
    }
    for line in table.lines().skip(1) {
        let mut fields = line.split(',').map(str::trim);
        let mut field = || fields.next().unwrap_or_default();
        let (kind, code, name, gss, from, to) = (field(), field(), field(), field(), field(), field());
        let begun = Date::parse(from).is_some_and(|from| from <= day);
        let ended = Date::parse(to).is_some_and(|to| to < day);
        let Some(member) = index_of(gss) else {
            continue;
        };
        if kind != grouping.code() || !begun || ended {
            continue;
        }
        match found.iter_mut().find(|group| group.code == code) {
            Some(group) => group.members.push(member),
            None => found.push(Group { code: code.to_owned(), name: name.to_owned(), members: vec![member] }),
        }
    }
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found.push(Group { code: OUTSIDE.to_owned(), name: "Outside London".to_owned(), members: vec![BOROUGHS.len()] });
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: Date = Date { year: 2026, month: 11, day: 22 };

    #[test]
    fn every_grouping_has_every_place_exactly_once() {
        for grouping in Grouping::ALL {
            let mut members: Vec<_> = groups(grouping, DAY).into_iter().flat_map(|group| group.members).collect();
            members.sort_unstable();
            assert_eq!(members, (0..34).collect::<Vec<_>>(), "{grouping:?}");
        }
    }

    #[test]
    fn the_table_equals_its_source() {
        let by = |grouping, name: &str| {
            groups(grouping, DAY).into_iter().find(|group| group.name == name || group.code == name).unwrap().members
        };
        for (index, line) in include_str!("../../data/boroughs.csv").lines().skip(1).enumerate() {
            let fields: Vec<_> = line.split(',').collect();
            assert!(by(Grouping::InnerOuter, &format!("{} London", fields[3])).contains(&index));
            assert!(by(Grouping::Icb, fields[4]).contains(&index));
            assert!(by(Grouping::Subregion, fields[5]).contains(&index));
        }
    }

    /// Two boards that merge: the day decides which table counts.
    #[test]
    fn a_merger_takes_effect_on_its_day() {
        let table = "header\nicb,A,A,E09000001,2022-07-01,2026-03-31\nicb,B,B,E09000002,2022-07-01,2026-03-31\n\
                     icb,AB,A and B,E09000001,2026-04-01,\nicb,AB,A and B,E09000002,2026-04-01,\n";
        let codes =
            |day| read(table, Grouping::Icb, Date::parse(day).unwrap()).into_iter().map(|g| g.code).collect::<Vec<_>>();
        assert_eq!(codes("2026-03-31"), ["A", "B", "outside"]);
        assert_eq!(codes("2026-04-01"), ["AB", "outside"]);
    }
}
