//! What a page leaves to files of their own: other languages and choice lists, under names that tell their content.

use serde::{Deserialize, Serialize};

use super::{Questionnaire, rows_of_lists};
use crate::json::sha256_hex;
use crate::language;
use crate::text::Text;

/// A language in which a page can be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tongue {
    /// BCP 47.
    pub tag: String,
    /// As its speakers call it.
    pub name: String,
    /// Written from right to left.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub rtl: bool,
    /// Where its words are; the main language's are in the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Where the interface's own words are; English where there are none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interface: Option<String>,
}

/// A file that belongs to one version of a survey and never changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bag {
    /// `/assets/hackney.3.pl-0a1b2c3d4e.json`: the worker keeps what a page names so.
    pub address: String,
    pub content: String,
}

/// A questionnaire that travels light, and what it left behind.
pub struct Packed {
    /// In the main language alone, its lists by address.
    pub questionnaire: Questionnaire,
    pub tongues: Vec<Tongue>,
    pub bags: Vec<Bag>,
}

/// Takes apart a published version.
pub fn pack(mut full: Questionnaire) -> Packed {
    // The whole notice stands in the page, in every language.
    full.notice.parts.clear();
    let main = full.main_language().to_owned();
    let others: Vec<String> = full.languages.iter().skip(1).cloned().collect();
    let mut bags = Vec::new();
    let base = [&full.slug, ".", &full.version.to_string(), "."].concat();
    let mut bag = |part: &str, ending: &str, content: String| {
        let hash: String = sha256_hex(content.as_bytes()).chars().take(10).collect();
        let address = ["/assets/", &base, part, "-", &hash, ending].concat();
        bags.push(Bag { address: address.clone(), content });
        address
    };
    for (index, list) in full.lists.iter_mut().enumerate().filter(|(_, list)| list.address.is_none()) {
        let lines = rows_of_lists::write(&std::mem::take(&mut list.choices), &main, &others);
        list.address = Some(bag(&["list", &index.to_string()].concat(), ".txt", lines));
    }
    let mut tongues = Vec::new();
    let tags = full.languages.clone();
    for tag in &tags {
        let words = (*tag != main).then(|| {
            let words = words_in(&mut full, tag);
            bag(tag, ".json", serde_json::to_string(&words).unwrap_or_default())
        });
        let (name, rtl) = (language::own_name_among(tag, &tags), language::is_rtl(tag));
        tongues.push(Tongue { tag: tag.clone(), name, rtl, words, interface: None });
    }
    full.each_text(&mut |text| *text = Text::Plain(text.get(&main, &main).to_owned()));
    if others.is_empty() {
        tongues.clear();
    }
    Packed { questionnaire: full, tongues, bags }
}

/// The words of one language in the order of `each_text`; `None` where there are none.
pub fn words_in(questionnaire: &mut Questionnaire, language: &str) -> Vec<Option<String>> {
    let main = questionnaire.main_language().to_owned();
    let mut words = Vec::new();
    questionnaire.each_text(&mut |text| {
        words.push(text.has(language).then(|| text.get(language, &main).to_owned()));
    });
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::questionnaire::Choice;
    use serde_json::json;

    #[test]
    fn a_page_carries_one_language_and_can_be_put_into_another() {
        let full: Questionnaire = serde_json::from_value(json!({
            "slug": "try", "version": 3, "title": {"en": "Try", "ur": "کوشش"}, "languages": ["en", "ur"],
            "lists": [{"name": "l", "choices": [{"code": "a", "label": {"en": "A", "ur": "الف"}}]}],
            "sections": [{"id": "s", "title": "Only English", "questions": [
                {"id": "q", "type": "single", "list": "l", "label": {"en": "Which?", "ur": "کون سا؟"}}]}],
        }))
        .unwrap();
        let packed = pack(full);
        let json = serde_json::to_string(&packed.questionnaire).unwrap();
        assert!(!json.contains('ک') && !json.contains("\"a\""), "{json}");
        let [list, urdu] = &packed.bags[..] else { panic!("{:?}", packed.bags) };
        assert!(list.address.starts_with("/assets/try.3.list0-") && list.address.ends_with(".txt"));
        assert_eq!(
            rows_of_lists::read(&list.content, "ur"),
            [Choice { code: "a".into(), label: Text::only("ur", "الف"), ..Choice::default() }]
        );
        assert_eq!(packed.tongues[1].words.as_ref(), Some(&urdu.address));
        assert!(packed.tongues[1].rtl && !packed.tongues[0].rtl);
        let words: Vec<Option<String>> = serde_json::from_str(&urdu.content).unwrap();
        let mut moved = packed.questionnaire.clone();
        moved.put_words(&words, "ur");
        assert_eq!(moved.title.plain(), "کوشش");
        assert_eq!(moved.sections[0].title.plain(), "Only English");
        assert!(moved.title.has("ur") && !moved.sections[0].title.has("ur"), "it is known what is translated");
        assert_eq!(moved.question("q").unwrap().label.plain(), "کون سا؟");
    }
}
