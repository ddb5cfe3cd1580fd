//! The frame of every page: head, masthead, main, foot.

use std::sync::Arc;

use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use shared::language::is_rtl;
use shared::text::Text;

use super::Site;
use super::sprite::sprite;
use crate::boot::{Bundle, links, script};
use crate::islands::pill::Pill;
use crate::words;

/// What differs from page to page around its content.
pub struct Document {
    pub title: String,
    pub description: &'static str,
    /// What stands beside the tally in the masthead.
    pub brand: Text,
    pub bundle: Option<Bundle>,
    /// The body's class: `desk` and `open-air` load the second stylesheet.
    pub class: &'static str,
    /// The languages that it can be read in, the main one first; the frame has words in each. None: English.
    pub languages: Vec<String>,
    /// Where the skip link leads, in words.
    pub skip: fn() -> &'static str,
    /// A block of JSON for the island, by its element's id.
    pub json: Option<(&'static str, String)>,
    /// A sentence in the foot.
    pub foot: fn() -> &'static str,
    /// The icons that the page needs; all where this is `None`.
    pub icons: Option<&'static [&'static str]>,
    /// The staff's pages lead to each other; this is the one at hand.
    pub nav: Option<Nav>,
    /// The content is as wide as the window and brings its own frame.
    pub full: bool,
    /// Pages about the respondent's own answers say where these are.
    pub pill: bool,
}

impl Document {
    /// A page to read.
    pub fn plain(title: &str) -> Document {
        Document {
            title: title.to_owned(),
            description: "State of the Sector surveys for London’s voluntary organisations.",
            brand: "Sectorwise".into(),
            bundle: None,
            languages: Vec::new(),
            class: "",
            skip: || "Skip to the text",
            json: None,
            foot: || "",
            icons: None,
            nav: None,
            full: false,
            pill: false,
        }
    }

    /// A page for coordinators.
    pub fn staff(title: &str) -> Document {
        Document {
            bundle: Some(Bundle::Staff),
            class: "desk",
            skip: || "Skip to the numbers",
            ..Document::plain(title)
        }
    }
}

/// Where in the staff's part a page lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nav {
    Watch,
    Design,
}

const MARK: &str = r#"<svg class="tally" viewBox="0 0 32 25" aria-hidden="true"><path d="M6 4v17m6.5-17v17M19 4v17m6.5-17v17"/><path d="M2 19L30 6"/></svg>"#;

/// The whole document. `main` is rendered with islands in it; what it needs it finds in the context.
pub fn document(site: &Site, page: Document, main: impl FnOnce() -> AnyView) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let (pill, main) = owner.with(|| {
        let pill = if page.pill { view! { <Pill/> }.to_html() } else { String::new() };
        (pill, main().to_html())
    });
    owner.unset();
    let desk = match page.class {
        "" => String::new(),
        _ => format!("<link rel=\"stylesheet\" href=\"{}\">", site.asset("desk.css")),
    };
    let preload = page.bundle.map(|bundle| links(site, bundle)).unwrap_or_default();
    let boot = page.bundle.map(|bundle| format!("<script type=\"module\">{}</script>", script(site, bundle)));
    let json = page.json.map(|(id, json)| {
        // Only `<` could end the block; JSON may write it otherwise.
        format!("<script type=\"application/json\" id=\"{id}\">{}</script>", json.replace('<', "\\u003c"))
    });
    let description = match page.description {
        "" => String::new(),
        words => format!("<meta name=\"description\" content=\"{}\">", escaped(words)),
    };
    let body = if page.class.is_empty() { "<body>".to_owned() } else { format!("<body class=\"{}\">", page.class) };
    let language = page.languages.first().map_or("en", String::as_str);
    [
        "<!doctype html><html lang=\"",
        &escaped(language),
        "\" dir=\"",
        direction(language),
        "\"><head><meta charset=\"utf-8\">",
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover\">",
        "<meta name=\"theme-color\" content=\"#16211f\"><title>",
        &escaped(&page.title),
        "</title>",
        &description,
        "<link rel=\"icon\" href=\"data:image/svg+xml,",
        ICON,
        "\"><link rel=\"manifest\" href=\"/manifest.webmanifest",
        "\"><link rel=\"stylesheet\" href=\"",
        &site.asset("style.css"),
        "\">",
        &desk,
        &preload,
        "</head>",
        &body,
        &sprite(page.icons),
        &in_each(&page.languages, "a class=\"skip\" href=\"#main\"", || (page.skip)().to_owned()),
        "<header class=\"masthead\"><div class=\"wrap",
        if page.full { " full" } else { "" },
        "\"><a class=\"brand\" href=\"/\">",
        MARK,
        " ",
        &brand(&page.languages, &page.brand),
        "</a>",
        &page.nav.map(nav).unwrap_or_default(),
        &pill,
        "</div></header><main id=\"main\"",
        if page.full { " class=\"full\">" } else { "><div class=\"wrap\">" },
        &if page.pill { unkept(&page.languages) } else { String::new() },
        &main,
        if page.full { "" } else { "</div>" },
        "</main><footer class=\"foot\">",
        &in_each(&page.languages, "div class=\"wrap flow g1\"", || foot((page.foot)())),
        "</footer>",
        &json.unwrap_or_default(),
        &boot.unwrap_or_default(),
        "</body></html>",
    ]
    .concat()
}

