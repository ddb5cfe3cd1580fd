//! A field for a rule: completion of names, faults with their place, and the rule said in words below it.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::draft::desk::Thing;
use shared::draft::{Suggestion, complete};
use shared::expression::Fault;
use shared::questionnaire::{Question, check_rule};

use super::builder::builder;
use super::fields::{WordsField, fold, refusal, select};
use super::hands;
use super::question::{sentence, small};
use super::screen::Screen;
use crate::widgets::el::{El, Words, el, live, when};
use crate::widgets::icon;

/// What a rule field shows and sets.
#[derive(Clone)]
pub struct Rule {
    thing: Thing,
    property: String,
    id: String,
    label: Words,
    hint: &'static str,
    /// It gives a value and not a yes or no.
    is_value: bool,
}

impl Rule {
    pub fn of(thing: &Thing, property: &str, id: impl Into<String>, label: impl Into<Words>) -> Rule {
        Rule {
            thing: thing.clone(),
            property: property.to_owned(),
            id: id.into(),
            label: label.into(),
            hint: "",
            is_value: false,
        }
    }

    pub fn hint(self, hint: &'static str) -> Rule {
        Rule { hint, ..self }
    }

    pub fn value(self) -> Rule {
        Rule { is_value: true, ..self }
    }

    fn own(&self) -> String {
        match &self.thing {
            Thing::Question(id) => id.clone(),
            _ => String::new(),
        }
    }

    fn set(&self, screen: Screen, text: &str) {
        let is_optional = !self.property.contains('/');
        let after = if text.trim().is_empty() && is_optional { Value::Null } else { json!(text) };
        screen.set(&self.thing, &self.property, None, after, &self.id);
    }
}

/// The list that is open under a field, and which of its lines is marked.
#[derive(Clone, Debug, Default, PartialEq)]
struct Offered {
    all: Vec<Suggestion>,
    marked: Option<usize>,
    /// Somebody has gone to the marked line; else it is only the first of those that a `$` asked for.
    is_chosen: bool,
}

pub fn rule(screen: Screen, rule: Rule) -> El {
    let id = rule.id.clone();
    let offered = RwSignal::new(Offered::default());
    let lead = match (rule.is_value, rule.label.as_ref()) {
        (true, _) => "That is",
        (_, "Asked when") => "Asked when",
        (_, "Shown when") => "Shown when",
        (_, "Must be answered when") => "Must be answered when",
        _ => "That is: ",
    };
    let said = sentence(screen, rule.thing.clone(), rule.property.clone(), lead);
    let build = (!rule.is_value).then(|| {
        let (chosen, property) = (rule.clone(), (rule.thing.clone(), rule.property.clone()));
        let own = rule.own();
        let built = move |text: String| {
            chosen.set(screen, &text);
            screen.pause();
        };
        let (fold_id, own_id) = (format!("{id}-build"), id.clone());
        let is_open = Memo::new({
            let fold_id = fold_id.clone();
            move |_| screen.unfolded.with(|unfolded| unfolded.contains(&fold_id))
        });
        // Its lists name every question, and few fold them out.
        let content = when(
            move || is_open.get(),
            move || {
                let now = screen.peek_value(&property.0, &property.1).as_str().unwrap_or_default().to_owned();
                builder(screen, own_id.clone(), own.clone(), now, built.clone())
            },
        );
        fold(screen, fold_id, "Build it from a question", content)
    });
    let hint = (!rule.hint.is_empty()).then(|| el("p.hint").id(format!("{id}-about")).child(rule.hint));
    el("div.flow.g1.rule")
        .child(el("label.label").attr("for", id.clone()).child(rule.label.clone()))
        .child(hint)
        .child(el("div.combo").child(field(screen, &rule, offered)).child(listbox(screen, &rule, offered)))
        .child(refusal(screen, id.clone()))
        .child(faults(screen, &rule))
        .child(said)
        .child(build)
}

