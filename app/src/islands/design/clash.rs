//! Where two people changed the same: both sides beside each other, and one press to settle it.

use leptos::prelude::*;
use serde_json::Value;
use shared::draft::desk::{Clash, words_at};
use shared::draft::{Edit, Refusal, Set as Change};

use super::screen::{Open, Refused, Screen, why};
use super::{hands, link_to};
use crate::widgets::el::{Child, El, el, live};

pub fn clashes(screen: Screen) -> Child {
    let clashes = Memo::new(move |_| {
        screen.tick.track();
        screen.desk.with_value(|desk| desk.as_ref().map(|desk| desk.clashes().to_vec()).unwrap_or_default())
    });
    live(move || {
        hands::hold_focus();
        let clashes = clashes.get();
        let shown = clashes.iter().enumerate().map(|(index, clash)| one(screen, index, clash));
        let shown: Vec<El> = shown.collect();
        (!shown.is_empty())
            .then(|| el("section.clashes.flow").attr("aria-label", "Changed by two people").children(shown))
    })
}

fn one(screen: Screen, index: usize, clash: &Clash) -> El {
    let who = clash.by.clone().unwrap_or_else(|| "Somebody".to_owned());
    let what = what(&clash.mine);
    let (heading, theirs, keep) = match &clash.why {
        Refusal::Conflict { now } => {
            (format!("{who} changed {what} while you did"), said(screen, &clash.mine, now), "Keep mine")
        }
        Refusal::Gone => {
            // What went is more than the wording that was being typed.
            let gone = clash.theirs.as_ref().map_or_else(|| thing(&clash.mine), self::what);
            (format!("{who} removed {gone} while you changed it"), "(removed)".to_owned(), "Bring it back with mine")
        }
        refusal => (format!("Your change of {what} was not taken"), why(refusal), "Try mine again"),
    };
    let mine = match clash.mine.set() {
        Some(set) => said(screen, &clash.mine, &set.after),
        None => deed(&clash.mine),
    };
    let typed = clash.mine.set().and_then(|set| set.after.as_str()).filter(|_| clash.why == Refusal::Gone);
    let yours = match typed {
        Some(words) => going_on(screen, index, words.to_owned()),
        None => el("div").child(el("dt").child("Yours")).child(el("dd").child(mine)),
    };
    let at = format!("clash-{index}");
    let field = at.clone();
    let open = about(&clash.mine);
    el("div.note.warn").attr("role", "alert").child(
        el("div.flow.g3")
            .child(el("h2").child(heading))
            .child(
                el("dl.sides")
                    .child(yours)
                    .child(el("div").child(el("dt").child("Theirs, in the draft now")).child(el("dd").child(theirs))),
            )
            .child(super::fields::refusal(screen, at))
            .child(
                el("p.row.g2")
                    .child(
                        el("button.button")
                            .attr("type", "button")
                            .id(format!("keep-mine-{index}"))
                            .child(keep)
                            .on("click", move |_| settle(screen, index, true, &field, open.clone())),
                    )
                    .child(
                        el("button.button.second")
                            .attr("type", "button")
                            .id(format!("take-theirs-{index}"))
                            .child("Take theirs")
                            .on("click", move |_| settle(screen, index, false, "", None)),
                    ),
            ),
    )
}

/// Whoever is in the middle of a sentence ends it here: its field has gone.
fn going_on(screen: Screen, index: usize, words: String) -> El {
    let id = mine_id(index);
    let field = el("textarea.input")
        .attr("rows", "3")
        .id(id.clone())
        .attr("autocomplete", "off")
        .follow(move |element| hands::show_value(element, &words))
        .on("input", move |event| {
            screen.desk.update_value(|desk| {
                if let Some(desk) = desk {
                    desk.go_on(index, event.value());
                }
            });
            #[cfg(feature = "browser")]
            super::link::keep(screen);
        });
    el("div")
        .child(el("dt").child(el("label").attr("for", id).child("Yours: you can go on typing")))
        .child(el("dd").child(field))
}

/// Where one's own side can be typed on.
pub fn mine_id(index: usize) -> String {
    format!("clash-{index}-mine")
}

