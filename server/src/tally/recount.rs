//! Counts a log anew beside the snapshot that a follower would go on from, and compares the two.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use shared::interview::Form;
use shared::place::Grouping;
use shared::tally::{Asked, By, Cells, Tally, measures};
use shared::time::Date;

use super::apply::{Gap, apply};
use super::{Counted, snapshot};
use crate::postcodes::Postcodes;
use crate::store::{self, Connection, Entry};

/// Two counts of one survey: from the first number on, and from the snapshot on.
pub struct Recount {
    fresh: Counted,
    /// `None` where no snapshot would be believed: the follower would count anew, too.
    kept: Option<Counted>,
    /// The last number in the snapshot.
    pub snapshot: Option<i64>,
    postcodes: Arc<Postcodes>,
}

/// A number that the two counts do not agree on.
#[derive(Debug, PartialEq, Eq)]
pub struct Moved {
    /// Such as `C5` or `E1.demand`.
    pub measure: String,
    /// The name of a place, or `All`.
    pub place: String,
    /// `responses`, or the code of an answer or of a kind of nothing; `numbers` for what numbers come to.
    pub what: String,
    pub snapshot: u64,
    pub recount: u64,
}

impl Recount {
    pub async fn begin(db: &impl Connection, survey_id: i64, postcodes: Arc<Postcodes>) -> store::Result<Recount> {
        let kept = snapshot::load(db, survey_id, postcodes.version).await?;
        let kept = (kept.sequence > 0).then_some(kept);
        Ok(Recount { fresh: Counted::default(), snapshot: kept.as_ref().map(|kept| kept.sequence), kept, postcodes })
    }

    /// The next entries of the log. Numbers that are missing are passed over.
    pub fn add(&mut self, entries: &[Entry], forms: &HashMap<i32, Arc<Form>>) {
        for counted in [Some(&mut self.fresh), self.kept.as_mut()].into_iter().flatten() {
            while let Err(Gap(missing)) = apply(counted, entries, forms, &self.postcodes) {
                let next = entries.iter().map(|entry| entry.sequence).find(|sequence| *sequence > missing);
                counted.sequence = next.unwrap_or(i64::MAX) - 1;
            }
        }
    }

    /// Whatever differs, measure by measure, in the boroughs of base and of work.
    pub fn moved<'a>(&self, forms: impl Iterator<Item = &'a Form>, day: Date) -> Vec<Moved> {
        let Some(kept) = &self.kept else { return Vec::new() };
        let (mut seen, mut moved) = (BTreeSet::new(), Vec::new());
        for form in forms {
            for measure in form.questions().iter().flat_map(measures) {
                if seen.insert(measure.clone()) {
                    compare(form, &measure, &kept.tally, &self.fresh.tally, day, &mut moved);
                }
            }
        }
        moved
    }
}

fn compare(form: &Form, measure: &str, kept: &Tally, fresh: &Tally, day: Date, moved: &mut Vec<Moved>) {
    for by in [By::Place(Grouping::Borough), By::WorkedIn] {
        let asked = Asked { measure: measure.to_owned(), by, filters: Vec::new(), day };
        let table = |tally: &Tally| tally.table(form, &asked);
        let (Some(kept), Some(fresh)) = (table(kept), table(fresh)) else { continue };
        for (kept, fresh) in kept.places.iter().zip(&fresh.places).chain([(&kept.total, &fresh.total)]) {
            moved.extend(cells(measure, kept, fresh));
        }
    }
}

fn cells(measure: &str, kept: &Cells, fresh: &Cells) -> Vec<Moved> {
    let (old, new) = (numbers(kept), numbers(fresh));
    let mut names: BTreeSet<&String> = old.keys().collect();
    names.extend(new.keys());
    let of = |numbers: &BTreeMap<String, u64>, name: &String| numbers.get(name).copied().unwrap_or(0);
    let moved = |name: &String| Moved {
        measure: measure.to_owned(),
        place: kept.name.clone(),
        what: name.clone(),
        snapshot: of(&old, name),
        recount: of(&new, name),
    };
    let mut all: Vec<Moved> = names.into_iter().map(moved).filter(|moved| moved.snapshot != moved.recount).collect();
    // A code that nobody has may be there in one of them and not in the other: that is no difference.
    if all.is_empty() && kept.numbers != fresh.numbers {
        let what = "numbers".to_owned();
        let (snapshot, recount) = (kept.base, fresh.base);
        all.push(Moved { measure: measure.to_owned(), place: kept.name.clone(), what, snapshot, recount });
    }
    all
}

/// Every count of a row under its name.
fn numbers(cells: &Cells) -> BTreeMap<String, u64> {
    let missing = &cells.missing;
    let open = [
        ("responses", cells.responses),
        ("not-shown", missing.not_shown),
        ("dont-know", missing.dont_know),
        ("prefer-not-to-say", missing.prefer_not_to_say),
        ("unanswered", missing.unanswered),
    ];
    let mut numbers = cells.counts.clone().unwrap_or_default();
    numbers.extend(open.map(|(name, count)| (name.to_owned(), count)));
    numbers
}
