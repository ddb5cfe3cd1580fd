//! The receipt: a code from the first moment, the facts of the arrival once a signature proves them.

use leptos::prelude::window;
use leptos::task::spawn_local;

use serde_json::{Map, Value};
use shared::interview::{Form, Interview};
use shared::outbox::{Parcel, State, Trouble};
use shared::receipt::Receipt;
use shared::short_code;
use shared::time::Stamp;
use std::sync::Arc;

use super::address::HEADING;
use super::after::after;
use super::session::Session;
use super::survey::Survey;
use super::{arrive, check, copy};
use crate::device;
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::focus::focus_soon;
use crate::widgets::followed::Followed;
use crate::widgets::{dates, icon};
use crate::words;

/// Where it says that the answers were deleted.
const DELETED: &str = "deleted";

/// What is known of the submission on this device.
#[derive(Clone, PartialEq)]
enum Known {
    Looking,
    Nothing,
    Parcel(Box<Parcel>),
}

pub fn receipt(session: &Session, id: String) -> El {
    let page = Arc::new(Page { id, known: Followed::new(Known::Looking), answers: Followed::new(None) });
    refresh(session, &page);
    // The page may be left; who listens must not keep it.
    let (listening, weak) = (session.clone(), Arc::downgrade(&page));
    device::on_change(move || {
        if let Some(page) = weak.upgrade() {
            refresh(&listening, &page);
        }
    });
    let (session, headed) = (session.clone(), page.clone());
    // The heading stays while its words change: it has the focus.
    let heading = el("h1").id(HEADING).attr("tabindex", "-1").child(live(move || headed.known.with(title)));
    el("div").child(heading).child(live(move || match page.known.get() {
        Known::Looking => Child::Nothing,
        Known::Nothing => not_here().into(),
        Known::Parcel(parcel) => draw(&session, &parcel, &page).into(),
    }))
}

/// What the page is about, and the answers with the questions that they were given to.
struct Page {
    id: String,
    known: Followed<Known>,
    answers: Followed<Option<Interview>>,
}

fn refresh(session: &Session, page: &Arc<Page>) {
    let (session, page) = (session.clone(), page.clone());
    spawn_local(async move {
        let found = match device::parcel(&page.id).await {
            Ok(Some(parcel)) => Known::Parcel(Box::new(parcel)),
            _ => Known::Nothing,
        };
        let mut is_deleted = false;
        if let Known::Parcel(parcel) = &found {
            let has_answers = page.answers.peek(Option::is_some);
            if has_answers == parcel.bytes.is_empty() {
                is_deleted = has_answers;
                page.answers.set(answers_of(&session, parcel).await);
            }
        }
        if page.known.peek(|before| *before != found) {
            page.known.set(found);
        }
        if is_deleted {
            // The button that was pressed is gone.
            focus_soon(DELETED.to_owned());
        }
    });
}

fn title(known: &Known) -> &'static str {
    match known {
        Known::Looking => words::one_moment(),
        Known::Nothing => words::no_such_receipt(),
        Known::Parcel(parcel) => match parcel.state {
            State::Sent { .. } => words::thank_you_arrived(),
            State::Refused { .. } => words::not_accepted_yet(),
            State::Withdrawn { .. } => words::taken_back(),
            _ => words::thank_you_finished(),
        },
    }
}

fn not_here() -> El {
    el("div.flow").child(el("p").child(words::on_another_phone()).child(outbox_link(words::see_what_is_here())))
}

fn outbox_link(words: &'static str) -> El {
    el("a").attr("href", crate::islands::spoken::OUTBOX).child(words)
}

fn draw(session: &Session, parcel: &Parcel, page: &Arc<Page>) -> El {
    let code = short_code::of(&parcel.id).unwrap_or_default();
    let receipt = match &parcel.state {
        State::Sent { receipt } | State::Withdrawn { receipt } => Some(receipt),
        _ => None,
    };
    let is_withdrawn = matches!(parcel.state, State::Withdrawn { .. });
    let has_arrived = receipt.is_some() && !is_withdrawn;
    session.telling.arrived.set(has_arrived);
    let drawn = el("div").child(standing(parcel)).child(stub(parcel, &code, receipt));
    if is_withdrawn {
        return drawn;
    }
    let is_kept = page.answers.peek(Option::is_some);
    drawn
        .child(buttons(parcel, &code, has_arrived, page))
        .child(what_happens(session, has_arrived))
        .child(is_kept.then(|| all_answers(page)))
        .child(after(session, parcel))
        .child(shared_phone(session, parcel, has_arrived))
}

