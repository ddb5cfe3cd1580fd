//! The survey as a whole: title, languages, minutes, what to have ready, help, notice, the short route, lists.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::draft::Edit;
use shared::draft::desk::Thing;

use super::fields::{WordsField, fold, plain, refusal};
use super::question::small;
use super::rule::{Rule, rule};
use super::screen::{Open, Refused, Screen};
use super::{hands, languages, link_to};
use crate::widgets::el::{El, el};
use crate::widgets::icon;

pub fn survey(screen: Screen) -> El {
    let has_core = screen
        .desk
        .with_value(|desk| desk.as_ref().is_some_and(|desk| desk.bank().instrument_of(desk.shown()).is_some()));
    let slug = screen.peek(|draft| draft.slug.clone());
    let route = if has_core {
        let said = screen.peek(|draft| {
            draft.short_route.as_ref().map(|rule| shared::draft::rule_in_words(rule, draft, "")).unwrap_or_default()
        });
        el("div.flow.g1")
            .child(el("h3.label").child("Short route"))
            .child((!said.is_empty()).then(|| el("p.small.said").child(format!("Taken when {said}."))))
            .child(el("p.small.why").child(icon("#i-lock")).child(el("span").child(
                "London’s core decides it, so that the same groups are asked the same questions everywhere. Tick “Asked on the short route too” at questions of your own.",
            )))
    } else {
        rule(
            screen,
            Rule::of(&Thing::Survey, "short_route", "survey-short_route", "Short route taken when")
                .hint("Leave it empty, and everybody is asked everything."),
        )
    };
    el("section.sheet.now.flow")
        .attr("aria-label", "The survey, being edited")
        .child(el("h2").id("editor-title").attr("tabindex", "-1").child("The survey"))
        .child(
            WordsField { asks: true, rows: 1, ..WordsField::new(Thing::Survey, "title", "survey-title", "Title") }
                .view(screen),
        )
        .child(
            el("p.hint")
                .child(format!("Its address is /s/{slug}, and stays. "))
                .child(el("a").attr("href", format!("/design/{slug}/xlsform")).child("Work on it in Excel")),
        )
        .child(languages::languages(screen))
        .child(minutes(screen))
        .child(texts(screen, "ready", "What to have to hand", "Figures or papers that people need before they begin."))
        .child(fold(
            screen,
            "survey-help".into(),
            "Help",
            vec![
                WordsField {
                    rows: 3,
                    ..WordsField::new(Thing::Survey, "help/text", "survey-help-text", "Whom to ask, and how")
                }
                .view(screen),
                help_email(screen),
            ],
        ))
        .child(fold(screen, "survey-notice".into(), "Privacy notice", notice(screen)))
        .child(fold(screen, "survey-lists".into(), "Choice lists", lists(screen)))
        .child(route)
}

fn help_email(screen: Screen) -> El {
    plain(screen, &Thing::Survey, "help/email", "survey-help-email".into(), "Email address (optional)")
}

/// Four numbers: from and to, on the full and on the short route.
fn minutes(screen: Screen) -> El {
    let field = |route: &'static str, index: usize, label: &'static str| {
        let id = format!("minutes-{route}-{index}");
        let field = id.clone();
        let input = el("input.input.w-s")
            .attr("type", "text")
            .attr("inputmode", "numeric")
            .id(id.clone())
            .attr("autocomplete", "off")
            .follow(move |element| {
                let now = screen.value(&Thing::Survey, &format!("minutes/{route}/{index}"));
                hands::show_value(element, &now.as_u64().unwrap_or_default().to_string());
            })
            .on("change", move |event| match event.value().trim().parse::<u32>() {
                Ok(number) => {
                    let mut now = screen.peek_value(&Thing::Survey, "minutes");
                    if let Some(place) = now.pointer_mut(&format!("/{route}/{index}")) {
                        *place = json!(number);
                    }
                    screen.set(&Thing::Survey, "minutes", None, now, &field);
                    screen.pause();
                }
                Err(_) => {
                    let why = "Enter whole minutes, for example 12".to_owned();
                    screen.refused.set(Some(Refused { at: field.clone(), why }));
                }
            });
        el("div.flow.g1")
            .child(el("label.small").attr("for", id.clone()).child(label))
            .child(input)
            .child(refusal(screen, id))
    };
    el("fieldset.flow.g1").child(el("legend.label").child("Minutes it takes")).child(
        el("div.minutes")
            .child(field("full", 0, "Full route, from"))
            .child(field("full", 1, "to"))
            .child(field("short", 0, "Short route, from"))
            .child(field("short", 1, "to")),
    )
}

/// A list of texts, each in every language.
fn texts(screen: Screen, property: &'static str, title: &'static str, about: &'static str) -> El {
    let count = screen.peek_value(&Thing::Survey, property).as_array().map_or(0, Vec::len);
    let items = (0..count).map(|index| {
        let field = WordsField::new(
            Thing::Survey,
            &format!("{property}/{index}"),
            format!("survey-{property}-{index}"),
            format!("Line {}", index + 1),
        );
        let remove = small("#i-x", format!("Remove line {}", index + 1), move || {
            change_list(screen, property, |all| drop((index < all.len()).then(|| all.remove(index))));
        });
        el("li.row.nowrap.g2").child(field.view(screen)).child(remove)
    });
    el("fieldset.flow.g2")
        .child(el("legend.label").child(title))
        .child(el("p.hint").child(about))
        .child(el("ul.texts").children(items))
        .child(
            el("button.button.quiet")
                .attr("type", "button")
                .id(format!("survey-{property}-add"))
                .child(icon("#i-plus"))
                .child("Add a line")
                .on("click", move |_| {
                    change_list(screen, property, |all| all.push(json!("New line")));
                    hands::focus(format!("survey-{property}-{count}"));
                }),
        )
}

