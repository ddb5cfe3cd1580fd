//! The front page: what this is, and the way into the survey.

use leptos::prelude::*;
use shared::place::{BOROUGHS, hexes};
use shared::questionnaire::Published;
use shared::time::Stamp;

use super::{Document, Site, document};
use crate::widgets::dates;

/// The whole document.
pub fn home(site: &Site, surveys: &[Published]) -> String {
    let page = Document { class: "open-air", ..Document::plain("Sectorwise: State of the Sector surveys for London") };
    let surveys = surveys.to_vec();
    document(site, page, move || {
        view! { <div class="flow g6">{surveys.into_iter().map(hero).collect_view()}{thirds()}</div> }.into_any()
    })
}

fn hero(published: Published) -> AnyView {
    let questionnaire = published.questionnaire;
    let until = published
        .closes_at
        .as_deref()
        .and_then(Stamp::parse)
        .map(|stamp| format!(" · open until {}", dates::day(stamp.date())));
    let (full, short) = (questionnaire.minutes.full, questionnaire.minutes.short);
    let minutes = format!("{} to {} minutes.", full.0, full.1);
    let less = questionnaire
        .short_route
        .as_ref()
        .map(|_| format!(" About {} if you have no paid staff and an income under £10,000.", short.1));
    view! {
        <div class="hero">
            <div class="flow">
                <p class="kicker">{questionnaire.title.plain().to_owned()}{until}</p>
                <h1><span class="line-up">"How is your group doing?"</span>" "<span class="line-up">"London is counting."</span></h1>
                <p class="lead">"Voluntary and community groups in every borough and the City are asked the same questions, so that their answers add up."</p>
                <p class="row"><a class="button big" href=format!("/s/{}", questionnaire.slug)>"Start now "{icon("#i-right", "icon turns")}</a>
                    " "<a class="button quiet" href="/outbox">"Carry on where I left off"</a></p>
                <ul class="promises">
                    <li>{icon("#i-clock", "icon")}<span><strong>{minutes}</strong>{less}</span></li>
                    <li>{icon("#i-no-signal", "icon")}<span><strong>"Works without signal."</strong>" Every answer is kept on your phone and sent when it can be."</span></li>
                    <li>{icon("#i-lock", "icon")}<span><strong>"No one is singled out."</strong>" Results are published only when no group can be recognised in them."</span></li>
                </ul>
            </div>
            {map()}
        </div>
    }
    .into_any()
}

/// The 33 boroughs without a number: live counts are never public.
fn map() -> AnyView {
    let cells = hexes().into_iter().map(|cell| {
        let (x, y) = crate::islands::watch::centre(&cell);
        let name = BOROUGHS.get(cell.place).map_or("", |borough| borough.short_name);
        view! {
            <g class=format!("hex seq-{}", 1 + cell.place % 3) transform=format!("translate({x} {y:.1})")>
                <use_ href="#hex"/>{crate::islands::watch::name_lines(name)}
            </g>
        }
    });
    view! {
        <figure class="chart">
            <figcaption><h2 id="map-title">"Thirty-two boroughs and the City, one count"</h2></figcaption>
            <svg class="hexmap" viewBox="0 0 765 590" role="img" aria-labelledby="map-title">
                <defs><path id="hex" d=crate::islands::watch::OUTLINE/></defs>
                <path class="river" d=crate::islands::watch::river()/>
                {cells.collect_view()}
            </svg>
            <p>"Layout: Open Innovations, MIT licence. Names and codes: Office for National Statistics, Open Government Licence v3.0."</p>
        </figure>
    }
    .into_any()
}

fn thirds() -> AnyView {
    view! {
        <div class="thirds">
            <section class="flow g2">
                <h2>"Have to hand"</h2>
                <p>"Your last accounts or a careful guess at your income, how many people work and volunteer with you, and your charity or company number if you have one. Informal groups count too."</p>
            </section>
            <section class="flow g2">
                <h2>"What happens to your answers"</h2>
                <p>"Your local CVS and the London Hub add them up. Names are never published. Your council, the GLA or the NHS see your named answers only if you say so at the end."</p>
                <p><a href="/privacy">"How answers are used"</a></p>
            </section>
            <section class="flow g2">
                <h2>"For coordinators"</h2>
                <p>"Watch the answers arrive, by borough, on a map and as a table, and take them with you as CSV or XLSX."</p>
                <p><a href="/watch">"Sign in and watch"</a></p>
            </section>
        </div>
    }
    .into_any()
}

fn icon(address: &'static str, class: &'static str) -> impl IntoView {
    view! { <svg class=class aria-hidden="true"><use_ href=address/></svg> }
}
