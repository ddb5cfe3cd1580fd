//! Made-up questionnaires of every kind, with words and codes that are unkind to spreadsheets.

use proptest::collection::vec;
use proptest::option::of;
use proptest::prelude::*;
use shared::questionnaire::{
    Choice, Constraint, Help, List, Minutes, Notice, NoticePart, Ownership, Question, Questionnaire, Row, Section,
};
use shared::rows::Rows;
use shared::text::Text;
use shared::{Kind, Missing, Severity};

const TAGS: [&str; 6] = ["pl", "pt-BR", "zh-Hant", "ar", "und-x-elvish", "bn"];

/// Sound questionnaires: `check` has nothing against them.
pub fn questionnaires() -> BoxedStrategy<Questionnaire> {
    (0usize..4)
        .prop_flat_map(|more| {
            let tags: Vec<String> =
                std::iter::once("en").chain(TAGS.into_iter().take(more)).map(str::to_owned).collect();
            (Just(tags.clone()), wholes(tags.clone()), vec((sections(tags.clone()), vec(questions(tags), 1..6)), 1..4))
                .prop_map(|(tags, whole, pages)| numbered(tags, whole, pages))
        })
        .boxed()
}

/// Gives everything an id of its own and lets rules refer to what is there.
fn numbered(tags: Vec<String>, whole: Questionnaire, pages: Vec<(Section, Vec<Question>)>) -> Questionnaire {
    let mut questionnaire = Questionnaire { languages: tags, ..whole };
    let ids = ["q", "Q", "data", "E1_", "x-", "_"];
    let mut count = 0;
    let mut earlier: Vec<String> = Vec::new();
    for (index, (mut section, questions)) in pages.into_iter().enumerate() {
        section.id = format!("{}{index}", section.id);
        for mut question in questions {
            count += 1;
            question.id = format!("{}{}", ids[count % ids.len()], count / 2);
            while earlier.contains(&question.id) {
                question.id.push('x');
            }
            for inner in &mut question.questions {
                count += 1;
                inner.id = format!("in{count}");
            }
            if let Some(before) = earlier.last() {
                refer(&mut question, before);
            }
            if question.kind == Kind::Text {
                earlier.push(question.id.clone());
            }
            section.questions.push(question);
        }
        questionnaire.sections.push(section);
    }
    if questionnaire.lists.is_empty() {
        for section in &mut questionnaire.sections {
            section.questions.iter_mut().for_each(unlist);
        }
    } else {
        let name = questionnaire.lists[0].name.clone();
        let all = questionnaire.sections.iter_mut().flat_map(|section| &mut section.questions);
        all.filter(|question| question.list.is_some()).for_each(|question| question.list = Some(name.clone()));
    }
    questionnaire
}

fn unlist(question: &mut Question) {
    if question.list.take().is_some() {
        question.filter = None;
        question.options = vec![Choice { code: "only".to_owned(), label: "Only".into(), ..Choice::default() }];
    }
}

/// Rules of the strategies speak of `${before}`.
fn refer(question: &mut Question, before: &str) {
    let name = format!("${{{before}}}");
    let rules = [&mut question.relevant, &mut question.required_when, &mut question.default];
    for rule in rules.into_iter().flatten() {
        *rule = rule.replace("'before'", &name);
    }
    for constraint in &mut question.constraints {
        constraint.test = constraint.test.replace("'before'", &name);
    }
    if let Text::Plain(words) = &mut question.label {
        *words = words.replace("BEFORE", &name);
    }
}

/// A wording of a question mentions what is asked, or nothing.
fn sober(text: Text) -> Text {
    // An open bracket alone mentions nothing.
    let one = |words: &String| if words.contains('}') { words.replace("${", "$") } else { words.clone() };
    match text {
        Text::Plain(words) => Text::Plain(one(&words)),
        Text::Many(all) => {
            let mut rows = Rows::default();
            all.iter().for_each(|(tag, words)| rows.insert(tag.clone(), one(words)));
            Text::Many(rows)
        }
    }
}

/// Words as people and machines write them.
fn words() -> BoxedStrategy<String> {
    prop_oneof![
        4 => "[A-Za-z][A-Za-z ,.’“”'\"!?-]{0,30}",
        1 => "\\PC{1,20}".prop_filter("not only white space", |text| !text.trim().is_empty()),
        1 => Just("  padded\u{a0}".to_owned()),
        1 => Just("two\nlines\r\nand three".to_owned()),
        1 => Just("costs ${ more".to_owned()),
        1 => Just("of ${nobody}, \\ _x0041_ \u{1}\u{b} <b>&amp;</b>".to_owned()),
        1 => Just("=1+1".to_owned()),
        1 => Just("you said BEFORE".to_owned()),
    ]
    .boxed()
}

