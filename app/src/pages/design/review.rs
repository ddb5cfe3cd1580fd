//! Before publishing: what must be mended, what would break, what has changed; and the button.

use leptos::prelude::*;
use shared::draft::{Change, Severity, What};
use shared::language::english_name;
use shared::questionnaire::Fault;

use super::super::{Site, signed_in};
use super::frame::{Shell, back_to_draft, seen, stopped};
use crate::widgets::icon;

/// Everything that the page shows.
#[derive(Clone, Debug)]
pub struct ReviewPage {
    pub who: String,
    pub may_change: bool,
    pub slug: String,
    pub title: String,
    /// Words in this language are shown without naming it.
    pub main_language: String,
    pub sequence: i64,
    pub published: Option<u32>,
    pub faults: Vec<Fault>,
    pub warnings: Vec<Fault>,
    /// Beside the main one.
    pub languages: Vec<InLanguage>,
    pub changes: Vec<Change>,
    pub welcome_days: i32,
    /// Core questions that the draft asks; they cannot have changed.
    pub core: usize,
    /// Why the last try to publish was refused.
    pub wrong: Option<&'static str>,
}

/// How far a language is.
#[derive(Clone, Debug, Default)]
pub struct InLanguage {
    pub tag: String,
    /// Texts without words in it, of so many.
    pub missing: usize,
    pub of: usize,
    /// Translations that are older than their original, and the questions they belong to.
    pub outdated: usize,
    pub outdated_at: Vec<String>,
}

/// The whole document.
pub fn review(site: &Site, page: &ReviewPage) -> String {
    let page = page.clone();
    let title = format!("What changed: {}", page.title);
    let shell = Shell { is_wrong: page.wrong.is_some(), title: &title, skip: || "Skip to what changed" };
    shell.page(site, move || body(page))
}

fn body(page: ReviewPage) -> AnyView {
    let at = format!("/design/{}", page.slug);
    let next = page.published.unwrap_or_default() + 1;
    let nothing_new = page.published.is_some() && page.changes.is_empty();
    let headline = match (page.faults.len(), page.published) {
        (1, _) => "One thing to mend before you can publish".to_owned(),
        (2.., _) => format!("{} things to mend before you can publish", page.faults.len()),
        (0, Some(version)) if nothing_new => format!("Nothing has changed since version {version}"),
        (0, _) => format!("Version {next} can be published"),
    };
    let wrong = page.wrong.map(stopped);
    let is_core = page.core > 0 && page.published.is_some();
    let core = is_core.then(|| {
        let words = format!(" {} core questions, unchanged", page.core);
        view! { <p class="row g1 soft small">{icon("#i-lock")}{words}</p> }
    });
    let publish = (page.may_change && page.faults.is_empty() && !nothing_new).then(|| publish(&page, next));
    let discard = page.may_change.then(|| view! { " · "<a href=format!("{at}/discard")>"Discard this draft"</a> });
    let others = view! {
        <p class="small no-print"><a href=format!("{at}/xlsform")>"Work on it in Excel"</a>{discard}</p>
    };
    view! {
        {wrong}
        {back_to_draft(&page.slug)}
        <h1>{headline}</h1>
        <p class="deck">{page.title.clone()}</p>
        <div class="flow g6 after">
            {faults(&page)}
            {changes(&page)}
            {core}
            {publish}
            {others}
        </div>
        {signed_in(page.who)}
    }
    .into_any()
}

fn faults(page: &ReviewPage) -> Option<AnyView> {
    let unfinished = || page.languages.iter().filter(|language| language.missing + language.outdated > 0);
    let odd = page.warnings.len() + unfinished().count();
    if page.faults.is_empty() && odd == 0 {
        return None;
    }
    let line = |fault: &Fault, class: &'static str, sign: &'static str| {
        let question = (!fault.question.is_empty()).then(|| {
            let to = format!("/design/{}#{}", page.slug, fault.question);
            view! { <a href=to>{fault.question.clone()}</a>": " }
        });
        let end = if fault.message.ends_with(['.', '?', '!']) { "" } else { "." };
        view! { <li class=class>{icon(sign)}<span>{question}{format!("{}{end}", fault.message)}</span></li> }
    };
    let bad = page.faults.iter().map(|fault| line(fault, "bad", "#i-alert")).collect_view();
    let warnings = page.warnings.iter().map(|fault| line(fault, "", "#i-info")).collect_view();
    let languages = unfinished().map(|language| {
        let (to, words) = (format!("/design/{}/translate?to={}", page.slug, language.tag), unfinished_in(language));
        view! { <li>{icon("#i-info")}<span><a href=to>{english_name(&language.tag)}</a>{words}</span></li> }
    });
    let languages = languages.collect_view();
    let count = |number: usize, class: &'static str, words: &str| {
        let words = format!("{number} {words}");
        (number > 0).then(|| view! { <span class=class>{words}</span> })
    };
    Some(
        view! {
            <section class="problems flow g2" aria-labelledby="mend">
                <div class="row"><h2 id="mend">"Before you publish"</h2>
                    {count(page.faults.len(), "tag stop", "to mend")}
                    {count(odd, "tag", "to consider")}</div>
                <ul>{bad}{warnings}{languages}</ul>
            </section>
        }
        .into_any(),
    )
}

