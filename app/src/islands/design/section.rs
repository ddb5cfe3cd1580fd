//! A section: its title and introduction, when it is shown, and where it stands.

use leptos::prelude::*;
use shared::draft::desk::Thing;
use shared::draft::wishes;

use super::fields::{WordsField, refusal};
use super::rule::{Rule, rule};
use super::screen::{Lock, Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{El, el};
use crate::widgets::icon;

pub fn section(screen: Screen, id: &str) -> El {
    let thing = Thing::Section(id.to_owned());
    let found = screen.peek(|draft| {
        let at = draft.sections.iter().position(|section| section.id == id)?;
        Some((at, draft.sections.get(at)?.clone()))
    });
    let Some((at, section)) = found else {
        return el("p.empty").child("This section is not there any more.");
    };
    let has_core = section.questions.iter().any(|question| screen.lock(question) == Some(Lock::Core));
    let core_note = has_core.then(|| {
        el("p.small.why").child(icon("#i-lock")).child(el("span").child(
            "London’s core is asked here, of everybody and in the same order everywhere. So this section has no rule when it is shown, keeps its place among the other sections of the core, and stays. Its title and introduction are yours.",
        ))
    });
    // A way that the core's order forbids is not offered.
    let may_go = |up: bool| {
        let edit = screen.peek(|draft| wishes::step_section(draft, id, up));
        edit.is_some_and(|edit| screen.would_take(&edit))
    };
    let step = |up: bool| {
        if has_core && !may_go(up) {
            return None;
        }
        let id = id.to_owned();
        let words = if up { "Move this section up" } else { "Move this section down" };
        let button = el("button.button.second.lone")
            .attr("type", "button")
            .id(if up { "section-up" } else { "section-down" })
            .attr("aria-label", words)
            .child(icon(if up { "#i-up" } else { "#i-down" }))
            .on("click", move |_| match screen.peek(|draft| wishes::step_section(draft, &id, up)) {
                Some(edit) => {
                    if screen.act(vec![edit], "section-move") {
                        screen.said.set(format!("The section has moved {}", if up { "up" } else { "down" }));
                        screen.pause();
                    }
                }
                None => screen.said.set("It cannot move further".to_owned()),
            });
        Some(button)
    };
    let gone = id.to_owned();
    let remove = (!has_core).then(|| {
        el("button.button.second.lone")
            .attr("type", "button")
            .id("section-remove")
            .attr("aria-label", "Remove this section and its questions")
            .child(icon("#i-x"))
            .on("click", move |_| {
                let edit = screen.peek(|draft| wishes::remove_section(draft, &gone));
                if edit.is_some_and(|edit| screen.act(vec![edit], "section-move")) {
                    screen.said.set("The section has been removed. Undo brings it back".to_owned());
                    link_to(screen, Open::Survey);
                    hands::focus("editor-title");
                }
            })
    });
    let main = screen.main();
    let lines = section.questions.iter().map(|question| {
        let open = Open::Question(question.id.clone());
        el("li").child(
            el("a")
                .attr("href", format!("#{}", question.id))
                .child(format!("{} {}", question.id, super::screen::short_name(question, &main)))
                .on("click", move |event| {
                    event.prevent();
                    link_to(screen, open.clone());
                }),
        )
    });
    let lines: Vec<El> = lines.collect();
    el("section.sheet.now.flow.g3")
        .attr("aria-label", "Section, being edited")
        .child(
            el("div.row")
                .child(el("h2").id("editor-title").attr("tabindex", "-1").child(format!("Section {}", at + 1)))
                .child(el("span.row.push.g1").child(step(true)).child(step(false)).child(remove)),
        )
        .child(refusal(screen, "section-move".to_owned()))
        .child(core_note)
        .child(
            WordsField { asks: true, rows: 1, ..WordsField::new(thing.clone(), "title", "section-title", "Title") }
                .view(screen),
        )
        .child(
            WordsField {
                rows: 2,
                ..WordsField::new(thing.clone(), "intro", "section-intro", "Introduction (optional)")
            }
            .view(screen),
        )
        .child((!has_core || section.relevant.is_some()).then(|| {
            let shown = Rule::of(&thing, "relevant", "section-relevant", "Shown when");
            rule(screen, shown.hint("Leave it empty to show the page to everybody."))
        }))
        .child(el("h3.label").child("Its questions"))
        .child(if lines.is_empty() { el("p.hint").child("None yet.") } else { el("ul.bullets").children(lines) })
}
