//! The outline: sections with their questions, what is locked, what is wrong, and where things go.

use std::collections::HashMap;

use leptos::prelude::*;
use shared::draft::{all_questions, wishes};
use shared::questionnaire::{Ownership, Question, Questionnaire};

use super::drag::grip;
use super::screen::{Dialog, Lock, Open, Screen, short_name};
use super::{hands, link_to};
use crate::widgets::el::{El, el, live};
use crate::widgets::icon;

/// One line of the outline: what stays while somebody types. Its name and its problems are followed line by line, so
/// that a letter draws one line anew and not hundreds.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    id: String,
    section: String,
    repeat: Option<String>,
    lock: Option<Lock>,
    ownership: Ownership,
}

#[derive(Clone, Debug, PartialEq)]
struct Part {
    id: String,
    rows: Vec<Row>,
}

/// What changes with every letter, for all lines at once.
#[derive(Clone, Copy)]
struct Said {
    /// Short names by question, titles by section.
    names: Memo<HashMap<String, String>>,
    titles: Memo<HashMap<String, String>>,
    /// Problems by question.
    faults: Memo<HashMap<String, usize>>,
}

impl Said {
    fn new(screen: Screen) -> Said {
        let names = move |draft: &Questionnaire| {
            let main = draft.main_language();
            let named = all_questions(draft).map(|question| (question.id.clone(), short_name(question, main)));
            named.collect()
        };
        let titles = move |draft: &Questionnaire| {
            let main = draft.main_language();
            let title = |title: &str| if title.is_empty() { "Section without a title" } else { title }.to_owned();
            draft.sections.iter().map(|section| (section.id.clone(), title(section.title.get(main, main)))).collect()
        };
        let count = move |_: Option<&HashMap<String, usize>>| {
            let mut counts = HashMap::new();
            screen.faults.with(|faults| {
                for fault in faults.iter().filter(|fault| !fault.is_odd()) {
                    *counts.entry(fault.question.clone()).or_default() += 1;
                }
            });
            counts
        };
        Said {
            names: Memo::new(move |_| screen.see(names)),
            titles: Memo::new(move |_| screen.see(titles)),
            faults: Memo::new(count),
        }
    }

    fn name(self, id: &str) -> Memo<String> {
        let id = id.to_owned();
        Memo::new(move |_| self.names.with(|names| names.get(&id).cloned().unwrap_or_default()))
    }

    fn title(self, id: &str) -> Memo<String> {
        let id = id.to_owned();
        Memo::new(move |_| self.titles.with(|titles| titles.get(&id).cloned().unwrap_or_default()))
    }

    fn faults_of(self, ids: Vec<String>) -> Memo<usize> {
        Memo::new(move |_| self.faults.with(|faults| ids.iter().filter_map(|id| faults.get(id)).sum()))
    }
}

pub fn outline(screen: Screen) -> El {
    let parts = Memo::new(move |_| parts(screen));
    let said = Said::new(screen);
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
        el("ol.outline")
            .children(parts.iter().enumerate().map(|(number, part)| section(screen, said, number + 1, part)))
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
    let row = |question: &Question, section: &str, repeat: Option<&str>| Row {
        id: question.id.clone(),
        section: section.to_owned(),
        repeat: repeat.map(str::to_owned),
        lock: screen.lock(question),
        ownership: question.ownership,
    };
    screen.see(|draft| {
        let part = draft.sections.iter().map(|section| {
            let mut rows = Vec::new();
            for question in &section.questions {
                rows.push(row(question, &section.id, None));
                let inside = question.questions.iter();
                rows.extend(inside.map(|inner| row(inner, &section.id, Some(&question.id))));
            }
            Part { id: section.id.clone(), rows }
        });
        part.collect()
    })
}

fn section(screen: Screen, said: Said, number: usize, part: &Part) -> El {
    let title = said.title(&part.id);
    let faults = said.faults_of(part.rows.iter().map(|row| row.id.clone()).collect());
    let count = part.rows.len();
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
        .child(el("span").child(live(move || title.get())))
        .child(live(move || match faults.get() {
            0 => el("span.id").child(count.to_string()),
            faults => problem_count(faults),
        }))
        .on("click", move |event| {
            event.prevent();
            link_to(screen, opened.clone());
        });
    let rows = part.rows.iter().map(|row| question(screen, said, row));
    el("li").child(head).child(el("ol").children(rows))
}

fn question(screen: Screen, said: Said, row: &Row) -> El {
    let (name, faults, lock) = (said.name(&row.id), said.faults_of(vec![row.id.clone()]), row.lock);
    let (shown, opened) = (Open::Question(row.id.clone()), Open::Question(row.id.clone()));
    let (here, dragged) = (row.clone(), row.id.clone());
    let tag = live(move || match (faults.get(), lock) {
        (0, Some(Lock::Core)) => {
            el("span.mark").child(icon("#i-lock")).child(el("span.unseen").child(", London core, locked"))
        }
        (0, Some(Lock::Module)) => el("span.tag").child("Module"),
        (0, None) => el("span.tag.local").child("Local"),
        (faults, _) => problem_count(faults),
    });
    let link = el("a")
        .attr("href", format!("#{}", row.id))
        .id(format!("row-{}", row.id))
        .live_attr("aria-current", move || (screen.open.get() == shown).then(|| "true".into()))
        .child(el("span.id").attr("title", row.id.clone()).child(row.id.clone()))
        .child(el("span").child(live(move || name.get())))
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
        .child(can_move.then(|| grip(screen, &row.id, name)))
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
