//! Languages: from what stands behind `label::` to a BCP 47 tag, and back to a header that pyxform accepts.

use std::collections::HashMap;

use shared::language::NAMES;

/// The language subtags of two letters in the IANA registry, and the one for an undetermined language.
const SUBTAGS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de \
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id \
    ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li \
    ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa \
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg th \
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu und";

/// The languages of a workbook, the main one first.
#[derive(Debug, Default)]
pub(super) struct Languages {
    pub tags: Vec<String>,
    /// By what stands in the headers.
    by_suffix: HashMap<String, String>,
}

impl Languages {
    /// `main` is what the settings say, as a suffix; `known` are suffixes whose tags the workbook itself tells.
    pub fn new(main: Option<&str>, known: &[(String, String)]) -> Languages {
        let mut languages = Languages::default();
        for (suffix, tag) in known {
            languages.by_suffix.insert(suffix.clone(), tag.clone());
            languages.see(tag);
        }
        // Our own columns have the tag itself behind them, and it may be one that nobody here knows.
        for (_, tag) in known {
            languages.by_suffix.entry(tag.clone()).or_insert_with(|| tag.clone());
        }
        if let Some(main) = main.filter(|main| *main != "default") {
            let tag = languages.tag(main).0;
            languages.put_first(&tag);
        }
        languages
    }

    /// The tag for a suffix, and whether it had to be made up.
    pub fn tag(&mut self, suffix: &str) -> (String, bool) {
        if let Some(tag) = self.by_suffix.get(suffix) {
            return (tag.clone(), false);
        }
        let found = tag_of(suffix);
        let is_made_up = found.is_none();
        let tag = found.unwrap_or_else(|| made_up(suffix));
        self.by_suffix.insert(suffix.to_owned(), tag.clone());
        self.see(&tag);
        (tag, is_made_up)
    }

    pub fn main(&self) -> &str {
        self.tags.first().map_or("en", String::as_str)
    }

    /// What stands without a language is in the main one: English where nothing says otherwise.
    pub fn see_unmarked(&mut self, has_main: bool) {
        if !has_main {
            self.put_first("en");
        }
    }

    fn see(&mut self, tag: &str) {
        if !self.tags.iter().any(|known| known == tag) {
            self.tags.push(tag.to_owned());
        }
    }

    fn put_first(&mut self, tag: &str) {
        self.tags.retain(|known| known != tag);
        self.tags.insert(0, tag.to_owned());
    }
}

/// `Polski (pl)`, `pl`, `Polish`, `polski`; `None` for a language that nobody here knows.
fn tag_of(suffix: &str) -> Option<String> {
    let inside = suffix.rsplit_once('(').and_then(|(_, rest)| rest.trim_end().strip_suffix(')')).map(str::trim);
    if let Some(tag) = inside.and_then(normal) {
        return Some(tag);
    }
    let name = inside.map_or(suffix, |_| suffix.split('(').next().unwrap_or_default()).trim().to_lowercase();
    let named = |name: &str| {
        NAMES.iter().find(|(_, english, own)| {
            own.to_lowercase() == name || english.split('/').any(|english| english.to_lowercase() == name)
        })
    };
    // `Kurdish (Sorani)` is a name as a whole.
    named(&suffix.trim().to_lowercase())
        .or_else(|| named(&name))
        .map(|(tag, ..)| (*tag).to_owned())
        .or_else(|| normal(suffix).filter(|tag| is_subtag(tag)))
}

/// A tag in the usual capitals, if it has the form of one.
fn normal(text: &str) -> Option<String> {
    let mut parts = text.split(['-', '_']);
    let language = parts.next()?;
    let letters = language.bytes().all(|byte| byte.is_ascii_alphabetic());
    if !letters || !(2..=3).contains(&language.len()) {
        return None;
    }
    let mut tag = language.to_lowercase();
    for part in parts {
        if !(1..=8).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        tag.push('-');
        let mut letters = part.chars();
        match (part.len(), letters.next()) {
            (2, _) => tag.push_str(&part.to_uppercase()),
            (4, Some(first)) if first.is_ascii_alphabetic() => {
                tag.push(first.to_ascii_uppercase());
                tag.push_str(&letters.as_str().to_lowercase());
            }
            _ => tag.push_str(&part.to_lowercase()),
        }
    }
    Some(tag)
}

