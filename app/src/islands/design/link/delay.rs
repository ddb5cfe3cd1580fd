//! What is done a moment later, once, however often it is asked for.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::device::desk::later;

thread_local! {
    /// Which of the delayed works is the newest, by name.
    static NEWEST: RefCell<HashMap<&'static str, u32>> = RefCell::default();
}

/// Does something after a while, unless it is asked for again in the meantime.
pub(super) fn after_rest(name: &'static str, millis: f64, work: impl FnOnce() + 'static) {
    let number = NEWEST.with_borrow_mut(|newest| {
        let number = newest.entry(name).or_default();
        *number = number.wrapping_add(1);
        *number
    });
    later(millis, move || {
        if NEWEST.with_borrow(|newest| newest.get(name) == Some(&number)) {
            work();
        }
    });
}
