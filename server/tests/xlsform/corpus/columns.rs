//! Columns of the survey: spellings, what they mean, and what is left out.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "old spellings of columns",
        "
        | survey |
        | | Command | Tag | Caption | Relevance  | Calculate | Read_only | Constraining message | bind:constraint | requiredMsg |
        | | integer | q1  | A       |            |           |           | Too much             | . < 10          | |
        | | integer | q2  | B       | ${q1} > 1  |           |           |                      |                 | |
        | | integer | q3  | C       |            | ${q1} + 1 | yes       |                      |                 | |
        | settings |
        | | set form title | set form id |
        | | Columns | columns |
        ",
        &[],
    ),
    agreed(
        "required in every way",
        "
        | survey |
        | | type | name | label | required    | required_message |
        | | text | q1   | A     | yes         | |
        | | text | q2   | B     | TRUE        | |
        | | text | q3   | C     | true()      | |
        | | text | q4   | D     | no          | |
        | | text | q5   | E     | false()     | |
        | | text | q6   | F     | ${q1} != '' | Please |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 7 required_message unsupported"],
    ),
    agreed(
        "constraints",
        "
        | survey |
        | | type    | name | label | constraint                    | constraint_message |
        | | integer | q1   | A     | . >= 0 and . <= 120           | |
        | | integer | q2   | B     | . >= 0 and . <= 120           | Not so old |
        | | integer | q3   | C     | . >= 0 and . mod 2 = 0        | Even |
        | | text    | q4   | D     | string-length(.) <= 10        | |
        | | text    | q5   | E     | regex(., '[a-z]+')            | |
        | | date    | q6   | F     | . <= today()                  | Not in the future |
        | | text    | q7   | G     | yes                           | |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 6 constraint_message constraint-message"],
    ),
    agreed(
        "defaults",
        "
        | survey |
        | | type         | name | label | default |
        | | text         | q1   | A     | New York |
        | | text         | q2   | B     | it's |
        | | integer      | q3   | C     | 5 |
        | | date         | q4   | D     | 2024-01-02 |
        | | date         | q5   | E     | today() |
        | | select_one l | q6   | F     | a |
        | | integer      | q7   | G     | ${q3} + 1 |
        | | decimal      | q8   | H     | 1 + 2 |
        | | text         | q9   | I     | well-known (so to speak) |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[],
    ),
    agreed(
        "what nobody can change",
        "
        | survey |
        | | type | name | label | readonly | default | calculation |
        | | text | q1   | A     | yes      | fixed   | |
        | | text | q2   | B     | yes      |         | concat(${q1}, '!') |
        | | text | q3   | C     | yes      |         | |
        | | text | q4   | D     | no       | x       | |
        | | text | q5   | E     | ${q4} = 'x' | y    | |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 4 readonly unsupported", "survey 6 readonly unsupported"],
    ),
    agreed(
        "columns that are left out",
        "
        | survey |
        | | type | name | label | guidance_hint | image | big-image | audio | video | trigger | calculation | body::x | bind::odk:length | instance::y | bind::type | noAppErrorString |
        | | text | q1   | A     | Ask slowly    | a.png | b.png     | a.mp3 | a.mp4 |         |             | 1       | 2                | 3           | string     | no app |
        | | text | q2   | B     |               |       |           |       |       | ${q1}   | now()       |         |                  |             |            | |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[
            "survey 2 audio unsupported",
            "survey 2 big-image unsupported",
            "survey 2 bind::odk:length unsupported",
            "survey 2 bind::type unsupported",
            "survey 2 body::x unsupported",
            "survey 2 guidance_hint unsupported",
            "survey 2 image unsupported",
            "survey 2 instance::y unsupported",
            "survey 2 noAppErrorString unsupported",
            "survey 2 video unsupported",
            "survey 3 trigger unsupported",
        ],
    ),
    agreed(
        "appearances",
        "
        | survey |
        | | type         | name | label | appearance |
        | | text         | q1   | A     | multiline |
        | | text         | q2   | B     | numbers |
        | | select_one l | q3   | C     | minimal horizontal-compact |
        | | select_one m | q4   | D     | search('x') |
        | | date         | q5   | E     | month-year |
        | | integer      | q6   | F     | thousands-sep |
        | | text         | q7   | G     | ex:org.example |
        | | select_one l | q8   | H     | label |
        | | select_one l | q9   | I     | list-nolabel |
        | | text         | q10  | J     | w2 |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | m         | code | name |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[
            "survey 5 type unsupported",
            "survey 6 appearance unsupported",
            "survey 8 appearance unsupported",
            "survey 9 type unsupported",
        ],
    ),
    agreed(
        "texts of several lines",
        "
        | survey |
        | | type | name | label | parameters | body::rows |
        | | text | q1   | A     | rows=5     | |
        | | text | q2   | B     |            | 4 |
        | | text | q3   | First line\\nsecond line | | |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[],
    ),
    agreed(
        "rows that are no number",
        "
        | survey |
        | | type | name | label | parameters |
        | | text | q1   | A     | rows=many |
        ",
        &["!survey 2 parameters parameters", "settings - form_title title"],
    ),
    agreed(
        "parameters that are none",
        "
        | survey |
        | | type | name | label | parameters |
        | | text | q1   | A     | rows 5 |
        ",
        &["!survey 2 parameters parameters", "settings - form_title title"],
    ),
    agreed(
        "columns that nobody knows",
        "
        | survey |
        | | type | name | label | relevent | my notes | kobo--score |
        | | text | q1   | A     | x        | hello    | 1 |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 1 relevent header"],
    ),
    agreed(
        "a column twice",
        "
        | survey |
        | | type | name | label | label |
        | | text | q1   | A     | B |
        ",
        &["!survey 1 label header-twice", "settings - form_title title"],
    ),
    agreed(
        "two columns that mean the same",
        "
        | survey |
        | | type | name | label | relevant | relevance |
        | | text | q1   | A     |          | |
        ",
        &["!survey 1 relevance header-twice", "settings - form_title title"],
    ),
    differing(
        "two columns that differ in a capital",
        "pyxform notices only where the one in small letters comes first",
        "
        | survey |
        | | type | name | Label | label |
        | | text | q1   | A     | B |
        ",
        &["!survey 1 label header-twice", "settings - form_title title"],
    ),
    agreed(
        "a row without a type",
        "
        | survey |
        | | type | name | label |
        | |      | q1   | A |
        ",
        &["!survey 2 type type", "settings - form_title title"],
    ),
    agreed(
        "a remark among the questions",
        "
        | survey |
        | | type | name | label | hint |
        | |      |      |       | A remark |
        | | text | q1   | A     | |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 2 - comment"],
    ),
    agreed(
        "a row without a name",
        "
        | survey |
        | | type | name | label |
        | | note |      | Fine |
        | | text |      | Not fine |
        ",
        &["!survey 3 name name", "settings - form_title title"],
    ),
    agreed(
        "a name with a space",
        "
        | survey |
        | | type | name  | label |
        | | text | my q  | A |
        ",
        &["!survey 2 name name", "settings - form_title title"],
    ),
    agreed(
        "a name that begins with a digit",
        "
        | survey |
        | | type | name | label |
        | | text | 1q   | A |
        ",
        &["!survey 2 name name", "settings - form_title title"],
    ),
    agreed(
        "names that are spelt otherwise here",
        "
        | survey |
        | | type | name  | label | relevant |
        | | text | a.b   | A     | |
        | | text | straße | B    | ${a.b} = 'x' |
        | | note | n     | You live in ${straße} | |
        | settings |
        | | form_title | form_id |
        | | Names | names |
        ",
        &["survey 2 name renamed", "survey 3 name renamed"],
    ),
    agreed(
        "a name with a colon",
        "
        | survey |
        | | type | name | label |
        | | text | a:b  | A |
        | settings |
        | | form_title | form_id |
        | | Names | names |
        ",
        &["survey 2 name renamed"],
    ),
    differing(
        "a name that begins with Ö",
        "pyxform means to allow it, and has a slip in the expression for names",
        "
        | survey |
        | | type | name | label |
        | | text | Öl   | A |
        | settings |
        | | form_title | form_id |
        | | Names | names |
        ",
        &["survey 2 name renamed"],
    ),
    differing(
        "notes about questions that there are not",
        "columns of one's own may say anything here",
        "
        | survey |
        | | type | name | label | my notes |
        | | text | q1   | A     | was ${old_q1} |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[],
    ),
    agreed(
        "hints for interviewers only",
        "
        | survey |
        | | type | name | label | guidance_hint |
        | | text | q1   |       | Ask slowly |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["!survey 2 label label", "survey 2 guidance_hint unsupported"],
    ),
    agreed(
        "a name twice",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | | text | q1   | B |
        ",
        &["!survey 3 name name-twice", "settings - form_title title"],
    ),
    agreed(
        "the form's own name",
        "
        | survey |
        | | type | name | label |
        | | text | meta | A |
        ",
        &["!survey 2 name name", "settings - form_title title"],
    ),
    agreed(
        "names that differ in capitals",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q    | A     | |
        | | text | Q    | B     | ${q} = 'x' |
        | settings |
        | | form_title | form_id |
        | | Names | names |
        ",
        &[],
    ),
    agreed(
        "no label at all",
        "
        | survey |
        | | type | name | label | hint |
        | | text | q1   |       | Only a hint |
        | | text | q2   |       | |
        ",
        &["!survey 3 label label", "settings - form_title title", "survey 2 label label"],
    ),
    agreed(
        "a picture in the place of a label",
        "
        | survey |
        | | type | name | label | media::image |
        | | text | q1   |       | a.png |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 2 label label", "survey 2 media::image unsupported"],
    ),
    agreed(
        "a disabled row",
        "
        | survey |
        | | type | name | label | disabled |
        | | text | q1   | A     | |
        | | text | q2   | B     | yes |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &["survey 3 disabled disabled"],
    ),
    agreed(
        "quotation marks and spaces of word processors",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q1   | “What’s\u{a0}this?” | |
        | | text | q2   | B     | ${q1}\u{a0}= ‘x’ |
        | | text | q3   | C     | ${q1} = 'it’s' |
        | settings |
        | | form_title | form_id |
        | | Columns | columns |
        ",
        &[],
    ),
];
