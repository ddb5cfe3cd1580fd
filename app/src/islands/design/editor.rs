//! The middle: what is open, with its neighbours in short before and after it.

use leptos::prelude::*;
use shared::draft::{all_questions, kind_in_words};
use shared::questionnaire::{Kind, Question};

use super::fields::{refusal, tongues};
use super::screen::{Lock, Open, Screen, find};
use super::{hands, link_to, lists, question, section, survey};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;

pub fn editor(screen: Screen) -> El {
    // Fields follow their values; the whole is drawn again only when there are other fields.
    let shape = Memo::new(move |_| shape(screen));
    let main = live(move || {
        // Read, since what nobody reads is never worked out.
        shape.with(|_| ());
        hands::hold_focus();
        match screen.open.get_untracked() {
            Open::Survey => survey::survey(screen),
            Open::Section(id) => section::section(screen, &id),
            Open::List(name) => lists::list(screen, &name),
            Open::Question(id) => around(screen, &id),
        }
    });
    el("div.editor.flow")
        .id("editor")
        .attr("role", "region")
        .attr("aria-label", "Editor")
        .child(el("p.to-outline").child(
            el("a").attr("href", "#survey").child(icon("#i-left")).child("Back to the outline").on("click", |event| {
                event.prevent();
                hands::show_outline();
            }),
        ))
        .child(tongue_bar(screen))
        .child(refusal(screen, String::new()))
        .child(match screen.may_change.get_untracked() {
            true => el("div").child(main),
            false => el("fieldset").flag("disabled", true).attr("aria-label", "Only to look at").child(main),
        })
}

fn tongue_bar(screen: Screen) -> Child {
    live(move || {
        let many = screen.see(|draft| draft.languages.len() > 1);
        many.then(|| {
            el("div.row.g2").child(el("span.small.soft").child("Words in")).child(tongues(screen, "words")).child(live(
                move || {
                    screen.other_tongue().map(|tongue| {
                        let name = shared::language::english_name(&tongue);
                        el("span.small").child(format!(
                            "{name} stands below each text. Where it is empty, the main language is shown."
                        ))
                    })
                },
            ))
        })
    })
}

/// Everything that decides which fields there are.
fn shape(screen: Screen) -> String {
    let open = screen.open.get();
    let tongue = screen.other_tongue();
    let published = screen.published.with(Option::is_some);
    screen.see(|draft| {
        let about = match &open {
            Open::Survey => format!(
                "{:?} {} {} {:?}",
                draft.languages,
                draft.ready.len(),
                draft.notice.parts.len(),
                draft.lists.iter().map(|list| (&list.name, list.choices.len())).collect::<Vec<_>>()
            ),
            Open::Section(id) => {
                let sections = draft.sections.iter().map(|section| (&section.id, section.questions.is_empty()));
                format!("{id} {:?}", sections.collect::<Vec<_>>())
            }
            Open::List(name) => format!("{name} {:?}", draft.lists.iter().find(|list| list.name == *name)),
            Open::Question(id) => match find(draft, id) {
                None => String::new(),
                Some(question) => {
                    let codes: Vec<_> = question.options.iter().map(|option| &option.code).collect();
                    let rows: Vec<_> = question.rows.iter().map(|row| &row.code).collect();
                    let inside: Vec<_> = question.questions.iter().map(|inner| &inner.id).collect();
                    let order: Vec<_> = all_questions(draft).map(|question| &question.id).collect();
                    let at = order.iter().position(|known| *known == id).unwrap_or_default();
                    let near = order.get(at.saturating_sub(1)..(at + 2).min(order.len()));
                    let lists: Vec<_> = draft.lists.iter().map(|list| &list.name).collect();
                    format!(
                        "{:?} {codes:?} {rows:?} {inside:?} {near:?} {lists:?} {:?} {} {:?}",
                        question.kind,
                        question.list,
                        question.constraints.len(),
                        draft.sections.iter().map(|section| &section.id).collect::<Vec<_>>(),
                    )
                }
            },
        };
        format!("{open:?} {tongue:?} {published} {about}")
    })
}

fn around(screen: Screen, id: &str) -> El {
    let near = screen.peek(|draft| {
        let all: Vec<&Question> = all_questions(draft).collect();
        let at = all.iter().position(|question| question.id == id)?;
        let get = |at: Option<usize>| at.and_then(|at| all.get(at)).map(|question| (*question).clone());
        Some((get(at.checked_sub(1)), get(Some(at)), get(Some(at + 1))))
    });
    let Some((before, Some(now), after)) = near else {
        return el("p.empty").child("This question is not there any more.");
    };
    el("div.flow")
        .child(before.map(|question| short(screen, &question)))
        .child(question::question(screen, &now))
        .child(after.map(|question| short(screen, &question)))
}

/// A neighbour, to be opened by pressing it.
fn short(screen: Screen, question: &Question) -> El {
    let lock = screen.lock(question);
    let open = Open::Question(question.id.clone());
    let main = screen.main();
    let words = question.label.get(&main, &main).to_owned();
    let words = if words.is_empty() { "No wording yet".to_owned() } else { words };
    el(if lock == Some(Lock::Core) { "section.sheet.locked.short" } else { "section.sheet.short" })
        .attr("aria-label", format!("Question {}", question.id))
        .child(el("div.row").child(whose(screen, question)).child(about(question)))
        .child(el("p.ask").child(el("a").attr("href", format!("#{}", question.id)).child(words).on(
            "click",
            move |event| {
                event.prevent();
                link_to(screen, open.clone());
                hands::focus("editor-title");
            },
        )))
}

/// Whose question it is, as a tag.
pub fn whose(screen: Screen, question: &Question) -> El {
    match screen.lock(question) {
        Some(Lock::Core) => el("span.tag").child(icon("#i-lock")).child("London core"),
        Some(Lock::Module) => el("span.tag").child("Shared across London"),
        None => el("span.tag.local").child("Local"),
    }
}

pub fn about(question: &Question) -> El {
    let kind = if question.kind == Kind::Calculate { "worked out, not shown" } else { kind_in_words(question.kind) };
    el("span.soft.small").child(format!("{}, {}", question.id, kind.to_lowercase()))
}