fn change_list(screen: Screen, property: &str, change: impl FnOnce(&mut Vec<Value>)) {
    let mut all = screen.peek_value(&Thing::Survey, property).as_array().cloned().unwrap_or_default();
    change(&mut all);
    let after = if all.is_empty() && property == "ready" { Value::Null } else { Value::Array(all) };
    screen.set(&Thing::Survey, property, None, after, &format!("survey-{property}-add"));
    screen.pause();
}

fn change_parts(screen: Screen, change: impl FnOnce(&mut Vec<Value>)) {
    let mut notice = screen.peek_value(&Thing::Survey, "notice");
    if let Some(parts) = notice.get_mut("parts").and_then(Value::as_array_mut) {
        change(parts);
    }
    screen.set(&Thing::Survey, "notice", None, notice, "survey-notice-add");
    screen.pause();
}

fn notice(screen: Screen) -> Vec<El> {
    let mut fields = vec![
        el("p.hint").child("What people agree to at the first question. Its version is kept with every answer: raise it when the notice changes."),
        plain(screen, &Thing::Survey, "notice/version", "survey-notice-version".into(), "Version"),
        WordsField::new(Thing::Survey, "notice/title", "survey-notice-title", "Title").view(screen),
    ];
    let count = screen.peek_value(&Thing::Survey, "notice/parts").as_array().map_or(0, Vec::len);
    for index in 0..count {
        let path = |last: &str| format!("notice/parts/{index}/{last}");
        let id = |last: &str| format!("survey-notice-{index}-{last}");
        let remove = small("#i-x", format!("Remove part {} of the notice", index + 1), move || {
            change_parts(screen, |parts| drop((index < parts.len()).then(|| parts.remove(index))));
        });
        fields.push(
            el("div.constraint.flow.g2")
                .child(
                    el("div.row.nowrap")
                        .child(el("strong").child(format!("Part {}", index + 1)))
                        .child(el("span.push").child(remove)),
                )
                .child(WordsField::new(Thing::Survey, &path("heading"), id("heading"), "Heading").view(screen))
                .child(
                    WordsField { rows: 4, ..WordsField::new(Thing::Survey, &path("text"), id("text"), "Text") }
                        .view(screen),
                ),
        );
    }
    fields.push(refusal_of_notice(screen));
    fields.push(
        el("p").child(
            el("button.button.quiet")
                .attr("type", "button")
                .id("survey-notice-add")
                .child(icon("#i-plus"))
                .child("Add a part")
                .on("click", move |_| {
                    change_parts(screen, |parts| parts.push(json!({"heading": "New part", "text": ""})));
                    hands::focus(format!("survey-notice-{count}-heading"));
                }),
        ),
    );
    fields
}

fn refusal_of_notice(screen: Screen) -> El {
    el("div").child(refusal(screen, "survey-notice-add".to_owned()))
}

fn lists(screen: Screen) -> Vec<El> {
    let names =
        screen.peek(|draft| draft.lists.iter().map(|list| (list.name.clone(), list.choices.len())).collect::<Vec<_>>());
    let items = names.iter().map(|(name, count)| {
        let open = Open::List(name.clone());
        el("li.row.g2")
            .child(el("a").attr("href", format!("#list-{name}")).child(name.clone()).on("click", move |event| {
                event.prevent();
                link_to(screen, open.clone());
            }))
            .child(el("span.small.soft").child(format!("{count} choices")))
    });
    let add = move || {
        let name = hands::value_of("new-list").trim().to_owned();
        let fits = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-');
        if name.is_empty() || !name.chars().all(fits) {
            let why = "Give it a name of letters, digits and hyphens, such as wards".to_owned();
            screen.refused.set(Some(Refused { at: "new-list".to_owned(), why }));
            return;
        }
        let list = shared::questionnaire::List { name: name.clone(), ..Default::default() };
        let after = screen.peek(|draft| draft.lists.last().map(|list| list.name.clone()));
        if screen.act(vec![Edit::AddList { list, after }], "new-list") {
            link_to(screen, Open::List(name));
            hands::focus("list-table");
        }
    };
    vec![
        el("p.hint").child(
            "For long lists, such as wards or services: a question takes its choices from one, and can filter them.",
        ),
        el("ul.plain").children(items),
        el("div.flow.g1").child(el("label.label").attr("for", "new-list").child("Name of a new list")).child(
            el("div.add-one")
                .child(el("input.input").attr("type", "text").id("new-list").attr("autocomplete", "off"))
                .child(
                    el("button.button.second").attr("type", "button").child("Add a list").on("click", move |_| add()),
                ),
        ),
        el("div").child(refusal(screen, "new-list".to_owned())),
    ]
}
