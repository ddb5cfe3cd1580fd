//! The words of the column `type`, in the spellings that pyxform takes.

/// What a row of the survey is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Type<'a> {
    Text,
    Integer,
    Decimal,
    Range,
    Date,
    Time,
    DateTime,
    One(&'a str),
    Many(&'a str),
    Rank(&'a str),
    /// A list of the sheet `external_choices`.
    External(&'a str),
    /// A file of choices, and whether several may be chosen.
    File(&'a str, bool),
    /// A choice of what was answered before, and whether several may be chosen.
    Answers(&'a str),
    Acknowledge,
    Note,
    Calculate,
    Hidden,
    Barcode,
    /// A number between 0 and this, with a hint where the type has one.
    UpTo(u32, Option<&'static str>),
    Telephone,
    Start,
    End,
    Today,
    Begin(Group),
    Finish(Group),
    /// The form's title or id, said in the survey.
    Setting(&'static str),
    /// What it asks for, for people.
    Unsupported(&'static str),
    /// A choice that names no list.
    NoList,
    /// A choice from a file that cannot be one.
    NoFile,
    Unknown,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Group {
    Plain,
    Repeat,
    Loop,
}

impl Group {
    pub fn name(self) -> &'static str {
        match self {
            Group::Plain => "group",
            Group::Repeat => "repeat",
            Group::Loop => "loop",
        }
    }
}

/// The longer before the shorter where one begins with the other.
const ONE: [&str; 5] = ["add select one prompt using", "select one from", "select1", "select_one", "select one"];
const MANY: [&str; 4] =
    ["add select multiple prompt using", "select all that apply from", "select_multiple", "select all that apply"];
const OTHER: [&str; 3] = ["or specify other", "or_other", "or other"];

/// Types with no list and no brackets, and those that mean the same.
const PLAIN: [(&str, Type<'static>); 111] = [
    ("text", Type::Text),
    ("string", Type::Text),
    ("q string", Type::Text),
    ("add text prompt", Type::Text),
    ("integer", Type::Integer),
    ("int", Type::Integer),
    ("q int", Type::Integer),
    ("add integer prompt", Type::Integer),
    ("decimal", Type::Decimal),
    ("q decimal", Type::Decimal),
    ("add decimal prompt", Type::Decimal),
    ("range", Type::Range),
    ("date", Type::Date),
    ("q date", Type::Date),
    ("add date prompt", Type::Date),
    ("time", Type::Time),
    ("dateTime", Type::DateTime),
    ("datetime", Type::DateTime),
    ("date time", Type::DateTime),
    ("q date time", Type::DateTime),
    ("q dateTime", Type::DateTime),
    ("add date time prompt", Type::DateTime),
    ("add dateTime prompt", Type::DateTime),
    ("acknowledge", Type::Acknowledge),
    ("trigger", Type::Acknowledge),
    ("q acknowledge", Type::Acknowledge),
    ("add acknowledge prompt", Type::Acknowledge),
    ("note", Type::Note),
    ("q note", Type::Note),
    ("add note prompt", Type::Note),
    ("calculate", Type::Calculate),
    ("q calculate", Type::Calculate),
    ("add calculate prompt", Type::Calculate),
    ("hidden", Type::Hidden),
    ("barcode", Type::Barcode),
    ("q barcode", Type::Barcode),
    ("add barcode prompt", Type::Barcode),
    ("percentage", Type::UpTo(100, None)),
    ("number of days in last month", Type::UpTo(31, Some("Enter a number 0-31."))),
    ("number of days in last six months", Type::UpTo(183, Some("Enter a number 0-183."))),
    ("number of days in last year", Type::UpTo(365, Some("Enter a number 0-365."))),
    ("phone number", Type::Telephone),
    ("start", Type::Start),
    ("start time", Type::Start),
    ("get start time", Type::Start),
    ("end", Type::End),
    ("end time", Type::End),
    ("get end time", Type::End),
    ("today", Type::Today),
    ("get today", Type::Today),
    ("form_title", Type::Setting("title")),
    ("set_form_title", Type::Setting("title")),
    ("form_id", Type::Setting("id_string")),
    ("set_form_id", Type::Setting("id_string")),
    ("prefix", Type::Setting("prefix")),
    ("geopoint", PLACE),
    ("gps", PLACE),
    ("location", PLACE),
    ("q geopoint", PLACE),
    ("q location", PLACE),
    ("add location prompt", PLACE),
    ("start-geopoint", PLACE),
    ("background-geopoint", PLACE),
    ("geotrace", PLACE),
    ("q geotrace", PLACE),
    ("geoshape", PLACE),
    ("q geoshape", PLACE),
    ("image", PICTURE),
    ("photo", PICTURE),
    ("q image", PICTURE),
    ("q picture", PICTURE),
    ("add image prompt", PICTURE),
    ("add photo prompt", PICTURE),
    ("audio", SOUND),
    ("q audio", SOUND),
    ("add audio prompt", SOUND),
    ("background-audio", SOUND),
    ("video", FILM),
    ("q video", FILM),
    ("add video prompt", FILM),
    ("file", Type::Unsupported("a file")),
    ("add file prompt", Type::Unsupported("a file")),
    ("osm", Type::Unsupported("a place on a map")),
    ("xml-external", TABLE),
    ("csv-external", TABLE),
    ("audit", Type::Unsupported("a record of how the form was filled in")),
    ("deviceid", DEVICE),
    ("device id", DEVICE),
    ("get device id", DEVICE),
    ("imei", DEVICE),
    ("simserial", DEVICE),
    ("sim id", DEVICE),
    ("get sim id", DEVICE),
    ("subscriberid", DEVICE),
    ("subscriber id", DEVICE),
    ("get subscriber id", DEVICE),
    ("phonenumber", DEVICE),
    ("get phone number", DEVICE),
    ("uri:deviceid", DEVICE),
    ("uri:simserial", DEVICE),
    ("uri:subscriberid", DEVICE),
    ("uri:phonenumber", DEVICE),
    ("username", PERSON),
    ("uri:username", PERSON),
    ("email", PERSON),
    ("uri:email", PERSON),
    ("select multiple from", Type::NoList),
    ("select multiple using", Type::NoList),
    ("select one using", Type::NoList),
    ("q select", Type::NoList),
    ("q select1", Type::NoList),
];

const PLACE: Type<'static> = Type::Unsupported("a place on a map");
const PICTURE: Type<'static> = Type::Unsupported("a picture");
const SOUND: Type<'static> = Type::Unsupported("a sound");
const FILM: Type<'static> = Type::Unsupported("a film");
const TABLE: Type<'static> = Type::Unsupported("a table in a file of its own");
const DEVICE: Type<'static> = Type::Unsupported("the number of a telephone or its card");
const PERSON: Type<'static> = Type::Unsupported("the name or address of whoever holds the telephone");

/// Reads a type; the flag says that “other” is to be added to the choices. White space in it is single.
pub(super) fn read(text: &str) -> (Type<'_>, bool) {
    if let Some((_, found)) = PLAIN.iter().find(|(word, _)| *word == text) {
        return (found.clone(), false);
    }
    if let Some(group) = group(text) {
        return (group, false);
    }
    choice(text).unwrap_or((Type::Unknown, false))
}

fn group(text: &str) -> Option<Type<'_>> {
    let (is_begin, rest) = match (text.strip_prefix("begin"), text.strip_prefix("end")) {
        (Some(rest), _) => (true, rest),
        (_, Some(rest)) => (false, rest),
        _ => return None,
    };
    let rest = rest.strip_prefix([' ', '_'])?;
    let names = [
        ("group", Group::Plain),
        ("lgroup", Group::Repeat),
        ("repeat", Group::Repeat),
        ("loop", Group::Loop),
        ("looped group", Group::Repeat),
    ];
    let (behind, group) = names.iter().find_map(|(name, group)| {
        let behind = rest.strip_prefix(name)?;
        (behind.is_empty() || behind.starts_with(' ')).then_some((behind.trim_start(), *group))
    })?;
    match (is_begin, behind) {
        (true, list) if list.strip_prefix("over ").unwrap_or(list).contains(' ') => None,
        (true, _) => Some(Type::Begin(group)),
        (false, "") => Some(Type::Finish(group)),
        _ => None,
    }
}

fn choice(text: &str) -> Option<(Type<'_>, bool)> {
    let list = |commands: &[&str]| commands.iter().find_map(|command| list_of(text, command));
    if let Some((list, _)) = list(&["select_one_external"]) {
        return Some((Type::External(list), false));
    }
    let of = |list: &'_ str| [".xml", ".csv", ".geojson"].iter().any(|ending| list.ends_with(ending));
    for (commands, is_many) in [
        (["select_one_from_file", "select one from file"], false),
        (["select_multiple_from_file", "select multiple from file"], true),
    ] {
        if let Some((file, _)) = list(&commands) {
            return Some((if of(file) { Type::File(file, is_many) } else { Type::NoFile }, false));
        }
    }
    for (commands, is_many) in [(&ONE[..], false), (&MANY[..], true)] {
        match list(commands) {
            Some((name, _)) if of(name) => return Some((Type::File(name, is_many), false)),
            Some((name, _)) if name.contains("${") => return Some((Type::Answers(name), false)),
            Some((name, other)) if is_many => return Some((Type::Many(name), other)),
            Some((name, other)) => return Some((Type::One(name), other)),
            None => {}
        }
        if commands.contains(&text) {
            return Some((Type::NoList, false));
        }
    }
    match list(&["rank"]) {
        Some((name, other)) => Some((Type::Rank(name), other)),
        None if text == "rank" => Some((Type::NoList, false)),
        None => text.strip_prefix("osm ").map(|_| (Type::Unsupported("a place on a map"), false)),
    }
}

/// `select_one yes_no or_other`: the list, and whether “other” is to be added.
fn list_of<'a>(text: &'a str, command: &str) -> Option<(&'a str, bool)> {
    let rest = text.strip_prefix(command)?.strip_prefix(' ')?;
    let (list, behind) = rest.split_once(' ').unwrap_or((rest, ""));
    (!list.is_empty() && (behind.is_empty() || OTHER.contains(&behind))).then_some((list, !behind.is_empty()))
}

/// A type that was probably meant.
pub(super) fn meant(text: &str) -> Option<String> {
    let (first, rest) = text.split_once(' ').unwrap_or((text, ""));
    let usual = [
        "text",
        "integer",
        "decimal",
        "range",
        "date",
        "time",
        "dateTime",
        "select_one",
        "select_multiple",
        "rank",
        "acknowledge",
        "note",
        "calculate",
        "hidden",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
    ];
    let lower = first.to_lowercase().replace('-', "_");
    let same = usual.iter().find(|known| known.to_lowercase() == lower);
    let near = || usual.iter().find(|known| super::near::is_near(known, &lower));
    let known = same.or_else(near)?;
    let meant = if rest.is_empty() { (*known).to_owned() } else { format!("{known} {rest}") };
    // What is wrong then is what stands behind it.
    (meant != text).then_some(meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_have_many_spellings() {
        for (text, expected) in [
            ("select_one yes_no", (Type::One("yes_no"), false)),
            ("select one yes_no or_other", (Type::One("yes_no"), true)),
            ("select one from x or specify other", (Type::One("x"), true)),
            ("add select multiple prompt using x", (Type::Many("x"), false)),
            ("select all that apply x or other", (Type::Many("x"), true)),
            ("select1 x", (Type::One("x"), false)),
            ("select_one x.csv", (Type::File("x.csv", false), false)),
            ("select one from file x.xml", (Type::File("x.xml", false), false)),
            ("select_one ${names}", (Type::Answers("${names}"), false)),
            ("select_one_external x", (Type::External("x"), false)),
            ("rank x", (Type::Rank("x"), false)),
            ("select_one", (Type::NoList, false)),
            ("select one x y", (Type::Unknown, false)),
            ("begin group", (Type::Begin(Group::Plain), false)),
            ("begin_repeat", (Type::Begin(Group::Repeat), false)),
            ("begin loop over x", (Type::Begin(Group::Loop), false)),
            ("end looped group", (Type::Finish(Group::Repeat), false)),
            ("end_groups", (Type::Unknown, false)),
            ("Text", (Type::Unknown, false)),
            ("imei", (DEVICE, false)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        assert_eq!(meant("Select-One yes_no").as_deref(), Some("select_one yes_no"));
        assert_eq!(meant("begin_grup").as_deref(), Some("begin_group"));
        assert_eq!(meant("signature"), None);
    }
}
