//! Languages by their BCP 47 tags: what their speakers call them, and which are written from right to left.

/// Tag, English name, own name: the languages most spoken in London, and those usual in forms elsewhere.
pub const LANGUAGES: [(&str, &str, &str); 52] = [
    ("en", "English", "English"),
    ("am", "Amharic", "አማርኛ"),
    ("ar", "Arabic", "العربية"),
    ("bg", "Bulgarian", "български"),
    ("bn", "Bengali", "বাংলা"),
    ("ckb", "Kurdish (Sorani)", "کوردیی ناوەندی"),
    ("cs", "Czech", "čeština"),
    ("cy", "Welsh", "Cymraeg"),
    ("de", "German", "Deutsch"),
    ("el", "Greek", "Ελληνικά"),
    ("es", "Spanish", "español"),
    ("fa", "Persian", "فارسی"),
    ("fr", "French", "français"),
    ("gu", "Gujarati", "ગુજરાતી"),
    ("ha", "Hausa", "Hausa"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hr", "Croatian", "hrvatski"),
    ("ht", "Haitian Creole", "kreyòl ayisyen"),
    ("hu", "Hungarian", "magyar"),
    ("id", "Indonesian", "Bahasa Indonesia"),
    ("ig", "Igbo", "Igbo"),
    ("it", "Italian", "italiano"),
    ("ja", "Japanese", "日本語"),
    ("ko", "Korean", "한국어"),
    ("ku", "Kurdish (Kurmanji)", "kurdî"),
    ("lt", "Lithuanian", "lietuvių"),
    ("lv", "Latvian", "latviešu"),
    ("ml", "Malayalam", "മലയാളം"),
    ("ne", "Nepali", "नेपाली"),
    ("nl", "Dutch", "Nederlands"),
    ("pa", "Panjabi", "ਪੰਜਾਬੀ"),
    ("pl", "Polish", "polski"),
    ("ps", "Pashto", "پښتو"),
    ("pt", "Portuguese", "português"),
    ("ro", "Romanian", "română"),
    ("ru", "Russian", "русский"),
    ("si", "Sinhala", "සිංහල"),
    ("sk", "Slovak", "slovenčina"),
    ("so", "Somali", "Soomaali"),
    ("sq", "Albanian", "shqip"),
    ("sw", "Swahili", "Kiswahili"),
    ("ta", "Tamil", "தமிழ்"),
    ("th", "Thai", "ไทย"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("tl", "Tagalog", "Tagalog"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "українська"),
    ("ur", "Urdu", "اردو"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("yo", "Yoruba", "Yorùbá"),
    ("zh", "Chinese", "中文"),
];

/// As its speakers call it; the tag where it is not in the table.
pub fn own_name(tag: &str) -> String {
    find(tag).map_or_else(|| tag.to_owned(), |(_, _, own)| own.to_owned())
}

/// Its English name; the tag where it is not in the table.
pub fn english_name(tag: &str) -> String {
    find(tag).map_or_else(|| tag.to_owned(), |(_, name, _)| name.to_owned())
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

/// A BCP 47 tag as it is usually written: `en`, `pt-BR`, `zh-Hant`.
pub fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let language = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let alphanumeric = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    (2..=8).contains(&language.len()) && letters(language) && parts.all(alphanumeric)
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

fn find(tag: &str) -> Option<(&'static str, &'static str, &'static str)> {
    let base = tag.split('-').next().unwrap_or_default();
    LANGUAGES.into_iter().find(|(known, ..)| *known == base)
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
    fn tags_have_names_and_directions() {
        assert_eq!(
            (own_name("ur").as_str(), own_name("pt-BR").as_str(), own_name("xx").as_str()),
            ("اردو", "português", "xx")
        );
        for (tag, rtl) in [("ur", true), ("pl", false), ("pa-Arab", true), ("ar-Latn", false), ("", false)] {
            assert_eq!(is_rtl(tag), rtl, "{tag}");
        }
        let mut tags: Vec<_> = LANGUAGES.iter().skip(1).map(|(tag, ..)| *tag).collect();
        tags.sort_unstable();
        assert!(tags.iter().eq(LANGUAGES.iter().skip(1).map(|(tag, ..)| tag)));
    }
}
