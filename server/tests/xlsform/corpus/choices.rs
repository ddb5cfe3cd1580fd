//! Lists of choices: codes, columns, filters, and what can be wrong with them.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "a cascade",
        "
        | survey |
        | | type              | name    | label   | choice_filter |
        | | select_one region | region  | Region  | |
        | | select_one place  | place   | Place   | region = ${region} |
        | choices |
        | | list name | name | label | region |
        | | region    | n    | North | |
        | | region    | s    | South | |
        | | place     | a    | A     | n |
        | | place     | b    | B     | s |
        | settings |
        | | form_title | form_id |
        | | Cascade | cascade |
        ",
        &[],
    ),
    agreed(
        "look-ups",
        "
        | survey |
        | | type             | name  | label | calculation |
        | | select_one fruit | fruit | Fruit | |
        | | calculate        | price |       | instance('fruit')/root/item[name = ${fruit}]/price |
        | | note             | said  | It costs ${price} | |
        | choices |
        | | list_name | name | label | price |
        | | fruit     | a    | Apple | 12 |
        | | fruit     | b    | Pear  | 15 |
        | settings |
        | | form_title | form_id |
        | | Fruit | fruit |
        ",
        &[],
    ),
    agreed(
        "codes that have other letters",
        "
        | survey |
        | | type         | name | label | relevant | default |
        | | select_one l | q1   | A     |          | New York |
        | | text         | q2   | B     | ${q1} = 'New York' or selected(${q1}, \"ja/nein\") | |
        | choices |
        | | list_name | name     | label |
        | | l         | New York | A |
        | | l         | ja/nein  | B |
        | | l         | größe    | C |
        | | l         | missing  | D |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 2 name code", "choices 3 name code", "choices 4 name code", "choices 5 name code"],
    ),
    agreed(
        "spaces where several can be chosen",
        "
        | survey |
        | | type              | name | label |
        | | select_multiple l | q1   | A |
        | choices |
        | | list_name | name     | label |
        | | l         | New York | A |
        ",
        &["!choices 2 name choice-name", "choices 2 name code", "settings - form_title title"],
    ),
    agreed(
        "no such list",
        "
        | survey |
        | | type         | name | label |
        | | select_one k | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        ",
        &["!survey 2 type list", "choices 2 list_name unused", "settings - form_title title"],
    ),
    agreed(
        "no sheet of choices",
        "
        | survey |
        | | type         | name | label |
        | | select_one k | q1   | A |
        ",
        &["!survey 2 type list", "settings - form_title title"],
    ),
    agreed(
        "a code twice",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | l         | a    | B |
        ",
        &["!choices 3 name choice-twice", "settings - form_title title"],
    ),
    agreed(
        "a code twice on purpose",
        "
        | survey |
        | | type         | name | label | choice_filter |
        | | select_one l | q1   | A     | x = 1 |
        | choices |
        | | list_name | name | label | x |
        | | l         | a    | A     | 1 |
        | | l         | a    | B     | 2 |
        | settings |
        | | form_title | form_id | allow_choice_duplicates |
        | | Codes | codes | yes |
        ",
        &["choices 3 name code"],
    ),
    agreed(
        "a choice without a name",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | | l         |      | B |
        ",
        &["!choices 3 name choice-name", "settings - form_title title"],
    ),
    agreed(
        "a choice without a label",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 2 label label"],
    ),
    agreed(
        "a choice without a list, and a list without a question",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | |           | b    | B |
        | | m         | c    | C |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 3 list_name list-name", "choices 4 list_name unused"],
    ),
    agreed(
        "choices without a column of names",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | label |
        | | l         | A |
        ",
        &["!choices 1 - header", "!survey 2 type list", "settings - form_title title"],
    ),
    agreed(
        "columns that filters cannot name",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label | my notes |
        | | l         | a    | A     | hello |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 1 my notes header"],
    ),
    differing(
        "a column with colons",
        "pyxform breaks off with an error of Python's; the column is left out here",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label | note::mine |
        | | l         | a    | A     | hello |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 1 note::mine header"],
    ),
    agreed(
        "pictures of choices",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label | image | media::audio |
        | | l         | a    | A     | a.png | a.mp3 |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["choices 2 image unsupported", "choices 2 media::audio unsupported"],
    ),
    agreed(
        "choices kept in a file of their own",
        "
        | survey |
        | | type                           | name | label |
        | | text                           | q0   | A |
        | | select_one_from_file a.csv     | q1   | A |
        | | select_multiple_from_file b.xml | q2  | A |
        | | select one c.geojson           | q3   | A |
        | settings |
        | | form_title | form_id |
        | | Files | files |
        ",
        &["survey 3 type unsupported", "survey 4 type unsupported", "survey 5 type unsupported"],
    ),
    agreed(
        "a file that is no list",
        "
        | survey |
        | | type                       | name | label |
        | | text                       | q0   | A |
        | | select_one_from_file a.pdf | q1   | A |
        | settings |
        | | form_title | form_id |
        | | Files | files |
        ",
        &["!survey 3 type type"],
    ),
    agreed(
        "choices in the sheet external_choices",
        "
        | survey |
        | | type                     | name  | label | choice_filter |
        | | text                     | state | State | |
        | | select_one_external city | city  | City  | state = ${state} |
        | external_choices |
        | | list_name | name | label | state |
        | | city      | a    | A     | x |
        | | city      | b    | B     | y |
        | settings |
        | | form_title | form_id |
        | | Cities | cities |
        ",
        &["survey 3 type external"],
    ),
    agreed(
        "external choices that are not there",
        "
        | survey |
        | | type                     | name  | label | choice_filter |
        | | text                     | state | State | |
        | | select_one_external city | city  | City  | state = ${state} |
        | settings |
        | | form_title | form_id |
        | | Cities | cities |
        ",
        &["!survey 3 type list"],
    ),
    agreed(
        "a choice among earlier answers",
        "
        | survey |
        | | type               | name  | label |
        | | begin_repeat       | r     | R |
        | | text               | name  | Name |
        | | end_repeat         |       | |
        | | select_one ${name} | q1    | Who |
        | settings |
        | | form_title | form_id |
        | | Names | names |
        ",
        &["survey 5 type unsupported"],
    ),
    differing(
        "external choices without a filter",
        "pyxform breaks off with an error of Python's",
        "
        | survey |
        | | type                     | name  | label |
        | | select_one_external city | city  | City |
        | external_choices |
        | | list_name | name | label |
        | | city      | a    | A |
        | settings |
        | | form_title | form_id |
        | | Cities | cities |
        ",
        &["survey 2 type external"],
    ),
    agreed(
        "choices that mention answers",
        "
        | survey |
        | | type         | name | label |
        | | text         | q0   | Name |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | It is ${q0} |
        | settings |
        | | form_title | form_id |
        | | Choices | choices |
        ",
        &["choices 2 label unsupported"],
    ),
    agreed(
        "choices that mention what there is not",
        "
        | survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | choices |
        | | list_name | name | label |
        | | l         | a    | It is ${nosuch} |
        | settings |
        | | form_title | form_id |
        | | Choices | choices |
        ",
        &["!choices 2 label reference"],
    ),
    agreed(
        "a list whose name has a space",
        "
        | survey |
        | | type               | name | label |
        | | select_one my list | q1   | A |
        | choices |
        | | list_name | name | label |
        | | my list   | a    | A |
        | settings |
        | | form_title | form_id |
        | | Choices | choices |
        ",
        &["!survey 2 type type", "choices 2 list_name unused"],
    ),
    agreed(
        "other with a filter",
        "
        | survey |
        | | type                  | name | label | choice_filter |
        | | select_one l or_other | q1   | A     | x = 1 |
        | choices |
        | | list_name | name | label | x |
        | | l         | a    | A     | 1 |
        ",
        &["!survey 2 type or-other", "settings - form_title title"],
    ),
    agreed(
        "choices in another order for everybody",
        "
        | survey |
        | | type         | name | label | parameters |
        | | select_one l | q1   | A     | randomize=true seed=4 |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["survey 2 parameters unsupported"],
    ),
    agreed(
        "a seed for nothing",
        "
        | survey |
        | | type         | name | label | parameters |
        | | select_one l | q1   | A     | seed=4 |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        ",
        &["!survey 2 parameters parameters", "settings - form_title title"],
    ),
    agreed(
        "neither shuffled nor not",
        "
        | survey |
        | | type         | name | label | parameters |
        | | select_one l | q1   | A     | randomize=maybe |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        ",
        &["!survey 2 parameters parameters", "settings - form_title title"],
    ),
    differing(
        "a column that a filter names and nobody has",
        "pyxform leaves that to ODK Validate; no choice would ever be shown",
        "
        | survey |
        | | type         | name | label | choice_filter |
        | | select_one l | q1   | A     | nosuch = 1 |
        | choices |
        | | list_name | name | label |
        | | l         | a    | A |
        | settings |
        | | form_title | form_id |
        | | Codes | codes |
        ",
        &["!survey 2 choice_filter filter"],
    ),
];