/// More questions than these are not read in a sentence.
const MOST_NAMED: usize = 12;

fn unfinished_in(language: &InLanguage) -> String {
    let missing = match language.missing {
        0 => String::new(),
        count => format!(": {count} of {} texts are not translated yet", language.of),
    };
    let outdated = match language.outdated {
        0 => String::new(),
        1 => ": 1 translation is older than its original".to_owned(),
        count => format!(": {count} translations are older than their originals"),
    };
    let named: Vec<&str> = language.outdated_at.iter().take(MOST_NAMED).map(String::as_str).collect();
    let more = if language.outdated_at.len() > MOST_NAMED { " and more" } else { "" };
    let at = if named.is_empty() { String::new() } else { format!(" ({}{more})", named.join(", ")) };
    format!("{missing}{outdated}{at}.")
}

/// The heavy ones first, each group under its own heading.
fn changes(page: &ReviewPage) -> AnyView {
    let Some(version) = page.published else {
        return view! { <p>"This has not been published before, so there is nothing to compare it with."</p> }
            .into_any();
    };
    let groups = [
        (Severity::Forbidden, "Cannot be published", "tag stop"),
        (Severity::Breaks, "Would break something", "tag stop"),
        (Severity::Consider, "To consider", "tag local"),
        (Severity::Fine, "Does no harm", "tag"),
    ];
    let groups = groups.into_iter().filter_map(|(severity, heading, class)| {
        let lines: Vec<AnyView> = page
            .changes
            .iter()
            .filter(|change| change.severity == severity)
            .map(|change| line(change, class, &page.main_language))
            .collect();
        let id = format!("changes-{heading}").replace(' ', "-").to_lowercase();
        (!lines.is_empty()).then(|| {
            view! {
                <section class="flow g2" aria-labelledby=id.clone()>
                    <h2 id=id.clone()>{heading}" "<span class="soft small num">{lines.len()}</span></h2>
                    <div>{lines}</div>
                </section>
            }
        })
    });
    view! {
        <p class="soft small">"Counted from version "{version}". Published versions never change; answers that were begun in one stay valid for it."</p>
        {groups.collect_view()}
    }
    .into_any()
}

fn line(change: &Change, class: &'static str, main: &str) -> AnyView {
    let before = change.before.clone().map(|words| view! { <del>{words}</del>" " });
    let after = change.after.clone().map(|words| view! { <ins>{words}</ins>" " });
    let language = change.language.clone().filter(|tag| tag != main);
    let language = language.map(|tag| view! { <span class="soft">{tag}" "</span> });
    view! {
        <div class="diff">
            <span class=class>{word(change.change)}</span>
            <b>{change.question.clone()}</b>
            <span>{language}{before}{after}<span class="soft">{format!("{}.", change.message)}</span></span>
        </div>
    }
    .into_any()
}

fn word(what: What) -> &'static str {
    match what {
        What::Survey => "Survey",
        What::SectionAdded | What::SectionRemoved | What::SectionChanged => "Section",
        What::Added => "Added",
        What::Removed => "Removed",
        What::Moved => "Moved",
        What::Wording => "Wording",
        What::TypeChanged => "Type",
        What::ChoiceAdded | What::ChoiceRemoved | What::ChoiceRelabelled | What::ChoiceMoved => "Options",
        What::RequiredAdded | What::RequiredDropped => "Required",
        What::Narrowed | What::Widened => "Limits",
        What::RulesChanged => "Rules",
        What::RelevanceChanged => "Asked of",
        What::Other => "Other",
    }
}

fn publish(page: &ReviewPage, next: u32) -> AnyView {
    let action = format!("/design/{}/publication", page.slug);
    let welcome = page.published.is_some().then(|| {
        view! {
            <div class="flow g1">
                <label class="label" for="welcome">"Answers to older versions stay welcome for"</label>
                <p class="hint" id="welcome-hint">"Phones without signal may still hold them. Later ones are kept and marked late."</p>
                <div class="affixed w-s"><input id="welcome" name="welcome_days" inputmode="numeric" value=page.welcome_days aria-describedby="welcome-hint"/><span>"days"</span></div>
            </div>
        }
    });
    view! {
        <form class="flow no-print" method="post" action=action>
            {seen(page.sequence)}
            {welcome}
            <button class="button">{format!("Publish version {next}")}</button>
            <p class="soft small">"From then on this version never changes. You can publish another one at any time."</p>
        </form>
    }
    .into_any()
}
