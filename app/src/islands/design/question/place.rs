//! What a question is and where it stands: id, type, place, and the list of its choices.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::draft::desk::{Thing, place_of};
use shared::draft::{Holder, kind_in_words, wishes};
use shared::questionnaire::{Kind, Question};

use crate::islands::design::drag::go_to;
use crate::islands::design::fields::{refusal, select};
use crate::islands::design::rule::{Rule, rule};
use crate::islands::design::screen::{Open, Refused, Screen};
use crate::islands::design::{hands, link_to};
use crate::widgets::el::{El, el};

pub fn id_field(screen: Screen, question: &Question) -> El {
    let id = question.id.clone();
    if screen.is_published(&id) {
        return el("div.flow.g1")
            .child(el("p.label").child("Id"))
            .child(el("p.num").child(id))
            .child(el("p.hint").child("It stays: answers of the published version have it."));
    }
    let shown = id.clone();
    el("div.flow.g1")
        .child(el("label.label").attr("for", "q-id").child("Id"))
        .child(
            el("input.input.w-m")
                .attr("type", "text")
                .id("q-id")
                .attr("autocomplete", "off")
                .attr("aria-describedby", "q-id-about q-id-refused")
                .follow(move |element| hands::show_value(element, &shown))
                .on("change", move |event| {
                    let new = event.value().trim().to_owned();
                    if let Some(why) = screen.why_not_id(&new, Some(&id)) {
                        screen.refused.set(Some(Refused { at: "q-id".to_owned(), why }));
                    } else if new != id {
                        let edits = screen.peek(|draft| wishes::rename(draft, &id, &new)).unwrap_or_default();
                        if screen.act(edits, "q-id") {
                            link_to(screen, Open::Question(new));
                        }
                    }
                }),
        )
        .child(
            el("p.hint")
                .id("q-id-about")
                .child("In the data. It stays once the survey is published; rules that name it follow."),
        )
        .child(refusal(screen, "q-id".to_owned()))
}

pub fn kind_field(screen: Screen, question: &Question) -> El {
    if screen.is_published(&question.id) {
        return el("div.flow.g1")
            .child(el("p.label").child("Type"))
            .child(el("p").child(kind_in_words(question.kind)))
            .child(el("p.hint").child(
                "It stays: answers of the published version are of this type. Add a new question for another.",
            ));
    }
    let code = |kind: Kind| json!(kind).as_str().unwrap_or_default().to_owned();
    let in_repeat = screen.peek(|draft| place_of(draft, &question.id).is_some_and(|place| place.repeat.is_some()));
    let kinds = [
        Kind::Single,
        Kind::Multi,
        Kind::Rank,
        Kind::Text,
        Kind::Long,
        Kind::Number,
        Kind::Year,
        Kind::Money,
        Kind::Split,
        Kind::GridSingle,
        Kind::GridNumber,
        Kind::Date,
        Kind::Time,
        Kind::DateTime,
        Kind::Place,
        Kind::Boroughs,
        Kind::OrganisationId,
        Kind::Contact,
        Kind::Note,
        Kind::Calculate,
        Kind::Repeat,
    ];
    let fits = |kind: &Kind| !in_repeat || !matches!(kind, Kind::Repeat | Kind::Contact);
    let choices = kinds.into_iter().filter(fits).map(|kind| (code(kind), kind_in_words(kind).to_owned())).collect();
    let (label, control) = select("q-type".into(), "Type", choices, &code(question.kind));
    let own = Thing::Question(question.id.clone());
    let control = control.on("change", move |event| {
        screen.set(&own, "type", None, json!(event.value()), "q-type");
        screen.pause();
    });
    el("div.flow.g1").child(label).child(control).child(refusal(screen, "q-type".to_owned()))
}

/// The way for those who do not drag: any place, by its name.
pub fn place_field(screen: Screen, question: &Question) -> El {
    let id = question.id.clone();
    let places = screen.peek(|draft| {
        let now = place_of(draft, &id);
        let places = wishes::places(draft, &id).into_iter();
        let places = places.map(|place| (now.as_ref() == Some(&place), wishes::place_in_words(draft, &place), place));
        places.collect::<Vec<_>>()
    });
    let now = places.iter().position(|(is_now, ..)| *is_now).unwrap_or_default();
    let choices = places.iter().enumerate().map(|(index, (_, words, _))| (index.to_string(), words.clone())).collect();
    let (label, control) = select("q-place".into(), "Stands", choices, &now.to_string());
    let control = control.on("change", move |event| {
        let chosen = event.value().parse::<usize>().ok().and_then(|index| places.get(index));
        if let Some((_, _, place)) = chosen {
            go_to(screen, &id, place.clone());
            hands::focus("q-place");
        }
    });
    el("div.flow.g1").child(label).child(control).child(refusal(screen, "q-place".to_owned()))
}

pub fn list_field(screen: Screen, question: &Question) -> El {
    let own = Thing::Question(question.id.clone());
    let names = screen.peek(|draft| draft.lists.iter().map(|list| list.name.clone()).collect::<Vec<_>>());
    let mut choices = vec![(String::new(), "The options above".to_owned())];
    choices.extend(names.into_iter().map(|name| (name.clone(), format!("The list {name}"))));
    let (label, control) =
        select("q-list".into(), "Choices come from", choices, question.list.as_deref().unwrap_or_default());
    let (changed, of) = (own.clone(), Holder::Options(question.id.clone()));
    let control = control.on("change", move |event| {
        let name = event.value();
        let after = if name.is_empty() { Value::Null } else { Value::String(name.clone()) };
        let edits = screen.peek(|draft| {
            let mut edits: Vec<_> = changed.set(draft, "list", None, after).into_iter().collect();
            if !name.is_empty() {
                // A question has a list or options of its own; from the last, so that each is still where it was.
                let codes = wishes::codes(draft, &of);
                edits.extend(codes.iter().rev().filter_map(|code| wishes::remove_choice(draft, &of, code)));
            }
            edits
        });
        screen.act(edits, "q-list");
        screen.pause();
    });
    let filter = question.list.is_some().then(|| {
        let filter = Rule::of(&own, "filter", "q-filter", "Offer only choices where")
            .hint("Speaks of the list’s columns, such as: borough = ${B4}");
        rule(screen, filter)
    });
    let edit = question.list.clone().map(|name| {
        el("p").child(el("button.button.quiet").attr("type", "button").child("Edit this list").on("click", move |_| {
            link_to(screen, Open::List(name.clone()));
        }))
    });
    el("div.flow.g2")
        .child(el("div.flow.g1").child(label).child(control).child(refusal(screen, "q-list".to_owned())))
        .child(el("p.hint").child("Long lists are made under “The survey”, by pasting a table."))
        .child(edit)
        .child(filter)
}
