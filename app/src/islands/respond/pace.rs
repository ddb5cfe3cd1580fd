//! Many questions that appear at once come a few a frame, so that a slow phone shows the next letter in time.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, AtomicUsize, Ordering};
use std::time::Duration;

use leptos::prelude::{request_animation_frame, set_timeout};

use crate::widgets::followed::Followed;

/// The first of them are seen with the letter; twenty are there within a quarter of a second.
const A_FRAME: usize = 2;

/// One for a page.
#[derive(Default)]
pub struct Pace {
    /// How many have appeared since the last turn, or the last frame.
    appeared: AtomicUsize,
    turn: AtomicU32,
    /// The rest comes with the next frame.
    waits: AtomicBool,
    next: Followed<()>,
}

impl Pace {
    /// A condition that comes true a little later where many others do so in the same turn, by its count. What is
    /// there from the beginning is there at once.
    pub fn slowed(
        self: Arc<Pace>,
        holds: impl Fn() -> (bool, u32) + Send + 'static,
    ) -> impl Fn() -> bool + Send + 'static {
        let (is_new, held) = (AtomicBool::new(true), AtomicBool::new(false));
        move || {
            let (holds, turn) = holds();
            if self.turn.swap(turn, Ordering::Relaxed) != turn {
                self.appeared.store(0, Ordering::Relaxed);
            }
            let appears = !is_new.swap(false, Ordering::Relaxed) && holds && !held.load(Ordering::Relaxed);
            if appears && self.appeared.fetch_add(1, Ordering::Relaxed) >= A_FRAME {
                self.next.with(|()| ());
                self.clone().come_back();
                return false;
            }
            held.store(holds, Ordering::Relaxed);
            holds
        }
    }

    fn come_back(self: Arc<Pace>) {
        if !self.waits.swap(true, Ordering::Relaxed) {
            // After the frame has been painted, not before.
            request_animation_frame(move || {
                set_timeout(
                    move || {
                        self.waits.store(false, Ordering::Relaxed);
                        self.appeared.store(0, Ordering::Relaxed);
                        self.next.set(());
                    },
                    Duration::ZERO,
                );
            });
        }
    }
}
