//! Which language is translated into: how far each is, adding one and taking one away.

use leptos::prelude::*;
use shared::draft::strings::progress;
use shared::language::{english_name, own_name_among};

use super::parts::meter;
use super::work::Work;
use crate::islands::design::{hands, languages as chosen};
use crate::widgets::el::{Child, El, el, live, when};

pub fn languages(work: Work) -> El {
    let screen = work.screen;
    let tags = Memo::new(move |_| screen.see(|draft| draft.languages.clone()));
    // A memo, since what stands under a condition is thrown away whenever a signal that it reads has changed.
    let is_alone = Memo::new(move |_| tags.with(|tags| tags.len() < 2));
    el("section.tongues.flow.g3")
        .attr("aria-label", "Languages")
        .child(when(move || is_alone.get(), move || alone(work)))
        .child(when(
            move || !is_alone.get(),
            move || {
                el("div.row.g3").child(el("span.small.soft").child("Translate into")).child(live(move || {
                    hands::hold_focus();
                    let others: Vec<String> = tags.get().into_iter().skip(1).collect();
                    stay(work, &others);
                    let chips = others.into_iter().map(|tag| chip(work, tag));
                    el("span.row.g1").attr("role", "group").attr("aria-label", "Translate into").children(chips)
                }))
            },
        ))
        .child(when(move || !is_alone.get(), move || total(work)))
        .child(change(work, tags))
}

/// A language that has been taken away, by whomever, is not translated into any more.
fn stay(work: Work, others: &[String]) {
    let tongue = work.screen.tongue.get_untracked();
    if let Some(first) = others.first().filter(|_| !others.contains(&tongue)) {
        work.screen.tongue.set(first.clone());
    }
}

fn alone(work: Work) -> El {
    let main = english_name(&work.screen.main());
    el("div.flow.g1").child(el("h2").child(format!("This survey is in {main} only"))).child(
        el("p.soft").child("Add the language that you translate into. Respondents choose it once it is published."),
    )
}

fn chip(work: Work, tag: String) -> El {
    let screen = work.screen;
    let (shown, counted, chosen) = (tag.clone(), tag.clone(), tag.clone());
    let own = screen.peek(|draft| own_name_among(&tag, &draft.languages));
    let percent = Memo::new(move |_| {
        screen.rested.track();
        screen.peek(|draft| progress(draft, &counted).0.percent())
    });
    el("button.chip")
        .attr("type", "button")
        .id(format!("to-{tag}"))
        .attr("title", english_name(&tag))
        .live_attr("aria-pressed", move || Some(if screen.tongue.get() == shown { "true" } else { "false" }.into()))
        .child(el("bdi").attr("lang", tag.clone()).child(own))
        .child(el("span.num.small").child(live(move || format!("{} %", percent.get()))))
        .on("click", move |_| choose(work, &chosen))
}

/// The address names the language, so that it can be sent to a translator.
fn choose(work: Work, tag: &str) {
    work.screen.pause();
    work.screen.tongue.set(tag.to_owned());
    if let (Ok(history), Ok(path)) = (window().history(), window().location().pathname()) {
        let hash = window().location().hash().unwrap_or_default();
        let address = format!("{path}?to={tag}{hash}");
        let _ = history.replace_state_with_url(&leptos::wasm_bindgen::JsValue::NULL, "", Some(&address));
    }
}

fn total(work: Work) -> El {
    let count = move || work.counts.with(|counts| counts.whole);
    el("div.so-far.flow.g1")
        .child(el("p").id("translated").child(live(move || {
            let counted = count();
            let name = english_name(&work.target().unwrap_or_default());
            Child::Many(vec![
                el("strong.num").child(format!("{} %", counted.percent())).into(),
                format!(" translated into {name}: {} of {} texts", counted.done, counted.of).into(),
            ])
        })))
        .child(meter(count))
}

/// Adding and removing; what is removed keeps its words.
fn change(work: Work, tags: Memo<Vec<String>>) -> Child {
    let screen = work.screen;
    if !screen.may_change.get_untracked() {
        return Child::Nothing;
    }
    let fields = live(move || {
        tags.with(|_| ());
        hands::hold_focus();
        chosen::languages(screen)
    });
    let is_alone = tags.with_untracked(|tags| tags.len() < 2);
    el("details.fold")
        .flag("open", is_alone)
        .child(el("summary").id("change-languages").child("Add or remove a language"))
        .child(el("div.flow.g4.narrow").child(fields))
        .into()
}
