//! Drafts on this device: begun, changed, taken up again by one tab at a time, thrown away.

use std::cell::Cell;

use serde_json::{Map, Value};
use wasm_bindgen::JsValue;

use super::database::{self, Durability, Step, Store};
use super::merge::merge;
use super::news::{self, News};
use super::{DeviceError, Draft, clock, fold, journal, js, lock, outbox, rows};

/// How many drafts this device has begun; a small preference, not worth a transaction.
const COUNT: &str = "sw:number";

/// What there is to carry on with.
pub enum TakeUp {
    Nothing,
    /// This tab now holds its lock. `others`: so many more of this survey are on this device.
    Draft {
        draft: Box<Draft>,
        others: usize,
    },
    /// It is open in another tab.
    HeldElsewhere {
        others: usize,
    },
}

thread_local! {
    /// The largest number seen, for browsers without localStorage.
    static NUMBER: Cell<u32> = const { Cell::new(0) };
}

/// A new draft, which this tab holds; nothing is stored before its first answer.
pub fn begin(slug: &str, title: &str, version: u32, notice: &str, language: &str) -> Draft {
    let draft = fresh(slug, title, version, notice, language);
    let name = lock_of(&draft.id);
    js::spawn(async move {
        lock::keep(&name).await;
    });
    draft
}

fn fresh(slug: &str, title: &str, version: u32, notice: &str, language: &str) -> Draft {
    let now = clock::now();
    Draft {
        id: clock::new_id(),
        survey: slug.to_owned(),
        title: title.to_owned(),
        version,
        language: language.to_owned(),
        notice: notice.to_owned(),
        started_at: now.to_rfc3339(),
        changed_at: now.millis,
        section: 0,
        number: 0,
        edit_key: clock::new_secret(),
        salt: clock::new_secret(),
        revision: 1,
        entries: Map::new(),
        answered: 0,
        of: 0,
    }
}

/// Writes one answer as typed into the journal, or takes it away; synchronous. Where the journal has no
/// room, the answer is on its way into IndexedDB, and `is_kept` says when it is there.
pub fn record(draft: &mut Draft, question: &str, value: Option<&Value>) {
    if fold::is_closed(&draft.id) {
        return;
    }
    draft.changed_at = draft.next_change(clock::millis());
    let has_head = opened(draft);
    draft.put(question, value);
    let line = journal::write(&draft.id, question, draft.changed_at, value);
    let is_journaled = has_head && line.is_some();
    fold::note(draft, Some((question, value)), line.filter(|_| is_journaled));
}

/// Remembers the open page and how far the interview is.
pub fn turn_to(draft: &mut Draft, section: u32, answered: u32, of: u32) {
    (draft.section, draft.answered, draft.of) = (section, answered, of);
    // A draft without an answer is none.
    if fold::is_closed(&draft.id) || !fold::is_open(&draft.id) {
        return;
    }
    draft.changed_at = draft.next_change(clock::millis());
    let line = journal::write_head(draft);
    fold::note(draft, None, line);
}

/// At a draft's first answer: its number, and its head in the journal.
fn opened(draft: &mut Draft) -> bool {
    if fold::is_open(&draft.id) {
        return true;
    }
    if draft.number == 0 {
        draft.number = next_number();
    }
    let head = journal::write_head(draft);
    let has_head = head.is_some();
    fold::open(draft, head.into_iter().collect());
    has_head
}

fn next_number() -> u32 {
    let storage = journal::storage();
    let stored = storage.as_ref().and_then(|storage| storage.get_item(COUNT).ok().flatten());
    let number = stored.and_then(|text| text.parse::<u32>().ok()).unwrap_or_default().max(NUMBER.get()) + 1;
    saw_number(number);
    if let Some(storage) = storage {
        let _ = storage.set_item(COUNT, &number.to_string());
    }
    number
}

pub fn saw_number(number: u32) {
    NUMBER.set(NUMBER.get().max(number));
}

/// The newest unfinished draft of a survey, with everything that the journal knows.
pub async fn take_up(slug: &str) -> Result<TakeUp, DeviceError> {
    loop {
        let mut drafts = drafts().await?;
        // One that this tab has begun in the meantime is not what was there before.
        drafts.retain(|draft| draft.survey == slug && !fold::is_open(&draft.id));
        let Some(newest) = drafts.first() else { return Ok(TakeUp::Nothing) };
        let others = drafts.len() - 1;
        if !lock::keep(&lock_of(&newest.id)).await {
            return Ok(TakeUp::HeldElsewhere { others });
        }
        // Another tab may have finished it between the look and the lock.
        let id = newest.id.clone();
        if let Some(draft) = opened_again(&id).await? {
            return Ok(TakeUp::Draft { draft, others });
        }
        lock::let_go(&lock_of(&id));
    }
}

