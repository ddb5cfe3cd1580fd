//! One question: the usual properties first, the rest under “More”.

mod from_list;
mod inside;
mod more;
mod place;

use leptos::prelude::*;
use shared::draft::desk::{Thing, place_of};
use shared::draft::{Holder, Place, WHY, wishes};
use shared::language::english_name;
use shared::questionnaire::{Kind, Question};

use super::drag::walk;
use super::editor::{about, whose};
use super::fields::{WordsField, fold, refusal, tick};
use super::options::options;
use super::rule::{Rule, rule};
use super::screen::{Lock, Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::{icon, icon_button};

pub fn question(screen: Screen, question: &Question) -> El {
    let lock = screen.lock(question);
    let head = el("div.row").child(whose(screen, question)).child(about(question)).child(tools(screen, question, lock));
    let title = el("h2.unseen").id("editor-title").attr("tabindex", "-1").child(format!("Question {}", question.id));
    let sheet = el(if lock == Some(Lock::Core) { "section.sheet.locked.flow.g3" } else { "section.sheet.now.flow.g3" })
        .attr("aria-label", format!("Question {}, being edited", question.id))
        .child(title)
        .child(head)
        .child(refusal(screen, "tools".to_owned()));
    match lock {
        Some(lock) => locked(screen, question, lock, sheet),
        None => open(screen, question, sheet),
    }
}

/// Move, copy, remove; the core has none of them, and says why.
fn tools(screen: Screen, question: &Question, lock: Option<Lock>) -> El {
    if lock == Some(Lock::Core) {
        return el("span");
    }
    let id = question.id.clone();
    let button = |id_of: &str, picture: &'static str, words: String, act: Box<dyn Fn() + Send>| {
        let button =
            el("button.button.second.lone").attr("type", "button").id(id_of.to_owned()).attr("aria-label", words);
        button.child(icon(picture)).on("click", move |_| act())
    };
    let (up, down, copied, removed) = (id.clone(), id.clone(), id.clone(), id.clone());
    let copy = lock
        .is_none()
        .then(|| button("copy", "#i-copy", format!("Copy {id}"), Box::new(move || copy(screen, &copied))));
    el("span.row.push.g1")
        .child(button("move-up", "#i-up", format!("Move {id} up"), Box::new(move || walk(screen, &up, true))))
        .child(button("move-down", "#i-down", format!("Move {id} down"), Box::new(move || walk(screen, &down, false))))
        .child(copy)
        .child(button("remove", "#i-x", format!("Remove {id}"), Box::new(move || remove(screen, &removed))))
}

fn copy(screen: Screen, id: &str) {
    let new = screen.peek(|draft| screen.published.with_untracked(|version| wishes::new_id(draft, version.as_ref())));
    let edit = screen.peek(|draft| {
        let question = super::screen::find(draft, id)?.clone();
        let place = Place { after: Some(id.to_owned()), ..place_of(draft, id)? };
        // What is inside of a repeat would need ids of its own.
        let question = Question { id: new.clone(), questions: Vec::new(), ..question };
        Some(shared::draft::Edit::AddQuestion { question: Box::new(question), place })
    });
    if edit.is_some_and(|edit| screen.act(vec![edit], "tools")) {
        screen.said.set(format!("A copy of {id} has been added: {new}"));
        link_to(screen, Open::Question(new));
        hands::focus("q-label");
    }
}

fn remove(screen: Screen, id: &str) {
    let (edit, near) = screen.peek(|draft| {
        let near = place_of(draft, id).map(|place| match place.after.or(place.repeat) {
            Some(before) => Open::Question(before),
            None => Open::Section(place.section),
        });
        (wishes::remove_question(draft, id), near)
    });
    if edit.is_some_and(|edit| screen.act(vec![edit], "tools")) {
        screen.said.set(format!("{id} has been removed. Undo brings it back"));
        link_to(screen, near.unwrap_or_default());
        hands::focus("editor-title");
    }
}

/// What nobody here may change: as it is, why, and its translations.
fn locked(screen: Screen, question: &Question, lock: Lock, sheet: El) -> El {
    let main = screen.main();
    let why = match lock {
        Lock::Core => format!("{WHY} Its words, options and order stay, and nobody can hide it. You can add translations, and put questions of your own before and after it."),
        Lock::Module => "This question is shared across London, so its words and options stay. You can move it, leave it out, and add translations.".to_owned(),
    };
    let hint = question.hint.as_ref().map(|hint| el("p.hint").child(hint.get(&main, &main).to_owned()));
    let rules: Vec<El> =
        [("Asked when", question.relevant.as_deref()), ("Must be answered when", question.required_when.as_deref())]
            .into_iter()
            .filter_map(|(words, rule)| Some((words, rule?)))
            .map(|(words, rule)| {
                let said = screen.peek(|draft| shared::draft::rule_in_words(rule, draft, &question.id));
                el("p.small").child(format!("{words} {said}."))
            })
            .collect();
    let choices = question.options.iter().map(|option| option.label.get(&main, &main).to_owned());
    let rows = question.rows.iter().map(|row| row.label.get(&main, &main).to_owned());
    let shown = |title: &'static str, items: Vec<String>| {
        (!items.is_empty()).then(|| {
            el("div.flow.g1")
                .child(el("h3.label").child(title))
                .child(el("ul.bullets.small").children(items.into_iter().map(|item| el("li").child(item))))
        })
    };
    sheet
        .child(el("p.ask").child(question.label.get(&main, &main).to_owned()))
        .child(hint)
        .child(el("p.small.why").child(icon("#i-lock")).child(el("span").child(why)))
        .children(rules)
        .child(shown("Rows", rows.collect()))
        .child(shown("Options", choices.collect()))
        .child(question.list.as_ref().map(|name| from_list::from_list(screen, name)))
        .child(translations(screen, question))
}

