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
        &["?"],
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
        &["?"],
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
    differing(
        "London's questions in one row each",
        "?",
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
        &["?"],
    ),
    agreed(
        "London's columns with faults",
        "
        | survey |
        | | type | name | label | sectorwise_type | sectorwise_missing | sectorwise_short | sectorwise_ownership | sectorwise_min | sectorwise_version |
        | | text | q1   | A     | money           | perhaps            | maybe            | mine                 | few            | new |
        | settings |
        | | form_title | form_id |
        | | London | london |
        ",
        &["?"],
    ),
];
