//! An `El` as HTML, for the server.

use super::{Child, El, Setting};
use leptos::prelude::RenderHtml;
use leptos::tachys::view::Position;

/// Elements without an end tag.
const VOID: [&str; 6] = ["input", "br", "hr", "meta", "link", "img"];

pub fn write_el(el: El, out: &mut String, position: &mut Position) {
    let el = *el.0;
    out.push('<');
    out.push_str(el.tag);
    for (name, setting) in el.attributes {
        let value = match setting {
            Setting::Fixed(value) => Some(value),
            Setting::Live(value) => value(),
        };
        if let Some(value) = value {
            out.push(' ');
            out.push_str(name);
            if !value.is_empty() {
                out.push_str("=\"");
                escape(&value, out);
                out.push('"');
            }
        }
    }
    out.push('>');
    if !VOID.contains(&el.tag) {
        *position = Position::FirstChild;
        for child in el.children {
            write_child(child, out, position);
        }
        out.push_str("</");
        out.push_str(el.tag);
        out.push('>');
    }
    *position = Position::NextChild;
}

pub fn write_child(child: Child, out: &mut String, position: &mut Position) {
    match child {
        Child::Nothing | Child::Same | Child::Aside | Child::Back => {}
        Child::Text(text) => {
            if matches!(position, Position::NextChildAfterText) {
                // Or two texts would be one node when the browser reads them.
                out.push_str("<!>");
            }
            if text.is_empty() {
                out.push(' ');
            }
            escape(&text, out);
            *position = Position::NextChildAfterText;
        }
        Child::El(el) => write_el(el, out, position),
        Child::Many(children) => {
            for child in children {
                write_child(child, out, position);
            }
        }
        Child::Live(child) => {
            write_child(child(), out, position);
            out.push_str("<!>");
            *position = Position::NextChild;
        }
        Child::View(view) => view.to_html_with_buf(out, position, true, false, Vec::new()),
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

// Only the server writes HTML.
#[cfg(all(test, feature = "ssr"))]
mod tests {
    use crate::widgets::el::{Child, el, live};
    use leptos::prelude::RenderHtml;

    #[test]
    fn texts_stay_apart_and_are_escaped() {
        let view = el("p.hint.small").attr("title", "a\"b").child("1 < 2").child("&").child(live(|| "x"));
        assert_eq!(view.to_html(), "<p class=\"hint small\" title=\"a&quot;b\">1 &lt; 2<!>&amp;<!>x<!></p>");
    }

    #[test]
    fn flags_have_no_value_and_void_elements_no_end() {
        let view = el("div").child(el("input").flag("checked", true).flag("disabled", false)).child(Child::Nothing);
        assert_eq!(view.to_html(), "<div><input checked></div>");
    }
}
