//! Asks the columns: any measure, by place, by where people work, or by another measure, of all or of a part.

use super::column::{Column, OPEN, Store};
use super::count::{Dimension, Matrix, Wanted, cross, each};
use super::values::Values;
use super::{Cells, MissingCounts, Numbers, Table, Tally, measured};
use crate::interview::Form;
use crate::place::{Grouping, PLACES, groups, name_of, place_code};
use crate::questionnaire::Question;
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

/// Whoever is in one of these rows of a division.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Filter {
    pub by: By,
    /// Codes of places or of answers, or of a kind of nothing, such as `dont-know`.
    pub codes: Vec<String>,
}

/// What somebody wants to see.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Such as `C5` or `E1.demand`.
    pub measure: String,
    pub by: By,
    /// Only those whom every one of these keeps.
    pub filters: Vec<Filter>,
    /// Groupings change: those in force on this day are used.
    pub day: Date,
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

/// A code and a name for each row of a table.
type Names = Vec<(String, String)>;

/// The kinds of nothing as rows of a cross-tab, in the order of their numbers.
const KINDS: [(&str, &str); OPEN as usize] = [
    ("not-shown", "Not asked"),
    ("dont-know", "Don’t know"),
    ("prefer-not-to-say", "Prefer not to say"),
    ("unanswered", "Not answered"),
];

impl Tally {
    /// `None` where the form has no such measure, division or filter; no numbers divide a table or filter it.
    /// `sequence` is the caller's to fill in.
    pub fn table(&self, form: &Form, asked: &Asked) -> Option<Table> {
        let Asked { measure, by, filters, day } = asked;
        let (question, part) = measured(form, measure)?;
        let empty = Column::for_question(question, part);
        let column = self.columns.get(measure).unwrap_or(&empty);
        let empties: Vec<Column> = filters.iter().map(|filter| empty_of(form, &filter.by)).collect();
        let wanted = filters.iter().zip(&empties).map(|(filter, empty)| self.wanted(form, filter, empty, *day));
        let wanted = wanted.collect::<Option<Vec<_>>>()?;
        let other = empty_of(form, by);
        let (names, by) = self.rows(form, by, &other, *day)?;
        let (places, total) = match &column.store {
            Store::Number(values) => self.numbers(values, &wanted, &names, &by),
            _ => counts(&cross(&self.rows, &wanted, &by, &column.dimension()?), column, question, &names),
        };
        Some(Table { question: measure.clone(), sequence: 0, demo: self.responses().1, places, total })
    }

    fn rows<'a>(&'a self, form: &Form, by: &By, empty: &'a Column, day: Date) -> Option<(Names, Dimension<'a>)> {
        Some(match by {
            By::Place(grouping) => {
                let groups = groups(*grouping, day);
                let group_of = |place| groups.iter().position(|group| group.members.contains(&place)).unwrap_or(0);
                let dimension = self.rows.by_place(group_of, groups.len());
                (groups.into_iter().map(|group| (group.code, group.name)).collect(), dimension)
            }
            By::WorkedIn => {
                let name = |place| (place_code(place).to_owned(), name_of(place_code(place)).to_owned());
                ((0..PLACES).map(name).collect(), self.rows.by_work())
            }
            By::Measure(measure) => {
                let (question, _) = measured(form, measure)?;
                let column = self.columns.get(measure).unwrap_or(empty);
                let label = |code: &String| (code.clone(), label(question, code));
                let kinds = KINDS.map(|(code, name)| (code.to_owned(), name.to_owned()));
                (column.codes.iter().map(label).chain(kinds).collect(), column.dimension()?)
            }
        })
    }

    fn wanted<'a>(&'a self, form: &Form, filter: &Filter, empty: &'a Column, day: Date) -> Option<Wanted<'a>> {
        let (names, by) = self.rows(form, &filter.by, empty, day)?;
        let is_wanted = |target: &usize| names.get(*target).is_some_and(|(code, _)| filter.codes.contains(code));
        let lane = |lane: super::count::Lane<'a>| {
            let buckets = lane.targets.iter().map(|targets| targets.iter().any(is_wanted)).collect();
            (lane.cells, buckets)
        };
        Some(Wanted { lanes: by.lanes.into_iter().map(lane).collect() })
    }

    /// Numbers have no codes: each row of the table gathers its own.
    fn numbers(&self, values: &Values, wanted: &[Wanted], names: &Names, by: &Dimension) -> (Vec<Cells>, Cells) {
        let mut gathered = vec![Gathered::default(); names.len()];
        let mut all = Gathered::default();
        each(&self.rows, wanted, by, |row, targets| {
            let value = values.get(row);
            all.add(value);
            for target in targets {
                if let Some(gathered) = gathered.get_mut(*target) {
                    gathered.add(value);
                }
            }
        });
        let cells = |((code, name), gathered): (&(String, String), Gathered)| gathered.cells(code, name);
        (names.iter().zip(gathered).map(cells).collect(), all.cells("total", "All"))
    }
}

