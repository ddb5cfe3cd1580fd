//! Small parts that several widgets share: icons, cards, ticks, labelled inputs.

use super::el::{Child, El, Words, el};
use crate::words;

/// An icon of the page's sprite; its meaning always stands beside it in words.
pub fn icon(address: &'static str) -> El {
    el("svg.icon").attr("aria-hidden", "true").child(el("use").attr("href", address))
}

/// A button that is only an icon, with its words for screen readers.
pub fn icon_button(address: &'static str, words: impl Into<Words>) -> El {
    el("button.button.quiet.lone").attr("type", "button").attr("aria-label", words).child(icon(address))
}

/// A radio button or a checkbox.
pub struct Toggle {
    pub is_radio: bool,
    pub name: String,
    pub value: String,
    pub id: String,
    pub label: Child,
    pub hint: Option<Child>,
    pub checked: bool,
}

impl Toggle {
    /// As a card, all of which can be pressed.
    pub fn card(self) -> El {
        self.within("div.choice")
    }

    /// Plain, for small options.
    pub fn tick(self) -> El {
        self.within("div.tick")
    }

    /// As one segment of a scale.
    pub fn segment(self, apart: bool) -> El {
        self.within(if apart { "div.seg.na" } else { "div.seg" })
    }

    fn within(self, selector: &'static str) -> El {
        let input = el("input")
            .attr("type", if self.is_radio { "radio" } else { "checkbox" })
            .attr("name", self.name)
            .attr("value", self.value)
            .attr("autocomplete", "off")
            .id(self.id.clone())
            .flag("checked", self.checked);
        let hint = self.hint.map(|hint| el("small").child(hint));
        el(selector).child(input).child(el("label").attr("for", self.id).child(self.label).child(hint))
    }
}

/// The divider before what stands alone.
pub fn or() -> El {
    el("p.or").child(words::or())
}

/// A text input without its label.
pub fn text_input(selector: &'static str, id: String, value: String) -> El {
    el(selector).attr("type", "text").id(id).attr("value", value).attr("autocomplete", "off")
}

/// A label for a control, seen or only heard.
pub fn label(selector: &'static str, id: String, words: impl Into<Child>) -> El {
    el(selector).attr("for", id).child(words)
}

/// A quiet button inside a question.
pub fn quiet_button(words: &'static str) -> El {
    el("button.button.quiet").attr("type", "button").child(words)
}
