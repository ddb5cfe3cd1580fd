//! The end of a round: whether what the devices know and what the server holds are the same, once each.

use super::book::{Key, Pages};
use super::recount;
use serde_json::{Map, Value};
use shared::json::{canonical, sha256_hex};
use std::collections::{HashMap, HashSet};

/// What the server says when all is quiet.
pub struct Held {
    /// Every submission, its newest revision.
    pub export: Vec<Value>,
    /// Tallies by the question that was asked.
    pub tallies: Vec<(&'static str, Value)>,
}

#[derive(Debug, Default, PartialEq)]
pub struct Findings {
    pub submissions: u64,
    /// Finished, and neither on the server as it was finished nor on its device any more.
    pub lost: Vec<String>,
    /// On the server more than once.
    pub doubled: Vec<String>,
    /// Everything else that must not be.
    pub wrong: Vec<String>,
}

impl Findings {
    pub fn is_well(&self) -> bool {
        self.lost.is_empty() && self.doubled.is_empty() && self.wrong.is_empty()
    }

    pub fn add(&mut self, other: Findings) {
        self.submissions += other.submissions;
        self.lost.extend(other.lost);
        self.doubled.extend(other.doubled);
        self.wrong.extend(other.wrong);
    }
}

/// `waiting` holds the ids that are still in an outbox: those are not lost, whatever the server has.
pub fn judge(pages: &Pages, waiting: &HashSet<String>, held: &Held) -> Findings {
    let mut findings =
        Findings { submissions: (pages.finished.len() + pages.arrived.len()) as u64, ..Findings::default() };
    findings.doubled.extend(pages.told_twice.iter().cloned());
    findings.wrong.extend(pages.complaints.iter().cloned());
    let rows = rows(&held.export, &mut findings);
    for (key, promise) in newest(pages) {
        let (id, revision) = key;
        if waiting.contains(id) {
            continue;
        }
        if pages.withdrawn.contains_key(id) {
            if rows.contains_key(id.as_str()) {
                findings.wrong.push(format!("{id} was withdrawn and is exported"));
            }
            continue;
        }
        let Some(row) = rows.get(id.as_str()) else {
            findings.lost.push(format!("{id} revision {revision} is not on the server"));
            continue;
        };
        if hash(row, promise.edit_key.as_deref()).as_ref() != Some(&promise.sha256) {
            findings.lost.push(format!("{id} revision {revision} is not on the server as it was finished"));
        }
        match pages.receipts.get(key) {
            Some(receipt) if row["sequence"] != receipt.sequence => {
                findings.wrong.push(format!("{id} revision {revision} has another number than its receipt says"));
            }
            Some(_) => {}
            None => findings.wrong.push(format!("{id} revision {revision} has left its device without a receipt")),
        }
    }
    let missing = pages.arrived.iter().filter(|id| !rows.contains_key(id.as_str()));
    findings.lost.extend(missing.map(|id| format!("{id} was called arrived and is not on the server")));
    numbers(pages, held, &mut findings);
    for (question, tally) in &held.tallies {
        findings.wrong.extend(recount::differences(question, tally, &held.export));
    }
    findings
}

/// By id; an id that stands twice is a submission that counts twice.
fn rows<'a>(export: &'a [Value], findings: &mut Findings) -> HashMap<&'a str, &'a Value> {
    let mut rows = HashMap::new();
    for row in export {
        let id = row["id"].as_str().unwrap_or_default();
        if rows.insert(id, row).is_some() {
            findings.doubled.push(format!("{id} is exported more than once"));
        }
    }
    rows
}

/// The highest revision of each submission: older ones are only numbers by now.
fn newest(pages: &Pages) -> impl Iterator<Item = (&Key, &super::book::Promise)> {
    let is_newest = |(id, revision): &Key| !pages.finished.contains_key(&(id.clone(), revision + 1));
    pages.finished.iter().filter(move |(key, _)| is_newest(key))
}

/// The log is numbered without gaps, so each number is somebody's receipt or lies in the export; what is left over
/// was stored a second time.
fn numbers(pages: &Pages, held: &Held, findings: &mut Findings) {
    let last = held.tallies.iter().filter_map(|(_, tally)| tally["sequence"].as_u64()).max().unwrap_or(0);
    let mut owners: HashMap<u64, &Key> = HashMap::new();
    for (key, receipt) in &pages.receipts {
        if let Some(other) = owners.insert(receipt.sequence, key) {
            findings.lost.push(format!("{key:?} and {other:?} both have the number {}", receipt.sequence));
        }
        if receipt.sequence > last {
            findings.lost.push(format!("{key:?} has the number {}, and the log ends at {last}", receipt.sequence));
        }
    }
    let exported: HashSet<u64> = held.export.iter().filter_map(|row| row["sequence"].as_u64()).collect();
    let unknown = (1..=last).filter(|number| !owners.contains_key(number) && !exported.contains(number));
    findings.doubled.extend(unknown.map(|number| format!("number {number} of the log is nobody's")));
}

