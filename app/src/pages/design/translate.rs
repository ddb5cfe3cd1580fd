//! The translator's page: the island over the draft, and the strings as a workbook, out and in, without script.

use std::sync::Arc;

use leptos::prelude::*;
use shared::draft::strings::{Report, Why};
use shared::language::english_name;

use super::super::Site;
use super::frame::{Shell, file_field, summary};
use crate::islands::design::{Opened, Translator};
use crate::widgets::icon;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct TranslatePage {
    pub opened: Opened,
    pub outcome: Option<Outcome>,
}

/// What became of a workbook that was sent.
#[derive(Clone, Debug)]
pub enum Outcome {
    Taken(Report),
    /// Sentences, each with the place it is about.
    Refused(Vec<String>),
}

/// Nobody reads more; the rest is counted.
const MOST: usize = 50;

const FILE_HINT: &str = "An .xlsx file, 20 MB at most. Empty cells leave what is there; texts whose original has changed since are left aside and named.";

/// The whole document.
pub fn translate(site: &Site, page: &TranslatePage) -> String {
    let json = serde_json::to_string(&page.opened).unwrap_or_default();
    let is_wrong = matches!(page.outcome, Some(Outcome::Refused(_)));
    let title = format!("Translate: {}", page.opened.questionnaire.title.plain());
    let shell = Shell { is_wrong, title: &title, skip: || "Skip to the texts" };
    let (context, page) = (Arc::new(page.opened.clone()), page.clone());
    shell.island(site, json, move || {
        provide_context(context);
        let outcome = page.outcome.clone().map(outcome);
        view! {
            {outcome}
            {exchange(&page)}
            <Translator/>
        }
        .into_any()
    })
}

fn outcome(outcome: Outcome) -> AnyView {
    match outcome {
        Outcome::Refused(mut sentences) => {
            let rest = rest(sentences.len());
            sentences.truncate(MOST);
            let summary = summary("file", sentences, Some("Nothing of the file has been taken."), rest);
            view! { <div class="wrap airy">{summary}</div> }.into_any()
        }
        Outcome::Taken(report) => taken(report),
    }
}

fn rest(count: usize) -> Option<String> {
    let rest = count.saturating_sub(MOST);
    (rest > 0).then(|| format!("And {rest} more."))
}

fn taken(report: Report) -> AnyView {
    let is_same = report.languages.iter().all(|column| column.set == 0);
    let heading = if is_same { "Nothing has changed" } else { "The strings have been taken" };
    let lines = report.languages.iter().map(|column| {
        let set = if column.set == 1 { "1 text".to_owned() } else { format!("{} texts", column.set) };
        let set = format!("{}: {set} set", english_name(&column.language));
        let same = format!(", {} were so already", column.same);
        view! { <li><strong>{set}</strong>{same}</li> }
    });
    let lines = lines.collect_view();
    let skipped = report.skipped.iter().take(MOST).map(|skipped| {
        let why = match &skipped.why {
            Why::UnknownKey => "The draft has no text of this key. It may have been removed".to_owned(),
            Why::KeyTwice => "This key stands further up already".to_owned(),
            Why::SourceChanged { now } => format!("The original has changed since. It is now “{now}”"),
            Why::TranslationChanged { language, now } => {
                let language = english_name(language);
                format!("Somebody else has changed the {language} since. It is now “{now}”. Download the strings again")
            }
        };
        view! { <tr><td class="num">{skipped.row}</td><td>{skipped.key.clone()}</td><td>{why}</td></tr> }
    });
    let odd = report.odd.iter().take(MOST).map(|odd| {
        let names: Vec<String> = odd.left_out.iter().map(|name| format!("${{{name}}}")).collect();
        let words = format!("Taken, but {} is missing in the {}", names.join(" and "), english_name(&odd.language));
        view! { <tr><td class="num">{odd.row}</td><td>{odd.key.clone()}</td><td>{words}</td></tr> }
    });
    let rows: Vec<AnyView> = skipped.map(IntoAny::into_any).chain(odd.map(IntoAny::into_any)).collect();
    let count = report.skipped.len();
    let left = match count {
        0 => None,
        1 => Some("One row was left aside".to_owned()),
        many => Some(format!("{many} rows were left aside")),
    };
    let left = left.map(|words| view! { <p>{format!("{words}.")}</p> });
    let rest = rest(count.max(report.odd.len())).map(|words| view! { <p class="small">{words}</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-frame" tabindex="0" role="region" aria-label="Rows to look at">
                <table class="table"><thead><tr><th scope="col">"Row"</th><th scope="col">"Key"</th><th scope="col">"What became of it"</th></tr></thead>
                <tbody>{rows}</tbody></table>
            </div>
        }
    });
    view! {
        <div class="wrap airy"><section class="flow g3" role="status" aria-labelledby="taken">
            <h2 id="taken" class="row g2">{icon("#i-check")}{heading}</h2>
            <ul>{lines}</ul>{left}{table}{rest}
        </section></div>
    }
    .into_any()
}

fn exchange(page: &TranslatePage) -> AnyView {
    let slug = &page.opened.questionnaire.slug;
    let download = format!("/api/v1/drafts/{slug}/strings.xlsx");
    let is_wrong = matches!(page.outcome, Some(Outcome::Refused(_)));
    let file = || file_field("Take a translated file back", FILE_HINT, is_wrong);
    let upload = page.opened.may_change.then(|| {
        view! {
            <form class="flow g3" method="post" enctype="multipart/form-data" action=format!("/design/{slug}/translate") novalidate>
                {file()}
                <button class="button second">"Upload the strings"</button>
            </form>
        }
    });
    // Above the texts, since nobody would look for it below them.
    view! {
        <div class="exchange"><details class="fold" open=page.outcome.is_some()>
            <summary id="exchange">"As a spreadsheet: download the texts, take translations back"</summary>
            <div class="flow g3">
                <p>"For translators who work in Excel: one row for each text, one column for each language."</p>
                <p><a class="button second" href=download download="">{icon("#i-save")}"Download the strings"</a></p>
                {upload}
            </div>
        </details></div>
    }
    .into_any()
}