/// The words of a locked question in the language that is being translated into.
fn translations(screen: Screen, question: &Question) -> Child {
    let Some(tongue) = screen.other_tongue() else { return Child::Nothing };
    let own = Thing::Question(question.id.clone());
    let field = |thing: Thing, property: &str, id: String, label: &'static str| {
        WordsField { locked: true, ..WordsField::new(thing, property, id, label) }.view(screen)
    };
    let mut fields = vec![field(own.clone(), "label", "q-label".into(), "Question")];
    if question.hint.is_some() {
        fields.push(field(own.clone(), "hint", "q-hint".into(), "Hint"));
    }
    fields.push(field(own, "name", "q-name".into(), "Short name"));
    for row in &question.rows {
        let thing = Thing::Choice(Holder::Rows(question.id.clone()), row.code.clone());
        fields.push(field(thing, "label", format!("q-rows-{}", row.code), "Row"));
    }
    for option in &question.options {
        let thing = Thing::Choice(Holder::Options(question.id.clone()), option.code.clone());
        fields.push(field(thing.clone(), "label", format!("q-options-{}", option.code), "Option"));
        if option.hint.is_some() {
            fields.push(field(thing, "hint", format!("q-options-{}-hint", option.code), "Hint of the option"));
        }
    }
    el("div.flow.g3")
        .child(el("h3").child(format!("Translation into {}", english_name(&tongue))))
        .children(fields)
        .into()
}

fn open(screen: Screen, question: &Question, sheet: El) -> El {
    let kind = question.kind;
    let own = Thing::Question(question.id.clone());
    let asked = !matches!(kind, Kind::Calculate);
    let wording = WordsField {
        asks: true,
        rows: 2,
        ..WordsField::new(own.clone(), "label", "q-label", if kind == Kind::Note { "Words" } else { "Question" })
    };
    let hint = WordsField::new(own.clone(), "hint", "q-hint", "Hint (optional)");
    // The phone numbers the items by it: “Site 1”.
    let item_name = WordsField {
        hint: "Each has it as its heading, with its number: “Site 1”.",
        ..WordsField::new(own.clone(), "name", "q-name", "What one of them is called, such as: Site")
    };
    let takes_options = matches!(kind, Kind::Single | Kind::Multi | Kind::Rank | Kind::Split | Kind::GridSingle);
    let relevant = Rule::of(&own, "relevant", "q-relevant", "Asked when")
        .hint("Leave it empty to ask everybody. Type $ for a question.");
    let calculation = matches!(kind, Kind::Calculate)
        .then(|| rule(screen, Rule::of(&own, "calculation", "q-calculation", "Worked out as").value()));
    let requires = asked && kind != Kind::Note && kind != Kind::Repeat;
    sheet
        .child(asked.then(|| wording.view(screen)))
        .child((!asked).then(|| WordsField::new(own.clone(), "name", "q-name", "Name").view(screen)))
        .child(calculation)
        .child((asked && kind != Kind::Note).then(|| hint.view(screen)))
        .child(
            (question.list.is_none() && takes_options)
                .then(|| options(screen, question, Holder::Options(question.id.clone()))),
        )
        .child(question.list.as_ref().map(|name| from_list::from_list(screen, name)))
        .child(question.is_grid().then(|| options(screen, question, Holder::Rows(question.id.clone()))))
        .child((kind == Kind::Repeat).then(|| item_name.view(screen)))
        .child((kind == Kind::Repeat).then(|| inside::inside(screen, question)))
        .child(asked.then(|| rule(screen, relevant)))
        .child(requires.then(|| tick(screen, &own, "required", "q-required".into(), "Must be answered")))
        .child(fold(screen, "q-more".into(), "More", more::more(screen, question)))
}

/// A small button with an icon, as options and constraints use it.
pub fn small(picture: &'static str, words: String, act: impl Fn() + Send + 'static) -> El {
    icon_button(picture, words).on("click", move |_| act())
}

/// The sentence of a rule, or nothing.
pub fn sentence(screen: Screen, own: Thing, property: String, lead: &'static str) -> Child {
    let id = match &own {
        Thing::Question(id) => id.clone(),
        _ => String::new(),
    };
    let said = Memo::new(move |_| {
        let rule = screen.value(&own, &property);
        let rule = rule.as_str().unwrap_or_default().trim().to_owned();
        (!rule.is_empty()).then(|| screen.peek(|draft| shared::draft::rule_in_words(&rule, draft, &id)))
    });
    live(move || said.get().map(|said| el("p.small.said").child(format!("{lead} {said}."))))
}
