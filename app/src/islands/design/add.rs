//! The dialogs that add a question: a local one by its type, or one of London’s bank.

use leptos::prelude::*;
use shared::Kind;
use shared::draft::desk::place_of;
use shared::draft::{Edit, Offer, Place, kind_in_words, wishes};
use shared::questionnaire::Question;

use super::screen::{Dialog, Open, Screen};
use super::{hands, link_to};
use crate::widgets::el::{Child, El, el, live};
use crate::widgets::icon_button;

/// The types in the order in which people look for them.
const TYPES: [(Kind, &str); 21] = [
    (Kind::Single, "Such as: Do you own your building?"),
    (Kind::Multi, "Tick all that apply"),
    (Kind::Text, "A name, a place"),
    (Kind::Long, "An opinion in their own words"),
    (Kind::Number, "How many volunteers"),
    (Kind::Rank, "The three that matter most"),
    (Kind::GridSingle, "The same scale for several things"),
    (Kind::GridNumber, "How many of each"),
    (Kind::Split, "Shares that add up to 100"),
    (Kind::Money, "Pounds, with the year they belong to"),
    (Kind::Year, "Such as: when you started"),
    (Kind::Date, "Day, month and year"),
    (Kind::Time, "Hours and minutes"),
    (Kind::DateTime, "A day and a time on it"),
    (Kind::Boroughs, "One or many of the 33"),
    (Kind::Place, "Where something is"),
    (Kind::OrganisationId, "Charity or company numbers"),
    (Kind::Note, "An explanation between questions"),
    (Kind::Repeat, "For each site, each funder, each project"),
    (Kind::Calculate, "A number made from other answers"),
    (Kind::Contact, "Name, email, telephone"),
];

pub fn dialogs(screen: Screen) -> Child {
    live(move || match screen.dialog.get() {
        None => Child::Nothing,
        Some(Dialog::Local) => local(screen, place(screen)).into(),
        Some(Dialog::Inside) => local(screen, last_inside(screen)).into(),
        Some(Dialog::Bank) => bank(screen).into(),
    })
}

fn dialog(screen: Screen, title: &'static str, content: Vec<Child>) -> El {
    el("dialog.dialog.wide-dialog")
        .attr("aria-labelledby", "dialog-title")
        .follow(hands::open_dialog)
        // Escape closes it too.
        .on("cancel", move |event| {
            event.prevent();
            close(screen);
        })
        .on("close", move |_| {
            if screen.dialog.with_untracked(Option::is_some) {
                close(screen);
            }
        })
        .child(
            el("div.row.nowrap")
                .child(el("h2").id("dialog-title").child(title))
                .child(el("span.push").child(icon_button("#i-x", "Close").on("click", move |_| close(screen)))),
        )
        .children(content)
}

/// Whoever opened it goes on at the button that did.
fn close(screen: Screen) {
    let opener = match screen.dialog.get_untracked() {
        Some(Dialog::Bank) => "add-bank",
        Some(Dialog::Inside) => "add-inside",
        _ => "add-local",
    };
    screen.refused.set(None);
    screen.dialog.set(None);
    hands::focus(opener);
}

/// After what is open.
fn place(screen: Screen) -> Option<Place> {
    match screen.open.get_untracked() {
        Open::Question(id) => screen.peek(|draft| {
            let around = place_of(draft, &id)?;
            Some(Place { after: Some(id.clone()), ..around })
        }),
        Open::Section(id) => screen.peek(|draft| {
            let section = draft.sections.iter().find(|section| section.id == id)?;
            let after = section.questions.last().map(|question| question.id.clone());
            Some(Place { section: id.clone(), repeat: None, after })
        }),
        _ => None,
    }
}

