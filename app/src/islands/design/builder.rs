//! The most usual rules without writing any: a question, how it compares, a value; several joined by one word.

use leptos::prelude::*;
use shared::draft::{Line, SimpleRule, Verb, all_questions};
use shared::questionnaire::Kind;

use super::fields::refusal;
use super::hands;
use super::question::small;
use super::screen::{Refused, Screen, find, short_name};
use crate::widgets::el::{El, el, live};

/// `now` is the rule to begin with; `built` takes the expression.
pub fn builder(
    screen: Screen,
    id: String,
    own: String,
    now: String,
    built: impl Fn(String) + Send + Clone + 'static,
) -> El {
    let begin = SimpleRule::read(&now).filter(|rule| !rule.lines.is_empty());
    let state = RwSignal::new(begin.unwrap_or_else(|| SimpleRule { any: false, lines: vec![Line::default()] }));
    // What is chosen decides which fields stand there; typing a value does not.
    let shape = Memo::new(move |_| {
        state.with(|rule| (rule.any, rule.lines.iter().map(|line| (line.name.clone(), line.verb)).collect::<Vec<_>>()))
    });
    let lines = {
        let id = id.clone();
        live(move || {
            hands::hold_focus();
            let (any, lines) = shape.get();
            let rows = (0..lines.len()).map(|index| row(screen, &id, &own, state, index));
            let joint = (lines.len() > 1).then(|| joint(&id, any, state));
            el("div.flow.g2").child(joint).children(rows)
        })
    };
    let own_id = id.clone();
    // A line that says nothing would be left out without a word.
    let write = move || match state.with_untracked(|rule| rule.lines.iter().enumerate().find_map(lacks)) {
        Some((index, what, part)) => {
            let why = format!("Choose {what} in line {}", index + 1);
            screen.said.set(why.clone());
            screen.refused.set(Some(Refused { at: format!("{own_id}-build-use"), why }));
            hands::focus(format!("{own_id}-build-{index}-{part}"));
        }
        None => {
            screen.refused.set(None);
            built(state.with_untracked(SimpleRule::write));
        }
    };
    let refused = refusal(screen, format!("{id}-build-use"));
    el("div.flow.g2.builder").child(lines).child(refused).child(
        el("p.row.g2")
            .child(
                el("button.button.second")
                    .attr("type", "button")
                    .id(format!("{id}-build-use"))
                    .child("Use this rule")
                    .on("click", move |_| write()),
            )
            .child(el("button.button.quiet").attr("type", "button").child("Add a line").on("click", move |_| {
                state.update(|rule| rule.lines.push(Line::default()));
            })),
    )
}

/// What is missing in a line, and the field where it is chosen.
fn lacks((index, line): (usize, &Line)) -> Option<(usize, &'static str, &'static str)> {
    if line.name.is_empty() {
        return Some((index, "a question", "name"));
    }
    (line.verb.needs_value() && line.value.trim().is_empty()).then_some((index, "a value", "value"))
}

fn joint(id: &str, any: bool, state: RwSignal<SimpleRule>) -> El {
    let choices =
        vec![("all".to_owned(), "All of these hold".to_owned()), ("any".to_owned(), "One of these holds".to_owned())];
    let (_, control) = super::fields::select(format!("{id}-build-joint"), "", choices, if any { "any" } else { "all" });
    control
        .attr("aria-label", "How the lines are joined")
        .on("change", move |event| state.update(|rule| rule.any = event.value() == "any"))
}

