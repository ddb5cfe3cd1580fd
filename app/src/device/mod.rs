//! The phone: storage, network, locks and the worker's counterpart. It does what `shared` decides.
//!
//! Nothing here draws, and nothing here decides: a draft is merged, a parcel is answered and an answer is
//! judged by pure functions. What a respondent typed lies in the journal (localStorage) when `record`
//! returns, and in IndexedDB a second later; what was finished lies there with strict durability before
//! `finish` returns, or has been sent from memory where the browser keeps nothing.

#[cfg(feature = "several")]
mod after;
mod clock;
mod database;
#[cfg(feature = "staff")]
pub mod desk;
mod drafts;
mod fold;
mod http;
mod journal;
mod js;
mod keep;
#[cfg(feature = "staff")]
pub mod live;
mod lock;
mod merge;
mod news;
mod outbox;
mod rows;
mod sender;
pub mod worker;

#[cfg(feature = "several")]
pub use after::{correct, withdraw};
pub use clock::{at_home, is_online, local, mark, now, today};
pub use drafts::{TakeUp, begin, copy, discard, drafts, record, take_up, take_up_draft, turn_to};
pub use fold::{is_kept, trouble};
#[cfg(feature = "several")]
pub use js::plural_category;
pub use keep::{
    Storage, ask_to_keep, belongs_on_home_screen, definition, keep_definition, luggage, recall, remember, save_file,
    storage,
};
pub use merge::Draft;
pub use news::on_change;
pub use outbox::{finish, forget_answers, is_in_memory, mend, parcel, parcels, refused_for, unsent};
pub use sender::{Signal, hurry, signal, start_sending};

/// Why the device could not do something; the words are chosen at the edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeviceError {
    /// The browser does not let this page store anything.
    Blocked,
    /// There is no room left.
    Full,
    /// The browser closed the database, and closed it again after it was reopened.
    Closed,
    /// Another tab has this draft open.
    HeldElsewhere,
    /// It is not there, or not any more.
    Missing,
    /// What is stored, or was to be stored, has no shape that we know.
    Unreadable,
    /// Finished answers could not be kept, and did not get through from memory either.
    Unsent,
    /// The browser gave a reason that is not ours to know.
    Failed,
}

impl DeviceError {
    /// Stable, for messages and for reports by telephone.
    pub fn code(self) -> &'static str {
        match self {
            DeviceError::Blocked => "storage-blocked",
            DeviceError::Full => "storage-full",
            DeviceError::Closed => "storage-closed",
            DeviceError::HeldElsewhere => "open-in-another-tab",
            DeviceError::Missing => "missing",
            DeviceError::Unreadable => "unreadable",
            DeviceError::Unsent => "not-kept-not-sent",
            DeviceError::Failed => "storage-failed",
        }
    }
}