/// As the last that the repeat asks of each item.
fn last_inside(screen: Screen) -> Option<Place> {
    let Open::Question(repeat) = screen.open.get_untracked() else { return None };
    screen.peek(|draft| {
        let around = place_of(draft, &repeat)?;
        let last = super::screen::find(draft, &repeat)?.questions.last().map(|inner| inner.id.clone());
        Some(Place { repeat: Some(repeat.clone()), after: last, ..around })
    })
}

fn local(screen: Screen, after: Option<Place>) -> El {
    let inside = after.as_ref().is_some_and(|place| place.repeat.is_some());
    let id = screen.peek(|draft| screen.published.with_untracked(|version| wishes::new_id(draft, version.as_ref())));
    let where_to = match &after {
        Some(place) => screen.peek(|draft| wishes::place_in_words(draft, place)),
        None => "at the end".to_owned(),
    };
    let types = TYPES.into_iter().filter(|(kind, _)| !inside || !matches!(kind, Kind::Repeat | Kind::Contact));
    let choice = |(kind, about): (Kind, &'static str)| {
        let place = after.clone();
        el("button.kind")
            .attr("type", "button")
            .id(format!("kind-{}", kind_code(kind)))
            .child(el("strong").child(kind_in_words(kind)))
            .child(el("span.small.soft").child(about))
            .on("click", move |_| add_local(screen, kind, place.clone()))
    };
    dialog(
        screen,
        "Add a local question",
        vec![
            el("p.soft")
                .child(format!(
                    "It comes {where_to}. Its id is proposed; you can change it until the survey is published."
                ))
                .into(),
            el("p.row.g2")
                .child(el("label.label").attr("for", "new-id").child("Id"))
                .child(
                    el("input.input.w-s")
                        .attr("type", "text")
                        .id("new-id")
                        .attr("value", id)
                        .attr("autocomplete", "off")
                        .attr("aria-describedby", "new-id-refused"),
                )
                .into(),
            super::fields::refusal(screen, "new-id".to_owned()),
            el("h3").child("What kind of answer?").into(),
            el("div.kinds").children(types.map(choice)).into(),
        ],
    )
}

fn kind_code(kind: Kind) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn add_local(screen: Screen, kind: Kind, place: Option<Place>) {
    let id = hands::value_of("new-id").trim().to_owned();
    if let Some(why) = screen.why_not_id(&id, None) {
        screen.said.set(why.clone());
        screen.refused.set(Some(super::screen::Refused { at: "new-id".to_owned(), why }));
        hands::focus("new-id");
        return;
    }
    let edit = screen.peek(|draft| wishes::add_local(draft, kind, &id, "", place));
    let Some(edit) = edit else { return };
    if screen.act(vec![edit], "new-id") {
        screen.dialog.set(None);
        screen.said.set(format!("{id} has been added"));
        link_to(screen, Open::Question(id));
        hands::focus("q-label");
    }
}

