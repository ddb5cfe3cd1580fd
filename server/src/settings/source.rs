//! Where each setting comes from, and what is said about it.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Env, Error};

/// Where a value was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    Environment,
    File,
    Default,
    Unset,
}

/// A setting as `sectorwise config` prints it: secrets are hidden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub name: &'static str,
    pub value: String,
    pub origin: Origin,
}

pub(super) struct Source<'a> {
    env: Env<'a>,
    file: BTreeMap<String, String>,
    lines: Vec<Line>,
}

const SECRETS: [&str; 2] = ["admin_password", "secret_key"];

impl<'a> Source<'a> {
    pub fn new(named: Option<&Path>, env: Env<'a>) -> Result<Source<'a>, Error> {
        let path = named.map(Path::to_path_buf).or_else(|| env("SECTORWISE_CONFIG").map(Into::into));
        let mut file = BTreeMap::new();
        if let Some(path) = path {
            let text = std::fs::read_to_string(&path).map_err(|error| Error::File(path.clone(), error))?;
            let table: toml::Table =
                text.parse().map_err(|error: toml::de::Error| Error::Toml(path, error.message().into()))?;
            file.extend(table.into_iter().map(|(name, value)| match value {
                toml::Value::String(text) => (name, text),
                other => (name, other.to_string()),
            }));
        }
        Ok(Source { env, file, lines: Vec::new() })
    }

    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.find(name, None)
    }

    pub fn with_default(&mut self, name: &'static str, default: &str) -> String {
        self.find(name, Some(default)).unwrap_or_default()
    }

    fn find(&mut self, name: &'static str, default: Option<&str>) -> Option<String> {
        let variable = format!("SECTORWISE_{}", name.to_ascii_uppercase());
        let from_file = self.file.remove(name);
        let (value, origin) = match ((self.env)(&variable).filter(|text| !text.is_empty()), from_file, default) {
            (Some(text), _, _) => (Some(text), Origin::Environment),
            (None, Some(text), _) => (Some(text), Origin::File),
            (None, None, Some(text)) => (Some(text.to_owned()), Origin::Default),
            (None, None, None) => (None, Origin::Unset),
        };
        let shown = match &value {
            Some(_) if SECRETS.contains(&name) => "(hidden)".to_owned(),
            Some(text) => masked(text),
            None => String::new(),
        };
        self.lines.push(Line { name, value: shown, origin });
        value
    }

    /// What is left in the file has no meaning here.
    pub fn finish(mut self) -> (Vec<Line>, Vec<String>) {
        self.lines.sort_by_key(|line| line.name);
        let unknown = self.file.into_keys().map(|name| format!("the settings file has an unknown key: {name}"));
        (self.lines, unknown.collect())
    }
}

/// An address without its password, which may also stand among its parameters.
pub(super) fn masked(text: &str) -> String {
    if let Some((address, parameters)) = text.split_once('?') {
        let hidden = if parameters.contains("password") { "(hidden)" } else { parameters };
        return format!("{}?{hidden}", masked(address));
    }
    let Some((scheme, rest)) = text.split_once("://") else { return text.to_owned() };
    let Some((credentials, host)) = rest.rsplit_once('@') else { return text.to_owned() };
    let user = credentials.split(':').next().unwrap_or_default();
    format!("{scheme}://{user}:(hidden)@{host}")
}
