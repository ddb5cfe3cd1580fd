//! Sheets: which there are, what they are called, what the settings say.

use super::{Case, agreed, differing};

pub const CASES: &[Case] = &[
    agreed(
        "only one sheet, whatever it is called",
        "
        | My form |
        | | type | name | label |
        | | text | q1   | A |
        ",
        &["settings - form_title title"],
    ),
    agreed(
        "no survey",
        "
        | surveys |
        | | type | name | label |
        | | text | q1   | A |
        | choices |
        | | list_name | name | label |
        ",
        &["!- - - no-survey"],
    ),
    agreed(
        "capitals in the names of sheets",
        "
        | Survey |
        | | type         | name | label |
        | | select_one l | q1   | A |
        | CHOICES |
        | | list_name | name | label |
        | | l         | a    | A |
        | Settings |
        | | form_title | form_id |
        | | Sheets | sheets |
        ",
        &[],
    ),
    agreed(
        "other sheets",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | notes |
        | | anything | goes |
        | setting |
        | | form_title |
        | | Nothing |
        ",
        &["setting - - sheet", "settings - form_title title"],
    ),
    agreed(
        "no column of types",
        "
        | survey |
        | | kind | name | label |
        | | text | q1   | A |
        | choices |
        | | list_name | name | label |
        ",
        &["!survey 1 - header"],
    ),
    agreed(
        "settings",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title | form_id | version | style | public_key | submission_url | instance_name | auto_send | namespaces |
        | | My Form | My_Form 2 | 2026010101 | pages | abc | https://example.org | ${q1} | true | a=\"b\" |
        ",
        &[
            "settings 2 auto_send unsupported",
            "settings 2 instance_name unsupported",
            "settings 2 namespaces unsupported",
            "settings 2 public_key unsupported",
            "settings 2 submission_url unsupported",
        ],
    ),
    agreed(
        "both names of the id",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title | form_id | id_string |
        | | Sheets | a | b |
        ",
        &["settings 1 id_string header-twice"],
    ),
    agreed(
        "a name for the form that is none",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title | name |
        | | Sheets | a b |
        ",
        &["!settings 2 name name"],
    ),
    agreed(
        "entities",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title | form_id |
        | | Sheets | sheets |
        | entities |
        | | dataset | label |
        | | trees   | concat(${q1}, '!') |
        ",
        &["entities - - unsupported"],
    ),
    differing(
        "entities with faults",
        "what is left out is not looked at any further",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title | form_id |
        | | Sheets | sheets |
        | entities |
        | | dataset | colour |
        | | a b     | x |
        ",
        &["entities - - unsupported"],
    ),
    agreed(
        "a title that mentions what there is not",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title |
        | | About ${nosuch} |
        ",
        &["!settings 2 form_title reference"],
    ),
    agreed(
        "an address from the title",
        "
        | survey |
        | | type | name | label |
        | | text | q1   | A |
        | settings |
        | | form_title |
        | | Größe & Gewicht |
        ",
        &[],
    ),
    agreed(
        "London's questions in one row each",
        "
        | survey |
        | | type         | name | label | sectorwise_type | sectorwise_missing | sectorwise_short | sectorwise_ownership | sectorwise_warning | sectorwise_warning_message |
        | | text         | b4   | Where | place | prefer-not-to-say | yes | core | | |
        | | text         | b3   | Numbers | organisation-id | | | module | | |
        | | integer      | c1   | Income | money | dont-know | | local | ${c1} < 1000000 | So much? |
        | | integer      | b6   | Year | year | | | | | |
        | | text         | l3   | Contact | contact | | | | | |
        | | select_multiple x | b5 | Boroughs | boroughs | | | | | |
        | choices |
        | | list_name | name | label |
        | | x         | a    | A |
        | settings |
        | | form_title | form_id |
        | | London | london |
        ",
        &[],
    ),
    differing(
        "London's columns with faults",
        "our own columns are checked; other tools pass over them",
        "
        | survey |
        | | type | name | label | sectorwise_type | sectorwise_missing | sectorwise_short | sectorwise_ownership | sectorwise_min | sectorwise_version |
        | | text | q1   | A     | money           | perhaps            | maybe            | mine                 | few            | new |
        | settings |
        | | form_title | form_id |
        | | London | london |
        ",
        &[
            "!survey 2 sectorwise_min number",
            "!survey 2 sectorwise_missing missing",
            "!survey 2 sectorwise_ownership ownership",
            "!survey 2 sectorwise_short yes-or-no",
            "!survey 2 sectorwise_type type",
            "!survey 2 sectorwise_version number",
        ],
    ),
];
