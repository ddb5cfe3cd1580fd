//! A value that views follow; whoever shares it holds it in an `Arc`.
//!
//! It is a plain value beside one of Leptos's triggers. Leptos's own signals are compiled anew for each type
//! that they carry, which would cost a phone 5 kB more.

use std::sync::{PoisonError, RwLock};

use leptos::prelude::{Notify, Track};
use leptos::reactive::signal::ArcTrigger;

#[derive(Default)]
pub struct Followed<T> {
    value: RwLock<T>,
    trigger: ArcTrigger,
}

impl<T> Followed<T> {
    pub fn new(value: T) -> Self {
        Followed { value: RwLock::new(value), trigger: ArcTrigger::new() }
    }

    /// Reads, and has whoever is being drawn follow.
    pub fn with<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        self.trigger.track();
        self.peek(read)
    }

    /// Reads without following.
    pub fn peek<U>(&self, read: impl FnOnce(&T) -> U) -> U {
        read(&self.value.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub fn get(&self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub fn set(&self, value: T) {
        self.change(|old| *old = value);
    }

    /// Changes it in place, then tells whoever follows.
    pub fn change<U>(&self, change: impl FnOnce(&mut T) -> U) -> U {
        let done = change(&mut self.value.write().unwrap_or_else(PoisonError::into_inner));
        self.trigger.notify();
        done
    }
}
