//! Rules: references, functions, what cannot be worked out, what goes in circles.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "functions",
        "
        | survey |
        | | type              | name | label | calculation |
        | | text              | t    | Text  | |
        | | integer           | n    | Number | |
        | | select_multiple l | m    | Choices | |
        | | select_one l      | o    | Choice | |
        | | date              | d    | Day | |
        | | begin_repeat      | r    | Sites | |
        | | integer           | k    | Size | |
        | | end_repeat        |      | | |
        | | calculate         | c1   | | if(selected(${m}, 'a'), count-selected(${m}), 0) |
        | | calculate         | c2   | | concat(substr(${t}, 0, 3), '-', string-length(${t})) |
        | | calculate         | c3   | | round(${n} div 3, 2) + int(2.5) + abs(-1) + pow(2, 3) |
        | | calculate         | c4   | | format-date(${d}, '%Y-%m-%d') |
        | | calculate         | c5   | | sum(${k}) + min(${k}) + max(${k}) + count(${r}) |
        | | calculate         | c6   | | join(', ', ${k}) |
        | | calculate         | c7   | | coalesce(${n}, 0) * 2 |
        | | calculate         | c8   | | decimal-date-time(${d}) - decimal-date-time(today()) |
        | | calculate         | c9   | | jr:choice-name(${o}, '${o}') |
        | | calculate         | c10  | | contains(${t}, 'x') or starts-with(${t}, 'y') or ends-with(${t}, 'z') |
        | | calculate         | c11  | | translate(normalize-space(${t}), 'ab', 'cd') |
        | | calculate         | c12  | | selected-at(${m}, 0) |
        | | calculate         | c13  | | indexed-repeat(${k}, ${r}, 1) |
        | | calculate         | c14  | | once(today()) |
        | | calculate         | c15  | | number(${t}) + boolean(${n}) |
        | | calculate         | c16  | | date-time('2026-01-01T00:00:00') |
        | | calculate         | c17  | | string(${n}) |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | l         | b    | B |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &[],
    ),
    agreed(
        "functions that there are not here",
        "
        | survey |
        | | type      | name | label | calculation        | relevant |
        | | text      | q1   | A     |                    | uuid() != '' |
        | | calculate | c1   |       | random()           | |
        | | text      | q2   | B     |                    | ${c1} > 0.5 |
        | | calculate | c2   |       | ${c1} + 1          | |
        | | note      | n    | It is ${c2} | | |
        | | text      | q3   | C     |                    | ../q1 = 'x' |
        | | text      | q4   | D     |                    | /data/q1 = 'x' |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &[
            "survey 2 relevant unsupported-rule",
            "survey 3 type unsupported",
            "survey 4 relevant unsupported-rule",
            "survey 5 type unsupported",
            "survey 6 label unsupported-rule",
            "survey 7 relevant unsupported-rule",
            "survey 8 relevant unsupported-rule",
        ],
    ),
    agreed(
        "rules about what is left out",
        "
        | survey |
        | | type     | name | label | relevant      | constraint    | constraint_message | required     | default |
        | | geopoint | loc  | Place | | | | | |
        | | text     | q1   | A     | ${loc} != ''  | | | | |
        | | text     | q2   | B ${loc} | | . != ${loc} | No | ${loc} = '' | ${loc} |
        | | text     | q3   | C     | ${last-saved#q1} = 'x' | | | | |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &[
            "survey 2 type unsupported",
            "survey 3 relevant unsupported-rule",
            "survey 4 constraint unsupported-rule",
            "survey 4 default unsupported-rule",
            "survey 4 label unsupported-rule",
            "survey 4 required unsupported-rule",
            "survey 5 relevant unsupported-rule",
        ],
    ),
    agreed(
        "a question that there is not",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q1   | A     | ${nosuch} = 'x' |
        ",
        &["!survey 2 relevant reference", "settings - form_title title"],
    ),
    agreed(
        "a reference without its end",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A ${q |
        ",
        &["!survey 2 label reference", "settings - form_title title"],
    ),
    agreed(
        "a reference with spaces",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q1   | A     | |
        | | text | q2   | B     | ${ q1 } = 'x' |
        ",
        &["!survey 3 relevant reference", "settings - form_title title"],
    ),
    agreed(
        "a name that means two questions",
        "
        | survey |
        | | type        | name | label | relevant |
        | | begin_group | g    | G     | |
        | | text        | q1   | A     | |
        | | end_group   |      |       | |
        | | text        | q1   | B     | |
        | | text        | q2   | C     | ${q1} = 'x' |
        ",
        &["!survey 6 relevant reference", "settings - form_title title", "survey 5 name renamed"],
    ),
    agreed(
        "a name that means two questions, and nobody asks",
        "
        | survey |
        | | type        | name | label |
        | | begin_group | g    | G |
        | | text        | q1   | A |
        | | end_group   |      | |
        | | text        | q1   | B |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["survey 5 name renamed"],
    ),
    agreed(
        "a reference to a group",
        "
        | survey |
        | | type        | name | label | relevant |
        | | begin_group | g    | G     | |
        | | text        | q1   | A     | |
        | | end_group   |      |       | |
        | | text        | q2   | B     | ${g} != '' |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["survey 5 relevant unsupported-rule"],
    ),
    differing(
        "an expression that is none",
        "pyxform leaves that to ODK Validate, which refuses it too",
        "
        | survey |
        | | type | name | label | relevant | constraint | constraint_message |
        | | text | q1   | A     | 1 +      | | |
        | | text | q2   | B     |          | (. = 1     | No |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["!survey 2 relevant expression", "!survey 3 constraint expression"],
    ),
    differing(
        "a function that there is nowhere",
        "pyxform leaves that to ODK Validate, which refuses it too",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q1   | A     | foo(1) = 2 |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["!survey 2 relevant expression"],
    ),
    differing(
        "a circle",
        "pyxform leaves that to ODK Validate, which refuses it too",
        "
        | survey |
        | | type | name | label | relevant |
        | | text | q1   | A     | ${q2} = 'x' |
        | | text | q2   | B     | ${q1} = 'x' |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["!survey 2 relevant circular", "!survey 3 relevant circular", "survey 2 relevant asks-ahead"],
    ),
    differing(
        "a calculation of itself",
        "pyxform leaves that to ODK Validate, which refuses it too",
        "
        | survey |
        | | type      | name | label | calculation |
        | | text      | q1   | A     | |
        | | calculate | c    |       | ${c} + 1 |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["!survey 3 - circular"],
    ),
    agreed(
        "a rule about a later question",
        "
        | survey |
        | | type    | name | label | relevant |
        | | text    | q1   | A     | ${q2} > 3 |
        | | integer | q2   | B     | |
        | settings |
        | | form_title | form_id |
        | | Rules | rules |
        ",
        &["survey 2 relevant asks-ahead"],
    ),
    agreed(
        "nothing to work out",
        "
        | survey |
        | | type      | name | label |
        | | calculate | q1   | A |
        ",
        &["!survey 2 - calculation", "settings - form_title title"],
    ),
    agreed(
        "a trigger that is no reference",
        "
        | survey |
        | | type | name | label | trigger | calculation |
        | | text | q1   | A     |         | |
        | | text | q2   | B     | q1      | 1 |
        ",
        &["!survey 3 trigger reference", "settings - form_title title"],
    ),
    agreed(
        "a trigger that there is not",
        "
        | survey |
        | | type | name | label | trigger |
        | | text | q1   | A     | ${x} |
        ",
        &["!survey 2 trigger reference", "settings - form_title title"],
    ),
];
