//! Languages.

use super::{Case, agreed};

pub const CASES: &[Case] = &[
    agreed(
        "three languages",
        "
        | survey |
        | | type         | name | label::English (en) | label::Polski (pl) | label::বাংলা (bn) | hint::English (en) | hint::Polski (pl) | hint::বাংলা (bn) |
        | | text         | q1   | Name  | Imię | নাম | Yours | Twoje | আপনার |
        | | select_one l | q2   | Yes?  | Tak? | হ্যাঁ? | | | |
        | choices |
        | | list_name | name | label::English (en) | label::Polski (pl) | label::বাংলা (bn) |
        | | l         | y    | Yes   | Tak | হ্যাঁ |
        | | l         | n    | No    | Nie | না |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English (en) |
        ",
        &[],
    ),
    agreed(
        "one language that is not English",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | Imię |
        | settings |
        | | form_title | form_id | default_language |
        | | Ankieta | ankieta | Polski (pl) |
        ",
        &[],
    ),
    agreed(
        "a translation is missing",
        "
        | survey |
        | | type | name | label::English (en) | label::Polski (pl) |
        | | text | q1   | Name | |
        | | text | q2   | Age  | Wiek |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English (en) |
        ",
        &["survey 2 label::English (en) translation"],
    ),
    agreed(
        "unmarked beside marked",
        "
        | survey |
        | | type | name | label | label::Polski (pl) | constraint | constraint_message | constraint_message::Polski (pl) |
        | | text | q1   | Name  | Imię | . != 'x' | Not x | Nie x |
        | settings |
        | | form_title | form_id |
        | | Languages | languages |
        ",
        &[],
    ),
    agreed(
        "names of languages without tags",
        "
        | survey |
        | | type | name | label::English | label::French | label::Somali |
        | | text | q1   | Name  | Nom | Magac |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English |
        ",
        &[],
    ),
    agreed(
        "one colon",
        "
        | survey |
        | | type | name | label:English | label:Français |
        | | text | q1   | Name  | Nom |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English |
        ",
        &[],
    ),
    agreed(
        "a language that nobody knows",
        "
        | survey |
        | | type | name | label::English (en) | label::Elvish |
        | | text | q1   | Name  | Essë |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English (en) |
        ",
        &["survey 1 label::Elvish language"],
    ),
    agreed(
        "nothing says which language is the main one",
        "
        | survey |
        | | type | name | label::Polski (pl) | label::English (en) |
        | | text | q1   | Imię | Name |
        | settings |
        | | form_title | form_id |
        | | Languages | languages |
        ",
        &[],
    ),
    agreed(
        "choices in one language only",
        "
        | survey |
        | | type         | name | label::English (en) | label::Polski (pl) |
        | | select_one l | q1   | Name | Imię |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id | default_language |
        | | Languages | languages | English (en) |
        ",
        &["survey 2 label::English (en) translation"],
    ),
];
