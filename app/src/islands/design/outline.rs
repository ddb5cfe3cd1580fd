//! The outline: sections and their questions, and which of them are London's.

use leptos::prelude::*;
use shared::Questionnaire;
use shared::questionnaire::{Ownership, Question};

use crate::widgets::icon;

pub(super) fn outline(questionnaire: &Questionnaire) -> AnyView {
    let all: Vec<&Question> = questionnaire.questions().collect();
    let count = |ownership: Ownership| all.iter().filter(|question| question.ownership == ownership).count();
    let (core, shared, local) = (count(Ownership::Core), count(Ownership::Module), count(Ownership::Local));
    let shared = if shared > 0 { format!("{shared} shared, ") } else { String::new() };
    let sections = questionnaire.sections.iter().enumerate().map(|(place, section)| {
        let questions = section.questions.iter().map(line).collect_view();
        view! {
            <li>
                <a class="part-head" href=format!("#section-{}", section.id) id=format!("section-{}", section.id)>
                    <span class="id">{place + 1}</span>" "{section.title.plain().to_owned()}" "<span class="id">{section.questions.len()}</span>
                </a>
                <ol>{questions}</ol>
            </li>
        }
    });
    view! {
        <nav aria-label="Outline" class="flow g3">
            <div class="row"><h2>"Outline"</h2>" "<span class="soft small push num">{format!("{core} core, {shared}{local} local")}</span></div>
            <ol class="outline">{sections.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

fn line(question: &Question) -> AnyView {
    let id = format!("q-{}", question.id);
    let whose = match question.ownership {
        Ownership::Core => view! { <span><span class="unseen">"London core"</span>{icon("#i-lock")}</span> }.into_any(),
        Ownership::Module => view! { <span class="tag">"Shared"</span> }.into_any(),
        Ownership::Local => view! { <span class="tag local">"Local"</span> }.into_any(),
    };
    view! {
        <li><a href=format!("#{id}") id=id.clone()><span class="id">{question.id.clone()}</span>" "{question.short_name().plain().to_owned()}" "{whose}</a></li>
    }
    .into_any()
}