/// Offers that fit, and questions of the bank that are asked already.
fn bank(screen: Screen) -> El {
    let wanted = RwSignal::new(String::new());
    let (offers, asked) = screen.desk.with_value(|desk| match desk {
        Some(desk) => {
            let draft = desk.shown();
            let known = |question: &&Question| super::screen::find(draft, &question.id).is_some();
            let all = desk.bank().instruments.iter().flat_map(|instrument| instrument.questions());
            let mut asked: Vec<Question> = Vec::new();
            // Instruments share questions; each is named once.
            for question in all.filter(known) {
                if asked.iter().all(|known| known.id != question.id) {
                    asked.push(question.clone());
                }
            }
            (desk.bank().questions(draft), asked)
        }
        None => Default::default(),
    });
    let main = screen.main();
    let asked: Vec<(String, String)> =
        asked.into_iter().map(|question| (question.id.clone(), super::screen::short_name(&question, &main))).collect();
    let after = place(screen);
    let list = live(move || {
        let wanted = wanted.get().to_lowercase();
        let fits =
            |words: &[&str]| wanted.is_empty() || words.iter().any(|words| words.to_lowercase().contains(&wanted));
        let label = |offer: &Offer| offer.question.label.plain().to_owned();
        let found = offers.iter().filter(|offer| fits(&[&offer.question.id, &label(offer), offer.section.plain()]));
        let found: Vec<El> = found.map(|offer| offered(screen, offer, after.clone())).collect();
        let known = asked.iter().filter(|(id, name)| fits(&[id, name]));
        let known: Vec<El> = known
            .map(|(id, name)| {
                el("li.row.soft")
                    .child(el("span.id").child(id.clone()))
                    .child(el("span").child(name.clone()))
                    .child(el("span.tag.push").child("Asked already"))
            })
            .collect();
        let nothing = found.is_empty().then(|| {
            el("p.empty").child(if wanted.is_empty() {
                "Every question of the bank is in this survey already."
            } else {
                "No other question of the bank has these words."
            })
        });
        let count = match found.len() {
            1 => "1 question to add".to_owned(),
            many => format!("{many} questions to add"),
        };
        let count = el("p.unseen").attr("role", "status").child(count);
        el("div.flow.g2")
            .child(count)
            .child(nothing)
            .child(el("ul.bank").children(found))
            .child((!known.is_empty()).then(|| el("ul.bank").attr("aria-label", "Asked already").children(known)))
    });
    dialog(
        screen,
        "Add from the bank",
        vec![
            el("p.soft")
                .child("These questions are shared across London, so that answers can be compared. Their words stay.")
                .into(),
            el("div.flow.g1")
                .child(el("label.label").attr("for", "bank-search").child("Search by word or id"))
                .child(
                    el("input.input")
                        .attr("type", "search")
                        .id("bank-search")
                        .attr("autocomplete", "off")
                        .on("input", move |event| wanted.set(event.value())),
                )
                .into(),
            super::fields::refusal(screen, "bank-search".to_owned()),
            list,
        ],
    )
}

fn offered(screen: Screen, offer: &Offer, after: Option<Place>) -> El {
    let question = offer.question.clone();
    let about = format!("{} · {} · {}", offer.section.plain(), kind_in_words(question.kind), title_of(screen, offer));
    let id = question.id.clone();
    el("li.row.nowrap")
        .child(el("span.id").child(question.id.clone()))
        .child(
            el("div.flow.g1")
                .child(el("p.ask").child(question.label.plain().to_owned()))
                .child(el("p.small.soft").child(about)),
        )
        .child(
            el("button.button.second.push")
                .attr("type", "button")
                .attr("aria-label", format!("Add {id}"))
                .child("Add")
                .on("click", move |_| add(screen, question.clone(), after.clone())),
        )
}

fn title_of(screen: Screen, offer: &Offer) -> String {
    screen.desk.with_value(|desk| {
        let instrument = desk.as_ref().and_then(|desk| desk.bank().instrument(&offer.instrument));
        instrument.map(|instrument| instrument.title.plain().to_owned()).unwrap_or_default()
    })
}

/// The wording's rules may speak of questions that are not here: the check says so afterwards.
fn add(screen: Screen, question: Question, place: Option<Place>) {
    let id = question.id.clone();
    let end = || {
        screen.peek(|draft| {
            let section = draft.sections.last()?;
            let after = section.questions.last().map(|question| question.id.clone());
            Some(Place { section: section.id.clone(), repeat: None, after })
        })
    };
    // A shared question stands on a page of its own right, never inside of a repeat.
    let place = place.map(|place| match &place.repeat {
        Some(repeat) => Place { after: Some(repeat.clone()), repeat: None, ..place.clone() },
        None => place,
    });
    let Some(place) = place.or_else(end) else { return };
    if screen.act(vec![Edit::AddQuestion { question: Box::new(question), place }], "bank-search") {
        screen.dialog.set(None);
        screen.said.set(format!("{id} has been added"));
        link_to(screen, Open::Question(id));
        hands::focus("editor-title");
    }
}
