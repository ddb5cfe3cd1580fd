//! Sync: each submission is read and checked on its own, then all go to the writer together.

use std::sync::Arc;

use shared::interview::check_received;
use shared::json::sha256_hex;
use shared::outbox::{Outcome, OutcomeKind};
use shared::problem::{Code, Problem};
use shared::submission::{Received, receive};
use shared::time::Millis;

use crate::editions::{self, Edition, Editions, is_slug};
use crate::ledger::{Arrival, SUBMISSION, Verdict};
use crate::store::{self, Aside, Entry, Store};
use crate::writer::{Busy, Inbox, Load};
use crate::{asides, clock};

/// More than any questionnaire has questions: a made-up submission must not draw an answer larger than itself.
const MOST_PROBLEMS: usize = 200;

/// Nothing is known to be stored; sending all of it again does no harm.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Busy(#[from] Busy),
    #[error(transparent)]
    Store(#[from] store::Error),
}

/// One item after the checks.
enum Judged {
    Fit(Box<Arrival>),
    Unfit { id: Option<String>, problems: Vec<Problem>, aside: Box<Aside> },
}

/// Where submissions are judged and handed in.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    pub editions: &'a Editions,
    pub store: &'a Store,
    pub inbox: &'a Inbox,
    /// Made up: marked in the log, never over HTTP.
    pub demo: bool,
}

/// Takes what arrived, each item as its JSON; the outcomes are in its order, and durable.
pub async fn sync(desk: Desk<'_>, items: &[&str]) -> Result<Vec<Outcome>, Error> {
    let now = clock::now();
    let mut load = Load::default();
    let mut outcomes = Vec::with_capacity(items.len());
    for item in items {
        match judge(desk, item, now).await? {
            Judged::Fit(arrival) => {
                outcomes.push(Ok(arrival.entry.submission_id.clone()));
                load.arrivals.push(Arrival { entry: Entry { demo: desk.demo, ..arrival.entry }, ..*arrival });
            }
            Judged::Unfit { id, problems, aside } => {
                load.asides.push(*aside);
                outcomes.push(Err(refused(id, problems)));
            }
        }
    }
    let mut verdicts = desk.inbox.put(load).await?.into_iter();
    let outcome = |outcome| match outcome {
        Ok(id) => verdicts.next().map(|verdict| said(id, verdict)).ok_or(Busy),
        Err(refused) => Ok(refused),
    };
    Ok(outcomes.into_iter().map(outcome).collect::<Result<_, _>>()?)
}

async fn judge(desk: Desk<'_>, raw: &str, now: Millis) -> Result<Judged, store::Error> {
    let received = match receive(raw.as_bytes()) {
        Ok(received) => received,
        Err(unreadable) => {
            let problems = vec![unreadable.problem];
            let mut aside = asides::new(raw, asides::REFUSED, &problems, now);
            aside.submission_id.clone_from(&unreadable.id);
            return Ok(Judged::Unfit { id: unreadable.id, problems, aside: Box::new(aside) });
        }
    };
    let (problems, edition) = match desk.editions.get(desk.store, &received.survey, received.version).await {
        Ok(edition) => (check(&edition, &received), Some(edition)),
        Err(editions::Error::UnknownSurvey) => (vec![Problem::whole(Code::UnknownSurvey)], None),
        Err(editions::Error::UnknownVersion) => (vec![Problem::whole(Code::UnknownVersion)], None),
        Err(error @ editions::Error::Unreadable { .. }) => {
            tracing::error!(%error, "a submission cannot be checked");
            (vec![Problem::whole(Code::UnknownVersion)], None)
        }
        Err(editions::Error::Store(error)) => return Err(error),
    };
    match edition {
        Some(edition) if problems.is_empty() => Ok(Judged::Fit(Box::new(arrival(edition, received, raw, now)))),
        edition => Ok(unfit(edition.as_deref(), received, problems, raw, now)),
    }
}

fn check(edition: &Edition, received: &Received) -> Vec<Problem> {
    let contact = received.contact.as_ref();
    let mut problems = check_received(&edition.form, &received.answers, contact, received.finished_at);
    problems.truncate(MOST_PROBLEMS);
    problems
}

fn arrival(edition: Arc<Edition>, received: Received, raw: &str, now: Millis) -> Arrival {
    let entry = Entry {
        survey_id: edition.survey_id,
        sequence: 0,
        workspace_id: edition.workspace_id,
        kind: SUBMISSION.to_owned(),
        submission_id: received.id,
        revision: received.revision as i32,
        version: received.version as i32,
        sha256: received.sha256,
        body: Some(received.body),
        edit_key_sha256: received.edit_key_sha256,
        received_at: now,
        finished_at: received.finished_at.millis,
        late: false,
        demo: false,
        key_id: String::new(),
        signature: String::new(),
    };
    Arrival {
        edition,
        entry,
        contact: received.contact_body,
        edit_key_sha256: received.edit_key.map(|key| sha256_hex(key.as_bytes())),
        raw: raw.into(),
    }
}

fn unfit(edition: Option<&Edition>, received: Received, problems: Vec<Problem>, raw: &str, now: Millis) -> Judged {
    let mut aside = asides::new(raw, asides::REFUSED, &problems, now);
    if let Some(edition) = edition {
        aside.workspace_id = edition.workspace_id;
    }
    if is_slug(&received.survey) {
        aside.survey = received.survey;
    }
    aside.submission_id = Some(received.id.clone());
    aside.revision = Some(received.revision as i32);
    Judged::Unfit { id: Some(received.id), problems, aside: Box::new(aside) }
}

fn refused(id: Option<String>, problems: Vec<Problem>) -> Outcome {
    Outcome { id, outcome: OutcomeKind::Refused, receipt: None, problems }
}

fn said(id: String, verdict: Verdict) -> Outcome {
    let (outcome, receipt, problems) = match verdict {
        Verdict::Stored(receipt) => (OutcomeKind::Stored, Some(receipt), Vec::new()),
        Verdict::Duplicate(receipt) => (OutcomeKind::Duplicate, Some(receipt), Vec::new()),
        Verdict::Conflict => (OutcomeKind::Conflict, None, Vec::new()),
        Verdict::Refused(problems) => (OutcomeKind::Refused, None, problems),
    };
    Outcome { id: Some(id), outcome, receipt, problems }
}
