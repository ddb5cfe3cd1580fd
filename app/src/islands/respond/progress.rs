//! How far it is: a stroke for each part on this route, and the words that carry the meaning.

use shared::interview::Interview;

use super::Session;
use crate::widgets::el::{Child, El, el, keyed};
use crate::words;

/// More than a survey has parts, or minutes: three numbers in one, also in 32 bits.
const MANY: usize = 1000;

/// For one part; right again whenever the route changes.
pub fn of_part(session: &Session, section: usize) -> Child {
    let session = session.clone();
    let told = move || {
        session.route.get();
        let parts = session.parts();
        let at = parts.iter().position(|part| *part == section).unwrap_or_default();
        let minutes = session.interview.peek(|interview| interview.minutes_left(section));
        (at * MANY + parts.len()) * MANY + (minutes as usize).min(MANY - 1)
    };
    keyed(told, |told| {
        let (at, parts, minutes) = (told / MANY / MANY, told / MANY % MANY, told % MANY);
        let part = words::part_of(&(at + 1).to_string(), &parts.to_string());
        progress(part, words::minutes_left(minutes), parts, at).into()
    })
}

/// For the check page.
pub fn of_whole(session: &Session) -> El {
    let count = session.parts().len();
    let progress_now = session.interview.peek(Interview::progress);
    let answered = words::answered_of(&progress_now.answered.to_string(), &progress_now.of.to_string());
    progress(words::parts_done(count), answered, count, count)
}

fn progress(part: String, left: String, count: usize, at: usize) -> El {
    let strokes = (0..count).map(|index| match index {
        index if index < at => el("li.done"),
        index if index == at => el("li.now"),
        _ => el("li"),
    });
    let frame = words::own(el("div.progress"));
    frame
        .child(el("span").child(el("strong").child(part)))
        .child(el("span").child(left))
        .child(el("ol").attr("aria-hidden", "true").children(strokes))
}
