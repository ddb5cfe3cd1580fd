//! What becomes of each submission of a batch, and which number it takes: decided in order, without IO.

use std::collections::HashMap;
use std::sync::Arc;

use shared::problem::{Code, Problem};
use shared::receipt::Receipt;
use shared::time::{Millis, utc};

use crate::asides::{CONFLICT, REFUSED};
use crate::editions::Edition;
use crate::keys::Keys;
use crate::sabotage;
use crate::store::contacts::Contact;
use crate::store::log::Held;
use crate::store::{Aside, Entry, Survey};

/// A submission that has passed the checks and waits for its number.
#[derive(Clone, Debug)]
pub struct Arrival {
    pub edition: Arc<Edition>,
    /// Complete but for number, lateness and signature.
    pub entry: Entry,
    pub contact: Option<String>,
    /// The SHA-256 of the edit key that a later revision carries.
    pub edit_key_sha256: Option<String>,
    /// As it came, for the case that it must be kept aside.
    pub raw: Arc<str>,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    Stored(Receipt),
    Duplicate(Receipt),
    Conflict,
    Refused(Vec<Problem>),
}

/// Until when submissions to older versions are in time.
pub struct Welcome {
    /// Numbers of newer versions and when they were published.
    published: Vec<(i32, Millis)>,
    lasts: Millis,
}

impl Welcome {
    pub fn new(survey: &Survey, published: Vec<(i32, Millis)>) -> Welcome {
        Welcome { published, lasts: Millis::from(survey.welcome_days) * 24 * 3_600_000 }
    }

    /// Whether the version after this one has been out for longer than older answers are waited for.
    fn is_over(&self, entry: &Entry) -> bool {
        let next = self.published.iter().find(|(version, _)| *version == entry.version + 1);
        next.is_some_and(|(_, published_at)| entry.received_at > published_at + self.lasts)
    }
}

/// The decisions of one transaction on one survey's log.
pub struct Ledger<'a> {
    survey: &'a Survey,
    welcome: Welcome,
    keys: &'a Keys,
    /// By id of the submission: its revisions.
    known: HashMap<String, Vec<Held>>,
    pub last_sequence: i64,
    pub entries: Vec<Entry>,
    pub contacts: Vec<Contact>,
}

impl<'a> Ledger<'a> {
    /// `held` are the entries that the log has for the submissions of the batch.
    pub fn new(survey: &'a Survey, welcome: Welcome, held: Vec<Held>, keys: &'a Keys) -> Ledger<'a> {
        let mut known: HashMap<String, Vec<Held>> = HashMap::new();
        for held in held {
            known.entry(held.submission_id.clone()).or_default().push(held);
        }
        let last_sequence = survey.last_sequence;
        Ledger { survey, welcome, keys, known, last_sequence, entries: Vec::new(), contacts: Vec::new() }
    }

    /// The verdict, and what is to be kept aside because of it.
    pub fn decide(&mut self, arrival: &Arrival) -> (Verdict, Option<Aside>) {
        let entry = &arrival.entry;
        let revisions = self.known.get(&entry.submission_id).map_or(&[][..], Vec::as_slice);
        let same = revisions.iter().find(|held| held.revision == entry.revision);
        if let Some(held) = same.filter(|_| !sabotage::NO_UNIQUE_KEY) {
            if held.sha256 == entry.sha256 {
                return (Verdict::Duplicate(receipt(&self.survey.slug, held)), None);
            }
            // After a withdrawal nothing of theirs is kept but the hash.
            let withdrawn = revisions.iter().any(|held| held.kind == WITHDRAWAL);
            return (Verdict::Conflict, Some(aside(arrival, CONFLICT, &[], !withdrawn)));
        }
        if let Some(problem) = not_allowed(arrival, revisions) {
            let problems = vec![problem];
            let aside = aside(arrival, REFUSED, &problems, true);
            return (Verdict::Refused(problems), Some(aside));
        }
        (Verdict::Stored(self.store(arrival)), None)
    }

    fn store(&mut self, arrival: &Arrival) -> Receipt {
        let mut entry = arrival.entry.clone();
        self.last_sequence += 1;
        entry.sequence = self.last_sequence;
        let is_closed = self.survey.closes_at.is_some_and(|closes_at| entry.received_at > closes_at);
        entry.late = is_closed || self.welcome.is_over(&entry);
        let signed = sign(self.keys, &self.survey.slug, &mut entry);
        // An older revision that was on its way while everything was withdrawn leaves only its hash.
        let revisions = self.known.get(&entry.submission_id).map_or(&[][..], Vec::as_slice);
        let is_withdrawn = revisions.iter().any(|held| held.kind == WITHDRAWAL && held.revision > entry.revision);
        if is_withdrawn {
            entry.body = None;
        }
        if let Some(body) = arrival.contact.as_ref().filter(|_| !is_withdrawn) {
            self.contacts.push(Contact {
                survey_id: entry.survey_id,
                submission_id: entry.submission_id.clone(),
                revision: entry.revision,
                workspace_id: entry.workspace_id,
                body: body.clone(),
            });
        }
        self.known.entry(entry.submission_id.clone()).or_default().push(held(&entry));
        self.entries.push(entry);
        signed
    }
}

