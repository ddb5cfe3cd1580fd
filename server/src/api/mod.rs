//! HTTP: handlers without SQL, one table of endpoints, one type for everything that goes wrong.

mod body;
mod docs;
mod downloads;
mod drafts;
mod drafts_live;
mod guard;
mod health;
mod intake;
mod openapi;
mod problem;
mod receipts;
pub mod routes;
mod session;
mod stream;
mod strings;
mod submissions;
mod surveys;
pub mod tally;
mod xlsform;

pub use body::Body;
pub use guard::{Signed, bounds, peer, session};
pub use intake::{Bounds, Intake, take};
pub use problem::Problem;
pub use session::session_cookie;
pub use xlsform::WORKBOOK;
