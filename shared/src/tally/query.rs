//! Asks the columns: any measure, by place, by where people work, or by another measure.

use super::column::{Column, Open, Said, Store};
use super::{Cells, Numbers, Table, Tally, measured};
use crate::interview::Form;
use crate::place::{BOROUGHS, Grouping, groups, name_of, place_code};
use crate::time::Date;

/// Along which line the counts are divided.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// Base place: adds up to the total.
    Place(Grouping),
    /// Boroughs worked in: an organisation counts in each, so it does not add up.
    WorkedIn,
    /// A cross-tab by another measure.
    Measure(String),
}

impl By {
    pub fn from_code(code: &str) -> By {
        match (code, Grouping::from_code(code)) {
            ("worked_in", _) => By::WorkedIn,
            (_, Some(grouping)) => By::Place(grouping),
            (measure, None) => By::Measure(measure.to_owned()),
        }
    }
}

/// Counts of one row of the table while they are gathered.
#[derive(Clone, Default)]
struct Sum {
    responses: u64,
    counts: Vec<u64>,
    values: Vec<f64>,
    open: [u64; 4],
}

impl Tally {
    /// The table of `measure` divided by `by`, on the groupings in force on `day`; `None` where the
    /// form has no such measure. `sequence` is the caller's to fill in.
    pub fn table(&self, form: &Form, measure: &str, by: &By, day: Date) -> Option<Table> {
        let (question, part) = measured(form, measure)?;
        let empty = Column::for_question(question, part);
        let column = self.columns.get(measure).unwrap_or(&empty);
        let mut rows = self.rows(form, by, day)?;
        let width = column.codes.len();
        let mut sums = vec![Sum { counts: vec![0; width], ..Sum::default() }; rows.names.len()];
        let mut total = Sum { counts: vec![0; width], ..Sum::default() };
        for row in (0..self.places.len()).filter(|row| self.counted.get(*row) == Some(&true)) {
            let said = column.get(row);
            total.add(said);
            (rows.each)(row, &mut |index| {
                if let Some(sum) = sums.get_mut(index) {
                    sum.add(said);
                }
            });
        }
        let places = rows.names.into_iter().zip(sums);
        Some(Table {
            question: measure.to_owned(),
            sequence: 0,
            demo: self.responses().1,
            places: places.map(|((code, name), sum)| sum.cells(column, code, name)).collect(),
            total: total.cells(column, "total".into(), "All".into()),
        })
    }

    fn rows<'a>(&'a self, form: &Form, by: &By, day: Date) -> Option<Rows<'a>> {
        Some(match by {
            By::Place(grouping) => {
                let groups = groups(*grouping, day);
                let mut index_of = [0; crate::place::PLACES];
                for (index, group) in groups.iter().enumerate() {
                    for member in &group.members {
                        if let Some(slot) = index_of.get_mut(*member) {
                            *slot = index;
                        }
                    }
                }
                Rows {
                    names: groups.into_iter().map(|group| (group.code, group.name)).collect(),
                    each: Box::new(move |row, hit| {
                        let place = self.places.get(row).map_or(BOROUGHS.len(), |place| usize::from(*place));
                        hit(index_of.get(place).copied().unwrap_or_default());
                    }),
                }
            }
            By::WorkedIn => Rows {
                names: (0..=BOROUGHS.len())
                    .map(|place| (place_code(place).to_owned(), name_of(place_code(place)).to_owned()))
                    .collect(),
                each: Box::new(|row, hit| {
                    let bits = self.worked_in.get(row).copied().unwrap_or_default();
                    (0..=BOROUGHS.len()).filter(|place| bits >> place & 1 == 1).for_each(hit);
                }),
            },
            By::Measure(measure) => self.rows_by_measure(form, measure)?,
        })
    }

    /// A row for each code, and one for each kind of nothing, so that single choices add up.
    fn rows_by_measure<'a>(&'a self, form: &Form, measure: &str) -> Option<Rows<'a>> {
        let (question, part) = measured(form, measure)?;
        let empty = Column::for_question(question, part);
        let column = self.columns.get(measure);
        if matches!(empty.cells, Store::Number(_)) {
            return None;
        }
        let codes = column.map_or(&empty.codes, |column| &column.codes);
        let width = codes.len();
        let label = |code: &String| {
            let option = question.option(code).map(|option| option.label.plain().to_owned());
            let name = option.or_else(|| crate::place::by_code(code).map(|borough| borough.name.to_owned()));
            (code.clone(), name.unwrap_or_else(|| code.clone()))
        };
        let open = [
            ("not-shown", "Not asked"),
            ("dont-know", "Don’t know"),
            ("prefer-not-to-say", "Prefer not to say"),
            ("unanswered", "Not answered"),
        ];
        let names = codes.iter().map(label).chain(open.map(|(code, name)| (code.to_owned(), name.to_owned())));
        Some(Rows {
            names: names.collect(),
            each: Box::new(move |row, hit| match column.map_or(Said::Open(Open::NotShown), |column| column.get(row)) {
                Said::Code(code) => hit(usize::from(code)),
                Said::Codes(bits) => (0..width).filter(|code| bits >> code & 1 == 1).for_each(hit),
                Said::Open(open) => hit(width + open as usize),
                Said::Number(_) => {}
            }),
        })
    }
}

/// Calls back with the index of each row that a submission belongs to.
type Each<'a> = Box<dyn FnMut(usize, &mut dyn FnMut(usize)) + 'a>;

/// The rows of a table, and to which of them a submission belongs.
struct Rows<'a> {
    names: Vec<(String, String)>,
    each: Each<'a>,
}

impl Sum {
    fn add(&mut self, said: Said) {
        self.responses += 1;
        match said {
            Said::Code(code) => self.count(usize::from(code)),
            Said::Codes(mut bits) => {
                while bits != 0 {
                    self.count(bits.trailing_zeros() as usize);
                    bits &= bits - 1;
                }
            }
            Said::Number(number) => self.values.push(number),
            Said::Open(open) => {
                if let Some(slot) = self.open.get_mut(open as usize) {
                    *slot += 1;
                }
            }
        }
    }

    fn count(&mut self, code: usize) {
        if let Some(slot) = self.counts.get_mut(code) {
            *slot += 1;
        }
    }

    fn cells(self, column: &Column, code: String, name: String) -> Cells {
        let [not_shown, dont_know, prefer_not_to_say, unanswered] = self.open;
        let missing = super::MissingCounts { not_shown, dont_know, prefer_not_to_say, unanswered };
        let is_number = matches!(column.cells, Store::Number(_));
        Cells {
            code,
            name,
            responses: self.responses,
            base: self.responses - missing.sum(),
            missing,
            counts: (!is_number).then(|| column.codes.iter().cloned().zip(self.counts).collect()),
            numbers: is_number.then(|| Numbers::of(self.values)),
        }
    }
}