fn row(screen: Screen, id: &str, own: &str, state: RwSignal<SimpleRule>, index: usize) -> El {
    let line = state.with_untracked(|rule| rule.lines.get(index).cloned()).unwrap_or_default();
    let change = move |change: &dyn Fn(&mut Line)| {
        state.update(|rule| {
            if let Some(line) = rule.lines.get_mut(index) {
                change(line);
            }
        });
    };
    let mut names = vec![(String::new(), "Choose a question".to_owned())];
    names.extend(questions(screen, own));
    if !line.name.is_empty() && names.iter().all(|(name, _)| *name != line.name) {
        names.push((line.name.clone(), line.name.clone()));
    }
    let (_, question) = super::fields::select(format!("{id}-build-{index}-name"), "", names, &line.name);
    let question = question.attr("aria-label", format!("Question of line {}", index + 1)).on("change", move |event| {
        let name = event.value();
        let verb = verbs(screen, &name).first().copied().unwrap_or_default();
        change(&|line| *line = Line { name: name.clone(), verb, value: String::new() });
    });
    let known = verbs(screen, &line.name);
    let choices = known.iter().map(|verb| (format!("{verb:?}"), verb.words().to_owned())).collect();
    let (_, verb) = super::fields::select(format!("{id}-build-{index}-verb"), "", choices, &format!("{:?}", line.verb));
    let verb = verb.attr("aria-label", format!("Comparison of line {}", index + 1)).on("change", move |event| {
        let chosen = Verb::ALL.into_iter().find(|verb| format!("{verb:?}") == event.value()).unwrap_or_default();
        change(&|line| line.verb = chosen);
    });
    let value_id = format!("{id}-build-{index}-value");
    let name = format!("Value of line {}", index + 1);
    let codes = codes(screen, &line.name);
    let value = line.verb.needs_value().then(|| {
        if codes.is_empty() {
            return el("input.input")
                .attr("type", "text")
                .id(value_id)
                .attr("value", line.value.clone())
                .attr("autocomplete", "off")
                .attr("aria-label", name)
                .on("input", move |event| change(&|line| line.value = event.value()));
        }
        let mut choices = vec![(String::new(), "Choose".to_owned())];
        choices.extend(codes);
        let (_, control) = super::fields::select(value_id, "", choices, &line.value);
        control.attr("aria-label", name).on("change", move |event| change(&|line| line.value = event.value()))
    });
    let remove = small("#i-x", format!("Remove line {}", index + 1), move || {
        state.update(|rule| {
            if rule.lines.len() > 1 && index < rule.lines.len() {
                rule.lines.remove(index);
            }
        });
    });
    el("div.build-line").child(question).child(verb).child(value).child(remove)
}

/// Everything that a simple rule can speak of; the question's own answer as “.”.
fn questions(screen: Screen, own: &str) -> Vec<(String, String)> {
    screen.peek(|draft| {
        let main = draft.main_language();
        let mut names = Vec::new();
        for question in all_questions(draft).filter(|question| !matches!(question.kind, Kind::Note | Kind::Repeat)) {
            let title = format!("{} {}", question.id, short_name(question, main));
            if question.id == own {
                names.insert(0, (".".to_owned(), "This answer".to_owned()));
                continue;
            }
            match question.kind {
                Kind::GridSingle | Kind::GridNumber => names.extend(question.rows.iter().map(|row| {
                    (format!("{}.{}", question.id, row.code), format!("{title}: {}", row.label.get(main, main)))
                })),
                Kind::Split => names.extend(question.options.iter().map(|part| {
                    (format!("{}.{}", question.id, part.code), format!("{title}: {}", part.label.get(main, main)))
                })),
                Kind::Money => names.push((format!("{}.amount", question.id), title)),
                _ => names.push((question.id.clone(), title)),
            }
        }
        names
    })
}

fn kind_of(screen: Screen, name: &str) -> Option<Kind> {
    screen.peek(|draft| {
        let id = name.split('.').next().unwrap_or_default();
        find(draft, name).or_else(|| find(draft, id)).map(|question| question.kind)
    })
}

/// The comparisons that fit the type of answer.
fn verbs(screen: Screen, name: &str) -> Vec<Verb> {
    match kind_of(screen, name) {
        Some(Kind::Single | Kind::GridSingle | Kind::Place) => vec![Verb::Is, Verb::IsNot, Verb::Answered, Verb::Open],
        Some(Kind::Multi | Kind::Rank | Kind::Boroughs) => {
            vec![Verb::Includes, Verb::IncludesNot, Verb::Answered, Verb::Open]
        }
        Some(Kind::Number | Kind::Year | Kind::Money | Kind::GridNumber | Kind::Split) => {
            vec![Verb::More, Verb::AtLeast, Verb::Less, Verb::AtMost, Verb::Is, Verb::IsNot, Verb::Answered, Verb::Open]
        }
        Some(Kind::Text | Kind::Long) => vec![Verb::Answered, Verb::Open, Verb::Is, Verb::IsNot],
        _ => Verb::ALL.to_vec(),
    }
}

fn codes(screen: Screen, name: &str) -> Vec<(String, String)> {
    screen.peek(|draft| {
        let main = draft.main_language();
        let id = name.split('.').next().unwrap_or_default();
        let Some(question) = find(draft, id) else { return Vec::new() };
        match question.kind {
            Kind::Boroughs | Kind::Place => {
                let boroughs = shared::place::BOROUGHS.iter();
                boroughs.map(|borough| (borough.code.to_owned(), borough.name.to_owned())).collect()
            }
            Kind::Single | Kind::Multi | Kind::Rank | Kind::GridSingle => {
                let list = question.list.as_ref().and_then(|name| draft.lists.iter().find(|list| list.name == *name));
                let choices = list.map_or(&question.options, |list| &list.choices).iter();
                choices.map(|choice| (choice.code.clone(), choice.label.get(main, main).to_owned())).collect()
            }
            _ => Vec::new(),
        }
    })
}
