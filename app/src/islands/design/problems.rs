//! Along the foot: what must be mended before publishing, and what is to be considered.

use leptos::prelude::*;
use shared::draft::strings::{Progress, untranslated};
use shared::language::english_name;
use shared::questionnaire::Fault;

use super::screen::{Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{El, el, live};
use crate::widgets::icon;

/// More would bury the first; the rest come when these are mended.
const MOST: usize = 40;

/// A missing translation is no fault of its question: each language has one line for all of them.
const TRANSLATION: &str = "translation";

pub fn problems(screen: Screen) -> El {
    let faults = Memo::new(move |_| {
        let mut faults = screen.faults.get();
        faults.retain(|fault| fault.code != TRANSLATION);
        faults
    });
    let languages = Memo::new(move |_| {
        screen.rested.track();
        screen.peek(untranslated)
    });
    let count = move |odd: bool| {
        let faults = faults.with(|faults| faults.iter().filter(|fault| fault.is_odd() == odd).count());
        faults + if odd { languages.with(Vec::len) } else { 0 }
    };
    el("section.problems")
        .attr("aria-labelledby", "problems-title")
        .child(
            el("div.row")
                .child(el("h2").id("problems-title").child("Before you publish"))
                .child(live(move || match count(false) {
                    0 => el("span.tag.good").child(icon("#i-check")).child("Nothing to mend"),
                    many => el("span.tag.stop").child(format!("{many} to mend")),
                }))
                .child(live(move || match count(true) {
                    0 => None,
                    many => Some(el("span.tag").child(format!("{many} to consider"))),
                })),
        )
        .child(live(move || {
            hands::hold_focus();
            let faults = faults.get().into_iter().take(MOST).enumerate();
            let slug = screen.peek(|draft| draft.slug.clone());
            el("ul")
                .children(faults.map(|(index, fault)| line(screen, index, fault)))
                .children(languages.get().into_iter().map(|(tag, progress)| language(&slug, &tag, progress)))
        }))
}

fn language(slug: &str, tag: &str, progress: Progress) -> El {
    let name = english_name(tag);
    let verb = if progress.of == 1 { "text is" } else { "texts are" };
    let words = format!("{} of {} {verb} not translated yet", progress.missing(), progress.of);
    el("li").child(icon("#i-info")).child(
        el("span")
            .child(
                el("a")
                    .id(format!("untranslated-{tag}"))
                    .attr("href", format!("/design/{slug}/translate?to={tag}"))
                    .child(el("span.unseen").child("To consider: "))
                    .child(name),
            )
            .child(": ")
            .child(words),
    )
}

fn line(screen: Screen, index: usize, fault: Fault) -> El {
    let (name, open) = match fault.question.as_str() {
        "" => ("The survey".to_owned(), place_of_survey_fault(screen, &fault)),
        id => (id.to_owned(), Open::Question(id.to_owned())),
    };
    let field = field_of(&fault, &open);
    // “HK1: HK1 asks …” would say it twice.
    let message = fault.message.strip_prefix(&name).unwrap_or(&fault.message).trim_start().to_owned();
    let joint = if message.len() < fault.message.len() { " " } else { ": " };
    el(if fault.is_odd() { "li" } else { "li.bad" })
        .child(icon(if fault.is_odd() { "#i-info" } else { "#i-alert" }))
        .child(
            el("span")
                .child(
                    el("a")
                        .id(format!("problem-{index}"))
                        .attr("href", format!("#{}", fault.question))
                        .child(el("span.unseen").child(if fault.is_odd() { "To consider: " } else { "To mend: " }))
                        .child(name)
                        .on("click", move |event| {
                            event.prevent();
                            link_to(screen, open.clone());
                            unfold(screen, field);
                            hands::focus(field);
                        }),
                )
                .child(joint)
                .child(message),
        )
}

/// A section's rule has no question.
fn place_of_survey_fault(screen: Screen, fault: &Fault) -> Open {
    if fault.code == "section-title" {
        let is_it = |number: usize| fault.message.starts_with(&format!("Section {number} "));
        let found = screen.peek(|draft| {
            let mut sections = draft.sections.iter().enumerate();
            sections.find(|(at, _)| is_it(at + 1)).map(|(_, section)| section.id.clone())
        });
        return found.map_or(Open::Survey, Open::Section);
    }
    if fault.property != "relevant" {
        return Open::Survey;
    }
    let found = screen.peek(|draft| {
        let has_it = |rule: &Option<String>| rule.as_ref().is_some_and(|rule| fault.message.starts_with(rule.as_str()));
        draft.sections.iter().find(|section| has_it(&section.relevant)).map(|section| section.id.clone())
    });
    found.map_or(Open::Survey, Open::Section)
}

/// The field at which a fault is mended.
fn field_of(fault: &Fault, open: &Open) -> &'static str {
    let property = if fault.property.is_empty() { fault.code } else { fault.property };
    match (open, property) {
        (Open::Section(_), "section-title") => "section-title",
        (Open::Section(_), _) => "section-relevant",
        (Open::Survey, "title") => "survey-title",
        (Open::Survey, "short-route") => "survey-short_route",
        (Open::Survey, _) => "editor-title",
        (_, "relevant" | "asks-ahead" | "circular") => "q-relevant",
        (_, "required_when") => "q-required_when",
        (_, "calculation") => "q-calculation",
        (_, "default") => "q-default",
        (_, "count") => "q-count",
        (_, "filter") => "q-filter",
        (_, "constraint" | "constraint-message") => "q-constraint-0",
        (_, "options" | "code" | "code-twice" | "option-label" | "option-label-twice") => "q-options-add",
        (_, "rows") => "q-rows-add",
        (_, "limits") => "q-min",
        (_, "label") => "q-label",
        (_, "hint") => "q-hint",
        _ => "editor-title",
    }
}

fn unfold(screen: Screen, field: &str) {
    if matches!(field, "q-required_when" | "q-default" | "q-min" | "q-filter") {
        screen.unfolded.update(|unfolded| unfolded.push("q-more".to_owned()));
    }
}
