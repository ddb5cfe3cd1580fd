//! The headline, the live mark and the five figures under it.

use leptos::prelude::*;
use shared::tally::{Cells, Table};
use shared::words::grouped;

use super::{Board, Live};

pub(super) fn figures(shape: StoredValue<Board>, now: RwSignal<Table>, live: RwSignal<Live>) -> AnyView {
    let total = move |each: fn(&Cells) -> u64| now.with(|table| each(&table.total));
    let answers = move || total(|cells| cells.responses);
    let boroughs = move |enough: fn(u64) -> bool| {
        now.with(|table| {
            let places = table.places.iter().filter(|cells| cells.code.starts_with("E09"));
            places.filter(|cells| enough(cells.responses)).count()
        })
    };
    let headline = move || match answers() {
        0 => "No answers yet".to_owned(),
        1 => "1 answer so far".to_owned(),
        many => format!("{} answers so far", grouped(&many.to_string())),
    };
    view! {
        <div class="banner">
            <p class="row">
                <span class="live" data-state=move || if live.get() == Live::Late { "late" } else { "live" }>
                    <span>{move || match live.get() {
                        Live::Live => view! { <strong>"Live"</strong> ", numbers move as answers arrive" }.into_any(),
                        Live::Starting => view! { <strong>"As of now"</strong> "" }.into_any(),
                        Live::Late => view! { <strong>"Not live"</strong> ", trying again by itself" }.into_any(),
                    }}</span>
                </span>
            </p>
            <h1 id="headline">{headline}</h1>
            <p class="deck">"For staff only: live counts are never published. Results go out as releases."</p>
        </div>
        <dl class="figures">
            <div><dt>"Answers"</dt><dd class="big" id="responses">{move || grouped(&answers().to_string())}</dd>
                <dd>"in all of London and outside"</dd></div>
            <div><dt>"To this question"</dt><dd class="big" id="base">{move || grouped(&total(|cells| cells.base).to_string())}</dd>
                <dd>{move || format!("{} left it open", grouped(&total(|c| c.missing.sum() - c.missing.not_shown).to_string()))}</dd></div>
            <div><dt>"Not asked"</dt><dd class="big">{move || grouped(&total(|cells| cells.missing.not_shown).to_string())}</dd>
                <dd>"on another route"</dd></div>
            {shape.with_value(Board::has_map).then(|| view! {
                <div><dt>"Boroughs with 30 or more"</dt><dd class="big">{move || format!("{} of 33", boroughs(|n| n >= 30))}</dd>
                    <dd>{move || format!("{} low base, {} fewer than 10", boroughs(|n| (10..30).contains(&n)), boroughs(|n| n < 10))}</dd></div>
            })}
        </dl>
    }
    .into_any()
}
