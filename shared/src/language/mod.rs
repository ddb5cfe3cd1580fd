//! Languages by their BCP 47 tags: what their speakers call them, and which are written from right to left.

mod names;

pub use names::NAMES;

/// As its speakers call it; the tag where it is not in the table.
pub fn own_name(tag: &str) -> String {
    find(tag).map_or_else(|| tag.to_owned(), |(_, _, own)| own.to_owned())
}

/// As its speakers call it, with its tag where another language of the same survey would be called the same:
/// `ur-PK` beside `ur`.
pub fn own_name_among(tag: &str, all: &[String]) -> String {
    let name = own_name(tag);
    let is_same = |other: &String| other != tag && own_name(other) == name;
    if !is_in_table(tag) && name != tag && all.iter().any(is_same) { [&name, " (", tag, ")"].concat() } else { name }
}

/// Its English name, for staff, who are told of a region or a script too; the tag where it is not in the table.
pub fn english_name(tag: &str) -> String {
    let Some(name) = plain_english_name(tag) else { return tag.to_owned() };
    if is_in_table(tag) { name.to_owned() } else { [name, " (", tag, ")"].concat() }
}

/// Its English name without a region that the table does not have.
pub fn plain_english_name(tag: &str) -> Option<&'static str> {
    find(tag).and_then(|(_, names, _)| names.split('/').next())
}

/// By its script where the tag names one, else by what the language is usually written in.
pub fn is_rtl(tag: &str) -> bool {
    let has_script = |scripts: &[&str]| tag.split('-').any(|part| scripts.contains(&part));
    if has_script(&["Arab", "Hebr", "Thaa", "Syrc", "Nkoo"]) {
        return true;
    }
    let base = tag.split('-').next().unwrap_or_default();
    let is_usual = ["ar", "ckb", "dv", "fa", "he", "prs", "ps", "sd", "ug", "ur", "yi"].contains(&base);
    is_usual && !has_script(&["Latn", "Cyrl"])
}

/// A BCP 47 tag: `en`, `pt-BR`, `zh-Hant`, `sl-rozaj`. The language has two or three letters; longer ones exist in
/// the standard only as a reserve, and people would write a language's name there. What follows stands in the
/// standard's order: parts of the language, script, region, variants, and after a single letter anything.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let fits = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if !parts.next().is_some_and(|language| (2..=3).contains(&language.len()) && letters(language)) {
        return false;
    }
    let is_region = |part: &str| {
        (part.len() == 2 && letters(part)) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let begins_with_digit = |part: &str| part.bytes().next().is_some_and(|byte| byte.is_ascii_digit());
    let is_variant =
        |part: &str| fits(part) && ((5..=8).contains(&part.len()) || (part.len() == 4 && begins_with_digit(part)));
    parts.next_if(|part| part.len() == 3 && letters(part));
    parts.next_if(|part| part.len() == 4 && letters(part));
    parts.next_if(|part| is_region(part));
    while parts.next_if(|part| is_variant(part)).is_some() {}
    // `x-london`: somebody's own, with at least one part.
    match parts.next() {
        None => true,
        Some(single) => {
            let rest: Vec<&str> = parts.collect();
            let is_part = |part: &&str| (1..=8).contains(&part.len()) && fits(part);
            single.len() == 1 && fits(single) && !rest.is_empty() && rest.iter().all(is_part)
        }
    }
}

/// A tag as it is usually written: the language small, a script with a capital, a region in capitals.
pub fn usual_tag(tag: &str) -> String {
    let part = |(at, part): (usize, &str)| {
        let small = part.to_ascii_lowercase();
        match part.len() {
            4 if at > 0 => [&small[..1].to_ascii_uppercase(), &small[1..]].concat(),
            2 if at > 0 => small.to_ascii_uppercase(),
            _ => small,
        }
    };
    let parts: Vec<String> = tag.split('-').enumerate().map(part).collect();
    parts.join("-")
}

fn is_in_table(tag: &str) -> bool {
    NAMES.iter().any(|(known, ..)| *known == tag)
}

/// The tag's own row, or that of the tag without its last parts: `zh-Hant` for `zh-Hant-HK`.
fn find(tag: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let mut whole = Some(tag);
    while let Some(tag) = whole {
        if let Some(found) = NAMES.into_iter().find(|(known, ..)| *known == tag) {
            return Some(found);
        }
        whole = tag.rsplit_once('-').map(|(head, _)| head);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_as_usual() {
        for (typed, usual) in [("PL", "pl"), ("pt-br", "pt-BR"), ("zh-HANT-tw", "zh-Hant-TW"), ("sl-rozaj", "sl-rozaj")]
        {
            assert_eq!(usual_tag(typed), usual);
        }
    }

    #[test]
    fn a_name_is_no_tag() {
        for tag in
            ["en", "tpi", "pt-BR", "zh-Hant", "zh-Hant-TW", "es-419", "sl-rozaj", "de-1996", "zh-yue", "en-x-london"]
        {
            assert!(is_tag(tag), "{tag}");
        }
        for not in ["klingon", "English", "e", "", "en-", "en_GB", "pt-BR-Latn", "en-x", "en GB", "-en", "12", "en-!"] {
            assert!(!is_tag(not), "{not}");
        }
        assert!(NAMES.iter().all(|(tag, ..)| is_tag(tag)));
    }

    #[test]
    fn tags_have_names_and_directions() {
        assert_eq!(
            (own_name("ur").as_str(), own_name("pt-BR").as_str(), own_name("xx").as_str()),
            ("اردو", "português", "xx")
        );
        for (tag, rtl) in [("ur", true), ("pl", false), ("pa-Arab", true), ("ar-Latn", false), ("", false)] {
            assert_eq!(is_rtl(tag), rtl, "{tag}");
        }
        assert!(NAMES.is_sorted_by(|(tag, ..), (next, ..)| tag < next));
        assert_eq!(
            (own_name("zh-Hant-HK").as_str(), english_name("zh-Hant").as_str()),
            ("繁體中文", "Traditional Chinese")
        );
    }

    #[test]
    fn no_two_languages_of_a_survey_are_called_the_same() {
        let all = ["ur", "ur-PK", "en-GB", "pt-BR", "pt-PT", "xx-YY"].map(str::to_owned);
        let own: Vec<String> = all.iter().map(|tag| own_name_among(tag, &all)).collect();
        assert_eq!(own, ["اردو", "اردو (ur-PK)", "English", "português (pt-BR)", "português (pt-PT)", "xx-YY"]);
        let english: Vec<String> = all.iter().map(|tag| english_name(tag)).collect();
        assert_eq!(
            english,
            ["Urdu", "Urdu (ur-PK)", "English (en-GB)", "Portuguese (pt-BR)", "Portuguese (pt-PT)", "xx-YY"]
        );
        let mut names: Vec<&str> = NAMES.iter().flat_map(|(_, names, _)| names.split('/')).collect();
        names.sort_unstable();
        assert!(names.is_sorted_by(|name, next| name < next), "an English name stands for one language");
    }
}