fn text(tags: Vec<String>) -> BoxedStrategy<Text> {
    let many = vec(of(words()), tags.len()).prop_map(move |all| {
        let mut rows = Rows::default();
        for (tag, words) in tags.iter().zip(all) {
            if let Some(words) = words {
                rows.insert(tag.clone(), words);
            }
        }
        Text::Many(rows)
    });
    prop_oneof![words().prop_map(Text::Plain), many.prop_filter("some words", |text| !text.is_empty())].boxed()
}

fn rule() -> BoxedStrategy<String> {
    prop_oneof![
        Just("'before' = 'x'".to_owned()),
        Just("'before' != '' and not('before' = \"it’s\")".to_owned()),
        Just("string-length('before') > 3 or 1 = 1".to_owned()),
        Just("today() > '2020-01-01'".to_owned()),
    ]
    .boxed()
}

fn code() -> BoxedStrategy<String> {
    "[A-Za-z0-9_.-]{1,12}"
        .prop_filter("not reserved", |code| Missing::from_code(code).is_none() && code != "ticked" && code != "missing")
        .boxed()
}

fn choices(tags: Vec<String>, most: usize) -> BoxedStrategy<Vec<Choice>> {
    let columns = proptest::collection::btree_map("[a-z]{1,6}|my column|label|größe", "[a-z ]{0,6}", 0..3);
    let choice = (code(), text(tags.clone()), of(text(tags)), any::<[bool; 2]>(), of("[A-Z]{2} ?[0-9]{1,3}"), columns)
        .prop_map(|(code, label, hint, [exclusive, apart], maps, columns)| Choice {
            code,
            label,
            hint,
            exclusive,
            apart,
            maps,
            columns: columns.into(),
        });
    vec(choice, 1..most)
        .prop_map(|mut choices| {
            choices.sort_by(|a, b| a.code.cmp(&b.code));
            choices.dedup_by(|a, b| a.code == b.code);
            choices
        })
        .boxed()
}

fn wholes(tags: Vec<String>) -> BoxedStrategy<Questionnaire> {
    let list = ("[a-z_ .]{1,8}(\\.csv)?", choices(tags.clone(), 70), of("/lists/[a-z]{1,5}\\.json"))
        .prop_map(|(name, choices, address)| List { name, choices, address });
    let part = (text(tags.clone()), text(tags.clone())).prop_map(|(heading, text)| NoticePart { heading, text });
    let notice = ("[0-9-]{0,10}", text(tags.clone()), vec(part, 0..3)).prop_map(|(version, title, parts)| Notice {
        version,
        title,
        parts,
    });
    let help = (text(tags.clone()), of("[a-z]{1,8}@example.org")).prop_map(|(text, email)| Help { text, email });
    let minutes = (any::<(u8, u8)>(), any::<(u8, u8)>()).prop_map(|(full, short)| Minutes {
        full: (full.0.into(), full.1.into()),
        short: (short.0.into(), short.1.into()),
    });
    (
        ("[a-z0-9-]{1,20}", 0u32..5, text(tags.clone()), of(Just("state-of-the-sector".to_owned()))),
        (minutes, vec(text(tags), 0..3), help, notice, vec(list, 0..2)),
    )
        .prop_map(|((slug, version, title, standard), (minutes, ready, help, notice, lists))| Questionnaire {
            slug,
            version,
            title,
            standard,
            minutes,
            ready,
            help,
            notice,
            lists,
            ..Questionnaire::default()
        })
        .boxed()
}

fn sections(tags: Vec<String>) -> BoxedStrategy<Section> {
    let id = prop_oneof!["[a-z-]{1,10}", Just("meta".to_owned()), Just("Über uns ".to_owned()), Just("q".to_owned())];
    (id, text(tags.clone()), of(text(tags)), of(Just("today() > '2020-01-01'".to_owned())))
        .prop_map(|(id, title, intro, relevant)| Section { id, title, intro, relevant, questions: Vec::new() })
        .boxed()
}

