//! Which table is in force.

use std::cell::Cell;

use super::table::Table;

thread_local! {
    static SPOKEN: Cell<Option<&'static Table>> = const { Cell::new(None) };
}

/// `None` while it is English.
pub fn table() -> Option<&'static Table> {
    SPOKEN.get()
}

#[cfg(feature = "browser")]
pub use phone::{begin_to_speak, follow, is_fallback, speak};

#[cfg(feature = "browser")]
mod phone {
    use std::cell::{Cell, RefCell};

    use super::{SPOKEN, Table};
    use crate::device;
    use crate::widgets::followed::Followed;

    thread_local! {
        // As many as there are languages; a text that was drawn lives as long as the page.
        static KNOWN: RefCell<Vec<&'static Table>> = const { RefCell::new(Vec::new()) };
        /// Counts choices.
        static TURN: Cell<u32> = const { Cell::new(0) };
        static IS_FALLBACK: Cell<bool> = const { Cell::new(false) };
        static CHANGED: Followed<()> = Followed::new(());
    }

    /// A language is chosen: what was chosen before and is still on its way is wanted no more.
    pub fn begin_to_speak() -> u32 {
        let turn = TURN.get().wrapping_add(1);
        TURN.set(turn);
        turn
    }

    /// Speaks a language from now on, with the words at that address; English where there are none, or where
    /// they cannot be had now. Whoever follows is drawn again. False where another has been chosen meanwhile.
    pub async fn speak(turn: u32, tag: &str, address: Option<&str>) -> bool {
        let known = KNOWN.with_borrow(|known| known.iter().copied().find(|table| table.language() == tag));
        let table = match (known, address) {
            (None, Some(address)) => device::luggage(address).await.and_then(|json| Table::read(tag, &json)),
            (known, _) => known,
        };
        if let (None, Some(table)) = (known, table) {
            KNOWN.with_borrow_mut(|known| known.push(table));
        }
        if TURN.get() != turn {
            return false;
        }
        SPOKEN.set(table);
        IS_FALLBACK.set(table.is_none() && !is_english(tag));
        CHANGED.with(|changed| changed.set(()));
        true
    }

    fn is_english(tag: &str) -> bool {
        tag.split('-').next() == Some("en")
    }

    /// Whether it is English for want of words; followed, as the language is.
    pub fn is_fallback() -> bool {
        follow();
        IS_FALLBACK.get()
    }

    pub fn follow() {
        CHANGED.with(|changed| changed.with(|_| ()));
    }
}

#[cfg(all(test, feature = "ssr"))]
pub use server::TABLES;
#[cfg(feature = "ssr")]
pub use server::{in_language, language_of, languages};

#[cfg(feature = "ssr")]
mod server {
    use std::sync::LazyLock;

    use super::{SPOKEN, Table};

    include!(concat!(env!("OUT_DIR"), "/tables.rs"));

    static ALL: LazyLock<Vec<&'static Table>> =
        LazyLock::new(|| TABLES.iter().filter_map(|(language, json)| Table::read(language, json)).collect());

    /// The language whose words serve for a tag: `pl` for `pl-PL`, but nothing for another script.
    pub fn language_of(tag: &str) -> Option<&'static str> {
        let mut parts = tag.split('-');
        let base = parts.next()?;
        let has_script = parts.any(|part| part.len() == 4);
        ALL.iter().map(|table| table.language()).find(|known| *known == tag || (*known == base && !has_script))
    }

    /// Every language of the interface, English first.
    pub fn languages() -> Vec<&'static str> {
        std::iter::once("en").chain(ALL.iter().map(|table| table.language())).collect()
    }

    /// Does something in a language; where there are no words in it, in English.
    pub fn in_language<T>(tag: &str, work: impl FnOnce() -> T) -> T {
        struct Before(Option<&'static Table>);
        impl Drop for Before {
            fn drop(&mut self) {
                SPOKEN.set(self.0);
            }
        }
        let table =
            language_of(tag).and_then(|language| ALL.iter().copied().find(|table| table.language() == language));
        let _before = Before(SPOKEN.replace(table));
        work()
    }
}
