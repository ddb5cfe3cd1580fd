//! The parts of the survey, each with how much of it is translated.

use leptos::prelude::*;
use shared::draft::strings::Progress;

use super::rows::title;
use super::work::Work;
use crate::islands::design::hands;
use crate::islands::design::screen::Open;
use crate::widgets::el::{Child, El, el, live};

pub fn parts(work: Work) -> El {
    let shape = Memo::new(move |_| {
        let parts = work.counts.with(|counts| counts.parts.iter().map(|(part, _)| part.clone()).collect::<Vec<_>>());
        parts.into_iter().map(|part| (title(work, &part), part)).collect::<Vec<_>>()
    });
    el("nav.parts").attr("aria-label", "Parts of the survey").child(live(move || {
        hands::hold_focus();
        Child::from(el("ol").children(shape.get().into_iter().map(|(title, part)| line(work, title, part))))
    }))
}

fn line(work: Work, title: String, part: Open) -> El {
    let (here, counted, opens) = (part.clone(), part.clone(), part.clone());
    let hash = match &part {
        Open::Section(id) | Open::Question(id) => id.clone(),
        Open::List(name) => format!("list-{name}"),
        Open::Survey => "survey".to_owned(),
    };
    let count = Memo::new(move |_| {
        work.counts.with(|counts| {
            let found = counts.parts.iter().find(|(part, _)| *part == counted);
            found.map(|(_, counted)| *counted).unwrap_or_default()
        })
    });
    el("li").child(
        el("a")
            .attr("href", format!("#{hash}"))
            .id(format!("part-{hash}"))
            .live_attr("aria-current", move || (work.part() == here).then(|| "true".into()))
            .child(el("span").attr("lang", work.screen.main()).child(title))
            .child(live(move || numbers(count.get())))
            .child(meter(move || count.get()))
            .on("click", move |event| {
                event.prevent();
                work.open(opens.clone());
                hands::focus("part-title");
            }),
    )
}

fn numbers(count: Progress) -> El {
    el("span.num.small.soft")
        .child(format!("{}/{}", count.done, count.of))
        .child(el("span.unseen").child(" translated"))
}

/// How far it is, as a line; the numbers say the same.
pub fn meter(count: impl Fn() -> Progress + Send + 'static) -> El {
    el("progress.meter")
        .attr("aria-hidden", "true")
        .attr("max", "100")
        .live_attr("value", move || Some(count().percent().to_string().into()))
}
