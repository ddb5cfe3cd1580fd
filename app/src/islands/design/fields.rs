//! Fields that show one property and change it: words in each language, ticks, numbers, choices.

use leptos::prelude::*;
use serde_json::{Value, json};
use shared::draft::desk::{Thing, words_at};
use shared::language::{english_name, is_rtl, own_name_among};

use super::hands;
use super::screen::{Refused, Screen};
use crate::widgets::el::{Child, El, Words, el, live};
use crate::widgets::icon;

/// A field for words.
pub struct WordsField {
    pub thing: Thing,
    pub property: String,
    pub id: String,
    pub label: Words,
    pub hint: &'static str,
    /// More than one line.
    pub rows: u8,
    /// Set as a question is.
    pub asks: bool,
    /// Nobody may change the main language's words.
    pub locked: bool,
}

impl WordsField {
    pub fn new(thing: Thing, property: &str, id: impl Into<String>, label: impl Into<Words>) -> WordsField {
        WordsField {
            thing,
            property: property.to_owned(),
            id: id.into(),
            label: label.into(),
            hint: "",
            rows: 1,
            asks: false,
            locked: false,
        }
    }

    /// The main language's words, and below them those of the language that is being translated into.
    pub fn view(self, screen: Screen) -> El {
        let main = screen.main();
        let other = screen.other_tongue();
        let first = (!self.locked).then(|| self.one(screen, &main, true));
        let second = other.map(|tongue| self.one(screen, &tongue, false));
        el("div.flow.g2").child(first).child(second)
    }

    fn one(&self, screen: Screen, language: &str, is_main: bool) -> El {
        let id = if is_main { self.id.clone() } else { format!("{}-{language}", self.id) };
        let label =
            if is_main { self.label.clone() } else { format!("{} in {}", self.label, english_name(language)).into() };
        let (thing, property, tongue, main) =
            (self.thing.clone(), self.property.clone(), language.to_owned(), screen.main());
        let shown = (thing.clone(), property.clone(), tongue.clone());
        let field = id.clone();
        let control = if self.rows > 1 || self.asks {
            el(if self.asks { "textarea.input.asks" } else { "textarea.input" })
                .attr("rows", self.rows.max(2).to_string())
        } else {
            el("input.input").attr("type", "text")
        };
        let control = control
            .id(id.clone())
            .attr("lang", language.to_owned())
            .attr("dir", if is_rtl(language) { "rtl" } else { "ltr" })
            .attr("autocomplete", "off")
            .attr("aria-describedby", format!("{id}-about {id}-refused"))
            .follow(move |element| {
                let (thing, property, tongue) = &shown;
                let now = screen.value(thing, property);
                hands::show_value(element, &words_at(&now, tongue, &main));
            })
            .on("input", move |event| {
                screen.set(&thing, &property, Some(&tongue), Value::String(event.value()), &field);
            })
            .on("change", move |_| screen.pause());
        let original = (!is_main).then(|| self.original(screen));
        let hint = (is_main && !self.hint.is_empty()).then(|| el("p.hint").id(format!("{id}-about")).child(self.hint));
        el("div.flow.g1")
            .child(el("label.label").attr("for", id.clone()).child(label))
            .child(original)
            .child(hint)
            .child(control)
            .child(refusal(screen, id))
    }

    /// What is to be translated.
    fn original(&self, screen: Screen) -> Child {
        if !self.locked {
            return Child::Nothing;
        }
        let (thing, property) = (self.thing.clone(), self.property.clone());
        live(move || {
            let words = words_at(&screen.value(&thing, &property), &screen.main(), &screen.main());
            (!words.is_empty()).then(|| el("p.hint").child(words))
        })
    }
}

/// The sentence why a change at this field was not made.
pub fn refusal(screen: Screen, field: String) -> Child {
    let own = field.clone();
    let why = Memo::new(move |_| {
        screen.refused.with(|refused| {
            let refused: Option<&Refused> = refused.as_ref().filter(|refused| refused.at == own);
            refused.map(|refused| refused.why.clone())
        })
    });
    live(move || {
        why.get().map(|why| {
            el("p.problem.small").id(format!("{field}-refused")).child(icon("#i-lock")).child(el("span").child(why))
        })
    })
}

/// A tick for a property that is true or not.
pub fn tick(screen: Screen, thing: &Thing, property: &'static str, id: String, label: impl Into<Words>) -> El {
    let (shown, changed, field) = (thing.clone(), thing.clone(), id.clone());
    let input = el("input")
        .attr("type", "checkbox")
        .id(id.clone())
        .attr("autocomplete", "off")
        .follow(move |element| hands::show_checked(element, screen.value(&shown, property) == json!(true)))
        .on("change", move |event| {
            let after = if event.checked() { json!(true) } else { Value::Null };
            screen.set(&changed, property, None, after, &field);
            screen.pause();
        });
    el("div")
        .child(el("div.tick").child(input).child(el("label").attr("for", id.clone()).child(label.into())))
        .child(refusal(screen, id))
}