/// What stands for a column that nobody has answered yet.
fn empty_of(form: &Form, by: &By) -> Column {
    let measured = match by {
        By::Measure(measure) => measured(form, measure),
        By::Place(_) | By::WorkedIn => None,
    };
    measured.map_or_else(Column::default, |(question, part)| Column::for_question(question, part))
}

fn label(question: &Question, code: &str) -> String {
    let option = question.option(code).map(|option| option.label.plain().to_owned());
    let name = option.or_else(|| crate::place::by_code(code).map(|borough| borough.name.to_owned()));
    name.unwrap_or_else(|| code.to_owned())
}

fn counts(matrix: &Matrix, column: &Column, question: &Question, names: &Names) -> (Vec<Cells>, Cells) {
    let cells = |target: Option<usize>, code: &str, name: &str| {
        let row = matrix.of(target);
        let (counts, rest) = row.split_at(column.codes.len().min(row.len()));
        let [not_shown, dont_know, prefer_not_to_say, unanswered, base] = *rest else { return Cells::default() };
        let missing = MissingCounts { not_shown, dont_know, prefer_not_to_say, unanswered };
        // Options that a later version added, and nobody has chosen yet, are options.
        let new =
            question.options.iter().filter(|option| !column.codes.contains(&option.code) && !column.is_counting());
        let new = new.map(|option| (option.code.clone(), 0));
        let counts = column.codes.iter().cloned().zip(counts.iter().copied()).chain(new).collect();
        let (code, name) = (code.to_owned(), name.to_owned());
        Cells { code, name, responses: base + missing.sum(), base, missing, counts: Some(counts), numbers: None }
    };
    let rows = names.iter().enumerate().map(|(target, (code, name))| cells(Some(target), code, name));
    (rows.collect(), cells(None, "total", "All"))
}

/// The numbers of one row of the table.
#[derive(Clone, Default)]
struct Gathered {
    numbers: Vec<f64>,
    open: [u64; OPEN as usize],
}

impl Gathered {
    fn add(&mut self, value: Result<f64, u32>) {
        match value {
            Ok(number) => self.numbers.push(number),
            Err(open) => {
                if let Some(count) = self.open.get_mut(open as usize) {
                    *count += 1;
                }
            }
        }
    }

    fn cells(self, code: &str, name: &str) -> Cells {
        let [not_shown, dont_know, prefer_not_to_say, unanswered] = self.open;
        let missing = MissingCounts { not_shown, dont_know, prefer_not_to_say, unanswered };
        let base = self.numbers.len() as u64;
        let (code, name, responses) = (code.to_owned(), name.to_owned(), base + missing.sum());
        Cells { code, name, responses, base, missing, counts: None, numbers: Some(Numbers::of(self.numbers)) }
    }
}
