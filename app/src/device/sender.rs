//! The sender: while any page of ours is open, in whichever tab, what waits is sent as soon as it can be.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use shared::outbox::rows::to_keys;
use shared::outbox::{MOST, Outcome, Parcel, State, Trouble, Verdict, batch_of, body_of, judge, patient};
use shared::receipt::ReceiptKey;
use shared::time::Millis;
use web_sys::VisibilityState;

use super::news::{self, News};
use super::{clock, http, js, keep, lock, outbox};

const ADDRESS: &str = "/api/v1/submissions";
const LOCK: &str = "send";
/// While another tab sends, and how often that may go on before its lock is taken away: a tab that the
/// phone has put to sleep keeps its locks. The server sees to it that twice sent is counted once.
const OTHER_TAB: f64 = 5_000.0;
const PATIENCE: u32 = 24;
const DAY: u64 = 86_400_000;
/// Who has slept this long may have lost the lock, and what it has read may be sent or mended by now.
const ROUND: u64 = 60_000;

thread_local! {
    static STARTED: Cell<bool> = const { Cell::new(false) };
    static RUNNING: Cell<bool> = const { Cell::new(false) };
    static AGAIN: Cell<bool> = const { Cell::new(false) };
    static SENDING: Cell<bool> = const { Cell::new(false) };
    static DENIED: Cell<u32> = const { Cell::new(0) };
    /// Timers that are out of date see another number here.
    static TIMER: Cell<u32> = const { Cell::new(0) };
    static OFFLINE_SINCE: Cell<Option<Millis>> = const { Cell::new(None) };
    /// Fetched in this tab's life, by survey.
    static KEYS: RefCell<Vec<(String, Vec<ReceiptKey>)>> = const { RefCell::new(Vec::new()) };
}

/// Where the answers on this device are, for the pill.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Signal {
    pub online: bool,
    /// When the signal went, if that was while the page was open.
    pub offline_since: Option<Millis>,
    pub sending: bool,
    pub waiting: u32,
    /// Refused: to be mended or sent again.
    pub needs_you: u32,
    pub sent: u32,
}

pub async fn signal() -> Signal {
    let mut signal = Signal {
        online: clock::is_online(),
        offline_since: OFFLINE_SINCE.get(),
        sending: SENDING.get(),
        ..Signal::default()
    };
    signal.waiting = outbox::count("waiting").await;
    signal.needs_you = outbox::count("refused").await;
    // With a conflict it is the staff's turn.
    signal.sent = outbox::count("sent").await + outbox::count("conflict").await;
    signal
}

/// Sends what waits now and from now on. Calling it again does nothing.
pub fn start_sending() {
    if STARTED.replace(true) {
        return;
    }
    news::on_change(|| {});
    if let Some(window) = web_sys::window() {
        js::listen(&window, "online", || {
            OFFLINE_SINCE.set(None);
            news::tell_here();
            soon();
        });
        js::listen(&window, "offline", || {
            OFFLINE_SINCE.set(Some(clock::millis()));
            news::tell_here();
        });
        if let Some(document) = window.document() {
            let seen = document.clone();
            js::listen(&document, "visibilitychange", move || {
                if seen.visibility_state() == VisibilityState::Visible {
                    soon();
                }
            });
        }
    }
    soon();
}

/// There may be something to send.
pub fn wake() {
    if STARTED.get() {
        js::spawn(run());
    }
}

/// Tried by hand: one submission, or else everything that waits and what was refused, is due now. Returns
/// after the try.
pub async fn hurry(only: Option<String>) {
    make_due(Rc::new(move |parcel| only.as_ref().is_none_or(|id| *id == parcel.id))).await;
    run().await;
}

/// The signal is back, or somebody looks: no reason to wait any longer, unless the server asked for it. What was
/// refused is tried again once a day: the mistake may have been ours.
fn soon() {
    js::spawn(async {
        let now = clock::millis();
        let is_free = move |parcel: &Parcel| match parcel.state {
            State::Waiting { trouble, .. } => trouble != Some(Trouble::Busy),
            State::Refused { tried_at, .. } => now.abs_diff(tried_at) > DAY,
            _ => false,
        };
        make_due(Rc::new(is_free)).await;
        run().await;
    });
}

async fn make_due(which: Rc<dyn Fn(&Parcel) -> bool>) {
    let now = clock::millis();
    let hurried: outbox::Next =
        Rc::new(move |current| (!current.is_due(now) && which(current)).then(|| current.hurried(now)));
    for state in ["waiting", "refused"] {
        // What cannot be written now is tried at its own time.
        let _ = outbox::change_all(state, &hurried).await;
    }
}

/// One tab, one round at a time. Who asks meanwhile gets another round.
async fn run() {
    if RUNNING.replace(true) {
        AGAIN.set(true);
        return;
    }
    loop {
        AGAIN.set(false);
        round().await;
        if !AGAIN.get() {
            break;
        }
    }
    RUNNING.set(false);
}

async fn round() {
    match outbox::next_due(clock::millis()).await {
        Ok(None) => return,
        Ok(Some(_)) => {}
        // Something may wait.
        Err(_) => return wake_in(OTHER_TAB),
    }
    let Some(guard) = lock::take(LOCK, DENIED.get() >= PATIENCE).await else {
        DENIED.set(DENIED.get() + 1);
        return wake_in(OTHER_TAB);
    };
    DENIED.set(0);
    let is_well = send_all_due().await;
    drop(guard);
    if SENDING.replace(false) {
        news::tell(News::Outbox);
    }
    let pause = match outbox::next_due(clock::millis()).await {
        Ok(None) => return,
        Ok(Some(pause)) => pause as f64,
        Err(_) => OTHER_TAB,
    };
    // Where states cannot be written, a round would follow the other without end.
    wake_in(pause.max(if is_well { 250.0 } else { OTHER_TAB }));
}