/// Where a submission is that has not arrived.
fn standing(parcel: &Parcel) -> Child {
    let at = |millis: i64| clock_of(&dates::moment(device::local(millis)));
    match &parcel.state {
        State::Sent { .. } if device::is_in_memory(&parcel.id) => {
            let words =
                el("div").child(el("strong").child(words::receipt_not_kept())).child(words::copy_the_code_first());
            el("div.note.wait").child(icon("#i-alert")).child(words).into()
        }
        State::Sent { .. } => Child::Nothing,
        State::Withdrawn { .. } => el("p.lead-in").child(words::nothing_is_left()).into(),
        State::Waiting { tried_at, trouble, .. } => {
            let tried = tried_at.map(|millis| words::tried_at(&at(millis))).unwrap_or_default();
            let why = match trouble {
                Some(Trouble::NotOurs) => words::not_ours(),
                Some(Trouble::Busy) => words::server_busy(),
                _ => words::safe_on_phone(),
            };
            let words = el("div").child(el("strong").child(words::waiting_to_go())).child(why).child(tried);
            el("div.note.wait").attr("role", "status").child(icon("#i-clock")).child(words).into()
        }
        State::Conflict { .. } => {
            let words = words::others_first();
            el("div.note.stop").child(icon("#i-alert")).child(el("div").child(words)).into()
        }
        State::Refused { problems, .. } => {
            let questions: Vec<&str> =
                problems.iter().map(|problem| problem.question.as_str()).filter(|id| !id.is_empty()).collect();
            let which = if questions.is_empty() { String::new() } else { words::it_is_about(&questions.join(", ")) };
            let words = el("div").child(words::mend_and_send_again(&which)).child(outbox_link(words::on_this_phone()));
            el("div.note.stop").child(icon("#i-alert")).child(words).into()
        }
    }
}

/// `Thu 19 Nov 2026, 14:31` → `14:31`
fn clock_of(moment: &str) -> String {
    moment.rsplit(' ').next().unwrap_or_default().to_owned()
}

fn stub(parcel: &Parcel, code: &str, arrived: Option<&Receipt>) -> El {
    let spelt: String = code
        .chars()
        .map(|letter| if letter == '–' { ", ".to_owned() } else { [&letter.to_string(), " "].concat() })
        .collect();
    let facts =
        facts(parcel, arrived).into_iter().flat_map(|(name, words)| [el("dt").child(name), el("dd").child(words)]);
    el("div.receipt.flow")
        .child(el("p.soft.small").child(if arrived.is_some() {
            words::your_receipt_code()
        } else {
            words::your_code()
        }))
        .child(el("p.code").attr("aria-hidden", "true").child(code.to_owned()))
        .child(el("p.unseen").child(spelt))
        .child(el("dl.facts").children(facts))
}

/// Only what is certain: the arrival's facts come from a receipt whose signature the device has verified.
fn facts(parcel: &Parcel, arrived: Option<&Receipt>) -> Vec<(&'static str, String)> {
    let mut facts = vec![(words::fact_survey(), parcel.title.clone())];
    match arrived {
        None => facts.push((words::fact_finished(), dates::moment(device::local(parcel.finished_at)))),
        Some(receipt) => {
            let received = Stamp::parse(&receipt.received_at).map(|stamp| dates::moment(device::local(stamp.millis)));
            facts.push((words::fact_received(), received.unwrap_or_default()));
            facts.push((words::fact_version(), receipt.version.to_string()));
        }
    }
    facts
}

fn buttons(parcel: &Parcel, code: &str, has_arrived: bool, page: &Arc<Page>) -> El {
    let copied = Arc::new(Followed::new(false));
    let (is_copied, code_text) = (copied.clone(), code.to_owned());
    let copy_code = el("button.button.second.wide")
        .attr("type", "button")
        .child(icon("#i-copy"))
        .child(
            el("span")
                .attr("role", "status")
                .child(live(move || if is_copied.get() { words::copied() } else { words::copy_the_code() })),
        )
        .on("click", move |_| copied.set(copy::to_clipboard(&code_text)));
    let mut lines = vec![(words::fact_code(), code.to_owned())];
    lines.extend(facts(
        parcel,
        match &parcel.state {
            State::Sent { receipt } => Some(receipt),
            _ => None,
        },
    ));
    let page = page.clone();
    let save = page.answers.peek(Option::is_some).then(|| {
        el("button.button.second.wide")
            .attr("type", "button")
            .child(icon("#i-save"))
            .child(if has_arrived { words::save_receipt() } else { words::save_code() })
            .on("click", move |_| {
                page.answers.peek(|answers| {
                    if let Some(answers) = answers {
                        copy::save(answers, Some(&lines));
                    }
                })
            })
    });
    let print = el("button.button.quiet").attr("type", "button").child(words::print_page()).on("click", |_| {
        let _ = window().print();
    });
    let words = if has_arrived { words::code_proves() } else { words::code_stays() };
    el("div.flow.g3.after").child(copy_code).child(save).child(print).child(el("p.small.soft").child(words))
}

