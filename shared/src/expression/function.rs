//! The functions that an expression may call: name, and how many arguments each takes.

use super::WHOLE;

/// A function of the language; `not()`, `instance()` and the like are expressions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Function {
    // Choices and conditions, on every page of every survey.
    Selected,
    SelectedAt,
    CountSelected,
    If,
    Coalesce,
    Once,
    True,
    False,
    Boolean,
    BooleanFromString,
    Number,
    String,
    // Numbers and repeats.
    Round,
    Int,
    Abs,
    Pow,
    Min,
    Max,
    Sum,
    Count,
    CountNonEmpty,
    IndexedRepeat,
    /// `position(..)`: the number of the item at hand.
    Position,
    /// `position()`: the number of the row at hand, within `[…]` and filters of choices.
    Row,
    Checklist,
    WeightedChecklist,
    // Texts.
    Concat,
    Join,
    StringLength,
    Substr,
    Contains,
    StartsWith,
    EndsWith,
    SubstringBefore,
    SubstringAfter,
    Translate,
    NormalizeSpace,
    UpperCase,
    LowerCase,
    Regex,
    // Dates.
    Today,
    Now,
    Date,
    DateTime,
    FormatDate,
    FormatDateTime,
    DecimalDateTime,
    DecimalTime,
    // Lists.
    PullData,
    ChoiceName,
}

/// Any number of arguments.
pub(super) const MANY: u8 = u8::MAX;

/// Name, function, fewest and most arguments. `regex` is here in every build, so that it prints in every build.
const FUNCTIONS: [(&str, Function, u8, u8); 50] = [
    ("selected", Function::Selected, 2, 2),
    ("selected-at", Function::SelectedAt, 2, 2),
    ("count-selected", Function::CountSelected, 1, 1),
    ("if", Function::If, 3, 3),
    ("coalesce", Function::Coalesce, 2, MANY),
    ("once", Function::Once, 1, 1),
    ("true", Function::True, 0, 0),
    ("false", Function::False, 0, 0),
    ("boolean", Function::Boolean, 1, 1),
    ("number", Function::Number, 0, 1),
    ("string", Function::String, 0, 1),
    ("boolean-from-string", Function::BooleanFromString, 1, 1),
    ("round", Function::Round, 1, 2),
    ("int", Function::Int, 1, 1),
    ("abs", Function::Abs, 1, 1),
    ("pow", Function::Pow, 2, 2),
    ("min", Function::Min, 1, MANY),
    ("max", Function::Max, 1, MANY),
    ("sum", Function::Sum, 1, MANY),
    ("count", Function::Count, 1, 1),
    ("count-non-empty", Function::CountNonEmpty, 1, MANY),
    ("indexed-repeat", Function::IndexedRepeat, 3, 3),
    ("position", Function::Row, 0, 0),
    ("position", Function::Position, 0, 0),
    ("checklist", Function::Checklist, 2, MANY),
    ("weighted-checklist", Function::WeightedChecklist, 2, MANY),
    ("concat", Function::Concat, 1, MANY),
    ("join", Function::Join, 2, MANY),
    ("string-length", Function::StringLength, 0, 1),
    ("substr", Function::Substr, 2, 3),
    ("contains", Function::Contains, 2, 2),
    ("starts-with", Function::StartsWith, 2, 2),
    ("ends-with", Function::EndsWith, 2, 2),
    ("substring-before", Function::SubstringBefore, 2, 2),
    ("substring-after", Function::SubstringAfter, 2, 2),
    ("translate", Function::Translate, 3, 3),
    ("normalize-space", Function::NormalizeSpace, 0, 1),
    ("upper-case", Function::UpperCase, 1, 1),
    ("lower-case", Function::LowerCase, 1, 1),
    ("regex", Function::Regex, 2, 2),
    ("today", Function::Today, 0, 0),
    ("now", Function::Now, 0, 0),
    ("date", Function::Date, 1, 1),
    ("date-time", Function::DateTime, 1, 1),
    ("format-date", Function::FormatDate, 2, 2),
    ("format-date-time", Function::FormatDateTime, 2, 2),
    ("decimal-date-time", Function::DecimalDateTime, 1, 1),
    ("decimal-time", Function::DecimalTime, 1, 1),
    ("pulldata", Function::PullData, 4, 4),
    ("jr:choice-name", Function::ChoiceName, 2, 2),
];

/// So many at the beginning of the table are in every build.
const USUAL: usize = 11;

impl Function {
    /// Whether every build has it.
    pub fn is_usual(self) -> bool {
        FUNCTIONS.iter().take(USUAL).any(|(_, function, ..)| *function == self)
    }

    /// The function of this name, its fewest and its most arguments.
    pub(super) fn named(name: &str) -> Option<(Function, u8, u8)> {
        let here = if WHOLE { &FUNCTIONS[..] } else { FUNCTIONS.first_chunk::<USUAL>()? };
        let row = here.iter().find(|(known, ..)| *known == name)?;
        Some((row.1, row.2, row.3))
    }

    /// As it is written.
    pub fn name(self) -> &'static str {
        FUNCTIONS.iter().find(|(_, function, ..)| *function == self).map_or("", |(name, ..)| name)
    }

    pub(super) fn names() -> impl Iterator<Item = &'static str> {
        FUNCTIONS.iter().map(|(name, ..)| *name)
    }
}
