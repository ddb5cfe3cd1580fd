//! The outbox: every draft and every finished survey on this phone, with what becomes of it.

mod entry;
#[cfg(feature = "browser")]
mod look;
#[cfg(any(feature = "browser", test))]
mod parcels;
mod speak;

use std::sync::Arc;

use leptos::prelude::*;

use crate::widgets::el::{Child, El, el, live};
use crate::widgets::followed::Followed;
use crate::widgets::icon;
use crate::words;
use entry::{Entry, Group, Pill};

/// Everything on the page, in words; made in the browser, since the server knows nothing of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Shown {
    pub note: Option<Note>,
    /// In the order of their groups.
    pub entries: Vec<Entry>,
    pub is_sending: bool,
    pub safety: Vec<String>,
}

/// What is true of the phone as a whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Note {
    pub pill: Pill,
    pub class: &'static str,
    pub strong: String,
    pub rest: String,
}

/// What the list shows; nothing until the phone has been looked through.
pub type Seen = Arc<Followed<Option<Shown>>>;

#[island]
pub fn Outbox() -> impl IntoView {
    let shown = Seen::new(Followed::new(None));
    let said = Arc::new(Followed::new(""));
    #[cfg(feature = "browser")]
    look::keep_looking(&shown);
    let (listed, heard) = (shown.clone(), said.clone());
    let page = el("div.flow.g5.after")
        .id("outbox")
        .attr("tabindex", "-1")
        .child(el("p.small").attr("role", "status").child(live(move || heard.get())))
        .child(live(move || {
            listed.with(|seen| match seen {
                Some(seen) => Child::Many(vec![speak::chooser(&listed), draw(seen)]),
                None => looking(),
            })
        }))
        .child(live(|| {
            words::follow();
            dialog()
        }));
    #[cfg(feature = "browser")]
    let page = page.on("click", move |press| look::press(&press, &shown, &said));
    page
}

/// What the server draws, and the browser until it has looked.
fn looking() -> Child {
    el("p.soft").child(words::looking()).into()
}

fn draw(shown: &Shown) -> Child {
    let groups = Group::ALL.iter().filter_map(|group| section(*group, shown));
    let mut parts: Vec<Child> = shown.note.iter().map(note).collect();
    if shown.entries.is_empty() {
        parts.push(empty());
    }
    parts.push(el("div.flow.g6").children(groups).child(safety(shown)).into());
    parts.into()
}

fn note(note: &Note) -> Child {
    el(note.class)
        .child(icon(note.pill.icon()))
        .child(el("div").child(el("strong").child(note.strong.clone())).child(" ").child(note.rest.clone()))
        .into()
}

fn section(group: Group, shown: &Shown) -> Option<El> {
    let entries: Vec<&Entry> = shown.entries.iter().filter(|entry| entry.group == group).collect();
    if entries.is_empty() {
        return None;
    }
    let heading = el("h2").id(group.id()).child(group.title()).child(" ");
    let heading = heading.child(el("span.soft.num").child(entries.len().to_string()));
    let list = el("ul.items").children(entries.into_iter().map(item));
    let section = el("section").attr("aria-labelledby", group.id()).child(heading).child(list);
    Some(if group == Group::Waiting { section.child(sending(shown.is_sending)) } else { section })
}

fn item(entry: &Entry) -> El {
    let title = if entry.group == Group::Sent {
        el("span.num").child(el("bdi").child(entry.title.clone()))
    } else {
        el("strong").child(entry.title.clone())
    };
    let pill = el("span.status.push").attr("data-state", entry.pill.state());
    let pill = pill.child(icon(entry.pill.icon())).child(" ").child(entry.pill.word());
    let progress = entry.progress.as_ref().map(|words| el("div.progress").child(el("span").child(words.clone())));
    let lines = entry.lines.iter().map(|line| el("p.small").child(line.clone()));
    el("li.flow.g2")
        .child(el("div.row").child(title).child(" ").child(pill))
        .child(progress)
        .child(el("p.small.soft").child(entry.facts.clone()).child(receipt(entry)))
        .children(lines)
        .child(actions(entry))
}

fn receipt(entry: &Entry) -> Vec<Child> {
    if entry.pill != Pill::Sent {
        return Vec::new();
    }
    let hidden = el("span.unseen").child([" ", &entry.title].concat());
    let link = el("a").id(["go-", &entry.id].concat()).attr("href", entry.link("receipt"));
    vec![" ".into(), link.child(words::receipt()).child(hidden).into()]
}

fn actions(entry: &Entry) -> Option<El> {
    match entry.group {
        Group::NotFinished => {
            let go = el("a.button")
                .id(["go-", &entry.id].concat())
                .attr("href", entry.link("draft"))
                .child(words::carry_on());
            let copy = button("button.button.second", "copy", &entry.id, words::copy());
            let delete = button("button.button.quiet", "delete", &entry.id, words::delete());
            Some(el("p.row").child(go).child(" ").child(copy).child(" ").child(delete))
        }
        Group::NeedsYou if entry.can_mend => {
            let mend = button("button.button", "mend", &entry.id, words::mend_and_send());
            let again = button("button.button.quiet", "again", &entry.id, words::send_again());
            Some(el("p.row").child(mend).child(" ").child(again).child(" ").child(save(&entry.id)))
        }
        Group::NeedsYou => {
            let again = button("button.button.second", "again", &entry.id, words::send_again());
            Some(el("p.row").child(again).child(" ").child(save(&entry.id)))
        }
        _ => None,
    }
}

fn sending(is_sending: bool) -> El {
    let (words, busy) = if is_sending { (words::sending_now(), "true") } else { (words::try_now(), "false") };
    let send = el("button.button.second").id("try").attr("type", "button").attr("data-act", "try");
    let send = send.attr("aria-busy", busy).child(icon("#i-up")).child(" ").child(words);
    let save = el("button.button.quiet").id("save").attr("type", "button").attr("data-act", "save");
    el("p.row").child(send).child(" ").child(save.child(icon("#i-save")).child(words::save_to_file()))
}

/// One survey as a file.
fn save(id: &str) -> El {
    let save = el("button.button.quiet").id(["save-", id].concat()).attr("type", "button").attr("data-act", "save");
    save.attr("data-id", id.to_owned()).child(icon("#i-save")).child(words::save_to_file())
}

fn button(selector: &'static str, act: &'static str, id: &str, words: &'static str) -> El {
    let button = el(selector).id([act, "-", id].concat()).attr("type", "button").attr("data-act", act);
    button.attr("data-id", id.to_owned()).child(words)
}

fn safety(shown: &Shown) -> El {
    let words = shown.safety.iter().map(|words| el("p.small").child(words.clone()));
    el("section.flow.g2")
        .attr("aria-labelledby", "safe")
        .child(el("h2").id("safe").child(words::how_safe()))
        .children(words)
}

fn empty() -> Child {
    el("div.empty.flow.g2")
        .child(el("h2").child(words::nothing_here()))
        .child(el("p").child(words::surveys_are_kept()))
        .into()
}

/// Asked before a draft goes, since that cannot be undone.
fn dialog() -> El {
    let yes = el("button.button.stop").attr("type", "button").attr("data-act", "really").child(words::delete_it());
    let no = el("button.button.second").attr("type", "button").attr("data-act", "keep").child(words::keep_it());
    el("dialog.dialog.flow.g3")
        .id("delete")
        .attr("aria-labelledby", "delete-title")
        .child(el("h2").id("delete-title").child(words::delete_these()))
        .child(el("p").child(words::cannot_be_brought_back()))
        .child(el("p.row").child(yes).child(" ").child(no))
}