/// A certain draft, chosen from the list of all: nobody needs to hear how many others there are.
pub async fn take_up_draft(id: &str) -> Result<TakeUp, DeviceError> {
    if !lock::keep(&lock_of(id)).await {
        return Ok(TakeUp::HeldElsewhere { others: 0 });
    }
    match opened_again(id).await? {
        Some(draft) => Ok(TakeUp::Draft { draft, others: 0 }),
        None => {
            lock::let_go(&lock_of(id));
            Ok(TakeUp::Nothing)
        }
    }
}

async fn opened_again(id: &str) -> Result<Option<Box<Draft>>, DeviceError> {
    if let Some(draft) = fold::opened(id) {
        return Ok(Some(Box::new(draft)));
    }
    let lines = journal::lines(id);
    let stored = database::get(Store::Drafts, id).await?.and_then(|value| read(&value));
    let Some(draft) = merge(stored, journal::read(&lines, id)) else { return Ok(None) };
    if outbox::is_finished(&draft).await? {
        forget(id).await?;
        return Ok(None);
    }
    fold::open(&draft, lines);
    Ok(Some(Box::new(draft)))
}

/// Every unfinished draft on this device, the newest first.
pub async fn drafts() -> Result<Vec<Draft>, DeviceError> {
    // The journal first: what is folded between the two looks is then seen twice and not missed.
    let lines = journal::lines("");
    let values = database::all(Store::Drafts).await?;
    // A tab without locks may have written on after another had finished.
    let finished = outbox::finished_keys().await?;
    let mut ids: Vec<String> = Vec::new();
    let mut drafts: Vec<Draft> = Vec::new();
    let mut take = |id: &str, stored: Option<Draft>| {
        if ids.iter().any(|seen| seen == id) {
            return;
        }
        ids.push(id.to_owned());
        let Some(draft) = merge(stored, journal::read(&lines, id)) else { return };
        if fold::is_closed(id) || finished.contains(&outbox::key(id, draft.revision)) {
            return;
        }
        saw_number(draft.number);
        let at = drafts.iter().position(|other| other.changed_at < draft.changed_at);
        drafts.insert(at.unwrap_or(drafts.len()), draft);
    };
    for value in &values {
        if let Some(draft) = read(value) {
            take(&draft.id.clone(), Some(draft));
        }
    }
    for line in &lines {
        take(journal::draft_of(line), None);
    }
    Ok(drafts)
}

fn read(value: &JsValue) -> Option<Draft> {
    rows::to_draft(&database::from_js(value)?)
}

/// The same answers once more, for another organisation: nothing that is sent of one can be taken for the other.
pub async fn copy(id: &str) -> Result<(), DeviceError> {
    let draft = drafts().await?.into_iter().find(|draft| draft.id == id).ok_or(DeviceError::Missing)?;
    let mut copy = fresh(&draft.survey, &draft.title, draft.version, &draft.notice, &draft.language);
    copy.number = next_number();
    copy.entries = draft.entries;
    (copy.section, copy.answered, copy.of) = (draft.section, draft.answered, draft.of);
    let row = database::to_js(&rows::of_draft(&copy, true));
    database::run(Durability::Strict, vec![Step::Put(Store::Drafts, copy.id.as_str().into(), row)]).await?;
    news::tell(News::Drafts);
    Ok(())
}

/// Throws a draft away, unless another tab has it open.
pub async fn discard(id: &str) -> Result<(), DeviceError> {
    let name = lock_of(id);
    if !lock::keep(&name).await {
        return Err(DeviceError::HeldElsewhere);
    }
    let closed = fold::close(id);
    let done = forget(id).await;
    if done.is_err() {
        fold::reopen(id, closed);
    }
    lock::let_go(&name);
    news::tell(News::Drafts);
    done
}

async fn forget(id: &str) -> Result<(), DeviceError> {
    database::run(Durability::Relaxed, vec![Step::Delete(Store::Drafts, id.into())]).await?;
    journal::clear(id);
    Ok(())
}

fn lock_of(id: &str) -> String {
    [lock::DRAFT, id].concat()
}
