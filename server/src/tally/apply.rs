//! Applies entries of the log to a tally, in their order.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};
use shared::interview::{Form, Interview};
use shared::tally::{Arrival, chosen_place, given_postcode};
use shared::time::Stamp;

use super::Counted;
use crate::postcodes::Postcodes;
use crate::sabotage;
use crate::store::Entry;

/// A number that the log should have, and has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Gap(pub i64);

/// Every entry is applied exactly once: those at or below `counted.sequence` are passed over. A number that is
/// missing is not passed over: who skips one would count wrongly for ever, and nobody would know.
pub(super) fn apply(
    counted: &mut Counted,
    entries: &[Entry],
    forms: &HashMap<i32, Arc<Form>>,
    postcodes: &Postcodes,
) -> Result<(), Gap> {
    for entry in entries.iter().filter(|entry| entry.sequence > counted.sequence).collect::<Vec<_>>() {
        if entry.sequence != counted.sequence + 1 {
            return Err(Gap(counted.sequence + 1));
        }
        match entry.kind.as_str() {
            _ if sabotage::SKIPPING_FOLLOWER && entry.sequence % 97 == 0 => {}
            "submission" => submission(counted, entry, forms, postcodes),
            "withdrawal" => counted.tally.withdraw(&entry.submission_id, entry.revision.unsigned_abs()),
            "demo-removal" => counted.tally.remove_demo(),
            other => {
                tracing::error!(kind = other, sequence = entry.sequence, "an entry of unknown kind is not counted")
            }
        }
        counted.sequence = entry.sequence;
    }
    Ok(())
}

fn submission(counted: &mut Counted, entry: &Entry, forms: &HashMap<i32, Arc<Form>>, postcodes: &Postcodes) {
    // Erased: the number stays, nothing is left to count.
    let Some(body) = &entry.body else { return };
    let Some(form) = forms.get(&entry.version) else {
        return tracing::error!(sequence = entry.sequence, version = entry.version, "the version is missing");
    };
    let Some((answers, finished_at)) = read(body) else {
        return tracing::error!(sequence = entry.sequence, "the stored bytes cannot be read");
    };
    let interview = Interview::of_received(form.clone(), answers, finished_at);
    let by_postcode = given_postcode(&interview).and_then(|postcode| postcodes.place(postcode));
    let arrival = Arrival {
        id: &entry.submission_id,
        revision: entry.revision.unsigned_abs(),
        place: by_postcode.unwrap_or_else(|| chosen_place(&interview)),
        demo: entry.demo,
        late: entry.late,
    };
    counted.tally.add(arrival, &interview);
}

/// The offset of `finished_at` decides what "today" was, so it is read from the bytes.
fn read(body: &str) -> Option<(Map<String, Value>, Stamp)> {
    let mut body: Map<String, Value> = serde_json::from_str(body).ok()?;
    let finished_at = body.get("finished_at").and_then(Value::as_str).and_then(Stamp::parse)?;
    match body.remove("answers")? {
        Value::Object(answers) => Some((answers, finished_at)),
        _ => None,
    }
}
