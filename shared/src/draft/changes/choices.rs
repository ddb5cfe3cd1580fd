//! Changes of options, rows and choice lists, by their codes.

use super::{Found, Severity, What};
use crate::questionnaire::{Choice, Questionnaire, Row};
use crate::text::Text;

/// What options, rows and choices have in common.
pub(super) trait Coded {
    fn code(&self) -> &str;
    fn label(&self) -> &Text;
    fn hint(&self) -> Option<&Text>;
    /// What else decides how it is answered.
    fn manner(&self) -> (bool, bool);
}

impl Coded for Choice {
    fn code(&self) -> &str {
        &self.code
    }
    fn label(&self) -> &Text {
        &self.label
    }
    fn hint(&self) -> Option<&Text> {
        self.hint.as_ref()
    }
    fn manner(&self) -> (bool, bool) {
        (self.exclusive, self.apart)
    }
}

impl Coded for Row {
    fn code(&self) -> &str {
        &self.code
    }
    fn label(&self) -> &Text {
        &self.label
    }
    fn hint(&self) -> Option<&Text> {
        None
    }
    fn manner(&self) -> (bool, bool) {
        (self.short, false)
    }
}

impl Found<'_> {
    /// `question` is empty for a choice list. `compared` is whether its answers are compared with others'.
    pub(super) fn choices<T: Coded>(&mut self, question: &str, compared: bool, old: &[T], new: &[T]) {
        let weighed = |severity: Severity| if compared { severity } else { severity.min(Severity::Consider) };
        for choice in new {
            let (code, label) = (choice.code(), choice.label().get(self.main, self.main));
            let Some(before) = old.iter().find(|known| known.code() == code) else {
                let severity = if compared { Severity::Consider } else { Severity::Fine };
                let message = format!("“{label}” is new. Nobody could give this answer before");
                let change = self.push(question, What::ChoiceAdded, severity, message);
                (change.of, change.after) = (Some(code.to_owned()), Some(choice.label().plain().to_owned()));
                continue;
            };
            self.relabelled(question, compared, before, choice);
            if before.manner() != choice.manner() {
                let message = format!("“{label}” is offered in another way");
                self.push(question, What::Other, weighed(Severity::Breaks), message).of = Some(code.to_owned());
            }
        }
        for gone in old.iter().filter(|known| !new.iter().any(|choice| choice.code() == known.code())) {
            let label = gone.label().get(self.old_main, self.old_main).to_owned();
            let message = format!("“{label}” cannot be answered any more. Answers that have it stay");
            let change = self.push(question, What::ChoiceRemoved, Severity::Breaks, message);
            (change.of, change.before) = (Some(gone.code().to_owned()), Some(label));
        }
        let kept = |all: &[T], others: &[T]| -> Vec<String> {
            let both = all.iter().filter(|choice| others.iter().any(|other| other.code() == choice.code()));
            both.map(|choice| choice.code().to_owned()).collect()
        };
        if kept(old, new) != kept(new, old) {
            let message = "The options are in another order".to_owned();
            let severity = if compared { Severity::Consider } else { Severity::Fine };
            self.push(question, What::ChoiceMoved, severity, message);
        }
    }

    fn relabelled<T: Coded>(&mut self, question: &str, compared: bool, old: &T, new: &T) {
        for (language, before, after) in self.differing(Some(old.label()), Some(new.label())) {
            let (severity, message) = match (&before, &after) {
                (None, _) => (Severity::Fine, "An option is translated"),
                (_, None) => (Severity::Consider, "An option has lost its translation"),
                _ if language != self.main => (Severity::Consider, "An option is translated in other words"),
                _ if compared => (Severity::Breaks, "An option has other words: its answers can no longer be compared"),
                _ => (Severity::Consider, "An option has other words: earlier answers now count as these"),
            };
            let change = self.push(question, What::ChoiceRelabelled, severity, message.to_owned());
            (change.of, change.language) = (Some(new.code().to_owned()), Some(language));
            (change.before, change.after) = (before, after);
        }
        for (language, before, after) in self.differing(old.hint(), new.hint()) {
            let is_main = language == self.main;
            let severity = if is_main && compared { Severity::Breaks } else { Severity::Fine };
            let message = "The hint of an option has changed".to_owned();
            let change = self.push(question, What::Wording, severity, message);
            (change.of, change.language) = (Some(new.code().to_owned()), Some(language));
            (change.before, change.after) = (before, after);
        }
    }

    /// Choice lists, by name.
    pub(super) fn lists(&mut self, old: &Questionnaire, new: &Questionnaire) {
        for list in &new.lists {
            if let Some(before) = old.lists.iter().find(|known| known.name == list.name) {
                let users = new.questions().filter(|question| question.list.as_ref() == Some(&list.name));
                let compared = users.into_iter().any(super::is_compared);
                self.choices("", compared, &before.choices, &list.choices);
            }
        }
    }
}