/// What stands in the masthead in each language of the page, of which the script shows one. Words that are not
/// translated say in which language they are.
fn brand(languages: &[String], words: &Text) -> String {
    let main = languages.first().map_or("en", String::as_str);
    if languages.len() < 2 {
        return format!("<span>{}</span>", escaped(words.get(main, main)));
    }
    let one = |(index, language): (usize, &String)| {
        let spoken = if words.has(language) { language } else { main };
        let hidden = if index > 0 { " hidden" } else { "" };
        format!(
            "<span data-tongue=\"{}\" lang=\"{}\" dir=\"{}\"{hidden}>{}</span>",
            escaped(language),
            escaped(spoken),
            direction(spoken),
            escaped(words.get(spoken, main))
        )
    };
    languages.iter().enumerate().map(one).collect()
}

fn nav(here: Nav) -> String {
    let link = |to: Nav, address: &str, words: &str| {
        let current = if to == here { " aria-current=\"true\"" } else { "" };
        format!("<a href=\"{address}\"{current}>{words}</a>")
    };
    let links = [link(Nav::Watch, "/watch", "Watch"), link(Nav::Design, "/design", "Design")].concat();
    format!("<nav class=\"nav\" aria-label=\"Main\">{links}</nav>")
}

/// What a browser does not do for a page that came over plain http, and what some do not do in a private window.
/// The boot script shows which of them is so.
fn unkept(languages: &[String]) -> String {
    let note = |id: &str, said: fn() -> &'static str| {
        let words = in_each(languages, "div", || escaped(said()));
        format!("<div class=\"note warn\" id=\"{id}\" hidden>{words}</div>")
    };
    [note("plain", words::without_https), note("private", words::private_window)].concat()
}

/// What the foot says, and its links.
fn foot(sentence: &str) -> String {
    let said = if sentence.is_empty() { String::new() } else { format!("<p>{}</p>", escaped(sentence)) };
    let link = |address: &str, words: &str| format!("<li><a href=\"{address}\">{}</a></li>", escaped(words));
    let links = [
        link("/help", words::foot_help()),
        link("/privacy", words::foot_privacy()),
        link("/accessibility", words::foot_accessibility()),
    ];
    format!("{said}<ul>{}</ul>", links.concat())
}

/// An element once for each language of the page, of which the script shows one. Where there are no words in a
/// language, they are English and say so.
fn in_each(languages: &[String], element: &str, inside: impl Fn() -> String) -> String {
    let tag = element.split(' ').next().unwrap_or_default();
    if languages.len() < 2 {
        return format!("<{element}>{}</{tag}>", inside());
    }
    let one = |(index, language): (usize, &String)| {
        let spoken = if words::language_of(language).is_some() { language } else { "en" };
        let hidden = if index > 0 { " hidden" } else { "" };
        let (of, lang) = (escaped(language), escaped(spoken));
        let inside = words::in_language(language, &inside);
        format!(
            "<{element} data-tongue=\"{of}\" lang=\"{lang}\" dir=\"{}\"{hidden}>{inside}</{tag}>",
            direction(spoken)
        )
    };
    languages.iter().enumerate().map(one).collect()
}

fn direction(language: &str) -> &'static str {
    if is_rtl(language) { "rtl" } else { "ltr" }
}

/// The tally as the icon of a tab.
const ICON: &str = "%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='6' \
fill='%23fdfcf8'/%3E%3Cg fill='none' stroke-width='3' stroke-linecap='round'%3E%3Cpath stroke='%2316211f' \
d='M7 7v18M13 7v18M19 7v18M25 7v18'/%3E%3Cpath stroke='%23fab72a' d='M3 22L29 10'/%3E%3C/g%3E%3C/svg%3E";

/// Text for HTML, in content and in attributes.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
