//! `sectorwise config`: the settings in force, as a settings file with remarks.

use super::say;
use crate::settings::{Loaded, Origin};

pub fn config(loaded: &Loaded) {
    for line in &loaded.lines {
        let value = toml::Value::String(line.value.clone());
        say(&match line.origin {
            Origin::Environment => format!("{} = {value} # environment", line.name),
            Origin::File => format!("{} = {value} # file", line.name),
            Origin::Default => format!("{} = {value} # default", line.name),
            Origin::Unset => format!("# {} is not set", line.name),
        });
    }
}