fn wake_in(millis: f64) {
    let timer = TIMER.get().wrapping_add(1);
    TIMER.set(timer);
    js::after(millis.min(600_000.0), move || {
        if TIMER.get() == timer {
            wake();
        }
    });
}

/// Each parcel once, some at a time; what a long round leaves is for the next. False where the outbox could not be
/// read or a state could not be written.
async fn send_all_due() -> bool {
    let began = clock::millis();
    let mut most = MOST;
    // A try that failed is due later than `began`, so no parcel comes twice.
    loop {
        let Ok(due) = outbox::due(began).await else { return false };
        if due.is_empty() || clock::millis().abs_diff(began) >= ROUND {
            return true;
        }
        if !send(&due, began, &mut most).await {
            return false;
        }
    }
}

async fn send(due: &[Parcel], began: Millis, most: &mut usize) -> bool {
    let mut rest = due;
    while let Some(first) = rest.first().filter(|_| clock::millis().abs_diff(began) < ROUND) {
        let batch = batch_of(rest, (*most).min(patient(first)));
        if !SENDING.replace(true) {
            news::tell_here();
        }
        match judge(http::post(ADDRESS, &body_of(batch)).await.as_ref(), batch.len()) {
            Verdict::TooMuch => {
                *most = 1;
                continue;
            }
            Verdict::Results(results) => {
                if !take_in(batch, results).await {
                    return false;
                }
            }
            Verdict::Failed(trouble, retry_after) => {
                for parcel in batch {
                    if !settle(parcel, None, trouble, retry_after).await {
                        return false;
                    }
                }
            }
        }
        rest = rest.get(batch.len()..).unwrap_or_default();
    }
    true
}

/// Sends a parcel that the device could not keep, once. Gives the state that it has then.
pub async fn send_once(parcel: &Parcel) -> State {
    let one = std::slice::from_ref(parcel);
    let answer = judge(http::post(ADDRESS, &body_of(one)).await.as_ref(), 1);
    let outcome = match answer {
        Verdict::Results(results) => results.into_iter().next().flatten(),
        _ => None,
    };
    let (now, jitter) = (clock::millis(), js_sys::Math::random());
    match with_keys(parcel, outcome).await {
        Some((outcome, keys)) => parcel.answered(&outcome, &keys, now, jitter),
        None => parcel.failed(Trouble::NoSignal, None, now, jitter),
    }
}

async fn take_in(batch: &[Parcel], results: Vec<Option<Outcome>>) -> bool {
    for (parcel, outcome) in batch.iter().zip(results) {
        if !settle(parcel, with_keys(parcel, outcome).await, Trouble::NotOurs, None).await {
            return false;
        }
    }
    true
}

/// A result, with the keys that its receipt is checked with.
async fn with_keys(parcel: &Parcel, outcome: Option<Outcome>) -> Option<(Outcome, Vec<ReceiptKey>)> {
    let outcome = outcome.filter(|outcome| parcel.is_meant_by(outcome))?;
    let keys = match &outcome.receipt {
        Some(receipt) => keys_for(parcel, &receipt.key_id).await,
        None => Vec::new(),
    };
    Some((outcome, keys))
}

/// Writes down what has become of a parcel, unless another tab has settled it. False where that cannot be
/// written.
async fn settle(
    parcel: &Parcel,
    outcome: Option<(Outcome, Vec<ReceiptKey>)>,
    trouble: Trouble,
    retry_after: Option<Millis>,
) -> bool {
    let (now, jitter) = (clock::millis(), js_sys::Math::random());
    let next = move |current: &Parcel| {
        current.is_waiting().then(|| match &outcome {
            Some((outcome, keys)) => current.answered(outcome, keys, now, jitter),
            None => current.failed(trouble, retry_after, now, jitter),
        })
    };
    outbox::change(parcel, Rc::new(next)).await.is_ok()
}

/// The keys that are known for a survey; asked for again where this one is not among them.
pub async fn keys_for(parcel: &Parcel, key_id: &str) -> Vec<ReceiptKey> {
    let survey = parcel.survey.as_str();
    let has = |keys: &[ReceiptKey]| keys.iter().any(|key| key.id == key_id);
    let fetched = KEYS.with_borrow(|all| all.iter().find(|(slug, _)| slug == survey).map(|(_, keys)| keys.clone()));
    if let Some(keys) = fetched.filter(|keys| has(keys)) {
        return keys;
    }
    let mut keys = keep::definition(survey, parcel.version).await.map(|json| keys_of(&json)).unwrap_or_default();
    if !has(&keys) {
        let answer = http::get(&["/api/v1/surveys/", survey].concat()).await;
        keys = answer.filter(|answer| answer.status == 200).map(|answer| keys_of(&answer.body)).unwrap_or_default();
    }
    KEYS.with_borrow_mut(|all| {
        all.retain(|(slug, _)| slug != survey);
        all.push((survey.to_owned(), keys.clone()));
    });
    keys
}

fn keys_of(json: &str) -> Vec<ReceiptKey> {
    shared::json::read_own(json).map(|survey| to_keys(&survey)).unwrap_or_default()
}
