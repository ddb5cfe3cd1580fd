//! Every type, in every spelling that matters.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "plain types",
        "
        | survey |
        | | type         | name | label |
        | | text         | q1   | Text |
        | | integer      | q2   | Whole number |
        | | decimal      | q3   | Number |
        | | date         | q4   | Day |
        | | time         | q5   | Time of day |
        | | dateTime     | q6   | Moment |
        | | acknowledge  | q7   | I agree |
        | | trigger      | q8   | I agree |
        | | note         | q9   | Words |
        | | range        | q10  | From 1 to 10 |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "old spellings of types",
        "
        | survey |
        | | type               | name | label |
        | | string             | q1   | A |
        | | int                | q2   | B |
        | | datetime           | q3   | C |
        | | date time          | q4   | D |
        | | add text prompt    | q5   | E |
        | | q string           | q6   | F |
        | | q decimal          | q7   | G |
        | | add note prompt    | q8   | H |
        | | q acknowledge      | q9   | I |
        | | add date prompt    | q10  | J |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "choices",
        "
        | survey |
        | | type                                    | name | label |
        | | select_one l                            | q1   | A |
        | | select one l                            | q2   | B |
        | | select1 l                               | q3   | C |
        | | select one from l                       | q4   | D |
        | | add select one prompt using l           | q5   | E |
        | | select_multiple l                       | q6   | F |
        | | select all that apply l                 | q7   | G |
        | | select all that apply from l            | q8   | H |
        | | add select multiple prompt using l      | q9   | I |
        | | rank l                                  | q10  | J |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | l         | B_2  | B |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "other to be specified",
        "
        | survey |
        | | type                               | name | label |
        | | select_one l or_other              | q1   | A |
        | | select_multiple m or specify other | q2   | B |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | m         | b    | B |
        | | m         | other | Something else |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "numbers with limits of their own",
        "
        | survey |
        | | type                              | name | label |
        | | percentage                        | q1   | A |
        | | number of days in last month      | q2   | B |
        | | number of days in last six months | q3   | C |
        | | number of days in last year       | q4   | D |
        | | phone number                      | q5   | E |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "values without words",
        "
        | survey |
        | | type      | name | label | calculation  | default |
        | | integer   | q1   | A     |              | |
        | | calculate | q2   |       | ${q1} * 2    | |
        | | hidden    | q3   |       |              | fixed |
        | | hidden    | q4   |       |              | |
        | | calculate | q5   | A sum | ${q2} + 1    | |
        | | calculate | q6   |       |              | now() |
        | | text      | q7   |       | concat('a', ${q1}) | |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "what every submission has anyway",
        "
        | survey |
        | | type  | name  | label | relevant |
        | | start | start | | |
        | | end   | end   | | |
        | | today | today | | |
        | | text  | q1    | A | ${today} > date('2026-01-01') |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["survey 2 type kept-anyway", "survey 3 type kept-anyway"],
    ),
    agreed(
        "what is not asked for here",
        "
        | survey |
        | | type             | name | label |
        | | text             | q0   | A |
        | | geopoint         | q1   | A |
        | | geotrace         | q2   | A |
        | | geoshape         | q3   | A |
        | | image            | q4   | A |
        | | audio            | q5   | A |
        | | video            | q6   | A |
        | | file             | q7   | A |
        | | background-audio | q8   | A |
        | | deviceid         | q9   | |
        | | phonenumber      | q10  | |
        | | username         | q11  | |
        | | email            | q12  | |
        | | simserial        | q13  | |
        | | subscriberid     | q14  | |
        | | xml-external     | q15  | |
        | | csv-external     | q16  | |
        | | audit            |      | |
        | | osm              | q17  | A |
        | | start-geopoint   | q18  | |
        | | barcode          | q19  | A |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[
            "survey 3 type unsupported",
            "survey 4 type unsupported",
            "survey 5 type unsupported",
            "survey 6 type unsupported",
            "survey 7 type unsupported",
            "survey 8 type unsupported",
            "survey 9 type unsupported",
            "survey 10 type unsupported",
            "survey 11 type unsupported",
            "survey 12 type unsupported",
            "survey 13 type unsupported",
            "survey 14 type unsupported",
            "survey 15 type unsupported",
            "survey 16 type unsupported",
            "survey 17 type unsupported",
            "survey 18 type unsupported",
            "survey 19 type unsupported",
            "survey 20 type unsupported",
            "survey 21 type unsupported",
            "survey 22 type unsupported",
        ],
    ),
    differing(
        "faults of what is left out",
        "what is left out is not looked at any further",
        "
        | survey |
        | | type                | name | label | parameters   | trigger |
        | | text                | q0   | A     |              | |
        | | image               | q1   | A     | max-pixels=x | |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["survey 3 type unsupported"],
    ),
    differing(
        "a record of another name",
        "what is left out is not looked at any further",
        "
        | survey |
        | | type  | name | label |
        | | text  | q0   | A |
        | | audit | mine | |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["survey 3 type unsupported"],
    ),
    differing(
        "a loop over nothing",
        "what is left out is not looked at any further",
        "
        | survey |
        | | type       | name | label |
        | | text       | q0   | A |
        | | begin loop | q1   | A |
        | | text       | q2   | A |
        | | end loop   |      | |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["survey 3 type unsupported"],
    ),
    agreed(
        "a choice that is worked out",
        "
        | survey |
        | | type         | name | label | calculation |
        | | select_one l | q1   |       | 'a' |
        | | text         | q2   | B     | |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &[],
    ),
    agreed(
        "no such type",
        "
        | survey |
        | | type   | name | label |
        | | Text   | q1   | A |
        | | string | q2   | B |
        ",
        &["!survey 2 type type", "settings - form_title title"],
    ),
    agreed(
        "another type that there is not",
        "
        | survey |
        | | type           | name | label |
        | | signature      | q1   | A |
        ",
        &["!survey 2 type type", "settings - form_title title"],
    ),
    agreed(
        "include",
        "
        | survey |
        | | type    | name | label |
        | | include | q1   | A |
        ",
        &["!survey 2 type type", "settings - form_title title"],
    ),
    agreed(
        "a choice that names no list",
        "
        | survey |
        | | type       | name | label |
        | | select one | q1   | A |
        ",
        &["!survey 2 type type", "settings - form_title title"],
    ),
    agreed(
        "a choice with two lists",
        "
        | survey |
        | | type           | name | label |
        | | select_one l m | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | m         | a    | A |
        ",
        &[
            "!survey 2 type type",
            "choices 2 list_name unused",
            "choices 3 list_name unused",
            "settings - form_title title",
        ],
    ),
    agreed(
        "settings among the questions",
        "
        | survey |
        | | type       | name   | label |
        | | form_title | Harvest | |
        | | form_id    | harvest | |
        | | text       | q1     | A |
        ",
        &[],
    ),
    agreed(
        "ranges",
        "
        | survey |
        | | type  | name | label | parameters                | appearance |
        | | range | q1   | A     | start=0 end=100 step=5    | |
        | | range | q2   | A     | start=0,end=1;step=0.1    | |
        | | range | q3   | A     | start=10 end=1            | vertical |
        | | range | q4   | A     | start=0 end=10 step=2 tick_interval=4 placeholder=6 | |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["survey 2 parameters unsupported", "survey 3 parameters unsupported", "survey 5 parameters unsupported"],
    ),
    agreed(
        "a range with a step of nothing",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | start=0 end=10 step=0 |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters", "survey 2 parameters unsupported"],
    ),
    agreed(
        "a range with a step that is too large",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | start=0 end=10 step=11 |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters", "survey 2 parameters unsupported"],
    ),
    agreed(
        "a range of words",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | start=a |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters"],
    ),
    agreed(
        "a range with a parameter that there is not",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | begin=1 |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters"],
    ),
    agreed(
        "a range whose placeholder is outside",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | placeholder=11 |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters", "survey 2 parameters unsupported"],
    ),
    agreed(
        "a range whose ticks have no list",
        "
        | survey |
        | | type  | name | label | parameters |
        | | range | q1   | A     | tick_labelset=x |
        | settings |
        | | form_title | form_id |
        | | Types | types |
        ",
        &["!survey 2 parameters parameters", "survey 2 parameters unsupported"],
    ),
];
