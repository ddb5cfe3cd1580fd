//! The coordinators' board: chooser, downloads, and the island with the numbers already in it.

use leptos::prelude::*;

use super::Site;
use crate::islands::watch::{Board, WatchBoard};

/// Everything that the page shows around the board.
#[derive(Clone, Debug)]
pub struct WatchPage {
    pub title: String,
    /// Who is signed in.
    pub who: String,
    /// Measures and their words, for the chooser.
    pub measures: Vec<(String, String)>,
    pub measure: String,
    pub board: Board,
}

const BY: [(&str, &str); 6] = [
    ("borough", "borough of the main base"),
    ("worked_in", "boroughs worked in"),
    ("subregion", "sub-region"),
    ("icb", "NHS integrated care board"),
    ("inner_outer", "Inner and Outer London (ONS)"),
    ("london", "London and outside"),
];

/// The whole document.
pub fn watch(site: &Site, page: &WatchPage) -> String {
    let page = page.clone();
    let title = format!("Watch: {} – Sectorwise", page.title);
    super::document(
        site,
        super::Document { nav: Some(super::Nav::Watch), ..super::Document::staff(&title) },
        move || body(page),
    )
}

fn body(page: WatchPage) -> AnyView {
    let slug = page.board.slug.clone();
    let download = |ending: &str| format!("/api/v1/surveys/{slug}/responses.{ending}");
    let links = [("CSV", download("csv")), ("XLSX", download("xlsx")), ("JSON lines", download("jsonl"))];
    view! {
        <p class="kicker">{page.title.clone()}</p>
        {chooser(&page)}
        <WatchBoard board=page.board/>
        <section class="flow g2 after no-print" aria-labelledby="downloads">
            <h2 id="downloads">"Download the answers"</h2>
            <p class="soft small">"One row an organisation, for staff only. Contact details are kept apart and are not in these files."</p>
            <p class="row g2">{links.map(|(words, address)| view! { <a class="button second" href=address>{words}</a> })}</p>
        </section>
        {super::signed_in(page.who)}
    }
    .into_any()
}

/// A plain form: it works before the page lives, and its address can be sent.
fn chooser(page: &WatchPage) -> AnyView {
    let (measure, by) = (page.measure.clone(), page.board.by.clone());
    let question = page.measures.iter().map(|(code, words)| option(code, words, *code == measure)).collect_view();
    let lines = BY.map(|(code, words)| option(code, words, code == by));
    let show = page.board.show.clone().unwrap_or_default();
    let mut shows = vec![option("", "number of answers", show.is_empty())];
    if page.board.table.total.numbers.is_some() {
        shows.push(option("median", "the median", show == "median"));
    }
    shows.extend(
        page.board.options.iter().map(|(code, words)| option(code, &format!("share of “{words}”"), *code == show)),
    );
    view! {
        <form class="chooser no-print" method="get">
            <div><label class="label" for="question">"Question"</label><select class="input" id="question" name="question">{question}</select></div>
            <div><label class="label" for="by">"By"</label><select class="input" id="by" name="by">{lines}</select></div>
            <div><label class="label" for="show">"On the map"</label><select class="input" id="show" name="show">{shows}</select></div>
            <button class="button">"Show"</button>
        </form>
    }
    .into_any()
}

fn option(code: &str, words: &str, selected: bool) -> AnyView {
    view! { <option value=code.to_owned() selected=selected>{words.to_owned()}</option> }.into_any()
}
