//! What can be designed, and the form that starts something new; it works without script.

use leptos::prelude::*;

use super::super::{Site, signed_in};
use super::frame::{Shell, file_field, summary};
use super::in_workbook::InWorkbook;
use super::workbook::{FILE_HINT, mend};

/// Everything that the page shows.
#[derive(Clone, Debug, Default)]
pub struct DesignPage {
    /// Who is signed in.
    pub who: String,
    /// Whether they may start and publish, or only look.
    pub may_change: bool,
    pub rows: Vec<DesignRow>,
    /// Slug, title and what it is, of each instrument.
    pub instruments: Vec<(String, String, String)>,
    /// What was sent last, where it was refused.
    pub given: Given,
}

/// A survey.
#[derive(Clone, Debug, Default)]
pub struct DesignRow {
    pub slug: String,
    pub title: String,
    pub published: Option<u32>,
    pub has_draft: bool,
    /// The draft is not what was published last.
    pub is_changed: bool,
    /// In words: `Thu 19 Nov 2026 by ama@example.org`.
    pub changed: String,
}

/// The form as it was sent, and what was wrong with it: the field's id and a sentence.
#[derive(Clone, Debug, Default)]
pub struct Given {
    pub slug: String,
    pub title: String,
    /// An instrument's slug, `blank`, `xlsform`, or `survey:` and a slug.
    pub from: String,
    pub wrong: Option<(&'static str, String)>,
    /// Of a workbook that was refused.
    pub problems: Vec<InWorkbook>,
}

/// The whole document.
pub fn design(site: &Site, page: &DesignPage) -> String {
    let page = page.clone();
    let shell = Shell { is_wrong: page.given.wrong.is_some(), title: "Design", skip: || "Skip to the surveys" };
    shell.page(site, move || body(page))
}

fn body(page: DesignPage) -> AnyView {
    let wrong = page.given.wrong.clone().map(|(field, words)| summary(field, vec![words], None, None));
    let mend = mend(&page.given.problems).map(|mend| view! { <div class="flow g6 airy">{mend}</div> });
    let may_change = page.may_change;
    let rows = page.rows.iter().map(|one| row(one, may_change)).collect_view();
    let form = may_change.then(|| form(&page));
    view! {
        {wrong}
        <h1>"Design"</h1>
        {mend}
        <div class="broadsheet">
            <div class="flow g3">
                <h2 id="surveys">"Surveys"</h2>
                <div class="table-frame" tabindex="0" role="region" aria-labelledby="surveys">
                    // Laid out as a list where it is narrow, it stays a table for screen readers.
                    <table class="table designs" role="table">
                        <thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">"Survey"</th><th role="columnheader" scope="col">"Published"</th><th role="columnheader" scope="col">"Draft"</th><th role="columnheader" scope="col">"Changed"</th></tr></thead>
                        <tbody role="rowgroup">{rows}</tbody>
                    </table>
                </div>
            </div>
            {form}
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}

fn row(row: &DesignRow, may_change: bool) -> AnyView {
    let at = format!("/design/{}", row.slug);
    let published = match row.published {
        Some(version) => {
            let words = format!("Version {version}");
            view! { {words}<br/><a href=format!("{at}/share")>"Link and poster"<span class="unseen">" of "{row.title.clone()}</span></a> }.into_any()
        }
        None => view! { <span class="soft">"Not yet"</span> }.into_any(),
    };
    let excel = || view! { <a href=format!("{at}/xlsform")>"Excel"<span class="unseen">": "{row.title.clone()}" as XLSForm"</span></a> };
    let draft = match (row.has_draft, may_change) {
        // After publishing it stays, ready for the next change.
        (true, _) if !row.is_changed => view! {
            <span class="soft">"As published"</span>" · "
            <a href=at.clone()>"Open"<span class="unseen">" the draft of "{row.title.clone()}</span></a>" · "{excel()}
        }
        .into_any(),
        (true, _) => view! {
            <a href=at.clone()>"Open"<span class="unseen">" the draft of "{row.title.clone()}</span></a>" · "
            <a href=format!("{at}/review")>"What changed"<span class="unseen">" in "{row.title.clone()}</span></a>" · "
            {excel()}
            {may_change.then(|| view! { " · "<a href=format!("{at}/discard")>"Discard"<span class="unseen">" the draft of "{row.title.clone()}</span></a> })}
        }
        .into_any(),
        (false, true) => view! {
            <form method="post" action="/design">
                <input type="hidden" name="slug" value=row.slug.clone()/>
                <input type="hidden" name="title" value=""/>
                <input type="hidden" name="from" value=format!("survey:{}", row.slug)/>
                <button class="button quiet">"Start the next version"<span class="unseen">" of "{row.title.clone()}</span></button>
            </form>
        }
        .into_any(),
        (false, false) => view! { <span class="soft">"None"</span> }.into_any(),
    };
    view! {
        <tr role="row">
            <th role="rowheader" scope="row">{row.title.clone()}<br/><span class="soft small">"/s/"{row.slug.clone()}</span></th>
            <td role="cell" data-of="Published">{published}</td>
            <td role="cell" data-of="Draft" class="ways">{draft}</td>
            <td role="cell" data-of="Changed">{row.changed.clone()}</td>
        </tr>
    }
    .into_any()
}

fn form(page: &DesignPage) -> AnyView {
    let given = &page.given;
    let chosen = match given.from.as_str() {
        "" => page.instruments.first().map(|(slug, ..)| slug.clone()).unwrap_or_default(),
        from => from.to_owned(),
    };
    let choice = |at: usize, value: String, words: String, hint: String| {
        let id = format!("from-{at}");
        let is_chosen = value == chosen;
        view! {
            <div class="choice">
                <input type="radio" name="from" id=id.clone() value=value checked=is_chosen/>
                <label for=id>{words}<small>{hint}</small></label>
            </div>
        }
        .into_any()
    };
    let begin = |title: &str| format!("Start from the {title}");
    let instruments = page.instruments.iter().map(|(slug, title, what)| (slug.clone(), begin(title), what.clone()));
    let blank = (
        "blank".to_owned(),
        "Start from a blank page".to_owned(),
        "Only questions of your own; nothing is compared with others".to_owned(),
    );
    let copies = page.rows.iter().filter(|row| row.published.is_some()).map(|row| {
        (
            format!("survey:{}", row.slug),
            format!("Start from “{}”", row.title),
            format!("A copy of /s/{}, with its local questions", row.slug),
        )
    });
    let file = (
        "xlsform".to_owned(),
        "Start from an XLSForm (.xlsx)".to_owned(),
        "A workbook from Excel, ODK or Kobo, or one that was downloaded here".to_owned(),
    );
    let choices = instruments.chain([blank, file]).chain(copies).enumerate();
    let choices = choices.map(|(at, (value, words, hint))| choice(at, value, words, hint)).collect_view();
    let is_wrong = |field: &str| given.wrong.as_ref().is_some_and(|(wrong, _)| *wrong == field);
    view! {
        <section class="flow g3" aria-labelledby="new">
            <h2 id="new">"Something new"</h2>
            <form class="flow" method="post" action="/design" enctype="multipart/form-data" novalidate>
                <fieldset class="flow g2"><legend class="label">"What it begins with"</legend><div class="choices">{choices}</div></fieldset>
                <div class="flow g1">
                    <label class="label" for="title">"Title"</label>
                    <p class="hint" id="title-hint">"What respondents see. Leave it open to keep the one it begins with."</p>
                    <input class="input" id="title" name="title" value=given.title.clone() aria-describedby="title-hint"/>
                </div>
                <div class="flow g1">
                    <label class="label" for="slug">"Address"</label>
                    <p class="hint" id="slug-hint">"Small letters, digits and hyphens, for example hackney-2027. It is part of the link and does not change."</p>
                    <div class="affixed w-m"><span>"/s/"</span><input id="slug" name="slug" value=given.slug.clone() autocapitalize="none" spellcheck="false"
                        aria-describedby="slug-hint" aria-invalid=is_wrong("slug").then_some("true")/></div>
                </div>
                // Last: of a form that is too large its beginning is kept, and with it what was typed.
                <div class="of-xlsform">{file_field("The file", FILE_HINT, is_wrong("file"))}</div>
                <button class="button">"Start a draft"</button>
            </form>
        </section>
    }
    .into_any()
}
