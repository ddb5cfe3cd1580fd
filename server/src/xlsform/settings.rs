//! The sheet `settings`: what the form is called, and in which language it is where nothing else is said.

use super::problem::Problems;
use super::table::{Row, Table};

#[derive(Debug, Default)]
pub(super) struct Settings {
    pub title: Option<String>,
    pub form_id: Option<String>,
    /// As behind `label::`.
    pub default_language: Option<String>,
    pub allow_choice_duplicates: bool,
    /// What the form's own element is called: repeats may not be.
    pub root: String,
}

/// Settings that are nothing to us: layout, versions, what is tidied up anyway.
const QUIET: [&str; 9] = [
    "version",
    "style",
    "clean_text_values",
    "name",
    "omit_instanceid",
    "instance_id",
    "instance_xmlns",
    "entity_version",
    "attribute",
];

impl Settings {
    pub fn read(table: Option<&Table>, problems: &mut Problems) -> Settings {
        let mut settings = Settings { root: "data".to_owned(), ..Settings::default() };
        let Some(row) = table.and_then(|table| table.row(0)) else { return settings };
        let text = |key: &str| row.get(key).map(str::to_owned);
        settings.title = text("title");
        settings.form_id = text("id_string");
        settings.default_language = text("default_language");
        settings.allow_choice_duplicates = matches!(row.yes("allow_choice_duplicates"), Some(Ok(true)));
        if let Some(root) = text("name") {
            if !super::names::is_element(&root) {
                let message = "A name begins with a letter or underscore and has no spaces. Delete it: nobody sees it";
                problems.error(row.place("name"), "name", message);
            }
            settings.root = root;
        }
        row.pass(&QUIET);
        unsupported(row, problems);
        settings
    }
}

fn unsupported(row: Row, problems: &mut Problems) {
    for (key, header) in row.unread() {
        let reason = match key {
            "public_key" => "Answers are not encrypted with a key of the form here",
            "submission_url" | "auto_send" | "auto_delete" => "Sending is not the form's affair here",
            "instance_name" => "Submissions have no names here",
            "add_none_option" => "Add the option “none” to the choices instead",
            _ => "This setting has no effect here",
        };
        problems.warning(row.place(key), "unsupported", format!("{reason}: {header} is left out"));
    }
}