fn is_subtag(tag: &str) -> bool {
    let first = tag.split('-').next().unwrap_or_default();
    SUBTAGS.split(' ').any(|known| known == first) || NAMES.iter().any(|(known, ..)| *known == first)
}

/// A tag for private use that keeps the name: `Klingonisch` becomes `und-x-klingoni-sch`.
fn made_up(name: &str) -> String {
    let letters: Vec<char> = name.to_lowercase().chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let mut tag = "und-x".to_owned();
    for part in letters.chunks(8) {
        tag.push('-');
        tag.extend(part);
    }
    // A name in another script has its letters' numbers.
    if letters.is_empty() {
        for letter in name.chars().take(4) {
            tag.push_str(&format!("-{:x}", u32::from(letter)));
        }
    }
    tag
}

/// What stands behind `label::` for each of the tags: its own name, and in brackets a subtag that pyxform knows.
pub(super) fn suffixes(tags: &[String]) -> Vec<String> {
    let mut taken: Vec<String> = Vec::new();
    for tag in tags {
        let first = tag.split('-').next().unwrap_or_default();
        let known = NAMES.iter().find(|(known, ..)| known == tag).or_else(|| NAMES.iter().find(|(t, ..)| *t == first));
        let name = match known {
            Some((known, _, own)) if known == tag => capital(own),
            Some((_, _, own)) => format!("{} {}", capital(own), tag.get(first.len() + 1..).unwrap_or_default()),
            None => tag.clone(),
        };
        let subtag = if is_subtag(first) { first } else { "und" };
        let mut suffix = format!("{name} ({subtag})");
        let mut number = 1;
        while taken.contains(&suffix) {
            number += 1;
            suffix = format!("{name} {number} ({subtag})");
        }
        taken.push(suffix);
    }
    taken
}

/// A header begins with a capital, as is usual in forms; Georgian has capitals for whole words only.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    match letters.next() {
        Some(first) if !('\u{10d0}'..='\u{10ff}').contains(&first) => first.to_uppercase().chain(letters).collect(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_have_many_names() {
        for (suffix, tag) in [
            ("English (en)", "en"),
            ("Polski (pl)", "pl"),
            ("Polish", "pl"),
            ("polski", "pl"),
            ("pl", "pl"),
            ("pt-br", "pt-BR"),
            ("Português (pt_BR)", "pt-BR"),
            ("Chinese (zh-hant)", "zh-Hant"),
            ("Farsi", "fa"),
            ("বাংলা", "bn"),
            ("Somali (Maxaa)", "so"),
            ("Kurdish (Sorani)", "ckb"),
            ("Kiswahili", "sw"),
        ] {
            assert_eq!(tag_of(suffix).as_deref(), Some(tag), "{suffix}");
        }
        let own = [("nan-Latn (und)".to_owned(), "nan-Latn".to_owned())];
        let mut languages = Languages::new(None, &own);
        for suffix in ["nan-Latn (und)", "nan-Latn"] {
            assert_eq!(languages.tag(suffix), ("nan-Latn".to_owned(), false), "{suffix}");
        }
        assert_eq!(languages.tags, ["nan-Latn"]);
        let mut languages = Languages::new(Some("Français (fr)"), &[]);
        assert_eq!(languages.tag("Klingonisch"), ("und-x-klingoni-sch".to_owned(), true));
        assert_eq!(languages.tag("ᚠᚢ"), ("und-x-16a0-16a2".to_owned(), true));
        assert_eq!(languages.main(), "fr");
    }

    #[test]
    fn every_tag_has_a_header_of_its_own_that_says_it_again() {
        let tags: Vec<String> = ["en", "pl", "pt-BR", "pt-PT", "und-x-klingoni-sch", "qq"].map(str::to_owned).into();
        let headers = suffixes(&tags);
        assert_eq!(
            headers,
            [
                "English (en)",
                "Polski (pl)",
                "Português BR (pt)",
                "Português PT (pt)",
                "und-x-klingoni-sch (und)",
                "qq (und)"
            ]
        );
        let all: Vec<String> = NAMES.iter().map(|(tag, ..)| (*tag).to_owned()).collect();
        for (tag, suffix) in all.iter().zip(suffixes(&all)).filter(|(tag, _)| !tag.contains('-')) {
            assert_eq!(tag_of(&suffix).as_ref(), Some(tag), "{suffix}");
        }
    }
}
