//! The rarer properties of a question, under “More”.

use serde_json::{Value, json};
use shared::Missing;
use shared::draft::desk::Thing;
use shared::questionnaire::{Kind, Question};

use crate::islands::design::fields::{WordsField, number, plain, tick};
use crate::islands::design::hands;
use crate::islands::design::rule::{Rule, constraints, rule};
use crate::islands::design::screen::Screen;
use crate::widgets::el::{El, el};

use super::place::{id_field, kind_field, list_field, place_field};

pub fn more(screen: Screen, question: &Question) -> Vec<El> {
    let own = Thing::Question(question.id.clone());
    let kind = question.kind;
    let mut parts = Vec::new();
    parts.push(el("div.pair").child(id_field(screen, question)).child(kind_field(screen, question)));
    // The usual properties have it where it has another meaning.
    if !matches!(kind, Kind::Calculate | Kind::Repeat) {
        let field = WordsField {
            hint: "For tables and for the page where answers are checked.",
            ..WordsField::new(own.clone(), "name", "q-name", "Short name")
        };
        parts.push(field.view(screen));
    }
    parts.push(place_field(screen, question));
    if kind == Kind::Repeat {
        let count = Rule::of(&own, "count", "q-count", "How often")
            .hint("Leave it empty, and people add as many as they have.")
            .value();
        parts.push(rule(screen, count));
    }
    if !question.is_asked() || kind == Kind::Repeat {
        return parts;
    }
    parts.push(
        el("div.pair").child(tick(screen, &own, "short", "q-short".into(), "Asked on the short route too")).child(
            tick(screen, &own, "sensitive", "q-sensitive".into(), "Sensitive: handled with care, never shown by name"),
        ),
    );
    let when = Rule::of(&own, "required_when", "q-required_when", "Must be answered when")
        .hint("For “only sometimes”. Leave it empty otherwise.");
    parts.push(rule(screen, when));
    parts.push(reasons(screen, &own, "missing", "Reasons for leaving it open"));
    if question.is_grid() {
        parts.push(reasons(screen, &own, "row_missing", "Reasons for leaving one row open"));
    }
    parts.push(constraints(screen, question));
    if matches!(kind, Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber | Kind::Text | Kind::Long | Kind::Rank)
    {
        parts.push(limits(screen, &own, kind));
    }
    if matches!(kind, Kind::Single | Kind::Multi | Kind::Rank) {
        parts.push(list_field(screen, question));
    }
    if kind != Kind::Calculate {
        let first = Rule::of(&own, "default", "q-default", "What stands there at first")
            .hint("A value or another answer, such as ${B1}. People can change it.")
            .value();
        parts.push(rule(screen, first));
        if matches!(kind, Kind::Number | Kind::Money | Kind::Text | Kind::Date) {
            let worked = Rule::of(&own, "calculation", "q-calculation", "Worked out as")
                .hint("Shown to people, who cannot change it. Leave it empty, and they answer themselves.")
                .value();
            parts.push(rule(screen, worked));
        }
        parts.push(plain(screen, &own, "standard", "q-standard".into(), "The standard it comes from (optional)"));
    }
    parts
}

fn limits(screen: Screen, own: &Thing, kind: Kind) -> El {
    let (least, most) = match kind {
        Kind::Rank => ("", "Most choices"),
        Kind::Text | Kind::Long => ("", "Most letters"),
        _ => ("Least", "Most"),
    };
    let counts = matches!(kind, Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber);
    el("div.pair")
        .child((!least.is_empty()).then(|| number(screen, own, "min", "q-min".into(), least)))
        .child(number(screen, own, "max", "q-max".into(), most))
        .child(
            (kind == Kind::Number)
                .then(|| number(screen, own, "decimals", "q-decimals".into(), "Digits after the point")),
        )
        .child(
            (counts && kind != Kind::GridNumber)
                .then(|| tick(screen, own, "estimate", "q-estimate".into(), "“This is an estimate” can be ticked")),
        )
}

/// “Don’t know” and “Prefer not to say”, each on or off.
fn reasons(screen: Screen, own: &Thing, property: &'static str, label: &'static str) -> El {
    let one = |missing: Missing| {
        let words = match missing {
            Missing::DontKnow => "Don’t know",
            Missing::PreferNotToSay => "Prefer not to say",
        };
        let id = format!("q-{property}-{}", missing.code());
        let (shown, changed, field) = (own.clone(), own.clone(), id.clone());
        let code = json!(missing.code());
        let wanted = code.clone();
        let input = el("input")
            .attr("type", "checkbox")
            .id(id.clone())
            .attr("autocomplete", "off")
            .follow(move |element| {
                let now = screen.value(&shown, property);
                hands::show_checked(element, now.as_array().is_some_and(|codes| codes.contains(&code)));
            })
            .on("change", move |event| {
                let now = screen.peek_value(&changed, property);
                let mut codes = now.as_array().cloned().unwrap_or_default();
                codes.retain(|known| *known != wanted);
                if event.checked() {
                    codes.push(wanted.clone());
                }
                let after = if codes.is_empty() { Value::Null } else { Value::Array(codes) };
                screen.set(&changed, property, None, after, &field);
                screen.pause();
            });
        el("div.tick").child(input).child(el("label").attr("for", id).child(words))
    };
    el("fieldset").child(el("legend.label").child(label)).child(el("div.pair").children(Missing::ALL.map(one)))
}
