//! The interface's own words: a function for each message of `words/en.ftl`.
//!
//! In the smaller bundle each is its English and nothing else. Elsewhere a table of another language can be in
//! force: on a phone the one that it loaded, on the server the one that a page or an answer is made in.

#[cfg(all(feature = "several", not(feature = "browser")))]
mod plural;
mod problem;
#[cfg(feature = "several")]
mod spoken;
#[cfg(feature = "several")]
mod table;
#[cfg(test)]
mod tests;

pub use messages::*;
pub use problem::sentence;
#[cfg(all(feature = "browser", feature = "several"))]
pub use spoken::{begin_to_speak, speak};
#[cfg(feature = "ssr")]
pub use spoken::{in_language, language_of, languages};

mod messages {
    //! What the build script made of the English words.
    include!(concat!(env!("OUT_DIR"), "/functions.rs"));
}

use shared::place::{OUTSIDE, name_of};
use shared::words::grouped;

use crate::widgets::el::El;

#[cfg(feature = "several")]
fn fixed(index: usize, english: &'static str) -> &'static str {
    spoken::table().and_then(|table| table.fixed(index, &[])).unwrap_or(english)
}

#[cfg(not(feature = "several"))]
#[inline(always)]
fn fixed(_: usize, english: &'static str) -> &'static str {
    english
}

/// A text that arguments choose; `None` where the English stands.
fn chosen(index: usize, arguments: &[&str]) -> Option<&'static str> {
    #[cfg(feature = "several")]
    return spoken::table()?.fixed(index, arguments);
    #[cfg(not(feature = "several"))]
    None.filter(|_: &&str| index < arguments.len())
}

/// A text with its arguments in their places; `None` where the English stands.
fn filled(index: usize, arguments: &[&str]) -> Option<String> {
    #[cfg(feature = "several")]
    return spoken::table()?.filled(index, arguments);
    #[cfg(not(feature = "several"))]
    None.filter(|_: &String| index < arguments.len())
}

fn shown(number: usize) -> String {
    grouped(&number.to_string())
}

/// Has whoever is being drawn follow the language of the interface.
pub fn follow() {
    #[cfg(all(feature = "browser", feature = "several"))]
    spoken::follow();
}

/// An element of the interface between questions of another language: where the interface is not to be had in
/// that, it says that it is English.
pub fn own(el: El) -> El {
    #[cfg(all(feature = "browser", feature = "several"))]
    {
        let english = |value: &'static str| move || spoken::is_fallback().then_some(value.into());
        el.live_attr("lang", english("en")).live_attr("dir", english("ltr"))
    }
    #[cfg(not(all(feature = "browser", feature = "several")))]
    el
}

/// A borough's name, which is the same in every language, or that it is outside London, which is not.
pub fn borough_name(code: &str) -> &'static str {
    if cfg!(feature = "several") && code == OUTSIDE { outside_london() } else { name_of(code) }
}
