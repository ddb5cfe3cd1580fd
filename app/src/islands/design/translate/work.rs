//! What the translator's view knows beside the screen: which texts are shown, what is counted, what is older.

use std::collections::HashSet;

use leptos::prelude::*;
use shared::draft::strings::{Progress, outdated, progress};

use super::texts::{Row, field_id, next_missing, opened, part_of, rows};
use crate::islands::design::screen::{Open, Screen, find, short_name};
use crate::islands::design::{hands, link_to};

/// Texts that are drawn at once; a page of a thousand questions comes in pieces.
pub const STEP: usize = 150;

/// Copied into every handler.
#[derive(Clone, Copy)]
pub struct Work {
    pub screen: Screen,
    /// Only texts without a translation are shown.
    pub only_missing: RwSignal<bool>,
    /// So many texts are drawn.
    pub most: RwSignal<usize>,
    /// The texts of the part that is open, as they are now.
    pub rows: Memo<Vec<Row>>,
    /// The whole and each part, a moment after a change.
    pub counts: Memo<Counts>,
    /// Keys of translations that are older than their originals.
    pub old: Memo<HashSet<String>>,
    /// The text at which somebody works.
    pub at: StoredValue<String>,
}

/// What is counted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Counts {
    pub whole: Progress,
    pub parts: Vec<(Open, Progress)>,
}

/// Under a filter, what was missing when it was drawn stays: else it would vanish at its first letter.
type Kept = (Open, String, bool, HashSet<String>);

impl Work {
    pub fn new(screen: Screen) -> Work {
        let (only_missing, most) = (RwSignal::new(false), RwSignal::new(STEP));
        let kept: StoredValue<Kept> = StoredValue::new(Kept::default());
        let rows = Memo::new(move |_| {
            let (only, most) = (only_missing.get(), most.get());
            let open = screen.open.get();
            let Some(tongue) = screen.other_tongue() else { return Vec::new() };
            screen.see(|draft| {
                let part = part_of(draft, &open);
                let mut stays = HashSet::new();
                kept.update_value(|(of, to, filtered, keys)| {
                    if (&*of, &*to, *filtered) == (&part, &tongue, only) {
                        stays = std::mem::take(keys);
                    }
                });
                let rows = rows(draft, &part, &tongue, most, |key| !only || stays.contains(key));
                kept.set_value((part, tongue.clone(), only, rows.iter().map(|row| row.key.clone()).collect()));
                rows
            })
        });
        let counts = Memo::new(move |_| {
            screen.rested.track();
            let Some(tongue) = screen.other_tongue() else { return Counts::default() };
            screen.peek(|draft| {
                let (whole, parts) = progress(draft, &tongue);
                Counts { whole, parts: parts.into_iter().map(|(part, counted)| (opened(part), counted)).collect() }
            })
        });
        let old = Memo::new(move |_| {
            screen.rested.track();
            let Some(tongue) = screen.other_tongue() else { return HashSet::new() };
            screen.published.with(|published| {
                let old = published.as_ref().map(|version| screen.peek(|draft| outdated(draft, version, &tongue)));
                old.unwrap_or_default().into_iter().collect()
            })
        });
        Work { screen, only_missing, most, rows, counts, old, at: StoredValue::new(String::new()) }
    }

    /// The language that the address names, or the first one beside the main one.
    pub fn arrive(self) {
        let search = window().location().search().unwrap_or_default();
        let named = search.trim_start_matches('?').split('&').find_map(|pair| pair.strip_prefix("to="));
        let tags = self.screen.peek(|draft| draft.languages.clone());
        let tag = tags.iter().skip(1).find(|tag| Some(tag.as_str()) == named).or(tags.get(1));
        if let Some(tag) = tag {
            self.screen.tongue.set(tag.clone());
        }
    }

    /// The language that is translated into.
    pub fn target(self) -> Option<String> {
        self.screen.other_tongue()
    }

    /// Whether a part is open.
    pub fn part(self) -> Open {
        let open = self.screen.open.get();
        self.screen.peek(|draft| part_of(draft, &open))
    }

    pub fn open(self, part: Open) {
        self.most.set(STEP);
        self.at.set_value(String::new());
        link_to(self.screen, part);
    }

    /// Opens what is missing next, after the text at which somebody works; from the top where nothing follows.
    pub fn go_to_next_missing(self) {
        let Some(tongue) = self.target() else { return };
        let (at, here) = (self.at.get_value(), self.part());
        let found = self.screen.peek(|draft| next_missing(draft, &tongue, &at, &here));
        match found {
            Some((part, key, index)) => {
                let is_drawn = part == here && index < self.most.get_untracked();
                if part != here {
                    self.open(part);
                }
                if index >= self.most.get_untracked() {
                    self.most.set((index / STEP + 1) * STEP);
                }
                self.at.set_value(key.clone());
                match is_drawn {
                    true => hands::focus_now(&field_id(&key)),
                    false => hands::focus(field_id(&key)),
                }
            }
            None => self.screen.said.set("Everything is translated".to_owned()),
        }
    }
}

/// A question's heading.
pub fn heading(screen: Screen, id: &str) -> String {
    screen.peek(|draft| {
        let main = draft.main_language();
        find(draft, id).map(|question| short_name(question, main)).unwrap_or_default()
    })
}
