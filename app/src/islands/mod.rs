//! The islands: the parts of a page that live in the browser.

#[cfg(any(feature = "ssr", feature = "staff"))]
pub mod design;
#[cfg(any(feature = "ssr", feature = "respond"))]
pub mod outbox;
pub mod pill;
#[cfg(any(feature = "ssr", feature = "staff"))]
pub mod preview;
pub mod respond;
pub mod spoken;
#[cfg(any(feature = "ssr", feature = "staff"))]
pub mod watch;