fn what_happens(session: &Session, has_arrived: bool) -> El {
    let first = if has_arrived { words::answers_are_added() } else { words::answers_will_go() };
    let closes = session.survey.closes_at.as_deref().and_then(Stamp::parse);
    let closes = closes.map(|stamp| el("li").child(words::closes_on(&dates::day_with_weekday(stamp.date()))));
    el("section.flow.after")
        .attr("aria-labelledby", "next")
        .child(el("h2").id("next").child(words::what_happens_now()))
        .child(
            el("ol.steps").child(el("li").child(first)).child(closes).child(el("li").child(words::results_come_out())),
        )
}

fn all_answers(page: &Page) -> El {
    let groups = page.answers.peek(|answers| {
        let Some(interview) = answers else { return Vec::new() };
        let sections = interview.sections_shown();
        let sections = sections.iter().filter_map(|index| interview.form().questionnaire().sections.get(*index));
        sections.map(|section| check::group(interview, section, false)).collect()
    });
    el("details.after").child(el("summary").child(words::your_answers())).child(el("div.flow.g6").children(groups))
}

fn shared_phone(session: &Session, parcel: &Parcel, has_arrived: bool) -> El {
    let (id, deleting, asking) = (parcel.id.clone(), session.clone(), session.clone());
    let has_answers = !parcel.bytes.is_empty();
    let delete = (has_arrived && has_answers).then(|| {
        el("button.button.second.wide").attr("type", "button").child(words::delete_from_phone()).on(
            "click",
            move |_| {
                let (id, session) = (id.clone(), deleting.clone());
                spawn_local(async move {
                    if let Err(error) = device::forget_answers(&id).await {
                        session.trouble.set(Some(error));
                    }
                });
            },
        )
    });
    let words = match (has_arrived, has_answers) {
        (false, _) => words::must_stay(),
        (true, true) => words::still_on_it(),
        (true, false) => words::have_been_deleted(),
    };
    let said = el("p").child(words);
    let said = if has_answers { said } else { said.id(DELETED).attr("role", "status").attr("tabindex", "-1") };
    let another = el("button.button.quiet")
        .attr("type", "button")
        .child(words::answer_for_another())
        .on("click", move |_| arrive::start_another(&asking));
    el("section.flow.after.no-print")
        .attr("aria-labelledby", "shared")
        .child(el("h2").id("shared").child(words::is_phone_shared()))
        .child(said)
        .child(el("div.flow.g3").child(delete).child(another))
}

/// The answers in the frozen bytes, with the questions that they were given to.
async fn answers_of(session: &Session, parcel: &Parcel) -> Option<Interview> {
    let form = form_of(session, parcel).await?;
    let sent: Value = shared::json::read_own(&parcel.bytes)?;
    let mut answers: Map<String, Value> = sent.get("answers")?.as_object()?.clone();
    if let (Some(contact), Some(question)) = (sent.get("contact"), contact_question(&form)) {
        answers.insert(question, contact.clone());
    }
    Some(Interview::with_entries(form, answers, device::now()))
}

pub fn contact_question(form: &Form) -> Option<String> {
    let question = form.questions().iter().find(|question| question.kind == shared::Kind::Contact)?;
    Some(question.id.clone())
}

async fn form_of(session: &Session, parcel: &Parcel) -> Option<Arc<Form>> {
    let own = session.survey.form.clone();
    let questionnaire = own.questionnaire();
    if questionnaire.slug == parcel.survey && questionnaire.version == parcel.version {
        return Some(own);
    }
    let json = device::definition(&parcel.survey, parcel.version).await?;
    Survey::read(json).map(|survey| survey.form)
}
