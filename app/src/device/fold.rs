//! Folding: what the journal took is put into IndexedDB when the browser is idle, and the lines are removed.

use std::cell::{Cell, RefCell};

use serde_json::Value;
use web_sys::{Document, VisibilityState};

use super::database::{self, Durability, Step, Store};
use super::journal::{self, Line};
use super::merge::Draft;
use super::news::{self, News};
use super::{DeviceError, js, rows};

/// Together with the idle callback's half second: at most a second after the change.
const PAUSE: f64 = 400.0;
const RETRY: f64 = 5_000.0;

/// The draft that this tab has open, kept in step with the island's.
struct Open {
    draft: Draft,
    /// Lines that the next fold takes over.
    lines: Vec<Line>,
    is_changed: bool,
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// Finished or thrown away: late changes must not bring it back.
    static CLOSED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
    static SCHEDULED: Cell<bool> = const { Cell::new(false) };
    static LISTENING: Cell<bool> = const { Cell::new(false) };
    static FOLDING: Cell<bool> = const { Cell::new(false) };
    static RETRYING: Cell<bool> = const { Cell::new(false) };
    static UNKEPT: Cell<bool> = const { Cell::new(false) };
    /// Why the newest change could not be kept.
    static TROUBLE: Cell<Option<DeviceError>> = const { Cell::new(None) };
}

/// False while the newest change is neither in the journal nor in IndexedDB, and where the browser refuses
/// IndexedDB: nothing that the journal holds is found again without it.
pub fn is_kept() -> bool {
    !UNKEPT.get() && !database::is_refused()
}

/// Why the newest change is only on the screen, if it is.
pub fn trouble() -> Option<DeviceError> {
    TROUBLE.get().filter(|_| UNKEPT.get())
}

pub fn is_closed(draft: &str) -> bool {
    CLOSED.with_borrow(|closed| closed.iter().any(|id| id == draft))
}

pub fn is_open(draft: &str) -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| open.draft.id == draft))
}

/// The tab's draft as it is now, if it is this one.
pub fn opened(draft: &str) -> Option<Draft> {
    OPEN.with_borrow(|open| open.as_ref().filter(|open| open.draft.id == draft).map(|open| open.draft.clone()))
}

/// Makes this the tab's draft; `lines` are what the journal holds about it.
pub fn open(draft: &Draft, lines: Vec<Line>) {
    if is_open(&draft.id) {
        return;
    }
    let is_changed = !lines.is_empty();
    let before = OPEN.replace(Some(Open { draft: draft.clone(), lines, is_changed }));
    if let Some(before) = before.filter(|before| before.is_changed) {
        js::spawn(async move {
            // Where this fails, the lines stay in the journal.
            let _ = put(&before).await;
        });
    }
    if is_changed {
        schedule();
    }
    if !LISTENING.replace(true)
        && let Some(document) = document()
    {
        js::listen(&document, "visibilitychange", || {
            if document_is_hidden() {
                js::spawn(fold());
            }
        });
    }
}

/// Takes a change over. Without a line, the journal had no room: it goes into IndexedDB at once.
pub fn note(draft: &Draft, answer: Option<(&str, Option<&Value>)>, line: Option<Line>) {
    let is_journaled = line.is_some();
    OPEN.with_borrow_mut(|open| {
        let Some(open) = open.as_mut().filter(|open| open.draft.id == draft.id) else { return };
        match answer {
            Some((question, value)) => open.draft.put(question, value),
            None => open.draft = draft.clone(),
        }
        open.draft.changed_at = draft.changed_at;
        open.lines.extend(line);
        open.is_changed = true;
    });
    if is_journaled {
        schedule();
    } else {
        if !UNKEPT.replace(true) {
            news::tell_here();
        }
        js::spawn(fold());
    }
}

/// Closes a draft and gives what was not folded yet; late changes are ignored.
pub fn close(draft: &str) -> Closed {
    CLOSED.with_borrow_mut(|closed| closed.push(draft.to_owned()));
    let open = OPEN.with_borrow_mut(|open| open.take_if(|open| open.draft.id == draft));
    let is_unkept = open.is_some() && UNKEPT.replace(false);
    Closed { open, is_unkept }
}

/// A draft that is about to be finished or thrown away.
pub struct Closed {
    open: Option<Open>,
    is_unkept: bool,
}

/// Takes a closed draft up again, since it could not be finished.
pub fn reopen(draft: &str, closed: Closed) {
    forgive(draft);
    if closed.open.is_some() {
        UNKEPT.set(closed.is_unkept);
        OPEN.set(closed.open);
        schedule();
    }
}

/// A finished draft is one again: it is to be mended.
pub fn forgive(draft: &str) {
    CLOSED.with_borrow_mut(|closed| closed.retain(|id| id != draft));
}

fn schedule() {
    if !SCHEDULED.replace(true) {
        js::after(PAUSE, || {
            js::when_idle(|| {
                SCHEDULED.set(false);
                js::spawn(fold());
            })
        });
    }
}

/// Puts the open draft into IndexedDB and removes exactly the lines that it holds. One at a time, so that an
/// older state never arrives after a newer one.
async fn fold() {
    if FOLDING.replace(true) {
        return;
    }
    fold_now().await;
    FOLDING.set(false);
    if is_changed() && !RETRYING.get() {
        schedule();
    }
}

fn is_changed() -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| open.is_changed))
}

async fn fold_now() {
    if !is_changed() {
        return;
    }
    if database::ready().await.is_err() {
        return retry();
    }
    // From here to the write nothing is awaited, so a draft closed meanwhile is not brought back.
    let Some(snapshot) = OPEN.with_borrow_mut(|open| {
        let open = open.as_mut().filter(|open| open.is_changed)?;
        open.is_changed = false;
        Some(Open { draft: open.draft.clone(), lines: std::mem::take(&mut open.lines), is_changed: true })
    }) else {
        return;
    };
    if let Err(error) = put(&snapshot).await {
        TROUBLE.set(Some(error));
        put_back(snapshot);
        return retry();
    }
    news::tell_others(News::Drafts);
    if UNKEPT.replace(false) {
        news::tell_here();
    }
}

fn retry() {
    // Somebody may be looking at "saved".
    news::tell_here();
    // One timer, however many changes wait.
    if !RETRYING.replace(true) {
        js::after(RETRY, || {
            RETRYING.set(false);
            js::spawn(fold());
        });
    }
}

async fn put(open: &Open) -> Result<(), DeviceError> {
    let value = database::to_js(&rows::of_draft(&open.draft, true));
    let step = Step::Put(Store::Drafts, open.draft.id.as_str().into(), value);
    // Not a second time by itself: there may be newer answers by then, or no draft any more.
    database::run_once(Durability::Relaxed, &[step]).await?;
    journal::forget(&open.lines);
    Ok(())
}

fn put_back(snapshot: Open) {
    OPEN.with_borrow_mut(|open| {
        if let Some(open) = open.as_mut().filter(|open| open.draft.id == snapshot.draft.id) {
            open.lines.extend(snapshot.lines);
            open.is_changed = true;
        }
    });
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn document_is_hidden() -> bool {
    document().is_some_and(|document| document.visibility_state() == VisibilityState::Hidden)
}
