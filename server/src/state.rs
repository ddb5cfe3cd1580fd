//! What every request shares.

use std::sync::Arc;

use shared::draft::Bank;
use tokio::sync::{Semaphore, watch};

use crate::commits::Commits;
use crate::drafts::Writable;
use crate::drafts::watch::Watches;
use crate::editions::Editions;
use crate::keys::Keys;
use crate::password::Passwords;
use crate::settings::Settings;
use crate::store::Store;
use crate::tally::Follower;
use crate::throttle::Throttles;
use crate::web::pages::Kept;
use crate::writer::Inbox;

/// The running program: settings, connections, keys, caches, and the way to the writer.
pub struct App {
    pub settings: Settings,
    pub store: Store,
    pub keys: Arc<Keys>,
    pub editions: Editions,
    pub passwords: Passwords,
    pub throttles: Throttles,
    pub commits: Arc<Commits>,
    /// Hints that the log of a draft has grown.
    pub draft_news: Commits,
    pub draft_watches: Watches,
    /// London's instruments.
    pub bank: Bank,
    pub inbox: Inbox,
    /// Bytes that large bodies may still take.
    pub bodies: Arc<Semaphore>,
    pub follower: Follower,
    pub pages: Kept,
    /// Which drafts can be written as workbooks.
    pub writable: Writable,
    /// True once the program was asked to stop: what would never end by itself ends then.
    pub stopping: watch::Receiver<bool>,
    /// For work that outlives a request or would hold up others: many threads, unlike a handler's own.
    pub background: tokio::runtime::Handle,
}
