//! The start: what to know before the first question, consent, and carrying on where somebody left off.

use super::Session;
use super::session::{Arrival, Step};
use super::summary::summary;
use crate::islands::spoken::OUTBOX;
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::{dates, icon, question_view};
use crate::words;

pub const HEADING: &str = "start";

/// The start stays on the page, hidden, so that its notice can be looked up at any time.
pub fn start(session: &Session) -> El {
    let (asked, titled) = (session.clone(), session.clone());
    let (held, summed, at_start, named, starts) =
        (session.clone(), session.clone(), session.clone(), session.clone(), session.clone());
    let begin = el("form")
        .attr("novalidate", "")
        .live_flag("hidden", move || held.arrival.with(|arrival| matches!(arrival, Arrival::Held { .. })))
        .child(live(move || if is_open(&summed) { summary(&summed) } else { Child::Nothing }))
        .child(live(move || questions(&asked)))
        .child(el("p.after").child(el("button.button.wide").child(live(move || begin_words(&named)))))
        .on("submit", move |event| {
            event.prevent();
            begin_or_say_why_not(&starts);
        });
    let found_on = session.clone();
    el("div")
        .live_flag("hidden", move || !is_open(&at_start))
        .child(el("h1").id(HEADING).attr("tabindex", "-1").child(live(move || title(&titled))))
        .child(live(move || found(&found_on)))
        .child(before())
        .child(begin)
}

/// Drawn anew in another language.
fn questions(session: &Session) -> Vec<El> {
    session.language.with(|_| ());
    let around = session.around();
    let asked = Session::start_questions(&session.form());
    let fields: Vec<_> = asked.iter().map(|question| session.field(question, &around)).collect();
    let views = fields.iter().map(question_view).collect();
    // Taking over the server's drawing draws twice, and it is the first that stands on the page.
    session.start_fields.change(|known| known.extend(fields));
    views
}

fn title(session: &Session) -> String {
    session.language.with(|_| ());
    session.form().questionnaire().title.plain().to_owned()
}

fn is_open(session: &Session) -> bool {
    session.step.with(|step| *step == Step::Start)
}

/// What stands before the first question, made by the page; on the server alone, since it needs no script.
#[derive(Clone)]
pub struct Before(pub std::sync::Arc<dyn Fn() -> leptos::prelude::AnyView + Send + Sync>);

/// In the browser it is taken over as it stands.
fn before() -> El {
    #[cfg(feature = "ssr")]
    if let Some(Before(view)) = leptos::prelude::use_context() {
        return el("div").child(view());
    }
    el("div")
}

fn begin_words(session: &Session) -> &'static str {
    words::follow();
    if matches!(session.arrival.get(), Arrival::Draft { .. }) { words::carry_on() } else { words::start() }
}

/// What this device knows already.
fn found(session: &Session) -> Child {
    words::follow();
    match session.arrival.get() {
        Arrival::Looking | Arrival::Fresh => Child::Nothing,
        Arrival::Draft { begun, answered, of, others: more } => {
            let count = words::answered_of_stop(&answered.to_string(), &of.to_string());
            let words = el("p")
                .child(el("strong").child(words::began_on(&begun.map(dates::short_day).unwrap_or_default())))
                .child(count);
            let carries_on = session.clone();
            let carry_on = el("button.button")
                .attr("type", "button")
                .child(words::carry_on())
                .on("click", move |_| begin_or_say_why_not(&carries_on));
            let buttons = el("p.row").child(carry_on).child(another(session, words::answer_for_another()));
            let newer = newer(session);
            note("#i-check", words, el("div.flow.g3").child(buttons).child(newer).child(others(more)))
        }
        Arrival::Held { others: more } => {
            let words = el("p").child(el("strong").child(words::open_elsewhere())).child(words::carry_on_there());
            let again = el("button.button").attr("type", "button").child(words::load_again()).on("click", |_| reload());
            let buttons = el("p.row").child(again).child(another(session, words::start_another()));
            note("#i-info", words, el("div.flow.g3").child(buttons).child(others(more)))
        }
    }
}

/// The start offers one draft; the list of all is a page of its own.
fn others(many: usize) -> Option<El> {
    (many > 0).then(|| el("p").child(el("a").attr("href", OUTBOX).child(words::others_begun(&many.to_string()))))
}

/// A draft goes on in the version that it was begun with, unless its owner wants the newer one.
fn newer(session: &Session) -> Option<El> {
    let of = |survey: &super::Survey| survey.form.questionnaire().version;
    if !cfg!(feature = "several") || session.base.peek(|base| of(base)) >= of(&session.survey) {
        return None;
    }
    let session = session.clone();
    let take_over = el("button.button.quiet")
        .attr("type", "button")
        .child(words::take_into_new_version())
        .on("click", move |_| carry_over(&session));
    let words = el("p").child(words::questions_changed());
    Some(el("div").child(words).child(take_over))
}

fn note(address: &'static str, words: El, buttons: El) -> Child {
    el("div.note.wait").child(icon(address)).child(el("div.flow.g3").child(words).child(buttons)).into()
}

fn another(session: &Session, words: &'static str) -> El {
    let session = session.clone();
    el("button.button.quiet").attr("type", "button").child(words).on("click", move |_| start_another(&session))
}

#[cfg(feature = "browser")]
use super::address::{begin_or_say_why_not, reload};
#[cfg(all(feature = "browser", feature = "several"))]
use super::arrive::carry_over;
#[cfg(feature = "browser")]
use super::arrive::start_another;

// On the server nobody presses anything.
#[cfg(not(feature = "browser"))]
fn begin_or_say_why_not(_: &Session) {}
#[cfg(not(feature = "browser"))]
fn reload() {}
#[cfg(not(feature = "browser"))]
fn start_another(_: &Session) {}
// A survey with several versions has one of the larger bundles.
#[cfg(not(all(feature = "browser", feature = "several")))]
fn carry_over(_: &Session) {}
