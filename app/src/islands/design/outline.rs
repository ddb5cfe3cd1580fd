//! The outline: sections with their questions, what is locked, what is wrong, and where things go.

use leptos::prelude::*;
use shared::draft::wishes;
use shared::questionnaire::{Ownership, Question};

use super::drag::grip;
use super::screen::{Dialog, Lock, Open, Screen, short_name};
use super::{hands, link_to};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon;

/// One line of the outline; drawn again only when something in it changes.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: String,
    name: String,
    section: String,
    repeat: Option<String>,
    lock: Option<Lock>,
    ownership: Ownership,
    faults: usize,
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    id: String,
    title: String,
    rows: Vec<Row>,
    faults: usize,
}

pub fn outline(screen: Screen) -> El {
    let parts = Memo::new(move |_| parts(screen));
    let counts = Memo::new(move |_| {
        parts.with(|parts| {
            let rows = || parts.iter().flat_map(|part| &part.rows);
            let core = rows().filter(|row| row.lock == Some(Lock::Core)).count();
            (core, rows().count() - core)
        })
    });
    let list = live(move || {
        hands::hold_focus();
        let parts = parts.get();
        el("ol.outline").children(parts.iter().enumerate().map(|(number, part)| section(screen, number + 1, part)))
    });
    el("nav.flow.g3")
        .attr("aria-label", "Outline")
        .child(el("div.row").child(el("h2").child("Outline")).child(el("span.soft.small.push.num").child(live(
            move || {
                let (core, own) = counts.get();
                format!("{core} core, {own} local or shared")
            },
        ))))
        .child(el("p").child(survey_link(screen)))
        .child(list)
        .child(super::fields::refusal(screen, "outline".to_owned()))
        .child(screen.may_change.get_untracked().then(|| {
            el("div.flow.g2")
                .child(adder(screen, "#i-plus", "Add a local question", Dialog::Local))
                .child(adder(screen, "#i-plus", "Add from the bank", Dialog::Bank))
                .child(
                    el("button.button.quiet")
                        .attr("type", "button")
                        .id("add-section")
                        .child("Add a section")
                        .on("click", move |_| add_section(screen)),
                )
        }))
}

fn adder(screen: Screen, picture: &'static str, words: &'static str, dialog: Dialog) -> El {
    el("button.button.second.wide")
        .attr("type", "button")
        .id(if dialog == Dialog::Local { "add-local" } else { "add-bank" })
        .child(icon(picture))
        .child(words)
        .on("click", move |_| screen.dialog.set(Some(dialog)))
}

fn survey_link(screen: Screen) -> El {
    el("a.chip")
        .attr("href", "#survey")
        .id("open-survey")
        .live_attr("aria-current", move || (screen.open.get() == Open::Survey).then(|| "true".into()))
        .child("The survey: title, languages, notice")
        .on("click", move |event| {
            event.prevent();
            link_to(screen, Open::Survey);
        })
}

fn parts(screen: Screen) -> Vec<Part> {
    let faults = screen.faults.get();
    let faults_of = |id: &str| faults.iter().filter(|fault| fault.question == id && !fault.is_odd()).count();
    let row = |question: &Question, section: &str, repeat: Option<&str>, main: &str| Row {
        id: question.id.clone(),
        name: short_name(question, main),
        section: section.to_owned(),
        repeat: repeat.map(str::to_owned),
        lock: screen.lock(question),
        ownership: question.ownership,
        faults: faults_of(&question.id),
    };
    screen.see(|draft| {
        let main = draft.main_language();
        let part = draft.sections.iter().map(|section| {
            let mut rows = Vec::new();
            for question in &section.questions {
                rows.push(row(question, &section.id, None, main));
                let inside = question.questions.iter();
                rows.extend(inside.map(|inner| row(inner, &section.id, Some(&question.id), main)));
            }
            let title = section.title.get(main, main).to_owned();
            let title = if title.is_empty() { "Section without a title".to_owned() } else { title };
            let faults = rows.iter().map(|row| row.faults).sum();
            Part { id: section.id.clone(), title, rows, faults }
        });
        part.collect()
    })
}

