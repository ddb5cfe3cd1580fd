//! Every text of a questionnaire in one spelling: a string where only the main language has words, else one
//! for each language, and never an empty one.

use std::collections::BTreeMap;

use crate::questionnaire::{Choice, Constraint, List, Question, Questionnaire, Row, Section};
use crate::rows::Rows;
use crate::text::Text;

/// Where a text stands: it must be there, or may be absent.
pub(super) enum Slot<'a> {
    Must(&'a mut Text),
    May(&'a mut Option<Text>),
}

/// What has texts. A new text in the model belongs into its line below; a test looks for forgotten ones.
pub(super) trait Worded {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot));

    /// Puts every text into its one spelling.
    fn normalise(&mut self, main: &str) {
        self.each_slot(&mut |slot| match slot {
            Slot::Must(text) => *text = from_words(words(text, main), main).unwrap_or_default(),
            Slot::May(text) => *text = text.as_ref().and_then(|text| from_words(words(text, main), main)),
        });
    }

    /// Only the words of one language are left.
    fn reduce(&mut self, main: &str) {
        let only = |text: &Text| words(text, main).remove(main).map(Text::Plain);
        self.each_slot(&mut |slot| match slot {
            Slot::Must(text) => *text = only(text).unwrap_or_default(),
            Slot::May(text) => *text = text.as_ref().and_then(only),
        });
    }
}

/// A text's words by language, none of them empty.
pub(super) fn words(text: &Text, main: &str) -> BTreeMap<String, String> {
    let mut words = match text {
        Text::Plain(words) => BTreeMap::from([(main.to_owned(), words.clone())]),
        Text::Many(all) => BTreeMap::from(all.clone()),
    };
    words.retain(|_, words| !words.is_empty());
    words
}

/// `None` where there are no words at all.
pub(super) fn from_words(mut words: BTreeMap<String, String>, main: &str) -> Option<Text> {
    words.retain(|_, words| !words.is_empty());
    match words.len() {
        0 => None,
        1 if words.contains_key(main) => words.remove(main).map(Text::Plain),
        _ => Some(Text::Many(Rows::from(words))),
    }
}

/// A questionnaire in the one spelling that drafts are kept in; it means the same.
pub fn normal(mut questionnaire: Questionnaire) -> Questionnaire {
    let main = questionnaire.main_language().to_owned();
    questionnaire.normalise(&main);
    questionnaire
}

/// The same words under another main language.
pub(super) fn respell(questionnaire: &mut Questionnaire, old: &str, new: &str) {
    questionnaire.each_slot(&mut |slot| match slot {
        Slot::Must(text) => *text = from_words(words(text, old), new).unwrap_or_default(),
        Slot::May(text) => *text = text.as_ref().and_then(|text| from_words(words(text, old), new)),
    });
}

impl Worded for Questionnaire {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.title));
        self.ready.iter_mut().for_each(|line| act(Slot::Must(line)));
        act(Slot::Must(&mut self.help.text));
        act(Slot::Must(&mut self.notice.title));
        for part in &mut self.notice.parts {
            act(Slot::Must(&mut part.heading));
            act(Slot::Must(&mut part.text));
        }
        self.lists.iter_mut().for_each(|list| list.each_slot(act));
        self.sections.iter_mut().for_each(|section| section.each_slot(act));
    }
}

impl Worded for Section {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.title));
        act(Slot::May(&mut self.intro));
        self.questions.iter_mut().for_each(|question| question.each_slot(act));
    }
}

impl Worded for Question {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.label));
        act(Slot::Must(&mut self.name));
        act(Slot::May(&mut self.hint));
        self.options.iter_mut().for_each(|option| option.each_slot(act));
        self.rows.iter_mut().for_each(|row| row.each_slot(act));
        self.constraints.iter_mut().for_each(|constraint| constraint.each_slot(act));
        self.questions.iter_mut().for_each(|question| question.each_slot(act));
    }
}

impl Worded for Choice {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.label));
        act(Slot::May(&mut self.hint));
    }
}

impl Worded for Row {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.label));
    }
}

impl Worded for Constraint {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        act(Slot::Must(&mut self.message));
    }
}

impl Worded for List {
    fn each_slot(&mut self, act: &mut dyn FnMut(Slot)) {
        self.choices.iter_mut().for_each(|choice| choice.each_slot(act));
    }
}
