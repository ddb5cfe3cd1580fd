//! Changes of one question.

use super::{Found, Severity, What, is_compared};
use crate::problem;
use crate::questionnaire::{Constraint, Question};
use crate::text::Text;

const NO_LONGER: &str = "its answers can no longer be compared with others’ or with earlier ones";

impl Found<'_> {
    pub(super) fn added(&mut self, question: &Question) {
        let label = question.label.get(self.main, self.main).to_owned();
        let message = "This is new. Answers to older versions have nothing here".to_owned();
        self.push(&question.id, What::Added, Severity::Fine, message).after = Some(label);
    }

    pub(super) fn removed(&mut self, question: &Question) {
        let severity = if is_compared(question) { Severity::Breaks } else { Severity::Consider };
        let label = question.label.get(self.old_main, self.old_main).to_owned();
        let message = "This is not asked any more. Its answers stay".to_owned();
        self.push(&question.id, What::Removed, severity, message).before = Some(label);
    }

    pub(super) fn moved(&mut self, question: &Question) {
        let severity = if is_compared(question) { Severity::Consider } else { Severity::Fine };
        self.push(&question.id, What::Moved, severity, "This stands in another place".to_owned());
    }

    pub(super) fn question(&mut self, old: &Question, new: &Question) {
        let id = new.id.as_str();
        if old.kind != new.kind {
            let message = "The type has changed. An id keeps its type for ever: ask a new question under a new id";
            self.push(id, What::TypeChanged, Severity::Forbidden, message.to_owned());
            return;
        }
        // What was compared until now is, even if it says otherwise from now on.
        let compared = is_compared(old) || is_compared(new);
        self.texts(id, "label", compared, Some(&old.label), Some(&new.label));
        self.texts(id, "hint", compared, old.hint.as_ref(), new.hint.as_ref());
        self.texts(id, "name", false, Some(&old.name), Some(&new.name));
        self.choices(id, compared, &old.options, &new.options);
        self.choices(id, compared, &old.rows, &new.rows);
        self.requirement(old, new);
        self.limits(old, new);
        self.rules(id, &old.constraints, &new.constraints);
        self.relevance(compared, old, new);
        self.rest(compared, old, new);
    }

    fn texts(&mut self, id: &str, of: &str, compared: bool, old: Option<&Text>, new: Option<&Text>) {
        let what = match of {
            "label" => "The wording",
            "hint" => "The hint",
            _ => "The short name",
        };
        for (language, before, after) in self.differing(old, new) {
            let is_main = language == self.main;
            let (severity, message) = match (&before, &after) {
                (None, _) if !is_main => (Severity::Fine, format!("{what} is translated")),
                (_, None) if !is_main => (Severity::Consider, format!("{what} has lost its translation")),
                _ if !is_main => (Severity::Consider, format!("{what} is translated in other words")),
                _ if compared => (Severity::Breaks, format!("{what} has changed: {NO_LONGER}")),
                _ if of == "label" => {
                    (Severity::Consider, format!("{what} has changed. Earlier answers were to other words"))
                }
                _ => (Severity::Fine, format!("{what} has changed")),
            };
            let change = self.push(id, What::Wording, severity, message);
            (change.of, change.language) = (Some(of.to_owned()), Some(language));
            (change.before, change.after) = (before, after);
        }
    }

    fn requirement(&mut self, old: &Question, new: &Question) {
        let demands = |question: &Question| (question.required, question.required_when.clone());
        if demands(old) == demands(new) {
            return;
        }
        // A condition is stricter than none, and an answer for always stricter than any condition.
        let strictness = |question: &Question| match (question.required, &question.required_when) {
            (true, _) => 2,
            (false, Some(_)) => 1,
            (false, None) => 0,
        };
        if strictness(old) <= strictness(new) {
            let message = "An answer is required now. Older submissions without one stay".to_owned();
            self.push(&new.id, What::RequiredAdded, Severity::Consider, message);
        } else {
            let message = "This may be left open more often".to_owned();
            self.push(&new.id, What::RequiredDropped, Severity::Fine, message);
        }
    }

    fn limits(&mut self, old: &Question, new: &Question) {
        let (mut narrowed, mut widened) = (Vec::new(), Vec::new());
        let mut limit = |name: &'static str, is_narrower: bool, is_wider: bool| {
            narrowed.extend(is_narrower.then_some(name));
            widened.extend(is_wider.then_some(name));
        };
        let low = |question: &Question| question.min.unwrap_or(f64::NEG_INFINITY);
        let high = |question: &Question| question.max.unwrap_or(f64::INFINITY);
        limit("the least", low(new) > low(old), low(new) < low(old));
        limit("the most", high(new) < high(old), high(new) > high(old));
        limit("the decimals", new.decimals < old.decimals, new.decimals > old.decimals);
        limit("“This is an estimate”", old.estimate && !new.estimate, new.estimate && !old.estimate);
        let lacks = |one: &[crate::Missing], other: &[crate::Missing]| one.iter().any(|reason| !other.contains(reason));
        limit("the reasons for leaving it open", lacks(&old.missing, &new.missing), lacks(&new.missing, &old.missing));
        limit(
            "the reasons for leaving a row open",
            lacks(&old.row_missing, &new.row_missing),
            lacks(&new.row_missing, &old.row_missing),
        );
        if !narrowed.is_empty() {
            let message = format!("Fewer answers are allowed than before ({})", narrowed.join(", "));
            self.push(&new.id, What::Narrowed, Severity::Breaks, message);
        }
        if !widened.is_empty() {
            let message = format!("More answers are allowed than before ({})", widened.join(", "));
            self.push(&new.id, What::Widened, Severity::Fine, message);
        }
    }

    /// Whether one expression allows less than another cannot be worked out; a new or another one may.
    fn rules(&mut self, id: &str, old: &[Constraint], new: &[Constraint]) {
        let is_known = |rule: &Constraint, among: &[Constraint]| {
            among.iter().any(|other| (&other.test, other.severity) == (&rule.test, rule.severity))
        };
        for rule in new.iter().filter(|rule| !is_known(rule, old)) {
            let (severity, message) = match rule.severity {
                problem::Severity::Error => {
                    (Severity::Breaks, "There is a new rule for answers: some may not be given any more")
                }
                problem::Severity::Warning => (Severity::Consider, "There is a new question back about answers"),
            };
            self.push(id, What::RulesChanged, severity, message.to_owned()).after = Some(rule.test.clone());
        }
        for rule in old.iter().filter(|rule| !is_known(rule, new)) {
            let message = "A rule for answers is gone".to_owned();
            self.push(id, What::RulesChanged, Severity::Fine, message).before = Some(rule.test.clone());
        }
    }

    fn relevance(&mut self, compared: bool, old: &Question, new: &Question) {
        if old.relevant != new.relevant {
            let severity = if compared { Severity::Breaks } else { Severity::Consider };
            let message = "Others than before are asked this".to_owned();
            let change = self.push(&new.id, What::RelevanceChanged, severity, message);
            (change.before, change.after) = (old.relevant.clone(), new.relevant.clone());
        }
        if old.short != new.short {
            let (severity, message) = match (new.short, compared) {
                (true, _) => (Severity::Consider, "This is asked on the short route too"),
                (false, true) => (Severity::Breaks, "This is not asked on the short route any more"),
                (false, false) => (Severity::Consider, "This is not asked on the short route any more"),
            };
            self.push(&new.id, What::RelevanceChanged, severity, message.to_owned()).of = Some("short".to_owned());
        }
    }

    fn rest(&mut self, compared: bool, old: &Question, new: &Question) {
        let weighty = if compared { Severity::Breaks } else { Severity::Consider };
        let all = [
            ("calculation", old.calculation != new.calculation, weighty, "This is worked out in another way"),
            ("list", old.list != new.list, weighty, "The choices come from another list"),
            ("filter", old.filter != new.filter, Severity::Consider, "Other choices than before are offered to some"),
            ("default", old.default != new.default, Severity::Consider, "Another answer stands there at first"),
            ("count", old.count != new.count, Severity::Consider, "The number of items is decided in another way"),
            ("kind", old.ownership != new.ownership, weighty, "The question belongs to somebody else now"),
            (
                "sensitive",
                old.sensitive && !new.sensitive,
                Severity::Consider,
                "This is not marked as sensitive any more",
            ),
            ("sensitive", !old.sensitive && new.sensitive, Severity::Fine, "This is marked as sensitive"),
            ("standard", old.standard != new.standard, Severity::Fine, "The standard it comes from has changed"),
        ];
        for (key, _, severity, message) in all.into_iter().filter(|(_, differs, _, _)| *differs) {
            self.push(&new.id, What::Other, severity, message.to_owned()).of = Some(key.to_owned());
        }
    }
}