fn field(screen: Screen, rule: &Rule, offered: RwSignal<Offered>) -> El {
    let id = rule.id.clone();
    let (shown, typed, keyed) = (rule.clone(), rule.clone(), rule.clone());
    let list = format!("{id}-list");
    let marked = format!("{id}-option");
    let cursor_id = id.clone();
    el("input.input.expression")
        .attr("type", "text")
        .id(id.clone())
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("dir", "ltr")
        .attr("role", "combobox")
        .attr("aria-autocomplete", "list")
        .attr("aria-haspopup", "listbox")
        .attr("aria-controls", list)
        .attr("aria-describedby", format!("{id}-about {id}-refused {id}-faults"))
        .live_attr("aria-expanded", move || {
            Some(if offered.with(|offered| offered.all.is_empty()) { "false" } else { "true" }.into())
        })
        .live_attr("aria-activedescendant", move || {
            offered.with(|offered| offered.marked.map(|index| format!("{marked}-{index}").into()))
        })
        .follow(move |element| {
            let now = screen.value(&shown.thing, &shown.property);
            hands::show_value(element, now.as_str().unwrap_or_default());
        })
        .on("input", move |event| {
            typed.set(screen, &event.value());
            offer(screen, &typed, offered, false);
        })
        .on("change", move |_| screen.pause())
        .on("blur", move |_| offered.set(Offered::default()))
        .on("keydown", move |event| {
            let is_open = offered.with_untracked(|offered| !offered.all.is_empty());
            match event.key().as_str() {
                "ArrowDown" if !is_open => {
                    event.prevent();
                    offer(screen, &keyed, offered, true);
                }
                "ArrowDown" | "ArrowUp" => {
                    event.prevent();
                    let up = event.key() == "ArrowUp";
                    offered.update(|offered| {
                        offered.marked = next(offered, up);
                        offered.is_chosen = true;
                    });
                    show_marked(&cursor_id, offered);
                }
                // What nobody went to is not written in the place of what somebody typed.
                key @ ("Enter" | "Tab") if is_open => {
                    let one = offered.with_untracked(|offered| {
                        let marked = offered.marked.filter(|_| offered.is_chosen || key == "Enter");
                        marked.and_then(|index| offered.all.get(index)).cloned()
                    });
                    match one {
                        Some(one) => {
                            event.prevent();
                            take(screen, &keyed, offered, &one);
                        }
                        None => offered.set(Offered::default()),
                    }
                }
                "Escape" => offered.set(Offered::default()),
                _ => {}
            }
        })
}

fn show_marked(id: &str, offered: RwSignal<Offered>) {
    let Some(index) = offered.with_untracked(|offered| offered.marked) else { return };
    let row = document().get_element_by_id(&format!("{id}-option-{index}"));
    if let (Some(row), Some(list)) = (row, document().get_element_by_id(&format!("{id}-list"))) {
        use leptos::wasm_bindgen::JsCast;
        use leptos::web_sys::HtmlElement;
        let (row, height): (HtmlElement, i32) = (row.unchecked_into(), list.client_height());
        let (top, bottom) = (row.offset_top(), row.offset_top() + row.offset_height());
        if top < list.scroll_top() {
            list.set_scroll_top(top);
        } else if bottom > list.scroll_top() + height {
            list.set_scroll_top(bottom - height);
        }
    }
}

fn next(offered: &Offered, up: bool) -> Option<usize> {
    let count = offered.all.len();
    let last = count.checked_sub(1)?;
    Some(match (offered.marked, up) {
        (None, true) | (Some(0), true) => last,
        (None, false) => 0,
        (Some(now), true) => now - 1,
        (Some(now), false) if now >= last => 0,
        (Some(now), false) => now + 1,
    })
}

fn offer(screen: Screen, rule: &Rule, offered: RwSignal<Offered>, asked: bool) {
    let text = hands::value_of(&rule.id);
    let at = hands::cursor(&rule.id);
    let all = screen.peek(|draft| complete(&text, at, draft, &rule.own(), asked));
    // The first is marked only where a name was begun: Enter must not surprise.
    let begins_name = |one: &Suggestion| text.get(one.from..at).is_some_and(|word| word.starts_with('$'));
    let marked = all.first().is_some_and(begins_name).then_some(0).filter(|_| !asked);
    offered.set(Offered { all, marked, is_chosen: false });
}

fn take(screen: Screen, rule: &Rule, offered: RwSignal<Offered>, one: &Suggestion) {
    let mut text = hands::value_of(&rule.id);
    if text.get(one.from..one.to).is_none() {
        return;
    }
    let before = text.get(..one.from).unwrap_or_default();
    // Signs and joints stand apart from what is before them.
    let gap = if before.ends_with(['}', '\'', ')']) { " " } else { "" };
    text.replace_range(one.from..one.to, &[gap, &one.insert].concat());
    let cursor = one.from + gap.len() + one.insert.len();
    hands::set_value_of(&rule.id, &text);
    rule.set(screen, &text);
    hands::put_cursor(&rule.id, cursor);
    offer(screen, rule, offered, false);
}

fn listbox(screen: Screen, rule: &Rule, offered: RwSignal<Offered>) -> El {
    let (id, rule) = (rule.id.clone(), rule.clone());
    let name = format!("Suggestions for {}", rule.label.to_lowercase());
    let own = id.clone();
    el("ul.listbox")
        .id(format!("{id}-list"))
        .attr("role", "listbox")
        .attr("aria-label", name)
        .live_flag("hidden", move || offered.with(|offered| offered.all.is_empty()))
        // The field keeps the focus.
        .on("pointerdown", move |event| event.prevent())
        .on("click", move |event| {
            let index = event.closest("li").and_then(|row| row.get_attribute("data-index")?.parse::<usize>().ok());
            let one = index.and_then(|index| offered.with_untracked(|offered| offered.all.get(index).cloned()));
            if let Some(one) = one {
                take(screen, &rule, offered, &one);
            }
        })
        .child(live(move || {
            let now = offered.get();
            let rows = now.all.iter().enumerate().map(|(index, one)| {
                el("li")
                    .attr("role", "option")
                    .id(format!("{own}-option-{index}"))
                    .attr("data-index", index.to_string())
                    .attr("aria-selected", if now.marked == Some(index) { "true" } else { "false" })
                    .child(el("strong").child(one.title.clone()))
                    .child(el("span.small.soft").child(one.about.clone()))
            });
            rows.collect::<Vec<El>>()
        }))
}