fn questions(tags: Vec<String>) -> BoxedStrategy<Question> {
    let repeat = (
        plain(tags.clone()),
        vec(plain(tags.clone()).prop_filter("one contact", |q| q.kind != Kind::Contact), 1..4),
        of(Just("1 + 1".to_owned())),
    )
        .prop_map(|(question, inner, count)| Question {
            kind: Kind::Repeat,
            questions: inner
                .into_iter()
                .map(|mut inner| {
                    unlist(&mut inner);
                    inner
                })
                .collect(),
            count,
            calculation: None,
            default: None,
            options: Vec::new(),
            rows: Vec::new(),
            list: None,
            filter: None,
            decimals: 0,
            ..question
        });
    prop_oneof![6 => plain(tags), 1 => repeat].boxed()
}

const KINDS: [Kind; 21] = [
    Kind::Consent,
    Kind::Single,
    Kind::Multi,
    Kind::Rank,
    Kind::Number,
    Kind::Year,
    Kind::Money,
    Kind::Split,
    Kind::GridSingle,
    Kind::GridNumber,
    Kind::Text,
    Kind::Long,
    Kind::Place,
    Kind::Boroughs,
    Kind::OrganisationId,
    Kind::Contact,
    Kind::Date,
    Kind::Time,
    Kind::DateTime,
    Kind::Note,
    Kind::Calculate,
];

fn plain(tags: Vec<String>) -> BoxedStrategy<Question> {
    let constraint = (rule(), text(tags.clone()), any::<bool>()).prop_map(|(test, message, is_error)| Constraint {
        test,
        message,
        severity: if is_error { Severity::Error } else { Severity::Warning },
    });
    let missing = proptest::sample::subsequence(Missing::ALL.to_vec(), 0..=2);
    let row = (code(), text(tags.clone()), any::<bool>(), 0u32..3).prop_map(|(code, label, short, decimals)| Row {
        code,
        label,
        short,
        decimals,
    });
    let ownership = prop_oneof![Just(Ownership::Core), Just(Ownership::Module), Just(Ownership::Local)];
    let limit = prop_oneof![(-50i32..50).prop_map(f64::from), Just(0.5), Just(1e15), Just(12.25)];
    let words = (text(tags.clone()), prop_oneof![text(tags.clone()), Just(Text::default())], of(text(tags.clone())));
    let looks = (any::<[bool; 4]>(), missing.clone(), missing, ownership, 1u32..4, of("[A-Za-z;, ]{1,20}"));
    let rules = (
        of(rule()),
        of(rule()),
        of(prop_oneof![rule(), Just("'fixed'".to_owned()), Just("5".to_owned())]),
        vec(constraint, 0..3),
    );
    let inside = (choices(tags, 5), vec(row, 1..4), of(limit.clone()), of(limit), 0u32..8, any::<[bool; 2]>());
    (proptest::sample::select(&KINDS[..]), words, looks, rules, inside)
        .prop_map(|(kind, (label, name, hint), looks, (relevant, required_when, default, constraints), inside)| {
            let ([short, required, sensitive, estimate], missing, row_missing, ownership, version, standard) = looks;
            let (options, mut rows, low, high, decimals, [is_listed, is_filtered]) = inside;
            rows.sort_by(|a, b| a.code.cmp(&b.code));
            rows.dedup_by(|a, b| a.code == b.code);
            let takes_list = matches!(kind, Kind::Single | Kind::Multi | Kind::Rank);
            let has_options = takes_list || matches!(kind, Kind::Split | Kind::GridSingle);
            let has_rows = matches!(kind, Kind::GridSingle | Kind::GridNumber);
            let is_listed = is_listed && takes_list;
            let (min, max) = match (low, high) {
                (Some(low), Some(high)) if low > high => (Some(high), Some(low)),
                limits => limits,
            };
            Question {
                id: String::new(),
                kind,
                version,
                ownership,
                label: sober(label),
                name,
                hint: hint.map(sober),
                short,
                required,
                sensitive,
                options: if has_options && !is_listed { options } else { Vec::new() },
                list: is_listed.then(|| "to be named".to_owned()),
                filter: (takes_list && is_filtered).then(|| "name != 'x'".to_owned()),
                rows: if has_rows { rows } else { Vec::new() },
                missing,
                row_missing,
                relevant,
                constraints,
                required_when,
                calculation: (kind == Kind::Calculate).then(|| "1 + 2".to_owned()),
                default: default.filter(|_| !matches!(kind, Kind::Calculate | Kind::Note)),
                questions: Vec::new(),
                count: None,
                min,
                max,
                decimals: if kind == Kind::Number { decimals } else { 0 },
                estimate,
                standard,
            }
        })
        .boxed()
}