/// The hash of a row as it was received: without what the export adds, with the key that it leaves out.
fn hash(row: &Value, edit_key: Option<&str>) -> Option<String> {
    let mut body: Map<String, Value> = row.as_object()?.clone();
    for added in ["sequence", "received_at", "base_borough", "late", "demo"] {
        body.remove(added);
    }
    if let Some(edit_key) = edit_key {
        body.insert("edit_key".into(), edit_key.into());
    }
    Some(sha256_hex(canonical(&Value::Object(body)).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::faults::book::Promise;
    use serde_json::json;
    use shared::receipt::Receipt;

    fn receipt(id: &str, revision: u32, sequence: u64) -> Receipt {
        Receipt {
            id: id.into(),
            survey: "s".into(),
            version: 1,
            revision,
            sha256: String::new(),
            received_at: String::new(),
            sequence,
            key_id: String::new(),
            signature: String::new(),
        }
    }

    fn row(id: &str, sequence: u64) -> Value {
        json!({"id": id, "answers": {"A2": "chief-officer"}, "sequence": sequence, "late": false, "demo": false,
               "base_borough": "E09000012", "received_at": "x"})
    }

    /// Two finished surveys, `a` stored as number 1 and `b`, corrected once, as 2 and 3; `c` was withdrawn (4, 5).
    fn well() -> (Pages, Held) {
        let mut pages = Pages::default();
        let mut promise = |id: &str, revision, sequence, edit_key: Option<&str>| {
            let sha256 = hash(&row(id, sequence), edit_key).unwrap();
            let promise = Promise { sha256, edit_key: edit_key.map(str::to_owned) };
            pages.finished.insert((id.to_owned(), revision), promise);
            pages.heard(&receipt(id, revision, sequence));
        };
        promise("a", 1, 1, None);
        promise("b", 1, 2, None);
        promise("b", 2, 3, Some("key"));
        promise("c", 1, 4, None);
        pages.heard_withdrawn(&receipt("c", 2, 5));
        let tally = json!({"sequence": 5, "total": {"responses": 2, "counts": {"chief-officer": 2}},
                           "places": [{"code": "E09000012", "responses": 2, "counts": {"chief-officer": 2}}]});
        (pages, Held { export: vec![row("a", 1), row("b", 3)], tallies: vec![("A2", tally)] })
    }

    fn findings(change: impl FnOnce(&mut Pages, &mut Held)) -> (usize, usize, usize) {
        let (mut pages, mut held) = well();
        change(&mut pages, &mut held);
        let found = judge(&pages, &HashSet::new(), &held);
        (found.lost.len(), found.doubled.len(), found.wrong.len())
    }

    #[test]
    fn what_is_well_has_no_findings() {
        let (pages, held) = well();
        let expected = Findings { submissions: 4, ..Findings::default() };
        assert_eq!(judge(&pages, &HashSet::new(), &held), expected);
    }

    #[test]
    fn what_has_left_its_device_and_is_not_on_the_server_is_lost() {
        assert_eq!(
            findings(|pages, _| drop(
                pages.finished.insert(("d".into(), 1), Promise { sha256: String::new(), edit_key: None })
            ))
            .0,
            1
        );
        assert_eq!(findings(|_, held| held.export[0]["answers"]["A2"] = "trustee".into()).0, 1);
        assert_eq!(findings(|pages, _| pages.arrived.extend(["f".to_owned()])).0, 1);
        assert_eq!(findings(|pages, _| pages.heard(&receipt("e", 1, 3))).0, 1);
        assert_eq!(findings(|pages, _| pages.heard(&receipt("e", 1, 6))).0, 1);
    }

    #[test]
    fn what_waits_is_not_lost() {
        let (mut pages, held) = well();
        pages.finished.insert(("d".into(), 1), Promise { sha256: String::new(), edit_key: None });
        assert!(judge(&pages, &HashSet::from(["d".to_owned()]), &held).is_well());
    }

    #[test]
    fn a_second_copy_is_found_in_the_export_in_receipts_and_in_the_numbers() {
        assert_eq!(findings(|_, held| held.export.push(row("a", 6))).1, 1);
        assert_eq!(findings(|pages, _| pages.heard(&receipt("a", 1, 9))).1, 1);
        assert_eq!(findings(|_, held| held.tallies[0].1["sequence"] = 7.into()).1, 2);
    }

    #[test]
    fn a_tally_that_is_no_recount_and_a_withdrawal_that_shows_are_wrong() {
        assert_eq!(findings(|_, held| held.tallies[0].1["total"]["responses"] = 3.into()).2, 1);
        assert_eq!(findings(|pages, _| pages.heard_withdrawn(&receipt("a", 2, 5))).2, 1);
        assert_eq!(findings(|pages, _| drop(pages.receipts.remove(&("a".to_owned(), 1)))).2, 1);
    }
}