/// What is wrong with it, each with its place.
fn faults(screen: Screen, rule: &Rule) -> El {
    let (rule, id) = (rule.clone(), rule.id.clone());
    let text = Memo::new({
        let rule = rule.clone();
        move |_| screen.value(&rule.thing, &rule.property).as_str().unwrap_or_default().to_owned()
    });
    let own = rule.own();
    let found = Memo::new(move |_| {
        let text = text.get();
        if text.trim().is_empty() {
            return Vec::new();
        }
        // What is asked of the answer itself may speak of it.
        let decides = matches!(rule.property.as_str(), "relevant" | "calculation" | "count");
        screen.peek(|draft| check_rule(draft, &own, decides, &text))
    });
    el("ul.faults").id(format!("{id}-faults")).child(live(move || {
        let text = text.get_untracked();
        let rows = found.get().into_iter().take(3).map(|fault| fault_row(&text, &fault));
        rows.collect::<Vec<El>>()
    }))
}

fn fault_row(text: &str, fault: &Fault) -> El {
    let at = fault.at.min(text.len());
    let (before, rest) = (text.get(..at).unwrap_or_default(), text.get(at..).unwrap_or_default());
    let length = rest
        .char_indices()
        .skip(1)
        .find(|(_, letter)| letter.is_whitespace() || matches!(letter, ')' | ',' | '='))
        .map_or(rest.len(), |(end, _)| end);
    let (marked, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
    let place = if marked.is_empty() { "▲".to_owned() } else { marked.to_owned() };
    let is_odd = fault.severity == shared::Severity::Warning;
    el(if is_odd { "li" } else { "li.bad" }).child(icon(if is_odd { "#i-info" } else { "#i-alert" })).child(
        el("span")
            .child(el("span").child(capital(&fault.message)))
            .child(el("code.place").child(before.to_owned()).child(el("mark").child(place)).child(after.to_owned())),
    )
}

fn capital(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The rules that answers must keep: each with its message, and whether it stops or only asks.
pub fn constraints(screen: Screen, question: &Question) -> El {
    let own = Thing::Question(question.id.clone());
    let items = (0..question.constraints.len()).map(|index| constraint(screen, &own, index));
    let items: Vec<El> = items.collect();
    let added = own.clone();
    el("fieldset.flow.g3")
        .child(el("legend.label").child("Rules for answers"))
        .child(items.is_empty().then(|| el("p.hint").child("None: every answer of the type is fine.")))
        .children(items)
        .child(
            el("button.button.quiet")
                .attr("type", "button")
                .id("q-constraint-add")
                .child(icon("#i-plus"))
                .child("Add a rule for answers")
                .on("click", move |_| {
                    let mut all = all(screen, &added);
                    let number = all.len();
                    all.push(json!({"test": ". != ''", "message": "", "severity": "error"}));
                    if screen.set(&added, "constraints", None, Value::Array(all), "q-constraint-add") {
                        hands::focus(format!("q-constraint-{number}"));
                    }
                }),
        )
}

fn all(screen: Screen, own: &Thing) -> Vec<Value> {
    screen.peek_value(own, "constraints").as_array().cloned().unwrap_or_default()
}

fn constraint(screen: Screen, own: &Thing, index: usize) -> El {
    let id = format!("q-constraint-{index}");
    let test = Rule::of(own, &format!("constraints/{index}/test"), id.clone(), "An answer is fine when")
        .hint("A full stop is the answer itself, such as: . <= 100");
    let message = WordsField::new(
        own.clone(),
        &format!("constraints/{index}/message"),
        format!("{id}-message"),
        "What to say otherwise",
    );
    let now = screen.peek_value(own, &format!("constraints/{index}/severity"));
    let choices = vec![
        ("error".to_owned(), "Stop: the answer must be changed".to_owned()),
        ("warning".to_owned(), "Only ask: “If that is right, carry on”".to_owned()),
    ];
    let (label, control) = select(format!("{id}-severity"), "Then", choices, now.as_str().unwrap_or("error"));
    let (changed, removed) = (own.clone(), own.clone());
    let control = control.on("change", move |event| {
        screen.set(&changed, &format!("constraints/{index}/severity"), None, json!(event.value()), "");
        screen.pause();
    });
    let remove = small("#i-x", format!("Remove rule {}", index + 1), move || {
        let mut all = all(screen, &removed);
        if index < all.len() {
            all.remove(index);
        }
        let after = if all.is_empty() { Value::Null } else { Value::Array(all) };
        screen.set(&removed, "constraints", None, after, "q-constraint-add");
        hands::focus("q-constraint-add");
    });
    el("div.constraint.flow.g2")
        .attr("role", "group")
        .attr("aria-label", format!("Rule {}", index + 1))
        .child(
            el("div.row.nowrap")
                .child(el("strong").child(format!("Rule {}", index + 1)))
                .child(el("span.push").child(remove)),
        )
        .child(rule(screen, test))
        .child(message.view(screen))
        .child(el("div.flow.g1").child(label).child(control))
}
