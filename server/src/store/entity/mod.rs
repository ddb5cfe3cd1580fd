//! The rows as they lie in the tables, and as a backup has them: a column that comes later needs a `serde(default)`, so
//! that older backups stay readable.

pub mod contact;
pub mod draft_edit;
pub mod kept_aside;
pub mod postcode;
pub mod receipt_key;
pub mod session;
pub mod setting;
pub mod staff;
pub mod submission;
pub mod survey;
pub mod tally_snapshot;
pub mod tally_snapshot_part;
pub mod token;
pub mod version;
pub mod workspace;
