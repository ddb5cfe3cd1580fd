//! Groups and repeats.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "pages",
        "
        | survey |
        | | type        | name | label | relevant |
        | | text        | q0   | Before | |
        | | begin_group | g1   | First | |
        | | text        | q1   | A     | |
        | | end_group   |      |       | |
        | | text        | q2   | Between | |
        | | text        | q3   | Between | |
        | | begin group | g2   | Second | ${q1} = 'x' |
        | | text        | q4   | B     | |
        | | end group   |      |       | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &[],
    ),
    agreed(
        "groups in groups",
        "
        | survey |
        | | type        | name | label | relevant | appearance |
        | | begin_group | g1   | Page  | | field-list |
        | | text        | q1   | A     | | |
        | | begin_group | g2   |       | ${q1} = 'x' | |
        | | text        | q2   | B     | ${q1} != 'y' | |
        | | begin_group | g3   | A heading | ${q2} = 'z' or ${q2} = 'w' | |
        | | text        | q3   | C     | | |
        | | end_group   |      |       | | |
        | | end_group   |      |       | | |
        | | end_group   |      |       | | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &["survey 6 label nested-group"],
    ),
    agreed(
        "repeats",
        "
        | survey |
        | | type         | name | label | repeat_count | relevant | calculation |
        | | integer      | n    | How many | | | |
        | | begin_repeat | r1   | Sites | | | |
        | | text         | q1   | Name  | | | |
        | | integer      | q2   | Size of ${q1} | | ${q1} != '' | |
        | | end_repeat   |      |       | | | |
        | | begin repeat | r2   | Trips | ${n} | | |
        | | text         | q3   | Where | | | |
        | | end repeat   |      |       | | | |
        | | begin_repeat | r3   | More  | ${n} + 1 | ${n} > 0 | |
        | | begin_group  | g    |       | | ${n} > 1 | |
        | | text         | q4   | What  | | | |
        | | end_group    |      |       | | | |
        | | calculate    | q5   |       | | | position(..) |
        | | end_repeat   |      |       | | | |
        | settings |
        | | form_title | form_id |
        | | Repeats | repeats |
        ",
        &[],
    ),
    agreed(
        "repeats in repeats",
        "
        | survey |
        | | type         | name | label |
        | | begin_repeat | r1   | Sites |
        | | text         | q1   | Name |
        | | begin_repeat | r2   | Rooms |
        | | text         | q2   | Name |
        | | end_repeat   |      | |
        | | end_repeat   |      | |
        | settings |
        | | form_title | form_id |
        | | Repeats | repeats |
        ",
        &["survey 4 type unsupported"],
    ),
    agreed(
        "a repeat without a label",
        "
        | survey |
        | | type         | name | label |
        | | begin_repeat | r1   | |
        | | text         | q1   | Name |
        | | end_repeat   |      | |
        | settings |
        | | form_title | form_id |
        | | Repeats | repeats |
        ",
        &["survey 2 label label"],
    ),
    agreed(
        "a loop",
        "
        | survey |
        | | type              | name | label |
        | | text              | q0   | A |
        | | begin loop over l | r1   | Each |
        | | text              | q1   | About %(label)s |
        | | end loop          |      | |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Loops | loops |
        ",
        &["survey 3 type unsupported"],
    ),
    agreed(
        "everything in it is left out",
        "
        | survey |
        | | type         | name | label |
        | | text         | q0   | A |
        | | begin_group  | g    | Places |
        | | geopoint     | q1   | Where |
        | | end_group    |      | |
        | | begin_repeat | r    | Pictures |
        | | image        | q2   | What |
        | | end_repeat   |      | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &["survey 4 type unsupported", "survey 6 type unsupported", "survey 7 type unsupported"],
    ),
    agreed(
        "a table of choices",
        "
        | survey |
        | | type         | name | label | appearance |
        | | begin_group  | g    | How often | table-list |
        | | select_one l | q1   | A     | |
        | | select_one l | q2   | B     | |
        | | end_group    |      |       | |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &[],
    ),
    differing(
        "a table of different choices",
        "how choices are laid out is the survey's own affair here",
        "
        | survey |
        | | type         | name | label | appearance | choice_filter |
        | | begin_group  | g    | How often | table-list | |
        | | select_one l | q1   | A     | | name = 'a' |
        | | select_one m | q2   | B     | | |
        | | end_group    |      |       | | |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | m         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &[],
    ),
    agreed(
        "a repeat of nothing",
        "
        | survey |
        | | type         | name | label |
        | | text         | q1   | A |
        | | begin_repeat | r    | R |
        | | end_repeat   |      | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &["survey 3 type unsupported"],
    ),
    agreed(
        "as many as a question that there is not says",
        "
        | survey |
        | | type         | name | label | repeat_count |
        | | begin_repeat | r    | R     | ${nosuch} |
        | | text         | q1   | A     | |
        | | end_repeat   |      |       | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &["!survey 2 repeat_count reference"],
    ),
    agreed(
        "a group without a name",
        "
        | survey |
        | | type        | name | label |
        | | begin_group |      | G |
        | | text        | q1   | A |
        | | end_group   |      | |
        ",
        &["!survey 2 name name", "settings - form_title title"],
    ),
    agreed(
        "a group that never ends",
        "
        | survey |
        | | type        | name | label |
        | | begin_group | g    | G |
        | | text        | q1   | A |
        ",
        &["!survey 2 type begin", "settings - form_title title"],
    ),
    agreed(
        "an end without a beginning",
        "
        | survey |
        | | type        | name | label |
        | | text        | q1   | A |
        | | end_group   |      | |
        ",
        &["!survey 3 type end", "settings - form_title title"],
    ),
    agreed(
        "the end of something else",
        "
        | survey |
        | | type         | name | label |
        | | begin_repeat | r    | R |
        | | text         | q1   | A |
        | | end_group    |      | |
        ",
        &["!survey 2 type begin", "!survey 4 type end", "settings - form_title title"],
    ),
    agreed(
        "two repeats of one name",
        "
        | survey |
        | | type         | name | label |
        | | begin_group  | g1   | G |
        | | begin_repeat | r    | R |
        | | text         | q1   | A |
        | | end_repeat   |      | |
        | | end_group    |      | |
        | | begin_repeat | r    | R |
        | | text         | q2   | A |
        | | end_repeat   |      | |
        ",
        &["!survey 7 name name-twice", "settings - form_title title"],
    ),
    agreed(
        "a repeat called as the form",
        "
        | survey |
        | | type         | name | label |
        | | begin_repeat | data | R |
        | | text         | q1   | A |
        | | end_repeat   |      | |
        ",
        &["!survey 2 name name", "settings - form_title title"],
    ),
    agreed(
        "nothing but a note",
        "
        | survey |
        | | type | name | label |
        | | note | n    | Hello |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &[],
    ),
    differing(
        "nothing at all",
        "there is nothing to answer; pyxform makes a form of anything",
        "
        | survey |
        | | type | name | label |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &["!- - - no-questions"],
    ),
    agreed(
        "columns that mean nothing at a group",
        "
        | survey |
        | | type        | name | label | required | constraint | hint | default |
        | | begin_group | g    | G     | yes      | 1 = 1      | Hint | x |
        | | text        | q1   | A     |          |            |      | |
        | | end_group   |      |       |          |            |      | |
        | settings |
        | | form_title | form_id |
        | | Groups | groups |
        ",
        &[
            "survey 2 constraint unsupported",
            "survey 2 default unsupported",
            "survey 2 hint unsupported",
            "survey 2 required unsupported",
        ],
    ),
];
