//! Every wording of a questionnaire in a fixed order: to translate it, to exchange its language as a whole.

use super::{Choice, Question, Questionnaire};
use crate::text::Text;

impl Questionnaire {
    /// Shows every wording but those of choice lists, always in the same order.
    pub fn each_text(&mut self, see: &mut dyn FnMut(&mut Text)) {
        see(&mut self.title);
        self.ready.iter_mut().for_each(&mut *see);
        see(&mut self.help.text);
        see(&mut self.notice.title);
        for part in &mut self.notice.parts {
            see(&mut part.heading);
            see(&mut part.text);
        }
        for section in &mut self.sections {
            see(&mut section.title);
            section.intro.iter_mut().for_each(&mut *see);
            section.questions.iter_mut().for_each(|question| of_question(question, see));
        }
    }

    /// The same with these words, in the order of `each_text`; where there is none, what is there stays, and so it
    /// can be told what is not translated.
    pub fn put_words(&mut self, words: &[Option<String>], language: &str) {
        let mut next = words.iter();
        self.each_text(&mut |text| {
            if let Some(Some(words)) = next.next() {
                *text = Text::only(language, words);
            }
        });
    }
}

fn of_question(question: &mut Question, see: &mut dyn FnMut(&mut Text)) {
    see(&mut question.label);
    see(&mut question.name);
    question.hint.iter_mut().for_each(&mut *see);
    for Choice { label, hint, .. } in &mut question.options {
        see(label);
        hint.iter_mut().for_each(&mut *see);
    }
    question.rows.iter_mut().for_each(|row| see(&mut row.label));
    question.constraints.iter_mut().for_each(|constraint| see(&mut constraint.message));
    question.questions.iter_mut().for_each(|inner| of_question(inner, see));
}
