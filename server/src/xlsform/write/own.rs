//! The sheets `settings` and `sectorwise`: what a survey has as a whole.

use shared::questionnaire::Questionnaire;
use shared::text::Text;

use super::super::book::LONGEST_CELL;
use super::super::exact::written as exact_path;
use super::choices::Lists;
use super::grid::{Grid, Texts};

pub(super) fn settings(questionnaire: &Questionnaire, texts: &Texts) -> Grid {
    let mut grid = Grid::new();
    for header in ["form_title", "form_id", "version", "default_language", "style"] {
        grid.column(header);
    }
    grid.row();
    let main = questionnaire.main_language();
    grid.put("form_title", &texts.names.wording(questionnaire.title.get(main, main)));
    grid.put("form_id", &questionnaire.slug);
    if questionnaire.version > 0 {
        grid.put("version", &questionnaire.version.to_string());
    }
    grid.put("default_language", texts.suffixes.first().map_or("", String::as_str));
    grid.put("style", "pages");
    grid
}

pub(super) fn sheet(questionnaire: &Questionnaire, texts: &Texts, lists: &Lists) -> Grid {
    let mut own = Own { grid: Grid::new(), texts };
    for header in ["what", "item", "value"] {
        own.grid.column(header);
    }
    for suffix in texts.suffixes.iter().skip(1) {
        own.grid.column(&format!("value::{suffix}"));
    }
    for (tag, suffix) in texts.tags.iter().zip(texts.suffixes) {
        own.row("language", suffix, tag);
    }
    if questionnaire.version > 0 {
        own.row("version", "", &questionnaire.version.to_string());
    }
    own.optional("standard", questionnaire.standard.as_deref());
    own.optional("short_route", questionnaire.short_route.as_deref().map(|rule| texts.names.rule(rule)).as_deref());
    if let Text::Many(_) = questionnaire.title {
        own.words("title", &questionnaire.title);
    }
    for (what, (from, to)) in
        [("minutes_full", questionnaire.minutes.full), ("minutes_short", questionnaire.minutes.short)]
    {
        if (from, to) != (0, 0) {
            own.row(what, "", &format!("{from}-{to}"));
        }
    }
    questionnaire.ready.iter().for_each(|text| own.words("ready", text));
    if !questionnaire.help.text.is_empty() {
        own.words("help", &questionnaire.help.text);
    }
    own.optional("help_email", questionnaire.help.email.as_deref());
    own.notice(questionnaire);
    for list in &questionnaire.lists {
        let name = lists.name(&list.name);
        own.row("list", name, list.address.as_deref().unwrap_or_default());
        if name != list.name {
            own.row("list_id", name, &list.name);
        }
    }
    lists.options.iter().for_each(|name| own.row("options", name, ""));
    own.grid
}

struct Own<'a> {
    grid: Grid,
    texts: &'a Texts<'a>,
}

impl Own<'_> {
    fn row(&mut self, what: &str, item: &str, value: &str) {
        self.grid.row();
        self.grid.put("what", what);
        self.grid.put("item", item);
        self.grid.put("value", value);
    }

    fn optional(&mut self, what: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.row(what, "", value);
        }
    }

    fn words(&mut self, what: &str, words: &Text) {
        self.row(what, "", "");
        self.grid.words("value", words, self.texts);
    }

    fn notice(&mut self, questionnaire: &Questionnaire) {
        let notice = &questionnaire.notice;
        if !notice.version.is_empty() {
            self.row("notice_version", "", &notice.version);
        }
        if !notice.title.is_empty() {
            self.words("notice_title", &notice.title);
        }
        for part in &notice.parts {
            self.words("notice_heading", &part.heading);
            self.words("notice_text", &part.text);
        }
    }
}

/// What the cells do not say of the thing at this path; one cell does not hold everything.
pub(super) fn exact(grid: &mut Grid, path: &str, pair: &str) {
    let letters: Vec<char> = pair.chars().collect();
    for part in letters.chunks(LONGEST_CELL - 2 * SPACE.len()) {
        grid.row();
        grid.put("what", "exact");
        grid.put("item", &held(&exact_path(path)));
        grid.put("value", &held(&part.iter().collect::<String>()));
    }
}

/// A space in a text of JSON.
const SPACE: &str = "\\u0020";

/// A cell loses the spaces around its text, so that those are written otherwise.
fn held(json: &str) -> String {
    let Some(inside) = json.strip_prefix(' ') else { return held_behind(json) };
    SPACE.to_owned() + &held_behind(inside)
}

fn held_behind(json: &str) -> String {
    json.strip_suffix(' ').map_or_else(|| json.to_owned(), |inside| inside.to_owned() + SPACE)
}
