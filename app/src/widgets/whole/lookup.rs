//! A choice out of thousands: type a few letters, choose among what is found; it works without signal.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use shared::questionnaire::{Choice, Kind};
use shared::search::Index;

use crate::widgets::choices::reason_of_code;
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::field::{Field, missing_value, reason_words};
use crate::widgets::followed::Followed;
use crate::widgets::parts::{Toggle, label, or, text_input};
use crate::words;

/// From so many choices on, they are looked up and not listed.
const LONG: usize = 20;
/// So many are shown of what is found.
const MOST: usize = 12;
/// Nothing drawn yet.
const UNKNOWN: usize = usize::MAX;

pub fn is_long(field: &Field) -> bool {
    field.question.list.is_some() || field.question.options.len() > 3 * LONG
}

pub fn lookup(field: &Field) -> El {
    let query = Arc::new(Followed::new(String::new()));
    let (typed, field) = (query.clone(), field.clone());
    let id = field.id("search");
    let input = text_input("input.input", id.clone(), String::new())
        .attr("type", "search")
        .attr("enterkeyhint", "search")
        .on("input", move |event| typed.set(event.value()));
    let pressed = field.clone();
    let before = AtomicUsize::new(UNKNOWN);
    el("div.flow.g3")
        .child(label("label.hint", id, words::type_a_few_letters()))
        .child(input)
        .child(live(move || {
            field.around.host.follow();
            let count = field.around.host.count_choices(&field.path);
            // Without a filter a list only ever arrives.
            if before.swap(count, Ordering::Relaxed) == count && field.question.filter.is_none() {
                return Child::Same;
            }
            let shelf = Shelf::of(&field, count > 0);
            let (field, query) = (field.clone(), query.clone());
            live(move || shelf.found(&field, &query))
        }))
        .on("change", move |event| {
            if event.attribute("type") != "search" {
                press(&pressed, event.value(), event.checked());
            }
        })
}

/// The choices that are offered, and where their words are.
struct Shelf {
    /// Whether the list is on this phone.
    is_here: bool,
    choices: Vec<Choice>,
    index: Index,
}

impl Shelf {
    fn of(field: &Field, is_here: bool) -> Shelf {
        let choices = field.around.host.choices(&field.path);
        let label = |at: usize| choices.get(at).map(|choice| field.words(&choice.label)).unwrap_or_default();
        Shelf { is_here, index: Index::of(choices.len(), label), choices }
    }

    /// What is chosen, then what is found, as cards.
    fn found(&self, field: &Field, query: &Followed<String>) -> Child {
        field.pushed.get();
        if self.choices.is_empty() {
            let words = if self.is_here { words::nothing_fits() } else { words::list_on_its_way() };
            return el("div.flow.g2").child(el("p.hint").child(words)).children(reasons(field)).into();
        }
        let chosen = match field.typed() {
            Some(Value::String(code)) => vec![code],
            _ => field.codes(),
        };
        let is_chosen = |choice: &Choice| chosen.contains(&choice.code);
        let (hits, all) = query.with(|words| self.index.find(words, MOST));
        let kept = self.choices.iter().filter(|choice| is_chosen(choice));
        let others = hits.iter().filter_map(|at| self.choices.get(*at)).filter(|choice| !is_chosen(choice));
        let card = |choice: &Choice| {
            let toggle = Toggle {
                is_radio: field.question.kind == Kind::Single,
                name: field.input_name(),
                value: choice.code.clone(),
                id: field.id(&choice.code),
                label: field.wording(&choice.label),
                hint: None,
                checked: is_chosen(choice),
            };
            toggle.card()
        };
        let count = words::found(all);
        el("div.flow.g2")
            .child(el("div.choices").children(kept.chain(others).map(card)))
            .child((all > MOST || all == 0).then(|| el("p.hint").attr("role", "status").child(count)))
            .children(reasons(field))
            .into()
    }
}

/// The reasons for leaving it open, after an "or".
fn reasons(field: &Field) -> Vec<El> {
    let given = field.missing();
    let cards = field.question.missing.iter().map(|reason| {
        let toggle = Toggle {
            is_radio: field.question.kind == Kind::Single,
            name: field.input_name(),
            value: reason.code().to_owned(),
            id: field.id(reason.code()),
            label: reason_words(*reason).into(),
            hint: None,
            checked: given == Some(*reason),
        };
        toggle.card()
    });
    let cards: Vec<El> = cards.collect();
    if cards.is_empty() { Vec::new() } else { vec![or(), el("div.choices").children(cards)] }
}

fn press(field: &Field, code: String, on: bool) {
    if let Some(reason) = reason_of_code(field, &code) {
        return field.set_and_show(on.then(|| missing_value(reason)));
    }
    if field.question.kind == Kind::Single {
        return field.set_and_show(Some(Value::String(code)));
    }
    let mut codes = field.codes();
    codes.retain(|known| *known != code);
    if on {
        codes.push(code);
    }
    field.set_codes(codes);
    field.push();
}
