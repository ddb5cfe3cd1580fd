//! What the translator's view knows beside the screen: which texts are shown, what is counted, what is older.

use std::collections::HashSet;

use leptos::prelude::*;
use shared::draft::desk::Thing;
use shared::draft::strings::{Part, Progress, Role, Spot, each, outdated, progress, said};
use shared::questionnaire::Questionnaire;

use crate::islands::design::screen::{Open, Screen, find};
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

/// One text.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub key: String,
    pub role: Role,
    /// The question around it.
    pub question: Option<String>,
    /// The code of a choice or a row.
    pub code: Option<String>,
    pub is_row: bool,
    pub thing: Thing,
    pub property: String,
    pub original: String,
    pub words: String,
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
                if part != here {
                    self.open(part);
                }
                if index >= self.most.get_untracked() {
                    self.most.set((index / STEP + 1) * STEP);
                }
                self.at.set_value(key.clone());
                hands::focus(field_id(&key));
            }
            None => self.screen.said.set("Everything is translated".to_owned()),
        }
    }
}

/// The id of a text's field.
pub fn field_id(key: &str) -> String {
    format!("t-{}", key.replace(char::is_whitespace, "-"))
}

fn opened(part: Part) -> Open {
    match part {
        Part::Survey => Open::Survey,
        Part::Section(id) => Open::Section(id.to_owned()),
        Part::List(name) => Open::List(name.to_owned()),
    }
}

/// A question is translated with its page.
fn part_of(draft: &Questionnaire, open: &Open) -> Open {
    let Open::Question(id) = open else { return open.clone() };
    let has_it = |section: &&shared::questionnaire::Section| {
        section.questions.iter().any(|asked| asked.id == *id || asked.questions.iter().any(|inner| inner.id == *id))
    };
    draft.sections.iter().find(has_it).map_or(Open::Survey, |section| Open::Section(section.id.clone()))
}

fn is_in(spot: &Spot, part: &Open) -> bool {
    match (spot.part, part) {
        (Part::Survey, Open::Survey) => true,
        (Part::Section(id), Open::Section(open)) => id == open,
        (Part::List(name), Open::List(open)) => name == open,
        _ => false,
    }
}

fn rows(draft: &Questionnaire, part: &Open, tongue: &str, most: usize, is_shown: impl Fn(&str) -> bool) -> Vec<Row> {
    let main = draft.main_language();
    let (mut rows, mut known) = (Vec::new(), HashSet::new());
    each(draft, &mut |spot, text| {
        let original = said(text, main, main);
        if rows.len() >= most || !is_in(&spot, part) || original.trim().is_empty() {
            return;
        }
        let (key, words) = (spot.key(), said(text, tongue, main));
        let is_there = words.trim().is_empty() || is_shown(&key);
        // A code that stands twice is a fault of its own.
        if is_there && known.insert(key.clone()) {
            rows.push(row(&spot, key, original, words));
        }
    });
    rows
}

fn row(spot: &Spot, key: String, original: &str, words: &str) -> Row {
    use shared::draft::strings::Of;
    let code = match spot.of {
        Of::Option(_, code) | Of::Row(_, code) | Of::Choice(_, code) => Some(code.to_owned()),
        _ => None,
    };
    Row {
        key,
        role: spot.role,
        question: spot.question().map(str::to_owned),
        code,
        is_row: matches!(spot.of, Of::Row(..)),
        thing: spot.thing(),
        property: spot.property(),
        original: original.to_owned(),
        words: words.to_owned(),
    }
}

/// Part, key, and how many texts of the part stand before it.
fn next_missing(draft: &Questionnaire, tongue: &str, at: &str, here: &Open) -> Option<(Open, String, usize)> {
    let main = draft.main_language();
    let (mut first, mut next) = (None, None);
    let (mut has_passed, mut before, mut within) = (false, Open::default(), 0);
    each(draft, &mut |spot, text| {
        if next.is_some() || said(text, main, main).trim().is_empty() {
            return;
        }
        let part = opened(spot.part);
        if part != before {
            (before, within) = (part.clone(), 0);
        }
        let (key, index) = (spot.key(), within);
        within += 1;
        let is_missing = said(text, tongue, main).trim().is_empty();
        // Without a place of one's own, the part that is open comes first.
        has_passed |= at.is_empty() && part == *here;
        if is_missing && key != at {
            let found = (part, key.clone(), index);
            if has_passed {
                next = Some(found);
            } else if first.is_none() {
                first = Some(found);
            }
        }
        has_passed |= key == at;
    });
    next.or(first)
}

/// A question's heading.
pub fn heading(screen: Screen, id: &str) -> String {
    screen.peek(|draft| {
        let main = draft.main_language();
        find(draft, id).map(|question| crate::islands::design::screen::short_name(question, main)).unwrap_or_default()
    })
}
