//! The languages of a survey: adding one by its name or its code, and taking one away with its translations.

use leptos::prelude::*;
use serde_json::json;
use shared::draft::desk::Thing;
use shared::draft::strings::progress;
use shared::language::{NAMES, english_name, is_tag, own_name_among, plain_english_name, usual_tag};

use super::fields::{refusal, select};
use super::hands;
use super::question::small;
use super::screen::{Refused, Screen};
use crate::widgets::el::{El, el, live};

/// Known by its name where a survey has it, and offered under its other code, `ku`: one language, one line.
const OFFERED_OTHERWISE: &str = "kmr";

/// The survey's languages, and fields to add one; drawn anew by whoever shows it.
pub fn languages(screen: Screen) -> El {
    let tags = tags_now(screen);
    // The language that somebody has asked to take away, until that is certain.
    let leaving = RwSignal::new(None::<String>);
    let items = tags.iter().enumerate().map(|(index, tag)| one(screen, index, tag, &tags, leaving));
    let mut choices = vec![(String::new(), "Choose a language".to_owned())];
    let is_free = |tag: &str| tag != OFFERED_OTHERWISE && !tags.iter().any(|known| known == tag);
    let free = NAMES.into_iter().filter(|(tag, ..)| is_free(tag));
    let mut free: Vec<_> = free.map(|(tag, _, own)| (english_name(tag), tag.to_owned(), own)).collect();
    free.sort();
    choices.extend(free.into_iter().map(|(english, tag, own)| (tag, format!("{english} – {own}"))));
    let (label, control) = select("add-language".into(), "Add a language", choices, "");
    let control = control.on("change", move |event| {
        let tag = event.value();
        if tag.is_empty() {
            return;
        }
        add_language(screen, tag);
    });
    el("fieldset.flow.g2")
        .child(el("legend.label").child("Languages"))
        .child(el("ul.plain").children(items))
        .child(live(move || leaving.get().map(|tag| certain(screen, &tag, leaving))))
        .child(el("div.flow.g1").child(label).child(control))
        .child(by_tag(screen))
        .child(refusal(screen, "add-language".to_owned()))
}

fn one(screen: Screen, index: usize, tag: &str, tags: &[String], leaving: RwSignal<Option<String>>) -> El {
    let gone = tag.to_owned();
    let remove = (index > 0).then(|| {
        let remove = move || match translated(screen, &gone) {
            0 => remove_language(screen, &gone),
            _ => {
                leaving.set(Some(gone.clone()));
                hands::focus("leave-language");
            }
        };
        small("#i-x", format!("Remove {}", english_name(tag)), remove).id(remover(tag))
    });
    let (own, english) = (own_name_among(tag, tags), english_name(tag));
    let is_unknown = plain_english_name(tag).is_none();
    el("li.row.nowrap.g2")
        .child(el("span").attr("lang", tag.to_owned()).child(own.clone()))
        .child((own != english).then(|| el("span.small.soft").child(english)))
        .child(
            is_unknown
                .then(|| el("span.small.soft").child("Its name is not in our list, so people choose it by this code")),
        )
        .child((index == 0).then(|| el("span.tag").child("Main language")))
        .child(remove)
}

/// So many texts have been translated into it.
fn translated(screen: Screen, tag: &str) -> usize {
    screen.peek(|draft| progress(draft, tag).0.done)
}

/// Asked where there are translations: they go off the survey with one press.
fn certain(screen: Screen, tag: &str, leaving: RwSignal<Option<String>>) -> El {
    let name = english_name(tag);
    let texts = match translated(screen, tag) {
        1 => "1 translated text".to_owned(),
        many => format!("{many} translated texts"),
    };
    let (gone, back) = (tag.to_owned(), remover(tag));
    el("div.note.warn").attr("role", "group").attr("aria-label", format!("Remove {name}?")).child(
        el("div.flow.g2")
            .child(el("p").child(format!(
                "Remove {name}? It has {texts}, which respondents do not see any more. Undo brings them back, and so does adding {name} again."
            )))
            .child(
                el("p.row.g2")
                    .child(
                        el("button.button.second")
                            .attr("type", "button")
                            .id("leave-language")
                            .child(format!("Remove {name}"))
                            .on("click", move |_| {
                                leaving.set(None);
                                remove_language(screen, &gone);
                            }),
                    )
                    .child(
                        el("button.button.quiet").attr("type", "button").id("keep-language").child("Keep it").on(
                            "click",
                            move |_| {
                                leaving.set(None);
                                hands::focus(back.clone());
                            },
                        ),
                    ),
            ),
    )
}

/// What the table does not have is named by its code.
fn by_tag(screen: Screen) -> El {
    let add = move || {
        let typed = hands::value_of("language-tag").trim().to_owned();
        let tag = usual_tag(&typed);
        let why = if !is_tag(&typed) {
            Some(format!(
                "“{typed}” is no language code. Enter two or three letters, such as de, with a country or a script after a hyphen where it matters: pt-BR, zh-Hant"
            ))
        } else {
            let is_there = tags_now(screen).contains(&tag);
            is_there.then(|| format!("The survey has {} already", english_name(&tag)))
        };
        match why {
            Some(why) => screen.refused.set(Some(Refused { at: "language-tag".to_owned(), why })),
            None => add_language(screen, tag),
        }
    };
    el("div.flow.g1")
        .child(
            el("label.small")
                .attr("for", "language-tag")
                .child("Not in the list? Enter its code: two or three letters, such as tpi for Tok Pisin"),
        )
        .child(
            el("div.add-one")
                .child(
                    el("input.input")
                        .attr("type", "text")
                        .id("language-tag")
                        .attr("autocomplete", "off")
                        .attr("autocapitalize", "none")
                        .attr("spellcheck", "false")
                        .attr("aria-describedby", "language-tag-refused"),
                )
                .child(el("button.button.second").attr("type", "button").child("Add").on("click", move |_| add())),
        )
        .child(refusal(screen, "language-tag".to_owned()))
}

fn add_language(screen: Screen, tag: String) {
    let mut all = tags_now(screen);
    all.push(tag.clone());
    if screen.set(&Thing::Survey, "languages", None, json!(all), "add-language") {
        screen.tongue.set(tag.clone());
        screen.said.set(format!("{} has been added. Its words stand beside the main ones", english_name(&tag)));
        screen.pause();
    }
}

fn tags_now(screen: Screen) -> Vec<String> {
    screen.peek(|draft| draft.languages.clone())
}

/// The id of the button that removes a language.
fn remover(tag: &str) -> String {
    format!("remove-language-{tag}")
}

fn remove_language(screen: Screen, tag: &str) {
    let mut all = tags_now(screen);
    let at = all.iter().position(|known| known == tag);
    all.retain(|known| known != tag);
    // The button goes with its language; whoever pressed it with a key goes on at the next one. The main language,
    // which stands first, has none.
    let next = at.and_then(|at| all.get(at).or(all.last())).filter(|next| Some(*next) != all.first());
    let next = next.map_or_else(|| "add-language".to_owned(), |next| remover(next));
    if screen.set(&Thing::Survey, "languages", None, json!(all), "add-language") {
        screen.tongue.set(screen.main());
        hands::focus(next);
        screen.said.set(format!("{} is not offered any more. Undo brings it back with its words", english_name(tag)));
        screen.pause();
    }
}
