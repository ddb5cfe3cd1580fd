//! The designer: the outline of a draft.

mod opened;
mod outline;

use leptos::prelude::*;

pub use opened::Opened;

/// The editor of one draft. What it shows first is what the page was rendered with.
#[island]
pub fn Designer() -> impl IntoView {
    let Some(opened) = opened::of_page() else {
        return view! { <p>"This page did not load whole. Load it again."</p> }.into_any();
    };
    let (slug, next) = (opened.questionnaire.slug.clone(), opened.published.unwrap_or_default() + 1);
    let at = format!("/design/{slug}");
    view! {
        <div class="toolbar" role="region" aria-label="This survey">
            <h1>{opened.questionnaire.title.plain().to_owned()}</h1>
            <span class="tag">"Draft of version "{next}</span>
            <span class="row push g2">
                <a class="button quiet" href=format!("{at}/review")>"What changed"</a>
                <a class="button" href=format!("{at}/review")>"Publish version "{next}"…"</a>
            </span>
        </div>
        <div class="wrap after">{outline::outline(&opened.questionnaire)}</div>
    }
    .into_any()
}
