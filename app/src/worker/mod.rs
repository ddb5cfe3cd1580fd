//! The service worker's script, a template that the server fills in with its build.

use shared::language::is_rtl;

use crate::words;

/// `/*BUILD*/` and `/*WORDS*/` are to be filled in.
pub const SW_TEMPLATE: &str = include_str!("sw.js");

/// The script of one build.
pub fn render(build: &str) -> String {
    without_comments(SW_TEMPLATE).replace("/*BUILD*/", build).replace("/*WORDS*/", &no_signal())
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

/// Comments are for those who read the source; on its way to a phone they would be a third of the script.
/// The first line stays, since it names the build.
fn without_comments(template: &str) -> String {
    let mut lines = vec![template.lines().next().unwrap_or_default()];
    let mut in_comment = false;
    for line in template.lines().skip(1).map(str::trim) {
        in_comment |= line.starts_with("/**");
        if !in_comment && !line.is_empty() && !line.starts_with("//") {
            lines.push(line);
        }
        in_comment &= !line.ends_with("*/");
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_without_signal_is_small_and_whole() {
        let page = SW_TEMPLATE.split('`').find(|text| text.starts_with("<!doctype html>")).unwrap();
        assert!(page.len() < 500 && page.contains("lang=\"en\"") && page.contains("name=\"viewport\""), "{page}");
        let script = render("b1");
        let page = script.split('`').find(|text| text.starts_with("<!doctype html>")).unwrap();
        assert!(page.contains("your answers are safe on this phone") && page.contains("dir=rtl"), "{page}");
        // Only the two that the script has.
        let places: Vec<&str> = page.split("${").skip(1).filter_map(|rest| rest.split('}').next()).collect();
        assert!(places.chunks(2).all(|pair| pair == ["back", "OUTBOX"]), "{places:?}");
        assert!(!page.contains("/*"), "{page}");
    }

    #[test]
    fn a_new_build_makes_another_script() {
        let script = render("b1");
        assert!(script.contains("build b1:"));
        assert!(!script.contains("/*BUILD*/"));
        assert!(script.lines().skip(1).all(|line| !line.starts_with("//") && !line.contains("/**")), "{script}");
        assert_ne!(script, render("b2"));
    }
}
