//! The service worker's script, a template that the server fills in with its build.

use shared::language::is_rtl;

use crate::words;

/// `__BUILD__` and `__WORDS__` are to be filled in. The build makes it smaller before.
pub const SW_TEMPLATE: &str = include_str!("sw.js");

/// The script of one build.
pub fn render(template: &str, build: &str) -> String {
    template.replace("__BUILD__", build).replace("__WORDS__", &no_signal())
}

/// What a page without signal says, in every language of the interface: the worker does not know which is read.
fn no_signal() -> String {
    let block = |tag: &'static str| {
        words::in_language(tag, || {
            let direction = if is_rtl(tag) { "rtl" } else { "ltr" };
            let (heading, needs, back) = (words::no_signal(), words::page_needs_signal(), words::back());
            let phone = words::on_this_phone();
            format!(
                "<div lang={tag} dir={direction}><h1>{heading}</h1><p>{needs}\
                 <p><a href=\"${{back}}\">{back}</a><p><a href=\"${{OUTBOX}}\">{phone}</a></div>"
            )
        })
    };
    words::languages().into_iter().map(block).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_without_signal_is_small_and_whole() {
        let page = SW_TEMPLATE.split('`').find(|text| text.starts_with("<!doctype html>")).unwrap();
        assert!(page.len() < 500 && page.contains("lang=\"en\"") && page.contains("name=\"viewport\""), "{page}");
        let script = render(SW_TEMPLATE, "b1");
        let page = script.split('`').find(|text| text.starts_with("<!doctype html>")).unwrap();
        assert!(page.contains("your answers are safe on this phone") && page.contains("dir=rtl"), "{page}");
        // Only the two that the script has.
        let places: Vec<&str> = page.split("${").skip(1).filter_map(|rest| rest.split('}').next()).collect();
        assert!(places.chunks(2).all(|pair| pair == ["back", "OUTBOX"]), "{places:?}");
        assert!(!page.contains("/*"), "{page}");
    }

    #[test]
    fn a_new_build_makes_another_script() {
        let script = render(SW_TEMPLATE, "b1");
        assert!(script.contains("\"b1\""));
        assert!(!script.contains("__BUILD__") && !script.contains("__WORDS__"));
        assert_ne!(script, render(SW_TEMPLATE, "b2"));
    }
}
