//! One row of the survey as one question.

use shared::questionnaire::{Ownership, Question};
use shared::text::Text;
use shared::{Kind, Missing};

use super::builder::{Builder, binding, joined};
use super::kinds::{Group, Type};
use super::table::Row;
use super::tree::Node;
use super::{compound, defaults};

/// What other tools show in the place of a label.
const MEDIA: [&str; 4] = ["media::image", "media::big-image", "media::audio", "media::video"];

/// Appearances that mean more than looks.
const MEANINGFUL: [&str; 13] = [
    "ex",
    "image-map",
    "map",
    "month-year",
    "year",
    "ethiopian",
    "coptic",
    "islamic",
    "bikram-sambat",
    "myanmar",
    "persian",
    "masked",
    "printer",
];

impl Builder<'_> {
    /// The question, and behind it the one that “other” opens.
    pub fn question(&mut self, node: &Node, around: &[String]) -> Vec<Question> {
        let row = node.row;
        let mut question = Question {
            id: self.names.id(row),
            kind: self.kind(node),
            version: 1,
            ownership: Ownership::Local,
            ..Question::default()
        };
        self.rows.insert(question.id.clone(), row.number());
        let mut rules = around.to_vec();
        rules.extend(self.rule(row, "relevant"));
        question.relevant = joined(&rules);
        self.about(row, &mut question);
        self.rules_of_value(node, &mut question);
        self.label(row, &mut question);
        self.limits(node, &mut question);
        self.constraints(node, &mut question);
        self.choices(node, &mut question);
        self.appearance(row, &mut question);
        match node.group() {
            Some(Group::Repeat) => {
                question.count = row.get("repeat_count").and_then(|text| self.expression(row, "repeat_count", text));
                question.questions = node.inside.iter().flat_map(|inside| self.questions(inside, &[])).collect();
                if question.questions.is_empty() {
                    let message = "Nothing is asked in this repeat, or all of it is left out, and so is the repeat";
                    self.problems.warning(row.place("type"), "unsupported", message);
                    return Vec::new();
                }
            }
            Some(_) => self.compound(node, &mut question),
            None => {}
        }
        row.pass(&["type", "name", "sectorwise_id", "sectorwise_type"]);
        self.unread(row, &format!("this type ({})", row.get("type").unwrap_or_default()));
        let other = node.or_other.then(|| other(&question));
        std::iter::once(question).chain(other).collect()
    }

    fn kind(&mut self, node: &Node) -> Kind {
        let row = node.row;
        let plain = match &node.kind {
            Type::Integer | Type::Decimal | Type::Range | Type::UpTo(..) => Kind::Number,
            Type::Date => Kind::Date,
            Type::Time => Kind::Time,
            Type::DateTime => Kind::DateTime,
            Type::One(_) | Type::External(_) | Type::File(_, false) => Kind::Single,
            Type::Many(_) | Type::File(_, true) => Kind::Multi,
            Type::Rank(_) => Kind::Rank,
            Type::Acknowledge => Kind::Consent,
            Type::Note => Kind::Note,
            Type::Calculate | Type::Hidden | Type::Start | Type::End | Type::Today => Kind::Calculate,
            Type::Begin(Group::Repeat) => Kind::Repeat,
            Type::Text if self.is_long(row) => Kind::Long,
            _ => Kind::Text,
        };
        // What has a value and no words is never seen.
        let is_worked_out =
            row.get("calculation").is_some() && row.words("label").is_none() && row.words("hint").is_none();
        let plain = if is_worked_out && node.group().is_none() { Kind::Calculate } else { plain };
        match row.get("sectorwise_type") {
            None => plain,
            Some(word) => compound::kind(word, &node.kind).unwrap_or_else(|| {
                let kinds = compound::words_for(&node.kind).join(", ");
                let kind = row.get("type").unwrap_or_default();
                let message = format!("{word:?} does not go with {kind}. Delete it, or write one of {kinds}");
                self.problems.error(row.place("sectorwise_type"), "type", message);
                plain
            }),
        }
    }

    fn is_long(&self, row: Row) -> bool {
        let looks = row.get("appearance").unwrap_or_default();
        let rows = row.get("parameters").is_some_and(|parameters| parameters.to_lowercase().contains("rows"));
        looks.split_whitespace().any(|word| word == "multiline") || rows || row.get("rows").is_some()
    }

    /// What our own columns say.
    fn about(&mut self, row: Row, question: &mut Question) {
        question.name = self.words(row, "sectorwise_name").unwrap_or_default();
        question.hint = self.words(row, "hint");
        question.short = self.yes(row, "sectorwise_short");
        question.sensitive = self.yes(row, "sectorwise_sensitive");
        question.estimate = self.yes(row, "sectorwise_estimate");
        question.standard = row.get("sectorwise_standard").map(str::to_owned);
        question.missing = self.reasons(row, "sectorwise_missing");
        question.row_missing = self.reasons(row, "sectorwise_row_missing");
        if let Some(version) = self.whole(row, "sectorwise_version") {
            question.version = version;
        }
        question.ownership = match row.get("sectorwise_ownership") {
            None | Some("local") => Ownership::Local,
            Some("core") => Ownership::Core,
            Some("module") => Ownership::Module,
            Some(other) => {
                let message = format!("{other:?} owns nothing. Write core, module or local");
                self.problems.error(row.place("sectorwise_ownership"), "ownership", message);
                Ownership::Local
            }
        };
    }

    fn reasons(&mut self, row: Row, key: &str) -> Vec<Missing> {
        let mut found = Vec::new();
        for word in row.get(key).unwrap_or_default().split([' ', ',', '\n']).filter(|word| !word.is_empty()) {
            match Missing::from_code(word) {
                Some(reason) => found.push(reason),
                None => {
                    let message = format!("{word:?} is no reason. Write dont-know, prefer-not-to-say, or both");
                    self.problems.error(row.place(key), "missing", message);
                }
            }
        }
        found
    }

    /// A number in a column of ours.
    pub fn number(&mut self, row: Row, key: &str) -> Option<f64> {
        let text = row.get(key)?;
        let number = text.parse::<f64>().ok().filter(|number| number.is_finite());
        if number.is_none() {
            self.problems.error(row.place(key), "number", format!("{text:?} is no number"));
        }
        number
    }

    /// A whole number from 0 in a column of ours.
    pub fn whole(&mut self, row: Row, key: &str) -> Option<u32> {
        let text = row.get(key)?;
        let number = text.parse::<u32>().ok();
        if number.is_none() {
            self.problems.error(row.place(key), "number", format!("{text:?} is no whole number. Write one such as 2"));
        }
        number
    }

    fn rules_of_value(&mut self, node: &Node, question: &mut Question) {
        let row = node.row;
        if question.kind != Kind::Note {
            match row.yes("required") {
                Some(Ok(yes)) => question.required = yes,
                Some(Err(_)) => question.required_when = self.rule(row, "required"),
                None => {}
            }
        }
        question.calculation = self.rule(row, "calculation");
        question.default = self.default(node, question.kind);
        let is_fixed = match row.get("readonly").map(binding) {
            None | Some("false()") => false,
            Some("true()") => true,
            Some(_) => {
                let message = "A question cannot be locked by a rule here: read_only is left out";
                self.problems.warning(row.place("readonly"), "unsupported", message);
                false
            }
        };
        match question.kind {
            Kind::Calculate => {
                let fixed = question.default.take();
                let own = match node.kind {
                    Type::Today => Some("today()".to_owned()),
                    Type::Start => Some("once(now())".to_owned()),
                    Type::End => Some("now()".to_owned()),
                    Type::Hidden => Some("''".to_owned()),
                    _ => None,
                };
                if row.get("calculation").is_none() && fixed.is_none() && own.is_none() {
                    let message = "Nothing says how it is worked out. Write an expression into calculation";
                    self.problems.error(row.place("calculation"), "calculation", message);
                }
                question.calculation = question.calculation.take().or(fixed).or(own);
            }
            Kind::Note => {}
            _ if is_fixed && question.calculation.is_none() && question.default.is_some() => {
                question.calculation = question.default.take();
            }
            _ if is_fixed && question.calculation.is_none() => {
                let message = "A question that nobody can answer, and that has no value, is asked like the others: \
                               read_only is left out. Make it a note";
                self.problems.warning(row.place("readonly"), "unsupported", message);
            }
            _ => {}
        }
    }

    fn default(&mut self, node: &Node, kind: Kind) -> Option<String> {
        let text = node.row.get("default")?;
        if defaults::is_dynamic(text, kind) {
            return self.expression(node.row, "default", text);
        }
        let text = self.lists.renamed.get(text).map_or(text, String::as_str);
        Some(defaults::fixed(text, kind))
    }

    fn label(&mut self, row: Row, question: &mut Question) {
        let label = self.words(row, "label");
        question.label = match (label, question.hint.take()) {
            (Some(label), hint) => {
                question.hint = hint;
                label
            }
            (None, Some(hint)) => {
                self.problems.warning(row.place("label"), "label", "There is no label: the hint stands in its place");
                hint
            }
            (None, None) if question.kind == Kind::Calculate => Text::default(),
            (None, None) if MEDIA.iter().any(|key| row.has(key)) => {
                let name = row.get("name").unwrap_or_default();
                let message = format!(
                    "The question is a picture, a sound or a film only. Write what it asks; now it says {name}"
                );
                self.problems.warning(row.place("label"), "label", message);
                Text::Plain(name.to_owned())
            }
            (None, None) if question.kind == Kind::Repeat => {
                let name = row.get("name").unwrap_or_default();
                let message = format!("The repeat has no label and is called {name}. Give it a label");
                self.problems.warning(row.place("label"), "label", message);
                Text::Plain(name.to_owned())
            }
            (None, None) => {
                self.problems.error(row.place("label"), "label", "The question has no label. Write what it asks");
                Text::default()
            }
        };
    }

    fn appearance(&mut self, row: Row, question: &mut Question) {
        let looks = row.get("appearance").unwrap_or_default();
        for word in looks.split_whitespace() {
            let name = word.split(['(', ':']).next().unwrap_or_default();
            if MEANINGFUL.contains(&name) {
                let message = format!("The appearance {name} is not supported, and the question is asked without it");
                self.problems.warning(row.place("appearance"), "unsupported", message);
            }
        }
        if question.kind == Kind::Text && matches!(row.get("type"), Some("barcode")) {
            let message = "Codes are typed in here, not scanned";
            self.problems.warning(row.place("type"), "unsupported", message);
        }
    }
}

/// What is asked where “other” was chosen, as pyxform asks it.
fn other(question: &Question) -> Question {
    Question {
        id: format!("{}_other", question.id),
        kind: Kind::Text,
        version: 1,
        ownership: Ownership::Local,
        label: "Specify other.".into(),
        relevant: Some(format!("selected(${{{}}}, 'other')", question.id)),
        ..Question::default()
    }
}