/// A number, or nothing.
pub fn number(screen: Screen, thing: &Thing, property: &'static str, id: String, label: impl Into<Words>) -> El {
    let (shown, changed, field) = (thing.clone(), thing.clone(), id.clone());
    let input = el("input.input.w-s")
        .attr("type", "text")
        .attr("inputmode", "decimal")
        .id(id.clone())
        .attr("autocomplete", "off")
        .attr("aria-describedby", format!("{id}-refused"))
        .follow(move |element| {
            let now = screen.value(&shown, property);
            let number = now.as_f64().map(|number| number.to_string());
            hands::show_value(element, &number.unwrap_or_default());
        })
        .on("change", move |event| {
            let typed = event.value().trim().replace([',', ' '], "");
            let after = if typed.is_empty() { Some(Value::Null) } else { typed.parse::<f64>().ok().map(whole) };
            match after {
                Some(after) => {
                    screen.set(&changed, property, None, after, &field);
                    screen.pause();
                }
                None => {
                    let why = format!("“{}” is no number. Enter digits, for example 1,200", event.value());
                    screen.refused.set(Some(Refused { at: field.clone(), why }));
                }
            }
        });
    el("div.flow.g1")
        .child(el("label.label").attr("for", id.clone()).child(label.into()))
        .child(input)
        .child(refusal(screen, id))
}

/// Counts are whole numbers in JSON.
fn whole(number: f64) -> Value {
    if number.fract() == 0.0 && number.abs() < 9e15 { json!(number as i64) } else { json!(number) }
}

/// A text that is the same in every language, such as an address.
pub fn plain(screen: Screen, thing: &Thing, property: &'static str, id: String, label: impl Into<Words>) -> El {
    let (shown, changed, field) = (thing.clone(), thing.clone(), id.clone());
    let input = el("input.input")
        .attr("type", "text")
        .id(id.clone())
        .attr("autocomplete", "off")
        .follow(move |element| {
            hands::show_value(element, screen.value(&shown, property).as_str().unwrap_or_default());
        })
        .on("input", move |event| {
            let after = Some(event.value()).filter(|text| !text.is_empty()).map_or(Value::Null, Value::String);
            screen.set(&changed, property, None, after, &field);
        })
        .on("change", move |_| screen.pause());
    el("div.flow.g1")
        .child(el("label.label").attr("for", id.clone()).child(label.into()))
        .child(input)
        .child(refusal(screen, id))
}

/// One of some choices, each with its words.
pub fn select(id: String, label: impl Into<Words>, choices: Vec<(String, String)>, now: &str) -> (El, El) {
    let option = |(value, words): (String, String)| {
        let selected = value == now;
        el("option").attr("value", value).flag("selected", selected).child(words)
    };
    let label = el("label.label").attr("for", id.clone()).child(label.into());
    let control = el("select.input").id(id).attr("autocomplete", "off").children(choices.into_iter().map(option));
    (label, control)
}

/// What folds out and stays so while the screen is drawn anew.
pub fn fold(screen: Screen, id: String, summary: impl Into<Words>, content: impl Into<Child>) -> El {
    let is_open = screen.unfolded.with_untracked(|unfolded| unfolded.contains(&id));
    let key = id.clone();
    el("details.fold")
        .flag("open", is_open)
        .child(el("summary").id(id).child(summary.into()))
        .child(el("div.flow.g4").child(content.into()))
        .on("toggle", move |event| {
            let is_open = event.element().is_some_and(|element| element.has_attribute("open"));
            screen.unfolded.update(|unfolded| {
                unfolded.retain(|known| *known != key);
                if is_open {
                    unfolded.push(key.clone());
                }
            });
        })
}

/// The languages of the survey as chips; `None` where there is only one.
pub fn tongues(screen: Screen, prefix: &'static str) -> Child {
    live(move || {
        let languages = screen.see(|draft| draft.languages.clone());
        if languages.len() < 2 {
            return Child::Nothing;
        }
        let chips = languages.iter().map(|tag| {
            let name = own_name_among(tag, &languages);
            let (shown, chosen, first) = (tag.clone(), tag.clone(), screen.main());
            el("button.chip")
                .attr("type", "button")
                .id(format!("{prefix}-{tag}"))
                .attr("lang", tag.clone())
                .attr("title", english_name(tag))
                .live_attr("aria-pressed", move || {
                    let now = screen.tongue.get();
                    let is_on = now == shown || (now.is_empty() && shown == first);
                    Some(if is_on { "true" } else { "false" }.into())
                })
                .child(name)
                .on("click", move |_| {
                    screen.tongue.set(chosen.clone());
                    #[cfg(feature = "browser")]
                    super::link::show_opened(screen);
                })
        });
        el("span.row.g1").attr("role", "group").attr("aria-label", "Language").children(chips).into()
    })
}