fn section(screen: Screen, number: usize, part: &Part) -> El {
    let (shown, opened) = (Open::Section(part.id.clone()), Open::Section(part.id.clone()));
    let over = (part.id.clone(), None::<String>);
    let head = el("a.part-head")
        .attr("href", format!("#{}", part.id))
        .id(format!("section-{}", part.id))
        .attr("data-section", part.id.clone())
        .attr("data-after", "")
        .live_attr("aria-current", move || (screen.open.get() == shown).then(|| "true".into()))
        .live_attr("data-over", move || is_over(screen, &over.0, None, None).then(|| "".into()))
        .child(el("span.id").child(number.to_string()))
        .child(part.title.clone())
        .child(match part.faults {
            0 => el("span.id").child(part.rows.len().to_string()),
            faults => problem_count(faults),
        })
        .on("click", move |event| {
            event.prevent();
            link_to(screen, opened.clone());
        });
    let rows = part.rows.iter().map(|row| question(screen, row));
    el("li").child(head).child(el("ol").children(rows))
}

fn question(screen: Screen, row: &Row) -> El {
    let (shown, opened) = (Open::Question(row.id.clone()), Open::Question(row.id.clone()));
    let (here, dragged) = (row.clone(), row.id.clone());
    let tag: Child = match (row.faults, row.lock) {
        (0, Some(Lock::Core)) => {
            el("span.mark").child(icon("#i-lock")).child(el("span.unseen").child(", London core, locked")).into()
        }
        (0, Some(Lock::Module)) => el("span.tag").child("Module").into(),
        (0, None) => el("span.tag.local").child("Local").into(),
        (faults, _) => problem_count(faults).into(),
    };
    let link = el("a")
        .attr("href", format!("#{}", row.id))
        .id(format!("row-{}", row.id))
        .live_attr("aria-current", move || (screen.open.get() == shown).then(|| "true".into()))
        .child(el("span.id").attr("title", row.id.clone()).child(row.id.clone()))
        .child(el("span").child(row.name.clone()))
        .child(tag)
        .on("click", move |event| {
            event.prevent();
            link_to(screen, opened.clone());
        });
    let can_move = row.lock != Some(Lock::Core) && screen.may_change.get_untracked();
    let item = if row.repeat.is_some() { el("li.inside") } else { el("li") };
    item.attr("data-section", row.section.clone())
        .attr("data-repeat", row.repeat.clone().unwrap_or_default())
        .attr("data-after", row.id.clone())
        .live_attr("data-over", move || {
            is_over(screen, &here.section, here.repeat.as_deref(), Some(&here.id)).then(|| "".into())
        })
        .live_attr("data-dragged", move || {
            let is_it = |drag: &super::drag::Drag| drag.moves && drag.id == dragged;
            screen.drag.with(|drag| drag.as_ref().is_some_and(is_it)).then(|| "".into())
        })
        .child(link)
        .child(can_move.then(|| grip(screen, &row.id, &row.name)))
}

fn problem_count(faults: usize) -> El {
    let words = if faults == 1 { " problem" } else { " problems" };
    el("span.tag.stop").child(icon("#i-alert")).child(faults.to_string()).child(el("span.unseen").child(words))
}

fn is_over(screen: Screen, section: &str, repeat: Option<&str>, after: Option<&str>) -> bool {
    screen.drag.with(|drag| {
        let place = drag.as_ref().filter(|drag| drag.moves).and_then(|drag| drag.over.as_ref());
        place.is_some_and(|place| {
            place.section == section && place.repeat.as_deref() == repeat && place.after.as_deref() == after
        })
    })
}

fn add_section(screen: Screen) {
    let after = match screen.open.get_untracked() {
        Open::Section(id) => Some(id),
        Open::Question(id) => screen.peek(|draft| shared::draft::desk::place_of(draft, &id).map(|place| place.section)),
        _ => None,
    };
    let edit = screen.peek(|draft| Some(wishes::add_section(draft, "", after.as_deref())));
    let Some(shared::draft::Edit::AddSection { section, after }) = edit else { return };
    let id = section.id.clone();
    if screen.act(vec![shared::draft::Edit::AddSection { section, after }], "outline") {
        screen.said.set("A section has been added".to_owned());
        screen.open.set(Open::Section(id));
        hands::focus("section-title");
    }
}
