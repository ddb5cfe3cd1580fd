//! The icons, as symbols that pages use by name.

const SYMBOLS: [(&str, &str); 15] = [
    ("i-alert", r#"<path d="M12 3.5L22 20.5H2zM12 10v4.5m0 2.6v.1"/>"#),
    ("i-check", r#"<path d="M5 12.5l4.5 4.5L19 7.5"/>"#),
    ("i-clock", r#"<circle cx="12" cy="12" r="9"/><path d="M12 7v5.4l3.4 2"/>"#),
    (
        "i-copy",
        r#"<rect x="8.5" y="8.5" width="12" height="12" rx="2"/><path d="M15.5 8.5v-3a2 2 0 0 0-2-2h-8a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h3"/>"#,
    ),
    ("i-down", r#"<path d="M12 5v13.5M6 13l6 6 6-6"/>"#),
    ("i-info", r#"<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5m0-9v.1"/>"#),
    ("i-left", r#"<path d="M15 5l-7 7 7 7"/>"#),
    ("i-lock", r#"<rect x="5" y="10.5" width="14" height="10" rx="2"/><path d="M8 10.5V8a4 4 0 0 1 8 0v2.5"/>"#),
    ("i-no-signal", r#"<path d="M5 19v-3m5 3v-6m5 3v-5m0-3V7m5 9V4M3 3l18 18"/>"#),
    ("i-plus", r#"<path d="M12 5v14M5 12h14"/>"#),
    ("i-right", r#"<path d="M9 5l7 7-7 7"/>"#),
    ("i-save", r#"<path d="M12 4v11M7 10.5l5 5 5-5M4.5 20h15"/>"#),
    ("i-sent", r#"<circle cx="12" cy="12" r="9"/><path d="M8 12.4l2.8 2.8L16 9.5"/>"#),
    ("i-up", r#"<path d="M12 19V5.5M6 11l6-6 6 6"/>"#),
    ("i-x", r#"<path d="M6 6l12 12M18 6L6 18"/>"#),
];

/// What the outbox and the pill show: a phone fetches that page on its first visit and has paid for every byte.
pub const OUTBOX: &[&str] = &["i-alert", "i-check", "i-clock", "i-no-signal", "i-save", "i-sent", "i-up"];

/// What the interview shows besides; the other icons are for pages of staff and visitors.
pub const RESPOND: &[&str] = &[
    "i-alert",
    "i-check",
    "i-clock",
    "i-copy",
    "i-down",
    "i-info",
    "i-left",
    "i-no-signal",
    "i-plus",
    "i-save",
    "i-sent",
    "i-up",
    "i-x",
];

/// The symbols of these names, or all, hidden.
pub fn sprite(only: Option<&[&str]>) -> String {
    let wanted = SYMBOLS.iter().filter(|(id, _)| only.is_none_or(|only| only.contains(id)));
    let symbols: String =
        wanted.map(|(id, paths)| format!(r#"<symbol id="{id}" viewBox="0 0 24 24">{paths}</symbol>"#)).collect();
    format!(r#"<svg class="unseen" aria-hidden="true">{symbols}</svg>"#)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outbox_has_the_icons_that_it_shows() {
        let islands = concat!(env!("CARGO_MANIFEST_DIR"), "/src/islands/");
        let outbox = std::fs::read_dir([islands, "outbox"].concat()).unwrap().map(|file| file.unwrap().path());
        for file in outbox.chain(["outbox.rs", "pill.rs"].map(|file| [islands, file].concat().into())) {
            let source = std::fs::read_to_string(file).unwrap();
            for (_, rest) in source.match_indices("\"#").map(|(at, _)| source.split_at(at + 2)) {
                let name = rest.split('"').next().unwrap_or_default();
                assert!(!name.starts_with("i-") || OUTBOX.contains(&name), "{name}");
            }
        }
    }
}
