//! Headers: which of them mean the same, in the spellings that pyxform takes.

/// What a header means: the name of the column, and the language or other suffix behind `::`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meaning {
    pub key: String,
    pub suffix: Option<String>,
    /// Whether the column is XLSForm's or ours.
    pub is_known: bool,
}

/// Which sheet a header stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Survey,
    /// Also `external_choices`.
    Choices,
    Settings,
    Own,
}

/// What our own columns begin with. Not with `::` in it, at which pyxform chokes in choices.
pub(super) const OWN: &str = "sectorwise_";

/// Other spellings of a column's first word, and what they stand for.
const SURVEY: [(&str, &[&str]); 36] = [
    ("read_only", &["bind", "readonly"]),
    ("readonly", &["bind", "readonly"]),
    ("relevant", &["bind", "relevant"]),
    ("relevance", &["bind", "relevant"]),
    ("caption", &["label"]),
    ("appearance", &["control", "appearance"]),
    ("required", &["bind", "required"]),
    ("constraint", &["bind", "constraint"]),
    ("constraining_message", &["bind", "jr:constraintMsg"]),
    ("constraint_message", &["bind", "jr:constraintMsg"]),
    ("calculation", &["bind", "calculate"]),
    ("calculate", &["bind", "calculate"]),
    ("command", &["type"]),
    ("tag", &["name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
    ("count", &["control", "jr:count"]),
    ("repeat_count", &["control", "jr:count"]),
    ("jr:count", &["control", "jr:count"]),
    ("autoplay", &["control", "autoplay"]),
    ("rows", &["control", "rows"]),
    ("noapperrorstring", &["bind", "jr:noAppErrorString"]),
    ("no_app_error_string", &["bind", "jr:noAppErrorString"]),
    ("requiredmsg", &["bind", "jr:requiredMsg"]),
    ("required_message", &["bind", "jr:requiredMsg"]),
    ("body", &["control"]),
    ("save_to", &["bind", "entities:saveto"]),
    ("compact_tag", &["instance", "odk:tag"]),
    ("sms_option", &["sms_option"]),
    ("sms_separator", &["sms_separator"]),
    ("sms_allow_media", &["sms_allow_media"]),
    ("sms_date_format", &["sms_date_format"]),
    ("sms_datetime_format", &["sms_datetime_format"]),
];

const SURVEY_COLUMNS: [&str; 19] = [
    "type",
    "name",
    "label",
    "hint",
    "guidance_hint",
    "bind",
    "control",
    "instance",
    "media",
    "default",
    "parameters",
    "choice_filter",
    "trigger",
    "query",
    "disabled",
    "intent",
    "sms_field",
    "choices",
    "itemset",
];

const CHOICES: [(&str, &[&str]); 7] = [
    ("caption", &["label"]),
    ("list_name", &["list_name"]),
    ("value", &["name"]),
    ("image", &["media", "image"]),
    ("big-image", &["media", "big-image"]),
    ("audio", &["media", "audio"]),
    ("video", &["media", "video"]),
];

const CHOICES_COLUMNS: [&str; 4] = ["name", "label", "media", "sms_option"];

const SETTINGS: [(&str, &[&str]); 5] = [
    ("form_title", &["title"]),
    ("set_form_title", &["title"]),
    ("form_id", &["id_string"]),
    ("set_form_id", &["id_string"]),
    ("prefix", &["prefix"]),
];

pub(super) const SETTINGS_COLUMNS: [&str; 27] = [
    "title",
    "id_string",
    "version",
    "default_language",
    "style",
    "allow_choice_duplicates",
    "clean_text_values",
    "name",
    "attribute",
    "add_none_option",
    "auto_delete",
    "auto_send",
    "client_editable",
    "delimiter",
    "entity_version",
    "instance_id",
    "instance_name",
    "instance_xmlns",
    "namespaces",
    "omit_instanceid",
    "public_key",
    "submission_url",
    "sms_keyword",
    "sms_separator",
    "sms_allow_media",
    "sms_response",
    "flat",
];

/// What each of the headers of a sheet means. With one `::` in the sheet, a single colon separates nothing.
pub(super) fn meanings(kind: Kind, headers: &[&str]) -> Vec<Meaning> {
    let double = headers.iter().any(|header| header.contains("::"));
    headers.iter().map(|header| meaning(kind, header, double)).collect()
}

fn meaning(kind: Kind, header: &str, double: bool) -> Meaning {
    let (aliases, columns): (&[(&str, &[&str])], &[&str]) = match kind {
        Kind::Survey => (&SURVEY, &SURVEY_COLUMNS),
        Kind::Choices => (&CHOICES, &CHOICES_COLUMNS),
        Kind::Settings => (&SETTINGS, &SETTINGS_COLUMNS),
        Kind::Own => (&[], &["what", "item", "value"]),
    };
    if snake(header).starts_with(OWN) {
        return own(header);
    }
    let alias = |word: &str| aliases.iter().find(|(spelling, _)| *spelling == word).map(|(_, means)| *means);
    let whole = snake(header);
    let tokens = if columns.contains(&whole.as_str()) && alias(&whole).is_none() {
        vec![whole.clone()]
    } else {
        split(header, double)
    };
    let first = snake(tokens.first().map_or("", String::as_str));
    let rest = tokens.iter().skip(1).cloned();
    let means: Vec<String> = match alias(&first) {
        Some(means) => means.iter().map(|word| (*word).to_owned()).chain(rest).collect(),
        None if columns.contains(&first.as_str()) => std::iter::once(first).chain(rest).collect(),
        // Choice filters may name it, so its capitals stay.
        None => return Meaning { key: header.to_owned(), suffix: None, is_known: false },
    };
    let words: Vec<&str> = means.iter().map(String::as_str).collect();
    let (key, suffix) = named(kind, &words);
    Meaning { key, suffix, is_known: true }
}

/// Short names for the columns that we read; all others keep their path.
fn named(kind: Kind, words: &[&str]) -> (String, Option<String>) {
    let (key, rest): (String, &[&str]) = match words {
        ["bind", word, rest @ ..] => {
            let key = match *word {
                "relevant" | "required" | "constraint" | "readonly" => (*word).to_owned(),
                "calculate" => "calculation".to_owned(),
                "jr:constraintMsg" => "constraint_message".to_owned(),
                "jr:requiredMsg" => "required_message".to_owned(),
                other => format!("bind::{other}"),
            };
            (key, rest)
        }
        ["control", "appearance", rest @ ..] => ("appearance".to_owned(), rest),
        ["control", "jr:count", rest @ ..] => ("repeat_count".to_owned(), rest),
        ["control", "rows", rest @ ..] => ("rows".to_owned(), rest),
        ["control", word, rest @ ..] => (format!("body::{word}"), rest),
        ["media", word, rest @ ..] => (format!("media::{word}"), rest),
        ["instance", word, rest @ ..] => (format!("instance::{word}"), rest),
        ["attribute", ..] if kind == Kind::Settings => ("attribute".to_owned(), &[]),
        [word, rest @ ..] => ((*word).to_owned(), rest),
        [] => (String::new(), &[]),
    };
    (key, (!rest.is_empty()).then(|| rest.join("::")))
}

/// `sectorwise_name`, `sectorwise_name_pl`: what is behind a name that has translations is a language.
fn own(header: &str) -> Meaning {
    let word = snake(header);
    let suffix = TRANSLATED.iter().find_map(|base| {
        let behind = word.strip_prefix(base)?.trim_start_matches([':', '_']);
        // As written: a tag has capitals.
        let before = header.chars().count().saturating_sub(behind.chars().count());
        let tag: String = header.chars().skip(before).collect();
        Some((*base, (!behind.is_empty()).then(|| tag.trim().to_owned())))
    });
    match suffix {
        Some((base, suffix)) => Meaning { key: base.to_owned(), suffix, is_known: true },
        None => Meaning { is_known: COLUMNS.contains(&word.as_str()), key: word, suffix: None },
    }
}

/// Our columns with a language behind them; the longer before the shorter.
pub(super) const TRANSLATED: [&str; 4] =
    ["sectorwise_warning_message", "sectorwise_intro", "sectorwise_name", "sectorwise_hint"];

/// Our other columns.
pub(super) const COLUMNS: [&str; 17] = [
    "sectorwise_id",
    "sectorwise_type",
    "sectorwise_ownership",
    "sectorwise_version",
    "sectorwise_short",
    "sectorwise_sensitive",
    "sectorwise_missing",
    "sectorwise_row_missing",
    "sectorwise_min",
    "sectorwise_max",
    "sectorwise_decimals",
    "sectorwise_estimate",
    "sectorwise_standard",
    "sectorwise_warning",
    "sectorwise_exclusive",
    "sectorwise_apart",
    "sectorwise_maps",
];

fn split(header: &str, double: bool) -> Vec<String> {
    if double || header.contains("::") {
        return header.split("::").map(|token| token.trim().to_owned()).collect();
    }
    let mut tokens: Vec<String> = header.split(':').map(|token| token.trim().to_owned()).collect();
    // `jr:count` is one word.
    if let Some(at) = tokens.iter().position(|token| token == "jr")
        && at + 1 < tokens.len()
    {
        let name = tokens.remove(at + 1);
        if let Some(token) = tokens.get_mut(at) {
            *token = format!("jr:{name}");
        }
    }
    tokens
}

/// Small letters, with one underscore where there was white space.
pub(super) fn snake(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("_").to_lowercase()
}

/// A known header that was probably meant.
pub(super) fn meant(kind: Kind, header: &str) -> Option<&'static str> {
    let word = snake(header.split(':').next().unwrap_or_default());
    let near = |known: &&'static str| known.len() > 4 && super::near::is_near(known, &word);
    match kind {
        Kind::Survey => SURVEY.iter().map(|(word, _)| *word).chain(SURVEY_COLUMNS).find(near),
        Kind::Choices => CHOICES.iter().map(|(word, _)| *word).chain(CHOICES_COLUMNS).find(near),
        Kind::Settings => SETTINGS.iter().map(|(word, _)| *word).chain(SETTINGS_COLUMNS).find(near),
        Kind::Own => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(kind: Kind, header: &str) -> (String, Option<String>) {
        let found = meanings(kind, &[header]).remove(0);
        assert!(found.is_known, "{header}");
        (found.key, found.suffix)
    }

    #[test]
    fn one_meaning_has_many_spellings() {
        for (header, key, suffix) in [
            ("Label", "label", None),
            ("label::Polski (pl)", "label", Some("Polski (pl)")),
            ("Label:English", "label", Some("English")),
            ("constraint_message::Polski (pl)", "constraint_message", Some("Polski (pl)")),
            ("Constraint Message", "constraint_message", None),
            ("bind::jr:constraintMsg::fr", "constraint_message", Some("fr")),
            ("bind:jr:constraintMsg:fr", "constraint_message", Some("fr")),
            ("required message", "required_message", None),
            ("relevance", "relevant", None),
            ("bind::relevant", "relevant", None),
            ("calculate", "calculation", None),
            ("read_only", "readonly", None),
            ("jr:count", "repeat_count", None),
            ("media::image::English (en)", "media::image", Some("English (en)")),
            ("body::accuracyThreshold", "body::accuracyThreshold", None),
            ("bind::odk:length", "bind::odk:length", None),
            ("sectorwise_name_pt-BR", "sectorwise_name", Some("pt-BR")),
            ("Sectorwise_Name", "sectorwise_name", None),
            ("sectorwise_name::Polski (pl)", "sectorwise_name", Some("Polski (pl)")),
            ("sectorwise_warning", "sectorwise_warning", None),
        ] {
            assert_eq!(one(Kind::Survey, header), (key.to_owned(), suffix.map(str::to_owned)), "{header}");
        }
        assert_eq!(one(Kind::Choices, "list name").0, "list_name");
        assert_eq!(one(Kind::Settings, "set form id").0, "id_string");
        assert!(!meanings(Kind::Choices, &["State"]).remove(0).is_known);
        assert_eq!(meant(Kind::Survey, "relevent"), Some("relevant"));
        assert_eq!(meant(Kind::Survey, "colour"), None);
    }
}
