//! One question: the usual properties first, the rest under “More”.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::draft::desk::{Thing, place_of};
use shared::draft::{Holder, Place, WHY, kind_in_words, wishes};
use shared::language::english_name;
use shared::questionnaire::{Kind, Question};

use super::drag::{go_to, walk};
use super::editor::{about, whose};
use super::fields::{WordsField, fold, number, plain, refusal, select, tick};
use super::options::options;
use super::rule::{Rule, rule};
use super::screen::{Lock, Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::{icon, icon_button};
use shared::Missing;

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
        .child(question.is_grid().then(|| options(screen, question, Holder::Rows(question.id.clone()))))
        .child((kind == Kind::Repeat).then(|| inside(screen, question)))
        .child(asked.then(|| rule(screen, relevant)))
        .child(requires.then(|| tick(screen, &own, "required", "q-required".into(), "Must be answered")))
        .child(fold(screen, "q-more".into(), "More", more(screen, question)))
}

fn more(screen: Screen, question: &Question) -> Vec<El> {
    let own = Thing::Question(question.id.clone());
    let kind = question.kind;
    let mut parts = Vec::new();
    parts.push(el("div.pair").child(id_field(screen, question)).child(kind_field(screen, question)));
    if kind != Kind::Calculate {
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
    parts.push(super::rule::constraints(screen, question));
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

fn id_field(screen: Screen, question: &Question) -> El {
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
                    if new != id && !new.is_empty() {
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

fn kind_field(screen: Screen, question: &Question) -> El {
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
fn place_field(screen: Screen, question: &Question) -> El {
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

fn list_field(screen: Screen, question: &Question) -> El {
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

/// What a repeat asks of each item, and adding to it.
fn inside(screen: Screen, question: &Question) -> El {
    let main = screen.main();
    let items = question.questions.iter().map(|inner| {
        let open = Open::Question(inner.id.clone());
        el("li").child(
            el("a")
                .attr("href", format!("#{}", inner.id))
                .child(format!("{} {}", inner.id, super::screen::short_name(inner, &main)))
                .on("click", move |event| {
                    event.prevent();
                    link_to(screen, open.clone());
                }),
        )
    });
    let items: Vec<El> = items.collect();
    let (repeat, last) = (question.id.clone(), question.questions.last().map(|inner| inner.id.clone()));
    let add = move || {
        let id =
            screen.peek(|draft| screen.published.with_untracked(|version| wishes::new_id(draft, version.as_ref())));
        let edit = screen.peek(|draft| {
            let around = place_of(draft, &repeat)?;
            let place = Place { repeat: Some(repeat.clone()), after: last.clone(), ..around };
            wishes::add_local(draft, Kind::Text, &id, "", Some(place))
        });
        if edit.is_some_and(|edit| screen.act(vec![edit], "tools")) {
            link_to(screen, Open::Question(id));
            hands::focus("q-label");
        }
    };
    el("div.flow.g1")
        .child(el("h3.label").child("Asked of each"))
        .child(if items.is_empty() { el("p.hint").child("Nothing yet.") } else { el("ul.bullets").children(items) })
        .child(
            el("button.button.quiet")
                .attr("type", "button")
                .child(icon("#i-plus"))
                .child("Add a question inside")
                .on("click", move |_| add()),
        )
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