pub const SUBMISSION: &str = "submission";
pub const WITHDRAWAL: &str = "withdrawal";
/// Every demo answer before it has been taken away.
pub const DEMO_REMOVAL: &str = "demo-removal";

/// A later revision must carry the key whose hash the first one carried.
fn not_allowed(arrival: &Arrival, revisions: &[Held]) -> Option<Problem> {
    if arrival.entry.revision == 1 {
        return None;
    }
    let Some(first) = revisions.iter().find(|held| held.revision == 1) else {
        return Some(Problem::whole(Code::NoFirstRevision));
    };
    match (&first.edit_key_sha256, &arrival.edit_key_sha256) {
        (Some(promised), Some(given)) if promised == given => None,
        _ => Some(Problem::whole(Code::WrongEditKey)),
    }
}

/// Signs an entry that has its number.
pub fn sign(keys: &Keys, slug: &str, entry: &mut Entry) -> Receipt {
    let signed = keys.sign(receipt_of(slug, entry));
    entry.key_id.clone_from(&signed.key_id);
    entry.signature.clone_from(&signed.signature);
    signed
}

/// The receipt of an entry, the same whenever it is asked for.
pub fn receipt(slug: &str, held: &Held) -> Receipt {
    Receipt {
        id: held.submission_id.clone(),
        survey: slug.to_owned(),
        version: held.version.unsigned_abs(),
        revision: held.revision.unsigned_abs(),
        sha256: held.sha256.clone(),
        received_at: utc(held.received_at),
        sequence: held.sequence.unsigned_abs(),
        key_id: held.key_id.clone(),
        signature: held.signature.clone(),
    }
}

/// The receipt that was given for an entry of the log.
pub fn receipt_of(slug: &str, entry: &Entry) -> Receipt {
    Receipt {
        id: entry.submission_id.clone(),
        survey: slug.to_owned(),
        version: entry.version.unsigned_abs(),
        revision: entry.revision.unsigned_abs(),
        sha256: entry.sha256.clone(),
        received_at: utc(entry.received_at),
        sequence: entry.sequence.unsigned_abs(),
        key_id: entry.key_id.clone(),
        signature: entry.signature.clone(),
    }
}

fn held(entry: &Entry) -> Held {
    Held {
        sequence: entry.sequence,
        kind: entry.kind.clone(),
        submission_id: entry.submission_id.clone(),
        revision: entry.revision,
        version: entry.version,
        sha256: entry.sha256.clone(),
        edit_key_sha256: entry.edit_key_sha256.clone(),
        received_at: entry.received_at,
        key_id: entry.key_id.clone(),
        signature: entry.signature.clone(),
    }
}

fn aside(arrival: &Arrival, reason: &str, problems: &[Problem], with_body: bool) -> Aside {
    let entry = &arrival.entry;
    let mut aside = crate::asides::new(&arrival.raw, reason, problems, entry.received_at);
    aside.workspace_id = entry.workspace_id;
    aside.survey.clone_from(&arrival.edition.slug);
    aside.submission_id = Some(entry.submission_id.clone());
    aside.revision = Some(entry.revision);
    if !with_body {
        aside.body = None;
    }
    aside
}
