//! Up to so many choices in order, by buttons: the focus stays on what was moved, and its place is told.

use shared::questionnaire::Choice;

use super::el::{El, el, live};
use super::field::Field;
use super::focus::focus_soon;
use super::parts::{icon, icon_button};
use crate::words;

pub fn rank(field: &Field) -> El {
    let field = field.clone();
    el("div").child(live(move || {
        field.entry.with(|_| ());
        let (codes, most) = (field.codes(), most(&field));
        el("div.flow").child(chosen(&field, &codes, most)).child(pool(&field, &codes, most))
    }))
}

fn most(field: &Field) -> usize {
    field.question.max.unwrap_or(3.0) as usize
}

/// What a button does, as part of its id: after the move the same button has the focus again.
#[derive(Clone, Copy, PartialEq)]
enum Act {
    Up,
    Down,
    Out,
    Add,
}

impl Act {
    fn word(self) -> &'static str {
        match self {
            Act::Up => "up-",
            Act::Down => "down-",
            Act::Out => "out-",
            Act::Add => "add-",
        }
    }

    fn id(self, field: &Field, code: &str) -> String {
        field.id(&[self.word(), code].concat())
    }
}

fn chosen(field: &Field, codes: &[String], most: usize) -> El {
    let rows = codes.iter().enumerate().map(|(place, code)| {
        let words = words_of(field, code);
        let buttons = el("span.row.g1.nowrap")
            .child((place > 0).then(|| button(field, code, Act::Up, "#i-up", words::move_up(&words))))
            .child(
                (place + 1 < codes.len()).then(|| button(field, code, Act::Down, "#i-down", words::move_down(&words))),
            )
            .child(button(field, code, Act::Out, "#i-x", words::take_out(&words)));
        el("li").child(el("span").child(words)).child(buttons)
    });
    let free = (codes.len()..most).map(|place| {
        let words = match (place == codes.len(), codes.is_empty()) {
            (true, true) => words::choose_from_below(),
            (true, false) => words::choose_one_more(),
            (false, _) => words::free_place(),
        };
        el("li.free").child(el("span").child(words))
    });
    el("ol.rank").attr("aria-label", words::in_order(&field.name())).children(rows).children(free)
}

fn button(field: &Field, code: &str, act: Act, address: &'static str, words: String) -> El {
    let id = act.id(field, code);
    let (field, code) = (field.clone(), code.to_owned());
    icon_button(address, words).id(id).on("click", move |_| press(&field, &code, act))
}

fn pool(field: &Field, codes: &[String], most: usize) -> El {
    if codes.len() >= most {
        return el("p.hint").child(words::take_one_out_first());
    }
    let left = field.question.options.iter().filter(|option| !codes.contains(&option.code));
    let chip = |option: &Choice| {
        let (adds, code) = (field.clone(), option.code.clone());
        let button = el("button.chip")
            .attr("type", "button")
            .id(Act::Add.id(field, &option.code))
            .child(icon("#i-plus"))
            .child(field.wording(&option.label))
            .on("click", move |_| press(&adds, &code, Act::Add));
        el("li").child(button)
    };
    el("ul.row.g2").attr("aria-label", words::to_choose_from()).children(left.map(chip))
}

fn words_of(field: &Field, code: &str) -> String {
    field.question.option(code).map_or_else(|| code.to_owned(), |option| field.words(&option.label))
}

fn press(field: &Field, code: &str, act: Act) {
    let mut codes = field.codes();
    let at = codes.iter().position(|chosen| chosen == code);
    match (act, at) {
        (Act::Add, None) if codes.len() < most(field) => codes.push(code.to_owned()),
        (Act::Up, Some(at)) if at > 0 => codes.swap(at, at - 1),
        (Act::Down, Some(at)) if at + 1 < codes.len() => codes.swap(at, at + 1),
        (Act::Out, Some(at)) => {
            codes.remove(at);
        }
        _ => return,
    }
    let words = words_of(field, code);
    let count = codes.len();
    let now = codes.iter().position(|chosen| chosen == code);
    match now {
        Some(place) => field.say(words::placed(&words, &(place + 1).to_string(), &count.to_string())),
        None => field.say(words::taken_out(&words)),
    }
    let next = next_focus(act, now, count);
    let focus = match next {
        Act::Add if act == Act::Add => first_free(field, &codes).map(|free| Act::Add.id(field, &free)),
        next => Some(next.id(field, code)),
    };
    field.set_codes(codes);
    // Where the pool is gone, what was just chosen is the nearest thing.
    focus_soon(focus.unwrap_or_else(|| Act::Out.id(field, code)));
}

/// The button that has the focus next: the same one, or the other way where there is no further.
fn next_focus(act: Act, place: Option<usize>, count: usize) -> Act {
    match (act, place) {
        (Act::Up, Some(0)) => Act::Down,
        (Act::Down, Some(place)) if place + 1 == count => Act::Up,
        (Act::Out, _) => Act::Add,
        (act, _) => act,
    }
}

/// The first of the pool, as long as there is one: three in a row can be chosen by keyboard.
fn first_free(field: &Field, codes: &[String]) -> Option<String> {
    if codes.len() >= most(field) {
        return None;
    }
    let free = field.question.options.iter().find(|option| !codes.contains(&option.code))?;
    Some(free.code.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_stays_where_it_can_go_on() {
        assert!(next_focus(Act::Up, Some(1), 3) == Act::Up);
        assert!(next_focus(Act::Up, Some(0), 3) == Act::Down);
        assert!(next_focus(Act::Down, Some(2), 3) == Act::Up);
        assert!(next_focus(Act::Out, None, 2) == Act::Add);
    }
}