fn settle(screen: Screen, index: usize, mine: bool, field: &str, open: Option<Open>) {
    let mut done = Ok(());
    screen.desk.update_value(|desk| {
        if let Some(desk) = desk {
            if mine {
                done = desk.keep_mine(index);
            } else {
                desk.take_theirs(index);
            }
        }
    });
    if let Err(refusal) = done {
        screen.refused.set(Some(Refused { at: field.to_owned(), why: why(&refusal) }));
        return;
    }
    // The second press of a double click would hit what moves up to this place.
    screen.settling.set(true);
    #[cfg(feature = "browser")]
    super::link::after_double_click(move || screen.settling.set(false));
    screen.said.set(if mine { "Yours is kept" } else { "Theirs stays" }.to_owned());
    if let Some(open) = open {
        link_to(screen, open);
    }
    screen.changed();
    screen.pause();
}

fn about(edit: &Edit) -> Option<Open> {
    match edit {
        Edit::Survey { .. } => Some(Open::Survey),
        Edit::Section { id, .. } => Some(Open::Section(id.clone())),
        Edit::Question { id, .. } => Some(Open::Question(id.clone())),
        _ => None,
    }
}

/// A property's value as people read it.
fn said(screen: Screen, edit: &Edit, value: &Value) -> String {
    let main = screen.main();
    let language = edit.set().and_then(|set| set.language.clone()).unwrap_or_else(|| main.clone());
    match value {
        Value::Null => "(empty)".to_owned(),
        Value::String(words) if words.is_empty() => "(empty)".to_owned(),
        Value::String(words) => words.clone(),
        Value::Bool(true) => "Yes".to_owned(),
        Value::Bool(false) => "No".to_owned(),
        Value::Object(_) if !words_at(value, &language, &main).is_empty() => words_at(value, &language, &main),
        Value::Object(fields) if fields.contains_key("item") => "Something else is there now".to_owned(),
        other => other.to_string(),
    }
}

/// What an edit changes, in the middle of a sentence.
fn what(edit: &Edit) -> String {
    let property = |set: &Change| match set.property.split('/').next().unwrap_or_default() {
        "label" => "the wording".to_owned(),
        "name" => "the short name".to_owned(),
        "hint" => "the hint".to_owned(),
        "title" => "the title".to_owned(),
        "intro" => "the introduction".to_owned(),
        "relevant" => "the rule when it is asked".to_owned(),
        "constraints" => "the rules for answers".to_owned(),
        "required" | "required_when" => "whether an answer is required".to_owned(),
        "choices" => "the choices".to_owned(),
        other => format!("“{}”", other.replace('_', " ")),
    };
    match edit {
        Edit::Survey { set } => format!("{} of the survey", property(set)),
        Edit::Section { id, set } => format!("{} of the section {id}", property(set)),
        Edit::Question { id, set } => format!("{} of {id}", property(set)),
        Edit::Choice { code, set, .. } => format!("{} of the choice {code}", property(set)),
        Edit::List { name, set } => format!("{} of the list {name}", property(set)),
        Edit::AddQuestion { question, .. } => question.id.clone(),
        Edit::RemoveQuestion { id, .. } | Edit::MoveQuestion { id, .. } => id.clone(),
        Edit::AddSection { section, .. } => format!("the section {}", section.id),
        Edit::RemoveSection { id, .. } | Edit::MoveSection { id, .. } => format!("the section {id}"),
        Edit::AddChoice { .. } => "the choices".to_owned(),
        Edit::RemoveChoice { code, .. } | Edit::MoveChoice { code, .. } => format!("the choice {code}"),
        Edit::AddList { list, .. } => format!("the list {}", list.name),
        Edit::RemoveList { name, .. } => format!("the list {name}"),
        Edit::Replace { .. } => "the whole draft".to_owned(),
    }
}

/// What an edit is made in, in the middle of a sentence.
fn thing(edit: &Edit) -> String {
    match edit {
        Edit::Question { id, .. } => id.clone(),
        Edit::Section { id, .. } => format!("the section {id}"),
        Edit::Choice { code, .. } => format!("the choice {code}"),
        Edit::List { name, .. } => format!("the list {name}"),
        other => what(other),
    }
}

/// What was done, where it is no property.
fn deed(edit: &Edit) -> String {
    match edit {
        Edit::AddQuestion { question, .. } => format!("Added: {}", question.label.plain()),
        Edit::RemoveQuestion { .. }
        | Edit::RemoveSection { .. }
        | Edit::RemoveChoice { .. }
        | Edit::RemoveList { .. } => "Removed".to_owned(),
        Edit::AddChoice { choice, .. } => {
            let words = choice.get("label").map(|label| words_at(label, "en", "en")).unwrap_or_default();
            format!("Added: {words}")
        }
        Edit::AddSection { section, .. } => format!("Added: {}", section.title.plain()),
        Edit::AddList { list, .. } => format!("Added: {}", list.name),
        _ => "Moved".to_owned(),
    }
}
